//! The folders whose settings, templates and links the user takes for their own: a file in the
//! user's settings, one folder a line.

use std::env;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::files::{Files, Kind};
use super::words;

/// The most bytes of the file.
const MOST_BYTES: u64 = 1 << 20;

/// The path of the file; none where the user has no settings.
fn path() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings = match cfg!(windows) {
        true => variable("APPDATA"),
        false => variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config"))),
    };
    settings.map(|settings| settings.join("jixiao").join("trusted"))
}

/// The folders that the user trusts.
pub fn trusted(files: &dyn Files) -> Vec<PathBuf> {
    let text = path().and_then(|path| String::from_utf8(files.read(&path, MOST_BYTES).ok()?).ok());
    let text = text.unwrap_or_default();
    text.lines().map(PathBuf::from).filter(|folder| folder.is_absolute()).collect()
}

/// Trusts a folder with all that is in it from now on, or no more.
///
/// # Errors
///
/// It is no folder, its name cannot be written down, or the file cannot be written.
pub fn trust(files: &dyn Files, folder: &Path, trusts: bool) -> Result<PathBuf, Error> {
    let whole = files.whole(folder).map_err(|error| Error::read_folder(folder, error))?;
    if files.kind(folder).is_ok_and(|kind| kind != Kind::Folder) {
        return Err(Error::read_folder(folder, std::io::ErrorKind::NotADirectory.into()));
    }
    let path = path().ok_or_else(|| Error::new(words::no_settings_of_the_user()).help(words::set_the_variable()))?;
    let mut all = trusted(files);
    all.retain(|known| *known != whole);
    if trusts {
        all.push(whole.clone());
    }
    let mut text = String::new();
    for folder in &all {
        let line = folder.to_str().filter(|folder| !folder.contains(['\n', '\r']));
        text += line.ok_or_else(|| Error::read_folder(folder, std::io::ErrorKind::InvalidFilename.into()))?;
        text.push('\n');
    }
    files.write(&path, text.as_bytes()).map_err(|error| Error::write(&path, error))?;
    Ok(whole)
}
