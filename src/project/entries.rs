//! The entries of a mapping: their keys, and what is wrong with those.

use std::collections::HashMap;

use super::model::Given;
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::messages::{Message, excerpt, names};
use crate::project::words;
use crate::source::{Entry, Node, Span, Value};
use crate::template::{Field, Kind};
use crate::value::list_number;

/// The entries of a mapping, each key once; reports keys that repeat.
pub(super) fn unique_entries<'n>(
    entries: &'n [Entry],
    diagnostics: &mut Diagnostics,
    help: &Message,
) -> Vec<&'n Entry> {
    let mut unique: Vec<&Entry> = Vec::new();
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries {
        match first.get(entry.key.as_str()) {
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::DuplicateKey, words::key_twice(excerpt(&entry.key)))
                    .at(entry.key_span.clone(), words::again())
                    .at(first.key_span.clone(), words::first_time())
                    .help(help.clone()),
            ),
            None => {
                first.insert(&entry.key, entry);
                unique.push(entry);
            }
        }
    }
    unique
}

/// Reads those entries that are columns, each with `read`; reports those that are
/// neither columns nor among `others`.
pub(super) fn read_columns(
    columns: &[Field],
    entries: &[&Entry],
    others: &[&str],
    read: impl Fn(&Kind, &Node, &str, &mut Diagnostics) -> Option<Given>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Given>> {
    let mut values = vec![None; columns.len()];
    for entry in entries {
        match columns.iter().position(|column| column.path == entry.key) {
            Some(index) => values[index] = read(&columns[index].kind, &entry.value, &entry.key, diagnostics),
            None if others.contains(&entry.key.as_str()) => {}
            None => {
                let known = columns.iter().map(|column| column.path.as_str()).chain(others.iter().copied());
                let known: Vec<&str> = known.collect();
                diagnostics.push(unknown_key(entry, &known));
            }
        }
    }
    values
}

/// So many keys are listed; a form has thirty.
const MOST_LISTED: usize = 24;

/// A key that stands where it has no meaning.
pub(super) fn unknown_key(entry: &Entry, known: &[&str]) -> Diagnostic {
    let error = Diagnostic::new(Code::UnknownKey, words::unknown_key(excerpt(&entry.key)))
        .at(entry.key_span.clone(), Message::default());
    if let Some(help) = slip(entry) {
        return error.help(help);
    }
    if list_number(&entry.key).is_some() || entry.key.contains(['。', '；', '，']) {
        return error.help(words::line_of_a_text());
    }
    let unit = entry.key.find(['（', '(']).map(|unit| &entry.key[..unit]);
    if let Some(key) = unit.map(str::trim).filter(|key| known.contains(key)) {
        return error.help(words::key_without_unit(key));
    }
    match nearest(&entry.key, known.iter().copied()) {
        Some(near) => error.help(words::did_you_mean(near)),
        None if known.len() > MOST_LISTED => error.help(words::some_keys_here(names(&known[..MOST_LISTED]))),
        None => error.help(words::keys_here(names(known))),
    }
}

/// Quotation marks and brackets that people put around words.
pub(super) const AROUND: [char; 19] =
    ['“', '”', '‘', '’', '＂', '＇', '"', '「', '」', '【', '】', '［', '］', '（', '）', '(', ')', '《', '》'];

/// How to mend a key that is none because of its punctuation.
pub(super) fn slip(entry: &Entry) -> Option<Message> {
    let key = entry.key.as_str();
    let before = entry.key_span.source.text.get(..entry.key_span.range.start).unwrap_or_default();
    let is_null = matches!(entry.value.value, Value::Null);
    if is_null && key.contains(':') {
        Some(words::space_after_colon())
    } else if is_null && before.trim_end().ends_with(',') {
        Some(words::comma_parts())
    } else if key.starts_with('\u{3000}') {
        Some(words::wide_space())
    } else if key.starts_with(['｛', '［']) {
        Some(words::wide_brackets())
    } else if key.contains('：') {
        Some(words::plain_colon_and_space())
    } else if key.starts_with(AROUND) && key.ends_with(AROUND) {
        Some(words::key_without_quotes(excerpt(key.trim_matches(AROUND))))
    } else {
        None
    }
}

/// A field that the form cannot do without.
pub(super) fn missing(key: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::MissingField, words::missing(key))
        .at(span.start(), Message::default())
        .help(words::add_line(key))
}
