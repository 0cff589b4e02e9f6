//! Takes the bytes of a workbook from anybody and remarks on its cells; gives a copy with the
//! remarks as comments in the cells, and all of them on a sheet at the end.
//!
//! What the workbook holds stays: parts are added, and those that have to name them (the
//! list of sheets, a sheet's link to its comments) say so and are the same otherwise. All
//! other parts are the same bytes.

mod comments;
mod parts;
mod remarks_sheet;
pub(crate) mod words;
mod xml;

use crate::messages::{Language, Message};
use crate::unpack::Refused;
use parts::Parts;

/// What is said of a cell, or of a sheet or workbook as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sheet; none where it is about the workbook.
    pub sheet: Option<String>,
    /// The address of the cell, such as `D12`; none where it is about the sheet.
    pub cell: Option<String>,
    /// The project that it is about, where that is known.
    pub project: String,
    /// How grave it is, in words.
    pub level: Message,
    /// What is wrong.
    pub what: Message,
    /// How to mend it; may be empty.
    pub remedy: Message,
}

/// Who makes the comments.
const AUTHOR: &str = "jixiao";

/// A copy of a workbook with these remarks, in this language.
///
/// # Errors
///
/// What is no workbook or has parts that cannot be read.
pub fn marked(bytes: &[u8], remarks: &[Remark], language: Language) -> Result<Vec<u8>, Refused> {
    let mut parts = Parts::open(bytes)?;
    for sheet in parts.sheets()? {
        let of_sheet = |remark: &&Remark| remark.sheet.as_deref() == Some(sheet.name.as_str()) && remark.cell.is_some();
        let own: Vec<&Remark> = remarks.iter().filter(of_sheet).collect();
        if !own.is_empty() {
            comments::add(&mut parts, &sheet, &own, language)?;
        }
    }
    remarks_sheet::add(&mut parts, remarks, language)?;
    parts.written(bytes)
}
