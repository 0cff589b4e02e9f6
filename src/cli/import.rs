//! `jixiao import`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::engine::{Disk, Error, ImportPlan, import as import_files};

use super::args::{ImportArguments, Output};
use super::terminal::{Terminal, print};
use super::{exit_code, output, words};

/// `jixiao import`
pub(super) fn import(arguments: &ImportArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let target = match &arguments.output {
        Some(Output::Standard) => None,
        Some(Output::Folder(folder)) => Some(folder.clone()),
        None => Some(PathBuf::from(".")),
    };
    let plan = ImportPlan {
        files: arguments.files.clone(),
        target: target.clone(),
        force: arguments.force,
        beside: false,
        form: arguments.form.clone(),
        evaluations: arguments.evaluations,
        templates: arguments.templates.clone(),
    };
    let imported = import_files(Arc::new(Disk), &plan)?;
    imported.written.iter().try_for_each(|path| output::name(path))?;
    imported.text.iter().try_for_each(print)?;
    terminal.show(&imported.findings, &imported);
    terminal.say(&imported.summary());
    if let Some(folder) = target.filter(|_| imported.projects > 0) {
        terminal.say(&words::check_next(folder.display()));
    }
    Ok(exit_code(&imported.findings, None))
}
