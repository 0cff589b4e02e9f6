//! `jixiao man`: the manual pages in both languages, for those who package the
//! program, in the layout of `share/man`. Their date is `SOURCE_DATE_EPOCH`.

use std::path::Path;
use std::process::ExitCode;

use super::help_words::{self as help, Frame};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use jixiao::engine::Error;
use jixiao::messages::Language;

use super::args::Arguments;
use super::help::in_language;
use super::{created, output};

/// Writes the pages into `man1` and `zh_CN/man1` of a folder.
pub(super) fn write(folder: &Path) -> Result<ExitCode, Error> {
    // An argument that is empty has to stand there as such.
    let date = created()?.map_or_else(
        || "\"\"".to_owned(),
        |created| format!("{:04}-{:02}-{:02}", created.year, created.month, created.day),
    );
    for (language, below) in [(Language::English, "man1"), (Language::Chinese, "zh_CN/man1")] {
        let frame = help::frame(language);
        // On a page, lines that no empty line parts are one paragraph.
        let after = frame.after.replace('\n', "\n\n");
        let mut program = in_language(Arguments::command(), language).after_long_help(after);
        program.build();
        pages(&program, &frame, &date, &folder.join(below))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the page of a command and those of the commands under it.
fn pages(command: &Command, frame: &Frame, date: &str, folder: &Path) -> Result<(), Error> {
    let source = concat!("jixiao ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).date(date).source(source).manual(frame.manual);
    let path = folder.join(man.get_filename());
    let mut page = Vec::new();
    man.render(&mut page).map_err(|error| Error::write(&path, error))?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    for (heading, shown) in frame.headings {
        page = page.replace(&format!(".SH {heading}\n"), &format!(".SH {shown}\n"));
    }
    output::write(&path, page.as_bytes())?;
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        pages(command, frame, date, folder)?;
    }
    Ok(())
}
