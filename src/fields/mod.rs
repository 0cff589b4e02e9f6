//! Takes a form's template; gives its fields as whoever shows them needs them. Takes a
//! project's document; gives what is written in each field, and the text of the file with
//! another value, all else as it was.
//!
//! A document need not be right: what is written stands in its field, with its mistakes.

mod change;
mod form;
mod suggested;
mod written;

pub use change::{Addition, FieldChange};
pub use form::{CategoryShape, FieldShape, FormShape, KindShape};
pub use written::{FieldState, IndicatorState, UnplacedIndicator, Written, at_path, way_to, written};

pub use crate::source::set::Step;
pub(crate) use change::{change, place, said};
pub(crate) use suggested::with_suggested;
pub(crate) use written::{plain, steps};
