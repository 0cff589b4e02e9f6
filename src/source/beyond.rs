//! What else is wrong in a text that is no YAML: the lines of a mistake are set aside,
//! and the rest is read again.

use std::sync::Arc;

use super::{Node, Source, parse};
use crate::diag::{Code, Diagnostic, Label};
use crate::source::words;

/// The most mistakes that are told of one file.
const MOST_TOLD: usize = 20;

/// So often a text is read again.
const MOST_ROUNDS: usize = 40;

/// The longest text, in bytes, that is read again: a year's project has some 10 KB, and
/// each time costs as much as the first.
const LONGEST: usize = 200_000;

/// The most places that are shown of one kind of mistake.
const MOST_SHOWN: usize = 6;

/// All mistakes of a text of which the first is known, and the documents that are left
/// without the lines of those; none where it cannot be read to the end.
pub fn read_on(source: &Arc<Source>, first: Diagnostic) -> (Vec<Diagnostic>, Vec<Node>) {
    // Odd spaces are mended all at once; of what is too much more would not help.
    let is_long = source.text.len() > LONGEST;
    let is_last = |error: &Diagnostic| is_long || error.code != Code::YamlSyntax || !error.fixes.is_empty();
    let place = |error: &Diagnostic| error.labels.first().map_or(0, |label| label.place.start());
    let mut text = source.text.clone();
    let mut at = place(&first);
    let is_text = |error: &Diagnostic| error.message == words::text_not_indented();
    let mut in_text = is_text(&first);
    let mut is_done = is_last(&first);
    let mut found = vec![first];
    for _ in 0..MOST_ROUNDS {
        if is_done || found.len() == MOST_TOLD {
            break;
        }
        let Some((rest, end)) = set_aside(&text, at, in_text) else { break };
        text = rest;
        match parse(&Source::new(source.file.clone(), &text)) {
            Ok(documents) => return (found, documents),
            Err(next) => {
                let next = in_place(next, source);
                at = place(&next);
                (is_done, in_text) = (is_last(&next), is_text(&next));
                let is_next = text.get(end..at).is_some_and(|between| between.trim().is_empty());
                add(&mut found, next, is_next);
            }
        }
    }
    (found, Vec::new())
}

/// A mistake with its places in the text as it was: where blanks stand now for a character,
/// at the start of that.
pub fn in_place(mut mistake: Diagnostic, source: &Source) -> Diagnostic {
    let text = &source.text;
    mistake.fixes.iter_mut().for_each(|fix| fix.of = source.digest());
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    for range in mistake.labels.iter_mut().filter_map(|label| label.place.range.as_mut()) {
        *range = floor(range.start)..floor(range.end);
    }
    mistake
}

/// Adds a mistake, or its place to others of its kind. One right below another may be
/// there only because of it.
fn add(found: &mut Vec<Diagnostic>, next: Diagnostic, is_next: bool) {
    if let Some(known) = found.iter_mut().find(|known| known.message == next.message) {
        let shown = MOST_SHOWN.saturating_sub(known.labels.len());
        let is_new = |label: &Label| !known.labels.iter().any(|known| known.place == label.place);
        let labels: Vec<Label> = next.labels.into_iter().filter(is_new).take(shown).collect();
        known.labels.extend(labels);
        return;
    }
    let vague = [
        words::not_aligned(),
        words::colon_or_indentation(),
        words::brackets_do_not_match(),
        words::not_yaml(),
        words::no_colon(),
        words::text_not_indented(),
    ];
    if !(is_next && vague.contains(&next.message)) {
        found.push(next);
    }
}

/// The text without what is wrong at a place, as long as before, and where that ends; none
/// where nothing is left of it. Of a text that is not indented, all lines without a key
/// are set aside.
fn set_aside(text: &str, at: usize, in_text: bool) -> Option<(String, usize)> {
    let wrong = text.get(at..)?.chars().next()?;
    let blank = |text: &str| -> String {
        text.chars().map(|c| if matches!(c, '\n' | '\r') { c.to_string() } else { " ".repeat(c.len_utf8()) }).collect()
    };
    let end = at + wrong.len_utf8();
    if wrong == '：' {
        return Some((format!("{}:  {}", &text[..at], &text[end..]), end));
    }
    if wrong.is_control() && !wrong.is_whitespace() || matches!(wrong, '\u{B}' | '\u{85}') {
        return Some((format!("{}{}{}", &text[..at], blank(&text[at..end]), &text[end..]), end));
    }
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| !line.trim().is_empty())?;
    // What is indented further belongs to it.
    let has_key = |line: &str| line.contains(": ") || line.trim_end().ends_with(':');
    let belongs = |line: &&str| line.trim().is_empty() || indent(line) > indent(first) || in_text && !has_key(line);
    let below = lines.take_while(belongs);
    let end = start + first.len() + below.map(str::len).sum::<usize>();
    Some((format!("{}{}{}", &text[..start], blank(&text[start..end]), &text[end..]), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    /// What is told of a text, with the lines.
    fn told(text: &str) -> Vec<(String, Vec<usize>)> {
        let source = Source::new("t.yaml", text);
        let (found, _) = read_on(&source, parse(&source).unwrap_err());
        let lines = |error: &Diagnostic| {
            error.labels.iter().map(|label| source.line_column(label.place.start()).0).collect::<Vec<_>>()
        };
        found.iter().map(|error| (error.message.say(Language::Chinese).to_owned(), lines(error))).collect()
    }

    #[test]
    fn mistakes_are_told_together() {
        let text = "甲：1\n乙: 2\n丙:3\n丁:\n\t戊: 4\n己: \"庚\n辛： 5\n壬: [1\n癸: 6\n";
        let told = told(text);
        let words: Vec<_> = told.iter().map(|(word, lines)| (word.as_str(), lines.as_slice())).collect();
        assert_eq!(
            words,
            [
                ("这里用了全角冒号「：」", &[1, 7][..]),
                ("冒号后面没有空格", &[3]),
                ("行首用了制表符（Tab）", &[5]),
                ("引号没有结束", &[6]),
                ("括号 [ ] 或 { } 没有配对", &[8]),
            ]
        );
    }

    #[test]
    fn a_mistake_is_told_once() {
        assert_eq!(told("目标: \"一\n二\n三\n乙: 1\n").len(), 1);
        assert_eq!(told("甲: [1,\n2,\n3\n乙: 1\n").len(), 1);
        assert_eq!(
            told("目标: |-\n一是甲；\n二是乙。\n三是丙。\n乙: 1\n"),
            [("这一行像是上面文字的续行，却没有缩进".to_owned(), vec![2])]
        );
    }

    #[test]
    fn what_is_left_keeps_its_place() {
        let source = Source::new("t.yaml", "甲:1\n乙: 2\n");
        let (_, documents) = read_on(&source, parse(&source).unwrap_err());
        assert_eq!(documents[0].span.range, 6..12);
    }
}
