//! Carries out the collection of forms: reads what is new of an inbox, has the state of the
//! round made of it, and writes what is told.
//!
//! What was read of a file is kept beside the results under the digest of its bytes, and is
//! not read again; so shards, which only read, need nothing but the same folder of results.

mod inbox;
mod outputs;
mod results;
mod roster;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use self::inbox::{Reader, is_beside, settings_of_folder};
pub use self::results::{collected_state, notice_to, results_in};
pub use self::roster::{RosterPlan, new_roster};
use super::digest::{Digest, Digester};
use super::discover::{load_templates, settings_files, sources_of, templates_folder};
use super::error::Error;
use super::events::{Events, Work, measure};
use super::files::{Files, Kind, Staged};
use super::fonts::FontCache;
use super::names::{Names, file_name};
use super::parallel::{Steps, lock, threads};
use super::paths::parent;
use super::reach::Reach;
use super::settings::{Layer, inherited};
use super::shard::Shard;
use super::texts::{read_text, shown};
use super::words;
use crate::check::CheckSettings;
use crate::collect::{
    Answers, Came, Content, Edits, FormRead, ItemRead, NEW_EDITS, Roster, Round, State, System, Version,
    questions_text, round,
};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Source, Texts};
use crate::messages::{Language, Message};
use crate::project::Settings;
use crate::template::{FontNames, Template, Templates};
use crate::unpack::{MOST_BYTES, visible};
use crate::value::Date;

/// What is collected, and where it goes.
#[derive(Clone, Debug)]
pub struct CollectPlan {
    /// The folder as it comes; nothing in it is changed.
    pub inbox: PathBuf,
    /// The roster of units.
    pub roster: PathBuf,
    /// The folder of results.
    pub target: PathBuf,
    /// The day of the run, `yyyy-mm-dd`.
    pub date: String,
    /// Only reads a share of the files.
    pub shard: Option<Shard>,
    /// What systems want of the accepted projects.
    pub systems: Vec<PathBuf>,
    /// Whether the accepted projects are bound as a book.
    pub book: bool,
    /// A folder of templates beside those of the program.
    pub templates: Option<PathBuf>,
    /// The number of threads; without it, as many as the machine gives.
    pub jobs: Option<usize>,
    /// The language of what is written.
    pub language: Language,
    /// Whether what was read is kept, so that it need not be read again.
    pub keeps: bool,
}

impl Default for CollectPlan {
    fn default() -> Self {
        Self {
            inbox: PathBuf::new(),
            roster: PathBuf::new(),
            target: PathBuf::new(),
            date: String::new(),
            shard: None,
            systems: Vec::new(),
            book: false,
            templates: None,
            jobs: None,
            language: Language::default(),
            keeps: true,
        }
    }
}

/// What was collected.
pub struct Collected {
    /// Where all units stand; none where only a share was read.
    pub state: Option<State>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// What could not be made of it.
    pub findings: Vec<Diagnostic>,
    /// How many files there are.
    pub files: usize,
    /// How many were read this time.
    pub read: usize,
    shown: Arc<dyn Files>,
}

impl Texts for Collected {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        shown(&*self.shown, file)
    }
}

/// The folder of results, unless another is given.
pub const RESULTS: &str = "结果";

/// The names of the files in it.
const STATE: &str = "状态.json";
const QUESTIONS: &str = "待定.yaml";
const EDITS: &str = "意见.yaml";
const READ: &str = "读出";
const PAGE: &str = "一览.html";
const WORKBOOK: &str = "一览.xlsx";

/// The most bytes of what is kept of a file that was read, and of the state: 10,000 projects
/// have a tenth.
const MOST_KEPT: u64 = 256 << 20;

/// So many files are put in their places together, which takes no longer than one.
const TOGETHER: usize = 32;

/// What is kept of a file that was read.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The digest of all that reading goes by.
    by: Digest,
    #[serde(flatten)]
    item: ItemRead,
}

/// Collects the forms of an inbox.
///
/// # Errors
///
/// A roster or a file of the office's decisions with mistakes, a state that cannot be read, or
/// results that cannot be written. What is wrong with a file that came is in the state.
pub fn collect(files: Arc<dyn Files>, plan: &CollectPlan, events: &dyn Events) -> Result<Collected, Error> {
    let date = Date::parse(&plan.date)?;
    let roster = read_roster(&*files, &plan.roster)?;
    let office = Office::load(&*files, plan, &roster)?;
    let paths = inbox(&*files, plan)?;
    let paths: Vec<(PathBuf, Kind)> = match plan.shard {
        Some(shard) => paths.into_iter().filter(|(path, _)| shard.has(&below(&plan.inbox, path))).collect(),
        None => paths,
    };
    let systems = systems(&*files, &plan.systems)?;
    let collection = Collection::new(&*files, plan, &office);
    let (came, read) = collection.read(&paths, events)?;
    let mut collected = Collected {
        state: None,
        written: Vec::new(),
        findings: Vec::new(),
        files: paths.len(),
        read,
        shown: Arc::clone(&files),
    };
    if plan.shard.is_none() {
        collection.tell(came, &roster, date, events, &mut collected)?;
        collection.export(&systems, &mut collected)?;
        if plan.book {
            collection.book(Arc::clone(&files), &mut collected, events)?;
        }
    }
    Ok(collected)
}

/// Reads what systems want: each is to have a file of its own.
fn systems(files: &dyn Files, paths: &[PathBuf]) -> Result<Vec<(System, String)>, Error> {
    let mut names = Names::of([PAGE, WORKBOOK, STATE, QUESTIONS, EDITS]);
    let mut systems = Vec::new();
    for path in paths {
        let system = System::read(&read_text(files, path)?).map_err(|found| wrong(path, found))?;
        let file = format!("{}.{}", file_name(&system.name), system.extension());
        if !names.take(&file) {
            let finding = Diagnostic::new(Code::Roster, words::results_have_such_a_file(&file));
            let finding = finding.at(system.name_at.clone(), Message::default()).help(words::another_name_for_it());
            return Err(wrong(path, vec![finding]));
        }
        systems.push((system, file));
    }
    Ok(systems)
}

/// What the office goes by.
struct Office {
    templates: Templates,
    asked: Option<Arc<Template>>,
    settings: Settings,
    checks: Arc<CheckSettings>,
    fonts: FontCache,
    /// The folder of its own templates.
    folder: Option<PathBuf>,
    /// The digest of all of it.
    digest: Digest,
}

impl Office {
    /// The templates and settings beside the roster.
    fn load(files: &dyn Files, plan: &CollectPlan, roster: &Roster) -> Result<Self, Error> {
        let folder = parent(&plan.roster);
        let reach = Reach::new(files, [&folder]);
        let named = templates_folder(files, &[&folder], plan.templates.as_deref(), &reach)?;
        let templates = load_templates(files, &[], named.as_deref())?;
        let asked = roster.form.as_deref().map(|name| templates.form(name).cloned()).transpose()?;
        let mut digest = Digester::default();
        digest.add(concat!(env!("CARGO_PKG_VERSION"), " ", env!("JIXIAO_SOURCES")).as_bytes());
        for source in named
            .iter()
            .map(|folder| sources_of(files, folder, &reach))
            .collect::<Result<Vec<_>, _>>()?
            .iter()
            .flatten()
        {
            digest.add(source.text.as_bytes());
        }
        digest.add(roster.form.as_deref().unwrap_or_default().as_bytes());
        let files_above = settings_files(files, &folder);
        let layers: Vec<Layer> = files_above.iter().map(|path| Layer::read(files, path, &templates, &reach)).collect();
        let mut found = Diagnostics::new();
        for layer in &layers {
            layer.text.iter().for_each(|source| digest.add(source.text.as_bytes()));
            found.append(layer.findings.clone());
        }
        if found.has_errors() {
            return Err(wrong(&plan.roster, found.sorted()));
        }
        let (mut settings, checks) = inherited(layers.iter().map(|layer| (&layer.settings, &layer.checks)));
        settings.form.clone_from(&asked);
        // That the office's own fonts cannot be read is no fault of those who sent their forms.
        let fonts = FontCache::default();
        let own = templates.loaded().filter(|loaded| !loaded.is_built_in).map(|loaded| &loaded.template.fonts);
        for names in std::iter::once(&FontNames::default()).chain(own) {
            fonts.named(files, settings.fonts.or(names))?;
        }
        Ok(Self { templates, asked, settings, checks, fonts, folder: named, digest: digest.finish() })
    }
}

/// The files of an inbox, by their paths, without the folder of results.
fn inbox(files: &dyn Files, plan: &CollectPlan) -> Result<Vec<(PathBuf, Kind)>, Error> {
    let target = files.whole(&plan.target).ok();
    if target.is_some() && files.whole(&plan.inbox).ok() == target {
        return Err(Error::new(words::results_into_the_inbox()).help(words::name_another_folder()));
    }
    let is_other = |path: &Path| target.is_none() || files.whole(path).ok() != target;
    let walked = files.walk(&plan.inbox, &is_other).map_err(|error| Error::read_folder(&plan.inbox, error))?;
    let mut paths = walked;
    paths.retain(|(path, _)| !is_beside(&below(&plan.inbox, path)));
    paths.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(paths)
}

/// A path as it is in the inbox.
fn below(inbox: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(inbox).unwrap_or(path).to_owned()
}

/// A path with `/` between its names.
fn name(path: &Path) -> String {
    let parts = path.components().map(|part| visible(&part.as_os_str().to_string_lossy()));
    parts.collect::<Vec<_>>().join("/")
}

/// Reads a roster.
///
/// # Errors
///
/// It cannot be read, or has mistakes.
pub(crate) fn read_roster(files: &dyn Files, path: &Path) -> Result<Roster, Error> {
    Roster::read(&read_text(files, path)?).map_err(|found| wrong(path, found))
}

fn wrong(path: &Path, findings: Vec<Diagnostic>) -> Error {
    Error { findings, ..Error::new(words::file_is_wrong(path.display())) }
}

/// A file that was read.
struct Read {
    key: Digest,
    item: ItemRead,
    /// Whether it was read this time.
    is_new: bool,
    /// What is kept of it, to be put in its place.
    staged: Option<Staged>,
}

struct Collection<'a> {
    files: &'a dyn Files,
    plan: &'a CollectPlan,
    office: &'a Office,
    /// What was loaded last, under its key: an archive holds many versions.
    last: Mutex<Option<(String, ItemRead)>>,
}

impl<'a> Collection<'a> {
    fn new(files: &'a dyn Files, plan: &'a CollectPlan, office: &'a Office) -> Self {
        Self { files, plan, office, last: Mutex::default() }
    }

    /// Reads the files that are new, and gives what was read of all of them, without what
    /// forms say; and how many were new.
    fn read(&self, paths: &[(PathBuf, Kind)], events: &dyn Events) -> Result<(Vec<Came>, usize), Error> {
        let (office, new) = (self.office, AtomicUsize::new(0));
        let reader = Reader {
            files: self.files,
            inbox: &self.plan.inbox,
            templates: &office.templates,
            asked: office.asked.as_ref(),
            settings: &office.settings,
            checks: &office.checks,
            fonts: &office.fonts,
            left: AtomicU64::new(inbox::MOST_OF_ALL),
        };
        let (mut came, not_kept) = (Vec::new(), Mutex::new(None));
        let threads = threads(self.plan.jobs, paths.len());
        events.begin(paths.len(), threads);
        let steps = Steps {
            read: Ok,
            claim: Ok,
            make: |index: usize| {
                let (path, kind) = &paths[index];
                let one = self.item(&reader, path, *kind, events)?;
                new.fetch_add(usize::from(one.is_new), Ordering::Relaxed);
                Ok(one)
            },
            settle: (TOGETHER, |part: &mut [Read]| {
                let staged = part.iter_mut().filter_map(|one| one.staged.take()).collect();
                let failed = self.files.settle(staged).into_iter().find_map(Result::err);
                if let Some(error) = failed {
                    lock(&not_kept).get_or_insert(error);
                }
            }),
            done: |index: usize, Read { key, item, .. }: Read| {
                let own = name(&below(&self.plan.inbox, &paths[index].0));
                for (number, mut read) in item.files.into_iter().enumerate() {
                    for form in &mut read.forms {
                        form.text = String::new();
                        form.content = Content::Text(String::new());
                    }
                    let file = if read.inside.is_empty() { own.clone() } else { format!("{own}/{}", read.inside) };
                    came.push(Came { file, key: key.to_string(), number, read });
                }
                events.done(&[]);
            },
        };
        let done = steps.run::<_, _, _, Error>(paths.len(), threads);
        events.end();
        done?;
        match not_kept.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(Error::write(&self.plan.target.join(READ), error)),
            None => Ok((came, new.into_inner())),
        }
    }

    /// What is in a file: as it was read before, where nothing of it has changed.
    fn item(&self, reader: &Reader<'_>, path: &Path, kind: Kind, events: &dyn Events) -> Result<Read, Error> {
        let unread =
            |error: Error| Read { key: Digest::default(), item: unreadable(error), is_new: true, staged: None };
        if kind == Kind::Outside {
            return Ok(unread(Error::new(words::link_leads_out(path.display()))));
        }
        let bytes = match self.files.read_beginning(path, MOST_BYTES as u64 + 1) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(unread(Error::read(path, error))),
        };
        let key = self.key(path, &bytes);
        let kept = if self.plan.keeps { self.kept(&key.to_string()) } else { None };
        if let Some(kept) = kept.filter(|kept| kept.by == self.office.digest && kept.item.version == inbox::VERSION) {
            return Ok(Read { key, item: kept.item, is_new: false, staged: None });
        }
        let Some(item) = measure(events, Work::Check, || reader.item(path, &bytes)) else {
            let error = Error::new(crate::collect::words::too_much_was_unpacked(inbox::MOST_OF_ALL >> 30));
            return Ok(Read { key, ..unread(error) });
        };
        let kept = Kept { by: self.office.digest, item };
        let staged = match self.plan.keeps {
            true => {
                // Nothing here can fail to serialise: there are strings and numbers only.
                let text = serde_json::to_string(&kept).unwrap_or_default();
                if text.len() as u64 > MOST_KEPT {
                    return Ok(Read { key, ..unread(Error::new(crate::collect::words::holds_too_much())) });
                }
                let target = self.kept_path(&key.to_string());
                Some(self.files.stage(&target, text.as_bytes()).map_err(|error| Error::write(&target, error))?)
            }
            false => None,
        };
        Ok(Read { key, item: kept.item, is_new: true, staged })
    }

    /// The digest of a file; of a project file, with the settings beside it.
    fn key(&self, path: &Path, bytes: &[u8]) -> Digest {
        if !super::paths::is_yaml(path) {
            return Digest::of(bytes);
        }
        let mut digest = Digester::default();
        digest.add(bytes);
        for settings in settings_of_folder(self.files, &parent(path), Some(&self.plan.inbox)) {
            match settings {
                Ok(source) => digest.add(source.text.as_bytes()),
                Err(finding) => digest.add(finding.message.say(Language::Chinese).as_bytes()),
            }
        }
        digest.finish()
    }

    fn kept_path(&self, key: &str) -> PathBuf {
        self.plan.target.join(READ).join(key.get(..2).unwrap_or("0")).join(format!("{key}.json"))
    }

    fn kept(&self, key: &str) -> Option<Kept> {
        serde_json::from_slice(&self.files.read(&self.kept_path(key), MOST_KEPT).ok()?).ok()
    }

    /// All that was read of a version of a project.
    fn form(&self, version: &Version) -> Option<FormRead> {
        let (file, form) = version.form;
        let mut last = lock(&self.last);
        let loaded = match last.take().filter(|(key, _)| *key == version.key) {
            Some(loaded) => loaded,
            None => (version.key.clone(), self.kept(&version.key)?.item),
        };
        last.insert(loaded).1.files.get(file)?.forms.get(form).cloned()
    }

    /// Says where all units stand.
    fn tell(
        &self,
        came: Vec<Came>,
        roster: &Roster,
        date: Date,
        events: &dyn Events,
        collected: &mut Collected,
    ) -> Result<(), Error> {
        let at = |name: &str| self.plan.target.join(name);
        let office_file = |name: &str| -> Result<Option<Arc<Source>>, Error> {
            if self.files.kind(&at(name)).is_err() {
                return Ok(None);
            }
            read_text(self.files, &at(name)).map(Some)
        };
        let (questions, edits) = (office_file(QUESTIONS)?, office_file(EDITS)?);
        let answers = match &questions {
            Some(source) => Answers::read(source).map_err(|found| wrong(&at(QUESTIONS), found))?,
            None => Answers::default(),
        };
        let edits = match &edits {
            Some(source) => Edits::read(source).map_err(|found| wrong(&at(EDITS), found))?,
            None => Edits::default(),
        };
        let before = collected_state(self.files, &self.plan.target)?;
        let by = Round {
            roster,
            answers: &answers,
            edits: &edits,
            date,
            checks: &self.office.checks,
            load: &|version| self.form(version),
        };
        let (mut state, asked) = round(&by, before, &came);
        // All that is needed of it is in the state; what is written next takes as much memory.
        drop(came);
        let mut folders = Names::default();
        state.units.iter_mut().for_each(|unit| unit.folder = folders.free(&unit.name));
        let old = questions.as_ref().map(|source| source.text.as_str());
        if let Some(text) = questions_text(old, &asked) {
            self.write(&at(QUESTIONS), text.as_bytes(), collected)?;
        }
        if self.files.kind(&at(EDITS)).is_err() {
            self.write(&at(EDITS), NEW_EDITS.as_bytes(), collected)?;
        }
        self.notices(&state, roster, events, collected)?;
        self.overview(&state, roster, collected)?;
        // The state last: what is there when it is not is made again.
        let json = state.json();
        if json.len() as u64 > MOST_KEPT {
            return Err(Error::new(words::state_is_too_large(MOST_KEPT >> 20)).help(words::divide_the_roster()));
        }
        self.write(&at(STATE), json.as_bytes(), collected)?;
        collected.state = Some(state);
        Ok(())
    }

    /// Writes a file, to be put in its place with others; none where it holds that already.
    fn stage(&self, path: &Path, bytes: &[u8]) -> Result<Option<Staged>, Error> {
        if self.files.read(path, bytes.len() as u64).is_ok_and(|there| there == bytes) {
            return Ok(None);
        }
        self.files.stage(path, bytes).map(Some).map_err(|error| Error::write(path, error))
    }

    /// Puts files in their places.
    fn settle(&self, staged: Vec<(PathBuf, Staged)>, collected: &mut Collected) -> Result<(), Error> {
        let (paths, staged): (Vec<PathBuf>, Vec<Staged>) = staged.into_iter().unzip();
        for (path, put) in paths.into_iter().zip(self.files.settle(staged)) {
            put.map_err(|error| Error::write(&path, error))?;
            collected.written.push(path);
        }
        Ok(())
    }

    /// Writes a file where it is to hold something else.
    fn write(&self, path: &Path, bytes: &[u8], collected: &mut Collected) -> Result<(), Error> {
        let staged = self.stage(path, bytes)?;
        self.settle(staged.into_iter().map(|staged| (path.to_owned(), staged)).collect(), collected)
    }
}

/// What is said of a file that cannot be read.
fn unreadable(error: Error) -> ItemRead {
    let mut file = crate::collect::FileRead::default();
    let what: Message = error.what;
    file.refused = Some(what.into());
    ItemRead { version: inbox::VERSION, files: vec![file] }
}
