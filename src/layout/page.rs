//! What a layout is made of.

use crate::form::CellId;
use crate::text::PlacedGlyph;
use crate::value::Length;

/// A laid-out form.
#[derive(Debug)]
pub struct Layout {
    /// The paper's width and height.
    pub paper: (Length, Length),
    /// The thickness of all rules.
    pub rule: Length,
    /// The pages.
    pub pages: Vec<Page>,
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// The line above the table that says that the form goes on.
    pub continued: Option<PlacedLine>,
    /// The rows on the page, from above.
    pub rows: Vec<RowSlice>,
    /// The cells on the page, in reading order.
    pub fragments: Vec<Fragment>,
    /// The rules, each drawn once however many cells share it.
    pub rules: Vec<Rule>,
    /// The line in the lower margin.
    pub footer: Option<PlacedLine>,
}

/// A row on a page, or the part of it that is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowSlice {
    /// The row of the form table.
    pub row: usize,
    /// Its height on this page.
    pub height: Length,
    /// Whether it is a header that stood on an earlier page already.
    pub repeated: bool,
}

/// A cell on a page, or the part of it that is there.
#[derive(Debug)]
pub struct Fragment {
    /// The cell.
    pub cell: CellId,
    /// Its rules' rectangle.
    pub area: Area,
    /// The lines that stand in it.
    pub lines: Vec<PlacedLine>,
    /// Whether all of its text stood on an earlier page already.
    pub repeated: bool,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

/// A line of text at its place.
#[derive(Debug)]
pub struct PlacedLine {
    /// Where it starts.
    pub x: Length,
    /// Where its glyphs stand.
    pub baseline: Length,
    /// How wide it is.
    pub width: Length,
    /// Font size.
    pub size: Length,
    /// What it says.
    pub text: String,
    /// Its glyphs; their `x` is from the start of the line, their ranges are
    /// those of `text`.
    pub glyphs: Vec<PlacedGlyph>,
}

/// A horizontal or vertical rule, from its upper left end to its lower right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: (Length, Length),
    /// The other end.
    pub to: (Length, Length),
}

impl Layout {
    /// The rows on each page, from above.
    pub fn rows(&self) -> Vec<&[RowSlice]> {
        self.pages.iter().map(|page| &*page.rows).collect()
    }
}
