//! 指标值与名称相同。
//!
//! 例：严格规范: 严格规范
//! 改：名称写考核什么，值写做到什么程度，如 管理规范性: 严格规范。

use super::{Diagnostic, found};
use crate::check::reading::indicators;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let same = indicators(project).filter(|indicator| indicator.name.trim() == indicator.target.written.trim());
    same.map(|indicator| {
        found(format!("指标值与名称都是「{}」", indicator.name.trim()))
            .at(indicator.target_span.clone(), "指标值")
            .at(indicator.span.clone(), "名称")
            .help("名称写考核什么，值写做到什么程度")
    })
    .collect()
}
