//! Stage 1. Takes the text of YAML files; gives trees of [`Node`]s in which every
//! key and value knows its place in the file.
//!
//! Scalars stay the text that the author wrote (`否`, `01`, `1e3`, `=100%`): what
//! a scalar means is decided by the type of the field that it is for, never by
//! YAML's guesses. This is why the event parser is used, and not a
//! deserialiser: the shape of a project file is known only once its template is.

mod beyond;
mod characters;
mod comments;
mod de;
pub mod edit;
mod joined;
mod parse;
pub(crate) mod set;
mod size;
mod slips;
mod spaces;
pub(crate) mod words;
pub(crate) mod write;

pub use beyond::{in_place, read_on};
pub use characters::check_characters;
pub use comments::check_comments;
pub use de::{NodeError, Spanned, Spans, from_node};
pub use parse::parse;
pub use size::{Most, beyond, items};

pub use crate::diag::{Source, Span};

use crate::messages::Message;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// Its keys with their values; none where it is something else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// Its items; none where it is no list.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// Its items, or itself where it is no list.
    pub fn items_or_self(&self) -> &[Self] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// Its text, without spaces around it; none where it is something else.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text.trim()),
            _ => None,
        }
    }

    /// The first entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The first value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }
}

/// What a YAML node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing (`键:` with no value, `~`, `null`).
    Null,
    /// A text; `quoted` where the author put it in quotes or a block.
    Scalar {
        /// The text after YAML's escapes.
        text: String,
        /// Whether it was quoted or a block.
        quoted: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the author's order; keys may repeat.
    Mapping(Vec<Entry>),
}

impl Value {
    /// The kind of value in words, for messages.
    pub fn kind(&self) -> Message {
        match self {
            Self::Null => words::nothing(),
            Self::Scalar { .. } => words::text(),
            Self::Sequence(_) => words::a_list(),
            Self::Mapping(_) => words::keys_and_values(),
        }
    }
}

/// One key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text, without what nobody sees and with the characters that were meant
    /// where others look like them.
    pub key: String,
    /// The key as it was written, where that is another.
    pub written: Option<String>,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Entry {
    /// The key as it was written: some are names, which are shown.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.key)
    }
}
