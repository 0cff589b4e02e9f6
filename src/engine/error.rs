//! Reasons to stop that are not the fault of a project.

use std::fmt;
use std::io;
use std::path::Path;

use super::files::Unfit;
use super::words;
use crate::diag::{Code, Diagnostic, FileId};
use crate::messages::{Language, Message};
use crate::value::Mistake;

/// A reason to stop. `{}` and `{:?}` print its Chinese words, `{:#}` and `{:#?}` the English
/// ones, with how to mend it.
pub struct Error {
    /// What is wrong, in one sentence without a full stop.
    pub what: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// Findings that say it better, with their places.
    pub findings: Vec<Diagnostic>,
    pub(super) source: Option<io::Error>,
}

impl From<Mistake> for Error {
    fn from(Mistake { what, mend }: Mistake) -> Self {
        Self::new(what).help(mend)
    }
}

impl Error {
    /// Something that cannot be done.
    pub fn new(what: Message) -> Self {
        Self { what, help: None, findings: Vec::new(), source: None }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Something that could not be read; `-` is standard input.
    pub fn read(path: &Path, error: io::Error) -> Self {
        Self { source: Some(error), ..Self::new(Message::default()) }
            .saying(|why| words::cannot_read(FileId::from(path).name(), why))
    }

    /// A folder that could not be looked into.
    pub fn read_folder(path: &Path, error: io::Error) -> Self {
        let error = Self { source: Some(error), ..Self::new(Message::default()) };
        error.saying(|why| words::cannot_read_folder(path.display(), why))
    }

    /// Something that could not be written, with how to mend that; `-` is standard output.
    pub fn write(path: &Path, error: io::Error) -> Self {
        let help = remedy(&error);
        let error = Self { help, source: Some(error), ..Self::new(Message::default()) };
        error.saying(|why| match FileId::from(path).is_standard_input() {
            true => words::cannot_write_standard_output(why),
            false => words::cannot_write(path.display(), why),
        })
    }

    fn saying(self, what: impl FnOnce(Message) -> Message) -> Self {
        Self { what: what(self.source.as_ref().map(why).unwrap_or_default()), ..self }
    }

    /// The same as a finding about a file.
    pub(crate) fn into_finding(self, code: Code, file: &FileId) -> Diagnostic {
        Diagnostic { help: self.help, ..Diagnostic::new(code, self.what) }.at(file.whole(), Message::default())
    }

    /// Templates with mistakes.
    pub(crate) fn template(findings: Vec<Diagnostic>) -> Self {
        Self { findings, ..Self::new(words::template_is_wrong()) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = if f.alternate() { Language::English } else { Language::Chinese };
        f.write_str(self.what.say(language))?;
        self.help.iter().try_for_each(|help| write!(f, "\n{}", help.say(language)))?;
        self.findings.iter().try_for_each(|finding| write!(f, "\n{}", finding.message.say(language)))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

/// Why something could not be done with a file or folder.
pub(crate) fn why(error: &io::Error) -> Message {
    match Unfit::of(error) {
        Some(Unfit::NoFile) => return words::no_ordinary_file(),
        Some(Unfit::TooLarge(most)) => return words::file_too_large(most >> 20),
        Some(Unfit::Outside) => return words::folder_leads_out(),
        Some(Unfit::Foreign) => return words::file_of_somebody_else(),
        Some(Unfit::TooMany(most)) => return words::too_many_files(most),
        None => {}
    }
    match error.kind() {
        io::ErrorKind::NotFound => words::not_found(),
        io::ErrorKind::PermissionDenied => words::no_permission(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => words::file_in_the_way(),
        io::ErrorKind::IsADirectory => words::is_a_folder(),
        io::ErrorKind::StorageFull => words::disk_full(),
        io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => words::quota_is_used_up(),
        io::ErrorKind::InvalidFilename => words::name_is_too_long(),
        io::ErrorKind::ReadOnlyFilesystem => words::disk_read_only(),
        io::ErrorKind::TooManyLinks => words::has_other_names(),
        _ if is_held_open(error) => words::held_open(),
        // `ERROR_INVALID_HANDLE`: `con.yaml` is the console there.
        _ if cfg!(windows) && error.raw_os_error() == Some(6) => words::is_a_device(),
        _ => Message::verbatim(error.to_string()),
    }
}

/// How to mend that a file cannot be written, where it is known.
pub(crate) fn remedy(error: &io::Error) -> Option<Message> {
    match Unfit::of(error) {
        Some(Unfit::Outside) => return Some(words::name_another_output()),
        Some(Unfit::Foreign) => return Some(words::move_it_or_force()),
        _ => {}
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Some(words::close_the_other_program()),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Some(words::move_the_file_away()),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Some(words::make_room())
        }
        io::ErrorKind::InvalidFilename => Some(words::shorten_the_name()),
        io::ErrorKind::TooManyLinks => Some(words::change_it_by_hand()),
        _ if is_held_open(error) => Some(words::close_the_other_program()),
        _ => None,
    }
}

/// Whether another program has the file open, as only Windows forbids it
/// (`ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`).
fn is_held_open(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}
