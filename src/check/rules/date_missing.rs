//! 没有填开始或结束日期。
//!
//! 审核人看不出项目是不是在表的年度里进行。
//!
//! 例：只有 计划开始日期，没有 计划完成日期。
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

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let missing = [roles.start, roles.end].into_iter().flatten().filter(|id| project.get(*id).is_none());
    missing
        .map(|id| {
            let key = project.template.field(id).key();
            Diagnostic::new(Code::DateMissing, words::not_filled_in(key))
                .at(project.span.start(), Message::default())
                .help(words::add_the_line(key))
        })
        .collect()
}
