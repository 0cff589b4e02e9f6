//! 缺少应有的一级指标。
//!
//! 产出、效益、满意度每张表都要有；2026 年起还要有成本指标。缺了会退回补填。
//!
//! 例：2026 年的表只写了 产出指标 和 满意度指标。
//! 改：补上缺少的一级指标，每个至少一条。

use super::{Diagnostic, found};
use crate::check::reading::frameworks;
use crate::project::{FieldValue, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, framework) in frameworks(project) {
        let given = project.get(id);
        let indicators = given.map(|given| &given.value);
        let has = |category: usize| match indicators {
            Some(FieldValue::Indicators(indicators)) => indicators.iter().any(|indicator| indicator.category == category),
            _ => false,
        };
        let missing: Vec<&str> = framework
            .expected
            .iter()
            .filter(|category| !has(**category))
            .map(|category| framework.categories[*category].name.as_str())
            .collect();
        if !missing.is_empty() {
            let place = given.and_then(|given| given.span.clone()).unwrap_or_else(|| project.span.clone());
            let what = format!("缺少{}", missing.iter().map(|name| format!("「{name}」")).collect::<Vec<_>>().join("、"));
            findings.push(found(what).at(place.start(), "").help("每个一级指标至少写一条指标"));
        }
    }
    findings
}
