//! The rows of a blank form's sheet that grow with what is filled in.
//!
//! A spreadsheet program fits a row whose height nobody has set to what is typed, but not to
//! what is typed into merged cells. So that stands once more right of the form, where it is
//! not printed: in white, in a column as wide as they are. Beside it, something as high as
//! the form has the row keeps it from becoming lower.

use std::ops::Range;

use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Worksheet, XlsxError};

use super::formulas::place;
use super::look::FONT;
use crate::form::{Cell, FormTable, Input};
use crate::style::Style;
use crate::value::Length;

/// The height of a line of 宋体 as spreadsheet programs set it, in font sizes.
const LEADING: f64 = 1.3;

/// So many pixels narrower than what it repeats is a cell, so that no line of it is longer.
const NARROWER: u32 = 4;

/// The width in pixels of the column that keeps rows as high as the form has them.
const STRUT: u32 = 12;

/// The rows of a blank form that grow: those with a text to fill in.
pub(super) fn rows(table: &FormTable, rows: &[Range<u32>]) -> Vec<usize> {
    let has_text = |row: usize| table.cells.iter().any(|cell| cell.row == row && is_text(cell));
    let grows = |row: &usize| table.is_blank && rows[*row].len() == 1 && has_text(*row);
    (0..table.rows.len()).filter(grows).collect()
}

/// A sheet whose rows with these numbers, from 0, have the heights that they have only until
/// something is typed into them.
pub(super) fn loosened(part: &str, rows: impl Iterator<Item = u32>) -> String {
    rows.fold(part.to_owned(), |part, row| {
        let Some(start) = part.find(&format!("<row r=\"{}\" ", row + 1)) else { return part };
        let (before, rest) = part.split_at(start);
        format!("{before}{}", rest.replacen(" customHeight=\"1\"", "", 1))
    })
}

fn is_text(cell: &Cell) -> bool {
    cell.input == Some(Input::Text) && cell.rowspan == 1 && !cell.style.vertical
}

/// What is needed beside the form so that its rows grow, up from this column.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &FormTable,
    (growing, rows, heights): (&[usize], &[Range<u32>], &[Length]),
    width: impl Fn(&Cell) -> u32,
) -> Result<(), XlsxError> {
    let strut = table.columns.len() as u16 + 1;
    let mut widths: Vec<u32> = Vec::new();
    for row in growing {
        let line = rows[*row].start;
        let size = (heights[line as usize] / LEADING).to_pt();
        sheet.write_string_with_format(line, strut, " ", &unseen(size))?;
        let mut taken: Vec<usize> = Vec::new();
        for cell in table.cells.iter().filter(|cell| cell.row == *row && is_text(cell) && cell.colspan > 1) {
            let own = width(cell).saturating_sub(NARROWER);
            let free = (0..widths.len()).find(|column| widths[*column] == own && !taken.contains(column));
            let column = free.unwrap_or_else(|| {
                widths.push(own);
                widths.len() - 1
            });
            taken.push(column);
            let formula = Formula::new(format!("={}&\"\"", place(cell, rows)));
            sheet.write_formula_with_format(line, strut + 1 + column as u16, formula, &repeating(cell.style))?;
        }
    }
    if !growing.is_empty() {
        sheet.set_column_width_pixels(strut, STRUT)?;
    }
    for (column, width) in (strut + 1..).zip(widths) {
        sheet.set_column_width_pixels(column, width)?;
    }
    Ok(())
}

/// The look of what nobody sees. It is not locked, as a row with a locked cell cannot be
/// deleted.
fn unseen(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size).set_font_color(Color::White).set_unlocked()
}

fn repeating(style: Style) -> Format {
    let format = unseen(style.size.to_pt()).set_text_wrap().set_align(FormatAlign::Top);
    if style.bold { format.set_bold() } else { format }
}
