//! Indicators that were suggested, in the text of a project's file.

use super::change::{Addition, FieldChange, change};
use crate::authoring::suggested_comment;
use crate::library::{Suggestion, framework};
use crate::project::TO_FILL_IN;
use crate::project::keys::{NAME, TARGET};
use crate::source::edit::{Changes, Document, line, line_start};
use crate::source::{Node, Source, Value};
use crate::template::Template;

/// The text of a file with indicators in one of its projects, by its number, from 1. Their
/// targets are marked 待填, with what they look like in a comment behind them where none
/// would cut off anything. None where they cannot be put in without changing more.
pub(crate) fn with_suggested(
    document: &Document,
    number: usize,
    template: &Template,
    suggestions: &[&Suggestion],
) -> Option<String> {
    let (_, framework) = framework(template)?;
    let addition = |one: &&Suggestion| {
        let category = framework.categories.iter().position(|known| known.name == one.category)?;
        let subcategories = &framework.categories[category].subcategories;
        let subcategory = subcategories.iter().position(|known| *known == one.subcategory)?;
        Some(Addition { category, subcategory, name: one.name.clone(), target: TO_FILL_IN.to_owned() })
    };
    let indicators = suggestions.iter().map(addition).collect::<Option<Vec<_>>>()?;
    let text = change(document, Some(template), &FieldChange::AddIndicators { indicators })?;

    let after = Source::new(document.source.file.clone(), &text);
    let added = Document::all(&after).into_iter().nth(number.checked_sub(1)?)?;
    let mut marks = Vec::new();
    find_marks(&added.node, &mut marks);
    let mut changes = Changes::default();
    for (name, end) in marks {
        let Some(one) = suggestions.iter().find(|one| one.name == name) else { continue };
        let rest = line(&after.text, end).trim_end();
        let is_item = line(&after.text, line_start(&after.text, end)).trim_start().starts_with("- {");
        if rest.is_empty() || rest == "}" && is_item {
            changes.insert(end + rest.len(), suggested_comment(one));
        }
    }
    Some(changes.apply(&after.text))
}

/// The names of what is marked 待填, each with where the mark ends.
fn find_marks<'n>(node: &'n Node, marks: &mut Vec<(&'n str, usize)>) {
    let is_mark = |node: &Node| matches!(&node.value, Value::Scalar { text, .. } if text == TO_FILL_IN);
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| find_marks(item, marks)),
        Value::Mapping(entries) => {
            let name = entries.iter().find(|entry| entry.key == NAME).map(|entry| &entry.value.value);
            for entry in entries {
                match name {
                    Some(Value::Scalar { text, .. }) if entry.key == TARGET && is_mark(&entry.value) => {
                        marks.push((text, entry.value.span.range.end));
                    }
                    _ if is_mark(&entry.value) => marks.push((entry.written(), entry.value.span.range.end)),
                    _ => find_marks(&entry.value, marks),
                }
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}
