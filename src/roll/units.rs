//! Amounts that stay the same where the new form counts in another unit.

use crate::template::Kind;
use crate::value::Money;

/// The unit that an amount needs behind its last digit, and where that is: a number
/// alone would mean another amount in the new form.
pub(super) fn missing_unit(written: &str, old: &Kind, new: &Kind) -> Option<(usize, &'static str)> {
    let (Kind::Money(old), Kind::Money(new)) = (old, new) else { return None };
    let plain = written.trim_matches(['"', '\'']);
    let amount = Money::parse_in(plain, old.unit).ok()?;
    if Money::parse_in(plain, new.unit) == Ok(amount) {
        return None;
    }
    let (at, last) = written.char_indices().rfind(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c))?;
    Some((at + last.len_utf8(), old.unit.name()))
}

/// An amount as it has to be written in the new form.
pub(super) fn with_unit(written: &str, old: &Kind, new: &Kind) -> String {
    match missing_unit(written, old, new) {
        Some((at, unit)) => format!("{}{unit}{}", &written[..at], &written[at..]),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{MoneyFormat, MoneyUnit, NumberFormat};

    #[test]
    fn amounts_stay_the_same() {
        let number = NumberFormat::parse("0.00").unwrap();
        let kind = |unit| Kind::Money(MoneyFormat { number, unit });
        for (written, old, new, wanted) in [
            ("450000", MoneyUnit::元, MoneyUnit::万元, "450000元"),
            ("'450,000.00'", MoneyUnit::元, MoneyUnit::万元, "'450,000.00元'"),
            ("￥４５", MoneyUnit::万元, MoneyUnit::元, "￥４５万元"),
            ("100000000000", MoneyUnit::元, MoneyUnit::万元, "100000000000元"),
            ("45万元", MoneyUnit::元, MoneyUnit::万元, "45万元"),
            ("0", MoneyUnit::元, MoneyUnit::万元, "0"),
            ("450", MoneyUnit::千元, MoneyUnit::千元, "450"),
        ] {
            assert_eq!(with_unit(written, &kind(old), &kind(new)), wanted);
        }
    }
}
