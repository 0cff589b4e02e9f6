//! What paths say by themselves.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::project::Format;

/// Whether a file or folder is hidden by its name.
pub fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a file is YAML by its name.
pub fn is_yaml(path: &Path) -> bool {
    has_ending(path, "yaml") || has_ending(path, "yml")
}

/// Whether a file's name has an ending, in capitals or small letters.
pub(crate) fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

/// The format of a file by its name.
pub(crate) fn format_of(path: &Path) -> Option<Format> {
    path.extension().and_then(OsStr::to_str).and_then(Format::of)
}

/// The place of an output in its folder; its name has `/` on all systems.
pub(crate) fn below(folder: &Path, name: &str) -> PathBuf {
    name.split('/').fold(folder.to_owned(), |path, part| path.join(part))
}

/// The folder of a file; `.` for a name alone.
pub fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
