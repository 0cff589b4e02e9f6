//! Writing files, each replaced as a whole or not at all.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jixiao::Format;
use jixiao::diag::{Code, Diagnostic};
use jixiao::messages::{Message, cli as words};
use jixiao::source::Source;

use super::failure::{Failure, why};
use super::manifest::{Digest, Entry, Manifest, Share};
use super::parallel::lock;
use super::shard::{Shard, key};
use super::terminal;

/// The name of a project's files without their ending, relative to the output
/// folder: that of its own file, with its number where the file has several.
pub(super) fn stem(file: &Path, number: usize, documents: usize) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    if documents > 1 {
        name.push(format!("-{number}"));
    }
    name.into()
}

/// Which files a run writes, so that none is written twice.
#[derive(Default)]
pub(super) struct Claims {
    /// By the folder and the path in it as a file system sees it that does not tell
    /// capitals from small letters.
    files: HashMap<(usize, String), Arc<Source>>,
    /// Whether standard output has been taken.
    standard: bool,
}

impl Claims {
    /// Takes the files of a project in a folder, of which the run has several: all
    /// of them, or none where a finding says why.
    pub(super) fn claim(
        &mut self,
        (number, folder): (usize, &Folder),
        stem: &Path,
        formats: &[Format],
        source: &Arc<Source>,
    ) -> Result<Vec<String>, Diagnostic> {
        if let Some(wrong) = not_portable(stem) {
            let error = Diagnostic::new(Code::FileName, words::bad_file_name(stem.display(), wrong));
            return Err(error.help(words::rename_the_file()));
        }
        let names: Vec<String> = formats.iter().map(|format| format!("{}.{}", key(stem), format.extension())).collect();
        let place = |name: &String| (number, name.to_lowercase());
        for name in &names {
            if let Some(first) = self.files.get(&place(name)).filter(|first| first.name != source.name) {
                let what = words::same_output(&first.name, &source.name, folder.path.join(name).display());
                return Err(Diagnostic::new(Code::SameOutput, what).help(words::rename_one()));
            }
        }
        let named = Source::new(&source.name, "");
        self.files.extend(names.iter().map(|name| (place(name), Arc::clone(&named))));
        Ok(names)
    }

    /// Takes a file that is there from before, of a project in the file of this name.
    pub(super) fn keep(&mut self, folder: usize, file: &str, name: &str) {
        self.files.insert((folder, file.to_lowercase()), Source::new(name, ""));
    }

    /// Takes standard output, which only one file can have.
    pub(super) fn standard(&mut self, formats: &[Format]) -> Result<(), Failure> {
        if std::mem::replace(&mut self.standard, true) || formats.len() > 1 {
            return Err(Failure::new(words::one_file_to_standard_output()).help(words::choose_one_file()));
        }
        Ok(())
    }
}

/// Whether a name is that of a device on Windows.
pub(super) fn is_reserved(name: &str) -> bool {
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    let ports = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"];
    let name = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT"));
    devices.contains(&name.as_str()) || port.is_some_and(|port| ports.contains(&port))
}

/// What in a name some system does not allow in the names of files.
fn not_portable(stem: &Path) -> Option<Message> {
    let last = stem.components().count();
    stem.components().enumerate().find_map(|(index, component)| {
        let name = component.as_os_str().to_string_lossy();
        let forbidden = |c: &char| c.is_control() || "<>:\"\\|?*".contains(*c);
        if let Some(character) = name.chars().find(forbidden) {
            let shown =
                if character.is_control() { character.escape_debug().to_string() } else { character.to_string() };
            return Some(words::forbidden_character(shown));
        }
        // The last one still gets its ending.
        if index + 1 < last && name.ends_with([' ', '.']) {
            return Some(words::ends_in_dot_or_space());
        }
        is_reserved(&name).then(|| words::name_of_a_device(&name))
    })
}

/// A folder that a run writes to.
pub(super) struct Folder {
    path: PathBuf,
    shard: Option<Shard>,
    /// What is known of earlier runs.
    before: Manifest,
    made: Mutex<Manifest>,
}

impl Folder {
    /// A folder for files of these names. What killed runs left in it is deleted.
    pub(super) fn new(path: PathBuf, stems: &[&Path], shard: Option<Shard>) -> Self {
        let below = stems.iter().filter_map(|stem| stem.parent()).chain([Path::new("")]);
        let below: BTreeSet<PathBuf> = below.map(|folder| path.join(folder)).collect();
        clean(&path, &below);
        let mut before = Manifest::read(&Manifest::path(&path, None));
        if shard.is_some() {
            before.extend(Manifest::read(&Manifest::path(&path, shard)));
        }
        Self { path, shard, before, made: Mutex::default() }
    }

    /// The path of a file in it.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// What is known of a file that is there as it was written, if it was made of
    /// just this.
    pub(super) fn current(&self, name: &str, made_of: Digest) -> Option<Entry> {
        let entry = self.before.0.get(name).filter(|entry| entry.made_of == made_of)?;
        let bytes = fs::read(self.join(name)).ok()?;
        (Digest::of(&bytes) == entry.sha256).then_some(*entry)
    }

    /// Writes a file.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there before is still there.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
        let _shared = self.share();
        replace(&path, bytes)
    }

    /// A lock that others may hold too while they write, and nobody who deletes what
    /// killed runs have left. Where it cannot be had, only what is very old is
    /// deleted.
    fn share(&self) -> Option<File> {
        File::open(&self.path).ok().filter(|folder| folder.lock_shared().is_ok())
    }

    /// Notes that a file is there.
    pub(super) fn note(&self, name: &str, entry: Entry) {
        lock(&self.made).0.insert(name.to_owned(), entry);
    }

    /// Writes the manifest: what is there now, beside what other runs have noted
    /// meanwhile. That of a shard says of which run it is once that is finished.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(super) fn save(&self, run: Option<Digest>) -> Result<(), Failure> {
        let made = lock(&self.made).clone();
        // That a shard has nothing to make has to be known, too.
        if made.0.is_empty() && self.shard.is_none() {
            return Ok(());
        }
        let _shared = self.share();
        let path = Manifest::path(&self.path, self.shard);
        let mut all = Manifest::read(&path);
        all.0.retain(|name, _| made.0.contains_key(name) || self.join(name).is_file());
        all.extend(made);
        let share = self.shard.zip(run).map(|(Shard { number, of }, run)| Share { number, of, run });
        all.write(&path, share)
            .map_err(|error| Failure::to_write(words::cannot_write(path.display(), why(&error)), &error))
    }
}

/// Deletes what killed runs left in the folders in a folder, if nobody is writing
/// to it just now. Some systems and network disks lock no folders: there, what is
/// very old is of no living run.
fn clean(folder: &Path, below: &BTreeSet<PathBuf>) {
    let lock = File::open(folder).ok();
    let age = match lock.as_ref().map(File::try_lock) {
        Some(Ok(())) => Duration::ZERO,
        Some(Err(TryLockError::WouldBlock)) => return,
        Some(Err(TryLockError::Error(_))) | None => Duration::from_hours(24),
    };
    for entry in below.iter().flat_map(fs::read_dir).flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let modified = || entry.metadata().and_then(|metadata| metadata.modified()).ok();
        let is_old = || age.is_zero() || modified().and_then(|at| at.elapsed().ok()).is_some_and(|old| old > age);
        if name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1) && is_old() {
            // What cannot be deleted now is tried again by the next run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes a file, or standard output where there is no path, and names the file
/// on standard output.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else { return terminal::print(bytes) };
    replace(path, bytes)
        .map_err(|error| Failure::to_write(words::cannot_write(path.display(), why(&error)), &error))?;
    terminal::print(format!("{}\n", path.display()))
}

/// How the names of files begin and end that are being written.
const TEMPORARY: (&str, &str) = (".jixiao-", ".tmp");

/// Puts a file in place with one rename, so that nobody sees half of it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file; the process's mask is taken off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
