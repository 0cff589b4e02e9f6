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

use crate::check::reading::{indicators, percent};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const GROWING: [&str; 6] = ["增", "升", "提高", "超", "倍", "放大"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let percents = indicators(project).filter_map(|indicator| Some((indicator, percent(indicator)?)));
    let over = percents.filter(|(indicator, percent)| {
        *percent > Decimal::ONE_HUNDRED && !GROWING.iter().any(|word| indicator.name.contains(word))
    });
    over.map(|(indicator, percent)| {
        let finding = Diagnostic::new(Code::PercentOver100, words::over_100(&indicator.name, percent))
            .at(indicator.target_span.clone(), Message::default());
        finding.help(words::check_number())
    })
    .collect()
}
