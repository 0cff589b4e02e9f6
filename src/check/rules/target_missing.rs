//! 指标没有指标值。
//!
//! 例：满意度:
//! 改：补上指标值，如 ≥90%。

use super::{Diagnostic, found};
use crate::check::reading::indicators;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let blank = indicators(project).filter(|indicator| indicator.target.written.trim().is_empty());
    blank.map(|indicator| found(format!("指标「{}」没有指标值", indicator.name)).at(indicator.span.clone(), "").help("请补上指标值，如 ≥90%")).collect()
}
