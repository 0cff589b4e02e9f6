//! Every rule has a project about which it says something, and one much like it
//! about which it says nothing: `tests/cases/checks/<code>/`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::Path;

use common::{root, source};
use jixiao::check::{self, CheckSettings, Outline, RULES};
use jixiao::diag::{Diagnostic, Diagnostics};
use jixiao::project::{Settings, read_file};
use jixiao::source::parse;
use jixiao::template::Templates;

/// What the rules find in a project.
fn found(path: &Path) -> Vec<Diagnostic> {
    let added = source(&root().join("tests/cases/2027/scores/templates/2027.yaml"));
    let templates = Templates::with([added]).unwrap_or_else(|error| panic!("{error:?}"));
    let mut diagnostics = Diagnostics::new();
    let file = read_file(&source(path), &Settings::default(), &templates, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {:?}", path.display(), diagnostics.sorted());
    let mut checks = CheckSettings::default();
    let settings = path.with_file_name("checks.yaml");
    if settings.is_file() {
        let node = parse(&source(&settings)).expect("YAML").remove(0);
        checks = CheckSettings::read(&node, &mut diagnostics);
    }
    let outlines: Vec<Outline> = file.projects.iter().map(|(_, project)| Outline::of(project)).collect();
    diagnostics.append(check::across(&outlines, &checks));
    file.projects.iter().for_each(|(_, project)| diagnostics.append(check::project(project)));
    diagnostics.sorted()
}

#[test]
fn every_rule_fires_and_passes() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let folder = root().join("tests/cases/checks").join(rule.code);
        let fires = found(&folder.join("fires.yaml"));
        let Some(finding) = fires.iter().find(|finding| finding.code == rule.code) else {
            wrong.push(format!("{} does not fire: {fires:?}", rule.code));
            continue;
        };
        assert_eq!(finding.level, rule.level);
        assert!(!finding.labels.is_empty() && finding.help.is_some(), "{}: no place or no remedy", rule.code);
        let passes = found(&folder.join("passes.yaml"));
        if passes.iter().any(|finding| finding.code == rule.code) {
            wrong.push(format!("{} fires where it should not: {passes:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let folders = fs::read_dir(root().join("tests/cases/checks")).expect("cases").count();
    assert_eq!(folders, RULES.len(), "a folder for each rule and no other");
}

#[test]
fn every_rule_has_a_manual() {
    for rule in RULES {
        let manual = rule.manual();
        for part in ["例：", "改："] {
            assert!(manual.contains(part) || rule.code == "text-over-limit", "{}: no {part}", rule.code);
        }
        assert!(rule.summary().ends_with('。'), "{}", rule.code);
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", rule.code);
    }
    assert!(RULES.len() >= 35);
}

/// Samples are what a newcomer copies: they are clean.
#[test]
fn the_samples_are_clean() {
    let folder = root().join("samples");
    let templates = Templates::built_in().unwrap_or_else(|error| panic!("{error:?}"));
    let mut diagnostics = Diagnostics::new();
    let settings = Settings::read(&source(&folder.join("jixiao.yaml")), &templates, &mut diagnostics);
    for file in fs::read_dir(&folder).expect("samples") {
        let path = file.expect("a sample").path();
        if path.ends_with("jixiao.yaml") {
            continue;
        }
        let file = read_file(&source(&path), &settings, &templates, &mut diagnostics);
        file.projects.iter().for_each(|(_, project)| diagnostics.append(check::project(project)));
    }
    assert_eq!(diagnostics.sorted().iter().map(|finding| finding.code).collect::<Vec<_>>(), [""; 0]);
}
