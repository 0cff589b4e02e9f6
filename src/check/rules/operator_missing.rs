//! 数量没有比较符号（≥、≤、=）。
//!
//! 2026 年起定量指标值要写明符号、数字和单位，如 ≥4.00(场)。没有符号的原样打印。以前的表，时限没有说
//! “以内”的是提示，别的不看。
//!
//! 例：活动场次: 4场
//! 改：写 ≥4场。
//!
//! ---
//!
//! A number has no comparison sign (≥, ≤, =).
//!
//! From 2026 on the target of an indicator that is counted has a sign, a number and
//! a unit, as in “≥4.00(场)”. Without a sign it is printed as it is. On earlier forms a time
//! limit without “以内” is a note, and nothing else is looked at.
//!
//! Example: `活动场次: 4场`
//! Instead: `活动场次: ≥4场`

use crate::check::reading::{indicators, prints_units, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    if !prints_units(project) {
        return times(project);
    }
    let bare = indicators(project)
        .filter(|indicator| indicator.target.quantity.as_ref().is_some_and(|quantity| quantity.operator.is_none()));
    bare.map(|indicator| {
        let written = &indicator.target.written;
        let finding = Diagnostic::new(Code::OperatorMissing, words::operator_missing(written))
            .at(indicator.target_span.clone(), Message::default());
        finding.help(words::add_an_operator(written.trim()))
    })
    .collect()
}

/// The units of how long something takes.
const LASTING: [&str; 6] = ["小时", "分钟", "天", "日", "工作日", "个工作日"];

/// Times of which it is not said that something is done within them, on other forms.
fn times(project: &Project) -> Vec<Diagnostic> {
    let is_bare = |indicator: &Indicator| {
        let quantity = indicator.target.quantity.as_ref();
        let is_time = ["时限", "时间", "用时", "响应"].iter().any(|end| indicator.name.trim().ends_with(end));
        is_time && quantity.is_some_and(|it| it.operator.is_none() && LASTING.contains(&it.unit.as_str()))
    };
    let wrong = with_kinds(project).filter(|(it, kind)| *kind == Some(IndicatorKind::Time) && is_bare(it));
    wrong
        .map(|(indicator, _)| {
            let written = indicator.target.written.trim();
            let finding = Diagnostic::with_level(Level::Note, Code::OperatorMissing, words::operator_missing(written));
            finding.at(indicator.target_span.clone(), Message::default()).help(words::write_within(written))
        })
        .collect()
}
