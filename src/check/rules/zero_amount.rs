//! 本年度申请的资金是 0。
//!
//! 没有资金就不必申报，多半是金额漏填。
//!
//! 例：年度资金各项都没有写，年度资金申请总额打印成 0.00。
//! 改：补上金额。

use rust_decimal::Decimal;

use super::{Diagnostic, found};
use crate::check::reading::role;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(given) = role(project, |roles| roles.amount) else {
        return Vec::new();
    };
    if given.value.number() != Some(Decimal::ZERO) {
        return Vec::new();
    }
    let place = given.span.clone().unwrap_or_else(|| project.span.start());
    vec![found("本年度申请的资金是 0").at(place, "").help("请补上各项资金的金额")]
}
