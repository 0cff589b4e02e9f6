//! `jixiao page`

use std::path::PathBuf;
use std::process::ExitCode;

use jixiao::engine::{Disk, Error, Files, Handout, HandoutPlan};
use jixiao::page::hand_on;

use super::args::PageArguments;
use super::terminal::Terminal;
use super::{exit_code, output, words};

/// The page, as it is called, and as it is downloaded.
const PAGES: [&str; 2] = ["jixiao.html", concat!("jixiao-", env!("CARGO_PKG_VERSION"), ".html")];

/// The most bytes of it.
const MOST_PAGE: u64 = 64 << 20;

/// `jixiao page`
pub(super) fn page(arguments: &PageArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let PageArguments { templates, defaults, indicators, roster, page, output } = arguments.clone();
    let handout = Handout::read(&Disk, &HandoutPlan { templates, settings: defaults, indicators, roster })?;
    let (texts, faults) = handout.faults()?;
    if !faults.is_empty() {
        terminal.show(&faults, texts.as_slice());
        return Ok(exit_code(&faults, None));
    }
    let page = page.unwrap_or_else(page_at_hand);
    let no_page = || Error::new(words::no_page(page.display())).help(words::give_the_page());
    let bytes = match Disk.is_file(&page) {
        true => Disk.read(&page, MOST_PAGE).map_err(|error| Error::read(&page, error))?,
        false => return Err(no_page()),
    };
    let name = output.file_stem().unwrap_or_default().to_string_lossy();
    let handed = str::from_utf8(&bytes).ok().and_then(|text| hand_on(text, &name, &handout)).ok_or_else(no_page)?;
    output::write(&output, handed.as_bytes())?;
    terminal.say(&words::hand_the_page_on());
    Ok(ExitCode::SUCCESS)
}

/// The page beside the program, or in this folder.
fn page_at_hand() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let beside = PAGES.map(|name| program.with_file_name(name));
    let here = PAGES.map(PathBuf::from);
    let found = beside.iter().chain(&here).find(|path| Disk.is_file(path));
    found.unwrap_or(&beside[0]).clone()
}
