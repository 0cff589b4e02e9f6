//! The data that a form's file carries.

use std::path::Path;

use super::error::Error;
use super::files::{Files, Unfit};
use super::paths::has_ending;
use super::templates::templates;
use super::words;
use crate::authoring;
use crate::data::{self, DataError};
use crate::unpack::{MOST_BYTES, words as unpacked};

/// The data that a PDF, OFD or workbook of this program carries, as JSON.
///
/// # Errors
///
/// A file that cannot be read, or carries none.
pub fn extract_data(files: &dyn Files, path: &Path) -> Result<String, Error> {
    read(files, path).map(|data| data.json())
}

/// The text of the project's file, as [`extract_data`] gives its data.
///
/// # Errors
///
/// As [`extract_data`]; or templates that do not have the form.
pub fn extract_project(files: &dyn Files, path: &Path, folder: Option<&Path>) -> Result<String, Error> {
    let data = read(files, path)?;
    let project = data::project(&data, &templates(files, folder)?).map_err(|error| refused(path, error))?;
    Ok(authoring::write(&project))
}

fn read(files: &dyn Files, path: &Path) -> Result<data::FormData, Error> {
    let bytes = files.read(path, MOST_BYTES as u64).map_err(|error| match Unfit::of(&error) {
        Some(Unfit::TooLarge(most)) => {
            Error::new(words::cannot_extract(path.display(), unpacked::too_large(most >> 20)))
        }
        _ => Error::read(path, error),
    })?;
    let has = |ending| has_ending(path, ending);
    let data = match &bytes {
        bytes if has("pdf") || bytes.starts_with(b"%PDF") => data::in_pdf(bytes),
        bytes if has("ofd") => data::in_ofd(bytes),
        bytes if has("xlsx") || bytes.starts_with(b"PK") => data::in_workbook(bytes),
        _ => return Err(Error::new(words::carries_no_data(path.display()))),
    };
    data.map_err(|error| refused(path, error))
}

fn refused(path: &Path, error: DataError) -> Error {
    Error::new(words::cannot_extract(path.display(), error.0))
}
