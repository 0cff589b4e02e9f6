//! How far a build is.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::engine::Events;

/// Counts the files of a build while it goes on.
#[derive(Default)]
pub(super) struct Progress {
    files: AtomicUsize,
    done: AtomicUsize,
    bound: Mutex<Vec<PathBuf>>,
}

impl Progress {
    /// How many files are done, of how many.
    pub(super) fn view(&self) -> Value {
        json!({"done": self.done.load(Ordering::Relaxed), "of": self.files.load(Ordering::Relaxed)})
    }

    /// The books that were bound since this was last asked for.
    pub(super) fn take_bound(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.bound.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Events for Progress {
    fn begin(&self, files: usize, _: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.files.store(files, Ordering::Relaxed);
    }

    fn done(&self, _: &[PathBuf]) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn bound(&self, written: &[PathBuf]) {
        self.bound.lock().unwrap_or_else(PoisonError::into_inner).extend(written.iter().cloned());
    }
}
