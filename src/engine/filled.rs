//! Takes a filled workbook; gives the text of its projects as if an author had written it,
//! and has what is found in that text stand at the cells that it was read from.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::error::Error;
use super::files::{Files, Unfit};
use super::paths::has_ending;
use super::remedy::on_a_workbook;
use super::words;
use crate::check::Outline;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Label, Level, Place, Source};
use crate::import::{self, Cells, Forms, LARGEST_FILE, Workbook};
use crate::messages::{Language, Message};

/// The endings of workbooks, among them those of which a user is told how to save them.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "et", "ett", "ods"];

/// Whether a file is a workbook by its name.
pub(crate) fn is_workbook(path: &Path) -> bool {
    ENDINGS.iter().any(|ending| has_ending(path, ending))
}

/// Whether a file is what Excel and WPS put beside a workbook that is open: `~$表.xlsx`.
pub(crate) fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
}

/// The bytes of a workbook; a finding where it cannot be read or is too large.
pub(crate) fn workbook_bytes(files: &dyn Files, path: &Path) -> Result<Vec<u8>, Diagnostic> {
    files.read(path, LARGEST_FILE).map_err(|error| match Unfit::of(&error) {
        Some(Unfit::TooLarge(most)) => {
            let finding = Diagnostic::new(Code::Workbook, import::words::file_too_large(most >> 20));
            finding.at(FileId::from(path).whole(), Message::default()).help(import::words::keep_the_forms())
        }
        _ => Error::read(path, error).into_finding(Code::CannotRead, &path.into()),
    })
}

/// The projects of a filled workbook.
pub(crate) struct FilledWorkbook {
    /// Their text.
    pub source: Arc<Source>,
    /// Where it stands on the sheets.
    pub cells: TextCells,
    /// The sheets of the projects, in their order.
    pub sheets: Vec<String>,
    /// What could not be read, in words for whoever filled it in.
    pub findings: Diagnostics,
    /// The sheets as findings show them.
    pub pictures: Vec<Arc<Source>>,
}

impl FilledWorkbook {
    /// The projects of a workbook of this name.
    pub(crate) fn read(path: &Path, bytes: &[u8], forms: Forms<'_>) -> Self {
        let mut found = Diagnostics::new();
        let Workbook { projects, pictures } = import::workbook(path, bytes, forms, &mut found);
        let (mut text, mut parts, mut sheets) = (String::new(), Vec::new(), Vec::new());
        for project in projects {
            if !text.is_empty() {
                text += "---\n";
            }
            parts.push((text.len(), project.cells));
            text += &project.text;
            sheets.push(project.sheet);
        }
        let mut findings = Diagnostics::new();
        findings.extend(found.sorted().into_iter().filter_map(for_sender));
        let file = FileId::from(path);
        let source = Source::new(file.clone(), &text);
        Self { source, cells: TextCells { file, parts }, sheets, findings, pictures }
    }
}

/// A finding of the import for one who mends the workbook and has no project file; none where
/// it is about the project file alone.
fn for_sender(mut finding: Diagnostic) -> Option<Diagnostic> {
    use crate::import::words as said;
    let is_about_the_text = finding.code == Code::NotImported && finding.level == Level::Note && finding.note.is_some();
    if finding.code == Code::Respelled || is_about_the_text {
        return None;
    }
    let instead = [
        (said::add_by_hand(), Some(words::write_it_in_its_field())),
        (said::check_the_amounts(), Some(words::write_the_unit_of_amounts())),
        (said::correct_the_year(), Some(words::write_the_year_on_the_form())),
        (said::save_again(), Some(words::save_and_hand_in_again())),
        (said::save_as_xlsx(), Some(words::save_as_xlsx_and_hand_in_again())),
        (said::save_in_excel(), Some(words::save_so_that_it_is_computed())),
        (said::show_the_sheet(), Some(words::unhide_it())),
        (said::show_the_row(), Some(words::unhide_it())),
        (said::take_the_line_off(), Some(words::take_the_line_off())),
        (said::keep_the_forms(), Some(words::keep_the_forms())),
        (said::fill_in_first(), Some(words::fill_it_in())),
        (said::import_the_application(), Some(words::hand_in_the_application())),
        (said::import_the_application_or_take_over(), Some(words::hand_in_the_application())),
        (said::ask_for_the_workbook(), Some(words::hand_in_the_workbook())),
    ];
    if let Some(help) = &finding.help
        && let Some((_, other)) = instead.into_iter().find(|(known, _)| known == help)
    {
        finding.help = other;
    }
    // What stands around a form, such as 附件2 or 填报日期, is nothing to send it back for.
    let (said, furniture) = (finding.message.say(Language::Chinese), said::cell_has_no_label());
    if finding.code == Code::NotImported && said.ends_with(furniture.say(Language::Chinese)) {
        finding.level = finding.level.max(Level::Note);
    }
    Some(finding)
}

/// Where a text of several projects stands on the sheets of a workbook.
pub(crate) struct TextCells {
    file: FileId,
    /// Where the text of each project begins.
    parts: Vec<(usize, Cells)>,
}

impl TextCells {
    /// The part of the text that a place is in, and its range there; none where it is in
    /// another file.
    fn part(&self, place: &Place) -> Option<(&Cells, Range<usize>)> {
        let range = place.range.as_ref().filter(|_| place.file == self.file)?;
        let (start, cells) = self.parts.iter().rev().find(|(start, _)| *start <= range.start)?;
        Some((cells, range.start - start..range.end.saturating_sub(*start)))
    }

    /// A place as it is on its sheet; one in another file stays.
    pub(crate) fn place(&self, place: &Place) -> Place {
        self.part(place).map_or_else(|| place.clone(), |(cells, range)| cells.place(&range))
    }

    /// A finding at its cells, with a remedy on the form where its own is one in a project's
    /// file.
    pub(crate) fn finding(&self, mut finding: Diagnostic) -> Diagnostic {
        let first = finding.labels.first().and_then(|label| self.part(&label.place));
        let missing: Vec<Place> = match first {
            Some((cells, _)) => finding.missing.iter().filter_map(|field| cells.label(field)).collect(),
            None => Vec::new(),
        };
        for label in &mut finding.labels {
            label.place = self.place(&label.place);
        }
        if !missing.is_empty() {
            finding.labels = missing.into_iter().map(|place| Label { place, text: Message::default() }).collect();
        }
        finding.fixes.clear();
        finding.help = on_a_workbook(&finding);
        finding
    }

    /// An outline whose places are cells.
    pub(crate) fn outline(&self, mut outline: Outline) -> Outline {
        outline.name.1 = self.place(&outline.name.1);
        if let Some((_, place)) = &mut outline.unit {
            *place = self.place(place);
        }
        outline
    }
}
