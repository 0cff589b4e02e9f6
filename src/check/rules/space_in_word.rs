//! 汉字之间有空格。
//!
//! “依 据”“项 目”这样两个字分开写的，多半是从别处复制带来的。可以用 --fix 改正。
//!
//! 例：依 据：示例市条例
//! 改：删去空格。
//!
//! ---
//!
//! A space stands between two Chinese characters.
//!
//! A word like “依 据” was most likely copied from elsewhere. The space
//! can be deleted with --fix.
//!
//! Example: “依 据：示例市条例”
//! Instead: delete the space.

use crate::check::reading::{is_han, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project)
        .into_iter()
        .filter_map(|(_, text, span)| {
            let characters: Vec<char> = text.chars().collect();
            let outside = |place: Option<&char>| place.is_none_or(|c| !is_han(*c));
            let at = (0..characters.len().saturating_sub(2)).find(|at| {
                let three = &characters[*at..at + 3];
                let alone = outside(at.checked_sub(1).and_then(|before| characters.get(before)))
                    && outside(characters.get(at + 3));
                alone && is_han(three[0]) && matches!(three[1], ' ' | '\u{3000}') && is_han(three[2])
            })?;
            let split = &characters[at..at + 3];
            let place: String = split.iter().collect();
            let marked = mark(span, &place);
            let finding =
                Diagnostic::new(Code::SpaceInWord, words::space_inside(&place)).at(marked.clone(), Message::default());
            let finding = finding.help(words::delete_the_space());
            // Where the words stand in another way in the file there is no fix.
            let word: String = [split[0], split[2]].iter().collect();
            Some(if marked.text() == place { finding.fix(marked, word) } else { finding })
        })
        .collect()
}
