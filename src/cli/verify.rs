//! `jixiao verify`

use std::process::ExitCode;
use std::sync::Arc;

use jixiao::engine::{Disk, Error, VerifyPlan, verify as compare};

use super::args::{Output, VerifyArguments};
use super::terminal::Terminal;
use super::{created, exit_code, options, words};

/// `jixiao verify`
pub(super) fn verify(arguments: &VerifyArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let target = match &arguments.output {
        Some(Output::Folder(folder)) => Some(folder.clone()),
        Some(Output::Standard) => {
            return Err(Error::new(words::outputs_are_in_a_folder()).help(words::name_the_folder()));
        }
        None => None,
    };
    let (formats, lists) = (arguments.formats.clone(), arguments.lists.clone());
    let plan = VerifyPlan { target, formats, created: created()?, lists };
    let options = options(&arguments.inputs, arguments.jobs)?;
    let verified = compare(Arc::new(Disk), &arguments.inputs.paths, options, &plan, &())?;
    if !arguments.quiet {
        verified.notes.iter().for_each(|note| terminal.say(note));
    }
    terminal.show(&verified.findings, &verified);
    if !arguments.quiet {
        terminal.say(&verified.summary());
    }
    Ok(exit_code(&verified.findings, None))
}
