//! 项目的起止年份相差五年或更多。
//!
//! 少有这样长的项目，多半是年份打错。跨年度而全部的钱都在今年的，由 period-differs 说。
//!
//! 例：2026-01-01 至 2036-12-31。
//! 改：核对年份；确实如此的不必改。
//!
//! ---
//!
//! Five years or more lie between the project's first and last year.
//!
//! Few projects are that long; most likely a year is misspelt. A project of several years with all
//! its money in this one is told by period-differs.
//!
//! Example: from 2026-01-01 to 2036-12-31.
//! Instead: check the years; leave them if they are right.

use crate::check::reading::period;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// So many years are suspicious.
const LONG: u16 = 5;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, _), (end, span))) = period(project) else {
        return Vec::new();
    };
    if end.year.checked_sub(start.year).is_none_or(|years| years < LONG) {
        return Vec::new();
    }
    let finding = Diagnostic::new(Code::LongProject, words::runs_long(start.year, end.year));
    vec![finding.at(span, Message::default()).help(words::check_year())]
}
