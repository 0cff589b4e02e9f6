//! Folders that are open: their projects, with the settings, templates and fonts that
//! these go by, and what is known of them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover::{Discovered, ProjectFile, SETTINGS, Scope, discover};
use super::error::Error;
use super::files::{Files, Overlay};
use super::fonts::FontCache;
use super::memo::{Memo, Version};
use super::paths::is_yaml;
use super::texts::{MOST_BYTES, shown};
use crate::diag::{FileId, Source, Texts};

/// How folders are opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A folder of templates beside those of the program; without it, the `templates`
    /// beside the projects or their settings.
    pub templates: Option<PathBuf>,
    /// The number of threads; without it, as many as the machine gives.
    pub jobs: Option<usize>,
    /// What files hold that is not saved yet, and what `-` holds, which is standard input.
    pub unsaved: Vec<(PathBuf, Vec<u8>)>,
}

/// Folders of projects, or single files, that are open.
///
/// What is found in a file is remembered: after a change of one file only that is read,
/// checked and laid out again. Whoever holds a workspace [tells it](Self::change) which
/// files have changed.
pub struct Workspace {
    /// The files, under the texts that are not saved yet.
    pub(crate) files: Arc<Overlay>,
    roots: Vec<PathBuf>,
    pub(crate) options: Options,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) projects: Vec<ProjectFile>,
    pub(crate) fonts: FontCache,
    pub(crate) checked: Memo<()>,
    /// How often each file has changed, by its one path, and all of them at once.
    changes: HashMap<PathBuf, u64>,
    changes_of_all: u64,
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
        let Discovered { scopes, files: projects } = discover(&*files, roots, options.templates.as_deref())?;
        let (roots, fonts, checked) = (roots.to_vec(), FontCache::default(), Memo::default());
        Ok(Self {
            files,
            roots,
            options,
            scopes,
            projects,
            fonts,
            checked,
            changes: HashMap::new(),
            changes_of_all: 0,
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
        self.files.set(path, text.map(|text| text.as_bytes().to_vec()));
        let whole = self.files.identity(path);
        let fonts = self.font_files();
        if fonts.iter().any(|font| self.files.identity(font) == whole) {
            self.forget_all();
        }
        let is_known = self.projects.iter().any(|file| file.whole == whole);
        *self.changes.entry(whole).or_default() += 1;
        let is_same = is_known && self.files.kind(path).is_ok() || !is_yaml(path);
        if is_same && !self.is_behind { Ok(()) } else { self.look_again() }
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
        self.changes_of_all += 1;
    }

    /// Looks for files that have come or gone, and reads settings and templates again. What
    /// is known of files whose settings and templates are the same stays.
    fn look_again(&mut self) -> Result<(), Error> {
        self.is_behind = true;
        let found = discover(&*self.files, &self.roots, self.options.templates.as_deref())?;
        self.is_behind = false;
        (self.scopes, self.projects) = (found.scopes, found.files);
        self.checked.retain(&self.projects.iter().map(|file| &file.file).collect());
        Ok(())
    }

    /// The version of a file.
    pub(crate) fn version(&self, file: &ProjectFile) -> Version {
        let changes = self.changes.get(&file.whole).copied().unwrap_or(0);
        Version { scope: self.scopes[file.scope].digest, file: changes, all: self.changes_of_all }
    }

    /// The files of projects.
    pub fn project_files(&self) -> impl Iterator<Item = &FileId> {
        self.projects.iter().map(|file| &file.file)
    }

    /// What standard input holds, where it was asked for.
    pub fn standard_input(&self) -> Option<Vec<u8>> {
        let file = self.project_files().find(|file| file.is_standard_input())?;
        self.files.read(file.path(), MOST_BYTES).ok()
    }

    /// The files of settings and templates by which they go, and of the fonts that were
    /// read for them.
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

/// The texts in which findings are shown: those of templates and of all files that can be
/// read.
impl Texts for Workspace {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        let template = self.scopes.iter().find_map(|scope| scope.templates.source(file));
        template.or_else(|| shown(&*self.files, file))
    }
}
