//! 数量指标的值是百分数。
//!
//! 数量指标说的是多少，应是场、人、份这样的数；百分数多半属于质量指标。名称说的是
//! 率的也应移到质量指标。
//!
//! 例：数量指标下 数量目标: =100%
//! 改：写数量，如 ≥4场；或移到质量指标。

use super::{Diagnostic, found};
use crate::check::reading::{kind, percents};
use crate::project::Project;
use crate::template::IndicatorKind;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = percents(project)
        .into_iter()
        .filter(|(indicator, _)| kind(project, indicator) == Some(IndicatorKind::Count));
    wrong
        .map(|(indicator, _)| {
            let what = format!("数量指标「{}」的值是百分数", indicator.name);
            found(what).at(indicator.target_span.clone(), "").help("请写数量和单位，如 ≥4场；或移到质量指标")
        })
        .collect()
}
