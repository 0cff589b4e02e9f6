//! Takes an unpacked workbook; gives its sheets.

use std::collections::HashMap;
use std::sync::Arc;

use calamine::{Cell as Read, DataRef, Dimensions, Reader, SheetType, SheetVisible};
use rust_decimal::Decimal;

use super::broken::Broken;
use super::format::{Shown, shown};
use super::grid::{Area, Cell, Holds, Sheet, smaller};
use super::letters::letters;
use super::package::Workbook;
use super::struck;
use super::unseen::Unseen;
use crate::import::words;
use crate::value::Date;

/// The most cells with something in them, and the most merges, of a sheet; a form
/// has some hundreds.
const MOST_CELLS: usize = 20_000;
const MOST_MERGES: usize = 3_000;

/// The most sheets of a workbook.
const MOST_SHEETS: usize = 500;

/// The sheets, in the workbook's order.
pub(super) fn read(workbook: &mut Workbook, unseen: &Unseen) -> Result<Vec<Sheet>, Broken> {
    let sheets = workbook.sheets_metadata().iter();
    let names: Vec<(String, bool)> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if names.len() > MOST_SHEETS {
        return Err(Broken::too_large(words::too_many_sheets(MOST_SHEETS)));
    }
    names.into_iter().map(|(name, is_hidden)| sheet(workbook, name, is_hidden, unseen)).collect()
}

fn sheet(workbook: &mut Workbook, name: String, is_hidden: bool, unseen: &Unseen) -> Result<Sheet, Broken> {
    let merges = workbook.merge_cells_by_sheet_name(&name).map_err(Broken::damaged)?;
    if merges.len() > MOST_MERGES {
        return Err(Broken::too_large(words::too_many_merges(&name, MOST_MERGES)));
    }
    let merges = sound(merges);
    let from_1904 = workbook.has_1904_epoch();
    let mut values = values(workbook, &name, from_1904)?;
    let formulas = formulas(workbook, &name, &mut values, from_1904)?;
    let mut cells = values.cells;
    cells.extend(formulas);
    cells.sort_by_key(|cell| (cell.area.top, cell.area.left));
    let mut blanks = merges.clone();
    for cell in &mut cells {
        let (row, column) = (cell.area.top, cell.area.left);
        let covers =
            |area: &&Area| (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column);
        match merges.iter().find(covers) {
            Some(area) if (area.top, area.left) == (row, column) => {
                cell.area = *area;
                blanks.retain(|blank| blank != area);
            }
            Some(_) => cell.holds = Holds::Covered,
            None => {}
        }
        if unseen.get(&name).is_some_and(|hidden| hidden.holds(cell.area)) {
            cell.holds = Holds::Hidden;
        }
    }
    Ok(Sheet { name, origin: Arc::default(), is_hidden, cells, blanks })
}

/// The values of a sheet.
struct Values {
    /// The cells that hold something.
    cells: Vec<Cell>,
    /// The rows and columns of empty texts.
    empty: Vec<(u32, u32)>,
    /// How numbers would be shown in cells that hold nothing, by row and column.
    formats: HashMap<(u32, u32), Shown>,
}

fn values(workbook: &mut Workbook, name: &str, from_1904: bool) -> Result<Values, Broken> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(Broken::damaged)?;
    let (mut cells, mut empty, mut formats) = (Vec::new(), Vec::new(), HashMap::new());
    while let Some((read, style)) = reader.next_cell_with_style_id().map_err(Broken::damaged)? {
        let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
        let number = match read.get_value() {
            DataRef::Int(value) => *value as f64,
            DataRef::Float(value) => *value,
            _ => 1.0,
        };
        let shown = format.map(|format| shown(&format.format_code, number)).unwrap_or_default();
        match filled(&read, &shown, from_1904) {
            Some(cell) => {
                let font = reader.styles().get(style).and_then(|style| style.font.as_ref());
                let is_struck = font.is_some_and(|font| font.has_strikethrough());
                cells.push(if is_struck { Cell { holds: Holds::Struck, ..cell } } else { cell });
            }
            None if matches!(read.get_value(), DataRef::Empty) && shown != Shown::default() => {
                formats.insert(read.get_position(), shown);
            }
            None if !matches!(read.get_value(), DataRef::Empty) => empty.push(read.get_position()),
            None => {}
        }
        if cells.len() > MOST_CELLS {
            return Err(Broken::too_large(words::too_many_cells(name, MOST_CELLS)));
        }
    }
    cells.sort_by_key(|cell| (cell.area.top, cell.area.left));
    cells.dedup_by_key(|cell| cell.area);
    empty.sort_unstable();
    Ok(Values { cells, empty, formats })
}

/// The formulas whose value the file does not hold. One that is only a number, such as
/// `=100%`, is the text that somebody typed.
fn formulas(
    workbook: &mut Workbook,
    name: &str,
    Values { cells, empty, formats }: &mut Values,
    from_1904: bool,
) -> Result<Vec<Cell>, Broken> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(Broken::damaged)?;
    let mut formulas = Vec::new();
    while let Some(formula) = reader.next_formula().map_err(Broken::damaged)? {
        let ((row, column), text) = (formula.get_position(), formula.get_value());
        let known = cells.binary_search_by_key(&(row, column), |cell| (cell.area.top, cell.area.left));
        let number = number_typed(text);
        match (known, number) {
            (Ok(known), Some(_)) => cells[known] = typed(cells[known].clone(), text),
            (Err(_), Some(number)) if formulas.len() < MOST_CELLS => {
                let read = Read::new((row, column), DataRef::Float(number));
                let shown = formats.remove(&(row, column)).unwrap_or_default();
                formulas.extend(filled(&read, &shown, from_1904).map(|cell| typed(cell, text)));
            }
            // A formula may say that there is nothing.
            (Err(_), _) if empty.binary_search(&(row, column)).is_ok() => {}
            (Err(_), _) if !text.is_empty() && formulas.len() < MOST_CELLS => {
                formulas.push(cell(row, column, format!("={text}"), Holds::Formula));
            }
            _ => {}
        }
    }
    Ok(formulas)
}

/// The number that a formula is, where it computes nothing.
fn number_typed(formula: &str) -> Option<f64> {
    let (number, parts) = match formula.trim().strip_suffix('%') {
        Some(number) => (number, 100.0),
        None => (formula.trim(), 1.0),
    };
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    number.parse::<f64>().ok().filter(|_| is_number).map(|number| number / parts)
}

/// A number that somebody typed as a formula. What its format shows beside it stays, and a
/// sign there goes before.
fn typed(cell: Cell, formula: &str) -> Cell {
    let shown = if formula.trim().ends_with('%') { formula } else { &cell.text };
    let equals = if shown.starts_with(|c: char| c.is_ascii_digit()) { "=" } else { "" };
    let text = format!("{equals}{shown}");
    Cell { letters: letters(&text), text, ..cell }
}

fn cell(row: u32, column: u32, text: String, holds: Holds) -> Cell {
    let area = Area { top: row, left: column, bottom: row, right: column };
    Cell { area, letters: letters(&text), text, holds, day: None, scale: 0, struck: String::new() }
}

/// A cell as it was read; none where it holds nothing.
fn filled(read: &Read<DataRef<'_>>, shown: &Shown, from_1904: bool) -> Option<Cell> {
    let (row, column) = read.get_position();
    // A unit goes with the number as it is shown.
    let has_unit = shown.after.contains(['元', '百', '千', '万', '亿']);
    let (in_text, scale) = if has_unit { (shown.scale, 0) } else { (0, shown.scale) };
    let number = |number: f64| {
        let number = if shown.is_percent { number * 100.0 } else { number };
        (format!("{}{}{}", shown.before, exact(number, in_text), shown.after), Holds::Number { from_1904 })
    };
    let mut day = None;
    let (text, holds) = match read.get_value() {
        DataRef::Empty => return None,
        DataRef::String(text) => (text.clone(), Holds::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), Holds::Text),
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => (value.to_string().to_uppercase(), Holds::Text),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, date, hour, minute, ..) = date.to_ymd_hms_milli();
            let whole = format!("{year:04}-{month:02}-{date:02}");
            day = Date::parse(&whole).ok();
            let words = shown.day((year, month, date));
            let text = match (shown.parts.as_str(), words) {
                (_, Some(words)) => words,
                ("ym" | "my", _) => format!("{year}年{month}月"),
                ("y", _) => format!("{year}年"),
                ("md" | "dm", _) => format!("{month}月{date}日"),
                (parts, _) if !parts.contains(['y', 'd']) && parts.contains('h') => format!("{hour}:{minute:02}"),
                _ => whole,
            };
            (text, Holds::Text)
        }
        DataRef::DateTime(duration) => number(duration.as_f64()),
        DataRef::DateTimeIso(text) => (text.split('T').next().unwrap_or(text).to_owned(), Holds::Text),
        DataRef::DurationIso(text) => (text.clone(), Holds::Text),
        DataRef::Error(error) => (error.to_string(), Holds::Error),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (rest, struck) = struck::parted(&text);
    let (text, holds, struck) = match (struck.is_empty(), rest.trim().is_empty()) {
        (true, _) => (text, holds, struck),
        (false, true) => (struck, Holds::Struck, String::new()),
        (false, false) => (rest, holds, struck),
    };
    // A line break alone is two blank lines: those of a list whose lines go with another's.
    let is_blank = text.chars().all(|c| c != '\n' && c.is_whitespace());
    // The format of a text is none of its own.
    let scale = if matches!(holds, Holds::Number { .. }) { scale } else { 0 };
    (!is_blank).then(|| Cell { day, scale, struck, ..cell(row, column, text, holds) })
}

/// A number with the 15 digits that a spreadsheet keeps, so many powers of ten smaller.
fn exact(number: f64, scale: u32) -> String {
    let decimal: Option<Decimal> = number.to_string().parse().ok();
    let rounded = decimal.and_then(|decimal| decimal.round_sf(15));
    let scaled = rounded.and_then(|decimal| smaller(decimal, scale));
    scaled.map_or_else(|| number.to_string(), |decimal| decimal.to_string())
}

/// The merges that do not overlap an earlier one.
fn sound(merges: Vec<Dimensions>) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for Dimensions { start, end } in merges {
        let area = Area { top: start.0, left: start.1, bottom: end.0, right: end.1 };
        let is_area = area.top <= area.bottom && area.left <= area.right;
        if is_area && !areas.iter().any(|other| other.is_beside(area) && other.is_in_line(area)) {
            areas.push(area);
        }
    }
    areas
}
