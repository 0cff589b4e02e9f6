//! 数字后面的不是单位，整个指标值按原样打印。
//!
//! 表上的定量指标值由符号、数字、单位组成。数字后面的文字不是认得的单位（如
//! ≥90%（含）、≥4场讲座），就不当作数量，写什么印什么。年份（不低于2025年）不算。
//!
//! 例：讲座场次: ≥4场讲座
//! 改：写 ≥4场；表上就要这样印的，写成 原文；确实是单位的，写进 jixiao.yaml：units: [点播]。
//!
//! ---
//!
//! What follows the number is no unit, and the target is printed as it is.
//!
//! The target of an indicator that is counted has a sign, a number and a unit. Where
//! the words behind the number are no unit that is known, as in “≥90%（含）” or
//! “≥4场讲座”, it is taken for a text and printed as it is written. Years, as in
//! “不低于2025年”, are meant as such.
//!
//! Example: `讲座场次: ≥4场讲座`
//! Instead: `讲座场次: ≥4场`; where the form should say just this, write it as “原文”; what is a
//! unit indeed can be made known in jixiao.yaml: `units: [点播]`.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, excerpt};
use crate::project::{Project, keys};
use crate::value::{NoUnit, Operator, TargetFormat};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let TargetFormat::Composed(_) = project.template.formats.target else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for indicator in indicators(project).filter(|indicator| indicator.target.quantity.is_none()) {
        // Who writes 原文 wants what is written.
        let is_verbatim = indicator.target_span.text().contains(keys::VERBATIM);
        let written = indicator.target.written.trim();
        let Some(found) = NoUnit::of(written, &project.units).filter(|_| !is_verbatim) else {
            continue;
        };
        let finding = Diagnostic::new(Code::UnitUnknown, words::unit_unknown(excerpt(written), excerpt(&found.rest)))
            .at(indicator.target_span.clone(), Message::default());
        let quantity = &found.quantity;
        let operator = quantity.operator.map_or("", Operator::symbol);
        let parts = format!("{{值: {}, 符号: {}, 单位: {}}}", quantity.number, quoted(operator), quoted(&found.rest));
        let verbatim = format!("{{原文: {}}}", quoted(written));
        findings.push(match found.shorter {
            Some(shorter) => finding.help(words::only_the_unit(shorter, parts, verbatim)),
            None => {
                let finding = finding.help(words::unit_or_verbatim(parts, verbatim));
                finding.note(words::units_can_be_added(excerpt(&found.rest)))
            }
        });
    }
    findings
}

/// A text as YAML takes it anywhere.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
