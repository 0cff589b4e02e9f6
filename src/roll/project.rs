//! Takes a project that can be moved and the text of its document; gives that for another
//! year, in four steps.

use super::columns;
use super::figures::{self, Figures};
use super::file::{Movable, errors_of};
use super::form_line::name_form;
use super::marks::Why;
use super::move_years;
use super::notes;
use super::old_columns;
use super::order::Order;
use super::plan::{Plan, is_of_the_year};
use super::report::{ProjectRecord, shown};
use super::structure;
use crate::check::{self, CheckSettings};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId};
use crate::messages::Message;
use crate::project::{Project, Settings, YEAR, read_file};
use crate::roll::words;
use crate::source::Source;
use crate::source::edit::Document;
use crate::template::{Addend, Field, FieldId, Kind};

/// What all projects of a folder are moved by.
pub(super) struct Roller<'a> {
    pub order: &'a Order<'a>,
    pub checks: &'a CheckSettings,
    /// Whether a year that the settings give is moved there: those of a folder above all
    /// that is moved stay as they are.
    pub moves_year: bool,
    /// The new folder's settings.
    pub settings: &'a Settings,
}

impl Roller<'_> {
    /// The text of a document, moved, and the project's name there.
    pub(super) fn project(
        &self,
        file: &FileId,
        text: &str,
        movable: &Movable,
        record: &mut ProjectRecord,
    ) -> Result<(String, String), Diagnostic> {
        let Movable { project, mapping, place, .. } = movable;
        let year = self.order.year;
        let plan = Plan::new(mapping, project, year);
        record.from = (project.year, mapping.old.name.clone());
        record.to = (year, mapping.new.name.clone());
        (record.continued, record.ended) = (plan.continued, plan.ended);
        record.decisions.extend(plan.one_off.then(words::one_off));
        let is_asked = text.lines().any(|line| line.trim_start().starts_with(notes::MARK));
        record.decisions.extend(is_asked.then(words::still_to_fill_in));
        let failed = || {
            Diagnostic::new(Code::Roll, words::cannot_be_rolled())
                .at(place.clone(), Message::default())
                .help(words::roll_by_hand())
        };
        let at = |text: &str| Document::first(&Source::new(file.clone(), text)).ok_or_else(failed);
        let (mut text, marks) = move_years::move_years(&at(text)?, &plan, record);
        let folder = self.settings.form_of_year(year, self.order.templates);
        text = name_form(&at(&text)?, &mapping.new, folder, self.order.templates, record);
        if !mapping.is_same_form() {
            text = old_columns::take_out(&at(&text)?, &plan, record);
            text = structure::restructure(&at(&text)?, &plan, record);
        }
        // A year that only the settings of a folder above give is not moved there.
        let own = at(&text)?.entries().iter().any(|(entry, _)| entry.key == YEAR);
        let is_above = !self.moves_year && !own;
        let figures = Figures { settings: self.settings, year: is_above.then_some(year) };
        text = figures::fill_in(&at(&text)?, &plan, &figures, record);
        // What is to be filled in may be no value of its column.
        let trial = marks.removed(&columns::fill_in(&at(&text)?, &plan, columns::example).text);
        let columns::Filled { text: marked, asked } = columns::fill_in(&at(&text)?, &plan, columns::mark);
        record.columns = asked;
        let lines = |why| marks.lines(&marked, &why);
        (record.changed, record.left, record.clashes) = (lines(Why::Changed), lines(Why::Left), lines(Why::Clash));
        let text = marks.removed(&marked);
        let mut found = Diagnostics::new();
        let read = read_file(&Source::new(file.clone(), &trial), self.settings, self.order.templates, &mut found);
        let wrong = errors_of(found).into_iter().next();
        let moved = read.projects.into_iter().find(|(_, moved)| moved.year == year);
        let (Some((_, moved)), None) = (moved, &wrong) else {
            return Err(wrong.into_iter().fold(failed(), |error, wrong| error.note(wrong.message)));
        };
        // Examples need not agree with anything.
        let findings = if record.columns.is_empty() { check::project(&moved) } else { Diagnostics::new() };
        let errors = errors_of(self.checks.for_file(file.path()).apply(project.name(), findings));
        record.decisions.extend(errors.into_iter().map(|error| words::check_finds(error.message)));
        record.amounts = amounts(&moved, plan.continued, record);
        let name = moved.name().to_owned();
        Ok((text, name))
    }
}

/// The amounts that are still last year's; those of a whole project that goes on are
/// its own.
fn amounts(project: &Project, continued: bool, record: &ProjectRecord) -> Vec<String> {
    let form = &project.template;
    let previous = record.previous.as_ref().map(|(name, _)| name.as_str());
    let is_whole = |id: FieldId| {
        let of = |total: &Field| total.sum.contains(&Addend::Field(id));
        continued && !is_of_the_year(form, id) && (form.field(id).is_total() || form.fields.iter().any(of))
    };
    let fields = form.fields.iter().enumerate().filter(|(index, field)| {
        let id = FieldId(*index);
        let given = project.get(id);
        let is_amount = match &field.kind {
            Kind::Money(_) => given.is_some_and(|given| given.span.is_some() && !given.value.is_blank()),
            Kind::Table(columns) => {
                given.is_some() && columns.iter().any(|column| matches!(column.kind, Kind::Money(_)))
            }
            _ => false,
        };
        is_amount && Some(field.key()) != previous && !is_whole(id)
    });
    fields.map(|(_, field)| shown(&field.path)).collect()
}
