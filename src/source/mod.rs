//! Stage 1. Takes the text of YAML files; gives trees of [`Node`]s in which every
//! key and value knows its place in the file.
//!
//! Scalars stay the text that the author wrote (`否`, `01`, `1e3`, `=100%`): what
//! a scalar means is decided by the type of the field that it is for, never by
//! YAML's guesses. This is why the event parser is used, and not a
//! deserialiser: the shape of a project file is known only once its template is.

mod de;
mod parse;

pub use de::{NodeError, Spanned, Spans, from_node};
pub use parse::parse;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file's name and text.
#[derive(Debug)]
pub struct Source {
    /// As the user named it, for messages.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
}

impl Source {
    /// A source; a byte order mark (Windows editors write one) is dropped.
    pub fn new(name: impl Into<String>, text: &str) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned() })
    }
}

/// A place in a source.
#[derive(Clone)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// Bytes of its text.
    pub range: Range<usize>,
}

impl Span {
    /// The whole of a source, for findings that have no smaller place.
    pub fn whole(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), range: 0..0 }
    }

    /// The place where it starts.
    #[must_use]
    pub fn start(&self) -> Self {
        Self { source: Arc::clone(&self.source), range: self.range.start..self.range.start }
    }

    /// The marked text.
    pub fn text(&self) -> &str {
        self.source.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Line and column of the start, both from 1; columns count characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.range.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[start..].chars().count() + 1)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name)
    }
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
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
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "空值",
            Self::Scalar { .. } => "文字",
            Self::Sequence(_) => "列表",
            Self::Mapping(_) => "一组键值",
        }
    }
}

/// One key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The key's place.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}
