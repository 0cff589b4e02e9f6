//! 同一类指标放在了两处。
//!
//! 2023 年的表，成本指标可以放在产出指标下面，也可以单列为一级指标。一张表只用一种放法，
//! 两处都有，看表的人不知道总成本是哪一个。
//!
//! 例：产出指标 的 成本指标 写了 项目总成本，一级指标 成本指标 又写了 材料成本。
//! 改：都放到 成本指标 下面，或都放到 产出指标 的 成本指标 下面。
//!
//! ---
//!
//! Indicators of one kind stand in two places.
//!
//! On the form of 2023, the indicators of costs can stand below “产出指标”, or be a “一级指标” of
//! their own. A form has them in one way: where both are filled in, nobody knows which total counts.
//!
//! Example: “项目总成本” below “成本指标” of “产出指标”, and “材料成本” below the “一级指标” “成本指标”.
//! Instead: put all below “成本指标”, or all below “成本指标” of “产出指标”.

use crate::check::reading::lists;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::{Indicator, Project};
use crate::template::Framework;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    lists(project).into_iter().flat_map(|(framework, indicators)| twice(framework, indicators)).collect()
}

fn twice(framework: &Framework, indicators: &[Indicator]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (number, category) in framework.categories.iter().enumerate() {
        let (Some(instead), Some(place)) = (category.instead_of, framework.place_of(category)) else { continue };
        let first = indicators.iter().find(|indicator| indicator.category == number);
        let is_usual = |indicator: &&Indicator| {
            indicator.category == instead.category
                && instead.subcategory.is_none_or(|subcategory| subcategory == indicator.subcategory)
        };
        if let Some((first, other)) = first.zip(indicators.iter().find(is_usual)) {
            let place = place.replace('.', "/");
            let finding = Diagnostic::new(Code::TwoPlaces, words::in_two_places(&category.name, &place))
                .at(first.span.clone(), words::quoted(&category.name))
                .at(other.span.clone(), words::quoted(&place));
            findings.push(finding.help(words::use_one_place(&category.name, &place)));
        }
    }
    findings
}
