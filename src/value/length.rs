//! Lengths on paper.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Deserializer, de};

use crate::value::words;

/// The longest length that a template may have.
const LONGEST: Length = Length::mm(2_000.0);

/// A length, kept in points (1 pt = 1/72 inch).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length(f64);

impl Length {
    /// No length.
    pub const ZERO: Self = Self(0.0);

    /// A length in points.
    pub const fn pt(pt: f64) -> Self {
        Self(pt)
    }

    /// A length in millimetres.
    pub const fn mm(mm: f64) -> Self {
        Self(mm * 72.0 / 25.4)
    }

    /// The length in points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in inches.
    pub const fn to_inches(self) -> f64 {
        self.0 / 72.0
    }

    /// The longer of two lengths.
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The shorter of two lengths.
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// Whether this length is `other` or less, a rounding error of the sums
    /// that led here aside (1/1000 pt, far below what a printer can place).
    pub fn fits(self, other: Self) -> bool {
        self.0 <= other.0 + 0.001
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}pt", self.0)
    }
}

/// Reads `10.5pt`, `20mm` or `2cm`.
impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = &text[number.len()..];
        let value = number.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
        let length = match (value, unit) {
            (Some(value), "pt") => Self::pt(value),
            (Some(value), "mm") => Self::mm(value),
            (Some(value), "cm") => Self::mm(value * 10.0),
            _ => return Err(de::Error::custom(words::length_unknown(text).carried())),
        };
        if length > LONGEST {
            return Err(de::Error::custom(words::length_too_long(text).carried()));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IntoDeserializer;

    #[test]
    fn a_4_is_595_pt_wide() {
        assert!((Length::mm(210.0).to_pt() - 595.2756).abs() < 0.001);
    }

    #[test]
    fn lengths_are_of_paper() {
        let read = |text: &str| {
            let deserializer: de::value::StrDeserializer<'_, de::value::Error> = text.into_deserializer();
            Length::deserialize(deserializer)
        };
        assert_eq!(read("20cm").unwrap(), Length::mm(200.0));
        for text in ["1e300mm", "2001mm", "-1mm", "NaNpt", "infpt", "20", "20 m"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn fits_forgives_rounding_only() {
        assert!(Length::pt(10.0005).fits(Length::pt(10.0)));
        assert!(!Length::pt(10.01).fits(Length::pt(10.0)));
    }
}
