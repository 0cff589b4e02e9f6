//! 金额小于 100 元，多半是按万元写的。
//!
//! 表上的金额以元为单位。写 45 打印出来就是四十五元。
//!
//! 例：当年财政拨款: 45
//! 改：写 45万元 或 450000；确实是四十五元的不必改。
//!
//! ---
//!
//! An amount is less than 100 yuan: most likely it was meant in ten thousands.
//!
//! Amounts in the form are in yuan. A 45 is printed as forty-five yuan.
//!
//! Example: `当年财政拨款: 45`
//! Instead: write `45万元` or `450000`; leave it as it is if it is forty-five yuan.

use rust_decimal::Decimal;

use crate::check::reading::amounts;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let small = amounts(project).into_iter().filter(|(_, _, amount)| *amount > dec(0) && *amount < dec(100));
    small
        .map(|(name, span, amount)| {
            let finding =
                Diagnostic::new(Code::SmallAmount, words::amount_is_small(name, amount)).at(span, Message::default());
            finding.help(words::amounts_are_in_yuan(amount))
        })
        .collect()
}

fn dec(number: i64) -> Decimal {
    Decimal::from(number)
}
