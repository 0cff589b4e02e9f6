//! 文字的开头又写了一遍栏目名。
//!
//! 表上已经印着“立项依据”，文字里不必再写。
//!
//! 例：立项依据: 依 据：《示例市科普条例》
//! 改：删去开头的栏目名。
//!
//! ---
//!
//! A text begins with the name of its field once more.
//!
//! The form prints “立项依据” already: the text need not say it again.
//!
//! Example: `立项依据: 依 据：《示例市科普条例》`
//! Instead: delete the name at the beginning.

use crate::check::reading::{mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::without_spaces;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project)
        .into_iter()
        .filter_map(|(id, text, span)| {
            let key = project.template.field(id).key();
            let (head, _) = text.split_once(['：', ':'])?;
            let word = without_spaces(head);
            let repeats = word.chars().count() >= 2 && key.ends_with(word.as_str());
            let finding = || {
                Diagnostic::new(Code::LabelInText, words::label_in_text(head.trim()))
                    .at(mark(span, head.trim()), Message::default())
            };
            repeats.then(|| finding().help(words::label_is_printed()))
        })
        .collect()
}
