//! 本年度申请的资金是 0。
//!
//! 没有资金就不必申报，多半是金额漏填。
//!
//! 例：年度资金各项都没有写，年度资金申请总额打印成 0.00。
//! 改：补上金额。
//!
//! ---
//!
//! The funds asked for in this year are 0.
//!
//! A project without funds need not be filed; most likely the amounts were left out.
//!
//! Example: no amount below “年度资金” is written, and “年度资金申请总额” is printed
//! as 0.00.
//! Instead: fill in the amounts.

use rust_decimal::Decimal;

use crate::check::reading::role;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(given) = role(project, |roles| roles.amount) else {
        return Vec::new();
    };
    if given.value.number() != Some(Decimal::ZERO) {
        return Vec::new();
    }
    let place = given.span.clone().unwrap_or_else(|| project.span.start());
    vec![
        Diagnostic::new(Code::ZeroAmount, words::nothing_asked_for())
            .at(place, Message::default())
            .help(words::fill_in_amounts()),
    ]
}
