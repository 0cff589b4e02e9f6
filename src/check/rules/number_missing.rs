//! 数量指标里没有一个数，或成本指标里没有一个数。
//!
//! 数量和成本能量化的要量化（财预〔2021〕101号）：数量指标至少有一条写明多少，单列的成本指标
//! 至少有一条写明金额或标准；百分数不算。写的数对不对看不出来。
//!
//! 例：数量指标下只有 培训工作: 按计划开展
//! 改：培训场次: ≥4场
//!
//! ---
//!
//! None of the quantity indicators, or none of the cost indicators, has a number.
//!
//! What can be counted has to be counted (“财预〔2021〕101号”): one of the quantity indicators
//! at least says how many, one of the cost indicators, where they are a category of their
//! own, how much; a percentage is neither. Whether the numbers are right is not seen.
//!
//! Example: only `培训工作: 按计划开展` below “数量指标”
//! Instead: `培训场次: ≥4场`

use crate::check::reading::{has_number, lists};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::{Framework, IndicatorKind};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (framework, all) in lists(project) {
        if let Some(first) = without_number(framework, all, IndicatorKind::Count) {
            let finding = Diagnostic::new(Code::NumberMissing, words::no_number_in(&first.subcategory_name));
            let finding = finding.at(first.target_span.clone(), Message::default());
            findings.push(finding.help(words::write_a_count()));
        }
        if let Some(first) = without_number(framework, all, IndicatorKind::Cost)
            && framework.expected.contains(&first.category)
            && framework.categories[first.category].subcategories.len() > 1
        {
            let is_cost = |subcategory| framework.kind(first.category, subcategory) == Some(IndicatorKind::Cost);
            // Where cost is one of several outputs it may be left to the others.
            if (0..framework.categories[first.category].subcategories.len()).all(is_cost) {
                let finding = Diagnostic::new(Code::NumberMissing, words::no_number_in(&first.category_name));
                let finding = finding.at(first.target_span.clone(), Message::default());
                findings.push(finding.help(words::write_a_cost()));
            }
        }
    }
    findings
}

/// The first indicator of a kind, where there are some and none has a number.
fn without_number<'a>(framework: &Framework, all: &'a [Indicator], kind: IndicatorKind) -> Option<&'a Indicator> {
    let of_kind = |indicator: &&Indicator| framework.kind(indicator.category, indicator.subcategory) == Some(kind);
    let is_filled = |indicator: &&Indicator| !indicator.target.written.trim().is_empty();
    let mut filled = all.iter().filter(of_kind).filter(is_filled).peekable();
    let first = *filled.peek()?;
    // A percentage is neither how many nor how much.
    let says_how_much = |indicator: &Indicator| {
        let is_percent = indicator.target.unit() == "%" || indicator.target.written.trim_end().ends_with(['%', '％']);
        has_number(&indicator.target.written) && !is_percent
    };
    (!filled.any(says_how_much)).then_some(first)
}
