//! A project's file against the one that is made again.

use std::iter;
use std::path::Path;
use std::sync::Arc;

use super::about;
use crate::data::{self, TemplateId};
use crate::diag::{Code, Diagnostic};
use crate::engine::digest::Digest;
use crate::engine::make::{self, FormWriter, PROJECT_FILE, attach_text};
use crate::export::{Created, ExportError};
use crate::form::FormTable;
use crate::layout::lay_out;
use crate::messages::{Message, clauses, list, names};
use crate::project::{Format, Project};
use crate::style::Fit;
use crate::text::Fonts;
use crate::verify::{Compared, Difference, Unreadable, attached, created, ofd, pdf, words, workbook};

/// Of the differences of a file, so many are shown.
const MOST: usize = 20;

/// How a file is made, as far as its project does not say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct How {
    pub created: Option<Created>,
    pub fit: Option<Fit>,
    /// The text of the project's file where that is attached.
    pub attached: Option<String>,
}

/// A project whose files are made again.
pub(super) struct Again<'p> {
    pub project: &'p Project,
    pub fonts: Arc<Fonts>,
    /// As is expected; another is tried where a file says otherwise.
    pub how: How,
    /// The text of the project's file, where that is at hand.
    pub text: Option<&'p str>,
}

/// What a file is.
pub(super) struct Judged {
    pub digest: Digest,
    /// Whether it is what was made again.
    pub is_same: bool,
    /// How it was made.
    pub fit: Option<Fit>,
    pub found: Vec<Diagnostic>,
}

impl Again<'_> {
    pub(super) fn table(&self, how: &How) -> FormTable {
        let mut table = make::table(self.project, &self.fonts, how.fit);
        if let Some(text) = &how.attached {
            attach_text(&mut table, text);
        }
        table
    }

    fn bytes(&self, how: &How, format: Format) -> Result<Vec<u8>, ExportError> {
        FormWriter::new(&self.table(how), &self.fonts, how.created, &()).bytes(format)
    }

    /// Judges a file, which would be `ours` if it was made as is expected.
    pub(super) fn judge(&self, path: &Path, format: Format, bytes: &[u8], ours: &[u8]) -> Judged {
        let digest = Digest::of(bytes);
        let judged = |fit, is_same, found| Judged { digest, is_same, fit, found };
        if bytes == ours {
            return judged(self.how.fit, true, Vec::new());
        }
        let own: Vec<(String, Vec<u8>)> = attached(format, bytes);
        let own_text = own.into_iter().find(|(name, _)| name == PROJECT_FILE).map(|(_, bytes)| bytes);
        let text = |bytes: &Vec<u8>| match self.text {
            Some(text) => text.to_owned(),
            None => String::from_utf8_lossy(bytes).into_owned(),
        };
        let attached = own_text.as_ref().map(text);
        let how = How { created: created(format, bytes).or(self.how.created), fit: self.how.fit, attached };
        let mut fits = vec![self.how.fit];
        fits.extend([Some(Fit::OnePage), Some(Fit::Pages)].into_iter().filter(|fit| *fit != self.how.fit));
        let mut nearest = None;
        for fit in fits {
            let how = How { fit, ..how.clone() };
            let Ok(ours) = self.bytes(&how, format) else { continue };
            if ours == bytes {
                return judged(fit, true, Vec::new());
            }
            nearest.get_or_insert((how, ours));
        }
        let Some((how, ours)) = nearest else {
            return judged(self.how.fit, false, vec![self.about(path, words::cannot_be_made_again(path.display()))]);
        };
        let table = self.table(&how);
        let compared = match format {
            Format::Pdf => pdf(bytes, &ours, Some(&table)),
            Format::Xlsx => workbook(bytes, &ours, Some((&table, &lay_out(&table, &self.fonts)))),
            Format::Ofd => ofd(bytes, &ours),
        };
        judged(how.fit, false, self.explain(path, format, bytes, compared, &table))
    }

    /// What is said of a file whose bytes are others.
    fn explain(
        &self,
        path: &Path,
        format: Format,
        bytes: &[u8],
        compared: Result<Compared, Unreadable>,
        table: &FormTable,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        found.extend(self.data(path, format, bytes));
        let compared = match compared {
            Ok(compared) => compared,
            Err(Unreadable(why)) => {
                found.push(self.about(path, words::cannot_compare(path.display(), why)));
                return found;
            }
        };
        let cells = &compared.differences;
        if format == Format::Xlsx && compared.is_of_looks() && data::in_workbook(bytes).is_err() {
            return vec![saved_again(path, &compared, Some(words::data_it_carried()))];
        }
        found.extend(cells.iter().take(MOST).map(|difference| self.cell(path, difference, table)));
        if cells.len() > MOST {
            found.push(self.about(path, words::more_differences(path.display(), cells.len() - MOST)));
        }
        found.extend(others(path, &compared).into_iter().map(|finding| self.placed(finding)));
        if compared.agrees() {
            found.push(says_the_same(path, &compared));
        }
        found
    }

    /// Compares the data that a file carries with the project's; a workbook has to.
    fn data(&self, path: &Path, format: Format, bytes: &[u8]) -> Option<Diagnostic> {
        let carried = match format {
            Format::Pdf => data::in_pdf(bytes),
            Format::Ofd => data::in_ofd(bytes),
            Format::Xlsx => data::in_workbook(bytes),
        };
        let carried = match carried {
            Ok(carried) => carried,
            Err(error) if format == Format::Xlsx => {
                return Some(self.about(path, words::data_are_gone(path.display(), error.0)));
            }
            // Where there should be some, the attachments are others.
            Err(_) => return None,
        };
        let own = data::of(self.project);
        let value = |all: &[data::FieldData], name: &String| all.iter().find(|field| field.key == *name).cloned();
        let mut keys: Vec<&String> = own.fields.iter().chain(&carried.fields).map(|field| &field.key).collect();
        keys.sort();
        keys.dedup();
        keys.retain(|name| value(&own.fields, name) != value(&carried.fields, name));
        if carried.template != own.template {
            let TemplateId { name, .. } = carried.template;
            return Some(self.about(path, words::data_are_of_another_template(path.display(), name)));
        }
        let is_same = carried.year == own.year && keys.is_empty() && carried.fields.len() == own.fields.len();
        let fields = names(keys.into_iter().map(String::as_str));
        (!is_same).then(|| self.about(path, words::data_differ(path.display(), fields)))
    }

    fn cell(&self, path: &Path, difference: &Difference, table: &FormTable) -> Diagnostic {
        let (name, place) = (path.display(), &difference.place);
        let Some(id) = difference.cell else {
            let what = match &difference.says {
                Some(says) => words::says_more(name, place, says),
                None => words::has_annotations(name, place),
            };
            return self.about(path, what);
        };
        let cell = table.cell(id);
        let what = match (&cell.field, &difference.says) {
            (Some(field), Some(says)) => words::field_differs(plain(field), name, place, says, &cell.text),
            (Some(field), None) => words::field_is_missing(plain(field), name, place, &cell.text),
            (None, Some(says)) => words::form_differs(&cell.text, name, place, says),
            (None, None) => words::form_is_missing(&cell.text, name, place),
        };
        match &cell.span {
            Some(span) if self.has_places() => {
                Diagnostic::new(Code::Differs, what).at(span.clone(), words::here_it_says(&cell.text))
            }
            _ => self.about(path, what),
        }
    }

    fn has_places(&self) -> bool {
        !self.project.span.source.file.path().as_os_str().is_empty()
    }

    /// A finding about a file, at its project where that has a place.
    pub(super) fn about(&self, path: &Path, what: Message) -> Diagnostic {
        self.placed(about(path, Code::Differs, what))
    }

    fn placed(&self, finding: Diagnostic) -> Diagnostic {
        match self.has_places() {
            true => Diagnostic { labels: Vec::new(), ..finding }.at(self.project.span.start(), Message::default()),
            false => finding,
        }
    }
}

/// What is said of differences beside those of a form's cells.
pub(super) fn others(path: &Path, compared: &Compared) -> Option<Diagnostic> {
    let shown = compared.others.iter().take(MOST).cloned();
    let more = compared.others.len().saturating_sub(MOST);
    let all = shown.chain((more > 0).then(|| words::further(more)));
    let what = words::is_otherwise(path.display(), clauses(all));
    let finding = (!compared.others.is_empty()).then(|| about(path, Code::Differs, what))?;
    // Whoever reads that a page is drawn otherwise may ask the program that has drawn it.
    let program = compared.program.as_ref().filter(|name| *name != PROGRAM);
    Some(Diagnostic { help: program.map(words::made_with), ..finding })
}

/// What is said of a file that says the same though its bytes are others.
pub(super) fn says_the_same(path: &Path, compared: &Compared) -> Diagnostic {
    let what = words::says_the_same(path.display(), list(compared.not_compared.iter().cloned()));
    about(path, Code::NotAsBuilt, what).help(words::ask_for_the_file())
}

/// What is said of a workbook that another program has saved, and with it other looks and
/// without something that ours have, though its cells say the same.
pub(super) fn saved_again(path: &Path, compared: &Compared, lost: Option<Message>) -> Diagnostic {
    let more = iter::once(words::looks_of_so_many(compared.looks)).chain(lost);
    let what = words::saved_again(path.display(), list(compared.not_compared.iter().cloned().chain(more)));
    about(path, Code::NotAsBuilt, what).help(words::ask_for_the_file())
}

/// What files of this program say that they were made with.
const PROGRAM: &str = concat!("jixiao ", env!("CARGO_PKG_VERSION"));

/// A field's path in words: `绩效指标[2].name` is a part of the third indicator.
fn plain(path: &str) -> Message {
    match path.split_once('[').and_then(|(table, rest)| Some((table, rest.split_once(']')?.0.parse::<usize>().ok()?))) {
        Some((table, index)) => words::record_of(table, index + 1),
        None => Message::verbatim(path),
    }
}
