//! Filled workbooks become project files: our own, and those that others filled.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::Instant;

use assert_cmd::Command;
use common::any::any_project;
use common::{FONTS, TEMPLATES, root, source, told};
use jixiao::Format;
use jixiao::diag::{Diagnostics, Level};
use jixiao::internals::authoring;
use jixiao::internals::check::CheckSettings;
use jixiao::internals::form::{FormTable, build};
use jixiao::internals::import::{Imported, workbook};
use jixiao::internals::project::{FieldValue, Project, Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::template::{FieldId, Templates};
use jixiao::internals::{fill, write};
use proptest::prelude::*;
use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook, Worksheet};
use serde_json::json;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The projects of a text, which must be without errors of reading.
fn projects(text: &str, settings: &Settings, templates: &Templates) -> Vec<Project> {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("t.yaml", text);
    let file = read_file(&source, settings, templates, &mut diagnostics);
    let errors = diagnostics.count(Level::Error);
    assert_eq!(errors, 0, "{}\n{text}", told(&diagnostics.sorted(), &[source]));
    file.projects.into_iter().map(|(_, project)| project).collect()
}

fn one(text: &str, templates: &Templates) -> Project {
    let mut projects = projects(text, &Settings::default(), templates);
    assert_eq!(projects.len(), 1, "{text}");
    projects.remove(0)
}

fn sheet(project: &Project) -> Vec<u8> {
    let formats = [Format::Xlsx];
    // The checks are about what is filled in, and any value has to come back.
    let table = fill(project, &FONTS, &formats, None, &CheckSettings::default(), &mut Diagnostics::new())
        .unwrap_or_else(|| build(project));
    write(&table, &FONTS, &formats, None).expect("a sheet").remove(0).1
}

/// What was read from a workbook, and the findings as they are shown.
fn import(bytes: &[u8], templates: &Templates) -> (Vec<Imported>, String) {
    let mut diagnostics = Diagnostics::new();
    let imported = workbook(Path::new("表.xlsx"), bytes, templates, &mut diagnostics);
    (imported.projects, told(&diagnostics.sorted(), &imported.pictures))
}

/// Compares what two projects say: each cell of their forms, and each value that is
/// no target (a target may be spelled in several ways that print the same).
fn assert_same(a: &Project, b: &Project, text: &str) {
    assert_eq!((&a.template.name, a.year), (&b.template.name, b.year), "{text}");
    let shown = |table: &FormTable| -> Vec<_> {
        table.cells.iter().map(|cell| (cell.row, cell.column, cell.text.clone(), cell.number.clone())).collect()
    };
    assert_eq!(shown(&build(a)), shown(&build(b)), "{text}");
    for (index, field) in a.template.fields.iter().enumerate() {
        let [a, b] = [a, b].map(|project| project.get(FieldId(index)).map(|given| &given.value));
        if !matches!(a, Some(FieldValue::Indicators(_))) && !a.is_none_or(FieldValue::is_blank) {
            assert_eq!(a, b, "{}\n{text}", field.path);
        }
    }
}

fn assert_comes_back(project: &Project, templates: &Templates) {
    let (imported, findings) = import(&sheet(project), templates);
    assert_eq!(imported.len(), 1, "{findings}");
    assert_eq!(findings, "", "{}", imported[0].text);
    assert_same(project, &one(&imported[0].text, templates), &imported[0].text);
    assert_eq!(imported[0].name, project.name());
}

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
                    count += 1;
                }
            }
        }
    }
    assert!(count >= 10, "{count}");
}

fn templates_of(case: &Path) -> Templates {
    let added = fs::read_dir(case.join("templates")).into_iter().flatten();
    Templates::with(added.map(|file| source(&file.expect("a template").path()))).expect("templates")
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
        assert_comes_back(&one(&as_a_workbook_is_read(&json), &TEMPLATES), &TEMPLATES);
    }
}

/// A project whose names are one line each, and whose lines are clauses, as those of a
/// workbook are taken.
fn as_a_workbook_is_read(json: &str) -> String {
    let mut project: serde_json::Value = serde_json::from_str(json).expect("JSON");
    for (key, value) in project.as_object_mut().expect("a project") {
        if let Some(text) =
            value.as_str().filter(|_| key.ends_with("名称") || key.ends_with("单位") || key.ends_with("部门"))
        {
            *value = json!(text.replace('\n', ""));
        } else if let Some(text) = value.as_str().filter(|text| text.matches('\n').count() > 1) {
            // No line ends in mid-clause.
            *value = json!(text.replace('\n', "。\n"));
        }
    }
    project.to_string()
}

/// A sheet in the making: cells by their first and last row and column, from 1 as on
/// the screen.
struct Sheet(Worksheet);

impl Sheet {
    fn new(name: &str) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).expect("a name");
        Self(sheet)
    }

    fn text(&mut self, row: u32, columns: (u16, u16), text: &str) {
        self.tall(row, row, columns, text);
    }

    fn tall(&mut self, first: u32, last: u32, (left, right): (u16, u16), text: &str) {
        let format = CellFormat::new();
        match (first, left) == (last, right) {
            true => self.0.write_string(first - 1, left - 1, text),
            false => self.0.merge_range(first - 1, left - 1, last - 1, right - 1, text, &format),
        }
        .expect("a cell");
    }

    /// Writes over the cell that starts there.
    fn put(&mut self, row: u32, column: u16, text: &str) {
        self.0.write_string(row - 1, column - 1, text).expect("a cell");
    }

    fn number(&mut self, row: u32, (left, right): (u16, u16), number: f64, format: &str) {
        let format = CellFormat::new().set_num_format(format);
        if left < right {
            self.0.merge_range(row - 1, left - 1, row - 1, right - 1, "", &format).expect("a merge");
        }
        self.0.write_number_with_format(row - 1, left - 1, number, &format).expect("a number");
    }
}

fn book(sheets: Vec<Sheet>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        workbook.push_worksheet(sheet.0);
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// A form of 2026 as another program fills it: one column to the right, other merges,
/// spaces and line breaks in labels, full-width marks, amounts in 万元 and as text, a
/// date cell, boxes, a column more, rows around the form.
fn foreign_2026() -> Sheet {
    let mut sheet = Sheet::new("申报表");
    sheet.text(1, (2, 2), "附件2");
    sheet.text(2, (2, 12), "财政项目支出绩效目标申报表");
    sheet.text(3, (2, 12), "（ 2026 年度 ）");
    sheet.text(4, (2, 2), "填报日期：2025年11月3日");
    sheet.text(5, (2, 3), "项 目 名 称：");
    sheet.text(5, (4, 6), "社区科普大学");
    sheet.text(5, (7, 7), "项目性质：");
    sheet.text(5, (8, 9), "□其他一次性项目 ☑其他经常性项目 □阶段性项目");
    sheet.text(5, (10, 10), "项目\n类别");
    sheet.text(5, (11, 12), "特定目标类");
    sheet.text(6, (2, 3), "主管部门");
    sheet.text(6, (4, 6), "示例市科学技术协会");
    sheet.text(6, (7, 7), "实施单位：");
    sheet.text(6, (8, 12), "示例市社区学院");
    sheet.text(7, (2, 3), "计划开始日期");
    sheet.number(7, (4, 6), 46023.0, "yyyy\"年\"m\"月\"d\"日\"");
    sheet.text(7, (7, 7), "计划完成日期");
    sheet.text(7, (8, 12), "2026 年 12 月 31 日");
    sheet.tall(8, 11, (2, 3), "项目资金\n（万元）");
    sheet.text(8, (4, 5), "项目资金总额：");
    sheet.text(8, (7, 10), "年度资金申请总额：");
    sheet.number(8, (11, 12), 46.0, "0.00");
    sheet.tall(9, 10, (4, 5), "其中： 财政资金");
    sheet.tall(9, 10, (6, 6), "");
    sheet.text(9, (7, 10), "其中：当年财政拨款");
    sheet.text(9, (11, 12), "40");
    sheet.text(10, (7, 10), "上年结转资金");
    sheet.text(10, (11, 12), "0.00");
    sheet.text(11, (4, 5), "其他资金");
    sheet.text(11, (7, 10), "其他资金");
    sheet.text(11, (11, 12), "５．５");
    sheet.tall(12, 13, (2, 3), "项目绩效目标");
    sheet.text(12, (4, 6), "项目总目标");
    sheet.text(12, (7, 12), "年度总体目标");
    sheet.text(13, (7, 12), "1．举办讲座48场；\n2．惠及居民2000人次。");
    sheet.tall(14, 21, (2, 2), "绩效指标");
    sheet.text(14, (3, 3), "一级指标");
    sheet.text(14, (4, 4), "二级指标");
    sheet.text(14, (5, 7), "三级指标");
    sheet.text(14, (8, 10), "指标值");
    sheet.text(14, (11, 12), "说明");
    let rows = [
        ("成本指标", "经济成本指标", "单场讲座成本", "≤1.00（万元）"),
        ("产出指标", "数量指标", "讲座场次", "≥48.00(场)"),
        ("", "", "听众\n人次", "≥2000.00(人次)"),
        ("", "质量指标", "讲师合格率", "＝100.00（％）"),
        ("", "时效指标", "完成及时性", "及时"),
        ("效益指标", "社会效益", "居民科学素质", "有所提升"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
    ];
    for (row, (category, subcategory, name, target)) in (15..).zip(rows) {
        for (columns, text) in [((3, 3), category), ((4, 4), subcategory), ((5, 7), name), ((8, 10), target)] {
            if !text.is_empty() {
                sheet.text(row, columns, text);
            }
        }
    }
    sheet.text(16, (11, 12), "含线上");
    sheet.text(22, (2, 3), "财政部门审核意见");
    sheet.text(22, (4, 12), "同意安排");
    sheet
}

const FOREIGN_2026: &str = "\
年度: 2026
项目名称: 社区科普大学
项目性质: 其他经常性项目
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市社区学院
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
年度资金:
  年度资金申请总额: 460000
  当年财政拨款: 400000
  上年结转资金: 0
  其他资金: 55000
年度总体目标: |-
  1．举办讲座48场；
  2．惠及居民2000人次。
绩效指标:
  成本指标:
    经济成本指标:
      单场讲座成本: ≤1万元
  产出指标:
    数量指标:
      讲座场次: ≥48场
      听众人次: ≥2000人次
    质量指标:
      讲师合格率: =100%
    时效指标:
      完成及时性: 及时
  效益指标:
    社会效益指标:
      居民科学素质: 有所提升
  满意度指标:
    服务对象满意度指标:
      居民满意度: ≥90%
";

#[test]
fn a_form_of_another_program() {
    let mut about = Sheet::new("说明");
    about.text(1, (1, 1), "填表说明");
    let (imported, findings) = import(&book(vec![foreign_2026(), about, Sheet::new("空")]), &TEMPLATES);
    assert_eq!(imported.len(), 1);
    assert_eq!((imported[0].sheet.as_str(), imported[0].name.as_str()), ("申报表", "社区科普大学"));
    assert_eq!(imported[0].text, FOREIGN_2026);
    // Each cell that has no place is named, and nothing else is.
    snapshot("another-program", &findings);
}

/// Compares with `tests/cases/import/<name>.snap`.
fn snapshot(name: &str, shown: &str) {
    insta::with_settings!({
        snapshot_path => root().join("tests/cases/import"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn a_form_of_2019_filled_by_hand() {
    let mut sheet = Sheet::new("表");
    sheet.text(1, (1, 6), "上海市财政支出项目绩效目标申报表");
    sheet.text(2, (1, 6), "(2019年)");
    sheet.text(3, (1, 1), "申报单位名称：");
    sheet.text(3, (2, 6), "示例市天文馆");
    sheet.text(4, (1, 2), "项目名称");
    sheet.text(4, (3, 6), "流动天文台");
    sheet.tall(5, 6, (1, 2), "项目类型");
    sheet.text(5, (3, 6), "市委市政府已确定的新增项目£ 结转项目£ 其他一次性项目£");
    sheet.text(6, (3, 6), "经常性专项业务费£ 其他经常性项目R");
    sheet.text(7, (1, 2), "资金用途");
    sheet.text(7, (3, 6), "□基本建设工程类 □信息化建设类 ■政策补贴类 ☑政府购买服务 □资产购置类 ☑接待费");
    sheet.text(8, (1, 2), "开始时间");
    sheet.number(8, (3, 3), 43466.0, "General");
    sheet.text(8, (4, 5), "结束时间");
    sheet.text(8, (6, 6), "结束日期： 2019年 12 月 31 日");
    sheet.text(9, (1, 2), "保证项目实施的制度及措施");
    sheet.text(9, (3, 6), "财务制度");
    sheet.text(10, (1, 2), "项目总预算\n（元）");
    sheet.number(10, (3, 3), 7_150_000.0, "#,##0.00");
    sheet.text(10, (4, 5), "项目当年预算（元）");
    sheet.text(10, (6, 6), "7,150,000.00");
    sheet.text(11, (1, 2), "同名项目上年预算额（元）");
    sheet.text(11, (3, 3), "/");
    sheet.text(11, (4, 5), "同名项目上年预算执行数（元）");
    sheet.tall(12, 15, (1, 2), "项目当年投入资金构成");
    sheet.text(12, (3, 4), "子项目名称");
    sheet.text(12, (5, 6), "预算金额（元）");
    for (row, (name, amount)) in (13..).zip([("车辆租赁", 3.8e6), ("设备更新", 3.35e6), ("合计", 7.15e6)]) {
        sheet.text(row, (3, 4), name);
        sheet.number(row, (5, 6), amount, "0");
    }
    sheet.text(16, (1, 6), "分解目标");
    for (columns, head) in [((1, 2), "一级指标"), ((3, 3), "二级指标"), ((4, 5), "三级指标"), ((6, 6), "指标目标值")]
    {
        sheet.text(17, columns, head);
    }
    let rows = [
        ("投入和管理目标", "人员投入", "专职人员", "5人"),
        ("", "项目管理", "", ""),
        ("产出目标（50分）", "数量目标", "观测场次\n参与人数", "100场\n约3000人次"),
        ("", "质量目标", "", ""),
        ("影响力目标", "满意度目标", "", "85%"),
        ("其他目标", "其他", "某指标", "1"),
    ];
    for (row, (category, subcategory, name, target)) in (18..).zip(rows) {
        for (columns, text) in [((1, 2), category), ((3, 3), subcategory), ((4, 5), name), ((6, 6), target)] {
            if !text.is_empty() {
                sheet.text(row, columns, text);
            }
        }
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    snapshot("filled-by-hand", &format!("{}\n{findings}", imported[0].text));
}

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

/// Indicators whose names begin as signatures do.
#[test]
fn indicators_that_look_like_signatures() {
    let text = "年度: 2026\n项目名称: 甲\n绩效指标:\n  满意度指标:\n    服务对象满意度指标:\n      负责人满意度: ≥90%\n      \
        经办人满意度: ≥90%\n      第3页: 1份\n      文件盖章及时率: ≥90%\n      联系电话接通率: ≥90%\n      填表日期准确率: 100%\n";
    assert_comes_back(&one(text, &TEMPLATES), &TEMPLATES);
}

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

/// A sheet with two forms, one below the other.
fn two_forms() -> Sheet {
    let mut sheet = Sheet::new("两个");
    for (top, name) in [(1, "甲项目"), (20, "乙项目")] {
        sheet.text(top, (1, 8), "财政项目支出绩效目标表");
        sheet.text(top + 1, (1, 8), "（2021年度）");
        let labels =
            ["项目名称：", "计划开始日期：", "项目概况：", "立项依据：", "项目实施计划：", "项目总预算（元）："];
        for (row, label) in (top + 2..).zip(labels) {
            sheet.text(row, (1, 1), label);
        }
        sheet.text(top + 2, (2, 2), name);
        for (column, head) in (1..).zip(["一级目标", "二级目标", "三级目标", "指标目标值"]) {
            sheet.text(top + 10, (column, column), head);
        }
        for (column, text) in (1..).zip(["产出目标", "数量", name, "=1场"]) {
            sheet.text(top + 11, (column, column), text);
        }
    }
    sheet
}

#[test]
fn forms_below_each_other() {
    let (imported, findings) = import(&book(vec![two_forms()]), &TEMPLATES);
    assert_eq!(findings, "");
    let text =
        |name: &str| format!("年度: 2021\n项目名称: {name}\n绩效指标:\n  产出目标:\n    数量:\n      {name}: =1场\n");
    let texts: Vec<&str> = imported.iter().map(|project| project.text.as_str()).collect();
    assert_eq!(texts, [text("甲项目"), text("乙项目")]);
}

/// What has no place is shown in its own row, whichever form it is in.
#[test]
fn findings_about_forms_below_each_other() {
    let mut sheet = two_forms();
    for (row, remark) in [(12, "甲的备注"), (31, "乙的备注")] {
        sheet.text(row, (7, 7), remark);
    }
    let (_, findings) = import(&book(vec![sheet]), &TEMPLATES);
    for (line, remark) in [("12", "甲的备注"), ("31", "乙的备注")] {
        let shown = findings.lines().find(|shown| shown.starts_with(&format!("{line} |"))).unwrap_or_default();
        assert!(shown.ends_with(remark), "{findings}");
    }
}

/// Forms whose labels are the same are told apart by the year, by where the cost
/// indicators stand, and by how targets are written.
#[test]
fn forms_with_the_same_labels() {
    let sheet = |year: &str, rows: &[(&str, &str, &str, &str)]| {
        let mut sheet = Sheet::new("表");
        sheet.text(1, (1, 8), "财政项目支出绩效目标申报表");
        sheet.text(2, (1, 8), year);
        for (column, text) in (1..).zip(["项目名称", "某项目", "项目性质", "阶段性项目", "项目类别", "特定目标类"])
        {
            sheet.text(3, (column, column), text);
        }
        for (row, labels) in (4..).zip([["主管部门", "实施单位"], ["计划开始日期", "计划完成日期"]])
        {
            sheet.text(row, (1, 1), labels[0]);
            sheet.text(row, (3, 3), labels[1]);
        }
        for (row, label) in (6..).zip(["项目资金总额", "年度资金申请总额", "其中：财政资金", "当年财政拨款"])
        {
            sheet.text(row, (1, 1), label);
        }
        for (column, text) in (1..).zip(["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"])
        {
            sheet.text(10, (column, column), text);
        }
        for (row, (a, b, c, d)) in (11..).zip(rows) {
            for (column, text) in (2..).zip([a, b, c, d]) {
                sheet.text(row, (column, column), text);
            }
        }
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        let year = imported[0].text.lines().find(|line| !line.starts_with('#')).unwrap_or_default().to_owned();
        (year, findings)
    };
    let plain = [("产出指标", "数量指标", "场次", "100")];
    let under_outputs = [("产出指标", "成本指标", "成本", "5")];
    let on_its_own = [("成本指标", "经济成本指标", "成本", "5")];
    let composed = [("产出指标", "数量指标", "场次", "≥100.00(场)")];
    for (title, rows, year) in [
        ("（2024年度）", &plain, "年度: 2024"),
        ("(2027年度)", &plain, "年度: 2027"),
        ("", &under_outputs, "年度: 2025"),
        ("", &on_its_own, "年度: 2026"),
        ("", &composed, "年度: 2026"),
    ] {
        let (found, findings) = sheet(title, rows);
        assert_eq!(found, year, "{title} {rows:?}");
        assert_eq!(findings.contains("form-year"), title.is_empty(), "{findings}");
    }
    // The year names the form that the project file goes by, and here it is another.
    let (found, findings) = sheet("（2021年度）", &on_its_own);
    assert_eq!(found, "年度: 2021");
    assert!(findings.contains("表上的年度是 2021，表式却是 2026"), "{findings}");
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

#[test]
fn formulas_errors_hidden_sheets_and_comments() {
    // `=100%` is what somebody typed; another formula without its value is nothing.
    for (formula, result, target) in [("=100%", "1", "=100%"), ("=2", "2", "=2"), ("=2+2", "12345", "")] {
        let mut sheet = foreign_2026();
        sheet.0.write_formula(17, 7, Formula::new(formula).set_result(result)).expect("a formula");
        let bytes = changed(&book(vec![sheet]), "xl/worksheets/sheet1.xml", |part| part.replace("<v>12345</v>", ""));
        let (imported, findings) = import(&bytes, &TEMPLATES);
        let project = one(&imported[0].text, &TEMPLATES);
        let indicators = match project.template.fields.iter().position(|field| field.path == "绩效指标") {
            Some(index) => project.get(FieldId(index)).map(|given| &given.value),
            None => None,
        };
        let Some(FieldValue::Indicators(indicators)) = indicators else { panic!("{}", imported[0].text) };
        let found = indicators.iter().find(|indicator| indicator.name == "讲师合格率").expect("an indicator");
        assert_eq!(found.target.written, target, "{findings}");
        assert_eq!(findings.contains("H18 没有导入：它是公式"), target.is_empty(), "{findings}");
    }
    let mut sheet = foreign_2026();
    sheet.0.write_formula(5, 3, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(!imported[0].text.contains("N/A"), "{}", imported[0].text);
    assert!(findings.contains("D6 没有导入：它是公式算出的错误"), "{findings}");

    let (mut draft, mut commented) = (foreign_2026(), foreign_2026());
    draft.0.set_name("旧稿").expect("a name").set_hidden(true);
    commented.0.insert_note(4, 3, &rust_xlsxwriter::Note::new("请核对")).expect("a note");
    let (imported, findings) = import(&book(vec![commented, draft]), &TEMPLATES);
    assert_eq!(imported.len(), 1);
    assert!(findings.contains("工作表「旧稿」是隐藏的，没有导入"), "{findings}");
    assert!(findings.contains("工作簿里有批注，没有读"), "{findings}");
}

/// Heads that are spelled differently or printed again, labels with numbers and parts
/// that go on, sums above, dates without marks.
#[test]
fn forms_as_others_lay_them_out() {
    let mut sheet = foreign_2026();
    sheet.put(5, 2, "一、项目名称：");
    sheet.put(6, 2, "2.主管部门");
    sheet.put(7, 8, "20261231");
    sheet.put(12, 7, "年度目标");
    for (column, text) in [(3, "一级指标"), (4, "二级指标"), (5, "三级指标"), (8, "指标值")] {
        sheet.put(18, column, text);
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    let text = &imported[0].text;
    for line in ["项目名称: 社区科普大学", "主管部门: 示例市科学技术协会", "计划完成日期: 2026-12-31"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("项目总目标"), "{text}");
    for indicator in ["讲座场次", "完成及时性", "居民满意度"] {
        assert!(text.contains(indicator), "{indicator}: {text}\n{findings}");
    }
    assert!(!findings.contains("18:"), "{findings}");
}

#[test]
fn names_that_no_file_can_have() {
    let long = "很长的名称".repeat(40);
    let mut sheets = Vec::new();
    for name in ["..", "jixiao", "CON", &long] {
        let mut sheet = foreign_2026();
        sheet.put(5, 4, name);
        sheet.0.set_name(format!("表{}", sheets.len())).expect("a name");
        sheets.push(sheet);
    }
    let folder = folder(&[("a.xlsx", book(sheets))]);
    let (code, _, err) = run(folder.path(), &["import", "a.xlsx", "-o", "项目"]);
    assert_eq!(code, 0, "{err}");
    let files = fs::read_dir(folder.path().join("项目")).expect("a folder");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names[..3], ["CON_.yaml", "_.yaml", "jixiao_.yaml"]);
    assert!(names[3].chars().count() <= 80, "{names:?}");
}

#[test]
fn an_empty_form_and_a_formula_without_a_value() {
    let blank = "年度: 2026\n项目名称: 空\n";
    let mut table = build(&one(blank, &TEMPLATES));
    table.cells.iter_mut().filter(|cell| cell.text == "空").for_each(|cell| cell.text.clear());
    let bytes = write(&table, &FONTS, &[Format::Xlsx], None).expect("a sheet").remove(0).1;
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(imported.is_empty() && findings.contains("错误[empty-form]"), "{findings}");

    let mut sheet = foreign_2026();
    sheet.0.write_formula(8, 10, Formula::new("=20+20").set_result("12345")).expect("a formula");
    let bytes = changed(&book(vec![sheet]), "xl/worksheets/sheet1.xml", |part| part.replace("<v>12345</v>", ""));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(findings.contains("K9 没有导入：它是公式"), "{findings}");
    assert!(!imported[0].text.contains("当年财政拨款"), "{}", imported[0].text);
}

/// The parts of a workbook, by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        (part.name().expect("its name").into_owned(), content)
    };
    (0..count).map(part).collect()
}

fn archive(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(&content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A workbook with one of its parts changed.
fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    archive(parts(bytes).into_iter().map(|(name, content)| match name == part {
        true => (name, change(String::from_utf8(content).expect("UTF-8")).into_bytes()),
        false => (name, content),
    }))
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// Files that are no workbook, or one made to do harm, are told apart in a moment.
#[test]
fn hostile_files() {
    let sound = book(vec![foreign_2026()]);
    let merged = |merges: &str| {
        let merges = format!("<mergeCells>{merges}</mergeCells>");
        changed(&sound, SHEET, |part| {
            let (before, rest) = part.split_once("<mergeCells").expect("merges");
            let (_, after) = rest.split_once("</mergeCells>").expect("merges");
            format!("{before}{merges}{after}")
        })
    };
    let rows = |cell: &str, count: usize| {
        let rows: String = (1..=count).map(|row| format!("<row r=\"{row}\">{}</row>", cell.repeat(10))).collect();
        changed(&sound, SHEET, |_| {
            format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
            )
        })
    };
    let without = |part: &str| archive(parts(&sound).into_iter().filter(|(name, _)| name != part));
    let mut encrypted = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let old = encrypted.clone();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let bomb = |part: String| {
        part.replacen("<sst", &format!("<!DOCTYPE a [<!ENTITY e0 \"ha\">{entities}]><sst"), 1)
            .replacen("<t>", "<t>&e9;", 1)
    };
    let many = (0..6_000).map(|number| (format!("xl/{number}.xml"), b"<a/>".to_vec()));
    let crowd: String = (0..4_000).map(|row| format!("<mergeCell ref=\"A{0}:B{0}\"/>", row + 1)).collect();
    for (name, bytes, says) in [
        ("nothing", Vec::new(), "文件是空的"),
        ("bytes", b"\x00\x01\x02".to_vec(), "这不是 Excel 工作簿"),
        ("csv", "项目名称,金额\n".into(), "这是文本文件"),
        ("pdf", b"%PDF-1.7\n".to_vec(), "这是 PDF"),
        ("xls", old, "旧格式"),
        ("encrypted", encrypted, "打开密码"),
        ("truncated", sound[..sound.len() / 2].to_vec(), "文件已损坏"),
        ("word", archive([("word/document.xml".to_owned(), Vec::new())]), "Word"),
        ("ods", archive([("content.xml".to_owned(), Vec::new())]), ".ods"),
        ("no parts", archive([]), "这不是 Excel 工作簿"),
        ("no workbook", without("xl/workbook.xml"), "工作簿是空的"),
        ("no sheet", without(SHEET), "文件已损坏"),
        ("no strings", without(STRINGS), "文件已损坏"),
        ("no relations", without("xl/_rels/workbook.xml.rels"), "文件已损坏"),
        ("zip bomb", changed(&sound, SHEET, |part| part + &" ".repeat(40 << 20)), "解压后超过 16 MB"),
        ("parts", archive(parts(&sound).into_iter().chain(many)), "5000 个以上的部件"),
        ("entities", changed(&sound, STRINGS, bomb), "文件已损坏"),
        (
            "count",
            changed(&sound, STRINGS, |part| part.replace("uniqueCount=\"", "uniqueCount=\"99999999")),
            "文件已损坏",
        ),
        ("a million cells", rows("<c><v>1</v></c>", 100_000), "解压后超过 16 MB"),
        ("many cells", rows("<c><v>1</v></c>", 5_000), "20000 个以上的单元格有内容"),
        ("many blanks", rows("<c s=\"1\"/>", 100_000), "工作簿是空的"),
        ("merges", merged(&crowd), "3000 处以上的合并单元格"),
        ("everything merged", merged("<mergeCell ref=\"A1:XFD1048576\"/>"), "没有认得的申报表"),
    ] {
        let start = Instant::now();
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert!(imported.is_empty(), "{name}");
        assert!(findings.contains(says), "{name}: {findings}");
        // A hang, and not a slow machine: none takes 2 s by itself.
        assert!(start.elapsed().as_secs() < 30, "{name}: {:?}", start.elapsed());
    }
}

/// What is odd but harmless is read.
#[test]
fn odd_files() {
    let sound = book(vec![foreign_2026()]);
    let far = "</row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>远处</t></is></c></row></sheetData>";
    let twice = "<mergeCell ref=\"B2:M3\"/><mergeCell ref=\"B5:D7\"/><mergeCell ref=\"Z9:A1\"/></mergeCells>";
    for (name, bytes, says) in [
        ("far away", changed(&sound, SHEET, |part| part.replace("</row></sheetData>", far)), "XFD1048576 没有导入"),
        ("merges that overlap", changed(&sound, SHEET, |part| part.replace("</mergeCells>", twice)), ""),
        (
            "no content types",
            archive(parts(&sound).into_iter().filter(|(name, _)| !name.contains("Content_Types"))),
            "",
        ),
    ] {
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert_eq!(imported.len(), 1, "{name}: {findings}");
        assert_eq!(imported[0].text, FOREIGN_2026, "{name}");
        assert!(findings.contains(says), "{name}: {findings}");
    }
}

/// The program, run in a folder with the file `表.xlsx` in it.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("jixiao").expect("the program").current_dir(folder).args(arguments).output();
    let output = output.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

#[test]
fn the_command_writes_a_file_for_each_project() {
    let other = one("年度: 2023\n项目名称: 社区科普大学\n", &TEMPLATES);
    let folder = folder(&[("表.xlsx", book(vec![foreign_2026()])), ("旧.xlsx", sheet(&other))]);
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (0, "申报/社区科普大学.yaml\n"), "{err}");
    assert!(err.contains("从 1 个文件导入 1 个项目，警告"), "{err}");
    let written = folder.path().join("申报/社区科普大学.yaml");
    assert_eq!(fs::read_to_string(&written).expect("a file"), FOREIGN_2026);
    // An author's own work is not lost.
    fs::write(&written, "改过\n").expect("a file");
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("社区科普大学.yaml」已经有了") && err.contains("--force"), "{err}");
    assert_eq!(fs::read_to_string(&written).expect("a file"), "改过\n");
    let (_, _, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报", "--force"]);
    assert_eq!(fs::read_to_string(&written).expect("a file"), FOREIGN_2026, "{err}");
    // The others are imported all the same, and what is there as it would be is no mistake.
    fs::write(&written, "改过\n").expect("a file");
    let third = sheet(&one("年度: 2023\n项目名称: 科普丙\n", &TEMPLATES));
    fs::write(folder.path().join("丙.xlsx"), third).expect("a file");
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "丙.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (2, "申报/科普丙.yaml\n"), "{err}");
    assert_eq!(fs::read_to_string(&written).expect("a file"), "改过\n");
    let (code, out, err) = run(folder.path(), &["import", "丙.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    // Two projects of one name, and the current folder.
    let (_, out, err) = run(folder.path(), &["import", "表.xlsx", "旧.xlsx"]);
    assert_eq!(out, "./社区科普大学-1.yaml\n./社区科普大学-2.yaml\n", "{err}");
}

/// A project's own workbook and the book of its folder hold the same project.
#[test]
fn what_stands_in_two_files_is_imported_once() {
    let file = book(vec![foreign_2026()]);
    let folder = folder(&[("a.xlsx", file.clone()), ("b.xlsx", file)]);
    let (code, _, err) = run(folder.path(), &["import", "a.xlsx", "b.xlsx", "-o", "项目"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("提示[not-imported]: 「社区科普大学」已经从别处导入"), "{err}");
    assert!(err.contains("从 2 个文件导入 1 个项目"), "{err}");
}

#[test]
fn the_command_writes_to_standard_output() {
    let project = one("年度: 2023\n项目名称: 甲\n", &TEMPLATES);
    let other = one("年度: 2026\n项目名称: 乙\n", &TEMPLATES);
    let folder = folder(&[("甲.xlsx", sheet(&project)), ("乙.xlsx", sheet(&other)), ("坏.xlsx", b"%PDF-1.7".to_vec())]);
    let (code, out, err) = run(folder.path(), &["import", "甲.xlsx", "乙.xlsx", "-o", "-"]);
    assert_eq!(code, 0, "{err}");
    let read = projects(&out, &Settings::default(), &TEMPLATES);
    assert_same(&read[0], &project, &out);
    assert_same(&read[1], &other, &out);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    let (code, out, err) = run(folder.path(), &["import", "坏.xlsx", "-o", "-"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("错误[workbook]: 这是 PDF") && err.contains("导入 0 个项目"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "没有.xlsx"]);
    assert!(code == 2 && err.contains("没有.xlsx"), "{err}");
}

/// A blank form of each year, its open cells filled in by hand in another program,
/// comes in: the date as a date, the amounts as numbers, options and texts.
#[test]
fn filled_blank_forms() {
    for (year, name, day, amount) in [
        (2019, "项目名称", "开始时间", "项目总预算"),
        (2020, "项目名称", "计划开始日期", "项目总预算"),
        (2026, "项目名称", "计划开始日期", "年度资金.当年财政拨款"),
    ] {
        let template = TEMPLATES.for_year(year).expect("a template");
        let table = jixiao::internals::form::blank(template, year);
        let files = write(&table, &FONTS, &[Format::Xlsx], None).expect("files");
        let mut book = Workbook::new();
        // What a spreadsheet program keeps of the form: its texts, merges and what is typed.
        let sheet = book.add_worksheet();
        let plain = CellFormat::new();
        for cell in &table.cells {
            let (row, column) = (cell.row as u32, cell.column as u16);
            let (last, right) = (row + cell.rowspan as u32 - 1, column + cell.colspan as u16 - 1);
            if (row, column) != (last, right) {
                sheet.merge_range(row, column, last, right, "", &plain).expect("a merge");
            }
            let field = cell.field.as_deref().unwrap_or_default();
            if field == name {
                sheet.write_string(row, column, "手填的项目").expect("a text");
            } else if field == day {
                let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year, 3, 1).expect("a date");
                sheet
                    .write_datetime_with_format(row, column, &date, &CellFormat::new().set_num_format("yyyy-mm-dd"))
                    .expect("a date");
            } else if field == amount {
                sheet.write_number(row, column, 120_000.5).expect("an amount");
            } else if field.ends_with(".name") && field.contains("[0]") || field.ends_with("人员投入.name") {
                sheet.write_string(row, column, "手填的指标").expect("a text");
            } else if field.ends_with(".target") && field.contains("[0]") || field.ends_with("人员投入.target") {
                sheet.write_string(row, column, "≥3人").expect("a text");
            } else if !cell.text.is_empty() {
                sheet.write_string(row, column, &cell.text).expect("a text");
            }
        }
        assert!(!files[0].1.is_empty());
        let (imported, findings) = import(&book.save_to_buffer().expect("a book"), &TEMPLATES);
        assert_eq!(imported.len(), 1, "{year}: {findings}");
        let project = one(&imported[0].text, &TEMPLATES);
        let shown = |path: &str| {
            let id = project.template.find(path).expect("a field");
            project.get(id).map(|given| format!("{:?}", given.value)).unwrap_or_default()
        };
        assert_eq!(project.name(), "手填的项目");
        assert!(shown(day).contains(&format!("year: {year}")), "{year}: {}", imported[0].text);
        assert!(shown(amount).contains("120000.5"), "{year}: {}", imported[0].text);
        assert!(imported[0].text.contains("手填的指标: ≥3人"), "{year}: {}", imported[0].text);
    }
}

/// What a blank form has in its cells to begin with is nothing that somebody filled in.
#[test]
fn hints_of_a_blank_form() {
    let templates = templates_of(&root().join("tests/cases/layouts/beside"));
    let template = templates.for_year(2030).expect("a template");
    let table = jixiao::internals::form::blank(template, 2030);
    let hints: Vec<&str> =
        table.cells.iter().map(|cell| cell.text.as_str()).filter(|text| text.ends_with("：")).collect();
    assert_eq!(hints[..5], ["目标1：", "指标1：", "指标1：", "指标2：", "指标2："]);
    let fill = |typed: &[(&str, &str)]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for cell in &table.cells {
            let (row, column) = (cell.row as u32, cell.column as u16);
            let (last, right) = (row + cell.rowspan as u32 - 1, column + cell.colspan as u16 - 1);
            if (row, column) != (last, right) {
                sheet.merge_range(row, column, last, right, "", &CellFormat::new()).expect("a merge");
            }
            let own = typed.iter().find(|(field, _)| cell.field.as_deref() == Some(*field));
            sheet.write_string(row, column, own.map_or(cell.text.as_str(), |(_, text)| text)).expect("a text");
        }
        import(&book.save_to_buffer().expect("a book"), &templates)
    };
    let (imported, findings) = fill(&[
        ("项目名称", "步道"),
        ("实施期目标", "目标1：三年贯通\n目标2：设座椅"),
        ("实施期指标[2].name", "……座椅"),
        ("实施期指标[2].target", "≥2个"),
        ("实施期指标[0].name", "指标1：步道长度"),
        ("实施期指标[0].target", "≥12公里"),
        ("实施期指标[3].name", "合格率"),
        ("实施期指标[3].target", "100%"),
        ("年度指标[1].name", "指标2： 座椅"),
        ("年度指标[1].target", "≥20个"),
    ]);
    assert_eq!(
        imported[0].text,
        "年度: 2030\n项目名称: 步道\n实施期目标: |-\n  三年贯通\n  目标2：设座椅\n\
        实施期指标:\n  产出指标:\n    数量指标:\n      步道长度: ≥12公里\n      座椅: ≥2个\n    质量指标:\n      合格率: 100%\n\
        年度指标:\n  产出指标:\n    数量指标:\n      座椅: ≥20个\n",
        "{findings}"
    );
    assert_eq!(findings, "");
    let (imported, findings) = fill(&[]);
    assert!(imported.is_empty() && findings.contains("empty-form"), "{findings}");
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
}

/// A folder of workbooks, and a pattern that no shell has put names for.
#[test]
fn folders_and_patterns_of_workbooks() {
    let named = |name: &str| sheet(&one(&format!("年度: 2026\n项目名称: {name}\n"), &TEMPLATES));
    let folder = folder(&[("甲.xlsx", named("甲")), ("乙.XLSX", named("乙")), ("~$甲.xlsx", b"x".to_vec())]);
    for (path, bytes) in [("下级/丙.xlsx", named("丙")), (".藏/丁.xlsx", named("丁"))] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    let (code, out, err) = run(folder.path(), &["import", ".", "甲.xlsx", "-o", "一"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(["甲", "乙", "丙"].iter().all(|name| out.contains(&format!("一/{name}.yaml"))), "{out}");
    assert!(err.contains("从 3 个文件导入 3 个项目") && !err.contains("~$"), "{err}");
    let (code, out, err) = run(folder.path(), &["import", "*.xlsx", "-o", "二"]);
    assert_eq!((code, out.lines().count()), (0, 2), "{out}{err}");
    let (code, out, err) = run(folder.path(), &["import", "下级/?.xlsx", "-o", "三"]);
    assert_eq!((code, out.as_str()), (0, "三/丙.yaml\n"), "{err}");
    let (code, out, err) = run(folder.path(), &["import", "~$甲.xlsx", "甲.xlsx", "-o", "四"]);
    assert_eq!((code, out.as_str()), (0, "四/甲.yaml\n"), "{err}");
    assert!(err.contains("提示[not-imported]: 这是 Excel 或 WPS 打开工作簿时"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "没有*.xlsx"]);
    assert!(code == 2 && err.contains("没有名字符合「没有*.xlsx」的文件"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "一"]);
    assert!(code == 2 && err.contains("文件夹「一」里没有工作簿"), "{err}");
}

/// A workbook that is given to a command for project files.
#[test]
fn a_workbook_is_no_project_file() {
    let folder = folder(&[("表.xlsx", book(vec![foreign_2026()])), ("表.pdf", b"%PDF-1.7\n%\xE2\xE3".to_vec())]);
    for command in ["build", "check"] {
        let (code, _, err) = run(folder.path(), &[command, "表.xlsx"]);
        assert_ne!(code, 0, "{err}");
        assert!(err.contains("这是 Excel 工作簿，不是项目文件") && err.contains("jixiao import \"表.xlsx\""), "{err}");
        assert!(!err.contains("PK"), "{err}");
        let (_, _, err) = run(folder.path(), &[command, "表.pdf"]);
        assert!(err.contains("不是项目文件") && !err.contains("%PDF"), "{err}");
    }
}

/// Cells that are formatted to the end of the sheet hold nothing.
#[test]
fn formats_down_to_the_end_of_the_sheet() {
    let sound = book(vec![foreign_2026()]);
    let rows: String = (100..400_000)
        .map(|row| format!("<row r=\"{row}\" spans=\"1:2\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" s=\"1\"/></row>"))
        .collect();
    assert!(rows.len() > 24 << 20);
    let bytes = changed(&sound, SHEET, |part| part.replace("</sheetData>", &format!("{rows}</sheetData>")));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert_eq!(imported.len(), 1, "{findings}");
    assert_eq!(imported[0].text, FOREIGN_2026);
}

/// What a reader of the sheet does not see, or what is struck out, is not taken, and told.
#[test]
fn what_nobody_sees_is_not_taken() {
    let mut sheet = foreign_2026();
    sheet.0.set_row_hidden(16).expect("a row");
    let struck = CellFormat::new().set_font_strikethrough();
    sheet.0.write_string_with_format(18, 4, "完成及时性", &struck).expect("a cell");
    sheet.0.write_string_with_format(18, 7, "及时", &struck).expect("a cell");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    let expected =
        FOREIGN_2026.replace("      听众人次: ≥2000人次\n", "").replace("    时效指标:\n      完成及时性: 及时\n", "");
    assert_eq!(imported[0].text, expected, "{findings}");
    assert!(findings.contains("E17、H17 没有导入：它在隐藏的"), "{findings}");
    assert!(findings.contains("E19、H19 没有导入：它划了删除线"), "{findings}");
    // A column.
    let mut sheet = foreign_2026();
    sheet.text(16, (13, 13), "暗");
    sheet.0.set_column_hidden(12).expect("a column");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert_eq!(imported[0].text, FOREIGN_2026, "{findings}");
    assert!(findings.contains("M16 没有导入：它在隐藏的"), "{findings}");
}

/// A form that does not print its year: its layout counts, and what is uncertain is asked.
#[test]
fn a_form_that_does_not_say_its_year() {
    let read = |first: &str, last: &str| {
        let mut sheet = foreign_2026();
        sheet.put(3, 2, " ");
        sheet.put(4, 2, " ");
        sheet.put(7, 4, first);
        sheet.put(7, 8, last);
        let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
        (imported[0].text.clone(), findings)
    };
    let (text, findings) = read("2024年1月1日", "2026年12月31日");
    assert!(text.starts_with("# 表上没有写年度，下面的年度是推断的，请核对\n年度: 2026\n"), "{text}");
    assert!(findings.contains("表上没有写年度，按表式和起止日期写成「年度: 2026」"), "{findings}");
    assert!(!findings.contains("表式却是"), "{findings}");
    let (text, findings) = read("2026年1月1日", "2026年12月31日");
    assert!(text.starts_with("年度: 2026\n") && !findings.contains("form-year"), "{text}{findings}");
    let (text, findings) = read("2026年1月1日", "2028年12月31日");
    assert!(text.starts_with("# ") && text.contains("年度: 2026\n"), "{text}{findings}");
}

/// Forms that are filled in while a project runs or after it are no applications.
#[test]
fn forms_of_evaluation_and_monitoring() {
    let title = |title: &str| {
        let mut sheet = foreign_2026();
        sheet.put(2, 2, title);
        import(&book(vec![sheet]), &TEMPLATES)
    };
    for name in ["财政项目支出绩效自评表", "预算项目绩效运行监控表"] {
        let (imported, findings) = title(name);
        assert!(imported.is_empty(), "{name}");
        assert!(findings.contains(&format!("上有「{name}」")) && findings.contains("不是申报表"), "{findings}");
    }
    assert_eq!(title("项目绩效目标申报表（附自评材料）").0.len(), 1);
    let mut sheet = foreign_2026();
    sheet.put(14, 11, "实际完成值");
    sheet.text(14, (13, 13), "得分");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(imported.is_empty() && findings.contains("上有「实际完成值」"), "{findings}");
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
