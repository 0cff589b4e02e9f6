//! 结束日期早于开始日期。
//!
//! 两个日期必有一个错，所以不生成文件。
//!
//! 例：计划开始日期 2026-01-01，计划完成日期 2025-12-31。
//! 改：核对两个日期。

use super::{Diagnostic, found};
use crate::check::reading::period;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, start_span), (end, end_span))) = period(project) else {
        return Vec::new();
    };
    if start <= end {
        return Vec::new();
    }
    let finding = found("结束日期早于开始日期").at(end_span, "结束").at(start_span, "开始");
    vec![finding.help("请核对两个日期")]
}
