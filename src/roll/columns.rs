//! The fourth step: columns of tables and indicators that the new form requires and
//! last year's file does not have.

use super::plan::{Plan, entry_of};
use crate::authoring::quoted;
use crate::project::{TO_FILL_IN, keys};
use crate::source::edit::{Changes, Document, after, indented, is_flow, line_start};
use crate::source::write::in_braces;
use crate::source::{Entry, Node, Value};
use crate::template::{Field, Kind};

/// A text in which the columns are asked for.
pub(super) struct Filled {
    pub text: String,
    /// The columns, each with the number of places.
    pub asked: Vec<(String, usize)>,
}

/// What stands where an author has to fill in a column.
pub(super) fn mark(_: &Field) -> String {
    TO_FILL_IN.to_owned()
}

/// A value that a column takes.
pub(super) fn example(column: &Field) -> String {
    match &column.kind {
        Kind::Choice(options) | Kind::Choices(options) => options.first().map(|option| quoted(option)),
        Kind::Date(_) => Some("2000-01-01".to_owned()),
        Kind::Money(_) | Kind::Number(_) => Some("0".to_owned()),
        Kind::Text | Kind::Table(_) | Kind::Indicators(_) => None,
    }
    .unwrap_or_else(|| mark(column))
}

/// The text with one document's columns that are missing, each with a value.
pub(super) fn fill_in(document: &Document, plan: &Plan<'_>, value: fn(&Field) -> String) -> Filled {
    let mut writer = Writer { text: document.text(), value, asked: Vec::new(), changes: Changes::default() };
    for field in &plan.mapping.new.fields {
        if let Some(entry) = entry_of(&document.node, field) {
            writer.field(field, &entry.value);
        }
    }
    Filled { text: writer.changes.apply(document.text()), asked: writer.asked }
}

struct Writer<'a> {
    text: &'a str,
    value: fn(&Field) -> String,
    asked: Vec<(String, usize)>,
    changes: Changes,
}

impl Writer<'_> {
    /// A field or column that may have columns.
    fn field(&mut self, field: &Field, node: &Node) {
        match &field.kind {
            Kind::Table(_) => node.items().iter().for_each(|record| self.record(field, record)),
            Kind::Indicators(_) => {
                for subcategory in node.entries().iter().flat_map(|category| category.value.entries()) {
                    subcategory.value.items().iter().for_each(|indicator| self.record(field, indicator));
                    subcategory.value.entries().iter().for_each(|indicator| self.named(field, indicator));
                }
            }
            _ => {}
        }
    }

    /// The required columns that are not among the entries, as `键: 值`.
    fn missing(&mut self, field: &Field, entries: &[Entry]) -> Vec<String> {
        let is_given = |column: &Field| entries.iter().any(|entry| entry.key == column.path);
        let columns = field.kind.columns().iter().filter(|column| column.required && !is_given(column));
        let mut missing = Vec::new();
        for column in columns {
            let name = format!("{}/{}", field.key(), column.path);
            match self.asked.iter_mut().find(|(known, _)| *known == name) {
                Some((_, places)) => *places += 1,
                None => self.asked.push((name, 1)),
            }
            missing.push(format!("{}: {}", quoted(&column.path), (self.value)(column)));
        }
        missing
    }

    /// Keys and values, to which more are added.
    fn record(&mut self, field: &Field, node: &Node) {
        for column in field.kind.columns() {
            if let Some(entry) = node.entry(&column.path) {
                self.field(column, &entry.value);
            }
        }
        let (entries, missing) = (node.entries(), self.missing(field, node.entries()));
        let (Some(last), false) = (entries.last(), missing.is_empty()) else { return };
        if is_flow(node) {
            let end = node.span.range.end - 1;
            let comma = if self.text[..end].trim_end().ends_with(',') { " " } else { ", " };
            self.changes.insert(end, comma.to_owned() + &missing.join(", "));
            return;
        }
        let first = entries[0].key_span.range.start;
        let indent = first - line_start(self.text, first);
        self.changes.insert(after(self.text, last), indented(&missing.join("\n"), 0, indent));
    }

    /// `名称: 指标值`
    fn named(&mut self, field: &Field, indicator: &Entry) {
        if !field.kind.columns().iter().any(|column| column.required) {
            return;
        }
        let value = &indicator.value.span.range;
        let target = match &indicator.value.value {
            Value::Mapping(_) => return self.record(field, &indicator.value),
            Value::Scalar { .. } if self.behind(indicator).starts_with(['|', '>']) => {
                return self.block(field, indicator);
            }
            Value::Scalar { quoted: true, .. } => Some(indicator.value.span.text().to_owned()),
            Value::Scalar { text, .. } => Some(in_braces(text)),
            Value::Null | Value::Sequence(_) => None,
        };
        let target = target.map(|target| format!("{}: {target}", keys::TARGET));
        let is_blank = target.is_none();
        let parts: Vec<String> = target.into_iter().chain(self.missing(field, &[])).collect();
        let braces = format!("{{{}}}", parts.join(", "));
        if is_blank {
            self.changes.insert(self.colon(indicator), format!(" {braces}"));
        } else {
            self.changes.replace(value.clone(), braces);
        }
    }

    /// A target that is a block of lines.
    fn block(&mut self, field: &Field, indicator: &Entry) {
        let key = indicator.key_span.range.start;
        let indent = key - line_start(self.text, key) + 2;
        let (colon, end) = (self.colon(indicator), after(self.text, indicator));
        let target = format!("{}: {}", keys::TARGET, self.text[colon..end].trim_start_matches(' '));
        let (head, lines) = target.split_once('\n').unwrap_or((&target, ""));
        let missing = self.missing(field, &[]).join("\n");
        let text = format!("\n{}{}{}", indented(head, 0, indent), indented(lines, 0, 2), indented(&missing, 0, indent));
        self.changes.replace(colon..end, text);
    }

    /// The end of an entry's colon.
    fn colon(&self, entry: &Entry) -> usize {
        let key = entry.key_span.range.end;
        key + self.text[key..].find(':').map_or(0, |colon| colon + 1)
    }

    /// What follows the colon of an entry.
    fn behind(&self, entry: &Entry) -> &str {
        self.text[self.colon(entry)..].trim_start_matches(' ')
    }
}
