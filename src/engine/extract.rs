//! The data that a form's file carries.

use std::path::Path;

use super::error::Error;
use super::files::{Files, NO_LIMIT};
use super::templates::templates;
use super::words;
use crate::authoring;
use crate::data::{self, DataError};

/// The data that a PDF or a workbook of this program carries, as JSON.
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
    let bytes = files.read(path, NO_LIMIT).map_err(|error| Error::read(path, error))?;
    let data = match bytes.starts_with(b"%PDF") {
        true => data::in_pdf(&bytes),
        false => data::in_workbook(&bytes),
    };
    data.map_err(|error| refused(path, error))
}

fn refused(path: &Path, error: DataError) -> Error {
    Error::new(words::cannot_extract(path.display(), error.0))
}
