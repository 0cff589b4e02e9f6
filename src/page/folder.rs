//! What the page does with a folder as a whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::history::digest;
use super::request::{BuildRequest, IfThere, NameRequest, SettingsRequest};
use super::session::{Answer, FOLDER, Session, State, json, kind, open};
use super::view::{FolderView, ProjectRow, SettingsView, findings, rules, shown_name};
use super::words;
use crate::engine::{
    BuildPlan, Error, ImportPlan, Kind, Overlay, RollPlan, VerifyPlan, form_of_year, format_of, import, is_yaml,
    new_project, roll, settings_year, verify,
};
use crate::{Files, Options, Workspace};

/// The folder, in the opened one, of what was deleted: below the number of the deletion, each
/// file as it stood in the opened folder.
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
        if why_empty.is_some() {
            view.year = settings_year(&*self.files, Path::new(FOLDER));
        }
        view.why_empty = why_empty;
        view.has_collected = self.has_collected();
        view.rules = rules(&by_rule, self.language);
        view.deleted = self.deleted().map(|deleted| name_of(&deleted.place));
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
        let place = self.copy_away(&path)?;
        self.files.remove(&path).map_err(|error| Error::write(&path, error))?;
        self.gone(&mut state, &path);
        Ok(Answer::Done(json!({"trash": place.display().to_string()})))
    }

    /// Copies a file to what was deleted; gives where it is there.
    fn copy_away(&self, path: &Path) -> Result<PathBuf, Error> {
        let bytes = self.files.read(path, u64::MAX).map_err(|error| Error::read(path, error))?;
        let number = self.deleted().map_or(1, |last| last.number + 1);
        let below = path.strip_prefix(FOLDER).unwrap_or(path);
        let place = Path::new(FOLDER).join(TRASH).join(number.to_string()).join(below);
        self.files.write(&place, &bytes).map_err(|error| Error::write(&place, error))?;
        Ok(place)
    }

    /// The file that was last put away; whoever put it away, and whenever.
    fn deleted(&self) -> Option<Deleted> {
        let trash = Path::new(FOLDER).join(TRASH);
        let all = self.files.walk(&trash, &|_| true).ok()?;
        let deleted = all.into_iter().filter(|(place, kind)| *kind == Kind::File && is_yaml(place));
        let deleted = deleted.filter_map(|(place, _)| {
            let below = place.strip_prefix(&trash).ok()?;
            let mut parts = below.components();
            let number = parts.next().and_then(|first| first.as_os_str().to_str()?.parse().ok());
            let (number, below) = match (number, parts.as_path()) {
                (Some(number), rest) if rest.parent().is_some() => (number, rest),
                _ => (0, below),
            };
            Some(Deleted { number, path: Path::new(FOLDER).join(below), place })
        });
        deleted.max_by_key(|deleted| deleted.number)
    }

    /// Brings the file back that was last put away.
    pub(super) fn restore(&self) -> Result<Answer, Error> {
        let mut state = self.lock();
        let Some(Deleted { path, place, .. }) = self.deleted() else { return Ok(Answer::Nothing) };
        if self.files.kind(&path).is_ok() {
            return Err(Error::new(words::is_there_again(path.display())).help(words::rename_that()));
        }
        let bytes = self.files.read(&place, u64::MAX).map_err(|error| Error::read(&place, error))?;
        self.files.write(&path, &bytes).map_err(|error| Error::write(&path, error))?;
        // One that stays there too does no harm.
        let _ = self.files.remove(&place);
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
        let notes: Vec<&str> = built.notes.iter().map(|note| note.on_a_page().say(self.language)).collect();
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
            "summary": built.summary().on_a_page().say(self.language),
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
    pub fn import(&self, name: &str, bytes: Vec<u8>, there: IfThere) -> Result<Answer, Error> {
        let name = Path::new(name).file_name().map(PathBuf::from).unwrap_or_default();
        if is_yaml(&name) {
            return self.take_in(&Path::new(FOLDER).join(name), &bytes);
        }
        let files = Overlay::new(Arc::clone(&self.files));
        files.set(&name, Some(bytes));
        let files: Arc<dyn Files> = Arc::new(files);
        let plan = ImportPlan {
            files: vec![name],
            target: Some(FOLDER.into()),
            beside: there == IfThere::Beside,
            ..ImportPlan::default()
        };
        let mut imported = import(Arc::clone(&files), &plan)?;
        if there == IfThere::Replace && !imported.there.is_empty() {
            // What was there can be had back.
            imported.there.iter().try_for_each(|path| self.copy_away(path).map(drop))?;
            let written = imported.written;
            imported = import(files, &ImportPlan { force: true, ..plan })?;
            imported.written.extend(written);
        }
        let mut state = self.lock();
        if let Ok(workspace) = state.workspace(&self.files) {
            workspace.change_many(imported.written.iter().map(|path| (path.as_path(), None)))?;
        }
        self.has_changed(&mut state);
        let written: Vec<String> = imported.written.iter().map(|path| path.display().to_string()).collect();
        Ok(Answer::Done(json!({
            "written": written,
            "there": imported.there.iter().map(|path| name_of(path)).collect::<Vec<_>>(),
            "summary": imported.summary().on_a_page().say(self.language),
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
        let notes: Vec<&str> = verified.notes.iter().map(|note| note.on_a_page().say(self.language)).collect();
        Ok(Answer::Done(json!({
            "summary": verified.summary().on_a_page().say(self.language),
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
        let notes: Vec<&str> = rolled.notes.iter().map(|note| note.on_a_page().say(self.language)).collect();
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
        let empty = self.if_empty(&mut state)?;
        let workspace = match &empty {
            Some(workspace) => workspace,
            None => state.workspace(&self.files)?,
        };
        let form = workspace.settings_form(Path::new(FOLDER), self.language);
        let found = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let own =
            found.iter().filter(|finding| finding.labels.iter().any(|label| label.place.file.path() == form.path));
        let found = findings(own, workspace, Some(workspace), self.language);
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

    /// The folder as if a project stood in it, where none does: it has settings all the same.
    fn if_empty(&self, state: &mut State) -> Result<Option<Workspace>, Error> {
        if state.workspace(&self.files).is_ok() {
            return Ok(None);
        }
        let project = (Path::new(FOLDER).join("1.yaml"), Vec::new());
        let options = Options { unsaved: vec![project], ..Options::default() };
        Workspace::open(self.files.clone(), &[FOLDER.into()], options).map(Some)
    }

    /// Changes the folder's settings.
    pub(super) fn change_settings(&self, request: &SettingsRequest) -> Result<Answer, Error> {
        {
            let mut state = self.lock();
            let state = &mut *state;
            let empty = self.if_empty(state)?;
            let workspace = match &empty {
                Some(workspace) => workspace,
                None => state.workspace(&self.files)?,
            };
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

/// A file that was put away.
struct Deleted {
    /// The number of the deletion.
    number: usize,
    /// Where it stood.
    path: PathBuf,
    /// Where it is.
    place: PathBuf,
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::messages::Language;
    use crate::{Files, Format, Memory};

    const TEXT: &str = include_str!("../../samples/2026-青年科技人才服务.yaml");
    const FILE: &str = "./甲.yaml";

    fn opened(files: &Arc<Memory>) -> Session {
        let session = Session::open(Arc::clone(files) as Arc<dyn Files>, "甲".to_owned(), Language::Chinese, 1);
        session.look();
        session
    }

    fn folder_of(files: &[(&str, &str)]) -> Arc<Memory> {
        let memory = Memory::new();
        for (path, text) in files {
            memory.write(Path::new(path), text.as_bytes()).unwrap();
        }
        Arc::new(memory)
    }

    fn done(answer: Result<Answer, Error>) -> Value {
        match answer {
            Ok(Answer::Done(view)) => view,
            Ok(_) => Value::Null,
            Err(error) => panic!("{error}"),
        }
    }

    fn text(files: &Memory, path: &str) -> Option<String> {
        files.read(Path::new(path), u64::MAX).ok().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_was_deleted_comes_back_when_the_folder_is_opened_anew() {
        let other = TEXT.replace("项目名称: ", "项目名称: 二");
        let files = folder_of(&[(FILE, TEXT), ("./下/甲.yaml", &other)]);
        let session = opened(&files);
        done(session.delete(FILE));
        done(session.delete("./下/甲.yaml"));
        assert_eq!((text(&files, FILE), text(&files, "./下/甲.yaml")), (None, None));
        let session = opened(&files);
        assert_eq!(done(session.folder())["deleted"], "甲.yaml");
        // What was deleted last comes first, each to where it stood.
        done(session.restore());
        assert_eq!((text(&files, FILE), text(&files, "./下/甲.yaml")), (None, Some(other)));
        done(session.restore());
        assert_eq!(text(&files, FILE).as_deref(), Some(TEXT));
        assert_eq!(done(session.folder())["deleted"], Value::Null);
        assert!(matches!(session.restore(), Ok(Answer::Nothing)));
    }

    #[test]
    fn a_form_that_is_there_is_left_replaced_or_put_beside() {
        let files = folder_of(&[(FILE, TEXT)]);
        let Ok(Answer::File { bytes, .. }) = opened(&files).output(FILE, 1, Format::Xlsx) else { panic!() };
        let there = "年度: 2026\n项目名称: 我改过的\n";
        let path = |number: &str| format!("./青年科技人才服务{number}.yaml");
        let files = folder_of(&[(&path(""), there)]);
        let session = opened(&files);
        let import = |there| done(session.import("表.xlsx", bytes.clone(), there));
        let answer = import(IfThere::Leave);
        assert_eq!((&answer["there"], &answer["written"]), (&json!(["青年科技人才服务.yaml"]), &json!([])));
        assert_eq!(text(&files, &path("")).as_deref(), Some(there));
        assert_eq!(import(IfThere::Beside)["written"], json!([path("（2）")]));
        assert_eq!(text(&files, &path("")).as_deref(), Some(there));
        // Once more is the same.
        assert_eq!(import(IfThere::Beside)["written"], json!([]));
        assert_eq!(import(IfThere::Replace)["written"], json!([path("")]));
        assert_eq!(text(&files, &path("")), text(&files, &path("（2）")));
    }

    #[test]
    fn what_is_filled_in_is_no_longer_to_be_filled_in() {
        let line = "  上年结转资金: 0\n";
        let left = &TEXT.replace(line, "  # 待填：上年结转资金，2025 年度的\n  上年结转资金:\n");
        let files = folder_of(&[(FILE, left)]);
        let session = opened(&files);
        let seen = done(session.answer(request(json!({"ask": "project", "file": FILE}))));
        let at = json!(["年度资金", "上年结转资金"]);
        let todo = seen["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "todo-left");
        assert_eq!(todo.unwrap()["at"], at);
        let change = json!({"do": "set", "at": at, "text": "3万元"});
        let change =
            json!({"ask": "change", "file": FILE, "number": 1, "text": seen["text"], "before": "", "change": change});
        let now = done(session.answer(request(change)));
        assert!(now["findings"].as_array().unwrap().iter().all(|finding| finding["code"] != "todo-left"), "{now}");
        let filled = TEXT.replace(line, "  上年结转资金: 3万元\n");
        assert_eq!(text(&files, FILE), Some(filled));
    }

    #[test]
    fn a_field_that_is_not_asked_for_says_when_it_is_and_its_cell_leads_to_it() {
        let one_year = "年度: 2026\n计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n项目总目标:  # 跨年度项目才填\n年度总体目标: 办班。\n";
        let session = opened(&folder_of(&[(FILE, one_year)]));
        let seen = done(session.answer(request(json!({"ask": "project", "file": FILE}))));
        let fields = seen["form"]["shape"]["fields"].as_array().unwrap();
        let index = fields.iter().position(|field| field["path"] == "项目总目标").unwrap();
        assert_eq!(
            (&fields[index]["condition"], &seen["form"]["fields"][index]["asked"]),
            (&json!("跨年度项目才填"), &json!(false))
        );
        let pages = seen["form"]["pages"].to_string();
        let cells = |path: &str| pages.matches(&format!("data-at=\\\"[&quot;{path}&quot;]")).count();
        assert_eq!((cells("项目总目标"), cells("年度总体目标")), (1, 1));
    }

    fn request(request: Value) -> super::super::Request {
        serde_json::from_value(request).unwrap()
    }
}
