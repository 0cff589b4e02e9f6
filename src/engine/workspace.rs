//! Folders that are open: their projects, with the settings, templates and fonts that
//! these go by, and what is known of them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover::{Discovered, ProjectFile, SETTINGS, Scope, discover, may_be_of_the_office};
use super::error::Error;
use super::files::{Files, Overlay};
use super::filled::{FilledWorkbook, workbook_bytes};
use super::fonts::FontCache;
use super::libraries::Libraries;
use super::made::BuildMemo;
use super::memo::{Memo, Version};
use super::neighbours::Neighbours;
use super::paths::is_yaml;
use super::reach::Reach;
use super::seen::Seen;
use super::texts::{MOST_BYTES, shown};
use crate::diag::{Diagnostic, FileId, Source, Texts};
use crate::import::Forms;

/// How folders are opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A folder of templates beside those of the program; without it, the `templates`
    /// beside the projects or their settings.
    pub templates: Option<PathBuf>,
    /// The name of the form of all projects, whichever they name themselves.
    pub form: Option<String>,
    /// The number of threads; without it, as many as the machine gives.
    pub jobs: Option<usize>,
    /// What files hold that is not saved yet, and what `-` holds, which is standard input.
    pub unsaved: Vec<(PathBuf, Vec<u8>)>,
}

impl Options {
    fn discover(&self, files: &dyn Files, roots: &[PathBuf]) -> Result<Discovered, Error> {
        discover(files, roots, self.templates.as_deref(), self.form.as_deref())
    }
}

/// Folders of projects, or single files, that are open.
///
/// What [`check`](Self::check) finds in a file is remembered, and what
/// [`build_again`](Self::build_again) makes of it: after a change of one file only that is
/// read, checked and laid out again. Whoever holds a workspace [tells it](Self::change) which
/// files have changed.
pub struct Workspace {
    /// The files, under the texts that are not saved yet.
    pub(crate) files: Arc<Overlay>,
    roots: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) projects: Vec<ProjectFile>,
    pub(crate) fonts: FontCache,
    pub(crate) checked: Memo<Vec<Seen>>,
    pub(crate) built: BuildMemo,
    pub(crate) neighbours: Neighbours,
    pub(crate) libraries: Libraries,
    /// The number of each file in `projects`, by its one path.
    numbers: HashMap<PathBuf, usize>,
    /// How many changes there have been, and the last one of each file, by its one path, and
    /// of all files at once.
    changes: u64,
    changed: HashMap<PathBuf, u64>,
    changed_all: u64,
    /// Whether the last look at the folders failed, so that another one is due.
    is_behind: bool,
}

impl Workspace {
    /// Opens folders of projects, or single files.
    ///
    /// # Errors
    ///
    /// A folder that is not there or holds no projects, or templates with mistakes.
    pub fn open(files: Arc<dyn Files>, roots: &[PathBuf], mut options: Options) -> Result<Self, Error> {
        let files = Arc::new(Overlay::new(files));
        std::mem::take(&mut options.unsaved).into_iter().for_each(|(path, bytes)| files.set(&path, Some(bytes)));
        let Discovered { scopes, files: projects } = options.discover(&*files, roots)?;
        Ok(Self {
            files,
            roots: roots.to_vec(),
            options,
            scopes,
            numbers: numbers(&projects),
            projects,
            fonts: FontCache::default(),
            checked: Memo::default(),
            built: BuildMemo::default(),
            neighbours: Neighbours::default(),
            libraries: Libraries::default(),
            changes: 0,
            changed: HashMap::new(),
            changed_all: 0,
            is_behind: false,
        })
    }

    /// Says that a file has changed: its text is this one, or what is saved. It may be new
    /// or gone, and be a project's, settings, a template or a font.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the folders are as they were then.
    pub fn change(&mut self, path: &Path, text: Option<&str>) -> Result<(), Error> {
        self.change_many([(path, text)])
    }

    /// Says of several files that they have [changed](Self::change), with one look at the
    /// folders at most.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the folders are as they were then.
    pub fn change_many<'c>(
        &mut self,
        changes: impl IntoIterator<Item = (&'c Path, Option<&'c str>)>,
    ) -> Result<(), Error> {
        let fonts: HashSet<PathBuf> = self.font_files().iter().map(|font| self.files.identity(font)).collect();
        for (path, text) in changes {
            self.files.set(path, text.map(|text| text.as_bytes().to_vec()));
            let whole = self.files.identity(path);
            if fonts.contains(&whole) {
                self.forget_all();
            }
            let is_known = self.numbers.contains_key(&whole) && self.files.kind(path).is_ok();
            // What it says tells whether it is a project.
            let is_known = is_known && !may_be_of_the_office(path);
            // Of a folder that comes or goes, its files may not be named.
            let is_folder = || self.files.is_folder(path) || self.numbers.keys().any(|file| file.starts_with(&whole));
            self.is_behind |= !is_known && (is_yaml(path) || is_folder());
            if !is_known {
                self.libraries.forget();
            }
            self.changes += 1;
            self.changed.insert(whole, self.changes);
        }
        if self.is_behind { self.look_again() } else { Ok(()) }
    }

    /// Says that a file holds now what it was said to hold unsaved: what is known of it stays.
    pub fn saved(&mut self, path: &Path) {
        self.files.set(path, None);
    }

    /// Says that anything may have changed.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the folders are as they were then.
    pub fn change_all(&mut self) -> Result<(), Error> {
        self.forget_all();
        self.look_again()
    }

    fn forget_all(&mut self) {
        self.fonts.clear();
        self.libraries.forget();
        self.changes += 1;
        self.changed_all = self.changes;
    }

    /// Looks for files that have come or gone, and reads settings and templates again. What
    /// is known of files whose settings and templates are the same stays.
    fn look_again(&mut self) -> Result<(), Error> {
        self.is_behind = true;
        let found = self.options.discover(&*self.files, &self.roots)?;
        self.is_behind = false;
        (self.scopes, self.projects) = (found.scopes, found.files);
        self.numbers = numbers(&self.projects);
        let files: HashSet<&FileId> = self.projects.iter().map(|file| &file.file).collect();
        self.checked.retain(&files);
        self.built.retain(&files);
        Ok(())
    }

    /// The folders or files that were opened.
    pub(crate) fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// How far the folders reach.
    pub(crate) fn reach(&self) -> Reach<'_> {
        Reach::new(&*self.files, &self.roots)
    }

    /// The version of a file.
    pub(crate) fn version(&self, file: &ProjectFile) -> Version {
        let changed = self.changed.get(&file.whole).copied().unwrap_or(0);
        Version { scope: self.scopes[file.scope].version, changed: changed.max(self.changed_all) }
    }

    /// A file of projects, by any path that leads to it.
    pub(crate) fn project_file(&self, path: &Path) -> Option<&ProjectFile> {
        self.number_of(path).map(|number| &self.projects[number])
    }

    /// The number of a file of projects, from 0.
    pub(crate) fn number_of(&self, path: &Path) -> Option<usize> {
        self.numbers.get(&self.files.identity(path)).copied()
    }

    /// The projects of a file that is a filled workbook; a finding where it cannot be read.
    pub(crate) fn filled(&self, file: &ProjectFile) -> Result<FilledWorkbook, Diagnostic> {
        let scope = &self.scopes[file.scope];
        let asked = scope.settings.as_ref().and_then(|(settings, _)| settings.form.as_ref());
        let bytes = workbook_bytes(&*self.files, file.file.path())?;
        let forms = Forms { asked, ..Forms::from(&*scope.templates) };
        Ok(FilledWorkbook::read(file.file.path(), &bytes, forms))
    }

    /// A file of projects as it was found, by any path that leads to it.
    pub fn file(&self, path: &Path) -> Option<&FileId> {
        self.project_file(path).map(|known| &known.file)
    }

    /// The files of projects, but for links that are not followed.
    pub fn project_files(&self) -> impl Iterator<Item = &FileId> {
        self.projects.iter().filter(|file| !file.is_outside).map(|file| &file.file)
    }

    /// What standard input holds, where it was asked for.
    pub fn standard_input(&self) -> Option<Vec<u8>> {
        let file = self.project_files().find(|file| file.is_standard_input())?;
        self.files.read(file.path(), MOST_BYTES).ok()
    }

    /// Where the settings and templates by which they go, and the fonts that were asked for,
    /// are or would be.
    pub fn other_files(&self) -> Vec<PathBuf> {
        let settings = self.scopes.iter().map(|scope| scope.folder.join(SETTINGS));
        let templates = self.scopes.iter().flat_map(|scope| &*scope.template_sources);
        let templates = templates.map(|source| source.file.path().to_owned());
        settings.chain(templates).chain(self.font_files()).collect::<HashSet<_>>().into_iter().collect()
    }

    fn font_files(&self) -> Vec<PathBuf> {
        self.fonts.files(&*self.files)
    }
}

/// The number of each file, by its one path.
fn numbers(projects: &[ProjectFile]) -> HashMap<PathBuf, usize> {
    projects.iter().enumerate().map(|(number, file)| (file.whole.clone(), number)).collect()
}

/// The texts in which findings are shown: those of templates and of all files that can be
/// read.
impl Texts for Workspace {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        let template = self.scopes.iter().find_map(|scope| scope.templates.source(file));
        if let (None, Some(_), Some(known)) = (&template, file.sheet_name(), self.project_file(file.path())) {
            return self.filled(known).ok()?.pictures.as_slice().source(file);
        }
        template.or_else(|| shown(&*self.files, file))
    }
}
