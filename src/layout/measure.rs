//! The lines of every cell and the height of every row.

use crate::form::{Cell, FormTable};
use crate::style::{Align, Punctuation, Style};
use crate::text::{BrokenText, Metrics, SheetMetrics, Spread, TextStyle};
use crate::value::Length;

/// What a form measures.
#[derive(Debug)]
pub(super) struct Measures {
    /// The lines of each cell.
    pub lines: Vec<BrokenText>,
    /// The height of each row.
    pub heights: Vec<Length>,
}

/// How the reader of an output sets its texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Medium {
    /// Whether punctuation gives way as the template says, or not at all.
    squeezes: bool,
    /// The least distance of lines, in font sizes.
    least_leading: f64,
    /// The least distance of the text from the left and right rules.
    least_padding: Length,
}

impl Medium {
    /// A page that this program draws.
    pub const PAGE: Self = Self { squeezes: true, least_leading: 0.0, least_padding: Length::ZERO };

    /// A sheet that a spreadsheet program draws: it squeezes nothing, keeps
    /// five pixels of each column blank, and sets lines as far apart as the
    /// font asks, which is 1.45 font sizes for the widest Chinese fonts that
    /// stand in for 宋体 (Noto Serif CJK 1.437, Noto Sans CJK 1.448).
    const SHEET: Self = Self { squeezes: false, least_leading: 1.46, least_padding: Length::pt(3.0) };

    /// A cell's style as this medium shows it.
    fn style(self, style: Style) -> Style {
        Style {
            leading: style.leading.max(self.least_leading),
            padding_x: style.padding_x.max(self.least_padding),
            punctuation: if self.squeezes { style.punctuation } else { Punctuation::None },
            hanging: style.hanging && self.squeezes,
            ..style
        }
    }
}

/// The height of each row of the form as a sheet.
pub fn sheet_heights(table: &FormTable) -> Vec<Length> {
    measure(table, &SheetMetrics, Medium::SHEET).heights
}

/// Measures a form.
pub(super) fn measure(table: &FormTable, metrics: &impl Metrics, medium: Medium) -> Measures {
    let mut lines = Vec::with_capacity(table.cells.len());
    let mut heights: Vec<Length> = table.rows.iter().map(|row| row.height).collect();
    let mut spanning = Vec::new();
    for cell in &table.cells {
        let style = medium.style(cell.style);
        let broken = BrokenText::new(&cell.text, metrics, text_style(style), line_width(table, cell, style));
        let height = text_height(style, broken.count());
        match cell.rowspan {
            1 => heights[cell.row] = heights[cell.row].max(height),
            _ => spanning.push((cell, height)),
        }
        lines.push(broken);
    }
    for cells in paired_rows(table) {
        pair(&cells, &mut lines);
        for index in cells {
            let cell = &table.cells[index];
            let height = text_height(medium.style(cell.style), lines[index].count());
            heights[cell.row] = heights[cell.row].max(height);
        }
    }
    // The narrowest spans first, so that wider ones find their rows grown.
    spanning.sort_by_key(|(cell, _)| cell.rowspan);
    for (cell, height) in spanning {
        spread(&mut heights[cell.row..cell.row + cell.rowspan], height);
    }
    Measures { lines, heights }
}

/// The paired cells of each row that has some.
fn paired_rows(table: &FormTable) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); table.rows.len()];
    for (index, cell) in table.cells.iter().enumerate().filter(|(_, cell)| cell.paired && cell.rowspan == 1) {
        rows[cell.row].push(index);
    }
    rows.into_iter().filter(|row| row.len() > 1).collect()
}

/// Puts blank lines after the paragraphs of paired cells, until the next ones
/// begin side by side.
fn pair(cells: &[usize], lines: &mut [BrokenText]) {
    let mut most: Vec<usize> = Vec::new();
    for cell in cells {
        for (number, count) in lines[*cell].counts().enumerate() {
            match most.get_mut(number) {
                Some(most) => *most = count.max(*most),
                None => most.push(count),
            }
        }
    }
    cells.iter().for_each(|cell| lines[*cell].extend_to(&most));
}

/// The width of a cell's lines. Characters below each other are lines of one
/// character, or of a number of two digits.
fn line_width(table: &FormTable, cell: &Cell, style: Style) -> Length {
    if style.vertical { style.size * TWO_DIGITS } else { table.width(cell) - style.padding_x * 2.0 }
}

/// The room for two digits, in font sizes.
const TWO_DIGITS: f64 = 1.2;

/// What line breaking needs to know of a style.
pub(super) fn text_style(style: Style) -> TextStyle {
    TextStyle {
        size: style.size,
        bold: style.bold,
        spread: match (style.align, style.justify) {
            _ if style.vertical => Spread::Ragged,
            (Align::Distribute, _) => Spread::Distributed,
            (_, true) => Spread::Justified,
            (_, false) => Spread::Ragged,
        },
        hanging: style.hanging,
        punctuation: if style.vertical { Punctuation::None } else { style.punctuation },
        vertical: style.vertical,
    }
}

/// Grows rows evenly until together they are as high as the cell over them.
fn spread(heights: &mut [Length], needed: Length) {
    let missing = needed - heights.iter().copied().sum();
    if missing > Length::ZERO {
        let share = missing / heights.len() as f64;
        heights.iter_mut().for_each(|height| *height += share);
    }
}

/// The height of a cell with so many lines, from rule to rule; nothing for none.
pub(super) fn text_height(style: Style, lines: usize) -> Length {
    match lines {
        0 => Length::ZERO,
        _ => style.size * style.leading * lines as f64 + style.padding_y * 2.0,
    }
}

/// How many lines of a cell stand in this height.
pub(super) fn lines_in(cell: &Cell, height: Length) -> usize {
    let room = height - cell.style.padding_y * 2.0;
    // A thousandth of a point more, for rounding errors of the sums before.
    let lines = (room.to_pt() + 0.001) / (cell.style.size * cell.style.leading).to_pt();
    lines.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use crate::template::Templates;

    /// Two rows: a name, two paired cells; and a paired cell alone.
    #[test]
    fn paragraphs_of_paired_cells_begin_side_by_side() {
        let templates = Templates::built_in();
        let blank = form::blank(templates.for_year(2026).unwrap(), 2026);
        let cell = |row, column, paired, text: &str| Cell {
            row,
            column,
            rowspan: 1,
            colspan: 1,
            text: text.to_owned(),
            style: Style::default(),
            paired,
            ..blank.cells[0].clone()
        };
        let mut table = blank.clone();
        table.columns = vec![Length::pt(60.0); 3];
        table.cells = vec![
            cell(0, 0, false, "数量"),
            cell(0, 1, true, "举办科普讲座场次数\n乙"),
            cell(0, 2, true, "4场\n5场"),
            cell(1, 0, true, "甲\n乙"),
            cell(1, 1, false, "甲"),
        ];
        table.rows.truncate(2);
        let measures = measure(&table, &SheetMetrics, Medium::PAGE);
        let counts = measures.lines.iter().map(BrokenText::count).collect::<Vec<_>>();
        assert_eq!(counts, [1, 3, 3, 2, 1], "乙 stands beside 5场; a label has no blank lines");
        assert_eq!(paired_rows(&table), [[1, 2]]);
    }
}
