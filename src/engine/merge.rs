//! What several shards have built becomes what one run would have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest::{Digest, MOST_DIGESTED};
use super::error::{Error, why};
use super::files::{Files, Staged, TOGETHER};
use super::ledger::{Ledger, Output, OutputFolder, Share};
use super::paths::below;
use super::shard::Shard;
use super::words;
use crate::messages::{Message, list};

/// What was joined.
#[derive(Debug)]
pub struct Merged {
    /// How many folders.
    pub folders: usize,
    /// How many files are in the target folder now.
    pub files: usize,
    /// The target folder.
    pub target: PathBuf,
    /// Why some files are not there.
    pub problems: Vec<Message>,
}

impl Merged {
    /// What was joined, in a sentence.
    pub fn summary(&self) -> Message {
        words::merged(self.folders, self.files, self.target.display())
    }
}

/// A folder with what its ledgers say of each file: one of them is right.
struct ShardFolder {
    folder: PathBuf,
    outputs: BTreeMap<String, Vec<Output>>,
    shards: BTreeSet<Shard>,
    /// The ledger of each shard, with its run.
    runs: Vec<(PathBuf, Digest)>,
}

impl ShardFolder {
    fn add(&mut self, ledger: Ledger) {
        for (name, output) in ledger.0 {
            self.outputs.entry(name).or_default().push(output);
        }
    }
}

/// Joins the folders that shards have written to, in the first of them or in a target
/// folder.
///
/// # Errors
///
/// A folder without a sound ledger, shards that are missing or of different runs, or a
/// target that cannot be written.
pub fn merge(files: Arc<dyn Files>, folders: &[PathBuf], target: Option<&Path>) -> Result<Merged, Error> {
    let parts = folders.iter().map(|folder| read(&*files, folder)).collect::<Result<Vec<_>, _>>()?;
    let shards: BTreeSet<Shard> = parts.iter().flat_map(|part| &part.shards).copied().collect();
    refuse_gaps(&shards)?;
    refuse_mixtures(&parts)?;
    let target = target.unwrap_or(&folders[0]).to_owned();
    let stems: Vec<&Path> = parts.iter().flat_map(|part| part.outputs.keys().map(Path::new)).collect();
    let folder = OutputFolder::new(Arc::clone(&files), target.clone(), None, false);
    folder.tidy(&stems);
    let mut all = BTreeMap::new();
    let mut problems = Vec::new();
    let mut copies: Vec<(String, Staged)> = Vec::new();
    let settle = |copies: Vec<(String, Staged)>, all: &mut BTreeMap<_, _>, problems: &mut Vec<Message>| {
        let (names, staged): (Vec<String>, Vec<Staged>) = copies.into_iter().unzip();
        for (name, settled) in names.iter().zip(files.settle(staged)) {
            if let Err(error) = settled {
                all.remove(name);
                problems.push(words::cannot_write(folder.join(name).display(), why(&error)));
            }
        }
    };
    for part in &parts {
        for (name, outputs) in &part.outputs {
            match take(&*files, part, (name, outputs), &all, &folder) {
                Ok((output, copy)) => {
                    all.insert(name.clone(), output);
                    copies.extend(copy.map(|copy| (name.clone(), copy)));
                }
                Err(problem) => problems.push(problem),
            }
            if copies.len() >= TOGETHER {
                settle(std::mem::take(&mut copies), &mut all, &mut problems);
            }
        }
    }
    settle(copies, &mut all, &mut problems);
    all.iter().for_each(|(name, output)| folder.note(name, *output));
    folder.save(None)?;
    for shard in shards {
        // One that was in another folder stays there.
        let _ = files.remove(&Ledger::path(&target, Some(shard)));
    }
    Ok(Merged { folders: parts.len(), files: all.len(), target, problems })
}

/// Reads the ledgers of a folder.
fn read(files: &dyn Files, folder: &Path) -> Result<ShardFolder, Error> {
    let mut part =
        ShardFolder { folder: folder.to_owned(), outputs: BTreeMap::new(), shards: BTreeSet::new(), runs: Vec::new() };
    for path in files.list(folder).map_err(|error| Error::read_folder(folder, error))? {
        part.shards.extend(path.file_name().and_then(|name| Ledger::shard_of(&name.to_string_lossy())));
    }
    for shard in part.shards.clone() {
        let path = Ledger::path(folder, Some(shard));
        let again = |what| Error::new(what).help(words::build_this_shard_again());
        let (ledger, share) =
            Ledger::sound(files, &path).ok_or_else(|| again(words::damaged_manifest(path.display())))?;
        let Share { number, of, run } = share.ok_or_else(|| again(words::shard_is_not_finished(path.display())))?;
        if (Shard { number, of }) != shard {
            return Err(again(words::damaged_manifest(path.display())));
        }
        part.runs.push((path, run));
        part.add(ledger);
    }
    let path = Ledger::path(folder, None);
    if files.kind(&path).is_ok() {
        let (ledger, _) = Ledger::sound(files, &path)
            .ok_or_else(|| Error::new(words::damaged_manifest(path.display())).help(words::build_again()))?;
        part.add(ledger);
    }
    if part.outputs.is_empty() && part.shards.is_empty() {
        return Err(Error::new(words::no_manifest(folder.display())).help(words::build_first()));
    }
    Ok(part)
}

/// All shards have to be of one run.
fn refuse_mixtures(parts: &[ShardFolder]) -> Result<(), Error> {
    let mut runs = parts.iter().flat_map(|part| &part.runs);
    let Some((first, run)) = runs.next() else { return Ok(()) };
    match runs.find(|(_, other)| other != run) {
        Some((other, _)) => {
            let paths = list([first, other].map(|path| format!("「{}」", path.display())));
            Err(Error::new(words::shards_of_different_runs(paths)).help(words::build_all_shards_alike()))
        }
        None => Ok(()),
    }
}

/// All shards have to be there.
fn refuse_gaps(shards: &BTreeSet<Shard>) -> Result<(), Error> {
    let counts: BTreeSet<u64> = shards.iter().map(|shard| shard.of).collect();
    for of in counts {
        let missing = (1..=of).filter(|number| !shards.contains(&Shard { number: *number, of }));
        let missing: Vec<String> = missing.map(|number| format!("{number}/{of}")).collect();
        if !missing.is_empty() {
            return Err(Error::new(words::shards_are_missing(list(missing))).help(words::build_these_shards()));
        }
    }
    Ok(())
}

/// Has a file in the target folder; what is true of it, with its copy where it was not there
/// yet, or why it cannot be there.
fn take(
    files: &dyn Files,
    part: &ShardFolder,
    (name, outputs): (&str, &[Output]),
    all: &BTreeMap<String, Output>,
    target: &OutputFolder,
) -> Result<(Output, Option<Staged>), Message> {
    let path = below(&part.folder, name);
    let failed = |error| words::cannot_read(path.display(), why(&error));
    let digest = Digest::of_file(files, &path, MOST_DIGESTED).map_err(failed)?;
    let output = outputs.iter().find(|output| output.sha256 == digest);
    let output = *output.ok_or_else(|| words::file_was_altered(path.display()))?;
    match all.get(name) {
        Some(known) if *known == output => return Ok((output, None)),
        Some(_) => return Err(words::two_shards_have_it(path.display())),
        None => {}
    }
    let copy = target.join(name);
    let is_there = Digest::of_file(files, &copy, MOST_DIGESTED).is_ok_and(|there| there == digest);
    if is_there {
        return Ok((output, None));
    }
    let bytes = files.read(&path, MOST_DIGESTED).map_err(failed)?;
    if Digest::of(&bytes) != digest {
        return Err(words::file_was_altered(path.display()));
    }
    let staged = target.stage(name, &bytes);
    staged.map(|staged| (output, Some(staged))).map_err(|error| words::cannot_write(copy.display(), why(&error)))
}
