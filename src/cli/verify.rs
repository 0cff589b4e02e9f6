//! `jixiao verify`: do the files of a submission say what its projects say?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jixiao::Format;
use jixiao::book::{Manifest, ProjectEntry};
use jixiao::data;
use jixiao::diag::{self, Diagnostic, Diagnostics};
use jixiao::fill;
use jixiao::form::FormTable;
use jixiao::layout::{Layout, lay_out};
use jixiao::messages::{Message, verify as words};
use jixiao::project::{Project, Settings};
use jixiao::source::{Source, Span};
use jixiao::verify::{Difference, Unreadable, pdf, workbook};

use super::args::{Inputs, VerifyArguments};
use super::build::folder;
use super::failure::{Failure, why};
use super::fonts::Cabinet;
use super::inputs;
use super::manifest::Digest;
use super::outputs::stem;
use super::parallel::threads;
use super::progress::Progress;
use super::run::{Kept, Read, Run};
use super::shard::key;
use super::terminal::Terminal;
use super::timings::Timings;
use super::{exit_code, formats};

/// Of the differences of a file, so many are shown.
const MOST: usize = 20;

/// What was compared with something.
#[derive(Default)]
struct Tally {
    projects: usize,
    files: usize,
}

/// `jixiao verify`
pub(super) fn verify(arguments: &VerifyArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let (mut found, mut tally) = (Diagnostics::new(), Tally::default());
    let (projects, handed_in): (Vec<PathBuf>, Vec<PathBuf>) =
        arguments.inputs.paths.iter().cloned().partition(|path| inputs::has_projects(path));
    let mut folders = BTreeSet::new();
    if !projects.is_empty() {
        let asked = Inputs { paths: projects, templates: arguments.inputs.templates.clone() };
        with_projects(arguments, &asked, terminal, &mut folders, &mut found, &mut tally)?;
    }
    for path in &handed_in {
        handed_in_alone(arguments, path, &mut folders, &mut found, &mut tally)?;
    }
    for folder in &folders {
        lists(folder, &mut found)?;
    }
    let findings = found.sorted();
    terminal.show(&findings);
    if !arguments.pace.quiet {
        let summary = Some(diag::summary(&findings)).filter(|summary| !summary.is_empty());
        let summary = summary.unwrap_or_else(words::all_the_same);
        terminal.say(&words::verified(tally.projects, tally.files, summary));
    }
    Ok(exit_code(&findings, None))
}

/// Compares the outputs of project files with them.
fn with_projects(
    arguments: &VerifyArguments,
    asked: &Inputs,
    terminal: Terminal,
    folders: &mut BTreeSet<PathBuf>,
    found: &mut Diagnostics,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let inputs = inputs::find(asked)?;
    let timings = Timings::default();
    let run = Run::new(&inputs, terminal.language, threads(arguments.pace.jobs), &timings);
    let targets: Vec<Option<PathBuf>> = inputs
        .iter()
        .enumerate()
        .map(|(index, input)| folder(arguments.output.as_ref(), run.settings(index)?, input))
        .collect();
    folders.extend(targets.iter().flatten().cloned());
    let listed: BTreeMap<PathBuf, ProjectEntry> = folders.iter().flat_map(|folder| listed(folder)).collect();
    let cabinet = Cabinet::default();
    let progress = Progress::new(run.files().len(), true, terminal);
    let one = |read: &Read<'_>, ()| {
        let (mut found, mut files) = (Diagnostics::new(), 0);
        let Some(target) = &targets[read.group] else { return Ok((found, files)) };
        let formats = formats(read.settings, arguments.formats.as_deref());
        for (number, project) in &read.projects {
            let fonts = cabinet.of(project, read.settings)?.fonts;
            let fit = read.settings.output.fit;
            let Some(table) = fill(project, &fonts, &formats, fit, read.checks, &mut Diagnostics::new()) else {
                found.push(at(project, Diagnostic::error("differs", words::project_has_errors())));
                continue;
            };
            let form = Form { project, layout: lay_out(&table, &fonts), table };
            let stem = key(&stem(&read.file.stem, *number, read.documents));
            for format in &formats {
                let path = target.join(format!("{stem}.{}", format.extension()));
                files += 1;
                form.compare(*format, &path, &mut found)?;
                if let Some(entry) = listed.get(&path) {
                    form.compare_totals(entry, &mut found);
                }
            }
        }
        Ok((found, files))
    };
    let found_here = run.each(
        &Kept::new(),
        |_| Ok(()),
        one,
        |_, outcome| {
            tally.files += outcome.made.unwrap_or_default();
            progress.step(&[]);
        },
    )?;
    tally.projects += found_here.projects;
    // What is wrong with the projects themselves is told by `check`, but for what
    // keeps them from being compared.
    let kept = |finding: &Diagnostic| ["differs", "missing-output"].contains(&finding.code);
    let (ours, others): (Vec<_>, Vec<_>) = found_here.diagnostics.sorted().into_iter().partition(kept);
    found.extend(ours);
    found.extend(others.into_iter().filter(|finding| finding.level == diag::Level::Error));
    Ok(())
}

/// Compares files that were handed in without their projects: each workbook with the
/// data that it carries, and the PDF beside it.
fn handed_in_alone(
    arguments: &VerifyArguments,
    path: &Path,
    folders: &mut BTreeSet<PathBuf>,
    found: &mut Diagnostics,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let root = if path.is_dir() { path.to_owned() } else { inputs::parent(path) };
    let templates = inputs::load_templates(&root, arguments.inputs.templates.as_deref())?;
    let books: BTreeSet<PathBuf> = manifests(&root).iter().flat_map(|list| books(&root, list)).collect();
    let mut workbooks = Vec::new();
    match path.is_dir() {
        true => collect(path, &mut workbooks)?,
        false => workbooks.push(path.with_extension("xlsx")),
    }
    workbooks.retain(|path| !books.contains(path));
    if workbooks.is_empty() {
        return Err(Failure::new(words::nothing_to_verify(path.display())).help(words::name_projects_or_outputs()));
    }
    folders.insert(root);
    let cabinet = Cabinet::default();
    for path in workbooks {
        let place = Span::whole(&Source::new(path.display().to_string(), ""));
        let wrong = |what: Message| Diagnostic::error("differs", what).at(place.clone(), Message::default());
        let bytes = fs::read(&path)
            .map_err(|error| Failure::new(jixiao::messages::cli::cannot_read(path.display(), why(&error))))?;
        let project = data::in_workbook(&bytes).and_then(|data| data::project(&data, &templates));
        let project = match project {
            Ok(project) => project,
            Err(error) => {
                found.push(wrong(words::cannot_compare(path.display(), error.0)));
                continue;
            }
        };
        let fonts = cabinet.of(&project, &Settings::default())?.fonts;
        let table = jixiao::form::build(&project);
        let form = Form { project: &project, layout: lay_out(&table, &fonts), table };
        let mut differences = Diagnostics::new();
        form.compare(Format::Xlsx, &path, &mut differences)?;
        let page = path.with_extension("pdf");
        if page.is_file() {
            form.compare(Format::Pdf, &page, &mut differences)?;
        }
        tally.files += 1 + usize::from(page.is_file());
        tally.projects += 1;
        // The data have no places of their own.
        found.extend(
            differences
                .sorted()
                .into_iter()
                .map(|finding| Diagnostic { labels: Vec::new(), ..finding }.at(place.clone(), Message::default())),
        );
    }
    Ok(())
}

/// A project's form, with which its files are compared.
struct Form<'p> {
    project: &'p Project,
    table: FormTable,
    layout: Layout,
}

impl Form<'_> {
    fn compare(&self, format: Format, path: &Path, found: &mut Diagnostics) -> Result<(), Failure> {
        let name = path.display();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let missing = Diagnostic::error("missing-output", words::no_such_output(name));
                found.push(at(self.project, missing.help(words::build_it())));
                return Ok(());
            }
            Err(error) => return Err(Failure::new(jixiao::messages::cli::cannot_read(name, why(&error)))),
        };
        let differences = match format {
            Format::Pdf => pdf(&bytes, &self.table),
            Format::Xlsx => workbook(&bytes, &self.table, &self.layout),
            // Only its digest is compared.
            Format::Ofd => return Ok(()),
        };
        let differences = match differences {
            Ok(differences) => differences,
            Err(Unreadable(what)) => {
                found.push(at(self.project, Diagnostic::error("differs", words::cannot_compare(name, what))));
                return Ok(());
            }
        };
        found.extend(differences.iter().take(MOST).map(|difference| self.finding(path, difference)));
        if differences.len() > MOST {
            let more = words::more_differences(name, differences.len() - MOST);
            found.push(at(self.project, Diagnostic::error("differs", more)));
        }
        self.compare_data(format, path, &bytes, found);
        Ok(())
    }

    /// Compares the data that a file carries, if any.
    fn compare_data(&self, format: Format, path: &Path, bytes: &[u8], found: &mut Diagnostics) {
        let carried = match format {
            Format::Pdf => data::in_pdf(bytes),
            _ => data::in_workbook(bytes),
        };
        let Ok(carried) = carried else { return };
        let own = data::of(self.project);
        let names: BTreeSet<&String> = own.fields.iter().chain(&carried.fields).map(|field| &field.key).collect();
        let value = |all: &[data::FieldData], name: &String| {
            all.iter().find(|field| field.key == *name).map(|field| field.value.clone())
        };
        let differing: Vec<&String> =
            names.into_iter().filter(|name| value(&own.fields, name) != value(&carried.fields, name)).collect();
        if carried.year != own.year || !differing.is_empty() {
            let names = jixiao::messages::names(differing.iter().map(|name| name.as_str()));
            found.push(at(self.project, Diagnostic::error("differs", words::data_differ(path.display(), names))));
        }
    }

    /// Compares the totals that the list of the submission's files has.
    fn compare_totals(&self, listed: &ProjectEntry, found: &mut Diagnostics) {
        let own = ProjectEntry::of(self.project);
        for total in &own.totals {
            let there = listed.totals.iter().find(|listed| listed.field == total.field);
            if let Some(there) = there.filter(|there| there.amount != total.amount) {
                let what = words::list_differs(&total.field, &there.amount, &total.amount);
                found.push(at(self.project, Diagnostic::error("differs", what)));
            }
        }
    }

    fn finding(&self, path: &Path, difference: &Difference) -> Diagnostic {
        let (name, place) = (path.display(), &difference.place);
        let Some(id) = difference.cell else {
            let what = match &difference.says {
                Some(says) => words::says_more(name, place, says),
                None => words::has_annotations(name, place),
            };
            return at(self.project, Diagnostic::error("differs", what));
        };
        let cell = self.table.cell(id);
        let what = match (&cell.field, &difference.says) {
            (Some(field), Some(says)) => words::field_differs(plain(field), name, place, says, &cell.text),
            (Some(field), None) => words::field_is_missing(plain(field), name, place, &cell.text),
            (None, Some(says)) => words::form_differs(&cell.text, name, place, says),
            (None, None) => words::form_is_missing(&cell.text, name, place),
        };
        let finding = Diagnostic::error("differs", what);
        match &cell.span {
            Some(span) if !span.source.name.is_empty() => finding.at(span.clone(), words::here_it_says(&cell.text)),
            _ => at(self.project, finding),
        }
    }
}

/// A field's path in words: `绩效指标[2].name` is a part of the third indicator.
fn plain(path: &str) -> Message {
    match path.split_once('[').and_then(|(table, rest)| Some((table, rest.split_once(']')?.0.parse::<usize>().ok()?))) {
        Some((table, index)) => words::record_of(table, index + 1),
        None => Message::verbatim(path),
    }
}

fn at(project: &Project, finding: Diagnostic) -> Diagnostic {
    finding.at(project.span.start(), Message::default())
}

/// Checks the files that a folder's lists name.
fn lists(folder: &Path, found: &mut Diagnostics) -> Result<(), Failure> {
    for list in manifests(folder) {
        let files = list.projects.iter().flat_map(|project| &project.files).chain(&list.book);
        for file in files {
            let path = folder.join(&file.file);
            let place = Span::whole(&Source::new(path.display().to_string(), ""));
            let finding = match fs::read(&path) {
                Ok(bytes) if Digest::of(&bytes).to_string() == file.sha256 => continue,
                Ok(_) => Diagnostic::error("not-as-built", words::not_as_built(path.display())).help(words::build_it()),
                Err(_) => {
                    Diagnostic::error("missing-output", words::no_such_output(path.display())).help(words::build_it())
                }
            };
            found.push(finding.at(place, Message::default()));
        }
    }
    Ok(())
}

/// What lists of a folder say of each file of a project.
fn listed(folder: &Path) -> Vec<(PathBuf, ProjectEntry)> {
    let entries = manifests(folder).into_iter().flat_map(|list| list.projects);
    let files = entries.flat_map(|entry| {
        let paths: Vec<PathBuf> = entry.files.iter().map(|file| folder.join(&file.file)).collect();
        paths.into_iter().map(move |path| (path, entry.clone()))
    });
    files.collect()
}

/// The lists of files in a folder.
fn manifests(folder: &Path) -> Vec<Manifest> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| has_ending(path, "json")).collect();
    paths.sort();
    paths.iter().filter_map(|path| Manifest::from_json(&fs::read_to_string(path).ok()?)).collect()
}

fn books(folder: &Path, list: &Manifest) -> Vec<PathBuf> {
    list.book.iter().map(|file| folder.join(&file.file)).collect()
}

/// The workbooks in a folder and those in it, by name.
fn collect(folder: &Path, workbooks: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::new(jixiao::messages::cli::cannot_read_folder(folder.display(), why(&error)));
    let mut entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            collect(&path, workbooks)?;
        } else if has_ending(&path, "xlsx") {
            workbooks.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}
