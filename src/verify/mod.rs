//! Do the files of a form say what the form says? Takes a form table and the bytes of
//! a PDF or a workbook; gives the cells in which they differ.
//!
//! What is compared is what a reader sees: the glyphs on the pages, by what the font
//! says of them, and the values of the sheet's cells; not what a file says of itself.

mod page;
mod sheet;
pub(crate) mod words;

use crate::form::{CellId, FormTable};
use crate::layout::Layout;
use crate::messages::Message;

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

/// Why a file cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub Message);

/// Where a PDF differs from a form.
///
/// # Errors
///
/// A file that is no PDF of a form.
pub fn pdf(bytes: &[u8], table: &FormTable) -> Result<Vec<Difference>, Unreadable> {
    page::compare(bytes, table)
}

/// Where the first sheet of a workbook differs from a form with these pages.
///
/// # Errors
///
/// A file that is no workbook.
pub fn workbook(bytes: &[u8], table: &FormTable, layout: &Layout) -> Result<Vec<Difference>, Unreadable> {
    sheet::compare(bytes, table, layout)
}
