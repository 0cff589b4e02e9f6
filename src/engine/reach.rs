//! How far folders reach that may be somebody else's: where their settings, their templates
//! and the links in them may lead.

use std::path::{Path, PathBuf};

use super::files::{Files, identity};
use super::paths::parent;
use super::texts::{Text, text};
use super::words;
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::messages::Message;
use crate::template::{FontNames, Templates};

/// How far folders reach: those that were given, and what is in them, as far as these; those
/// above, which settings are inherited from, as far as each itself; and those that the user
/// trusts anywhere.
pub(crate) struct Reach<'f> {
    files: &'f dyn Files,
    given: Vec<PathBuf>,
}

impl<'f> Reach<'f> {
    /// The reach where these files and folders were given.
    pub(crate) fn new<P: AsRef<Path>>(files: &'f dyn Files, given: impl IntoIterator<Item = P>) -> Self {
        let folder = |path: P| {
            let path = path.as_ref();
            identity(files, &if files.is_folder(path) { path.to_owned() } else { parent(path) })
        };
        Self { files, given: given.into_iter().map(folder).collect() }
    }

    /// The folder that nothing in a folder may lead out of; none where it may lead anywhere.
    pub(crate) fn bound(&self, folder: &Path) -> Option<PathBuf> {
        let whole = identity(self.files, folder);
        if self.files.trusts(&whole) {
            return None;
        }
        let given = self.given.iter().filter(|given| whole.starts_with(given));
        Some(given.min_by_key(|given| given.as_os_str().len()).cloned().unwrap_or(whole))
    }

    /// The folder out of which a path leads that something in a folder names; none where it
    /// leads nowhere else.
    pub(crate) fn left(&self, folder: &Path, path: &Path) -> Option<PathBuf> {
        let bound = self.bound(folder)?;
        // The number of a font in a collection is no part of its name.
        let file = path.to_str().and_then(|path| path.rsplit_once('#')).map(|(file, _)| Path::new(file));
        let mut all = std::iter::once(path).chain(file);
        (!all.all(|path| identity(self.files, path).starts_with(&bound))).then_some(bound)
    }

    /// The folder that was given in which another one is; none where the user trusts it.
    pub(crate) fn given(&self, folder: &Path) -> Option<PathBuf> {
        let whole = identity(self.files, folder);
        self.bound(folder).filter(|bound| self.given.contains(bound) && whole.starts_with(bound))
    }

    /// The text of a file, which may be a link.
    pub(crate) fn text(&self, path: &Path) -> Text {
        match self.left(&parent(path), path) {
            Some(_) => Err(leads_out(path)),
            None => text(self.files, path),
        }
    }

    /// What is said of a path that something in a folder names at a place; none where it leads
    /// nowhere else.
    pub(crate) fn refuse(&self, folder: &Path, path: &Path, place: impl Into<Place>) -> Option<Diagnostic> {
        let bound = self.left(folder, path)?;
        let finding = Diagnostic::new(Code::Outside, words::path_leads_out(path.display(), bound.display()));
        Some(finding.at(place, Message::default()).help(words::bring_it_or_trust(bound.display())))
    }

    /// What is said of the fonts that templates of a folder name.
    pub(crate) fn refuse_fonts(&self, templates: &Templates) -> Vec<Diagnostic> {
        let mut refused = Vec::new();
        for loaded in templates.loaded().filter(|loaded| !loaded.is_built_in) {
            let FontNames { text, bold, fallback } = &loaded.template.fonts;
            let home = home(self.files, &parent(loaded.source.file.path()));
            let place = || loaded.fonts().map_or_else(|| loaded.source.file.whole(), Place::from);
            let fonts = text.iter().chain(bold).chain(fallback);
            refused.extend(fonts.filter_map(|font| self.refuse(&home, font, place())));
        }
        refused
    }
}

/// The folder for whose projects a folder of templates is.
pub(crate) fn home(files: &dyn Files, templates: &Path) -> PathBuf {
    parent(&identity(files, templates))
}

/// What is said of a link that is not followed, since it leads out of its folder.
pub(crate) fn leads_out(path: &Path) -> Diagnostic {
    let finding = Diagnostic::new(Code::Outside, words::link_leads_out(path.display()));
    finding.at(FileId::from(path).whole(), Message::default()).help(words::put_it_into_the_folder())
}
