//! Why a workbook cannot be read.

use crate::import::words;
use crate::messages::{Fact, Message};

/// Why a file is no workbook that can be read, and what to do.
#[derive(Debug)]
pub(super) struct Broken {
    pub what: Message,
    pub mend: Message,
}

impl Broken {
    pub(super) fn new(what: Message, mend: Message) -> Self {
        Self { what, mend }
    }

    /// A workbook whose parts do not make sense.
    pub(super) fn damaged(why: impl Fact) -> Self {
        Self::new(words::workbook_is_damaged(why), words::save_again())
    }

    /// More of something than a form has.
    pub(super) fn too_large(what: Message) -> Self {
        Self::new(what, words::keep_the_forms())
    }
}
