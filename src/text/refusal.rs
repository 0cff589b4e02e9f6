//! Why a font is refused, in words.

use super::words;
use crate::messages::Message;

/// Why a file is not a font that a form can be set in.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// It is none, or its glyphs cannot be read.
    #[error("{}", self.message().carried())]
    Unreadable(String),
    /// The file ends before one of its tables does.
    #[error("{}", self.message().carried())]
    CutOff {
        /// What it is called.
        name: String,
        /// The tag of the table.
        table: String,
    },
    /// A table without which no text can be set is not there.
    #[error("{}", self.message().carried())]
    NoTable {
        /// What it is called.
        name: String,
        /// The tag of the table.
        table: String,
    },
    /// A table does not make sense.
    #[error("{}", self.message().carried())]
    Damaged {
        /// What it is called.
        name: String,
        /// The tag of the table.
        table: String,
    },
    /// The file has no font of this number.
    #[error("{}", self.message().carried())]
    NoSuchFont {
        /// What it is called.
        name: String,
        /// The number that was asked for, from 0.
        index: u32,
        /// How many fonts the file has.
        fonts: u32,
    },
    /// Its licence bits (OS/2 `fsType`) forbid to embed it.
    #[error("{}", self.message().carried())]
    NotEmbeddable(String),
}

impl FontError {
    /// What is wrong.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable(name) => words::not_a_font(name),
            Self::CutOff { name, table } => words::font_is_cut_off(name, table.trim()),
            Self::NoTable { name, table } => words::font_lacks_a_table(name, table.trim()),
            Self::Damaged { name, table } => words::font_is_damaged(name, table.trim()),
            Self::NoSuchFont { name, fonts, .. } => words::no_such_font(name, fonts),
            Self::NotEmbeddable(name) => words::not_embeddable(name),
        }
    }

    /// How to mend it.
    pub fn help(&self) -> Message {
        match self {
            Self::NoSuchFont { name, fonts: 1, .. } => words::leave_the_number_out(without_number(name)),
            Self::NoSuchFont { name, fonts, .. } => words::number_of_font(without_number(name), fonts - 1),
            Self::NotEmbeddable(_) => words::name_another_font(),
            _ => words::copy_the_font_again(),
        }
    }
}

/// The file in a name such as `simsun.ttc#1`.
fn without_number(name: &str) -> &str {
    name.rsplit_once('#').map_or(name, |(file, _)| file)
}
