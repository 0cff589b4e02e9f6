//! Which rows belong to a form, and what stands around it.

use crate::common::{TEMPLATES, root};
use crate::support::{FOREIGN_2026, Sheet, book, changed, foreign_2026, import, one, sheet, templates_of};

/// A last row with the sums of those above is no record, unless it has a name.
#[test]
fn a_last_row_with_the_sum() {
    for (name, count) in [("", 2), ("合 计", 2), ("三期", 3)] {
        let text = "年度: 2019\n项目名称: 甲\n子项目:\n  - {子项目名称: 一期, 预算金额: 10}\n  \
            - {子项目名称: 二期, 预算金额: 20}\n  - {子项目名称: 待改, 预算金额: 30}\n";
        let bytes = changed(&sheet(&one(text, &TEMPLATES)), "xl/sharedStrings.xml", |part| part.replace("待改", name));
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert_eq!(imported[0].text.matches("预算金额").count(), count, "{name}: {}", imported[0].text);
        assert_eq!(findings.contains("没有导入"), count == 2, "{name}: {findings}");
    }
}

/// Boxes that nobody ticked make no record.
#[test]
fn a_record_of_boxes_alone() {
    let templates = templates_of(&root().join("tests/cases/layouts/options"));
    let text = "年度: 2030\n项目名称: 甲\n申报单位: 乙\n设备:\n  - {名称: 终端, 购置方式: 更新}\n  - {名称: 待删}\n";
    let bytes = changed(&sheet(&one(text, &templates)), "xl/sharedStrings.xml", |part| part.replace("待删", ""));
    let (imported, findings) = import(&bytes, &templates);
    assert!(imported[0].text.ends_with("设备:\n  - {名称: 终端, 购置方式: 更新}\n"), "{findings}{}", imported[0].text);
}

/// What stands around a form, or in columns that it does not have.
#[test]
fn around_the_form() {
    let foreign = |change: &dyn Fn(&mut Sheet)| {
        let mut sheet = foreign_2026();
        change(&mut sheet);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    let (plain, _) = foreign(&|_| {});
    assert_eq!(plain, FOREIGN_2026);
    // Signatures below the table are no indicator, whether a row is between or not.
    for row in [23, 25] {
        let (text, findings) = foreign(&|sheet| {
            sheet.text(row, (5, 7), "财务负责人（签字）");
            sheet.text(row, (8, 10), "单位负责人（签字）");
        });
        assert_eq!(text, plain, "{row}");
        assert!(findings.contains(&format!("E{row}、H{row} 没有导入")), "{findings}");
    }
    let (text, _) = foreign(&|sheet| {
        sheet.put(21, 5, "居民满意度");
        sheet.text(23, (5, 7), "负责人满意度");
    });
    assert_eq!(text, plain);
    // A remark to the right of the form is no part of it.
    let (text, findings) = foreign(&|sheet| sheet.text(5, (14, 14), "必填 √"));
    assert_eq!(text, plain);
    assert!(findings.contains("N5 没有导入"), "{findings}");
    // Nor is one inside it.
    let (text, findings) = foreign(&|sheet| {
        sheet.put(5, 8, "☑其他经常性项目");
        sheet.put(5, 9, "请核对");
    });
    assert_eq!(text, plain);
    assert!(findings.contains("I5 没有导入"), "{findings}");
    // A unit in a column of its own, a direction in another.
    let (text, _) = foreign(&|sheet| {
        sheet.put(14, 11, "计量单位");
        sheet.text(14, (13, 13), "指标方向");
        for (row, target, unit, direction) in
            [(16, "48", "场", "正向"), (17, "≥2000.00", "人次", "正向"), (19, "及时", "", "")]
        {
            sheet.put(row, 8, target);
            sheet.put(row, 11, unit);
            sheet.text(row, (13, 13), direction);
        }
    });
    assert_eq!(text, plain);
    // Numbers that order what stands in one cell.
    let (text, _) = foreign(&|sheet| {
        sheet.put(16, 5, "1.讲座场次\n2.听众人次");
        sheet.put(16, 8, "1.≥48场\n2.≥2000人次");
    });
    assert!(
        text.contains("      - {名称: 讲座场次, 指标值: ≥48场}\n      - {名称: 听众人次, 指标值: ≥2000人次}\n"),
        "{text}"
    );
    // A row below a merged category that ends above it.
    let (text, findings) = foreign(&|sheet| {
        sheet.tall(16, 17, (4, 4), "数量指标");
        sheet.put(18, 4, " ");
    });
    assert!(!text.contains("讲师合格率"), "{text}");
    assert!(findings.contains("E18、H18 没有导入：上方合并的一级（二级）指标到上一行为止"), "{findings}");
    // Categories as another year's form calls them, labels with numbers in circles.
    let (text, _) = foreign(&|sheet| {
        sheet.put(16, 3, "产出目标");
        sheet.put(6, 2, "①主管部门");
        sheet.put(14, 8, "年初目标值");
    });
    assert_eq!(text, plain);
}

/// Rows for approvals right below the indicators, in all their ways.
#[test]
fn signatures_right_below_the_indicators() {
    for row in [
        ["单位盖章", "2026年1月5日"],
        ["审批人", "王五"],
        ["复核", "王五"],
        ["负责人（签字）：", "联系电话：021-12345678"],
        ["主管部门意见：", "同意"],
    ] {
        let mut sheet = foreign_2026();
        sheet.put(22, 2, " ");
        for (column, text) in [5, 8].into_iter().zip(row) {
            sheet.text(22, (column, column), text);
        }
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        assert!(!imported[0].text.contains(row[0].trim_end_matches('：')), "{row:?}: {}", imported[0].text);
        assert!(findings.contains("E22"), "{row:?}: {findings}");
    }
}

/// A row below the table whose second-level category is named goes where that stands.
#[test]
fn rows_that_name_their_subcategory_only() {
    for (category, subcategory) in [(" ", "数量指标"), ("数量指标", " ")] {
        let mut sheet = foreign_2026();
        for (column, text) in [(3, category), (4, subcategory), (5, "志愿者人数"), (8, "≥20.00(人)")] {
            sheet.put(21, column, text);
        }
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        let text = &imported[0].text;
        assert!(text.contains("      听众人次: ≥2000人次\n      志愿者人数: ≥20人\n"), "{text}{findings}");
    }
}
