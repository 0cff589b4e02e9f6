//! 率的单位不是 %。
//!
//! 参与率、合格率应是百分数；写成“次”“个”“人”，名称和值必有一个错。频率、功率、分辨率、
//! 周转率等有自己的单位，不算；带“/”的单位和不认得的单位看不出对错，也不算。
//!
//! 例：支部书记参与率: ≥90(次)
//! 改：≥90%，或把名称改成“参与次数”。
//!
//! ---
//!
//! The unit of a rate is not %.
//!
//! A rate of attendance is a percentage; where it is counted in times, pieces or people,
//! either the name or the target is wrong. “频率”, “功率”, “分辨率”, “周转率” and the like
//! have units of their own; of units with a “/”, and of those that are not known, nothing is said.
//!
//! Example: `支部书记参与率: ≥90(次)`
//! Instead: `≥90%`, or change the name to “参与次数”.

use rust_decimal::Decimal;

use crate::check::reading::{indicators, is_rate};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{Target, is_unit};

/// In what a rate may be given.
const SHARES: [&str; 7] = ["", "%", "‰", "倍", "百分点", "个百分点", "dB"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for indicator in indicators(project).filter(|indicator| is_rate(&indicator.name)) {
        // A verbatim target is read for its unit as well.
        let parsed = Target::parse(&indicator.target.written);
        let Some(quantity) = indicator.target.quantity.as_ref().or(parsed.quantity.as_ref()) else {
            continue;
        };
        // 差错率 0.3‰ is one; 满意度 95‰ is a slip.
        let is_slip = quantity.unit == "‰" && quantity.number >= Decimal::from(50);
        let unit = quantity.unit.as_str();
        let is_counted =
            !SHARES.contains(&unit) && !unit.contains(['/', '·']) && is_unit(unit) && !is_per_many(&indicator.name);
        if is_counted || is_slip {
            let finding = Diagnostic::new(Code::RateUnit, words::rate_unit(&indicator.name, &quantity.unit));
            findings
                .push(finding.at(indicator.target_span.clone(), Message::default()).help(words::percent_or_rename()));
        }
    }
    findings
}

/// Whether a rate is of so many, and no percentage: 万车公里责任事故率.
fn is_per_many(name: &str) -> bool {
    name.trim().starts_with(['百', '千', '万', '十', '亿'])
}
