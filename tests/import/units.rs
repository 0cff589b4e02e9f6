//! What amounts are counted in.

use jixiao::internals::source::Source;
use jixiao::internals::template::Templates;
use rust_xlsxwriter::{Format as CellFormat, Formula};

use crate::common::TEMPLATES;
use crate::support::{Sheet, book, changed, foreign_2026, import, one, sheet};

/// The amount in a form whose labels tell no unit, after a change.
fn amount(templates: &Templates, change: &dyn Fn(&mut Sheet)) -> String {
    let mut sheet = foreign_2026();
    sheet.put(8, 2, "项目资金");
    change(&mut sheet);
    let (imported, _) = import(&book(vec![sheet]), templates);
    let mut lines = imported[0].text.lines();
    lines.find_map(|line| line.trim().strip_prefix("当年财政拨款: ")).expect("an amount").to_owned()
}

/// Where the unit of the amounts is said.
#[test]
fn units_of_amounts() {
    let amount = |change: &dyn Fn(&mut Sheet)| amount(&TEMPLATES, change);
    assert_eq!(amount(&|_| {}), "40");
    assert_eq!(amount(&|sheet| sheet.put(2, 2, "财政项目支出绩效目标申报表（单位：万元）")), "400000");
    assert_eq!(amount(&|sheet| sheet.text(24, (2, 12), "注：本表金额单位为万元，保留两位小数。")), "400000");
    assert_eq!(amount(&|sheet| sheet.put(13, 7, "见附表，单位：万元")), "40");
    assert_eq!(amount(&|sheet| sheet.put(9, 11, "40（万元）")), "400000");
    assert_eq!(amount(&|sheet| sheet.put(9, 11, "40元整")), "40");
    assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), 40.499_999_999_97, "0.00")), "40.5");
    assert_eq!(amount(&|sheet| sheet.put(8, 2, "项目资金（千元）")), "40000");
    // What is about something else than the amounts, tells two units, or is a value.
    for remark in [
        "注：绩效指标中金额单位为万元，资金金额单位为元。",
        "指标值单位：万元",
        "项目概况中金额单位为万元，其余为元",
        "金额单位：元/万元",
        "金额单位：元；成本单位：万元",
        "注：单位：万元以上的项目须附报告",
    ] {
        assert_eq!(amount(&|sheet| sheet.text(24, (2, 12), remark)), "40", "{remark}");
    }
    for remark in [
        "单位：万元  填报日期：2026年1月1日",
        "注：1.金额单位：万元 2.其他说明",
        "附件：绩效目标表 单位：万元！",
        "金额单位：（万元）",
        "单位：人民币万元",
        "本表金额以万元为单位，保留两位小数。",
        "本表金额以“万元”为单位",
        "金额单位：万",
    ] {
        assert_eq!(amount(&|sheet| sheet.text(24, (2, 12), remark)), "400000", "{remark}");
    }
    // The first that is told counts, and an indicator tells none.
    assert_eq!(
        amount(&|sheet| {
            sheet.put(2, 2, "财政项目支出绩效目标申报表（单位：万元）");
            sheet.text(24, (2, 12), "注：人均补贴标准单位：元");
        }),
        "400000"
    );
    assert_eq!(
        amount(&|sheet| {
            sheet.put(8, 2, "项目资金（千元）");
            sheet.number(9, (11, 11), 40_000.0, "\"￥\"#,##0.00,");
        }),
        "40000"
    );
    assert_eq!(amount(&|sheet| sheet.put(5, 4, "单位：万元")), "40");
    // Numbers that are stored in 元 and shown in another unit.
    for (number, format, expected) in [
        (400_000.0, "0.00,\"千元\"", "400000"),
        (400_000.0, "0!.0,\"万元\"", "400000"),
        (400_000.0, "0!.0000", "400000"),
        (40.0, "#,##0", "40"),
        (40_000.0, "#,##0,\\ ", "40000"),
    ] {
        assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), number, format)), expected, "{format}");
    }
    let shown_in_the_labels_unit = amount(&|sheet| {
        sheet.put(8, 2, "项目资金（万元）");
        sheet.number(9, (11, 11), 400_000.0, "0!.0000");
    });
    assert_eq!(shown_in_the_labels_unit, "400000");
    // What is counted in 元 is stored so; `=40` is a number like another.
    let formula = |sheet: &mut Sheet, text: &str, result: &str, format: &str| {
        let format = CellFormat::new().set_num_format(format);
        sheet.0.write_formula_with_format(8, 10, Formula::new(text).set_result(result), &format).expect("a formula");
    };
    assert_eq!(amount(&|sheet| formula(sheet, "=400000", "400000", "0!.0,\"万元\"")), "400000");
    assert_eq!(amount(&|sheet| formula(sheet, "=40", "40", "0.00\"万元\"")), "400000");
    let formula_in_the_labels_unit = amount(&|sheet| {
        sheet.put(8, 2, "项目资金（万元）");
        formula(sheet, "=400000", "400000", "0!.0000");
    });
    assert_eq!(formula_in_the_labels_unit, "400000");
    assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), 0.45, "0.00\"（百万元）\"")), "450000");
    // A formula that was never computed.
    let mut sheet = foreign_2026();
    sheet.put(8, 2, "项目资金");
    formula(&mut sheet, "=400000", "400000", "0!.0,\"万元\"");
    let uncomputed = changed(&book(vec![sheet]), "xl/worksheets/sheet1.xml", |part| {
        assert!(part.contains("<v>400000</v>"));
        part.replace("<v>400000</v>", "")
    });
    let (imported, findings) = import(&uncomputed, &TEMPLATES);
    assert!(imported[0].text.contains("当年财政拨款: 400000\n"), "{}{findings}", imported[0].text);
    for (label, expected) in [
        ("项目资金（万）", "400000"),
        ("项目资金（万⏎元）", "400000"),
        ("项目资金（萬元）", "400000"),
        ("项目资金（百万）", "40000000"),
    ] {
        assert_eq!(amount(&|sheet| sheet.put(8, 2, &label.replace('⏎', "\n"))), expected, "{label}");
    }
    // A unit for several amounts, and one that goes with what is stored.
    let beside = |unit: &str, number: f64, format: &str| {
        amount(&|sheet| {
            sheet.put(2, 2, "");
            sheet.text(1, (3, 13), "财政项目支出绩效目标申报表");
            sheet.tall(8, 11, (13, 13), unit);
            sheet.number(9, (11, 11), number, format);
        })
    };
    assert_eq!(beside("万元", 40.0, "0.00"), "400000");
    assert_eq!(beside("（万元）", 40.0, "0.00"), "400000");
    assert_eq!(beside("元", 400_000.0, "0!.0,"), "400000");
    assert_eq!(beside("万元", 40.0, "0.00\"万元\""), "400000");
    assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), 40.0, "[=0]\"-\";#,##0.00")), "40");
    assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), 0.0, "[=0]\"-\";#,##0.00")), "0");
}

/// Forms whose template counts in 万元.
#[test]
fn templates_in_ten_thousands() {
    let template = "extends: \"2026\"\nname: \"万元\"\nyears: {from: 2030, to: ~}\nformats: {money: {number: \"0.00\", unit: 万元}}\n";
    let templates = Templates::with([Source::new("万元.yaml", template)]).expect("templates");
    let amount = |change: &dyn Fn(&mut Sheet)| {
        amount(&templates, &|sheet| {
            sheet.put(3, 2, "（2030年度）");
            change(sheet);
        })
    };
    assert_eq!(amount(&|_| {}), "40");
    assert_eq!(amount(&|sheet| sheet.number(9, (11, 11), 400_000.0, "0!.0,")), "40");
    assert_eq!(amount(&|sheet| sheet.put(9, 11, "400000元")), "40");
    assert_eq!(
        amount(&|sheet| {
            sheet.put(8, 2, "项目资金（元）");
            sheet.put(9, 11, "400000");
        }),
        "40"
    );
    assert_eq!(
        amount(&|sheet| {
            sheet.text(24, (2, 12), "注：金额单位：元");
            sheet.number(9, (11, 11), 400_000.0, "#,##0.00");
        }),
        "40"
    );
}

/// A heading over the amounts tells their unit, where their labels do not.
#[test]
fn units_in_headings() {
    let form = sheet(&one("年度: 2020\n项目名称: 甲\n项目总预算: 648\n项目当年预算: 648\n", &TEMPLATES));
    for (labels, expected) in [("：", "项目总预算: 6480000\n"), ("（元）：", "项目总预算: 648\n")] {
        let form = changed(&form, "xl/sharedStrings.xml", |part| {
            assert!(part.contains("项目总预算（元）：") && part.contains("市级财政资金使用情况"));
            let heading = "市级财政资金使用情况（单位：万元）";
            part.replace("（元）：", labels).replace("市级财政资金使用情况", heading)
        });
        let (imported, findings) = import(&form, &TEMPLATES);
        assert!(imported[0].text.contains(expected), "{}{findings}", imported[0].text);
    }
}

/// Two units are told, and the nearer one is taken.
#[test]
fn units_that_differ() {
    let mut sheet = foreign_2026();
    sheet.text(3, (13, 13), "单位：元");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("当年财政拨款: 400000\n"), "{}", imported[0].text);
    assert!(findings.contains("M3 没有导入：金额单位写了两种，元和万元，按「万元」读了"), "{findings}");
    let mut sheet = foreign_2026();
    sheet.put(8, 2, "项目资金（元）");
    sheet.put(9, 11, "40");
    sheet.put(2, 2, "");
    sheet.text(1, (3, 13), "财政项目支出绩效目标申报表");
    sheet.text(9, (13, 13), "万元");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("当年财政拨款: 400000\n"), "{}", imported[0].text);
    assert!(findings.contains("K9 导入时要留意：金额单位写了两种，元和万元"), "{findings}");
    // A unit beside the amount is nearer than a line above the form.
    let mut sheet = foreign_2026();
    sheet.put(8, 2, "项目资金");
    sheet.put(2, 2, "");
    sheet.text(1, (3, 13), "财政项目支出绩效目标申报表（单位：元）");
    sheet.put(9, 11, "40");
    sheet.text(9, (13, 13), "万元");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("当年财政拨款: 400000\n"), "{}", imported[0].text);
    assert!(findings.contains("K9 导入时要留意：金额单位写了两种，元和万元"), "{findings}");
}
