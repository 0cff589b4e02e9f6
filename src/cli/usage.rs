//! Mistakes on the command line.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use jixiao::engine;
use jixiao::messages::{Message, list};

use super::{Terminal, words};

/// A value is none of those that there are.
#[derive(Debug)]
pub(super) struct NotOneOf(pub &'static [&'static str]);

impl fmt::Display for NotOneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl Error for NotOneOf {}

/// Shows help, the version or a mistake.
pub(super) fn report(error: &clap::Error, terminal: Terminal) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone away needs no help text.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(2)
        }
        _ => terminal.fail(&engine::Error::new(message(error)).help(words::see_the_usage())),
    }
}

fn message(error: &clap::Error) -> Message {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            match context(ContextKind::SuggestedSubcommand) {
                near if near.is_empty() => words::no_command(command),
                near => words::no_command_but(command, near),
            }
        }
        ErrorKind::UnknownArgument => match context(ContextKind::SuggestedArg) {
            near if near.is_empty() && !argument.starts_with('-') => words::superfluous_argument(argument),
            near if near.is_empty() => words::unknown_argument(argument),
            near => words::unknown_argument_but(argument, near),
        },
        ErrorKind::MissingSubcommand => words::missing_command(),
        ErrorKind::MissingRequiredArgument => words::missing_argument(argument),
        ErrorKind::InvalidValue if value.is_empty() => words::missing_value(argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match known_values(error) {
            known if known.is_empty() => words::wrong_value(argument, value),
            known => words::not_one_of(argument, value, known),
        },
        ErrorKind::TooManyValues => words::superfluous_value(argument, value),
        ErrorKind::ArgumentConflict => words::conflict(argument),
        ErrorKind::InvalidUtf8 => words::argument_not_utf8(),
        _ => words::wrong_usage(),
    }
}

/// The values that an argument can have; empty where they cannot be listed.
fn known_values(error: &clap::Error) -> Message {
    if let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) {
        return list(known);
    }
    match error.source().and_then(|source| source.downcast_ref::<NotOneOf>()) {
        Some(NotOneOf(known)) => list(*known),
        None => Message::default(),
    }
}
