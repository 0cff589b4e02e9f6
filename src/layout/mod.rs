//! Stage 5b. Takes a [`FormTable`] and the fonts; gives a [`Layout`]: pages on
//! which every line of text and every rule has its place.
//!
//! One way: `measure` breaks each text into lines and finds the rows' heights,
//! `paginate` says which rows stand on which page, and `compose` gives everything its
//! coordinates. The measures of the spreadsheet come from the first of these, with
//! the sheet's own font widths, and its page breaks from the second.
//!
//! All coordinates are from the upper left corner of the page, downwards.

mod compose;
mod fit;
mod measure;
mod numbers;
mod page;
mod paginate;

pub use fit::{Fitted, STEPS, Step, fit_blank, fit_one_page};
pub use measure::sheet_heights;
pub use numbers::shrink_numbers;
pub use page::{Area, Fragment, Layout, Page, PlacedLine, RowSlice, Rule};

use crate::form::FormTable;
use crate::text::Fonts;
use measure::{Measures, Medium, measure};
use paginate::PagePlan;

/// Numbers the pages of a form that is a part of something longer, of so many pages.
pub fn number(layout: &mut Layout, table: &FormTable, fonts: &Fonts, first: usize, pages: usize) {
    for (index, page) in layout.pages.iter_mut().enumerate() {
        page.footer = compose::footer(table, fonts, first + index, pages);
    }
}

/// Which rows of a form stand on which page; nothing has its place there yet. A sheet
/// needs no more.
#[derive(Debug)]
pub struct Pagination<'t> {
    table: &'t FormTable,
    fonts: &'t Fonts,
    measures: Measures,
    plans: Vec<PagePlan>,
}

impl<'t> Pagination<'t> {
    /// Measures a form and divides its rows among pages.
    pub fn new(table: &'t FormTable, fonts: &'t Fonts) -> Self {
        let measures = measure(table, fonts, Medium::PAGE);
        let plans = paginate::paginate(table, &measures);
        Self { table, fonts, measures, plans }
    }

    /// The rows on each page, from above.
    pub fn rows(&self) -> Vec<&[RowSlice]> {
        self.plans.iter().map(|plan| &*plan.slices).collect()
    }

    /// Gives everything its place.
    pub fn place(&self) -> Layout {
        let Self { table, fonts, measures, plans } = self;
        Layout { paper: table.paper, rule: table.rule, pages: compose::compose(table, fonts, measures, plans) }
    }
}

/// Lays out a form.
pub fn lay_out(table: &FormTable, fonts: &Fonts) -> Layout {
    Pagination::new(table, fonts).place()
}
