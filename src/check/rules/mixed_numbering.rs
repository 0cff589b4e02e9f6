//! 序号的写法不一致。
//!
//! 一段里有 1、 又有 3.，多半是几处拼起来的。可以用 --fix 改正。
//!
//! 例：1、…… 2、…… 3. ……
//! 改：统一成一种。
//!
//! ---
//!
//! Items are numbered in different ways.
//!
//! A text with “1、” and “3.” was most likely put together from several. They
//! can be made alike with --fix.
//!
//! Example: “1、…… 2、…… 3. ……”
//! Instead: use the same mark for all.

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
    let first = items.first()?.1.mark;
    let (at, other) = items.iter().find(|(_, item)| item.mark != first)?;
    let finding = Diagnostic::new(Code::MixedNumbering, words::mixed_numbering(first, other.mark));
    let mut finding = finding.at(mark(span, &text[*at..at + other.length]), Message::default());
    finding = finding.help(words::use_one_mark());
    // In the file the items are the same, but for the indent before them.
    let written = numbered_items(span.text());
    if written.len() == items.len() {
        for (at, item) in written.into_iter().filter(|(_, item)| item.mark != first) {
            let end = at + item.length;
            // `2. 甲` becomes `2、甲`.
            let after = &span.text()[end..];
            let spaces = if first == '、' { after.len() - after.trim_start_matches(' ').len() } else { 0 };
            let range = span.range.start + end - item.mark.len_utf8()..span.range.start + end + spaces;
            finding = finding.fix(Span { range, ..span.clone() }, first.to_string());
        }
    }
    Some(finding)
}
