//! genpdf as a peer: `genpdf-peer INPUT.json OUTPUT.pdf`, a document of
//! documents.py.
//!
//! What genpdf cannot do is left out: no cell spans rows (a label stands in its
//! first row alone), font sizes are whole points, all four fonts of the family are
//! embedded whole, nothing is tagged. Cells span columns since each row is a table
//! of its own; lines break between any two characters, each of which is pushed
//! alone, since genpdf breaks only at spaces.

use std::fs;

use genpdf::elements::{FrameCellDecorator, Paragraph, TableLayout};
use genpdf::fonts::{FontData, FontFamily};
use genpdf::style::Style;
use genpdf::{Alignment, Document, Element as _, Margins, SimplePageDecorator};
use serde_json::Value;

fn font(weight: &str) -> FontData {
    let path = format!("{}/../../../fonts/NotoSerifSC-{weight}.ttf", env!("CARGO_MANIFEST_DIR"));
    FontData::load(path, None).expect("a font")
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (input, output) = (arguments.next().expect("an input"), arguments.next().expect("an output"));
    let document: Value = serde_json::from_str(&fs::read_to_string(input).expect("a file")).expect("JSON");
    let widths: Vec<f64> =
        document["columns"].as_array().expect("columns").iter().map(|width| width.as_f64().expect("a width")).collect();
    let rows = document["heights"].as_array().expect("rows").len();
    let mut grid: Vec<Vec<Option<&Value>>> = vec![vec![None; widths.len()]; rows];
    for cell in document["cells"].as_array().expect("cells") {
        grid[number(&cell["row"])][number(&cell["column"])] = Some(cell);
    }
    let (regular, bold) = (font("Regular"), font("Bold"));
    let family =
        FontFamily { italic: regular.clone(), bold_italic: bold.clone(), regular, bold };
    let mut page = Document::new(family);
    let mut decorator = SimplePageDecorator::new();
    decorator.set_margins(Margins::trbl(16, 18, 15, 18));
    page.set_page_decorator(decorator);
    for row in grid {
        let (mut weights, mut paragraphs) = (Vec::new(), Vec::new());
        let mut column = 0;
        while column < widths.len() {
            let cell = row[column];
            let columns = cell.map_or(1, |cell| number(&cell["columns"]));
            let width: f64 = widths[column..column + columns].iter().sum();
            weights.push((width * 1000.0) as usize);
            paragraphs.push(paragraph(cell));
            column += columns;
        }
        let mut table = TableLayout::new(weights);
        table.set_cell_decorator(FrameCellDecorator::new(true, true, false));
        let mut cells = table.row();
        for (paragraph, style) in paragraphs {
            cells.push_element(paragraph.padded(Margins::vh(1, 1)).styled(style));
        }
        cells.push().expect("a row");
        page.push(table);
    }
    page.render_to_file(output).expect("a PDF");
}

fn paragraph(cell: Option<&Value>) -> (Paragraph, Style) {
    let mut paragraph = Paragraph::default();
    let mut style = Style::new().with_font_size(10);
    if let Some(cell) = cell {
        for character in cell["text"].as_str().unwrap_or_default().chars() {
            paragraph.push(character.to_string());
        }
        paragraph.set_alignment(match cell["align"].as_str() {
            Some("left") => Alignment::Left,
            Some("right") => Alignment::Right,
            _ => Alignment::Center,
        });
        style.set_font_size(cell["size"].as_f64().unwrap_or(10.0) as u8);
        if cell["bold"] == true {
            style.set_bold();
        }
    }
    (paragraph, style)
}
