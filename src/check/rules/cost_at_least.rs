//! 成本指标写了“不少于”。
//!
//! 成本要控制在某个数以内，应是 ≤。只看金额和名称里有成本、费用、支出的；率（如政府采购
//! 节资率、植被恢复率）、面积和别的数不看。名称说的是节约、降低、收入、带动，或是补助标准的
//! 不算。
//!
//! 例：项目总成本: ≥45万元
//! 改：≤45万元
//!
//! ---
//!
//! The target of a cost indicator is a minimum.
//!
//! Costs are to be kept within a limit, which is ≤. Only amounts, and names that speak of
//! costs, are looked at; rates, such as “植被恢复率”, areas and other numbers are not, nor
//! are names that speak of saving, reducing, income, money of others or a standard.
//!
//! Example: `项目总成本: ≥45万元`
//! Instead: `项目总成本: ≤45万元`

use crate::check::reading::{is_rate, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;
use crate::value::{AMOUNT_UNITS, Operator};

/// What a cost is called.
const COSTS: [&str; 10] = ["成本", "费", "支出", "投入", "预算", "单价", "价格", "造价", "投资", "金额"];

/// What is said of amounts that may well be large.
const MAY_BE_LARGE: [&str; 29] = [
    "节约",
    "节省",
    "节支",
    "节资",
    "降低",
    "降幅",
    "下降",
    "减少",
    "压减",
    "压降",
    "压缩",
    "结余",
    "盘活",
    "收入",
    "收益",
    "回收",
    "捐赠",
    "带动",
    "撬动",
    "吸引",
    "引导",
    "拉动",
    "社会资本",
    "社会投",
    "社会资金",
    "自筹",
    "配套",
    "标准",
    "补偿",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| {
        let operator = indicator.target.quantity.as_ref().and_then(|quantity| quantity.operator);
        let unit = indicator.target.unit();
        let is_cost = AMOUNT_UNITS.iter().any(|(known, _)| unit.starts_with(known))
            || unit != "%" && !is_rate(&indicator.name) && COSTS.iter().any(|word| indicator.name.contains(word));
        *kind == Some(IndicatorKind::Cost)
            && matches!(operator, Some(Operator::AtLeast | Operator::Greater))
            && is_cost
            && !MAY_BE_LARGE.iter().any(|word| indicator.name.contains(word))
    });
    wrong
        .map(|(indicator, _)| {
            let finding = Diagnostic::new(Code::CostAtLeast, words::cost_at_least(&indicator.name))
                .at(indicator.target_span.clone(), Message::default());
            finding.help(words::cost_wants_at_most())
        })
        .collect()
}
