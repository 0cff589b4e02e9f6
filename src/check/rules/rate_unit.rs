//! 率的单位不是 %。
//!
//! 参与率、合格率应是百分数；写成“次”“个”“人”，名称和值必有一个错。频率、功率、分辨率、
//! 周转率等有自己的单位，不算；其他单位（如 天、公里）看不出对错，也不算。
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
//! have units of their own; of other units, such as days, nothing is known.
//!
//! Example: `支部书记参与率: ≥90(次)`
//! Instead: `≥90%`, or change the name to “参与次数”.

use rust_decimal::Decimal;

use crate::check::reading::{indicators, is_rate};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::Target;

/// In what things and people are counted, and no rate is.
const COUNTS: [&str; 23] = [
    "分", "元", "万元", "次", "个", "人", "场", "名", "位", "家", "项", "件", "份", "篇", "期", "批", "户", "台", "套",
    "处", "人次", "场次", "例",
];

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
        if COUNTS.contains(&quantity.unit.as_str()) || is_slip {
            let finding = Diagnostic::new(Code::RateUnit, words::rate_unit(&indicator.name, &quantity.unit));
            findings
                .push(finding.at(indicator.target_span.clone(), Message::default()).help(words::percent_or_rename()));
        }
    }
    findings
}
