//! `jixiao import`: filled workbooks become project files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jixiao::diag::{self, Code, Diagnostic, Diagnostics, Level};
use jixiao::import::words;
use jixiao::import::{Imported, LARGEST_FILE, workbook};
use jixiao::messages::{Message, clauses, cli};
use jixiao::project::{Settings, read_file};
use jixiao::source::{Source, Span};

use super::args::{ImportArguments, Inputs, Output};
use super::author::file_name;
use super::failure::why;
use super::run::{Kept, Run};
use super::terminal::Terminal;
use super::timings::Timings;
use super::{Failure, exit_code, inputs, outputs};

/// `jixiao import`
pub(super) fn import(arguments: &ImportArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let folder = match &arguments.output {
        Some(Output::Standard) => None,
        Some(Output::Folder(folder)) => Some(folder.clone()),
        None => Some(PathBuf::from(".")),
    };
    let beside = folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let named = inputs::templates_folder(&[&beside, Path::new(".")], arguments.templates.as_deref())?;
    let templates = inputs::load_templates(&[], named.as_deref())?;
    let mut diagnostics = Diagnostics::new();
    let mut imported: Vec<Imported> = Vec::new();
    for path in &arguments.files {
        let name = path.display().to_string();
        match read(path, &name)? {
            Ok(bytes) => {
                for project in workbook(&name, &bytes, &templates, &mut diagnostics) {
                    // A project's own file, and the book that has it, too.
                    match imported.iter().any(|known| known.text == project.text) {
                        true => diagnostics.push(once_more(&name, &project)),
                        false => imported.push(project),
                    }
                }
            }
            Err(finding) => diagnostics.push(finding),
        }
    }
    let mut count = imported.len();
    match &folder {
        Some(folder) => {
            let mut paths: Vec<PathBuf> = Vec::new();
            for (path, text) in files(folder, imported) {
                let is_same = || fs::read(&path).is_ok_and(|there| there == text.as_bytes());
                match path.exists() {
                    true if !arguments.force && !is_same() => {
                        diagnostics.push(is_there(&path));
                        continue;
                    }
                    true if !arguments.force => {}
                    _ => outputs::write(Some(&path), text.as_bytes())?,
                }
                paths.push(path);
            }
            count = paths.len();
            // As an author's own files are read.
            let inputs = inputs::find(&Inputs { paths, templates: named })?;
            let timings = Timings::default();
            let run = Run::new(&inputs, terminal.language, Some(1), &timings);
            let found = run.each(&Kept::new(), |_| Ok(()), |_, ()| Ok((Diagnostics::new(), ())), |_, _| {})?;
            diagnostics.append(found.diagnostics);
        }
        None => {
            let texts: Vec<&str> = imported.iter().map(|project| project.text.as_str()).collect();
            let text = texts.join("---\n");
            if count > 0 {
                outputs::write(None, text.as_bytes())?;
                let mut found = Diagnostics::new();
                read_file(&Source::new("-", &text), &Settings::default(), &templates, &mut found);
                diagnostics.append(found);
            }
        }
    }
    let findings = diagnostics.sorted();
    terminal.show(&findings);
    let done = words::imported(count, arguments.files.len());
    let found = diag::summary(&findings);
    terminal.say(&clauses([done, found].iter().filter(|part| !part.is_empty())));
    if let Some(folder) = folder.filter(|_| count > 0) {
        terminal.say(&words::check_next(folder.display()));
    }
    Ok(exit_code(&findings, None))
}

/// What is said of a project that was imported from another place already.
fn once_more(file: &str, project: &Imported) -> Diagnostic {
    let place = Span::whole(&Source::new(format!("{file}[{}]", project.sheet), ""));
    let note = Diagnostic::new(Code::NotImported, words::imported_already(&project.name));
    Diagnostic { level: Level::Note, ..note }.at(place, Message::default())
}

/// The bytes of a file, or a finding where there are too many of them.
fn read(path: &Path, name: &str) -> Result<Result<Vec<u8>, Diagnostic>, Failure> {
    let failed = |error: std::io::Error| Failure::new(cli::cannot_read(path.display(), why(&error)));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let finding = Diagnostic::new(Code::Workbook, words::file_too_large(LARGEST_FILE >> 20));
        return Ok(Err(finding
            .at(Span::whole(&Source::new(name, "")), Message::default())
            .help(words::keep_the_forms())));
    }
    Ok(Ok(bytes))
}

/// The files of the projects, each named after its project, or after its sheet; with
/// numbers where several have one name.
fn files(folder: &Path, imported: Vec<Imported>) -> Vec<(PathBuf, String)> {
    let stem = |project: &Imported| {
        let name = if project.name.trim().is_empty() { &project.sheet } else { &project.name };
        PathBuf::from(file_name(name))
    };
    let mut counts: BTreeMap<PathBuf, (usize, usize)> = BTreeMap::new();
    for project in &imported {
        counts.entry(stem(project)).or_default().0 += 1;
    }
    let named = imported.into_iter().map(|project| {
        let stem = stem(&project);
        let (all, number) = counts.entry(stem.clone()).or_default();
        *number += 1;
        let mut name = outputs::stem(&stem, *number, *all).into_os_string();
        name.push(".yaml");
        (folder.join(name), project.text)
    });
    named.collect()
}

/// What is said of a file that somebody may have worked on.
fn is_there(path: &Path) -> Diagnostic {
    let place = Span::whole(&Source::new(path.display().to_string(), ""));
    let error = Diagnostic::new(Code::CannotWrite, words::file_exists(path.display()));
    error.at(place, Message::default()).help(words::use_force())
}
