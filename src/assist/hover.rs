//! What there is to know about what stands at a place.

use super::about::{Said, about_field};
use super::find::{Found, column, find};
use super::{Hover, settings, templates, words};
use crate::diag::Code;
use crate::form::{build, print};
use crate::messages::{Language, Message, list};
use crate::project::Project;
use crate::source::edit::Document;
use crate::source::{Node, Span, Value};
use crate::template::{Field, FieldId, Kind, Template};
use crate::value::{Target, cell_address};

/// What stands at a place of a project; `said_at` names a place in a file for a person.
pub(crate) fn hover(
    document: &Document,
    template: &Template,
    project: &Project,
    at: usize,
    said_at: &dyn Fn(&Span) -> String,
) -> Option<Hover> {
    let found = find(&document.node, at)?;
    let entry = found.entry()?;
    let range = match found.value {
        Some(value) => value.span.range.clone(),
        None => entry.key_span.range.clone(),
    };
    let Some((id, field, below)) = found.field(template) else {
        return of_head(&found, template)
            .or_else(|| of_group(&found, template, project))
            .map(|about| Hover { range, about });
    };
    let mut said = match (&field.kind, below) {
        (Kind::Indicators(_), [_, _, ..]) => {
            if let Some(column) = column(&field.kind, &entry.key) {
                return Some(Hover { range, about: about_field(template, column, project.year) });
            }
            return of_indicator(&found, template, range);
        }
        (_, [last]) if column(&field.kind, &last.key).is_some() => Said::new(
            column(&field.kind, &last.key)
                .map_or_else(Message::default, |column| about_field(template, column, project.year)),
        ),
        (_, []) => Said::new(about_field(template, field, project.year)),
        _ => return None,
    };
    if below.is_empty() {
        said.push(length(field, &entry.value));
        of_value(&mut said, project, id, entry.key_span.source.file.clone() == document.source.file, said_at);
    }
    Some(Hover { range, about: said.0 })
}

/// How long a text is, where it may not be longer.
fn length(field: &Field, value: &Node) -> Option<Message> {
    let (limit, Value::Scalar { text, .. }) = (field.limit?, &value.value) else { return None };
    Some(words::length_of(text.trim().chars().filter(|c| !c.is_whitespace()).count(), limit))
}

/// What a field's value prints as and where, what it is the sum of, and where it is from.
fn of_value(said: &mut Said, project: &Project, id: FieldId, is_own: bool, said_at: &dyn Fn(&Span) -> String) {
    let field = project.template.field(id);
    let Some(given) = project.get(id) else { return };
    let prints = print::value(&field.kind, given);
    said.push((!prints.is_empty()).then(|| words::prints(prints.replace('\n', " "))));
    if let Some(sum) = project.sum(id).filter(|sum| !sum.parts.is_empty()) {
        let part = |(name, part): &(Message, &crate::project::Given)| {
            let number = part.value.number().unwrap_or_default();
            words::part_of_sum(name, number)
        };
        said.push(Some(words::adds_up(list(sum.parts.iter().map(part)), sum.total)));
    }
    let table = build(project);
    let row = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
    let shown = table.cells.iter().find(|cell| cell.field.as_ref() == Some(&field.path));
    said.push(shown.map(|cell| words::stands_in_cell(cell_address(row(cell.row), row(cell.column)))));
    if let Some(span) = given.span.as_ref().filter(|span| !is_own || span.source.file != project.span.source.file) {
        said.push(Some(words::is_from(said_at(span))));
    }
}

/// The form that a year or a name chooses.
fn of_head(found: &Found<'_>, template: &Template) -> Option<Message> {
    let entry = found.entry()?;
    let is_head = found.entries.len() == 1
        && [crate::project::keys::YEAR, crate::project::keys::FORM].contains(&entry.key.as_str());
    is_head.then(|| words::means_form(&template.name, &template.title))
}

/// A group of fields, with what is computed in it.
fn of_group(found: &Found<'_>, template: &Template, project: &Project) -> Option<Message> {
    let path: String = found.entries.iter().map(|entry| format!("{}.", entry.key)).collect();
    let below: Vec<(FieldId, &Field)> = template
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.path.starts_with(&path))
        .map(|(index, field)| (FieldId(index), field))
        .collect();
    let names = list(below.iter().map(|(_, field)| field.key()));
    let mut said = Said::new((!below.is_empty()).then(|| words::group_of(path.trim_end_matches('.'), names))?);
    for (id, field) in below.iter().filter(|(_, field)| field.is_total()) {
        let prints = project.get(*id).map(|given| print::value(&field.kind, given));
        said.push(prints.filter(|prints| !prints.is_empty()).map(|prints| words::total_is(field.key(), prints)));
    }
    Some(said.0)
}

/// An indicator, with its target as it prints.
fn of_indicator(found: &Found<'_>, template: &Template, range: std::ops::Range<usize>) -> Option<Hover> {
    let text = found.value.and_then(Node::text);
    let own = found.entry().and_then(|entry| entry.value.text());
    let prints = Target::parse(text.or(own)?).print(template.formats.target);
    Some(Hover { range, about: words::prints(prints) })
}

/// What stands at a place of a `jixiao.yaml`, or of a template: what a setting is for, and the
/// manual of a rule.
pub(crate) fn hover_setting(document: &Node, at: usize, is_template: bool) -> Option<Hover> {
    let found = find(document, at)?;
    let entry = found.entry()?;
    let keys: Vec<String> = found.entries.iter().map(|entry| entry.key.clone()).collect();
    let text = found.value.and_then(|value| Some((value.text()?, value.span.range.clone())));
    let rule = match (is_template, &text, keys.as_slice()) {
        (false, Some((name, range)), [.., key]) if key == "code" => Some((*name, range.clone())),
        (false, _, [checks, levels, name]) if checks == "checks" && levels == "levels" => {
            Some((name.as_str(), entry.key_span.range.clone()))
        }
        _ => None,
    };
    if let Some((code, range)) = rule.and_then(|(name, range)| Some((Code::of(name)?, range))) {
        let manual = |language| format!("**{code}**\n\n{}", code.manual(language));
        let about = Message::new(manual(Language::Chinese), manual(Language::English));
        return Some(Hover { range, about });
    }
    let about = match is_template {
        true => templates::about(&keys),
        false => settings::about(&keys.join(".")),
    };
    let range = text.map_or_else(|| entry.key_span.range.clone(), |(_, range)| range);
    about.map(|about| Hover { range, about: words::key_is(&entry.key, about) })
}
