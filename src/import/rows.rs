//! Repeated rows: the records of tables, and the indicators.

use super::layout::Repeated;
use super::recognise::Recognised;
use super::sheet::{Area, Cell, Holds, Sheet};
use super::words::letters;
use crate::messages::{Message, import as say};
use crate::template::{Formats, Framework, ItemPart, Kind};
use crate::value::fold_width;

/// An indicator as it stands on the sheet.
pub(super) struct IndicatorRow {
    /// Its category and subcategory as the form knows them, or why there are none.
    pub place: Result<(String, String), Message>,
    /// Empty where the form has a row for indicators that it does not have.
    pub name: String,
    pub target: String,
    /// Its other columns, by number.
    pub columns: Vec<(usize, String)>,
    /// The cells that it was read from, by number.
    pub cells: Vec<usize>,
    /// Those that name its category and have more in brackets, such as a weight.
    pub remarks: Vec<usize>,
    /// Whether its cells have several lines that do not go together one by one.
    pub is_torn: bool,
}

/// A record as it stands on the sheet: its columns, each with its cell.
pub(super) type RecordRow = Vec<(usize, usize)>;

/// The columns of repeated rows and where the rows are.
struct Region {
    columns: Vec<(ItemPart, Area)>,
    top: u32,
    bottom: u32,
}

fn region(form: &Recognised<'_>, sheet: &Sheet, repeated: &Repeated) -> Option<Region> {
    let head = |(part, label): &(ItemPart, usize)| Some((*part, sheet.cells[form.places[*label]?].area));
    let columns: Vec<(ItemPart, Area)> = repeated.columns.iter().filter_map(head).collect();
    let top = columns.iter().map(|(_, area)| area.bottom + 1).max()?;
    // The rows end where the form goes on.
    let labels = form.places.iter().flatten().map(|cell| sheet.cells[*cell].area.top);
    let bottom = labels.filter(|row| *row >= top).min().unwrap_or(u32::MAX);
    Some(Region { columns, top, bottom })
}

impl Region {
    /// The cells of the rows, each with its number.
    fn cells<'s>(&self, sheet: &'s Sheet) -> Vec<(usize, &'s Cell)> {
        let inside = |(_, cell): &(usize, &Cell)| {
            (self.top..self.bottom).contains(&cell.area.top) && cell.holds != Holds::Covered
        };
        sheet.cells.iter().enumerate().filter(inside).collect()
    }

    fn rows(&self, cells: &[(usize, &Cell)]) -> Vec<u32> {
        let in_column = |cell: &Cell| self.columns.iter().any(|(_, head)| head.is_in_line(cell.area));
        let mut rows: Vec<u32> =
            cells.iter().filter(|(_, cell)| in_column(cell)).map(|(_, cell)| cell.area.top).collect();
        rows.dedup();
        // A row of another shape, such as one for an approval, is below the table.
        let first = self.columns.first().map(|(_, head)| *head);
        let is_wider = |cell: &Cell| {
            first.is_some_and(|head| {
                head.is_in_line(cell.area) && (cell.area.left < head.left || cell.area.right > head.right)
            })
        };
        let end = cells.iter().find(|(_, cell)| is_wider(cell)).map(|(_, cell)| cell.area.top);
        rows.retain(|row| end.is_none_or(|end| *row < end));
        rows
    }

    /// The cell of a column that starts in a row.
    fn starting<'s>(&self, cells: &[(usize, &'s Cell)], row: u32, wanted: ItemPart) -> Option<(usize, &'s Cell)> {
        let (_, head) = self.columns.iter().find(|(part, _)| *part == wanted)?;
        let start = cells.partition_point(|(_, cell)| cell.area.top < row);
        let mut of_row = cells[start..].iter().take_while(|(_, cell)| cell.area.top == row);
        of_row.find(|(_, cell)| cell.area.is_in_line(*head)).copied()
    }
}

/// The records of a table.
pub(super) fn records(form: &Recognised<'_>, sheet: &Sheet, repeated: &Repeated) -> Vec<RecordRow> {
    let Some(region) = region(form, sheet, repeated) else {
        return Vec::new();
    };
    let cells = region.cells(sheet);
    let rows = region.rows(&cells).into_iter().map(|row| {
        let columns = region.columns.iter().filter_map(|(part, _)| match part {
            ItemPart::Column(index) => Some((*index, region.starting(&cells, row, *part)?.0)),
            _ => None,
        });
        columns.collect()
    });
    rows.filter(|record: &RecordRow| !record.is_empty()).collect()
}

/// The indicators, with the rows that have none.
pub(super) fn indicators(form: &Recognised<'_>, sheet: &Sheet, repeated: &Repeated) -> Vec<IndicatorRow> {
    let field = form.template.field(repeated.repeat.field());
    let (Kind::Indicators(framework), Some(region)) = (&field.kind, region(form, sheet, repeated)) else {
        return Vec::new();
    };
    let cells = region.cells(sheet);
    let formats = &form.template.formats;
    let mut found = Vec::new();
    // What the rows further down are about, until another says so.
    let (mut category, mut subcategory): (Option<&Cell>, Option<&Cell>) = (None, None);
    for row in region.rows(&cells) {
        let (mut used, mut remarks) = (Vec::new(), Vec::new());
        let mut take = |part| {
            let (index, cell) = region.starting(&cells, row, part)?;
            used.push(index);
            let is_place = matches!(part, ItemPart::Category | ItemPart::Subcategory);
            remarks.extend((is_place && fold_width(&cell.text).contains('(')).then_some(index));
            Some(cell)
        };
        if let Some(cell) = take(ItemPart::Category) {
            (category, subcategory) = (Some(cell), None);
        }
        subcategory = take(ItemPart::Subcategory).or(subcategory);
        let text = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| cell.text.clone());
        let name = text(take(ItemPart::Name));
        let whole = take(ItemPart::Target);
        let parts = [ItemPart::Operator, ItemPart::Number, ItemPart::Unit].map(|part| text(take(part)));
        let target = if whole.is_some() { text(whole) } else { composed(formats, &parts) };
        let columns: Vec<(usize, String)> = region
            .columns
            .iter()
            .filter_map(|(part, _)| match part {
                ItemPart::Column(index) => Some((*index, take(*part)?.text.clone())),
                _ => None,
            })
            .collect();
        let place = place(framework, category, subcategory);
        found.extend(lines(IndicatorRow { place, name, target, columns, cells: used, remarks, is_torn: false }));
    }
    found
}

/// A target out of its operator, number and unit, line by line.
fn composed(formats: &Formats, [operators, numbers, units]: &[String; 3]) -> String {
    let operator = |text: &str| {
        let named = formats.operators.iter().find(|(_, name)| letters(name) == letters(text));
        named.map_or_else(|| text.trim().to_owned(), |(operator, _)| operator.symbol().to_owned())
    };
    let line = |text: &str, line: usize| text.split('\n').nth(line).unwrap_or_default().to_owned();
    let whole = |number: usize, text: &str| {
        format!("{}{text}{}", operator(&line(operators, number)), line(units, number).trim())
    };
    let lines: Vec<String> = numbers.split('\n').enumerate().map(|(number, text)| whole(number, text)).collect();
    lines.join("\n")
}

/// One row for each line of the name, where the targets have as many lines.
fn lines(row: IndicatorRow) -> Vec<IndicatorRow> {
    let names: Vec<&str> = row.name.trim_end().split('\n').collect();
    let split = |text: &str| -> Option<Vec<String>> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let trimmed: Vec<String> = text.trim_end().split('\n').map(str::to_owned).collect();
        [lines, trimmed].into_iter().find(|lines| lines.len() == names.len())
    };
    let columns: Option<Vec<(usize, Vec<String>)>> =
        row.columns.iter().map(|(index, text)| Some((*index, split(text)?))).collect();
    let (Some(targets), Some(columns)) = (split(&row.target), columns) else {
        // A name that was broken by hand to fit its cell.
        let is_torn = names.len() > 1 && row.target.trim_end().contains('\n');
        return vec![IndicatorRow { name: names.concat(), is_torn, ..row }];
    };
    let one = |(line, (name, target)): (usize, (&&str, String))| IndicatorRow {
        place: row.place.clone(),
        name: (*name).to_owned(),
        target,
        columns: columns
            .iter()
            .map(|(index, lines)| (*index, lines[line].clone()))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        cells: row.cells.clone(),
        remarks: row.remarks.clone(),
        is_torn: false,
    };
    names.iter().zip(targets).enumerate().map(one).collect()
}

/// The category and subcategory that two cells name.
fn place(
    framework: &Framework,
    category: Option<&Cell>,
    subcategory: Option<&Cell>,
) -> Result<(String, String), Message> {
    let category_text = category.map_or("", |cell| cell.text.as_str());
    let categories = || framework.categories.iter().map(|category| category.name.as_str());
    let all = |names: Vec<&str>| crate::messages::list(names);
    let known = named(framework, categories(), category_text);
    let below = |name: &str| {
        let found = framework.categories.iter().find(|category| category.name == framework.canonical(name));
        found.map_or(&[][..], |category| category.subcategories.as_slice())
    };
    let Some(text) = subcategory.map(|cell| cell.text.as_str()) else {
        let known = known.ok_or_else(|| say::category_unknown(category_text.trim(), all(categories().collect())))?;
        return match below(&known) {
            [only] => Ok((known, only.clone())),
            names => Err(say::subcategory_missing(&known, all(names.iter().map(String::as_str).collect()))),
        };
    };
    if let Some(known) = known {
        let names = below(&known);
        return match named(framework, names.iter().map(String::as_str), text) {
            Some(name) => Ok((known, name)),
            None => Err(say::subcategory_unknown(text.trim(), &known, all(names.iter().map(String::as_str).collect()))),
        };
    }
    // A subcategory that stands in one category only says which it is.
    let mut places = framework.categories.iter().filter_map(|category| {
        let name = named(framework, category.subcategories.iter().map(String::as_str), text)?;
        Some((category.name.clone(), name))
    });
    match (category_text.trim().is_empty(), places.next(), places.next()) {
        (true, Some(place), None) => Ok(place),
        _ => Err(say::category_unknown(category_text.trim(), all(categories().collect()))),
    }
}

/// The name among `names` that a text is: the same, a synonym (which stays as it is
/// written), or the only one that is part of it or of which it is part.
fn named<'a>(framework: &Framework, names: impl Iterator<Item = &'a str>, text: &str) -> Option<String> {
    let names: Vec<&str> = names.collect();
    let written = letters(text);
    if let Some(name) = names.iter().find(|name| letters(name) == written) {
        return Some((*name).to_owned());
    }
    let synonym =
        framework.synonyms.iter().find(|(synonym, name)| letters(synonym) == written && names.contains(&name.as_str()));
    if let Some((synonym, _)) = synonym {
        return Some(synonym.clone());
    }
    let is_word = written.chars().count() > 1;
    let mut alike = names.iter().filter(|name| is_word && (written.contains(*name) || name.contains(&written)));
    match (alike.next(), alike.next()) {
        (Some(name), None) => Some((*name).to_owned()),
        _ => None,
    }
}
