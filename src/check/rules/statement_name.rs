//! 三级指标的名称是一句话。
//!
//! 名称写考核什么，一个词组就够；有逗号、句号的，或超过 30 字的，多半是目标或措施。
//!
//! 例：提升市科协服务水平，扩大社会影响力: 100
//! 改：社会影响力: 有所扩大
//!
//! ---
//!
//! The name of an indicator is a whole sentence.
//!
//! The name says what is measured, for which a phrase is enough. With a comma or a
//! full stop in it, or more than 30 characters, it is most likely a goal or a
//! measure.
//!
//! Example: `提升市科协服务水平，扩大社会影响力: 100`
//! Instead: `社会影响力: 有所扩大`

use crate::check::reading::{indicators, outside_brackets};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// A longer name is a sentence.
const LONGEST: usize = 30;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let statements = indicators(project).filter(|indicator| {
        let name = outside_brackets(&indicator.name);
        name.contains(['，', '。', '；', ',', ';']) || name.chars().count() > LONGEST
    });
    statements
        .map(|indicator| {
            let finding = Diagnostic::new(Code::StatementName, words::name_is_sentence())
                .at(indicator.span.clone(), Message::default());
            finding.help(words::write_a_phrase())
        })
        .collect()
}
