//! 同一条指标写了两次。
//!
//! 例：产出指标里两条 培训场次: ≥4场
//! 改：删去一条，或改成不同的名称。

use super::{Diagnostic, found};
use crate::check::reading::indicators;
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let all: Vec<_> = indicators(project).collect();
    for (index, indicator) in all.iter().enumerate() {
        let same = |earlier: &&&Indicator| {
            (earlier.category, earlier.subcategory, earlier.name.trim())
                == (indicator.category, indicator.subcategory, indicator.name.trim())
        };
        if let Some(first) = all[..index].iter().find(same) {
            let finding = found(format!("指标「{}」写了两次", indicator.name.trim()));
            findings.push(finding.at(indicator.span.clone(), "又一次").at(first.span.clone(), "第一次").help("请删去一条，或写成不同的名称"));
        }
    }
    findings
}
