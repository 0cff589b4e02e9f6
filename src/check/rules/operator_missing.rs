//! 数量没有比较符号（≥、≤、=）。
//!
//! 2026 年起定量指标值要写明符号、数字和单位，如 ≥4.00(场)。没有符号的原样打印。
//!
//! 例：活动场次: 4场
//! 改：写 ≥4场。

use super::{Diagnostic, found};
use crate::check::reading::indicators;
use crate::project::Project;
use crate::value::{QuantityFormat, TargetFormat, UnitStyle};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let TargetFormat::Composed(QuantityFormat { unit: UnitStyle::Parentheses, .. }) = project.template.formats.target
    else {
        return Vec::new();
    };
    let bare = indicators(project).filter(|indicator| {
        indicator.target.quantity.as_ref().is_some_and(|quantity| quantity.operator.is_none())
    });
    bare.map(|indicator| {
        let help = format!("请写上 ≥、≤ 或 =，如 ≥{}", indicator.target.written.trim());
        found(format!("「{}」没有比较符号", indicator.target.written)).at(indicator.target_span.clone(), "").help(help)
    })
    .collect()
}
