//! 率低得可疑，不到 50%。
//!
//! 执行率 10%、满意度 9% 多半漏打了一个数字。名称说的是降低、差错、投诉、占比、增长等
//! 本来就低的不算。
//!
//! 例：预算执行率: 10%
//! 改：核对数字，如 100%。
//!
//! ---
//!
//! A rate is suspiciously low: less than 50%.
//!
//! At a rate of execution of 10% or a satisfaction of 9% most likely a digit was
//! lost. Names of what is low by its nature, such as errors, complaints, shares or
//! growth, are left alone.
//!
//! Example: `预算执行率: 10%`
//! Instead: check the number; it may be 100%.

use rust_decimal::Decimal;

use crate::check::reading::{indicators, is_rate, percent_in};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::Operator;

const GOOD_WHEN_LOW: [&str; 14] =
    ["降", "减", "缩短", "压缩", "差错", "失误", "投诉", "故障", "事故", "误差", "增长", "提升", "占比", "比例"];

/// Below this a rate is suspicious.
const LOW: i64 = 50;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let text = &indicator.target.written;
        let (number, at_most) = match &indicator.target.quantity {
            Some(quantity) if quantity.unit == "%" => {
                (quantity.number, matches!(quantity.operator, Some(Operator::AtMost | Operator::Less)))
            }
            Some(_) => continue,
            None => match percent_in(text) {
                Some(percent) => (percent, false),
                None => continue,
            },
        };
        let named = is_rate(&indicator.name) || text.contains('率') || text.contains("满意");
        let low_is_good = GOOD_WHEN_LOW.iter().any(|word| indicator.name.contains(word) || text.contains(word));
        if named && !at_most && !low_is_good && number < Decimal::from(LOW) {
            let what = words::percent_is_low(&indicator.name, number);
            let finding = Diagnostic::new(Code::PercentLow, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.help(words::check_for_lost_digit()));
        }
    }
    findings
}
