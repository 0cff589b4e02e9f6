//! 数量指标的值是百分数。
//!
//! 数量指标说的是多少，应是场、人、份这样的数；百分数多半属于质量指标。名称说的是
//! 率的也应移到质量指标。
//!
//! 例：数量指标下 数量目标: =100%
//! 改：写数量，如 ≥4场；或移到质量指标。
//!
//! ---
//!
//! The target of a quantity indicator is a percentage.
//!
//! A quantity indicator says how many: so many sessions, people or copies. A
//! percentage most likely belongs to the quality indicators, and so does a rate.
//!
//! Example: `数量目标: =100%` below “数量指标”
//! Instead: write a number, such as `≥4场`, or move it to the quality indicators.

use crate::check::reading::{percent, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project)
        .filter(|(indicator, kind)| *kind == Some(IndicatorKind::Count) && percent(indicator).is_some());
    wrong
        .map(|(indicator, _)| {
            let finding = Diagnostic::new(Code::PercentForCount, words::count_is_percent(&indicator.name))
                .at(indicator.target_span.clone(), Message::default());
            finding.help(words::count_or_move())
        })
        .collect()
}
