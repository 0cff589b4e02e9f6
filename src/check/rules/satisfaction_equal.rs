//! 满意度写了“等于”。
//!
//! 满意度是调查出来的，不会正好是某个数，应是 ≥。
//!
//! 例：参会人员满意度: =90%
//! 改：≥90%

use super::{Diagnostic, found};
use crate::check::reading::{indicators, kind};
use crate::project::Project;
use crate::template::IndicatorKind;
use crate::value::Operator;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = indicators(project).filter(|indicator| {
        let operator = indicator.target.quantity.as_ref().and_then(|quantity| quantity.operator);
        let is_satisfaction =
            kind(project, indicator) == Some(IndicatorKind::Satisfaction) || indicator.name.contains("满意");
        is_satisfaction && operator == Some(Operator::Equal)
    });
    wrong
        .map(|indicator| {
            let finding = found(format!("「{}」写的是等于", indicator.name)).at(indicator.target_span.clone(), "");
            finding.help("满意度请写 ≥")
        })
        .collect()
}
