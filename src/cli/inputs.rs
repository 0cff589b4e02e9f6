//! Which files are projects, which settings and templates they go by. Project
//! files are read when their turn comes, so that few are held at a time.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::check::CheckSettings;
use jixiao::diag::{Code, Diagnostic, Diagnostics};
use jixiao::messages::{Language, Message, cli as words};
use jixiao::project::Settings;
use jixiao::source::{Source, Span};
use jixiao::template::Templates;

use super::args::Inputs;
use super::failure::{Failure, why};

/// The file that holds what a folder's projects share.
const SETTINGS: &str = "jixiao.yaml";

/// The folder of templates beside a folder's projects.
pub(super) const TEMPLATES: &str = "templates";

/// The most bytes of a file that are read: ten thousand projects in one have 25
/// MB.
const MOST_BYTES: u64 = 64 << 20;

/// A file's text; a finding where it is none.
pub(super) type Text = Result<Arc<Source>, Diagnostic>;

/// Projects that share their settings and templates.
pub(super) struct Input {
    /// The folder that their settings are for.
    pub folder: PathBuf,
    settings: Option<Text>,
    pub templates: Arc<Templates>,
    /// The files of the templates that are no part of the program.
    pub template_sources: Arc<Vec<Arc<Source>>>,
    pub files: Vec<ProjectFile>,
    /// Whether they were asked for as a folder.
    pub is_folder: bool,
}

/// A file of projects.
pub(super) struct ProjectFile {
    pub path: PathBuf,
    /// Its path from the folder that was asked for, without its ending.
    pub stem: PathBuf,
}

impl ProjectFile {
    /// Whether it is no file but standard input.
    pub(super) fn is_standard_input(&self) -> bool {
        is_standard_input(&self.path)
    }

    /// What it is called in messages.
    pub(super) fn name(&self, language: Language) -> String {
        match self.is_standard_input() {
            true => words::standard_input().say(language).to_owned(),
            false => self.path.display().to_string(),
        }
    }

    /// Its text.
    pub(super) fn text(&self, language: Language) -> Text {
        let name = self.name(language);
        match self.is_standard_input() {
            true => {
                read(io::stdin().lock()).map_err(|error| unread(&name, &error)).and_then(|bytes| decode(&name, bytes))
            }
            false => text(&self.path),
        }
    }
}

impl Input {
    /// The file that holds what the projects share.
    pub(super) fn settings_file(&self) -> Option<&Text> {
        self.settings.as_ref()
    }

    /// The text of what the projects share.
    pub(super) fn settings_text(&self) -> &str {
        match &self.settings {
            Some(Ok(source)) => &source.text,
            _ => "",
        }
    }

    /// What the projects share; none where it has mistakes.
    pub(super) fn settings(&self, diagnostics: &mut Diagnostics) -> Option<(Settings, CheckSettings)> {
        let mut found = Diagnostics::new();
        let settings = match &self.settings {
            Some(Ok(source)) => Settings::read(source, &self.templates, &mut found),
            Some(Err(error)) => {
                found.push(error.clone());
                Settings::default()
            }
            None => Settings::default(),
        };
        let checks = settings.checks.as_ref().map(|node| CheckSettings::read(node, &mut found));
        let sound = !found.has_errors();
        diagnostics.append(found);
        sound.then(|| (settings, checks.unwrap_or_default()))
    }
}

/// Finds the projects that were asked for.
pub(super) fn find(asked: &Inputs) -> Result<Vec<Input>, Failure> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut settings_of = HashMap::new();
    for path in &asked.paths {
        let (root, files) = files(path)?;
        let sources = Arc::new(template_sources(&[&root], asked.templates.as_deref())?);
        let templates = Templates::with(sources.iter().cloned()).map_err(Failure::template)?;
        let templates = Arc::new(templates);
        let mut of_folder: HashMap<PathBuf, usize> = HashMap::new();
        for (file, stem) in files {
            // `build 项目 项目/甲.yaml` names a file twice.
            if !seen.insert(fs::canonicalize(&file).unwrap_or_else(|_| file.clone())) {
                continue;
            }
            let beside = parent(&file);
            if !settings_of.contains_key(&beside) {
                settings_of.insert(beside.clone(), settings_file(&beside)?);
            }
            let settings = settings_of.get(&beside).and_then(Option::as_ref);
            let folder = settings.map_or_else(|| root.clone(), |file| parent(file));
            let project = ProjectFile { path: file, stem };
            match of_folder.get(&folder) {
                Some(input) => inputs[*input].files.push(project),
                None => {
                    of_folder.insert(folder.clone(), inputs.len());
                    inputs.push(Input {
                        folder,
                        settings: settings.map(|file| text(file)),
                        templates: Arc::clone(&templates),
                        template_sources: Arc::clone(&sources),
                        files: vec![project],
                        is_folder: path.is_dir(),
                    });
                }
            }
        }
    }
    Ok(inputs)
}

/// The project files at a path, each with its stem, and the folder that they
/// are in.
fn files(path: &Path) -> Result<(PathBuf, Vec<(PathBuf, PathBuf)>), Failure> {
    if is_standard_input(path) {
        return Ok((PathBuf::from("."), vec![(path.to_owned(), PathBuf::from("stdin"))]));
    }
    let metadata = fs::metadata(path).map_err(|error| Failure::new(words::cannot_read(path.display(), why(&error))))?;
    if !metadata.is_dir() {
        let stem = PathBuf::from(path.file_stem().unwrap_or_default());
        return Ok((parent(path), vec![(path.to_owned(), stem)]));
    }
    let mut files = Vec::new();
    walk(path, path, &mut files)
        .map_err(|error| Failure::new(words::cannot_read_folder(path.display(), why(&error))))?;
    if files.is_empty() {
        return Err(Failure::new(words::no_projects(path.display())).help(words::endings_of_projects()));
    }
    Ok((path.to_owned(), files))
}

/// Whether a path is, or holds, project files.
pub(super) fn has_projects(path: &Path) -> bool {
    files(path).is_ok_and(|(_, files)| files.iter().any(|(path, _)| is_standard_input(path) || is_yaml(path)))
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Adds the project files of a folder and of those in it, by name.
fn walk(folder: &Path, root: &Path, files: &mut Vec<(PathBuf, PathBuf)>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let is_hidden = name.to_str().is_some_and(|name| name.starts_with('.'));
        let metadata = fs::metadata(&path);
        let is_folder = metadata.as_ref().is_ok_and(fs::Metadata::is_dir);
        if is_hidden || (is_folder && name == TEMPLATES) || name == SETTINGS || leads_back(&entry, folder) {
            continue;
        }
        // What cannot be looked into is told when its turn comes, and stops nothing else; a
        // pipe or a device is no file of projects.
        let is_project = match is_folder {
            true => walk(&path, root, files).is_err(),
            false => is_yaml(&path) && metadata.map_or(true, |metadata| metadata.is_file()),
        };
        if is_project {
            let stem = path.strip_prefix(root).unwrap_or(&path).with_extension("");
            files.push((path, stem));
        }
    }
    Ok(())
}

/// Whether a link leads to a folder that it is in.
fn leads_back(entry: &fs::DirEntry, folder: &Path) -> bool {
    let target = || fs::canonicalize(entry.path()).ok().zip(fs::canonicalize(folder).ok());
    entry.file_type().is_ok_and(|kind| kind.is_symlink())
        && target().is_some_and(|(target, folder)| folder.starts_with(target))
}

/// Whether a file is YAML by its name.
pub(super) fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["yaml", "yml"].contains(&extension.to_ascii_lowercase().as_str()))
}

/// The folder of a file.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The nearest settings, from a folder upwards.
fn settings_file(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    // As the folder was named, as far as that goes: one file must not have two paths, or
    // the projects that share it would be looked at apart.
    let named = folder.ancestors().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    if let Some(file) = named.map(|folder| folder.join(SETTINGS)).find(|file| file.is_file()) {
        return Ok(Some(file));
    }
    let whole = std::path::absolute(folder)
        .map_err(|error| Failure::new(words::cannot_read_folder(folder.display(), why(&error))))?;
    let above = whole.ancestors().skip(1).map(|folder| folder.join(SETTINGS));
    Ok(above.into_iter().find(|file| file.is_file()))
}

/// The built-in templates with those of [`templates_folder`].
pub(super) fn load_templates(roots: &[&Path], named: Option<&Path>) -> Result<Templates, Failure> {
    Templates::with(template_sources(roots, named)?).map_err(Failure::template)
}

/// The folder of templates that the user named, or else the one in the first of these
/// folders that has one, or beside the nearest settings above it.
pub(super) fn templates_folder(roots: &[&Path], named: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
    if let Some(named) = named {
        return Ok(Some(named.to_owned()));
    }
    for root in roots {
        let above = settings_file(root)?.map(|settings| parent(&settings));
        let mut known = [Some(root.to_path_buf()), above].into_iter().flatten().map(|folder| folder.join(TEMPLATES));
        if let Some(folder) = known.find(|folder| folder.is_dir()) {
            return Ok(Some(folder));
        }
    }
    Ok(None)
}

/// The files of those of the templates that are not built in.
fn template_sources(roots: &[&Path], named: Option<&Path>) -> Result<Vec<Arc<Source>>, Failure> {
    match templates_folder(roots, named)? {
        Some(folder) => sources_of(&folder),
        None => Ok(Vec::new()),
    }
}

/// The files of a folder of templates.
pub(super) fn sources_of(folder: &Path) -> Result<Vec<Arc<Source>>, Failure> {
    let failed = |error: io::Error| Failure::new(words::cannot_read_templates(folder.display(), why(&error)));
    let entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).filter(|path| is_yaml(path)).collect();
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::new(words::no_templates(folder.display())).help(words::endings_of_templates()));
    }
    paths.iter().map(|path| text(path).map_err(|error| Failure::template(vec![error]))).collect()
}

/// A file's text.
fn text(path: &Path) -> Text {
    let name = path.display().to_string();
    match fs::File::open(path).and_then(read) {
        Ok(bytes) => decode(&name, bytes),
        Err(error) => Err(unread(&name, &error)),
    }
}

/// What is said of a file that cannot be read.
fn unread(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::CannotRead, words::cannot_read(name, why(error)))
        .at(Span::whole(&Source::new(name, "")), Message::default())
        .help(words::see_that_it_can_be_read())
}

/// The bytes, up to one more than are taken.
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A text, which has to be UTF-8 and not too long.
fn decode(name: &str, bytes: Vec<u8>) -> Text {
    if bytes.len() as u64 > MOST_BYTES {
        let nothing = Span::whole(&Source::new(name, ""));
        let error = Diagnostic::new(Code::FileTooLarge, words::file_too_large(MOST_BYTES >> 20));
        return Err(error.at(nothing, Message::default()).help(words::split_the_file()));
    }
    str::from_utf8(&bytes).map(|text| Source::new(name, text)).map_err(|error| {
        let source = Source::new(name, &String::from_utf8_lossy(&bytes));
        let at = error.valid_up_to().min(source.text.len());
        let place = Span { range: at..at, ..Span::whole(&source) };
        Diagnostic::new(Code::Encoding, words::not_utf8()).at(place, Message::default()).help(words::save_as_utf8())
    })
}
