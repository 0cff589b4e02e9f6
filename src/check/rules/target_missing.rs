//! 指标没有指标值，或者没有写完。
//!
//! 只有名称，事后无从评价，审核人会退回补填。只有符号或单位（`≥`、`场`、`≥%`）也不成指标值；
//! 定性的写话就行，如“优”“达标”。
//!
//! 例：满意度:
//! 改：补上指标值，如 ≥90%。
//!
//! ---
//!
//! An indicator has no target, or one that is not finished.
//!
//! By its name alone nothing can be evaluated, and the reviewer sends it back. A sign or a unit
//! alone (`≥`, `场`, `≥%`) is no target either; one in words is, as “优” or “达标”.
//!
//! Example: `满意度:`
//! Instead: add its target, as in `满意度: ≥90%`.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, excerpt};
use crate::project::{Indicator, Project};
use crate::value::Target;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let finding = |indicator: &Indicator| {
        let written = indicator.target.written.trim();
        let (what, place) = match written.is_empty() {
            true => (words::target_missing(&indicator.name), &indicator.span),
            false if Target::is_unfinished(written, &project.units) => {
                (words::target_unfinished(&indicator.name, excerpt(written)), &indicator.target_span)
            }
            false => return None,
        };
        let finding = Diagnostic::new(Code::TargetMissing, what).at(place.clone(), Message::default());
        Some(finding.help(words::add_a_target()))
    };
    indicators(project).filter_map(finding).collect()
}
