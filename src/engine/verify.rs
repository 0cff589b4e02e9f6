//! Takes projects and the files of a submission, or these alone; gives what they say
//! otherwise.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::folder;
use super::digest::Digest;
use super::discover::{has_projects, load_templates};
use super::error::Error;
use super::events::Events;
use super::files::{Files, Kind, NO_LIMIT};
use super::fonts::FontCache;
use super::ledger::{Ledger, is_inside};
use super::make::{fill, formats};
use super::memo::Memo;
use super::names::{key, stem};
use super::paths::{has_ending, parent};
use super::plan::Target;
use super::run::{ReadFile, Run};
use super::texts::shown;
use super::workspace::{Options, Workspace};
use crate::book::{Manifest, ProjectEntry, asked_for};
use crate::data;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source, Texts, summary};
use crate::form::{self, FormTable};
use crate::layout::{Layout, lay_out};
use crate::messages::{Message, names};
use crate::project::{Format, Project, Settings};
use crate::value::Money;
use crate::verify::{Difference, Unreadable, pdf, words, workbook};

/// Of the differences of a file, so many are shown.
const MOST: usize = 20;

/// What is compared with what.
#[derive(Clone, Debug, Default)]
pub struct VerifyPlan {
    /// The folder of the outputs; without it, where the settings say, or `out`.
    pub target: Option<PathBuf>,
    /// Only these formats; without it, those of the settings, or PDF and XLSX.
    pub formats: Option<Vec<Format>>,
}

/// What was compared.
pub struct Verified {
    /// In what the files differ from the projects.
    pub findings: Vec<Diagnostic>,
    /// How many projects were compared.
    pub projects: usize,
    /// How many files.
    pub files: usize,
    /// What could not be compared.
    pub notes: Vec<Message>,
    workspace: Option<Workspace>,
    disk: Arc<dyn Files>,
}

impl Verified {
    /// What was compared, in a sentence.
    pub fn summary(&self) -> Message {
        let summary = Some(summary(&self.findings)).filter(|summary| !summary.is_empty());
        words::verified(self.projects, self.files, summary.unwrap_or_else(words::all_the_same))
    }
}

impl Texts for Verified {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        match &self.workspace {
            Some(workspace) => workspace.source(file),
            None => shown(&*self.disk, file),
        }
    }
}

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

/// Compares the files of a submission with its projects: those of each path that is or
/// holds project files, and the outputs of every other path with the data that they carry.
///
/// # Errors
///
/// A path that is not there, templates or fonts that cannot be read, or a file that cannot.
pub fn verify(
    files: Arc<dyn Files>,
    paths: &[PathBuf],
    options: Options,
    plan: &VerifyPlan,
    events: &dyn Events,
) -> Result<Verified, Error> {
    let holds_projects = |path: &PathBuf| has_projects(&*files, path);
    let (projects, handed_in): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(holds_projects);
    let templates = options.templates.clone();
    let workspace =
        (!projects.is_empty()).then(|| Workspace::open(Arc::clone(&files), &projects, options)).transpose()?;
    let mut verifier = Verifier {
        files: &*files,
        plan,
        events,
        folders: BTreeSet::new(),
        found: Diagnostics::new(),
        tally: Tally::default(),
    };
    if let Some(workspace) = &workspace {
        verifier.with_projects(workspace)?;
    }
    for path in &handed_in {
        verifier.handed_in(path, templates.as_deref())?;
    }
    // Of single projects, a list may have more.
    let is_whole = paths.iter().all(|path| files.is_folder(path));
    let notes = verifier.lists(is_whole, handed_in.is_empty());
    let Verifier { found, tally, .. } = verifier;
    let (findings, Tally { projects, files: count, .. }) = (found.sorted(), tally);
    Ok(Verified { findings, projects, files: count, notes, workspace, disk: files })
}

/// Files being compared.
struct Verifier<'a> {
    files: &'a dyn Files,
    plan: &'a VerifyPlan,
    events: &'a dyn Events,
    /// The folders of outputs.
    folders: BTreeSet<PathBuf>,
    found: Diagnostics,
    tally: Tally,
}

impl Verifier<'_> {
    /// Compares the lists of files in the folders of outputs; gives what is to be noted.
    fn lists(&mut self, is_whole: bool, is_with_projects: bool) -> Vec<Message> {
        let mut notes = Vec::new();
        let Self { files, folders, found, tally, .. } = self;
        for folder in &*folders {
            let lists = manifests(*files, folder);
            if lists.is_empty() {
                notes.push(words::no_list(folder.display()));
            }
            for (path, list) in &lists {
                let mut seen: Vec<&Seen> = Vec::new();
                for one in tally.seen.iter().filter(|seen| seen.folder == *folder && seen.year == list.year) {
                    // Whoever names projects and outputs has both compared.
                    if !seen.iter().any(|known| known.files.iter().any(|file| one.files.contains(file))) {
                        seen.push(one);
                    }
                }
                compare_list(path, list, &seen, is_whole, found);
                compare_files(*files, folder, list, found);
            }
            if is_whole && is_with_projects {
                of_no_project(*files, folder, &lists, tally, found);
            }
        }
        notes
    }

    /// Compares the outputs of project files with them.
    fn with_projects(&mut self, workspace: &Workspace) -> Result<(), Error> {
        let run = Run::new(workspace, self.events);
        let target = self.plan.target.clone().map(Target::Folder);
        let target = target.as_ref();
        let targets: Vec<Option<PathBuf>> = workspace
            .scopes
            .iter()
            .map(|scope| scope.settings.as_ref().and_then(|(settings, _)| folder(target, settings)))
            .collect();
        self.folders.extend(targets.iter().flatten().cloned());
        let (files, plan) = (self.files, self.plan);
        let one = |read: &ReadFile<'_>, ()| {
            let (mut found, mut seen) = (Diagnostics::new(), Vec::new());
            let Some(target) = &targets[read.file.scope] else { return Ok((found, seen)) };
            let formats = formats(read.settings, plan.formats.as_deref());
            for (number, project) in &read.projects {
                let fonts = workspace.fonts.of(files, project, read.settings)?.fonts;
                let fit = read.settings.output.fit;
                let Some(table) = fill(project, &fonts, &formats, fit, &read.checks, &mut Diagnostics::new()) else {
                    found.push(at(project, Diagnostic::new(Code::Differs, words::project_has_errors())));
                    continue;
                };
                let form = Form { files, project, layout: lay_out(&table, &fonts), table };
                let stem = key(&stem(&read.file.stem, *number, read.documents));
                let names: Vec<String> =
                    formats.iter().map(|format| format!("{stem}.{}", format.extension())).collect();
                for (format, name) in formats.iter().zip(&names) {
                    form.compare(*format, &target.join(name), &mut found)?;
                }
                seen.push(Seen::of(project, target, names));
            }
            Ok((found, seen))
        };
        let tally = &mut self.tally;
        run.events.begin(run.files.len(), run.threads);
        let found_here = run.each(
            &Memo::default(),
            |_| Ok(()),
            one,
            |_, outcome| {
                run.events.done(&[]);
                let seen = outcome.made.as_deref().unwrap_or_default();
                tally.files += seen.iter().map(|seen| seen.files.len()).sum::<usize>();
                tally.seen.extend(seen.iter().cloned());
            },
        )?;
        run.events.end();
        tally.projects += found_here.projects;
        // What is wrong with the projects themselves is told by `check`, but for what
        // keeps them from being compared.
        let is_of_outputs = |finding: &Diagnostic| matches!(finding.code, Code::Differs | Code::MissingOutput);
        let findings = found_here.findings.sorted().into_iter();
        self.found.extend(findings.filter(|finding| is_of_outputs(finding) || finding.level == Level::Error));
        Ok(())
    }

    /// Compares files that were handed in without their projects: each workbook with the
    /// data that it carries, and the PDF beside it.
    fn handed_in(&mut self, path: &Path, templates: Option<&Path>) -> Result<(), Error> {
        let files = self.files;
        if files.kind(path).is_err() {
            return Err(Error::new(words::no_such_output(path.display())).help(words::name_projects_or_outputs()));
        }
        let is_whole = files.is_folder(path);
        let root = if is_whole { path.to_owned() } else { parent(path) };
        let templates = load_templates(files, &[&root], templates)?;
        let lists = manifests(files, &root);
        let books: BTreeSet<PathBuf> = lists.iter().flat_map(|(_, list)| books(&root, list)).collect();
        let mut handed_in = Vec::new();
        match is_whole {
            true => handed_in.extend(outputs_in(files, path)?),
            false => handed_in.push(path.with_extension("xlsx")),
        }
        handed_in.retain(|path| !books.contains(path));
        let (workbooks, pages): (Vec<PathBuf>, Vec<PathBuf>) =
            handed_in.into_iter().partition(|path| has_ending(path, "xlsx"));
        for page in pages.iter().filter(|page| !workbooks.contains(&page.with_extension("xlsx"))) {
            let place = FileId::from(page).whole();
            let alone =
                Diagnostic::with_level(Level::Warning, Code::MissingOutput, words::no_workbook_beside(page.display()));
            self.found.push(alone.at(place, Message::default()));
        }
        if workbooks.is_empty() && lists.is_empty() {
            return Err(Error::new(words::nothing_to_verify(path.display())).help(words::name_projects_or_outputs()));
        }
        self.folders.insert(root.clone());
        let fonts = FontCache::default();
        for path in workbooks {
            let place = FileId::from(&path).whole();
            let wrong = |what: Message| Diagnostic::new(Code::Differs, what).at(place.clone(), Message::default());
            let bytes = files.read(&path, NO_LIMIT).map_err(|error| Error::read(&path, error))?;
            let project = data::in_workbook(&bytes).and_then(|data| data::project(&data, &templates));
            let project = match project {
                Ok(project) => project,
                Err(error) => {
                    self.found.push(wrong(words::cannot_compare(path.display(), error.0)));
                    continue;
                }
            };
            let fonts = fonts.of(files, &project, &Settings::default())?.fonts;
            let table = form::build(&project);
            let form = Form { files, project: &project, layout: lay_out(&table, &fonts), table };
            let mut differences = Diagnostics::new();
            form.compare(Format::Xlsx, &path, &mut differences)?;
            let page = path.with_extension("pdf");
            if files.is_file(&page) {
                form.compare(Format::Pdf, &page, &mut differences)?;
            }
            self.tally.files += 1 + usize::from(files.is_file(&page));
            self.tally.projects += 1;
            let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
            self.tally.seen.push(Seen::of(&project, &root, vec![name]));
            // The data have no places of their own.
            self.found.extend(
                differences
                    .sorted()
                    .into_iter()
                    .map(|finding| Diagnostic { labels: Vec::new(), ..finding }.at(place.clone(), Message::default())),
            );
        }
        Ok(())
    }
}

/// Names the files that were made in a folder and are of none of its projects any more.
fn of_no_project(
    files: &dyn Files,
    folder: &Path,
    lists: &[(PathBuf, Manifest)],
    tally: &Tally,
    found: &mut Diagnostics,
) {
    let without_ending = |name: &str| Path::new(name).with_extension("");
    let seen = tally.seen.iter().filter(|seen| seen.folder == folder).flat_map(|seen| &seen.files);
    let known: BTreeSet<PathBuf> = seen.map(|name| without_ending(name)).collect();
    let books: BTreeSet<PathBuf> = lists.iter().flat_map(|(_, list)| books(folder, list)).collect();
    let lists: BTreeSet<&PathBuf> = lists.iter().map(|(path, _)| path).collect();
    for name in Ledger::read(files, &Ledger::path(folder, None)).0.keys() {
        let path = folder.join(name);
        if files.is_file(&path)
            && !known.contains(&without_ending(name))
            && !books.contains(&path)
            && !lists.contains(&path)
        {
            let place = FileId::from(&path).whole();
            let finding = Diagnostic::with_level(Level::Warning, Code::Differs, words::of_no_project(path.display()));
            found.push(finding.at(place, Message::default()).help(words::delete_the_old_file()));
        }
    }
}

/// A project's form, with which its files are compared.
struct Form<'p> {
    files: &'p dyn Files,
    project: &'p Project,
    table: FormTable,
    layout: Layout,
}

impl Form<'_> {
    fn compare(&self, format: Format, path: &Path, found: &mut Diagnostics) -> Result<(), Error> {
        let name = path.display();
        let bytes = match self.files.read(path, NO_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let missing = Diagnostic::new(Code::MissingOutput, words::no_such_output(name));
                found.push(at(self.project, missing.help(words::build_it())));
                return Ok(());
            }
            Err(error) => return Err(Error::read(path, error)),
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
        if (carried.year, &carried.template.name) != (own.year, &own.template.name) || !differing.is_empty() {
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
            Some(span) if !span.source.file.path().as_os_str().is_empty() => {
                finding.at(span.clone(), words::here_it_says(&cell.text))
            }
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
    let place = FileId::from(path).whole();
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
fn compare_files(files: &dyn Files, folder: &Path, list: &Manifest, found: &mut Diagnostics) {
    let listed = list.projects.iter().flat_map(|project| &project.files).chain(&list.book);
    // A list says nothing of files outside of its folder.
    for file in listed.filter(|file| is_inside(&file.file)) {
        let path = folder.join(&file.file);
        let place = FileId::from(&path).whole();
        let finding = match files.read(&path, NO_LIMIT) {
            Ok(bytes) if Digest::of(&bytes).to_string() == file.sha256 => continue,
            Ok(_) => Diagnostic::new(Code::NotAsBuilt, words::not_as_built(path.display())),
            Err(_) => Diagnostic::new(Code::MissingOutput, words::no_such_output(path.display())),
        };
        found.push(finding.help(words::build_it()).at(place, Message::default()));
    }
}

/// The lists of files in a folder, each with its path.
fn manifests(files: &dyn Files, folder: &Path) -> Vec<(PathBuf, Manifest)> {
    let paths = files.list(folder).unwrap_or_default().into_iter().filter(|path| has_ending(path, "json"));
    let list = |path: PathBuf| {
        let text = String::from_utf8(files.read(&path, NO_LIMIT).ok()?).ok()?;
        Some((path, Manifest::from_json(text.trim_start_matches('\u{feff}'))?))
    };
    paths.filter_map(list).collect()
}

fn books(folder: &Path, list: &Manifest) -> Vec<PathBuf> {
    list.book.iter().map(|file| folder.join(&file.file)).collect()
}

/// The workbooks and PDFs in a folder and those in it, by name.
fn outputs_in(files: &dyn Files, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for (path, kind) in files.walk(folder, &|_| true).map_err(|error| Error::read_folder(folder, error))? {
        match kind {
            Kind::Folder => {
                let error = files.list(&path).err().unwrap_or_else(|| io::ErrorKind::PermissionDenied.into());
                return Err(Error::read_folder(&path, error));
            }
            _ if has_ending(&path, "xlsx") || has_ending(&path, "pdf") => found.push(path),
            _ => {}
        }
    }
    Ok(found)
}
