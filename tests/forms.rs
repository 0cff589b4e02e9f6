//! Every case and every sample: the form table, the sheet and the page say the
//! same, and what they say is what the author wrote.
//!
//! A case is a folder `tests/cases/<form>/<case>/` with a `project.yaml`, and
//! the snapshot of its form table beside it. A folder `templates` in it adds
//! templates, as it does for a user.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::Data;
use common::{FONTS, FORMATS, TEMPLATES, forms_with, pdf, root, source, xlsx};
use jixiao::diag::Diagnostics;
use jixiao::internals::form::{FormTable, Slot};
use jixiao::internals::layout::{Layout, lay_out};
use jixiao::internals::project::Settings;
use jixiao::internals::source::{Node, Source, Value, parse};
use jixiao::internals::style::Role;
use jixiao::internals::template::Templates;
use jixiao::internals::write;

fn cases() -> Vec<PathBuf> {
    let mut cases = Vec::new();
    for form in fs::read_dir(root().join("tests/cases")).expect("cases") {
        let form = form.expect("a form").path();
        for case in fs::read_dir(&form).into_iter().flatten() {
            let case = case.expect("a case").path();
            if case.join("project.yaml").is_file() {
                cases.push(case);
            }
        }
    }
    cases.sort();
    assert!(cases.len() >= 10, "{cases:?}");
    cases
}

fn templates(case: &Path) -> Templates {
    let added = fs::read_dir(case.join("templates")).into_iter().flatten();
    Templates::with(added.map(|file| source(&file.expect("a template").path())))
        .unwrap_or_else(|error| panic!("{}: {error:?}", case.display()))
}

#[test]
fn cases_come_out_cell_for_cell() {
    for case in cases() {
        let name = case.strip_prefix(root()).unwrap_or(&case).display().to_string();
        let templates = templates(&case);
        let source = source(&case.join("project.yaml"));
        let forms = forms_with(&source, &Settings::default(), &templates);
        let mut shown = String::new();
        for table in &forms {
            let layout = lay_out(table, &FONTS);
            compare(&name, table, &layout);
            shown += &show(table, &layout);
        }
        for document in parse(&source).expect("YAML") {
            texts_are_there(&name, &document, &forms);
        }
        insta::with_settings!({
            snapshot_path => &case,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("form", shown);
        });
    }
}

#[test]
fn samples_come_out_cell_for_cell() {
    let templates = Templates::built_in();
    let folder = root().join("samples");
    let mut diagnostics = Diagnostics::new();
    let settings = Settings::read(&source(&folder.join("jixiao.yaml")), &templates, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    let mut generations = Vec::new();
    for file in fs::read_dir(&folder).expect("samples") {
        let path = file.expect("a sample").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "jixiao.yaml" {
            continue;
        }
        generations.push(name[..4].to_owned());
        let source = source(&path);
        let forms = forms_with(&source, &settings, &templates);
        for table in &forms {
            compare(&name, table, &lay_out(table, &FONTS));
        }
        for document in parse(&source).expect("YAML") {
            texts_are_there(&name, &document, &forms);
        }
    }
    for year in ["2019", "2020", "2023", "2026"] {
        assert!(generations.iter().filter(|name| *name == year).count() >= 2, "two samples of {year}");
    }
}

/// Compares the sheet and the page with the form table.
fn compare(name: &str, table: &FormTable, layout: &Layout) {
    let files = write(table, &FONTS, &FORMATS, None).expect("files");
    assert_eq!(files, write(table, &FONTS, &FORMATS, None).expect("files"), "{name}: same bytes");
    compare_sheet(name, table, layout, &files[1].1);
    compare_page(name, table, layout, &files[0].1);
}

fn compare_sheet(name: &str, table: &FormTable, layout: &Layout, bytes: &[u8]) {
    let (_, sheet) = xlsx::cells(bytes, table.columns.len() as u32);
    assert_eq!(sheet.len(), table.cells.len(), "{name}: as many cells");
    // A row of the form may be several of the sheet.
    let mut starts: Vec<u32> = sheet.iter().map(|cell| cell.row).collect();
    starts.dedup();
    let end = sheet.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
    let row_of = |row: usize| starts.get(row).copied().unwrap_or(end);
    let whole = layout.pages.len() == 1;
    let mut cells: Vec<_> = table.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    for (cell, read) in cells.into_iter().zip(&sheet) {
        let place = format!("{name}: row {}, column {}: {:?}", cell.row, cell.column, cell.text);
        assert_eq!((read.row, read.column as usize), (row_of(cell.row), cell.column), "{place}");
        assert_eq!(read.row + read.rows, row_of(cell.row + cell.rowspan), "{place}");
        assert_eq!(read.columns as usize, cell.colspan, "{place}");
        if whole {
            assert_eq!((read.row as usize, read.rows as usize), (cell.row, cell.rowspan), "{place}");
        }
        match (&cell.number, &read.data) {
            (Some(number), Data::Float(float)) => {
                assert_eq!(float.to_string(), number.value.normalize().to_string(), "{place}")
            }
            (None, Data::String(text)) => assert_eq!(*text, cell.text, "{place}"),
            (None, Data::Empty) => assert_eq!(cell.text, "", "{place}"),
            other => panic!("{place}: {other:?}"),
        }
    }
}

fn compare_page(name: &str, table: &FormTable, layout: &Layout, bytes: &[u8]) {
    let page = pdf::read(bytes);
    assert_eq!(page.pages, layout.pages.len(), "{name}");
    assert_eq!(page.title, table.metadata.title, "{name}");
    assert_eq!(page.author, table.metadata.author, "{name}");
    assert_eq!(page.language, "zh-CN", "{name}");
    let mut read = page.lines.into_iter();
    let mut rows = page.rows.into_iter();
    for row in 0..table.rows.len() {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        let (lined, unlined): (Vec<_>, Vec<_>) = cells.partition(|cell| cell.style.border.any());
        let in_table = match lined.is_empty() {
            true => Vec::new(),
            false => rows.next().unwrap_or_else(|| panic!("{name}: row {row} is missing")),
        };
        assert_eq!(in_table.len(), lined.len(), "{name}: cells of row {row}");
        let unlined: Vec<_> = unlined.into_iter().map(|cell| (cell, read.next())).collect();
        let lined = lined.into_iter().zip(in_table.into_iter().map(Some));
        for (cell, read) in lined.chain(unlined) {
            let read = read.unwrap_or_else(|| panic!("{name}: {:?} is missing", cell.text));
            let place = format!("{name}: row {row}: {:?}", cell.text);
            if cell.style.border.any() {
                assert_eq!((read.rows as usize, read.columns as usize), (cell.rowspan, cell.colspan), "{place}");
                assert_eq!(read.kind == "TD", cell.role == Role::Value, "{place}");
            }
            assert_eq!(read.shown.concat(), cell.text.replace('\n', ""), "{place}");
            if read.actual.is_some() || !cell.text.contains('\n') {
                assert_eq!(read.text(), cell.text, "{place}");
            }
        }
    }
    assert!(rows.next().is_none() && read.next().is_none(), "{name}: more than the form has");
}

/// Every text that the author wrote stands in some cell, character for
/// character. (What is printed in another way, amounts, dates, choices and
/// composed targets, has its own tests.)
fn texts_are_there(name: &str, document: &Node, forms: &[FormTable]) {
    let mut texts = Vec::new();
    collect(document, &mut texts);
    if texts.is_empty() {
        return;
    }
    let mut found = 0;
    for text in &texts {
        let text = text.trim_end_matches('\n');
        let shown = |table: &FormTable| {
            table.cells.iter().any(|cell| cell.text == text || cell.text.split('\n').any(|line| line == text))
        };
        let is_long = text.chars().count() > 12;
        if forms.iter().any(shown) {
            found += 1;
        } else {
            assert!(!is_long, "{name}: {text:?} is lost");
        }
    }
    assert!(found > 0, "{name}: nothing of the author's text is there");
}

/// The scalars of a node and the keys of indicators.
fn collect<'n>(node: &'n Node, texts: &mut Vec<&'n str>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => texts.push(text),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            collect(&entry.value, texts);
            if entry.key_span.line_column().1 > 5 {
                texts.push(&entry.key);
            }
        }),
    }
}

/// The form table in words: place, spans, role, look, field and text of each
/// cell.
fn show(table: &FormTable, layout: &Layout) -> String {
    let mut shown =
        format!("{} columns, {} rows, {} pages\n", table.columns.len(), table.rows.len(), layout.pages.len());
    for (row, rule) in table.rows.iter().enumerate() {
        if let Some(until) = rule.heads_until {
            let _ = writeln!(shown, "row {row} heads the rows before {until}");
        }
    }
    for cell in &table.cells {
        let _ = write!(shown, "{},{} {}x{} {}", cell.row, cell.column, cell.rowspan, cell.colspan, cell.role.name());
        let _ = write!(shown, " {:?}/{:?}", cell.style.align, cell.style.valign);
        if let Some(field) = &cell.field {
            let _ = write!(shown, " <{field}>");
        }
        if let Some(number) = &cell.number {
            let _ = write!(shown, " {{{} as {}}}", number.value, number.format);
        }
        let _ = writeln!(shown, " {:?}", cell.text);
    }
    // No place of the grid is a hole, and none belongs to two cells.
    let mut places = vec![0; table.cells.len()];
    for row in 0..table.rows.len() {
        for column in 0..table.columns.len() {
            let slot = table.slot(row, column);
            let cell = table.cell(slot.cell());
            let starts = (cell.row, cell.column) == (row, column);
            assert_eq!(starts, matches!(slot, Slot::Cell(_)));
            assert!((cell.row..cell.row + cell.rowspan).contains(&row));
            assert!((cell.column..cell.column + cell.colspan).contains(&column));
            places[slot.cell().0] += 1;
        }
    }
    for (cell, places) in table.cells.iter().zip(places) {
        assert_eq!(places, cell.rowspan * cell.colspan, "{:?}", cell.text);
    }
    shown
}

#[test]
fn what_a_project_says_itself_counts_before_its_folder() {
    let mut diagnostics = Diagnostics::new();
    let settings = Source::new("jixiao.yaml", "主管部门: 示例市科协\n实施单位: 示例市中心\n");
    let settings = Settings::read(&settings, &TEMPLATES, &mut diagnostics);
    let project = Source::new("t.yaml", "年度: 2023\n项目名称: 甲\n主管部门: 示例市教委\n实施单位:\n");
    let table = forms_with(&project, &settings, &TEMPLATES).remove(0);
    let says = |text: &str| table.cells.iter().any(|cell| cell.text == text);
    assert!(says("示例市教委") && !says("示例市科协"));
    assert!(says("示例市中心"), "a key left blank is no value");
}
