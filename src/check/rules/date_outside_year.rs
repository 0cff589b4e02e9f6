//! 项目的起止日期不包括表的年度。
//!
//! 2026 年度的表，项目应在 2026 年里进行。多半是从去年的文件改来，日期忘了改。
//!
//! 例：年度: 2026，计划完成日期: 2025-12-31。
//! 改：改正日期或年度。

use super::{Diagnostic, found};
use crate::check::reading::period;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, start_span), (end, end_span))) = period(project) else {
        return Vec::new();
    };
    let year = project.year;
    if start > end || (start.year..=end.year).contains(&year) {
        return Vec::new();
    }
    let place = if end.year < year { end_span } else { start_span };
    let finding = found(format!("项目在 {} 年到 {} 年，不包括 {year} 年度", start.year, end.year)).at(place, "");
    vec![finding.help("请核对日期和年度")]
}
