//! Takes projects and the files of a submission, or these alone; gives what is otherwise
//! in them than it should be.
//!
//! A file is made again and compared byte for byte (`file`): by its project
//! (`projects`), or by the data that files carry (`handed_in`). So are the books (`books`)
//! and lists (`lists`), and what the store of a folder says of its files (`store`).

mod books;
mod file;
mod handed_in;
mod lists;
mod projects;
mod store;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest::{Digest, MOST_DIGESTED};
use super::discover::has_projects;
use super::error::Error;
use super::events::Events;
use super::files::Files;
use super::paths::format_of;
use super::texts::shown;
use super::workspace::{Options, Workspace};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source, Texts, summary};
use crate::export::Created;
use crate::messages::{Message, list};
use crate::project::Format;
use crate::unpack::MOST_BYTES;
use crate::verify::words;
use lists::List;

/// What is compared with what.
#[derive(Clone, Debug, Default)]
pub struct VerifyPlan {
    /// The folder of the outputs; without it, where the settings say, or `out`.
    pub target: Option<PathBuf>,
    /// Only these formats; without it, those that the list names; without a list, those of the
    /// settings, or PDF and XLSX.
    pub formats: Option<Vec<Format>>,
    /// The time that the files bear; without it, the one that each says, or 1 January.
    pub created: Option<Created>,
    /// Lists that were kept apart from their files; without them, those in the folders of
    /// outputs count.
    pub lists: Vec<PathBuf>,
}

/// What was compared.
pub struct Verified {
    /// In what the files differ from what was made again.
    pub findings: Vec<Diagnostic>,
    /// How many projects were compared.
    pub projects: usize,
    /// How many files.
    pub files: usize,
    /// What could not be compared.
    pub notes: Vec<Message>,
    /// The formats that alone were compared, where it was said.
    formats: Option<Vec<Format>>,
    workspace: Option<Workspace>,
    disk: Arc<dyn Files>,
}

impl Verified {
    /// What was compared, in a sentence.
    pub fn summary(&self) -> Message {
        let same = || if self.files == 0 { words::nothing_compared() } else { words::all_the_same() };
        let found = Some(summary(&self.findings)).filter(|summary| !summary.is_empty()).unwrap_or_else(same);
        match &self.formats {
            None => words::verified(self.projects, self.files, found),
            Some(formats) => {
                let formats = list(formats.iter().map(|format| format.extension().to_uppercase()));
                words::verified_only(formats, self.projects, self.files, found)
            }
        }
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

/// Compares the files of a submission with its projects: those of each path that is or
/// holds project files, and the outputs of every other path with the data that they carry.
///
/// # Errors
///
/// A path that is not there, or templates or fonts that cannot be read.
pub fn verify(
    files: Arc<dyn Files>,
    paths: &[PathBuf],
    options: Options,
    plan: &VerifyPlan,
    events: &dyn Events,
) -> Result<Verified, Error> {
    let holds_projects = |path: &PathBuf| has_projects(&*files, path);
    let (projects, handed_in): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(holds_projects);
    let (templates, jobs) = (options.templates.clone(), options.jobs);
    let workspace =
        (!projects.is_empty()).then(|| Workspace::open(Arc::clone(&files), &projects, options)).transpose()?;
    let mut verifier = Verifier {
        files: &*files,
        plan,
        events,
        jobs,
        // Of single projects, a list may have more.
        is_whole: paths.iter().all(|path| files.is_folder(path)),
        apart: Vec::new(),
        report: Report::default(),
    };
    for path in &plan.lists {
        files.kind(path).map_err(|error| Error::read(path, error))?;
        match List::read(&*files, path) {
            Ok(list) => verifier.apart.push(list),
            Err(finding) => verifier.report.found.push(finding),
        }
    }
    if let Some(workspace) = &workspace {
        verifier.with_projects(workspace)?;
    }
    for path in &handed_in {
        verifier.handed_in(path, templates.as_deref())?;
    }
    if verifier.report.folders.len() > 1 && !plan.lists.is_empty() {
        return Err(Error::new(words::lists_of_several_folders()).help(words::verify_one_by_one()));
    }
    let Report { found, projects, files: count, notes, .. } = verifier.report;
    let formats = plan.formats.clone();
    Ok(Verified { findings: found.sorted(), projects, files: count, notes, formats, workspace, disk: files })
}

/// Files being compared.
struct Verifier<'a> {
    files: &'a dyn Files,
    plan: &'a VerifyPlan,
    events: &'a dyn Events,
    jobs: Option<usize>,
    is_whole: bool,
    /// The lists that were kept apart.
    apart: Vec<List>,
    report: Report,
}

impl Verifier<'_> {
    /// Whether files of a format are compared.
    fn is_compared(&self, format: Format) -> bool {
        self.plan.formats.as_ref().is_none_or(|only| only.contains(&format))
    }

    /// Whether files of a name are compared, by its ending.
    fn compares(&self, name: &str) -> bool {
        self.plan.formats.is_none() || format_of(Path::new(name)).is_some_and(|format| self.is_compared(format))
    }
}

/// What was compared so far, and found.
#[derive(Default)]
struct Report {
    found: Diagnostics,
    notes: Vec<Message>,
    projects: usize,
    files: usize,
    /// The folders of outputs.
    folders: BTreeSet<PathBuf>,
}

/// A file as it was read: no more of it than `MOST_BYTES`, or than ours has.
fn read(files: &dyn Files, path: &Path, ours: usize) -> Result<Option<Vec<u8>>, Diagnostic> {
    let failed = |error| Error::read(path, error).into_finding(Code::CannotRead, &FileId::from(path));
    match files.kind(path) {
        Err(_) => Ok(None),
        Ok(_) => files.read_beginning(path, MOST_BYTES.max(ours) as u64 + 1).map(Some).map_err(failed),
    }
}

/// The digest of a file; none where it cannot be read.
fn digest(files: &dyn Files, path: &Path) -> Option<Digest> {
    files.is_file(path).then(|| Digest::of_file(files, path, MOST_DIGESTED).ok()).flatten()
}

/// A finding about a file.
fn about(path: &Path, code: Code, what: Message) -> Diagnostic {
    Diagnostic::new(code, what).at(FileId::from(path).whole(), Message::default())
}

/// As [`about`], which is for the user to judge.
fn warning(path: &Path, code: Code, what: Message) -> Diagnostic {
    Diagnostic { level: Level::Warning, ..about(path, code, what) }
}
