//! 各分项之和必须是某个数，如分值合计必须是 100。
//!
//! 表式规定了这个数，不等就要退回，所以不生成文件。
//!
//! 例：分值 20、50、29.5，合计 99.5。
//! 改：调整分项，使相加正好。
//!
//! ---
//!
//! The parts have to add up to a given number, such as scores to 100.
//!
//! The form prescribes the number. It would be sent back, so that no file is made.
//!
//! Example: scores of 20, 50 and 29.5, which add up to 99.5.
//! Instead: adjust the parts so that they add up exactly.

use super::sum_mismatch;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Project, Total};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    project.totals().iter().filter_map(finding).collect()
}

fn finding(total: &Total<'_>) -> Option<Diagnostic> {
    let rule = total.field;
    let (wanted, given) = (rule.equals?, total.given?);
    let number = given.value.number().filter(|number| *number != wanted)?;
    let print = |number| sum_mismatch::print(rule, number);
    let error = Diagnostic::new(Code::SumEquals, words::sum_is_not(rule.key(), print(wanted), print(number)));
    match &total.sum {
        None => Some(error.at(given.span.clone()?, Message::default()).help(words::correct_number())),
        // A total that is stated wrong is `sum-mismatch`'s.
        Some(sum) if sum.total != number => None,
        Some(sum) => {
            let error = match &given.span {
                Some(span) => error.at(span.clone(), words::stated_total()),
                None => error,
            };
            Some(sum_mismatch::mark_parts(error, sum, print).help(words::adjust_parts()))
        }
    }
}
