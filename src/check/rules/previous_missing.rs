//! 看来上年有同名项目，上年的预算或执行数没有填。
//!
//! 选了经常性项目的，或文字里说“上年同名项目投入380万元”“2019年培训520人”的，上年多半有同名项目；
//! 填了上年预算额、没有填执行数的，也提示。第一年做的经常性项目不必改。
//!
//! 例：项目类型: 其他经常性项目，同名项目上年预算额空着
//! 改：填上年的预算额和执行数。
//!
//! ---
//!
//! Last year's budget, or what was spent of it, is not filled in.
//!
//! There was such a project last year where a recurring type is chosen, or a text says what the project did or had last
//! year (“上年同名项目投入380万元”); and where the budget is filled in, but not what was spent. A
//! recurring project in its first year has nothing to add.
//!
//! Example: `项目类型: 其他经常性项目`, and nothing at “同名项目上年预算额”
//! Instead: fill in last year's budget and what was spent of it.

use super::recurring_name;
use super::repeated_one_off::done_last_year;
use crate::check::reading::{chosen, line_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let Some(previous) = roles.previous else { return Vec::new() };
    let is_blank = |id: FieldId| project.get(id).is_none_or(|given| given.value.is_blank());
    let key = |id: FieldId| project.template.field(id).key();
    let place = |id: FieldId| line_of(&project.span, key(id)).unwrap_or_else(|| project.span.start());
    if !is_blank(previous) {
        let Some(executed) = roles.executed.first().copied().filter(|id| is_blank(*id)) else { return Vec::new() };
        let finding = Diagnostic::new(Code::PreviousMissing, words::executed_missing(key(executed)));
        return vec![finding.at(place(executed), Message::default()).help(words::fill_in_last_year())];
    }
    let told = done_last_year(project);
    // What is no recurring project by its name had none before.
    let is_recurring = chosen(project, &roles.recurring).is_some() && recurring_name::check(project).is_empty();
    if !is_recurring && told.is_none() {
        return Vec::new();
    }
    let mut finding = Diagnostic::new(Code::PreviousMissing, words::previous_missing(key(previous)));
    finding = finding.at(place(previous), Message::default());
    if let Some((_, told)) = told {
        finding = finding.at(told, Message::default());
    }
    vec![finding.help(words::fill_in_last_year())]
}
