//! What a spreadsheet computes: the formulas of cells that are computed from others.

use std::ops::Range;

use crate::form::{Cell, CellsByField, Formula};
use crate::value::cell_address;

/// The most arguments of a function.
const MOST_ARGUMENTS: usize = 255;

/// The longest formula that a spreadsheet program takes, in characters.
const LONGEST: usize = 8_192;

/// The formula of a cell, over others of its sheet; none where they do not stand on it,
/// or are beyond what a formula can hold. A sum that is blank is blank as long as its
/// parts are.
pub(super) fn formula(
    formula: &Formula,
    cell: &Cell,
    fields: &CellsByField<'_>,
    rows: &[Range<u32>],
) -> Option<String> {
    let (Formula::Sum(parts) | Formula::Count(parts)) = formula;
    let cells = fields.showing(parts);
    let ranges = ranges(&cells, rows);
    let text = match formula {
        _ if ranges.is_empty() || ranges.len() > MOST_ARGUMENTS => return None,
        Formula::Sum(_) if cell.number.is_none() => {
            let places = ranges.join(",");
            format!("=IF(COUNT({places})=0,\"\",SUM({places}))")
        }
        Formula::Sum(_) => format!("=SUM({})", ranges.join(",")),
        // Cells that are merged are fewer than what they show.
        Formula::Count(_) => {
            let counted = cell.number.as_ref().map(|number| number.value);
            (counted == Some(cells.len().into())).then_some(())?;
            let counts: Vec<String> = ranges.iter().map(|range| format!("ROWS({range})")).collect();
            format!("={}", counts.join("+"))
        }
    };
    (text.len() <= LONGEST).then_some(text)
}

/// The longest text in a formula, in characters.
const LONGEST_TEXT: usize = 255;

/// A text that leads to a place in the workbook; none where a formula cannot hold it. Unlike
/// a cell that is a link by itself, it wraps in LibreOffice, too.
pub(super) fn link(place: &str, text: &str) -> Option<String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let place = format!("#{place}");
    let fits = |text: &str| text.encode_utf16().count() <= LONGEST_TEXT;
    (fits(&place) && fits(text)).then(|| format!("=HYPERLINK({},{})", quoted(&place), quoted(text)))
}

/// Where a cell starts, as formulas name it.
pub(super) fn place(cell: &Cell, rows: &[Range<u32>]) -> String {
    cell_address(rows[cell.row].start, cell.column as u32)
}

/// The ranges of cells; those that follow each other in a column are one.
fn ranges(cells: &[&Cell], rows: &[Range<u32>]) -> Vec<String> {
    let mut runs: Vec<(&Cell, &Cell)> = Vec::new();
    for &cell in cells {
        let follows = |run: &&mut (&Cell, &Cell)| (run.1.column, run.1.row + run.1.rowspan) == (cell.column, cell.row);
        match runs.iter_mut().find(follows) {
            Some((_, last)) => *last = cell,
            None => runs.push((cell, cell)),
        }
    }
    let range = |(first, last): &(&Cell, &Cell)| match first.row == last.row {
        true => place(first, rows),
        false => format!("{}:{}", place(first, rows), place(last, rows)),
    };
    runs.iter().map(range).collect()
}
