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
    let mut is_filter = false;
    if arguments.fix || arguments.diff {
        is_filter = fix(&workspace, &mut checked.findings, arguments.fix, terminal)?;
    }
    let report = report(&workspace, &checked, arguments, terminal);
    if is_filter {
        terminal.say_all(&report)
    } else {
        print(&report)?
    };
    progress.tell_times(checked.projects);
    Ok(exit_code(&checked.findings, arguments.deny))
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
        ReportFormat::Json => diag::json(findings, checked.projects, workspace, language),
        ReportFormat::Sarif => diag::sarif(findings, workspace, language),
        ReportFormat::Github => diag::github(findings, workspace, language),
    }
}

/// Shows the changes that mend findings without doubt; makes them where asked to, in
/// files or from standard input to standard output, and takes away what is mended.
/// Whether that was done.
fn fix(workspace: &Workspace, findings: &mut Vec<Diagnostic>, writes: bool, terminal: Terminal) -> Result<bool, Error> {
    let fixes = workspace.fixes(findings);
    let standard_input = |fixed: &&jixiao::engine::Fixed| fixed.source.file.is_standard_input();
    let is_filter = writes && workspace.project_files().any(|file| file.is_standard_input());
    let mut failed = Vec::new();
    for fixed in &fixes {
        let file = &fixed.source.file;
        let diff = fixed.diff(file.name().say(terminal.language));
        if is_filter {
            terminal.say_all(&diff)
        } else {
            print(diff)?
        };
        if writes
            && !file.is_standard_input()
            && let Err(error) = workspace.write_fix(fixed)
        {
            terminal.fail(&error);
            failed.push(file);
        }
    }
    if is_filter {
        match fixes.iter().find(standard_input) {
            Some(fixed) => print(fixed.written())?,
            None => print(workspace.standard_input().unwrap_or_default())?,
        }
    }
    let count = fixes.len() - failed.len();
    terminal.say(&if writes { words::mended(count) } else { words::can_be_mended(count) });
    if writes {
        findings.retain(|finding| {
            finding.fixes.is_empty() || finding.fixes.iter().any(|fix| failed.contains(&&fix.place.file))
        });
    }
    Ok(is_filter)
}
