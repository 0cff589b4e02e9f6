//! 既选了一次性项目，又选了经常性项目。
//!
//! 一个项目不会两样都是。
//!
//! 例：项目类型: [其他一次性项目, 其他经常性项目]
//! 改：只选一样。
//!
//! ---
//!
//! Both a one-off and a recurring type are chosen.
//!
//! No project is both.
//!
//! Example: `项目类型: [其他一次性项目, 其他经常性项目]`
//! Instead: choose one of them.

use crate::check::reading::chosen;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some(once), Some(always)) = (chosen(project, &roles.one_off), chosen(project, &roles.recurring)) else {
        return Vec::new();
    };
    let place = once.1.clone().unwrap_or_else(|| project.span.start());
    vec![
        Diagnostic::new(Code::OneOffAndRecurring, words::both_chosen(once.0, always.0))
            .at(place, Message::default())
            .help(words::choose_one()),
    ]
}
