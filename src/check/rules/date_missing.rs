//! 没有填开始或结束日期。
//!
//! 例：只有 计划开始日期，没有 计划完成日期。
//! 改：补上日期。

use super::{Diagnostic, found};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let missing = [roles.start, roles.end].into_iter().flatten().filter(|id| project.get(*id).is_none());
    missing
        .map(|id| {
            let key = project.template.field(id).key();
            found(format!("没有填「{key}」")).at(project.span.start(), "").help(format!("请补上一行「{key}: …」"))
        })
        .collect()
}
