//! Takes the files of a folder of last year; gives them for another year, with a
//! record of what was done.
//!
//! Works on the authors' text, so that comments, order and spelling stay. A
//! project goes through four steps, after each of which the text is read anew:
//! years are moved in place, fields are put where a newer form has them (its
//! template says where; what it does not have becomes a comment), last year's
//! figures are filled in, and new columns are asked for.

mod columns;
mod figures;
mod file;
mod form_line;
mod mapping;
mod marks;
mod move_years;
mod notes;
mod old_columns;
mod order;
mod plan;
mod project;
mod references;
mod report;
mod settings;
mod structure;
mod tree;
mod units;
pub(crate) mod words;
mod years;

use std::iter::successors;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use order::{OldFolder, Order};
pub use report::{FolderRecord, LineRecord, ProjectRecord, SettingsRecord};

use crate::check::CheckSettings;
use crate::diag::Diagnostics;
use crate::project::{FORM, Settings, YEAR};
use crate::source::Source;
use crate::source::edit::{Changes, Document, Ending, line_number};
use file::File;
use project::Roller;
use structure::obstacle;

/// A folder of another year.
#[derive(Debug, Default)]
pub struct Rolled {
    /// Its `jixiao.yaml`, where it has its own.
    pub settings: Option<String>,
    /// Its files, in the order of those of the old folder; none where no project
    /// of a file could be moved.
    pub files: Vec<Option<String>>,
    /// What was done.
    pub record: FolderRecord,
}

/// Moves folders to another year. Projects with errors are left out; what is wrong with
/// them is in `diagnostics`.
pub fn roll(folders: &[OldFolder<'_>], order: &Order<'_>, diagnostics: &mut Diagnostics) -> Vec<Rolled> {
    let mut rolled: Vec<Rolled> =
        folders.iter().map(|folder| Rolled { files: vec![None; folder.files.len()], ..Rolled::default() }).collect();
    let mut own: Vec<_> = folders.iter().map(|folder| read_settings(folder, order, diagnostics)).collect();
    let files: Vec<Vec<File>> = (0..folders.len())
        .map(|number| {
            let Some((settings, checks)) = inherited(folders, &own, number) else { return Vec::new() };
            let read = |source| File::read(source, &settings, &checks, order, diagnostics);
            folders[number].files.iter().map(read).collect()
        })
        .collect();
    let below = |number: usize| (0..folders.len()).filter(move |below| upwards(folders, *below).any(|at| at == number));
    let has_projects = |folder: &usize| files[*folder].iter().any(|file| !file.projects.is_empty());
    let mut texts: Vec<Option<String>> = vec![None; folders.len()];
    for (number, folder) in folders.iter().enumerate().filter(|(number, _)| below(*number).any(|at| has_projects(&at)))
    {
        let Some(source) = folder.settings.filter(|_| folder.owns_settings) else { continue };
        if let Some(obstacle) = Document::first(source).and_then(|document| obstacle(&document.node)) {
            diagnostics.push(obstacle);
            own[number] = None;
            continue;
        }
        let projects: Vec<&File> = below(number).flat_map(|below| &files[below]).collect();
        let text = moved_settings(source, &projects, order, &mut rolled[number].record.settings);
        let after = Source::new(source.file.clone(), &text);
        if let Some((settings, _)) = &mut own[number] {
            *settings = Settings::read(&after, order.templates, &mut Diagnostics::new());
        }
        texts[number] = Some(text);
    }
    let mut renamed = vec![Vec::new(); folders.len()];
    for number in 0..folders.len() {
        let Some((settings, checks)) = inherited(folders, &own, number) else { continue };
        let owned = upwards(folders, number).filter(|at| texts[*at].is_some());
        let gives_year = |at: usize| own[at].as_ref().is_some_and(|(settings, _)| settings.gives(YEAR));
        let roller =
            Roller { order, checks: &checks, moves_year: owned.into_iter().any(gives_year), settings: &settings };
        for file in files[number].iter().enumerate() {
            let Rolled { files, record, .. } = &mut rolled[number];
            files[file.0] = moved_file(file, &roller, record, &mut renamed[number], diagnostics);
        }
    }
    for (number, text) in texts.into_iter().enumerate() {
        let (Some(text), Some(source)) = (text, folders[number].settings) else { continue };
        let renamed: Vec<_> = below(number).flat_map(|below| renamed[below].clone()).collect();
        let text = settings::follow_names(&source.file, &text, &renamed, &mut rolled[number].record.settings);
        rolled[number].settings = Some(Ending::of(&source.text).restored(text));
    }
    rolled
}

/// What settings say of fields and of checks.
type Given = (Settings, Arc<CheckSettings>);

/// What a folder's settings say; none where they have mistakes.
fn read_settings(folder: &OldFolder<'_>, order: &Order<'_>, diagnostics: &mut Diagnostics) -> Option<Given> {
    let mut found = Diagnostics::new();
    let settings = folder.settings.map(|source| Settings::read(source, order.templates, &mut found));
    let settings = settings.unwrap_or_default();
    let beside = folder.settings.and_then(|source| source.file.path().parent()).unwrap_or(Path::new(""));
    let checks = settings.checks.as_ref().map(|node| CheckSettings::read(node, beside, &mut found)).unwrap_or_default();
    let sound = !found.has_errors();
    if !sound {
        diagnostics.append(found);
    }
    sound.then(|| (settings, Arc::new(checks)))
}

/// The folders from one upwards whose settings hold.
fn upwards(folders: &[OldFolder<'_>], folder: usize) -> impl Iterator<Item = usize> {
    successors(Some(folder), |folder| folders[*folder].above)
}

/// The settings of a folder with those of the ones above; none where some have mistakes.
fn inherited(folders: &[OldFolder<'_>], own: &[Option<Given>], folder: usize) -> Option<Given> {
    let (settings, checks) = own[folder].clone()?;
    let Some(above) = folders[folder].above else { return Some((settings, checks)) };
    let (above, checks_above) = inherited(folders, own, above)?;
    Some((settings.over(&above), Arc::new((*checks).clone().over(&checks_above))))
}

/// The text of a folder's settings for another year, with plain ends of lines.
fn moved_settings(source: &Arc<Source>, files: &[&File], order: &Order<'_>, record: &mut SettingsRecord) -> String {
    let projects = || files.iter().flat_map(|file| &file.projects);
    let moved = settings::Move {
        mappings: &projects().map(|movable| &movable.mapping).collect::<Vec<_>>(),
        new: projects().next().map_or(order.form, |movable| &movable.mapping.new),
        form: form_line(source, order),
        from: own_year(source).or(projects().map(|movable| movable.project.year).max()).unwrap_or(order.year),
        to: order.year,
    };
    settings::roll(&source.file, &Ending::plain(&source.text), &moved, record)
}

/// The text of a file, moved; none where no project of it could be.
fn moved_file(
    (number, file): (usize, &File),
    roller: &Roller<'_>,
    record: &mut FolderRecord,
    renamed: &mut Vec<(String, String)>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let text = &file.source.text;
    let regions: Vec<Range<usize>> = Document::all(&file.source).into_iter().map(|document| document.region).collect();
    let mut done = Vec::new();
    let mut records = Vec::new();
    for movable in &file.projects {
        let expanded = file.expanded;
        let mut own = ProjectRecord { file: number, expanded, ..ProjectRecord::default() };
        let region = regions[movable.number].clone();
        match roller.project(&file.source.file, &text[region.clone()], movable, &mut own) {
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

/// The documents of a file, each with the lines above it.
pub fn documents(text: &str) -> Vec<(usize, &str)> {
    let regions = Document::all(&Source::new("", text)).into_iter().map(|document| document.region);
    regions.map(|region| (line_number(text, region.start) - 1, &text[region])).collect()
}

/// What becomes of the form that settings name.
fn form_line(source: &Arc<Source>, order: &Order<'_>) -> settings::FormLine {
    let document = Document::first(source);
    let entries = document.as_ref().map(Document::entries).unwrap_or_default();
    let named = entries.iter().find(|(entry, _)| entry.key == FORM);
    let Some(old) = named.and_then(|(entry, _)| form_line::named(entry, order.templates)) else {
        return settings::FormLine::Stays;
    };
    let new = order.form_after(old);
    match (new.name == old.name, order.templates.is_named(new, order.year)) {
        (true, _) => settings::FormLine::Stays,
        (false, true) => settings::FormLine::Becomes(new.name.clone()),
        (false, false) => settings::FormLine::Goes(new.name.clone()),
    }
}

/// The year that settings give.
fn own_year(source: &Arc<Source>) -> Option<u16> {
    let document = Document::first(source)?;
    let entries = document.entries();
    let (entry, _) = entries.iter().find(|(entry, _)| entry.key == YEAR)?;
    years::read_year(entry.value.span.text())
}
