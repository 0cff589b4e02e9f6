//! The first step, in place and in the old form's terms: the year, the dates, the
//! years in texts, and the units of amounts.

use std::ops::Range;

use super::mapping::successor;
use super::marks::{Marks, Why};
use super::plan::{Fate, Plan};
use super::report::ProjectRecord;
use super::units::missing_unit;
use super::years::{Window, replace_year, shift};
use crate::project::YEAR;
use crate::source::edit::{Changes, Document, content};
use crate::source::{Entry, Node, Value};
use crate::template::{Field, FieldId, Kind};

/// The text with the years of one document moved, and with marks where somebody
/// should look; a line stays a line.
pub(super) fn move_years(document: &Document, plan: &Plan<'_>, record: &mut ProjectRecord) -> (String, Marks) {
    let text = document.text();
    let (marks, window) = (Marks::new(text), plan.dates.clone());
    let mut mover = Mover { text, plan, record, changes: Changes::default(), marks, window, table: None };
    mover.mapping("", &document.node);
    (mover.changes.apply(text), mover.marks)
}

struct Mover<'a> {
    text: &'a str,
    plan: &'a Plan<'a>,
    record: &'a mut ProjectRecord,
    changes: Changes,
    marks: Marks,
    /// What is moved in the texts of a field.
    window: Window,
    /// The field of the form in whose records it is.
    table: Option<FieldId>,
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
        if let Some((digits, new)) = replace_year(node.span.text(), self.plan.year) {
            self.change(start + digits.start..start + digits.end, new);
        }
    }

    fn field(&mut self, id: FieldId, entry: &Entry) {
        if matches!(self.plan.fates[id.0], Fate::Drop(_)) {
            return;
        }
        self.window = self.plan.window(id);
        self.table = Some(id);
        let old = &self.plan.mapping.old.field(id).kind;
        let new = self.plan.new_field(id).map(|field| &field.kind);
        self.value(old, new, &entry.value);
    }

    fn value(&mut self, old: &Kind, new: Option<&Kind>, node: &Node) {
        match (old, &node.value) {
            (Kind::Text, _) => self.texts(node),
            (Kind::Date(_), Value::Scalar { .. }) if !self.plan.continued => {
                let window = self.plan.dates.clone();
                self.scan(content(self.text, &node.span.range), &window);
            }
            (Kind::Money(_), Value::Scalar { .. }) => self.amount(old, new, node),
            (Kind::Indicators(there), _) => {
                let here = new.map_or(&[][..], Kind::columns);
                self.categories(&there.columns, here, node);
            }
            (Kind::Table(there), Value::Sequence(records)) => {
                let here = new.map_or(&[][..], Kind::columns);
                records.iter().for_each(|record| self.record(there, here, record));
            }
            _ => {}
        }
    }

    /// What a number alone means is said where the new form counts otherwise.
    fn amount(&mut self, old: &Kind, new: Option<&Kind>, node: &Node) {
        let missing = new.and_then(|new| missing_unit(node.span.text(), old, new));
        let Some((at, unit)) = missing else { return };
        let at = node.span.range.start + at;
        self.record.units = Some(unit);
        self.change(at..at, unit.to_owned());
    }

    fn record(&mut self, there: &[Field], here: &[Field], record: &Node) {
        let Value::Mapping(entries) = &record.value else { return };
        entries.iter().for_each(|entry| {
            self.column(there, here, entry);
        });
    }

    /// Whether an entry is one of the columns.
    fn column(&mut self, there: &[Field], here: &[Field], entry: &Entry) -> bool {
        let Some(old) = there.iter().find(|column| column.path == entry.key) else { return false };
        // What the new form does not have stays as it was.
        let table = self.table.take();
        let name = table.map_or_else(|| old.path.clone(), |id| self.plan.mapping.column(id, &old.path));
        if let Some(new) = successor(old, &name, here) {
            self.value(&old.kind, Some(&new.kind), &entry.value);
        }
        self.table = table;
        true
    }

    /// Below the categories, names and targets are the author's words.
    fn categories(&mut self, there: &[Field], here: &[Field], node: &Node) {
        let Value::Mapping(categories) = &node.value else { return };
        for category in categories {
            let Value::Mapping(subcategories) = &category.value.value else { continue };
            for below in subcategories {
                match &below.value.value {
                    Value::Mapping(indicators) => self.named(there, here, indicators),
                    Value::Sequence(indicators) => {
                        indicators.iter().for_each(|indicator| self.indicator(there, here, indicator));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Indicators whose names are keys.
    fn named(&mut self, there: &[Field], here: &[Field], indicators: &[Entry]) {
        let stay = clashing(indicators, &self.window);
        for (indicator, stays) in indicators.iter().zip(stay) {
            let (name, before) = (&indicator.key_span.range, self.window.clone());
            if stays {
                self.window = before.closed();
                let inside = name.start + self.text[name.clone()].trim_end_matches(['"', '\'']).len();
                self.marks.add(self.text, inside, Why::Clash, &mut self.changes);
            }
            self.scan(name.clone(), &self.window.clone());
            self.indicator(there, here, &indicator.value);
            self.window = before;
        }
    }

    fn indicator(&mut self, there: &[Field], here: &[Field], node: &Node) {
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries {
                    if !self.column(there, here, entry) {
                        self.texts(&entry.value);
                    }
                }
            }
            _ => self.texts(node),
        }
    }

    fn texts(&mut self, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { .. } => self.scan(content(self.text, &node.span.range), &self.window.clone()),
            Value::Sequence(items) => items.iter().for_each(|item| self.texts(item)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| self.texts(&entry.value)),
        }
    }

    fn scan(&mut self, range: Range<usize>, window: &Window) {
        let found = shift(&self.text[range.clone()], window);
        for (within, new) in found.changes {
            self.change(range.start + within.start..range.start + within.end, new);
        }
        for at in found.left {
            self.marks.add(self.text, range.start + at, Why::Left, &mut self.changes);
        }
    }

    fn change(&mut self, range: Range<usize>, new: String) {
        let end = range.end;
        self.changes.replace(range, new);
        self.marks.add(self.text, end, Why::Changed, &mut self.changes);
    }
}

/// Which indicators keep their names: those that would otherwise get the name of another.
fn clashing(indicators: &[Entry], window: &Window) -> Vec<bool> {
    let moved = |name: &String| Changes::from_iter(shift(name, window).changes).apply(name);
    let mut names: Vec<String> = indicators.iter().map(|indicator| moved(&indicator.key)).collect();
    let mut stay = vec![false; names.len()];
    let clash = |names: &[String]| {
        let is_twice = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
        (0..names.len()).find(|index| names[*index] != indicators[*index].key && is_twice(&names[*index]))
    };
    while let Some(index) = clash(&names) {
        names[index].clone_from(&indicators[index].key);
        stay[index] = true;
    }
    stay
}
