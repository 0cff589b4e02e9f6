//! 数量只有数字，没有单位，名称里也看不出单位。
//!
//! “100”是 100 场还是 100%？审核人会退回补填单位。名称里有括号写明单位的（如
//! “保洁面积（平方米）”）、名称说的是率和度的（默认为 %）不算。
//!
//! 例：培训人数: 100 写成 培训情况: 100
//! 改：写上单位，如 100人。

use super::{Diagnostic, found};
use crate::check::reading::{indicators, is_rate};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let Some(quantity) = indicator.target.quantity.as_ref().filter(|quantity| quantity.unit.is_empty()) else {
            continue;
        };
        if tells_unit(&indicator.name) {
            continue;
        }
        let what = format!("「{}」没有单位", quantity.number);
        findings.push(found(what).at(indicator.target_span.clone(), "").help("请写上单位，如 100场、100%"));
    }
    findings
}

/// Whether a name says of what its number is: a unit in parentheses, or a rate.
fn tells_unit(name: &str) -> bool {
    let tail = name.trim_end_matches(['）', ')']);
    tail.len() < name.len() || is_rate(name) || ["数", "次", "人次", "人数", "面积", "金额", "时间", "天数"].iter().any(|end| name.ends_with(end))
}
