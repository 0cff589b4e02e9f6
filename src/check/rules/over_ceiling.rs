//! 各项目的资金合计超过了下达的限额。
//!
//! 限额写在 jixiao.yaml 的 checks 里：ceiling: 1000万元。同一文件夹的项目按年度合计。
//! 它说的是全部项目，不能对某一个免去。
//!
//! 例：限额 1000万元，三个项目共 1050万元。
//! 改：调减项目，或核对限额。
//!
//! ---
//!
//! The projects together ask for more than the ceiling.
//!
//! The ceiling is in the `checks` of jixiao.yaml: `ceiling: 1000万元`. The projects of
//! a folder are added up by year. It is about all of them, and cannot be waived for
//! one.
//!
//! Example: a ceiling of 10 million yuan, and three projects of 10.5 million.
//! Instead: reduce the projects, or check the ceiling.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::words;
use crate::check::{CheckSettings, Outline};
use crate::diag::{Code, Diagnostic};
use crate::value::NumberFormat;

pub(super) fn check(projects: &[Outline], settings: &CheckSettings) -> Vec<Diagnostic> {
    let Some((ceiling, place)) = settings.ceiling() else {
        return Vec::new();
    };
    let mut years: BTreeMap<u16, Decimal> = BTreeMap::new();
    for project in projects {
        *years.entry(project.year).or_default() += project.amount.unwrap_or_default();
    }
    let over = years.into_iter().filter(|(_, total)| *total > ceiling.to_decimal());
    over.map(|(year, total)| {
        let money = |number: Decimal| NumberFormat::PLAIN.print(number);
        let (total, beyond) = (money(total), money(total - ceiling.to_decimal()));
        let what = words::over_ceiling(year, total, money(ceiling.to_decimal()), beyond);
        Diagnostic::new(Code::OverCeiling, what).at(place.clone(), words::ceiling()).help(words::ask_for_less())
    })
    .collect()
}
