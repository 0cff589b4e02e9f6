//! `jixiao build --watch`: builds again whenever a project, settings, a template or
//! a font changes, until it is ended.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use jixiao::messages::cli as words;
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::{BuildArguments, Output};
use super::build::{Build, find};
use super::failure::Failure;
use super::inputs::{self, Input};
use super::outputs::Claims;
use super::run::Kept;
use super::terminal::Terminal;
use super::timings::Timings;

/// Several files are often saved together, and one file in several steps.
const QUIET: Duration = Duration::from_millis(15);

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
    loop {
        if let Err(failure) = follow(arguments, terminal, &mut watched) {
            terminal.fail(&failure);
            terminal.say(&words::watching());
            watched.changes();
        }
    }
}

/// Builds what is there, and again what changes, until that is more than the text
/// of projects.
fn follow(arguments: &BuildArguments, terminal: Terminal, watched: &mut Watched) -> Result<(), Failure> {
    let timings = Timings::default();
    let inputs = find(arguments)?;
    watched.add_inputs(&inputs)?;
    let build = Build::new(arguments, terminal, &inputs, &timings)?;
    let places = build.run.files().iter().enumerate().map(|(index, (_, file))| (whole(&file.path), index));
    let places: HashMap<PathBuf, usize> = places.collect();
    let (mut claims, mut kept) = (Claims::default(), Kept::new());
    loop {
        let (found, total) = build.run(&mut claims, &kept)?;
        build.tell(found, &total, Vec::new());
        if !arguments.pace.quiet {
            terminal.say(&words::watching());
        }
        watched.add_fonts(build.fonts())?;
        kept = total.kept;
        let changed = watched.changes();
        let changed: Option<Vec<usize>> = changed.iter().map(|path| places.get(path).copied()).collect();
        match changed {
            Some(changed) if !changed.is_empty() => kept.retain(|index, _| !changed.contains(index)),
            _ => return Ok(()),
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

    /// Waits for files to change that count; none where it is not known which.
    fn changes(&self) -> BTreeSet<PathBuf> {
        let mut changed = BTreeSet::new();
        let mut first = None;
        loop {
            let event = match first {
                None => self.events.recv().ok(),
                Some(_) => self.events.recv_timeout(QUIET).ok(),
            };
            match event {
                Some(Ok(event)) if !event.need_rescan() => {
                    changed.extend(event.paths.iter().filter(|path| is_change(&event) && self.counts(path)).cloned());
                }
                Some(_) => return BTreeSet::new(),
                None => return changed,
            }
            if !changed.is_empty() && first.get_or_insert_with(Instant::now).elapsed() > LONGEST {
                return changed;
            }
        }
    }

    /// Whether a file is one that projects or their settings can be in.
    fn counts(&self, path: &Path) -> bool {
        let is_hidden = path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with('.'));
        (inputs::is_yaml(path) && !is_hidden) || self.fonts.contains(path)
    }
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
