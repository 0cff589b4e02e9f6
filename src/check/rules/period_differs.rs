//! 项目跨几年，起止日期、总目标、资金说法不一。
//!
//! 总目标开头写“五年内”，起止日期却只有两年；或者起止日期跨年度，总预算却与当年预算相等，钱都在
//! 本年度。必有一处写错。选了经常性项目而跨年度、又不是整年的，是提示。“近五年”“五年内不返修”这样不说工期的不算。
//!
//! 例：2023-04-01 至 2025-03-31，总目标写“五年内租用机柜40个”
//! 改：改正其中一处。
//!
//! ---
//!
//! The dates, the goal and the funds do not agree on how many years the project takes.
//!
//! The goal of all years begins with “五年内”, but the dates cover two years; or the project
//! runs over more than a year, but its total is all asked for in this one. A recurring project that runs over more than whole years is a note. Years that are not
//! those of the work (“近五年”) are left alone.
//!
//! Example: from 2023-04-01 to 2025-03-31, and a goal that begins with “五年内租用机柜40个”
//! Instead: correct one of them.

use super::recurring_name;
use crate::check::reading::{chosen, mark, period, role, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{CHINESE_DIGITS, Date};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, start_span), (end, end_span))) =
        period(project).filter(|((from, _), (to, _))| from.year < to.year)
    else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let calendar = u64::from(end.year - start.year) + 1;
    let roles = &project.template.roles;
    for (text, span) in roles.total_goals.iter().filter_map(|id| text_of(project, *id)) {
        if let Some((written, _)) = years_at_start(text).filter(|(_, years)| *years > calendar) {
            let what = words::goal_of_other_period(written, calendar);
            let finding = Diagnostic::new(Code::PeriodDiffers, what).at(mark(span, written), Message::default());
            findings.push(finding.at(end_span.clone(), words::end_of_project()).help(words::correct_one()));
        }
    }
    // What comes every year is filed every year.
    let recurring = chosen(project, &roles.recurring).filter(|_| !is_of_whole_years(start, end));
    let recurring = recurring.filter(|_| recurring_name::check(project).is_empty());
    if let Some((option, place)) = recurring {
        let what = words::recurring_over_years(option, start.year, end.year);
        let finding = Diagnostic::with_level(Level::Note, Code::PeriodDiffers, what);
        let finding = finding.at(end_span.clone(), words::end_of_project()).at(start_span, words::start());
        let finding = finding.at(place.unwrap_or_else(|| project.span.start()), Message::default());
        findings.push(finding.help(words::one_year_or_staged()));
    }
    // Forms that always ask for the total have it in one field.
    let total = role(project, |roles| roles.total).and_then(|given| Some((given.value.number()?, given.span.clone()?)));
    let asked = role(project, |roles| roles.amount).and_then(|given| given.value.number());
    if let Some((total, place)) = total
        && !total.is_zero()
        && asked == Some(total)
        && start.year == project.year
    {
        let shown = project.template.formats.money.print(total);
        let finding = Diagnostic::new(Code::PeriodDiffers, words::total_of_one_year(shown));
        let finding = finding.at(end_span, words::end_of_project()).at(place, Message::default());
        findings.push(finding.help(words::check_period_or_funds()));
    }
    findings
}

/// Whether a period is one of whole years, as those of schools and contracts are.
fn is_of_whole_years(start: Date, end: Date) -> bool {
    let ends_a_month = start.day == 1 && end.day >= 28 && end.month % 12 + 1 == start.month;
    ends_a_month || start.month == end.month && start.day == end.day + 1
}

/// How many years a goal begins with: `五年内`, `用3年时间`.
fn years_at_start(text: &str) -> Option<(&str, u64)> {
    let start = text.trim_start().trim_start_matches("项目").trim_start_matches("计划").trim_start_matches('用');
    let numeral = start.chars().next()?;
    let years = match numeral {
        '两' => 2,
        '0'..='9' => u64::from(numeral.to_digit(10)?),
        _ => u64::try_from(CHINESE_DIGITS.iter().position(|digit| *digit == numeral)?).ok()?,
    };
    let rest = start[numeral.len_utf8()..].strip_prefix('年')?;
    let ending = ["时间", "内"].iter().find(|ending| rest.starts_with(**ending))?;
    let length = numeral.len_utf8() + '年'.len_utf8() + ending.len();
    (years > 0).then_some((&start[..length], years))
}
