//! The targets of `fuzz/` on their seeds, and on every input that once broke a
//! promise (`fuzz/found/`).

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use common::root;

type Target = fn(&[u8]);

const TARGETS: [(&str, Target); 8] = [
    ("project", targets::project),
    ("template", targets::template),
    ("settings", targets::settings),
    ("target", targets::target),
    ("money", targets::money),
    ("date", targets::date),
    ("layout", targets::layout),
    ("workbook", targets::workbook),
];

/// The files of a folder; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
}

#[test]
fn seeds_and_found_inputs_break_no_promise() {
    let fuzz = root().join("fuzz");
    let mut run = 0;
    for (name, target) in TARGETS {
        for path in [files(&fuzz.join("seeds").join(name)), files(&fuzz.join("found").join(name))].concat() {
            let data = fs::read(&path).expect("a file");
            let result = std::panic::catch_unwind(|| target(&data));
            assert!(result.is_ok(), "{}", path.display());
            run += 1;
        }
    }
    assert!(run >= 20, "only {run} inputs were found");
}

/// The seeds of workbooks are forms: what they break is reading one.
#[test]
fn seeds_of_workbooks_are_forms() {
    let fuzz = root().join("fuzz/seeds/workbook");
    for path in files(&fuzz) {
        let bytes = targets::package(&fs::read(&path).expect("a seed"));
        let mut found = jixiao::diag::Diagnostics::new();
        let templates = jixiao::internals::template::Templates::built_in();
        let imported =
            jixiao::internals::import::workbook(Path::new("a.xlsx"), &bytes, (&templates).into(), &mut found).projects;
        assert_eq!(imported.len(), 1, "{}", path.display());
        assert!(imported[0].text.contains("绩效指标:"), "{}", imported[0].text);
    }
}

#[test]
fn templates_are_targets_too() {
    for path in files(&root().join("templates")).into_iter().filter(|path| path.is_file()) {
        targets::template(&fs::read(path).expect("a template"));
    }
}
