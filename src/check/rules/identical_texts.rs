//! 两栏的文字完全相同，或有一大段相同。
//!
//! 项目概况与必要性、项目总目标与年度目标各有各的要求，照抄会退回重写。一段 60 字以上相同、占
//! 较短一栏一半以上的也算；改了几个字的看不出来。
//!
//! 例：年度总体目标与项目总目标一字不差。
//! 改：分别写。
//!
//! ---
//!
//! Two fields have the very same text, or a large part of it.
//!
//! What a project is about and why it is needed, its whole goal and that of the
//! year: each field asks for something of its own, and copies are sent back. A run of 60
//! characters that is half of the shorter text counts as well; where a few characters
//! were changed it is not seen.
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

/// A common run of so many characters was copied, where it is half of a text.
const RUN: usize = 60;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let long = texts(project).into_iter().filter(|(_, text, _)| text.chars().count() >= SHORTEST);
    let long: Vec<_> = long.map(|(id, text, span)| (id, without_spaces(text), span)).collect();
    let mut findings = Vec::new();
    for (index, (id, text, span)) in long.iter().enumerate() {
        let key = |id| project.template.field(id).key();
        let same = long[..index].iter().find(|(_, other, _)| other == text);
        let what = same.map(|(first, _, place)| (words::identical_texts(key(*first), key(*id)), place)).or_else(|| {
            long[..index].iter().find_map(|(first, other, place)| {
                let run = copied(other, text)?;
                Some((words::copied_text(key(*first), key(*id), run), place))
            })
        });
        if let Some((what, place)) = what {
            let finding = Diagnostic::new(Code::IdenticalTexts, what).at((*span).clone(), Message::default());
            findings.push(finding.at((*place).clone(), words::same_as_here()).help(words::write_each()));
        }
    }
    findings
}

/// The length of a run that two texts have in common, where it is long and half of the
/// shorter one.
fn copied(a: &str, b: &str) -> Option<usize> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let characters: Vec<char> = short.chars().collect();
    let needed = RUN.max(characters.len().div_ceil(2));
    // A run of that length has a whole block in it.
    let block = RUN / 2;
    let blocks = characters.chunks_exact(block).enumerate();
    let runs = blocks.filter_map(|(index, part)| {
        let at = long.find(&part.iter().collect::<String>())?;
        let start = index * block;
        let before =
            long[..at].chars().rev().zip(characters[..start].iter().rev()).take_while(|(a, b)| a == *b).count();
        let after = long[at..].chars().zip(&characters[start..]).take_while(|(a, b)| a == *b).count();
        Some(before + after)
    });
    runs.max().filter(|run| *run >= needed)
}
