//! Stage 4. Takes a [`Project`](crate::project::Project); gives a
//! [`FormTable`]: every cell of the form with its text, span, role and style.
//!
//! A form table is complete before anything is measured, and nothing after it
//! knows of templates or projects.

mod blank;
mod build;
mod items;
mod place;
pub(crate) mod print;
mod table;
mod totals;

pub use blank::{BlankRows, NoRows};
pub use build::{blank, blank_with, build};
pub use table::{
    Attachment, Cell, CellId, FooterPiece, FormTable, Formula, Input, Metadata, Number, PartPath, Row, Slot, TakenFrom,
    beginning,
};
pub use totals::CellsByField;
