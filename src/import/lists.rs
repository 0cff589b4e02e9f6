//! Takes the rows of tables and indicators; gives them as items of a project's file.

use rust_decimal::Decimal;

use super::account::Account;
use super::grid::Sheet;
use super::indicators::{self, IndicatorRow, Lines};
use super::layout::{Column, Depth, Repeated};
use super::letters::{self, compact};
use super::origin::Origin;
use super::places::{Path, indicator, keys_of};
use super::records::{self, RecordRow, Records};
use super::values::Values;
use super::wrapped;
use crate::authoring::{below_subcategory, target_parts};
use crate::import::words;
use crate::project::keys;
use crate::source::write::{Entries, Item};
use crate::template::{Field, FieldId, ItemPart, Kind};
use crate::value::{Money, Operator, Quantity, Target, TargetFormat};

/// What repeated rows say; nothing where they are blank.
pub(super) fn read(repeated: &Repeated, values: &mut Values<'_>) -> Option<Item> {
    let form = values.form;
    let Field { kind, path, .. } = form.template.field(repeated.field);
    if let Some(label) = repeated.columns.first().and_then(|column| form.places[column.label]) {
        values.places.label(keys_of(path), label);
    }
    match kind {
        Kind::Table(columns) => records_of(repeated, columns, values, &keys_of(path)),
        Kind::Indicators(framework) => {
            let rows = indicators::rows(form, repeated);
            tree(rows, &framework.columns, values, &keys_of(path))
        }
        _ => None,
    }
}

fn records_of(repeated: &Repeated, columns: &[Field], values: &mut Values<'_>, path: &[String]) -> Option<Item> {
    let form = values.form;
    let Records { records, computed } = records::rows(form, repeated);
    values.account.take_all(computed);
    let is_sum =
        |row: &RecordRow| row.columns.iter().any(|(_, cell)| letters::is_sum(&form.sheet.cells[*cell].letters));
    let (sums, mut records): (Vec<_>, Vec<_>) = records.into_iter().partition(is_sum);
    for (_, cell) in sums.into_iter().flat_map(|row| row.columns) {
        values.account.doubt(cell, words::sum_row());
    }
    if let Some(total) = total(&records, columns, form.sheet) {
        for (_, cell) in records.split_off(total).into_iter().flat_map(|row| row.columns) {
            values.account.doubt(cell, words::total_row());
        }
    }
    let inner = repeated.inner.map(|FieldId(index)| &columns[index]);
    let mut items = Vec::new();
    for row in records {
        let path = below(path, items.len().to_string());
        let mut entries = record(repeated, columns, &row.columns, values, &path, |depth| depth != Depth::Inner);
        let inside = inner.and_then(|inner| inside(repeated, inner, row, values, &path));
        entries.extend(inside);
        // A row may have nothing but boxes that nobody ticked.
        items.extend((!entries.is_empty()).then_some(Item::Record(entries)));
    }
    (!items.is_empty()).then_some(Item::List(items))
}

/// The column of a record that has records or indicators of its own.
fn inside(
    repeated: &Repeated,
    column: &Field,
    row: RecordRow,
    values: &mut Values<'_>,
    path: &[String],
) -> Option<(String, Item)> {
    let path = below(path, column.path.clone());
    let item = match &column.kind {
        Kind::Indicators(framework) => tree(row.indicators, &framework.columns, values, &path)?,
        Kind::Table(columns) => {
            let rows = row.records.iter().filter(|row| !row.is_empty());
            let mut items = Vec::new();
            for row in rows {
                let path = below(&path, items.len().to_string());
                let record = record(repeated, columns, row, values, &path, |depth| depth == Depth::Inner);
                items.extend((!record.is_empty()).then_some(Item::Record(record)));
            }
            (!items.is_empty()).then_some(Item::List(items))?
        }
        _ => return None,
    };
    Some((column.path.clone(), item))
}

/// The number of a last row with nothing but the sums of those above it, which is no
/// record.
fn total(records: &[RecordRow], columns: &[Field], sheet: &Sheet) -> Option<usize> {
    let amount = |row: &RecordRow, column: usize| {
        let (_, cell) = row.columns.iter().find(|(index, _)| *index == column)?;
        Money::parse(&sheet.cells[*cell].text).ok().map(Money::to_decimal)
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
    repeated: &Repeated,
    columns: &[Field],
    cells: &[(usize, usize)],
    values: &mut Values<'_>,
    path: &[String],
    is_depth: impl Fn(Depth) -> bool,
) -> Entries {
    let sheet = values.form.sheet;
    let mut entries = Vec::new();
    let mut cells = cells.to_vec();
    cells.sort_unstable();
    for (index, cell) in cells {
        values.account.take(cell);
        let is = |column: &&Column| column.part == ItemPart::Column(index) && is_depth(column.depth);
        let Some(Column { label, .. }) = repeated.columns.iter().find(is) else { continue };
        let Field { kind, path: name, unique, .. } = &columns[index];
        let item = match kind {
            Kind::Choice(_) | Kind::Choices(_) => values.choice(kind, name, sheet.cells[cell].text.trim(), cell),
            _ => values.scalar(kind, &sheet.cells[cell], *label, cell),
        };
        // What tells records apart is a name, however its cell breaks it.
        let item = match item {
            Some(Item::Text(text)) if *unique && !values.form.sheet.origin.printed(&text) => {
                Some(Item::Text(wrapped::in_one_line(&text)))
            }
            other => other,
        };
        if item.is_some() {
            values.places.value(below(path, name.clone()), cell);
        }
        entries.extend(item.map(|item| (name.clone(), item)));
    }
    entries
}

/// Keys with one more below them.
fn below(path: &[String], key: String) -> Path {
    path.iter().cloned().chain([key]).collect()
}

/// Indicators under their categories.
fn tree(rows: Vec<IndicatorRow>, columns: &[Field], values: &mut Values<'_>, path: &[String]) -> Option<Item> {
    let (form, account, places) = (values.form, &mut values.account, &mut values.places);
    let format = form.template.formats.target;
    let mut tree: Groups<(String, Vec<Entries>)> = Vec::new();
    for row in rows {
        let Some((category, subcategory)) = place(&row, account) else { continue };
        account.take_all(row.cells.iter().copied());
        row.doubts.iter().for_each(|(cell, why)| account.doubt(*cell, why.clone()));
        if row.is_blank() {
            continue;
        }
        let said = || format!("{}: {}", row.name, row.target.trim_end());
        match (row.lines, row.cells.first()) {
            (Lines::Torn, Some(cell)) => account.doubt(*cell, words::lines_differ(&row.name)),
            (Lines::Split, _) => account.split.push(said()),
            (Lines::Joined, _) => account.joined.push(said()),
            _ => {}
        }
        let mut entries = vec![(keys::NAME.to_owned(), Item::Text(row.name.clone()))];
        let printed = form.sheet.origin.target(&row.name, &row.target).map(target_parts);
        entries.extend(printed.unwrap_or_else(|| target(&row.target, format, &form.sheet.origin, account)));
        for (index, text) in &row.columns {
            entries.push((columns[*index].path.clone(), Item::Text(text.trim().to_owned())));
        }
        let (category_path, at) = (below(path, category.clone()), &row.at);
        let subcategory_path = below(&category_path, subcategory.clone());
        let known = group(group(&mut tree, category), subcategory);
        let is_namesake =
            |entries: &&Entries| matches!(entries.first(), Some((_, Item::Text(name))) if *name == row.name);
        let before = known.iter().filter(is_namesake).count();
        let own = below(&subcategory_path, indicator(&row.name, before));
        at.category.into_iter().for_each(|cell| places.value(category_path.clone(), cell));
        at.subcategory.into_iter().for_each(|cell| places.value(subcategory_path.clone(), cell));
        for (index, cell) in &at.columns {
            places.value(below(&own, columns[*index].path.clone()), *cell);
        }
        if let Some(cell) = at.target.or(at.name) {
            places.value(below(&own, keys::TARGET.to_owned()), cell);
        }
        if let Some(cell) = at.name.or(at.target) {
            places.value(own, cell);
        }
        known.push(entries);
    }
    let named = |(subcategory, indicators)| (subcategory, below_subcategory(indicators));
    let categories =
        tree.into_iter().map(|(category, groups)| (category, Item::Mapping(groups.into_iter().map(named).collect())));
    Some(categories.collect::<Vec<_>>()).filter(|tree| !tree.is_empty()).map(Item::Mapping)
}

/// The category and subcategory of an indicator; nothing where it has none, or no name.
fn place(row: &IndicatorRow, account: &mut Account) -> Option<(String, String)> {
    match &row.place {
        Ok(place) if !row.name.is_empty() || row.is_blank() => Some(place.clone()),
        Ok(_) => {
            for cell in row.cells.iter().filter(|cell| !account.is_taken(**cell)).copied().collect::<Vec<_>>() {
                account.doubt(cell, words::indicator_has_no_name());
            }
            None
        }
        Err(why) => {
            row.cells.iter().for_each(|cell| account.doubt(*cell, why.clone()));
            None
        }
    }
}

/// A target as an author would write it: what the form composes stands in plain
/// spelling, what it would print otherwise stands as 原文.
fn target(text: &str, format: TargetFormat, origin: &Origin, account: &mut Account) -> Entries {
    let text = text.trim_end();
    // Only a form that composes targets puts their units in brackets.
    let target = match format {
        TargetFormat::Composed(_) => Target::parse_printed(text),
        _ => Target::parse(text),
    };
    let target = match (format, &target.quantity) {
        (TargetFormat::Composed(composed), Some(Quantity { operator: Some(operator), number, unit })) => {
            let number = if composed.number.is_some() { number.normalize() } else { *number };
            let plain = Target::parse(&format!("{}{number}{unit}", Operator::symbol(*operator)));
            // A unit that is not known has to stand apart.
            let apart = || Quantity { operator: Some(*operator), number, unit: unit.clone() };
            let plain = if plain.quantity.is_some() { plain } else { Target::from_quantity(apart()) };
            let printed = compact(&plain.print(format)) == compact(text);
            let is_plain = !compact(text).contains('(');
            // Our own sheet asks for what is meant, not for how it is spelled.
            if is_plain && !printed && !origin.is_ours() {
                account.respelled.push(format!("{text} → {}", plain.print(format)));
            }
            if printed || is_plain { plain } else { Target::verbatim(text) }
        }
        // Without an operator it prints as it stands.
        _ => Target::parse(text),
    };
    target_parts(&target)
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
