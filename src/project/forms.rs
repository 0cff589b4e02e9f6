//! Takes what a project, its folder and the run say about the form; gives the form, and
//! says of what it does not have that another one has it.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Level, Place};
use crate::messages::{Message, list};
use crate::project::words;
use crate::source::{Entry, Span, Value};
use crate::template::{FORM, Framework, Kind, Template, Templates, YEAR};
use crate::value::Mistake;

/// What chooses the form of a project.
pub(super) struct Choice<'a> {
    /// The form of all projects of the run.
    pub asked: Option<&'a Arc<Template>>,
    /// The project's entries.
    pub entries: &'a [&'a Entry],
    /// Those of its folder.
    pub defaults: &'a [&'a Entry],
    pub templates: &'a Templates,
}

/// The form that an entry names.
pub(super) fn named_form<'t>(entry: &Entry, templates: &'t Templates) -> Result<&'t Arc<Template>, Diagnostic> {
    let form = match &entry.value.value {
        Value::Scalar { text, .. } => templates.form(text),
        other => Err(Mistake::new(words::form_of_another_kind(other.kind()), words::write_form())),
    };
    form.map_err(|Mistake { what, mend }| {
        Diagnostic::new(Code::UnknownForm, what).at(entry.value.span.clone(), Message::default()).help(mend)
    })
}

impl<'a> Choice<'a> {
    /// The form: that of the run, or else the one that the project names, or its folder,
    /// or else that of the year.
    pub(super) fn form(&self, year: Option<(u16, &Entry)>, diagnostics: &mut Diagnostics) -> Option<&'a Arc<Template>> {
        if self.asked.is_some() {
            return self.asked;
        }
        if let Some(entry) = self.name() {
            return named_form(entry, self.templates).map_err(|error| diagnostics.push(error)).ok();
        }
        let (year, entry) = year?;
        let form = self.templates.for_year(year);
        if form.is_none() {
            let Mistake { what, mend } = self.templates.no_form_for(year);
            let error = Diagnostic::new(Code::UnknownYear, what);
            diagnostics.push(error.at(entry.value.span.clone(), Message::default()).help(mend));
        }
        form
    }

    /// The entry that names the form.
    fn name(&self) -> Option<&'a Entry> {
        let mut all = self.entries.iter().chain(self.defaults);
        all.find(|entry| entry.key == FORM && !matches!(entry.value.value, Value::Null)).copied()
    }

    /// Says which other forms there are, where a project with mistakes may have meant
    /// another one.
    pub(super) fn point_to_others(&self, form: &Template, year: u16, document: &Span, diagnostics: &mut Diagnostics) {
        let others = self.templates.others_for(year, form);
        if self.asked.is_none() && self.name().is_none() && !others.is_empty() {
            let titles = list(others.iter().map(|other| words::form_with_title(&other.name, &other.title)));
            let what = words::form_was_chosen(&form.name, &form.title, titles);
            let note = Diagnostic::with_level(Level::Note, Code::SeveralForms, what);
            diagnostics.push(note.at(document.start(), Message::default()).help(words::name_the_form()));
        }
        let own = misfits(form, self.entries);
        // Of forms that go with it alike, the one that is nearest to the year.
        let rated = self.templates.iter().map(|other| (misfits(other, self.entries), other));
        let best = rated.min_by_key(|(rest, other)| (rest.len(), other.distance(year), Reverse(other.first_year)));
        let Some((rest, better)) = best.filter(|(rest, _)| rest.len() < own.len()) else { return };
        let is_there = |entry: &&Entry| !rest.iter().any(|other| std::ptr::eq(*other, *entry));
        let named: Vec<&Entry> = own.into_iter().filter(is_there).collect();
        diagnostics.each_mut(|finding| {
            let is_unknown = matches!(finding.code, Code::UnknownKey | Code::UnknownCategory);
            let place = finding.labels.first().map(|label| &label.place).filter(|_| is_unknown);
            let entry = place.and_then(|place| named.iter().find(|entry| *place == Place::from(&entry.key_span)));
            if let Some(entry) = entry {
                finding.note = Some(words::other_form_has(&better.name, &entry.key, self.how_to_choose(&better.name)));
            }
        });
    }

    fn how_to_choose(&self, form: &str) -> Message {
        let has_own = || self.entries.iter().any(|entry| entry.key == FORM);
        match self.asked {
            Some(_) => words::ask_for_form(form),
            None if has_own() => words::change_form(form),
            None => words::add_form(form),
        }
    }
}

/// The entries of a project that a form has no place for.
fn misfits<'e>(form: &Template, entries: &[&'e Entry]) -> Vec<&'e Entry> {
    let mut found = Vec::new();
    entries.iter().for_each(|entry| below("", form, entry, &mut found));
    found
}

fn below<'e>(parent: &str, form: &Template, entry: &'e Entry, found: &mut Vec<&'e Entry>) {
    let path = if parent.is_empty() { entry.key.clone() } else { format!("{parent}.{}", entry.key) };
    let field = form.fields.iter().find(|field| field.path == path || field.also.contains(&path));
    let group = format!("{path}.");
    match (field.map(|field| &field.kind), &entry.value.value) {
        (Some(Kind::Indicators(framework)), Value::Mapping(categories)) => {
            categories.iter().for_each(|category| indicators(framework, category, found));
        }
        (Some(_), _) => {}
        (None, value) if form.fields.iter().any(|field| field.path.starts_with(&group)) => {
            if let Value::Mapping(entries) = value {
                entries.iter().for_each(|entry| below(&path, form, entry, found));
            }
        }
        (None, _) if parent.is_empty() && [YEAR, FORM].contains(&entry.key.as_str()) => {}
        (None, _) => found.push(entry),
    }
}

fn indicators<'e>(framework: &Framework, entry: &'e Entry, found: &mut Vec<&'e Entry>) {
    let known = framework.categories.iter().find(|category| category.name == framework.canonical(&entry.key));
    let Some(known) = known else { return found.push(entry) };
    if let Value::Mapping(subcategories) = &entry.value.value {
        let is_known = |entry: &&Entry| known.subcategories.iter().any(|name| name == framework.canonical(&entry.key));
        found.extend(subcategories.iter().filter(|entry| !is_known(entry)));
    }
}
