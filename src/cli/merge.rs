//! `jixiao merge`: what several shards have built becomes what one run would have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jixiao::messages::{Message, cli as words, diag, list};

use super::args::{BuildArguments, Inputs, MergeArguments, Output, Pace};
use super::build::build;
use super::failure::{Failure, why};
use super::manifest::{Digest, Entry, Manifest};
use super::outputs::{remedy, replace};
use super::shard::Shard;
use super::terminal::Terminal;

/// A folder with what its manifests say of each file: one of them is right.
struct Part {
    folder: PathBuf,
    entries: BTreeMap<String, Vec<Entry>>,
    shards: BTreeSet<Shard>,
}

/// `jixiao merge`
pub(super) fn merge(arguments: &MergeArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let parts = arguments.folders.iter().map(|folder| read(folder)).collect::<Result<Vec<_>, _>>()?;
    let shards: BTreeSet<Shard> = parts.iter().flat_map(|part| &part.shards).copied().collect();
    refuse_gaps(&shards)?;
    let target = arguments.output.as_ref().unwrap_or(&arguments.folders[0]);
    let path = Manifest::path(target, None);
    let mut all = Manifest::default();
    let mut problems = Vec::new();
    for part in &parts {
        for (name, entries) in &part.entries {
            match take(part, name, entries, &all, target) {
                Ok(entry) => drop(all.0.insert(name.clone(), entry)),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let mut whole = Manifest::read(&path);
    whole.extend(all.clone());
    whole.write(&path).map_err(|error| cannot_write(&path, &error))?;
    for shard in shards {
        // One that was in another folder stays there.
        let _ = fs::remove_file(Manifest::path(target, Some(shard)));
    }
    for problem in &problems {
        terminal.say(&diag::error_line(problem));
    }
    terminal.say(&words::merged(parts.len(), all.0.len(), target.display()));
    if !problems.is_empty() || arguments.projects.is_empty() {
        return Ok(ExitCode::from(u8::from(!problems.is_empty())));
    }
    // What the shares have made need not be made again: all that is left is the book.
    let inputs = Inputs { paths: arguments.projects.clone(), templates: arguments.templates.clone() };
    let (output, making) = (Some(Output::Folder(target.clone())), arguments.making.clone());
    let pace = Pace { jobs: None, quiet: false, timings: false };
    build(&BuildArguments { inputs, output, making, force: false, watch: false, shard: None, pace }, terminal)
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure { help: remedy(error), ..Failure::new(words::cannot_write(path.display(), why(error))) }
}

/// Reads the manifests of a folder.
fn read(folder: &Path) -> Result<Part, Failure> {
    let failed = |error| Failure::new(words::cannot_read_folder(folder.display(), why(&error)));
    let mut part = Part { folder: folder.to_owned(), entries: BTreeMap::new(), shards: BTreeSet::new() };
    for entry in fs::read_dir(folder).map_err(failed)? {
        part.shards.extend(Manifest::shard_of(&entry.map_err(failed)?.file_name().to_string_lossy()));
    }
    let manifests = part.shards.iter().copied().map(Some).chain([None]);
    for (name, entry) in manifests.flat_map(|shard| Manifest::read(&Manifest::path(folder, shard)).0) {
        part.entries.entry(name).or_default().push(entry);
    }
    if part.entries.is_empty() && part.shards.is_empty() {
        return Err(Failure::new(words::no_manifest(folder.display())).help(words::build_first()));
    }
    Ok(part)
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
fn take(part: &Part, name: &str, entries: &[Entry], all: &Manifest, target: &Path) -> Result<Entry, Message> {
    let path = part.folder.join(name);
    let bytes = fs::read(&path).map_err(|error| words::cannot_read(path.display(), why(&error)))?;
    let digest = Digest::of(&bytes);
    let entry = entries.iter().find(|entry| entry.sha256 == digest);
    let entry = *entry.ok_or_else(|| words::file_was_altered(path.display()))?;
    match all.0.get(name) {
        Some(known) if *known == entry => return Ok(entry),
        Some(_) => return Err(words::two_shards_have_it(path.display())),
        None => {}
    }
    let copy = target.join(name);
    let is_there = fs::read(&copy).is_ok_and(|there| there == bytes);
    if !is_there {
        replace(&copy, &bytes).map_err(|error| words::cannot_write(copy.display(), why(&error)))?;
    }
    Ok(entry)
}
