//! A sheet that somebody works on in a spreadsheet program.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::support::{changed, parts};

/// A cell as the file has it: its style, its type, and what is in it.
#[derive(Clone, Default)]
struct Raw {
    style: String,
    kind: String,
    content: String,
}

/// A sheet of a workbook; rows and columns from 1.
pub struct Edited {
    part: String,
    rows: BTreeMap<u32, BTreeMap<u32, Raw>>,
    /// The first and last rows and columns of merged cells.
    merges: Vec<[u32; 4]>,
}

impl Edited {
    pub fn of(workbook: &[u8], sheet: usize) -> Self {
        let part = format!("xl/worksheets/sheet{sheet}.xml");
        let (_, text) = parts(workbook).into_iter().find(|(name, _)| *name == part).expect("a sheet");
        let text = String::from_utf8(text).expect("UTF-8");
        let document = Document::parse(&text).expect("XML");
        let named = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
        let mut rows: BTreeMap<u32, BTreeMap<u32, Raw>> = BTreeMap::new();
        for cell in named("c") {
            let (row, column) = address(cell.attribute("r").expect("an address"));
            let value = |name: &str| cell.attribute(name).unwrap_or_default().to_owned();
            let content: String = cell.children().map(|node: Node<'_, '_>| &text[node.range()]).collect();
            rows.entry(row).or_default().insert(column, Raw { style: value("s"), kind: value("t"), content });
        }
        let merges = named("mergeCell").map(|merge| {
            let (first, last) = merge.attribute("ref").and_then(|area| area.split_once(':')).expect("an area");
            let ((top, left), (bottom, right)) = (address(first), address(last));
            [top, left, bottom, right]
        });
        Self { part, rows, merges: merges.collect() }
    }

    /// Inserts a row above one: it looks like the row above it, and what is merged around it
    /// goes over it.
    pub fn insert(&mut self, row: u32) {
        let below = self.rows.split_off(&row);
        self.rows.extend(below.into_iter().map(|(number, cells)| (number + 1, cells)));
        let above = self.rows.get(&(row - 1)).cloned().unwrap_or_default();
        let blank = |(column, raw): (u32, Raw)| (column, Raw { style: raw.style, ..Raw::default() });
        self.rows.insert(row, above.into_iter().map(blank).collect());
        for [top, _, bottom, _] in &mut self.merges {
            *bottom += u32::from(*bottom >= row);
            *top += u32::from(*top >= row);
        }
    }

    /// Deletes a row of a merged place that goes on.
    pub fn delete(&mut self, row: u32) {
        let mut below = self.rows.split_off(&row);
        below.remove(&row);
        self.rows.extend(below.into_iter().map(|(number, cells)| (number - 1, cells)));
        self.merges.retain(|[top, _, bottom, _]| !(*top == row && *bottom == row));
        for [top, _, bottom, _] in &mut self.merges {
            *bottom -= u32::from(*bottom >= row);
            *top -= u32::from(*top > row);
        }
    }

    /// Types a text. A cell that repeats it, says it too.
    pub fn text(&mut self, row: u32, column: u32, text: &str) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let copy = format!("={}{row}&amp;\"\"", column_name(column));
        let cells = self.rows.entry(row).or_default();
        for raw in cells.values_mut() {
            if raw.content.contains(&format!("<f>{}</f>", copy.trim_start_matches('='))) {
                raw.content = format!("<f>{}</f><v>{escaped}</v>", copy.trim_start_matches('='));
            }
        }
        let cell = cells.entry(column).or_default();
        cell.kind = "inlineStr".to_owned();
        cell.content = format!("<is><t xml:space=\"preserve\">{escaped}</t></is>");
    }

    /// Types a number, or a day by its number.
    pub fn number(&mut self, row: u32, column: u32, number: &str) {
        let cell = self.rows.entry(row).or_default().entry(column).or_default();
        cell.kind.clear();
        cell.content = format!("<v>{number}</v>");
    }

    /// Saves it, without protection.
    pub fn save(&self, workbook: &[u8]) -> Vec<u8> {
        changed(workbook, &self.part, |xml| {
            let cell = |row: u32, (column, raw): (&u32, &Raw)| {
                let attribute = |name: &str, value: &str| match value {
                    "" => String::new(),
                    value => format!(" {name}=\"{value}\""),
                };
                let attributes = attribute("s", &raw.style) + &attribute("t", &raw.kind);
                format!("<c r=\"{}{row}\"{attributes}>{}</c>", column_name(*column), raw.content)
            };
            let row = |(row, cells): (&u32, &BTreeMap<u32, Raw>)| {
                let cells: String = cells.iter().map(|one| cell(*row, one)).collect();
                format!("<row r=\"{row}\">{cells}</row>")
            };
            let rows: String = self.rows.iter().map(row).collect();
            let merge = |[top, left, bottom, right]: &[u32; 4]| {
                format!("<mergeCell ref=\"{}{top}:{}{bottom}\"/>", column_name(*left), column_name(*right))
            };
            let merges: String = self.merges.iter().map(merge).collect();
            let xml = between(&xml, "<sheetData>", "</sheetData>", &rows);
            let xml = between(&xml, "<mergeCells", "</mergeCells>", &format!(">{merges}"));
            assert!(xml.contains("<sheetProtection"), "it was protected");
            between(&xml, "<sheetProtection", ">", "/").replace("<sheetProtection/>", "")
        })
    }
}

/// A text with what stands between two of its parts replaced.
fn between(text: &str, start: &str, end: &str, inside: &str) -> String {
    let from = text.find(start).expect("a start") + start.len();
    let to = from + text[from..].find(end).expect("an end");
    format!("{}{inside}{}", &text[..from], &text[to..])
}

fn address(text: &str) -> (u32, u32) {
    let digits = text.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column = text[..digits].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (text[digits..].parse().expect("a row"), column)
}

fn column_name(column: u32) -> String {
    jixiao::internals::value::column_name(column - 1)
}
