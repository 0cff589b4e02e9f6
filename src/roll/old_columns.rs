//! Before the second step: columns of tables and indicators that the new form does
//! not have, as comments.

use super::mapping::successor;
use super::plan::{Fate, Plan};
use super::report::ProjectRecord;
use crate::authoring::quoted;
use crate::roll::words;
use crate::source::edit::{Changes, Document, comment_out};
use crate::source::{Entry, Node, Value};
use crate::template::{Field, FieldId, Kind};

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
        for (number, entry) in entries.iter().enumerate() {
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
            taken.push(number);
        }
        comment_out(self.text, record, &taken, &mut self.changes);
    }
}
