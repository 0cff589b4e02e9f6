//! Takes notes of which cells of a sheet have a place in the project; gives them for the
//! report, with why others have none.

use std::collections::BTreeMap;

use super::grid::Sheet;
use crate::messages::Message;

/// What becomes of the cells of a sheet.
pub(super) struct Account {
    /// Whether a cell has a place.
    taken: Vec<bool>,
    /// What certain cells are told about, where there is more to say than that.
    doubts: BTreeMap<usize, Message>,
    /// Targets that the form prints in another spelling than they have here.
    pub respelled: Vec<String>,
    /// Indicators that were lines of one cell.
    pub split: Vec<String>,
    /// Where lines of texts were put together.
    pub unwrapped: Vec<String>,
    /// Indicators whose cells had several lines.
    pub joined: Vec<String>,
}

impl Account {
    /// Nothing is taken yet; cells that say nothing need not be.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let taken = sheet.cells.iter().map(|cell| cell.text.is_empty()).collect();
        Self {
            taken,
            doubts: BTreeMap::new(),
            respelled: Vec::new(),
            split: Vec::new(),
            joined: Vec::new(),
            unwrapped: Vec::new(),
        }
    }

    /// A cell has a place.
    pub(super) fn take(&mut self, cell: usize) {
        self.taken[cell] = true;
    }

    /// Cells have a place.
    pub(super) fn take_all(&mut self, cells: impl IntoIterator<Item = usize>) {
        cells.into_iter().for_each(|cell| self.take(cell));
    }

    /// A cell says something that has no place.
    pub(super) fn doubt(&mut self, cell: usize, why: Message) {
        self.doubts.insert(cell, why);
    }

    /// A cell says something that has no place, beside what is known already.
    pub(super) fn doubt_also(&mut self, cell: usize, why: Message) {
        self.doubts.entry(cell).or_insert(why);
    }

    /// A cell has no place after all.
    pub(super) fn refuse(&mut self, cell: usize, why: Message) {
        self.taken[cell] = false;
        self.doubt(cell, why);
    }

    pub(super) fn is_taken(&self, cell: usize) -> bool {
        self.taken[cell]
    }

    /// Why something that a cell says has no place.
    pub(super) fn why(&self, cell: usize) -> Option<&Message> {
        self.doubts.get(&cell)
    }
}
