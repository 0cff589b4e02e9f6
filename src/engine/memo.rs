//! What is remembered of files between runs.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::digest::Digest;
use crate::check::Outline;
use crate::diag::{Diagnostic, FileId, Place};

/// All that what is known of a file depends on. Where it is the same, that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// That of settings, with their places, and templates.
    pub scope: Digest,
    /// The number of the last change of it.
    pub changed: u64,
}

/// What became of a file.
pub(crate) struct Outcome<T> {
    pub findings: Vec<Diagnostic>,
    pub outlines: Vec<Outline>,
    /// The places of the waivers that took findings away.
    pub waived: HashSet<Place>,
    /// How many findings these were.
    pub taken: usize,
    /// How many projects it holds, right or wrong.
    pub projects: usize,
    /// What was done with it; none where it could not be read.
    pub made: Option<T>,
}

/// What became of files in an earlier run: it holds as long as they and what they go by
/// stay as they are.
pub(crate) struct Memo<T>(HashMap<FileId, (Version, Arc<Outcome<T>>)>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Memo<T> {
    /// What is remembered of a file, where nothing of it has changed.
    pub(crate) fn get(&self, file: &FileId, version: &Version) -> Option<&Arc<Outcome<T>>> {
        self.0.get(file).filter(|(known, _)| known == version).map(|(_, outcome)| outcome)
    }

    pub(crate) fn insert(&mut self, file: FileId, version: Version, outcome: Arc<Outcome<T>>) {
        self.0.insert(file, (version, outcome));
    }

    pub(crate) fn remove(&mut self, file: &FileId) {
        self.0.remove(file);
    }

    /// Forgets what does not hold.
    pub(crate) fn keep(&mut self, holds: impl Fn(&Outcome<T>) -> bool) {
        self.0.retain(|_, (_, outcome)| holds(outcome));
    }

    /// Forgets all files but these.
    pub(crate) fn retain(&mut self, files: &HashSet<&FileId>) {
        self.0.retain(|file, _| files.contains(file));
    }
}
