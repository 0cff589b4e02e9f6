//! `jixiao settings` and `jixiao trust`.

use std::process::ExitCode;

use jixiao::engine::{Disk, Error, settings_of, trust as trust_folder, trusted};

use super::args::{ListFormat, SettingsArguments, TrustArguments};
use super::terminal::{Terminal, print};
use super::{exit_code, output, words};

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

/// `jixiao trust`
pub(super) fn trust(arguments: &TrustArguments) -> Result<ExitCode, Error> {
    if arguments.folders.is_empty() {
        trusted(&Disk).iter().try_for_each(|folder| output::name(folder))?;
    }
    for folder in &arguments.folders {
        output::name(&trust_folder(&Disk, folder, !arguments.remove)?)?;
    }
    Ok(ExitCode::SUCCESS)
}
