//! Puts the texts of files in order.

use super::discover::Scope;
use super::fix::Fixed;
use super::open_text::OpenText;
use super::paths::is_yaml;
use super::texts::text;
use super::workspace::Workspace;
use crate::diag::{Diagnostic, FileId};
use crate::source::parse;

/// What a run over the texts of a workspace would change.
#[derive(Debug, Default)]
pub struct Formatted {
    /// The files that are not in order.
    pub changed: Vec<Fixed>,
    /// How many files were looked at.
    pub files: usize,
    /// What keeps others from being read.
    pub findings: Vec<Diagnostic>,
}

impl Workspace {
    /// The files of projects, and their settings, that are not in order: keys as on the form,
    /// indents, quotes, spaces in amounts, blank lines.
    pub fn formatted(&self) -> Formatted {
        let mut formatted = Formatted::default();
        let projects = self.project_files().filter(|file| file.is_standard_input() || is_yaml(file.path()));
        let settings = self.scopes.iter().filter(|scope| scope.is_whole).filter_map(settings_of);
        for file in projects.cloned().chain(settings) {
            formatted.files += 1;
            let source = match text(&*self.files, file.path()) {
                Ok(source) => source,
                Err(error) => {
                    formatted.findings.push(error);
                    continue;
                }
            };
            if let Err(error) = parse(&source) {
                formatted.findings.push(error);
            } else if let Some(text) = OpenText::of(self, file.path(), source.clone()).formatted() {
                formatted.changed.push(Fixed { source, text });
            }
        }
        formatted.changed.sort_by(|a, b| a.source.file.cmp(&b.source.file));
        formatted.changed.dedup_by(|a, b| a.source.file == b.source.file);
        formatted
    }
}

fn settings_of(scope: &Scope) -> Option<FileId> {
    Some(scope.settings_file.as_ref()?.as_ref().ok()?.file.clone())
}
