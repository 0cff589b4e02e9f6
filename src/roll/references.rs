//! References (`&` and `*`), written out.

use std::sync::Arc;

use crate::source::edit::Changes;
use crate::source::{self, Node, Source, Value};

/// The text with what its references stand for; nothing where there are none, or
/// where one is not a word or two on a line.
pub(super) fn written_out(source: &Arc<Source>) -> Option<String> {
    let nodes = source::parse(source).ok()?;
    let mut writer = Writer { text: &source.text, changes: Changes::default(), count: 0 };
    nodes.iter().try_for_each(|node| writer.node(node))?;
    let text = writer.changes.apply(&source.text);
    let read = source::parse(&Source::new(source.file.clone(), &text)).ok()?;
    (writer.count > 0 && read.len() == nodes.len() && nodes.iter().zip(&read).all(|(old, new)| is_same(old, new)))
        .then_some(text)
}

/// What is referred to stands before the place where it is read again.
pub(super) fn is_reference(node: &Node, start: usize) -> bool {
    !matches!(node.value, Value::Null) && node.span.range.start < start
}

struct Writer<'a> {
    text: &'a str,
    changes: Changes,
    count: usize,
}

impl Writer<'_> {
    fn node(&mut self, node: &Node) -> Option<()> {
        match &node.value {
            Value::Null | Value::Scalar { .. } => {}
            Value::Sequence(items) => {
                let mut end = node.span.range.start;
                for item in items {
                    end = self.below(item, end)?;
                }
            }
            Value::Mapping(entries) => {
                for entry in entries {
                    self.below(&entry.value, entry.key_span.range.end)?;
                }
            }
        }
        Some(())
    }

    /// What stands after a place; gives where it ends.
    fn below(&mut self, node: &Node, start: usize) -> Option<usize> {
        if !is_reference(node, start) {
            self.node(node)?;
            return Some(node.span.range.end);
        }
        let value = node.span.text();
        let star = start + self.text[start..].find('*')?;
        let name = &self.text[star..];
        let end = star + name.find([' ', ',', ']', '}', '\n']).unwrap_or(name.len());
        let named = self.text[..node.span.range.start].rfind('&')?;
        if self.text[named..node.span.range.end].contains('\n') {
            return None;
        }
        self.changes.replace(star..end, value);
        self.changes.replace(named..node.span.range.start, "");
        self.count += 1;
        Some(end)
    }
}

/// Whether two nodes say the same, wherever they stand.
fn is_same(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: old, .. }, Value::Scalar { text: new, .. }) => old == new,
        (Value::Sequence(old), Value::Sequence(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_same(old, new))
        }
        (Value::Mapping(old), Value::Mapping(new)) => {
            let pairs = old.iter().zip(new);
            old.len() == new.len()
                && pairs.into_iter().all(|(old, new)| old.key == new.key && is_same(&old.value, &new.value))
        }
        _ => false,
    }
}
