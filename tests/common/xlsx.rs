//! The sheet, read back with calamine.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

/// A cell of a sheet with its place, its spans and what it holds.
#[derive(Debug, PartialEq)]
pub struct SheetCell {
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
    pub data: Data,
}

/// The cells of the only sheet, in reading order; places under a merge are none.
pub fn cells(bytes: &[u8], columns: u32) -> (String, Vec<SheetCell>) {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 1, "one sheet a project");
    let name = names[0].clone();
    let merges = workbook.merge_cells_by_sheet_name(&name).expect("merges");
    let formulas = workbook.worksheet_formula(&name).expect("formulas");
    assert!(formulas.used_cells().next().is_none(), "no text became a formula");
    let range = workbook.worksheet_range(&name).expect("a range");
    let mut starts = HashMap::new();
    let mut covered = HashMap::new();
    for merge in &merges {
        starts.insert(merge.start, (merge.end.0 - merge.start.0 + 1, merge.end.1 - merge.start.1 + 1));
        for row in merge.start.0..=merge.end.0 {
            for column in merge.start.1..=merge.end.1 {
                let before = covered.insert((row, column), merge.start);
                assert_eq!(before, None, "merges overlap at {row}, {column}");
            }
        }
    }
    let last = merges.iter().map(|merge| merge.end.0).chain(range.end().map(|end| end.0)).max().unwrap_or(0);
    let mut cells = Vec::new();
    for row in 0..=last {
        for column in 0..columns {
            let place = (row, column);
            if covered.get(&place).is_some_and(|start| *start != place) {
                continue;
            }
            let (rows, columns) = starts.get(&place).copied().unwrap_or((1, 1));
            cells.push(SheetCell {
                row,
                column,
                rows,
                columns,
                data: range.get_value(place).cloned().unwrap_or(Data::Empty),
            });
        }
    }
    (name, cells)
}
