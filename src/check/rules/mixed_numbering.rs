//! 序号的写法不一致。
//!
//! 一段里有 1、 又有 3.，多半是几处拼起来的。
//!
//! 例：1、…… 2、…… 3. ……
//! 改：统一成一种。

use super::{Diagnostic, found};
use crate::check::reading::{mark, numbered_items, texts};
use crate::diag::Span;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project).into_iter().filter_map(|(_, text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let items = numbered_items(text);
    let (_, first, _) = items.first()?;
    let (_, other, line) = items.iter().find(|(_, mark, _)| mark != first)?;
    let finding = found(format!("序号有的用「{first}」，有的用「{other}」")).at(mark(span, line), "");
    Some(finding.help("请统一成一种"))
}
