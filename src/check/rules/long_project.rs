//! 项目的起止年份相差五年或更多。
//!
//! 少有这样长的项目，多半是年份打错。今年开始、以后才结束的项目，全部的钱都在今年，也提示：多半是
//! 结束日期或总预算写错。
//!
//! 例：2026-01-01 至 2036-12-31。
//! 改：核对年份；确实如此的不必改。
//!
//! ---
//!
//! Five years or more lie between the project's first and last year.
//!
//! Few projects are that long; most likely a year is misspelt. A project that begins this year,
//! ends in a later one and has all its money in this year is told as well: most likely its end
//! or the sum of all years is wrong.
//!
//! Example: from 2026-01-01 to 2036-12-31.
//! Instead: check the years; leave them if they are right.

use crate::check::reading::{period, role};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, _), (end, span))) = period(project) else {
        return Vec::new();
    };
    match end.year.checked_sub(start.year) {
        Some(years) if years >= 5 => {
            let finding =
                Diagnostic::new(Code::LongProject, words::runs_long(start.year, end.year)).at(span, Message::default());
            vec![finding.help(words::check_year())]
        }
        Some(1..) if start.year == project.year => all_in_the_first_year(project).map_or_else(Vec::new, |amount| {
            let finding = Diagnostic::new(Code::LongProject, words::all_in_the_first_year(end.year, project.year));
            let finding = finding.at(span, Message::default()).at(amount, Message::default());
            vec![finding.help(words::check_dates_or_amounts())]
        }),
        _ => Vec::new(),
    }
}

/// The place of the amount of all years, where it is that of this year.
fn all_in_the_first_year(project: &Project) -> Option<Span> {
    let [year, whole] = [role(project, |roles| roles.amount)?, role(project, |roles| roles.total)?];
    let is_same = year.value.number()? == whole.value.number()? && !whole.value.is_blank();
    whole.span.clone().filter(|_| is_same)
}
