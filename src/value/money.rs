//! Amounts of money.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use rust_decimal::Decimal;

use super::{Mistake, MoneyUnit, NumberFormat, fold_width, has_too_many_digits, parse_decimal};
use crate::messages::excerpt;
use crate::value::words;

/// An amount in 元, exact to the 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(Decimal);

/// The largest amount taken, 一百万亿元: more than any budget, and far from the
/// limits of a spreadsheet's 15 digits.
const LARGEST: u64 = 100_000_000_000_000;

/// The units of amounts, each with how many 元 it is, the longer before those that are
/// part of them. All but 元 itself also stand without it: `45万`.
pub const AMOUNT_UNITS: [(&str, u64); 8] = [
    ("亿元", 100_000_000),
    ("千万元", 10_000_000),
    ("百万元", 1_000_000),
    ("十万元", 100_000),
    of_forms(MoneyUnit::万元),
    of_forms(MoneyUnit::千元),
    ("百元", 100),
    of_forms(MoneyUnit::元),
];

const fn of_forms(unit: MoneyUnit) -> (&'static str, u64) {
    (unit.name(), unit.yuan())
}

/// A number without the unit behind it, and how many 元 that is.
fn split_unit(text: &str) -> Option<(&str, u64)> {
    AMOUNT_UNITS.iter().find_map(|(name, yuan)| {
        let short = name.trim_end_matches('元');
        let number = text.strip_suffix(name).or(text.strip_suffix(short).filter(|_| !short.is_empty()))?;
        Some((number, *yuan))
    })
}

impl Money {
    /// 0.00 元.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads `450000`, `450,000.00`, `45万元`, `1.2亿`, `￥450,000元`, also in
    /// full-width digits.
    ///
    /// # Errors
    ///
    /// A text that is no amount, or an amount finer than one 分 or beyond
    /// 一百万亿元.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        Self::parse_in(text, MoneyUnit::default())
    }

    /// Reads an amount; a number alone is in this unit.
    ///
    /// # Errors
    ///
    /// As [`Self::parse`].
    pub fn parse_in(text: &str, unit: MoneyUnit) -> Result<Self, Mistake> {
        let folded = fold_width(text);
        // `45 0000` is a slip, and who knows which.
        let torn = folded
            .as_bytes()
            .windows(3)
            .any(|three| three[1] == b' ' && three[0].is_ascii_digit() && three[2].is_ascii_digit());
        let folded: String = if torn { folded } else { folded.replace(' ', "") };
        let number = folded.trim_start_matches(['¥', '￥']);
        let (number, unit) = split_unit(number).unwrap_or((number, unit.yuan()));
        if number.contains('.') && has_too_many_digits(number) {
            return Err(Mistake::new(words::finer_than_a_fen(excerpt(text)), words::two_decimals_at_most()));
        }
        let amount = parse_decimal(number)
            .and_then(|number| number.checked_mul(Decimal::from(unit)))
            .ok_or_else(|| Mistake::new(words::not_an_amount(excerpt(text)), words::write_an_amount()))?
            .normalize();
        if amount.scale() > 2 {
            return Err(Mistake::new(words::finer_than_a_fen(excerpt(text)), words::two_decimals_at_most()));
        }
        if amount.abs() > Decimal::from(LARGEST) {
            return Err(Mistake::new(words::amount_too_large(excerpt(text)), words::check_digits_and_unit()));
        }
        Ok(Self(amount))
    }

    /// The amount in 元.
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    /// As programs write it: in 元, to the 分, without separators.
    pub fn plain(self) -> String {
        format!("{:.2}", self.0)
    }
}

impl From<Decimal> for Money {
    fn from(yuan: Decimal) -> Self {
        Self(yuan)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        // Cannot overflow: `LARGEST` is 10^14 and a decimal holds 10^28, so a
        // sum would need 10^14 addends.
        Self(self.0 + other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// `450,000.00`, as messages show it.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&NumberFormat::MONEY.print(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn every_spelling_of_the_readme() {
        for text in [
            "450000",
            "450,000.00",
            "45万元",
            "45万",
            "４５００００",
            "４５０，０００．００",
            "450000元",
            "￥450,000",
            "¥450,000.00元",
            " 45 万元 ",
            "0.0045亿元",
            "4.5十万元",
            "0.45百万",
            "0.045千万元",
            "450千元",
            "4500百元",
        ] {
            assert_eq!(Money::parse(text).map(Money::to_decimal), Ok(dec!(450000)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount() {
        for text in [
            "",
            "四十五万",
            "4百万5",
            "百万元",
            "45十元",
            "45,00",
            "1e3",
            "约45万",
            "450000.001",
            "45万美元",
            "999999999999999",
        ] {
            assert!(Money::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_largest_amount_is_a_hundred_million_million() {
        for text in ["100000000000000", "-100000000000000", "1000000亿元"] {
            assert!(Money::parse(text).is_ok(), "{text}");
        }
        for text in ["100000000000000.01", "-100000000000000.01", "1000001亿元", "100000000000001"] {
            let mistake = Money::parse(text).unwrap_err();
            assert_eq!(mistake.what, words::amount_too_large(excerpt(text)), "{text}");
        }
    }

    #[test]
    fn sums_are_exact_to_the_fen() {
        let parts = ["0.10", "0.20", "1000000.01"].map(|text| Money::parse(text).unwrap());
        assert_eq!(parts.into_iter().sum::<Money>().to_decimal(), dec!(1000000.31));
    }
}
