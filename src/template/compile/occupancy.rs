//! Whether a grid closes: every row full, no cell on another.

use super::super::grid::{RowRule, Rows, Rowspan};
use super::super::mistakes::mistake;
use super::super::named::Named;
use super::super::spec::RowSpec;
use crate::diag::Diagnostic;
use crate::messages::Message;
use crate::source::{Spanned, Spans};
use crate::template::words;

/// Walks a grid with one record in each repeat, and sees that every row is
/// full and no cell overlaps another.
pub(super) struct Occupancy {
    /// For each column, the rows that a cell from above still takes.
    left: Vec<usize>,
    /// Columns taken to the end of the blocks around.
    blocks: Vec<Vec<bool>>,
}

impl Occupancy {
    pub(super) fn new(columns: usize) -> Self {
        Self { left: vec![0; columns], blocks: vec![vec![false; columns]] }
    }

    /// Walks these rows.
    ///
    /// # Errors
    ///
    /// The first row that does not close, with its place.
    pub(super) fn rows(
        &mut self,
        rows: &[Rows],
        specs: &Named<Spanned<RowSpec>>,
        spans: &Spans,
    ) -> Result<(), Diagnostic> {
        for (index, (row, (name, spec))) in rows.iter().zip(&specs.0).enumerate() {
            match row {
                Rows::Block(block) => {
                    let Some(specs) = &spec.value.0.block else { continue };
                    // How often it is there is not known here.
                    let comes_and_goes = block.repeat.is_some() || block.when.is_some();
                    let open = || Err(mistake(spans.of(spec), words::in_row(name, words::block_under_rowspan())));
                    if comes_and_goes && self.is_open() {
                        return open();
                    }
                    self.blocks.push(vec![false; self.left.len()]);
                    self.rows(&block.rows, specs, spans)?;
                    self.blocks.pop();
                    if comes_and_goes && self.is_open() {
                        return open();
                    }
                }
                Rows::One(row) | Rows::Repeat(_, row) => {
                    let checked = self.spans_of(row, matches!(rows[index], Rows::Repeat(..)));
                    checked
                        .and_then(|()| self.row(row))
                        .map_err(|what| mistake(spans.of(spec), words::in_row(name, what)))?;
                }
            }
        }
        Ok(())
    }

    /// Whether a span is still open after the last row.
    pub(super) fn is_open(&self) -> bool {
        self.left.iter().any(|left| *left > 0)
    }

    /// Whether a row may have the spans that it has, and be under those above:
    /// where rows come and go, only `block` knows how many there are.
    fn spans_of(&self, row: &RowRule, repeats: bool) -> Result<(), Message> {
        let spans = row.cells.iter().any(|cell| cell.rowspan != Rowspan::Rows(1));
        let is_under = self.left.iter().any(|left| *left > 0);
        if repeats && (spans || is_under) {
            return Err(words::repeated_row_with_rowspan());
        }
        if row.when.is_some() && (spans || is_under) {
            return Err(words::conditional_row_with_rowspan());
        }
        if self.blocks.len() == 1 && row.cells.iter().any(|cell| cell.rowspan == Rowspan::Block) {
            return Err(words::rowspan_block_outside_block());
        }
        Ok(())
    }

    fn row(&mut self, row: &RowRule) -> Result<(), Message> {
        let columns = self.left.len();
        let free = |occupancy: &Self, column: usize| {
            occupancy.left[column] == 0 && !occupancy.blocks.iter().any(|block| block[column])
        };
        let mut taken: Vec<bool> = (0..columns).map(|column| !free(self, column)).collect();
        let mut below = vec![0; columns];
        for cell in &row.cells {
            let Some(start) = taken.iter().position(|taken| !taken) else {
                return Err(words::too_many_cells(columns));
            };
            let end = start + cell.colspan;
            if end > columns || taken[start..end].iter().any(|taken| *taken) {
                return Err(words::no_room_for_cell(start + 1, cell.colspan));
            }
            for column in start..end {
                taken[column] = true;
                match cell.rowspan {
                    Rowspan::Rows(rows) => below[column] = rows - 1,
                    Rowspan::Block => {
                        if let Some(block) = self.blocks.last_mut() {
                            block[column] = true;
                        }
                    }
                }
            }
        }
        if let Some(gap) = taken.iter().position(|taken| !taken) {
            return Err(words::column_left_empty(gap + 1, columns));
        }
        for (left, below) in self.left.iter_mut().zip(below) {
            *left = left.saturating_sub(1).max(below);
        }
        Ok(())
    }
}
