//! `jixiao fmt`: texts in order say what they said, with the same comments, and stay as they are
//! when they are put in order again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::any::any_project;
use common::program::Run;
use common::{TEMPLATES, program, root, source};
use jixiao::diag::{Code, Diagnostics};
use jixiao::internals::authoring;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::{Files, Memory, Options, Workspace};
use proptest::prelude::*;

const FILE: &str = "甲.yaml";

fn open(text: &str) -> Workspace {
    let files = Arc::new(Memory::new());
    files.write(Path::new(FILE), text.as_bytes()).expect("a file");
    Workspace::open(files, &[FILE.into()], Options::default()).expect("a file")
}

/// A text in order.
fn formatted(text: &str) -> String {
    let changed = open(text).formatted().changed;
    changed.first().map_or_else(|| text.to_owned(), jixiao::engine::Fixed::written)
}

/// The codes of what is found in a text.
fn codes(text: &str) -> Vec<Code> {
    let found = open(text).check(&()).expect("fonts").findings;
    let mut codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
    codes.sort();
    codes
}

/// The projects of a text, as they would be written anew.
fn projects(text: &str) -> Vec<String> {
    let source = Source::new(FILE, text);
    let read = read_file(&source, &Settings::default(), &TEMPLATES, &mut Diagnostics::new());
    read.projects.iter().map(|(_, project)| authoring::write(project)).collect()
}

fn yaml_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            yaml_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn all_samples_and_cases_say_what_they_said() {
    let mut paths = Vec::new();
    yaml_in(&root().join("samples"), &mut paths);
    yaml_in(&root().join("tests/cases"), &mut paths);
    let files = Arc::new(Memory::new());
    for (number, path) in paths.iter().enumerate() {
        let text = fs::read(path).expect("a file");
        files.write(Path::new(&format!("{number}.yaml")), &text).expect("a file");
    }
    let mut workspace = Workspace::open(files, &[".".into()], Options::default()).expect("files");
    let codes = |workspace: &mut Workspace| {
        let found = workspace.check(&()).expect("fonts").findings;
        let of = |finding: &jixiao::Diagnostic| Some((finding.labels.first()?.place.file.clone(), finding.code));
        let mut codes: Vec<_> = found.iter().filter_map(of).collect();
        codes.sort();
        codes
    };
    let before = codes(&mut workspace);
    let changed = workspace.formatted().changed;
    assert!(changed.len() > 20, "{}", changed.len());
    for fixed in &changed {
        assert_eq!(projects(&fixed.source.text), projects(&fixed.text), "{:?}", fixed.source.file);
    }
    let new: Vec<_> = changed.iter().map(|fixed| (fixed.source.file.path(), fixed.written())).collect();
    workspace.change_many(new.iter().map(|(path, text)| (*path, Some(text.as_str())))).expect("files");
    assert_eq!(before, codes(&mut workspace));
    let again: Vec<_> = workspace.formatted().changed.into_iter().map(|fixed| fixed.source.file.clone()).collect();
    assert_eq!(again, []);
}

#[test]
fn what_the_program_writes_is_in_order() {
    for path in ["samples/2026-青年科技人才服务.yaml", "samples/2019-国际科技交流.yaml"] {
        let text = projects(&source(&root().join(path)).text).remove(0);
        assert_eq!(formatted(&text), text);
    }
    let form = TEMPLATES.form_of_year(2026, None).expect("a form");
    let text = authoring::new_project(&form, "新项目", &[]);
    assert_eq!(formatted(&text), text);
}

/// A text as careless hands would have it: the order of its keys, comments, spaces.
fn careless(text: &str, seed: u64) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match blocks.last_mut() {
            Some(block) if line.starts_with([' ', '-', '\n']) => block.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
    }
    let mut state = seed | 1;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % most.max(1)
    };
    for at in (1..blocks.len()).rev() {
        blocks.swap(at, next(at + 1));
    }
    // An indentation that is told with the block cannot be another one.
    let wide = !text.contains("|2") && next(2) == 0;
    let mut careless = String::new();
    for (number, block) in blocks.iter().enumerate() {
        match next(4) {
            0 => careless += &format!("# 注 {number}\n"),
            1 => careless += &format!("\n\n# 另注 {number}\n\n"),
            _ => {}
        }
        for line in block.split_inclusive('\n') {
            let content = line.trim_start_matches(' ');
            let indent = line.len() - content.len();
            careless += &" ".repeat(if wide { indent * 2 } else { indent });
            careless += content;
        }
    }
    careless
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn careless_texts_say_what_they_said(text in any_project(false), seed in any::<u64>()) {
        let [text] = projects(&text).try_into().expect("a project");
        let text = careless(&text, seed);
        let new = formatted(&text);
        prop_assert_eq!(codes(&text), codes(&new), "{}\n{}", text, new);
        prop_assert_eq!(projects(&text), projects(&new), "{}\n{}", text, new);
        let comments = |text: &str| {
            let mut all: Vec<String> = text.lines().map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect();
            all.sort();
            all
        };
        prop_assert_eq!(comments(&text), comments(&new));
        prop_assert_eq!(&formatted(&new), &new);
    }

    #[test]
    fn any_text_is_taken(text in "([a-z甲乙:#\\-\\[\\]{}'\"|> \n]|年度: |项目名称: |\r\n|\r){0,60}") {
        let new = formatted(&text);
        prop_assert_eq!(&formatted(&new), &new);
    }
}

#[test]
fn the_command() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let run = |arguments: &[&str]| program::run(folder.path(), arguments);
    write("甲.yaml", "项目名称:  甲 # 注\r\n年度: 2026\r\n");
    write("jixiao.yaml", "主管部门:   示例市综合事务局\n");
    write("乙.yaml", "年度: 2026\n项目名称: 乙\n");
    let Run { code, out, err } = run(&["fmt", ".", "--check"]);
    assert_eq!((code, out.lines().count()), (Some(1), 2), "{out}{err}");
    assert!(run(&["fmt", ".", "--diff"]).out.contains("-主管部门:   示例市"));
    assert_eq!(run(&["fmt", "."]).code, Some(0));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
    assert_eq!(read("甲.yaml"), "年度: 2026\r\n项目名称: 甲 # 注\r\n");
    assert_eq!(read("jixiao.yaml"), "主管部门: 示例市综合事务局\n");
    assert_eq!(run(&["fmt", ".", "--check"]).code, Some(0));
    write("乙.yaml", "年度: [2026\n");
    let broken = run(&["fmt", "."]);
    assert_eq!(broken.code, Some(1), "{}", broken.err);
    assert_eq!(read("乙.yaml"), "年度: [2026\n");
}
