//! The open folder: what the page asks of it, and what it has changed there.
//!
//! Requests and answers are data: where the files are is for [`Files`] to know.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::history::{History, digest};
use super::progress::Progress;
use super::request::{Have, ProjectRequest, Request};
use super::view::{FolderView, FormView, GlyphsView, ProjectView, findings};
use super::words;
use crate::diag::{Code, FileId};
use crate::engine::{BuildPlan, Error, Glyphs, MOST_BYTES, Target, is_hidden, is_yaml};
use crate::messages::Language;
use crate::{Checked, Files, Format, Options, Workspace};

/// What the page is answered.
pub enum Answer {
    /// As it asked.
    Done(Value),
    /// A file for it.
    File {
        /// What it is called.
        name: String,
        /// Its kind, as browsers call it.
        kind: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// It is not as the page takes it to be: somebody else has changed it.
    Conflict(Value),
    /// There is no such thing.
    Nothing,
}

/// The folder that is open: the program is in it.
pub const FOLDER: &str = ".";

/// A folder that is open in the browser.
pub struct Session {
    /// What it is called.
    pub(super) name: String,
    pub(super) language: Language,
    pub(super) files: Arc<dyn Files>,
    pub(super) progress: Progress,
    /// The folder as reading its projects shows it; none where they cannot be read.
    first: OnceLock<Option<Value>>,
    /// Whether all projects have been looked at once, or something has changed since.
    is_prepared: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
}

pub(super) struct State {
    /// None as long as there are no projects, or none can be looked for.
    pub(super) workspace: Option<Workspace>,
    glyphs: Glyphs,
    pub(super) histories: HashMap<PathBuf, History>,
    /// What was found by the last look at all projects.
    pub(super) checked: Option<Checked>,
    /// Whether one file has changed since, and nothing else.
    pub(super) is_behind: bool,
    /// Whether all projects are looked at in parts, and some have not been yet.
    is_looking: bool,
    /// What this session wrote last into each file, by its digest.
    pub(super) written: HashMap<PathBuf, String>,
    /// The folders of other years that were made of this one.
    pub(super) rolled: Vec<PathBuf>,
    /// The books that were bound.
    pub(super) books: Vec<PathBuf>,
    /// How often something has changed.
    pub(super) version: u64,
    /// Whether a page stands that waits for changes.
    is_followed: bool,
}

impl State {
    /// The folder's projects.
    pub(super) fn workspace(&mut self, files: &Arc<dyn Files>) -> Result<&mut Workspace, Error> {
        if self.workspace.is_none() {
            self.workspace = Some(open(files)?);
        }
        self.workspace.as_mut().ok_or_else(|| Error::new(words::no_such_file(FOLDER)))
    }

    /// Checks what has changed.
    pub(super) fn check(&mut self, files: &Arc<dyn Files>) -> Result<(), Error> {
        if self.checked.is_none() || self.is_behind {
            self.checked = Some(self.workspace(files)?.check(&())?);
            self.is_behind = false;
        }
        Ok(())
    }
}

impl Session {
    /// Opens the folder that the program is in, which has this name. Versions count from one.
    pub fn open(files: Arc<dyn Files>, name: String, language: Language, version: u64) -> Self {
        let state = State {
            // What is wrong with it, the page is told when it asks.
            workspace: open(&files).ok(),
            glyphs: Glyphs::default(),
            histories: HashMap::new(),
            checked: None,
            is_behind: false,
            is_looking: false,
            written: HashMap::new(),
            rolled: Vec::new(),
            books: Vec::new(),
            version,
            is_followed: false,
        };
        let (first, is_prepared) = (OnceLock::new(), AtomicBool::new(false));
        let (state, changed) = (Mutex::new(state), Condvar::new());
        Self { name, language, files, progress: Progress::default(), first, is_prepared, state, changed }
    }

    /// Answers a request.
    pub fn answer(&self, request: Request) -> Result<Answer, Error> {
        match request {
            Request::Folder => self.folder(),
            Request::Collected => self.collected(),
            Request::Findings { code } => self.findings_of(&code),
            Request::Project(request) => self.project(&request),
            Request::Change(request) => self.change(&request),
            Request::Text { file } => self.text(&file),
            Request::SaveText(request) => self.save_text(&request),
            Request::Undo(request) => self.undo(&request, false),
            Request::Redo(request) => self.undo(&request, true),
            Request::Fix(request) => self.fix(&request),
            Request::Suggest { file, number } => self.suggest(&file, number),
            Request::AddSuggested(request) => self.add_suggested(&request),
            Request::Explain { code } => Ok(self.explain(&code)),
            Request::New { name, year } => self.new_project(&name, year),
            Request::Copy(request) => self.copy(&request),
            Request::Rename(request) => self.rename(&request),
            Request::Delete { file } => self.delete(&file),
            Request::Restore => self.restore(),
            Request::Build(request) => self.build(&request),
            Request::Progress => Ok(Answer::Done(self.progress.view())),
            Request::Verify => self.verify(),
            Request::Roll { year } => self.roll(year, None),
            Request::Settings => self.settings(),
            Request::ChangeSettings(request) => self.change_settings(&request),
        }
    }

    /// Looks at all projects once: has them read, which the page shows meanwhile, and checks
    /// them when it stands, or after so long: a browser that draws needs the processor more.
    /// Whoever opens a session has this done, or a [`glance`](Self::glance) taken and then a
    /// [`look`](Self::look).
    pub fn prepare(&self, longest: Duration) {
        self.glance();
        let waited = self.changed.wait_timeout_while(self.lock(), longest, |state| !state.is_followed);
        drop(waited);
        self.look();
    }

    /// Has the projects read, which the page shows until they have been looked at.
    pub fn glance(&self) {
        let state = self.lock();
        self.first.get_or_init(|| self.first_view(&state));
    }

    /// Checks all projects.
    pub fn look(&self) {
        let mut state = self.lock();
        // What is wrong, the page is told when it asks.
        let _ = state.check(&self.files);
        if !self.is_prepared.load(Ordering::Acquire) {
            self.move_on(&mut state);
        }
    }

    /// Checks so many files of projects from a number on, and all against each other behind the
    /// last; gives whether there are more. Until then the page is shown what is known without.
    pub fn look_in_parts(&self, from: usize, most: usize) -> bool {
        let mut state = self.lock();
        state.is_looking = true;
        // What is wrong, the page is told when it asks.
        let checked = state.workspace(&self.files).and_then(|workspace| workspace.check_some(from..from + most));
        if matches!(checked, Ok(true)) {
            return true;
        }
        state.is_looking = false;
        let _ = state.check(&self.files);
        self.move_on(&mut state);
        false
    }

    /// What is shown of the folder while parts of it have not been looked at.
    pub(super) fn while_looking(&self, state: &State) -> Option<Value> {
        if state.is_looking { self.first_view(state) } else { None }
    }

    fn first_view(&self, state: &State) -> Option<Value> {
        let overview = state.workspace.as_ref()?.glance().ok()?;
        let view = FolderView::new(self.name.clone(), &overview, true, state.version);
        Some(json(&FolderView { has_collected: self.has_collected(), ..view }))
    }

    /// What is shown of the folder until all projects have been looked at.
    pub(super) fn until_prepared(&self) -> Option<Value> {
        let is_prepared = self.is_prepared.load(Ordering::Acquire);
        (!is_prepared).then(|| self.first.wait().clone()).flatten()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something has changed since a version, or for so long.
    pub fn wait(&self, since: u64, longest: Duration) -> u64 {
        let mut state = self.lock();
        state.is_followed = true;
        self.changed.notify_all();
        let waited = self.changed.wait_timeout_while(state, longest, |state| state.version <= since);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    /// Has nobody wait for changes of this folder any more; gives its last version.
    pub fn leave(&self) -> u64 {
        let mut state = self.lock();
        self.has_changed(&mut state);
        state.version
    }

    /// How often something has changed.
    pub fn version(&self) -> u64 {
        self.lock().version
    }

    /// Whether a folder was made of this one for another year.
    pub fn has_rolled(&self, folder: &Path) -> bool {
        self.lock().rolled.iter().any(|known| known == folder)
    }

    pub(super) fn has_changed(&self, state: &mut State) {
        state.checked = None;
        self.move_on(state);
    }

    /// Tells who waits for changes; what reading showed at first is not so any more.
    pub(super) fn move_on(&self, state: &mut State) {
        self.is_prepared.store(true, Ordering::Release);
        state.version += 1;
        self.changed.notify_all();
    }

    /// Others have changed files.
    pub fn changed_on_disk(&self, paths: &BTreeSet<PathBuf>) {
        let mut state = self.lock();
        let state = &mut *state;
        let others = state.workspace.as_ref().map(Workspace::other_files).unwrap_or_default();
        let root = self.whole(Path::new(FOLDER));
        let is_hidden = |path: &Path| {
            let mut below = path.strip_prefix(&root).into_iter().flat_map(Path::components);
            below.any(|part| is_hidden(part.as_ref()))
        };
        let is_new = |path: &&PathBuf| {
            let counts = is_yaml(path) || self.files.is_folder(path) || others.contains(path);
            counts && !is_hidden(path) && !self.is_own(state, path)
        };
        let paths: Vec<&PathBuf> = paths.iter().filter(is_new).collect();
        if paths.is_empty() {
            return;
        }
        self.tell(state, paths.into_iter().map(PathBuf::as_path));
    }

    /// A file of projects has gone.
    pub(super) fn gone(&self, state: &mut State, path: &Path) {
        self.tell(state, [path]);
    }

    /// Tells the workspace what has changed.
    fn tell<'p>(&self, state: &mut State, paths: impl IntoIterator<Item = &'p Path>) {
        if let Some(workspace) = &mut state.workspace
            && workspace.change_many(paths.into_iter().map(|path| (path, None))).is_err()
        {
            // No projects are left, or there is a mistake in a template, which opening it says.
            state.workspace = None;
        }
        self.has_changed(state);
    }

    /// Whether a file is as this session wrote it.
    fn is_own(&self, state: &State, path: &Path) -> bool {
        let written = state.written.get(&self.whole(path));
        written.is_some_and(|known| self.read(path).is_ok_and(|text| digest(&text) == *known))
    }

    /// The one path of a file, by which who watches the folder calls it.
    pub(super) fn whole(&self, path: &Path) -> PathBuf {
        self.files.whole(path).unwrap_or_else(|_| path.to_owned())
    }

    /// A file of the folder's projects by the name that the page has for it; no other file.
    pub(super) fn file(&self, state: &mut State, name: &str) -> Result<PathBuf, Error> {
        let no_such_file = || Error::new(words::no_such_file(name));
        let is_it = |file: &FileId| file.path().to_string_lossy() == name;
        let workspace = state.workspace(&self.files).map_err(|_| no_such_file())?;
        let known = match workspace.project_file(Path::new(name)) {
            Some(known) if !known.is_outside && is_it(&known.file) => Some(&known.file),
            // The page has another name for one that is no UTF-8.
            _ => workspace.project_files().find(|file| is_it(file)),
        };
        let known = known.map(|file| file.path().to_owned());
        // A link that is not followed is in the table, too.
        let found = state.checked.iter().flat_map(|checked| &checked.findings);
        let mut said = found.filter(|finding| finding.labels.first().is_some_and(|label| is_it(&label.place.file)));
        known.ok_or_else(|| match said.next() {
            Some(finding) => {
                let error = Error::new(finding.message.clone());
                finding.help.iter().cloned().fold(error, Error::help)
            }
            None => no_such_file(),
        })
    }

    pub(super) fn read(&self, path: &Path) -> Result<String, Error> {
        let bytes = self.files.read(path, MOST_BYTES).map_err(|error| Error::read(path, error))?;
        String::from_utf8(bytes).map_err(|error| Error::read(path, std::io::Error::other(error)))
    }

    /// A project as it is filled in.
    fn project(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.file(&mut state, &request.file)?;
        self.view(&mut state, &path, request.number, &request.have).map(Answer::Done)
    }

    pub(super) fn view(&self, state: &mut State, path: &Path, number: usize, have: &Have) -> Result<Value, Error> {
        if !state.is_looking {
            state.check(&self.files)?;
        }
        let text = digest(&self.read(path).unwrap_or_default());
        self.view_of(state, path, number, have, text)
    }

    /// A project of a file whose text has this digest. Where all projects have not been looked
    /// at since it changed, the page is to ask again once nobody writes.
    pub(super) fn view_of(
        &self,
        state: &mut State,
        path: &Path,
        number: usize,
        have: &Have,
        text: String,
    ) -> Result<Value, Error> {
        let is_partial = state.checked.is_none() || state.is_behind;
        let before = state.checked.take();
        let State { workspace: Some(workspace), glyphs, .. } = state else { return Ok(Value::Null) };
        let form = workspace.form(path, number, glyphs)?;
        let found = workspace.check_file_alone(path, before.as_ref().unwrap_or(&Checked::default()))?;
        let mut found = findings(&found, &*workspace, Some(workspace), self.language);
        state.checked = before;
        let (can_undo, can_redo) = state.histories.get(path).map_or((false, false), History::has);
        found.retain(|finding| finding.number.is_none_or(|known| known == number));
        let view = ProjectView {
            folder: self.name.clone(),
            file: path.display().to_string(),
            number,
            text,
            form: form.map(|form| FormView::of(path, form, &have.shape, &have.pages)),
            findings: found,
            glyphs: GlyphsView::of(&state.glyphs, have),
            is_partial,
            can_undo,
            can_redo,
            version: state.version,
        };
        Ok(json(&view))
    }

    /// A project's file in a format, as it would be built.
    pub fn output(&self, file: &str, number: usize, format: Format) -> Result<Answer, Error> {
        let (path, text) = {
            let mut state = self.lock();
            let path = self.file(&mut state, file)?;
            let text = state.workspace(&self.files)?.project_text(&path, number);
            (path, text.ok_or_else(|| Error::new(words::not_built()))?)
        };
        // As if the file held this project alone.
        let options = Options { unsaved: vec![(path.clone(), text.into_bytes())], ..Options::default() };
        let workspace = Workspace::open(self.files.clone(), std::slice::from_ref(&path), options)?;
        let plan = BuildPlan {
            target: Some(Target::Bytes),
            formats: Some(vec![format]),
            book: Some(false),
            ..BuildPlan::default()
        };
        let built = workspace.build(&plan, &())?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match built.bytes {
            Some(bytes) => {
                Ok(Answer::File { name: format!("{stem}.{}", format.extension()), kind: kind(format), bytes })
            }
            None => Err(Error::new(words::not_built())),
        }
    }

    /// The manual of a rule.
    fn explain(&self, code: &str) -> Answer {
        let Some(code) = Code::of(code) else { return Answer::Nothing };
        Answer::Done(json!({
            "code": code.name(),
            "summary": code.summary(self.language),
            "manual": code.manual(self.language),
        }))
    }
}

/// The kind of a format's files, as browsers call it.
pub(super) fn kind(format: Format) -> &'static str {
    match format {
        Format::Pdf => "application/pdf",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Ofd => "application/ofd",
    }
}

pub(super) fn open(files: &Arc<dyn Files>) -> Result<Workspace, Error> {
    Workspace::open(files.clone(), &[FOLDER.into()], Options::default())
}

pub(super) fn json(view: &impl serde::Serialize) -> Value {
    // Nothing here can fail to serialise: keys are strings.
    serde_json::to_value(view).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::Memory;

    use super::*;

    #[test]
    fn projects_are_shown_before_they_are_checked() {
        let files = Memory::new();
        let text = "年度: 2026\n项目名称: 读书会\n预算单位: 示例市图书馆\n";
        assert!(files.write(Path::new("./甲.yaml"), text.as_bytes()).is_ok());
        let session = Session::open(Arc::new(files), "甲".to_owned(), Language::Chinese, 1);
        let folder = || match session.folder() {
            Ok(Answer::Done(view)) => view,
            _ => Value::Null,
        };
        std::thread::scope(|scope| {
            // No page has asked for changes: it waits for the first.
            scope.spawn(|| session.prepare(Duration::from_secs(600)));
            let first = folder();
            assert_eq!((&first["is_checking"], &first["counts"]["errors"]), (&json!(true), &json!(0)));
            assert_eq!(first["projects"][0]["name"], "读书会");
            let version = first["version"].as_u64().unwrap_or_default();
            let now = session.wait(version, Duration::from_secs(600));
            assert!(now > version);
            let then = folder();
            assert_eq!((&then["is_checking"], &then["version"]), (&json!(false), &json!(now)));
            assert_ne!(then["counts"]["errors"], json!(0));
        });
    }

    #[test]
    fn projects_are_looked_at_in_parts_while_they_are_filled_in() {
        let files = Memory::new();
        for name in ["甲", "乙", "丙"] {
            let text = format!("年度: 2026\n项目名称: {name}\n预算单位: 示例市图书馆\n");
            assert!(files.write(Path::new(&format!("./{name}.yaml")), text.as_bytes()).is_ok());
        }
        let session = Session::open(Arc::new(files), "年".to_owned(), Language::Chinese, 1);
        let ask = |request: Value| match session.answer(serde_json::from_value(request).unwrap()) {
            Ok(Answer::Done(view)) => view,
            _ => Value::Null,
        };
        session.glance();
        assert!(session.look_in_parts(0, 0));
        // Nobody waits for the others.
        let seen = ask(json!({"ask": "project", "file": "./甲.yaml", "number": 1}));
        assert_eq!((&seen["is_partial"], seen["findings"].as_array().unwrap().is_empty()), (&json!(true), false));
        ask(json!({"ask": "rename", "file": "./甲.yaml", "number": 1, "known": "甲", "name": "丁"}));
        let names = |folder: &Value| {
            let rows = folder["projects"].as_array().unwrap().iter();
            rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let folder = ask(json!({"ask": "folder"}));
        assert_eq!(
            (&folder["is_checking"], names(&folder)),
            (&json!(true), vec!["丁".into(), "丙".into(), "乙".into()])
        );
        assert!(session.look_in_parts(0, 2));
        assert!(!session.look_in_parts(2, 2));
        let folder = ask(json!({"ask": "folder"}));
        assert_eq!(folder["is_checking"], json!(false));
        assert_eq!(folder["projects"][0]["counts"], folder["projects"][2]["counts"]);
        let seen = ask(json!({"ask": "project", "file": "./丁.yaml", "number": 1}));
        assert_eq!(seen["is_partial"], json!(false));
    }
}
