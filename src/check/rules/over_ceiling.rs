//! 各项目的资金合计超过了下达的限额。
//!
//! 限额写在 jixiao.yaml 的 checks 里：ceiling: 1000万元。同一文件夹的项目按年度合计。
//!
//! 例：限额 1000万元，三个项目共 1050万元。
//! 改：调减项目，或核对限额。

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Diagnostic, found};
use crate::check::{CheckSettings, Outline};
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
        let what = format!("{year} 年度各项目的资金合计 {total} 元，超过限额 {} 元，多 {beyond} 元", money(ceiling.to_decimal()));
        found(what).at(place.clone(), "限额").help("请调减项目，或核对限额")
    })
    .collect()
}
