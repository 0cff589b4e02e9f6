//! The line of a project's file that names its form.

use super::notes::comment;
use super::report::ProjectRecord;
use crate::authoring::quoted;
use crate::project::{FORM, YEAR};
use crate::roll::words;
use crate::source::edit::{Changes, Document, commented, line_start};
use crate::source::{Entry, Value};
use crate::template::{Template, Templates};

/// The text of a document that comes to a form; `folder` is the one that it has without
/// naming any.
pub(super) fn name_form(
    document: &Document,
    form: &Template,
    folder: Option<&Template>,
    templates: &Templates,
    record: &mut ProjectRecord,
) -> String {
    let (text, entries) = (document.text(), document.entries());
    let find = |key: &str| entries.iter().find(|(entry, _)| entry.key == key);
    let is_right = folder.is_some_and(|folder| folder.name == form.name);
    let mut changes = Changes::default();
    match find(FORM) {
        Some((entry, _)) if named(entry, templates).is_some_and(|named| named.name == form.name) => {}
        Some((_, lines)) if is_right => {
            let why = comment(&words::form_is_chosen(&form.name));
            changes.replace(lines.start..lines.end, why + &commented(&text[lines.start..lines.end]));
            record.form = Some(words::form_is_not_named(&form.name));
        }
        Some((entry, _)) => {
            let key = entry.key_span.text();
            let end = if is_blank(entry) { entry.key_span.range.end + 1 } else { entry.value.span.range.end };
            changes.replace(entry.key_span.range.start..end, format!("{key}: {}", quoted(&form.name)));
            record.form = Some(words::form_is_named(&form.name));
        }
        None if is_right => {}
        None => {
            let start = || line_start(text, document.node.span.range.start);
            let below = find(YEAR).map_or_else(start, |(_, lines)| lines.end);
            changes.insert(below, format!("{FORM}: {}\n", quoted(&form.name)));
            record.form = Some(words::form_is_named(&form.name));
        }
    }
    changes.apply(text)
}

/// The form that an entry names.
pub(super) fn named<'t>(entry: &Entry, templates: &'t Templates) -> Option<&'t Template> {
    match &entry.value.value {
        Value::Scalar { text, .. } => templates.form(text).ok().map(|form| &**form),
        _ => None,
    }
}

fn is_blank(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::Null)
}
