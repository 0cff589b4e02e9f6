//! Files, their texts, and places in them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::words;
use crate::messages::Message;

/// A file, or a sheet of a workbook: what it is and not what it holds. Two are the
/// same where the user named them alike, byte for byte.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(Arc<Named>);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Named {
    path: PathBuf,
    sheet: Option<String>,
}

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

impl FileId {
    /// A sheet of a workbook.
    pub fn sheet(path: impl Into<PathBuf>, sheet: impl Into<String>) -> Self {
        Self(Arc::new(Named { path: path.into(), sheet: Some(sheet.into()) }))
    }

    /// Its path as the user named it; `-` is standard input.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The sheet that it is; none where it is a file.
    pub fn sheet_name(&self) -> Option<&str> {
        self.0.sheet.as_deref()
    }

    /// Whether it is standard input.
    pub fn is_standard_input(&self) -> bool {
        self.path().as_os_str() == STANDARD_INPUT
    }

    /// What it is called in messages.
    pub fn name(&self) -> Message {
        match (&self.0.sheet, self.is_standard_input()) {
            (Some(sheet), _) => Message::verbatim(format!("{}[{sheet}]", self.path().display())),
            (None, true) => words::standard_input(),
            (None, false) => Message::verbatim(self.path().display().to_string()),
        }
    }

    /// All of it, whatever it holds.
    pub fn whole(&self) -> Place {
        Place { file: self.clone(), range: None }
    }
}

impl<P: Into<PathBuf>> From<P> for FileId {
    fn from(path: P) -> Self {
        Self(Arc::new(Named { path: path.into(), sheet: None }))
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().say(crate::messages::Language::English))
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Bytes of the text that [`Source::text`] is; none for the file as a whole, which
    /// need be no text.
    pub range: Option<Range<usize>>,
}

/// Where a place is for a person: lines and columns from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line where it starts.
    pub line: usize,
    /// The column where it starts.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column behind its end.
    pub end_column: usize,
}

impl Place {
    /// Where it is for a person; the first line of a file as a whole, or of one that has no
    /// text.
    pub fn position(&self, texts: &(impl Texts + ?Sized)) -> Position {
        let range = self.range.clone().unwrap_or(0..0);
        let source = self.range.as_ref().and_then(|_| texts.source(&self.file));
        let at = |at: usize| source.as_ref().map_or((1, 1), |source| source.line_column(at));
        let ((line, column), (end_line, end_column)) = (at(range.start), at(range.end));
        Position { line, column, end_line, end_column }
    }

    /// Where it starts; the start of the text for a file as a whole.
    pub fn start(&self) -> usize {
        self.range.as_ref().map_or(0, |range| range.start)
    }
}

impl From<Span> for Place {
    fn from(Span { source, range }: Span) -> Self {
        Self { file: source.file.clone(), range: Some(range) }
    }
}

impl From<&Span> for Place {
    fn from(span: &Span) -> Self {
        span.clone().into()
    }
}

/// Where the texts of files are had, when findings are shown.
pub trait Texts {
    /// A file with its text; none where it has none that can be read.
    fn source(&self, file: &FileId) -> Option<Arc<Source>>;
}

/// Texts that are fetched once.
pub(crate) struct Fetched<'t, T: ?Sized> {
    texts: &'t T,
    known: RefCell<HashMap<FileId, Option<Arc<Source>>>>,
}

impl<'t, T: Texts + ?Sized> Fetched<'t, T> {
    pub(crate) fn new(texts: &'t T) -> Self {
        Self { texts, known: RefCell::default() }
    }
}

impl<T: Texts + ?Sized> Texts for Fetched<'_, T> {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        self.known.borrow_mut().entry(file.clone()).or_insert_with(|| self.texts.source(file)).clone()
    }
}

impl Texts for [Arc<Source>] {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        self.iter().find(|source| source.file == *file).cloned()
    }
}

/// A file with its text.
#[derive(Debug)]
pub struct Source {
    /// The file.
    pub file: FileId,
    /// Its text as it is read: without a byte order mark, which Windows editors write,
    /// and with `\n` where lines end with `\r` alone, as on old Macintoshes.
    pub text: String,
    /// Whether the file begins with a byte order mark.
    has_mark: bool,
    /// Whether its lines end with `\r` alone.
    has_lone_returns: bool,
    /// Where each line starts, found when the first place is asked for.
    lines: OnceLock<Vec<usize>>,
    digest: OnceLock<[u8; 32]>,
    /// Of a sheet, where the text of each cell stands, with its address; in their order.
    cells: Vec<(Range<usize>, String)>,
}

impl Source {
    /// A file with its text.
    pub fn new(file: impl Into<FileId>, text: &str) -> Arc<Self> {
        Arc::new(Self::of_cells(file.into(), text, Vec::new()))
    }

    /// A sheet as a text, in which the cells with these addresses stand at these places.
    pub(crate) fn sheet(file: FileId, text: &str, cells: Vec<(Range<usize>, String)>) -> Arc<Self> {
        Arc::new(Self::of_cells(file, text, cells))
    }

    fn of_cells(file: FileId, text: &str, cells: Vec<(Range<usize>, String)>) -> Self {
        let plain = text.strip_prefix('\u{FEFF}');
        let has_mark = plain.is_some();
        let text = plain.unwrap_or(text);
        let has_lone_returns = text.contains('\r') && !text.contains('\n');
        Self {
            file,
            text: if has_lone_returns { text.replace('\r', "\n") } else { text.to_owned() },
            has_mark,
            has_lone_returns,
            lines: OnceLock::new(),
            digest: OnceLock::new(),
            cells,
        }
    }

    /// The SHA-256 digest of its text, by which it is told from what the file held at another
    /// time.
    pub fn digest(&self) -> [u8; 32] {
        *self.digest.get_or_init(|| Sha256::digest(&self.text).into())
    }

    /// The address of the cell whose text stands at a place, such as `D12`.
    pub fn cell(&self, place: &Place) -> Option<&str> {
        let range = place.range.as_ref().filter(|range| !range.is_empty() && place.file == self.file)?;
        let known = self.cells.iter().find(|(cell, _)| cell == range)?;
        Some(&known.1)
    }

    /// What is written to the file so that its text is this one: with the byte order
    /// mark and the ends of lines that it has.
    pub fn written(&self, text: &str) -> String {
        let mark = if self.has_mark { "\u{FEFF}" } else { "" };
        let text = if self.has_lone_returns { text.replace('\n', "\r") } else { text.to_owned() };
        format!("{mark}{text}")
    }

    /// Line and column of a place in the text, both from 1; columns count characters.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let breaks = || self.text.match_indices('\n').map(|(offset, _)| offset + 1);
        let lines = self.lines.get_or_init(|| std::iter::once(0).chain(breaks()).collect());
        let line = lines.partition_point(|start| *start <= at);
        let start = lines[line - 1];
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
        (line, column)
    }
}

/// A place in a text that is held.
#[derive(Clone)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// Bytes of its text.
    pub range: Range<usize>,
}

impl Span {
    /// The start of a text, for findings that have no smaller place.
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
        self.source.line_column(self.range.start)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{:?}:{line}:{column}", self.source.file)
    }
}
