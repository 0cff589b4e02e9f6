//! Takes the command line; reads and writes files, and says on the terminal
//! what was done. Everything about forms is the library's.
//!
//! Exit codes: 0 clean, 1 findings of error level, 2 usage, configuration or
//! input and output, 101 a fault of the program.

mod args;
mod author;
mod build;
mod check;
mod collect;
mod fault;
mod fmt;
mod help;
mod help_words;
mod icon;
mod import;
mod interrupt;
mod language;
mod man;
mod output;
mod page;
mod progress;
mod roll;
mod settings;
mod suggest;
mod template;
mod terminal;
mod usage;
mod verify;
mod watch;
mod words;

use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches};
use clap_complete::Shell;
use jixiao::diag::{Code, Diagnostic, Level};
use jixiao::engine::{Created, Disk, Error, MOST_BYTES, Options, Workspace};
use jixiao::messages::Language;

use crate::serve::{Serving, serve};
use args::{Arguments, Command, Inputs};
use terminal::{Terminal, print};

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    // On Windows no shell puts files in the place of `*.yaml`.
    let given: Vec<_> = wild::args_os().collect();
    let language = language::choose(&given);
    if let Some(serving) = icon::serving(&given, language) {
        let terminal = Terminal { language, colour: terminal::colour(), full: false };
        let served = serve(serving, &|message| terminal.say(message));
        return served.map_or_else(|error| terminal.fail(&error), |()| ExitCode::SUCCESS);
    }
    let program = help::for_words(Arguments::command(), language, &given);
    let parsed = program.try_get_matches_from(given).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error, Terminal { language, colour: terminal::colour(), full: false }),
    };
    let terminal = arguments.terminal(language);
    fault::explain(terminal);
    // Without it, the next run tidies up.
    let _ = interrupt::prepare();
    let result = match &arguments.command {
        Command::Open(arguments) => open_page(arguments, terminal),
        Command::Page(arguments) => page::page(arguments, terminal),
        Command::Build(arguments) if arguments.watch => watch::watch(arguments, terminal),
        Command::Build(arguments) => build::build(arguments, terminal),
        Command::Check(arguments) => check::check(arguments, terminal),
        Command::Fmt(arguments) => fmt::fmt(arguments, terminal),
        Command::Merge(arguments) => build::merge(arguments, terminal),
        Command::New(arguments) => author::new(arguments, terminal),
        Command::Init(arguments) => author::init(arguments, terminal),
        Command::Suggest(arguments) => suggest::suggest(arguments, terminal),
        Command::Extract(arguments) => author::extract(arguments),
        Command::Verify(arguments) => verify::verify(arguments, terminal),
        Command::Collect(arguments) => collect::collect(arguments, terminal),
        Command::Roster(arguments) => collect::roster(arguments, terminal),
        Command::Settings(arguments) => settings::settings(arguments, terminal),
        Command::Trust(arguments) => settings::trust(arguments),
        Command::Roll(arguments) => roll::roll(arguments, terminal),
        Command::Import(arguments) => import::import(arguments, terminal),
        Command::Schema(arguments) => author::schema(arguments),
        Command::Blank(arguments) => template::blank(arguments),
        Command::Lsp(_) => Ok(crate::lsp::serve(arguments.asked_language(), language)),
        Command::Template(command) => template::run(command, terminal),
        Command::Completions { shell } => completions(*shell, terminal.language),
        Command::Explain { code } => explain(code.as_deref(), terminal),
        Command::Fonts(arguments) => author::fonts(&arguments.inputs, terminal),
        Command::Man { folder } => man::write(folder),
    };
    result.unwrap_or_else(|error| terminal.fail(&error))
}

/// `jixiao open`: the form in the browser.
fn open_page(arguments: &args::OpenArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let args::OpenArguments { folder, port, no_browser, beside_editor } = arguments;
    let serving = Serving {
        folder: Some(folder.clone()),
        others: false,
        port: *port,
        browser: !no_browser,
        beside: *beside_editor,
        unseen: false,
        language: terminal.language,
    };
    serve(serving, &|message| terminal.say(message))?;
    Ok(ExitCode::SUCCESS)
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
fn explain(name: Option<&str>, terminal: Terminal) -> Result<ExitCode, Error> {
    let Some(name) = name else {
        for code in Code::ALL {
            let level = code.level().name();
            print(format!("{code:<24}{}  {}\n", level.say(terminal.language), code.summary(terminal.language)))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(code) = Code::of(name) else {
        let help = Code::near(name).map_or_else(words::list_the_rules, words::see_a_near_rule);
        return Err(Error::new(words::no_rule(name)).help(help));
    };
    terminal.print(&words::rule_title(code, code.level().name()))?;
    print(format!("\n{}\n", code.manual(terminal.language)))?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao completions`
fn completions(shell: Shell, language: Language) -> Result<ExitCode, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::in_language(Arguments::command(), language), "jixiao", &mut script);
    print(script)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the projects that were asked for.
fn open(inputs: &Inputs, jobs: Option<usize>) -> Result<Workspace, Error> {
    Workspace::open(Arc::new(Disk), &inputs.paths, options(inputs, jobs)?)
}

/// How they are opened.
fn options(inputs: &Inputs, jobs: Option<usize>) -> Result<Options, Error> {
    let mut unsaved = Vec::new();
    if inputs.paths.iter().any(|path| path.as_os_str() == STANDARD) {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::read(Path::new(STANDARD), error))?;
        unsaved.push((STANDARD.into(), bytes));
    }
    Ok(Options { templates: inputs.templates.clone(), form: inputs.form.clone(), jobs, unsaved })
}

/// Stands for standard input and output.
const STANDARD: &str = "-";

/// The time that `SOURCE_DATE_EPOCH` names.
fn created() -> Result<Option<Created>, Error> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.trim().parse().ok());
    seconds
        .and_then(Created::from_epoch)
        .map(Some)
        .ok_or_else(|| Error::new(words::epoch_is_no_time(value.to_string_lossy())).help(words::write_the_epoch()))
}

#[cfg(test)]
mod tests {
    use jixiao::messages::Message;

    use super::*;

    #[test]
    fn the_gravest_finding_is_the_exit_code() {
        let code = |codes: &[Code], deny| {
            let findings: Vec<Diagnostic> =
                codes.iter().map(|code| Diagnostic::new(*code, Message::default())).collect();
            format!("{:?}", exit_code(&findings, deny))
        };
        let is = |wanted: u8| format!("{:?}", ExitCode::from(wanted));
        assert_eq!(code(&[], None), is(0));
        assert_eq!(code(&[Code::SmallAmount, Code::LongProject], None), is(0));
        assert_eq!(code(&[Code::SmallAmount, Code::BadDate], None), is(1));
        assert_eq!(code(&[Code::SmallAmount], Some(Level::Warning)), is(1));
        assert_eq!(code(&[Code::LongProject], Some(Level::Warning)), is(0));
        assert_eq!(code(&[Code::LongProject], Some(Level::Note)), is(1));
        assert_eq!(code(&[Code::BadDate, Code::CannotRead], None), is(2));
        assert_eq!(code(&[Code::CannotWrite], None), is(2));
        assert_eq!(code(&[Code::Internal, Code::CannotWrite, Code::BadDate], None), is(101));
    }
}
