//! Takes a sheet and a form; gives which labels of the form stand where on the sheet,
//! and the year that it says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::{Area, Cell, Holds, Sheet};
use super::layout::{self, Form, Label};
use super::letters::{goes_on, letters, letters_after_colon, letters_after_number, year};
use crate::style::Role;
use crate::template::{FieldId, ItemPart, Template};
use crate::value::{Date, fold_width};

/// A form that is looked for on a sheet.
pub(super) struct Match<'a> {
    pub sheet: &'a Sheet,
    pub template: &'a Arc<Template>,
    pub form: Form,
    /// For each label of the form, the number of its cell.
    pub places: Vec<Option<usize>>,
    /// The year in the title, with the number of its cell.
    pub year: Option<(u16, usize)>,
}

/// The least part of a form's labels that a sheet has to have.
pub(super) const LEAST: f64 = 0.4;

impl<'a> Match<'a> {
    pub(super) fn of(template: &'a Arc<Template>, sheet: &'a Sheet) -> Self {
        let form = layout::form(template);
        let places = places(&form, sheet);
        let year = title_year(&form, &places, sheet);
        Self { sheet, template, form, places, year }
    }

    /// How many of the labels were found, from 0 to 1.
    pub(super) fn share(&self) -> f64 {
        share(&self.places)
    }

    /// Where a cell stands.
    pub(super) fn area(&self, cell: usize) -> Area {
        self.sheet.cells[cell].area
    }

    /// The labels, each with its cell where it was found.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Label, Option<&'a Cell>)> {
        let cell = |place: &Option<usize>| place.map(|place| &self.sheet.cells[place]);
        self.form.labels.iter().zip(self.places.iter().map(cell))
    }

    /// Where the labels stand that were found.
    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.places.iter().flatten().map(|place| self.area(*place))
    }

    /// The last column of the form, where its title goes over all of them: what stands
    /// further right is somebody's remark.
    pub(super) fn edge(&self) -> Option<u32> {
        let areas = |is: fn(Role) -> bool| {
            let labels = self.labels().filter(move |(label, _)| is(label.role));
            labels.filter_map(|(_, cell)| Some(cell?.area))
        };
        let title = areas(|role| role == Role::Title).max_by_key(|area| area.right)?;
        let rest = areas(|role| role != Role::Title).map(|area| area.right).max()?;
        (title.right > title.left && title.right >= rest).then_some(title.right)
    }

    /// The year of the project's first day.
    pub(super) fn start_year(&self) -> Option<u16> {
        self.year_beside(self.template.roles.start?)
    }

    /// The year of the project's last day.
    pub(super) fn end_year(&self) -> Option<u16> {
        self.year_beside(self.template.roles.end?)
    }

    /// The year of a day beside its label.
    fn year_beside(&self, day: FieldId) -> Option<u16> {
        let label = self.form.labels.iter().position(|label| label.beside.first() == Some(&day))?;
        let label = self.area(self.places[label]?);
        let beside = |cell: &&Cell| cell.area.left > label.right && cell.area.is_beside(label);
        let cell = self.sheet.cells.iter().find(beside)?;
        cell.date().or_else(|| Date::parse(&cell.text).ok()).map(|date| date.year)
    }
}

/// The cells of the labels: the two in the same order as far as possible, and the
/// others wherever they stand.
fn places(form: &Form, sheet: &Sheet) -> Vec<Option<usize>> {
    let known: Vec<(usize, Spelling)> = sheet
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.holds == Holds::Text)
        .map(|(index, cell)| (index, Spelling::of(cell)))
        .filter(|(_, cell)| form.labels.iter().any(|label| cell.likeness(label) > 0))
        .collect();
    let mut places = in_order(form, &known);
    for (number, label) in form.labels.iter().enumerate() {
        if places[number].is_none() {
            let free = known.iter().find(|(index, cell)| cell.likeness(label) > 1 && !places.contains(&Some(*index)));
            places[number] = free.map(|(index, _)| *index);
        }
    }
    if share(&places) >= LEAST {
        heads(form, sheet, &mut places);
        misspelled(form, sheet, &mut places);
    }
    places
}

/// How many of the labels were found, from 0 to 1.
fn share(places: &[Option<usize>]) -> f64 {
    places.iter().flatten().count() as f64 / places.len().max(1) as f64
}

/// How like a label a cell has to be that is spelled a little differently.
const ALIKE: f64 = 0.8;

/// Labels that differ by a letter or two from those of the form.
fn misspelled(form: &Form, sheet: &Sheet, places: &mut [Option<usize>]) {
    for (number, label) in form.labels.iter().enumerate() {
        let alike = |cell: &Cell| strsim::normalized_damerau_levenshtein(&label.letters[0], &cell.letters) >= ALIKE;
        if places[number].is_none() && label.role == Role::Label {
            let cells = sheet.cells.iter().enumerate().filter(|(index, cell)| {
                cell.holds == Holds::Text
                    && !places.contains(&Some(*index))
                    && cell.letters.len() < MOST_LETTERS
                    && alike(cell)
            });
            let mut cells = cells.map(|(index, _)| index);
            if let (Some(cell), None) = (cells.next(), cells.next()) {
                places[number] = Some(cell);
            }
        }
    }
}

/// The longest text in bytes that is compared with labels.
const MOST_LETTERS: usize = 100;

/// The spellings of a cell under which it may be a label.
struct Spelling {
    whole: String,
    short: Option<String>,
    /// Before its first colon, where something follows it.
    before: Option<String>,
    /// After a number such as `一、`.
    numbered: Option<String>,
}

impl Spelling {
    fn of(cell: &Cell) -> Self {
        let folded = fold_width(&cell.text);
        let before = folded.split_once(':').filter(|(_, after)| !after.trim().is_empty());
        let before = before.map(|(before, _)| letters(before));
        if goes_on(&cell.text) {
            return Self { whole: String::new(), short: None, before: None, numbered: None };
        }
        let (short, numbered) = (letters_after_colon(&cell.text), letters_after_number(&cell.text));
        Self { whole: cell.letters.clone(), short, before, numbered }
    }

    /// How sure it is that the cell is this label; 0 where it is another.
    fn likeness(&self, label: &Label) -> usize {
        let is = |letters: &String| label.letters.contains(letters);
        if is(&self.whole) {
            4
        } else if (label.is_prefix && self.before.as_ref().is_some_and(is)) || self.numbered.as_ref().is_some_and(is) {
            3
        } else if self.short.as_ref().is_some_and(is) || label.short.as_ref() == Some(&self.whole) {
            2
        } else {
            let has_value = !label.beside.is_empty() || !label.below.is_empty();
            usize::from(has_value && self.before.as_ref().is_some_and(is))
        }
    }
}

/// The longest run of labels and cells in the same order.
fn in_order(form: &Form, known: &[(usize, Spelling)]) -> Vec<Option<usize>> {
    let (labels, cells) = (form.labels.len(), known.len());
    // What the labels from one on and the cells from one on come to together.
    let mut sums = vec![vec![0_usize; cells + 1]; labels + 1];
    for label in (0..labels).rev() {
        for cell in (0..cells).rev() {
            let likeness = known[cell].1.likeness(&form.labels[label]);
            let both = if likeness > 0 { 8 + likeness + sums[label + 1][cell + 1] } else { 0 };
            sums[label][cell] = both.max(sums[label + 1][cell]).max(sums[label][cell + 1]);
        }
    }
    let mut places = vec![None; labels];
    let (mut label, mut cell) = (0, 0);
    while label < labels && cell < cells {
        let likeness = known[cell].1.likeness(&form.labels[label]);
        let both = if likeness > 0 { 8 + likeness + sums[label + 1][cell + 1] } else { 0 };
        // Of cells that say the same, the first.
        if both > 0 && both == sums[label][cell] {
            places[label] = Some(known[cell].0);
            (label, cell) = (label + 1, cell + 1);
        } else if sums[label][cell] == sums[label + 1][cell] {
            label += 1;
        } else {
            cell += 1;
        }
    }
    places
}

/// Heads of columns that are spelled a little differently, beside those of the
/// same rows that were found.
fn heads(form: &Form, sheet: &Sheet, places: &mut [Option<usize>]) {
    for repeated in &form.repeats {
        let part = |label: usize| {
            let column = repeated.columns.iter().find(|column| column.label == label);
            column.map(|column| column.part)
        };
        let alike = |label: usize, cell: &Cell| {
            let wanted = &form.labels[label].letters[0];
            // What everybody calls by another name.
            let named = match part(label) {
                Some(ItemPart::Target) => ["指标值", "目标值"].iter().any(|name| cell.letters.ends_with(name)),
                Some(ItemPart::Name) => ["指标内容", "指标名称", "具体指标"].contains(&cell.letters.as_str()),
                _ => false,
            };
            if named {
                return true;
            }
            let is_word = cell.letters.chars().count() > 1 && cell.letters.len() < MOST_LETTERS;
            let is_like = |wanted: &str| strsim::normalized_damerau_levenshtein(wanted, &cell.letters) >= ALIKE_HEAD;
            is_word && (wanted.contains(&cell.letters) || cell.letters.contains(wanted) || is_like(wanted))
        };
        let labels = || repeated.columns.iter().map(|column| column.label);
        let known = labels().find_map(|label| places[label]);
        let Some(found) = known.or_else(|| head_row(sheet, places, labels, &alike)) else {
            continue;
        };
        let row = sheet.cells[found].area;
        for label in &labels().collect::<Vec<_>>() {
            let alike = |cell: &Cell| alike(*label, cell);
            if places[*label].is_none() {
                let mut alike = sheet.cells.iter().enumerate().filter(|(index, cell)| {
                    cell.area.is_beside(row)
                        && cell.holds == Holds::Text
                        && !places.contains(&Some(*index))
                        && alike(cell)
                });
                if let (Some((index, _)), None) = (alike.next(), alike.next()) {
                    places[*label] = Some(index);
                }
            }
        }
    }
}

/// How like the head of a column a cell has to be in a row of heads.
const ALIKE_HEAD: f64 = 0.7;

/// A cell of the row in which most heads of columns have one that is like them.
fn head_row<L: Iterator<Item = usize>>(
    sheet: &Sheet,
    places: &[Option<usize>],
    labels: impl Fn() -> L,
    alike: &dyn Fn(usize, &Cell) -> bool,
) -> Option<usize> {
    let cells = sheet.cells.iter().enumerate();
    let likely = cells.filter(|(index, cell)| {
        cell.holds == Holds::Text && !places.contains(&Some(*index)) && labels().any(|label| alike(label, cell))
    });
    let mut rows: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    likely.for_each(|(index, cell)| rows.entry(cell.area.top).or_default().push(index));
    let fullest = rows.into_values().rev().max_by_key(Vec::len)?;
    (fullest.len() > 1 && 2 * fullest.len() > labels().count()).then(|| fullest[0])
}

/// The year of the form: that of its title, else of a line above the table, else of
/// a heading.
fn title_year(form: &Form, places: &[Option<usize>], sheet: &Sheet) -> Option<(u16, usize)> {
    let of_labels = |titles: bool| {
        let labels = form.labels.iter().zip(places);
        let mut dated = labels.filter(move |(label, _)| label.has_year && (label.role == Role::Title) == titles);
        dated.find_map(|(_, place)| {
            let place = (*place)?;
            Some((year(&sheet.cells[place].text)?, place))
        })
    };
    let is_inside = |label: &Label| label.role != Role::Title && !label.is_prefix;
    let inside = form.labels.iter().zip(places).filter(|(label, _)| is_inside(label));
    let top = inside.filter_map(|(_, place)| Some(sheet.cells[(*place)?].area.top)).min().unwrap_or(u32::MAX);
    let above = sheet.cells.iter().enumerate().filter(|(_, cell)| cell.area.top < top);
    let above = above.filter(|(_, cell)| fold_width(&cell.text).contains('年'));
    // When it was filled in, or what it is attached to, is no year of the form.
    let is_of_form = |text: &str| {
        text.contains("年度") || !["日期", "时间", "附件", "通知", "月"].iter().any(|word| text.contains(word))
    };
    let above = above.filter(|(_, cell)| is_of_form(&cell.text));
    let mut above = above.filter_map(|(index, cell)| Some((year_of_form(&cell.text)?, index)));
    of_labels(true).or_else(|| above.next()).or_else(|| of_labels(false))
}

/// The year before 年度, else the first.
fn year_of_form(text: &str) -> Option<u16> {
    let before = text.find("年度").and_then(|at| {
        let start = text[..at].char_indices().rev().nth(4).map_or(0, |(start, _)| start);
        year(&text[start..])
    });
    before.or_else(|| year(text))
}
