//! 选了一次性项目，上年却有同名项目的预算。
//!
//! 每年都有的项目是经常性项目。起止日期跨年度的，上年的预算是同一个项目的，不算。
//!
//! 例：项目类型: 其他一次性项目，同名项目上年预算额: 625万元
//! 改：改选经常性项目，或核对上年预算。
//!
//! ---
//!
//! A one-off type is chosen, but the project had a budget last year.
//!
//! What comes every year is a recurring project. Where the project's dates span years,
//! last year's budget may well be its own.
//!
//! Example: `项目类型: 其他一次性项目` and `同名项目上年预算额: 625万元`
//! Instead: choose a recurring type, or check last year's budget.

use crate::check::reading::{chosen, period, role};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some(once), Some(previous)) = (chosen(project, &roles.one_off), role(project, |roles| roles.previous)) else {
        return Vec::new();
    };
    let both = chosen(project, &roles.recurring).is_some();
    let is_long = period(project).is_some_and(|((start, _), (end, _))| start.year < end.year);
    if both || is_long || previous.value.is_blank() {
        return Vec::new();
    }
    let place = once.1.clone().unwrap_or_else(|| project.span.start());
    let mut finding =
        Diagnostic::new(Code::RepeatedOneOff, words::repeated_one_off(once.0)).at(place, Message::default());
    if let Some(span) = &previous.span {
        finding = finding.at(span.clone(), words::last_years_budget());
    }
    vec![finding.help(words::choose_recurring())]
}
