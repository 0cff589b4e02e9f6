//! A sheet as cells that know their merges.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::Arc;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use rust_decimal::Decimal;

use super::letters::{compact, letters};
use super::origin::Origin;
use crate::value::{Date, cell_address, fold_width};

/// A sheet.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub name: String,
    /// Where its workbook comes from.
    pub origin: Arc<Origin>,
    /// Whether nobody sees it.
    pub is_hidden: bool,
    /// The cells that hold something, in reading order.
    pub cells: Vec<Cell>,
    /// The merged places that hold nothing: blanks of the form.
    pub blanks: Vec<Area>,
}

impl Sheet {
    /// The sheet without what its blank form had in its cells to begin with; cells that
    /// have nothing else are blanks.
    pub(super) fn without_hints(&self, hints: &[String]) -> Cow<'_, Self> {
        let typed = |text: &str| -> String {
            let typed = |line: &str| {
                let after = line.find([':', '：']).map(|colon| line[colon..].trim_start_matches([':', '：']));
                let before = after.map(|after| &line[..line.len() - after.len()]);
                let dots = line.trim_start_matches(['…', ' ']);
                match (before, after) {
                    _ if dots.len() < line.len() && hints.contains(&compact(&line[..line.len() - dots.len()])) => {
                        dots.to_owned()
                    }
                    _ if hints.contains(&compact(line)) => String::new(),
                    (Some(before), Some(after)) if hints.contains(&compact(before)) => after.trim().to_owned(),
                    _ => line.to_owned(),
                }
            };
            text.split('\n').map(typed).collect::<Vec<String>>().join("\n")
        };
        let mut sheet = Cow::Borrowed(self);
        for (index, cell) in self.cells.iter().enumerate().filter(|_| !hints.is_empty()) {
            let text = typed(&cell.text);
            if text == cell.text {
                continue;
            }
            let sheet = sheet.to_mut();
            let text = if text.trim().is_empty() { String::new() } else { text };
            sheet.blanks.extend(text.is_empty().then_some(cell.area));
            sheet.cells[index] = Cell { letters: letters(&text), text, ..cell.clone() };
        }
        sheet
    }
}

/// Places from the first row and column to the last, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    /// Whether they have a row in common.
    pub(super) fn is_beside(self, other: Self) -> bool {
        self.top <= other.bottom && other.top <= self.bottom
    }

    /// Whether they have a column in common.
    pub(super) fn is_in_line(self, other: Self) -> bool {
        self.left <= other.right && other.left <= self.right
    }

    /// The address of its first cell, such as `C12`.
    pub(super) fn address(self) -> String {
        cell_address(self.top, self.left)
    }
}

/// A cell that holds something.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub area: Area,
    /// Its text, or what stands for its number or date.
    pub text: String,
    /// The letters of the text that count when labels are compared.
    pub letters: String,
    pub holds: Holds,
    /// The day that it holds, of which it may show only a part.
    pub day: Option<Date>,
    /// How many powers of ten smaller its number is shown than `text` has it.
    pub scale: u32,
    /// What of its text is struck out, which `text` does not have.
    pub struck: String,
}

impl Cell {
    /// A text at a place.
    pub(super) fn text_at(area: Area, text: String) -> Self {
        Self { area, letters: letters(&text), text, holds: Holds::Text, day: None, scale: 0, struck: String::new() }
    }

    /// A text about its number as many powers of ten smaller as it is shown.
    pub(super) fn as_shown(&self, text: &str) -> String {
        let start = text.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(0);
        let number = Decimal::from_str_exact(&text[start..]).ok().filter(|_| self.scale > 0);
        let shown = number.and_then(|number| smaller(number, self.scale));
        shown.map_or_else(|| text.to_owned(), |shown| format!("{}{shown}", &text[..start]))
    }

    /// The day that a cell names: a date, a date with a time, one after a label, or a
    /// number of the spreadsheet's calendar.
    pub(super) fn date(&self) -> Option<Date> {
        if self.day.is_some() {
            return self.day;
        }
        let digits: Vec<char> = self.text.trim().chars().collect();
        if let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.as_slice()
            && digits.iter().all(char::is_ascii_digit)
        {
            return Date::parse(&format!("{y1}{y2}{y3}{y4}-{m1}{m2}-{d1}{d2}")).ok();
        }
        let from_1904 = matches!(self.holds, Holds::Number { from_1904: true });
        let is_serial = digits.len() == 5 && digits.iter().all(char::is_ascii_digit);
        if is_serial || matches!(self.holds, Holds::Number { .. }) {
            let serial: f64 = self.text.trim().parse().ok().filter(|serial| SERIALS.contains(serial))?;
            let (year, month, day, ..) =
                ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
            return Date::parse(&format!("{year}-{month}-{day}")).ok();
        }
        let folded = fold_width(&self.text);
        let after_label = folded.rsplit_once(':').map(|(_, after)| after);
        let before_time = folded.split_once([' ', 'T']).map(|(before, _)| before);
        [Some(folded.as_str()), before_time, after_label].into_iter().flatten().find_map(|text| Date::parse(text).ok())
    }
}

/// What a cell holds, beyond its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    /// A number; whether days are counted from 1904.
    Number {
        from_1904: bool,
    },
    /// A formula that was never computed.
    Formula,
    /// The error of a formula.
    Error,
    /// What a merge covers, so that nobody sees it.
    Covered,
    /// What stands in a hidden row or column, or in one that a filter leaves out.
    Hidden,
    /// A text that is struck out.
    Struck,
}

/// A number so many powers of ten smaller.
pub(super) fn smaller(number: Decimal, scale: u32) -> Option<Decimal> {
    let number = number.checked_div(Decimal::from(10_u64.checked_pow(scale)?))?;
    Some(number.normalize())
}

/// The days of the spreadsheet's calendar that a number may be: from 1982 to 2146.
const SERIALS: RangeInclusive<f64> = 30_000.0..=90_000.0;
