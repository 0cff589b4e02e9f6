//! From a node to a value of a field's type.

use std::collections::HashMap;

use super::model::{FieldValue, Given, Record};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::source::{Entry, Node, Span, Value};
use crate::template::{Column, Kind};
use crate::value::{Date, Mistake, Money, fold_width, parse_decimal};

/// The key that selects the form.
pub(crate) const YEAR: &str = "年度";

/// Reads a value; reports why it is none. An empty value is nothing given.
pub(super) fn read_value(kind: &Kind, node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Given> {
    let given = |value| Given { value, span: Some(node.span.clone()) };
    if matches!(node.value, Value::Null) {
        return None;
    }
    let scalar = |diagnostics: &mut Diagnostics| scalar_text(node, key, kind_name(kind), diagnostics);
    match kind {
        Kind::Text => scalar(diagnostics).map(|text| given(FieldValue::Text(text.trim_end_matches('\n').to_owned()))),
        Kind::Date => {
            let date = Date::parse(scalar(diagnostics)?);
            accept(date, "bad-date", &node.span, diagnostics).map(|date| given(FieldValue::Date(date)))
        }
        Kind::Money => {
            let money = Money::parse(scalar(diagnostics)?);
            accept(money, "bad-money", &node.span, diagnostics).map(|money| given(FieldValue::Money(money)))
        }
        Kind::Number => {
            let text = scalar(diagnostics)?;
            let mistake = || Mistake::new(format!("「{text}」不是数字"), "请写阿拉伯数字");
            let number = parse_decimal(&fold_width(text)).ok_or_else(mistake);
            accept(number, "bad-number", &node.span, diagnostics).map(|number| given(FieldValue::Number(number)))
        }
        Kind::Choice(options) => {
            let text = scalar(diagnostics)?;
            option(options, text, key, &node.span, diagnostics).map(|index| given(FieldValue::Choice(index)))
        }
        Kind::Choices(options) => {
            let nodes = match &node.value {
                Value::Sequence(items) => items.as_slice(),
                _ => std::slice::from_ref(node),
            };
            let mut chosen: Vec<usize> = nodes
                .iter()
                .filter_map(|item| {
                    let text = scalar_text(item, key, "选项", diagnostics)?;
                    option(options, text, key, &item.span, diagnostics)
                })
                .collect();
            chosen.sort_unstable();
            chosen.dedup();
            Some(given(FieldValue::Choices(chosen)))
        }
        Kind::Table(columns) => {
            let Value::Sequence(items) = &node.value else {
                diagnostics.push(
                    Diagnostic::error("wrong-type", format!("「{key}」应是列表，这里是{}", node.value.kind()))
                        .at(node.span.clone(), "")
                        .help(format!("每项一行，以 - 开头，如：- {}", example(columns))),
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
fn accept<T>(read: Result<T, Mistake>, code: &'static str, span: &Span, diagnostics: &mut Diagnostics) -> Option<T> {
    read.map_err(|mistake| {
        diagnostics.push(Diagnostic::error(code, mistake.what).at(span.clone(), "").help(mistake.mend));
    })
    .ok()
}

/// The text of a scalar; reports any other node.
pub(super) fn scalar_text<'n>(
    node: &'n Node,
    key: &str,
    wanted: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Null => Some(""),
        other => {
            diagnostics.push(
                Diagnostic::error("wrong-type", format!("「{key}」应是{wanted}，这里是{}", other.kind()))
                    .at(node.span.clone(), "")
                    .help(match wanted {
                        "文字" => "如果这是一段文字，请加引号，或写成「键: |-」后换行缩进".to_owned(),
                        _ => format!("请在冒号后面只写一个{wanted}"),
                    }),
            );
            None
        }
    }
}

/// The entries of a mapping, each key once; reports keys that repeat.
pub(super) fn unique_entries<'n>(entries: &'n [Entry], diagnostics: &mut Diagnostics, help: &str) -> Vec<&'n Entry> {
    let mut unique: Vec<&Entry> = Vec::new();
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries {
        match first.get(entry.key.as_str()) {
            Some(first) => diagnostics.push(
                Diagnostic::error("duplicate-key", format!("「{}」写了两次", entry.key))
                    .at(entry.key_span.clone(), "又一次")
                    .at(first.key_span.clone(), "第一次")
                    .help(help),
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
fn record(columns: &[Column], node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Record> {
    let Value::Mapping(entries) = &node.value else {
        diagnostics.push(
            Diagnostic::error("wrong-type", format!("「{key}」的每一项应是一组键值，这里是{}", node.value.kind()))
                .at(node.span.clone(), "")
                .help(format!("写成：- {}", example(columns))),
        );
        return None;
    };
    let entries = unique_entries(entries, diagnostics, "请删去其中一个");
    let values = read_columns(columns, &entries, &[], diagnostics);
    for (column, value) in columns.iter().zip(&values) {
        if column.required
            && value.is_none()
            && !entries.iter().any(|entry| entry.key == column.name && !is_null(entry))
        {
            diagnostics.push(missing(&column.name, &node.span));
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
    columns: &[Column],
    entries: &[&Entry],
    others: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Given>> {
    let mut values = vec![None; columns.len()];
    for entry in entries {
        match columns.iter().position(|column| column.name == entry.key) {
            Some(index) => values[index] = read_value(&columns[index].kind, &entry.value, &entry.key, diagnostics),
            None if others.contains(&entry.key.as_str()) => {}
            None => {
                let known = columns.iter().map(|column| column.name.as_str()).chain(others.iter().copied());
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
    let error = Diagnostic::error("unknown-key", format!("不认识的键「{}」", entry.key)).at(entry.key_span.clone(), "");
    if let Some(help) = slip(entry) {
        return error.help(help);
    }
    match nearest(&entry.key, known.iter().copied()) {
        Some(near) => error.help(format!("是否要写「{near}」？")),
        None if known.len() > MOST_LISTED => error.help(format!("这里可以写：{} 等", known[..MOST_LISTED].join("、"))),
        None => error.help(format!("这里可以写：{}", known.join("、"))),
    }
}

/// How to mend a key that is none because of its punctuation.
fn slip(entry: &Entry) -> Option<&'static str> {
    let key = entry.key.as_str();
    let before = entry.key_span.source.text.get(..entry.key_span.range.start).unwrap_or_default();
    let is_null = matches!(entry.value.value, Value::Null);
    if is_null && key.contains(':') {
        Some("冒号后面要空一格，如「年度: 2026」")
    } else if is_null && before.trim_end().ends_with(',') {
        Some("花括号里的逗号会把内容断开：请给有逗号的内容加引号，如 \"2,860,000\"，或换行分开写")
    } else if key.starts_with('\u{3000}') {
        Some("行首用了全角空格，缩进请用半角空格")
    } else if key.starts_with(['｛', '［']) {
        Some("这里用了全角括号，请改用英文括号 { } 或 [ ]")
    } else if key.contains('：') {
        Some("键后面请用英文冒号加一个空格，如「年度: 2026」")
    } else {
        None
    }
}

/// A field that the form cannot do without.
pub(super) fn missing(key: &str, span: &Span) -> Diagnostic {
    Diagnostic::error("missing-field", format!("缺少「{key}」"))
        .at(span.start(), "")
        .help(format!("请补上一行「{key}: …」"))
}

fn option(options: &[String], text: &str, key: &str, span: &Span, diagnostics: &mut Diagnostics) -> Option<usize> {
    let wanted = fold_width(text);
    let found = options.iter().position(|option| fold_width(option) == wanted);
    if found.is_none() {
        let error = Diagnostic::error("unknown-option", format!("「{key}」没有选项「{text}」")).at(span.clone(), "");
        let list = format!("可选：{}", options.join("、"));
        if text.contains(['，', '、']) {
            let help = format!("多项请每项一行，以 - 开头，或用英文逗号隔开：[甲, 乙]。{list}");
            diagnostics.push(error.help(help));
            return None;
        }
        let help = match nearest(text, options.iter().map(String::as_str)) {
            Some(near) => format!("是否要写「{near}」？{list}"),
            None => list,
        };
        diagnostics.push(error.help(help));
    }
    found
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "文字",
        Kind::Choice(_) | Kind::Choices(_) => "选项",
        Kind::Date => "日期",
        Kind::Money => "金额",
        Kind::Number => "数字",
        Kind::Table(_) | Kind::Indicators(_) => "列表",
    }
}

fn example(columns: &[Column]) -> String {
    let keys: Vec<String> = columns.iter().map(|column| format!("{}: …", column.name)).collect();
    format!("{{{}}}", keys.join(", "))
}
