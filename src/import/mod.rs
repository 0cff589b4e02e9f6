//! Takes the bytes of a workbook and the templates; gives the text of a project
//! file for each sheet that is a filled form, and a finding for each cell that
//! has no place in it.
//!
//! 1. `package` unpacks the workbook, within limits, and `sheet` reads its sheets into
//!    cells that know their merges (`grid`), with values as their reader takes them
//!    (`bare`), and which of them nobody sees (`unseen`)
//!    or what in them is struck out (`struck`);
//!    `format` tells what is shown beside a number, and `origin` whether this program made
//!    the workbook.
//! 2. `layout` takes from a template's grid which labels its form has and which values
//!    stand beside or below them; `matches` finds those labels on a sheet.
//! 3. `region` finds the rows of tables and indicators, `records` and `indicators` read
//!    them, and `targets` puts targets together whose parts stand apart; `wrapped` tells
//!    lines that say something each from a text that was broken to fit. `recognise`
//!    takes the template that goes best with all of this.
//! 4. `near` has the cells beside and below labels, `values` reads single cells (`boxes`
//!    those of options, `units` what amounts are counted in) and `lists` rows; `account`
//!    notes which cells have a place, and `places` which values they became. `draft` puts
//!    the project together from them, and `project` writes its file.
//! 5. `report` says which cells have none, with their places in a `picture` of the sheet.
//!
//! Nothing here knows a form: every label is a template's, and so is what tells the forms of
//! other stages, such as evaluations, from applications. What they share with these is taken
//! over (`shared`) where that is asked for.

mod account;
mod bare;
mod boxes;
mod broken;
mod draft;
mod format;
mod grid;
mod indicators;
mod layout;
mod letters;
mod lists;
mod matches;
mod near;
mod origin;
mod package;
mod picture;
mod places;
mod project;
mod recognise;
mod records;
mod region;
mod report;
mod rows;
mod shared;
mod sheet;
mod struck;
mod targets;
mod units;
mod unseen;
mod values;
pub(crate) mod words;
mod wrapped;

pub use places::Cells;
pub use rows::rows;

use std::path::Path;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, Source};
use crate::messages::{Message, list};
use crate::template::{Template, Templates};
use draft::Draft;
use grid::Sheet;
use origin::Origin;
use picture::Picture;
use recognise::OtherStage;

/// A project that was read from a sheet.
#[derive(Debug)]
pub struct Imported {
    /// The sheet's name.
    pub sheet: String,
    /// What the project is called; empty where the form does not say.
    pub name: String,
    /// The text of its file.
    pub text: String,
    /// Where the parts of the text stand on the sheet.
    pub cells: Cells,
}

/// The projects of a workbook.
#[derive(Debug, Default)]
pub struct Workbook {
    /// In the order of their sheets.
    pub projects: Vec<Imported>,
    /// The sheets as findings show them.
    pub pictures: Vec<Arc<Source>>,
}

/// Which forms sheets may be.
#[derive(Clone, Copy, Debug)]
pub struct Forms<'t> {
    /// All that are known.
    pub templates: &'t Templates,
    /// The one that they are, where that was said.
    pub asked: Option<&'t Arc<Template>>,
    /// Whether forms of other stages, such as evaluations, are read for what an application
    /// has too.
    pub with_stages: bool,
}

impl<'t> From<&'t Templates> for Forms<'t> {
    fn from(templates: &'t Templates) -> Self {
        Self { templates, asked: None, with_stages: false }
    }
}

/// The largest workbook that is read, in bytes.
pub const LARGEST_FILE: u64 = 16 << 20;

/// Reads the filled forms of a workbook; `file` is its name in findings.
///
/// What cannot be placed is reported cell by cell in `diagnostics`; a file that is
/// no workbook, or one without a form, is an error there.
pub fn workbook(file: &Path, bytes: &[u8], forms: Forms<'_>, diagnostics: &mut Diagnostics) -> Workbook {
    let whole = FileId::from(file).whole();
    let sheets = match package::open(bytes).and_then(|(mut workbook, unseen)| sheet::read(&mut workbook, &unseen)) {
        Ok(sheets) => sheets,
        Err(broken) => {
            let finding = Diagnostic::new(Code::Workbook, broken.what);
            diagnostics.push(finding.at(whole, Message::default()).help(broken.mend));
            return Workbook::default();
        }
    };
    let beside = package::beside_cells(bytes);
    if !beside.is_empty() {
        let note = Diagnostic::with_level(Level::Note, Code::NotImported, words::not_in_cells(list(beside)));
        diagnostics.push(note.at(whole.clone(), Message::default()).help(words::add_by_hand()));
    }
    let templates = forms.templates;
    let (workbook, empty) = (Workbook::default(), Vec::new());
    let mut importer = Importer { file, known: forms, diagnostics, workbook, empty, forms: 0 };
    let origin = Arc::new(Origin::of(bytes, templates));
    let filled = sheets.into_iter();
    let filled = filled.filter(|sheet| !sheet.cells.is_empty() && !origin.is_beside_the_form(&sheet.name));
    let filled: Vec<Sheet> = filled.map(|sheet| Sheet { origin: Arc::clone(&origin), ..sheet }).collect();
    let is_empty = filled.is_empty();
    filled.into_iter().for_each(|sheet| importer.sheet(sheet));
    let Importer { workbook, forms, empty, .. } = importer;
    // A blank form for several projects need not be filled up.
    if !origin.is_blank() || workbook.projects.is_empty() {
        diagnostics.extend(empty);
    }
    if forms == 0 {
        let what = if is_empty { words::workbook_is_empty() } else { words::workbook_has_no_form() };
        let finding = Diagnostic::new(Code::NoForm, what).at(whole, Message::default());
        diagnostics.push(finding.help(words::forms_known(known(templates))));
    }
    workbook
}

struct Importer<'a> {
    file: &'a Path,
    known: Forms<'a>,
    diagnostics: &'a mut Diagnostics,
    workbook: Workbook,
    /// What is said of forms that nobody filled in.
    empty: Vec<Diagnostic>,
    /// How many forms there were, filled in or not.
    forms: usize,
}

impl Importer<'_> {
    fn sheet(&mut self, sheet: Sheet) {
        let id = FileId::sheet(self.file, &sheet.name);
        let mut picture = Picture::of(id.clone());
        for part in recognise::split(sheet, self.known.templates) {
            if let Some(finding) = self.part(&part, &mut picture) {
                self.diagnostics.push(finding.at(id.whole(), Message::default()));
            }
        }
        self.workbook.pictures.push(picture.source());
    }

    /// Reads a form, or says why there is none.
    fn part(&mut self, sheet: &Sheet, picture: &mut Picture) -> Option<Diagnostic> {
        let name = &sheet.name;
        let no_form = |level, what| Diagnostic::with_level(level, Code::NoForm, what);
        let Forms { templates, asked, with_stages } = self.known;
        let form = recognise::recognise(sheet, templates, asked);
        // Who says which form it is knows better.
        let stage = if asked.is_none() { recognise::other_stage(sheet, templates, form.as_ref()) } else { None };
        let form = match (stage, form) {
            (Some(OtherStage { form: Some(form), .. }), _) if with_stages => form,
            (Some(OtherStage { mark, form }), _) => {
                let help = match form {
                    Some(_) => words::import_the_application_or_take_over(),
                    None => words::import_the_application(),
                };
                return Some(no_form(Level::Warning, words::sheet_is_of_another_stage(name, mark)).help(help));
            }
            (None, Some(form)) => form,
            (None, None) => {
                let finding = no_form(Level::Warning, words::sheet_is_no_form(name));
                return Some(finding.help(words::forms_known(known(templates))));
            }
        };
        self.forms += 1;
        if sheet.is_hidden {
            return Some(no_form(Level::Warning, words::sheet_is_hidden(name)).help(words::show_the_sheet()));
        }
        if form.template.part.is_some() {
            return Some(no_form(Level::Note, words::sheet_is_of_a_book(name, &form.template.title)));
        }
        let stage = form.template.stage.as_ref().map(|_| Arc::clone(form.template));
        match Draft::of(form, picture, templates, self.diagnostics) {
            Some(draft) => {
                if let Some(stage) = stage {
                    let what = words::only_shared(&stage.title);
                    let note = Diagnostic::with_level(Level::Note, Code::NotImported, what);
                    self.diagnostics
                        .push(note.at(picture.mark(None), Message::default()).help(words::fill_in_the_rest()));
                }
                let text = project::text(&draft, templates);
                let cells = Cells::of(&text, draft.places, picture.mark(None));
                self.workbook.projects.push(Imported { sheet: name.clone(), name: draft.name, text, cells });
            }
            None => {
                let finding = Diagnostic::new(Code::EmptyForm, words::form_is_empty(name)).help(words::fill_in_first());
                let sheet = FileId::sheet(self.file, name).whole();
                self.empty.push(finding.at(sheet, Message::default()));
            }
        }
        None
    }
}

fn known(templates: &Templates) -> Message {
    list(templates.iter().map(|template| format!("{} {}", template.name, template.title)))
}
