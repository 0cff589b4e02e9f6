//! Takes a sheet and the templates; gives the forms that are on it, each with its
//! labels found.

use std::sync::Arc;

use super::grid::{Holds, Sheet};
use super::indicators;
use super::layout;
use super::letters::YEAR;
use super::matches::{LEAST, Match};
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
        parts.push(Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden, cells, blanks });
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
    let forms: Vec<Match<'a>> = templates.loaded().map(|loaded| Match::of(&loaded.template, sheet)).collect();
    let best = forms.iter().map(Match::share).fold(0.0, f64::max);
    let near = forms.into_iter().filter(|form| form.share() >= LEAST && form.share() >= best - NEAR);
    let rated = near.map(|form| (evidence(&form), form));
    // Of equals the last one, as the last template for a year is the one that counts.
    rated.reduce(|best, next| if next.0 >= best.0 { next } else { best }).map(|(_, form)| form)
}

/// What the titles of forms have that are filled in while a project runs, or after it.
const OTHER_STAGES: [&str; 7] = ["自评", "自我评价", "绩效监控", "运行监控", "跟踪监控", "绩效跟踪", "绩效评价表"];

/// Heads of theirs, of which an application has none.
const OTHER_HEADS: [&str; 12] = [
    "全年执行数",
    "执行率",
    "预算执行率",
    "实际完成值",
    "全年实际值",
    "全年实际完成值",
    "实际完成情况",
    "全年实际完成情况",
    "得分",
    "偏差原因分析及改进措施",
    "全年预计完成情况",
    "1-6月执行数",
];

/// What tells that a sheet is the form of another stage, such as an evaluation: its title,
/// or two of its heads; none where the form that it goes with has the same.
pub(super) fn other_stage(form: &Match<'_>) -> Option<String> {
    let texts = || form.sheet.cells.iter().filter(|cell| cell.holds == Holds::Text);
    let own = |word: &str| form.form.labels.iter().any(|label| label.letters.iter().any(|own| own.contains(word)));
    let inside = form.labels().filter(|(label, _)| label.role != Role::Title && !label.is_prefix);
    let top = inside.filter_map(|(_, cell)| Some(cell?.area.top)).min()?;
    let has = |letters: &str| OTHER_STAGES.iter().any(|word| letters.contains(word) && !own(word));
    let title =
        texts().filter(|cell| cell.area.top < top).find(|cell| cell.letters.ends_with('表') && has(&cell.letters));
    let mut heads = texts().filter(|cell| OTHER_HEADS.contains(&cell.letters.as_str()) && !own(&cell.letters));
    let mark = title.or_else(|| {
        let first = heads.next()?;
        heads.any(|other| other.letters != first.letters).then_some(first)
    });
    mark.map(|cell| cell.text.split_whitespace().collect())
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
