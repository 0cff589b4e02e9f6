//! `jixiao roll`

use std::process::ExitCode;
use std::sync::Arc;

use jixiao::engine::{Disk, Error, RollPlan, roll as roll_folder};

use super::args::RollArguments;
use super::terminal::Terminal;
use super::{exit_code, output};

/// `jixiao roll`
pub(super) fn roll(arguments: &RollArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let plan = RollPlan {
        folder: arguments.folder.clone(),
        year: arguments.to,
        target: arguments.output.clone(),
        form: arguments.form.clone(),
        templates: arguments.templates.clone(),
        language: terminal.language,
    };
    let rolled = roll_folder(Arc::new(Disk), &plan)?;
    terminal.show(&rolled.findings, &rolled);
    terminal.say_all(&rolled.summary);
    rolled.notes.iter().for_each(|note| terminal.say(note));
    rolled.target.iter().try_for_each(|target| output::name(target))?;
    Ok(exit_code(&rolled.findings, None))
}
