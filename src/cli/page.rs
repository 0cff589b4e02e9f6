//! `jixiao page`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::diag::{Diagnostic, Level};
use jixiao::engine::{
    Disk, Error, Files, MOST_BYTES, Memory, Options, Workspace, form_of_year, is_yaml, new_project, templates,
};
use jixiao::page::hand_on;

use super::args::PageArguments;
use super::terminal::Terminal;
use super::{exit_code, output, words};

/// The page, as it lies beside the program.
const PAGE: &str = "jixiao.html";

/// The most bytes of it.
const MOST_PAGE: u64 = 64 << 20;

/// `jixiao page`
pub(super) fn page(arguments: &PageArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let PageArguments { templates: folder, defaults, page, output } = arguments;
    let loaded = templates(&Disk, folder.as_deref())?;
    let mut files = BTreeMap::new();
    if let Some(defaults) = defaults {
        files.insert("jixiao.yaml".to_owned(), text(defaults, MOST_BYTES)?);
    }
    if let Some(folder) = folder {
        let listed = Disk.list(folder).map_err(|error| Error::read_folder(folder, error))?;
        for path in listed.into_iter().filter(|path| is_yaml(path)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(format!("templates/{name}"), text(&path, MOST_BYTES)?);
        }
    }
    let own = loaded.loaded().filter(|loaded| !loaded.is_built_in).map(|loaded| loaded.template.first_year).max();
    let year = own.or_else(|| loaded.loaded().map(|loaded| loaded.template.first_year).max()).unwrap_or_default();
    let (workspace, faults) = faults(&files, year)?;
    if !faults.is_empty() {
        terminal.show(&faults, &workspace);
        return Ok(exit_code(&faults, None));
    }
    let page = page.clone().unwrap_or_else(beside_the_program);
    let no_page = || Error::new(words::no_page(page.display())).help(words::give_the_page());
    let text = match Disk.is_file(&page) {
        true => text(&page, MOST_PAGE)?,
        false => return Err(no_page()),
    };
    let name = output.file_stem().unwrap_or_default().to_string_lossy();
    let handed = hand_on(&text, &name, &files).ok_or_else(no_page)?;
    output::write(output, handed.as_bytes())?;
    terminal.say(&words::hand_the_page_on());
    Ok(ExitCode::SUCCESS)
}

/// What keeps the folder that a unit makes of these files from being used.
fn faults(files: &BTreeMap<String, String>, year: u16) -> Result<(Workspace, Vec<Diagnostic>), Error> {
    let (memory, here) = (Memory::new(), Path::new("."));
    for (name, text) in files {
        memory.write(Path::new(name), text.as_bytes()).map_err(|error| Error::write(Path::new(name), error))?;
    }
    let first = new_project(&memory, here, &form_of_year(&memory, here, year, None, None)?, "1", None)?;
    let mut workspace = Workspace::open(Arc::new(memory), &[here.into()], Options::default())?;
    let mut found = workspace.check(&())?.findings;
    let is_of_first = |finding: &Diagnostic| finding.labels.iter().all(|label| label.place.file.path() == first);
    found.retain(|finding| finding.level == Level::Error && !is_of_first(finding));
    Ok((workspace, found))
}

fn beside_the_program() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.with_file_name(PAGE)
}

fn text(path: &Path, most: u64) -> Result<String, Error> {
    let bytes = Disk.read(path, most).map_err(|error| Error::read(path, error))?;
    String::from_utf8(bytes).map_err(|error| Error::read(path, std::io::Error::other(error)))
}
