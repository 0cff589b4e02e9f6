//! `invisible-character`: a character that nobody sees, such as U+200B or
//! U+FEFF, which copying from web pages and other programs leaves behind. It is
//! left out of the form; searching the file for the word would not find it.

use crate::diag::{Diagnostic, Span};
use crate::form::FormTable;
use crate::value::is_invisible;

pub(super) fn check(table: &FormTable) -> Vec<Diagnostic> {
    table.cells.iter().filter_map(|cell| cell.span.as_ref()).filter_map(finding).collect()
}

fn finding(span: &Span) -> Option<Diagnostic> {
    let (offset, character) = span.text().char_indices().find(|(_, c)| is_invisible(*c) && *c != '\r')?;
    let start = span.range.start + offset;
    let place = Span { range: start..start + character.len_utf8(), ..span.clone() };
    let what = format!("这里有看不见的字符（U+{:04X}），表上不印", character as u32);
    let help = "多半是从别处复制带来的；请删去它两边的字重新输入";
    Some(Diagnostic::warning("invisible-character", what).at(place, "").help(help))
}
