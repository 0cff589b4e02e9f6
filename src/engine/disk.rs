//! The files of the disk.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::files::{Files, Kind, Staged, Unfit};
use super::paths::{is_hidden, parent};
use super::temporary::{Draft, Rights, Temporary, sync, sync_folder, tidy};
use super::texts::shown;
use super::trust::trusted;
use crate::diag::{FileId, Source, Texts};

/// The files of the disk.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

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
    fn read_beginning(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let (file, length) = open(path)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(length.min(most)).unwrap_or(usize::MAX))?;
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_in_parts(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut file = open(path)?.0.take(most.saturating_add(1));
        let (mut part, mut length) = (vec![0; 1 << 16], 0);
        loop {
            match file.read(&mut part)? {
                0 => return Ok(()),
                read => {
                    length += read as u64;
                    if length > most {
                        return Err(Unfit::TooLarge(most).into());
                    }
                    take(&part[..read]);
                }
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
        let is_trusted = self.trusts(&whole);
        let left_out = |path: &Path, is_folder: bool| {
            let target = fs::canonicalize(path).ok()?;
            match target.strip_prefix(&whole) {
                Ok(within) => (is_folder && is_walked(within)).then_some(None),
                Err(_) if is_trusted => None,
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
        let staged = self.stage(path, bytes)?;
        self.settle(vec![staged]).pop().unwrap_or(Ok(()))
    }

    fn stage(&self, path: &Path, bytes: &[u8]) -> io::Result<Staged> {
        let folder = parent(path);
        fs::create_dir_all(&folder)?;
        Ok(Staged::of(path, Temporary::new(&folder, Rights::New, bytes)?))
    }

    fn settle(&self, staged: Vec<Staged>) -> Vec<io::Result<()>> {
        let (places, files): (Vec<PathBuf>, Vec<Temporary>) = staged.into_iter().filter_map(Staged::parts).unzip();
        let synced = sync(&files, |file| file.file().sync_all());
        let put = |((file, place), synced): ((Temporary, &PathBuf), io::Result<()>)| {
            synced?;
            file.persist(place)
        };
        let mut put: Vec<io::Result<()>> = files.into_iter().zip(&places).zip(synced).map(put).collect();
        let folders: BTreeSet<PathBuf> = places.iter().map(|place| parent(place)).collect();
        let folders: Vec<PathBuf> = folders.into_iter().collect();
        for (folder, synced) in folders.iter().zip(sync(&folders, |folder| sync_folder(folder))) {
            if let Err(error) = synced {
                let mut results = places.iter().zip(&mut put);
                if let Some((_, first)) = results.find(|(place, _)| parent(place) == *folder) {
                    *first = Err(error);
                }
            }
        }
        put
    }

    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // What a link leads to is written, and not over the link.
        let path = fs::canonicalize(path)?;
        let metadata = fs::metadata(&path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let file = Temporary::new(&parent(&path), Rights::Own, bytes)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Its other names would lead to what it was.
            if metadata.nlink() > 1 {
                return Err(io::ErrorKind::TooManyLinks.into());
            }
            let own = file.file().metadata()?;
            if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
                fchown(file.file(), Some(metadata.uid()), Some(metadata.gid()))?;
            }
        }
        file.file().set_permissions(metadata.permissions())?;
        file.file().sync_all()?;
        file.persist(&path)?;
        sync_folder(&parent(&path))
    }

    fn write_folder(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        // A link to a folder, or one where a disk is mounted, cannot be put in its place.
        if fs::symlink_metadata(folder).is_ok() {
            let stage = |(path, bytes): &(PathBuf, Vec<u8>)| self.stage(&folder.join(path), bytes);
            let staged = files.iter().map(stage).collect::<io::Result<Vec<Staged>>>()?;
            return self.settle(staged).into_iter().collect();
        }
        let above = parent(folder);
        fs::create_dir_all(&above)?;
        let draft = Draft::new(&above)?;
        let mut folders = BTreeSet::from([draft.path()]);
        for (path, bytes) in files {
            let path = draft.path().join(path);
            fs::create_dir_all(parent(&path))?;
            fs::write(&path, bytes)?;
            folders.extend(
                parent(&path).ancestors().take_while(|above| above.starts_with(draft.path())).map(Path::to_owned),
            );
        }
        let file =
            |(path, _): &(PathBuf, Vec<u8>)| File::options().write(true).open(draft.path().join(path))?.sync_all();
        sync(files, file).into_iter().collect::<io::Result<()>>()?;
        let folders: Vec<PathBuf> = folders.into_iter().collect();
        sync(&folders, |folder| sync_folder(folder)).into_iter().collect::<io::Result<()>>()?;
        draft.persist(folder)?;
        sync_folder(&above)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_if_empty(&self, folder: &Path) {
        let _ = fs::remove_dir(folder);
    }

    fn trusts(&self, folder: &Path) -> bool {
        trusted(self).iter().any(|trusted| folder.starts_with(trusted))
    }

    fn tidy(&self, folders: &BTreeSet<PathBuf>) {
        folders.iter().for_each(|folder| tidy(folder));
    }
}
