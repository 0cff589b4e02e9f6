//! The parts of documents: what an editor lists, folds and selects.

use std::ops::Range;

use crate::project::keys;
use crate::source::edit::{Document, line, line_end, line_start};
use crate::source::{Entry, Node, Value};

/// A part of a text, with its own parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// What it says, where that is short.
    pub detail: String,
    /// What it is.
    pub kind: PartKind,
    /// All of it.
    pub range: Range<usize>,
    /// Its name.
    pub name_range: Range<usize>,
    /// What it consists of.
    pub parts: Vec<Part>,
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A project of a file with several.
    Document,
    /// Keys and values.
    Group,
    /// Records.
    List,
    /// A value.
    Value,
}

/// The parts of the documents of a file.
pub(crate) fn parts(documents: &[Document]) -> Vec<Part> {
    match documents {
        [one] => entries(&one.node),
        all => all.iter().map(document).collect(),
    }
}

fn document(document: &Document) -> Part {
    let text = |entry: &Entry| entry.value.text().map(str::to_owned);
    let all = document.node.entries();
    // What names a project is the second thing that it says, after its year.
    let name = all.iter().find(|entry| ![keys::YEAR, keys::FORM].contains(&entry.key.as_str()));
    let year = document.node.entry(keys::YEAR);
    let whole = document.node.span.range.clone();
    Part {
        name: name.and_then(text).filter(|name| !name.is_empty()).unwrap_or_else(|| "---".to_owned()),
        detail: year.and_then(text).unwrap_or_default(),
        kind: PartKind::Document,
        name_range: name.map_or(whole.start..whole.start, |name| name.key_span.range.clone()),
        range: whole,
        parts: entries(&document.node),
    }
}

fn entries(node: &Node) -> Vec<Part> {
    node.entries().iter().map(|entry| part(entry.written(), entry.key_span.range.clone(), &entry.value)).collect()
}

fn part(name: &str, name_range: Range<usize>, node: &Node) -> Part {
    /// A text of so many characters is told whole.
    const LONGEST: usize = 40;
    let (kind, detail, parts) = match &node.value {
        Value::Null => (PartKind::Value, String::new(), Vec::new()),
        Value::Scalar { text, .. } => {
            let first: String = text.lines().next().unwrap_or_default().chars().take(LONGEST).collect();
            (PartKind::Value, first, Vec::new())
        }
        Value::Mapping(_) => (PartKind::Group, String::new(), entries(node)),
        Value::Sequence(items) => {
            let item = |(number, item): (usize, &Node)| {
                let named = item.entries().iter().find_map(|entry| entry.value.text());
                let name = named.or(item.text()).filter(|name| !name.is_empty());
                let name = name.map_or_else(|| (number + 1).to_string(), ToOwned::to_owned);
                let start = item.span.range.start;
                Part { detail: String::new(), ..part(&name, start..start, item) }
            };
            (PartKind::List, items.len().to_string(), items.iter().enumerate().map(item).collect())
        }
    };
    // A value that is named with `&` stands elsewhere.
    let own = &node.span.range;
    let end = if own.start >= name_range.start { own.end.max(name_range.end) } else { name_range.end };
    Part { name: name.to_owned(), detail, kind, range: name_range.start..end, name_range, parts }
}

/// The parts of a text that can be shown as one line: values of several lines, and comments.
pub(crate) fn folds(text: &str, documents: &[Document]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut left: Vec<Part> = match documents {
        [_] => parts(documents),
        all => all.iter().map(document).collect(),
    };
    while let Some(part) = left.pop() {
        if text[part.range.clone()].contains('\n') {
            found.push(part.range);
        }
        left.extend(part.parts);
    }
    let mut at = 0;
    while at < text.len() {
        let start = at;
        while at < text.len() && line(text, at).trim_start().starts_with('#') {
            at = line_end(text, at);
        }
        match at > start {
            true => {
                let end = at - (text[start..at].len() - text[start..at].trim_end().len());
                if text[start..end].contains('\n') {
                    found.push(start..end);
                }
            }
            false => at = line_end(text, at).max(at + 1),
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

/// What stands around a place, from the smallest to the whole text.
pub(crate) fn selection(text: &str, documents: &[Document], at: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = std::iter::once(0..text.len()).collect();
    let holds = |range: &Range<usize>| range.start <= at && at <= range.end;
    for document in documents {
        let mut node = &document.node;
        if documents.len() > 1 && document.region.contains(&at) {
            found.push(document.region.clone());
        }
        while holds(&node.span.range) {
            found.push(node.span.range.clone());
            let next = match &node.value {
                Value::Mapping(entries) => entries.iter().find_map(|entry| {
                    let whole = entry.key_span.range.start..entry.value.span.range.end.max(entry.key_span.range.end);
                    holds(&whole).then(|| {
                        found.push(whole);
                        if holds(&entry.key_span.range) {
                            found.push(entry.key_span.range.clone());
                        }
                        &entry.value
                    })
                }),
                Value::Sequence(items) => items.iter().find(|item| holds(&item.span.range)),
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
    }
    let own = line_start(text, at.min(text.len()));
    let content = line(text, own);
    let start = own + content.len() - content.trim_start().len();
    found.push(start..(own + content.trim_end().len()).max(start));
    found.retain(holds);
    // Each in the one before: the widest first.
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut nested: Vec<Range<usize>> = Vec::new();
    for range in found {
        if nested.last().is_none_or(|outer| outer.start <= range.start && range.end <= outer.end && *outer != range) {
            nested.push(range);
        }
    }
    nested.reverse();
    nested
}
