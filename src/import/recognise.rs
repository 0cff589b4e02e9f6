//! Takes a sheet and the templates; gives the forms that are on it, each with its
//! labels found.

use std::collections::HashSet;
use std::sync::Arc;

use super::grid::{Holds, Sheet};
use super::indicators;
use super::layout;
use super::letters::{YEAR, letters};
use super::matches::{LEAST, Match};
use super::region::region;
use crate::style::Role;
use crate::template::{Kind, Template, Templates};
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
        let (name, origin) = (sheet.name.clone(), Arc::clone(&sheet.origin));
        parts.push(Sheet { name, origin, is_hidden: sheet.is_hidden, cells, blanks });
    }
    parts.push(sheet);
    parts.reverse();
    parts
}

/// The most forms that are looked for on a sheet.
const MOST_FORMS: usize = 200;

/// The form that a sheet is, or the part of a book; the one that was asked for, where the
/// sheet can be that.
pub(super) fn recognise<'a>(
    sheet: &'a Sheet,
    templates: &'a Templates,
    asked: Option<&'a Arc<Template>>,
) -> Option<Match<'a>> {
    if let Some(asked) = asked {
        return Some(Match::of(asked, sheet)).filter(|form| form.share() >= LEAST);
    }
    let read = templates.loaded().map(|loaded| &loaded.template).filter(|template| template.stage.is_none());
    let forms: Vec<Match<'a>> = read.map(|template| Match::of(template, sheet)).collect();
    let best = forms.iter().map(Match::share).fold(0.0, f64::max);
    let near = forms.into_iter().filter(|form| form.share() >= LEAST && form.share() >= best - NEAR);
    let rated = near.map(|form| (evidence(&form), form));
    // Of equals the last one, as the last template for a year is the one that counts.
    rated.reduce(|best, next| if next.0 >= best.0 { next } else { best }).map(|(_, form)| form)
}

/// A form that is filled in while a project runs, or after it.
pub(super) struct OtherStage<'a> {
    /// What on the sheet tells so.
    pub mark: String,
    /// The form, where the sheet goes with one.
    pub form: Option<Match<'a>>,
}

/// What tells that a sheet is the form of another stage, such as an evaluation: its title,
/// or two of its heads; none where the application that it goes with has the same.
pub(super) fn other_stage<'a>(
    sheet: &'a Sheet,
    templates: &'a Templates,
    application: Option<&Match<'_>>,
) -> Option<OtherStage<'a>> {
    let mut found: Option<(f64, OtherStage<'a>)> = None;
    for template in templates.stages() {
        let form = Match::of(template, sheet);
        let (share, is_it) = (form.share(), form.share() >= LEAST);
        let read_as = application.or(if is_it { Some(&form) } else { None });
        let Some(mark) = read_as.and_then(|read_as| mark(template, read_as, application.is_some(), templates)) else {
            continue;
        };
        if found.as_ref().is_none_or(|(known, _)| share > *known) {
            found = Some((share, OtherStage { mark, form: is_it.then_some(form) }));
        }
    }
    found.map(|(_, stage)| stage)
}

/// What on a sheet tells that it is of a stage: its title, or the first of its heads.
fn mark(template: &Template, read_as: &Match<'_>, is_application: bool, templates: &Templates) -> Option<String> {
    let stage = template.stage.as_ref()?;
    let texts = || read_as.sheet.cells.iter().enumerate().filter(|(_, cell)| cell.holds == Holds::Text);
    let labels = || read_as.form.labels.iter().flat_map(|label| &label.letters);
    let own = |word: &str| is_application && labels().any(|own| own.contains(word));
    let inside = read_as.labels().filter(|(label, _)| label.role != Role::Title && !label.is_prefix);
    let top = inside.filter_map(|(_, cell)| Some(cell?.area.top)).min()?;
    // A project may be about evaluations; its form ends as those of applications do.
    let is_application =
        |title: &str| templates.iter().any(|form| same_ending(&letters(&form.title), title) >= SAME_ENDING);
    let is_title = |title: &str| {
        title.ends_with('表')
            && stage.titles.iter().any(|word| title.contains(word.as_str()) && !own(word))
            && !is_application(title)
    };
    let title = texts().map(|(_, cell)| cell).find(|cell| cell.area.top < top && is_title(&cell.letters));
    // What stands among the indicators is one of them.
    let regions = read_as.form.repeats.iter().filter_map(|repeated| region(read_as, repeated));
    let indicators: HashSet<usize> = regions
        .flat_map(|region| {
            let rows = region.rows();
            rows.into_iter()
                .flat_map(|row| region.row(row).map(|(cell, _)| cell).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect();
    let is_head = |text: &str| stage.heads.iter().any(|head| letters(head) == text && !own(text));
    let mut heads = texts().filter(|(index, cell)| is_head(&cell.letters) && !indicators.contains(index));
    let mark = title.or_else(|| {
        let (_, first) = heads.next()?;
        heads.any(|(_, other)| other.letters != first.letters).then_some(first)
    });
    mark.map(|cell| cell.text.split_whitespace().collect())
}

/// How many letters at their ends the titles of two forms of one kind share.
const SAME_ENDING: usize = 3;

fn same_ending(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

/// What the places of the indicators weigh: more than how targets are spelled, which
/// those who fill in a form by hand do as they like.
const PLACES: f64 = 10.0;

/// What it weighs that indicators stand where a form may have them, and need not: less than
/// the year of the form.
const ANOTHER_PLACE: f64 = 1.0;

/// How well a form goes with the year of a sheet; where it names none, with those of the
/// project, its first before the others.
fn years(form: &Match<'_>) -> f64 {
    let covers = |year: u16| if form.template.covers(year) { 1.0 } else { 0.0 };
    match (form.year, form.start_year()) {
        // Where none is for it, the one that is nearest.
        (Some((year, _)), _) => f64::max(2.0 * covers(year), NEAREST / f64::from(1 + form.template.distance(year))),
        (None, Some(first)) => {
            let last = form.end_year().unwrap_or(first).clamp(first, first.saturating_add(MOST_YEARS));
            1.75 * (first..=last).map(covers).fold(0.0, f64::max) + 0.25 * covers(first)
        }
        (None, None) => 0.0,
    }
}

/// What it weighs that a form is for a year near to that of a sheet.
const NEAREST: f64 = 0.2;

/// The longest that a project goes on, in years.
const MOST_YEARS: u16 = 20;

/// How well the contents of a sheet go with a form: its year, the places of its
/// indicators, the spelling of their targets.
fn evidence(form: &Match<'_>) -> f64 {
    let mut evidence = years(form);
    let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
    for repeated in &form.form.repeats {
        let found = indicators::rows(form, repeated);
        let placed = found.iter().filter(|row| row.place.is_ok()).count();
        evidence += PLACES * share(placed, found.len());
        // A form that may have a category is less likely than one that always has it.
        if let Kind::Indicators(framework) = &form.template.field(repeated.field).kind {
            let may_have =
                |name: &str| framework.categories.iter().any(|own| own.name == name && own.instead_of.is_some());
            let is_another = found.iter().any(|row| row.place.as_ref().is_ok_and(|(category, _)| may_have(category)));
            evidence -= if is_another { ANOTHER_PLACE } else { 0.0 };
        }
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
