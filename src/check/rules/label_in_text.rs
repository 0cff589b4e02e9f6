//! 文字的开头又写了一遍栏目名。
//!
//! 表上已经印着“立项依据”，文字里不必再写。
//!
//! 例：立项依据: 依 据：《示例市科普条例》
//! 改：删去开头的栏目名。

use super::{Diagnostic, found};
use crate::check::reading::{mark, squeezed, texts};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project)
        .into_iter()
        .filter_map(|(id, text, span)| {
            let key = project.template.field(id).key();
            let (head, _) = text.split_once(['：', ':'])?;
            let word = squeezed(head);
            let repeats = word.chars().count() >= 2 && key.ends_with(word.as_str());
            let finding = || found(format!("文字的开头又写了「{}」", head.trim())).at(mark(span, head.trim()), "");
            repeats.then(|| finding().help("表上已经印着栏目名，请删去"))
        })
        .collect()
}
