//! Takes a sheet and the templates; gives the forms that are on it, each with its
//! labels found.

use super::grid::{Holds, Sheet};
use super::indicators;
use super::layout;
use super::letters::YEAR;
use super::matches::{LEAST, Match};
use crate::style::Role;
use crate::template::Templates;
use crate::value::{Target, TargetFormat, without_spaces};

/// Forms that differ by less than this part of their labels are told apart by
/// their contents.
const NEAR: f64 = 0.03;

/// The forms that stand below each other on a sheet: a new one begins where a title
/// comes again with a project's name below it.
pub(super) fn split(mut sheet: Sheet, templates: &Templates) -> Vec<Sheet> {
    let (mut titles, mut names) = (Vec::new(), Vec::new());
    for template in templates.iter() {
        for label in layout::form(template).labels {
            let is_name = label.beside.first().is_some_and(|field| template.roles.name == Some(*field));
            let is_title = label.role == Role::Title && !label.letters[0].contains(YEAR);
            titles.extend(is_title.then(|| label.letters[0].clone()));
            names.extend(is_name.then(|| label.letters[0].clone()));
        }
    }
    let tops = |known: &[String]| -> Vec<u32> {
        let cells = sheet.cells.iter().filter(|cell| cell.holds == Holds::Text && known.contains(&cell.letters));
        cells.map(|cell| cell.area.top).collect()
    };
    let (titles, names) = (tops(&titles), tops(&names));
    let starts = titles.iter().enumerate().filter(|(index, top)| {
        let next = titles.get(index + 1).copied().unwrap_or(u32::MAX);
        names.iter().any(|name| (**top..next).contains(name))
    });
    let starts: Vec<u32> = starts.map(|(_, top)| *top).skip(1).take(MOST_FORMS).collect();
    let mut parts = Vec::new();
    for start in starts.into_iter().rev() {
        let cells = sheet.cells.split_off(sheet.cells.partition_point(|cell| cell.area.top < start));
        let (above, blanks) = sheet.blanks.into_iter().partition(|blank| blank.top < start);
        sheet.blanks = above;
        parts.push(Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden, cells, blanks });
    }
    parts.push(sheet);
    parts.reverse();
    parts
}

/// The most forms that are looked for on a sheet.
const MOST_FORMS: usize = 200;

/// The form that a sheet is, or the part of a book.
pub(super) fn recognise<'a>(sheet: &'a Sheet, templates: &'a Templates) -> Option<Match<'a>> {
    let forms: Vec<Match<'a>> = templates.loaded().map(|loaded| Match::of(&loaded.template, sheet)).collect();
    let best = forms.iter().map(Match::share).fold(0.0, f64::max);
    let near = forms.into_iter().filter(|form| form.share() >= LEAST && form.share() >= best - NEAR);
    let rated = near.map(|form| (evidence(&form), form));
    // Of equals the last one, as the last template for a year is the one that counts.
    rated.reduce(|best, next| if next.0 >= best.0 { next } else { best }).map(|(_, form)| form)
}

/// What the places of the indicators weigh: more than how targets are spelled, which
/// those who fill in a form by hand do as they like.
const PLACES: f64 = 10.0;

/// How well the contents of a sheet go with a form: its year, the places of its
/// indicators, the spelling of their targets.
fn evidence(form: &Match<'_>) -> f64 {
    let year = form.year.map(|(year, _)| year).or_else(|| form.start_year());
    let mut evidence = if year.is_some_and(|year| form.template.covers(year)) { 2.0 } else { 0.0 };
    let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
    for repeated in &form.form.repeats {
        let found = indicators::rows(form, repeated);
        let placed = found.iter().filter(|row| row.place.is_ok()).count();
        evidence += PLACES * share(placed, found.len());
        // A form that prints targets as they are written tells nothing by them.
        if let TargetFormat::Composed(_) = form.template.formats.target {
            let texts = found.iter().map(|row| without_spaces(&row.target));
            let has_operator = |target: &Target| target.quantity.as_ref().is_some_and(|found| found.operator.is_some());
            let targets: Vec<Target> = texts.map(|text| Target::parse(&text)).filter(has_operator).collect();
            let printed = targets.iter().filter(|target| target.print(form.template.formats.target) == target.written);
            evidence += share(printed.count(), targets.len()) - 0.5 * share(targets.len(), found.len());
        }
    }
    evidence
}
