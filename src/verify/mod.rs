//! Is a file what was made of a project? Takes its bytes and those of the file that was
//! made again, and says what is different.
//!
//! A file that is right has the same bytes; nothing here is asked then. Where they differ,
//! everything in the file is compared with ours, so that whatever is not known to be
//! harmless is told:
//!
//! 1. `document` compares all that a PDF leads to, `workbook` what sheets show and compute,
//!    `package` the parts of an OFD.
//! 2. `page` says which cells of the form a PDF has otherwise, by the structure of its pages.

mod document;
mod made;
mod package;
mod page;
pub(crate) mod words;
mod workbook;

pub use made::{attached, created, is_ours};

use crate::form::{CellId, FormTable};
use crate::layout::Layout;
use crate::messages::Message;
use crate::unpack::{self, Refused};

/// A cell in which a file differs from the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The form's cell; none for what the form does not have.
    pub cell: Option<CellId>,
    /// Where it is in the file: `D7`, or the page.
    pub place: Message,
    /// What the file says there; none where it lacks the cell.
    pub says: Option<String>,
}

/// In what a file differs from the one that was made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The cells of the form.
    pub differences: Vec<Difference>,
    /// What else is different and not known to be harmless.
    pub others: Vec<Message>,
    /// How many of these are about the looks of cells, headers and footers whose texts, numbers
    /// and formulas are ours.
    pub looks: usize,
    /// What does not count where there is neither: in this, the file may differ.
    pub not_compared: Vec<Message>,
    /// The program that the file says it was made with.
    pub program: Option<String>,
}

impl Compared {
    /// Whether the file says the same, though its bytes are others.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty() && self.others.is_empty()
    }

    /// Whether only looks are different, as where another program has saved the file.
    pub fn is_of_looks(&self) -> bool {
        self.differences.is_empty() && self.looks > 0 && self.looks == self.others.len()
    }
}

/// Why a file cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub Message);

impl From<Refused> for Unreadable {
    fn from(Refused(why): Refused) -> Self {
        Self(why)
    }
}

/// In what a PDF differs from the one that was made again; the cells of a form by itself
/// are named.
///
/// # Errors
///
/// A file that is no PDF.
pub fn pdf(bytes: &[u8], ours: &[u8], table: Option<&FormTable>) -> Result<Compared, Unreadable> {
    let theirs = unpack::document(bytes, true)?;
    let others = document::compare(&theirs, &unpack::document(ours, true)?);
    let program = document::program(&theirs);
    let mut found = Compared { others, program, not_compared: vec![words::of_the_file()], ..Compared::default() };
    if let (false, Some(table)) = (found.others.is_empty(), table) {
        // Which cells it is, as far as the structure tells.
        match page::compare(&theirs, table) {
            Ok(differences) => found.differences = differences,
            Err(Unreadable(why)) => found.others.push(why),
        }
    }
    Ok(found)
}

/// In what a workbook differs from the one that was made again; the cells of a form by
/// itself, with these pages, are named.
///
/// # Errors
///
/// A file that is no workbook.
pub fn workbook(bytes: &[u8], ours: &[u8], form: Option<(&FormTable, &Layout)>) -> Result<Compared, Unreadable> {
    workbook::compare(bytes, ours, form)
}

/// In what an OFD differs from the one that was made again.
///
/// # Errors
///
/// A file that is no OFD.
pub fn ofd(bytes: &[u8], ours: &[u8]) -> Result<Compared, Unreadable> {
    package::ofd(bytes, ours)
}
