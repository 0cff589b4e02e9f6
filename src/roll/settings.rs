//! A folder's `jixiao.yaml` for another year.

use std::path::Path;

use super::YEAR;
use super::lines::{Changes, Document, Lines, comment, commented, content};
use super::mapping::Mapping;
use super::marks::{Marks, Why};
use super::plan::{accepts, field_at};
use super::report::SettingsRecord;
use super::structure::obstacle;
use super::units::missing_unit;
use super::years::{Shifted, Window, replace_year, shift};
use crate::diag::Diagnostic;
use crate::messages::roll as words;
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
    let (mut changes, mut marks) = (Changes::default(), Marks::new(text));
    let mut names: Vec<String> = entries.iter().map(|(entry, _)| entry.key.clone()).collect();
    for (entry, lines) in &entries {
        let is_group = moved.new.fields.iter().any(|field| field.path.starts_with(&format!("{}.", entry.key)));
        let known = moved.new.fields.iter().position(|field| accepts(field, &entry.key)).map(FieldId);
        let known = match known {
            _ if OWN.contains(&entry.key.as_str()) => {
                own(entry, moved.from, record);
                continue;
            }
            _ if entry.key == YEAR => {
                move_years(text, entry, moved, (&mut changes, &mut marks));
                continue;
            }
            None if is_group => continue,
            None => rename((entry, lines), &entries, moved, (&mut names, &mut changes), record, text),
            known => known,
        };
        match known.map(|id| &moved.new.field(id).kind) {
            Some(Kind::Text | Kind::Date(_)) => move_years(text, entry, moved, (&mut changes, &mut marks)),
            Some(new) => add_unit(entry, new, moved, text, (&mut changes, &mut marks)),
            None => {}
        }
    }
    let text = changes.apply(text);
    (record.changed, record.left) = (marks.lines(&text, &Why::Changed), marks.lines(&text, &Why::Left));
    Ok(marks.removed(&text))
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

fn move_years(text: &str, entry: &Entry, moved: &Move<'_>, (changes, marks): (&mut Changes, &mut Marks)) {
    let Value::Scalar { .. } = entry.value.value else { return };
    let range = content(text, &entry.value.span.range);
    let by = moved.to.saturating_sub(moved.from);
    let window = Window { years: moved.from..=moved.from, by, old: moved.from, keeps_spans: false };
    let words = &text[range.clone()];
    let found = match entry.key == YEAR {
        true => Shifted { changes: replace_year(words, moved.to).into_iter().collect(), left: Vec::new() },
        false => shift(words, &window),
    };
    for (at, new) in found.changes {
        changes.replace(range.start + at.start..range.start + at.end, new);
        marks.add(text, range.start + at.end, Why::Changed, changes);
    }
    for at in found.left {
        marks.add(text, range.start + at, Why::Left, changes);
    }
}

/// Says what a number alone means, where the new form counts otherwise.
fn add_unit(entry: &Entry, new: &Kind, moved: &Move<'_>, text: &str, (changes, marks): (&mut Changes, &mut Marks)) {
    let missing = moved.mappings.iter().find_map(|mapping| {
        let old = field_at(&mapping.old, &entry.key)?;
        missing_unit(entry.value.span.text(), &mapping.old.field(old).kind, new)
    });
    if let Some((at, unit)) = missing {
        let at = entry.value.span.range.start + at;
        changes.insert(at, unit);
        marks.add(text, at, Why::Changed, changes);
    }
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
    let kept = comment(&why) + &commented(&text[lines.start..lines.end]);
    changes.replace(lines.start..lines.end, kept);
    None
}

/// The text in which waivers follow the projects that have other names now.
pub(super) fn follow_names(
    name: &str,
    text: &str,
    renamed: &[(String, String)],
    record: &mut SettingsRecord,
) -> String {
    let Some(document) = Document::at(name, text, 0) else { return text.to_owned() };
    let (mut changes, mut marks) = (Changes::default(), Marks::new(text));
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
            let end = project.span.range.end;
            changes.replace(project.span.range.clone(), written);
            marks.add(text, end, Why::Changed, &mut changes);
        }
    }
    let text = changes.apply(text);
    record.changed.extend(marks.lines(&text, &Why::Changed));
    record.changed.sort_by_key(|line| line.number);
    marks.removed(&text)
}
