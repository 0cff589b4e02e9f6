//! Files and folders on their way to their places. Each is written beside its place under a
//! name of its own, and is on the disk before it takes the place: after a power cut there is
//! the old one or the new one. Whoever writes holds a lock on it, so that what nobody holds is
//! of a run that was killed, and goes when the next one writes into the folder.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

use super::parallel::lock;

/// How the names of such files begin and end; a folder's has the beginning alone.
const NAME: (&str, &str) = (".jixiao-", ".tmp");

/// What is in such a folder: the new one, and a file that is locked as long as it is written.
const DRAFT: &str = "new";
const LOCK: &str = "lock";

/// Where a system or a network disk locks no files, what is so old is of no living run.
const OLD: Duration = Duration::from_hours(24);

/// So many files are synced at once: a disk writes them together.
const AT_ONCE: usize = 32;

/// What is being written by this process, and the folders that it has tidied.
struct Writing {
    paths: BTreeSet<PathBuf>,
    tidied: BTreeSet<PathBuf>,
}

static WRITING: Mutex<Writing> = Mutex::new(Writing { paths: BTreeSet::new(), tidied: BTreeSet::new() });

/// Deletes what is being written, for a process that ends at once: whoever else would write
/// waits for ever.
pub fn abandon() {
    let writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    for path in &writing.paths {
        // What is in its place by now is no longer there.
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    mem::forget(writing);
}

/// A path that is being written to.
struct Known(PathBuf);

impl Known {
    /// Makes something at a path of its own. Nothing is made where [`abandon`] would miss it.
    fn new<T>(make: impl FnOnce() -> io::Result<T>, path: impl FnOnce(&T) -> &Path) -> io::Result<(Self, T)> {
        let mut writing = lock(&WRITING);
        let made = make()?;
        let path = std::path::absolute(path(&made))?;
        writing.paths.insert(path.clone());
        Ok((Self(path), made))
    }
}

impl Drop for Known {
    fn drop(&mut self) {
        lock(&WRITING).paths.remove(&self.0);
    }
}

/// Who may read a file and write to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rights {
    /// Those of any new file.
    New,
    /// The writer's alone, until it gets others.
    Own,
}

/// A file that is not yet in its place.
pub(super) struct Temporary {
    // Deleted before it is forgotten.
    file: NamedTempFile,
    _known: Known,
}

impl Temporary {
    /// A file with these bytes, in the folder of its place.
    pub(super) fn new(folder: &Path, rights: Rights, bytes: &[u8]) -> io::Result<Self> {
        tidy_once(folder);
        let mut builder = tempfile::Builder::new();
        builder.prefix(NAME.0).suffix(NAME.1);
        #[cfg(unix)]
        if rights == Rights::New {
            use std::os::unix::fs::PermissionsExt;
            // The process's mask is taken off.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = rights;
        loop {
            let (known, mut file) = Known::new(|| builder.tempfile_in(folder), NamedTempFile::path)?;
            // Until it was locked, another run could take it for left over.
            if file.as_file().lock().is_ok() && !file.path().exists() {
                continue;
            }
            file.write_all(bytes)?;
            return Ok(Self { file, _known: known });
        }
    }

    pub(super) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Puts it in its place. It has to be on the disk.
    pub(super) fn persist(self, place: &Path) -> io::Result<()> {
        let Self { file, _known } = self;
        file.persist(place).map(drop).map_err(|error| error.error)
    }
}

/// A folder that is not yet in its place.
pub(super) struct Draft {
    lock: File,
    folder: TempDir,
    _known: Known,
}

impl Draft {
    /// A folder in the one of its place.
    pub(super) fn new(parent: &Path) -> io::Result<Self> {
        tidy_once(parent);
        loop {
            let make = || tempfile::Builder::new().prefix(NAME.0).tempdir_in(parent);
            let (known, folder) = Known::new(make, TempDir::path)?;
            let path = folder.path().join(LOCK);
            let lock = File::create_new(&path);
            // Until it was locked, another run could take it for left over.
            let is_there = || path.exists();
            match lock {
                Ok(lock) => {
                    if lock.lock().is_ok() && !is_there() {
                        continue;
                    }
                    fs::create_dir(folder.path().join(DRAFT))?;
                    return Ok(Self { lock, folder, _known: known });
                }
                Err(_) if !folder.path().exists() => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where its files are written.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(DRAFT)
    }

    /// Puts it in its place, where nothing is. Its files have to be on the disk.
    pub(super) fn persist(self, place: &Path) -> io::Result<()> {
        fs::rename(self.path(), place)?;
        let Self { lock, folder, _known } = self;
        drop(lock);
        folder.close()
    }
}

/// Has files be on the disk, several at once; what became of each.
pub(super) fn sync<T: Sync>(files: &[T], one: impl Fn(&T) -> io::Result<()> + Sync) -> Vec<io::Result<()>> {
    let part = files.len().div_ceil(AT_ONCE).max(1);
    if files.len() == part {
        return files.iter().map(one).collect();
    }
    thread::scope(|scope| {
        let parts = files.chunks(part).map(|part| {
            let one = &one;
            (part.len(), scope.spawn(move || part.iter().map(one).collect::<Vec<_>>()))
        });
        let parts: Vec<_> = parts.collect();
        let failed = |length| (0..length).map(|_| Err(io::ErrorKind::Other.into())).collect();
        parts.into_iter().flat_map(|(length, part)| part.join().unwrap_or_else(|_| failed(length))).collect()
    })
}

/// Has the names in a folder be on the disk. Only there can it be asked for on some systems.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Tidies a folder when it is first written to.
fn tidy_once(folder: &Path) {
    if let Ok(folder) = std::path::absolute(folder)
        && lock(&WRITING).tidied.insert(folder.clone())
    {
        tidy(&folder);
    }
}

/// Deletes what killed runs have left in a folder. What cannot be deleted now is tried again
/// by the next run.
pub(super) fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with(NAME.0)) else { continue };
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_file() && name.ends_with(NAME.1) && is_left(&path) => drop(fs::remove_file(path)),
            Ok(kind) if kind.is_dir() && is_left(&path.join(LOCK)) => drop(fs::remove_dir_all(path)),
            _ => {}
        }
    }
}

/// Whether nobody holds a file.
fn is_left(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => {
            let modified = file.metadata().and_then(|metadata| metadata.modified()).ok();
            modified.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > OLD)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn what_is_being_written_is_left_alone_and_what_is_left_over_goes() {
        let folder = TempDir::new().unwrap();
        let path = folder.path();
        let (file, draft) = (Temporary::new(path, Rights::New, b"1").unwrap(), Draft::new(path).unwrap());
        fs::write(path.join(".jixiao-abc.tmp"), "").unwrap();
        fs::create_dir_all(path.join(".jixiao-abc/new")).unwrap();
        fs::write(path.join(".jixiao-abc/lock"), "").unwrap();
        fs::create_dir_all(path.join(".jixiao-def")).unwrap();
        fs::write(path.join(".jixiao-manifest.json"), "").unwrap();
        tidy(path);
        assert_eq!(names(path).len(), 4, "{:?}", names(path));
        fs::write(draft.path().join("a"), "2").unwrap();
        file.persist(&path.join("甲")).unwrap();
        draft.persist(&path.join("乙")).unwrap();
        let mut left = names(path);
        left.sort();
        assert_eq!(left, [".jixiao-def", ".jixiao-manifest.json", "乙", "甲"]);
        assert_eq!(fs::read(path.join("乙/a")).unwrap(), b"2");
        // What is given up is deleted.
        drop(Temporary::new(path, Rights::Own, b"1").unwrap());
        drop(Draft::new(path).unwrap());
        assert_eq!(names(path).len(), 4, "{:?}", names(path));
    }

    #[test]
    fn all_files_are_synced() {
        let numbers: Vec<usize> = (0..100).collect();
        let fails = |number: &usize| if number % 7 == 3 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) };
        for count in [0, 1, 31, 32, 33, 100] {
            let synced = sync(&numbers[..count], fails);
            assert_eq!(synced.len(), count);
            assert!(synced.iter().enumerate().all(|(number, result)| result.is_err() == (number % 7 == 3)));
        }
    }
}
