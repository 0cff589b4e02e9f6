//! What stands at a place of a document.

use crate::source::{Entry, Node, Value};
use crate::template::{Field, FieldId, Kind, Template};

/// What stands at a place.
pub(crate) struct Found<'n> {
    /// The entries from the top to the one at the place.
    pub entries: Vec<&'n Entry>,
    /// The value there, where the place is in no key.
    pub value: Option<&'n Node>,
}

/// What stands at a place of a document; none where nothing does.
pub(crate) fn find(document: &Node, at: usize) -> Option<Found<'_>> {
    let holds = |node: &Node| node.span.range.start <= at && at <= node.span.range.end;
    let mut found = Found { entries: Vec::new(), value: None };
    let mut node = document;
    loop {
        match &node.value {
            Value::Mapping(entries) => {
                let is_here = |entry: &&Entry| {
                    let key = &entry.key_span.range;
                    key.start <= at && at <= key.end || holds(&entry.value)
                };
                let entry = entries.iter().find(is_here)?;
                found.entries.push(entry);
                if at <= entry.key_span.range.end {
                    return Some(found);
                }
                node = &entry.value;
            }
            Value::Sequence(items) => node = items.iter().find(|item| holds(item))?,
            Value::Null => return None,
            Value::Scalar { .. } => {
                found.value = Some(node);
                return Some(found);
            }
        }
    }
}

impl Found<'_> {
    /// The field at the place, with the keys of its value that lead there.
    pub(crate) fn field<'t>(&self, template: &'t Template) -> Option<(FieldId, &'t Field, &[&Entry])> {
        let keys: Vec<&str> = self.entries.iter().map(|entry| entry.key.as_str()).collect();
        let (id, field, length) = field(template, &keys)?;
        Some((id, field, &self.entries[length..]))
    }

    /// The entry at the place.
    pub(crate) fn entry(&self) -> Option<&Entry> {
        self.entries.last().copied()
    }
}

/// The field at keys from the top, and how many of them are its path.
pub(super) fn field<'t>(template: &'t Template, keys: &[impl AsRef<str>]) -> Option<(FieldId, &'t Field, usize)> {
    let matches = |path: &str| {
        let length = path.split('.').count();
        let is_it = length <= keys.len() && path.split('.').zip(keys).all(|(part, key)| part == key.as_ref());
        is_it.then_some(length)
    };
    let found = template.fields.iter().enumerate().filter_map(|(index, field)| {
        let length = std::iter::once(&field.path).chain(&field.also).find_map(|path| matches(path))?;
        // Below what holds no keys, nothing is its own.
        (field.kind.is_list() || length == keys.len()).then_some((FieldId(index), field, length))
    });
    found.max_by_key(|(_, _, length)| *length)
}

/// The column that a key is among those of a field's records or indicators.
pub(super) fn column<'t>(kind: &'t Kind, key: &str) -> Option<&'t Field> {
    kind.columns().iter().find(|column| column.path == key)
}
