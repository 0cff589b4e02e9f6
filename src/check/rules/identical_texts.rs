//! 两栏的文字完全相同。
//!
//! 项目概况与必要性、项目总目标与年度目标各有各的要求，照抄会退回重写。
//!
//! 例：年度总体目标与项目总目标一字不差。
//! 改：分别写。
//!
//! ---
//!
//! Two fields have the very same text.
//!
//! What a project is about and why it is needed, its whole goal and that of the
//! year: each field asks for something of its own, and copies are sent back.
//!
//! Example: “年度总体目标” and “项目总目标” are the same to the letter.
//! Instead: write each of them.

use crate::check::reading::texts;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::without_spaces;

/// Shorter texts may well be the same.
const SHORTEST: usize = 15;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let long = texts(project).into_iter().filter(|(_, text, _)| text.chars().count() >= SHORTEST);
    let long: Vec<_> = long.map(|(id, text, span)| (id, without_spaces(text), span)).collect();
    let mut findings = Vec::new();
    for (index, (id, text, span)) in long.iter().enumerate() {
        if let Some((first, _, first_span)) = long[..index].iter().find(|(_, other, _)| other == text) {
            let (a, b) = (project.template.field(*first).key(), project.template.field(*id).key());
            let finding = Diagnostic::new(Code::IdenticalTexts, words::identical_texts(a, b));
            let finding =
                finding.at((*span).clone(), Message::default()).at((*first_span).clone(), words::same_as_here());
            findings.push(finding.help(words::write_each()));
        }
    }
    findings
}
