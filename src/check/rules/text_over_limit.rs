//! 文字超过了栏目规定的字数。
//!
//! 字数由表式规定（模板里字段的 limit）。
//!
//! 例：项目概况(450字内) 写了 512 字。
//! 改：精简到规定的字数以内。
//!
//! ---
//!
//! A text is longer than its field allows.
//!
//! The form sets the number of characters (`limit` of the field in the template).
//!
//! Example: 512 characters in a field for 450.
//! Instead: shorten it to what is allowed.

use crate::check::reading::texts;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::without_spaces;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project)
        .into_iter()
        .filter_map(|(id, text, span)| {
            let field = project.template.field(id);
            let limit = field.limit?;
            let count = without_spaces(text).chars().count();
            let finding = || {
                Diagnostic::new(Code::TextOverLimit, words::over_limit(field.key(), count, limit))
                    .at(span.clone(), Message::default())
            };
            (count > limit).then(|| finding().help(words::shorten_by(count - limit)))
        })
        .collect()
}
