//! 指标没有指标值。
//!
//! 只有名称，事后无从评价，审核人会退回补填。
//!
//! 例：满意度:
//! 改：补上指标值，如 ≥90%。
//!
//! ---
//!
//! An indicator has no target.
//!
//! By its name alone nothing can be evaluated, and the reviewer sends it back.
//!
//! Example: `满意度:`
//! Instead: add its target, as in `满意度: ≥90%`.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let blank = indicators(project).filter(|indicator| indicator.target.written.trim().is_empty());
    blank
        .map(|indicator| {
            let finding = Diagnostic::new(Code::TargetMissing, words::target_missing(&indicator.name))
                .at(indicator.span.clone(), Message::default());
            finding.help(words::add_a_target())
        })
        .collect()
}
