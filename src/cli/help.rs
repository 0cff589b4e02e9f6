//! Gives the tree of commands its help in a language.

use std::ffi::OsString;

use super::help_words::{self as help, Frame, Help, KINDS};
use clap::{Arg, Command};
use jixiao::engine::Library;
use jixiao::messages::{Language, list};

/// The commands with the help, value names and headings of a language.
pub(super) fn in_language(program: Command, language: Language) -> Command {
    translated(program, language, &|_| true)
}

/// The commands as [`in_language`], for a command line of these words: nobody reads the
/// arguments of commands that it does not name.
pub(super) fn for_words(program: Command, language: Language, words: &[OsString]) -> Command {
    translated(program, language, &|name| words.iter().any(|word| word == name))
}

fn translated(program: Command, language: Language, is_named: &dyn Fn(&str) -> bool) -> Command {
    let frame = help::frame(language);
    let after = frame.after;
    let program = program.mut_args(|given| argument(given, "", language, &frame));
    command(program, "", language, &frame, is_named).after_help(after)
}

fn command(
    mut given: Command,
    path: &str,
    language: Language,
    frame: &Frame,
    is_named: &dyn Fn(&str) -> bool,
) -> Command {
    if let Some(help) = help::command(path) {
        given = given.about(help.text(language)).override_usage(help.usage(language));
    }
    given.help_template(frame.template).subcommand_help_heading(frame.commands).mut_subcommands(|given| {
        let path = format!("{path} {}", given.get_name());
        let path = path.trim_start();
        let given = match is_named(given.get_name()) {
            true => given.mut_args(|given| argument(given, path, language, frame)),
            false => given,
        };
        command(given, path, language, frame, is_named)
    })
}

fn argument(given: Arg, path: &str, language: Language, frame: &Frame) -> Arg {
    let heading = if given.is_positional() { frame.arguments } else { frame.options };
    let given = given.help_heading(heading);
    match help::argument(path, given.get_id().as_str()) {
        None => given,
        Some(help) if help.usage(language).is_empty() => given.help(text(help, language)),
        Some(help) => given.help(text(help, language)).value_name(help.usage(language)),
    }
}

/// The text of a help, with the kinds of projects where it names them.
fn text(help: &Help, language: Language) -> String {
    let text = help.text(language);
    match text.contains(KINDS) {
        true => text.replace(KINDS, list(Library::built_in().kinds().iter().map(|kind| &kind.name)).say(language)),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ffi::OsString;

    use crate::cli::help_words::{ARGUMENTS, COMMANDS, argument, command};
    use clap::{Command, CommandFactory};
    use jixiao::messages::Language;

    use super::{for_words, in_language};
    use crate::cli::args::Arguments;

    fn is_han(text: &str) -> bool {
        text.chars().any(|c| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c))
    }

    /// Every text of the help of a command and of those under it, and which entries
    /// of the tables it takes.
    fn texts(given: &Command, path: &str, texts: &mut Vec<(String, String)>, used: &mut BTreeSet<&str>) {
        let mut add = |what: &str, text: Option<String>| {
            let text = text.unwrap_or_else(|| panic!("{path}: no {what}"));
            texts.push((format!("{path} {what}"), text));
        };
        used.insert(command(path).unwrap_or_else(|| panic!("no help of the command {path:?}")).name);
        add("about", given.get_about().map(ToString::to_string));
        add("usage", given.get_overridden_usage().map(ToString::to_string));
        for given in given.get_arguments() {
            let id = given.get_id().as_str();
            // What is hidden is for other programs.
            if given.is_hide_set() && argument(path, id).is_none() {
                continue;
            }
            used.insert(argument(path, id).unwrap_or_else(|| panic!("{path}: no help of the argument {id}")).name);
            add(id, given.get_help().map(ToString::to_string));
            add("heading", given.get_help_heading().map(ToOwned::to_owned));
            if given.get_action().takes_values() {
                let help = argument(path, id).map(|help| help.usage(Language::English));
                assert_ne!(help, Some(""), "{path} {id}: no value name in the table");
                add("value name", given.get_value_names().map(|names| names.join(" ")));
                let shown = given.get_possible_values();
                assert!(
                    shown.is_empty() || given.is_hide_possible_values_set(),
                    "{path} {id}: clap's English is shown"
                );
            }
        }
        for given in given.get_subcommands() {
            let path = format!("{path} {}", given.get_name());
            self::texts(given, path.trim_start(), texts, used);
        }
    }

    #[test]
    fn a_command_that_is_named_has_all_its_help() {
        fn named(program: Command, words: &[&str]) -> Command {
            let found = |program: &Command, word: &str| program.find_subcommand(word).cloned().expect("a command");
            words.iter().fold(program, |program, word| found(&program, word))
        }
        for words in [&["build"][..], &["import"], &["template", "diff"]] {
            let given: Vec<OsString> = words.iter().map(OsString::from).collect();
            for language in Language::ALL {
                let all = named(in_language(Arguments::command(), language), words).render_long_help();
                let few = named(for_words(Arguments::command(), language, &given), words).render_long_help();
                assert_eq!(few.to_string(), all.to_string());
            }
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        for language in Language::ALL {
            let program = in_language(Arguments::command(), language);
            let (mut all, mut used) = (Vec::new(), BTreeSet::new());
            texts(&program, "", &mut all, &mut used);
            all.push(("after".to_owned(), program.get_after_help().map(ToString::to_string).unwrap_or_default()));
            for (what, text) in &all {
                assert_eq!(is_han(text), language == Language::Chinese, "{what}: {text}");
            }
            assert!(all.len() > 80, "{}", all.len());
            let unused: Vec<_> = COMMANDS.iter().chain(ARGUMENTS).filter(|help| !used.contains(help.name)).collect();
            assert!(unused.is_empty(), "{unused:?}");
        }
    }
}
