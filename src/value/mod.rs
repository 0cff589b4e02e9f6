//! The small values that every stage speaks of: lengths, money, dates and
//! indicator targets.
//!
//! Takes the text an author wrote; gives a checked value, or a [`Mistake`] that
//! says in the author's words what is wrong. Nothing here knows of files,
//! templates or forms.

mod address;
mod amounts;
mod counted;
mod date;
mod invisible;
mod length;
mod list_marks;
mod look_alikes;
mod money;
mod money_format;
mod number;
mod numerals;
mod target;
mod units;
pub(crate) mod words;

pub use address::{cell_address, cell_place, column_name};
pub use amounts::amounts_in;
pub use counted::{asked_by, measure_of};
pub use date::{Date, DateFormat, LIKELY_YEARS, YEARS, likely_year, year_alone};
pub use invisible::{is_invisible, is_odd_space};
pub use length::Length;
pub use list_marks::{ListNumber, is_bullet, list_number, numbering_length};
pub use look_alikes::{fold_look_alikes, look_alike};
pub use money::{AMOUNT_UNITS, Money};
pub use money_format::{MoneyFormat, MoneyUnit};
pub use number::{
    MOST_DIGITS, MOST_WHOLE_DIGITS, NumberFormat, fold_width, has_too_many_digits, is_too_large, parse_decimal, sum,
    without_spaces,
};
pub use numerals::{CHINESE_DIGITS, CHINESE_ZEROS, is_chinese_numeral};
pub use target::{NoUnit, Operator, Quantity, QuantityFormat, Target, TargetFormat, UnitStyle, is_operator_sign};
pub use units::{Units, is_unit, known_units, unit_at};

use crate::messages::Message;

/// Why a text is not the value it should be, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong, without a full stop.
    pub what: Message,
    /// How to mend it, without a full stop.
    pub mend: Message,
}

impl Mistake {
    /// A mistake and its remedy.
    pub fn new(what: Message, mend: Message) -> Self {
        Self { what, mend }
    }
}
