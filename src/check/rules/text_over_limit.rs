//! 文字超过了栏目规定的字数。
//!
//! 字数由表式规定（模板里字段的 limit）。
//!
//! 例：项目概况(450字内) 写了 512 字。
//! 改：精简到规定的字数以内。

use super::{Diagnostic, found};
use crate::check::reading::texts;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project)
        .into_iter()
        .filter_map(|(id, text, span)| {
            let field = project.template.field(id);
            let limit = field.limit?;
            let count = text.chars().filter(|c| !c.is_whitespace()).count();
            let finding = || found(format!("「{}」有 {count} 字，规定 {limit} 字以内", field.key()));
            (count > limit).then(|| finding().at(span.clone(), "").help(format!("请减去 {} 字", count - limit)))
        })
        .collect()
}
