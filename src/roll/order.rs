//! What is to be moved, and what to.

use std::sync::Arc;

use crate::source::Source;
use crate::template::{Template, Templates};

/// Last year's files of a folder.
#[derive(Debug)]
pub struct OldFolder<'a> {
    /// Its `jixiao.yaml`.
    pub settings: Option<&'a Arc<Source>>,
    /// Whether that is a part of the folder, and not of one above it.
    pub owns_settings: bool,
    /// Its project files.
    pub files: &'a [Arc<Source>],
}

/// The year and the form to which a folder is moved.
#[derive(Debug)]
pub struct Order<'a> {
    /// The forms.
    pub templates: &'a Templates,
    /// The year.
    pub year: u16,
    /// The form of that year.
    pub form: &'a Arc<Template>,
}
