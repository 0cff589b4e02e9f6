//! What the tests of imports share: workbooks in the making, the reading of them, the
//! program in a folder.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use assert_cmd::Command;
use jixiao::Format;
use jixiao::diag::{Diagnostics, Level};
use jixiao::internals::check::CheckSettings;
use jixiao::internals::data;
use jixiao::internals::form::{FormTable, build};
use jixiao::internals::import::{Forms, Imported, workbook};
use jixiao::internals::project::{FieldValue, Project, Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::template::{FieldId, Templates};
use jixiao::internals::{fill, write};
use rust_xlsxwriter::{Format as CellFormat, Workbook, Worksheet};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::{FONTS, root, source, told};

/// The projects of a text, which must be without errors of reading.
pub fn projects(text: &str, settings: &Settings, templates: &Templates) -> Vec<Project> {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("t.yaml", text);
    let file = read_file(&source, settings, templates, &mut diagnostics);
    let errors = diagnostics.count(Level::Error);
    assert_eq!(errors, 0, "{}\n{text}", told(&diagnostics.sorted(), &[source]));
    file.projects.into_iter().map(|(_, project)| project).collect()
}

pub fn one(text: &str, templates: &Templates) -> Project {
    let mut projects = projects(text, &Settings::default(), templates);
    assert_eq!(projects.len(), 1, "{text}");
    projects.remove(0)
}

pub fn sheet(project: &Project) -> Vec<u8> {
    let formats = [Format::Xlsx];
    // The checks are about what is filled in, and any value has to come back.
    let mut table = fill(project, &FONTS, &formats, None, &CheckSettings::default(), &mut Diagnostics::new())
        .unwrap_or_else(|| build(project));
    table.data = Some(data::of(project).json());
    write(&table, &FONTS, &formats, None).expect("a sheet").remove(0).1
}

/// What was read from a workbook, and the findings as they are shown.
pub fn import(bytes: &[u8], templates: &Templates) -> (Vec<Imported>, String) {
    import_as(bytes, templates.into())
}

/// The same of forms of other stages, or of a form that is named.
pub fn import_as(bytes: &[u8], forms: Forms<'_>) -> (Vec<Imported>, String) {
    let mut diagnostics = Diagnostics::new();
    let imported = workbook(Path::new("表.xlsx"), bytes, forms, &mut diagnostics);
    (imported.projects, told(&diagnostics.sorted(), &imported.pictures))
}

/// Compares what two projects say: each cell of their forms, and each value; where they
/// need not be spelled alike, no target (which may be spelled in several ways that print
/// the same).
fn compare(a: &Project, b: &Project, text: &str, is_spelled_alike: bool) {
    assert_eq!((&a.template.name, a.year), (&b.template.name, b.year), "{text}");
    let shown = |table: &FormTable| -> Vec<_> {
        table.cells.iter().map(|cell| (cell.row, cell.column, cell.text.clone(), cell.number.clone())).collect()
    };
    assert_eq!(shown(&build(a)), shown(&build(b)), "{text}");
    for (index, field) in a.template.fields.iter().enumerate() {
        let [a, b] = [a, b].map(|project| project.get(FieldId(index)).map(|given| &given.value));
        let is_compared = is_spelled_alike || !matches!(a, Some(FieldValue::Indicators(_)));
        if is_compared && !a.is_none_or(FieldValue::is_blank) {
            assert_eq!(a, b, "{}\n{text}", field.path);
        }
    }
}

pub fn assert_same(a: &Project, b: &Project, text: &str) {
    compare(a, b, text, false);
}

/// A project's own sheet says all of it.
pub fn assert_comes_back(project: &Project, templates: &Templates) {
    comes_back(&sheet(project), project, templates, true);
}

/// So does its sheet as another program would write it.
pub fn assert_comes_back_from_cells(project: &Project, templates: &Templates) {
    comes_back(&unmarked(&sheet(project)), project, templates, false);
}

fn comes_back(bytes: &[u8], project: &Project, templates: &Templates, is_spelled_alike: bool) {
    let (imported, findings) = import(bytes, templates);
    assert_eq!(imported.len(), 1, "{findings}");
    assert_eq!(findings, "", "{}", imported[0].text);
    compare(project, &one(&imported[0].text, templates), &imported[0].text, is_spelled_alike);
    assert_eq!(imported[0].name, project.name());
}

/// A workbook without what says that this program made it.
pub fn unmarked(bytes: &[u8]) -> Vec<u8> {
    archive(
        parts(bytes).into_iter().filter(|(name, _)| !name.starts_with("customXml/") && name != "docProps/custom.xml"),
    )
}

pub fn templates_of(case: &Path) -> Templates {
    let added = fs::read_dir(case.join("templates")).into_iter().flatten();
    Templates::with(added.map(|file| source(&file.expect("a template").path()))).expect("templates")
}

/// A sheet in the making: cells by their first and last row and column, from 1 as on
/// the screen.
pub struct Sheet(pub Worksheet);

impl Sheet {
    pub fn new(name: &str) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).expect("a name");
        Self(sheet)
    }

    pub fn text(&mut self, row: u32, columns: (u16, u16), text: &str) {
        self.tall(row, row, columns, text);
    }

    pub fn tall(&mut self, first: u32, last: u32, (left, right): (u16, u16), text: &str) {
        let format = CellFormat::new();
        match (first, left) == (last, right) {
            true => self.0.write_string(first - 1, left - 1, text),
            false => self.0.merge_range(first - 1, left - 1, last - 1, right - 1, text, &format),
        }
        .expect("a cell");
    }

    /// Writes over the cell that starts there.
    pub fn put(&mut self, row: u32, column: u16, text: &str) {
        self.0.write_string(row - 1, column - 1, text).expect("a cell");
    }

    pub fn number(&mut self, row: u32, (left, right): (u16, u16), number: f64, format: &str) {
        let format = CellFormat::new().set_num_format(format);
        if left < right {
            self.0.merge_range(row - 1, left - 1, row - 1, right - 1, "", &format).expect("a merge");
        }
        self.0.write_number_with_format(row - 1, left - 1, number, &format).expect("a number");
    }
}

pub fn book(sheets: Vec<Sheet>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        workbook.push_worksheet(sheet.0);
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// A form of 2026 as another program fills it: one column to the right, other merges,
/// spaces and line breaks in labels, full-width marks, amounts in 万元 and as text, a
/// date cell, boxes, a column more, rows around the form.
pub fn foreign_2026() -> Sheet {
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

pub const FOREIGN_2026: &str = "\
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

/// Compares with `tests/cases/import/<name>.snap`.
pub fn snapshot(name: &str, shown: &str) {
    insta::with_settings!({
        snapshot_path => root().join("tests/cases/import"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, shown);
    });
}

/// The parts of a workbook, by name.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
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

pub fn archive(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(&content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A workbook with one of its parts changed.
pub fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    archive(parts(bytes).into_iter().map(|(name, content)| match name == part {
        true => (name, change(String::from_utf8(content).expect("UTF-8")).into_bytes()),
        false => (name, content),
    }))
}

pub const SHEET: &str = "xl/worksheets/sheet1.xml";

pub const STRINGS: &str = "xl/sharedStrings.xml";

/// The program, run in a folder with the file `表.xlsx` in it.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("jixiao").expect("the program").current_dir(folder).args(arguments).output();
    let output = output.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

pub fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}
