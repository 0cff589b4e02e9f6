//! Takes a project; gives its filled form, and the bytes of that form's files.

use std::cell::OnceCell;

use super::events::{Events, Work, measure};
use crate::check::{self, CheckSettings};
use crate::data;
use crate::diag::Diagnostics;
use crate::export::{self, Created, ExportError};
use crate::form::{self, Attachment, CellId, FormTable};
use crate::layout::{self, Fitted, Layout, Pagination};
use crate::project::{Format, Project, Settings};
use crate::style::Fit;
use crate::text::{Fonts, Metrics};
use crate::value::Length;

/// Checks a project and fills its form; none where a check finds an error. `fit`
/// is for this run, and `checks` is what the folder says about the rules; without
/// them, the template's and the rules' own count.
pub fn fill(
    project: &Project,
    fonts: &Fonts,
    formats: &[Format],
    fit: Option<Fit>,
    checks: &CheckSettings,
    diagnostics: &mut Diagnostics,
) -> Option<FormTable> {
    let mut found = check::project(project);
    let mut table = form::build(project);
    table.data = Some(data::of(project).json());
    found.append(check::shown(project, &table));
    found.append(check::page(&table, fonts));
    if formats.contains(&Format::Xlsx) {
        found.append(check::sheet(&table));
    }
    let (shrunk, fitted) = set(&mut table, fonts, fit);
    found.append(check::shrunk(project, &table, &shrunk));
    fitted.into_iter().for_each(|fitted| found.append(check::fitted(project, fitted)));
    let found = checks.apply(project.name(), found);
    let sound = !found.has_errors();
    diagnostics.append(found);
    sound.then_some(table)
}

/// The pages of a project that may have mistakes, as far as it can be laid out.
pub(crate) fn lay_out_as_it_is(project: &Project, fonts: &Fonts, fit: Option<Fit>) -> (FormTable, Layout) {
    let table = table(project, fonts, fit);
    let layout = layout::lay_out(&table, fonts);
    (table, layout)
}

/// Fills the form of a project, whatever checks say of it.
pub(crate) fn table(project: &Project, fonts: &Fonts, fit: Option<Fit>) -> FormTable {
    let mut table = form::build(project);
    table.data = Some(data::of(project).json());
    set(&mut table, fonts, fit);
    table
}

/// Fills the form of something that is told of what others wrote: whatever that was, it can
/// be printed and written. A character that no font has is 〓, and very long texts end early.
pub(crate) fn table_of_what_is_told(project: &Project, fonts: &Fonts) -> FormTable {
    let mut table = form::build(project);
    for cell in &mut table.cells {
        let bold = cell.style.bold;
        let shown = |c: char| match c {
            '\n' => c,
            c if c.is_control() || fonts.glyph(c, bold).is_none() => '〓',
            c => c,
        };
        let is_sound = cell.text.len() <= LONGEST_TOLD && cell.text.chars().all(|c| shown(c) == c);
        let is_low = || cell.text.matches('\n').count() < MOST_LINES_TOLD;
        if !(is_sound && is_low()) {
            let lines: Vec<&str> = cell.text.split('\n').take(MOST_LINES_TOLD).collect();
            let text: String = lines.join("\n").chars().map(shown).take(LONGEST_TOLD).collect();
            cell.text = text;
        }
    }
    set(&mut table, fonts, None);
    table
}

/// So many characters and lines of a text are told: a cell of a workbook has room for them.
const LONGEST_TOLD: usize = 10_000;
const MOST_LINES_TOLD: usize = 200;

/// Has a form's numbers, and where it is so wanted the whole form, as small as they have to
/// be; gives what became smaller.
fn set(table: &mut FormTable, fonts: &Fonts, fit: Option<Fit>) -> (Vec<(CellId, Length)>, Option<Fitted>) {
    let shrunk = layout::shrink_numbers(table, fonts);
    let fits = fit.or(table.fit) == Some(Fit::OnePage);
    (shrunk, fits.then(|| layout::fit_one_page(table, fonts)))
}

/// Attaches a project's file and data to its form, for the formats that take files
/// along.
pub fn attach(table: &mut FormTable, project: &Project) {
    attach_text(table, project.span.text());
}

/// As [`attach`], with this as the text of the project's file.
pub(crate) fn attach_text(table: &mut FormTable, text: &str) {
    let file = |name: &str, kind, bytes: &str| Attachment {
        name: name.to_owned(),
        kind,
        description: table.metadata.title.clone(),
        bytes: bytes.as_bytes().to_vec(),
    };
    let data = table.data.as_deref().map(|data| file(data::FILE_NAME, "application/json", data));
    let text = file(PROJECT_FILE, "application/yaml", text);
    table.attachments = data.into_iter().chain([text]).collect();
}

/// The name of a project's own text among the attachments.
pub(crate) const PROJECT_FILE: &str = "project.yaml";

/// Makes the files of a form, in the order of `formats`.
///
/// # Errors
///
/// Only if a format cannot hold what the checks let pass, which is a fault of
/// this library.
pub fn write(
    table: &FormTable,
    fonts: &Fonts,
    formats: &[Format],
    created: Option<Created>,
) -> Result<Vec<(Format, Vec<u8>)>, ExportError> {
    let writer = FormWriter::new(table, fonts, created, &());
    formats.iter().map(|format| Ok((*format, writer.bytes(*format)?))).collect()
}

/// Makes the files of a form, which is laid out once and only where a format needs it.
pub(crate) struct FormWriter<'a> {
    table: &'a FormTable,
    fonts: &'a Fonts,
    created: Option<Created>,
    events: &'a dyn Events,
    pagination: OnceCell<Pagination<'a>>,
    layout: OnceCell<Layout>,
}

impl<'a> FormWriter<'a> {
    pub(crate) fn new(
        table: &'a FormTable,
        fonts: &'a Fonts,
        created: Option<Created>,
        events: &'a dyn Events,
    ) -> Self {
        Self { table, fonts, created, events, pagination: OnceCell::new(), layout: OnceCell::new() }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        let Self { table, fonts, created, events, .. } = *self;
        match format {
            Format::Pdf => {
                let layout = self.layout();
                measure(events, Work::Pdf, || export::pdf(table, layout, fonts, created))
            }
            Format::Ofd => {
                let layout = self.layout();
                measure(events, Work::Ofd, || export::ofd(table, layout, fonts, created))
            }
            Format::Xlsx => {
                let rows = self.pagination().rows();
                let heights = measure(events, Work::Layout, || layout::sheet_heights(table));
                measure(events, Work::Xlsx, || export::xlsx(table, &rows, &heights, created))
            }
        }
    }

    fn pagination(&self) -> &Pagination<'a> {
        self.pagination.get_or_init(|| measure(self.events, Work::Layout, || Pagination::new(self.table, self.fonts)))
    }

    /// The pages of the form.
    pub(crate) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| {
            let pagination = self.pagination();
            measure(self.events, Work::Layout, || pagination.place())
        })
    }
}

/// The formats that are wanted of a folder's projects.
pub(crate) fn formats(settings: &Settings, asked: Option<&[Format]>) -> Vec<Format> {
    let mut formats = match (asked, &settings.output.formats) {
        (Some(asked), _) => asked.to_vec(),
        (None, Some(formats)) if !formats.is_empty() => formats.clone(),
        _ => Format::DEFAULT.to_vec(),
    };
    formats.sort_unstable();
    formats.dedup();
    formats
}
