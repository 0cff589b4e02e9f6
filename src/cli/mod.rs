//! Takes the command line; reads and writes files, and says on the terminal
//! what was done. Everything about forms is the library's.
//!
//! Exit codes: 0 clean, 1 findings of error level, 2 usage, configuration or
//! input and output, 101 a fault of the program.

mod args;
mod author;
mod extract;
mod failure;
mod fonts;
mod help;
mod import;
mod inputs;
mod language;
mod man;
mod outputs;
mod roll;
mod template;
mod terminal;
mod usage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches};
use clap_complete::Shell;
use jixiao::check::{CheckSettings, Outline, RULES, Rule, across};
use jixiao::diag::{self, Diagnostic, Diagnostics, Level, RuleInfo};
use jixiao::messages::{Language, Message, cli as words};
use jixiao::project::{Project, Settings, read_file};
use jixiao::source::Source;
use jixiao::{Created, ExportError, Format, fill, write};

use args::{Arguments, BuildArguments, CheckArguments, Command, Output, ReportFormat};
use failure::{Failure, why};
use fonts::Cabinet;
use inputs::Input;
use outputs::Outputs;
use terminal::{Terminal, print};

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let language = language::choose(&given);
    let program = help::in_language(Arguments::command(), language);
    let parsed = program.try_get_matches_from(given).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, Terminal { language, colour: terminal::colour() }),
    };
    let terminal = arguments.terminal(language);
    let result = match &arguments.command {
        Command::Build(arguments) => build(arguments, terminal),
        Command::Check(arguments) => check(arguments, terminal),
        Command::New(arguments) => author::new(arguments),
        Command::Init(arguments) => author::init(arguments, terminal),
        Command::Extract(arguments) => extract::extract(arguments),
        Command::Roll(arguments) => roll::roll(arguments, terminal),
        Command::Import(arguments) => import::import(arguments, terminal),
        Command::Schema(arguments) => author::schema(arguments),
        Command::Blank(arguments) => template::blank(arguments),
        Command::Template(command) => template::run(command, terminal),
        Command::Completions { shell } => Ok(completions(*shell, terminal.language)),
        Command::Explain { code } => explain(code.as_deref(), terminal),
        Command::Fonts(arguments) => fonts::list(&arguments.inputs, terminal),
        Command::Man { folder } => man::write(folder),
    };
    result.unwrap_or_else(|failure| terminal.fail(&failure))
}

/// The exit code for these findings.
fn exit_code(findings: &[Diagnostic], deny: Option<Level>) -> ExitCode {
    let grave = deny.unwrap_or(Level::Error);
    ExitCode::from(u8::from(findings.iter().any(|finding| finding.level <= grave)))
}

/// `jixiao check`
fn check(arguments: &CheckArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::default();
    let mut run = Run::default();
    for input in inputs::find(&arguments.inputs, terminal.language)? {
        run.each(&input, |job, diagnostics| {
            let fonts = cabinet.of(job.project, job.settings)?;
            let formats = formats(job.settings, None);
            fill(job.project, &fonts, &formats, job.settings.output.fit, job.checks, diagnostics);
            Ok(())
        })?;
    }
    let mut findings = run.diagnostics.sorted();
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
            let found = Some(diag::summary(&findings)).filter(|found| !found.is_empty());
            terminal.say(&words::checked(run.projects, found.unwrap_or_else(words::nothing_found)));
            String::new()
        }
        ReportFormat::Json => diag::json(&findings, run.projects, language),
        ReportFormat::Sarif => diag::sarif(&findings, &rules(), language),
        ReportFormat::Github => diag::github(&findings, language),
    };
    print(&report);
    Ok(exit_code(&findings, arguments.deny))
}

/// Shows the changes that mend findings without doubt, and makes them where asked
/// to; how many files they concern.
fn fix(findings: &[Diagnostic], write: bool) -> Result<usize, Failure> {
    let fixed = diag::fixed(findings);
    for (source, text) in &fixed {
        let name = source.name.as_str();
        let diff = similar::TextDiff::from_lines(source.text.as_str(), text.as_str());
        print(&diff.unified_diff().context_radius(1).header(name, name).to_string());
        let path = Path::new(name);
        // Standard input has no file.
        if write && path.is_file() {
            outputs::replace(path, text.as_bytes())
                .map_err(|error| Failure::new(words::cannot_write(path.display(), why(&error))))?;
        }
    }
    Ok(fixed.len())
}

/// The rules for readers that list them.
fn rules() -> Vec<RuleInfo> {
    let info = |rule: &Rule| RuleInfo {
        code: rule.code.to_owned(),
        level: rule.level,
        summary: rule.summary(Language::Chinese),
        manual: rule.manual(Language::Chinese),
    };
    RULES.iter().map(info).collect()
}

/// `jixiao explain`: the manual of a rule, or the list of all.
fn explain(code: Option<&str>, terminal: Terminal) -> Result<ExitCode, Failure> {
    let Some(code) = code else {
        for rule in RULES {
            print(&format!(
                "{:<24}{}  {}\n",
                rule.code,
                rule.level.name().say(terminal.language),
                rule.summary(terminal.language)
            ));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(rule) = RULES.iter().find(|rule| rule.code == code) else {
        let near = diag::nearest(code, RULES.iter().map(|rule| rule.code));
        let help = near.map_or_else(words::list_the_rules, words::see_a_near_rule);
        return Err(Failure::new(words::no_rule(code)).help(help));
    };
    terminal.print(&words::rule_title(rule.code, rule.level.name()));
    print(&format!("\n{}\n", rule.manual(terminal.language)));
    Ok(ExitCode::SUCCESS)
}

/// `jixiao completions`
fn completions(shell: Shell, language: Language) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::in_language(Arguments::command(), language), "jixiao", &mut script);
    print(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}

/// What a run over many projects has found.
#[derive(Default)]
struct Run {
    diagnostics: Diagnostics,
    /// How many projects there are, right or wrong.
    projects: usize,
}

/// A sound project of a run.
struct Job<'a> {
    /// Its file.
    source: &'a Arc<Source>,
    /// The name of its outputs without their ending.
    stem: &'a Path,
    project: &'a Project,
    /// What its folder says.
    settings: &'a Settings,
    checks: &'a CheckSettings,
}

impl Run {
    /// Does something with each sound project of an input.
    ///
    /// Where a folder's settings are wrong, what they would have given to its
    /// projects is unknown, so that none of them is taken.
    fn each(
        &mut self,
        input: &Input,
        mut act: impl FnMut(&Job<'_>, &mut Diagnostics) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some((settings, checks)) = input.settings(&mut self.diagnostics) else {
            self.projects += input.projects.len();
            return Ok(());
        };
        let mut outlines = Vec::new();
        for file in &input.projects {
            let source = match &file.source {
                Ok(source) => source,
                Err(error) => {
                    self.diagnostics.push(error.clone());
                    self.projects += 1;
                    continue;
                }
            };
            let mut found = Diagnostics::new();
            let mut read = read_file(source, &settings, &input.templates, &mut found);
            self.diagnostics.append(checks.apply_to_file(&mut read, found));
            self.projects += read.documents.max(1);
            for (number, project) in &read.projects {
                let stem = &outputs::stem(&file.stem, *number, read.documents);
                outlines.push(Outline::of(project));
                let job = Job { source, stem, project, settings: &settings, checks: &checks };
                act(&job, &mut self.diagnostics)?;
            }
        }
        self.diagnostics.append(across(&outlines, &checks));
        self.diagnostics.append(checks.unused());
        Ok(())
    }
}

fn formats(settings: &Settings, asked: Option<&[Format]>) -> Vec<Format> {
    let mut formats = match (asked, &settings.output.formats) {
        (Some(asked), _) => asked.to_vec(),
        (None, Some(formats)) if !formats.is_empty() => formats.clone(),
        _ => vec![Format::Pdf, Format::Xlsx],
    };
    formats.sort_unstable();
    formats.dedup();
    formats
}

/// `jixiao build`
fn build(arguments: &BuildArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let created = created()?;
    let mut cabinet = Cabinet::default();
    let mut run = Run::default();
    let mut outputs = Outputs::default();
    let mut faults = 0;
    for input in inputs::find(&arguments.inputs, terminal.language)? {
        run.each(&input, |job, diagnostics| {
            let Job { source, stem, project, settings, checks } = *job;
            let fonts = cabinet.of(project, settings)?;
            let formats = formats(settings, arguments.formats.as_deref());
            let folder = folder(arguments, settings, &input);
            let paths = match outputs.claim(folder.as_deref(), stem, &formats, source) {
                Ok(paths) => paths,
                Err(failure) if folder.is_some() => {
                    let error =
                        Diagnostic::error("same-output", failure.what).at(project.span.start(), Message::default());
                    diagnostics.push(error.help(failure.help.unwrap_or_default()));
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            };
            let fit = arguments.fit.or(settings.output.fit);
            let Some(table) = fill(project, &fonts, &formats, fit, checks, diagnostics) else {
                outputs.release(&paths);
                return Ok(());
            };
            match write(&table, &fonts, &formats, created) {
                Ok(files) => {
                    files.iter().zip(&paths).try_for_each(|((_, bytes), path)| outputs::write(path.as_deref(), bytes))
                }
                Err(error) => {
                    outputs.release(&paths);
                    faults += 1;
                    let finding =
                        Diagnostic::error("internal", fault(&error)).at(project.span.start(), Message::default());
                    diagnostics.push(finding.help(words::fault_of_the_program()));
                    Ok(())
                }
            }
        })?;
    }
    let written = outputs.count();
    let findings = run.diagnostics.sorted();
    terminal.show(&findings);
    let (projects, found) = (run.projects, diag::summary(&findings));
    terminal.say(&match findings.iter().map(|finding| finding.level).min() {
        None => words::built(projects, written),
        Some(Level::Error) => words::built_but_for_errors(projects, written, found),
        Some(_) => words::built_with_findings(projects, written, found),
    });
    Ok(if faults > 0 { ExitCode::from(101) } else { exit_code(&findings, None) })
}

/// Why a file could not be made.
fn fault(error: &ExportError) -> Message {
    match error {
        ExportError::Pdf(why) => words::cannot_make_pdf(why),
        ExportError::Xlsx(why) => words::cannot_make_xlsx(why),
        ExportError::Ofd(why) => words::cannot_make_ofd(why),
    }
}

/// Where a folder's files go; none for standard output.
fn folder(arguments: &BuildArguments, settings: &Settings, input: &Input) -> Option<PathBuf> {
    match (&arguments.output, &settings.output.folder) {
        (Some(Output::Standard), _) => None,
        (Some(Output::Folder(folder)), _) => Some(folder.clone()),
        (None, Some(folder)) => Some(input.folder.join(folder)),
        (None, None) => Some("out".into()),
    }
}

/// The time that `SOURCE_DATE_EPOCH` names.
fn created() -> Result<Option<Created>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.trim().parse().ok());
    seconds
        .and_then(Created::from_epoch)
        .map(Some)
        .ok_or_else(|| Failure::new(words::epoch_is_no_time(value.to_string_lossy())).help(words::write_the_epoch()))
}
