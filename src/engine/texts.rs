//! The texts of files.

use std::path::Path;
use std::sync::Arc;

use super::error::{Error, why};
use super::files::{Files, Unfit};
use super::paths::has_ending;
use super::words;
use crate::diag::{Code, Diagnostic, FileId, Place, Source};
use crate::messages::Message;

/// The most bytes of a file that are read: ten thousand projects in one have 25
/// MB.
pub const MOST_BYTES: u64 = 32 << 20;

/// The most lines of a file that are read: ten thousand projects in one have 500,000.
const MOST_LINES: usize = 1_000_000;

/// A file's text; a finding where it is none.
pub(crate) type Text = Result<Arc<Source>, Diagnostic>;

/// A file's text, which has to be UTF-8 and not too long.
pub(crate) fn text(files: &dyn Files, path: &Path) -> Text {
    let file = FileId::from(path);
    let bytes = files.read(path, MOST_BYTES).map_err(|error| {
        let unread = Diagnostic::new(Code::CannotRead, words::cannot_read(file.name(), why(&error)));
        let error = match Unfit::of(&error) {
            Some(Unfit::TooLarge(most)) => {
                Diagnostic::new(Code::FileTooLarge, words::file_too_large(most >> 20)).help(words::split_the_file())
            }
            Some(_) => unread.help(words::copy_what_it_gives()),
            None => unread.help(words::see_that_it_can_be_read()),
        };
        error.at(file.whole(), Message::default())
    })?;
    if let Some((what, mend)) = other_document(path, &bytes) {
        return Err(Diagnostic::new(Code::Encoding, what).at(file.whole(), Message::default()).help(mend));
    }
    let ends = |end: u8| bytes.iter().filter(|byte| **byte == end).count();
    if ends(b'\n').max(ends(b'\r')) > MOST_LINES {
        let error = Diagnostic::new(Code::FileTooLarge, words::too_many_lines(MOST_LINES));
        return Err(error.at(file.whole(), Message::default()).help(words::split_the_file()));
    }
    match str::from_utf8(&bytes) {
        Ok(text) => Ok(Source::new(file, text)),
        Err(error) => {
            let at = error.valid_up_to();
            // Of a file in another encoding nothing can be shown that its author would know.
            let (what, place) = match (is_utf_16(&bytes), is_gbk(&bytes[at..])) {
                (true, _) => (words::is_utf_16(), file.whole()),
                (_, true) => (words::is_gbk(), file.whole()),
                _ => (words::not_utf8(), Place { file, range: Some(at..at) }),
            };
            let error = Diagnostic::new(Code::Encoding, what).at(place, Message::default());
            Err(error.help(words::save_as_utf8()))
        }
    }
}

/// A file's text, where nothing can be done without it.
///
/// # Errors
///
/// As [`text`].
pub(crate) fn read_text(files: &dyn Files, path: &Path) -> Result<Arc<Source>, Error> {
    text(files, path).map_err(|finding| Error { help: finding.help, ..Error::new(finding.message) })
}

/// What a file is that somebody takes for a project's, and what to do with it.
fn other_document(path: &Path, bytes: &[u8]) -> Option<(Message, Message)> {
    let has_ending = |endings: &[&str]| endings.iter().any(|ending| has_ending(path, ending));
    match bytes {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] if has_ending(&["xlsx", "xlsm", "xls", "et"]) => {
            Some((words::is_a_workbook(), words::import_it(path.display())))
        }
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] | [b'%', b'P', b'D', b'F', ..] => {
            Some((words::is_no_text(), words::name_a_project_file()))
        }
        _ => None,
    }
}

/// Whether a file begins with the mark of UTF-16, which Notepad calls Unicode, or has as
/// many zeros as its spaces, digits and colons would give it.
fn is_utf_16(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    zeros > bytes.len() / 8 || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// Whether all that is no ASCII are pairs of GBK, which Notepad calls ANSI.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7F, rest @ ..] => rest,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, rest @ ..] => rest,
            _ => return false,
        };
    }
}

/// A file's text as far as it is one, for findings to be shown in it.
pub(crate) fn shown(files: &dyn Files, file: &FileId) -> Option<Arc<Source>> {
    let bytes = files.read_beginning(file.path(), MOST_BYTES).ok()?;
    Some(Source::new(file.clone(), &String::from_utf8_lossy(&bytes)))
}
