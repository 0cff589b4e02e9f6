//! 指标的完成时间晚于项目的结束日期。
//!
//! 项目结束以后的事，不能算项目的绩效；两个时间必有一个错。质保、保修、有效期、养护这些本来
//! 就在完工以后的不算。
//!
//! 例：计划完成日期 2026-12-31，完成时间: 2027年3月
//! 改：改正其中一个。
//!
//! ---
//!
//! An indicator is due after the last day of the project.
//!
//! What happens after the project has ended is not its result: one of the two times
//! is wrong. Guarantees, terms of validity and care after completion go on, and are left
//! alone.
//!
//! Example: “计划完成日期” is 2026-12-31, and there is `完成时间: 2027年3月`.
//! Instead: correct one of them.

use crate::check::reading::{indicators, mark, moments, period};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What goes on after a project has ended.
const RUNS_ON: [&str; 18] = [
    "质保",
    "保修",
    "维保",
    "保质",
    "有效期",
    "有效",
    "缺陷责任",
    "养护",
    "管护",
    "使用年限",
    "使用期",
    "寿命",
    "租期",
    "服务期",
    "存续",
    "保存",
    "到期",
    "远期",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some((_, (end, end_span))) = period(project) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let runs_on = |text: &str| RUNS_ON.iter().any(|word| text.contains(word));
    for indicator in indicators(project) {
        if runs_on(&indicator.name) || runs_on(&indicator.target.written) {
            continue;
        }
        for moment in moments(&indicator.target.written) {
            let month = moment.month.unwrap_or(1);
            if (moment.year, month, moment.day.unwrap_or(1)) > (end.year, end.month, end.day) {
                let finding = Diagnostic::new(Code::DeadlineAfterEnd, words::deadline_after_end())
                    .at(mark(&indicator.target_span, &moment.text), Message::default());
                findings.push(finding.at(end_span.clone(), words::end_of_project()).help(words::check_times()));
            }
        }
    }
    findings
}
