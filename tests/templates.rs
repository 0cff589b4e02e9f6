//! Mistakes in a template, each told with its place.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use common::root;
use jixiao::messages::Language;
use jixiao::source::Source;
use jixiao::template::Templates;

/// What is wrong with the made-up form of 2027 after a change.
fn mistake(from: &str, to: &str) -> String {
    let path = root().join("tests/cases/2027/scores/templates/2027.yaml");
    let text = std::fs::read_to_string(path).expect("a template");
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "nothing to change: {from}");
    match Templates::with([Source::new("2027.yaml", &changed)]) {
        Ok(_) => panic!("{to:?} is taken"),
        Err(errors) => {
            let error = &errors[0];
            let (line, column) = error.labels[0].span.line_column();
            format!("{line}:{column} {}", error.message.say(Language::Chinese))
        }
    }
}

#[test]
fn templates_are_checked() {
    let mut wrong = Vec::new();
    for (from, to, told) in [
        ("extends: \"2026\"", "extends: \"2062\"", "3:10 没有名为「2062」的模板"),
        ("extends: \"2026\"", "extends: \"2027\"", "3:10 没有名为「2027」的模板"),
        ("from: 2027, to: ~", "from: 2027, to: 2026", "6:8 years 的 to 早于 from"),
        ("{from: 2027, to: ~}", "2027", "6:8 这里是文字「2027」，应为一组键值"),
        ("fields:", "felder:", "8:1 不认识的键「felder」"),
        ("type: text", "type: txt", "9:16 不认识的值「txt」"),
        ("sum: [绩效指标.分值]", "sum: [绩效指标.分]", "13:30 模板里没有字段「绩效指标.分」"),
        ("sum: [绩效指标.分值]", "sum: [分值合计]", "的 sum 绕了一圈"),
        ("equals: 100", "equals: 一百", "「一百」不是数字"),
        ("type: number, required: true", "type: number, when: multi-year", "表格的列不能有 when"),
        (
            "{label: 项目编号, colspan: 2}",
            "{label: 项目编号, colspan: 3}",
            "行「编号」从第 4 列起放不下 6 列宽的单元格",
        ),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号}", "行「编号」第 8 列是空的"),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号, colspan: 99999999999}", "colspan 应为 1 到 8"),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号, colspan: 2, rowspan: block}", "不能用 rowspan: block"),
        ("{value: 项目编号, colspan: 6}", "{value: 项目编, colspan: 6}", "模板里没有字段「项目编」"),
        ("{value: 项目编号, colspan: 6}", "{value: 项目编号, label: 编号, colspan: 6}", "只有一项"),
        ("{value: .分值}", "{value: .分}", "每行没有「分」这一列"),
        ("{value: 分值合计}", "{value: .分值}", "只能用在 for 的行里"),
        ("{value: 分值合计}", "{value: 绩效指标}", "有多行，要用 for 逐行排列"),
        ("{value: 分值合计}", "{value: 分值合计, style: 大}", "styles 里没有「大」"),
        ("{label: [绩效, 指标], rowspan: block}", "{label: [绩效, 指标], rowspan: 2}", "逐行重复，不能有 rowspan"),
        ("{label: 合计, colspan: 5}", "{label: \"{page}\", colspan: 5}", "只能用在 footer 里"),
        ("{label: 合计, colspan: 5}", "{label: \"{项目名称:year}\", colspan: 5}", "不是日期"),
        ("{label: 合计, colspan: 5}", "{label: \"{项目\", colspan: 5}", "没有配对的 }"),
        ("grid:", "page: {continued: \"第 {page} 页\"}\ngrid:", "只能用在 footer 里"),
        ("grid:", "roles: {boss: [项目名称]}\ngrid:", "roles 里不能有「boss」"),
        ("grid:", "roles: {start: [开始]}\ngrid:", "模板里没有字段「开始」"),
        ("grid:", "roles: {one-off: [项目性质, 一次]}\ngrid:", "没有选项「一次」"),
        ("grid:", "relations: [{left: 项目名称, is: equal, right: 分值合计}]\ngrid:", "不是金额或数字"),
        ("    columns:", "    expected: [影响指标]\n    columns:", "framework 里没有「影响指标」"),
        ("    columns:", "    kinds: {影响指标: count}\n    columns:", "framework 里没有「影响指标」"),
        ("grid:", "page: {margins: {top: 280mm}}\ngrid:", "页边距太大"),
        ("grid:", "page: {margins: {top: 1e300mm}}\ngrid:", "比 2 米还长"),
        ("for: 绩效指标\n", "for: 绩效指标\n          at-least: 4294967295\n", "最多写 1000"),
        ("grid:", "styles: {base: {size: 200pt}}\ngrid:", "不在 4pt 到 72pt 之间"),
        ("grid:", "styles: {base: {leading: nan}}\ngrid:", "不在 1 到 3 倍字号之间"),
        ("grid:", "conditions: {x: {years-differ: [项目名称, 计划完成日期]}}\ngrid:", "不是日期"),
        ("  rows:\n", "  columns: [0mm, 200mm]\n  rows:\n", "列宽应大于 0"),
        ("  rows:\n", "  columns: [10mm, 200mm]\n  rows:\n", "各列共宽 210.0mm"),
        ("  编号:", "  编号: {}\n    编号:", "「编号」写了两次"),
    ] {
        let shown = mistake(from, to);
        if !shown.contains(told) {
            wrong.push(format!("{to}: {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_built_in_templates_cover_the_years() {
    let templates = Templates::built_in().expect("templates");
    for (year, name) in [
        (2000, "2019"),
        (2019, "2019"),
        (2020, "2020"),
        (2022, "2020"),
        (2023, "2023"),
        (2025, "2023"),
        (2026, "2026"),
        (2099, "2026"),
    ] {
        assert_eq!(templates.for_year(year).map(|template| template.name.as_str()), Some(name), "{year}");
    }
    assert!(templates.for_year(1999).is_none());
}
