//! 金额是负数。
//!
//! 申报表里没有负数的预算，多半是多打了一个减号。
//!
//! 例：当年财政拨款: -45万元
//! 改：去掉减号。

use super::{Diagnostic, found};
use crate::check::reading::amounts;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let negative = amounts(project).into_iter().filter(|(_, _, amount)| amount.is_sign_negative() && !amount.is_zero());
    negative
        .map(|(name, span, _)| found(format!("「{name}」是负数")).at(span, "").help("请去掉减号，或核对金额"))
        .collect()
}
