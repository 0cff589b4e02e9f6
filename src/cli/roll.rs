//! `jixiao roll`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::diag::{Diagnostic, Diagnostics, Level};
use jixiao::messages::{Language, Message, cli};
use jixiao::roll::words;
use jixiao::roll::{Folder, Order, ProjectRecord, Record, SettingsRecord, documents, roll as roll_folder};
use jixiao::source::Source;

use super::args::{Inputs, RollArguments};
use super::author::{EDITOR, editor_files};
use super::failure::why;
use super::inputs::{self, Input, TEMPLATES};
use super::terminal::{Terminal, print};
use super::{Failure, exit_code, outputs};

/// The most years between two folders.
const MOST_YEARS: u16 = 30;

/// The new folder's name while it is written.
const DRAFT: &str = "new";

/// `jixiao roll`
pub(super) fn roll(arguments: &RollArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let folder = &arguments.folder;
    if !folder.is_dir() {
        return Err(Failure::new(words::not_a_folder(folder.display())).help(words::name_the_folder()));
    }
    let whole = fs::canonicalize(folder)
        .map_err(|error| Failure::new(cli::cannot_read_folder(folder.display(), why(&error))))?;
    let inputs = inputs::find(&Inputs { paths: vec![folder.clone()], templates: arguments.templates.clone() })?;
    let year = arguments.to;
    let templates = Arc::clone(&inputs[0].templates);
    let Some(form) = templates.for_year(year) else {
        let years = templates.iter().map(|form| match form.last_year {
            Some(last) => words::years_of_form(&form.name, form.first_year, last),
            None => words::years_from(&form.name, form.first_year),
        });
        let help = words::forms_there_are(jixiao::messages::list(years));
        return Err(Failure::new(words::no_form(year)).help(help));
    };
    let order = Order { templates: &templates, year, form };
    let mut diagnostics = Diagnostics::new();
    let mut parts = Vec::new();
    for input in &inputs {
        parts.extend(Part::roll(input, folder, &order, terminal.language, &mut diagnostics)?);
    }
    let findings = diagnostics.sorted();
    terminal.show(&findings);
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    let old = parts.iter().flat_map(|part| &part.record.projects).map(|project| project.from.0).max();
    let Some(old) = old else {
        terminal.say(&words::nothing_rolled());
        return Ok(exit_code(&findings, None));
    };
    let target = match &arguments.output {
        Some(target) => target.clone(),
        None => beside(folder, &whole, old, year),
    };
    refuse(&target, &whole, year)?;
    let files = parts.iter().flat_map(|part| &part.files);
    let mut names = Names { year, taken: files.map(|(path, _)| path.clone()).collect() };
    parts.iter_mut().for_each(|part| part.name_files(&mut names));
    let recorded = recorded(&target);
    let left: Vec<String> = parts.iter_mut().flat_map(|part| part.leave(&target, &recorded)).collect();
    if !left.is_empty() {
        terminal.say(&words::left_alone(target.display(), jixiao::messages::list(&left)));
    }
    let projects: usize = parts.iter().map(|part| part.record.projects.len()).sum();
    if projects > 0 {
        let record = free_record(&target, terminal.language);
        let page = page(&parts, &findings, year, terminal.language);
        // An editor that knew the old form's keys knows the new one's.
        let editor = match folder.join(EDITOR).is_dir() {
            true => editor_files(order.form, year).to_vec(),
            false => Vec::new(),
        };
        let others = [editor, vec![(record.clone(), page)]].concat();
        write(&parts, folder, &target, &others)?;
        terminal.say_all(&summary(&parts, terminal.language));
        let asked: usize = parts.iter().map(|part| part.record.asked()).sum();
        let decisions: usize = parts.iter().map(|part| part.record.decisions()).sum();
        terminal.say(&words::rolled(projects, asked, decisions, record));
    }
    if errors > 0 {
        terminal.say(&words::some_were_not_rolled());
    }
    print(format!("{}\n", target.display()))?;
    Ok(exit_code(&findings, None))
}

/// Projects that share a `jixiao.yaml`, in their new folder.
struct Part {
    /// The `jixiao.yaml`, from the folder, and its text.
    settings: Option<(PathBuf, String)>,
    /// The files, from the folder, and their texts; none where nothing of one
    /// was moved.
    files: Vec<(PathBuf, Option<String>)>,
    /// The fonts that the `jixiao.yaml` names.
    fonts: Vec<PathBuf>,
    record: Record,
}

impl Part {
    fn roll(
        input: &Input,
        root: &Path,
        order: &Order<'_>,
        language: Language,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Self>, Failure> {
        let mut sources = Vec::new();
        for file in &input.files {
            match file.text(language) {
                Ok(source) => sources.push(source),
                Err(error) => diagnostics.push(error),
            }
        }
        let settings = match input.settings_file() {
            Some(Ok(source)) => Some(source),
            Some(Err(error)) => {
                diagnostics.push(error.clone());
                return Ok(None);
            }
            None => None,
        };
        let owns_settings = settings.is_some_and(|source| Path::new(&source.name).starts_with(root));
        let folder = Folder { settings, owns_settings, files: &sources };
        let rolled = roll_folder(&folder, order, diagnostics);
        let with_mark = |source: &Source, text: String| {
            let bytes = fs::read(&source.name).unwrap_or_default();
            if bytes.starts_with("\u{FEFF}".as_bytes()) { format!("\u{FEFF}{text}") } else { text }
        };
        let within = |source: &Source| {
            let path = Path::new(&source.name);
            path.strip_prefix(root).unwrap_or(path).to_owned()
        };
        let settings = settings.zip(rolled.settings).map(|(source, text)| (within(source), with_mark(source, text)));
        let files = sources.iter().zip(rolled.files);
        let files = files.map(|(source, text)| (within(source), text.map(|text| with_mark(source, text)))).collect();
        let fonts = input.settings(&mut Diagnostics::new()).map(|(settings, _)| settings.fonts).unwrap_or_default();
        let fonts = fonts.text.into_iter().chain(fonts.bold).chain(fonts.fallback).filter(|font| font.is_file());
        Ok(Some(Self { settings, files, fonts: fonts.collect(), record: rolled.record }))
    }

    fn name_files(&mut self, names: &mut Names) {
        for project in &self.record.projects {
            let (path, _) = &mut self.files[project.file];
            *path = names.of(path, project.from.0);
        }
    }

    /// Takes out what an earlier run wrote, and what is there besides; gives the names of
    /// that. Documents that are new come below those of their file.
    fn leave(&mut self, target: &Path, recorded: &[String]) -> Vec<String> {
        let mut left = Vec::new();
        if let Some((path, _)) = self.settings.take_if(|(path, _)| target.join(path).exists()) {
            left.push(path.display().to_string());
            self.record.settings = SettingsRecord::default();
        }
        let mut kept = Vec::new();
        let mut projects = std::mem::take(&mut self.record.projects).into_iter().peekable();
        for (number, (path, text)) in self.files.iter_mut().enumerate() {
            let name = path.display().to_string();
            let of_file = std::iter::from_fn(|| projects.next_if(|project| project.file == number)).collect::<Vec<_>>();
            let Some(rolled) = text.take() else { continue };
            let is_known = |project: &ProjectRecord| {
                let heading = words::heading(&name, &project.name);
                recorded.iter().any(|known| Language::ALL.iter().any(|language| *known == heading.say(*language)))
            };
            let (there, is_new) = (target.join(&*path), of_file.iter().any(|project| !is_known(project)));
            let has_known = of_file.iter().any(is_known);
            if has_known || there.exists() {
                left.push(name.clone());
            }
            if !is_new || there.exists() && !has_known {
                continue;
            }
            if !has_known {
                *text = Some(rolled);
                kept.extend(of_file);
                continue;
            }
            // A file that cannot be read stays as it is.
            let mut whole = match fs::read_to_string(&there) {
                Ok(whole) => whole,
                Err(_) if there.exists() => continue,
                Err(_) => String::new(),
            };
            let first = if whole.is_empty() { &rolled } else { &whole };
            let line_end = if first.contains("\r\n") { "\r\n" } else { "\n" };
            for (mut project, (above, document)) in of_file.into_iter().zip(documents(&rolled)) {
                if is_known(&project) {
                    continue;
                }
                if !whole.is_empty() {
                    whole += if whole.ends_with('\n') { "" } else { line_end };
                    whole += &format!("---{line_end}");
                }
                let before = whole.matches('\n').count();
                project.all_lines().for_each(|line| line.number = line.number + before - above);
                let document = document.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
                whole += &document.replace('\n', line_end);
                kept.push(project);
            }
            *text = Some(whole);
        }
        self.record.projects = kept;
        left
    }

    fn file_names(&self) -> Vec<String> {
        self.files.iter().map(|(path, _)| path.display().to_string()).collect()
    }

    fn settings_name(&self) -> String {
        self.settings.as_ref().map(|(path, _)| path.display().to_string()).unwrap_or_default()
    }
}

/// The names of the new files: a year in a name is moved where that is free.
struct Names {
    year: u16,
    taken: Vec<PathBuf>,
}

impl Names {
    fn of(&mut self, path: &Path, old: u16) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let moved = with_year(&name, old, self.year).map(|name| path.with_file_name(name));
        match moved.filter(|moved| !self.taken.contains(moved)) {
            Some(moved) => {
                self.taken.push(moved.clone());
                moved
            }
            None => path.to_owned(),
        }
    }
}

/// A name with another year, where it has the old one.
fn with_year(name: &str, old: u16, new: u16) -> Option<String> {
    let old = old.to_string();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (at, _) = name.match_indices(&old).find(|(at, _)| {
        !is_digit(name[..*at].chars().next_back()) && !is_digit(name[at + old.len()..].chars().next())
    })?;
    Some(format!("{}{new}{}", &name[..at], &name[at + old.len()..]))
}

/// The folder beside the old one, by the year in its name, whichever of its projects
/// can be read.
fn beside(named: &Path, whole: &Path, old: u16, year: u16) -> PathBuf {
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let mut years = std::iter::once(old).chain((year.saturating_sub(MOST_YEARS)..year).rev());
    let new = years.find_map(|old| with_year(&name, old, year)).unwrap_or_else(|| format!("{name}-{year}"));
    match named.file_name() {
        Some(_) => named.with_file_name(new),
        None => whole.with_file_name(new),
    }
}

/// A folder that holds something is not written into, unless an earlier run made it
/// for this year; and none is written into the old one.
fn refuse(target: &Path, old: &Path, year: u16) -> Result<(), Failure> {
    let help = words::choose_another_folder();
    let refused = |what: Message| Failure::new(what).help(help.clone());
    let is_free = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none() || is_rolled(target, year),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(refused(words::folder_is_taken(target.display())));
    }
    let absolute =
        std::path::absolute(target).map_err(|error| Failure::new(cli::cannot_write(target.display(), why(&error))))?;
    let known = absolute.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    if known.is_some_and(|known| known.starts_with(old)) {
        return Err(refused(words::folder_is_inside(target.display())));
    }
    Ok(())
}

/// Whether an earlier run made a folder, as the record there says.
fn is_rolled(target: &Path, year: u16) -> bool {
    Language::ALL.into_iter().any(|language| {
        let page = fs::read_to_string(target.join(words::record_name().say(language))).unwrap_or_default();
        let first = page.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
        first.strip_prefix("# ").is_some_and(|first| first.trim_end() == words::title(year).say(language))
    })
}

/// The projects that earlier runs wrote, as their records say.
fn recorded(target: &Path) -> Vec<String> {
    let files = fs::read_dir(target).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let texts = pages.filter_map(|path| fs::read_to_string(path).ok());
    let headings = |text: String| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.strip_prefix("## ")?.trim_end().to_owned())).collect()
    };
    texts.flat_map(headings).collect()
}

/// A name for the record that the folder does not have.
fn free_record(target: &Path, language: Language) -> String {
    let name = words::record_name().say(language).to_owned();
    let numbered = (2..).map(|number| name.replace(".md", &format!("-{number}.md")));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|name| !target.join(name).exists()).unwrap_or(name)
}

/// Writes a new folder beside the target, and puts it in place with one rename; to
/// a folder that is there, adds what it lacks.
fn write(parts: &[Part], old: &Path, target: &Path, others: &[(String, String)]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::to_write(cli::cannot_write(target.display(), why(&error)), &error);
    let is_empty = fs::read_dir(target).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty {
        return fill(target, parts, old, others, &failed);
    }
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed)?;
    let draft = tempfile::Builder::new().prefix(".jixiao-").tempdir_in(parent).map_err(failed)?;
    let folder = draft.path().join(DRAFT);
    fs::create_dir(&folder).map_err(failed)?;
    fill(&folder, parts, old, others, &failed)?;
    // An empty folder is in the way of a rename on some systems.
    if target.is_dir() {
        fs::remove_dir(target).map_err(failed)?;
    }
    fs::rename(&folder, target).map_err(failed)
}

/// Writes what a folder lacks; nothing is written over.
fn fill(
    folder: &Path,
    parts: &[Part],
    old: &Path,
    others: &[(String, String)],
    failed: &dyn Fn(io::Error) -> Failure,
) -> Result<(), Failure> {
    let files = parts.iter().flat_map(|part| {
        let files = part.files.iter().filter_map(|(path, text)| Some((path, text.as_ref()?)));
        files.chain(part.settings.iter().map(|(path, text)| (path, text)))
    });
    for (path, text) in files {
        let path = folder.join(path);
        match path.exists() {
            // It is what is there, with more documents.
            true => outputs::replace(&path, text.as_bytes()).map_err(failed)?,
            false => create(&path, text.as_bytes()).map_err(failed)?,
        }
    }
    let templates = old.join(TEMPLATES);
    if templates.is_dir() {
        copy(&templates, &folder.join(TEMPLATES)).map_err(failed)?;
    }
    for (name, text) in others {
        create(&folder.join(name), text.as_bytes()).map_err(failed)?;
    }
    for font in parts.iter().flat_map(|part| &part.fonts) {
        if let Ok(within) = font.strip_prefix(old) {
            let bytes = fs::read(font).map_err(|error| Failure::new(cli::cannot_read(font.display(), why(&error))))?;
            create(&folder.join(within), &bytes).map_err(failed)?;
        }
    }
    Ok(())
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    if path.exists() { Ok(()) } else { fs::write(path, bytes) }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, new) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &new)?;
        } else {
            create(&new, &fs::read(&path)?)?;
        }
    }
    Ok(())
}

/// What was done, for the new folder.
fn page(parts: &[Part], findings: &[Diagnostic], year: u16, language: Language) -> String {
    let mut text = format!("# {}\n\n{}\n", words::title(year).say(language), words::how_to_read().say(language));
    let errors = findings.iter().filter(|finding| finding.level == Level::Error);
    let errors: Vec<String> = errors
        .filter_map(|error| {
            let span = &error.labels.first()?.span;
            let line = words::at_line(&span.source.name, span.line_column().0, &error.message);
            Some(format!("- {}\n", line.say(language)))
        })
        .collect();
    if !errors.is_empty() {
        text += &format!("\n## {}\n\n{}", words::not_rolled().say(language), errors.concat());
    }
    text.extend(parts.iter().map(|part| part.record.page(&part.file_names(), &part.settings_name(), language)));
    text
}

/// What was done, for the terminal.
fn summary(parts: &[Part], language: Language) -> String {
    parts.iter().map(|part| part.record.summary(&part.file_names(), &part.settings_name(), language)).collect()
}
