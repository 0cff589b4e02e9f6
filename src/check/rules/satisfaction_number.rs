//! 满意度没有写达到多少。
//!
//! 满意度是调查统计出来的，应写百分数；“参与人员有所收获”这样的话事后无法核对。投诉为零、
//! 没有投诉的不算。
//!
//! 例：举办地满意度: 对当地发展有帮助
//! 改：举办地观众满意度: ≥90%
//!
//! ---
//!
//! A satisfaction indicator does not say how much.
//!
//! Satisfaction is found by a survey, and is a percentage; a phrase such as “参与人员有所
//! 收获” cannot be checked afterwards. No complaints (“零投诉”) will do.
//!
//! Example: `举办地满意度: 对当地发展有帮助`
//! Instead: `举办地观众满意度: ≥90%`

use crate::check::reading::{has_number, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| {
        let (name, target) = (&indicator.name, indicator.target.written.trim());
        let is_of_complaints =
            ["投诉", "差评", "不满意"].iter().any(|word| name.contains(word) || target.contains(word));
        *kind == Some(IndicatorKind::Satisfaction) && !target.is_empty() && !has_number(target) && !is_of_complaints
    });
    wrong
        .map(|(indicator, _)| {
            let what = words::satisfaction_without_number(indicator.name.trim());
            let finding =
                Diagnostic::new(Code::SatisfactionNumber, what).at(indicator.target_span.clone(), Message::default());
            finding.help(words::write_satisfaction_as_percent())
        })
        .collect()
}
