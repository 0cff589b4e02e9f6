//! 金额是负数。
//!
//! 申报表里没有负数的预算，多半是多打了一个减号。
//!
//! 例：当年财政拨款: -45万元
//! 改：去掉减号。
//!
//! ---
//!
//! An amount is negative.
//!
//! There are no negative budgets in these forms; most likely there is a minus sign
//! too many.
//!
//! Example: `当年财政拨款: -45万元`
//! Instead: remove the minus sign.

use crate::check::reading::amounts;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let negative = amounts(project).into_iter().filter(|(_, _, amount)| amount.is_sign_negative() && !amount.is_zero());
    negative
        .map(|(name, span, _)| {
            Diagnostic::new(Code::NegativeAmount, words::amount_is_negative(name))
                .at(span, Message::default())
                .help(words::drop_the_minus())
        })
        .collect()
}
