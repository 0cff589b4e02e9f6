//! The lines of a YAML file that belong to an entry, and changes to them.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, FileId, replaced};
use crate::messages::{Language, Message};
use crate::source::{self, Entry, Node, Source, Value};

/// How a comment begins that asks for a figure.
pub(super) const MARK: &str = "# 待填";

/// Changes to a text, which do not overlap.
#[derive(Default)]
pub(super) struct Changes(Vec<(Range<usize>, String)>);

impl Changes {
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(super) fn apply(&self, text: &str) -> String {
        replaced(text, self.0.iter().map(|(range, new)| (range.clone(), new.as_str())))
    }
}

/// A document of a file, and the bytes that are its own.
pub(super) struct Document {
    pub source: Arc<Source>,
    pub node: Node,
    /// From the line after the mark before it to where the next document or the file's end is.
    pub region: Range<usize>,
}

impl Document {
    /// The documents of a text that hold something.
    pub(super) fn all(file: &FileId, text: &str) -> Vec<Self> {
        let source = Source::new(file.clone(), text);
        let mut nodes = source::parse(&source).unwrap_or_default();
        nodes.retain(|node| !matches!(node.value, Value::Null));
        let text = &source.text;
        let mut before = 0;
        let documents = nodes.into_iter().map(|node| {
            let first = line_start(text, node.span.range.start);
            let is_mark = |at: &usize| ["---", "..."].iter().any(|mark| text[*at..].starts_with(mark));
            // The comments above a document are its own.
            let mark = starts_of_lines(text, before).take_while(|at| *at < first).filter(is_mark).last();
            let start = mark.map_or(before, |mark| line_end(text, mark));
            let end = starts_of_lines(text, first).skip(1).find(is_mark).unwrap_or(text.len());
            before = end;
            Self { region: start..end, source: Arc::clone(&source), node }
        });
        documents.collect()
    }

    /// A document by its number among those that hold something.
    pub(super) fn at(file: &FileId, text: &str, index: usize) -> Option<Self> {
        Self::all(file, text).into_iter().nth(index)
    }

    /// Whether a finding is about it.
    pub(super) fn holds(&self, finding: &Diagnostic) -> bool {
        let place = finding.labels.first().map(|label| &label.place);
        place.is_some_and(|place| place.file == self.source.file && self.region.contains(&place.start()))
    }

    pub(super) fn text(&self) -> &str {
        &self.source.text
    }

    /// Its entries, each with its lines.
    pub(super) fn entries(&self) -> Vec<(&Entry, Lines)> {
        with_lines(self.text(), &self.node, self.region.clone())
    }
}

/// The lines of an entry in block style.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// Where the comment lines directly above its key start.
    pub lead: usize,
    /// Where the line of its key starts.
    pub start: usize,
    /// Where the line after its last one starts.
    pub end: usize,
    /// How far its key is indented.
    pub indent: usize,
}

/// The entries of a mapping in block style with their lines; blank lines and
/// comments between that stand apart belong to none.
pub(super) fn with_lines<'n>(text: &str, mapping: &'n Node, region: Range<usize>) -> Vec<(&'n Entry, Lines)> {
    let entries = match &mapping.value {
        Value::Mapping(entries) if !is_flow(mapping) => entries.as_slice(),
        _ => &[],
    };
    let mut found: Vec<(&Entry, Lines)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let start = line_start(text, entry.key_span.range.start);
        let indent = entry.key_span.range.start - start;
        let limit = entries.get(index + 1).map_or(region.end, |next| line_start(text, next.key_span.range.start));
        let mut end = start;
        for at in starts_of_lines(text, start).take_while(|at| *at < limit) {
            if !is_between(text, at, indent) {
                end = line_end(text, at);
            }
        }
        let floor = found.last().map_or(region.start, |(_, lines)| lines.end);
        let mut lead = start;
        while lead > floor {
            let above = line_start(text, lead - 1);
            if above < floor || !line(text, above).trim_start().starts_with('#') {
                break;
            }
            lead = above;
        }
        found.push((entry, Lines { lead, start, end, indent }));
    }
    found
}

/// Whether a line is blank, or a comment that is not indented below a key.
fn is_between(text: &str, at: usize, indent: usize) -> bool {
    let line = line(text, at);
    let content = line.trim_start();
    content.is_empty() || content.starts_with('#') && line.len() - content.len() <= indent
}

/// What a scalar says, without the header of a block and without the comments
/// that follow it.
pub(super) fn content(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut content = range.clone();
    if text[range.clone()].starts_with(['|', '>']) {
        content.start = line_end(text, range.start).min(range.end);
    }
    let own = line_start(text, range.start);
    let indent = line(text, own).len() - line(text, own).trim_start().len();
    while content.end > content.start {
        let before = text[..content.end].strip_suffix('\n').map_or(content.end, str::len);
        let last = line_start(text, before);
        if last <= own || last < content.start || !is_between(text, last, indent) {
            break;
        }
        content.end = last;
    }
    content
}

/// Whether a list or mapping is written with brackets.
pub(super) fn is_flow(node: &Node) -> bool {
    node.span.text().starts_with(['{', '['])
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the next line starts.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The line that starts here, without its break.
pub(super) fn line(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// The number, from 1, of the line of a place.
pub(super) fn line_number(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn starts_of_lines(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let following = text[from..].match_indices('\n').map(move |(at, _)| from + at + 1);
    std::iter::once(from).chain(following).filter(|at| *at < text.len())
}

/// Lines moved to the right or left.
pub(super) fn indented(lines: &str, from: usize, to: usize) -> String {
    let moved = |line: &str| {
        let blank = line.len() - line.trim_start_matches(' ').len();
        match line.trim() {
            "" => "\n".to_owned(),
            _ => format!("{}{}\n", " ".repeat((blank + to).saturating_sub(from)), &line[blank..]),
        }
    };
    lines.lines().map(moved).collect()
}

/// Lines as comments.
pub(super) fn commented(lines: &str) -> String {
    let comment = |line: &str| if line.trim().is_empty() { "#\n".to_owned() } else { format!("# {line}\n") };
    lines.lines().map(comment).collect()
}

/// A line of comment. Project files are in Chinese, whatever the program speaks.
pub(super) fn comment(why: &Message) -> String {
    format!("# {}\n", why.say(Language::Chinese))
}

/// The comments in a text that is otherwise punctuation and plain words.
pub(super) fn comments(text: &str, indent: usize) -> String {
    let comment = |line: &str| {
        let at = match line.trim_start().starts_with('#') {
            true => line.find('#'),
            false => line.find(" #").map(|at| at + 1),
        };
        at.map(|at| format!("{}{}\n", " ".repeat(indent), line[at..].trim_end()))
    };
    text.lines().filter_map(comment).collect()
}
