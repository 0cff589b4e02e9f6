//! 文字里有看不见的字符。
//!
//! 零宽空格（U+200B）之类的字符，多半是从网页或别的程序复制带来的。表上不印它，但在
//! 文件里查找这个词会找不到。
//!
//! 例：“青年服务”的“年”和“服”之间有一个 U+200B。
//! 改：删去它两边的字，重新输入。
//!
//! ---
//!
//! A text has a character that nobody sees.
//!
//! Characters such as the zero-width space (U+200B) come from copying out of web
//! pages and other programs. They are not printed, but whoever searches the file
//! for the word does not find it.
//!
//! Example: “青年服务” with a U+200B in its middle.
//! Instead: delete the characters around it and type them anew.

use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::form::FormTable;
use crate::messages::Message;
use crate::value::is_invisible;

pub(super) fn check(table: &FormTable) -> Vec<Diagnostic> {
    table.cells.iter().filter_map(|cell| cell.span.as_ref()).filter_map(finding).collect()
}

fn finding(span: &Span) -> Option<Diagnostic> {
    let (offset, character) = span.text().char_indices().find(|(_, c)| is_invisible(*c) && *c != '\r')?;
    let start = span.range.start + offset;
    let place = Span { range: start..start + character.len_utf8(), ..span.clone() };
    let what = words::invisible_character(format_args!("U+{:04X}", u32::from(character)));
    Some(Diagnostic::new(Code::InvisibleCharacter, what).at(place, Message::default()).help(words::type_it_anew()))
}
