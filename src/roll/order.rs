//! What is to be moved, and what to.

use std::sync::Arc;

use crate::source::Source;
use crate::template::{Template, Templates};

/// Last year's files of a folder: those that share their settings.
#[derive(Debug)]
pub struct OldFolder<'a> {
    /// Its `jixiao.yaml`.
    pub settings: Option<&'a Arc<Source>>,
    /// Whether that is a part of what is moved, and not of a folder above.
    pub owns_settings: bool,
    /// The folder whose settings hold where these are silent, by its number among those
    /// that are moved.
    pub above: Option<usize>,
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
    /// The form of that year, or the one that was asked for.
    pub form: &'a Arc<Template>,
    /// Whether it was asked for, so that all projects come to it.
    pub is_form_asked: bool,
}

impl Order<'_> {
    /// The form of a project in the new year: its own where that goes on and the year's is
    /// no later one.
    pub(super) fn form_after<'o>(&'o self, old: &'o Template) -> &'o Template {
        let goes_on = old.last_year.is_none_or(|last| last >= self.year) && self.form.first_year <= old.first_year;
        if goes_on && !self.is_form_asked { old } else { self.form }
    }
}
