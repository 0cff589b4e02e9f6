//! `jixiao fmt`

use std::process::ExitCode;

use jixiao::engine::{Error, Formatted};

use super::args::FmtArguments;
use super::terminal::{Terminal, print};
use super::{exit_code, open, output, words};

/// `jixiao fmt`: 1 where a file is no YAML, or where one would be changed and none is.
pub(super) fn fmt(arguments: &FmtArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let mut workspace = open(&arguments.inputs, None)?;
    let Formatted { changed, files, findings } = workspace.formatted();
    let is_filter = workspace.project_files().any(|file| file.is_standard_input());
    let writes = !arguments.check && !arguments.diff;
    let mut sound = true;
    for fixed in &changed {
        let file = &fixed.source.file;
        if arguments.diff {
            print(fixed.diff(file.name().say(terminal.language)))?;
        } else if !writes || !file.is_standard_input() {
            output::name(file.path())?;
        }
        if writes && let Err(error) = workspace.write_fix(fixed) {
            terminal.fail(&error);
            sound = false;
        }
    }
    if is_filter && writes {
        print(workspace.standard_input().unwrap_or_default())?;
    }
    terminal.show(&findings, &workspace);
    terminal.say(&match writes {
        true => words::put_in_order(files, changed.len()),
        false => words::not_in_order(files, changed.len()),
    });
    Ok(match (sound, writes || changed.is_empty()) {
        (false, _) => ExitCode::from(2),
        (true, false) => ExitCode::from(1),
        (true, true) => exit_code(&findings, None),
    })
}
