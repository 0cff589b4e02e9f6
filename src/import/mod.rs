//! Takes the bytes of a workbook and the templates; gives the text of a project
//! file for each sheet that is a filled form, and a finding for each cell that
//! has no place in it.
//!
//! 1. `package` unpacks the workbook, within limits.
//! 2. `sheet` reads its sheets into cells that know their merges; `format` tells what
//!    is shown beside a number.
//! 3. `layout` takes from a template's grid which labels its form has and which
//!    values stand beside or below them.
//! 4. `recognise` finds those labels on a sheet, and the template that fits best.
//! 5. `read` takes the values from beside and below the labels, `boxes` those of
//!    options with boxes, and `units` tells what amounts are counted in; `rows` finds
//!    the rows of tables and indicators, `targets` puts targets together whose parts
//!    stand apart, and `lists` makes items of them.
//!
//! Nothing here knows a form: every label is a template's.

mod boxes;
mod format;
mod layout;
mod letters;
mod lists;
mod package;
mod picture;
mod read;
mod recognise;
mod rows;
mod sheet;
mod targets;
mod units;
pub(crate) mod words;

use std::path::Path;
use std::sync::Arc;

use crate::authoring::{self, write_items};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source};
use crate::messages::{Message, list};
use crate::project::{Settings, read_file};
use crate::template::Templates;

/// A project that was read from a sheet.
#[derive(Debug)]
pub struct Imported {
    /// The sheet's name.
    pub sheet: String,
    /// What the project is called; empty where the form does not say.
    pub name: String,
    /// The text of its file.
    pub text: String,
}

/// The projects of a workbook.
#[derive(Debug, Default)]
pub struct Workbook {
    /// In the order of their sheets.
    pub projects: Vec<Imported>,
    /// The sheets as findings show them.
    pub pictures: Vec<Arc<Source>>,
}

/// A cell of a sheet that holds something.
#[derive(Debug)]
pub struct SheetCell {
    /// Its row and column, from 0.
    pub place: (u32, u32),
    /// Its text, or what stands for its number or date.
    pub text: String,
    /// Whether it holds a number.
    pub is_number: bool,
}

/// The cells of a workbook's sheets.
///
/// # Errors
///
/// A file that is no workbook, in words.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Vec<SheetCell>>, Message> {
    let sheets = package::open(bytes).and_then(|mut workbook| sheet::read(&mut workbook));
    let cell = |cell: sheet::Cell| SheetCell {
        place: (cell.area.top, cell.area.left),
        text: cell.text,
        is_number: matches!(cell.holds, sheet::Holds::Number { .. }),
    };
    let sheets = sheets.map_err(|broken| broken.what)?.into_iter();
    Ok(sheets.map(|sheet| sheet.cells.into_iter().map(cell).collect()).collect())
}

/// The largest workbook that is read, in bytes.
pub const LARGEST_FILE: u64 = 16 << 20;

/// Reads the filled forms of a workbook; `file` is its name in findings.
///
/// What cannot be placed is reported cell by cell in `diagnostics`; a file that is
/// no workbook, or one without a form, is an error there.
pub fn workbook(file: &Path, bytes: &[u8], templates: &Templates, diagnostics: &mut Diagnostics) -> Workbook {
    let whole = FileId::from(file).whole();
    let sheets = match package::open(bytes).and_then(|mut workbook| sheet::read(&mut workbook)) {
        Ok(sheets) => sheets,
        Err(broken) => {
            diagnostics
                .push(Diagnostic::new(Code::Workbook, broken.what).at(whole, Message::default()).help(broken.mend));
            return Workbook::default();
        }
    };
    let beside = package::beside_cells(bytes);
    if !beside.is_empty() {
        let note = Diagnostic::new(Code::NotImported, words::not_in_cells(list(beside)));
        let note = Diagnostic { level: Level::Note, ..note };
        diagnostics.push(note.at(whole.clone(), Message::default()).help(words::add_by_hand()));
    }
    let mut imported = Workbook::default();
    let mut forms = 0;
    let is_empty = sheets.iter().all(|sheet| sheet.cells.is_empty());
    let parts = sheets.into_iter().filter(|sheet| !sheet.cells.is_empty());
    for sheet in &parts.flat_map(|sheet| recognise::split(sheet, templates)).collect::<Vec<_>>() {
        let Some(form) = recognise::recognise(sheet, templates) else {
            let place = FileId::sheet(file, &sheet.name).whole();
            let finding = Diagnostic::with_level(Level::Warning, Code::NoForm, words::sheet_is_no_form(&sheet.name));
            diagnostics.push(finding.at(place, Message::default()).help(words::forms_known(known(templates))));
            continue;
        };
        forms += 1;
        if sheet.is_hidden {
            let place = FileId::sheet(file, &sheet.name).whole();
            let finding = Diagnostic::with_level(Level::Warning, Code::NoForm, words::sheet_is_hidden(&sheet.name));
            diagnostics.push(finding.at(place, Message::default()).help(words::show_the_sheet()));
            continue;
        }
        if form.template.part.is_some() {
            let place = FileId::sheet(file, &sheet.name).whole();
            let finding = Diagnostic::with_level(
                Level::Warning,
                Code::NoForm,
                words::sheet_is_of_a_book(&sheet.name, &form.template.title),
            );
            diagnostics.push(Diagnostic { level: Level::Note, ..finding }.at(place, Message::default()));
            continue;
        }
        match read::project(file, sheet, &form, templates, diagnostics) {
            Some((draft, picture)) => {
                imported.projects.push(settle(sheet.name.clone(), draft, templates));
                imported.pictures.push(picture);
            }
            None => {
                let place = FileId::sheet(file, &sheet.name).whole();
                let finding = Diagnostic::new(Code::EmptyForm, words::form_is_empty(&sheet.name));
                diagnostics.push(finding.at(place, Message::default()).help(words::fill_in_first()));
            }
        }
    }
    if forms == 0 {
        let what = match is_empty {
            true => words::workbook_is_empty(),
            false => words::workbook_has_no_form(),
        };
        diagnostics.push(
            Diagnostic::new(Code::NoForm, what)
                .at(whole, Message::default())
                .help(words::forms_known(known(templates))),
        );
    }
    imported
}

fn known(templates: &Templates) -> Message {
    list(templates.iter().map(|template| format!("{} {}", template.name, template.title)))
}

/// Writes a draft as its project is written; as it stands where it is no project
/// yet, for its author to mend.
fn settle(sheet: String, draft: read::Draft, templates: &Templates) -> Imported {
    let text = write_items(&draft.items);
    let source: Arc<Source> = Source::new(&sheet, &text);
    let file = read_file(&source, &Settings::default(), templates, &mut Diagnostics::new());
    let text = match file.projects.as_slice() {
        [(_, project)] => authoring::write(project),
        _ => text,
    };
    Imported { sheet, name: draft.name, text }
}
