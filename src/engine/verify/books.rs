//! The files of books, which are bound again.

use std::path::Path;

use super::file::{others, saved_again, says_the_same};
use super::{Verifier, about, read};
use crate::book::{Book, Manifest};
use crate::diag::{Code, Diagnostic};
use crate::engine::book::{Unbound, entry};
use crate::engine::build::fault;
use crate::engine::digest::Digest;
use crate::export::Created;
use crate::project::Format;
use crate::style::Fit;
use crate::verify::{Unreadable, created, pdf, words, workbook};

/// The book of a folder and year.
pub(super) struct OfFolder<'a> {
    pub folder: &'a Path,
    pub year: u16,
    /// The names of its files; the last one is the list's.
    pub names: Vec<String>,
    pub formats: Vec<Format>,
}

/// A book that was bound again.
pub(super) struct Bound {
    pub names: Vec<String>,
    /// What its list should say.
    pub manifest: Manifest,
}

impl Verifier<'_> {
    /// Compares the files of a book with those that `bind` gives for a time and a fit: `fit`
    /// is that of the projects' own files. None where it cannot be bound, which is told.
    pub(super) fn compare_book(
        &mut self,
        OfFolder { folder, year, names, formats }: OfFolder<'_>,
        at: Option<Created>,
        fit: Option<Fit>,
        bind: impl Fn(Option<Created>, Option<Fit>) -> Result<Book, Unbound>,
    ) -> Option<Bound> {
        let list = folder.join(names.last()?);
        let mut book = match bind(at, fit) {
            Ok(book) => book,
            Err(error) => {
                self.report.found.push(unbound(error, &list));
                return None;
            }
        };
        let files: Vec<_> = names.iter().zip(&formats).map(|(name, format)| (folder.join(name), *format)).collect();
        let read = |(index, (path, _)): (usize, &(std::path::PathBuf, Format))| {
            read(self.files, path, book.files.get(index).map_or(0, Vec::len))
        };
        let there: Vec<_> = files.iter().enumerate().map(read).collect();
        // All files of a book were made at one time.
        let is_same = |book: &Book| {
            there.iter().zip(&book.files).all(|(there, ours)| matches!(there, Ok(Some(bytes)) if bytes == ours))
        };
        if !is_same(&book) {
            let said = there.iter().zip(&files).find_map(|(there, (_, format))| match there {
                Ok(Some(bytes)) => created(*format, bytes),
                _ => None,
            });
            let further = [(said, fit), (at, None), (said, None)];
            let again = further
                .into_iter()
                .filter(|how| *how != (at, fit))
                .find_map(|(at, fit)| bind(at, fit).ok().filter(&is_same));
            let nearest = || bind(said, fit).ok();
            if let Some(again) = again.or_else(nearest) {
                book = again;
            }
        }
        let mut entries = Vec::new();
        for (((path, format), name), (there, ours)) in files.iter().zip(&names).zip(there.into_iter().zip(&book.files))
        {
            self.report.files += 1;
            match there {
                Ok(Some(bytes)) if bytes == *ours => {}
                Ok(Some(bytes)) => self.report.found.extend(explain(path, *format, &bytes, ours)),
                Ok(None) => {
                    let missing = about(path, Code::MissingOutput, words::no_such_output(path.display()));
                    self.report.found.push(missing.help(words::build_it()));
                }
                Err(finding) => self.report.found.push(finding),
            }
            entries.push(entry(name, Digest::of(ours)));
        }
        let manifest = Manifest::new(year, book.projects, book.amount, entries);
        Some(Bound { names, manifest })
    }
}

/// What is said of a book that could not be bound.
fn unbound(error: Unbound, list: &Path) -> Diagnostic {
    match error {
        Unbound::Failed(error) => error.into_finding(Code::Differs, &list.into()),
        Unbound::Found(finding) => finding,
        Unbound::Fault(error) => fault(&error),
    }
}

/// What is said of a book's file whose bytes are others.
fn explain(path: &Path, format: Format, bytes: &[u8], ours: &[u8]) -> Vec<Diagnostic> {
    let compared = match format {
        Format::Pdf => pdf(bytes, ours, None),
        _ => workbook(bytes, ours, None),
    };
    match compared {
        Ok(compared) if compared.agrees() => vec![says_the_same(path, &compared)],
        Ok(compared) if compared.is_of_looks() => vec![saved_again(path, &compared, None)],
        Ok(compared) => others(path, &compared).into_iter().collect(),
        Err(Unreadable(why)) => vec![about(path, Code::Differs, words::cannot_compare(path.display(), why))],
    }
}
