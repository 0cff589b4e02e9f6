//! A folder's `jixiao.yaml` for another year.

use std::path::Path;

use super::YEAR;
use super::lines::{Changes, Document, Lines, commented, content};
use super::mapping::Mapping;
use super::plan::{accepts, field_at};
use super::report::{SettingsRecord, changed_lines, number_lines};
use super::structure::obstacle;
use super::years::{Window, replace_year, shift};
use crate::diag::Diagnostic;
use crate::messages::{Language, roll as words};
use crate::source::{Entry, Value};
use crate::template::{FieldId, Kind, Template};

/// The keys of the program's own settings.
const OWN: [&str; 3] = ["output", "fonts", "checks"];

/// What the settings are moved by.
pub(super) struct Move<'a> {
    /// The ways of the folder's projects.
    pub mappings: &'a [&'a Mapping],
    /// The form that they all come to.
    pub new: &'a Template,
    pub from: u16,
    pub to: u16,
    pub language: Language,
}

/// The text with its year and dates moved and its fields under their new names.
///
/// # Errors
///
/// Settings that cannot be taken apart.
pub(super) fn roll(
    name: &str,
    text: &str,
    moved: &Move<'_>,
    record: &mut SettingsRecord,
) -> Result<String, Diagnostic> {
    let Some(document) = Document::at(name, text, 0) else { return Ok(text.to_owned()) };
    if let Some(obstacle) = obstacle(&document.node) {
        return Err(obstacle);
    }
    let entries = document.entries();
    let (mut changes, mut years) = (Changes::default(), Changes::default());
    let mut names: Vec<String> = entries.iter().map(|(entry, _)| entry.key.clone()).collect();
    for (entry, lines) in &entries {
        let is_group = moved.new.fields.iter().any(|field| field.path.starts_with(&format!("{}.", entry.key)));
        let known = moved.new.fields.iter().position(|field| accepts(field, &entry.key)).map(FieldId);
        match known {
            _ if OWN.contains(&entry.key.as_str()) => own(entry, moved.from, record),
            _ if entry.key == YEAR => move_years(text, entry, moved, &mut years),
            Some(id) => {
                if matches!(moved.new.field(id).kind, Kind::Text | Kind::Date(_)) {
                    move_years(text, entry, moved, &mut years);
                }
            }
            None if is_group => {}
            None => {
                if let Some(id) = rename((entry, lines), &entries, moved, (&mut names, &mut changes), record, text)
                    && matches!(moved.new.field(id).kind, Kind::Text | Kind::Date(_))
                {
                    move_years(text, entry, moved, &mut years);
                }
            }
        }
    }
    record.years = changed_lines(text, &years.apply(text));
    let text = changes.and(years).apply(text);
    if let Some(document) = Document::at(name, &text, 0) {
        number_lines(record.years.iter_mut(), &document);
    }
    Ok(text)
}

/// What of the program's settings somebody should look at.
fn own(entry: &Entry, year: u16, record: &mut SettingsRecord) {
    let Value::Mapping(below) = &entry.value.value else { return };
    if entry.key == "output"
        && let Some(folder) = below.iter().find(|below| below.key == "folder")
    {
        // A folder of the old one's name, or outside of it, holds last year's files.
        let path = folder.value.span.text().trim_matches(['"', '\'']);
        if path.contains(&year.to_string()) || path.starts_with("..") || Path::new(path).is_absolute() {
            record.decisions.push(words::look_at_output(path));
        }
    }
    if entry.key == "checks"
        && let Some(ceiling) = below.iter().find(|below| below.key == "ceiling")
    {
        record.decisions.push(words::look_at_ceiling(ceiling.value.span.text()));
    }
}

fn move_years(text: &str, entry: &Entry, moved: &Move<'_>, changes: &mut Changes) {
    let Value::Scalar { .. } = entry.value.value else { return };
    let range = content(text, &entry.value.span.range);
    let window = Window { years: moved.from..=moved.from, by: moved.to.saturating_sub(moved.from), old: moved.from };
    let words = &text[range.clone()];
    let found = match entry.key == YEAR {
        true => replace_year(words, moved.to).into_iter().collect(),
        false => shift(words, &window).changes,
    };
    let placed = found.into_iter().map(|(at, new)| (range.start + at.start..range.start + at.end, new));
    changes.extend(placed);
}

/// A field that the new form does not have under this name; gives the one that it
/// becomes.
fn rename(
    (entry, lines): (&Entry, &Lines),
    entries: &[(&Entry, Lines)],
    moved: &Move<'_>,
    (names, changes): (&mut Vec<String>, &mut Changes),
    record: &mut SettingsRecord,
    text: &str,
) -> Option<FieldId> {
    let new = moved.mappings.iter().find_map(|mapping| {
        let old = field_at(&mapping.old, &entry.key)?;
        let new = mapping.field(old)?;
        let kinds = (&mapping.old.field(old).kind, &moved.new.field(new).kind);
        (std::mem::discriminant(kinds.0) == std::mem::discriminant(kinds.1)).then_some(new)
    });
    let path = new.map(|id| moved.new.field(id).path.clone()).filter(|path| !path.contains('.'));
    if let Some(path) = &path
        && !names.contains(path)
    {
        names.push(path.clone());
        changes.replace(entry.key_span.range.clone(), path.clone());
        record.moved.push((entry.key.clone(), path.clone()));
        return new;
    }
    let other = path.and_then(|path| entries.iter().find(|(other, _)| other.key == path));
    let why = match other {
        Some((other, _)) => {
            if other.value.span.text() != entry.value.span.text() {
                record.decisions.push(words::settings_differ(&entry.key, &other.key));
            }
            words::settings_have_it(&entry.key, &other.key)
        }
        None => words::form_drops(&moved.new.name, &entry.key),
    };
    record.lost.push(entry.key.clone());
    let kept = format!("# {}\n{}", why.say(moved.language), commented(&text[lines.start..lines.end]));
    changes.replace(lines.start..lines.end, kept);
    None
}

/// The text in which waivers follow the projects that have other names now.
pub(super) fn follow_names(name: &str, text: &str, renamed: &[(String, String)]) -> String {
    let Some(document) = Document::at(name, text, 0) else { return text.to_owned() };
    let mut changes = Changes::default();
    let below =
        |entries: &[Entry], key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.clone());
    let Value::Mapping(top) = &document.node.value else { return text.to_owned() };
    let waivers = below(top, "checks").and_then(|checks| match checks.value {
        Value::Mapping(checks) => below(&checks, "waive"),
        _ => None,
    });
    let Some(Value::Sequence(waivers)) = waivers.map(|waivers| waivers.value) else { return text.to_owned() };
    for waiver in &waivers {
        let Value::Mapping(entries) = &waiver.value else { continue };
        let Some(project) = below(entries, "project") else { continue };
        let Value::Scalar { text: named, .. } = &project.value else { continue };
        if let Some((old, new)) = renamed.iter().find(|(old, _)| old == named) {
            let written = project.span.text().replace(old.as_str(), new);
            changes.replace(project.span.range.clone(), written);
        }
    }
    changes.apply(text)
}
