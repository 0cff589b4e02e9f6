//! Targets whose parts stand in cells of their own.

use rust_xlsxwriter::Format as CellFormat;

use crate::common::TEMPLATES;
use crate::support::{STRINGS, Sheet, book, changed, foreign_2026, import, one, sheet, unmarked};

/// Parts of targets in cells that go over several rows or columns, in words, or that are
/// none; the unit in the head.
#[test]
fn split_targets_of_all_kinds() {
    // Heads and cells: sign in K, number in H to J, unit in M.
    let targets = |rows: &[(&str, &str, &str)], change: &dyn Fn(&mut Sheet)| {
        let mut sheet = foreign_2026();
        sheet.put(14, 11, "符号");
        sheet.text(14, (13, 13), "计量单位");
        sheet.put(16, 11, "");
        for (row, (sign, number, unit)) in (16..).zip(rows) {
            sheet.put(row, 8, number);
            [(11, sign), (13, unit)].into_iter().filter(|(_, text)| !text.is_empty()).for_each(|(column, text)| {
                sheet.text(row, (column, column), text);
            });
        }
        change(&mut sheet);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        let text = imported[0].text.clone();
        let target = |name: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix(&format!("{name}: ")).map(str::to_owned));
            line.unwrap_or_default()
        };
        ([target("讲座场次"), target("听众人次"), target("讲师合格率")], findings)
    };
    let (found, findings) = targets(&[("大于等于", "48", "场"), ("不少于", "20", "/"), ("等于", "100", "％")], &|_| {});
    assert_eq!(found, ["≥48场", "≥20", "=100%"]);
    assert!(!findings.contains("没有用上") && !findings.contains("K14") && !findings.contains("M14"), "{findings}");
    // What is no unit is told.
    let (found, findings) = targets(&[("≥", "48", "5"), ("≥", "20人次", "次"), ("≤", "3", "〃")], &|_| {});
    assert_eq!(found, ["≥48", "≥20人次", "≤3"]);
    for cell in ["M16", "M17", "M18"] {
        assert!(findings.contains(&format!("{cell} 没有导入：指标值")), "{cell}: {findings}");
    }
    // One sign and one unit for two rows.
    let (found, _) = targets(&[("≤", "3", "天"), ("", "48", ""), ("", "20", "")], &|sheet| {
        sheet.tall(17, 18, (11, 11), "≥");
        sheet.tall(17, 18, (13, 13), "次");
    });
    assert_eq!(found, ["≤3天", "≥48次", "≥20次"]);
    // The head tells the unit.
    let (found, _) = targets(&[("≥", "48", ""), ("≥", "20人次", ""), ("", "3", "")], &|sheet| {
        sheet.put(14, 8, "指标值（单位：%）");
    });
    assert_eq!(found, ["≥48%", "≥20人次", "3%"]);
}

/// Numbers of targets are what is shown, and a text takes nothing from its format.
#[test]
fn scaled_numbers_that_are_no_amounts() {
    let mut sheet = foreign_2026();
    sheet.put(14, 11, "计量单位");
    sheet.number(16, (8, 8), 400_000.0, "0!.0,");
    sheet.put(16, 11, "万元");
    let format = CellFormat::new().set_num_format("0!.0,");
    sheet.0.write_string_with_format(4, 3, "20000", &format).expect("a name");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("讲座场次: 40万元\n"), "{}", imported[0].text);
    assert!(imported[0].text.contains("项目名称: 20000\n"), "{}", imported[0].text);
    assert!(!findings.contains("K16"), "{findings}");
}

/// Nothing of a column beside the targets is left out silently.
#[test]
fn parts_of_targets_that_are_not_used() {
    let mut sheet = foreign_2026();
    sheet.put(14, 11, "计量单位");
    sheet.text(14, (13, 13), "指标方向");
    for (row, target, unit, direction) in
        [(16, "48场", "次", "越大越好"), (17, "≥2000", "人次", "反向"), (21, "≥90%", "%", "正向")]
    {
        sheet.put(row, 8, target);
        sheet.put(row, 11, unit);
        sheet.text(row, (13, 13), direction);
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported[0].text.contains("讲座场次: 48场\n"), "{}", imported[0].text);
    let told: Vec<&str> = findings.lines().filter(|line| line.contains("没有用上")).collect();
    let cells: Vec<&str> = told.iter().filter_map(|line| line.split([' ', ']']).nth(2)).collect();
    assert_eq!(cells, ["K16、M16", "M17"], "{findings}");
    // A number beside a whole target.
    let mut sheet = foreign_2026();
    sheet.put(14, 11, "数值");
    for (row, target, number) in [(16, "≥48场", "8"), (17, "≥2,000人次", "2,000"), (18, "＝", "100")] {
        sheet.put(row, 8, target);
        sheet.put(row, 11, number);
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    for target in ["讲座场次: ≥48场\n", "听众人次: ≥2000人次\n", "讲师合格率: =100\n"] {
        assert!(imported[0].text.contains(target), "{target}: {}", imported[0].text);
    }
    let told: Vec<&str> = findings.lines().filter(|line| line.contains("没有用上")).collect();
    assert!(matches!(told.as_slice(), [line] if line.contains("K16 ")), "{findings}");
}

/// What this program printed is taken back to what prints it; what was typed into its
/// sheets need not be spelled as it prints.
#[test]
fn targets_of_our_own_sheets() {
    let text = "年度: 2026\n项目名称: 甲\n绩效指标:\n  产出指标:\n    数量指标:\n      讲座场次: 不少于48场\n      \
        场地: {原文: \"≥2(处)\"}\n      设备: {值: 3, 符号: ≥, 单位: 乙型}\n      展板: 待改\n";
    let bytes = changed(&sheet(&one(text, &TEMPLATES)), STRINGS, |part| part.replace("待改", "≥20块"));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert_eq!(findings, "");
    let (_, indicators) = imported[0].text.split_once("绩效指标").expect("indicators");
    let (_, expected) = text.split_once("绩效指标").expect("indicators");
    assert_eq!(indicators, expected.replace("待改", "≥20块").replace("\"≥2(处)\"", "≥2(处)"));
    let (_, findings) = import(&unmarked(&bytes), &TEMPLATES);
    assert!(findings.contains("提示[respelled]: 1 个指标值"), "{findings}");
}
