//! The records of tables and the indicators, as items of a project's file.

use rust_decimal::Decimal;

use super::layout::{Column, Depth, Repeated};
use super::letters::{self, compact};
use super::read::Reader;
use super::rows::{self, IndicatorRow};
use crate::authoring::{Entries, Item, below_subcategory, target_parts};
use crate::import::words;
use crate::project::keys;
use crate::template::{Field, FieldId, ItemPart, Kind};
use crate::value::{Money, Operator, Quantity, Target, TargetFormat};

impl<'a> Reader<'a> {
    /// The records and the indicators.
    pub(super) fn rows(&mut self) {
        let form = self.form;
        for repeated in &form.form.repeats {
            let FieldId(id) = repeated.field;
            let value = match &form.template.fields[id].kind {
                Kind::Table(columns) => self.records(repeated, columns),
                Kind::Indicators(framework) => {
                    let rows = rows::indicators(form, self.sheet, repeated);
                    self.indicators(rows, &framework.columns)
                }
                _ => None,
            };
            self.values[id] = value.or_else(|| self.values[id].take());
        }
    }

    fn records(&mut self, repeated: &Repeated, columns: &'a [Field]) -> Option<Item> {
        let rows::Records { mut records, computed } = rows::records(self.form, self.sheet, repeated);
        computed.iter().for_each(|cell| self.used[*cell] = true);
        let is_sum = |row: &rows::RecordRow| {
            row.columns.iter().any(|(_, cell)| letters::is_sum(&self.sheet.cells[*cell].letters))
        };
        let (sums, kept): (Vec<_>, Vec<_>) = records.into_iter().partition(is_sum);
        let cells = sums.into_iter().flat_map(|row| row.columns);
        self.whys.extend(cells.map(|(_, cell)| (cell, words::sum_row())));
        records = kept;
        if let Some(total) = self.total(&records, columns) {
            let cells = records.split_off(total).into_iter().flat_map(|row| row.columns);
            self.whys.extend(cells.map(|(_, cell)| (cell, words::total_row())));
        }
        let inner = repeated.inner.map(|FieldId(index)| &columns[index]);
        let mut items = Vec::new();
        for row in records {
            let mut entries = self.record(repeated, columns, &row.columns, |depth| depth != Depth::Inner);
            let inside = match inner.map(|inner| &inner.kind) {
                Some(Kind::Indicators(framework)) => self.indicators(row.indicators, &framework.columns),
                Some(Kind::Table(columns)) => {
                    let rows = row.records.iter().filter(|row| !row.is_empty());
                    let records = rows.map(|row| self.record(repeated, columns, row, |depth| depth == Depth::Inner));
                    let items = records.filter(|record| !record.is_empty()).map(Item::Record);
                    Some(Item::List(items.collect())).filter(|list| *list != Item::List(Vec::new()))
                }
                _ => None,
            };
            entries.extend(inner.zip(inside).map(|(inner, inside)| (inner.path.clone(), inside)));
            // A row may have nothing but boxes that nobody ticked.
            items.extend((!entries.is_empty()).then_some(Item::Record(entries)));
        }
        (!items.is_empty()).then_some(Item::List(items))
    }

    /// The number of a last row with nothing but the sums of those above it, which is no
    /// record.
    fn total(&self, records: &[rows::RecordRow], columns: &[Field]) -> Option<usize> {
        let amount = |row: &rows::RecordRow, column: usize| {
            let (_, cell) = row.columns.iter().find(|(index, _)| *index == column)?;
            Money::parse(&self.sheet.cells[*cell].text).ok().map(Money::to_decimal)
        };
        let is_money = |index: usize| matches!(columns[index].kind, Kind::Money(_));
        let mut money = (0..columns.len()).filter(|index| is_money(*index)).peekable();
        let (last, above) = records.split_last()?;
        if last.columns.iter().any(|(index, _)| !is_money(*index)) || !last.indicators.is_empty() {
            return None;
        }
        let sum = |column: usize| above.iter().filter_map(|row| amount(row, column)).sum::<Decimal>();
        let is_total =
            above.len() > 1 && money.peek().is_some() && money.all(|column| amount(last, column) == Some(sum(column)));
        is_total.then_some(above.len())
    }

    /// The values of a record.
    fn record(
        &mut self,
        repeated: &Repeated,
        columns: &'a [Field],
        cells: &[(usize, usize)],
        is_depth: impl Fn(Depth) -> bool,
    ) -> Entries {
        let (form, sheet) = (self.form, self.sheet);
        let mut entries = Vec::new();
        let mut cells = cells.to_vec();
        cells.sort_unstable();
        for (index, cell) in &cells {
            self.used[*cell] = true;
            let is = |column: &&Column| column.part == ItemPart::Column(*index) && is_depth(column.depth);
            let Some(column) = repeated.columns.iter().find(is) else { continue };
            let label = &form.form.labels[column.label];
            let Field { kind, path, .. } = &columns[*index];
            let item = match kind {
                Kind::Choice(_) | Kind::Choices(_) => self.choice(kind, path, sheet.cells[*cell].text.trim(), *cell),
                _ => self.scalar(kind, &sheet.cells[*cell], label, *cell),
            };
            entries.extend(item.map(|item| (columns[*index].path.clone(), item)));
        }
        entries
    }

    fn indicators(&mut self, rows: Vec<IndicatorRow>, columns: &[Field]) -> Option<Item> {
        let mut tree: Groups<(String, Vec<Entries>)> = Vec::new();
        for row in rows {
            let is_blank = row.name.is_empty() && row.target.trim().is_empty() && row.columns.is_empty();
            let (category, subcategory) = match row.place {
                Ok(place) if !row.name.is_empty() || is_blank => place,
                Ok(_) => {
                    let missing = row.cells.iter().map(|cell| (*cell, words::indicator_has_no_name()));
                    self.whys.extend(missing.filter(|(cell, _)| !self.used[*cell]));
                    continue;
                }
                Err(why) => {
                    self.whys.extend(row.cells.iter().map(|cell| (*cell, why.clone())));
                    continue;
                }
            };
            row.cells.iter().for_each(|cell| self.used[*cell] = true);
            self.whys.extend(row.doubts);
            if is_blank {
                continue;
            }
            if row.is_torn {
                self.whys.extend(row.cells.iter().take(1).map(|cell| (*cell, words::lines_differ(&row.name))));
            }
            let mut entries = vec![(keys::NAME.to_owned(), Item::Text(row.name.clone()))];
            entries.extend(self.target(&row.target));
            for (index, text) in &row.columns {
                entries.push((columns[*index].path.clone(), Item::Text(text.trim().to_owned())));
            }
            group(group(&mut tree, category), subcategory).push(entries);
        }
        let below = |(subcategory, indicators)| (subcategory, below_subcategory(indicators));
        let categories = tree
            .into_iter()
            .map(|(category, groups)| (category, Item::Mapping(groups.into_iter().map(below).collect())));
        Some(categories.collect::<Vec<_>>()).filter(|tree| !tree.is_empty()).map(Item::Mapping)
    }

    /// A target as an author would write it: what the form composes stands in plain
    /// spelling, what it would print otherwise stands as 原文.
    fn target(&mut self, text: &str) -> Entries {
        let text = text.trim_end();
        let format = self.form.template.formats.target;
        let target = Target::parse(text);
        let target = match (format, &target.quantity) {
            (TargetFormat::Composed(composed), Some(Quantity { operator: Some(operator), number, unit })) => {
                let number = if composed.number.is_some() { number.normalize() } else { *number };
                let plain = Target::parse(&format!("{}{number}{unit}", Operator::symbol(*operator)));
                let printed = compact(&plain.print(format)) == compact(text);
                let is_plain = !compact(text).contains('(') && plain.quantity.is_some();
                if is_plain && !printed {
                    self.respelled.push(format!("{text} → {}", plain.print(format)));
                }
                if printed || is_plain { plain } else { Target::verbatim(text) }
            }
            _ => target,
        };
        target_parts(&target)
    }
}

/// Things under names, in the order of the names' first mention.
type Groups<T> = Vec<(String, Vec<T>)>;

/// The things under a name.
fn group<T>(groups: &mut Groups<T>, name: String) -> &mut Vec<T> {
    let index = groups.iter().position(|(known, _)| *known == name).unwrap_or(groups.len());
    if index == groups.len() {
        groups.push((name, Vec::new()));
    }
    &mut groups[index].1
}
