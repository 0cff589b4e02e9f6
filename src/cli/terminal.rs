//! The person at the terminal: what is said, in which language and colour.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use jixiao::diag::{self, Colour, Diagnostic, Texts, error_line, remedy_line};
use jixiao::engine::{Disk, Error};
use jixiao::messages::{Language, Message};
use unicode_width::UnicodeWidthStr;

/// How to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub language: Language,
    pub colour: Colour,
    /// Whether every finding is shown in full, however many there are.
    pub full: bool,
}

impl Terminal {
    /// A message. One who has closed the terminal does not need it any more.
    pub(super) fn say(self, message: &Message) {
        let _ = writeln!(io::stderr().lock(), "{}", message.say(self.language));
    }

    /// Text that ends with its own line breaks.
    pub(super) fn say_all(self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Findings with their places.
    pub(super) fn show(self, findings: &[Diagnostic], texts: &(impl Texts + ?Sized)) {
        let show = if self.full { diag::render } else { diag::render_briefly };
        self.say_all(&show(findings, texts, self.colour, self.language));
    }

    /// A reason to stop.
    pub(super) fn fail(self, error: &Error) -> ExitCode {
        self.say(&error_line(&error.what));
        if let Some(help) = &error.help {
            self.say(&remedy_line(help));
        }
        if !error.findings.is_empty() {
            self.show(&error.findings, &Disk);
        }
        ExitCode::from(2)
    }

    /// What the user asked for.
    ///
    /// # Errors
    ///
    /// As [`print`].
    pub(super) fn print(self, message: &Message) -> Result<(), Error> {
        print(format!("{}\n", message.say(self.language)))
    }
}

/// What the user asked for. A reader that has gone away needs no more of it.
///
/// # Errors
///
/// It cannot be written, as on a full disk.
pub(super) fn print(text: impl AsRef<[u8]>) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::write(Path::new("-"), error)),
        _ => Ok(()),
    }
}

/// A text with spaces behind it, so that it takes so many columns of a terminal.
pub(super) fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(text.width())))
}

/// Whether a terminal that stands at standard error wants colours.
pub(super) fn colour() -> Colour {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match io::stderr().is_terminal() && !plain && !dumb && knows_colours() {
        true => Colour::Always,
        false => Colour::Never,
    }
}

/// Whether the terminal takes colours: that of Windows has to be told to.
fn knows_colours() -> bool {
    #[cfg(windows)]
    return anstyle_query::windows::enable_ansi_colors().unwrap_or(false);
    #[cfg(not(windows))]
    true
}
