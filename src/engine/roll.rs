//! Makes next year's folder of last year's.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::discover::{Discovered, ProjectFile, Scope, TEMPLATES, discover};
use super::error::Error;
use super::files::{Files, Kind};
use super::fonts;
use super::names::key;
use super::paths::parent;
use super::reach::Reach;
use super::start::{EDITOR, editor_files};
use super::suggest::library_files;
use super::texts::{MOST_BYTES, shown};
use crate::diag::{Diagnostic, Diagnostics, Fetched, FileId, Level, Source, Texts};
use crate::messages::{Language, Message, list};
use crate::roll::{
    FolderRecord, OldFolder, Order, ProjectRecord, SettingsRecord, documents, roll as roll_files, words,
};

/// The most years between two folders.
const MOST_YEARS: u16 = 30;

/// The file in a new folder that says what earlier runs wrote there.
const STATE: &str = ".jixiao-roll.json";

/// The version of its format.
const VERSION: u32 = 1;

/// A folder and the year for which it is made anew.
#[derive(Clone, Debug)]
pub struct RollPlan {
    /// Last year's folder; it is not changed.
    pub folder: PathBuf,
    /// The new year.
    pub year: u16,
    /// The new folder; without it, one beside the old one.
    pub target: Option<PathBuf>,
    /// The name of the form of all projects; without it, that of the year, or their own
    /// where it goes on.
    pub form: Option<String>,
    /// A folder of templates beside those of the program and of the folder.
    pub templates: Option<PathBuf>,
    /// The language of the record that is written into the new folder.
    pub language: Language,
}

/// A folder that was made.
pub struct RolledFolder {
    /// Why projects could not be moved.
    pub findings: Vec<Diagnostic>,
    /// The new folder; none where nothing could be moved.
    pub target: Option<PathBuf>,
    /// How many projects were moved.
    pub projects: usize,
    /// What was there already and was left alone.
    pub left: Vec<String>,
    /// What was done, project by project, in the language of the record.
    pub summary: String,
    /// What was done and what is to be done, in a sentence each.
    pub notes: Vec<Message>,
    files: Arc<dyn Files>,
}

impl Texts for RolledFolder {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        shown(&*self.files, file)
    }
}

/// The most bytes of the templates, fonts and indicators that go along.
const MOST_COPIED: u64 = fonts::MOST_BYTES;

/// What earlier runs wrote into a folder.
#[derive(Default, Serialize, Deserialize)]
struct State {
    version: u32,
    year: u16,
    projects: HashSet<Known>,
}

/// A project that an earlier run wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct Known {
    /// Its file in the new folder, with `/` between folders.
    file: String,
    name: String,
}

impl State {
    /// What a folder says; none where no run made it.
    fn of(files: &dyn Files, folder: &Path) -> Option<Self> {
        let state: Self = serde_json::from_slice(&files.read(&folder.join(STATE), MOST_BYTES).ok()?).ok()?;
        Some(state).filter(|state| state.version == VERSION)
    }
}

/// Makes a folder for another year. What an earlier run of the same year has put there
/// stays as it is, and what is new is added.
///
/// # Errors
///
/// A folder that is not there, a year without a form, a target that holds something else
/// or cannot be written. What is wrong with a project is a finding.
pub fn roll(files: Arc<dyn Files>, plan: &RollPlan) -> Result<RolledFolder, Error> {
    let RollPlan { folder, year, language, .. } = plan;
    let year = *year;
    if !files.is_folder(folder) {
        return Err(Error::new(words::not_a_folder(folder.display())).help(words::name_the_folder()));
    }
    let whole = files.whole(folder).map_err(|error| Error::read_folder(folder, error))?;
    let found = discover(&*files, std::slice::from_ref(folder), plan.templates.as_deref(), None)?;
    let templates = Arc::clone(&found.scopes[0].templates);
    let form = templates.form_of_year(year, plan.form.as_deref())?.template;
    let order = Order { templates: &templates, year, form: &form, is_form_asked: plan.form.is_some() };
    let mut diagnostics = Diagnostics::new();
    let mut parts = roll_parts(&*files, &found, folder, &order, &mut diagnostics);
    let findings = diagnostics.sorted();
    let old = parts.iter().flat_map(|part| &part.record.projects).map(|project| project.from.0).max();
    let nothing = |findings, notes| RolledFolder {
        findings,
        target: None,
        projects: 0,
        left: Vec::new(),
        summary: String::new(),
        notes,
        files: Arc::clone(&files),
    };
    let Some(old) = old else {
        return Ok(nothing(findings, vec![words::nothing_rolled()]));
    };
    let target = match &plan.target {
        Some(target) => target.clone(),
        None => beside(folder, &whole, old, year),
    };
    let state = match refuse(&*files, &target, &whole, year) {
        Ok(state) => state,
        Err(error) => return Err(Error { findings, ..error }),
    };
    let paths = parts.iter().flat_map(|part| &part.files);
    let mut names = Names { year, taken: paths.map(|(path, _)| path.clone()).collect() };
    parts.iter_mut().for_each(|part| part.name_files(&mut names));
    let left: Vec<String> = parts.iter_mut().flat_map(|part| part.leave(&*files, &target, &state.projects)).collect();
    let mut rolled = nothing(findings, Vec::new());
    rolled.projects = parts.iter().map(|part| part.record.projects.len()).sum();
    if !left.is_empty() {
        rolled.notes.push(words::left_alone(target.display(), list(&left)));
    }
    if rolled.projects > 0 {
        let record = free_record(&*files, &target, *language);
        let page = page(&parts, &rolled, year, *language);
        // An editor that knew the old form's keys knows the new one's.
        let editor = match files.kind(&folder.join(EDITOR)) {
            Ok(Kind::Folder) => {
                let first = parts.iter().flat_map(|part| &part.record.projects).next();
                let form = first.and_then(|project| templates.form(&project.to.1).ok()).unwrap_or(&form);
                editor_files(form, year).to_vec()
            }
            _ => Vec::new(),
        };
        let others = [editor, vec![(record.clone(), page)]].concat();
        if let Err(error) = write(&*files, &parts, folder, &target, &others, state) {
            return Err(Error { findings: rolled.findings, ..error });
        }
        rolled.summary = summary(&parts, *language);
        let asked: usize = parts.iter().map(|part| part.record.asked()).sum();
        let decisions: usize = parts.iter().map(|part| part.record.decisions()).sum();
        rolled.notes.push(words::rolled(rolled.projects, asked, decisions, record));
    }
    if rolled.findings.iter().any(|finding| finding.level == Level::Error) {
        rolled.notes.push(words::some_were_not_rolled());
    }
    (rolled.target, rolled.left) = (Some(target), left);
    Ok(rolled)
}

/// Projects that share a `jixiao.yaml`, in their new folder.
struct Part {
    /// The `jixiao.yaml`, from the folder, and its text.
    settings: Option<(PathBuf, String)>,
    /// The files, from the folder, and their texts; none where nothing of one
    /// was moved.
    files: Vec<(PathBuf, Option<String>)>,
    /// The fonts and the indicators that the projects go by.
    shared: Vec<PathBuf>,
    record: FolderRecord,
}

/// Moves all scopes of a folder.
fn roll_parts(
    files: &dyn Files,
    found: &Discovered,
    root: &Path,
    order: &Order<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Part> {
    let mut sources: Vec<Vec<Arc<Source>>> = vec![Vec::new(); found.scopes.len()];
    for file @ ProjectFile { scope, .. } in &found.files {
        // Where settings cannot be read, nothing is known of those that go by them.
        let is_known = |scope: &Scope| !matches!(scope.settings_file, Some(Err(_)));
        match file.text(files) {
            _ if !found.upwards(*scope).all(is_known) => {}
            Ok(source) => sources[*scope].push(source),
            Err(error) => diagnostics.push(error),
        }
    }
    let mut folders = Vec::new();
    for (scope, files) in found.scopes.iter().zip(&sources) {
        let settings = match &scope.settings_file {
            Some(Ok(source)) => Some(source),
            Some(Err(error)) => {
                diagnostics.push(error.clone());
                None
            }
            None => None,
        };
        let owns_settings = settings.is_some_and(|source| source.file.path().starts_with(root));
        folders.push(OldFolder { settings, owns_settings, above: scope.above, files });
    }
    let within = |source: &Source| {
        let path = source.file.path();
        path.strip_prefix(root).unwrap_or(path).to_owned()
    };
    let reach = Reach::new(files, [root]);
    let rolled = roll_files(&folders, order, diagnostics);
    let parts = folders.iter().zip(rolled).zip(&found.scopes).map(|((folder, rolled), scope)| {
        let settings = folder.settings.zip(rolled.settings);
        let settings = settings.map(|(source, text)| (within(source), source.written(&text)));
        let moved = folder.files.iter().zip(rolled.files);
        let moved = moved.map(|(source, text)| (within(source), text.map(|text| source.written(&text)))).collect();
        Part { settings, files: moved, shared: shared(files, scope, &reach), record: rolled.record }
    });
    parts.collect()
}

impl Part {
    fn name_files(&mut self, names: &mut Names) {
        for project in &self.record.projects {
            let (path, _) = &mut self.files[project.file];
            *path = names.of(path, project.from.0);
        }
    }

    /// Takes out what an earlier run wrote, and what is there besides; gives the names of
    /// that. Documents that are new come below those of their file.
    fn leave(&mut self, files: &dyn Files, target: &Path, recorded: &HashSet<Known>) -> Vec<String> {
        let mut left = Vec::new();
        if let Some((path, _)) = self.settings.take_if(|(path, _)| files.kind(&target.join(path)).is_ok()) {
            left.push(path.display().to_string());
            self.record.settings = SettingsRecord::default();
        }
        let mut kept = Vec::new();
        let mut projects = std::mem::take(&mut self.record.projects).into_iter().peekable();
        for (number, (path, text)) in self.files.iter_mut().enumerate() {
            let name = path.display().to_string();
            let of_file = std::iter::from_fn(|| projects.next_if(|project| project.file == number)).collect::<Vec<_>>();
            let Some(rolled) = text.take() else { continue };
            let is_known = |project: &ProjectRecord| recorded.contains(&Known::of(path, &project.name));
            let (there, is_new) = (target.join(&*path), of_file.iter().any(|project| !is_known(project)));
            let is_there = files.kind(&there).is_ok();
            let has_known = of_file.iter().any(is_known);
            if has_known || is_there {
                left.push(name.clone());
            }
            if !is_new || is_there && !has_known {
                continue;
            }
            if !has_known {
                *text = Some(rolled);
                kept.extend(of_file);
                continue;
            }
            // A file that cannot be read stays as it is.
            let mut whole = match read_text(files, &there) {
                Some(whole) => whole,
                None if is_there => continue,
                None => String::new(),
            };
            let first = if whole.is_empty() { &rolled } else { &whole };
            let line_end = if first.contains("\r\n") { "\r\n" } else { "\n" };
            for (mut project, (above, document)) in of_file.into_iter().zip(documents(&rolled)) {
                if is_known(&project) {
                    continue;
                }
                if !whole.is_empty() {
                    whole += if whole.ends_with('\n') { "" } else { line_end };
                    whole += &format!("---{line_end}");
                }
                let before = whole.matches('\n').count();
                project.all_lines().for_each(|line| line.number = line.number + before - above);
                let document = document.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
                whole += &document.replace('\n', line_end);
                kept.push(project);
            }
            *text = Some(whole);
        }
        self.record.projects = kept;
        left
    }

    fn file_names(&self) -> Vec<String> {
        self.files.iter().map(|(path, _)| path.display().to_string()).collect()
    }

    fn settings_name(&self) -> String {
        self.settings.as_ref().map(|(path, _)| path.display().to_string()).unwrap_or_default()
    }
}

/// The names of the new files: a year in a name is moved where that is free.
struct Names {
    year: u16,
    taken: HashSet<PathBuf>,
}

impl Names {
    fn of(&mut self, path: &Path, old: u16) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let moved = with_year(&name, old, self.year).map(|name| path.with_file_name(name));
        match moved.filter(|moved| !self.taken.contains(moved)) {
            Some(moved) => {
                self.taken.insert(moved.clone());
                moved
            }
            None => path.to_owned(),
        }
    }
}

/// A name with another year, where it has the old one.
fn with_year(name: &str, old: u16, new: u16) -> Option<String> {
    let old = old.to_string();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (at, _) = name.match_indices(&old).find(|(at, _)| {
        !is_digit(name[..*at].chars().next_back()) && !is_digit(name[at + old.len()..].chars().next())
    })?;
    Some(format!("{}{new}{}", &name[..at], &name[at + old.len()..]))
}

/// The folder beside the old one, by the year in its name, whichever of its projects
/// can be read.
fn beside(named: &Path, whole: &Path, old: u16, year: u16) -> PathBuf {
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let mut years = std::iter::once(old).chain((year.saturating_sub(MOST_YEARS)..year).rev());
    let new = years.find_map(|old| with_year(&name, old, year)).unwrap_or_else(|| format!("{name}-{year}"));
    match named.file_name() {
        Some(_) => named.with_file_name(new),
        None => whole.with_file_name(new),
    }
}

/// A folder that holds something is not written into, unless an earlier run made it
/// for this year; and none is written into the old one.
fn refuse(files: &dyn Files, target: &Path, old: &Path, year: u16) -> Result<State, Error> {
    let help = words::choose_another_folder();
    let refused = |what: Message| Error::new(what).help(help.clone());
    let state = State::of(files, target).filter(|state| state.year == year);
    let is_free = match files.list(target) {
        Ok(entries) => entries.is_empty() || state.is_some(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(refused(words::folder_is_taken(target.display())));
    }
    let mut above =
        target.ancestors().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    if above.find_map(|folder| files.whole(folder).ok()).is_some_and(|known| known.starts_with(old)) {
        return Err(refused(words::folder_is_inside(target.display())));
    }
    Ok(state.unwrap_or(State { version: VERSION, year, projects: HashSet::new() }))
}

/// A text that is there.
fn read_text(files: &dyn Files, path: &Path) -> Option<String> {
    String::from_utf8(files.read(path, MOST_BYTES).ok()?).ok()
}

/// The files of the fonts that settings name, and the office's own indicators.
fn shared(files: &dyn Files, scope: &Scope, reach: &Reach<'_>) -> Vec<PathBuf> {
    let Some((settings, _)) = &scope.settings else { return Vec::new() };
    let fonts = &settings.fonts;
    let named = fonts.text.iter().chain(&fonts.bold).chain(&fonts.fallback);
    let fonts = named.filter(|font| files.is_file(font)).cloned();
    let library = library_files(files, scope.library(), [scope.folder.clone()]).unwrap_or_default();
    let library = library.into_iter().filter(|path| reach.left(&parent(path), path).is_none());
    fonts.chain(library).collect()
}

impl Known {
    fn of(path: &Path, name: &str) -> Self {
        Self { file: key(path), name: name.to_owned() }
    }
}

/// A name for the record that the folder does not have.
fn free_record(files: &dyn Files, target: &Path, language: Language) -> String {
    let name = words::record_name().say(language).to_owned();
    let numbered = (2..).map(|number| name.replace(".md", &format!("-{number}.md")));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| files.kind(&target.join(name)).is_err()).unwrap_or(name)
}

/// Writes a new folder; to one that is there, adds what it lacks.
fn write(
    files: &dyn Files,
    parts: &[Part],
    old: &Path,
    target: &Path,
    others: &[(String, String)],
    mut state: State,
) -> Result<(), Error> {
    let mut all: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for part in parts {
        let moved = part.files.iter().filter_map(|(path, text)| Some((path, text.as_ref()?)));
        let settings = part.settings.iter().map(|(path, text)| (path, text));
        all.extend(moved.chain(settings).map(|(path, text)| (path.clone(), text.clone().into_bytes())));
        let projects = part.record.projects.iter();
        state.projects.extend(projects.map(|project| Known::of(&part.files[project.file].0, &project.name)));
    }
    let is_new = |path: &Path| files.kind(&target.join(path)).is_err();
    let mut add = |path: PathBuf, bytes: Vec<u8>| all.extend(is_new(&path).then_some((path, bytes)));
    for (name, text) in others {
        add(name.into(), text.clone().into_bytes());
    }
    let shared: BTreeSet<&PathBuf> = parts.iter().flat_map(|part| &part.shared).collect();
    let mut left = MOST_COPIED;
    for path in below(files, &old.join(TEMPLATES))?.into_iter().chain(shared.into_iter().cloned()) {
        if let Ok(within) = path.strip_prefix(old) {
            let bytes = files.read(&path, left).map_err(|error| Error::read(&path, error))?;
            left -= bytes.len() as u64;
            add(within.to_owned(), bytes);
        }
    }
    let mut known: Vec<_> = state.projects.iter().collect();
    known.sort();
    let state = serde_json::json!({ "version": state.version, "year": state.year, "projects": known });
    all.push((STATE.into(), format!("{state:#}\n").into_bytes()));
    files.write_folder(target, &all).map_err(|error| Error::write(target, error))
}

/// All files in a folder, where it is there, but for links out of it.
fn below(files: &dyn Files, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if files.kind(folder).is_err() {
        return Ok(Vec::new());
    }
    let found = files.walk(folder, &|_| true).map_err(|error| Error::read_folder(folder, error))?;
    Ok(found.into_iter().filter(|(_, kind)| *kind != Kind::Outside).map(|(path, _)| path).collect())
}

/// What was done, for the new folder.
fn page(parts: &[Part], rolled: &RolledFolder, year: u16, language: Language) -> String {
    let mut text = format!("# {}\n\n{}\n", words::title(year).say(language), words::how_to_read().say(language));
    let errors = rolled.findings.iter().filter(|finding| finding.level == Level::Error);
    let texts = Fetched::new(rolled);
    let errors: Vec<String> = errors
        .filter_map(|error| {
            let place = &error.labels.first()?.place;
            let line = place.position(&texts).line;
            let line = words::at_line(place.file.name(), line, &error.message);
            Some(format!("- {}\n", line.say(language)))
        })
        .collect();
    if !errors.is_empty() {
        text += &format!("\n## {}\n\n{}", words::not_rolled().say(language), errors.concat());
    }
    text.extend(parts.iter().map(|part| part.record.page(&part.file_names(), &part.settings_name(), language)));
    text
}

/// What was done, in short.
fn summary(parts: &[Part], language: Language) -> String {
    parts.iter().map(|part| part.record.summary(&part.file_names(), &part.settings_name(), language)).collect()
}
