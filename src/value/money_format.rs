//! How a form prints amounts.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::{Money, NumberFormat};
use crate::value::words;

/// The unit in which a form gives amounts, as the label beside them says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum MoneyUnit {
    /// 元
    #[default]
    元,
    /// 千元: 1,000 元.
    千元,
    /// 万元: 10,000 元.
    万元,
}

impl MoneyUnit {
    /// How many 元 it is.
    pub const fn yuan(self) -> u64 {
        match self {
            Self::元 => 1,
            Self::千元 => 1_000,
            Self::万元 => 10_000,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::元 => "元",
            Self::千元 => "千元",
            Self::万元 => "万元",
        }
    }
}

/// How a form prints amounts: `"#,##0.00"`, or `{number: "0.00", unit: 万元}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyFormat {
    /// The digits.
    pub number: NumberFormat,
    /// The unit, which stands in a label and not beside the number.
    pub unit: MoneyUnit,
}

impl MoneyFormat {
    /// The number that stands on the form for an amount.
    pub fn in_unit(self, money: impl Into<Money>) -> Decimal {
        // Exact: the divisor is a power of ten.
        money.into().to_decimal() / Decimal::from(self.unit.yuan())
    }

    /// An amount as the form prints it; never rounded.
    pub fn print(self, money: impl Into<Money>) -> String {
        self.number.print(self.in_unit(money))
    }
}

impl<'de> Deserialize<'de> for MoneyFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Parts {
            number: NumberFormat,
            #[serde(default)]
            unit: MoneyUnit,
        }
        struct NumberOrParts;
        impl<'de> Visitor<'de> for NumberOrParts {
            type Value = MoneyFormat;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::format_or_unit().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<MoneyFormat, E> {
                let number = NumberFormat::deserialize(de::value::StrDeserializer::new(text))?;
                Ok(MoneyFormat { number, unit: MoneyUnit::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<MoneyFormat, A::Error> {
                let Parts { number, unit } = Parts::deserialize(MapAccessDeserializer::new(entries))?;
                Ok(MoneyFormat { number, unit })
            }
        }
        deserializer.deserialize_any(NumberOrParts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_units_are_exact() {
        let number = NumberFormat::parse("#,##0.00").unwrap();
        let print = |yuan: &str, unit| MoneyFormat { number, unit }.print(Money::parse(yuan).unwrap());
        assert_eq!(print("12345678.9", MoneyUnit::元), "12,345,678.90");
        assert_eq!(print("12345678.9", MoneyUnit::万元), "1,234.56789");
        assert_eq!(print("450000", MoneyUnit::万元), "45.00");
        assert_eq!(print("0.01", MoneyUnit::万元), "0.000001");
        assert_eq!(print("1500", MoneyUnit::千元), "1.50");
    }
}
