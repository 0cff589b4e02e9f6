//! Makes project files of filled workbooks.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover::{load_templates, templates_folder};
use super::error::Error;
use super::files::{Files, Kind, TOGETHER};
use super::filled::{is_lock, is_workbook, workbook_bytes};
use super::names::{file_name, stem};
use super::paths::{is_hidden, parent};
use super::reach::{Reach, leads_out};
use super::texts::{MOST_BYTES, shown};
use super::workspace::{Options, Workspace};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source, Texts, summary};
use crate::import::{Forms, Imported, Workbook, words, workbook};
use crate::messages::{Message, clauses};
use crate::project::{Settings, read_file};

/// What is imported, and where it goes.
#[derive(Clone, Debug, Default)]
pub struct ImportPlan {
    /// The workbooks: files, folders of them, and patterns such as `*.xlsx`.
    pub files: Vec<PathBuf>,
    /// The folder of the project files; without it, their text is given back.
    pub target: Option<PathBuf>,
    /// Whether project files that are there are replaced.
    pub force: bool,
    /// Whether a project whose file is there comes beside it, with a number behind its name.
    pub beside: bool,
    /// The name of the form that the sheets are; without it, they are recognised.
    pub form: Option<String>,
    /// Whether forms of evaluations and of monitoring are read for what an application has
    /// too.
    pub evaluations: bool,
    /// A folder of templates beside those of the program.
    pub templates: Option<PathBuf>,
}

/// What was imported.
pub struct ImportedFiles {
    /// What could not be taken over, and what is wrong with what was.
    pub findings: Vec<Diagnostic>,
    /// The project files that are there now.
    pub paths: Vec<PathBuf>,
    /// Those of them that were written.
    pub written: Vec<PathBuf>,
    /// The files that were there already, say something else, and were left alone.
    pub there: Vec<PathBuf>,
    /// The text of all projects, where it goes nowhere else; none where there are none.
    pub text: Option<String>,
    /// How many projects there are.
    pub projects: usize,
    workbooks: usize,
    /// What findings are shown in, beside files.
    sources: Vec<Arc<Source>>,
    files: Arc<dyn Files>,
}

impl ImportedFiles {
    /// What was imported and found, in a sentence.
    pub fn summary(&self) -> Message {
        let done = words::imported(self.projects, self.workbooks);
        clauses([done, summary(&self.findings)].iter().filter(|part| !part.is_empty()))
    }
}

impl Texts for ImportedFiles {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        self.sources.as_slice().source(file).or_else(|| shown(&*self.files, file))
    }
}

/// Makes project files of filled workbooks.
///
/// # Errors
///
/// Templates with mistakes, or a folder without workbooks. A file that cannot be read or
/// written, and what a workbook has that has no place in a project, are findings.
pub fn import(files: Arc<dyn Files>, plan: &ImportPlan) -> Result<ImportedFiles, Error> {
    let beside = plan.target.clone().unwrap_or_else(|| PathBuf::from("."));
    let named = templates_folder(
        &*files,
        &[&beside, Path::new(".")],
        plan.templates.as_deref(),
        &Reach::new(&*files, [&beside, Path::new(".")]),
    )?;
    let templates = load_templates(&*files, &[], named.as_deref())?;
    let form = plan.form.as_deref().map(|name| templates.form(name)).transpose()?;
    let forms = Forms { templates: &templates, asked: form, with_stages: plan.evaluations };
    let mut found = Diagnostics::new();
    let paths = paths(&*files, &plan.files, &mut found)?;
    let Workbook { projects, pictures: sources } = workbooks(&*files, &paths, forms, &mut found);
    let mut imported = ImportedFiles {
        findings: Vec::new(),
        paths: Vec::new(),
        written: Vec::new(),
        there: Vec::new(),
        text: None,
        projects: projects.len(),
        workbooks: paths.len(),
        sources,
        files: Arc::clone(&files),
    };
    match &plan.target {
        Some(folder) => {
            imported.write(folder, projects, plan, &mut found);
            if !imported.paths.is_empty() {
                // As an author's own files are read.
                let options = Options { templates: named, ..Options::default() };
                let workspace = Workspace::open(files, &imported.paths, options)?;
                found.extend(workspace.read_only()?);
            }
        }
        None if !projects.is_empty() => {
            let texts: Vec<&str> = projects.iter().map(|project| project.text.as_str()).collect();
            let text = Source::new("-", &texts.join("---\n"));
            read_file(&text, &Settings::default(), &templates, &mut found);
            imported.text = Some(text.text.clone());
            imported.sources.push(text);
        }
        None => {}
    }
    imported.findings = found.sorted();
    Ok(imported)
}

/// The files that were asked for, each once: those of folders, and those that a pattern
/// means where no shell has put them in its place.
fn paths(files: &dyn Files, asked: &[PathBuf], found: &mut Diagnostics) -> Result<Vec<PathBuf>, Error> {
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    for path in asked {
        let kind = files.kind(path);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let several = match kind {
            Ok(Kind::Folder) => workbooks_in(files, path, found)?,
            Err(_) if name.contains(['*', '?']) => matching(files, path, &name)?,
            _ if is_lock(path) => {
                let note = Diagnostic::with_level(Level::Note, Code::NotImported, words::is_a_lock());
                found.push(note.at(FileId::from(path).whole(), Message::default()).help(words::import_the_other()));
                continue;
            }
            _ => vec![path.clone()],
        };
        let new = several.into_iter().filter(|path| seen.insert(files.whole(path).unwrap_or_else(|_| path.clone())));
        all.extend(new);
    }
    Ok(all)
}

/// The workbooks in a folder and in those in it, by name.
fn workbooks_in(files: &dyn Files, folder: &Path, left_out: &mut Diagnostics) -> Result<Vec<PathBuf>, Error> {
    let walked = files.walk(folder, &|_| true).map_err(|error| Error::read_folder(folder, error))?;
    let is_meant = |path: &Path| is_workbook(path) && !is_lock(path);
    let mut found = Vec::new();
    for (path, kind) in walked {
        match kind {
            Kind::Outside if is_meant(&path) => left_out.push(leads_out(&path)),
            Kind::Outside if files.is_folder(&path) => {
                left_out.push(Diagnostic { level: Level::Warning, ..leads_out(&path) });
            }
            Kind::File | Kind::Other if is_meant(&path) => found.push(path),
            _ => {}
        }
    }
    match found.is_empty() && left_out.count(Level::Error) == 0 {
        true => Err(Error::new(words::no_workbooks(folder.display())).help(words::ask_for_the_workbook())),
        false => Ok(found),
    }
}

/// The files whose names go with a pattern.
fn matching(files: &dyn Files, path: &Path, pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let folder = parent(path);
    let listed = files.list(&folder).map_err(|error| Error::read_folder(&folder, error))?;
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let is_meant = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let name: Vec<char> = name.chars().collect();
        !is_hidden(path)
            && !is_lock(path)
            && fits(&pattern, &name)
            && files.kind(path).is_ok_and(|kind| kind != Kind::Folder)
    };
    // As a user writes it: `*.xlsx` and not `./*.xlsx`.
    let is_name_alone = path.components().count() == 1;
    let named = |path: PathBuf| match path.file_name() {
        Some(name) if is_name_alone => PathBuf::from(name),
        _ => path,
    };
    let found: Vec<PathBuf> = listed.into_iter().filter(is_meant).map(named).collect();
    match found.is_empty() {
        true => Err(Error::new(words::nothing_matches(path.display())).help(words::ask_for_the_workbook())),
        false => Ok(found),
    }
}

/// Whether a name goes with a pattern: `*` is any letters, `?` is any one.
fn fits(pattern: &[char], name: &[char]) -> bool {
    // Where the last `*` was, and up to where it went in the name.
    let (mut at, mut star) = ((0, 0), None);
    while at.1 < name.len() {
        match pattern.get(at.0) {
            Some('*') => {
                star = Some(at);
                at.0 += 1;
            }
            Some(c) if *c == '?' || *c == name[at.1] => at = (at.0 + 1, at.1 + 1),
            _ => match star.as_mut() {
                Some(star) => {
                    star.1 += 1;
                    at = (star.0 + 1, star.1);
                }
                None => return false,
            },
        }
    }
    pattern[at.0..].iter().all(|c| *c == '*')
}

/// The projects of all workbooks, each once.
fn workbooks(files: &dyn Files, paths: &[PathBuf], forms: Forms<'_>, found: &mut Diagnostics) -> Workbook {
    let mut all = Workbook::default();
    for path in paths {
        let bytes = match workbook_bytes(files, path) {
            Ok(bytes) => bytes,
            Err(finding) => {
                found.push(finding);
                continue;
            }
        };
        let Workbook { projects, pictures } = workbook(path, &bytes, forms, found);
        all.pictures.extend(pictures);
        for project in projects {
            // A project's own file, and the book that has it, too.
            match all.projects.iter().any(|known| known.text == project.text) {
                true => found.push(once_more(path, &project)),
                false => all.projects.push(project),
            }
        }
    }
    all
}

impl ImportedFiles {
    /// Has projects whose files are there, and say something else, come to files that are not.
    fn put_beside(&self, all: &mut [(PathBuf, String)]) {
        let mut taken: HashSet<PathBuf> = all.iter().map(|(path, _)| path.clone()).collect();
        for (path, text) in all {
            let says_so = |path: &Path| self.files.read(path, MOST_BYTES).is_ok_and(|there| there == text.as_bytes());
            if self.files.kind(path).is_err() || says_so(path) {
                continue;
            }
            let own = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mut others = (2_usize..).map(|number| path.with_file_name(format!("{own}（{number}）.yaml")));
            let is_free =
                |other: &PathBuf| !taken.contains(other) && (self.files.kind(other).is_err() || says_so(other));
            if let Some(free) = others.find(is_free) {
                taken.insert(free.clone());
                *path = free;
            }
        }
    }

    /// Writes the files of the projects that can be written.
    fn write(&mut self, folder: &Path, projects: Vec<Imported>, plan: &ImportPlan, found: &mut Diagnostics) {
        let mut all = project_files(folder, projects);
        if plan.beside {
            self.put_beside(&mut all);
        }
        for part in all.chunks(TOGETHER) {
            let (mut staged, mut results) = (Vec::new(), Vec::new());
            for (path, text) in part {
                let there = self.files.read(path, MOST_BYTES);
                let result = match self.files.kind(path).is_ok() {
                    true if plan.force => self.files.rewrite(path, text.as_bytes()).map(|()| Fate::Written),
                    true if there.is_ok_and(|there| there != text.as_bytes()) => Ok(Fate::LeftAlone),
                    true => Ok(Fate::Nothing),
                    false => self.files.stage(path, text.as_bytes()).map(|one| {
                        staged.push(one);
                        Fate::Staged
                    }),
                };
                results.push(result);
            }
            let mut settled = self.files.settle(staged).into_iter();
            for ((path, _), result) in part.iter().zip(results) {
                let result = result.and_then(|result| match result {
                    Fate::Staged => settled.next().unwrap_or(Ok(())).map(|()| Fate::Written),
                    result => Ok(result),
                });
                match result {
                    Ok(Fate::LeftAlone) => {
                        found.push(already_there(path));
                        self.there.push(path.clone());
                        continue;
                    }
                    Ok(Fate::Written | Fate::Staged) => self.written.push(path.clone()),
                    Ok(Fate::Nothing) => {}
                    Err(error) => {
                        found.push(Error::write(path, error).into_finding(Code::CannotWrite, &path.into()));
                        continue;
                    }
                }
                self.paths.push(path.clone());
            }
        }
        self.projects = self.paths.len();
    }
}

/// What became of a project's file.
enum Fate {
    Written,
    /// It is to be put in its place.
    Staged,
    /// It says so already.
    Nothing,
    /// Somebody may have worked on it.
    LeftAlone,
}

/// What is said of a project that was imported from another place already.
fn once_more(file: &Path, project: &Imported) -> Diagnostic {
    let place = FileId::sheet(file, &project.sheet).whole();
    let what = words::imported_already(&project.name);
    Diagnostic::with_level(Level::Note, Code::NotImported, what).at(place, Message::default())
}

/// The files of the projects, each named after its project, or after its sheet; with
/// numbers where several have one name.
fn project_files(folder: &Path, imported: Vec<Imported>) -> Vec<(PathBuf, String)> {
    let stem_of = |project: &Imported| {
        let name = if project.name.trim().is_empty() { &project.sheet } else { &project.name };
        PathBuf::from(file_name(name))
    };
    let mut counts: BTreeMap<PathBuf, (usize, usize)> = BTreeMap::new();
    for project in &imported {
        counts.entry(stem_of(project)).or_default().0 += 1;
    }
    let named = imported.into_iter().map(|project| {
        let own = stem_of(&project);
        let (all, number) = counts.entry(own.clone()).or_default();
        *number += 1;
        let mut name = stem(&own, *number, *all).into_os_string();
        name.push(".yaml");
        (folder.join(name), project.text)
    });
    named.collect()
}

/// What is said of a file that somebody may have worked on.
fn already_there(path: &Path) -> Diagnostic {
    let place = FileId::from(path).whole();
    let error = Diagnostic::new(Code::CannotWrite, words::file_exists(path.display()));
    error.at(place, Message::default()).help(words::use_force())
}
