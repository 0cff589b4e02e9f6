//! `jixiao check`

use std::path::Path;
use std::process::ExitCode;

use jixiao::diag::{self, Diagnostic, Diagnostics, RuleInfo};
use jixiao::fill;
use jixiao::messages::{Language, cli as words};

use super::args::{CheckArguments, ReportFormat};
use super::failure::{Failure, why};
use super::fonts::Cabinet;
use super::progress::Progress;
use super::run::{Kept, Read, Run};
use super::terminal::{Terminal, print};
use super::timings::{Stage, Timings};
use super::{exit_code, formats, inputs, outputs};

/// `jixiao check`
pub(super) fn check(arguments: &CheckArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let (cabinet, timings) = (Cabinet::default(), Timings::default());
    let inputs = inputs::find(&arguments.inputs)?;
    let run = Run::new(&inputs, terminal.language, arguments.pace.jobs, &timings);
    let progress = Progress::new(run.files().len(), arguments.pace.quiet, terminal);
    let one = |read: &Read<'_>, ()| {
        let mut found = Diagnostics::new();
        let formats = formats(read.settings, None);
        for (_, project) in &read.projects {
            let fonts = cabinet.of(project, read.settings)?.fonts;
            let fit = read.settings.output.fit;
            timings.measure(Stage::Check, || fill(project, &fonts, &formats, fit, read.checks, &mut found));
        }
        Ok((found, ()))
    };
    let found = run.each(&Kept::new(), |_| Ok(()), one, |_, _| progress.step(&[]))?;
    progress.finish();
    let projects = found.projects;
    let mut findings = found.diagnostics.sorted();
    if arguments.fix || arguments.diff {
        let fixed = fix(&findings, arguments.fix)?;
        if arguments.fix {
            findings.retain(|finding| finding.fixes.is_empty());
        }
        terminal.say(&if arguments.fix { words::mended(fixed) } else { words::can_be_mended(fixed) });
    }
    let language = terminal.language;
    let report = match arguments.format {
        ReportFormat::Human => {
            terminal.show(&findings);
            if !arguments.pace.quiet {
                let found = Some(diag::summary(&findings)).filter(|found| !found.is_empty());
                terminal.say(&words::checked(projects, found.unwrap_or_else(words::nothing_found)));
            }
            String::new()
        }
        ReportFormat::Json => diag::json(&findings, projects, language),
        ReportFormat::Sarif => diag::sarif(&findings, language),
        ReportFormat::Github => diag::github(&findings, language),
    };
    print(&report)?;
    if arguments.pace.timings {
        timings.show(terminal, run.threads, projects);
    }
    Ok(exit_code(&findings, arguments.deny))
}

/// Shows the changes that mend findings without doubt, and makes them where asked
/// to; how many files they concern.
fn fix(findings: &[Diagnostic], write: bool) -> Result<usize, Failure> {
    let fixed = diag::fixed(findings);
    for (source, text) in &fixed {
        let name = source.name.as_str();
        let diff = similar::TextDiff::from_lines(source.text.as_str(), text.as_str());
        print(diff.unified_diff().context_radius(1).header(name, name).to_string())?;
        let path = Path::new(name);
        // Standard input has no file.
        if write && path.is_file() {
            outputs::replace(path, text.as_bytes())
                .map_err(|error| Failure::new(words::cannot_write(path.display(), why(&error))))?;
        }
    }
    Ok(fixed.len())
}
