//! Makes a roster of the forms in a folder, such as last year's, or of a list of units in a
//! workbook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CollectPlan, Collection, Office, inbox, wrong};
use crate::collect::{Expected, Roster, Unit, units_of_rows};
use crate::diag::{Diagnostics, Source};
use crate::engine::discover::load_templates;
use crate::engine::error::Error;
use crate::engine::events::Events;
use crate::engine::files::Files;
use crate::engine::filled::workbook_bytes;
use crate::engine::words;
use crate::import::{Forms, rows, workbook};

/// Of what a roster is made.
#[derive(Clone, Debug, Default)]
pub struct RosterPlan {
    /// A folder of forms, or a workbook with a list of units.
    pub from: PathBuf,
    /// The year of the new roster; without it, none is written.
    pub year: Option<u16>,
    /// A folder of templates beside those of the program.
    pub templates: Option<PathBuf>,
    /// The number of threads; without it, as many as the machine gives.
    pub jobs: Option<usize>,
}

/// The text of a roster.
///
/// # Errors
///
/// A folder without forms, a workbook without a list of units, or what cannot be read.
pub fn new_roster(files: Arc<dyn Files>, plan: &RosterPlan, events: &dyn Events) -> Result<String, Error> {
    let mut roster = match files.is_folder(&plan.from) {
        true => of_folder(&*files, plan, events)?,
        false => of_workbook(&*files, &plan.from)?,
    };
    if roster.units.is_empty() {
        return Err(Error::new(words::no_units(plan.from.display())).help(words::list_of_units()));
    }
    roster.year = plan.year;
    let text = roster.written();
    // What is written is read again: a name that is there twice is told now.
    let source = Source::new(plan.from.as_path(), &text);
    Roster::read(&source).map_err(|found| wrong(&plan.from, found))?;
    Ok(text)
}

fn of_folder(files: &dyn Files, plan: &RosterPlan, events: &dyn Events) -> Result<Roster, Error> {
    // Nothing is kept of what is read here.
    let (from, templates, jobs) = (plan.from.clone(), plan.templates.clone(), plan.jobs);
    let collecting = CollectPlan {
        inbox: from.clone(),
        roster: from.join("x"),
        templates,
        jobs,
        keeps: false,
        ..CollectPlan::default()
    };
    let office = Office::load(files, &collecting, &Roster::default())?;
    let paths = inbox(files, &collecting)?;
    let (came, _) = Collection::new(files, &collecting, &office).read(&paths, events)?;
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for form in came.iter().flat_map(|came| &came.read.forms).filter(|form| !form.unit.trim().is_empty()) {
        let name = form.unit.trim();
        let known = units.entry(crate::collect::plain_name(name)).or_insert_with(|| Unit {
            name: name.to_owned(),
            expected: Expected::Named(Vec::new()),
            ..Unit::default()
        });
        if known.name != name && !known.also.iter().any(|also| also == name) {
            known.also.push(name.to_owned());
        }
        let project = form.project.trim();
        if let Expected::Named(names) = &mut known.expected
            && !project.is_empty()
            && !names.iter().any(|known| crate::collect::plain_name(known) == crate::collect::plain_name(project))
        {
            names.push(project.to_owned());
        }
    }
    Ok(Roster::of(units.into_values().collect()))
}

fn of_workbook(files: &dyn Files, path: &Path) -> Result<Roster, Error> {
    let bytes =
        workbook_bytes(files, path).map_err(|finding| Error { help: finding.help, ..Error::new(finding.message) })?;
    // What was filled in has words of a list, too.
    let templates = load_templates(files, &[], None)?;
    let forms = workbook(path, &bytes, Forms::from(&templates), &mut Diagnostics::new());
    if !forms.projects.is_empty() {
        return Err(Error::new(words::is_a_filled_form(path.display())).help(words::list_of_units()));
    }
    let rows = rows(&bytes).map_err(|(what, mend)| Error::new(what).help(mend))?;
    let units = units_of_rows(&rows).map_err(|what| Error::new(what).help(words::list_of_units()))?;
    Ok(Roster::of(units))
}
