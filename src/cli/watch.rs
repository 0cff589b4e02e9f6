//! `jixiao build --watch`: builds again whenever a project, settings, a template or
//! a font changes, until it is ended.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use jixiao::engine::{BuildPlan, Error, Target, Workspace, is_hidden, is_yaml, parent};
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind, RemoveKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::BuildArguments;
use super::build::{plan, show};
use super::open;
use super::progress::Progress;
use super::terminal::Terminal;
use super::words;

/// Several files are often saved together, and one file in several steps.
const QUIET: Duration = Duration::from_millis(15);

/// How often is looked whether what was asked for is there again.
const POLL: Duration = Duration::from_millis(500);

/// So long is waited for quiet at most.
const LONGEST: Duration = Duration::from_millis(200);

/// `jixiao build --watch`
pub(super) fn watch(arguments: &BuildArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    // A book is for a submission that is ready.
    let plan = &BuildPlan { book: Some(false), ..plan(arguments)? };
    let standard = arguments.inputs.paths.iter().any(|path| path.as_os_str() == "-");
    if standard || plan.target == Some(Target::Bytes) {
        return Err(Error::new(words::cannot_watch_standard_input()).help(words::watch_a_folder()));
    }
    // There has to be something to begin with.
    let mut workspace = open(&arguments.inputs, arguments.pace.jobs)?;
    let mut watched = Watched::new(arguments)?;
    // What came meanwhile was not watched yet.
    workspace.change_all()?;
    let quiet = arguments.pace.quiet;
    loop {
        watched.add_files(&workspace);
        let built = workspace.build_again(plan, &Progress::new(quiet, false, terminal));
        match built.and_then(|built| show(&workspace, &built, quiet, terminal)) {
            Ok(_) if quiet => {}
            Ok(_) => terminal.say(&words::watching()),
            Err(error) => tell(&error, terminal),
        }
        watched.add_files(&workspace);
        let changed = watched.changes(None).unwrap_or_default();
        if let Err(error) = follow(&mut workspace, &changed) {
            tell(&error, terminal);
            // What was asked for may be gone; a folder that is there again is another one.
            loop {
                let has_changed = watched.changes(Some(POLL)).is_some();
                match workspace.change_all() {
                    Ok(()) => break,
                    Err(error) if has_changed => tell(&error, terminal),
                    Err(_) => {}
                }
            }
            watched = Watched::new(arguments)?;
            workspace.change_all()?;
        }
    }
}

fn tell(error: &Error, terminal: Terminal) {
    terminal.fail(error);
    terminal.say(&words::watching());
}

/// Tells the workspace which files have changed; none where that is not known.
fn follow(workspace: &mut Workspace, changed: &BTreeSet<PathBuf>) -> Result<(), Error> {
    match changed.is_empty() {
        true => workspace.change_all(),
        false => workspace.change_many(changed.iter().map(|path| (path.as_path(), None))),
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
    fn new(arguments: &BuildArguments) -> Result<Self, Error> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| cannot_watch(Path::new("."), &error))?;
        let mut watched = Self { watcher, events, folders: BTreeSet::new(), fonts: BTreeSet::new() };
        for path in arguments.inputs.paths.iter().chain(&arguments.inputs.templates) {
            match path.is_dir() {
                true => watched.add(path, RecursiveMode::Recursive)?,
                false => watched.add(&parent(path), RecursiveMode::NonRecursive)?,
            }
        }
        Ok(watched)
    }

    /// The settings may stand above the projects, templates beside them, and fonts anywhere.
    fn add_files(&mut self, workspace: &Workspace) {
        for file in workspace.other_files() {
            // A folder that is gone just now is looked for with the next change.
            let _ = self.add(&parent(&file), RecursiveMode::NonRecursive);
            if !is_yaml(&file) {
                self.fonts.insert(whole(&file));
            }
        }
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Error> {
        let whole = whole(folder);
        // Those in a folder that is watched with all below it are watched already.
        if self.folders.insert(whole.clone()) {
            self.watcher.watch(&whole, mode).map_err(|error| cannot_watch(folder, &error))?;
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
        (is_yaml(path) && !is_hidden(path)) || self.fonts.contains(path)
    }
}

/// Whether an event is about a folder that may have come or gone with all that is in it.
fn is_folder(event: &Event, path: &Path) -> bool {
    let is_one = match event.kind {
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => path.is_dir(),
        EventKind::Remove(RemoveKind::Folder) => true,
        // It is not there any more.
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => path.extension().is_none(),
        _ => false,
    };
    is_one && !is_hidden(path)
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
    let folder = if name.is_some() { parent(path) } else { path.to_owned() };
    let folder = fs::canonicalize(&folder).unwrap_or(folder);
    name.map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn cannot_watch(folder: &Path, error: &notify::Error) -> Error {
    Error::new(words::cannot_watch(folder.display(), error))
}
