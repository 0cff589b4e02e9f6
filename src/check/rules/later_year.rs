//! 年度目标或时效指标的期限在表的年度以后。
//!
//! 跨年度的项目，年度目标和指标写的是本年度做的事；期限在下一年的，多半是把整个项目的、或下一年的
//! 写了进来。年度目标里写明同一年的，指标随它，不另说；质保、有效期这些本来就在以后的不算。
//! 晚于项目结束日期的由 deadline-after-end 说。
//!
//! 例：年度: 2023，年度目标写“2024年12月底前完成系统迁移”
//! 改：只写本年度做到哪一步。
//!
//! ---
//!
//! A goal of the year or a time indicator is due after the form's year.
//!
//! In a project of several years the goals and indicators of a year are what is done in it; one
//! that is due in the next was most likely taken from the whole project or from next year.
//! Where the goal of the year names the same year, the indicator is left alone; so are
//! guarantees and terms of validity. What is due after the project's end is told by
//! deadline-after-end.
//!
//! Example: `年度: 2023`, and a goal of the year with “2024年12月底前完成系统迁移”
//! Instead: write how far it is to come within the year.

use crate::check::reading::{Moment, mark, moments, period, text_of, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

/// What goes on later, and what is only prepared for.
const RUNS_ON: [&str; 14] =
    ["质保", "保修", "维保", "有效", "养护", "管护", "年限", "寿命", "租期", "服务期", "到期", "为", "迎接", "提前"];

/// What follows a time by which something is to be done.
const BY: [&str; 5] = ["底前", "前", "底", "末", "完成"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, _), (end, _))) = period(project).filter(|((start, _), (end, _))| start.year < end.year) else {
        return Vec::new();
    };
    let year = project.year;
    let is_later = |moment: &Moment| moment.year > year && moment.year <= end.year && moment.month.is_some();
    let runs_on = |text: &str| RUNS_ON.iter().any(|word| text.contains(word));
    let mut findings = Vec::new();
    let mut named = Vec::new();
    let roles = &project.template.roles;
    let of_year = roles.goals.iter().filter(|id| !roles.total_goals.contains(id) && start.year <= year);
    for (text, span) in of_year.filter_map(|id| text_of(project, *id)) {
        for moment in moments(text).into_iter().filter(is_later) {
            let (before, after) = (&text[..moment.start], &text[moment.start + moment.text.len()..]);
            let clause = before.rsplit(['，', '。', '；', ';', '\n']).next().unwrap_or_default();
            named.push(moment.year);
            if BY.iter().any(|word| after.starts_with(word)) && !runs_on(clause) {
                let what = words::goal_of_later_year(moment.year, year);
                let finding = Diagnostic::new(Code::LaterYear, what).at(mark(span, &moment.text), Message::default());
                findings.push(finding.help(words::only_this_year()));
            }
        }
    }
    for (indicator, kind) in with_kinds(project) {
        let (name, written) = (&indicator.name, &indicator.target.written);
        if kind != Some(IndicatorKind::Time) || runs_on(name) || runs_on(written) {
            continue;
        }
        let due = moments(written).into_iter().last();
        // What is after the end as well is `deadline-after-end`'s.
        let is_after =
            |it: &Moment| (it.year, it.month.unwrap_or(1), it.day.unwrap_or(1)) > (end.year, end.month, end.day);
        let is_told = |moment: &Moment| is_after(moment) || named.contains(&moment.year);
        if let Some(moment) = due.filter(|moment| is_later(moment) && !is_told(moment)) {
            let what = words::indicator_of_later_year(moment.year, year);
            let place = mark(&indicator.target_span, &moment.text);
            let finding = Diagnostic::new(Code::LaterYear, what).at(place, Message::default());
            findings.push(finding.help(words::only_this_year()));
        }
    }
    findings
}
