//! Folders as ZIP archives.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jixiao::engine::inner_name;
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most bytes of all files of an archive.
const MOST_BYTES: u64 = 256 << 20;

/// The most files of an archive.
const MOST_FILES: usize = 20_000;

/// Why a folder cannot be had of what was given as its archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfit {
    /// It is none.
    NoArchive,
    /// It is a workbook, which is a ZIP archive, too.
    Workbook,
    /// It has a password.
    Locked,
    /// Some of it cannot be read.
    Damaged,
    /// There is too much in it.
    TooMuch,
    /// There is nothing in it.
    Empty,
}

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
pub fn unpack(bytes: &[u8]) -> Result<Vec<(PathBuf, Vec<u8>)>, Unfit> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unfit::NoArchive)?;
    if archive.len() > MOST_FILES {
        return Err(Unfit::TooMuch);
    }
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Err(Unfit::Workbook);
    }
    let (mut files, mut left, mut names) = (Vec::new(), MOST_BYTES, BTreeSet::new());
    for index in 0..archive.len() {
        // Of a file with a password the rest can be read all the same.
        let raw = archive.by_index_raw(index).map_err(|_| Unfit::Damaged)?;
        if raw.encrypted() {
            return Err(Unfit::Locked);
        }
        // A name never leads out of the folder.
        let name = PathBuf::from(inner_name(raw.name_raw()));
        let is_wanted = raw.is_file() && !name.as_os_str().is_empty() && !name.starts_with("__MACOSX");
        drop(raw);
        if !is_wanted || !names.insert(name.clone()) {
            continue;
        }
        let mut bytes = Vec::new();
        let file = archive.by_index(index).map_err(|_| Unfit::Damaged)?;
        file.take(left + 1).read_to_end(&mut bytes).map_err(|_| Unfit::Damaged)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(Unfit::TooMuch)?;
        files.push((name, bytes));
    }
    if files.is_empty() {
        return Err(Unfit::Empty);
    }
    // No file is a folder, too.
    if names.iter().any(|name| name.ancestors().skip(1).any(|above| names.contains(above))) {
        return Err(Unfit::Damaged);
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
