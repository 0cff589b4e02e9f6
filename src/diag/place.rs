//! Places in files.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file's name and text.
#[derive(Debug)]
pub struct Source {
    /// As the user named it, for messages.
    pub name: String,
    /// The whole text, without a byte order mark.
    pub text: String,
    /// Where each line starts, found when the first place is asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A source; a byte order mark (Windows editors write one) is dropped, and
    /// lines that end as on old Macintoshes (`\r` alone) end as others do.
    pub fn new(name: impl Into<String>, text: &str) -> Arc<Self> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let has_lone_returns = text.contains('\r') && !text.contains('\n');
        Arc::new(Self {
            name: name.into(),
            text: if has_lone_returns { text.replace('\r', "\n") } else { text.to_owned() },
            lines: OnceLock::new(),
        })
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

    /// The place where it ends.
    #[must_use]
    pub fn end(&self) -> Self {
        Self { source: Arc::clone(&self.source), range: self.range.end..self.range.end }
    }

    /// The marked text.
    pub fn text(&self) -> &str {
        self.source.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Line and column of the start, both from 1; columns count characters.
    pub fn line_column(&self) -> (usize, usize) {
        let text = &self.source.text;
        let lines = self
            .source
            .lines
            .get_or_init(|| std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect());
        let line = lines.partition_point(|start| *start <= self.range.start);
        let start = lines[line - 1];
        let column = text.get(start..self.range.start).map_or(0, |before| before.chars().count()) + 1;
        (line, column)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name)
    }
}
