//! 率没有写数。
//!
//! 名称是率，指标值却是“提高”“稳定”，事后无法核对。较上年、较基期变化的写明幅度。
//!
//! 例：疫苗接种率: 提高
//! 改：疫苗接种率: ≥95%，或 较上年提高2个百分点
//!
//! ---
//!
//! A rate has no number.
//!
//! The name is that of a rate, and the target is “提高” or “稳定”, which cannot be checked
//! afterwards. What changes against a year before says by how much.
//!
//! Example: `疫苗接种率: 提高`
//! Instead: `疫苗接种率: ≥95%`, or `较上年提高2个百分点`

use crate::check::reading::{has_number, is_rate, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let bare = with_kinds(project).filter(|(indicator, kind)| is_wrong(indicator, *kind));
    bare.map(|(indicator, _)| {
        // 较上年提高 is weak, and may be all that can be said.
        let is_compared =
            ["较", "比", "上年", "不低于", "不高于"].iter().any(|word| indicator.target.written.contains(word));
        let level = if is_compared { Level::Note } else { Code::RateWithoutNumber.level() };
        let what = words::rate_without_number(indicator.name.trim(), indicator.target.written.trim());
        let finding = Diagnostic::with_level(level, Code::RateWithoutNumber, what);
        finding.at(indicator.target_span.clone(), Message::default()).help(words::write_the_rate())
    })
    .collect()
}

/// Whether an indicator is a rate whose target has no number.
pub(super) fn is_wrong(indicator: &Indicator, kind: Option<IndicatorKind>) -> bool {
    let target = indicator.target.written.trim();
    // Satisfaction is `satisfaction-number`'s.
    let is_other = kind != Some(IndicatorKind::Satisfaction);
    is_other && is_rate(&indicator.name) && !target.is_empty() && !has_number(target) && !is_whole(target)
}

/// Whether a target says all or nothing, in words.
fn is_whole(target: &str) -> bool {
    ["全", "零", "无", "分之"].iter().any(|word| target.contains(word))
}
