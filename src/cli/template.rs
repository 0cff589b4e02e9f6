//! `jixiao template` and `jixiao blank`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::authoring::{self, describe};
use jixiao::check as checks;
use jixiao::diag::Diagnostic;
use jixiao::form::blank as blank_form;
use jixiao::layout::lay_out;
use jixiao::messages::{Language, Message, cli as words, list};
use jixiao::project::{Project, Settings};
use jixiao::source::Source;
use jixiao::template::{Loaded, Template, Templates, review, schema};
use jixiao::text::Fonts;
use jixiao::write;
use similar::{ChangeTag, TextDiff};

use super::args::{BlankArguments, TemplateCommand, TemplatesFolder};
use super::author::{create, form};
use super::failure::why;
use super::fonts::Cabinet;
use super::terminal::{Terminal, print};
use super::{Failure, created, exit_code, fault, inputs, outputs};

/// `jixiao template`
pub(super) fn run(command: &TemplateCommand, terminal: Terminal) -> Result<ExitCode, Failure> {
    match command {
        TemplateCommand::List(folder) => show_all(folder, terminal),
        TemplateCommand::Show { name, folder } => show(name, folder, terminal),
        TemplateCommand::New { year, from, output, folder } => {
            let path = output.clone().unwrap_or_else(|| PathBuf::from("templates")).join(format!("{year}.yaml"));
            create(&path, &authoring::new_template(&*pick(from, folder)?, *year))?;
            terminal.say(&words::edit_then_check(path.display()));
            Ok(ExitCode::SUCCESS)
        }
        TemplateCommand::Check { files } => check(files, terminal),
        TemplateCommand::Diff { old, new, folder } => diff(old, new, folder, terminal),
        TemplateCommand::Schema => {
            print(schema())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The template that a name, a year or a file means, among all templates.
fn pick(wanted: &str, folder: &TemplatesFolder) -> Result<Arc<Loaded>, Failure> {
    let path = Path::new(wanted);
    let is_file = path.is_file();
    let templates = match is_file {
        true => beside(path)?,
        false => inputs::load_templates(&[Path::new(".")], folder.templates.as_deref())?,
    };
    let found = match is_file {
        true => templates.loaded().find(|loaded| is_from(loaded, path)),
        false => templates.find(wanted),
    };
    let names = || list(templates.loaded().map(|loaded| loaded.template.name.as_str()));
    let missing = || Failure::new(words::no_template(wanted)).help(words::these_templates(names()));
    found.cloned().ok_or_else(missing)
}

/// The templates of a file's folder.
fn beside(file: &Path) -> Result<Templates, Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let whole = inputs::load_templates(&[], Some(folder));
    let Err(Failure { findings, .. }) = &whole else { return whole };
    // What is wrong with its neighbours, which may be no templates at all, is not asked
    // for.
    let own = |name: &str| Path::new(name).file_name() == file.file_name();
    let mut places = findings.iter().flat_map(|finding| &finding.labels).map(|label| &label.span.source.name);
    if places.any(|name| own(name)) {
        return whole;
    }
    let is_sound = |source: &Arc<Source>| {
        let mut faulty = findings.iter().filter_map(|finding| finding.labels.first());
        faulty.all(|label| label.span.source.name != source.name)
    };
    let sound = inputs::sources_of(folder)?.into_iter().filter(is_sound);
    Templates::with(sound).or(whole)
}

fn is_from(loaded: &Loaded, file: &Path) -> bool {
    !loaded.is_built_in && Path::new(&loaded.source.name).file_name() == file.file_name()
}

fn show_all(folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Failure> {
    for loaded in inputs::load_templates(&[Path::new(".")], folder.templates.as_deref())?.loaded() {
        let Template { name, title, first_year, last_year, .. } = &*loaded.template;
        let last = last_year.map_or_else(String::new, |year| year.to_string());
        let origin = match loaded.is_built_in {
            true => words::built_in(),
            false => Message::verbatim(&loaded.source.name),
        };
        print(format!("{name:<8}{first_year}—{last:<6}{title}  {}\n", origin.say(terminal.language)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(name: &str, folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Failure> {
    let loaded = pick(name, folder)?;
    print(&loaded.source.text)?;
    if let Some(base) = &loaded.extends {
        terminal.say(&words::it_extends(&loaded.template.name, base));
    }
    Ok(ExitCode::SUCCESS)
}

fn check(files: &[PathBuf], terminal: Terminal) -> Result<ExitCode, Failure> {
    let mut findings = Vec::new();
    for file in files {
        fs::metadata(file).map_err(|error| Failure::new(words::cannot_read(file.display(), why(&error))))?;
        let templates = match beside(file) {
            Ok(templates) => templates,
            Err(failure) if !failure.findings.is_empty() => {
                let is_own = |finding: &Diagnostic| {
                    let mut names = finding.labels.iter().map(|label| Path::new(&label.span.source.name));
                    names.any(|name| name.file_name() == file.file_name())
                };
                let (own, others): (Vec<_>, Vec<_>) = failure.findings.into_iter().partition(is_own);
                findings.extend(if own.is_empty() { others } else { own });
                continue;
            }
            Err(failure) => return Err(failure),
        };
        for loaded in templates.loaded().filter(|loaded| is_from(loaded, file)) {
            findings.extend(review(loaded, &templates));
            let template = &loaded.template;
            let blank = blank_form(template, template.first_year);
            let pages = lay_out(&blank, &Fonts::built_in()).pages.len();
            let (fields, columns) = (template.fields.len(), blank.columns.len());
            terminal.say(&words::template_is_right(&template.name, fields, columns, blank.rows.len(), pages));
        }
    }
    terminal.show(&findings);
    Ok(exit_code(&findings, None))
}

fn diff(old: &str, new: &str, folder: &TemplatesFolder, terminal: Terminal) -> Result<ExitCode, Failure> {
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
pub(super) fn blank(arguments: &BlankArguments) -> Result<ExitCode, Failure> {
    let year = arguments.form.year;
    let template = &match &arguments.template {
        Some(name) => {
            let folder = TemplatesFolder { templates: arguments.form.templates.clone() };
            Arc::clone(&pick(name, &folder)?.template)
        }
        None => form(&arguments.form, Path::new("."))?,
    };
    if !template.covers(year) {
        return Err(Failure::new(words::not_for_the_year(&template.name, year)));
    }
    let fonts = Cabinet::default().of(&Project::blank(template, year), &Settings::default())?.fonts;
    let formats = super::formats(&Settings::default(), arguments.formats.as_deref());
    let blank = blank_form(template, year);
    let mut found = checks::page(&blank, &fonts);
    found.append(checks::sheet(&blank));
    if found.has_errors() {
        return Err(Failure::template(found.sorted()));
    }
    let files = write(&blank, &fonts, &formats, created()?)
        .map_err(|error| Failure::new(fault(&error)).help(words::fault_of_the_program()))?;
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from("."));
    for (format, bytes) in files {
        let name = format!("{}（{year}年）.{}", template.title, format.extension());
        outputs::write(Some(&folder.join(name)), &bytes)?;
    }
    Ok(ExitCode::SUCCESS)
}
