//! 金额小于 100 元，多半是按万元写的。
//!
//! 表上的金额以元为单位。写 45 打印出来就是四十五元。
//!
//! 例：当年财政拨款: 45
//! 改：写 45万元 或 450000；确实是四十五元的不必改。

use rust_decimal::Decimal;

use super::{Diagnostic, found};
use crate::check::reading::amounts;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let small = amounts(project).into_iter().filter(|(_, _, amount)| *amount > dec(0) && *amount < dec(100));
    small
        .map(|(name, span, amount)| {
            let what = format!("「{name}」只有 {amount} 元");
            found(what).at(span, "").help(format!("金额以元为单位；如果是 {amount} 万元，请写「{amount}万元」"))
        })
        .collect()
}

fn dec(number: i64) -> Decimal {
    Decimal::from(number)
}
