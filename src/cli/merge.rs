//! `jixiao merge`: what several shards have built becomes what one run would have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jixiao::diag::words as diag;
use jixiao::messages::{Message, cli as words, list};

use super::args::{BuildArguments, Inputs, MergeArguments, Output, Pace};
use super::build::build;
use super::failure::{Failure, why};
use super::manifest::{Digest, Entry, Manifest, Share};
use super::outputs::Folder;
use super::shard::Shard;
use super::terminal::Terminal;

/// A folder with what its manifests say of each file: one of them is right.
struct Part {
    folder: PathBuf,
    entries: BTreeMap<String, Vec<Entry>>,
    shards: BTreeSet<Shard>,
    /// The manifest of each shard, with its run.
    runs: Vec<(PathBuf, Digest)>,
}

impl Part {
    fn add(&mut self, manifest: Manifest) {
        for (name, entry) in manifest.0 {
            self.entries.entry(name).or_default().push(entry);
        }
    }
}

/// `jixiao merge`
pub(super) fn merge(arguments: &MergeArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let parts = arguments.folders.iter().map(|folder| read(folder)).collect::<Result<Vec<_>, _>>()?;
    let shards: BTreeSet<Shard> = parts.iter().flat_map(|part| &part.shards).copied().collect();
    refuse_gaps(&shards)?;
    refuse_mixtures(&parts)?;
    let target = arguments.output.as_ref().unwrap_or(&arguments.folders[0]);
    let stems: Vec<&Path> = parts.iter().flat_map(|part| part.entries.keys().map(Path::new)).collect();
    let folder = Folder::new(target.clone(), &stems, None);
    let mut all = BTreeMap::new();
    let mut problems = Vec::new();
    for part in &parts {
        for (name, entries) in &part.entries {
            match take(part, name, entries, &all, &folder) {
                Ok(entry) => {
                    folder.note(name, entry);
                    all.insert(name.clone(), entry);
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    folder.save(None)?;
    for shard in shards {
        // One that was in another folder stays there.
        let _ = fs::remove_file(Manifest::path(target, Some(shard)));
    }
    for problem in &problems {
        terminal.say(&diag::error_line(problem));
    }
    terminal.say(&words::merged(parts.len(), all.len(), target.display()));
    if !problems.is_empty() || arguments.projects.is_empty() {
        return Ok(ExitCode::from(u8::from(!problems.is_empty())));
    }
    // What the shares have made need not be made again: all that is left is the book.
    let inputs = Inputs { paths: arguments.projects.clone(), templates: arguments.templates.clone() };
    let (output, making) = (Some(Output::Folder(target.clone())), arguments.making.clone());
    let pace = Pace { jobs: None, quiet: false, timings: false };
    build(&BuildArguments { inputs, output, making, force: false, watch: false, shard: None, pace }, terminal)
}

/// Reads the manifests of a folder.
fn read(folder: &Path) -> Result<Part, Failure> {
    let failed = |error| Failure::new(words::cannot_read_folder(folder.display(), why(&error)));
    let mut part =
        Part { folder: folder.to_owned(), entries: BTreeMap::new(), shards: BTreeSet::new(), runs: Vec::new() };
    for entry in fs::read_dir(folder).map_err(failed)? {
        part.shards.extend(Manifest::shard_of(&entry.map_err(failed)?.file_name().to_string_lossy()));
    }
    for shard in part.shards.clone() {
        let path = Manifest::path(folder, Some(shard));
        let again = |what| Failure::new(what).help(words::build_this_shard_again());
        let (manifest, share) = Manifest::sound(&path).ok_or_else(|| again(words::damaged_manifest(path.display())))?;
        let Share { number, of, run } = share.ok_or_else(|| again(words::shard_is_not_finished(path.display())))?;
        if (Shard { number, of }) != shard {
            return Err(again(words::damaged_manifest(path.display())));
        }
        part.runs.push((path, run));
        part.add(manifest);
    }
    let path = Manifest::path(folder, None);
    if path.exists() {
        let (manifest, _) = Manifest::sound(&path)
            .ok_or_else(|| Failure::new(words::damaged_manifest(path.display())).help(words::build_again()))?;
        part.add(manifest);
    }
    if part.entries.is_empty() && part.shards.is_empty() {
        return Err(Failure::new(words::no_manifest(folder.display())).help(words::build_first()));
    }
    Ok(part)
}

/// All shards have to be of one run.
fn refuse_mixtures(parts: &[Part]) -> Result<(), Failure> {
    let mut runs = parts.iter().flat_map(|part| &part.runs);
    let Some((first, run)) = runs.next() else { return Ok(()) };
    match runs.find(|(_, other)| other != run) {
        Some((other, _)) => {
            let paths = list([first, other].map(|path| format!("「{}」", path.display())));
            Err(Failure::new(words::shards_of_different_runs(paths)).help(words::build_all_shards_alike()))
        }
        None => Ok(()),
    }
}

/// All shards have to be there.
fn refuse_gaps(shards: &BTreeSet<Shard>) -> Result<(), Failure> {
    let counts: BTreeSet<u64> = shards.iter().map(|shard| shard.of).collect();
    for of in counts {
        let missing = (1..=of).filter(|number| !shards.contains(&Shard { number: *number, of }));
        let missing: Vec<String> = missing.map(|number| format!("{number}/{of}")).collect();
        if !missing.is_empty() {
            return Err(Failure::new(words::shards_are_missing(list(missing))).help(words::build_these_shards()));
        }
    }
    Ok(())
}

/// Has a file in the target folder; what is true of it, or why it cannot be there.
fn take(
    part: &Part,
    name: &str,
    entries: &[Entry],
    all: &BTreeMap<String, Entry>,
    target: &Folder,
) -> Result<Entry, Message> {
    let path = part.folder.join(name);
    let bytes = fs::read(&path).map_err(|error| words::cannot_read(path.display(), why(&error)))?;
    let digest = Digest::of(&bytes);
    let entry = entries.iter().find(|entry| entry.sha256 == digest);
    let entry = *entry.ok_or_else(|| words::file_was_altered(path.display()))?;
    match all.get(name) {
        Some(known) if *known == entry => return Ok(entry),
        Some(_) => return Err(words::two_shards_have_it(path.display())),
        None => {}
    }
    let copy = target.join(name);
    let is_there = fs::read(&copy).is_ok_and(|there| there == bytes);
    if !is_there {
        target.write(name, &bytes).map_err(|error| words::cannot_write(copy.display(), why(&error)))?;
    }
    Ok(entry)
}
