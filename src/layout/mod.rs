//! Stage 5b. Takes a [`FormTable`] and the fonts; gives a [`Layout`]: pages on
//! which every line of text and every rule has its place.
//!
//! One way: `measure` breaks each text into lines and finds the rows' heights,
//! `pages` deals the rows out to pages, and `place` gives everything its
//! coordinates. The measures of the spreadsheet come from the
//! first of these, with the sheet's own font widths, and its page breaks from the
//! second.
//!
//! All coordinates are from the upper left corner of the page, downwards.

mod fit;
mod measure;
mod numbers;
mod pages;
mod place;

pub use fit::{Fitted, STEPS, Step, fit_one_page};
pub use measure::sheet_heights;
pub use numbers::shrink_numbers;

use crate::form::{CellId, FormTable};
use crate::text::{Fonts, PlacedGlyph};
use crate::value::Length;
use measure::{Measures, Medium, measure};
use pages::PagePlan;

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
    pub continued: Option<Line>,
    /// The rows on the page, from above.
    pub rows: Vec<RowSlice>,
    /// The cells on the page, in reading order.
    pub fragments: Vec<Fragment>,
    /// The rules, each drawn once however many cells share it.
    pub rules: Vec<Rule>,
    /// The line in the lower margin.
    pub footer: Option<Line>,
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
    pub lines: Vec<Line>,
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
pub struct Line {
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

/// Numbers the pages of a form that is a part of something longer, of so many pages.
pub fn number(layout: &mut Layout, table: &FormTable, fonts: &Fonts, first: usize, pages: usize) {
    for (index, page) in layout.pages.iter_mut().enumerate() {
        page.footer = place::footer(table, fonts, first + index, pages);
    }
}

/// A form whose rows are dealt out to pages, on which nothing has its place yet: a
/// sheet needs no more.
#[derive(Debug)]
pub struct Dealt<'t> {
    table: &'t FormTable,
    fonts: &'t Fonts,
    measures: Measures,
    plans: Vec<PagePlan>,
}

impl<'t> Dealt<'t> {
    /// Measures a form and deals its rows out.
    pub fn new(table: &'t FormTable, fonts: &'t Fonts) -> Self {
        let measures = measure(table, fonts, Medium::PAGE);
        let plans = pages::deal(table, &measures);
        Self { table, fonts, measures, plans }
    }

    /// The rows on each page, from above.
    pub fn rows(&self) -> Vec<&[RowSlice]> {
        self.plans.iter().map(|plan| &*plan.slices).collect()
    }

    /// Gives everything its place.
    pub fn place(&self) -> Layout {
        let Self { table, fonts, measures, plans } = self;
        Layout { paper: table.paper, rule: table.rule, pages: place::place(table, fonts, measures, plans) }
    }
}

impl Layout {
    /// The rows on each page, from above.
    pub fn rows(&self) -> Vec<&[RowSlice]> {
        self.pages.iter().map(|page| &*page.rows).collect()
    }
}

/// Lays out a form.
pub fn lay_out(table: &FormTable, fonts: &Fonts) -> Layout {
    Dealt::new(table, fonts).place()
}
