//! `comment-cut`: a text that ends where YAML saw a comment, as in
//! `举办 #1 交流活动` or `当年财政拨款: #45万元`: what follows the `#` is not
//! printed.
//!
//! The other way round, what follows a full-width `＃` is no comment and is
//! printed.
//!
//! A comment that is meant as one has a space after its `#`, and none follows a
//! text in quotes. Where nothing is left of a value, that is an error.

use super::{Node, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Span};
use crate::messages::Message;
use crate::source::words;

/// Looks through a document as it was written.
pub fn check_comments(document: &Node, diagnostics: &mut Diagnostics) {
    match &document.value {
        Value::Null | Value::Scalar { quoted: true, .. } => {}
        Value::Scalar { text, .. } if wide_hash(text).is_some() => {
            let offset = wide_hash(document.span.text()).unwrap_or_default();
            let place =
                Span { range: document.span.range.start + offset..document.span.range.end, ..document.span.clone() };
            let warning = Diagnostic::new(Code::CommentCut, words::wide_hash_is_printed());
            diagnostics.push(warning.at(place, Message::default()).help(words::plain_hash_or_quotes()));
        }
        Value::Scalar { .. } => finding(&document.span, false).into_iter().for_each(|found| diagnostics.push(found)),
        Value::Sequence(items) => items.iter().for_each(|item| check_comments(item, diagnostics)),
        Value::Mapping(entries) => {
            for entry in entries {
                match &entry.value.value {
                    Value::Null => {
                        finding(&entry.key_span, true).into_iter().for_each(|found| diagnostics.push(found));
                    }
                    _ => check_comments(&entry.value, diagnostics),
                }
            }
        }
    }
}

/// Where a full-width `＃` stands after a space.
fn wide_hash(text: &str) -> Option<usize> {
    text.match_indices('＃').map(|(offset, _)| offset).find(|offset| text[..*offset].ends_with([' ', '\u{3000}']))
}

fn finding(span: &Span, is_key: bool) -> Option<Diagnostic> {
    let after = span.source.text.get(span.range.end..)?.lines().next()?;
    let value = if is_key { after.trim_start().strip_prefix(':')? } else { after };
    let comment = value.trim_start().strip_prefix('#')?;
    if span.text().contains('\n') || comment.starts_with(char::is_whitespace) || comment.trim().is_empty() {
        return None;
    }
    let end = span.range.end + after.trim_end().len();
    let place = Span { range: end - comment.trim_end().len() - 1..end, ..span.clone() };
    let finding = match is_key {
        true => Diagnostic::with_level(Level::Error, Code::CommentCut, words::comment_for_value()),
        false => Diagnostic::new(Code::CommentCut, words::comment_in_text()),
    };
    Some(finding.at(place, Message::default()).help(words::quote_or_space_after_hash()))
}
