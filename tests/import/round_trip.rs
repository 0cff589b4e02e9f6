//! What the program writes comes back whole.

use std::fs;

use jixiao::diag::Diagnostics;
use jixiao::internals::authoring;
use jixiao::internals::form::build;
use jixiao::internals::project::{Project, Settings};
use jixiao::internals::source::Source;
use jixiao::internals::template::{FieldId, Templates};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::any::any_project;
use crate::common::{TEMPLATES, root, source};
use crate::support::{
    assert_comes_back, assert_comes_back_from_cells, assert_same, import, one, projects, sheet, templates_of,
};

#[test]
fn samples_come_back() {
    let folder = root().join("samples");
    let mut diagnostics = Diagnostics::new();
    let settings = Settings::read(&source(&folder.join("jixiao.yaml")), &TEMPLATES, &mut diagnostics);
    let mut count = 0;
    for file in fs::read_dir(&folder).expect("samples") {
        let path = file.expect("a sample").path();
        if path.ends_with("jixiao.yaml") {
            continue;
        }
        for project in projects(&source(&path).text, &settings, &TEMPLATES) {
            assert_comes_back(&project, &TEMPLATES);
            assert_comes_back_from_cells(&project, &TEMPLATES);
            let text = authoring::write(&project);
            assert_same(&project, &one(&text, &TEMPLATES), &text);
            count += 1;
        }
    }
    assert!(count >= 10, "{count}");
}

/// Cases whose sheet says less than their project, or says it in another order.
const NOT_THE_SAME: [&str; 2] = ["2026/hostile", "layouts/subtotals"];

/// Records come back in the order of their groups, which is that of the form.
#[test]
fn a_list_with_subtotals_comes_back() {
    let case = root().join("tests/cases/layouts/subtotals");
    let templates = templates_of(&case);
    let project = projects(&source(&case.join("project.yaml")).text, &Settings::default(), &templates).remove(0);
    let (imported, findings) = import(&sheet(&project), &templates);
    assert_eq!(findings, "", "{imported:?}");
    let again = one(&imported[0].text, &templates);
    let shown = |project: &Project| -> Vec<_> {
        build(project).cells.iter().map(|cell| (cell.row, cell.column, cell.rowspan, cell.text.clone())).collect()
    };
    assert_eq!(shown(&project), shown(&again));
    let places = ["古籍修复", "夜间开放", "群众合唱节", "器材维护"].map(|name| imported[0].text.find(name));
    assert!(places[0].is_some() && places.is_sorted(), "{}", imported[0].text);
}

#[test]
fn cases_come_back() {
    let mut count = 0;
    for form in fs::read_dir(root().join("tests/cases")).expect("cases") {
        let form = form.expect("a form").path();
        for case in fs::read_dir(&form).into_iter().flatten() {
            let case = case.expect("a case").path();
            let file = case.join("project.yaml");
            if !file.is_file() {
                continue;
            }
            let templates = templates_of(&case);
            for project in projects(&source(&file).text, &Settings::default(), &templates) {
                let text = authoring::write(&project);
                assert_same(&project, &one(&text, &templates), &text);
                if !NOT_THE_SAME.iter().any(|name| case.ends_with(name)) {
                    assert_comes_back(&project, &templates);
                    assert_comes_back_from_cells(&project, &templates);
                    count += 1;
                }
            }
        }
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn awkward_texts_are_written_so_that_they_read_the_same() {
    for text in [
        "  首行缩进\n第二行",
        "\n首行空白\n\n  缩进",
        "\t制表符\n第二行",
        "末行空白\n   ",
        "\n",
        " 前后空格 ",
        "#号",
        "甲 #乙",
        "甲: 乙",
        "甲:",
        "- 列表",
        "--- 分隔",
        "[2026]1号",
        "~",
        "null",
        "",
        "\"引号\" 和 \\",
        "｛全角｝",
        "–横线",
        "•圆点",
    ] {
        let json = json!({"年度": 2026, "项目名称": "甲", "主管部门": text, "绩效指标": {"产出指标": {"数量指标": [{"名称": "场次", "指标值": text}, {"名称": format!("{text}次"), "指标值": "1"}]}}});
        let project = one(&json.to_string(), &TEMPLATES);
        let written = authoring::write(&project);
        let again = one(&written, &TEMPLATES);
        for index in 0..project.template.fields.len() {
            let [a, b] = [&project, &again].map(|project| project.get(FieldId(index)).map(|given| &given.value));
            assert_eq!(a, b, "{written}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn a_written_project_reads_the_same(json in any_project(true)) {
        let project = one(&json, &TEMPLATES);
        let text = authoring::write(&project);
        let again = one(&text, &TEMPLATES);
        for index in 0..project.template.fields.len() {
            let [a, b] = [&project, &again].map(|project| project.get(FieldId(index)).map(|given| given.value.clone()));
            prop_assert_eq!(a, b, "{}", text);
        }
        prop_assert_eq!(authoring::write(&again), text);
    }

    #[test]
    fn a_sheet_comes_back(json in any_project(false)) {
        assert_comes_back(&one(&with_names_in_one_line(&json), &TEMPLATES), &TEMPLATES);
    }

    #[test]
    fn the_cells_of_a_sheet_come_back(json in any_project(false)) {
        assert_comes_back_from_cells(&one(&as_a_workbook_is_read(&json), &TEMPLATES), &TEMPLATES);
    }
}

/// A project whose names are one line each, as those of a workbook are taken.
fn with_names_in_one_line(json: &str) -> String {
    changed_texts(json, |key, text| {
        let is_name = key.ends_with("名称") || key.ends_with("单位") || key.ends_with("部门");
        is_name.then(|| text.replace('\n', ""))
    })
}

/// Such a project whose lines are clauses, as those of another program's workbook are
/// taken.
fn as_a_workbook_is_read(json: &str) -> String {
    let json = with_names_in_one_line(json);
    changed_texts(&json, |_, text| text.contains('\n').then(|| text.replace('\n', "。\n")))
}

/// A project with some of its texts changed, by the keys under which they stand.
fn changed_texts(json: &str, change: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut project: Value = serde_json::from_str(json).expect("JSON");
    change_texts(&mut project, "", &change);
    project.to_string()
}

fn change_texts(value: &mut Value, key: &str, change: &dyn Fn(&str, &str) -> Option<String>) {
    match value {
        Value::String(text) => *text = change(key, text).unwrap_or_else(|| text.clone()),
        Value::Array(values) => values.iter_mut().for_each(|value| change_texts(value, key, change)),
        Value::Object(values) => values.iter_mut().for_each(|(key, value)| change_texts(value, key, change)),
        _ => {}
    }
}

/// Two values beside one label: the second is the second, where the first is blank. A
/// label that is spelled in one of two ways.
#[test]
fn values_beside_labels_of_other_forms() {
    let template = "\
extends: \"2026\"
name: 两栏
years: {from: 2031}
fields:
  上年: {type: group, fields: {甲类: {type: money}, 乙类: {type: money}, 丙类: {type: money}}}
  今年: {type: group, fields: {甲类: {type: money}, 乙类: {type: money}, 丙类: {type: money}}}
  说明: {type: text}
  联系人: {type: text}
  电话: {type: text}
conditions:
  有甲类: {given: 今年.甲类}
  无甲类: {not: 有甲类}
grid:
  rows:
    说明:
      - label: [{text: 甲类资金的用途, when: 有甲类}, {text: 不要甲类资金的原因, when: 无甲类}]
        colspan: 4
      - {value: 说明, colspan: 4}
    联系: [{label: 联系人及电话, colspan: 2}, {value: 联系人, prefix: 姓名：, colspan: 3}, {value: 电话, colspan: 3}]
    列名: [{header: 来源, colspan: 4}, {header: 上年数, colspan: 2}, {header: 今年数, colspan: 2}]
    甲类: [{label: 甲类资金, colspan: 4}, {value: 上年.甲类, colspan: 2}, {value: 今年.甲类, colspan: 2}]
    乙类: [{label: 乙类资金, colspan: 4}, {value: 上年.乙类, colspan: 2}, {value: 今年.乙类, colspan: 2}]
    丙类: [{label: 丙类资金, colspan: 6}, {value: 上年.丙类}, {value: 今年.丙类}]
    目标: {}
";
    let templates = Templates::with([Source::new("两栏.yaml", template)]).expect("templates");
    for text in [
        "年度: 2031\n项目名称: 甲\n上年: {乙类: 5}\n今年: {甲类: 100, 丙类: 7}\n说明: 添置设备\n联系人: 丁\n电话: 000-1234\n",
        "年度: 2031\n项目名称: 甲\n上年: {甲类: 5}\n说明: 已经够用\n电话: 000-1234\n",
    ] {
        assert_comes_back(&one(text, &templates), &templates);
    }
}

/// A row for each task above rows of its steps, under the heads of the steps: told apart
/// by their shape.
#[test]
fn rows_of_two_shapes_under_the_same_heads() {
    let template = "name: 任务\ntitle: 任务\nyears: {from: 2040}\n\
        metadata: {title: 任务, author: 任务, subject: 任务, sheet: 任务}\nformats: {money: \"0.00\", date: yyyy-mm-dd}\n\
        fields:\n  项目名称: {type: text}\n  任务:\n    type: table\n    columns:\n      名称: {type: text}\n      \
        金额: {type: money, sum: [进度.金额]}\n      进度: {type: table, columns: {阶段: {type: text}, 时间: {type: text}, 金额: {type: money}}}\n\
        roles: {name: [项目名称]}\n\
        page: {size: A4, margins: {top: 20mm, bottom: 20mm, left: 20mm, right: 20mm}}\ngrid:\n  columns: [40mm, 40mm, 40mm]\n  rows:\n    \
        标题: [{title: \"任务表（{年度}年）\", colspan: 3}]\n    \
        名称: [{label: 项目名称}, {value: 项目名称, colspan: 2}]\n    \
        列名: [{header: 任务和阶段}, {header: 起止时间}, {header: 金额（元）}]\n    任务:\n      for: 任务\n      block:\n        \
        任务: [{value: .名称, colspan: 2}, {value: .金额}]\n        \
        进度: {for: .进度, cells: [{value: .阶段}, {value: .时间}, {value: .金额}]}\n";
    let templates = Templates::with([Source::new("任务.yaml", template)]).expect("a template");
    let text = "年度: 2040\n项目名称: 甲\n任务:\n  - {名称: 站点, 进度: [{阶段: 设计, 时间: 上半年, 金额: 1}, {阶段: 施工, 时间: 下半年, 金额: 2}]}\n  \
        - {名称: 培训, 进度: [{阶段: 一期, 时间: 九月, 金额: 3}]}\n  - {名称: 待定}\n";
    assert_comes_back(&one(text, &templates), &templates);
}

#[test]
fn stated_totals_stay_where_they_disagree() {
    let text = |total: &str| {
        format!(
            "年度: 2026\n项目名称: 某项目\n年度资金: {{当年财政拨款: 100, 其他资金: 5, 年度资金申请总额: {total}}}\n"
        )
    };
    for (total, stays) in [("105", false), ("106", true)] {
        let (imported, _) = import(&sheet(&one(&text(total), &TEMPLATES)), &TEMPLATES);
        assert_eq!(imported[0].text.contains("年度资金申请总额: 106"), stays, "{}", imported[0].text);
        assert_eq!(imported[0].text.contains("年度资金申请总额"), stays);
    }
}

/// Indicators whose names begin as signatures do.
#[test]
fn indicators_that_look_like_signatures() {
    let text = "年度: 2026\n项目名称: 甲\n绩效指标:\n  满意度指标:\n    服务对象满意度指标:\n      负责人满意度: ≥90%\n      \
        经办人满意度: ≥90%\n      第3页: 1份\n      文件盖章及时率: ≥90%\n      联系电话接通率: ≥90%\n      填表日期准确率: 100%\n";
    assert_comes_back(&one(text, &TEMPLATES), &TEMPLATES);
}
