//! 数量没有比较符号（≥、≤、=）。
//!
//! 2026 年起定量指标值要写明符号、数字和单位，如 ≥4.00(场)。没有符号的原样打印。
//!
//! 例：活动场次: 4场
//! 改：写 ≥4场。
//!
//! ---
//!
//! A number has no comparison sign (≥, ≤, =).
//!
//! From 2026 on the target of an indicator that is counted has a sign, a number and
//! a unit, as in “≥4.00(场)”. Without a sign it is printed as it is.
//!
//! Example: `活动场次: 4场`
//! Instead: `活动场次: ≥4场`

use crate::check::reading::{indicators, prints_units};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    if !prints_units(project) {
        return Vec::new();
    }
    let bare = indicators(project)
        .filter(|indicator| indicator.target.quantity.as_ref().is_some_and(|quantity| quantity.operator.is_none()));
    bare.map(|indicator| {
        let written = &indicator.target.written;
        let finding = Diagnostic::new(Code::OperatorMissing, words::operator_missing(written))
            .at(indicator.target_span.clone(), Message::default());
        finding.help(words::add_an_operator(written.trim()))
    })
    .collect()
}
