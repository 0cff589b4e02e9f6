//! Takes a draft; gives the text of its project's file.

use super::draft::Draft;
use crate::authoring;
use crate::diag::{Diagnostics, Span};
use crate::import::words;
use crate::messages::Language;
use crate::project::{Settings, read};
use crate::source::write::{Item, write_items};
use crate::source::{Entry, Node, Source, Value};
use crate::template::Templates;

/// A draft as its project is written; as it stands where it is no project yet, for its
/// author to mend.
pub(super) fn text(draft: &Draft, templates: &Templates) -> String {
    let nowhere = Span::whole(&Source::new("", ""));
    let node = Node { value: mapping(&draft.items, &nowhere), span: nowhere };
    let project = read(&node, &Settings::default(), templates, &mut Diagnostics::new());
    let text = project.map_or_else(|| write_items(&draft.items), |project| authoring::write(&project));
    // What its author is asked stands where the author writes.
    match draft.is_year_certain {
        true => text,
        false => format!("# {}\n{text}", words::year_comment().say(Language::Chinese)),
    }
}

/// An item as if it had been read from a file.
fn node(item: &Item, nowhere: &Span) -> Node {
    let value = match item {
        Item::Blank => Value::Null,
        Item::Text(text) => Value::Scalar { text: text.clone(), quoted: true },
        Item::List(items) => Value::Sequence(items.iter().map(|item| node(item, nowhere)).collect()),
        Item::Mapping(entries) | Item::Record(entries) => mapping(entries, nowhere),
    };
    Node { value, span: nowhere.clone() }
}

fn mapping(entries: &[(String, Item)], nowhere: &Span) -> Value {
    let entry = |(key, item): &(String, Item)| Entry {
        key: key.clone(),
        written: None,
        key_span: nowhere.clone(),
        value: node(item, nowhere),
    };
    Value::Mapping(entries.iter().map(entry).collect())
}
