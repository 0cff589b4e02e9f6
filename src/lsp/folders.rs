//! The folders and single files that an editor has open, with what is found in them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::diag::{FileId, Source, Texts};
use jixiao::engine::{Error, Overlay, check_template, is_template, is_yaml, parent};
use jixiao::{Diagnostic, Disk, Options, Workspace};

/// The file that holds what a folder's projects share.
const SETTINGS: &str = "jixiao.yaml";

/// What is found in a file, by the path under which it is found.
type Found = BTreeMap<PathBuf, Vec<Diagnostic>>;

/// A folder, or a file that is in none.
struct Folder {
    root: PathBuf,
    /// Whether it is a folder, and not a file.
    is_folder: bool,
    /// None where there is no project in it yet, or it is a template.
    workspace: Option<Workspace>,
    /// What keeps it from being looked at as it is now: mistakes in templates, or that its
    /// last project is gone.
    trouble: Option<Vec<Diagnostic>>,
    found: Found,
    has_changed: bool,
}

/// All that is open.
pub(super) struct Folders {
    /// The disk under the texts that are open.
    files: Arc<Overlay>,
    all: Vec<Folder>,
}

impl Folder {
    fn new(root: PathBuf, is_folder: bool) -> Self {
        Self { root, is_folder, workspace: None, trouble: None, found: Found::new(), has_changed: true }
    }

    /// Whether a file is one of its own.
    fn has(&self, path: &Path) -> bool {
        path == self.root || self.is_folder && path.starts_with(&self.root)
    }

    /// Whether it may look otherwise where a file does: its own, or settings and templates
    /// that stand elsewhere.
    fn goes_by(&self, path: &Path) -> bool {
        let is_above = path.ends_with(SETTINGS) && self.root.starts_with(parent(path));
        let others = || self.workspace.iter().flat_map(Workspace::other_files);
        self.has(path) || is_above || is_template(path) || others().any(|other| other == path)
    }

    /// Has it look at files as they are now; at all of them where none is named.
    fn change(&mut self, files: &Arc<Overlay>, paths: Option<&[&Path]>) {
        self.has_changed = true;
        let seen = match &mut self.workspace {
            Some(workspace) => match paths {
                Some(paths) => workspace.change_many(paths.iter().map(|path| (*path, None))),
                None => workspace.change_all(),
            },
            None if is_template(&self.root) => Ok(()),
            None => Workspace::open(files.clone(), std::slice::from_ref(&self.root), Options::default())
                .map(|workspace| self.workspace = Some(workspace)),
        };
        self.trouble = seen.err().map(|error| error.findings);
    }

    /// Looks at what has changed; `templates` are open.
    fn check(&mut self, files: &Overlay, templates: &[PathBuf]) -> Result<(), Error> {
        if !std::mem::take(&mut self.has_changed) {
            return Ok(());
        }
        let mut all = match (&self.trouble, &mut self.workspace) {
            // Nothing else is known then, as nothing else is told by a check.
            (Some(trouble), _) => trouble.clone(),
            (None, Some(workspace)) => workspace.check(&())?.findings,
            (None, None) => Vec::new(),
        };
        for template in templates.iter().filter(|template| self.has(template)) {
            let (findings, _) = check_template(files, template)?;
            let new: Vec<Diagnostic> = findings.into_iter().filter(|finding| !all.contains(finding)).collect();
            all.extend(new);
        }
        self.found.clear();
        for finding in all {
            if let Some(label) = finding.labels.first() {
                self.found.entry(label.place.file.path().to_owned()).or_default().push(finding);
            }
        }
        Ok(())
    }
}

impl Folders {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { files: Arc::new(Overlay::new(Arc::new(Disk))), all: Vec::new() }
    }

    /// Opens a folder, unless it is in one that is open.
    pub(super) fn add(&mut self, root: PathBuf) {
        if !self.all.iter().any(|folder| folder.is_folder && folder.has(&root)) {
            self.all.retain(|folder| !folder.root.starts_with(&root));
            let mut folder = Folder::new(root, true);
            folder.change(&self.files, None);
            self.all.push(folder);
        }
    }

    /// Closes a folder.
    pub(super) fn remove(&mut self, root: &Path) {
        self.all.retain(|folder| !folder.is_folder || folder.root != root);
    }

    /// The folder that was opened first.
    pub(super) fn first(&self) -> Option<&Path> {
        self.all.iter().find(|folder| folder.is_folder).map(|folder| folder.root.as_path())
    }

    /// Says what the text of an open file is.
    pub(super) fn write(&mut self, path: &Path, text: &str) {
        self.files.set(path, Some(text.as_bytes().to_vec()));
        if !self.all.iter().any(|folder| folder.has(path)) {
            // Settings are about the projects beside them.
            let is_folder = path.ends_with(SETTINGS);
            let root = if is_folder { parent(path) } else { path.to_owned() };
            self.all.push(Folder::new(root, is_folder));
        }
        self.have_changed(&[path]);
    }

    /// Whether anything may be found otherwise because of a file or folder that came, changed or
    /// went.
    pub(super) fn matters(&self, path: &Path) -> bool {
        // What is gone may have been a folder.
        let is_gone_or_folder = !path.is_file();
        let mut others =
            self.all.iter().filter_map(|folder| folder.workspace.as_ref()).flat_map(Workspace::other_files);
        is_yaml(path) || is_gone_or_folder || others.any(|other| other == path)
    }

    /// Says that files are closed, or have changed on disk: what is there counts.
    pub(super) fn saved(&mut self, paths: &[PathBuf]) {
        paths.iter().for_each(|path| self.files.set(path, None));
        self.have_changed(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    }

    fn have_changed(&mut self, paths: &[&Path]) {
        let Self { files, all } = self;
        for folder in all {
            let own: Vec<&Path> = paths.iter().copied().filter(|path| folder.goes_by(path)).collect();
            if !own.is_empty() {
                folder.change(files, Some(&own));
            }
        }
    }

    /// Closes a file; whether it was in no folder.
    pub(super) fn close(&mut self, path: &Path) -> bool {
        let before = self.all.len();
        self.all.retain(|folder| folder.is_folder || folder.root != path);
        self.all.len() < before
    }

    /// Says that anything may have changed on disk.
    pub(super) fn look_again(&mut self) {
        let Self { files, all } = self;
        all.iter_mut().for_each(|folder| folder.change(files, None));
    }

    /// Reads what the projects say that others may want to say too.
    pub(super) fn read_ahead(&self) {
        self.all.iter().filter_map(|folder| folder.workspace.as_ref()).for_each(Workspace::read_ahead);
    }

    /// All that is found, by file, where these templates are open; what keeps a folder from
    /// being checked is told.
    pub(super) fn check(
        &mut self,
        templates: &[PathBuf],
        tell: &mut dyn FnMut(&Error),
    ) -> HashMap<&Path, &[Diagnostic]> {
        for folder in &mut self.all {
            if let Err(error) = folder.check(&self.files, templates) {
                tell(&error);
            }
        }
        let found = self.all.iter().flat_map(|folder| &folder.found);
        found.map(|(path, findings)| (path.as_path(), findings.as_slice())).collect()
    }

    /// What was last found in a file, by the path under which it is found.
    pub(super) fn found(&self, path: &Path) -> &[Diagnostic] {
        self.all.iter().find_map(|folder| folder.found.get(path)).map_or(&[], Vec::as_slice)
    }

    /// The path under which a file is found.
    pub(super) fn name<'p>(&'p self, path: &'p Path) -> &'p Path {
        let mut known = self.all.iter().filter_map(|folder| folder.workspace.as_ref()?.file(path));
        known.next().map_or(path, FileId::path)
    }

    /// The folder that has a file: one that is open, or else its own.
    pub(super) fn root(&self, path: &Path) -> PathBuf {
        let known = self.all.iter().find(|folder| folder.is_folder && folder.has(path));
        known.map_or_else(|| parent(path), |folder| folder.root.clone())
    }

    /// The workspace that has a file.
    pub(super) fn workspace(&self, path: &Path) -> Option<&Workspace> {
        self.all.iter().find(|folder| folder.has(path))?.workspace.as_ref()
    }
}

impl Texts for Folders {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        let of = |folder: &Folder| folder.workspace.as_ref()?.source(file);
        self.all.iter().find_map(of).or_else(|| Disk.source(file))
    }
}
