//! 成本指标只有总成本，没有单位成本或分项成本；或者没有总成本。
//!
//! 经济成本分为总成本、单位成本、分项成本（财预〔2021〕101号）。成本指标单列一级的表（2026 年起），
//! 写了金额的成本只有一条的，提示补上另一种；申请的资金不到 50 万元的不提示。名称写得对不对、
//! 该分哪几项，看不出来。
//!
//! 例：成本指标下只有 项目总成本: ≤45万元
//! 改：再写 人均培训成本: ≤400元/人 或 场地租赁成本: ≤8万元
//!
//! ---
//!
//! The cost indicators have a total and no price of one or of a part, or no total.
//!
//! Economic cost is the total, the cost of one and that of each part (“财预〔2021〕101号”).
//! On forms where cost is a category of its own (from 2026 on) a single cost with an amount
//! is not enough; projects that ask for less than 500,000 yuan are left alone. Which parts there
//! should be is not seen.
//!
//! Example: only `项目总成本: ≤45万元` below “成本指标”
//! Instead: `人均培训成本: ≤400元/人` or `场地租赁成本: ≤8万元` as well

use rust_decimal::Decimal;

use crate::check::reading::{has_number, lists, role};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::{Framework, IndicatorKind};

/// What a cost of one is called, where its unit does not say so.
const OF_ONE: [&str; 6] = ["单价", "均", "每", "单位", "单个", "标准"];

/// So many yuan are little enough for one total.
const SMALL: Decimal = Decimal::from_parts(500_000, 0, 0, false, 0);

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let amount = role(project, |roles| roles.amount).and_then(|given| given.value.number());
    if amount.is_some_and(|amount| amount < SMALL) {
        return Vec::new();
    }
    lists(project).into_iter().filter_map(|(framework, all)| finding(framework, all)).collect()
}

fn finding(framework: &Framework, all: &[Indicator]) -> Option<Diagnostic> {
    let is_cost = |category: usize, subcategory| framework.kind(category, subcategory) == Some(IndicatorKind::Cost);
    let is_own = |category: usize| {
        let below = &framework.categories[category].subcategories;
        below.len() > 1 && (0..below.len()).all(|subcategory| is_cost(category, subcategory))
    };
    let mut costs = all.iter().filter(|it| is_own(it.category) && has_number(&it.target.written));
    let (only, None) = (costs.next()?, costs.next()) else { return None };
    let written = &only.target.written;
    if !written.contains('元') {
        return None;
    }
    let is_of_one = written.contains('/') || OF_ONE.iter().any(|word| only.name.contains(word));
    let (what, help) = match is_of_one {
        true => (words::cost_without_total(only.name.trim()), words::add_a_total()),
        false => (words::cost_without_parts(only.name.trim()), words::add_a_part()),
    };
    Some(Diagnostic::new(Code::CostSplit, what).at(only.span.clone(), Message::default()).help(help))
}
