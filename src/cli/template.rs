//! `jixiao template` and `jixiao blank`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::engine::{
    BlankPlan, Disk, Error, Files, Loaded, Template, blank as blank_files, check_template, describe, new_template,
    template, template_schema, templates,
};
use jixiao::messages::{Language, Message};
use similar::{ChangeTag, TextDiff};

use super::args::{BlankArguments, TemplateCommand, TemplatesFolder};
use super::author::form;
use super::terminal::{Terminal, padded, print};
use super::{created, exit_code, output, words};

/// `jixiao template`
pub(super) fn run(command: &TemplateCommand, terminal: Terminal) -> Result<ExitCode, Error> {
    match command {
        TemplateCommand::List(folder) => show_all(folder, terminal),
        TemplateCommand::Show { name, folder } => show(name, folder, terminal),
        TemplateCommand::New { year, from, output, folder } => {
            let path = output.clone().unwrap_or_else(|| PathBuf::from("templates")).join(format!("{year}.yaml"));
            new_template(&Disk, &path, &*pick(from, folder)?, *year)?;
            output::name(&path)?;
            terminal.say(&words::edit_then_check(path.display()));
            Ok(ExitCode::SUCCESS)
        }
        TemplateCommand::Check { files } => check(files, terminal),
        TemplateCommand::Diff { old, new, folder } => diff(old, new, folder, terminal),
        TemplateCommand::Schema => {
            print(template_schema())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The template that a name, a year or a file means, among all templates.
fn pick(wanted: &str, folder: &TemplatesFolder) -> Result<Arc<Loaded>, Error> {
    template(&Disk, wanted, folder.templates.as_deref())
}

fn show_all(folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Error> {
    for loaded in templates(&Disk, folder.templates.as_deref())?.loaded() {
        let Template { name, title, first_year, last_year, .. } = &*loaded.template;
        let last = last_year.map_or_else(String::new, |year| year.to_string());
        let origin = match loaded.is_built_in {
            true => words::built_in(),
            false => loaded.source.file.name(),
        };
        let name = padded(name, 8);
        print(format!("{name}{first_year}—{last:<6}{title}  {}\n", origin.say(terminal.language)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(name: &str, folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Error> {
    let loaded = pick(name, folder)?;
    print(&loaded.source.text)?;
    if let Some(base) = &loaded.extends {
        terminal.say(&words::it_extends(&loaded.template.name, base));
    }
    Ok(ExitCode::SUCCESS)
}

fn check(files: &[PathBuf], terminal: Terminal) -> Result<ExitCode, Error> {
    let mut findings = Vec::new();
    for file in files {
        let (found, notes) = check_template(&Disk, file)?;
        findings.extend(found);
        notes.iter().for_each(|note| terminal.say(note));
    }
    terminal.show(&findings, &Disk);
    Ok(exit_code(&findings, None))
}

fn diff(old: &str, new: &str, folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Error> {
    let (old, new) = (pick(old, folder)?, pick(new, folder)?);
    let mut text = String::new();
    for (before, after) in describe(&old).iter().zip(&describe(&new)) {
        let lines = changes(&before.facts, &after.facts, terminal.language);
        if !lines.is_empty() {
            text += &format!("{}\n{lines}\n", after.title.say(terminal.language));
        }
    }
    match text.is_empty() {
        true => terminal.say(&words::templates_are_the_same()),
        false => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The lines that differ, with `-` and `+` before them; `~` before those that stand
/// elsewhere now.
fn changes(old: &[Message], new: &[Message], language: Language) -> String {
    let lines = |facts: &[Message]| facts.iter().map(|fact| format!("{}\n", fact.say(language))).collect::<String>();
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    let count = |text: &str, wanted: &str| text.split_inclusive('\n').filter(|line| *line == wanted).count();
    let marked = diff.iter_all_changes().filter_map(|change| {
        let is_moved = count(&old, change.value()) == count(&new, change.value());
        let mark = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete if is_moved => return None,
            ChangeTag::Insert if is_moved => '~',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        Some(format!("  {mark} {}", change.value()))
    });
    marked.collect()
}

/// `jixiao blank`
pub(super) fn blank(arguments: &BlankArguments) -> Result<ExitCode, Error> {
    let year = arguments.form.year;
    let template = match arguments.form.name.as_ref().filter(|name| Disk.is_file(Path::new(name))) {
        Some(file) => Arc::clone(&template(&Disk, file, None)?.template),
        None => form(&arguments.form, Path::new("."))?.template,
    };
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from("."));
    let plan = BlankPlan {
        rows: arguments.rows.clone().unwrap_or_default(),
        projects: arguments.projects,
        formats: arguments.formats.clone(),
        created: created()?,
    };
    for (name, bytes) in blank_files(&Disk, &template, year, &plan)? {
        output::write(&folder.join(name), &bytes)?;
    }
    Ok(ExitCode::SUCCESS)
}
