//! 两栏的文字完全相同。
//!
//! 项目概况与必要性、项目总目标与年度目标各有各的要求，照抄会退回重写。
//!
//! 例：年度总体目标与项目总目标一字不差。
//! 改：分别写。

use super::{Diagnostic, found};
use crate::check::reading::{squeezed, texts};
use crate::project::Project;

/// Shorter texts may well be the same.
const SHORTEST: usize = 15;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let long: Vec<_> = texts(project).into_iter().filter(|(_, text, _)| text.chars().count() >= SHORTEST).collect();
    let mut findings = Vec::new();
    for (index, (id, text, span)) in long.iter().enumerate() {
        if let Some((first, _, first_span)) = long[..index].iter().find(|(_, other, _)| squeezed(other) == squeezed(text)) {
            let (a, b) = (project.template.field(*first).key(), project.template.field(*id).key());
            let finding = found(format!("「{a}」与「{b}」的文字完全相同"));
            findings.push(finding.at((*span).clone(), "").at((*first_span).clone(), "与这里相同").help("请按各栏的要求分别写"));
        }
    }
    findings
}
