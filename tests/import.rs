//! Filled workbooks become project files: our own, and those that others filled.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::Path;

use common::{FONTS, TEMPLATES, root, source};
use jixiao::authoring;
use jixiao::check::CheckSettings;
use jixiao::diag::{Colour, Diagnostics, Level, render};
use jixiao::form::{FormTable, build};
use jixiao::import::{Imported, workbook};
use jixiao::messages::Language;
use jixiao::project::{FieldValue, Project, Settings, read_file};
use jixiao::source::Source;
use jixiao::template::{FieldId, Templates};
use jixiao::{Format, fill, write};



/// The projects of a text, which must be without errors of reading.
fn projects(text: &str, settings: &Settings, templates: &Templates) -> Vec<Project> {
    let mut diagnostics = Diagnostics::new();
    let file = read_file(&Source::new("t.yaml", text), settings, templates, &mut diagnostics);
    let errors = diagnostics.count(Level::Error);
    assert_eq!(errors, 0, "{}\n{text}", render(&diagnostics.sorted(), Colour::Never, Language::Chinese));
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
    let imported = workbook("表.xlsx", bytes, templates, &mut diagnostics);
    (imported, render(&diagnostics.sorted(), Colour::Never, Language::Chinese))
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

/// Cases whose sheet says less than their project, or has nothing to say.
const NOT_THE_SAME: [&str; 1] = ["2026/hostile"];

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
