//! What is to become of each field of a project.

use super::mapping::{Mapping, successor};
use super::years::Window;
use crate::authoring::quoted;
use crate::project::{FieldValue, Project};
use crate::source::{Entry, Node, Value};
use crate::template::{Addend, Condition, ConditionId, Field, FieldId, Kind, Template};

/// What becomes of a field.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    /// The new form has it.
    Keep(FieldId),
    /// The new form has it, and wants it written so.
    Rewrite(FieldId, String),
    /// It stays as a comment.
    Drop(Reason),
}

/// Why a field stays as a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The new form does not have it.
    NoField,
    /// The new form has it for multi-year projects only.
    OtherProjects,
    /// The new form has it, but not for such a value.
    NoSuchValue,
}

/// How a project is moved.
pub(super) struct Plan<'a> {
    pub mapping: &'a Mapping,
    pub project: &'a Project,
    /// The year to which it is moved.
    pub year: u16,
    /// Whether it lasts until then, so that only what is about the year is moved.
    pub continued: bool,
    /// Whether it ran for several years and is over.
    pub ended: bool,
    /// Whether it was meant to be done once, within the year.
    pub one_off: bool,
    /// What is moved in texts.
    window: Window,
    /// What is moved in dates.
    pub dates: Window,
    /// By the number of the old form's field.
    pub fates: Vec<Fate>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(mapping: &'a Mapping, project: &'a Project, year: u16) -> Self {
        let roles = &mapping.old.roles;
        let year_of = |role: Option<FieldId>| role.and_then(|id| project.date(id)).map(|date| date.year);
        let start = year_of(roles.start).unwrap_or(project.year);
        let end = year_of(roles.end).unwrap_or(project.year);
        let continued = start < end && end >= year;
        let ended = start < end && end < year;
        let years = match continued {
            true => project.year..=project.year,
            false => start.min(project.year)..=end.max(project.year),
        };
        let by = year.saturating_sub(project.year);
        let window = Window { years, by, old: project.year, keeps_spans: continued };
        // One that is over would begin anew in the new year.
        let dates = match ended {
            true => Window { by: year.saturating_sub(start), ..window.clone() },
            false => window.clone(),
        };
        let ids = (0..mapping.old.fields.len()).map(FieldId);
        let fates = ids.map(|id| fate(mapping, project, id)).collect();
        let one_off = !continued && !ended && roles.one_off.as_ref().is_some_and(|role| project.chosen(role).is_some());
        Self { mapping, project, year, continued, ended, one_off, window, dates, fates }
    }

    /// The old form's field that stands at a path.
    pub(super) fn old_field(&self, path: &str) -> Option<FieldId> {
        field_at(&self.mapping.old, path)
    }

    /// Whether the new form asks the project for a field.
    pub(super) fn asks_for(&self, field: &Field) -> bool {
        field.when.is_none_or(|condition| holds(self.mapping, self.project, condition) != Some(false))
    }

    /// Which years are moved in a field: of a project that goes on, those of the
    /// year's goals and indicators.
    pub(super) fn window(&self, id: FieldId) -> Window {
        let (old, mapping) = (&self.mapping.old, self.mapping);
        let is_for_all_years =
            old.field(id).when.is_some() || mapping.field(id).is_some_and(|id| mapping.new.field(id).when.is_some());
        let is_goal = old.roles.goals.contains(&id) && !is_for_all_years;
        let is_whole = !is_goal && !matches!(old.field(id).kind, Kind::Indicators(_));
        match is_whole {
            true if self.continued => self.window.closed(),
            // Its name goes with its dates.
            true => self.dates.clone(),
            false => self.window.clone(),
        }
    }

    /// The old form's fields that come to one of the new form.
    pub(super) fn sources(&self, new: FieldId) -> impl Iterator<Item = FieldId> {
        let ids = (0..self.mapping.old.fields.len()).map(FieldId);
        ids.filter(move |old| self.mapping.field(*old) == Some(new))
    }

    /// The new form's field that an old one's value comes to.
    pub(super) fn new_field(&self, id: FieldId) -> Option<&'a Field> {
        match &self.fates[id.0] {
            Fate::Keep(new) | Fate::Rewrite(new, _) => Some(self.mapping.new.field(*new)),
            Fate::Drop(_) => None,
        }
    }
}

/// The field that an author may write at a path.
pub(super) fn field_at(form: &Template, path: &str) -> Option<FieldId> {
    form.fields.iter().position(|field| accepts(field, path)).map(FieldId)
}

/// Whether a field is the amount of the form's year, or a part of it.
pub(super) fn is_of_the_year(form: &Template, id: FieldId) -> bool {
    let is_part = |amount: FieldId| form.field(amount).sum.contains(&Addend::Field(id));
    form.roles.amount.is_some_and(|amount| amount == id || is_part(amount))
}

/// The entry of a field, which may stand in a group.
pub(super) fn entry_of<'n>(project: &'n Node, field: &Field) -> Option<&'n Entry> {
    let Value::Mapping(entries) = &project.value else { return None };
    entries.iter().find_map(|entry| {
        if accepts(field, &entry.key) {
            return Some(entry);
        }
        let Value::Mapping(below) = &entry.value.value else { return None };
        below.iter().find(|below| accepts(field, &format!("{}.{}", entry.key, below.key)))
    })
}

/// Whether an author may write a field at a path.
pub(super) fn accepts(field: &Field, path: &str) -> bool {
    field.path == path || field.also.iter().any(|also| also == path)
}

/// Whether a condition of the new form will hold for a project: all dates are
/// moved alike. Unknown where it goes by what the author has yet to fill in.
fn holds(mapping: &Mapping, project: &Project, condition: ConditionId) -> Option<bool> {
    let known = |other: &ConditionId| holds(mapping, project, *other);
    match &mapping.new.condition(condition).1 {
        Condition::YearsDiffer(start, end) => {
            let year = |new: FieldId| {
                let old = (0..mapping.old.fields.len()).map(FieldId).find(|old| mapping.field(*old) == Some(new))?;
                project.date(old).map(|date| date.year)
            };
            Some(year(*start).zip(year(*end)).is_some_and(|(start, end)| start < end))
        }
        Condition::Chosen(..) | Condition::Given(_) | Condition::AtLeast(..) => None,
        Condition::Not(other) => known(other).map(|holds| !holds),
        Condition::All(others) if others.iter().any(|other| known(other) == Some(false)) => Some(false),
        Condition::Any(others) if others.iter().any(|other| known(other) == Some(true)) => Some(true),
        Condition::All(others) => others.iter().all(|other| known(other) == Some(true)).then_some(true),
        Condition::Any(others) => others.iter().all(|other| known(other) == Some(false)).then_some(false),
    }
}

fn fate(mapping: &Mapping, project: &Project, id: FieldId) -> Fate {
    let (old, new) = match mapping.field(id) {
        Some(new) => (mapping.old.field(id), new),
        None => return Fate::Drop(Reason::NoField),
    };
    let field = mapping.new.field(new);
    if let (Some(condition), None) = (field.when, old.when)
        && holds(mapping, project, condition) == Some(false)
    {
        return Fate::Drop(Reason::OtherProjects);
    }
    let Some(value) = project.get(id).map(|given| &given.value) else {
        return Fate::Keep(new);
    };
    match (&old.kind, &field.kind) {
        (Kind::Text, Kind::Text)
        | (Kind::Date(_), Kind::Date(_))
        | (Kind::Money(_), Kind::Money(_))
        | (Kind::Number(_), Kind::Number(_))
        | (Kind::Indicators(_), Kind::Indicators(_)) => Fate::Keep(new),
        (Kind::Table(there), Kind::Table(here)) => {
            let is_kept = |column: &Field| successor(column, &mapping.column(id, &column.path), here).is_some();
            if there.iter().any(is_kept) { Fate::Keep(new) } else { Fate::Drop(Reason::NoSuchValue) }
        }
        (there, here) => words(there, value)
            .and_then(|words| {
                let renamed: Vec<String> = words.iter().map(|word| mapping.option(id, word)).collect();
                let is_same = renamed == words && std::mem::discriminant(there) == std::mem::discriminant(here);
                let written = write(here, &renamed)?;
                Some(if is_same { Fate::Keep(new) } else { Fate::Rewrite(new, written) })
            })
            .unwrap_or(Fate::Drop(Reason::NoSuchValue)),
    }
}

/// What was chosen, or a text that may be an option.
fn words(kind: &Kind, value: &FieldValue) -> Option<Vec<String>> {
    match (kind, value) {
        (Kind::Choice(options), FieldValue::Choice(chosen)) => Some(vec![options[*chosen].clone()]),
        (Kind::Choices(options), FieldValue::Choices(chosen)) => {
            Some(chosen.iter().map(|chosen| options[*chosen].clone()).collect())
        }
        (Kind::Text, FieldValue::Text(text)) => Some(vec![text.clone()]),
        _ => None,
    }
}

/// Words as a field takes them; nothing where it does not.
fn write(kind: &Kind, words: &[String]) -> Option<String> {
    match kind {
        Kind::Text => Some(quoted(&words.join("、"))),
        Kind::Choice(options) => match words {
            [word] if options.contains(word) => Some(quoted(word)),
            _ => None,
        },
        Kind::Choices(options) => {
            let known = words.iter().all(|word| options.contains(word));
            let list: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            known.then(|| format!("[{}]", list.join(", ")))
        }
        _ => None,
    }
}
