//! Takes the files of a folder of last year; gives them for another year, with a
//! record of what was done.
//!
//! Works on the authors' text, so that comments, order and spelling stay. A
//! project goes through four steps, after each of which the text is read anew:
//! years are moved in place, fields are put where a newer form has them (its
//! template says where; what it does not have becomes a comment), last year's figures are filled in, and new columns are
//! asked for.

mod columns;
mod figures;
mod mapping;
mod marks;
mod move_years;
mod notes;
mod old_columns;
mod plan;
mod references;
mod report;
mod settings;
mod structure;
mod tree;
mod units;
pub mod words;
mod years;

use std::ops::Range;
use std::sync::Arc;

pub use report::{Line, ProjectRecord, Record, SettingsRecord};

use crate::check::{self, CheckSettings};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Place};
use crate::messages::Message;
use crate::project::{Project, ProjectFile, Settings, YEAR, read_file};
use crate::source::Source;
use crate::source::edit::{Changes, Document, Ending, line_number};
use crate::template::{Field, FieldId, Kind, Part, Template, Templates};
use figures::Figures;
use mapping::Mapping;
use marks::Why;
use plan::{Plan, is_of_the_year};

/// The files of a folder.
#[derive(Debug)]
pub struct Folder<'a> {
    /// Its `jixiao.yaml`.
    pub settings: Option<&'a Arc<Source>>,
    /// Whether that is a part of the folder, and not of one above it.
    pub owns_settings: bool,
    /// Its project files.
    pub files: &'a [Arc<Source>],
}

/// Where a folder is moved.
#[derive(Debug)]
pub struct Order<'a> {
    /// The forms.
    pub templates: &'a Templates,
    /// The year.
    pub year: u16,
    /// The form of that year.
    pub form: &'a Arc<Template>,
}

/// A folder of another year.
#[derive(Debug, Default)]
pub struct Rolled {
    /// Its `jixiao.yaml`, where it has its own.
    pub settings: Option<String>,
    /// Its files, in the order of those of the old folder; none where no project
    /// of a file could be moved.
    pub files: Vec<Option<String>>,
    /// What was done.
    pub record: Record,
}

/// Moves a folder to another year. Projects with errors are left out; what is
/// wrong with them is in `diagnostics`.
pub fn roll(folder: &Folder<'_>, order: &Order<'_>, diagnostics: &mut Diagnostics) -> Rolled {
    let mut rolled = Rolled { files: vec![None; folder.files.len()], ..Rolled::default() };
    let mut found = Diagnostics::new();
    let settings = folder.settings.map(|source| Settings::read(source, order.templates, &mut found));
    let settings = settings.unwrap_or_default();
    let checks = settings.checks.as_ref().map(|node| CheckSettings::read(node, &mut found)).unwrap_or_default();
    if found.has_errors() {
        diagnostics.append(found);
        return rolled;
    }
    let files: Vec<File> =
        folder.files.iter().map(|source| File::read(source, &settings, &checks, order, diagnostics)).collect();
    let mappings: Vec<&Mapping> =
        files.iter().flat_map(|file| &file.projects).map(|movable| &movable.mapping).collect();
    if mappings.is_empty() {
        return rolled;
    }
    let mut text = None;
    if let Some(source) = folder.settings.filter(|_| folder.owns_settings) {
        let years = files.iter().flat_map(|file| &file.projects).map(|movable| movable.project.year);
        let moved = settings::Move {
            mappings: &mappings,
            new: order.form,
            from: own_year(source).or(years.max()).unwrap_or(order.year),
            to: order.year,
        };
        let ending = Ending::of(&source.text);
        if let Some(obstacle) = Document::first(source).and_then(|document| structure::obstacle(&document.node)) {
            diagnostics.push(obstacle);
            return rolled;
        }
        let moved = settings::roll(&source.file, &Ending::plain(&source.text), &moved, &mut rolled.record.settings);
        text = Some((source, ending, moved));
    }
    let after = text.as_ref().map(|(source, _, text)| {
        Settings::read(&Source::new(source.file.clone(), text), order.templates, &mut Diagnostics::new())
    });
    let roller = Roller {
        order,
        checks: &checks,
        has_own_settings: after.is_some(),
        settings: after.as_ref().unwrap_or(&settings),
    };
    let mut renamed = Vec::new();
    for (number, file) in files.iter().enumerate() {
        rolled.files[number] = roller.file(number, file, &mut rolled.record, &mut renamed, diagnostics);
    }
    rolled.settings = text.map(|(source, ending, text)| {
        let text = settings::follow_names(&source.file, &text, &renamed, &mut rolled.record.settings);
        ending.restored(text)
    });
    rolled
}

/// The documents of a file, each with the lines above it.
pub fn documents(text: &str) -> Vec<(usize, &str)> {
    let regions = Document::all(&Source::new("", text)).into_iter().map(|document| document.region);
    regions.map(|region| (line_number(text, region.start) - 1, &text[region])).collect()
}

/// The year that settings give.
fn own_year(source: &Arc<Source>) -> Option<u16> {
    let document = Document::first(source)?;
    let entries = document.entries();
    let (entry, _) = entries.iter().find(|(entry, _)| entry.key == YEAR)?;
    years::read_year(entry.value.span.text())
}

/// A project file with those of its projects that can be moved.
struct File {
    /// With plain ends of lines, and without references.
    source: Arc<Source>,
    ending: Ending,
    projects: Vec<Movable>,
    /// How many documents there are.
    documents: usize,
    /// Whether references were written out.
    expanded: bool,
}

impl File {
    fn read(
        source: &Arc<Source>,
        settings: &Settings,
        checks: &CheckSettings,
        order: &Order<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut found = Diagnostics::new();
        let ProjectFile { projects: written, documents } = read_file(source, settings, order.templates, &mut found);
        let mut errors = errors_of(found);
        let ending = Ending::of(&source.text);
        let plain = Source::new(source.file.clone(), &Ending::plain(&source.text));
        let (plain, expanded) = match references::written_out(&plain) {
            Some(text) => (Source::new(source.file.clone(), &text), true),
            None => (plain, false),
        };
        let (as_written, plainly) = (Document::all(source), Document::all(&plain));
        let mut movable = read_file(&plain, settings, order.templates, &mut Diagnostics::new()).projects;
        let mut projects = Vec::new();
        for (number, project) in written {
            let index = movable.iter().position(|(other, _)| *other == number);
            let (Some(document), Some(plainly)) = (as_written.get(number - 1), plainly.get(number - 1)) else {
                continue;
            };
            let Some(index) = index else { continue };
            let mut own = errors_of(checks.apply(project.name(), check::project(&project)));
            let is_wrong = !own.is_empty() || errors.iter().any(|error| is_in(document, error));
            let place = Place::from(project.span.start());
            let refusal =
                |what, mend| Diagnostic::new(Code::Roll, what).at(place.clone(), Message::default()).help(mend);
            if order.year <= project.year {
                let error = Diagnostic::new(Code::RollYear, words::not_after(order.year, project.year));
                own.push(error.at(place, Message::default()).help(words::roll_to_later()));
            } else if plain.text.contains('\r') {
                own.push(refusal(words::odd_line_ends(), words::save_anew()));
            } else if structure::obstacle(&plainly.node).is_some() {
                // What stands in the way is shown as its author wrote it.
                own.extend(structure::obstacle(&document.node));
            } else if !is_wrong {
                let (_, project) = movable.swap_remove(index);
                let mapping = Mapping::find(&project.template, order.form, order.templates);
                projects.push(Movable { number: number - 1, project, mapping, place });
            }
            errors.extend(own);
        }
        errors.into_iter().for_each(|error| diagnostics.push(error));
        Self { source: plain, ending, projects, documents, expanded }
    }
}

/// A project that can be moved.
struct Movable {
    /// Its number among the file's documents, from 0.
    number: usize,
    project: Project,
    mapping: Mapping,
    /// Where it stands in the file as its author wrote it.
    place: Place,
}

/// Whether a finding is about a document.
fn is_in(document: &Document, finding: &Diagnostic) -> bool {
    finding.labels.first().is_some_and(|label| document.holds(&label.place))
}

fn errors_of(findings: Diagnostics) -> Vec<Diagnostic> {
    findings.sorted().into_iter().filter(|finding| finding.level == Level::Error).collect()
}

struct Roller<'a> {
    order: &'a Order<'a>,
    checks: &'a CheckSettings,
    /// Whether the new folder has settings of its own.
    has_own_settings: bool,
    /// Those, or the ones of a folder above, which stay as they are.
    settings: &'a Settings,
}

impl Roller<'_> {
    fn file(
        &self,
        number: usize,
        file: &File,
        record: &mut Record,
        renamed: &mut Vec<(String, String)>,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let text = &file.source.text;
        let regions: Vec<Range<usize>> =
            Document::all(&file.source).into_iter().map(|document| document.region).collect();
        let mut done = Vec::new();
        let mut records = Vec::new();
        for movable in &file.projects {
            let expanded = file.expanded;
            let mut own = ProjectRecord { file: number, expanded, ..ProjectRecord::default() };
            let region = regions[movable.number].clone();
            match self.project(&file.source.file, &text[region.clone()], movable, &mut own) {
                Ok((moved, name)) => {
                    if name != movable.project.name() {
                        renamed.push((movable.project.name().to_owned(), name.clone()));
                    }
                    own.name = name;
                    done.push((region, moved));
                    records.push(own);
                }
                Err(error) => diagnostics.push(error),
            }
        }
        if done.is_empty() {
            return None;
        }
        let text = match done.len() == file.documents {
            true => Changes::from_iter(done).apply(text),
            false => done.into_iter().map(|(_, moved)| moved).collect::<Vec<String>>().join("---\n"),
        };
        let written = Source::new(file.source.file.clone(), &text);
        for (mut own, document) in records.into_iter().zip(Document::all(&written)) {
            let before = line_number(&text, document.region.start) - 1;
            own.all_lines().for_each(|line| line.number += before);
            record.projects.push(own);
        }
        Some(file.ending.restored(text))
    }

    /// The text of a document, moved, and the project's name there.
    fn project(
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
        if !mapping.is_same_form() {
            text = old_columns::take_out(&at(&text)?, &plan, record);
            text = structure::restructure(&at(&text)?, &plan, record);
        }
        // A year that only the settings of a folder above give is not moved there.
        let own = at(&text)?.entries().iter().any(|(entry, _)| entry.key == YEAR);
        let is_above = !self.has_own_settings && !own;
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
        let errors = errors_of(self.checks.apply(project.name(), findings));
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
        let of = |total: &Field| total.sum.contains(&Part::Field(id));
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
    fields.map(|(_, field)| field.path.replace('.', "/")).collect()
}
