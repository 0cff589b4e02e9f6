//! One template as a change to another, by names.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, nearest};
use crate::messages::{Message, list};
use crate::source::{Entry, Node, Value};
use crate::template::words;

/// So many names are listed.
const MOST_LISTED: usize = 24;

/// `base` changed by `change`.
///
/// Mappings are merged key by key: a key of both is merged or replaced, a key
/// set to nothing (`~`) is removed, and a new key is put before the next key of
/// the change that the base has too, else at the end, so that the change's
/// order says where it belongs. Lists and texts are replaced whole.
///
/// # Errors
///
/// A name that is to be removed and is not there. Keywords of the language may be:
/// `to: ~` says that there is none.
pub(super) fn merge(base: Node, change: Node) -> Result<Node, Diagnostic> {
    let value = match (base.value, change.value) {
        (Value::Mapping(base), Value::Mapping(changes)) => Value::Mapping(merge_entries(base, changes)?),
        (_, value) => value,
    };
    Ok(Node { value, span: change.span })
}

fn merge_entries(base: Vec<Entry>, changes: Vec<Entry>) -> Result<Vec<Entry>, Diagnostic> {
    let known: HashMap<String, usize> =
        base.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)).collect();
    let mut entries: Vec<Option<Entry>> = base.into_iter().map(Some).collect();
    // Those that are new, by the entry before which they stand, the last first.
    let mut new: Vec<Vec<Entry>> = entries.iter().map(|_| Vec::new()).collect();
    let mut at_the_end = Vec::new();
    let mut before = None;
    for change in changes.into_iter().rev() {
        match (known.get(&change.key), &change.value.value) {
            (Some(index), Value::Null) => entries[*index] = None,
            (None, Value::Null) if change.key.is_ascii() => {}
            (None, Value::Null) => {
                let names = entries.iter().flatten().map(|entry| entry.key.as_str());
                let error = Diagnostic::new(Code::Template, words::nothing_to_remove(&change.key));
                let error = error.at(change.key_span, Message::default());
                return Err(match nearest(&change.key, names.clone()) {
                    Some(near) => error.help(words::did_you_mean(near)),
                    None => error.help(words::these_can_go(list(names.take(MOST_LISTED)))),
                });
            }
            (Some(index), _) => {
                before = Some(*index);
                if let Some(base) = entries[*index].take() {
                    entries[*index] = Some(Entry { value: merge(base.value, change.value)?, ..change });
                }
            }
            (None, _) => before.map_or(&mut at_the_end, |index| &mut new[index]).push(change),
        }
    }
    let together = new.into_iter().zip(entries).flat_map(|(new, entry)| new.into_iter().rev().chain(entry));
    Ok(together.chain(at_the_end.into_iter().rev()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, parse};

    fn keys(base: &str, change: &str) -> Vec<String> {
        let node = |text| parse(&Source::new("t", text)).unwrap().remove(0);
        match merge(node(base), node(change)).unwrap().value {
            Value::Mapping(entries) => entries.into_iter().map(|entry| entry.key).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn override_insert_remove() {
        let base = "{a: 1, b: 2, c: 3}";
        assert_eq!(keys(base, "{b: 9}"), ["a", "b", "c"]);
        assert_eq!(keys(base, "{x: 9, b: 2}"), ["a", "x", "b", "c"]);
        assert_eq!(keys(base, "{x: 9, y: 8}"), ["a", "b", "c", "x", "y"]);
        assert_eq!(keys(base, "{x: 9, y: 8, a: 1}"), ["x", "y", "a", "b", "c"]);
        assert_eq!(keys(base, "{b: ~}"), ["a", "c"]);
        assert_eq!(keys(base, "{b: ~, x: 1, c: 3}"), ["a", "x", "c"]);
        assert_eq!(keys(base, "{x: 9, b: ~, c: 3, y: 8, a: 1}"), ["y", "a", "x", "c"]);
        assert_eq!(keys(base, "{to: ~}"), ["a", "b", "c"]);
        let node = |text| parse(&Source::new("t", text)).unwrap().remove(0);
        assert!(merge(node("{联系人: 1}"), node("{联系电话: ~}")).is_err());
    }
}
