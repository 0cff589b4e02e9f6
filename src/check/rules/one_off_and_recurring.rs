//! 既选了一次性项目，又选了经常性项目。
//!
//! 一个项目不会两样都是。
//!
//! 例：项目类型: [其他一次性项目, 其他经常性项目]
//! 改：只选一样。

use super::{Diagnostic, found};
use crate::check::reading::chosen;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some(once), Some(always)) = (chosen(project, &roles.one_off), chosen(project, &roles.recurring)) else {
        return Vec::new();
    };
    let place = once.1.clone().unwrap_or_else(|| project.span.start());
    let what = format!("既选了「{}」，又选了「{}」", once.0, always.0);
    vec![found(what).at(place, "").help("请只选一样")]
}
