//! 同一条指标写了两次。
//!
//! 例：产出指标里两条 培训场次: ≥4场
//! 改：删去一条，或改成不同的名称。

use std::collections::HashMap;

use super::{Diagnostic, found};
use crate::check::reading::indicators;
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut first: HashMap<(usize, usize, &str), &Indicator> = HashMap::new();
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let key = (indicator.category, indicator.subcategory, indicator.name.trim());
        let Some(earlier) = first.get(&key) else {
            first.insert(key, indicator);
            continue;
        };
        let finding = found(format!("指标「{}」写了两次", indicator.name.trim())).at(indicator.span.clone(), "又一次");
        findings.push(finding.at(earlier.span.clone(), "第一次").help("请删去一条，或写成不同的名称"));
    }
    findings
}
