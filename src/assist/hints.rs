//! What is computed from a project, beside what is written.

use super::{Hint, words};
use crate::form::print;
use crate::messages::{Message, list};
use crate::project::{FieldValue, Given, Project, keys};
use crate::source::edit::{Document, line_end};
use crate::source::{Entry, Value};
use crate::template::{Addend, Field, FieldId, Kind};

/// The form that a year means, totals that are not written, and targets and amounts that print
/// otherwise than they are written.
pub(crate) fn hints(document: &Document, project: &Project) -> Vec<Hint> {
    let template = &project.template;
    let mut found = Vec::new();
    let entry = |key: &str| document.node.entry(key);
    if let Some(year) = entry(keys::YEAR).filter(|year| !matches!(year.value.value, Value::Null)) {
        let about = words::means_form(&template.name, &template.title);
        found.push(Hint { at: year.value.span.range.end, text: template.title.clone(), about });
    }
    for (index, field) in template.fields.iter().enumerate() {
        let Some(given) = project.get(FieldId(index)) else { continue };
        match given.span.as_ref().filter(|span| span.source.file == document.source.file) {
            Some(span) if document.region.contains(&span.range.start) => {
                found.extend(otherwise(field, given, span.range.end, span.text()));
            }
            Some(_) => {}
            None if field.is_total() && !field.kind.is_list() => {
                let at = place(field, &template.fields, document.node.entries())
                    .map(|entry| end_of_line(document.text(), entry));
                let prints = print::value(&field.kind, given);
                let parts = project.sum(FieldId(index)).map_or_else(Message::default, |sum| {
                    let part = |(name, part): &(Message, &Given)| {
                        words::part_of_sum(name, part.value.number().unwrap_or_default())
                    };
                    words::adds_up(list(sum.parts.iter().map(part)), sum.total)
                });
                let text = format!("{} {prints}", field.key());
                found.extend(at.filter(|_| !prints.is_empty()).map(|at| Hint { at, text, about: parts }));
            }
            None => {}
        }
        if let FieldValue::Indicators(indicators) = &given.value {
            for indicator in indicators.iter().filter(|one| one.target_span.source.file == document.source.file) {
                let prints = indicator.target.print(template.formats.target);
                if prints != indicator.target.written.trim() && !prints.is_empty() {
                    let about = words::prints(&prints);
                    found.push(Hint { at: indicator.target_span.range.end, text: prints, about });
                }
            }
        }
    }
    found.retain(|hint| document.region.contains(&hint.at) || hint.at == document.region.end);
    found.sort_by_key(|hint| hint.at);
    found
}

/// An amount or a day that prints otherwise than it is written, but for commas and zeros.
fn otherwise(field: &Field, given: &Given, at: usize, written: &str) -> Option<Hint> {
    let is_amount = matches!(field.kind, Kind::Money(_)) && written.contains(['万', '亿']);
    let is_day = matches!(field.kind, Kind::Date(_)) && !written.contains('-');
    let prints = print::value(&field.kind, given);
    let is_new = (is_amount || is_day) && prints != written.trim();
    is_new.then(|| Hint { at, about: words::prints(&prints), text: prints })
}

/// The key beside which a total is told: that of its group, or of its last part's.
fn place<'e>(field: &Field, fields: &[Field], top: &'e [Entry]) -> Option<&'e Entry> {
    let first = |path: &str| path.split('.').next().map(ToOwned::to_owned);
    let own = field.path.split_once('.').and_then(|(group, _)| top.iter().find(|entry| entry.key == group));
    own.or_else(|| {
        let parts = field.sum.iter().rev().filter_map(|part| match *part {
            Addend::Field(id) | Addend::Column(id, _) => first(&fields[id.0].path),
        });
        parts.into_iter().find_map(|key| top.iter().find(|entry| entry.key == key))
    })
}

/// The end of the line on which a key stands, without its comment.
fn end_of_line(text: &str, entry: &Entry) -> usize {
    let start = entry.key_span.range.end;
    let end = line_end(text, start);
    let rest = &text[start..end];
    let rest = rest.split(" #").next().unwrap_or_default();
    start + rest.trim_end().len()
}
