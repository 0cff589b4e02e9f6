//! A sheet as findings show it.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::sheet::Sheet;
use crate::diag::{FileId, Source, Span};

/// A line for each row, with its cells side by side, so that the line of a finding is
/// the row of the sheet.
pub(super) struct Picture {
    pub(super) source: Arc<Source>,
    /// For each cell, where it stands.
    ranges: Vec<Range<usize>>,
}

/// Further down, rows without a cell have no line.
const LAST_LINE: u32 = 20_000;

/// So many characters of a cell are shown.
const LONGEST_SHOWN: usize = 40;

impl Picture {
    pub(super) fn of(file: &Path, sheet: &Sheet) -> Self {
        let mut text = String::new();
        let mut ranges = Vec::new();
        let mut row = 0;
        for cell in &sheet.cells {
            match cell.area.top > row {
                true if cell.area.top > LAST_LINE => text.push('\n'),
                true => text += &"\n".repeat((cell.area.top - row) as usize),
                false if !ranges.is_empty() => text += " | ",
                false => {}
            }
            row = cell.area.top;
            let start = text.len();
            let shown: String = cell.text.trim().chars().take(LONGEST_SHOWN).collect();
            text += &shown.replace(|c: char| c.is_control(), " ");
            text += if cell.text.trim().chars().count() > LONGEST_SHOWN { "……" } else { "" };
            ranges.push(start..text.len());
        }
        Self { source: Source::new(FileId::sheet(file, &sheet.name), &text), ranges }
    }

    /// The place of a cell, or the whole sheet.
    pub(super) fn mark(&self, cell: Option<usize>) -> Span {
        let whole = Span::whole(&self.source);
        match cell.and_then(|cell| self.ranges.get(cell)) {
            Some(range) => Span { range: range.clone(), ..whole },
            None => whole,
        }
    }
}
