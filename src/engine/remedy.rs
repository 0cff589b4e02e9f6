//! Takes a finding; gives its remedy in the words of who fills in a form and has no text of a
//! project before them.

use super::words;
use crate::check::words::by_hand;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;

/// The remedy of a finding where the fields of a form are filled in on a page.
pub(crate) fn on_a_page(finding: &Diagnostic) -> Option<Message> {
    let remedy = finding.help.as_ref()?.on_a_page();
    Some(match finding.code {
        Code::MissingField | Code::DateMissing => words::fill_in_the_field(),
        // What only the text of the file can have, is mended there.
        Code::YamlSyntax
        | Code::DuplicateKey
        | Code::UnknownKey
        | Code::WrongType
        | Code::CommentCut
        | Code::UnknownCategory
        | Code::BadTarget => words::in_the_text(by_hand(remedy)),
        _ => by_hand(remedy),
    })
}

/// The remedy of a finding for who hands a workbook in, and does not run this program.
pub(crate) fn on_a_workbook(finding: &Diagnostic) -> Option<Message> {
    match finding.code {
        Code::SumMismatch => Some(words::check_the_sum()),
        Code::UnitUnknown => Some(words::check_the_unit()),
        Code::GlyphMissing => Some(words::check_the_character()),
        Code::MissingField | Code::DateMissing | Code::ExpectedMissing => Some(words::fill_in_the_field()),
        _ => finding.help.as_ref().map(by_hand),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// What only who has a command line, or the text of a file, understands.
    const FOREIGN: [&str; 11] = ["jixiao ", " --", "（--", "用 --", "加 --", "-o ", "{{", "|-", "冒号", "键", "colon"];

    /// What is said of files whose text somebody has written, where that text is shown; and what
    /// only a command says: of shards, standard input, rosters and templates.
    const OF_TEXTS: [&str; 15] = [
        "insert_by_hand",
        "not_a_name",
        "choose_one_file",
        "build_this_shard_again",
        "build_first",
        "build_these_shards",
        "lists_of_several_folders",
        "joined_lines",
        "name_a_project_file",
        "name_projects",
        "too_many_shards",
        "waiver_for_all",
        "type_a_space",
        "space_of_word",
        "imported_already",
    ];

    /// The messages of a file: their names, and the words that a page shows.
    fn shown(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let lines: Vec<&str> = text.lines().collect();
        let mut index = 0;
        while index < lines.len() {
            let name = lines[index].strip_prefix("    ").and_then(|line| line.split_once('(')).map(|(name, _)| name);
            let Some(name) = name.filter(|name| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
            }) else {
                index += 1;
                continue;
            };
            let end = (index..lines.len())
                .find(|at| lines[*at].ends_with('}') && (*at == index || lines[*at] == "    }"))
                .unwrap_or(index);
            let body = lines[index..=end].join("\n");
            let words = body.split_once("page_zh:").map_or(body.as_str(), |(_, page)| page);
            found.push((name.to_owned(), words.to_owned()));
            index = end + 1;
        }
        found
    }

    #[test]
    fn a_page_says_nothing_of_the_command_line_or_of_yaml() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files: Vec<_> =
            ["import", "roll", "verify", "engine", "page"].map(|stage| root.join(stage).join("words.rs")).into();
        files.extend(std::fs::read_dir(root.join("check/words")).unwrap().map(|entry| entry.unwrap().path()));
        let mut foreign = Vec::new();
        let mut count = 0;
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs")) {
            for (name, words) in shown(&std::fs::read_to_string(file).unwrap()) {
                count += 1;
                // What `--fix` does is left out on a page.
                let words = words
                    .replace("；可以用 --fix 改正", "")
                    .replace("；可以用 --fix 一起改正", "")
                    .replace(", or run with --fix", "");
                let words = words.replace("键盘", "").replace("空格键", "").replace("回车键", "").replace("关键", "");
                if FOREIGN.iter().any(|word| words.contains(word)) && !OF_TEXTS.contains(&name.as_str()) {
                    foreign.push(format!("{}: {name}", file.display()));
                }
            }
        }
        assert!(count > 500, "{count}");
        assert!(foreign.is_empty(), "{foreign:#?}");
    }
}
