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
use jixiao::template::{FieldId, Kind, Template, Templates};
use jixiao::{Format, fill, write};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};



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

/// A value of a kind as JSON, which is YAML too; `wild` texts have every character.
fn value(kind: &Kind, wild: bool) -> BoxedStrategy<Value> {
    let option = |options: &[String]| proptest::sample::select(options.to_vec()).prop_map(Value::from).boxed();
    match kind {
        Kind::Text => text(wild).prop_map(Value::from).boxed(),
        Kind::Choice(options) => option(options),
        Kind::Choices(options) => proptest::sample::subsequence(options.clone(), 1..=options.len()).prop_map(Value::from).boxed(),
        Kind::Date => (2017..2029_u16, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}").into()).boxed(),
        Kind::Money => (-1000..100_000_000_000_000_i64).prop_map(|fen| format!("{}", Decimal::new(fen, 2)).into()).boxed(),
        Kind::Number => (0..1000_u32).prop_map(|number| number.to_string().into()).boxed(),
        Kind::Table(columns) => {
            let columns: Vec<_> =
                columns.iter().map(|column| (Just(column.name.clone()), value(&column.kind, wild))).collect();
            let record = columns.prop_map(|columns| Value::Object(columns.into_iter().collect()));
            prop::collection::vec(record, 1..4).prop_map(Value::from).boxed()
        }
        Kind::Indicators(framework) => {
            let places = framework.categories.iter().flat_map(|category| {
                category.subcategories.iter().map(move |below| (category.name.clone(), below.clone()))
            });
            let places: Vec<(String, String)> = places.collect();
            let indicator = (line(wild), target(wild)).prop_map(|(name, (key, text))| json!({"名称": name, key: text}));
            let below = prop::collection::vec(indicator, 1..4);
            prop::collection::vec((proptest::sample::select(places), below), 1..5)
                .prop_map(|places| {
                    let mut tree = json!({});
                    for ((category, subcategory), indicators) in places {
                        tree[category][subcategory] = indicators.into();
                    }
                    tree
                })
                .boxed()
        }
    }
}

/// A text of several lines.
fn text(wild: bool) -> BoxedStrategy<String> {
    let usual = prop::collection::vec(line(false), 1..4).prop_map(|lines| lines.join("\n"));
    match wild {
        true => prop_oneof![usual, wild_text()].boxed(),
        false => usual.boxed(),
    }
}

/// Everything that can stand in a file.
fn wild_text() -> impl Strategy<Value = String> {
    let marks = "[-?:,\\[\\]{}#&*!|>'\"%@`~ \t\n=｛：　a0年\u{85}\u{2028}\u{FEFF}\u{200B}]{0,24}";
    prop_oneof![marks.prop_map(|text: String| text), any::<String>()].prop_map(|text| {
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
    })
}

fn line(wild: bool) -> BoxedStrategy<String> {
    let usual = "[\u{4e00}-\u{4e40}a-z0-9][\u{4e00}-\u{4e40}0-9a-zA-Z，。：:#、（）()“”\"'&*!|>%@{}\\[\\]≥ -]{0,30}[\u{4e00}-\u{4e40}。）\"]";
    match wild {
        true => prop_oneof![usual.prop_map(|text: String| text), wild_text()].boxed(),
        false => usual.prop_map(|text: String| text).boxed(),
    }
}

fn target(wild: bool) -> BoxedStrategy<(&'static str, String)> {
    let unit = proptest::sample::select(vec!["", "%", "场", "万元", "人次", "公里/年", "个工作日"]);
    let quantity = (proptest::sample::select(vec!["≥", "≤", "=", ">", "<", "不少于", ""]), 0..100_000_u32, 0..3_u32, unit);
    let quantity = quantity.prop_map(|(operator, number, scale, unit)| {
        ("指标值", format!("{operator}{}{unit}", Decimal::new(number.into(), scale)))
    });
    let verbatim = (1..100_u32).prop_map(|number| ("原文", format!("≥{number}(次)")));
    prop_oneof![quantity, verbatim, line(wild).prop_map(|text| ("指标值", text))].boxed()
}

/// A project of a form with any of its fields, as JSON.
fn project(template: &Template, wild: bool) -> BoxedStrategy<String> {
    let years = template.first_year.max(2015)..=template.last_year.unwrap_or(2030);
    let fields: Vec<BoxedStrategy<Option<(String, Value)>>> = template
        .fields
        .iter()
        .map(|field| {
            let path = field.path.clone();
            let given = value(&field.kind, wild).prop_map(move |value| (path.clone(), value));
            match field.required {
                true => line(false).prop_map(move |name| Some(("项目名称".to_owned(), Value::from(name)))).boxed(),
                false => prop::option::weighted(0.8, given).boxed(),
            }
        })
        .collect();
    (years, fields)
        .prop_map(|(year, fields)| {
            let mut project = json!({"年度": year});
            for (path, value) in fields.into_iter().flatten() {
                match path.split_once('.') {
                    Some((group, key)) => project[group][key] = value,
                    None => project[path] = value,
                }
            }
            project.to_string()
        })
        .boxed()
}

fn any_project(wild: bool) -> BoxedStrategy<String> {
    let years = proptest::sample::select(vec![2019, 2020, 2023, 2026]);
    years.prop_flat_map(move |year| project(TEMPLATES.for_year(year).expect("a template"), wild)).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

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
        assert_comes_back(&one(&json, &TEMPLATES), &TEMPLATES);
    }
}
