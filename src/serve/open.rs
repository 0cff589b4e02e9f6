//! Which folder is open, and what may be asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use jixiao::engine::{Disk, Error};
use jixiao::messages::Language;
use jixiao::page::{Answer, IfThere, Request, Session, StartRequest};
use notify::RecommendedWatcher;
use serde_json::json;

use super::start::{Start, remember};
use super::{watch, words};

/// So long the check of all projects waits for the first page: a browser that is there already
/// has drawn it by then, and one that has to start first leaves the time to the check.
const FIRST_PAGE: Duration = Duration::from_millis(500);

/// What the page is of: a folder, or what somebody begins with.
pub(super) struct Opened {
    pub language: Language,
    /// None where the folder was given, so that no other is to be opened.
    start: Option<Start>,
    /// Who answers of the folder holds it: the program is in that folder, and stays there
    /// meanwhile.
    folder: RwLock<Option<Folder>>,
}

struct Folder {
    session: Arc<Session>,
    _watcher: Option<RecommendedWatcher>,
}

impl Opened {
    pub(super) fn new(language: Language, start: Option<Start>) -> Self {
        Self { language, start, folder: RwLock::new(None) }
    }

    /// Whether there is a page to begin with.
    pub(super) fn has_start(&self) -> bool {
        self.start.is_some()
    }

    /// Opens a folder in place of the one that is open.
    pub(super) fn open(&self, folder: &Path) -> Result<(), Error> {
        let not_a_folder = || Error::new(words::not_a_folder(folder.display())).help(words::give_its_folder());
        let whole = folder.canonicalize().map_err(|_| not_a_folder())?;
        // A page that waits for changes of the old one holds nothing.
        let mut open = self.folder.write().unwrap_or_else(PoisonError::into_inner);
        // What is built goes beside the projects, wherever the program was started.
        std::env::set_current_dir(&whole).map_err(|_| not_a_folder())?;
        let before = open.take().map_or(0, |folder| folder.session.leave());
        let name = plain(&whole).display().to_string();
        let session = Arc::new(Session::open(Arc::new(Disk), name, self.language, before + 1));
        let preparing = Arc::clone(&session);
        std::thread::spawn(move || preparing.prepare(FIRST_PAGE));
        *open = Some(Folder { _watcher: watch::watch(Arc::clone(&session)), session });
        remember(&plain(&whole));
        Ok(())
    }

    fn read(&self) -> RwLockReadGuard<'_, Option<Folder>> {
        self.folder.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the open folder; nothing where none is.
    pub(super) fn with(&self, ask: impl FnOnce(&Session) -> Result<Answer, Error>) -> Result<Answer, Error> {
        match &*self.read() {
            Some(folder) => ask(&folder.session),
            None => Ok(Answer::Nothing),
        }
    }

    /// The open folder, for who waits.
    pub(super) fn session(&self) -> Option<Arc<Session>> {
        self.read().as_ref().map(|folder| Arc::clone(&folder.session))
    }

    /// Answers a request of the open folder.
    pub(super) fn answer(&self, request: Request) -> Result<Answer, Error> {
        self.with(|session| session.answer(request))
    }

    /// Shows the folder of the outputs in the system's own window.
    pub(super) fn show_outputs(&self) -> Result<Answer, Error> {
        self.with(|session| {
            let there = session.output_folders()?.into_iter().find(|folder| folder.is_dir());
            let folder = there.ok_or_else(|| Error::new(words::nothing_built()).help(words::build_first()))?;
            let folder = folder.canonicalize().map_err(|error| Error::read_folder(&folder, error))?;
            // Where no window can be opened, its name is on the page.
            let _ = open::that_detached(plain(&folder));
            Ok(Answer::Done(json!({"folder": plain(&folder).display().to_string()})))
        })
    }

    /// Answers what is asked before a folder is open. Where one was given, only those that
    /// were made of it can be opened.
    pub(super) fn begin(&self, request: &StartRequest) -> Result<Answer, Error> {
        let made = |path: &str| self.session().is_some_and(|session| session.has_rolled(Path::new(path)));
        let Some(start) = &self.start else {
            return match request {
                StartRequest::Open { path, create: false } if made(path) => {
                    self.open(Path::new(path))?;
                    Ok(Answer::Done(json!({})))
                }
                _ => Ok(Answer::Nothing),
            };
        };
        match request {
            StartRequest::Start => Ok(Answer::Done(start.view())),
            StartRequest::Browse { path } => Start::browse(path).map(Answer::Done),
            request => {
                self.open(&start.prepare(request)?)?;
                match (request, &start.workbook) {
                    (StartRequest::ImportGiven { .. }, Some(workbook)) => {
                        let bytes = fs::read(workbook).map_err(|error| Error::read(workbook, error))?;
                        let name = workbook.file_name().unwrap_or_default().to_string_lossy().into_owned();
                        self.with(|session| session.import(&name, bytes, IfThere::Leave))
                    }
                    _ => Ok(Answer::Done(json!({}))),
                }
            }
        }
    }
}

/// A whole path as people write it: Windows puts `\\?\` before it.
fn plain(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    text.strip_prefix(r"\\?\").filter(|rest| !rest.starts_with("UNC")).map_or_else(|| path.to_owned(), PathBuf::from)
}
