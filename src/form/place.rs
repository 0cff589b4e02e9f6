//! From filled cells to their places: what says the same is joined, and each
//! cell takes the next free place of its row.

use super::table::{Cell, CellId, Input, Number, Row, Slot};
use crate::source::Span;
use crate::style::{Role, Style};
use crate::template::{CellRule, Merge, Rowspan};
use crate::value::{Length, is_invisible};

/// A row whose cells are filled but not yet placed.
pub(super) struct Draft<'p> {
    pub(super) cells: Vec<DraftCell<'p>>,
    pub(super) height: Length,
    pub(super) header: bool,
    pub(super) heads_until: Option<usize>,
}

pub(super) struct DraftCell<'p> {
    pub(super) rule: &'p CellRule,
    pub(super) rowspan: Rowspan,
    pub(super) text: String,
    pub(super) number: Option<Number>,
    pub(super) paired: bool,
    pub(super) field: Option<String>,
    pub(super) span: Option<Span>,
    pub(super) input: Option<Input>,
    pub(super) leads_to: Option<usize>,
    /// The record that the row is for, where records have several rows.
    pub(super) record: Option<usize>,
    /// Whether it shows what stands in a record of that record.
    pub(super) is_inner: bool,
    /// Whether it spans the block that is repeated for its record or group.
    pub(super) spans_block: bool,
    /// The category and subcategory that it stands for, or the category alone, where
    /// two lists of indicators share rows.
    pub(super) shared: Option<(usize, Option<usize>)>,
}

/// Joins cells that say the same as the one above and that may be merged with
/// it, as long as all such cells to their left are joined too; and those of the
/// same record. Blank ones stay apart.
pub(super) fn merge_equal(drafts: &mut [Draft<'_>]) {
    let merging = |draft: &Draft<'_>| -> Vec<usize> {
        let cells = draft.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.rule.merge != Merge::No).map(|(index, _)| index).collect()
    };
    let columns = drafts.first().map(merging).unwrap_or_default();
    // The row in which the current cell of each merging column starts.
    let mut starts = vec![0; columns.len()];
    let mut dropped: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    for row in 1..drafts.len() {
        let mut joined = true;
        for (start, &column) in starts.iter_mut().zip(&columns) {
            let (above, below) = (&drafts[*start].cells[column], &drafts[row].cells[column]);
            let same_record = above.record == below.record;
            let same = match below.rule.merge {
                Merge::Record => same_record,
                // The labels of the right side do not go by those of the left.
                _ if below.shared.is_some() => below.shared == above.shared && above.text == below.text,
                _ => {
                    let own = same_record && below.record.is_some();
                    joined &= match below.is_inner {
                        true => own && !below.text.is_empty() && above.text == below.text,
                        false => own || (!below.text.is_empty() && above.text == below.text),
                    };
                    joined
                }
            };
            if same {
                drafts[*start].cells[column].rowspan = Rowspan::Rows(row - *start + 1);
                dropped[row].push(column);
            } else {
                *start = row;
            }
        }
    }
    for (draft, dropped) in drafts.iter_mut().zip(dropped) {
        let mut index = 0;
        draft.cells.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// Gives each cell its place: the next free one of its row.
pub(super) fn place(drafts: Vec<Draft<'_>>, columns: usize) -> (Vec<Row>, Vec<Slot>, Vec<Cell>) {
    let height = drafts.len();
    let mut grid: Vec<Option<Slot>> = vec![None; height * columns];
    let mut cells: Vec<Cell> = Vec::new();
    let mut rows = Vec::new();
    for (row, draft) in drafts.into_iter().enumerate() {
        rows.push(Row { height: draft.height, heads_until: draft.heads_until });
        for draft in draft.cells {
            let Some(column) = (0..columns).find(|column| grid[row * columns + column].is_none()) else {
                break;
            };
            let rowspan = match draft.rowspan {
                Rowspan::Rows(rows) => rows.min(height - row),
                Rowspan::Block => 1,
            };
            let colspan = draft.rule.colspan.min(columns - column);
            let id = CellId(cells.len());
            for place in (row..row + rowspan)
                .flat_map(|row| (column..column + colspan).map(move |column| row * columns + column))
            {
                grid[place] = Some(Slot::Merged { parent: id });
            }
            grid[row * columns + column] = Some(Slot::Cell(id));
            cells.push(cell(draft, row, column, rowspan, colspan));
        }
    }
    // The template's check leaves no gap, but for rows that a condition took
    // away from under a span; such a place is a blank cell, never a hole.
    let slots = grid.into_iter().enumerate().map(|(place, slot)| {
        slot.unwrap_or_else(|| {
            let id = CellId(cells.len());
            cells.push(blank_cell(place / columns, place % columns));
            Slot::Cell(id)
        })
    });
    let slots = slots.collect();
    (rows, slots, cells)
}

/// A text without the invisible characters that copying leaves behind; the
/// checks say where they were.
fn visible(text: String) -> String {
    match text.contains(is_invisible) {
        true => text.replace(is_invisible, ""),
        false => text,
    }
}

fn cell(draft: DraftCell<'_>, row: usize, column: usize, rowspan: usize, colspan: usize) -> Cell {
    Cell {
        row,
        column,
        rowspan,
        colspan,
        role: draft.rule.role,
        // An amount that stood again would be read as another one.
        repeats: draft.rule.role != Role::Value
            || ((draft.rule.merge != Merge::No || draft.spans_block) && draft.number.is_none()),
        style: draft.rule.style,
        text: visible(draft.text),
        number: draft.number,
        paired: draft.paired,
        field: draft.field,
        span: draft.span,
        input: draft.input,
        leads_to: draft.leads_to,
        taken: None,
    }
}

fn blank_cell(row: usize, column: usize) -> Cell {
    Cell {
        row,
        column,
        rowspan: 1,
        colspan: 1,
        role: Role::Value,
        repeats: false,
        style: Style::default(),
        text: String::new(),
        number: None,
        paired: false,
        field: None,
        span: None,
        input: None,
        leads_to: None,
        taken: None,
    }
}
