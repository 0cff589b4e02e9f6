//! What the page does with a folder as a whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::history::digest;
use super::request::{BuildRequest, NameRequest, SettingsRequest};
use super::session::{Answer, FOLDER, Session, State, json, kind, open};
use super::view::{FolderView, ProjectRow, SettingsView, findings, rules, shown_name};
use super::words;
use crate::Options;
use crate::engine::{
    BuildPlan, Error, ImportPlan, Overlay, RollPlan, VerifyPlan, form_of_year, format_of, import, is_yaml, new_project,
    roll, verify,
};

/// The folder, in the opened one, of what was deleted.
const TRASH: &str = ".trash";

/// So many findings are sent at a time; their counts are those of all.
const MOST_FINDINGS: usize = 500;

impl Session {
    /// What is in the folder.
    pub(super) fn folder(&self) -> Result<Answer, Error> {
        if let Some(first) = self.until_prepared() {
            return Ok(Answer::Done(first));
        }
        let mut state = self.lock();
        if let Some(view) = self.while_looking(&state) {
            return Ok(Answer::Done(view));
        }
        let state = &mut *state;
        let why_empty = state.check(&self.files).err().map(|error| error.what.say(self.language).to_owned());
        let overview = match &why_empty {
            None => state.workspace(&self.files)?.overview(),
            Some(_) => Vec::new(),
        };
        let mut view = FolderView::new(self.name.clone(), &overview, false, state.version);
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, row) in view.projects.iter().enumerate() {
            first.entry(row.file.clone()).or_insert(index);
        }
        let mut by_rule = BTreeMap::new();
        for finding in state.checked.as_ref().map_or(&[][..], |checked| &checked.findings) {
            view.counts.add(finding.level);
            *by_rule.entry(finding.code).or_insert(0) += 1;
            let subject = finding.subject.as_ref();
            if let Some(unit) = subject.and_then(|subject| subject.unit.clone()) {
                view.units.entry(unit).or_default().add(finding.level);
            }
            let Some(label) = finding.labels.first() else { continue };
            let Some(index) = first.get(&*label.place.file.path().to_string_lossy()) else { continue };
            // Of several projects of a file, the one of the finding's name.
            let name = subject.and_then(|subject| subject.project.as_deref());
            let same_file = |row: &&mut ProjectRow| row.file == *label.place.file.path().to_string_lossy();
            let mut rows = view.projects[*index..].iter_mut().take_while(same_file);
            match rows.find(|row| Some(row.name.as_str()) == name) {
                Some(row) => row.counts.add(finding.level),
                None => view.projects[*index].counts.add(finding.level),
            }
        }
        view.why_empty = why_empty;
        view.has_collected = self.has_collected();
        view.rules = rules(&by_rule, self.language);
        let deleted = state.deleted.last().and_then(|(file, _)| file.file_name());
        view.deleted = deleted.map(|name| name.to_string_lossy().into_owned());
        Ok(Answer::Done(json(&view)))
    }

    /// What was found of a rule.
    pub(super) fn findings_of(&self, code: &str) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        state.check(&self.files)?;
        let checked = state.checked.take();
        let workspace = state.workspace(&self.files)?;
        let found = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let found = found.iter().filter(|finding| finding.code.name() == code).take(MOST_FINDINGS);
        let found = findings(found, &*workspace, Some(workspace), self.language);
        state.checked = checked;
        Ok(Answer::Done(json!({"findings": found})))
    }

    /// Makes a project.
    pub(super) fn new_project(&self, name: &str, year: u16) -> Result<Answer, Error> {
        let mut state = self.lock();
        let form = form_of_year(&*self.files, Path::new(FOLDER), year, None, None)?;
        let path = new_project(&*self.files, Path::new(FOLDER), &form, name, None)?;
        self.appeared(&mut state, &path)
    }

    /// Copies a project.
    pub(super) fn copy(&self, request: &NameRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.project_known(&mut state, request)?;
        let copy = state.workspace(&self.files)?.copy_project(&path, request.number, &request.name)?;
        self.appeared(&mut state, &copy)
    }

    /// Gives a project another name.
    pub(super) fn rename(&self, request: &NameRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.project_known(&mut state, request)?;
        let workspace = state.workspace(&self.files)?;
        let new = workspace.rename_project(&path, request.number, &request.name)?;
        workspace.change(&path, None)?;
        self.appeared(&mut state, &new)
    }

    /// The file of a project that is still called what the page takes it to be called: where
    /// others have put one before it, its number is that of another one.
    fn project_known(&self, state: &mut State, request: &NameRequest) -> Result<PathBuf, Error> {
        let path = self.file(state, &request.file)?;
        let now = state.workspace(&self.files)?.project_name(&path, request.number);
        match now.map(|name| shown_name(&path, &name)) {
            Some(name) if name != request.known => {
                Err(Error::new(words::is_another_project(path.display(), &request.known)).help(words::do_it_again()))
            }
            _ => Ok(path),
        }
    }

    /// A file of projects has come.
    fn appeared(&self, state: &mut State, path: &Path) -> Result<Answer, Error> {
        state.workspace(&self.files)?.change(path, None)?;
        self.has_changed(state);
        Ok(Answer::Done(json!({"file": path.display().to_string()})))
    }

    /// Puts a file into the folder of what was deleted, out of which it can be taken back.
    pub(super) fn delete(&self, file: &str) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.file(&mut state, file)?;
        let bytes = self.files.read(&path, u64::MAX).map_err(|error| Error::read(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let places = (0_usize..).map(|number| match number {
            0 => Path::new(FOLDER).join(TRASH).join(&name),
            number => Path::new(FOLDER).join(TRASH).join(format!("{number}-{name}")),
        });
        let free = |place: &PathBuf| self.files.kind(place).is_err();
        let Some(place) = places.take(usize::MAX).find(free) else { return Ok(Answer::Nothing) };
        self.files.write(&place, &bytes).map_err(|error| Error::write(&place, error))?;
        self.files.remove(&path).map_err(|error| Error::write(&path, error))?;
        state.deleted.push((path.clone(), place.clone()));
        self.gone(&mut state, &path);
        Ok(Answer::Done(json!({"trash": place.display().to_string()})))
    }

    /// Brings the file back that was last put away.
    pub(super) fn restore(&self) -> Result<Answer, Error> {
        let mut state = self.lock();
        let Some((path, place)) = state.deleted.last().cloned() else { return Ok(Answer::Nothing) };
        if self.files.kind(&path).is_ok() {
            return Err(Error::new(words::is_there_again(path.display())).help(words::rename_that()));
        }
        let bytes = self.files.read(&place, u64::MAX).map_err(|error| Error::read(&place, error))?;
        self.files.write(&path, &bytes).map_err(|error| Error::write(&path, error))?;
        // One that stays there too does no harm.
        let _ = self.files.remove(&place);
        state.deleted.pop();
        self.appeared(&mut state, &path)
    }

    /// Builds one file's projects, or all.
    pub(super) fn build(&self, request: &BuildRequest) -> Result<Answer, Error> {
        let only = request.file.as_deref().map(|name| self.file(&mut self.lock(), name)).transpose()?;
        // The page goes on meanwhile.
        let workspace = open(&self.files)?;
        let book = if only.is_some() { None } else { Some(request.book).filter(|book| *book) };
        let plan = BuildPlan { only: only.map(|only| vec![only]), book, ..BuildPlan::default() };
        let built = workspace.build(&plan, &self.progress)?;
        let notes: Vec<&str> = built.notes.iter().map(|note| note.say(self.language)).collect();
        let books = self.progress.take_bound();
        let names: Vec<String> = books.iter().map(|book| name_of(book)).collect();
        let folders: Vec<String> = workspace
            .output_folders()
            .iter()
            .map(|folder| self.files.absolute(folder).components().collect::<PathBuf>().display().to_string())
            .collect();
        let mut state = self.lock();
        if !books.is_empty() {
            state.books = books;
        }
        // What is built stands in the table.
        self.has_changed(&mut state);
        Ok(Answer::Done(json!({
            "summary": built.summary().say(self.language),
            "failed": built.failed,
            "notes": notes,
            "folders": folders,
            "books": names,
            "findings": findings(&built.findings, &workspace, Some(&workspace), self.language),
        })))
    }

    /// The folders of the outputs.
    pub fn output_folders(&self) -> Result<Vec<PathBuf>, Error> {
        Ok(self.lock().workspace(&self.files)?.output_folders())
    }

    /// A file of the book that was last bound.
    pub fn book(&self, number: usize) -> Result<Answer, Error> {
        let Some(path) = self.lock().books.get(number).cloned() else { return Ok(Answer::Nothing) };
        let bytes = self.files.read(&path, u64::MAX).map_err(|error| Error::read(&path, error))?;
        let format = format_of(&path);
        Ok(Answer::File { name: name_of(&path), kind: format.map_or("application/octet-stream", kind), bytes })
    }

    /// Makes project files of a workbook; takes one that somebody hands on as it is.
    pub fn import(&self, name: &str, bytes: Vec<u8>) -> Result<Answer, Error> {
        let name = Path::new(name).file_name().map(PathBuf::from).unwrap_or_default();
        if is_yaml(&name) {
            return self.take_in(&Path::new(FOLDER).join(name), &bytes);
        }
        let files = Arc::new(Overlay::new(Arc::clone(&self.files)));
        files.set(&name, Some(bytes));
        let plan = ImportPlan { files: vec![name], target: Some(FOLDER.into()), ..ImportPlan::default() };
        let imported = import(files, &plan)?;
        let mut state = self.lock();
        if let Ok(workspace) = state.workspace(&self.files) {
            workspace.change_many(imported.written.iter().map(|path| (path.as_path(), None)))?;
        }
        self.has_changed(&mut state);
        let written: Vec<String> = imported.written.iter().map(|path| path.display().to_string()).collect();
        Ok(Answer::Done(json!({
            "written": written,
            "summary": imported.summary().say(self.language),
            "findings": findings(&imported.findings, &imported, None, self.language),
        })))
    }

    /// Puts a file of projects into the folder, where none is called so.
    fn take_in(&self, path: &Path, bytes: &[u8]) -> Result<Answer, Error> {
        let mut state = self.lock();
        if self.files.kind(path).is_ok() {
            return Err(Error::new(words::is_there_already(name_of(path))).help(words::rename_that()));
        }
        self.files.write(path, bytes).map_err(|error| Error::write(path, error))?;
        self.appeared(&mut state, path)?;
        Ok(Answer::Done(json!({
            "written": [path.display().to_string()],
            "summary": words::taken_in().say(self.language),
            "findings": [],
        })))
    }

    /// Compares the outputs with their projects.
    pub(super) fn verify(&self) -> Result<Answer, Error> {
        let plan = VerifyPlan::default();
        let verified = verify(self.files.clone(), &[FOLDER.into()], Options::default(), &plan, &self.progress)?;
        let notes: Vec<&str> = verified.notes.iter().map(|note| note.say(self.language)).collect();
        Ok(Answer::Done(json!({
            "summary": verified.summary().say(self.language),
            "notes": notes,
            "findings": findings(&verified.findings, &verified, None, self.language),
        })))
    }

    /// Makes next year's folder: the one that is named, or one beside this.
    ///
    /// # Errors
    ///
    /// There is something else, a year has no form, or it cannot be written.
    pub fn roll(&self, year: u16, target: Option<PathBuf>) -> Result<Answer, Error> {
        let plan =
            RollPlan { folder: FOLDER.into(), year, target, form: None, templates: None, language: self.language };
        let rolled = roll(self.files.clone(), &plan)?;
        self.lock().rolled.extend(rolled.target.clone());
        let notes: Vec<&str> = rolled.notes.iter().map(|note| note.say(self.language)).collect();
        Ok(Answer::Done(json!({
            "target": rolled.target.as_ref().map(|target| target.display().to_string()),
            "projects": rolled.projects,
            "summary": rolled.summary,
            "left": rolled.left,
            "notes": notes,
            "findings": findings(&rolled.findings, &rolled, None, self.language),
        })))
    }

    /// The folder's settings.
    pub(super) fn settings(&self) -> Result<Answer, Error> {
        let mut state = self.lock();
        // What is wrong is among the findings.
        let _ = state.check(&self.files);
        let checked = state.checked.take();
        let workspace = state.workspace(&self.files)?;
        let form = workspace.settings_form(Path::new(FOLDER), self.language);
        let found = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let own =
            found.iter().filter(|finding| finding.labels.iter().any(|label| label.place.file.path() == form.path));
        let found = findings(own, &*workspace, Some(workspace), self.language);
        state.checked = checked;
        let view = SettingsView {
            folder: self.name.clone(),
            file: name_of(&form.path),
            text: digest(&self.read(&form.path).unwrap_or_default()),
            shapes: form.shapes,
            states: form.states,
            findings: found,
            version: state.version,
        };
        Ok(Answer::Done(json(&view)))
    }

    /// Changes the folder's settings.
    pub(super) fn change_settings(&self, request: &SettingsRequest) -> Result<Answer, Error> {
        {
            let mut state = self.lock();
            let state = &mut *state;
            let workspace = state.workspace(&self.files)?;
            let form = workspace.settings_form(Path::new(FOLDER), self.language);
            let now = self.read(&form.path).unwrap_or_default();
            if digest(&now) != request.text {
                let there = workspace.settings_said(Path::new(FOLDER), &request.change);
                if request.before.is_none() || there != request.before {
                    return Ok(Answer::Conflict(json!({"there": there})));
                }
            }
            let new = workspace.settings_changed(Path::new(FOLDER), &request.change)?;
            self.save(state, &form.path, now, &new)?;
        }
        self.settings()
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
