//! Takes a sheet with its labels found; gives the indicators, row by row.

use super::grid::Cell;
use super::layout::{Column, Depth, Repeated};
use super::letters::{compact, letters};
use super::matches::Match;
use super::region::{Region, region};
use super::targets::{composed, is_part, whole_target};
use super::wrapped;
use crate::import::words;
use crate::messages::Message;
use crate::template::{Formats, Framework, Instead, ItemPart, Kind};
use crate::value::{fold_width, list_number};

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
    /// Where its parts stand.
    pub at: PartCells,
    /// What of its cells is left out, and why.
    pub doubts: Vec<(usize, Message)>,
    /// What became of the lines of its cells.
    pub lines: Lines,
}

/// The cells of the parts of an indicator, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct PartCells {
    pub category: Option<usize>,
    pub subcategory: Option<usize>,
    pub name: Option<usize>,
    pub target: Option<usize>,
    /// Of its other columns, each with the column's number.
    pub columns: Vec<(usize, usize)>,
}

/// What became of the lines of an indicator's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// There was one, or the form has several.
    AsTheyAre,
    /// Each became an indicator.
    Split,
    /// They became one.
    Joined,
    /// They do not go together one by one.
    Torn,
}

impl IndicatorRow {
    /// Whether it says nothing at all.
    pub(super) fn is_blank(&self) -> bool {
        self.name.is_empty() && self.target.trim().is_empty() && self.columns.is_empty()
    }

    /// Cells that are no indicator of any category, and why.
    fn without_place(why: Message, cells: Vec<usize>) -> Self {
        Self {
            place: Err(why),
            name: String::new(),
            target: String::new(),
            columns: Vec::new(),
            cells,
            at: PartCells::default(),
            doubts: Vec::new(),
            lines: Lines::AsTheyAre,
        }
    }
}

/// The indicators, with the rows that have none.
pub(super) fn rows(form: &Match<'_>, repeated: &Repeated) -> Vec<IndicatorRow> {
    match (&form.template.field(repeated.field).kind, region(form, repeated)) {
        (Kind::Indicators(framework), Some(region)) => {
            let mut rows = in_region(form, framework, &region, &region.rows(), Depth::Item, repeated.is_lined);
            if let Some(first) = rows.first_mut() {
                first.cells.extend(region.heads_again());
                first.cells.extend(region.split.iter().map(|(_, head, _)| *head));
            }
            rows
        }
        _ => Vec::new(),
    }
}

/// The indicators in some rows of a region.
pub(super) fn in_region(
    form: &Match<'_>,
    framework: &Framework,
    region: &Region<'_>,
    rows: &[u32],
    depth: Depth,
    is_lined: bool,
) -> Vec<IndicatorRow> {
    let mut found = Vec::new();
    // What the rows further down are about, until another says so.
    let (mut category, mut subcategory): (Option<&Cell>, Option<&Cell>) = (None, None);
    for row in rows {
        let mut cells = RowCells::of(region, *row, depth);
        let own = (cells.take(ItemPart::Category), cells.take(ItemPart::Subcategory));
        // A merged place ends where it ends.
        let is_below = |cell: &Cell| cell.area.top < cell.area.bottom && cell.area.bottom < *row;
        let is_apart = own.0.or(own.1).is_none() && subcategory.or(category).is_none_or(is_below);
        // A row that somebody inserted between two places of a blank form.
        if is_apart && form.sheet.origin.is_blank() {
            let (above, below) = (subcategory, region.next_place(*row));
            let near = above.map(|above| (category, above)).or(below);
            if let Some((category, subcategory)) = near {
                let place = place(framework, category, Some(subcategory), true);
                let said = place.as_ref().map(|(_, name)| words::row_between(name)).ok();
                let mut row = cells.indicator(place, &form.template.formats);
                let first = row.cells.first().copied();
                row.doubts.extend(first.zip(said));
                found.extend(lines(row, is_lined));
                continue;
            }
        }
        if own.0.or(own.1).is_none() && subcategory.or(category).is_some_and(is_below) {
            let cells = cells.cells.iter().map(|(_, cell, _)| *cell).collect();
            found.push(IndicatorRow::without_place(words::category_ended(), cells));
            continue;
        }
        if own.0.is_some() {
            (category, subcategory) = (own.0, None);
        }
        subcategory = own.1.or(subcategory);
        let place = place(framework, category, subcategory, own.0.is_some());
        let row = cells.indicator(place, &form.template.formats);
        match form.sheet.origin.target(&row.name, &row.target).is_some() {
            true => found.push(row),
            false => found.extend(lines(row, is_lined)),
        }
    }
    found
}

/// The cells of a row that may have an indicator.
struct RowCells<'r, 's> {
    region: &'r Region<'s>,
    row: u32,
    depth: Depth,
    cells: Vec<(Column, usize, &'s Cell)>,
    /// The cells that were read.
    used: Vec<usize>,
}

impl<'r, 's> RowCells<'r, 's> {
    fn of(region: &'r Region<'s>, row: u32, depth: Depth) -> Self {
        let cells = region.of_depth(row, depth, |_| true);
        let index = cells.iter().filter(|(column, ..)| column.part == ItemPart::Index);
        let used = index.map(|(_, cell, _)| *cell).collect();
        Self { region, row, depth, cells, used }
    }

    /// The cell of a part.
    fn find(&self, part: ItemPart) -> Option<(usize, &'s Cell)> {
        let (_, index, cell) = self.cells.iter().find(|(column, ..)| column.part == part)?;
        Some((*index, cell))
    }

    /// The cell of a part, which is read.
    fn take(&mut self, part: ItemPart) -> Option<&'s Cell> {
        let (index, cell) = self.find(part)?;
        self.used.push(index);
        Some(cell)
    }

    /// What the cell of a part says.
    fn text(&mut self, part: ItemPart) -> String {
        text_of(self.take(part))
    }

    /// Where the parts of an indicator stand.
    fn part_cells(&self) -> PartCells {
        let cell = |part| self.find(part).map(|(cell, _)| cell);
        let column = |(column, cell, _): &(Column, usize, &Cell)| match column.part {
            ItemPart::Column(index) => Some((index, *cell)),
            _ => None,
        };
        let of_target = [ItemPart::Target, ItemPart::Number, ItemPart::Operator, ItemPart::Unit];
        PartCells {
            category: cell(ItemPart::Category),
            subcategory: cell(ItemPart::Subcategory),
            name: cell(ItemPart::Name),
            target: of_target.into_iter().find_map(cell),
            columns: self.cells.iter().filter_map(column).collect(),
        }
    }

    fn indicator(mut self, place: Result<(String, String), Message>, formats: &Formats) -> IndicatorRow {
        let at = self.part_cells();
        let name = self.text(ItemPart::Name);
        let apart = self.region.apart(self.row);
        let target = self.target(formats, &apart, !name.is_empty());
        let parts: Vec<ItemPart> = self.cells.iter().map(|(column, ..)| column.part).collect();
        let column = |part| match part {
            ItemPart::Column(index) => Some((index, self.text(part))),
            _ => None,
        };
        let columns = parts.into_iter().filter_map(column).collect();
        let mut doubts = Vec::new();
        for (part, index, cell) in &apart {
            match cell.as_shown(&cell.text).trim().split('\n').all(|line| is_part(*part, line, &target)) {
                true => self.used.push(*index),
                false => doubts.push((*index, words::part_not_used(target.trim()))),
            }
        }
        doubts.extend(self.remarks(&place).into_iter().map(|cell| (cell, words::brackets_left_out())));
        IndicatorRow { place, name, target, columns, cells: self.used, at, doubts, lines: Lines::AsTheyAre }
    }

    /// The target, with the parts of it that stand apart.
    fn target(&mut self, formats: &Formats, apart: &[(ItemPart, usize, &Cell)], has_name: bool) -> String {
        let whole = self.take(ItemPart::Target).or_else(|| {
            let is_target = |column: &Column| column.part == ItemPart::Target && column.depth == self.depth;
            let (_, head) = self.region.columns.iter().find(|(column, _)| is_target(column))?;
            // A target of several indicators.
            self.region.covering(self.row, *head).filter(|_| has_name).map(|(_, cell)| cell)
        });
        let parts = [ItemPart::Operator, ItemPart::Number, ItemPart::Unit].map(|part| self.text(part));
        let unit = self.region.unit.as_deref();
        match (apart.is_empty() && unit.is_none(), whole) {
            (true, Some(whole)) => text_of(Some(whole)),
            (true, None) => composed(formats, &parts),
            (false, whole) => whole_target(formats, text_of(whole), apart, unit),
        }
    }

    /// The cells of the category and subcategory that have something in brackets, which is
    /// left out.
    fn remarks(&self, place: &Result<(String, String), Message>) -> Vec<usize> {
        let cells = [ItemPart::Category, ItemPart::Subcategory].into_iter().filter_map(|part| self.find(part));
        // Brackets that belong to the name leave nothing out.
        let is_name = |cell: &Cell| {
            let is = |name: &String| compact(&cell.text) == compact(name);
            place.as_ref().is_ok_and(|(category, subcategory)| is(category) || is(subcategory))
        };
        let remarks = cells.filter(|(_, cell)| fold_width(&cell.text).contains('(') && !is_name(cell));
        remarks.map(|(index, _)| index).collect()
    }
}

fn text_of(cell: Option<&Cell>) -> String {
    cell.map_or_else(String::new, |cell| cell.as_shown(&cell.text))
}

/// One row for each line of the name, where the targets have as many lines and the lines
/// are indicators of their own.
fn lines(row: IndicatorRow, is_lined: bool) -> Vec<IndicatorRow> {
    let written: Vec<String> = row.name.trim_end().split('\n').map(str::to_owned).collect();
    let names = without_numbers(written.clone());
    let is_numbered = names != written;
    let split = |text: &str| -> Option<Vec<String>> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let trimmed: Vec<String> = text.trim_end().split('\n').map(str::to_owned).collect();
        [lines, trimmed].into_iter().find(|lines| lines.len() == names.len()).map(without_numbers)
    };
    let columns: Option<Vec<(usize, Vec<String>)>> =
        row.columns.iter().map(|(index, text)| Some((*index, split(text)?))).collect();
    let paired = split(&row.target).zip(columns).filter(|(targets, _)| {
        names.len() == 1
            || is_numbered
            || if is_lined { !wrapped::is_quantity(targets) } else { wrapped::are_indicators(&names, targets) }
    });
    let Some((targets, columns)) = paired else {
        return vec![whole(row, &names)];
    };
    let lines = if names.len() > 1 && !is_lined { Lines::Split } else { Lines::AsTheyAre };
    let one = |(line, (name, target)): (usize, (&String, String))| IndicatorRow {
        place: row.place.clone(),
        name: name.clone(),
        target,
        columns: columns
            .iter()
            .map(|(index, lines)| (*index, lines[line].clone()))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        cells: row.cells.clone(),
        at: row.at.clone(),
        doubts: row.doubts.clone(),
        lines,
    };
    names.iter().zip(targets).enumerate().map(one).collect()
}

/// A row whose cells have lines that are no indicators of their own: they were broken to
/// fit their cells.
fn whole(row: IndicatorRow, names: &[String]) -> IndicatorRow {
    let written: Vec<String> = row.target.trim_end().split('\n').map(str::to_owned).collect();
    let targets = without_numbers(written.clone());
    let is_one = wrapped::is_quantity(&targets)
        || names.len() > 1
            && targets == written
            && (wrapped::is_broken(&targets) || !targets.iter().any(|line| line.contains(char::is_numeric)));
    let target = if is_one { wrapped::joined(&targets) } else { row.target.clone() };
    let lines = match (targets.len() > 1, names.len() > 1) {
        (true, _) if is_one => Lines::Joined,
        (true, true) => Lines::Torn,
        _ => Lines::AsTheyAre,
    };
    let column = |(index, text): &(usize, String)| {
        let lines: Vec<String> = text.trim_end().split('\n').map(str::to_owned).collect();
        let is_broken = lines.len() > 1 && lines.len() <= names.len() && lines == without_numbers(lines.clone());
        (*index, if is_broken { wrapped::joined(&lines) } else { text.clone() })
    };
    let columns = row.columns.iter().map(column).collect();
    IndicatorRow { name: wrapped::joined(names), target, columns, lines, ..row }
}

/// Several lines without the numbers that they have in order: `1.甲`, `2.乙`.
fn without_numbers(lines: Vec<String>) -> Vec<String> {
    let after = |(number, line): (u32, &String)| {
        let folded = fold_width(line);
        let item = list_number(&folded).filter(|item| item.number == number)?;
        Some(folded[item.length..].chars().count())
    };
    let counts: Option<Vec<usize>> = (1..).zip(&lines).map(after).collect();
    match counts.filter(|counts| counts.len() > 1) {
        Some(counts) => {
            let rest = |(line, count): (&String, usize)| {
                let skipped = line.trim_end().chars().count() - count;
                line.chars().skip(skipped).collect::<String>().trim_start().to_owned()
            };
            lines.iter().zip(counts).map(rest).collect()
        }
        None => lines,
    }
}

/// The category and subcategory that two cells name; a subcategory that stands in one
/// category only says which it is, where its row has no cell for the category.
fn place(
    framework: &Framework,
    category: Option<&Cell>,
    subcategory: Option<&Cell>,
    is_own_category: bool,
) -> Result<(String, String), Message> {
    let category_text = category.map_or("", |cell| cell.text.as_str());
    let categories = || framework.categories.iter().map(|category| category.name.as_str());
    let all = |names: Vec<&str>| crate::messages::list(names);
    let known = named(framework, categories(), category_text);
    let below = |name: &str| {
        let found = framework.categories.iter().find(|category| category.name == framework.canonical(name));
        found.map_or(&[][..], |category| category.subcategories.as_slice())
    };
    let only_place = |text: &str| {
        let mut places = framework.categories.iter().filter_map(|category| {
            let name = named(framework, category.subcategories.iter().map(String::as_str), text)?;
            Some((category.name.clone(), name))
        });
        places.next().filter(|_| places.next().is_none())
    };
    // A category that takes the place of a subcategory, with the name of that beside it.
    let usual = |name: &str, text: &str| {
        let own = framework.categories.iter().find(|category| category.name == name)?;
        let Instead { category, subcategory } = own.instead_of?;
        let category = &framework.categories[category];
        let below = &category.subcategories[subcategory?];
        named(framework, std::iter::once(below.as_str()), text).map(|below| (category.name.clone(), below))
    };
    let Some(text) = subcategory.map(|cell| cell.text.as_str()) else {
        if let (None, Some(place)) = (&known, only_place(category_text)) {
            return Ok(place);
        }
        let known = known.ok_or_else(|| words::category_unknown(category_text.trim(), all(categories().collect())))?;
        return match below(&known) {
            [only] => Ok((known, only.clone())),
            // 成本指标 may be a category that is written alone, and a subcategory too.
            names => only_place(category_text)
                .ok_or_else(|| words::subcategory_missing(&known, all(names.iter().map(String::as_str).collect()))),
        };
    };
    if let Some(known) = known {
        let names = below(&known);
        return match named(framework, names.iter().map(String::as_str), text) {
            Some(name) => Ok((known, name)),
            None => usual(&known, text).or_else(|| only_place(text).filter(|_| !is_own_category)).ok_or_else(|| {
                words::subcategory_unknown(text.trim(), &known, all(names.iter().map(String::as_str).collect()))
            }),
        };
    }
    match (category_text.trim().is_empty(), only_place(text)) {
        (true, Some(place)) => Ok(place),
        _ => Err(words::category_unknown(category_text.trim(), all(categories().collect()))),
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
    // 产出指标 and 产出目标 are the same in forms of different years.
    let bare = |name: &str| name.trim_end_matches("指标").trim_end_matches("目标").to_owned();
    let mut alike = names.iter().filter(|name| !bare(name).is_empty() && bare(&letters(name)) == bare(&written));
    if let (Some(name), None) = (alike.next(), alike.next()) {
        return Some((*name).to_owned());
    }
    let is_word = written.chars().count() > 1;
    let mut alike = names.iter().filter(|name| is_word && (written.contains(*name) || name.contains(&written)));
    match (alike.next(), alike.next()) {
        (Some(name), None) => Some((*name).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    fn without(lines: &[&str]) -> Vec<String> {
        without_numbers(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn numbers_in_order_are_those_of_a_list() {
        for (first, second) in
            [("1.甲", "2.乙"), ("1、甲", "2、乙"), ("1）甲", "2）乙"), ("01. 甲", "02. 乙"), (" １．甲", "２．乙")]
        {
            assert_eq!(without(&[first, second]), ["甲", "乙"], "{first}");
        }
        assert_eq!(without(&["1、5G基站", "2、4K频道"]), ["5G基站", "4K频道"]);
        assert_eq!(without(&["1.甲 ", "2.乙"]), ["甲 ", "乙"]);
        for lines in [["1.5倍", "2.5倍"], ["1.甲", "3.乙"], ["甲", "乙"], ["2026.甲", "2027.乙"]] {
            assert_eq!(without(&lines), lines);
        }
    }
}
