//! Folders as ZIP archives.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most bytes of all files of an archive.
const MOST_BYTES: u64 = 256 << 20;

/// The most files of an archive.
const MOST_FILES: usize = 20_000;

/// Files as an archive, by their paths in a folder.
pub fn pack(files: &BTreeMap<PathBuf, Arc<[u8]>>, folder: &Path) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let Ok(name) = path.strip_prefix(folder) else { continue };
        archive.start_file(name.to_string_lossy(), SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The files of an archive by their paths; without the folder that all are in, where it is one.
pub fn unpack(bytes: &[u8]) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > MOST_FILES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let (mut files, mut left) = (Vec::new(), MOST_BYTES);
    for index in 0..archive.len() {
        let file = archive.by_index(index)?;
        let Some(name) = file.enclosed_name().filter(|_| file.is_file()) else { continue };
        let mut bytes = Vec::new();
        file.take(left + 1).read_to_end(&mut bytes)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        files.push((name, bytes));
    }
    let first = |path: &Path| match path.components().next() {
        Some(Component::Normal(name)) if path.components().nth(1).is_some() => Some(PathBuf::from(name)),
        _ => None,
    };
    let top = files.first().and_then(|(path, _)| first(path));
    if let Some(top) = top.filter(|top| files.iter().all(|(path, _)| path.starts_with(top))) {
        for (path, _) in &mut files {
            *path = path.strip_prefix(&top).unwrap_or(path).to_owned();
        }
    }
    Ok(files)
}
