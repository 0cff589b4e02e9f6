//! What the page is shown, as JSON.

use std::collections::BTreeMap;

use jixiao::diag::{Diagnostic, Level, Texts};
use jixiao::engine::{OpenForm, Step, Workspace};
use jixiao::messages::Language;
use serde::Serialize;

/// A folder's projects.
#[derive(Serialize)]
pub(super) struct FolderView {
    pub folder: String,
    pub projects: Vec<ProjectRow>,
    pub findings: Vec<FindingView>,
    pub counts: Counts,
    /// How many findings there are of each rule.
    pub rules: BTreeMap<&'static str, usize>,
    pub total: Option<String>,
    pub version: u64,
}

/// A project in its folder.
#[derive(Serialize)]
pub(super) struct ProjectRow {
    pub file: String,
    /// From 1.
    pub number: usize,
    pub name: String,
    pub unit: String,
    pub year: Option<u16>,
    /// 元
    pub amount: Option<String>,
    pub counts: Counts,
}

/// How many findings there are.
#[derive(Clone, Copy, Default, Serialize)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    pub(super) fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
        }
    }
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    pub level: &'static str,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
    pub note: Option<String>,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// The number of the project in its file.
    pub number: Option<usize>,
    /// The way to the field.
    pub at: Option<Vec<Step>>,
    /// Whether it can be mended with a click.
    pub fixable: bool,
}

/// A project that is filled in.
#[derive(Serialize)]
pub(super) struct ProjectView {
    pub file: String,
    pub number: usize,
    /// The text of its file, by its digest.
    pub text: String,
    pub form: Option<OpenForm>,
    pub findings: Vec<FindingView>,
    /// The outlines of glyphs from `from` on.
    pub glyphs: GlyphsView,
    pub can_undo: bool,
    pub can_redo: bool,
    pub version: u64,
}

/// The outlines of glyphs that the page does not have yet.
#[derive(Serialize)]
pub(super) struct GlyphsView {
    pub from: usize,
    pub paths: Vec<String>,
}

/// Findings as the page shows them, with the ways to their fields.
pub(super) fn findings<'f>(
    workspace: &Workspace,
    found: impl IntoIterator<Item = &'f Diagnostic>,
    language: Language,
    with_ways: bool,
) -> Vec<FindingView> {
    let found: Vec<&Diagnostic> = found.into_iter().collect();
    let views = found.iter().map(|finding| {
        let place = finding.labels.first().map(|label| &label.place);
        let source = place.filter(|_| with_ways).and_then(|place| workspace.source(&place.file));
        let way = match (&source, place.and_then(|place| place.range.as_ref())) {
            (Some(source), Some(range)) => workspace.way_to(source, range.start),
            _ => None,
        };
        let position = place.filter(|_| with_ways).map(|place| place.position(workspace));
        FindingView {
            level: match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "note",
            },
            code: finding.code.name(),
            message: finding.message.say(language).to_owned(),
            help: finding.help.as_ref().map(|help| help.say(language).to_owned()),
            note: finding.note.as_ref().map(|note| note.say(language).to_owned()),
            file: place.map_or_else(String::new, |place| place.file.path().display().to_string()),
            line: position.map_or(1, |position| position.line),
            column: position.map_or(1, |position| position.column),
            number: way.as_ref().map(|(number, _)| *number),
            at: way.map(|(_, at)| at),
            fixable: !finding.fixes.is_empty(),
        }
    });
    views.collect()
}
