//! 选了一次性项目，上年却有同名项目的预算，或文字说上年就做。
//!
//! 每年都有的项目是经常性项目。文字里看“上年同名项目投入380万元”“2019年培训520人”（2020 年的培训
//! 项目）和以“继续”开头的目标，别的说法看不出来。起止日期跨年度的，上年的预算是同一个项目的，不算。
//!
//! 例：项目类型: 其他一次性项目，同名项目上年预算额: 625万元
//! 改：改选经常性项目，或核对上年预算。
//!
//! ---
//!
//! A one-off type is chosen for what had a budget, or was done, last year.
//!
//! What comes every year is a recurring project. Of texts, “上年同名项目投入380万元”, “2019年培训
//! 520人” (for a project of training of 2020) and goals that begin with “继续” are understood.
//! Where the project's dates span years, last year's budget may well be its own.
//!
//! Example: `项目类型: 其他一次性项目` and `同名项目上年预算额: 625万元`
//! Instead: choose a recurring type, or check last year's budget.

use crate::check::reading::{chosen, is_han, mark, numbering_free, period, role, text_of, texts, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let Some(once) = chosen(project, &roles.one_off) else { return Vec::new() };
    let both = chosen(project, &roles.recurring).is_some();
    let is_long = period(project).is_some_and(|((start, _), (end, _))| start.year < end.year);
    if both {
        return Vec::new();
    }
    let place = once.1.clone().unwrap_or_else(|| project.span.start());
    let previous = role(project, |roles| roles.previous).filter(|previous| !previous.value.is_blank() && !is_long);
    // What was done before it began is no part of it.
    let has_begun = period(project).is_some_and(|((start, _), _)| start.year < project.year);
    let finding = match previous {
        Some(previous) => {
            let finding = Diagnostic::new(Code::RepeatedOneOff, words::repeated_one_off(once.0));
            let finding = finding.at(place, Message::default());
            match &previous.span {
                Some(span) => finding.at(span.clone(), words::last_years_budget()),
                None => finding,
            }
        }
        None => {
            let told = done_last_year(project).or_else(|| goes_on(project)).filter(|_| !has_begun);
            let Some((said, told)) = told else { return Vec::new() };
            let finding = Diagnostic::new(Code::RepeatedOneOff, words::repeated_by_text(once.0, said));
            finding.at(place, Message::default()).at(told, Message::default())
        }
    };
    vec![finding.help(words::choose_recurring())]
}

/// What names of projects end with that says nothing of what is done.
const GENERIC: [&str; 6] = ["项目", "工作", "经费", "专项", "补贴", "补助"];

/// What a text says of the same project in the year before, and where.
pub(super) fn done_last_year(project: &Project) -> Option<(String, Span)> {
    let year = format!("{}年", project.year.checked_sub(1)?);
    let name = project.template.roles.name.and_then(|id| text_of(project, id)).map_or("", |(name, _)| name.trim());
    let name = GENERIC.iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
    let done: Vec<char> = name.chars().rev().take(2).collect();
    let done: String = done.into_iter().rev().collect();
    let is_word = done.chars().count() == 2 && done.chars().all(is_han);
    let says_before = |clause: &str| ["上年", "去年", "上一年", &year].iter().any(|word| clause.contains(word));
    texts(project).into_iter().find_map(|(_, text, span)| {
        let clause = text.split(['，', '。', '；', ';', '\n', '：']).find(|clause| {
            let is_named = clause.contains("同名项目") && says_before(clause) && !clause.contains(['无', '没']);
            let after = clause.trim_start().strip_prefix(year.as_str());
            let after = after.map(|after| after.trim_start_matches(['共', '已', '全', '年', '度']));
            let is_done = after.and_then(|after| after.strip_prefix(done.as_str()));
            is_named || is_word && is_done.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })?;
        let clause = clause.trim();
        Some((clause.to_owned(), mark(span, clause)))
    })
}

/// The goal that goes on with what was done before.
fn goes_on(project: &Project) -> Option<(String, Span)> {
    let (_, span) = year_goals(project).into_iter().find(|(text, _)| numbering_free(text).starts_with("继续"))?;
    Some(("继续".to_owned(), mark(span, "继续")))
}
