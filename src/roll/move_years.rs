//! The first step: the year, the dates and the years in texts, each in place.

use std::ops::Range;

use super::YEAR;
use super::lines::{Changes, Document, content, line, line_number, line_start};
use super::plan::{Fate, Plan};
use super::report::{Line, ProjectRecord, changed_lines};
use super::years::{Window, replace_year, shift};
use crate::source::{Entry, Node, Value};
use crate::template::{Field, FieldId, Kind};

/// The text with the years of one document moved; a line stays a line.
pub(super) fn move_years(document: &Document, plan: &Plan<'_>, record: &mut ProjectRecord) -> String {
    let text = document.text();
    let mut mover = Mover { text, plan, changes: Changes::default(), left: Vec::new() };
    mover.mapping("", &document.node);
    let (changed, left) = (mover.changes.apply(text), mover.left);
    record.years = changed_lines(text, &changed);
    for at in left {
        let number = line_number(text, at);
        let old = line(text, line_start(text, at)).trim().to_owned();
        if !record.left.iter().any(|line| line.number == number) {
            record.left.push(Line { number, old, new: None });
        }
    }
    changed
}

struct Mover<'a> {
    text: &'a str,
    plan: &'a Plan<'a>,
    changes: Changes,
    left: Vec<usize>,
}

impl Mover<'_> {
    fn mapping(&mut self, parent: &str, node: &Node) {
        let Value::Mapping(entries) = &node.value else { return };
        for entry in entries {
            let path = if parent.is_empty() { entry.key.clone() } else { format!("{parent}.{}", entry.key) };
            match self.plan.old_field(&path) {
                Some(id) => self.field(id, entry),
                None if path == YEAR => self.year(&entry.value),
                None => self.mapping(&path, &entry.value),
            }
        }
    }

    fn year(&mut self, node: &Node) {
        let start = node.span.range.start;
        let found = replace_year(node.span.text(), self.plan.year);
        self.changes.extend(found.map(|(digits, new)| (start + digits.start..start + digits.end, new)));
    }

    fn field(&mut self, id: FieldId, entry: &Entry) {
        if matches!(self.plan.fates[id.0], Fate::Drop(_)) {
            return;
        }
        match &self.plan.mapping.old.field(id).kind {
            Kind::Indicators(_) => self.categories(&entry.value),
            Kind::Text if self.plan.continued && self.plan.is_for_all_years(id) => self.look(&entry.value),
            kind => self.value(kind, &entry.value),
        }
    }

    fn value(&mut self, kind: &Kind, node: &Node) {
        match (kind, &node.value) {
            (Kind::Text, _) => self.texts(node),
            (Kind::Date(_), Value::Scalar { .. }) if !self.plan.continued => self.texts(node),
            (Kind::Table(columns), Value::Sequence(records)) => {
                records.iter().for_each(|record| self.record(columns, record));
            }
            _ => {}
        }
    }

    fn record(&mut self, columns: &[Field], record: &Node) {
        let Value::Mapping(entries) = &record.value else { return };
        for entry in entries {
            if let Some(column) = columns.iter().find(|column| column.path == entry.key) {
                self.value(&column.kind, &entry.value);
            }
        }
    }

    /// Below the categories, names and targets are the author's words.
    fn categories(&mut self, node: &Node) {
        let Value::Mapping(categories) = &node.value else { return };
        for category in categories {
            let Value::Mapping(subcategories) = &category.value.value else { continue };
            subcategories.iter().for_each(|below| self.texts(&below.value));
        }
    }

    fn texts(&mut self, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { .. } => self.scan(content(self.text, &node.span.range), &self.plan.window),
            Value::Sequence(items) => items.iter().for_each(|item| self.texts(item)),
            Value::Mapping(entries) => {
                for entry in entries {
                    self.scan(entry.key_span.range.clone(), &self.plan.window);
                    self.texts(&entry.value);
                }
            }
        }
    }

    /// Tells of the old year in a text, and leaves it.
    fn look(&mut self, node: &Node) {
        let none = Window { years: 0..=0, ..self.plan.window.clone() };
        self.scan(content(self.text, &node.span.range), &none);
    }

    fn scan(&mut self, range: Range<usize>, window: &Window) {
        let found = shift(&self.text[range.clone()], window);
        let placed =
            |(within, new): (Range<usize>, String)| (range.start + within.start..range.start + within.end, new);
        self.changes.extend(found.changes.into_iter().map(placed));
        self.left.extend(found.left.into_iter().map(|at| range.start + at));
    }
}
