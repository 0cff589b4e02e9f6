//! Plain numbers as authors write them, and how a form prints them.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

use crate::value::{is_odd_space, look_alike, words};

/// The text with full-width ASCII (`４５，％`) as half-width, all white space of East
/// Asian input methods and of Word as plain spaces and what only looks like an
/// ideograph as the one that it looks like, trimmed.
pub fn fold_width(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c if is_odd_space(c) => ' ',
            _ => look_alike(c).unwrap_or(c),
        })
        .collect();
    folded.trim().to_owned()
}

/// A text without its white space, such as what stands between the letters of a label.
pub fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Reads a decimal with optional thousands separators (`450,000.00`), already
/// in half-width form. Separators must stand before groups of three digits, so
/// that a slip such as `45,00` is not taken for 4500. A number that cannot be kept to
/// its last digit is none.
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (integer, fraction) = match unsigned.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (unsigned, None),
    };
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|f| !all_digits(f)) {
        return None;
    }
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let grouped = integer.contains(',');
    if !all_digits(first) || (grouped && first.len() > 3) {
        return None;
    }
    if !groups.all(|group| group.len() == 3 && all_digits(group)) {
        return None;
    }
    Decimal::from_str_exact(&text.replace(',', "")).ok().filter(|number| !is_too_large(*number))
}

/// The most digits of a number that are kept exactly.
pub const MOST_DIGITS: usize = 28;

/// The most digits before the point: what is added to such a number, and what it is
/// multiplied with, is far from the end of what a decimal holds (7.9 · 10^28).
pub const MOST_WHOLE_DIGITS: usize = 20;

/// The first number with more digits before its point.
const TOO_LARGE: Decimal = Decimal::from_parts(0x6310_0000, 0x6bc7_5e2d, 5, false, 0);

/// Whether a number has too many digits before its point.
pub fn is_too_large(number: Decimal) -> bool {
    number.abs() >= TOO_LARGE
}

/// The sum of numbers; one that is too large in any case where they come to more than a
/// decimal holds.
pub fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Decimal {
    let add = |sum: Decimal, number| sum.checked_add(number).unwrap_or(Decimal::MAX);
    numbers.into_iter().fold(Decimal::ZERO, add)
}

/// Whether a text has a number of more digits than are kept.
pub fn has_too_many_digits(text: &str) -> bool {
    let folded = fold_width(text);
    let mut numbers = folded.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    numbers.any(|number| {
        let whole = number.split('.').next().unwrap_or_default();
        digits(number) > MOST_DIGITS || digits(whole.trim_start_matches('0')) > MOST_WHOLE_DIGITS
    })
}

/// How a form prints a number: `0`, `0.00`, `#,##0`, `#,##0.00`, or `0.##` and
/// `#,##0.##`, whose decimals appear only where the number has some.
///
/// The spelling is that of spreadsheet number formats. Decimals beyond those
/// asked for are never rounded away: a form must not change a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    separators: bool,
    decimals: u32,
    optional: bool,
}

impl NumberFormat {
    /// `0.##`: the decimals that the number has.
    pub const PLAIN: Self = Self { separators: false, decimals: 0, optional: true };

    /// `#,##0.00`: an amount to the 分.
    pub const MONEY: Self = Self { separators: true, decimals: 2, optional: false };

    /// `#,##0.##`: an amount as a message says it.
    pub const GROUPED: Self = Self { separators: true, decimals: 2, optional: true };

    /// Reads a number format.
    pub fn parse(text: &str) -> Option<Self> {
        let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
        let separators = match integer {
            "0" => false,
            "#,##0" => true,
            _ => return None,
        };
        let optional = fraction.starts_with('#');
        let mark = if optional { '#' } else { '0' };
        (fraction.len() <= 6 && fraction.chars().all(|c| c == mark)).then_some(Self {
            separators,
            decimals: fraction.len() as u32,
            optional,
        })
    }

    fn decimals_for(self, number: Decimal) -> u32 {
        let needed = number.normalize().scale();
        match (self.optional, needed) {
            (true, 0) => 0,
            _ => needed.max(self.decimals),
        }
    }

    /// Prints a number.
    pub fn print(self, number: Decimal) -> String {
        let plain = format!("{number:.*}", self.decimals_for(number) as usize);
        if !self.separators {
            return plain;
        }
        let (sign, unsigned) = match plain.strip_prefix('-') {
            Some(unsigned) => ("-", unsigned),
            None => ("", plain.as_str()),
        };
        let (integer, fraction) = match unsigned.find('.') {
            Some(dot) => unsigned.split_at(dot),
            None => (unsigned, ""),
        };
        let mut grouped = String::from(sign);
        for (index, digit) in integer.char_indices() {
            if index > 0 && (integer.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped + fraction
    }

    /// The spreadsheet's number format that shows a number as [`Self::print`]
    /// prints it.
    pub fn spreadsheet_format(self, number: Decimal) -> String {
        let mut format = String::from(if self.separators { "#,##0" } else { "0" });
        let decimals = self.decimals_for(number) as usize;
        if decimals > 0 {
            format.push('.');
            format.push_str(&"0".repeat(decimals));
        }
        format
    }
}

impl NumberFormat {
    /// The spreadsheet's number format of a cell that is to be filled in: one that shows
    /// all decimals of whatever is typed.
    pub fn entry_format(self) -> String {
        match self.decimals_for(Decimal::ZERO) {
            0 if self.separators => "#,##0.00".to_owned(),
            0 => "General".to_owned(),
            _ => self.spreadsheet_format(Decimal::ZERO),
        }
    }
}

impl<'de> Deserialize<'de> for NumberFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(words::number_format_unknown(&text).carried()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn separators_must_group_by_three() {
        assert_eq!(parse_decimal("450,000.00"), Some(dec!(450000.00)));
        assert_eq!(parse_decimal("-1,234"), Some(dec!(-1234)));
        let most = format!("1.{}", "9".repeat(27));
        assert_eq!(parse_decimal(&most).map(|number| number.to_string()), Some(most.clone()));
        for (more, is_more) in [(format!("0{most}"), true), (format!("449999.{}", "9".repeat(42)), true), (most, false)]
        {
            assert_eq!(has_too_many_digits(&format!("≥{more}%")), is_more, "{more}");
        }
        assert_eq!(parse_decimal(&format!("449999.{}", "9".repeat(42))), None);
        assert_eq!(parse_decimal(&format!("95.{}", "9".repeat(30))), None);
        for wrong in ["45,00", ",100", "1234,567", "1,", "1.", ".5", "", "1e3", "0x10", "--1"] {
            assert_eq!(parse_decimal(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn formats_print_and_never_round() {
        let print = |format: &str, number| NumberFormat::parse(format).unwrap().print(number);
        assert_eq!(print("#,##0.00", dec!(10675000)), "10,675,000.00");
        assert_eq!(print("#,##0.00", dec!(0)), "0.00");
        assert_eq!(print("#,##0.00", dec!(-1234.5)), "-1,234.50");
        assert_eq!(print("0.##", dec!(7150000)), "7150000");
        assert_eq!(print("0.##", dec!(7150000.50)), "7150000.50");
        assert_eq!(print("#,##0.##", dec!(9900000)), "9,900,000");
        assert_eq!(print("0.00", dec!(0.125)), "0.125");
        assert_eq!(NumberFormat::parse("0.0#"), None);
    }

    #[test]
    fn the_spreadsheet_shows_the_same_decimals() {
        let format = NumberFormat::parse("0.##").unwrap();
        assert_eq!(format.spreadsheet_format(dec!(5)), "0");
        assert_eq!(format.spreadsheet_format(dec!(5.5)), "0.00");
    }
}
