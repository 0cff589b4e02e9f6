//! 各项目的资金合计超过了下达的限额。
//!
//! 限额写在 jixiao.yaml 的 checks 里：ceiling: 1000万元。这个文件夹和下层文件夹的项目
//! 按年度合计，下层自己有 jixiao.yaml 的也算在内。各单位另有限额的，写成
//! ceiling: {total: 1000万元, units: {示例市科技馆: 300万元}}；没有一个项目是这个单位的，
//! 警告单位写错了。它说的是全部项目，不能对某一个免去。
//!
//! 例：限额 1000万元，三个项目共 1050万元。
//! 改：调减项目，或核对限额。
//!
//! ---
//!
//! The projects together ask for more than the ceiling.
//!
//! The ceiling is in the `checks` of jixiao.yaml: `ceiling: 1000万元`. The projects of
//! the folder and of those below it are added up by year, also those of folders with a
//! jixiao.yaml of their own. Units may have ceilings of theirs:
//! `ceiling: {total: 1000万元, units: {示例市科技馆: 300万元}}`; a unit of which there is no
//! project is told as a warning. It is about all of them, and cannot be waived for one.
//!
//! Example: a ceiling of 10 million yuan, and three projects of 10.5 million.
//! Instead: reduce the projects, or check the ceiling.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::policy::Ceiling;
use crate::check::words;
use crate::check::{CheckSettings, Outline};
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::value::{NumberFormat, fold_width, without_spaces};

pub(in crate::check) fn check(projects: &[&Outline], settings: &CheckSettings, all: bool) -> Vec<Diagnostic> {
    settings.ceilings().iter().flat_map(|ceiling| over(ceiling, projects, all)).collect()
}

/// The years in which projects ask for more than a ceiling.
fn over(ceiling: &Ceiling, projects: &[&Outline], all: bool) -> Vec<Diagnostic> {
    let plain = |unit: &str| without_spaces(&fold_width(unit));
    let is_of = |project: &Outline, unit: &str| project.unit.as_ref().is_some_and(|(own, _)| plain(own) == plain(unit));
    let is_meant = |project: &Outline| ceiling.unit.as_ref().is_none_or(|unit| is_of(project, unit));
    let mut years: BTreeMap<u16, Decimal> = BTreeMap::new();
    for project in projects.iter().filter(|project| is_meant(project)) {
        *years.entry(project.year).or_default() += project.amount.unwrap_or_default();
    }
    if let (Some(unit), true, true) = (&ceiling.unit, years.is_empty(), all && !projects.is_empty()) {
        let warning = Diagnostic::with_level(Level::Warning, Code::OverCeiling, words::no_project_of_unit(unit));
        let warning = warning.at(ceiling.span.clone(), Message::default());
        return vec![warning.help(words::spell_the_unit_alike())];
    }
    let most = ceiling.most.to_decimal();
    let over = years.into_iter().filter(|(_, total)| *total > most);
    over.map(|(year, total)| {
        let money = |number: Decimal| NumberFormat::GROUPED.print(number);
        let (total, most, beyond) = (money(total), money(most), money(total - most));
        let what = match &ceiling.unit {
            Some(unit) => words::unit_over_ceiling(unit, year, total, most, beyond),
            None => words::over_ceiling(year, total, most, beyond),
        };
        Diagnostic::new(Code::OverCeiling, what).at(ceiling.span.clone(), words::ceiling()).help(words::ask_for_less())
    })
    .collect()
}
