//! Takes the command line; reads and writes files, and says on the terminal
//! what was done. Everything about forms is the library's.
//!
//! Exit codes: 0 clean, 1 findings of error level, 2 usage, configuration or
//! input and output, 101 a fault of the program.

mod args;
mod author;
mod book;
mod build;
mod check;
mod extract;
mod failure;
mod fonts;
mod help;
mod import;
mod inputs;
mod language;
mod man;
mod manifest;
mod merge;
mod outputs;
mod parallel;
mod progress;
mod roll;
mod run;
mod shard;
mod template;
mod terminal;
mod timings;
mod usage;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use clap_complete::Shell;
use jixiao::diag::{Code, Diagnostic, Level};
use jixiao::messages::{Language, Message, cli as words};
use jixiao::project::Settings;
use jixiao::{Created, ExportError, Format};

use args::{Arguments, Command};
use failure::Failure;
use terminal::{Terminal, print};

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let language = language::choose(&given);
    let program = help::for_words(Arguments::command(), language, &given);
    let parsed = program.try_get_matches_from(given).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, Terminal { language, colour: terminal::colour() }),
    };
    let terminal = arguments.terminal(language);
    let result = match &arguments.command {
        Command::Build(arguments) => build::build(arguments, terminal),
        Command::Check(arguments) => check::check(arguments, terminal),
        Command::Merge(arguments) => merge::merge(arguments, terminal),
        Command::New(arguments) => author::new(arguments),
        Command::Init(arguments) => author::init(arguments, terminal),
        Command::Extract(arguments) => extract::extract(arguments),
        Command::Verify(arguments) => verify::verify(arguments, terminal),
        Command::Roll(arguments) => roll::roll(arguments, terminal),
        Command::Import(arguments) => import::import(arguments, terminal),
        Command::Schema(arguments) => author::schema(arguments),
        Command::Blank(arguments) => template::blank(arguments),
        Command::Template(command) => template::run(command, terminal),
        Command::Completions { shell } => completions(*shell, terminal.language),
        Command::Explain { code } => explain(code.as_deref(), terminal),
        Command::Fonts(arguments) => fonts::list(&arguments.inputs, terminal),
        Command::Man { folder } => man::write(folder),
    };
    result.unwrap_or_else(|failure| terminal.fail(&failure))
}

/// The exit code for these findings.
fn exit_code(findings: &[Diagnostic], deny: Option<Level>) -> ExitCode {
    let grave = deny.unwrap_or(Level::Error);
    let code = |finding: &Diagnostic| match finding.code {
        Code::Internal => 101,
        Code::CannotRead | Code::CannotWrite => 2,
        _ => u8::from(finding.level <= grave),
    };
    ExitCode::from(findings.iter().map(code).max().unwrap_or(0))
}

/// `jixiao explain`: the manual of a rule, or the list of all.
fn explain(name: Option<&str>, terminal: Terminal) -> Result<ExitCode, Failure> {
    let Some(name) = name else {
        for code in Code::ALL {
            let level = code.level().name();
            print(format!("{code:<24}{}  {}\n", level.say(terminal.language), code.summary(terminal.language)))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(code) = Code::of(name) else {
        let help = Code::near(name).map_or_else(words::list_the_rules, words::see_a_near_rule);
        return Err(Failure::new(words::no_rule(name)).help(help));
    };
    terminal.print(&words::rule_title(code, code.level().name()))?;
    print(format!("\n{}\n", code.manual(terminal.language)))?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao completions`
fn completions(shell: Shell, language: Language) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::in_language(Arguments::command(), language), "jixiao", &mut script);
    print(script)?;
    Ok(ExitCode::SUCCESS)
}

/// The formats that are wanted of a folder's projects.
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

/// Why a file could not be made.
fn fault(error: &ExportError) -> Message {
    match error {
        ExportError::Pdf(why) => words::cannot_make_pdf(why),
        ExportError::Xlsx(why) => words::cannot_make_xlsx(why),
        ExportError::Ofd(why) => words::cannot_make_ofd(why),
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
