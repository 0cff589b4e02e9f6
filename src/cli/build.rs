//! `jixiao build` and `jixiao merge`.

use std::process::ExitCode;
use std::sync::Arc;

use jixiao::diag::error_line;
use jixiao::engine::{BuildPlan, Built, Disk, Error, Target, Workspace, merge as merge_folders};

use super::args::{BuildArguments, Inputs, Making, MergeArguments, Output};
use super::progress::Progress;
use super::terminal::{Terminal, print};
use super::{created, exit_code, open};

/// `jixiao build`
pub(super) fn build(arguments: &BuildArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let plan = plan(arguments)?;
    let workspace = open(&arguments.inputs, arguments.pace.jobs)?;
    let progress = Progress::new(arguments.pace.quiet, arguments.pace.timings, terminal);
    let built = workspace.build(&plan, &progress)?;
    let code = show(&workspace, &built, arguments.pace.quiet, terminal)?;
    progress.tell_times(built.projects);
    Ok(code)
}

/// What arguments ask for.
pub(super) fn plan(arguments: &BuildArguments) -> Result<BuildPlan, Error> {
    let target = arguments.output.as_ref().map(|output| match output {
        Output::Standard => Target::Bytes,
        Output::Folder(folder) => Target::Folder(folder.clone()),
    });
    Ok(BuildPlan { target, force: arguments.force, shard: arguments.shard, ..arguments.making.plan()? })
}

impl Making {
    fn plan(&self) -> Result<BuildPlan, Error> {
        let book = match (self.book, self.no_book) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        let (formats, created) = (self.formats.clone(), created()?);
        Ok(BuildPlan { formats, fit: self.fit, attach: self.attach, book, created, ..BuildPlan::default() })
    }
}

/// Shows what was found, and says what was made.
pub(super) fn show(workspace: &Workspace, built: &Built, quiet: bool, terminal: Terminal) -> Result<ExitCode, Error> {
    built.bytes.iter().try_for_each(print)?;
    terminal.show(&built.findings, workspace);
    if !quiet {
        terminal.say(&built.summary());
        built.notes.iter().for_each(|note| terminal.say(note));
    }
    Ok(exit_code(&built.findings, None))
}

/// `jixiao merge`
pub(super) fn merge(arguments: &MergeArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let merged = merge_folders(Arc::new(Disk), &arguments.folders, arguments.output.as_deref())?;
    merged.problems.iter().for_each(|problem| terminal.say(&error_line(problem)));
    terminal.say(&merged.summary());
    if !merged.problems.is_empty() || arguments.projects.is_empty() {
        return Ok(ExitCode::from(u8::from(!merged.problems.is_empty())));
    }
    // What the shares have made need not be made again: all that is left is the book.
    let MergeArguments { projects, form, templates, .. } = arguments;
    let inputs = Inputs { paths: projects.clone(), form: form.clone(), templates: templates.clone() };
    let workspace = open(&inputs, None)?;
    let plan = BuildPlan { target: Some(Target::Folder(merged.target)), ..arguments.making.plan()? };
    let built = workspace.build(&plan, &Progress::new(false, false, terminal))?;
    show(&workspace, &built, false, terminal)
}
