//! Stage 6. Takes a [`Project`], or the [`FormTable`] made of it; gives what a
//! reviewer would send the form back for.
//!
//! One rule, one file. The first lines of a rule's file are its manual, in Chinese
//! and English, which `jixiao explain` shows; `manuals/` has those of the findings
//! that are made while files are read. No rule stops at the first finding, and
//! none changes what it looks at.

mod counting;
mod outline;
mod policy;
mod rates;
mod reading;
mod rules;
mod segment;

mod fit;
mod glyph_missing;
mod not_shown;
mod number_shrunk;
mod text_too_long;
pub(crate) mod words;

pub use outline::Outline;
pub use policy::CheckSettings;
pub(crate) use rules::is_same_unit;

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::form::{CellId, FormTable};
use crate::layout::Fitted;
use crate::project::Project;
use crate::text::Fonts;
use crate::value::Length;

/// Checks what the author filled in, by all rules.
pub fn project(project: &Project) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    rules::PROJECT.iter().for_each(|(_, check)| diagnostics.extend(check(project)));
    diagnostics
}

/// Checks the projects that share their settings against each other.
pub fn across(projects: &[Outline], settings: &CheckSettings) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let found = rules::ACROSS.iter().flat_map(|(_, check)| check(projects));
    diagnostics.extend(found.map(|finding| {
        let place = finding.labels.first().map(|label| &label.place);
        let about = place.and_then(|place| projects.iter().find(|project| project.stands_at(place)));
        Diagnostic { subject: about.map(|project| Arc::new(project.subject())), ..finding }
    }));
    settings.apply_to_all(projects, diagnostics)
}

/// Checks what all projects in a folder and below it ask for together against what its
/// settings allow. Where these are `all` that there are, a unit of which there is none is
/// told, too.
pub fn ceilings(projects: &[&Outline], settings: &CheckSettings, all: bool) -> Diagnostics {
    let found = rules::over_ceiling(projects, settings, all);
    settings.apply_to_all(&[], collect(found))
}

/// Checks that a page can show all of the filled form.
pub fn page(table: &FormTable, fonts: &Fonts) -> Diagnostics {
    collect(glyph_missing::check(table, fonts))
}

/// Checks that a sheet can hold all of the filled form.
pub fn sheet(table: &FormTable) -> Diagnostics {
    collect(text_too_long::check(table))
}

/// Says what is filled in and not shown on the form.
pub fn shown(project: &Project, table: &FormTable) -> Diagnostics {
    collect(not_shown::check(project, table))
}

/// Says which numbers were made smaller.
pub fn shrunk(project: &Project, table: &FormTable, changed: &[(CellId, Length)]) -> Diagnostics {
    collect(number_shrunk::findings(project, table, changed))
}

/// Says what was done to have a form on one page.
pub fn fitted(project: &Project, fitted: Fitted) -> Diagnostics {
    collect(fit::finding(project, fitted))
}

fn collect(findings: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    findings.into_iter().for_each(|finding| diagnostics.push(finding));
    diagnostics
}
