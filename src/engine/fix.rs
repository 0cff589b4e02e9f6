//! Mends in files what is beyond doubt.

use std::sync::Arc;

use super::error::Error;
use super::files::Files;
use super::texts::MOST_BYTES;
use super::words;
use super::workspace::Workspace;
use crate::diag::{Diagnostic, FileId, Source, fixed};

/// A file that can be mended.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The file as it is.
    pub source: Arc<Source>,
    /// Its text, mended.
    pub text: String,
}

impl Fixed {
    /// The difference, as `diff -u` shows it.
    pub fn diff(&self, name: &str) -> String {
        let diff = similar::TextDiff::from_lines(self.source.text.as_str(), self.text.as_str());
        diff.unified_diff().context_radius(1).header(name, name).to_string()
    }

    /// All that is written to the file: with the byte order mark and the ends of lines that
    /// it has.
    pub fn written(&self) -> String {
        self.source.written(&self.text)
    }
}

impl Workspace {
    /// The files that findings can mend beyond doubt; and what is said of those that were
    /// changed since, in which nothing is mended.
    pub fn fixes(&self, findings: &[Diagnostic]) -> (Vec<Fixed>, Vec<Error>) {
        let (fixed, changed) = fixed(findings, self);
        let fixed = fixed.into_iter().map(|(source, text)| Fixed { source, text });
        (fixed.collect(), changed.iter().map(changed_since).collect())
    }

    /// Mends a file: on disk, where its rights, links, byte order mark and ends of lines stay;
    /// or the text of it that is not saved yet.
    ///
    /// # Errors
    ///
    /// It was changed since it was read, is no file, or cannot be written.
    pub fn write_fix(&mut self, fixed: &Fixed) -> Result<(), Error> {
        let path = fixed.source.file.path();
        self.see_it_is_still(&fixed.source)?;
        if self.files.is_unsaved(path) {
            return self.change(path, Some(&fixed.written()));
        }
        let written = self.files.rewrite(path, fixed.written().as_bytes());
        written.map_err(|error| Error { help: None, ..Error::write(path, error) })?;
        self.change(path, None)
    }

    /// Looks whether a file still holds the text from which a new one was made.
    ///
    /// # Errors
    ///
    /// It holds another one, or cannot be read.
    pub(super) fn see_it_is_still(&self, source: &Source) -> Result<(), Error> {
        let path = source.file.path();
        let there = self.files.read(path, MOST_BYTES).map_err(|error| Error::read(path, error))?;
        if there != source.written(&source.text).as_bytes() {
            return Err(changed_since(&source.file));
        }
        Ok(())
    }
}

fn changed_since(file: &FileId) -> Error {
    Error::new(words::changed_since_read(file.path().display())).help(words::do_it_again())
}
