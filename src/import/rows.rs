//! Takes the bytes of a workbook that is a plain list; gives its rows.

use super::{package, sheet};
use crate::messages::Message;

/// The rows of the first sheet that holds something, each with the texts of its columns; those
/// of merged cells stand in the first.
///
/// # Errors
///
/// What is wrong with the workbook, and how to mend it.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, (Message, Message)> {
    let read = package::open(bytes).and_then(|(mut workbook, unseen)| sheet::read(&mut workbook, &unseen));
    let sheets = read.map_err(|broken| (broken.what, broken.mend))?;
    let Some(sheet) = sheets.into_iter().find(|sheet| !sheet.cells.is_empty() && !sheet.is_hidden) else {
        return Ok(Vec::new());
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in &sheet.cells {
        let (row, column) = (cell.area.top as usize, cell.area.left as usize);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if rows[row].len() <= column {
            rows[row].resize_with(column + 1, String::new);
        }
        rows[row][column] =
            cell.date().filter(|_| cell.day.is_some()).map_or_else(|| cell.text.clone(), |day| day.to_string());
    }
    Ok(rows)
}

/// More rows or columns are no list of units.
const MOST_ROWS: usize = 100_000;
const MOST_COLUMNS: usize = 200;
