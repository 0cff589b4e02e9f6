//! 结束日期早于开始日期。
//!
//! 两个日期必有一个错，所以不生成文件。
//!
//! 例：计划开始日期 2026-01-01，计划完成日期 2025-12-31。
//! 改：核对两个日期。
//!
//! ---
//!
//! The last day of the project is before its first day.
//!
//! One of the two dates is wrong, so that no file is made.
//!
//! Example: “计划开始日期” is 2026-01-01, “计划完成日期” 2025-12-31.
//! Instead: check both dates.

use crate::check::reading::period;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, start_span), (end, end_span))) = period(project) else {
        return Vec::new();
    };
    if start <= end {
        return Vec::new();
    }
    let finding = Diagnostic::new(Code::DateOrder, words::ends_before_it_starts())
        .at(end_span, words::end())
        .at(start_span, words::start());
    vec![finding.help(words::check_dates())]
}
