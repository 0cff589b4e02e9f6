//! 没有填开始或结束日期。
//!
//! 审核人看不出项目是不是在表的年度里进行。
//!
//! 例：只有 计划开始日期，没有 计划完成日期，或这一行空着。
//! 改：补上日期。
//!
//! ---
//!
//! The first or the last day of the project is not filled in.
//!
//! The reviewer cannot tell whether the project belongs to the form's year.
//!
//! Example: there is a “计划开始日期”, but no “计划完成日期”.
//! Instead: add the date.

use crate::check::reading::line_of;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let missing = [roles.start, roles.end].into_iter().flatten().filter(|id| project.get(*id).is_none());
    missing
        .map(|id| {
            let (key, path) = (project.template.field(id).key(), project.template.field(id).path.as_str());
            let finding = Diagnostic::new(Code::DateMissing, words::not_filled_in(key)).missing([path]);
            match line_of(&project.span, key) {
                Some(line) => finding.at(line, Message::default()).help(words::fill_in_the_line(key)),
                None => finding.at(project.span.start(), Message::default()).help(words::add_the_line(key)),
            }
        })
        .collect()
}
