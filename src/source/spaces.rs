//! Spaces that are none for YAML where it wants one: behind the colon of a key, and at
//! the start of a line. They come from web pages and from Word and look like a plain one.

use std::sync::Arc;

use super::slips::is_block_header;
use super::{Node, Source, Span, Value};
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::source::words;
use crate::value::{is_invisible, is_odd_space};

/// A run of such characters, and what belongs in its place.
struct Run<'t> {
    at: usize,
    text: &'t str,
    instead: String,
    /// Where the key stands that it spoils.
    key: usize,
    is_indent: bool,
}

fn is_odd(character: char) -> bool {
    is_odd_space(character) || is_invisible(character) && character != '\r'
}

/// Says which spaces keep a text from being understood; `documents` is what was made of
/// it, where it could be read at all.
pub(super) fn odd_spaces(source: &Arc<Source>, documents: Option<&[Node]>) -> Option<Diagnostic> {
    if !source.text.contains(is_odd) {
        return None;
    }
    let runs = runs(&source.text);
    let runs: Vec<&Run<'_>> = match documents {
        None => runs.iter().collect(),
        Some(documents) => {
            let mut starts = Vec::new();
            documents.iter().for_each(|document| collect(document, &mut starts));
            starts.sort_unstable();
            // A key that begins with what nobody sees is understood.
            let is_spoilt = |run: &&Run<'_>| {
                (!run.is_indent || run.text.contains(is_odd_space)) && starts.binary_search(&run.key).is_ok()
            };
            // With one of them all others are meant.
            let is_any = runs.iter().any(|run| is_spoilt(&run));
            runs.iter().filter(|_| is_any).collect()
        }
    };
    let first = runs.first()?;
    let name = words::name_of(first.text.chars().find(|c| is_odd(*c))?);
    let (what, mend) = match first.is_indent {
        true => (words::odd_indentation(name), words::indent_with_the_space_bar()),
        false => (words::odd_space_after_colon(name), words::space_bar_after_colon()),
    };
    let place = |run: &Run<'_>| Span { source: Arc::clone(source), range: run.at..run.at + run.text.len() };
    let finding = Diagnostic::new(Code::YamlSyntax, what).help(mend);
    // All are mended; a page of them need not be shown.
    let finding = runs.iter().take(MOST_SHOWN).fold(finding, |finding, run| finding.at(place(run), Message::default()));
    Some(runs.iter().fold(finding, |finding, run| finding.fix(place(run), run.instead.as_str())))
}

/// The most places that are shown.
const MOST_SHOWN: usize = 6;

/// Where texts start that have no quotes, and keys.
fn collect(node: &Node, starts: &mut Vec<usize>) {
    match &node.value {
        Value::Scalar { quoted: false, .. } => starts.push(node.span.range.start),
        Value::Null | Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, starts)),
        Value::Mapping(entries) => {
            for entry in entries {
                starts.push(entry.key_span.range.start);
                collect(&entry.value, starts);
            }
        }
    }
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let (mut start, mut block) = (0, None);
    for line in text.split_inclusive('\n') {
        let begin = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let plain = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() || block.is_some_and(|header| plain > header) {
            continue;
        }
        block = is_block_header(line).then_some(plain);
        if line[plain..].starts_with('#') {
            continue;
        }
        let blank = line.len() - line.trim_start_matches(|c| c == ' ' || is_odd(c)).len();
        let is_mark = begin == 0 && line.starts_with('\u{FEFF}');
        if line[..blank].contains(is_odd) && !is_mark && blank < line.len() {
            // The full-width one is as wide as two.
            let instead: String = line[..blank]
                .chars()
                .map(|c| match c {
                    '\u{3000}' => "  ",
                    c if is_invisible(c) => "",
                    _ => " ",
                })
                .collect();
            // The parser begins a key with what is no space to it.
            runs.push(Run { at: begin, text: &line[..blank], instead, key: begin + plain, is_indent: true });
        }
        let is_flow = line.contains(['{', '[']);
        for (colon, _) in line.match_indices(':') {
            let after = &line[colon + 1..];
            let length = after.len() - after.trim_start_matches(|c| c == ' ' || is_odd(c)).len();
            let before = &line[..colon];
            let key = before.trim_end_matches(is_of_key);
            let opens = |mark: char| mark == '{' || is_flow && mark == ',';
            let is_key = key.len() < colon
                && before[key.len()..].chars().count() <= super::slips::LONGEST_KEY
                && (key.trim_matches([' ', '-']).is_empty() || key.trim_end().ends_with(opens));
            if is_key && after.starts_with(is_odd) && length < after.len() {
                let at = begin + colon + 1;
                runs.push(Run {
                    at,
                    text: &after[..length],
                    instead: " ".to_owned(),
                    key: begin + key.len(),
                    is_indent: false,
                });
            }
        }
    }
    runs
}

/// Whether a character may stand in a key.
fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || "（）、".contains(c) || is_odd(c) && c != '\u{3000}' || crate::value::look_alike(c).is_some()
}
