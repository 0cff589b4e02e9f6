//! What single cells say: days, options, numbers as their formats show them.

use crate::common::TEMPLATES;
use crate::support::{Sheet, book, foreign_2026, import};

/// A text in several rows below its label, an option with its number, a unit behind a
/// label.
#[test]
fn paragraphs_numbers_and_units() {
    let mut sheet = foreign_2026();
    sheet.put(8, 2, "项目资金/万元");
    sheet.put(5, 8, "2.其他经常性项目");
    let (imported, _) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("项目性质: 其他经常性项目\n"), "{}", imported[0].text);
    assert!(imported[0].text.contains("当年财政拨款: 400000\n"), "{}", imported[0].text);
    let mut sheet = Sheet::new("表");
    sheet.text(1, (1, 8), "财政项目支出绩效目标申报表");
    sheet.text(2, (1, 8), "（2026年度）");
    for (column, text) in (1..).zip(["项目名称", "某项目", "项目性质", "阶段性项目", "项目类别", "特定目标类"])
    {
        sheet.text(3, (column, column), text);
    }
    for (row, labels) in (4..).zip([["主管部门", "实施单位"], ["计划开始日期", "计划完成日期"]]) {
        sheet.text(row, (1, 1), labels[0]);
        sheet.text(row, (3, 3), labels[1]);
    }
    sheet.tall(6, 9, (1, 1), "项目绩效目标");
    sheet.text(6, (2, 4), "项目总目标");
    sheet.text(6, (5, 8), "年度总体目标");
    for (row, text) in (7..).zip(["举办讲座48场。", "惠及居民2000人次。", "居民满意。"]) {
        sheet.text(row, (5, 8), text);
    }
    for (column, text) in (1..).zip(["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"])
    {
        sheet.text(10, (column, column), text);
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    let goals = "年度总体目标: |-\n  举办讲座48场。\n  惠及居民2000人次。\n  居民满意。\n";
    assert!(imported[0].text.contains(goals), "{}\n{findings}", imported[0].text);
    assert!(!findings.contains("not-imported"), "{findings}");
}

/// The year is that of the form, not of the day on which it was filled in; a number is a
/// date in no far year; what is not understood is told.
#[test]
fn years_dates_and_ticks_that_are_none() {
    let imported = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = foreign_2026();
        change(&mut sheet);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    for (line, told) in [("填报日期：2025年10月8日", true), ("填报日期：2025年10月8日（2026年度）", false)]
    {
        let (text, findings) = imported(&|sheet| {
            sheet.put(3, 2, " ");
            sheet.put(4, 2, line);
        });
        assert!(text.starts_with("年度: 2026\n"), "{line}: {text}");
        assert_eq!(findings.contains("B4 没有导入"), told, "{findings}");
    }
    let (text, findings) = imported(&|sheet| sheet.number(7, (8, 8), 202_612.0, "0"));
    assert!(text.contains("计划完成日期: 202612\n"), "{text}{findings}");
    let (text, findings) = imported(&|sheet| sheet.put(5, 8, "√"));
    assert!(!text.contains("项目性质") && findings.contains("H5 没有导入：只有勾"), "{text}{findings}");
    let (_, findings) = imported(&|sheet| sheet.text(9, (14, 14), "金额单位：元"));
    assert!(findings.contains("N9 没有导入：像是金额的单位"), "{findings}");
}

#[test]
fn what_is_no_date_or_option_is_left_to_the_author() {
    let mut sheet = foreign_2026();
    sheet.0.write_string(6, 7, "2026年2月30日").expect("a cell");
    sheet.0.write_string(4, 10, "某一类").expect("a cell");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("计划完成日期: 2026年2月30日\n"), "{}", imported[0].text);
    assert!(imported[0].text.contains("项目类别: 某一类\n"), "{}", imported[0].text);
    assert!(!findings.contains("某一类"), "{findings}");
}

/// What a number's format shows is what its author sees.
#[test]
fn numbers_as_their_formats_show_them() {
    for (number, format, target) in [
        (0.9, "0%", "90%"),
        (90.0, "0\"%\"", "90%"),
        (95.5, "0.0\\%", "95.5%"),
        (0.9, "\"≥\"0%", "≥90%"),
        (5.0, "\"≥\"0\"场\"", "≥5场"),
        (3000.0, "#,##0\"人次\"", "3000人次"),
        (45261.0, "yyyy\"年\"m\"月\"", "2023年12月"),
        (0.395_833_333_3, "h:mm", "9:30"),
    ] {
        let mut sheet = foreign_2026();
        sheet.number(21, (8, 8), number, format);
        let (imported, _) = import(&book(vec![sheet]), &TEMPLATES);
        assert!(imported[0].text.contains(&format!("居民满意度: {target}\n")), "{format}: {}", imported[0].text);
    }
    for format in ["0.00\"元\"", "General\"元\""] {
        let mut sheet = foreign_2026();
        sheet.number(9, (11, 11), 40.0, format);
        // A date whose day is not shown has one all the same.
        sheet.number(7, (4, 4), 46023.0, "yyyy\"年\"m\"月\"");
        let (imported, _) = import(&book(vec![sheet]), &TEMPLATES);
        assert!(imported[0].text.contains("当年财政拨款: 40\n"), "{}", imported[0].text);
        assert!(imported[0].text.contains("计划开始日期: 2026-01-01\n"), "{}", imported[0].text);
    }
}
