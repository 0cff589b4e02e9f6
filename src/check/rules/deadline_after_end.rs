//! 指标的完成时间晚于项目的结束日期。
//!
//! 例：计划完成日期 2026-12-31，完成时间: 2027年3月
//! 改：改正其中一个。

use super::{Diagnostic, found};
use crate::check::reading::{indicators, mark, moments, period};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some((_, (end, end_span))) = period(project) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        for moment in moments(&indicator.target.written) {
            let month = moment.month.unwrap_or(1);
            if (moment.year, month, moment.day.unwrap_or(1)) > (end.year, end.month, end.day) {
                let finding = found("指标的时间晚于项目的结束日期").at(mark(&indicator.target_span, &moment.text), "");
                findings.push(finding.at(end_span.clone(), "项目的结束日期").help("请核对两个时间"));
            }
        }
    }
    findings
}
