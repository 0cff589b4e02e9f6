//! Totals: what the sums that a template declares come to.

use rust_decimal::Decimal;

use super::model::{FieldValue, Given, Project};
use crate::messages::{Message, project as words};
use crate::template::{Field, FieldId, Kind, Part};
use crate::value::Money;

/// A sum with its parts.
#[derive(Debug)]
pub struct Sum<'p> {
    /// What the parts add up to.
    pub total: Decimal,
    /// Each part that the author gave: its name and value.
    pub parts: Vec<(Message, &'p Given)>,
}

impl Project {
    /// What the parts of a total add up to; nothing where the field is no
    /// total, or where there is nothing to add.
    pub fn sum(&self, field: FieldId) -> Option<Sum<'_>> {
        let template = &self.template;
        let total = template.field(field);
        let mut parts = Vec::new();
        let mut some = false;
        for part in &total.sum {
            match *part {
                Part::Field(id) => {
                    some |= self.asks_for(template.field(id)) && template.field(id).default.is_some();
                    parts.extend(self.get(id).map(|given| (Message::verbatim(template.field(id).key()), given)));
                }
                Part::Column(id, column) => parts.extend(self.column(id, column)),
            }
        }
        (some || !parts.is_empty())
            .then(|| Sum { total: parts.iter().filter_map(|(_, given)| given.value.number()).sum(), parts })
    }

    /// The values of a column over all records, each with its record's name.
    fn column(&self, field: FieldId, column: usize) -> Vec<(Message, &Given)> {
        match self.get(field).map(|given| &given.value) {
            Some(FieldValue::Records(records)) => {
                let named = records.iter().enumerate().filter_map(|(index, record)| {
                    let name = match record.values.first() {
                        Some(Some(Given { value: FieldValue::Text(name), .. })) => Message::verbatim(name),
                        _ => words::item(index + 1),
                    };
                    Some((name, record.values[column].as_ref()?))
                });
                named.collect()
            }
            Some(FieldValue::Indicators(indicators)) => indicators
                .iter()
                .filter_map(|indicator| Some((Message::verbatim(&indicator.name), indicator.columns[column].as_ref()?)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the form asks this project for a field.
    pub(super) fn asks_for(&self, field: &Field) -> bool {
        field.when.is_none_or(|condition| self.holds(condition))
    }

    /// Puts defaults and totals where the author gave nothing.
    pub(super) fn complete(&mut self) {
        let template = std::sync::Arc::clone(&self.template);
        // A zero where the form wants a blank is one.
        for (index, field) in template.fields.iter().enumerate() {
            let number = self.values[index].as_ref().and_then(|given| given.value.number());
            if number == Some(Decimal::ZERO) && !self.asks_for(field) {
                self.values[index] = None;
            }
        }
        let blank = |project: &Self, id: FieldId| project.get(id).is_none();
        for (index, field) in template.fields.iter().enumerate() {
            let id = FieldId(index);
            if let Some(default) = field.default.filter(|_| blank(self, id) && self.asks_for(field)) {
                self.values[index] = Some(computed(field, default));
            }
        }
        // A total may be a part of another, declared before or after it: as many
        // rounds as there are totals are enough.
        let totals: Vec<usize> = (0..template.fields.len())
            .filter(|index| !template.fields[*index].sum.is_empty() && blank(self, FieldId(*index)))
            .collect();
        for _ in &totals {
            for &index in &totals {
                let total = self.sum(FieldId(index)).map(|sum| sum.total);
                self.values[index] = total.map(|total| computed(&template.fields[index], total));
            }
        }
    }
}

fn computed(field: &Field, number: Decimal) -> Given {
    let value = match field.kind {
        Kind::Money => FieldValue::Money(Money::from(number)),
        _ => FieldValue::Number(number),
    };
    Given { value, span: None }
}
