//! Before the second step: columns of tables and indicators that the new form does
//! not have, as comments.

use std::mem::discriminant;

use super::columns::after;
use super::lines::{Changes, Document, commented, is_flow, line, line_end, line_start};
use super::plan::{Fate, Plan};
use super::report::ProjectRecord;
use crate::authoring::quoted;
use crate::roll::words;
use crate::source::{Entry, Node, Value};
use crate::template::{Field, FieldId, Kind};

/// The column of the new form that takes the values of an old one, by its name there.
pub(super) fn successor<'f>(column: &Field, name: &str, here: &'f [Field]) -> Option<&'f Field> {
    here.iter().find(|new| new.path == name && discriminant(&new.kind) == discriminant(&column.kind))
}

/// Whether a column has the options that were chosen, where it has options.
fn has_options(column: &Field, value: &Node) -> bool {
    let (Kind::Choice(options) | Kind::Choices(options)) = &column.kind else { return true };
    let is_known = |node: &Node| match &node.value {
        Value::Scalar { text, .. } => options.contains(text),
        _ => true,
    };
    match &value.value {
        Value::Sequence(items) => items.iter().all(is_known),
        _ => is_known(value),
    }
}

/// The text of one document without them.
pub(super) fn take_out(document: &Document, plan: &Plan<'_>, record: &mut ProjectRecord) -> String {
    let mut taker = Taker { text: document.text(), plan, record, changes: Changes::default() };
    taker.mapping("", &document.node);
    taker.changes.apply(document.text())
}

struct Taker<'a> {
    text: &'a str,
    plan: &'a Plan<'a>,
    record: &'a mut ProjectRecord,
    changes: Changes,
}

impl Taker<'_> {
    fn mapping(&mut self, parent: &str, node: &Node) {
        let Value::Mapping(entries) = &node.value else { return };
        for entry in entries {
            let path = if parent.is_empty() { entry.key.clone() } else { format!("{parent}.{}", entry.key) };
            let Some(id) = self.plan.old_field(&path) else {
                self.mapping(&path, &entry.value);
                continue;
            };
            if let Fate::Keep(new) = self.plan.fates[id.0] {
                let mapping = self.plan.mapping;
                self.field(Some(id), (mapping.old.field(id), mapping.new.field(new)), &entry.value);
            }
        }
    }

    /// A table, with its number where it is a field of the form.
    fn field(&mut self, id: Option<FieldId>, (old, new): (&Field, &Field), node: &Node) {
        let columns = (old.kind.columns(), new.kind.columns());
        if columns.0.is_empty() {
            return;
        }
        match (&old.kind, &node.value) {
            (Kind::Table(_), Value::Sequence(records)) => {
                records.iter().for_each(|record| self.record((id, new.key()), columns, record));
            }
            (Kind::Indicators(_), Value::Mapping(categories)) => {
                let below = |entry: &Entry| match &entry.value.value {
                    Value::Mapping(entries) => entries.iter().map(|entry| entry.value.clone()).collect(),
                    Value::Sequence(items) => items.clone(),
                    _ => Vec::new(),
                };
                for indicators in categories.iter().flat_map(below) {
                    let below: Vec<&Node> = match &indicators.value {
                        Value::Mapping(named) => named.iter().map(|entry| &entry.value).collect(),
                        Value::Sequence(items) => items.iter().collect(),
                        _ => Vec::new(),
                    };
                    below.into_iter().for_each(|record| self.record((id, new.key()), columns, record));
                }
            }
            _ => {}
        }
    }

    /// Keys and values, some of which the new form does not have.
    fn record(&mut self, (id, table): (Option<FieldId>, &str), (there, here): (&[Field], &[Field]), record: &Node) {
        let Value::Mapping(entries) = &record.value else { return };
        let mut taken = Vec::new();
        for entry in entries {
            let Some(old) = there.iter().find(|column| column.path == entry.key) else { continue };
            let name = format!("{table}/{}", old.path);
            let new_name = id.map_or_else(|| old.path.clone(), |id| self.plan.mapping.column(id, &old.path));
            match successor(old, &new_name, here) {
                Some(new) if has_options(new, &entry.value) => {
                    if new.path != old.path {
                        self.changes.replace(entry.key_span.range.clone(), quoted(&new.path));
                        let moved = (name, format!("{table}/{}", new.path));
                        if !self.record.moved.contains(&moved) {
                            self.record.moved.push(moved);
                        }
                    }
                    self.field(None, (old, new), &entry.value);
                    continue;
                }
                Some(_) => {
                    let decision = words::choose_again(&self.plan.mapping.new.name, &name);
                    if !self.record.decisions.contains(&decision) {
                        self.record.decisions.push(decision);
                    }
                }
                None if matches!(entry.value.value, Value::Null) || self.record.lost.contains(&name) => {}
                None => self.record.lost.push(name),
            }
            taken.push(entry);
        }
        comment_out(self.text, record, entries, &taken, &mut self.changes);
    }
}

/// Takes some entries of a mapping out and leaves them as comments: in their places, or
/// above a mapping in braces.
pub(super) fn comment_out(text: &str, mapping: &Node, entries: &[Entry], taken: &[&Entry], changes: &mut Changes) {
    if taken.is_empty() {
        return;
    }
    if !is_flow(mapping) {
        return taken.iter().for_each(|entry| as_comment(text, entry, changes));
    }
    let ends = |entry: &Entry| entry.value.span.range.end.max(entry.key_span.range.end);
    let texts = taken.iter().map(|entry| text[entry.key_span.range.start..ends(entry)].replace('\n', " "));
    let start = line_start(text, mapping.span.range.start);
    let first = line(text, start);
    let indent = &first[..first.len() - first.trim_start().len()];
    changes.insert(start, format!("{indent}# {}\n", texts.collect::<Vec<String>>().join(", ")));
    let open = mapping.span.range.start + 1;
    let mut before = open;
    for entry in entries {
        let (start, end) = (entry.key_span.range.start, ends(entry));
        if !taken.iter().any(|taken| std::ptr::eq(*taken, entry)) {
            before = end;
            continue;
        }
        let behind = text[end..].trim_start();
        match behind.strip_prefix(',').filter(|_| before == open) {
            // The first ones go with the comma behind them, others with the one before.
            Some(rest) => changes.replace(start..text.len() - rest.trim_start_matches(' ').len(), ""),
            None => {
                changes.replace(before..end, "");
                before = end;
            }
        }
    }
}

/// An entry with lines of its own.
fn as_comment(text: &str, entry: &Entry, changes: &mut Changes) {
    let key = entry.key_span.range.start;
    let end = after(text, entry);
    let first = line_end(text, key).min(end);
    let indent = " ".repeat(text[line_start(text, key)..key].chars().count());
    let rest = commented(&text[first..end]);
    let rest: String = rest.lines().map(|line| format!("{indent}{line}\n")).collect();
    changes.replace(key..end, format!("# {}{rest}", &text[key..first]));
}
