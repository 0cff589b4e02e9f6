//! Reasons to stop that are not the fault of a project: exit code 2.

use std::io;

use jixiao::diag::Diagnostic;
use jixiao::messages::{Message, cli as words};

/// A reason to stop.
#[derive(Debug)]
pub(super) struct Failure {
    pub what: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// Findings that say it better, with their places.
    pub findings: Vec<Diagnostic>,
}

impl Failure {
    pub(super) fn new(what: Message) -> Self {
        Self { what, help: None, findings: Vec::new() }
    }

    pub(super) fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Something that could not be written, with how to mend that.
    pub(super) fn to_write(what: Message, error: &io::Error) -> Self {
        Self { help: remedy(error), ..Self::new(what) }
    }

    /// Templates with mistakes.
    pub(super) fn template(findings: Vec<Diagnostic>) -> Self {
        Self { findings, ..Self::new(words::template_is_wrong()) }
    }
}

/// Why something could not be done with a file or folder.
pub(super) fn why(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => words::not_found(),
        io::ErrorKind::PermissionDenied => words::no_permission(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => words::file_in_the_way(),
        io::ErrorKind::IsADirectory => words::is_a_folder(),
        io::ErrorKind::StorageFull => words::disk_full(),
        io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => words::quota_is_used_up(),
        io::ErrorKind::InvalidFilename => words::name_is_too_long(),
        io::ErrorKind::ReadOnlyFilesystem => words::disk_read_only(),
        _ => Message::verbatim(error.to_string()),
    }
}

/// How to mend that a file cannot be written, where it is known.
pub(super) fn remedy(error: &io::Error) -> Option<Message> {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Some(words::close_the_other_program()),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => Some(words::move_the_file_away()),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Some(words::make_room())
        }
        io::ErrorKind::InvalidFilename => Some(words::shorten_the_name()),
        _ => None,
    }
}
