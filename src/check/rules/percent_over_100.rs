//! 率超过 100%。
//!
//! 完成率、满意度不会超过 100%。增长率等可以，不算。
//!
//! 例：参训人员结业率: ≥110%
//! 改：核对数字。

use rust_decimal::Decimal;

use super::{Diagnostic, found};
use crate::check::reading::percents;
use crate::project::Project;

const GROWING: [&str; 6] = ["增", "升", "提高", "超", "倍", "放大"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let over = percents(project).into_iter().filter(|(indicator, percent)| {
        *percent > Decimal::ONE_HUNDRED && !GROWING.iter().any(|word| indicator.name.contains(word))
    });
    over.map(|(indicator, percent)| {
        found(format!("「{}」是 {percent}%，超过了 100%", indicator.name)).at(indicator.target_span.clone(), "").help("请核对数字")
    })
    .collect()
}
