//! 指标的完成时间晚于项目的结束日期。
//!
//! 项目结束以后的事，不能算项目的绩效；两个时间必有一个错。质保、保修、有效期、养护这些本来
//! 就在完工以后的不算。当年做完的项目，时效指标和计划里只写月份的也看（8月底结束的项目，计划写“9月：总结”）；
//! 计划里写在一句中间的时间看不出来。
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
//! alone. In a project of one year a month is enough, in a time indicator or at the beginning of
//! an item of a plan (“9月：总结”, where the project ends in August); a time inside a sentence of
//! a plan is not seen.
//!
//! Example: “计划完成日期” is 2026-12-31, and there is `完成时间: 2027年3月`.
//! Instead: correct one of them.

use super::goal_deadline::months;
use crate::check::reading::{indicators, mark, moments, numbering_free, period, text_of, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

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
    let Some(((start, _), (end, end_span))) = period(project) else {
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
    // In a project of one year a month says enough: 9月：总结.
    if start.year == end.year && end.year == project.year {
        for (indicator, _) in with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Time)) {
            let (name, target) = (&indicator.name, &indicator.target.written);
            let is_plain = !runs_on(name) && !runs_on(target) && !target.contains('年');
            let later = months(target).into_iter().find(|(month, _)| *month > end.month);
            if let Some((_, written)) = later.filter(|_| is_plain) {
                let finding = Diagnostic::new(Code::DeadlineAfterEnd, words::deadline_after_end())
                    .at(mark(&indicator.target_span, written), Message::default());
                findings.push(finding.at(end_span.clone(), words::end_of_project()).help(words::check_times()));
            }
        }
        for (text, span) in project.template.roles.plans.iter().filter_map(|id| text_of(project, *id)) {
            let later = text.split(['\n', '；', '。', ';']).find_map(|item| {
                let (month, written) = begins_with_month(numbering_free(item))?;
                (month > end.month && !runs_on(item)).then_some(written)
            });
            if let Some(written) = later {
                let finding = Diagnostic::new(Code::DeadlineAfterEnd, words::plan_after_end(written))
                    .at(mark(span, written), Message::default());
                findings.push(finding.at(end_span.clone(), words::end_of_project()).help(words::check_times()));
            }
        }
    }
    findings
}

/// The month with which an item of a plan begins, the last of several: `9月：总结`, `7—9月`.
fn begins_with_month(item: &str) -> Option<(u8, &str)> {
    let item = item.trim();
    let length = item.find(|c: char| !c.is_ascii_digit() && !"月日底末前至到—-~～、初中旬上下".contains(c));
    let written = &item[..length.unwrap_or(item.len())];
    months(written).into_iter().map(|(month, _)| (month, written)).next_back()
}
