//! Whether the names of columns stand above the cells that they name.

use super::grid::{CellRule, RowRule, Rows, Rowspan};
use crate::source::{Entry, Node, Value};
use crate::style::Role;

/// The rows of column names whose edges are not those of the cells below, each with the
/// number, from 1, of the first column after such an edge.
pub(super) fn misplaced<'n>(rows: &[Rows], nodes: Option<&'n Node>, columns: usize) -> Vec<(&'n Entry, usize)> {
    let mut walk =
        Walk { left: vec![0; columns], owners: vec![(0, false); columns], cells: 0, above: None, found: Vec::new() };
    walk.rows(rows, nodes, &mut vec![vec![false; columns]]);
    walk.found
}

/// A walk over the grid with one record in each repeat, as far as it closes.
struct Walk<'n> {
    /// For each column, the rows that a cell from above still takes.
    left: Vec<usize>,
    /// Which cell has each column, and whether it holds a value: the label of a total may
    /// take several columns.
    owners: Vec<(usize, bool)>,
    /// The cells so far.
    cells: usize,
    /// The row of names above: its key, and for each column whether an edge is at its left.
    above: Option<(&'n Entry, Vec<bool>)>,
    found: Vec<(&'n Entry, usize)>,
}

impl<'n> Walk<'n> {
    fn rows(&mut self, rows: &[Rows], nodes: Option<&'n Node>, blocks: &mut Vec<Vec<bool>>) {
        let entries = match nodes.map(|node| &node.value) {
            Some(Value::Mapping(entries)) => entries.as_slice(),
            _ => &[],
        };
        for (row, entry) in rows.iter().zip(entries) {
            match row {
                Rows::Block(block) => {
                    blocks.push(vec![false; self.left.len()]);
                    let below = match &entry.value.value {
                        Value::Mapping(keys) => keys.iter().find(|key| key.key == "block").map(|key| &key.value),
                        _ => None,
                    };
                    self.rows(&block.rows, below, blocks);
                    blocks.pop();
                }
                Rows::One(row) | Rows::Repeat(_, row) => self.next(row, entry, blocks),
            }
        }
    }

    fn next(&mut self, row: &RowRule, entry: &'n Entry, blocks: &mut [Vec<bool>]) {
        self.place(row, blocks);
        if row.header || row.cells.iter().any(|cell| cell.role == Role::ColumnHeader) {
            let edges = (0..self.owners.len()).map(|at| at > 0 && self.is_edge(at));
            self.above = Some((entry, edges.collect()));
        } else if let Some((names, edges)) = self.above.take()
            && let Some(column) = (1..edges.len()).find(|at| edges[*at] && !self.is_edge(*at) && self.owners[*at].1)
        {
            self.found.push((names, column + 1));
        }
    }

    /// Whether one cell ends and another begins at the left of a column.
    fn is_edge(&self, column: usize) -> bool {
        self.owners[column - 1] != self.owners[column]
    }

    /// Puts the cells of a row in their columns.
    fn place(&mut self, row: &RowRule, blocks: &mut [Vec<bool>]) {
        let columns = self.left.len();
        let mut taken: Vec<bool> =
            (0..columns).map(|column| self.left[column] > 0 || blocks.iter().any(|block| block[column])).collect();
        self.left.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        for cell in &row.cells {
            let Some(start) = taken.iter().position(|taken| !taken) else { break };
            self.cells += 1;
            let own = start..(start + cell.colspan).min(columns);
            taken[own.clone()].fill(true);
            self.owners[own.clone()].fill((self.cells, cell.role == Role::Value));
            own.for_each(|column| self.take(cell, column, blocks));
        }
    }

    fn take(&mut self, cell: &CellRule, column: usize, blocks: &mut [Vec<bool>]) {
        match (cell.rowspan, blocks.last_mut()) {
            (Rowspan::Rows(rows), _) => self.left[column] = rows.saturating_sub(1),
            (Rowspan::Block, Some(block)) => block[column] = true,
            (Rowspan::Block, None) => {}
        }
    }
}
