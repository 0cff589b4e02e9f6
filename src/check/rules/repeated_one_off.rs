//! 选了一次性项目，上年却有同名项目的预算。
//!
//! 每年都有的项目是经常性项目。
//!
//! 例：项目类型: 其他一次性项目，同名项目上年预算额: 625万元
//! 改：改选经常性项目，或核对上年预算。

use super::{Diagnostic, found};
use crate::check::reading::{chosen, role};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some(once), Some(previous)) = (chosen(project, &roles.one_off), role(project, |roles| roles.previous)) else {
        return Vec::new();
    };
    let both = chosen(project, &roles.recurring).is_some();
    if both || previous.value.is_blank() {
        return Vec::new();
    }
    let place = once.1.clone().unwrap_or_else(|| project.span.start());
    let mut finding = found(format!("选了「{}」，上年却有同名项目的预算", once.0)).at(place, "");
    if let Some(span) = &previous.span {
        finding = finding.at(span.clone(), "上年的预算");
    }
    vec![finding.help("每年都有的请选经常性项目")]
}
