//! The catalogue of messages is all that the program says.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::root;

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let mut all = Vec::new();
    for path in entries {
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a file");
            // The tests of a module speak for themselves.
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            all.push((path, text));
        }
    }
    all.sort();
    all
}

/// Findings, failures and what the terminal is told are made of messages: no
/// Chinese sentence stands in the code beside them. Lists of words that the rules
/// compare with, and what is written into forms and files in the form's own
/// language, are no messages.
#[test]
fn no_sentence_stands_outside_the_catalogue() {
    let data = [
        "src/authoring/outline.rs",
        "src/authoring/schema.rs",
        "src/check",
        "src/export/entry.rs",
        "src/messages",
        "src/template/schema.rs",
        "src/text/lists.rs",
        "src/value/target.rs",
    ];
    let mut found = Vec::new();
    for (path, text) in sources(&root().join("src")) {
        let name = path.strip_prefix(root()).expect("a path").display().to_string();
        let is_catalogue = path.file_name().is_some_and(|file| file == "words.rs");
        if is_catalogue || data.iter().any(|data| name.starts_with(data)) {
            continue;
        }
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        for (number, line) in lines.filter(|(_, line)| !line.contains("schemars(")) {
            let quoted = line.split('"').skip(1).step_by(2);
            // A sentence has five characters or more; field names and units do not.
            let is_sentence = |text: &str| text.chars().filter(|c| ('一'..='鿿').contains(c)).count() >= 5;
            if quoted.into_iter().any(is_sentence) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "sentences in the code:\n{}", found.join("\n"));
}
