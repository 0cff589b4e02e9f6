//! From a node to a value of a field's type.

use std::collections::HashMap;

use super::model::{FieldValue, Given, Record};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::messages::{Message, excerpt, names};
use crate::project::words;
use crate::source::{Entry, Node, Span, Value};
use crate::template::{Field, Kind};
use crate::value::words as value;
use crate::value::{Date, Mistake, Money, fold_width, parse_decimal};

/// The key that selects the form.
pub(crate) const YEAR: &str = "年度";

/// Reads a value; reports why it is none. An empty value is nothing given.
pub(super) fn read_value(kind: &Kind, node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Given> {
    let given = |value| Given { value, span: Some(node.span.clone()) };
    if matches!(node.value, Value::Null) {
        return None;
    }
    let scalar = |diagnostics: &mut Diagnostics| scalar_text(node, key, kind, diagnostics);
    match kind {
        Kind::Text => scalar(diagnostics).map(|text| given(FieldValue::Text(text.trim_end_matches('\n').to_owned()))),
        Kind::Date(_) => {
            let date = Date::parse(scalar(diagnostics)?);
            accept(date, Code::BadDate, &node.span, diagnostics).map(|date| given(FieldValue::Date(date)))
        }
        Kind::Money(format) => {
            let money = Money::parse_in(scalar(diagnostics)?, format.unit);
            accept(money, Code::BadMoney, &node.span, diagnostics).map(|money| given(FieldValue::Money(money)))
        }
        Kind::Number(_) => {
            let text = scalar(diagnostics)?;
            let mistake = || Mistake::new(value::not_a_number(excerpt(text)), value::write_arabic_digits());
            let number = parse_decimal(&fold_width(text)).ok_or_else(mistake);
            accept(number, Code::BadNumber, &node.span, diagnostics).map(|number| given(FieldValue::Number(number)))
        }
        Kind::Choice(options) => {
            let text = scalar(diagnostics)?;
            option(options, text, key, node, false, diagnostics).map(|index| given(FieldValue::Choice(index)))
        }
        Kind::Choices(options) => {
            let nodes = match &node.value {
                Value::Sequence(items) => items.as_slice(),
                _ => std::slice::from_ref(node),
            };
            let mut chosen: Vec<usize> = nodes
                .iter()
                .filter_map(|item| {
                    let text = scalar_text(item, key, kind, diagnostics)?;
                    option(options, text, key, item, true, diagnostics)
                })
                .collect();
            chosen.sort_unstable();
            chosen.dedup();
            Some(given(FieldValue::Choices(chosen)))
        }
        Kind::Table(columns) => {
            let Value::Sequence(items) = &node.value else {
                diagnostics.push(
                    Diagnostic::new(Code::WrongType, words::not_a_list(key, node.value.kind()))
                        .at(node.span.clone(), Message::default())
                        .help(words::one_line_each(example(columns))),
                );
                return None;
            };
            let records = items.iter().filter_map(|item| record(columns, item, key, diagnostics));
            Some(given(FieldValue::Records(records.collect())))
        }
        Kind::Indicators(framework) => super::indicators::read(framework, node, key, diagnostics)
            .map(|indicators| given(FieldValue::Indicators(indicators))),
    }
}

/// The value of a text that was read; reports one that could not be.
fn accept<T>(read: Result<T, Mistake>, code: Code, span: &Span, diagnostics: &mut Diagnostics) -> Option<T> {
    read.map_err(|mistake| {
        diagnostics.push(Diagnostic::new(code, mistake.what).at(span.clone(), Message::default()).help(mistake.mend));
    })
    .ok()
}

/// The text of a scalar; reports any other node.
pub(super) fn scalar_text<'n>(
    node: &'n Node,
    key: &str,
    wanted: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Null => Some(""),
        other => {
            diagnostics.push(
                Diagnostic::new(Code::WrongType, words::another_kind(key, kind_name(wanted), other.kind()))
                    .at(node.span.clone(), Message::default())
                    .help(match wanted {
                        Kind::Text => words::quote_or_block(),
                        _ => words::only_one(kind_name(wanted)),
                    }),
            );
            None
        }
    }
}

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

/// Reads a record: a mapping whose keys are the columns.
fn record(columns: &[Field], node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Record> {
    let Value::Mapping(entries) = &node.value else {
        diagnostics.push(
            Diagnostic::new(Code::WrongType, words::record_of_another_kind(key, node.value.kind()))
                .at(node.span.clone(), Message::default())
                .help(words::write_record(example(columns))),
        );
        return None;
    };
    let entries = unique_entries(entries, diagnostics, &words::delete_one());
    let values = read_columns(columns, &entries, &[], diagnostics);
    for (column, value) in columns.iter().zip(&values) {
        if column.required
            && value.is_none()
            && !entries.iter().any(|entry| entry.key == column.path && !is_null(entry) || slip(entry).is_some())
        {
            diagnostics.push(missing(&column.path, &node.span));
        }
    }
    Some(Record { values, span: node.span.clone() })
}

fn is_null(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::Null)
}

/// Reads those entries that are columns; reports those that are neither columns
/// nor among `others`.
pub(super) fn read_columns(
    columns: &[Field],
    entries: &[&Entry],
    others: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Given>> {
    let mut values = vec![None; columns.len()];
    for entry in entries {
        match columns.iter().position(|column| column.path == entry.key) {
            Some(index) => values[index] = read_value(&columns[index].kind, &entry.value, &entry.key, diagnostics),
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
const AROUND: [char; 19] =
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

/// Marks that part the items of a list in a sentence.
const BETWEEN: [char; 9] = [',', '，', '、', ';', '；', '/', '／', ' ', '\u{3000}'];

/// The number of the option that a text names; `several` are taken where they
/// are a list.
fn option(
    options: &[String],
    text: &str,
    key: &str,
    node: &Node,
    several: bool,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let find = |text: &str| {
        let wanted = fold_width(text);
        options.iter().position(|option| fold_width(option) == wanted)
    };
    let found = find(text);
    if found.is_none() {
        let error = Diagnostic::new(Code::UnknownOption, words::no_such_option(key, excerpt(text)))
            .at(node.span.clone(), Message::default());
        let list = names(options);
        let bare = |text: &str| {
            let marks = |c: char| AROUND.contains(&c) || "☑√✓■●•·-－—".contains(c) || c.is_whitespace();
            find(text.trim_matches(marks)).map(|index| options[index].as_str())
        };
        let parts: Vec<&str> = text.split(BETWEEN).filter_map(bare).collect();
        let help = match (text.split_once('＃'), &parts[..]) {
            (Some(_), _) => words::wide_hash(),
            (_, [_, _, ..])
                if several && parts.len() == text.split(BETWEEN).filter(|part| !part.is_empty()).count() =>
            {
                words::write_several(parts.join(", "), list)
            }
            (_, [_, _, ..]) if !several => words::one_option(list),
            (_, [one]) if !text.contains(BETWEEN) => words::did_you_mean_option(*one, list),
            _ if several && (!parts.is_empty() || text.contains(['，', '、'])) => words::several_options(list),
            _ => match nearest(text, options.iter().map(String::as_str)) {
                Some(near) => words::did_you_mean_option(near, list),
                None => words::options(list),
            },
        };
        diagnostics.push(error.help(help));
    }
    found
}

fn kind_name(kind: &Kind) -> Message {
    match kind {
        Kind::Text => words::text(),
        Kind::Choice(_) | Kind::Choices(_) => words::an_option(),
        Kind::Date(_) => words::a_date(),
        Kind::Money(_) => words::an_amount(),
        Kind::Number(_) => words::a_number(),
        Kind::Table(_) | Kind::Indicators(_) => words::a_list(),
    }
}

fn example(columns: &[Field]) -> String {
    let keys: Vec<String> = columns.iter().map(|column| format!("{}: …", column.path)).collect();
    format!("{{{}}}", keys.join(", "))
}
