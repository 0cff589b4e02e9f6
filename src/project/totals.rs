//! Totals: what the sums that a template declares come to.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::model::{FieldValue, Given, Project, Record};
use crate::messages::Message;
use crate::project::words;
use crate::template::{Addend, Field, FieldId, Group, Kind};
use crate::value::{self, Money};

/// A sum with its parts.
#[derive(Debug)]
pub struct Sum<'p> {
    /// What the parts add up to.
    pub total: Decimal,
    /// Each part that the author gave: its name and value.
    pub parts: Vec<(Message, &'p Given)>,
}

/// A total of a form or record.
#[derive(Debug)]
pub struct Total<'p> {
    /// Its field or column.
    pub field: &'p Field,
    /// What it says.
    pub given: Option<&'p Given>,
    /// What its parts come to.
    pub sum: Option<Sum<'p>>,
}

impl Project {
    /// All totals, and all numbers that have to be a certain one: of the form and
    /// of every record in it.
    pub fn totals(&self) -> Vec<Total<'_>> {
        let fields = &self.template.fields;
        let mut totals = Vec::new();
        collect_totals(fields, &self.values, &|index| self.asks_for(&fields[index]), &mut totals);
        totals
    }

    /// What the parts of a total add up to; nothing where the field is no
    /// total, or where there is nothing to add.
    pub fn sum(&self, field: FieldId) -> Option<Sum<'_>> {
        let fields = &self.template.fields;
        sum(fields, &self.values, field, &|index| self.asks_for(&fields[index]))
    }

    /// Whether the form asks this project for a field.
    pub(super) fn asks_for(&self, field: &Field) -> bool {
        field.when.is_none_or(|condition| self.holds(condition))
    }

    /// Whether a total comes to more than can be printed.
    pub(super) fn has_too_large_totals(&self) -> bool {
        is_too_large(&self.values)
    }

    /// The same project with its totals computed anew.
    pub(crate) fn recomputed(&self) -> Self {
        let mut project = self.clone();
        strip(&mut project.values);
        project.complete();
        project
    }

    /// Puts defaults and totals where the author gave nothing.
    pub(super) fn complete(&mut self) {
        let template = Arc::clone(&self.template);
        // A zero where the form wants a blank is one.
        for (index, field) in template.fields.iter().enumerate() {
            let number = self.values[index].as_ref().and_then(|given| given.value.number());
            if number == Some(Decimal::ZERO) && !self.asks_for(field) {
                self.values[index] = None;
            }
        }
        let asked: Vec<bool> = template.fields.iter().map(|field| self.asks_for(field)).collect();
        complete(&template.fields, &mut self.values, &asked);
    }
}

fn is_too_large(values: &[Option<Given>]) -> bool {
    values.iter().flatten().any(|given| match &given.value {
        FieldValue::Records(records) => records.iter().any(|record| is_too_large(&record.values)),
        FieldValue::Indicators(all) => all.iter().any(|indicator| is_too_large(&indicator.columns)),
        value => value.number().is_some_and(value::is_too_large),
    })
}

/// Takes out what was computed.
fn strip(values: &mut [Option<Given>]) {
    for value in values {
        *value = value.take().filter(|given| given.span.is_some());
        match value.as_mut().map(|given| &mut given.value) {
            Some(FieldValue::Records(records)) => records.iter_mut().for_each(|record| strip(&mut record.values)),
            Some(FieldValue::Indicators(all)) => all.iter_mut().for_each(|indicator| strip(&mut indicator.columns)),
            _ => {}
        }
    }
}

fn collect_totals<'p>(
    fields: &'p [Field],
    values: &'p [Option<Given>],
    asks_for: &dyn Fn(usize) -> bool,
    totals: &mut Vec<Total<'p>>,
) {
    for (index, (field, given)) in fields.iter().zip(values).enumerate() {
        let given = given.as_ref();
        // What groups is computed and has nothing that could be wrong.
        if field.by.is_some() {
            continue;
        }
        if !field.sum.is_empty() || field.count.is_some() || field.equals.is_some() {
            totals.push(Total { field, given, sum: sum(fields, values, FieldId(index), asks_for) });
        }
        let columns = field.kind.columns();
        let mut inside = |values: &'p [Option<Given>]| collect_totals(columns, values, &|_| true, totals);
        match given.map(|given| &given.value) {
            Some(FieldValue::Records(records)) => records.iter().for_each(|record| inside(&record.values)),
            Some(FieldValue::Indicators(all)) => all.iter().for_each(|indicator| inside(&indicator.columns)),
            _ => {}
        }
    }
}

fn sum<'p>(
    fields: &[Field],
    values: &'p [Option<Given>],
    total: FieldId,
    asks_for: &dyn Fn(usize) -> bool,
) -> Option<Sum<'p>> {
    if let Some(FieldId(table)) = fields[total.0].count {
        let Some(FieldValue::Records(records)) = values[table].as_ref().map(|given| &given.value) else {
            return None;
        };
        return Some(Sum { total: records.len().into(), parts: Vec::new() });
    }
    let mut parts = Vec::new();
    let mut some = false;
    for part in &fields[total.0].sum {
        match *part {
            Addend::Field(FieldId(index)) => {
                some |= asks_for(index) && fields[index].default.is_some();
                parts.extend(values[index].as_ref().map(|given| (Message::verbatim(fields[index].key()), given)));
            }
            Addend::Column(FieldId(index), column) => parts.extend(column_of(values[index].as_ref(), column)),
        }
    }
    (some || !parts.is_empty())
        .then(|| Sum { total: value::sum(parts.iter().filter_map(|(_, given)| given.value.number())), parts })
}

/// Whether a total of a record says what its parts add up to.
pub(crate) fn is_sum_of_parts(columns: &[Field], values: &[Option<Given>], total: FieldId, given: &Given) -> bool {
    let sum = sum(columns, values, total, &|_| true).map(|sum| sum.total);
    !columns[total.0].sum.is_empty() && sum.is_some() && sum == given.value.number()
}

/// The values of a column over all records, each with its record's name.
fn column_of(table: Option<&Given>, column: usize) -> Vec<(Message, &Given)> {
    match table.map(|given| &given.value) {
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

/// Puts defaults and totals where the author gave nothing: in records and
/// indicators first, since totals may add those up.
fn complete(fields: &[Field], values: &mut [Option<Given>], asked: &[bool]) {
    for (field, value) in fields.iter().zip(values.iter_mut()) {
        if field.by.is_some() {
            continue;
        }
        let columns = field.kind.columns();
        let asked = vec![true; columns.len()];
        match value.as_mut().map(|given| &mut given.value) {
            Some(FieldValue::Records(records)) => {
                records.iter_mut().for_each(|record| complete(columns, &mut record.values, &asked));
            }
            Some(FieldValue::Indicators(indicators)) => {
                indicators.iter_mut().for_each(|indicator| complete(columns, &mut indicator.columns, &asked));
            }
            _ => {}
        }
    }
    for (index, field) in fields.iter().enumerate() {
        if let Some(group) = &field.by {
            values[index] = groups(group, &field.kind, values[group.table.0].as_ref());
        }
        if let Some(default) = field.default.filter(|_| values[index].is_none() && asked[index]) {
            values[index] = Some(computed(field, default));
        }
    }
    // A total may be a part of another, declared before or after it: as many
    // rounds as there are totals are enough.
    let totals: Vec<usize> =
        (0..fields.len()).filter(|index| fields[*index].is_total() && values[*index].is_none()).collect();
    for _ in &totals {
        for &index in &totals {
            let total = sum(fields, values, FieldId(index), &|index| asked[index]).map(|sum| sum.total);
            values[index] = total.map(|total| computed(&fields[index], total));
        }
    }
}

/// The groups of a table's records, in the order in which they come; none where no
/// record says to which group it belongs.
fn groups(group: &Group, kind: &Kind, table: Option<&Given>) -> Option<Given> {
    let Some(FieldValue::Records(records)) = table.map(|given| &given.value) else {
        return None;
    };
    let is_named = |record: &Record| record.values[group.column].as_ref().is_some_and(|given| !given.value.is_blank());
    records.iter().any(is_named).then_some(())?;
    let mut found: Vec<(&str, Vec<&Record>)> = Vec::new();
    for record in records {
        let name = record.group(group);
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, records)) => records.push(record),
            None => found.push((name, vec![record])),
        }
    }
    let row = |(name, records): (&str, Vec<&Record>)| {
        let figure = |column: &Field| {
            let amounts = column.sum.iter().flat_map(|part| match *part {
                Addend::Column(_, index) => records.iter().filter_map(|record| record.values[index].as_ref()).collect(),
                Addend::Field(_) => Vec::new(),
            });
            let amounts: Vec<Decimal> = amounts.filter_map(|given: &Given| given.value.number()).collect();
            let number = match column.count {
                Some(_) => Some(records.len().into()),
                None => (!amounts.is_empty()).then(|| value::sum(amounts)),
            };
            number.map(|number| computed(column, number))
        };
        let name = Given { value: FieldValue::Text(name.to_owned()), span: None };
        let figures = kind.columns().iter().skip(1).map(figure);
        Record { values: std::iter::once(Some(name)).chain(figures).collect(), span: records[0].span.clone() }
    };
    Some(Given { value: FieldValue::Records(found.into_iter().map(row).collect()), span: None })
}

fn computed(field: &Field, number: Decimal) -> Given {
    let value = match field.kind {
        Kind::Money(_) => FieldValue::Money(Money::from(number)),
        _ => FieldValue::Number(number),
    };
    Given { value, span: None }
}
