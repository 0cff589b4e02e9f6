//! Where files are: on disk, in memory, or on disk under texts that are not saved yet.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::paths::is_hidden;
use super::temporary::Temporary;

/// What stands at a path, behind links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or a link to nothing.
    Other,
    /// A link to what is not in the folder that is walked.
    Outside,
}

/// Why a file is not read that is there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unfit {
    /// A pipe would be waited for, and a device has no end.
    #[error("it is no ordinary file")]
    NoFile,
    /// It has more bytes than these.
    #[error("it has more than {0} bytes")]
    TooLarge(u64),
    /// The folder that it is in is a link out of that which was given.
    #[error("its folder is a link that leads out")]
    Outside,
    /// Another program made it, or somebody.
    #[error("it is somebody else's")]
    Foreign,
    /// A folder and those in it have more files than these.
    #[error("there are more than {0} files")]
    TooMany(usize),
}

impl Unfit {
    /// Which of these an error is.
    pub(crate) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref().and_then(|error| error.downcast_ref())
    }
}

impl From<Unfit> for io::Error {
    fn from(unfit: Unfit) -> Self {
        Self::other(unfit)
    }
}

/// Files and folders, by their paths. All that the engine reads and writes goes through
/// this.
pub trait Files: Send + Sync {
    /// The first bytes of a file, so many at most: of a longer one, what is left is not told of.
    ///
    /// # Errors
    ///
    /// It is not there, is no ordinary file, or cannot be read.
    fn read_beginning(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// All bytes of a file.
    ///
    /// # Errors
    ///
    /// As [`read_beginning`](Self::read_beginning); or it has more than so many.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.read_beginning(path, most.saturating_add(1))?;
        if bytes.len() as u64 > most { Err(Unfit::TooLarge(most).into()) } else { Ok(bytes) }
    }

    /// Hands over all bytes of a file one part after the other.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read); of a file that has too many, some may have been handed over.
    fn read_in_parts(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        self.read(path, most).map(|bytes| take(&bytes))
    }

    /// What stands at a path.
    ///
    /// # Errors
    ///
    /// Nothing does, or it cannot be said.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// Whether a file stands at a path.
    fn is_file(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::File)
    }

    /// Whether a folder stands at a path.
    fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::Folder)
    }

    /// The one path of what stands at a path, whatever links lead there.
    ///
    /// # Errors
    ///
    /// Nothing stands there.
    fn whole(&self, path: &Path) -> io::Result<PathBuf>;

    /// A path from the root of all, as it is written: links stay.
    fn absolute(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    /// What stands directly in a folder, by name.
    ///
    /// # Errors
    ///
    /// It is no folder or cannot be looked into.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// The files in a folder and in those in it for which `enters` holds, by name, folder
    /// by folder. What is hidden, its name beginning with a dot, is left out; a folder to
    /// which several links lead is entered once. A folder that cannot be looked into is in
    /// the list itself, a link to nothing as [`Kind::Other`], and one that leads out of the
    /// folder as [`Kind::Outside`].
    ///
    /// # Errors
    ///
    /// The folder itself cannot be looked into, or there is no end of it.
    fn walk(&self, folder: &Path, enters: &dyn Fn(&Path) -> bool) -> io::Result<Vec<(PathBuf, Kind)>>;

    /// Writes a file, and the folders above it: it is replaced as a whole or not at all.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there is still there.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Writes a file, and the folders above it, for [`settle`](Self::settle) to put in its
    /// place: many that are put in their places together take no longer than a few.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    fn stage(&self, path: &Path, bytes: &[u8]) -> io::Result<Staged> {
        Ok(Staged { path: path.to_owned(), held: Held::Bytes(bytes.to_vec()) })
    }

    /// Puts files in their places; for each, what [`write`](Self::write) would say.
    fn settle(&self, staged: Vec<Staged>) -> Vec<io::Result<()>> {
        let one = |Staged { path, held }| match held {
            Held::Bytes(bytes) => self.write(&path, &bytes),
            Held::Temporary(file) => file.persist(&path),
        };
        staged.into_iter().map(one).collect()
    }

    /// Writes a file that is somebody's own work in place of what it held: as
    /// [`write`](Self::write), and its owner, rights and links stay.
    ///
    /// # Errors
    ///
    /// It cannot be written; what was there is still there.
    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }

    /// Writes files, by their paths in a folder. A folder that was not there is there with all
    /// of them or not at all, where that can be had.
    ///
    /// # Errors
    ///
    /// One of them cannot be written.
    fn write_folder(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()>;

    /// Deletes a file.
    ///
    /// # Errors
    ///
    /// It is not there or cannot be deleted.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Deletes a folder that holds nothing; one that holds something stays.
    #[allow(unused_variables, reason = "a name says more in the documentation")]
    fn remove_if_empty(&self, folder: &Path) {}

    /// Whether the user has said that settings, templates and links in a folder may lead
    /// anywhere, by its one path.
    #[allow(unused_variables, reason = "a name says more in the documentation")]
    fn trusts(&self, folder: &Path) -> bool {
        false
    }

    /// Deletes what killed runs have left in folders.
    #[allow(unused_variables, reason = "a name says more in the documentation")]
    fn tidy(&self, folders: &BTreeSet<PathBuf>) {}
}

/// A file that was written and is not in its place yet. It is deleted with this.
pub struct Staged {
    path: PathBuf,
    held: Held,
}

enum Held {
    Bytes(Vec<u8>),
    Temporary(Temporary),
}

impl Staged {
    pub(super) fn of(path: &Path, file: Temporary) -> Self {
        Self { path: path.to_owned(), held: Held::Temporary(file) }
    }

    /// Its place, and the file beside that; none where it is in memory.
    pub(super) fn parts(self) -> Option<(PathBuf, Temporary)> {
        match self.held {
            Held::Temporary(file) => Some((self.path, file)),
            Held::Bytes(_) => None,
        }
    }
}

/// The files of so many projects are put in their places together.
pub(crate) const TOGETHER: usize = 32;

/// The one path of a file, which need not be there yet, nor its folders.
pub(crate) fn identity(files: &dyn Files, path: &Path) -> PathBuf {
    let named = |above: &Path| if above.as_os_str().is_empty() { PathBuf::from(".") } else { above.to_owned() };
    let known = path.ancestors().find_map(|above| Some((above, files.whole(&named(above)).ok()?)));
    match known.and_then(|(above, whole)| Some(plain(&whole.join(path.strip_prefix(above).ok()?)))) {
        // What is there is named as it is, without a separator behind it.
        Some(whole) => whole.components().collect(),
        None => path.to_owned(),
    }
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: Arc<RwLock<BTreeMap<PathBuf, Arc<[u8]>>>>,
    /// The folder that paths go from.
    here: PathBuf,
}

impl Memory {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same files, with paths that go from a folder, which is there.
    #[must_use]
    pub fn at(&self, folder: &Path) -> Self {
        Self { files: Arc::clone(&self.files), here: self.place(folder) }
    }

    /// All files, by their paths.
    pub fn all(&self) -> BTreeMap<PathBuf, Arc<[u8]>> {
        self.files().clone()
    }

    fn files(&self) -> RwLockReadGuard<'_, BTreeMap<PathBuf, Arc<[u8]>>> {
        self.files.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The one path of what a path says.
    fn place(&self, path: &Path) -> PathBuf {
        plain(&self.here.join(path))
    }
}

/// A path without `.` and `..`, as far as that can be said without looking.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

/// What is in a folder; the path itself is first where it is a file.
fn within<'f>(files: &'f BTreeMap<PathBuf, Arc<[u8]>>, folder: &'f Path) -> impl Iterator<Item = &'f Path> {
    files.range(folder.to_owned()..).map(|(file, _)| file.as_path()).take_while(move |file| file.starts_with(folder))
}

fn beginning(bytes: &[u8], most: u64) -> &[u8] {
    &bytes[..bytes.len().min(usize::try_from(most).unwrap_or(usize::MAX))]
}

impl Files for Memory {
    fn read_beginning(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        match self.files().get(&self.place(path)) {
            Some(bytes) => Ok(beginning(bytes, most).to_vec()),
            None if self.kind(path).is_ok() => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let (path, files) = (self.place(path), self.files());
        match files.contains_key(&path) {
            true => Ok(Kind::File),
            false if path == self.here || within(&files, &path).next().is_some() => Ok(Kind::Folder),
            false => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn whole(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| self.place(path))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.here.join(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        if self.kind(folder)? != Kind::Folder {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let (whole, files) = (self.place(folder), self.files());
        let names = within(&files, &whole).filter_map(|file| file.strip_prefix(&whole).ok()?.components().next());
        Ok(names.collect::<BTreeSet<_>>().into_iter().map(|name| folder.join(name)).collect())
    }

    fn walk(&self, folder: &Path, enters: &dyn Fn(&Path) -> bool) -> io::Result<Vec<(PathBuf, Kind)>> {
        let mut files = Vec::new();
        for path in self.list(folder)?.into_iter().filter(|path| !is_hidden(path)) {
            match self.kind(&path)? {
                Kind::Folder if enters(&path) => files.extend(self.walk(&path, enters)?),
                Kind::Folder => {}
                kind => files.push((path, kind)),
            }
        }
        Ok(files)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.place(path);
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        let is_folder = within(&files, &path).any(|file| file != path);
        if is_folder || path.ancestors().skip(1).any(|above| files.contains_key(above)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        files.insert(path, bytes.into());
        Ok(())
    }

    fn write_folder(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        files.iter().try_for_each(|(path, bytes)| self.write(&folder.join(path), bytes))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let path = self.place(path);
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        files.remove(&path).map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Texts that are not saved yet, over the files of another place.
pub struct Overlay {
    base: Arc<dyn Files>,
    /// By the one path of each.
    unsaved: RwLock<HashMap<PathBuf, Arc<[u8]>>>,
}

impl Overlay {
    /// No texts yet.
    pub fn new(base: Arc<dyn Files>) -> Self {
        Self { base, unsaved: RwLock::default() }
    }

    /// Has a file hold these bytes, whatever is saved; what is saved, where there are none.
    pub fn set(&self, path: &Path, bytes: Option<Vec<u8>>) {
        let whole = self.identity(path);
        let mut unsaved = self.unsaved.write().unwrap_or_else(PoisonError::into_inner);
        match bytes {
            Some(bytes) => drop(unsaved.insert(whole, bytes.into())),
            None => drop(unsaved.remove(&whole)),
        }
    }

    /// The one path of a file, which need not be there yet, nor its folders.
    pub(crate) fn identity(&self, path: &Path) -> PathBuf {
        identity(&*self.base, path)
    }

    /// The names of what unsaved files bring into a folder, with whether each is a folder.
    fn brought(&self, folder: &Path) -> BTreeMap<PathBuf, bool> {
        let unsaved = self.unsaved();
        if unsaved.is_empty() {
            return BTreeMap::new();
        }
        let whole = self.identity(folder);
        let below = unsaved.keys().filter_map(|file| {
            let mut names = file.strip_prefix(&whole).ok()?.components();
            Some((folder.join(names.next()?), names.next().is_some()))
        });
        below.collect()
    }

    fn unsaved(&self) -> RwLockReadGuard<'_, HashMap<PathBuf, Arc<[u8]>>> {
        self.unsaved.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text that a file has over what is saved.
    fn over(&self, path: &Path) -> Option<Arc<[u8]>> {
        if self.unsaved().is_empty() {
            return None;
        }
        let whole = self.identity(path);
        self.unsaved().get(&whole).cloned()
    }

    /// Whether a file has a text that is not saved.
    pub(crate) fn is_unsaved(&self, path: &Path) -> bool {
        self.over(path).is_some()
    }
}

impl Files for Overlay {
    fn read_beginning(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        match self.over(path) {
            Some(bytes) => Ok(beginning(&bytes, most).to_vec()),
            None => self.base.read_beginning(path, most),
        }
    }

    fn read_in_parts(&self, path: &Path, most: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        match self.over(path) {
            Some(_) => self.read(path, most).map(|bytes| take(&bytes)),
            None => self.base.read_in_parts(path, most, take),
        }
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match self.over(path) {
            Some(_) => Ok(Kind::File),
            None => self.base.kind(path).or_else(|error| match self.brought(path).is_empty() {
                true => Err(error),
                false => Ok(Kind::Folder),
            }),
        }
    }

    fn whole(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path).map(|_| self.identity(path))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.base.absolute(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let brought = self.brought(folder);
        let there = match self.base.list(folder) {
            Err(_) if !brought.is_empty() => Vec::new(),
            there => there?,
        };
        Ok(there.into_iter().chain(brought.into_keys()).collect::<BTreeSet<_>>().into_iter().collect())
    }

    fn walk(&self, folder: &Path, enters: &dyn Fn(&Path) -> bool) -> io::Result<Vec<(PathBuf, Kind)>> {
        let brought = self.brought(folder);
        let mut files = match self.base.walk(folder, enters) {
            Err(_) if !brought.is_empty() => Vec::new(),
            files => files?,
        };
        if brought.is_empty() {
            return Ok(files);
        }
        let known: HashSet<PathBuf> = files.iter().map(|(file, _)| self.identity(file)).collect();
        let whole = self.identity(folder);
        let inside = |path: &PathBuf| {
            let within = path.strip_prefix(&whole).ok()?;
            let mut above = within.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
            let enters = above.all(|above| !is_hidden(above) && enters(&folder.join(above)));
            (enters && !is_hidden(within)).then(|| folder.join(within))
        };
        let unsaved = self.unsaved();
        let new = unsaved.keys().filter(|path| !known.contains(*path)).filter_map(inside);
        files.extend(new.map(|file| (file, Kind::File)));
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(files)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.base.write(path, bytes)
    }

    fn rewrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.base.rewrite(path, bytes)
    }

    fn write_folder(&self, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        self.base.write_folder(folder, files)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.base.remove(path)
    }

    fn remove_if_empty(&self, folder: &Path) {
        self.base.remove_if_empty(folder);
    }

    fn trusts(&self, folder: &Path) -> bool {
        self.base.trusts(folder)
    }

    fn stage(&self, path: &Path, bytes: &[u8]) -> io::Result<Staged> {
        self.base.stage(path, bytes)
    }

    fn settle(&self, staged: Vec<Staged>) -> Vec<io::Result<()>> {
        self.base.settle(staged)
    }

    fn tidy(&self, folders: &BTreeSet<PathBuf>) {
        self.base.tidy(folders);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Disk;

    #[test]
    fn files_in_memory_are_listed_and_walked_as_on_disk() {
        let (memory, folder) = (Memory::new(), tempfile::TempDir::new().unwrap());
        let names = ["甲/乙/2.yaml", "甲/1.yaml", "甲/.git/x", "丙.yaml", "templates/t.yaml", "甲.yaml"];
        for name in names {
            memory.write(&Path::new(".").join(name), b"1").unwrap();
            Disk.write(&folder.path().join(name), b"1").unwrap();
        }
        let enters = |path: &Path| !path.ends_with("templates");
        let on_disk = Disk.walk(folder.path(), &enters).unwrap();
        let on_disk: Vec<&Path> = on_disk.iter().map(|(path, _)| path.strip_prefix(folder.path()).unwrap()).collect();
        let in_memory: Vec<PathBuf> =
            memory.walk(Path::new(""), &enters).unwrap().into_iter().map(|(path, _)| path).collect();
        assert_eq!(in_memory, on_disk);
        assert_eq!(in_memory, ["丙.yaml", "甲/1.yaml", "甲/乙/2.yaml", "甲.yaml"].map(PathBuf::from));
        assert_eq!(memory.kind(Path::new("甲")).unwrap(), Kind::Folder);
        assert_eq!(memory.read(Path::new("甲"), 9).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert!(memory.write(Path::new("甲"), b"").is_err() && memory.write(Path::new("甲.yaml/a"), b"").is_err());
        memory.remove(Path::new("丙.yaml")).unwrap();
        assert!(memory.kind(Path::new("丙.yaml")).is_err());
    }

    #[test]
    fn paths_in_memory_go_from_a_folder() {
        let all = Memory::new();
        let (old, new) = (all.at(Path::new("/申报/2026")), all.at(Path::new("/申报/2027")));
        assert_eq!(old.kind(Path::new(".")).unwrap(), Kind::Folder);
        old.write(Path::new("甲.yaml"), b"1").unwrap();
        new.write(Path::new("./子/乙.yaml"), b"2").unwrap();
        old.write(Path::new("../2027/丙.yaml"), b"3").unwrap();
        assert_eq!(new.list(Path::new(".")).unwrap(), ["./丙.yaml", "./子"].map(PathBuf::from));
        assert_eq!(new.whole(Path::new("./子/乙.yaml")).unwrap(), Path::new("/申报/2027/子/乙.yaml"));
        assert!(old.list(Path::new("子")).is_err());
        let paths: Vec<PathBuf> = all.all().into_keys().collect();
        assert_eq!(paths, ["/申报/2026/甲.yaml", "/申报/2027/丙.yaml", "/申报/2027/子/乙.yaml"].map(PathBuf::from));
    }

    #[test]
    fn texts_lie_over_files_until_they_are_written() {
        let memory = Arc::new(Memory::new());
        memory.write(Path::new("甲.yaml"), b"old").unwrap();
        let overlay = Overlay::new(memory.clone());
        overlay.set(Path::new("./甲.yaml"), Some(b"new".to_vec()));
        overlay.set(Path::new("乙.yaml"), Some(b"more".to_vec()));
        let read = |files: &dyn Files, name: &str| files.read(Path::new(name), 9).ok();
        assert_eq!(read(&overlay, "甲.yaml").unwrap(), b"new");
        assert_eq!(read(&*memory, "甲.yaml").unwrap(), b"old");
        let walked: Vec<PathBuf> =
            overlay.walk(Path::new(""), &|_| true).unwrap().into_iter().map(|(path, _)| path).collect();
        assert_eq!(walked, ["乙.yaml", "甲.yaml"].map(PathBuf::from));
        overlay.set(Path::new("甲.yaml"), None);
        assert_eq!(read(&overlay, "甲.yaml").unwrap(), b"old");
        // Folders that only unsaved files are in are there, too.
        overlay.set(Path::new("新/深/丙.yaml"), Some(b"new".to_vec()));
        let names = |folder: &str| overlay.list(Path::new(folder)).unwrap();
        assert_eq!(names(""), ["乙.yaml", "新", "甲.yaml"].map(PathBuf::from));
        assert_eq!(names("新"), ["新/深"].map(PathBuf::from));
        assert_eq!(overlay.kind(Path::new("新/深")).unwrap(), Kind::Folder);
        assert_eq!(overlay.walk(Path::new("新"), &|_| true).unwrap(), [("新/深/丙.yaml".into(), Kind::File)]);
        overlay.set(Path::new("新/深/丙.yaml"), None);
        assert!(overlay.kind(Path::new("新")).is_err());
    }
}
