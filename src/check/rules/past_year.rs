//! 指标写的是以前的年份。
//!
//! 2023 年度的表上指标写“2022年12月前”，多半是从去年的文件改来，忘了改。
//!
//! 例：年度: 2023，完成时间: 2022年12月
//! 改：改正年份。
//!
//! ---
//!
//! An indicator names a past year.
//!
//! “2022年12月前” on the form of 2023 was most likely left over from last year's file.
//!
//! Example: `年度: 2023` and `完成时间: 2022年12月`
//! Instead: correct the year.

use crate::check::reading::{indicators, mark, moments, period};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let first = period(project).map_or(project.year, |((start, _), _)| start.year.min(project.year));
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        for (text, span) in [(&indicator.name, &indicator.span), (&indicator.target.written, &indicator.target_span)] {
            for moment in moments(text).into_iter().filter(|moment| moment.year < first && moment.month.is_some()) {
                let what = words::indicator_of_past_year(moment.year, project.year);
                findings.push(
                    Diagnostic::new(Code::PastYear, what)
                        .at(mark(span, &moment.text), Message::default())
                        .help(words::correct_year()),
                );
            }
        }
    }
    findings
}
