//! The cells of a sheet against those of a form.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Difference, Unreadable};
use crate::export::places;
use crate::form::{Cell, CellId, FormTable};
use crate::import::{SheetCell, sheets};
use crate::layout::{Layout, sheet_heights};
use crate::messages::Message;
use crate::value::cell_address;
use crate::verify::words;

pub(super) fn compare(bytes: &[u8], table: &FormTable, layout: &Layout) -> Result<Vec<Difference>, Unreadable> {
    let mut sheets = sheets(bytes).map_err(Unreadable)?.into_iter();
    let first = sheets.next().ok_or_else(|| Unreadable(words::no_sheet()))?;
    let mut cells: BTreeMap<(u32, u32), SheetCell> = first.into_iter().map(|cell| (cell.place, cell)).collect();
    let mut differences = Vec::new();
    for (index, place) in places(table, layout, &sheet_heights(table)).into_iter().enumerate() {
        let shown = cells.remove(&place);
        let cell = &table.cells[index];
        let is_same = match &shown {
            Some(shown) => says(shown, cell),
            None => cell.text.trim().is_empty(),
        };
        if !is_same {
            differences.push(Difference {
                cell: Some(CellId(index)),
                place: address(place),
                says: Some(shown.map_or_else(String::new, |shown| shown.text)),
            });
        }
    }
    let further = sheets.flatten().map(|cell| (words::on_another_sheet(address(cell.place)), cell));
    let extra = cells.into_values().map(|cell| (address(cell.place), cell)).chain(further);
    differences.extend(extra.map(|(place, cell)| Difference { cell: None, place, says: Some(cell.text) }));
    Ok(differences)
}

/// Whether a cell of the sheet says what one of the form says: the same text, or the
/// same number.
fn says(shown: &SheetCell, cell: &Cell) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    match (&cell.number, shown.is_number) {
        (Some(expected), true) => number(&shown.text) == Some(expected.value),
        (_, true) => false,
        (_, false) => shown.text == cell.text,
    }
}

fn address((row, column): (u32, u32)) -> Message {
    Message::verbatim(cell_address(row, column))
}
