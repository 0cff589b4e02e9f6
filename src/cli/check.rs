//! `jixiao check`

use std::process::ExitCode;

use jixiao::diag::{self, Diagnostic};
use jixiao::engine::{Checked, Error, Workspace};

use super::args::{CheckArguments, ReportFormat};
use super::progress::Progress;
use super::terminal::{Terminal, print};
use super::{exit_code, open, words};

/// `jixiao check`
pub(super) fn check(arguments: &CheckArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let mut workspace = open(&arguments.inputs, arguments.pace.jobs)?;
    let progress = Progress::new(arguments.pace.quiet, arguments.pace.timings, terminal);
    let mut checked = workspace.check(&progress)?;
    // The mended text of standard input is what standard output has then.
    let is_filter = arguments.fix && workspace.project_files().any(|file| file.is_standard_input());
    let mut sound = true;
    if arguments.fix || arguments.diff {
        // Diffs go where no report for a program and no mended text goes.
        let show = |text: &str| match is_filter || !matches!(arguments.format, ReportFormat::Human) {
            true => {
                terminal.say_all(text);
                Ok(())
            }
            false => print(text),
        };
        sound = fix(&mut workspace, &checked.findings, arguments.fix, terminal, &show)?;
        // What is left is shown in the text that is there now.
        checked = workspace.check(&())?;
    }
    if is_filter {
        print(workspace.standard_input().unwrap_or_default())?;
    }
    if let Some(folder) = &arguments.mark {
        let (marked, refused) = workspace.write_marked(&checked.findings, folder, terminal.language)?;
        marked.iter().for_each(|path| terminal.say(&words::marked(path.display())));
        refused.iter().for_each(|why| terminal.say(why));
    }
    let report = report(&workspace, &checked, arguments, terminal);
    if is_filter {
        terminal.say_all(&report)
    } else {
        print(&report)?
    };
    progress.tell_times(checked.projects);
    Ok(if sound { exit_code(&checked.findings, arguments.deny) } else { ExitCode::from(2) })
}

/// Shows findings to a person, or gives a report for a program.
fn report(workspace: &Workspace, checked: &Checked, arguments: &CheckArguments, terminal: Terminal) -> String {
    let (findings, language) = (&checked.findings, terminal.language);
    match arguments.format {
        ReportFormat::Human => {
            terminal.show(findings, workspace);
            if !arguments.pace.quiet {
                terminal.say(&checked.summary());
            }
            String::new()
        }
        ReportFormat::Json => diag::json(findings, checked.projects, checked.silenced, workspace, language),
        ReportFormat::Sarif => diag::sarif(findings, workspace, language),
        ReportFormat::Github => diag::github(findings, workspace, language),
    }
}

/// Shows the changes that mend findings without doubt, and makes them where asked to;
/// whether all that was to be written was.
fn fix(
    workspace: &mut Workspace,
    findings: &[Diagnostic],
    writes: bool,
    terminal: Terminal,
    show: &dyn Fn(&str) -> Result<(), Error>,
) -> Result<bool, Error> {
    let (fixes, changed) = workspace.fixes(findings);
    for error in &changed {
        terminal.fail(error);
    }
    let mut failed = 0;
    for fixed in &fixes {
        let file = &fixed.source.file;
        show(&fixed.diff(file.name().say(terminal.language)))?;
        if writes && let Err(error) = workspace.write_fix(fixed) {
            terminal.fail(&error);
            failed += 1;
        }
    }
    let count = fixes.len() - failed;
    terminal.say(&if writes { words::mended(count) } else { words::can_be_mended(count) });
    Ok(failed == 0 && changed.is_empty())
}
