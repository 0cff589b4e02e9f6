//! 指标值与名称相同。
//!
//! 把名称又抄了一遍，说不出做到什么程度，事后无法评价。
//!
//! 例：严格规范: 严格规范
//! 改：名称写考核什么，值写做到什么程度，如 管理规范性: 严格规范。
//!
//! ---
//!
//! The target of an indicator is its name.
//!
//! A name that is written once more does not say how much is to be achieved.
//!
//! Example: `严格规范: 严格规范`
//! Instead: the name says what is measured, the target how much is to be achieved, as in
//! `管理规范性: 严格规范`.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let named = indicators(project).filter(|indicator| !indicator.name.trim().is_empty());
    let same = named.filter(|indicator| indicator.name.trim() == indicator.target.written.trim());
    same.map(|indicator| {
        Diagnostic::new(Code::TargetIsName, words::target_is_name(indicator.name.trim()))
            .at(indicator.target_span.clone(), words::target())
            .at(indicator.span.clone(), words::name())
            .help(words::name_and_target_differ())
    })
    .collect()
}
