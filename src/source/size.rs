//! How large a document may be. Far above what any office writes, and so low that looking
//! at each of its parts in turn, or at each beside every other, takes no time to speak of.

use super::{Node, Value};
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::source::words;

/// The most that a document holds.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Keys, values and items of lists; a form of 300 rows has 3,000.
    pub items: usize,
    /// Characters of one text; a cell of a workbook holds 32,767, and a page of A4 has 2,000.
    pub text: usize,
    /// Bytes of all, which are 100 pages.
    pub bytes: usize,
}

impl Most {
    /// Of a project, and of a template with what it extends.
    pub const OF_A_FORM: Self = Self { items: 10_000, text: 50_000, bytes: 512 << 10 };

    /// Of a folder's settings, which may say something of each of many projects.
    pub const OF_SETTINGS: Self = Self { items: 30_000, text: 50_000, bytes: 2 << 20 };
}

/// Says where a document is larger than it may be.
pub fn beyond(document: &Node, most: Most) -> Option<Diagnostic> {
    let mut items = 0;
    let (span, what) = match first(document, most, &mut items) {
        Some(found) => found,
        None if document.span.range.len() > most.bytes => {
            (document.span.start(), words::document_is_too_large(most.bytes >> 10))
        }
        None => return None,
    };
    let error = Diagnostic::new(Code::FileTooLarge, what).at(span, Message::default());
    Some(error.help(words::split_the_document()))
}

/// The first part with which a document is too large.
fn first(node: &Node, most: Most, items: &mut usize) -> Option<(Span, Message)> {
    *items += 1;
    if *items > most.items {
        return Some((node.span.start(), words::too_many_parts(most.items)));
    }
    match &node.value {
        Value::Null => None,
        Value::Scalar { text, .. } => {
            is_long(text, most).then(|| (node.span.start(), words::text_is_too_long(most.text)))
        }
        Value::Sequence(parts) => parts.iter().find_map(|part| first(part, most, items)),
        Value::Mapping(entries) => entries.iter().find_map(|entry| {
            *items += 1;
            match is_long(entry.written(), most) {
                true => Some((entry.key_span.start(), words::text_is_too_long(most.text))),
                false => first(&entry.value, most, items),
            }
        }),
    }
}

/// How many items a document has.
pub fn items(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null | Value::Scalar { .. } => 0,
        Value::Sequence(parts) => parts.iter().map(items).sum(),
        Value::Mapping(entries) => entries.iter().map(|entry| 1 + items(&entry.value)).sum(),
    }
}

fn is_long(text: &str, most: Most) -> bool {
    text.len() > most.text && text.chars().count() > most.text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, parse};

    const FEW: Most = Most { items: 7, text: 4, bytes: 30 };

    /// What is said of a document, with the column.
    fn said(text: &str) -> Option<(Message, usize)> {
        let documents = parse(&Source::new("t.yaml", text)).unwrap();
        beyond(&documents[0], FEW).map(|found| (found.message, found.labels[0].place.start() + 1))
    }

    #[test]
    fn documents_are_measured() {
        assert_eq!(said("{a: [1, 2], b: }"), None);
        assert_eq!(said("[1, 2, 3, 4, 5, 6]"), None);
        assert_eq!(said("[1, 2, 3, 4, 5, 6, 7]"), Some((words::too_many_parts(7), 20)));
        assert_eq!(said("a: &a [1, 2]\nb: *a\n"), Some((words::too_many_parts(7), 8)));
        assert_eq!(said("a: 一二三四"), None);
        assert_eq!(said("a: 一二三四五"), Some((words::text_is_too_long(4), 4)));
        assert_eq!(said("一二三四五: 1"), Some((words::text_is_too_long(4), 1)));
        assert_eq!(said("a: 1 # 这是一句很长的说明，不算\nb: 1\n"), Some((words::document_is_too_large(0), 1)));
    }
}
