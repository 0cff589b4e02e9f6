//! Takes a folder of results; gives where things stand by it, and the files that it holds.

use std::path::{Path, PathBuf};

use super::outputs::{NOTICES, notice_file};
use super::{MOST_KEPT, RESULTS, STATE};
use crate::collect::{State, UnitState};
use crate::engine::error::Error;
use crate::engine::files::Files;
use crate::engine::words;
use crate::messages::Language;
use crate::project::Format;

/// The folder of results that a folder is, or holds under the name that it has unless another
/// was given.
pub fn results_in(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    let mut known = [folder.to_owned(), folder.join(RESULTS)].into_iter();
    known.find(|folder| files.is_file(&folder.join(STATE)))
}

/// Where things stand by a folder of results; none where nothing was collected yet.
///
/// # Errors
///
/// A state that cannot be read, or is none of this program's.
pub fn collected_state(files: &dyn Files, results: &Path) -> Result<Option<State>, Error> {
    let path = results.join(STATE);
    if files.kind(&path).is_err() {
        return Ok(None);
    }
    let unread = |error| Error::read(&path, error).help(words::move_the_state_away());
    let bytes = files.read(&path, MOST_KEPT).map_err(unread)?;
    let state = State::from_json(&String::from_utf8_lossy(&bytes));
    state
        .map(Some)
        .map_err(|why| Error::new(words::state_is_broken(path.display(), why)).help(words::move_the_state_away()))
}

/// The notice to a unit of the last round, where there is one.
pub fn notice_to(files: &dyn Files, results: &Path, state: &State, unit: &UnitState) -> Option<PathBuf> {
    [Language::Chinese, Language::English].into_iter().find_map(|language| {
        let round = words::round_folder(state.round());
        let own = results.join(NOTICES).join(round.say(language)).join(&unit.folder);
        let path = own.join(notice_file(&words::notice_name(), language, Format::Pdf.extension()));
        files.is_file(&path).then_some(path)
    })
}
