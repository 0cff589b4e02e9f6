//! 项目的期限超过五年。
//!
//! 少有这样长的项目，多半是年份打错。
//!
//! 例：2026-01-01 至 2036-12-31。
//! 改：核对年份；确实如此的不必改。

use super::{Diagnostic, found};
use crate::check::reading::period;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, _), (end, span))) = period(project) else {
        return Vec::new();
    };
    match end.year.checked_sub(start.year) {
        Some(years) if years >= 5 => {
            vec![found(format!("项目从 {} 年到 {} 年", start.year, end.year)).at(span, "").help("请核对年份")]
        }
        _ => Vec::new(),
    }
}
