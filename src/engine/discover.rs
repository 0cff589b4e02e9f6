//! Takes the paths that were asked for; gives the files of projects there, with the
//! settings and templates that each goes by. Project files themselves are read when
//! their turn comes, so that few are held at a time.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest::{Digest, Digester};
use super::error::{Error, why};
use super::files::{Files, Kind};
use super::paths::{has_ending, is_yaml, parent};
use super::texts::{Text, text};
use super::words;
use crate::check::CheckSettings;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Source};
use crate::messages::Message;
use crate::project::Settings;
use crate::template::{Template, Templates};

/// The file that holds what a folder's projects share.
pub(crate) const SETTINGS: &str = "jixiao.yaml";

/// The file with an office's own indicators beside a folder's projects.
pub(crate) const INDICATORS: &str = "指标库.yaml";

/// The folder of templates beside a folder's projects.
pub(crate) const TEMPLATES: &str = "templates";

/// Projects that share their settings and templates.
pub(crate) struct Scope {
    /// The folder that their settings are for.
    pub folder: PathBuf,
    /// The file of what they share, where there is one.
    pub settings_file: Option<Text>,
    pub templates: Arc<Templates>,
    /// The files of the templates that are no part of the program.
    pub template_sources: Arc<Vec<Arc<Source>>>,
    /// What they share; none where that has mistakes. What it would have given to the
    /// projects is unknown then, so that none of them is taken.
    pub settings: Option<(Settings, CheckSettings)>,
    /// What is wrong with it.
    pub findings: Diagnostics,
    /// The digest of settings, templates and the form that was asked for.
    pub digest: Digest,
}

/// A file of projects.
pub(crate) struct ProjectFile {
    pub file: FileId,
    /// Its path from the folder that was asked for, without its ending.
    pub stem: PathBuf,
    /// The one path of it, whatever links lead there.
    pub whole: PathBuf,
    /// The number of its scope.
    pub scope: usize,
    /// Whether a folder was asked for, and not the file itself.
    pub is_in_folder: bool,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Discovered {
    pub scopes: Vec<Scope>,
    pub files: Vec<ProjectFile>,
}

impl Scope {
    fn new(files: &dyn Files, folder: PathBuf, settings_file: Option<&Path>, forms: &Forms) -> Self {
        let settings_file = settings_file.map(|path| text(files, path));
        let mut findings = Diagnostics::new();
        let mut settings = match &settings_file {
            Some(Ok(source)) => Settings::read(source, &forms.templates, &mut findings),
            Some(Err(error)) => {
                findings.push(error.clone());
                Settings::default()
            }
            None => Settings::default(),
        };
        let checks = settings.checks.as_ref().map(|node| CheckSettings::read(node, &mut findings));
        settings.form.clone_from(&forms.asked);
        let settings = (!findings.has_errors()).then(|| (settings, checks.unwrap_or_default()));
        let Forms { templates, sources, asked, .. } = forms;
        let (templates, template_sources) = (Arc::clone(templates), Arc::clone(sources));
        let digest = digest(settings_file.as_ref(), &template_sources, asked.as_deref());
        Self { folder, settings_file, templates, template_sources, settings, findings, digest }
    }
}

impl Scope {
    /// The library of indicators that the settings name.
    pub(crate) fn library(&self) -> Option<&Path> {
        self.settings.as_ref().and_then(|(settings, _)| settings.indicators.as_deref())
    }
}

/// The digest of settings, templates and the form that was asked for.
fn digest(settings: Option<&Text>, templates: &[Arc<Source>], asked: Option<&Template>) -> Digest {
    let mut digest = Digester::default();
    match settings {
        Some(Ok(source)) => digest.add(source.text.as_bytes()),
        Some(Err(error)) => digest.add(error.message.say(crate::messages::Language::Chinese).as_bytes()),
        None => digest.add(b""),
    }
    for template in templates {
        let name = template.file.path().file_name().unwrap_or_default();
        digest.add(name.as_encoded_bytes());
        digest.add(template.text.as_bytes());
    }
    if let Some(form) = asked {
        digest.add(form.name.as_bytes());
    }
    digest.finish()
}

/// The templates of a root.
struct Forms {
    /// The folder of those that are no part of the program.
    folder: Option<PathBuf>,
    templates: Arc<Templates>,
    sources: Arc<Vec<Arc<Source>>>,
    /// The form that was asked for, whatever projects say.
    asked: Option<Arc<Template>>,
}

impl Forms {
    fn load(files: &dyn Files, folder: Option<PathBuf>, asked: Option<&str>) -> Result<Self, Error> {
        let sources = folder.as_deref().map_or_else(|| Ok(Vec::new()), |folder| sources_of(files, folder))?;
        let templates = Templates::with(sources.iter().cloned()).map_err(Error::template)?;
        let asked = asked.map(|name| templates.form(name).cloned()).transpose()?;
        Ok(Self { folder, templates: Arc::new(templates), sources: Arc::new(sources), asked })
    }
}

/// Finds the projects at these paths. Those that go by the same settings and templates
/// are looked at together, whether they were asked for as a folder or one by one.
pub(crate) fn discover(
    files: &dyn Files,
    roots: &[PathBuf],
    templates: Option<&Path>,
    form: Option<&str>,
) -> Result<Discovered, Error> {
    let mut found = Discovered::default();
    let mut seen = HashSet::new();
    let mut settings_of: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
    let mut forms: Vec<Forms> = Vec::new();
    // By their settings and the number of their templates.
    let mut scopes: HashMap<(Option<PathBuf>, usize), usize> = HashMap::new();
    for path in roots {
        let Root { folder: root, files: paths, skipped, is_folder } = root(files, path)?;
        let of_root = templates_folder(files, &[&root], templates)?;
        let number = match forms.iter().position(|known| known.folder == of_root) {
            Some(number) => number,
            None => {
                forms.push(Forms::load(files, of_root, form)?);
                forms.len() - 1
            }
        };
        for (path, stem) in paths {
            // `build 项目 项目/甲.yaml` names a file twice.
            let whole = files.whole(&path).unwrap_or_else(|_| path.clone());
            if !seen.insert(whole.clone()) {
                continue;
            }
            let beside = parent(&path);
            if !settings_of.contains_key(&beside) {
                settings_of.insert(beside.clone(), settings_file(files, &beside));
            }
            let settings = settings_of.get(&beside).and_then(Option::as_deref);
            let identity = settings.map(|path| files.whole(path).unwrap_or_else(|_| path.to_owned()));
            let scope = *scopes.entry((identity, number)).or_insert_with(|| {
                let folder = settings.map_or_else(|| root.clone(), parent);
                found.scopes.push(Scope::new(files, folder, settings, &forms[number]));
                found.scopes.len() - 1
            });
            // The office's indicators may stand among the projects.
            let library = found.scopes[scope].library().filter(|_| is_folder);
            if library.and_then(|path| files.whole(path).ok()).is_some_and(|library| whole.starts_with(library)) {
                continue;
            }
            found.files.push(ProjectFile { file: path.into(), stem, whole, scope, is_in_folder: is_folder });
        }
        // They belong to no project; those beside them have the settings that they would.
        for path in skipped {
            let is_near = |file: &&ProjectFile| parent(file.file.path()) == parent(&path);
            let beside = found.files.iter().find(is_near).or(found.files.last());
            if let Some(scope) = beside.map(|file| file.scope) {
                found.scopes[scope].findings.push(skipped_file(&path));
            }
        }
    }
    // Those that share their settings come one after the other.
    found.files.sort_by_key(|file| file.scope);
    Ok(found)
}

/// What was asked for.
struct Root {
    /// The folder, or that of the file.
    folder: PathBuf,
    /// The files of projects, each with its stem.
    files: Vec<(PathBuf, PathBuf)>,
    /// Files that were most likely meant to be projects.
    skipped: Vec<PathBuf>,
    is_folder: bool,
}

/// Says that a file is none of a project because of its ending: Notepad adds `.txt`, and
/// Windows does not show it.
fn skipped_file(path: &Path) -> Diagnostic {
    let file = FileId::from(path);
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let note = Diagnostic::new(Code::SkippedFile, words::skipped(file.name()));
    note.at(file.whole(), Message::default()).help(words::rename_to(name))
}

/// Whether a file is a project's under another ending.
fn is_meant(path: &Path) -> bool {
    has_ending(path, "txt") && path.file_stem().is_some_and(|stem| is_yaml(Path::new(stem)))
}

fn root(files: &dyn Files, path: &Path) -> Result<Root, Error> {
    if FileId::from(path).is_standard_input() {
        let stdin = (path.to_owned(), PathBuf::from("stdin"));
        return Ok(Root { folder: PathBuf::from("."), files: vec![stdin], skipped: Vec::new(), is_folder: false });
    }
    let kind = files.kind(path).map_err(|error| Error::read(path, error))?;
    if kind != Kind::Folder {
        let stem = PathBuf::from(path.file_stem().unwrap_or_default());
        return Ok(Root {
            folder: parent(path),
            files: vec![(path.to_owned(), stem)],
            skipped: Vec::new(),
            is_folder: false,
        });
    }
    let (found, skipped) = projects_in(files, path).map_err(|error| Error::read_folder(path, error))?;
    if found.is_empty() {
        if let Some(skipped) = skipped.first() {
            let name = skipped.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let error = Error::new(words::no_projects_but(path.display(), skipped.display()));
            return Err(error.help(words::rename_to(name)));
        }
        return Err(Error::new(words::no_projects(path.display())).help(words::endings_of_projects()));
    }
    let stem = |file: PathBuf| {
        let stem = file.strip_prefix(path).unwrap_or(&file).with_extension("");
        (file, stem)
    };
    Ok(Root { folder: path.to_owned(), files: found.into_iter().map(stem).collect(), skipped, is_folder: true })
}

/// The project files in a folder and in those in it, by name, and those that were most
/// likely meant to be some. What cannot be looked into
/// is among them: it is told when its turn comes, and stops nothing else.
fn projects_in(files: &dyn Files, folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let enters = |path: &Path| path.file_name().is_none_or(|name| name != TEMPLATES);
    let is_project = |(path, kind): &(PathBuf, Kind)| {
        let is_other = path.file_name().is_some_and(|name| name == SETTINGS || name == INDICATORS);
        *kind == Kind::Folder || is_yaml(path) && !is_other
    };
    let (found, others): (Vec<_>, Vec<_>) = files.walk(folder, &enters)?.into_iter().partition(is_project);
    let paths = |files: Vec<(PathBuf, Kind)>| files.into_iter().map(|(path, _)| path);
    Ok((paths(found).collect(), paths(others).filter(|path| is_meant(path)).collect()))
}

/// Whether a path is, or holds, project files.
pub(crate) fn has_projects(files: &dyn Files, path: &Path) -> bool {
    let is_one = |(path, _): &(PathBuf, PathBuf)| FileId::from(path.as_path()).is_standard_input() || is_yaml(path);
    root(files, path).is_ok_and(|root| root.files.iter().any(is_one))
}

/// The nearest settings, from a folder upwards.
pub(crate) fn settings_file(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    let is_file = |path: &PathBuf| files.is_file(path);
    // As the folder was named, as far as that goes: one file must not have two paths, or
    // the projects that share it would be looked at apart.
    let named = folder.ancestors().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    if let Some(file) = named.map(|folder| folder.join(SETTINGS)).find(is_file) {
        return Some(file);
    }
    let whole = files.absolute(folder);
    let above = whole.ancestors().skip(1).map(|folder| folder.join(SETTINGS));
    above.into_iter().find(is_file)
}

/// The built-in templates with those of [`templates_folder`].
pub(crate) fn load_templates(files: &dyn Files, roots: &[&Path], named: Option<&Path>) -> Result<Templates, Error> {
    let sources = match templates_folder(files, roots, named)? {
        Some(folder) => sources_of(files, &folder)?,
        None => Vec::new(),
    };
    Templates::with(sources).map_err(Error::template)
}

/// The folder of templates that the user named, or else the one in the first of these
/// folders that has one, or beside the nearest settings above it.
pub(crate) fn templates_folder(
    files: &dyn Files,
    roots: &[&Path],
    named: Option<&Path>,
) -> Result<Option<PathBuf>, Error> {
    if let Some(named) = named {
        return Ok(Some(named.to_owned()));
    }
    for root in roots {
        let above = settings_file(files, root).map(|settings| parent(&settings));
        let mut known = [Some(root.to_path_buf()), above].into_iter().flatten().map(|folder| folder.join(TEMPLATES));
        if let Some(folder) = known.find(|folder| files.is_folder(folder)) {
            return Ok(Some(folder));
        }
    }
    Ok(None)
}

/// The files of a folder of templates.
pub(crate) fn sources_of(files: &dyn Files, folder: &Path) -> Result<Vec<Arc<Source>>, Error> {
    let failed = |error: io::Error| Error::new(words::cannot_read_templates(folder.display(), why(&error)));
    let paths: Vec<PathBuf> = files.list(folder).map_err(failed)?.into_iter().filter(|path| is_yaml(path)).collect();
    if paths.is_empty() {
        return Err(Error::new(words::no_templates(folder.display())).help(words::endings_of_templates()));
    }
    paths.iter().map(|path| text(files, path).map_err(|error| Error::template(vec![error]))).collect()
}
