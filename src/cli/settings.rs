//! `jixiao settings`

use std::process::ExitCode;

use jixiao::engine::{Disk, Error, settings_of};

use super::args::{ListFormat, SettingsArguments};
use super::terminal::{Terminal, print};
use super::{exit_code, words};

/// `jixiao settings`
pub(super) fn settings(arguments: &SettingsArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let held = settings_of(&Disk, &arguments.path, arguments.templates.as_deref())?;
    match arguments.format {
        ListFormat::Json => print(held.json(terminal.language))?,
        ListFormat::Human => {
            print(held.lines(terminal.language))?;
            if held.files.is_empty() {
                terminal.say(&words::no_settings(arguments.path.display()));
            }
        }
    }
    terminal.show(&held.findings, &held);
    Ok(exit_code(&held.findings, None))
}
