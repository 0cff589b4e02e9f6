//! 序号不连续。
//!
//! 1、2、4 之间少了一条，或重了号。
//!
//! 例：1. …… 2. …… 4. ……
//! 改：补上或改号。

use super::{Diagnostic, found};
use crate::check::reading::{mark, numbered_items, texts};
use crate::diag::Span;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project).into_iter().filter_map(|(_, text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let items = numbered_items(text);
    let pair = items.windows(2).find(|pair| pair[1].0 != pair[0].0 + 1 && pair[1].0 != 1)?;
    let finding = found(format!("序号 {} 后面是 {}", pair[0].0, pair[1].0)).at(mark(span, pair[1].2), "");
    Some(finding.help("请补上缺少的一条，或改正序号"))
}
