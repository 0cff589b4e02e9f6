//! The files of the disk.

use std::any::Any;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use walkdir::{DirEntry, WalkDir};

use super::files::{Files, Kind};
use super::paths::is_hidden;
use super::texts::shown;
use crate::diag::{FileId, Source, Texts};

/// The files of the disk.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

/// How the names of files begin and end that are being written.
const TEMPORARY: (&str, &str) = (".jixiao-", ".tmp");

/// The name of a new folder while it is written.
const DRAFT: &str = "new";

impl Texts for Disk {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        shown(self, file)
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_in_parts(&self, path: &Path, limit: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut file = File::open(path)?.take(limit);
        let mut part = vec![0; 1 << 16];
        loop {
            match file.read(&mut part)? {
                0 => return Ok(()),
                length => take(&part[..length]),
            }
        }
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let metadata = fs::metadata(path)?;
        Ok(match (metadata.is_dir(), metadata.is_file()) {
            (true, _) => Kind::Folder,
            (_, true) => Kind::File,
            _ => Kind::Other,
        })
    }

    fn whole(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        paths.sort();
        Ok(paths)
    }

    fn walk(&self, folder: &Path, enters: &dyn Fn(&Path) -> bool) -> io::Result<Vec<(PathBuf, Kind)>> {
        let whole = fs::canonicalize(folder)?;
        // Its own error is that of the whole walk.
        fs::read_dir(folder)?;
        let mut entered = HashSet::from([whole.clone()]);
        let mut is_wanted = |entry: &DirEntry| {
            if entry.depth() == 0 || !entry.file_type().is_dir() {
                return entry.depth() == 0 || !is_hidden(entry.path());
            }
            if is_hidden(entry.path()) || !enters(entry.path()) {
                return false;
            }
            // A folder that holds the one that is walked is not one in it.
            let target = fs::canonicalize(entry.path());
            target.map_or(true, |target| !whole.starts_with(&target) && entered.insert(target))
        };
        let mut files = Vec::new();
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().min_depth(1);
        for entry in walk.into_iter().filter_entry(|entry| is_wanted(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push((entry.into_path(), Kind::File)),
                Ok(_) => {}
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().filter(|path| !is_hidden(path)).map(Path::to_owned);
                    let kind = |path: &PathBuf| if path.is_dir() { Kind::Folder } else { Kind::Other };
                    files.extend(path.map(|path| (path.clone(), kind(&path))));
                }
            }
        }
        Ok(files)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
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

    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // What a link leads to is written, and not over the link.
        let path = fs::canonicalize(path)?;
        let permissions = fs::metadata(&path)?.permissions();
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(permissions)?;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(())
    }

    fn write_folder(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        let fill = |folder: &Path| files.iter().try_for_each(|(path, bytes)| self.write(&folder.join(path), bytes));
        // A link to a folder, or one where a disk is mounted, cannot be put in its place.
        if fs::symlink_metadata(folder).is_ok() {
            return fill(folder);
        }
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent)?;
        let draft = tempfile::Builder::new().prefix(TEMPORARY.0).tempdir_in(parent)?;
        let new = draft.path().join(DRAFT);
        fs::create_dir(&new)?;
        fill(&new)?;
        fs::rename(&new, folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, folder: &Path) -> Option<Box<dyn Any>> {
        fs::create_dir_all(folder).ok()?;
        let lock = lock_of(folder).ok().filter(|lock| lock.lock_shared().is_ok())?;
        Some(Box::new(lock))
    }

    /// Some systems and network disks lock no folders: there, what is very old is of no
    /// living run.
    fn tidy(&self, folder: &Path, below: &BTreeSet<PathBuf>) {
        let lock = lock_of(folder).ok();
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
}

/// What is locked while a folder is written to: itself, or, on Windows, which locks no
/// folders, a file in it.
fn lock_of(folder: &Path) -> io::Result<File> {
    #[cfg(windows)]
    return File::options().create(true).truncate(false).write(true).open(folder.join(".jixiao-lock"));
    #[cfg(not(windows))]
    File::open(folder)
}
