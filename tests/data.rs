//! The data that the files of a form carry: out of the PDF and out of the workbook
//! comes the project that went in.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use common::any::any_project;
use common::{FONTS, FORMATS, TEMPLATES, root, source};
use jixiao::diag::Diagnostics;
use jixiao::internals::data::{self, FormData};
use jixiao::internals::form::{Attachment, build};
use jixiao::internals::project::{Project, Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::template::{FieldId, Templates};
use jixiao::internals::{authoring, write};
use jixiao::messages::Language;
use proptest::prelude::*;

fn projects(source: &std::sync::Arc<Source>, templates: &Templates) -> Vec<Project> {
    let mut diagnostics = Diagnostics::new();
    let folder = root().join("samples/jixiao.yaml");
    let settings = Settings::read(&common::source(&folder), templates, &mut diagnostics);
    let file = read_file(source, &settings, templates, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
    file.projects.into_iter().map(|(_, project)| project).collect()
}

fn assert_same(a: &Project, b: &Project) {
    assert_eq!((&a.template.name, a.year), (&b.template.name, b.year));
    for (index, field) in a.template.fields.iter().enumerate() {
        let [a, b] = [a, b].map(|project| project.get(FieldId(index)));
        let value = |given: Option<&jixiao::internals::project::Given>| given.map(|given| given.value.clone());
        assert_eq!(value(a), value(b), "{}", field.path);
        assert_eq!(a.map(|given| given.span.is_some()), b.map(|given| given.span.is_some()), "{}", field.path);
    }
}

/// Through the files and back.
fn assert_comes_back(project: &Project, templates: &Templates) {
    let mut table = build(project);
    let json = data::of(project).json();
    table.data = Some(json.clone());
    table.attachments.push(Attachment {
        name: data::FILE_NAME.into(),
        kind: "application/json",
        description: "data".into(),
        bytes: json.into_bytes(),
    });
    let files = write(&table, &FONTS, &FORMATS, None).expect("files");
    let carried = [data::in_pdf(&files[0].1), data::in_workbook(&files[1].1)];
    for carried in carried.map(|carried| carried.unwrap_or_else(|error| panic!("{error:?}"))) {
        assert_eq!(carried, data::of(project));
        let again = data::project(&carried, templates).unwrap_or_else(|error| panic!("{error:?}"));
        assert_same(project, &again);
        assert_eq!(authoring::write(project), authoring::write(&again));
    }
}

#[test]
fn samples_and_layouts_come_back() {
    let mut count = 0;
    for file in std::fs::read_dir(root().join("samples")).expect("samples") {
        let path = file.expect("a sample").path();
        if !path.ends_with("jixiao.yaml") {
            for project in projects(&source(&path), &TEMPLATES) {
                assert_comes_back(&project, &TEMPLATES);
                count += 1;
            }
        }
    }
    for layout in ["list", "scoring", "review"] {
        let case = root().join("tests/cases/layouts").join(layout);
        let templates = Templates::with([source(&case.join(format!("templates/{layout}.yaml")))]).expect("templates");
        for project in projects(&source(&case.join("project.yaml")), &templates) {
            assert_comes_back(&project, &templates);
            count += 1;
        }
    }
    assert!(count >= 14, "{count}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_project_comes_back(json in any_project(true)) {
        for project in projects(&Source::new("t.yaml", &json), &TEMPLATES) {
            let data = data::of(&project);
            let read = FormData::from_json(&data.json()).expect("our own JSON");
            prop_assert_eq!(&read, &data);
            assert_same(&project, &data::project(&read, &TEMPLATES).expect("a project"));
            let part = data::part(&data.json());
            let text = roxmltree::Document::parse(&part).expect("XML").root_element().text().expect("text").to_owned();
            prop_assert_eq!(FormData::from_json(&text).expect("our own JSON"), data);
        }
    }
}

#[test]
fn data_that_are_wrong_are_refused() {
    let project = projects(&Source::new("t.yaml", "年度: 2026\n项目名称: 甲\n"), &TEMPLATES).remove(0);
    let sound = data::of(&project).json();
    for (from, to, says) in [
        ("\"jixiao-form\"", "\"other\"", "读不了"),
        ("\"version\": 1", "\"version\": 2", "读不了"),
        ("\"name\": \"2026\"", "\"name\": \"2099\"", "没有这个模板"),
        ("\"key\": \"项目名称\"", "\"key\": \"项目名\"", "不是这一式表的字段"),
        ("\"type\": \"text\"", "\"type\": \"date\"", "不是这一式表的值"),
        ("\"year\": 2026", "\"jahr\": 2026", "读不出来"),
        ("{", "", "读不出来"),
    ] {
        let wrong = sound.replacen(from, to, 1);
        assert_ne!(wrong, sound, "{from}");
        let read = FormData::from_json(&wrong).and_then(|data| data::project(&data, &TEMPLATES));
        let error = read.expect_err(to);
        assert!(error.0.say(Language::Chinese).contains(says), "{to}: {error:?}");
    }
    for (error, says) in [(data::in_pdf(b"%PDF-1.7"), "不是 PDF"), (data::in_workbook(b"PK"), "不是 ZIP 包")] {
        assert!(error.expect_err("no data").0.say(Language::Chinese).contains(says));
    }
    let files = write(&build(&project), &FONTS, &FORMATS, None).expect("files");
    assert!(data::in_pdf(&files[0].1).expect_err("no data").0.say(Language::Chinese).contains("--attach"));
    assert!(data::in_workbook(&files[1].1).expect_err("no data").0.say(Language::Chinese).contains("没有项目数据"));
}
