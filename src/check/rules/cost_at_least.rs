//! 成本指标写了“不少于”。
//!
//! 成本要控制在某个数以内，应是 ≤。名称说的是节约、降低的不算。
//!
//! 例：项目总成本: ≥45万元
//! 改：≤45万元
//!
//! ---
//!
//! The target of a cost indicator is a minimum.
//!
//! Costs are to be kept within a limit, which is ≤. Names that speak of saving or
//! reducing are left alone.
//!
//! Example: `项目总成本: ≥45万元`
//! Instead: `项目总成本: ≤45万元`

use crate::check::reading::with_kinds;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;
use crate::value::Operator;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| {
        let operator = indicator.target.quantity.as_ref().and_then(|quantity| quantity.operator);
        let is_saving = ["节约", "节省", "降低", "降幅", "节支"].iter().any(|word| indicator.name.contains(word));
        *kind == Some(IndicatorKind::Cost)
            && matches!(operator, Some(Operator::AtLeast | Operator::Greater))
            && !is_saving
    });
    wrong
        .map(|(indicator, _)| {
            let finding = Diagnostic::new(Code::CostAtLeast, words::cost_at_least(&indicator.name))
                .at(indicator.target_span.clone(), Message::default());
            finding.help(words::cost_wants_at_most())
        })
        .collect()
}
