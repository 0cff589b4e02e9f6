//! The person at the terminal: what is said, in which language and colour.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use jixiao::diag::{self, Colour, Diagnostic, words};
use jixiao::messages::{Language, Message, cli};

use super::failure::{Failure, why};

/// How to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    pub language: Language,
    pub colour: Colour,
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
    pub(super) fn show(self, findings: &[Diagnostic]) {
        self.say_all(&diag::render(findings, self.colour, self.language));
    }

    /// A reason to stop.
    pub(super) fn fail(self, failure: &Failure) -> ExitCode {
        self.say(&words::error_line(&failure.what));
        if let Some(help) = &failure.help {
            self.say(&words::remedy_line(help));
        }
        if !failure.findings.is_empty() {
            self.show(&failure.findings);
        }
        ExitCode::from(2)
    }

    /// What the user asked for.
    ///
    /// # Errors
    ///
    /// As [`print`].
    pub(super) fn print(self, message: &Message) -> Result<(), Failure> {
        print(format!("{}\n", message.say(self.language)))
    }
}

/// What the user asked for. A reader that has gone away needs no more of it.
///
/// # Errors
///
/// It cannot be written, as on a full disk.
pub(super) fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::to_write(cli::cannot_write_standard_output(why(&error)), &error))
        }
        _ => Ok(()),
    }
}

/// Whether a terminal that stands at standard error wants colours.
pub(super) fn colour() -> Colour {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match io::stderr().is_terminal() && !plain && !dumb {
        true => Colour::Always,
        false => Colour::Never,
    }
}
