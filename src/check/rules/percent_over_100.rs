//! 率超过 100%。
//!
//! 完成率、满意度不会超过 100%。增长率等可以，不算。
//!
//! 例：参训人员结业率: ≥110%
//! 改：核对数字。
//!
//! ---
//!
//! A rate is more than 100%.
//!
//! No rate of completion or satisfaction is more than 100%. Rates of growth and the
//! like may be.
//!
//! Example: `参训人员结业率: ≥110%`
//! Instead: check the number.

use rust_decimal::Decimal;

use crate::check::reading::{indicators, is_rate, outside_brackets, percent};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::value::Operator;

/// What a rate is of that is not in percent: 十万分之一, 千人.
const PER_MANY: [char; 3] = ['千', '万', '‰'];

const GROWING: [&str; 6] = ["增", "升", "提高", "超", "倍", "放大"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    // 网络可用率（%）: 999
    let bare = |indicator: &Indicator| {
        let quantity = indicator.target.quantity.as_ref()?;
        let is_bare = quantity.unit.is_empty() && is_rate(&indicator.name) && !indicator.name.contains(PER_MANY);
        is_bare.then_some(quantity.number)
    };
    let percents = indicators(project).filter_map(|it| Some((it, percent(it).or_else(|| bare(it))?)));
    let over = percents.filter(|(indicator, percent)| *percent > Decimal::ONE_HUNDRED && !grows(&indicator.name));
    let over = over.map(|(indicator, percent)| {
        let finding = Diagnostic::new(Code::PercentOver100, words::over_100(&indicator.name, percent))
            .at(indicator.target_span.clone(), Message::default());
        finding.help(words::check_number())
    });
    let percents = indicators(project).filter_map(|indicator| Some((indicator, percent(indicator)?)));
    let full = percents.filter(|(_, percent)| *percent == Decimal::ONE_HUNDRED);
    let more = full.filter_map(|(indicator, _)| {
        let name = outside_brackets(&indicator.name);
        let operator = indicator.target.quantity.as_ref()?.operator;
        let target = indicator.target.written.trim();
        let (level, what, help) = if FALLS.iter().any(|word| name.trim().ends_with(word)) {
            (Code::PercentOver100.level(), words::falls_by_all(name.trim()), words::check_number())
        } else if matches!(operator, Some(Operator::AtLeast | Operator::Greater)) && is_rate(&name) && !grows(&name) {
            (Level::Note, words::no_more_than_100(name.trim(), target), words::write_equal_100())
        } else {
            return None;
        };
        let finding = Diagnostic::with_level(level, Code::PercentOver100, what);
        Some(finding.at(indicator.target_span.clone(), Message::default()).help(help))
    });
    over.chain(more).collect()
}

/// What falls to nothing, where it falls by 100%.
const FALLS: [&str; 13] = [
    "下降率",
    "降低率",
    "减少率",
    "下降幅度",
    "降低幅度",
    "降幅",
    "节能指标",
    "节能率",
    "节约率",
    "节电率",
    "节水率",
    "减排率",
    "减少幅度",
];

fn grows(name: &str) -> bool {
    GROWING.iter().any(|word| name.contains(word))
}
