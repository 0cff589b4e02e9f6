//! What was written into an output folder, and what it was made of: a file in
//! that folder, by which the next run knows what need not be made again.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};

use super::digest::{Digest, MOST_DIGESTED};
use super::error::Error;
use super::files::{Files, Kind, Staged, Unfit, identity};
use super::parallel::lock;
use super::paths::{below, format_of, parent};
use super::shard::Shard;
use crate::book::Manifest;
use crate::verify::is_ours;

/// The name of the file.
const NAME: &str = ".jixiao-manifest.json";

/// The most bytes of it that are read: that of 10,000 projects has 8 MB.
const MOST_BYTES: u64 = 32 << 20;

/// The most bytes of a file that may be one of ours: the book of 10,000 projects has 100 MB.
const MOST_BYTES_OF_ONE: u64 = 128 << 20;

/// The version of its format.
const VERSION: u32 = 1;

/// An output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Output {
    /// The digest of all that it was made of.
    pub made_of: Digest,
    /// The digest of the file.
    pub sha256: Digest,
}

/// Whether a path that a file names leads to what is in its folder, and not out of it.
pub(crate) fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The outputs of a folder, by their paths in it with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger(pub BTreeMap<String, Output>);

/// What a finished shard says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Share {
    pub number: u64,
    pub of: u64,
    /// The digest of what all shards of a run have in common: the projects' paths, the
    /// settings, the templates and what the program was told.
    pub run: Digest,
}

/// The form of the file.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<Share>,
    files: BTreeMap<String, Output>,
}

impl Ledger {
    /// The path of a folder's ledger, or of that which a shard writes.
    pub(crate) fn path(folder: &Path, shard: Option<Shard>) -> PathBuf {
        match shard {
            None => folder.join(NAME),
            Some(Shard { number, of }) => folder.join(format!(".jixiao-manifest-{number}-of-{of}.json")),
        }
    }

    /// The shard whose ledger a file is, by its name.
    pub(crate) fn shard_of(name: &str) -> Option<Shard> {
        let (number, of) = name.strip_prefix(".jixiao-manifest-")?.strip_suffix(".json")?.split_once("-of-")?;
        Shard::new(number.parse().ok()?, of.parse().ok()?)
    }

    /// Reads a ledger. What it says of files outside its folder counts for nothing.
    /// One that is not there, damaged or of another version says
    /// nothing: all is made again.
    pub(crate) fn read(files: &dyn Files, path: &Path) -> Self {
        Self::sound(files, path).map(|(ledger, _)| ledger).unwrap_or_default()
    }

    /// Reads a ledger with what a finished shard says of itself; none where it is not
    /// there, damaged or of another version.
    pub(crate) fn sound(files: &dyn Files, path: &Path) -> Option<(Self, Option<Share>)> {
        let written: Written = serde_json::from_slice(&files.read(path, MOST_BYTES).ok()?).ok()?;
        let Written { files, share, .. } = Some(written).filter(|written| written.version == VERSION)?;
        Some((Self(files.into_iter().filter(|(name, _)| is_inside(name)).collect()), share))
    }

    /// Whether a ledger is there and cannot be read. One of another version says nothing.
    pub(crate) fn is_damaged(files: &dyn Files, path: &Path) -> bool {
        let is_other = |bytes: Vec<u8>| {
            let value: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
            value.is_some_and(|value| value.get("version").is_some_and(|version| *version != VERSION))
        };
        let unread = || !files.read(path, MOST_BYTES).is_ok_and(is_other);
        files.kind(path).is_ok() && Self::sound(files, path).is_none() && unread()
    }

    /// Adds what another one says, which is newer.
    pub(crate) fn extend(&mut self, newer: Self) {
        self.0.extend(newer.0);
    }

    /// Writes the ledger, that of a finished shard with what it says of itself, where that
    /// changes it or none is there.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn write(&self, files: &dyn Files, path: &Path, share: Option<Share>) -> io::Result<()> {
        if Self::sound(files, path).is_some_and(|(known, said)| known == *self && said == share) {
            return Ok(());
        }
        let written = Written { version: VERSION, share, files: self.0.clone() };
        let text = serde_json::to_string_pretty(&written)? + "\n";
        files.write(path, text.as_bytes())
    }
}

/// A folder that a run writes to.
pub(crate) struct OutputFolder {
    files: Arc<dyn Files>,
    path: PathBuf,
    shard: Option<Shard>,
    /// Whether files are replaced that somebody else has made.
    force: bool,
    /// The folder out of which links in it may not lead; none where they may.
    bound: Option<PathBuf>,
    /// What is known of earlier runs.
    before: Ledger,
    made: Mutex<Ledger>,
}

impl OutputFolder {
    pub(crate) fn new(files: Arc<dyn Files>, path: PathBuf, shard: Option<Shard>, force: bool) -> Self {
        let mut before = Ledger::read(&*files, &Ledger::path(&path, None));
        if shard.is_some() {
            before.extend(Ledger::read(&*files, &Ledger::path(&path, shard)));
        }
        Self { files, path, shard, force, bound: None, before, made: Mutex::default() }
    }

    /// The same, in a folder that was given by somebody.
    pub(crate) fn within(self, bound: Option<PathBuf>) -> Self {
        Self { bound, ..self }
    }

    /// Deletes what killed runs left in it, where files of these names go.
    pub(crate) fn tidy(&self, stems: &[&Path]) {
        let below = stems.iter().filter_map(|stem| stem.parent()).chain([Path::new("")]);
        let below: BTreeSet<PathBuf> = below.map(|folder| self.path.join(folder)).collect();
        self.files.tidy(&below);
    }

    /// The path of a file in it.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        below(&self.path, name)
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_there(&self, name: &str) -> bool {
        self.files.is_file(&self.join(name))
    }

    /// What is known of a file that is there as it was written, if it was made of
    /// just this.
    pub(crate) fn current(&self, name: &str, made_of: Digest) -> Option<Output> {
        let entry = self.before.0.get(name).filter(|entry| entry.made_of == made_of)?;
        let digest = Digest::of_file(&*self.files, &self.join(name), MOST_DIGESTED).ok()?;
        (digest == entry.sha256).then_some(*entry)
    }

    /// Writes a file, for [`Files::settle`] to put in its place.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn stage(&self, name: &str, bytes: &[u8]) -> io::Result<Staged> {
        self.refuse(name, bytes)?;
        self.files.stage(&self.join(name), bytes)
    }

    /// Writes a file.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there before is still there.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.refuse(name, bytes)?;
        self.files.write(&self.join(name), bytes)
    }

    /// Refuses to write where a link leads out, or over somebody else's file.
    fn refuse(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.join(name);
        let leads_out = |bound: &PathBuf| !identity(&*self.files, &parent(&path)).starts_with(bound);
        if self.bound.as_ref().is_some_and(leads_out) {
            return Err(Unfit::Outside.into());
        }
        if !self.force && self.is_foreign(name, bytes) {
            return Err(Unfit::Foreign.into());
        }
        Ok(())
    }

    /// Whether a file is there that neither a run has noted nor says itself that this program
    /// made it.
    fn is_foreign(&self, name: &str, bytes: &[u8]) -> bool {
        let path = self.join(name);
        // What cannot be replaced by a file is told when that is tried.
        if self.before.0.contains_key(name) || !self.files.kind(&path).is_ok_and(|kind| kind != Kind::Folder) {
            return false;
        }
        let Ok(there) = self.files.read(&path, MOST_BYTES_OF_ONE) else { return true };
        let says_so = match format_of(&path) {
            Some(format) => is_ours(format, &there),
            None => str::from_utf8(&there).is_ok_and(|text| Manifest::from_json(text).is_some()),
        };
        there != bytes && !says_so
    }

    /// Notes that a file is there.
    pub(crate) fn note(&self, name: &str, entry: Output) {
        lock(&self.made).0.insert(name.to_owned(), entry);
    }

    /// Writes the ledger: what is there now, beside what other runs have noted
    /// meanwhile. That of a shard says of which run it is once that is finished.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(crate) fn save(&self, run: Option<Digest>) -> Result<(), Error> {
        let made = lock(&self.made).clone();
        // That a shard has nothing to make has to be known, too.
        if made.0.is_empty() && self.shard.is_none() {
            return Ok(());
        }
        let path = Ledger::path(&self.path, self.shard);
        let mut all = Ledger::read(&*self.files, &path);
        all.0.retain(|name, _| made.0.contains_key(name) || self.is_there(name));
        all.extend(made);
        let share = self.shard.zip(run).map(|(Shard { number, of }, run)| Share { number, of, run });
        all.write(&*self.files, &path, share).map_err(|error| Error::write(&path, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Memory;

    #[test]
    fn a_shard_is_known_by_the_name_of_its_ledger() {
        let shard = Shard::new(3, 16).unwrap();
        let path = Ledger::path(Path::new("out"), Some(shard));
        assert_eq!(Ledger::shard_of(&path.file_name().unwrap().to_string_lossy()), Some(shard));
        assert_eq!(Ledger::shard_of(NAME), None);
    }

    #[test]
    fn what_a_ledger_says_of_other_folders_counts_for_nothing() {
        let (files, digest) = (Memory::new(), "0".repeat(64));
        let output = format!("{{\"made_of\": \"{digest}\", \"sha256\": \"{digest}\"}}");
        let names = ["甲.pdf", "子/甲.pdf", "../甲.pdf", "/甲.pdf", "子/../../甲.pdf", ""];
        let listed: Vec<String> = names.iter().map(|name| format!("\"{name}\": {output}")).collect();
        let text = format!("{{\"version\": 1, \"files\": {{{}}}}}", listed.join(", "));
        files.write(Path::new(NAME), text.as_bytes()).unwrap();
        let known: Vec<String> = Ledger::read(&files, Path::new(NAME)).0.into_keys().collect();
        assert_eq!(known, ["子/甲.pdf", "甲.pdf"]);
    }
}
