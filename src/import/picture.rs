//! Takes the cells of a sheet; gives a text in which findings show them.

use std::ops::Range;
use std::sync::Arc;

use super::grid::Sheet;
use crate::diag::{FileId, Place, Source};

/// A line for each row, with its cells side by side, so that the line of a finding is
/// the row of the sheet.
pub(super) struct Picture {
    file: FileId,
    text: String,
    /// The row that the text has come to.
    row: u32,
    /// For each cell of the part that was added last, where it stands.
    ranges: Vec<Range<usize>>,
    /// Where the text of each cell stands, with its address.
    cells: Vec<(Range<usize>, String)>,
}

/// Further down, rows without a cell have no line.
const LAST_LINE: u32 = 20_000;

/// So many characters of a cell are shown.
const LONGEST_SHOWN: usize = 40;

impl Picture {
    /// Nothing of a sheet yet.
    pub(super) fn of(file: FileId) -> Self {
        Self { file, text: String::new(), row: 0, ranges: Vec::new(), cells: Vec::new() }
    }

    /// Adds a part of the sheet, below those that are there.
    pub(super) fn add(&mut self, sheet: &Sheet) {
        self.ranges.clear();
        let text = &mut self.text;
        for cell in &sheet.cells {
            match cell.area.top > self.row {
                true if cell.area.top > LAST_LINE => text.push('\n'),
                true => *text += &"\n".repeat((cell.area.top - self.row) as usize),
                false if !self.ranges.is_empty() => *text += " | ",
                false => {}
            }
            self.row = cell.area.top;
            let start = text.len();
            let shown: String = cell.text.trim().chars().take(LONGEST_SHOWN).collect();
            *text += &shown.replace(|c: char| c.is_control(), " ");
            *text += if cell.text.trim().chars().count() > LONGEST_SHOWN { "……" } else { "" };
            self.ranges.push(start..text.len());
            self.cells.push((start..text.len(), cell.area.address()));
        }
    }

    /// The place of a cell of the last part, or the whole sheet.
    pub(super) fn mark(&self, cell: Option<usize>) -> Place {
        let range = cell.and_then(|cell| self.ranges.get(cell)).cloned();
        Place { file: self.file.clone(), range: Some(range.unwrap_or(0..0)) }
    }

    /// The text in which findings have their places.
    pub(super) fn source(self) -> Arc<Source> {
        Source::sheet(self.file, &self.text, self.cells)
    }
}
