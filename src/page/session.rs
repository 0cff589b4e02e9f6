//! The open folder: what the page asks of it, and what it has changed there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jixiao::diag::{Code, Texts};
use jixiao::engine::{BuildPlan, Error, FieldChange, Glyphs, Step, Target, form_of_year, new_project};
use jixiao::messages::Language;
use jixiao::{Checked, Disk, Files, Format, Options, Workspace};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::history::History;
use super::view::{Counts, FolderView, GlyphsView, ProjectRow, ProjectView, findings};
use super::words;

/// The most bytes of a file that is changed on the page.
const MOST_BYTES: u64 = 8 << 20;

/// What the page is answered.
pub(super) enum Answer {
    /// As it asked.
    Done(Value),
    /// A file for it.
    File { name: String, kind: &'static str, bytes: Vec<u8> },
    /// It is not as the page takes it to be: somebody else has changed it.
    Conflict(Value),
}

/// The folder that is open: the program is in it.
pub(super) const FOLDER: &str = ".";

/// A folder that is open in the browser.
pub(super) struct Session {
    /// What it is called.
    name: String,
    language: Language,
    files: Arc<Disk>,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    workspace: Workspace,
    glyphs: Glyphs,
    histories: HashMap<PathBuf, History>,
    /// What was found, as long as nothing has changed since.
    checked: Option<Checked>,
    /// How often something has changed.
    version: u64,
}

/// A change of a field that the page asks for.
#[derive(Deserialize)]
pub(super) struct ChangeRequest {
    pub file: String,
    pub number: usize,
    /// The digest of the text that the page has seen.
    pub text: String,
    /// What the page takes the field to say; none where the change is no field's.
    pub before: Option<String>,
    pub change: FieldChange,
    /// How many outlines of glyphs the page has.
    pub glyphs: usize,
}

/// A whole text that the page asks to be saved.
#[derive(Deserialize)]
pub(super) struct TextRequest {
    pub file: String,
    /// The digest of the text that the page has seen.
    pub text: String,
    pub new: String,
    /// Whether what somebody else has written may be overwritten.
    #[serde(default)]
    pub force: bool,
}

/// A project of a file.
#[derive(Deserialize)]
pub(super) struct ProjectRequest {
    pub file: String,
    #[serde(default = "first")]
    pub number: usize,
    #[serde(default)]
    pub glyphs: usize,
}

fn first() -> usize {
    1
}

/// A project that is to be made.
#[derive(Deserialize)]
pub(super) struct NewRequest {
    pub name: String,
    pub year: u16,
}

impl Session {
    /// Opens the folder that the program is in, which is at this path.
    pub(super) fn open(whole: &Path, language: Language) -> Result<Self, Error> {
        let files = Arc::new(Disk);
        let workspace = open(&files)?;
        let state =
            State { workspace, glyphs: Glyphs::default(), histories: HashMap::new(), checked: None, version: 1 };
        Ok(Self {
            name: whole.display().to_string(),
            language,
            files,
            state: Mutex::new(state),
            changed: Condvar::new(),
        })
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something has changed since a version, or for so long.
    pub(super) fn wait(&self, since: u64, longest: Duration) -> u64 {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, longest, |state| state.version <= since);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    fn has_changed(&self, state: &mut State) {
        state.checked = None;
        state.version += 1;
        self.changed.notify_all();
    }

    /// Others have changed files.
    pub(super) fn changed_on_disk(&self, paths: &BTreeSet<PathBuf>) {
        let mut state = self.lock();
        let is_new = |path: &&PathBuf| {
            let is_text = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
            is_text || path.is_dir() || state.workspace.other_files().contains(path)
        };
        let paths: Vec<&PathBuf> = paths.iter().filter(is_new).collect();
        if paths.is_empty() {
            return;
        }
        // A folder that is gone just now may come back; what was known stays till then.
        let _ = state.workspace.change_many(paths.into_iter().map(|path| (path.as_path(), None)));
        self.has_changed(&mut state);
    }

    /// A file of the folder's projects by the name that the page has for it; no other file.
    fn file(state: &State, name: &str) -> Result<PathBuf, Error> {
        let known = state.workspace.project_files().find(|file| file.path().display().to_string() == name);
        known.map(|file| file.path().to_owned()).ok_or_else(|| Error::new(words::no_such_file(name)))
    }

    fn read(&self, path: &Path) -> Result<String, Error> {
        let bytes = self.files.read(path, MOST_BYTES).map_err(|error| Error::read(path, error))?;
        String::from_utf8(bytes).map_err(|error| Error::read(path, std::io::Error::other(error)))
    }

    /// What is in the folder.
    pub(super) fn folder_view(&self) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        check(state)?;
        let found = state.checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let mut rows: BTreeMap<(String, usize), ProjectRow> = BTreeMap::new();
        let row = |file: &str, number: usize| ProjectRow {
            file: file.to_owned(),
            number,
            name: Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            unit: String::new(),
            year: None,
            amount: None,
            counts: Counts::default(),
        };
        let mut total = rust_decimal::Decimal::ZERO;
        for outline in state.workspace.outlines() {
            let (name, place) = &outline.name;
            let file = place.file.path().display().to_string();
            let source = state.workspace.source(&place.file);
            let number =
                source.and_then(|source| state.workspace.way_to(&source, place.start())).map_or(1, |way| way.0);
            let mut row = row(&file, number);
            row.name.clone_from(name);
            row.unit = outline.unit.as_ref().map_or_else(String::new, |(unit, _)| unit.clone());
            row.year = Some(outline.year);
            row.amount = outline.amount.map(|amount| amount.to_string());
            total += outline.amount.unwrap_or_default();
            rows.insert((file, number), row);
        }
        // Those with mistakes have no outline.
        for file in state.workspace.project_files() {
            let file = file.path().display().to_string();
            if !rows.keys().any(|(known, _)| *known == file) {
                rows.insert((file.clone(), 1), row(&file, 1));
            }
        }
        let (mut counts, mut rules) = (Counts::default(), BTreeMap::new());
        for finding in found {
            counts.add(finding.level);
            *rules.entry(finding.code.name()).or_insert(0) += 1;
            let Some(label) = finding.labels.first() else { continue };
            let file = label.place.file.path().display().to_string();
            if let Some((_, row)) = rows.range_mut((file.clone(), 0)..).next().filter(|((known, _), _)| *known == file)
            {
                row.counts.add(finding.level);
            }
        }
        let view = FolderView {
            folder: self.name.clone(),
            projects: rows.into_values().collect(),
            findings: findings(&state.workspace, found.iter().take(MOST_FINDINGS), self.language, false),
            counts,
            rules,
            total: Some(total.to_string()),
            version: state.version,
        };
        Ok(Answer::Done(json(&view)))
    }

    /// A project as it is filled in.
    pub(super) fn project(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = Self::file(&state, &request.file)?;
        self.view(&mut state, &path, request.number, request.glyphs).map(Answer::Done)
    }

    fn view(&self, state: &mut State, path: &Path, number: usize, glyphs: usize) -> Result<Value, Error> {
        check(state)?;
        let form = state.workspace.form(path, number, &mut state.glyphs)?;
        let text = self.read(path).unwrap_or_default();
        let (can_undo, can_redo) = state.histories.get(path).map_or((false, false), History::has);
        let name = path.display().to_string();
        let found = state.checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let of_file =
            found.iter().filter(|finding| finding.labels.first().is_some_and(|label| label.place.file.path() == path));
        let mut found = findings(&state.workspace, of_file, self.language, true);
        found.retain(|finding| finding.number.is_none_or(|known| known == number));
        let view = ProjectView {
            file: name,
            number,
            text: digest(&text),
            form,
            findings: found,
            glyphs: GlyphsView { from: glyphs, paths: state.glyphs.from(glyphs).to_vec() },
            can_undo,
            can_redo,
            version: state.version,
        };
        Ok(json(&view))
    }

    /// Changes a field of a project, and saves its file.
    pub(super) fn change(&self, request: &ChangeRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = Self::file(state, &request.file)?;
        let now = self.read(&path)?;
        if digest(&now) != request.text {
            // The watcher may not have said so yet.
            state.workspace.change(&path, None)?;
            state.checked = None;
            let there = field_text(state, &path, request)?;
            if request.before.is_none() || there != request.before {
                let view = self.view(state, &path, request.number, request.glyphs)?;
                return Ok(Answer::Conflict(json!({"there": there, "project": view})));
            }
        }
        let new = state.workspace.form_changed(&path, request.number, &request.change)?;
        self.save(state, &path, now, &new)?;
        self.view(state, &path, request.number, request.glyphs).map(Answer::Done)
    }

    fn save(&self, state: &mut State, path: &Path, before: String, new: &str) -> Result<(), Error> {
        if before == new {
            return Ok(());
        }
        self.files.rewrite(path, new.as_bytes()).map_err(|error| Error::write(path, error))?;
        state.histories.entry(path.to_owned()).or_default().keep(before);
        state.workspace.change(path, None)?;
        self.has_changed(state);
        Ok(())
    }

    /// The text of a file.
    pub(super) fn text(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let state = self.lock();
        let text = self.read(&Self::file(&state, &request.file)?)?;
        Ok(Answer::Done(json!({"text": text, "digest": digest(&text)})))
    }

    /// Saves a whole text.
    pub(super) fn save_text(&self, request: &TextRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = Self::file(&state, &request.file)?;
        let now = self.read(&path)?;
        if digest(&now) != request.text && !request.force {
            return Ok(Answer::Conflict(json!({"there": now, "digest": digest(&now)})));
        }
        self.save(&mut state, &path, now, &request.new)?;
        Ok(Answer::Done(json!({"digest": digest(&request.new)})))
    }

    /// Takes the last change of a file back, or makes it again.
    pub(super) fn undo(&self, request: &ProjectRequest, again: bool) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = Self::file(state, &request.file)?;
        let now = self.read(&path)?;
        let history = state.histories.entry(path.clone()).or_default();
        let text = if again { history.redo(now) } else { history.undo(now) };
        if let Some(text) = text {
            self.files.rewrite(&path, text.as_bytes()).map_err(|error| Error::write(&path, error))?;
            state.workspace.change(&path, None)?;
            self.has_changed(state);
        }
        self.view(state, &path, request.number, request.glyphs).map(Answer::Done)
    }

    /// Mends what is beyond doubt in a file.
    pub(super) fn fix(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        check(state)?;
        let path = Self::file(state, &request.file)?;
        let now = self.read(&path)?;
        let found = state.checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let fixed = state.workspace.fixes(found).into_iter().find(|fixed| fixed.source.file.path() == path);
        if let Some(fixed) = fixed {
            self.save(state, &path, now, &fixed.written())?;
        }
        self.view(state, &path, request.number, request.glyphs).map(Answer::Done)
    }

    /// Builds one file's projects, or all.
    pub(super) fn build(&self, only: Option<&str>, book: bool) -> Result<Answer, Error> {
        let only = only.map(|name| Self::file(&self.lock(), name)).transpose()?;
        // The page goes on meanwhile.
        let workspace = open(&self.files)?;
        let book = if only.is_some() { None } else { Some(book).filter(|book| *book) };
        let plan = BuildPlan { only: only.map(|only| vec![only]), book, ..BuildPlan::default() };
        let built = workspace.build(&plan, &())?;
        let notes: Vec<&str> = built.notes.iter().map(|note| note.say(self.language)).collect();
        Ok(Answer::Done(json!({
            "summary": built.summary().say(self.language),
            "failed": built.failed,
            "notes": notes,
            "findings": findings(&workspace, &built.findings, self.language, false),
        })))
    }

    /// A project's file in a format, as it would be built.
    pub(super) fn output(&self, request: &ProjectRequest, format: Format) -> Result<Answer, Error> {
        let (path, text) = {
            let state = self.lock();
            let path = Self::file(&state, &request.file)?;
            let text = state.workspace.project_text(&path, request.number);
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
        let kind = match format {
            Format::Pdf => "application/pdf",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Ofd => "application/ofd",
        };
        match built.bytes {
            Some(bytes) => Ok(Answer::File { name: format!("{stem}.{}", format.extension()), kind, bytes }),
            None => Err(Error::new(words::not_built())),
        }
    }

    /// Makes a project.
    pub(super) fn new_project(&self, request: &NewRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let form = form_of_year(&*self.files, Path::new(FOLDER), request.year, None, None)?;
        let path = new_project(&*self.files, Path::new(FOLDER), &form, &request.name, None)?;
        state.workspace.change(&path, None)?;
        self.has_changed(&mut state);
        Ok(Answer::Done(json!({"file": path.display().to_string()})))
    }

    /// Puts a file into the folder of what was deleted, out of which it can be taken back.
    pub(super) fn delete(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = Self::file(&state, &request.file)?;
        let bytes = self.files.read(&path, MOST_BYTES).map_err(|error| Error::read(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = |number: usize| match number {
            0 => Path::new(TRASH).join(&name),
            number => Path::new(TRASH).join(format!("{number}-{name}")),
        };
        let place = (0..).map(place).find(|place| !place.exists()).unwrap_or_else(|| place(0));
        self.files.write(&place, &bytes).map_err(|error| Error::write(&place, error))?;
        self.files.remove(&path).map_err(|error| Error::write(&path, error))?;
        // A folder without projects is none; the page says so.
        let _ = state.workspace.change(&path, None);
        self.has_changed(&mut state);
        Ok(Answer::Done(json!({"trash": place.display().to_string()})))
    }

    /// The manual of a rule.
    pub(super) fn explain(&self, code: &str) -> Option<Value> {
        let code = Code::of(code)?;
        Some(json!({
            "code": code.name(),
            "summary": code.summary(self.language),
            "manual": code.manual(self.language),
        }))
    }
}

/// The folder, in the opened one, of what was deleted.
const TRASH: &str = ".trash";

/// So many findings of a folder are sent; their counts are those of all.
const MOST_FINDINGS: usize = 500;

fn open(files: &Arc<Disk>) -> Result<Workspace, Error> {
    Workspace::open(files.clone(), &[FOLDER.into()], Options::default())
}

fn check(state: &mut State) -> Result<(), Error> {
    if state.checked.is_none() {
        state.checked = Some(state.workspace.check(&())?);
    }
    Ok(())
}

/// What the field that is to be changed says now.
fn field_text(state: &mut State, path: &Path, request: &ChangeRequest) -> Result<Option<String>, Error> {
    let Some(form) = state.workspace.form(path, request.number, &mut state.glyphs)? else { return Ok(None) };
    let of = |at: &[Step], part: Option<&str>| {
        if form.year.at == at {
            return Some(form.year.text.clone());
        }
        form.fields.iter().find_map(|field| {
            if field.at == at {
                return Some(field.text.clone());
            }
            let record = field.records.iter().flatten().find(|written| written.at == at);
            let indicator = field.indicators.iter().find(|indicator| indicator.at == at);
            record.map(|written| written.text.clone()).or_else(|| {
                let indicator = indicator?;
                Some(if part == Some("名称") { indicator.name.clone() } else { indicator.target.clone() })
            })
        })
    };
    Ok(match &request.change {
        FieldChange::Set { at, .. } | FieldChange::Choose { at, .. } => of(at, None),
        FieldChange::SetIndicator { at, part, .. } => of(at, Some(part)),
        _ => None,
    })
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn json(view: &impl serde::Serialize) -> Value {
    // Nothing here can fail to serialise: keys are strings.
    serde_json::to_value(view).unwrap_or_default()
}
