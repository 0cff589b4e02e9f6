//! The files of the disk.

use std::any::Any;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use walkdir::WalkDir;

use super::files::{Files, Kind, Unfit};
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

/// The most files and folders that are looked at in a walk: a submission of 10,000 projects
/// has a tenth.
const MOST_ENTRIES: usize = 500_000;

/// What tells a file or folder from all others, whatever paths lead to it.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Identity> {
    fs::canonicalize(path)
}

/// Opens a file that has an end, with the number of its bytes.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let length = |metadata: Metadata| match (metadata.is_file(), metadata.is_dir()) {
        (true, _) => Ok::<_, io::Error>(metadata.len()),
        (_, true) => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(Unfit::NoFile.into()),
    };
    // To open a pipe is to wait for somebody who writes into it.
    length(fs::metadata(path)?)?;
    let file = File::open(path)?;
    let length = length(file.metadata()?)?;
    Ok((file, length))
}

impl Texts for Disk {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        shown(self, file)
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let (file, length) = open(path)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(length.min(limit)).unwrap_or(usize::MAX))?;
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_in_parts(&self, path: &Path, limit: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut file = open(path)?.0.take(limit);
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
        let mut entered = HashSet::from([identity(folder)?]);
        // A folder that is reached without a link, too, has the name that it has there.
        let is_walked = |within: &Path| {
            let mut all = within.ancestors().filter(|above| !above.as_os_str().is_empty());
            all.all(|above| !is_hidden(above) && enters(&folder.join(above)))
        };
        // Whether a link is not followed, and what it is then; to a folder above it leads back.
        let left_out = |path: &Path, is_folder: bool| {
            let target = fs::canonicalize(path).ok()?;
            match target.strip_prefix(&whole) {
                Ok(within) => (is_folder && is_walked(within)).then_some(None),
                Err(_) if whole.starts_with(&target) => Some(None),
                Err(_) => Some(Some(Kind::Outside)),
            }
        };
        let (mut files, mut seen) = (Vec::new(), 0);
        let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().min_depth(1).into_iter();
        while let Some(entry) = walk.next() {
            seen += 1;
            if seen > MOST_ENTRIES {
                return Err(Unfit::TooMany(MOST_ENTRIES).into());
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().filter(|path| !is_hidden(path)).map(Path::to_owned);
                    let is_loop = error.loop_ancestor().is_some();
                    let kind = |path: &Path| if path.is_dir() { Kind::Folder } else { Kind::Other };
                    files.extend(path.filter(|_| !is_loop).map(|path| (path.clone(), kind(&path))));
                    continue;
                }
            };
            let (path, kind) = (entry.path(), entry.file_type());
            let link = if entry.path_is_symlink() { left_out(path, kind.is_dir()) } else { None };
            let found = match (kind.is_dir(), link) {
                _ if is_hidden(path) => None,
                (true, _) if !enters(path) => None,
                (_, Some(found)) => found,
                (true, None) if identity(path).is_ok_and(|identity| entered.insert(identity)) => continue,
                (true, None) => None,
                (false, None) => Some(if kind.is_file() { Kind::File } else { Kind::Other }),
            };
            files.extend(found.map(|kind| (path.to_owned(), kind)));
            if kind.is_dir() {
                walk.skip_current_dir();
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
