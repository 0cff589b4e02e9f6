//! Stage 3. Takes the nodes of a project and its template; gives a [`Project`]
//! in which every value is of its field's type and every total is computed.
//!
//! All mistakes of a file are reported in one run. A project with mistakes of
//! error level is not built, so that nothing later has to doubt it.

mod entries;
mod forms;
mod indicators;
mod model;
mod read;
mod scalars;
mod settings;
mod totals;
mod values;
pub(crate) mod words;

pub use model::{FieldValue, Given, Indicator, Project, Record};
pub use read::{ProjectFile, read, read_as_it_is, read_file};
pub use settings::{Format, Settings};
pub(crate) use totals::is_sum_of_parts;
pub use totals::{Sum, Total};

pub(crate) use crate::template::{FORM, YEAR};

/// What marks that something is to be filled in.
pub(crate) const TO_FILL_IN: &str = "待填";

/// The keys of a project file that no template declares, for those who write one.
pub(crate) mod keys {
    pub(crate) use super::indicators::{NAME, NUMBER, OPERATOR, TARGET, UNIT, VERBATIM};
    pub(crate) use crate::template::{FORM, YEAR};
}
