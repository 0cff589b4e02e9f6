//! Texts with line breaks: broken to fit their cells, or lines of their own.

use serde_json::json;

use crate::common::TEMPLATES;
use crate::support::{
    FOREIGN_2026, STRINGS, assert_comes_back, book, changed, foreign_2026, import, one, sheet, unmarked,
};

/// What a program that makes workbooks of PDFs breaks into lines is one indicator; lines
/// that are indicators each are told.
#[test]
fn lines_of_a_wrapped_cell() {
    let read = |name: &str, target: &str| {
        let mut sheet = foreign_2026();
        sheet.put(16, 5, &name.replace('⏎', "\n"));
        sheet.put(16, 8, &target.replace('⏎', "\n"));
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    for (name, target, expected) in [
        ("护栏更换总长⏎度", "≥640⏎米", "护栏更换总长度: ≥640米"),
        ("护栏更换总长度", "≥640⏎米", "护栏更换总长度: ≥640米"),
        ("护栏更换⏎总长度", "≥6⏎40米", "护栏更换总长度: ≥640米"),
        ("商户来信办⏎理情况", "明显⏎改善", "商户来信办理情况: 明显改善"),
    ] {
        let (text, findings) = read(name, target);
        assert!(text.contains(&format!("      {expected}\n")), "{text}");
        assert!(findings.contains("接成了一行") && findings.contains(expected), "{findings}");
    }
    for (name, target, expected) in [
        ("讲座场次⏎志愿者人数", "≥48场⏎≥20人", ["讲座场次: ≥48场", "志愿者人数: ≥20人"]),
        ("1.讲座开展⏎2.志愿服务", "1.及时⏎2.规范", ["讲座开展: 及时", "志愿服务: 规范"]),
    ] {
        let (text, findings) = read(name, target);
        assert!(expected.iter().all(|line| text.contains(&format!("      {line}\n"))), "{text}");
        assert!(findings.contains("逐行读成了 2 个指标") && findings.contains(expected[1]), "{findings}");
    }
}

/// The names of projects and units are one line.
#[test]
fn names_are_one_line() {
    let mut sheet = foreign_2026();
    sheet.put(5, 4, "社区科普\n大学");
    sheet.put(6, 4, "示例市科学\n技术协会");
    let (imported, _) = import(&book(vec![sheet]), &TEMPLATES);
    assert_eq!(imported[0].text, FOREIGN_2026);
    assert_eq!(imported[0].name, "社区科普大学");
    // So are those of records.
    let text = "年度: 2019\n项目名称: 甲\n子项目: [{子项目名称: 待改, 预算金额: 5}, {子项目名称: 乙, 预算金额: 6}]\n";
    let bytes =
        changed(&crate::support::sheet(&one(text, &TEMPLATES)), STRINGS, |part| part.replace("待改", "车辆\n租赁"));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(imported[0].text.contains("子项目名称: 车辆租赁"), "{}{findings}", imported[0].text);
}

/// Lines of a text that were broken because they were as long as their cell.
#[test]
fn texts_that_were_broken_to_fit() {
    let read = |goal: &str| {
        let mut sheet = foreign_2026();
        sheet.put(13, 7, &goal.replace('⏎', "\n"));
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    let (text, findings) =
        read("通过举办社区科普讲座提升居民科⏎学素质并建立志愿者队伍服务全街⏎道居民。⏎年内完成四十八场。");
    let goal = "  通过举办社区科普讲座提升居民科学素质并建立志愿者队伍服务全街道居民。\n  年内完成四十八场。\n";
    assert!(text.contains(goal), "{text}");
    assert!(findings.contains("有 2 处换行") && findings.contains("居民科学素质并"), "{findings}");
    for goal in
        ["举办讲座四十八场⏎惠及居民两千人次⏎居民满意度较高", "1．举办社区科普讲座四十八场⏎2．惠及本街道居民两千人次"]
    {
        let (text, findings) = read(goal);
        assert!(goal.split('⏎').all(|line| text.contains(&format!("  {line}\n"))), "{text}");
        assert!(!findings.contains("处换行"), "{findings}");
    }
}

/// The lines of this program's own sheets are their authors', whatever they look like; what
/// was typed there since then, or stands in a sheet of another program, is judged by what
/// it says.
#[test]
fn lines_of_our_own_sheets() {
    let goal = "通过举办社区科普讲座提升居民科⏎学素质并建立志愿者队伍服务全街⏎道居民。⏎年内完成四十八场。";
    let text = format!(
        "年度: 2026\n项目名称: 甲\n年度总体目标: {}\n绩效指标:\n  产出指标:\n    数量指标:\n      \
        护栏长度: {{原文: \"≥640\\n米\"}}\n",
        json!(goal.replace('⏎', "\n"))
    );
    let project = one(&text, &TEMPLATES);
    assert_comes_back(&project, &TEMPLATES);
    let goals = |bytes: &[u8]| {
        let (imported, findings) = import(bytes, &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    let (foreign, findings) = goals(&unmarked(&sheet(&project)));
    assert!(foreign.contains("居民科学素质") && findings.contains("有 2 处换行"), "{foreign}{findings}");
    assert!(foreign.contains("护栏长度: ≥640米\n"), "{foreign}");
    // Another text in its place.
    let edited = changed(&sheet(&project), STRINGS, |part| part.replace("年内完成", "两年内完成"));
    let (edited, findings) = goals(&edited);
    assert!(edited.contains("居民科学素质") && findings.contains("有 2 处换行"), "{edited}{findings}");
}
