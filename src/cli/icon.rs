//! The program's icon: a double click, or a file or folder that was dropped on it.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use jixiao::messages::Language;

use super::args::Arguments;
use crate::serve::Serving;

/// What is served where the program was begun by its icon; none where commands were given.
pub(super) fn serving(given: &[OsString], language: Language) -> Option<Serving> {
    let folder = match given {
        [] | [_] if is_without_terminal() => None,
        [_, only] => Some(dropped(only)?),
        _ => return None,
    };
    Some(Serving {
        folder,
        others: true,
        port: None,
        browser: true,
        beside: false,
        unseen: is_without_terminal(),
        language,
    })
}

/// A file or folder that is there and no command.
fn dropped(argument: &OsStr) -> Option<PathBuf> {
    let text = argument.to_string_lossy();
    let is_command = Arguments::command().get_subcommands().any(|command| command.get_name() == text);
    let is_word = is_command || text == "help" || text.starts_with('-') || text.is_empty();
    (!is_word && Path::new(argument).exists()).then(|| argument.into())
}

/// Whether nobody sees what the program says. Windows gives a program that is double-clicked a
/// terminal of its own, which no shell has told of itself.
fn is_without_terminal() -> bool {
    let has_none = !io::stdin().is_terminal() && !io::stdout().is_terminal() && !io::stderr().is_terminal();
    has_none || cfg!(windows) && !is_in_shell(|name| std::env::var(name).ok())
}

/// Whether a shell of Windows has set variables of its own: `PROMPT` is that of cmd, `SHELL`
/// those that come from Unix, and PowerShell looks for modules in the user's own folder.
fn is_in_shell(variable: impl Fn(&str) -> Option<String>) -> bool {
    let home = variable("USERPROFILE").unwrap_or_default();
    let modules = variable("PSModulePath").unwrap_or_default();
    let is_powershell = !home.is_empty() && modules.to_lowercase().contains(&home.to_lowercase());
    variable("PROMPT").is_some() || variable("SHELL").is_some() || is_powershell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_of_windows_is_known_by_what_it_sets() {
        let in_shell = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> =
                set.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            is_in_shell(|wanted| set.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()))
        };
        let system = ("PSModulePath", r"C:\Program Files\WindowsPowerShell\Modules");
        let home = ("USERPROFILE", r"C:\Users\li");
        assert!(!in_shell(&[system, home]));
        assert!(in_shell(&[system, home, ("PROMPT", "$P$G")]));
        assert!(in_shell(&[home, ("PSModulePath", r"C:\Users\Li\Documents\WindowsPowerShell\Modules;C:\x")]));
        assert!(in_shell(&[system, home, ("SHELL", "/usr/bin/bash")]));
    }

    #[test]
    fn what_is_dropped_is_no_command() {
        assert_eq!(dropped(OsStr::new("build")), None);
        assert_eq!(dropped(OsStr::new("--help")), None);
        assert_eq!(dropped(OsStr::new("nothing/there")), None);
        assert_eq!(dropped(OsStr::new("samples")), Some("samples".into()));
    }
}
