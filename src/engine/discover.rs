//! Takes the paths that were asked for; gives the files of projects there, with the
//! settings and templates that each goes by. Project files themselves are read when
//! their turn comes, so that few are held at a time.

use std::collections::{HashMap, HashSet};
use std::io;
use std::iter::successors;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::digest::{Digest, Digester};
use super::error::{Error, why};
use super::files::{Files, Kind};
use super::paths::{has_ending, is_yaml, parent};
use super::reach::{Reach, home, leads_out};
use super::settings::{Layer, inherited};
use super::texts::{Text, text};
use super::words;
use crate::check::CheckSettings;
use crate::collect;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source};
use crate::messages::Message;
use crate::project::Settings;
use crate::template::{Template, Templates};

/// The file that holds what a folder's projects share.
pub(crate) const SETTINGS: &str = "jixiao.yaml";

/// The file with an office's own indicators beside a folder's projects.
pub(crate) const INDICATORS: &str = "指标库.yaml";

/// The folder of templates beside a folder's projects.
pub(crate) const TEMPLATES: &str = "templates";

/// Projects that share their settings and templates; there may be none, where the settings
/// are there for folders below that have their own.
pub(crate) struct Scope {
    /// The folder that their settings are for.
    pub folder: PathBuf,
    /// The file of what they share, where there is one.
    pub settings_file: Option<Text>,
    /// The number of the scope of the next folder above that has settings, which hold where
    /// these are silent.
    pub above: Option<usize>,
    /// Whether the settings are not those of a folder above all that was asked for, so that
    /// they may be for other projects.
    pub is_whole: bool,
    pub templates: Arc<Templates>,
    /// The files of the templates that are no part of the program.
    pub template_sources: Arc<Vec<Arc<Source>>>,
    /// What they share, with what the folders above say; none where that has mistakes. What
    /// it would have given to the projects is unknown then, so that none of them is taken.
    pub settings: Option<(Settings, Arc<CheckSettings>)>,
    /// What is wrong with it.
    pub findings: Diagnostics,
    /// The digest of settings, templates and the form that was asked for.
    pub digest: Digest,
    /// The same with the places of the settings, which findings mark.
    pub version: Digest,
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
    /// Whether it is a link that leads out of that folder, which is not followed.
    pub is_outside: bool,
}

impl ProjectFile {
    /// Its path from the folder that was asked for.
    pub(crate) fn named(&self) -> PathBuf {
        let name = self.file.path().file_name();
        name.map_or_else(|| self.stem.clone(), |name| self.stem.with_file_name(name))
    }

    /// Its text.
    pub(crate) fn text(&self, files: &dyn Files) -> Text {
        if self.is_outside { Err(leads_out(self.file.path())) } else { text(files, self.file.path()) }
    }
}

/// What was found.
#[derive(Default)]
pub(crate) struct Discovered {
    pub scopes: Vec<Scope>,
    pub files: Vec<ProjectFile>,
}

impl Scope {
    /// Reads what the file itself says.
    fn new(files: &dyn Files, folder: PathBuf, settings_file: Option<&Path>, forms: &Forms, reach: &Reach<'_>) -> Self {
        let layer = settings_file.map(|path| Layer::read(files, path, &forms.templates, reach));
        let (settings_file, mut settings, checks, findings) = match layer {
            Some(Layer { text, settings, checks, findings, .. }) => (Some(text), settings, checks, findings),
            None => Default::default(),
        };
        settings.form.clone_from(&forms.asked);
        let settings = (!findings.has_errors()).then_some((settings, checks));
        let Forms { templates, sources, .. } = forms;
        let (templates, template_sources) = (Arc::clone(templates), Arc::clone(sources));
        let (digest, version) = (Digest::default(), Digest::default());
        let (above, is_whole) = (None, false);
        Self {
            folder,
            settings_file,
            above,
            is_whole,
            templates,
            template_sources,
            settings,
            findings,
            digest,
            version,
        }
    }
}

impl Scope {
    /// The library of indicators that the settings name.
    pub(crate) fn library(&self) -> Option<&Path> {
        self.settings.as_ref().and_then(|(settings, _)| settings.indicators.as_deref())
    }
}

impl Discovered {
    /// The number of the scope of these settings, the nearest first, and templates.
    fn scope(
        &mut self,
        files: &dyn Files,
        settings: &[PathBuf],
        root: &Path,
        (number, forms): (usize, &Forms),
        reach: &Reach<'_>,
        known: &mut HashMap<(Option<PathBuf>, usize), usize>,
    ) -> usize {
        let nearest = settings.first();
        let identity = nearest.map(|path| files.whole(path).unwrap_or_else(|_| path.to_owned()));
        if let Some(scope) = known.get(&(identity.clone(), number)) {
            return *scope;
        }
        let folder = nearest.map_or_else(|| root.to_owned(), |path| parent(path));
        self.scopes.push(Scope::new(files, folder, nearest.map(PathBuf::as_path), forms, reach));
        let scope = self.scopes.len() - 1;
        known.insert((identity, number), scope);
        if let Some((_, above @ [_, ..])) = settings.split_first() {
            self.scopes[scope].above = Some(self.scope(files, above, root, (number, forms), reach, known));
        }
        scope
    }

    /// The scopes from one upwards.
    pub(crate) fn upwards(&self, scope: usize) -> impl Iterator<Item = &Scope> {
        successors(Some(scope), |scope| self.scopes[*scope].above).map(|scope| &self.scopes[scope])
    }

    /// Has what folders above say hold where those below are silent.
    fn inherit(&mut self) {
        for number in 0..self.scopes.len() {
            let (digest, version) = self.digests(number);
            let scope = &mut self.scopes[number];
            (scope.digest, scope.version) = (digest, version);
        }
        let own: Vec<_> = self.scopes.iter_mut().map(|scope| scope.settings.take()).collect();
        let numbers = |scope| successors(Some(scope), |scope: &usize| self.scopes[*scope].above);
        // None where one of them has mistakes.
        let all = (0..own.len()).map(|scope| {
            let upwards: Option<Vec<_>> = numbers(scope).map(|scope| own[scope].as_ref()).collect();
            upwards.map(|all| inherited(all.into_iter().map(|(settings, checks)| (settings, checks))))
        });
        let all: Vec<_> = all.collect();
        self.scopes.iter_mut().zip(all).for_each(|(scope, settings)| scope.settings = settings);
    }

    /// The digest of a scope's settings, templates and the form that was asked for, and the
    /// same with the places of the settings.
    fn digests(&self, scope: usize) -> (Digest, Digest) {
        let (mut digest, mut version) = (Digester::default(), Digester::default());
        let mut add = |part: &[u8]| {
            digest.add(part);
            version.add(part);
        };
        for template in &*self.scopes[scope].template_sources {
            add(template.file.path().file_name().unwrap_or_default().as_encoded_bytes());
            add(template.text.as_bytes());
        }
        let asked = self.scopes[scope].settings.as_ref().and_then(|(settings, _)| settings.form.as_ref());
        asked.iter().for_each(|form| add(form.name.as_bytes()));
        for scope in self.upwards(scope) {
            let part = match &scope.settings_file {
                Some(Ok(source)) => source.text.as_str(),
                Some(Err(error)) => error.message.say(crate::messages::Language::Chinese),
                None => "",
            };
            digest.add(part.as_bytes());
            version.add(part.as_bytes());
            version.add(scope.folder.as_os_str().as_encoded_bytes());
        }
        (digest.finish(), version.finish())
    }
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
    fn load(files: &dyn Files, folder: Option<PathBuf>, asked: Option<&str>, reach: &Reach<'_>) -> Result<Self, Error> {
        let sources = folder.as_deref().map_or_else(|| Ok(Vec::new()), |folder| sources_of(files, folder, reach))?;
        let templates = read_templates(sources.iter().cloned(), reach)?;
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
    let mut settings_of: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
    let mut forms: Vec<Forms> = Vec::new();
    // By their settings and the number of their templates.
    let mut scopes: HashMap<(Option<PathBuf>, usize), usize> = HashMap::new();
    let mut whole_folders: Vec<PathBuf> = Vec::new();
    let reach = &Reach::new(files, roots);
    for path in roots {
        let Root { folder: root, files: paths, skipped, outside, is_folder } = root(files, path)?;
        let of_root = templates_folder(files, &[&root], templates, reach)?;
        let number = match forms.iter().position(|known| known.folder == of_root) {
            Some(number) => number,
            None => {
                forms.push(Forms::load(files, of_root, form, reach)?);
                forms.len() - 1
            }
        };
        whole_folders.push(files.whole(&root).unwrap_or_else(|_| root.clone()));
        for (path, stem) in paths {
            // `build 项目 项目/甲.yaml` names a file twice.
            let whole = files.whole(&path).unwrap_or_else(|_| path.clone());
            if !seen.insert(whole.clone()) {
                continue;
            }
            let beside = parent(&path);
            let settings = settings_of.entry(beside).or_insert_with_key(|beside| settings_files(files, beside));
            let scope = found.scope(files, settings, &root, (number, &forms[number]), reach, &mut scopes);
            // The office's indicators may stand among the projects.
            let of = |scope: &Scope| files.whole(scope.library()?).ok();
            if is_folder && found.upwards(scope).filter_map(of).any(|library| whole.starts_with(library)) {
                continue;
            }
            let is_outside = outside.contains(&path);
            found.files.push(ProjectFile {
                file: path.into(),
                stem,
                whole,
                scope,
                is_in_folder: is_folder,
                is_outside,
            });
        }
        // They belong to no project; those beside them have the settings that they would.
        for (path, finding) in skipped {
            let is_near = |file: &&ProjectFile| parent(file.file.path()) == parent(&path);
            let beside = found.files.iter().find(is_near).or(found.files.last());
            if let Some(scope) = beside.map(|file| file.scope) {
                found.scopes[scope].findings.push(finding);
            }
        }
    }
    if let Some(path) = roots.first().filter(|_| found.files.is_empty()) {
        let what = match is_for_projects(path) {
            true => words::not_projects(path.display()),
            false => words::is_for_a_collection(path.display()),
        };
        return Err(Error::new(what).help(words::name_projects()));
    }
    // Those that share their settings come one after the other.
    found.files.sort_by_key(|file| file.scope);
    for scope in &mut found.scopes {
        let whole = files.whole(&scope.folder).unwrap_or_else(|_| scope.folder.clone());
        scope.is_whole = scope.settings_file.is_none() || whole_folders.iter().any(|folder| whole.starts_with(folder));
    }
    found.inherit();
    Ok(found)
}

/// What was asked for.
struct Root {
    /// The folder, or that of the file.
    folder: PathBuf,
    /// The files of projects, each with its stem.
    files: Vec<(PathBuf, PathBuf)>,
    /// What was left out and most likely meant to be, or to hold, projects, with what is
    /// said of it.
    skipped: Vec<(PathBuf, Diagnostic)>,
    /// Those of the files that are links out of the folder.
    outside: HashSet<PathBuf>,
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

/// Says that what stands in a folder like a project is no file.
fn skipped_pipe(path: &Path) -> Diagnostic {
    let warning = Diagnostic::with_level(Level::Warning, Code::SkippedFile, words::skipped_pipe(path.display()));
    warning.at(FileId::from(path).whole(), Message::default()).help(words::put_a_file_in_its_place())
}

/// Whether a file is a project's under another ending.
fn is_meant(path: &Path) -> bool {
    has_ending(path, "txt") && path.file_stem().is_some_and(|stem| is_yaml(Path::new(stem)))
}

fn root(files: &dyn Files, path: &Path) -> Result<Root, Error> {
    if FileId::from(path).is_standard_input() {
        let stdin = (path.to_owned(), PathBuf::from("stdin"));
        return Ok(Root {
            folder: PathBuf::from("."),
            files: vec![stdin],
            skipped: Vec::new(),
            outside: HashSet::new(),
            is_folder: false,
        });
    }
    let kind = files.kind(path).map_err(|error| Error::read(path, error))?;
    if kind != Kind::Folder {
        let stem = PathBuf::from(path.file_stem().unwrap_or_default());
        // `*.yaml` names them with the projects.
        let is_project = !is_for_projects(path) && !is_of_the_office(files, path);
        return Ok(Root {
            folder: parent(path),
            files: is_project.then(|| (path.to_owned(), stem)).into_iter().collect(),
            skipped: Vec::new(),
            outside: HashSet::new(),
            is_folder: false,
        });
    }
    let walked = files.walk(path, &enters).map_err(|error| Error::read_folder(path, error))?;
    // Not even a link leads to an ordinary file.
    let is_pipe = |path: &Path, kind: Kind| kind == Kind::Other && files.kind(path).is_ok();
    let (mut found, others): (Vec<_>, Vec<_>) =
        walked.into_iter().partition(|(path, kind)| is_project(path, *kind) && !is_pipe(path, *kind));
    leave_out_the_office(files, &mut found);
    let skipped = |(path, kind): (PathBuf, Kind)| match kind {
        // What it holds is not looked at, so that nobody knows whether that is projects.
        Kind::Outside if files.is_folder(&path) => {
            Some((path.clone(), Diagnostic { level: Level::Warning, ..leads_out(&path) }))
        }
        Kind::Other if is_project(&path, kind) => Some((path.clone(), skipped_pipe(&path))),
        _ if is_meant(&path) => Some((path.clone(), skipped_file(&path))),
        _ => None,
    };
    let skipped: Vec<(PathBuf, Diagnostic)> = others.into_iter().filter_map(skipped).collect();
    if found.is_empty() {
        // Nobody knows a folder by the name of a dot.
        let path = match path.as_os_str() == "." {
            true => files.absolute(path).components().collect(),
            false => path.to_owned(),
        };
        return Err(match skipped.first() {
            Some((skipped, _)) if is_meant(skipped) => {
                let name = skipped.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let error = Error::new(words::no_projects_but(path.display(), skipped.display()));
                error.help(words::rename_to(name))
            }
            Some((_, finding)) => {
                Error { findings: vec![finding.clone()], ..Error::new(words::no_projects(path.display())) }
            }
            None => Error::new(words::no_projects(path.display())).help(words::endings_of_projects()),
        });
    }
    let outside = found.iter().filter(|(_, kind)| *kind == Kind::Outside).map(|(path, _)| path.clone()).collect();
    let stem = |(file, _): (PathBuf, Kind)| {
        let stem = file.strip_prefix(path).unwrap_or(&file).with_extension("");
        (file, stem)
    };
    let found = found.into_iter().map(stem).collect();
    Ok(Root { folder: path.to_owned(), files: found, skipped, outside, is_folder: true })
}

/// Whether a folder is looked into for projects.
fn enters(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name != TEMPLATES)
}

/// Whether a file is a project's by its name. What cannot be looked into is among them: it
/// is told when its turn comes, and stops nothing else.
fn is_project(path: &Path, kind: Kind) -> bool {
    kind == Kind::Folder || is_yaml(path) && !is_for_projects(path)
}

/// Whether a file holds by its name what projects share.
fn is_for_projects(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS || name == INDICATORS)
}

/// Whether a file is, by its name, one of those that an office keeps for a collection, if what it
/// says is such.
pub(crate) fn may_be_of_the_office(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    is_yaml(path) && ["名单", "待定", "意见"].iter().any(|name| stem.contains(name))
}

/// Whether a file is one of those.
fn is_of_the_office(files: &dyn Files, path: &Path) -> bool {
    may_be_of_the_office(path) && says_so(files, path)
}

fn says_so(files: &dyn Files, path: &Path) -> bool {
    text(files, path).is_ok_and(|source| collect::is_of_the_office(&source))
}

/// Leaves out those among projects; beside one, what a system takes may have any name.
fn leave_out_the_office(files: &dyn Files, found: &mut Vec<(PathBuf, Kind)>) {
    let is_file = |kind: Kind| kind == Kind::File;
    let own = found.iter().filter(|(path, kind)| is_file(*kind) && is_of_the_office(files, path));
    let folders: HashSet<PathBuf> = own.map(|(path, _)| parent(path)).collect();
    if !folders.is_empty() {
        found.retain(|(path, kind)| !(is_file(*kind) && folders.contains(&parent(path)) && says_so(files, path)));
    }
}

/// Whether a path is, or holds, project files.
pub(crate) fn has_projects(files: &dyn Files, path: &Path) -> bool {
    let is_one = |(path, _): &(PathBuf, PathBuf)| FileId::from(path.as_path()).is_standard_input() || is_yaml(path);
    root(files, path).is_ok_and(|root| root.files.iter().any(is_one))
}

/// The settings that hold in a folder: its own and those of all folders above, the nearest
/// first.
pub(crate) fn settings_files(files: &dyn Files, folder: &Path) -> Vec<PathBuf> {
    // As the folder was named, as far as that goes: one file must not have two paths, or
    // the projects that share it would be looked at apart.
    let is_up = |path: &Path| path.components().next_back() == Some(Component::ParentDir);
    let goes_up = folder.components().any(|part| part == Component::ParentDir);
    let is_above = |above: &&Path| !goes_up || !above.as_os_str().is_empty() && !is_up(above);
    let plain = |above: &Path| if above.as_os_str().is_empty() { PathBuf::from(".") } else { above.to_owned() };
    let named = std::iter::once(folder).chain(folder.ancestors().skip(1).take_while(is_above)).map(plain);
    let whole = if goes_up { files.whole(folder).ok() } else { None };
    let whole = whole.unwrap_or_else(|| files.absolute(folder));
    let mut known = HashSet::new();
    let all = named.chain(whole.ancestors().map(Path::to_owned)).map(|folder| folder.join(SETTINGS));
    let is_there = |path: &PathBuf| files.kind(path).is_ok_and(|kind| kind != Kind::Folder);
    let is_new = |path: &PathBuf| is_there(path) && files.whole(path).is_ok_and(|whole| known.insert(whole));
    all.filter(is_new).collect()
}

/// The nearest settings above a folder, and not in it.
pub(crate) fn settings_above(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    settings_files(files, files.absolute(folder).parent()?).into_iter().next()
}

/// The built-in templates with those of [`templates_folder`].
pub(crate) fn load_templates(files: &dyn Files, roots: &[&Path], named: Option<&Path>) -> Result<Templates, Error> {
    let reach = Reach::new(files, roots);
    let sources = match templates_folder(files, roots, named, &reach)? {
        Some(folder) => sources_of(files, &folder, &reach)?,
        None => Vec::new(),
    };
    read_templates(sources, &reach)
}

/// The built-in templates with these.
pub(crate) fn read_templates(
    sources: impl IntoIterator<Item = Arc<Source>>,
    reach: &Reach<'_>,
) -> Result<Templates, Error> {
    let templates = Templates::with(sources).map_err(Error::template)?;
    let refused = reach.refuse_fonts(&templates);
    if refused.is_empty() { Ok(templates) } else { Err(Error::template(refused)) }
}

/// The folder of templates that the user named, or else the one in the first of these
/// folders that has one, or beside the nearest settings above it that have one.
pub(crate) fn templates_folder(
    files: &dyn Files,
    roots: &[&Path],
    named: Option<&Path>,
    reach: &Reach<'_>,
) -> Result<Option<PathBuf>, Error> {
    if let Some(named) = named {
        return Ok(Some(named.to_owned()));
    }
    for root in roots {
        let above = settings_files(files, root).into_iter().map(|settings| parent(&settings));
        let mut known = std::iter::once(root.to_path_buf()).chain(above).map(|folder| folder.join(TEMPLATES));
        if let Some(folder) = known.find(|folder| files.is_folder(folder)) {
            return match reach.left(&parent(&folder), &folder) {
                Some(_) => Err(Error::template(vec![leads_out(&folder)])),
                None => Ok(Some(folder)),
            };
        }
    }
    Ok(None)
}

/// The most files of a folder of templates, all of which are read in each run.
const MOST_TEMPLATES: usize = 100;

/// The files of a folder of templates.
pub(crate) fn sources_of(files: &dyn Files, folder: &Path, reach: &Reach<'_>) -> Result<Vec<Arc<Source>>, Error> {
    let failed = |error: io::Error| Error::new(words::cannot_read_templates(folder.display(), why(&error)));
    let paths: Vec<PathBuf> = files.list(folder).map_err(failed)?.into_iter().filter(|path| is_yaml(path)).collect();
    if paths.is_empty() {
        return Err(Error::new(words::no_templates(folder.display())).help(words::endings_of_templates()));
    }
    if paths.len() > MOST_TEMPLATES {
        let error = Error::new(words::too_many_templates(folder.display(), MOST_TEMPLATES));
        return Err(error.help(words::keep_templates_in_use()));
    }
    let home = home(files, folder);
    let read = |path: &PathBuf| match reach.left(&home, path) {
        Some(_) => Err(leads_out(path)),
        None => text(files, path),
    };
    paths.iter().map(|path| read(path).map_err(|error| Error::template(vec![error]))).collect()
}
