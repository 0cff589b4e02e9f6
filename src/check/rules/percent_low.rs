//! 率低得可疑，不到 50%。
//!
//! 执行率 10%、满意度 9% 多半漏打了一个数字。只看执行、到位、完成、合格、及时、达标、
//! 出席、出勤、准确、满意这些理应接近 100% 的；利用率、绿地率、抽查率这样高低不一的不看。
//! 跨年度项目当年的完成率、进度和累计的数本来就低，也不看。竣工验收合格率、资金合规率不到 100% 的是提示。
//!
//! 例：预算执行率: 10%
//! 改：核对数字，如 100%。
//!
//! ---
//!
//! A rate is suspiciously low: less than 50%.
//!
//! At a rate of execution of 10% or a satisfaction of 9% most likely a digit was
//! lost. Only what should be near 100% is looked at: execution, arrival of funds,
//! completion, what is up to standard, in time, attended, correct, and satisfaction.
//! Rates of use, cover or sampling may be anything; so may what is completed within a
//! year in a project of several. Less than 100% of what has to be accepted or in order is a note.
//!
//! Example: `预算执行率: 10%`
//! Instead: check the number; it may be 100%.

use rust_decimal::Decimal;

use crate::check::counting::unit_in_name;
use crate::check::reading::{indicators, is_rate, outside_brackets, percent_in, period};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::Project;
use crate::value::Operator;

/// What should be near 100%.
const HIGH: [&str; 10] = ["执行", "到位", "完成", "合格", "及时", "达标", "出席", "出勤", "准确", "满意"];

/// What turns that round when it stands before it: 不合格, 未完成.
const TURNED: [char; 5] = ['不', '未', '非', '欠', '没'];

const GOOD_WHEN_LOW: [&str; 16] = [
    "降", "减", "缩短", "压缩", "差错", "失误", "投诉", "故障", "事故", "误差", "增长", "增幅", "提升", "提高", "占比",
    "比例",
];

/// What says that the number is of a part of the way.
const ON_THE_WAY: [&str; 6] = ["进度", "累计", "阶段", "上半年", "季度", "形象"];

/// What is done step by step in a project of several years.
const STEPWISE: [&str; 4] = ["完成", "达标", "到位", "执行"];

/// What is all or nothing.
const ACCEPTED: [&str; 4] = ["竣工验收合格率", "工程验收合格率", "资金使用合规率", "竣工验收通过率"];

/// Below this a rate is suspicious.
const LOW: i64 = 50;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let is_long = period(project).is_some_and(|((start, _), (end, _))| start.year < end.year);
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let text = &indicator.target.written;
        let (number, at_most) = match &indicator.target.quantity {
            Some(quantity) if quantity.unit == "%" => {
                (quantity.number, matches!(quantity.operator, Some(Operator::AtMost | Operator::Less)))
            }
            Some(quantity) if quantity.unit.is_empty() && unit_in_name(&indicator.name).as_deref() == Some("%") => {
                (quantity.number, matches!(quantity.operator, Some(Operator::AtMost | Operator::Less)))
            }
            Some(_) => continue,
            None => match percent_in(text) {
                Some(percent) => (percent, false),
                None => continue,
            },
        };
        let named = is_rate(&indicator.name) || text.contains('率') || text.contains("满意");
        let says = |words: &[&str]| words.iter().any(|word| indicator.name.contains(word) || text.contains(word));
        let is_high = HIGH.iter().any(|word| is_said(&indicator.name, word) || is_said(text, word));
        let is_stepwise = is_long && says(&STEPWISE) && !indicator.name.contains("预算执行");
        let may_be_low = says(&GOOD_WHEN_LOW) || says(&ON_THE_WAY) || is_stepwise;
        if named && is_high && !at_most && !may_be_low && number < Decimal::from(LOW) {
            let what = words::percent_is_low(&indicator.name, number);
            let finding = Diagnostic::new(Code::PercentLow, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.help(words::check_for_lost_digit()));
            continue;
        }
        // What fails its acceptance is not paid for.
        let is_all = ACCEPTED.iter().any(|end| outside_brackets(&indicator.name).trim().ends_with(end));
        if is_all && !at_most && number >= Decimal::from(LOW) && number < Decimal::ONE_HUNDRED {
            let what = words::not_all_accepted(indicator.name.trim(), number);
            let finding = Diagnostic::with_level(Level::Note, Code::PercentLow, what);
            let finding = finding.at(indicator.target_span.clone(), Message::default());
            findings.push(finding.help(words::write_all_of_it()));
        }
    }
    findings
}

/// Whether a text says a word, and not the contrary.
fn is_said(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(TURNED))
}
