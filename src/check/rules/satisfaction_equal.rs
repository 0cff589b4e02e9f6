//! 满意度写了“等于”。
//!
//! 满意度是调查出来的，不会正好是某个数，应是 ≥。
//!
//! 例：参会人员满意度: =90%
//! 改：≥90%
//!
//! ---
//!
//! The target of a satisfaction indicator is an exact value.
//!
//! Satisfaction is what a survey finds, never exactly some number: it should be ≥.
//!
//! Example: `参会人员满意度: =90%`
//! Instead: `参会人员满意度: ≥90%`

use crate::check::reading::with_kinds;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;
use crate::value::Operator;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| {
        let operator = indicator.target.quantity.as_ref().and_then(|quantity| quantity.operator);
        let is_satisfaction = *kind == Some(IndicatorKind::Satisfaction) || indicator.name.contains("满意");
        is_satisfaction && operator == Some(Operator::Equal)
    });
    wrong
        .map(|(indicator, _)| {
            let what = words::satisfaction_equal(&indicator.name);
            let finding =
                Diagnostic::new(Code::SatisfactionEqual, what).at(indicator.target_span.clone(), Message::default());
            finding.help(words::satisfaction_wants_at_least())
        })
        .collect()
}
