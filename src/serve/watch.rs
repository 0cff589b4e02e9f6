//! Tells the session what others change on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use jixiao::page::{FOLDER, Session};

/// Several files are often saved together, and one file in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// Watches the folder as long as the value lives; none where the system has no such thing.
pub(super) fn watch(session: Arc<Session>) -> Option<RecommendedWatcher> {
    let (sender, events) = channel::<notify::Result<notify::Event>>();
    let mut watcher = notify::recommended_watcher(sender).ok()?;
    watcher.watch(Path::new(FOLDER), RecursiveMode::Recursive).ok()?;
    std::thread::spawn(move || {
        while let Ok(first) = events.recv() {
            let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
            let mut take = |event: notify::Result<notify::Event>| {
                let event = event.ok().filter(|event| !event.kind.is_access());
                changed.extend(event.into_iter().flat_map(|event| event.paths));
            };
            take(first);
            while let Ok(next) = events.recv_timeout(QUIET) {
                take(next);
            }
            session.changed_on_disk(&changed);
        }
    });
    Some(watcher)
}
