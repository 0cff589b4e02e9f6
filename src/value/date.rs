//! Calendar dates.

use std::fmt;
use std::ops::RangeInclusive;

use serde::Deserialize;

use super::{Mistake, fold_width};
use crate::messages::{Message, excerpt};
use crate::value::words;

/// The years that a date may have.
pub const YEARS: RangeInclusive<u16> = 1900..=2999;

/// The years of a project: other numbers of four digits in a text are taken for
/// something else.
pub const LIKELY_YEARS: RangeInclusive<u16> = 1990..=2199;

/// The likely year that four digits in a text are.
pub fn likely_year(digits: &str) -> Option<u16> {
    let is_plain = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|year| is_plain && LIKELY_YEARS.contains(year))
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// One of [`YEARS`].
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// How a form prints a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum DateFormat {
    /// `2026-01-01`
    #[default]
    #[serde(rename = "yyyy-mm-dd")]
    Iso,
    /// `2026年1月1日`
    #[serde(rename = "yyyy年m月d日")]
    Chinese,
    /// `2026/1/1`
    #[serde(rename = "yyyy/m/d")]
    Slashed,
}

/// The year that a text is: `2026`, `2026年`, `2026年度`, of four digits.
pub fn year_alone(text: &str) -> Option<u16> {
    let text = fold_width(text);
    let digits = text.trim();
    let digits = digits.strip_suffix('度').unwrap_or(digits);
    let digits = digits.strip_suffix('年').unwrap_or(digits).trim_end();
    let is_plain = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| is_plain)
}

impl Date {
    /// Reads `2026-01-01`, `2026年1月1日`, `2026/1/1` or `2026.1.1`, with spaces
    /// between the parts and in full-width digits too.
    ///
    /// # Errors
    ///
    /// A text of another shape, or a day that the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let folded = fold_width(text).replace(' ', "");
        let shape = || Mistake::new(words::not_a_date(excerpt(text)), mend(&folded));
        let parts: Vec<&str> = if folded.contains('年') {
            let day = folded.strip_suffix(['日', '号']).unwrap_or(&folded);
            day.split(['年', '月']).collect()
        } else {
            let separator = ['-', '/', '.'].into_iter().find(|c| folded.contains(*c));
            folded.split(separator.ok_or_else(shape)?).collect()
        };
        let [year, month, day] = parts[..] else {
            return Err(shape());
        };
        let digits = |part: &str, most: usize| {
            let plain = part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| plain)
        };
        let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
            return Err(shape());
        };
        if !YEARS.contains(&year) {
            return Err(Mistake::new(words::unlikely_year(text, year), words::write_four_digits()));
        }
        if !(1..=12).contains(&month) {
            return Err(Mistake::new(words::no_such_month(text, month), words::months_are_1_to_12()));
        }
        let last = days_in_month(year, month);
        if day == 0 || day > last {
            return Err(Mistake::new(words::no_such_day(text, year, month, last), words::check_the_date()));
        }
        Ok(Self { year, month: month as u8, day: day as u8 })
    }

    /// The date as a form prints it.
    pub fn print(self, format: DateFormat) -> String {
        let Self { year, month, day } = self;
        match format {
            DateFormat::Iso => format!("{year:04}-{month:02}-{day:02}"),
            DateFormat::Chinese => format!("{year}年{month}月{day}日"),
            DateFormat::Slashed => format!("{year}/{month}/{day}"),
        }
    }
}

/// How to mend a text that is no date.
fn mend(text: &str) -> Message {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).count();
    match numbers {
        1 if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) => {
            words::write_date_apart(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
        }
        2 => words::write_the_day(),
        4.. if text.contains(':') => words::without_time(),
        4.. => words::one_date(),
        _ => words::write_a_date(),
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.print(DateFormat::Iso))
    }
}

fn days_in_month(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling() {
        for text in [
            "2026-01-01",
            "2026年1月1日",
            "2026/1/1",
            "2026.1.1",
            "2026 年 1 月 1 日",
            "２０２６－０１－０１",
            "2026年01月01号",
            "2026年1月1",
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(date.print(DateFormat::Iso), "2026-01-01", "{text}");
        }
    }

    #[test]
    fn the_calendar_is_kept() {
        assert!(Date::parse("2024-02-29").is_ok());
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "26-1-1",
            "2026-1",
            "二〇二六年",
            "2026-1/1",
            "20260101",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }
}
