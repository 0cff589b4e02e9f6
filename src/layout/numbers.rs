//! Numbers that are wider than their cell.

use super::measure::text_style;
use crate::form::{CellId, FormTable};
use crate::style::Style;
use crate::text::{Metrics, SheetMetrics, Spread, TextStyle, break_lines};
use crate::value::{Length, is_operator_sign};

/// The smallest that a number may become.
const SMALLEST: Length = Length::pt(5.0);

/// Sizes go by half points.
const STEP: Length = Length::pt(0.5);

/// Makes numbers that are wider than their cell smaller, since a number that is
/// broken at the end of a line is read as another, and a spreadsheet shows none
/// at all; texts that are a figure, such as `≥98.5%`, too. Returns the cells that were
/// changed, with their new sizes.
pub fn shrink_numbers(table: &mut FormTable, metrics: &impl Metrics) -> Vec<(CellId, Length)> {
    let mut changed = Vec::new();
    for index in 0..table.cells.len() {
        let cell = &table.cells[index];
        if cell.number.is_none() && !is_figure(&cell.text) {
            continue;
        }
        let room = table.width(cell) - cell.style.padding_x * 2.0;
        let width = width(&cell.text, metrics, cell.style).max(width(&cell.text, &SheetMetrics, cell.style));
        if width.fits(room) {
            continue;
        }
        let size = STEP * (cell.style.size * (room / width) / STEP).floor();
        let size = size.max(SMALLEST.min(cell.style.size));
        table.cells[index].style.size = size;
        changed.push((CellId(index), size));
    }
    changed
}

/// Whether a text is nothing but a number with its sign.
fn is_figure(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || is_operator_sign(c) || matches!(c, '.' | ',' | '%' | '‰' | '-');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

/// The width of a text on one line.
fn width(text: &str, metrics: &impl Metrics, style: Style) -> Length {
    let style = TextStyle { spread: Spread::Ragged, ..text_style(style) };
    let lines = break_lines(text, metrics, style, Length::pt(f64::from(u16::MAX)));
    lines.iter().map(|line| line.width).fold(Length::ZERO, Length::max)
}

#[cfg(test)]
mod tests {
    use super::is_figure;

    #[test]
    fn figures_have_any_sign_of_an_operator() {
        for text in ["≥98.5%", "≧98.5%", "⩽-1,200", ">=3", "12"] {
            assert!(is_figure(text), "{text}");
        }
        for text in ["≥4场", "≥", "不少于3", ""] {
            assert!(!is_figure(text), "{text}");
        }
    }
}
