//! Takes a project file; gives those of its projects that can be moved, and findings
//! about the others.

use std::collections::HashMap;
use std::sync::Arc;

use super::mapping::Mapping;
use super::order::Order;
use super::references;
use super::structure::obstacle;
use crate::check::{self, CheckSettings};
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Place};
use crate::messages::Message;
use crate::project::{Project, ProjectFile, Settings, read_file};
use crate::roll::words;
use crate::source::Source;
use crate::source::edit::{Document, Ending};

/// A project file with those of its projects that can be moved.
pub(super) struct File {
    /// With plain ends of lines, and without references.
    pub source: Arc<Source>,
    pub ending: Ending,
    pub projects: Vec<Movable>,
    /// How many documents there are.
    pub documents: usize,
    /// Whether references were written out.
    pub expanded: bool,
}

/// A project that can be moved.
pub(super) struct Movable {
    /// Its number among the file's documents, from 0.
    pub number: usize,
    pub project: Project,
    pub mapping: Mapping,
    /// Where it stands in the file as its author wrote it.
    pub place: Place,
}

impl File {
    pub(super) fn read(
        source: &Arc<Source>,
        settings: &Settings,
        checks: &CheckSettings,
        order: &Order<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut found = Diagnostics::new();
        let ProjectFile { projects: written, documents, .. } = read_file(source, settings, order.templates, &mut found);
        let mut errors = errors_of(found);
        let checks = checks.for_file(source.file.path());
        let plain = Source::new(source.file.clone(), &Ending::plain(&source.text));
        let (plain, expanded) = match references::written_out(&plain) {
            Some(text) => (Source::new(source.file.clone(), &text), true),
            None => (plain, false),
        };
        let (as_written, plainly) = (Document::all(source), Document::all(&plain));
        let read = read_file(&plain, settings, order.templates, &mut Diagnostics::new());
        let mut movable: HashMap<usize, Project> = read.projects.into_iter().collect();
        let mut projects = Vec::new();
        for (number, project) in written {
            let documents = as_written.get(number - 1).zip(plainly.get(number - 1));
            let Some(((document, plainly), movable)) = documents.zip(movable.remove(&number)) else { continue };
            let mut own = errors_of(checks.apply(project.name(), check::project(&project)));
            let is_wrong = !own.is_empty() || errors.iter().any(|error| is_in(document, error));
            match refusal(&project, document, plainly, order.year) {
                Some(refusal) => own.push(refusal),
                None if is_wrong => {}
                None => {
                    let new = order.form_after(&movable.template);
                    let new = if new.name == movable.template.name { &movable.template } else { order.form };
                    let mapping = Mapping::find(&movable.template, new, order.templates);
                    let place = Place::from(project.span.start());
                    projects.push(Movable { number: number - 1, project: movable, mapping, place });
                }
            }
            errors.extend(own);
        }
        diagnostics.extend(errors);
        Self { source: plain, ending: Ending::of(&source.text), projects, documents, expanded }
    }
}

/// Why a project cannot be moved: a finding about the document as its author wrote it.
fn refusal(project: &Project, document: &Document, plainly: &Document, year: u16) -> Option<Diagnostic> {
    let at = |code, what| Diagnostic::new(code, what).at(project.span.start(), Message::default());
    if year <= project.year {
        return Some(at(Code::RollYear, words::not_after(year, project.year)).help(words::roll_to_later()));
    }
    if plainly.text().contains('\r') {
        return Some(at(Code::Roll, words::odd_line_ends()).help(words::save_anew()));
    }
    obstacle(&plainly.node).map(|plain| obstacle(&document.node).unwrap_or(plain))
}

/// Whether a finding is about a document.
fn is_in(document: &Document, finding: &Diagnostic) -> bool {
    finding.labels.first().is_some_and(|label| document.holds(&label.place))
}

/// The findings that keep a project from being moved.
pub(super) fn errors_of(findings: Diagnostics) -> Vec<Diagnostic> {
    findings.sorted().into_iter().filter(|finding| finding.level == Level::Error).collect()
}
