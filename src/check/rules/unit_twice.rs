//! 名称的括号里写了单位，指标值又写了一遍。
//!
//! 印出来是“项目计划完成率（%）　100%”，单位写一处就够。
//!
//! 例：项目计划完成率（%）: 100%
//! 改：项目计划完成率: 100%
//!
//! ---
//!
//! The unit stands in brackets in the name, and again in the target.
//!
//! It is printed as “项目计划完成率（%）” and “100%”; once is enough.
//!
//! Example: `项目计划完成率（%）: 100%`
//! Instead: `项目计划完成率: 100%`

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::fold_width;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let twice = indicators(project).filter_map(|indicator| {
        let name = fold_width(indicator.name.trim());
        let unit = name.strip_suffix(')')?.rsplit_once('(')?.1.trim();
        let quantity = indicator.target.quantity.as_ref()?;
        (!unit.is_empty() && quantity.unit == unit).then(|| (indicator, unit.to_owned()))
    });
    twice
        .map(|(indicator, unit)| {
            let finding = Diagnostic::new(Code::UnitTwice, words::unit_twice(indicator.name.trim(), unit));
            finding.at(indicator.span.clone(), Message::default()).help(words::keep_the_unit_of_the_target())
        })
        .collect()
}
