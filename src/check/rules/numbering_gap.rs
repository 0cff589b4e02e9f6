//! 序号不连续。
//!
//! 1、2、4 之间少了一条，或重了号。
//!
//! 例：1. …… 2. …… 4. ……
//! 改：补上或改号。
//!
//! ---
//!
//! Items are not numbered in a row.
//!
//! Between 1, 2 and 4 an item is missing, or a number is used twice.
//!
//! Example: “1. …… 2. …… 4. ……”
//! Instead: add the item, or correct the numbers.

use crate::check::reading::{mark, numbered_items, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project).into_iter().filter_map(|(_, text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let items = numbered_items(text);
    let mut pairs = items.iter().zip(items.iter().skip(1));
    let ((_, before), (at, item)) =
        pairs.find(|((_, before), (_, item))| item.number != before.number + 1 && item.number != 1)?;
    let written = &text[*at..at + item.length];
    let finding = Diagnostic::new(Code::NumberingGap, words::numbering_gap(before.number, item.number))
        .at(mark(span, written), Message::default());
    Some(finding.help(words::add_or_renumber()))
}
