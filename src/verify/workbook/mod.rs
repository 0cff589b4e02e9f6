//! A workbook against the one that was made again: do its sheets show and compute the
//! same?
//!
//! Both are read into what a reader sees of them (`read`). A spreadsheet program that
//! saves a workbook writes all parts anew, so that these are not compared byte for byte;
//! what it may write of its own is listed (`odd`), and everything else is told.

mod elements;
mod look;
mod odd;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use super::package::is_same_part;
use super::{Compared, Difference, Unreadable};
use crate::export::places;
use crate::form::{CellId, FormTable};
use crate::layout::{Layout, sheet_heights};
use crate::messages::Message;
use crate::unpack::{Package, Refused};
use crate::value::cell_address;
use crate::verify::words;
use look::Look;

/// What a workbook shows.
#[derive(Debug, Default, PartialEq)]
struct Workbook {
    sheets: Vec<Sheet>,
    /// Names of areas, each with the number of its sheet, and what they are.
    names: BTreeSet<(String, String, String)>,
    /// What no workbook of ours has.
    odd: Vec<Message>,
}

/// A sheet.
#[derive(Debug, Default, PartialEq)]
struct Sheet {
    name: String,
    state: String,
    /// By row and column, from 0.
    cells: BTreeMap<(u32, u32), SheetCell>,
    merges: BTreeSet<String>,
    links: BTreeSet<(String, String)>,
    header_footer: String,
    /// The fonts in them, which other programs leave out or change.
    header_footer_fonts: Vec<String>,
    /// The rows and columns that nobody sees, and how high and wide the others are.
    hidden: BTreeSet<String>,
    heights: BTreeMap<u32, f64>,
    widths: BTreeMap<u32, f64>,
}

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
struct SheetCell {
    value: Value,
    formula: Option<String>,
    look: Look,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Nothing,
    Number(f64),
    Text(String),
    /// A truth or an error.
    Other(String),
}

impl SheetCell {
    /// What the cell holds, for a message.
    fn says(&self) -> String {
        let value = match &self.value {
            Value::Nothing => String::new(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) | Value::Other(text) => text.clone(),
        };
        match &self.formula {
            Some(formula) => format!("={formula}（{value}）"),
            None => value,
        }
    }
}

/// The width of columns of which nothing is said, in characters.
const USUAL_WIDTH: f64 = 8.0;

/// The parts that tell of the file alone.
const OF_THE_FILE: &str = "docProps/";

/// In what a workbook differs from ours; the cells of a form by itself are named.
pub(super) fn compare(bytes: &[u8], ours: &[u8], form: Option<(&FormTable, &Layout)>) -> Result<Compared, Unreadable> {
    let open = |bytes| Package::open(bytes, |_| true).map_err(|Refused(why)| Unreadable(why));
    let (theirs, ours) = (open(bytes)?, open(ours)?);
    let mut found = Compared::default();
    let odd = odd::properties(&theirs, &ours);
    let is_same = |name: &String| match (theirs.0.get(name), ours.0.get(name)) {
        _ if name.starts_with(OF_THE_FILE) => true,
        (Some(their), Some(our)) => is_same_part(their, our),
        _ => false,
    };
    let names: BTreeSet<&String> = theirs.0.keys().chain(ours.0.keys()).collect();
    found.not_compared.push(words::of_the_file());
    if names.into_iter().all(is_same) {
        found.others = odd;
        return Ok(found);
    }
    let (theirs, ours) = (read::workbook(&theirs)?, read::workbook(&ours)?);
    found.looks = theirs.odd.iter().filter(|odd| **odd == words::has_rich_texts()).count();
    found.others.extend(theirs.odd.iter().cloned().chain(odd));
    found.not_compared.push(words::looks_of_cells());
    if theirs.names != ours.names {
        found.others.push(words::areas_are_others());
    }
    let names = |workbook: &Workbook| -> Vec<(String, String)> {
        workbook.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.state.clone())).collect()
    };
    if names(&theirs) != names(&ours) {
        let list = |workbook: &Workbook| crate::messages::list(workbook.sheets.iter().map(|sheet| sheet.name.as_str()));
        found.others.push(words::sheets_are_others(list(&theirs), list(&ours)));
    }
    // Of a form, the first sheet is compared though it has another name.
    for (index, our) in ours.sheets.iter().enumerate() {
        let Some(their) = theirs.sheets.get(index) else { continue };
        let cells = match form {
            Some((table, layout)) if index == 0 => {
                let places = places(table, layout, &sheet_heights(table)).into_iter().enumerate();
                places.map(|(cell, place)| (place, CellId(cell))).collect()
            }
            _ => BTreeMap::new(),
        };
        compare_sheet(their, our, &cells, &mut found);
    }
    Ok(found)
}

fn compare_sheet(their: &Sheet, our: &Sheet, cells: &BTreeMap<(u32, u32), CellId>, found: &mut Compared) {
    let places: BTreeSet<&(u32, u32)> = their.cells.keys().chain(our.cells.keys()).collect();
    for place in places {
        let (shown, wanted) = (their.cells.get(place), our.cells.get(place));
        let (address, id) = (cell_address(place.0, place.1), cells.get(place).copied());
        let is_same = match (shown, wanted) {
            (Some(shown), Some(wanted)) => shown.value == wanted.value && shown.formula == wanted.formula,
            _ => false,
        };
        let at = || match id {
            Some(_) => Message::verbatim(&address),
            None => words::on_sheet(&our.name, &address),
        };
        if !is_same {
            match (id, shown, wanted) {
                (None, shown, Some(wanted)) => {
                    let shown = shown.map(SheetCell::says).unwrap_or_default();
                    found.others.push(words::cell_differs(at(), shown, wanted.says()));
                }
                _ => found.differences.push(Difference {
                    cell: id,
                    place: at(),
                    says: Some(shown.map(SheetCell::says).unwrap_or_default()),
                }),
            }
        } else if shown.map(|shown| &shown.look) != wanted.map(|wanted| &wanted.look) {
            found.looks += 1;
            found.others.push(words::cell_is_shown_otherwise(at()));
        }
    }
    if their.header_footer == our.header_footer && their.header_footer_fonts != our.header_footer_fonts {
        found.looks += 1;
        found.others.push(words::sheet_differs(&our.name, words::header_and_footer()));
    }
    let mut differ = |is_same: bool, what: Message| {
        if !is_same {
            found.others.push(words::sheet_differs(&our.name, what));
        }
    };
    differ(their.merges == our.merges, words::merged_cells());
    differ(their.links == our.links, words::links());
    differ(their.header_footer == our.header_footer, words::header_and_footer());
    differ(their.hidden == our.hidden, words::hidden_rows_and_columns());
    // Programs round sizes; below the half of it, a text is cut off. Rows of which nothing is
    // said are as high as they have to be.
    let is_wide = |their: &BTreeMap<u32, f64>, our: &BTreeMap<u32, f64>, usual: f64| {
        our.iter().all(|(at, size)| their.get(at).copied().unwrap_or(usual) >= size / 2.0)
    };
    differ(is_wide(&their.heights, &our.heights, f64::INFINITY), words::heights_of_rows());
    differ(is_wide(&their.widths, &our.widths, USUAL_WIDTH), words::widths_of_columns());
}
