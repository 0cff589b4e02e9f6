//! The time from a change of one text to all findings, in a folder of 1,000 projects, and
//! that of a look at all of them; and the same as an editor sees it, over the pipe of
//! `jixiao lsp`: `cargo bench --bench workspace`.

#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a benchmark says what it expects")]

#[path = "../tests/common/editor.rs"]
#[allow(dead_code, reason = "a benchmark uses a part of it")]
mod editor;
#[path = "../tests/common/projects.rs"]
mod projects;

use std::path::PathBuf;
use std::sync::Arc;

use divan::{Bencher, black_box};
use editor::{Editor, uri};
use jixiao::{Disk, Options, Workspace};
use serde_json::json;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const PROJECTS: usize = 1000;

/// A folder of projects, opened; with `worse`, one warning in each at least.
fn open(worse: bool) -> (TempDir, Workspace, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("projects");
    projects::write(&root, PROJECTS);
    if worse {
        for index in 0..PROJECTS {
            let path = root.join(format!("单位{:03}/项目{index:05}.yaml", index / 100));
            std::fs::write(path, projects::project(index).replace("≥8", "≥")).expect("a file");
        }
    }
    let file = root.join("单位004/项目00400.yaml");
    let workspace = Workspace::open(Arc::new(Disk), &[root], Options::default()).expect("projects");
    (folder, workspace, file)
}

/// One text is typed again and again, and all findings are wanted each time.
#[divan::bench(args = [false, true], sample_count = 50)]
fn one_change(bencher: Bencher, worse: bool) {
    let (_folder, mut workspace, file) = open(worse);
    workspace.check(&()).expect("fonts");
    let texts = [projects::project(400), projects::project(400).replace("≥", "")];
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        workspace.change(&file, Some(&texts[turn % 2])).expect("projects");
        black_box(workspace.check(&()).expect("fonts"))
    });
}

/// All files are read and checked.
#[divan::bench(sample_count = 5)]
fn everything(bencher: Bencher) {
    let (_folder, mut workspace, _) = open(false);
    bencher.bench_local(|| {
        workspace.change_all().expect("projects");
        black_box(workspace.check(&()).expect("fonts"))
    });
}

/// An editor with a file of a folder of 1,000 projects.
fn edit() -> (TempDir, Editor, String) {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("projects");
    projects::write(&root, PROJECTS);
    let address = uri(&root.join("单位004/项目00400.yaml"));
    let mut editor = Editor::open(&root, json!({}));
    editor.open_text(&address, &projects::project(400));
    editor.settle();
    (folder, editor, address)
}

/// From a text that is typed to what is found in it.
#[divan::bench(sample_count = 100)]
fn editor_change(bencher: Bencher) {
    let (_folder, mut editor, address) = edit();
    let texts = [projects::project(400), projects::project(400).replace("≥", "")];
    let mut version = 1;
    bencher.bench_local(|| {
        version += 1;
        editor.type_text(&address, version, &texts[usize::from(version % 2 == 0)]);
        black_box(editor.published(&address))
    });
}

/// What could be typed: a key, and an indicator.
#[divan::bench(sample_count = 100, args = ["\n", "    数量指标:\n      "])]
fn editor_completion(bencher: Bencher, before: &str) {
    let (_folder, mut editor, address) = edit();
    let text = projects::project(400);
    let at = if before == "\n" { text.len() } else { text.find(before).expect("a place") + before.len() };
    let text = format!("{}\n{}", &text[..at], &text[at..]);
    editor.type_text(&address, 2, &text);
    editor.settle();
    let line = u32::try_from(text[..at].matches('\n').count()).expect("a small number");
    let column = u32::try_from(text[..at].rsplit('\n').next().unwrap_or_default().chars().count()).expect("one");
    bencher.bench_local(|| black_box(editor.ask_at("completion", &address, (line, column))));
}
