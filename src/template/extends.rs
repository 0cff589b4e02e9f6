//! One template as a change to another, by names.

use crate::diag::{Code, Diagnostic, nearest};
use crate::messages::{Message, list};
use crate::source::{Entry, Node, Value};
use crate::template::words;

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

fn merge_entries(mut entries: Vec<Entry>, changes: Vec<Entry>) -> Result<Vec<Entry>, Diagnostic> {
    let mut before = None;
    for change in changes.into_iter().rev() {
        let known = entries.iter().position(|entry| entry.key == change.key);
        match (known, &change.value.value) {
            (Some(index), Value::Null) => {
                entries.remove(index);
                before = before.filter(|next| *next != change.key);
            }
            (None, Value::Null) if change.key.is_ascii() => {}
            (None, Value::Null) => {
                let names = entries.iter().map(|entry| entry.key.as_str());
                let error = Diagnostic::new(Code::Template, words::nothing_to_remove(&change.key));
                let error = error.at(change.key_span, Message::default());
                return Err(match nearest(&change.key, names.clone()) {
                    Some(near) => error.help(words::did_you_mean(near)),
                    None => error.help(words::these_can_go(list(names))),
                });
            }
            (Some(index), _) => {
                before = Some(change.key.clone());
                let base = entries[index].value.clone();
                entries[index] = Entry { value: merge(base, change.value)?, ..change };
            }
            (None, _) => {
                let index =
                    entries.iter().position(|entry| Some(&entry.key) == before.as_ref()).unwrap_or(entries.len());
                before = Some(change.key.clone());
                entries.insert(index, change);
            }
        }
    }
    Ok(entries)
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
        assert_eq!(keys(base, "{to: ~}"), ["a", "b", "c"]);
        let node = |text| parse(&Source::new("t", text)).unwrap().remove(0);
        assert!(merge(node("{联系人: 1}"), node("{联系电话: ~}")).is_err());
    }
}
