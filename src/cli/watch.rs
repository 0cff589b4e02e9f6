//! `jixiao build --watch`: builds again whenever a project, settings, a template or
//! a font changes, until it is ended.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use jixiao::messages::cli as words;
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::{BuildArguments, Output};
use super::build::{Build, Made, find};
use super::failure::Failure;
use super::inputs::{self, Input};
use super::manifest::Digest;
use super::outputs::Claims;
use super::run::{Kept, Outcome};
use super::terminal::Terminal;
use super::timings::Timings;

/// Several files are often saved together, and one file in several steps.
const QUIET: Duration = Duration::from_millis(15);

/// How often is looked whether what was asked for is there again.
const POLL: Duration = Duration::from_millis(500);

/// So long is waited for quiet at most.
const LONGEST: Duration = Duration::from_millis(200);

/// `jixiao build --watch`
pub(super) fn watch(arguments: &BuildArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let standard = arguments.inputs.paths.iter().any(|path| path.as_os_str() == "-");
    if standard || matches!(arguments.output, Some(Output::Standard)) {
        return Err(Failure::new(words::cannot_watch_standard_input()).help(words::watch_a_folder()));
    }
    // There has to be something to begin with.
    inputs::find(&arguments.inputs)?;
    let mut watched = Watched::new(arguments)?;
    let mut known = Known::default();
    loop {
        if let Err(failure) = follow(arguments, terminal, &mut watched, &mut known) {
            known = Known::default();
            terminal.fail(&failure);
            terminal.say(&words::watching());
            let is_gone = inputs::find(&arguments.inputs).is_err();
            while watched.changes(is_gone.then_some(POLL)).is_none() {
                // A folder that is there again is another one.
                if is_gone && inputs::find(&arguments.inputs).is_ok() {
                    watched = Watched::new(arguments)?;
                    break;
                }
            }
        }
    }
}

/// What became of files that have not changed, where their settings and templates have
/// not either.
#[derive(Default)]
struct Known {
    made_of: Option<Digest>,
    outcomes: HashMap<PathBuf, Arc<Outcome<Made>>>,
}

/// Builds what is there, and again what changes, until there are other files than before.
fn follow(
    arguments: &BuildArguments,
    terminal: Terminal,
    watched: &mut Watched,
    known: &mut Known,
) -> Result<(), Failure> {
    let timings = Timings::default();
    let (inputs, projects) = find(arguments)?;
    watched.add_inputs(&inputs)?;
    let build = Build::new(arguments, terminal, (&inputs, projects), &timings)?;
    let mut folders: HashMap<PathBuf, PathBuf> = HashMap::new();
    let mut path = |file: &Path| {
        let folder = folders.entry(inputs::parent(file)).or_insert_with_key(|folder| whole(folder));
        folder.join(file.file_name().unwrap_or_default())
    };
    let paths: Vec<PathBuf> = build.run.files().iter().map(|(_, file)| path(&file.path)).collect();
    let places: HashMap<&PathBuf, usize> = paths.iter().zip(0..).collect();
    let Known { made_of, mut outcomes } = std::mem::take(known);
    let mut kept = Kept::new();
    if made_of == Some(build.settings_digest()) {
        kept.extend(paths.iter().enumerate().filter_map(|(index, path)| Some((index, outcomes.remove(path)?))));
    }
    let mut claims = Claims::default();
    build.claim_kept(&kept, &mut claims);
    loop {
        let (found, total) = build.run(&mut claims, &kept)?;
        build.tell(found, &total, Vec::new());
        if !arguments.pace.quiet {
            terminal.say(&words::watching());
        }
        watched.add_fonts(build.fonts())?;
        kept = total.kept;
        let changed = watched.changes(None).unwrap_or_default();
        let is_known = !changed.is_empty() && !changed.iter().any(|path| watched.fonts.contains(path));
        let places: Option<Vec<usize>> =
            changed.iter().map(|path| places.get(path).copied().filter(|_| path.is_file())).collect();
        match places {
            _ if !is_known => return Ok(()),
            Some(places) => kept.retain(|index, _| !places.contains(index)),
            // Files came, or went.
            None => {
                let unchanged = kept.into_iter().map(|(index, outcome)| (paths[index].clone(), outcome));
                *known = Known {
                    made_of: Some(build.settings_digest()),
                    outcomes: unchanged.filter(|(path, _)| !changed.contains(path)).collect(),
                };
                return Ok(());
            }
        }
    }
}

/// What is looked at, and what is said of it.
struct Watched {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
    fonts: BTreeSet<PathBuf>,
}

impl Watched {
    fn new(arguments: &BuildArguments) -> Result<Self, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| failure(Path::new("."), &error))?;
        let mut watched = Self { watcher, events, folders: BTreeSet::new(), fonts: BTreeSet::new() };
        for path in arguments.inputs.paths.iter().chain(&arguments.inputs.templates) {
            match path.is_dir() {
                true => watched.add(path, RecursiveMode::Recursive)?,
                false => watched.add(&inputs::parent(path), RecursiveMode::NonRecursive)?,
            }
        }
        Ok(watched)
    }

    /// The settings may stand above the projects, and templates beside them.
    fn add_inputs(&mut self, inputs: &[Input]) -> Result<(), Failure> {
        for input in inputs {
            self.add(&input.folder, RecursiveMode::NonRecursive)?;
            for template in &*input.template_sources {
                self.add(&inputs::parent(Path::new(&template.name)), RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }

    fn add_fonts(&mut self, fonts: Vec<PathBuf>) -> Result<(), Failure> {
        for font in fonts {
            self.add(&inputs::parent(&font), RecursiveMode::NonRecursive)?;
            self.fonts.insert(whole(&font));
        }
        Ok(())
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Failure> {
        let whole = whole(folder);
        // Those in a folder that is watched with all below it are watched already.
        if self.folders.insert(whole.clone()) {
            self.watcher.watch(&whole, mode).map_err(|error| failure(folder, &error))?;
        }
        Ok(())
    }

    /// Waits for files to change that count, so long at most where there is a limit; which
    /// they are, as far as that is known.
    fn changes(&self, limit: Option<Duration>) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let (mut first, mut is_unknown): (Option<Instant>, _) = (None, false);
        loop {
            let event = match (first, limit) {
                (None, None) => self.events.recv().ok(),
                (None, Some(limit)) => Some(self.events.recv_timeout(limit).ok()?),
                (Some(_), _) => self.events.recv_timeout(QUIET).ok(),
            };
            match event {
                Some(Ok(event)) if !event.need_rescan() => {
                    is_unknown |= event.paths.iter().any(|path| is_folder(&event, path));
                    changed.extend(event.paths.iter().filter(|path| is_change(&event) && self.counts(path)).cloned());
                }
                Some(_) => is_unknown = true,
                None => break,
            }
            let is_over = first.is_some_and(|first| first.elapsed() > LONGEST);
            if is_unknown || !changed.is_empty() {
                first.get_or_insert_with(Instant::now);
            }
            if is_over {
                break;
            }
        }
        Some(if is_unknown { BTreeSet::new() } else { changed })
    }

    /// Whether a file is one that projects or their settings can be in.
    fn counts(&self, path: &Path) -> bool {
        let is_hidden = path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with('.'));
        (inputs::is_yaml(path) && !is_hidden) || self.fonts.contains(path)
    }
}

/// Whether an event is about a folder that may have come or gone with all that is in it.
fn is_folder(event: &Event, path: &Path) -> bool {
    let is_hidden = path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with('.'));
    let is_one = match event.kind {
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => path.is_dir(),
        EventKind::Remove(RemoveKind::Folder) => true,
        // It is not there any more.
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => path.extension().is_none(),
        _ => false,
    };
    is_one && !is_hidden
}

/// Whether an event changes what a file holds.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind != MetadataKind::AccessTime,
        _ => true,
    }
}

/// A path as the watcher says it.
fn whole(path: &Path) -> PathBuf {
    let name = path.file_name().filter(|_| !path.is_dir());
    let folder = if name.is_some() { inputs::parent(path) } else { path.to_owned() };
    let folder = fs::canonicalize(&folder).unwrap_or(folder);
    name.map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn failure(folder: &Path, error: &notify::Error) -> Failure {
    Failure::new(words::cannot_watch(folder.display(), error))
}
