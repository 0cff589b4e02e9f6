//! `jixiao verify`: do the files of a submission say what its projects say?

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use jixiao::Format;
use jixiao::book::{Manifest, ProjectEntry, asked_for};
use jixiao::data;
use jixiao::diag::{self, Code, Diagnostic, Diagnostics, Level};
use jixiao::fill;
use jixiao::form::FormTable;
use jixiao::layout::{Layout, lay_out};
use jixiao::messages::{Message, cli, names};
use jixiao::project::{Project, Settings};
use jixiao::source::{Source, Span};
use jixiao::value::Money;
use jixiao::verify::words;
use jixiao::verify::{Difference, Unreadable, pdf, workbook};

use super::args::{Inputs, VerifyArguments};
use super::build::folder;
use super::failure::{Failure, why};
use super::fonts::Cabinet;
use super::inputs;
use super::manifest::{self, Digest};
use super::outputs::stem;
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
    seen: Vec<Seen>,
}

/// A project as a list should have it.
#[derive(Clone)]
struct Seen {
    /// The folder of its files.
    folder: PathBuf,
    /// Their names from there.
    files: Vec<String>,
    year: u16,
    entry: ProjectEntry,
    amount: Money,
}

impl Seen {
    fn of(project: &Project, folder: &Path, files: Vec<String>) -> Self {
        let (entry, amount) = (ProjectEntry::of(project), asked_for(project));
        Self { folder: folder.to_owned(), files, year: project.year, entry, amount }
    }
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
    // Of single projects, a list may have more.
    let is_whole = arguments.inputs.paths.iter().all(|path| path.is_dir());
    for folder in &folders {
        let lists = manifests(folder);
        if lists.is_empty() && !arguments.quiet {
            terminal.say(&words::no_list(folder.display()));
        }
        for (path, list) in &lists {
            let mut seen: Vec<&Seen> = Vec::new();
            for one in tally.seen.iter().filter(|seen| seen.folder == *folder && seen.year == list.year) {
                // Whoever names projects and outputs has both compared.
                if !seen.iter().any(|known| known.files.iter().any(|file| one.files.contains(file))) {
                    seen.push(one);
                }
            }
            compare_list(path, list, &seen, is_whole, &mut found);
            compare_files(folder, list, &mut found);
        }
        if is_whole && handed_in.is_empty() {
            of_no_project(folder, &lists, &tally, &mut found);
        }
    }
    let findings = found.sorted();
    terminal.show(&findings);
    if !arguments.quiet {
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
    let run = Run::new(&inputs, terminal.language, arguments.jobs, &timings);
    let targets: Vec<Option<PathBuf>> = inputs
        .iter()
        .enumerate()
        .map(|(index, input)| folder(arguments.output.as_ref(), run.settings(index)?, input))
        .collect();
    folders.extend(targets.iter().flatten().cloned());
    let cabinet = Cabinet::default();
    let one = |read: &Read<'_>, ()| {
        let (mut found, mut seen) = (Diagnostics::new(), Vec::new());
        let Some(target) = &targets[read.group] else { return Ok((found, seen)) };
        let formats = formats(read.settings, arguments.formats.as_deref());
        for (number, project) in &read.projects {
            let fonts = cabinet.of(project, read.settings)?.fonts;
            let fit = read.settings.output.fit;
            let Some(table) = fill(project, &fonts, &formats, fit, read.checks, &mut Diagnostics::new()) else {
                found.push(at(project, Diagnostic::new(Code::Differs, words::project_has_errors())));
                continue;
            };
            let form = Form { project, layout: lay_out(&table, &fonts), table };
            let stem = key(&stem(&read.file.stem, *number, read.documents));
            let files: Vec<String> = formats.iter().map(|format| format!("{stem}.{}", format.extension())).collect();
            for (format, file) in formats.iter().zip(&files) {
                form.compare(*format, &target.join(file), &mut found)?;
            }
            seen.push(Seen::of(project, target, files));
        }
        Ok((found, seen))
    };
    let found_here = run.each(
        &Kept::new(),
        |_| Ok(()),
        one,
        |_, outcome| {
            let seen = outcome.made.clone().unwrap_or_default();
            tally.files += seen.iter().map(|seen| seen.files.len()).sum::<usize>();
            tally.seen.extend(seen);
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

/// Names the files that were made in a folder and are of none of its projects any more.
fn of_no_project(folder: &Path, lists: &[(PathBuf, Manifest)], tally: &Tally, found: &mut Diagnostics) {
    let without_ending = |name: &str| Path::new(name).with_extension("");
    let seen = tally.seen.iter().filter(|seen| seen.folder == folder).flat_map(|seen| &seen.files);
    let known: BTreeSet<PathBuf> = seen.map(|name| without_ending(name)).collect();
    let books: BTreeSet<PathBuf> = lists.iter().flat_map(|(_, list)| books(folder, list)).collect();
    let lists: BTreeSet<&PathBuf> = lists.iter().map(|(path, _)| path).collect();
    for name in manifest::Manifest::read(&manifest::Manifest::path(folder, None)).0.keys() {
        let path = folder.join(name);
        if path.is_file() && !known.contains(&without_ending(name)) && !books.contains(&path) && !lists.contains(&path)
        {
            let place = Span::whole(&Source::new(path.display().to_string(), ""));
            let finding = Diagnostic::with_level(Level::Warning, Code::Differs, words::of_no_project(path.display()));
            found.push(finding.at(place, Message::default()).help(words::delete_the_old_file()));
        }
    }
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
    let templates = inputs::load_templates(&[&root], arguments.inputs.templates.as_deref())?;
    let lists = manifests(&root);
    let books: BTreeSet<PathBuf> = lists.iter().flat_map(|(_, list)| books(&root, list)).collect();
    if !path.exists() {
        return Err(Failure::new(words::no_such_output(path.display())).help(words::name_projects_or_outputs()));
    }
    let mut handed_in = Vec::new();
    match path.is_dir() {
        true => collect(path, &mut handed_in)?,
        false => handed_in.push(path.with_extension("xlsx")),
    }
    handed_in.retain(|path| !books.contains(path));
    let (workbooks, pages): (Vec<PathBuf>, Vec<PathBuf>) =
        handed_in.into_iter().partition(|path| has_ending(path, "xlsx"));
    for page in pages.iter().filter(|page| !workbooks.contains(&page.with_extension("xlsx"))) {
        let place = Span::whole(&Source::new(page.display().to_string(), ""));
        let alone =
            Diagnostic::with_level(Level::Warning, Code::MissingOutput, words::no_workbook_beside(page.display()));
        found.push(alone.at(place, Message::default()));
    }
    if workbooks.is_empty() && lists.is_empty() {
        return Err(Failure::new(words::nothing_to_verify(path.display())).help(words::name_projects_or_outputs()));
    }
    folders.insert(root.clone());
    let cabinet = Cabinet::default();
    for path in workbooks {
        let place = Span::whole(&Source::new(path.display().to_string(), ""));
        let wrong = |what: Message| Diagnostic::new(Code::Differs, what).at(place.clone(), Message::default());
        let bytes = fs::read(&path).map_err(|error| Failure::new(cli::cannot_read(path.display(), why(&error))))?;
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
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
        tally.seen.push(Seen::of(&project, &root, vec![name]));
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
                let missing = Diagnostic::new(Code::MissingOutput, words::no_such_output(name));
                found.push(at(self.project, missing.help(words::build_it())));
                return Ok(());
            }
            Err(error) => return Err(Failure::new(cli::cannot_read(name, why(&error)))),
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
                found.push(at(self.project, Diagnostic::new(Code::Differs, words::cannot_compare(name, what))));
                return Ok(());
            }
        };
        found.extend(differences.iter().take(MOST).map(|difference| self.finding(path, difference)));
        if differences.len() > MOST {
            let more = words::more_differences(name, differences.len() - MOST);
            found.push(at(self.project, Diagnostic::new(Code::Differs, more)));
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
        let keys: BTreeSet<&String> = own.fields.iter().chain(&carried.fields).map(|field| &field.key).collect();
        let value = |all: &[data::FieldData], name: &String| {
            all.iter().find(|field| field.key == *name).map(|field| field.value.clone())
        };
        let differing: Vec<&String> =
            keys.into_iter().filter(|name| value(&own.fields, name) != value(&carried.fields, name)).collect();
        if carried.year != own.year || !differing.is_empty() {
            let names = names(differing.iter().map(|name| name.as_str()));
            found.push(at(self.project, Diagnostic::new(Code::Differs, words::data_differ(path.display(), names))));
        }
    }

    fn finding(&self, path: &Path, difference: &Difference) -> Diagnostic {
        let (name, place) = (path.display(), &difference.place);
        let Some(id) = difference.cell else {
            let what = match &difference.says {
                Some(says) => words::says_more(name, place, says),
                None => words::has_annotations(name, place),
            };
            return at(self.project, Diagnostic::new(Code::Differs, what));
        };
        let cell = self.table.cell(id);
        let what = match (&cell.field, &difference.says) {
            (Some(field), Some(says)) => words::field_differs(plain(field), name, place, says, &cell.text),
            (Some(field), None) => words::field_is_missing(plain(field), name, place, &cell.text),
            (None, Some(says)) => words::form_differs(&cell.text, name, place, says),
            (None, None) => words::form_is_missing(&cell.text, name, place),
        };
        let finding = Diagnostic::new(Code::Differs, what);
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

/// Compares what a list says with the projects: those that share a file with an entry.
/// Where all of them are known, the list has to have just these.
fn compare_list(path: &Path, list: &Manifest, seen: &[&Seen], is_whole: bool, found: &mut Diagnostics) {
    let place = Span::whole(&Source::new(path.display().to_string(), ""));
    let mut differs =
        |what: Message| found.push(Diagnostic::new(Code::Differs, what).at(place.clone(), Message::default()));
    let is_of = |seen: &Seen, entry: &ProjectEntry| entry.files.iter().any(|file| seen.files.contains(&file.file));
    for entry in &list.projects {
        let Some(own) = seen.iter().find(|seen| is_of(seen, entry)).map(|seen| &seen.entry) else {
            if is_whole {
                differs(words::listed_project_is_gone(&entry.name));
            }
            continue;
        };
        for (what, there, here) in
            [(words::the_name(), &entry.name, &own.name), (words::the_unit(), &entry.unit, &own.unit)]
        {
            if there != here {
                differs(words::list_says_otherwise(&own.name, what, there, here));
            }
        }
        let fields: BTreeSet<&String> = entry.totals.iter().chain(&own.totals).map(|total| &total.field).collect();
        let amount = |of: &ProjectEntry, field: &String| {
            let total = of.totals.iter().find(|total| total.field == *field);
            total.map(|total| total.amount.clone()).unwrap_or_default()
        };
        for field in fields {
            let (there, here) = (amount(entry, field), amount(own, field));
            if there != here {
                differs(words::list_differs(field, there, here));
            }
        }
    }
    if is_whole {
        for seen in seen.iter().filter(|seen| !list.projects.iter().any(|entry| is_of(seen, entry))) {
            differs(words::project_not_listed(&seen.entry.name));
        }
        let amount = seen.iter().fold(Money::ZERO, |sum, seen| sum + seen.amount).plain();
        if list.amount != amount {
            differs(words::list_sum_differs(&list.amount, amount));
        }
    }
}

/// Compares the files that a list names with their digests.
fn compare_files(folder: &Path, list: &Manifest, found: &mut Diagnostics) {
    let files = list.projects.iter().flat_map(|project| &project.files).chain(&list.book);
    // What is outside of the folder is none of its business.
    let is_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    for file in files.filter(|file| is_inside(&file.file)) {
        let path = folder.join(&file.file);
        let place = Span::whole(&Source::new(path.display().to_string(), ""));
        let finding = match fs::read(&path) {
            Ok(bytes) if Digest::of(&bytes).to_string() == file.sha256 => continue,
            Ok(_) => Diagnostic::new(Code::NotAsBuilt, words::not_as_built(path.display())),
            Err(_) => Diagnostic::new(Code::MissingOutput, words::no_such_output(path.display())),
        };
        found.push(finding.help(words::build_it()).at(place, Message::default()));
    }
}

/// The lists of files in a folder, each with its path.
fn manifests(folder: &Path) -> Vec<(PathBuf, Manifest)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| has_ending(path, "json")).collect();
    paths.sort();
    let list = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path, Manifest::from_json(text.trim_start_matches('\u{feff}'))?))
    };
    paths.into_iter().filter_map(list).collect()
}

fn books(folder: &Path, list: &Manifest) -> Vec<PathBuf> {
    list.book.iter().map(|file| folder.join(&file.file)).collect()
}

/// The workbooks and PDFs in a folder and those in it, by name.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::new(cli::cannot_read_folder(folder.display(), why(&error)));
    let mut entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            collect(&path, files)?;
        } else if has_ending(&path, "xlsx") || has_ending(&path, "pdf") {
            files.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}
