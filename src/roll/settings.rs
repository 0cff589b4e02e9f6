//! A folder's `jixiao.yaml` for another year.

use std::path::Path;

use super::mapping::Mapping;
use super::marks::{Marks, Why};
use super::notes::comment;
use super::plan::field_at;
use super::report::{SettingsRecord, shown};
use super::units::missing_unit;
use super::years::{Shifted, Window, replace_year, shift};
use crate::authoring::quoted;
use crate::diag::FileId;
use crate::messages::{Message, list};
use crate::project::{FORM, YEAR};
use crate::roll::words;
use crate::source::edit::{Changes, Document, Lines, comment_out, commented, content};
use crate::source::{Entry, Node, Source, Value};
use crate::template::{FieldId, Kind, Template};

/// The keys of the program's own settings.
const OWN: [&str; 5] = ["output", "fonts", "units", "indicators", "checks"];

/// What the settings are moved by.
pub(super) struct Move<'a> {
    /// For each older form of the folder's projects, the way to the new one.
    pub mappings: &'a [&'a Mapping],
    /// The form that they all come to.
    pub new: &'a Template,
    /// What becomes of the form that they name.
    pub form: FormLine,
    pub from: u16,
    pub to: u16,
}

/// What becomes of the line that names a form.
pub(super) enum FormLine {
    Stays,
    /// It names another one.
    Becomes(String),
    /// The year chooses this one.
    Goes(String),
}

/// The text with its year and dates moved and its fields under their new names.
pub(super) fn roll(file: &FileId, text: &str, moved: &Move<'_>, record: &mut SettingsRecord) -> String {
    let Some(document) = Document::first(&Source::new(file.clone(), text)) else { return text.to_owned() };
    let entries = document.entries();
    let names = entries.iter().map(|(entry, _)| entry.key.clone()).collect();
    let (changes, marks) = (Changes::default(), Marks::new(text));
    let mut roller = Roller { text, moved, names, changes, marks, record };
    for (entry, lines) in &entries {
        match &entry.value.value {
            _ if OWN.contains(&entry.key.as_str()) => own(entry, moved.from, roller.record),
            Value::Mapping(below) if moved.is_group(&entry.key) => roller.group((entry, lines), below),
            _ => roller.field((entry, lines), &entries),
        }
    }
    let Roller { changes, marks, record, .. } = roller;
    let text = changes.apply(text);
    (record.changed, record.left) = (marks.lines(&text, &Why::Changed), marks.lines(&text, &Why::Left));
    marks.removed(&text)
}

impl Move<'_> {
    /// Whether a key is that of a group of the old forms or of the new one.
    fn is_group(&self, key: &str) -> bool {
        let group = format!("{key}.");
        let forms = self.mappings.iter().map(|mapping| &*mapping.old).chain([self.new]);
        forms.flat_map(|form| &form.fields).any(|field| field.path.starts_with(&group))
    }

    /// The field of the new form that an older one's value comes to.
    fn successor(&self, path: &str) -> Option<FieldId> {
        self.mappings.iter().find_map(|mapping| {
            let old = field_at(&mapping.old, path)?;
            let new = mapping.field(old)?;
            let kinds = (&mapping.old.field(old).kind, &self.new.field(new).kind);
            (std::mem::discriminant(kinds.0) == std::mem::discriminant(kinds.1)).then_some(new)
        })
    }
}

struct Roller<'a> {
    text: &'a str,
    moved: &'a Move<'a>,
    /// The keys that are there.
    names: Vec<String>,
    changes: Changes,
    marks: Marks,
    record: &'a mut SettingsRecord,
}

impl Roller<'_> {
    /// A field at the left margin.
    fn field(&mut self, (entry, lines): (&Entry, &Lines), entries: &[(&Entry, Lines)]) {
        if entry.key == YEAR {
            return self.move_years(entry);
        }
        if entry.key == FORM {
            return self.form(entry, lines);
        }
        match field_at(self.moved.new, &entry.key) {
            Some(id) if self.is_executed(id) => {
                self.record.decisions.push(words::shared_figure(&entry.key));
                self.comment_out(lines, &words::shared_figure(&entry.key));
            }
            Some(id) => self.value(&entry.key, entry, id),
            None => {
                if let Some(id) = self.rename((entry, lines), entries) {
                    self.value(&entry.key, entry, id);
                }
            }
        }
    }

    /// The line that names the form.
    fn form(&mut self, entry: &Entry, lines: &Lines) {
        match &self.moved.form {
            FormLine::Stays => {}
            FormLine::Becomes(new) => {
                let range = entry.value.span.range.clone();
                self.changes.replace(range.clone(), quoted(new));
                self.marks.add(self.text, range.end, Why::Changed, &mut self.changes);
            }
            FormLine::Goes(new) => {
                self.record.form = Some(words::form_is_not_named(new));
                self.comment_out(lines, &words::form_is_chosen(new));
            }
        }
    }

    /// Fields in a group.
    fn group(&mut self, (entry, lines): (&Entry, &Lines), below: &[Entry]) {
        let mut taken: Vec<usize> = Vec::new();
        for (number, below) in below.iter().enumerate() {
            let path = format!("{}.{}", entry.key, below.key);
            let name = shown(&path);
            match (field_at(self.moved.new, &path), self.moved.successor(&path)) {
                (Some(id), _) if self.is_executed(id) => {
                    self.record.decisions.push(words::shared_figure(&name));
                    taken.push(number);
                }
                (Some(id), _) => self.value(&path, below, id),
                (None, Some(id)) => {
                    let new = &self.moved.new.field(id).path;
                    match new.rsplit_once('.') {
                        Some((group, key)) if group == entry.key => {
                            self.changes.replace(below.key_span.range.clone(), key);
                            self.record.moved.push((name, shown(new)));
                            self.value(&path, below, id);
                        }
                        _ => {
                            self.record.decisions.push(words::write_it_there(&name, shown(new)));
                            taken.push(number);
                        }
                    }
                }
                (None, None) => {
                    self.record.lost.push(name);
                    taken.push(number);
                }
            }
        }
        if taken.len() == below.len() {
            // What was noted about its fields is said with the record.
            self.changes.replace(lines.start..lines.end, commented(&self.text[lines.start..lines.end]));
        } else {
            comment_out(self.text, &entry.value, &taken, &mut self.changes);
        }
    }

    fn is_executed(&self, id: FieldId) -> bool {
        self.moved.new.roles.executed.contains(&id)
    }

    fn comment_out(&mut self, lines: &Lines, why: &Message) {
        let kept = comment(why) + &commented(&self.text[lines.start..lines.end]);
        self.changes.replace(lines.start..lines.end, kept);
    }

    /// What becomes of a value that stays.
    fn value(&mut self, path: &str, entry: &Entry, new: FieldId) {
        match &self.moved.new.field(new).kind {
            Kind::Text | Kind::Date(_) => self.move_years(entry),
            kind => self.add_unit(path, entry, kind),
        }
    }

    fn move_years(&mut self, entry: &Entry) {
        let Value::Scalar { .. } = entry.value.value else { return };
        let (moved, text) = (self.moved, self.text);
        let range = content(text, &entry.value.span.range);
        let by = moved.to.saturating_sub(moved.from);
        let window = Window { years: moved.from..=moved.from, by, old: moved.from, keeps_spans: false };
        let words = &text[range.clone()];
        let found = match entry.key == YEAR {
            true => Shifted { changes: replace_year(words, moved.to).into_iter().collect(), left: Vec::new() },
            false => shift(words, &window),
        };
        for (at, new) in found.changes {
            self.changes.replace(range.start + at.start..range.start + at.end, new);
            self.marks.add(text, range.start + at.end, Why::Changed, &mut self.changes);
        }
        for at in found.left {
            self.marks.add(text, range.start + at, Why::Left, &mut self.changes);
        }
    }

    /// Says what a number alone means, where the new form counts otherwise.
    fn add_unit(&mut self, path: &str, entry: &Entry, new: &Kind) {
        let missing = self.moved.mappings.iter().find_map(|mapping| {
            let old = field_at(&mapping.old, path)?;
            missing_unit(entry.value.span.text(), &mapping.old.field(old).kind, new)
        });
        if let Some((at, unit)) = missing {
            let at = entry.value.span.range.start + at;
            self.changes.insert(at, unit);
            self.marks.add(self.text, at, Why::Changed, &mut self.changes);
        }
    }

    /// A field that the new form does not have under this name; gives the one that it
    /// becomes.
    fn rename(&mut self, (entry, lines): (&Entry, &Lines), entries: &[(&Entry, Lines)]) -> Option<FieldId> {
        let new = self.moved.successor(&entry.key);
        let path = new.map(|id| self.moved.new.field(id).path.clone()).filter(|path| !path.contains('.'));
        if let Some(path) = &path
            && !self.names.contains(path)
        {
            self.names.push(path.clone());
            self.changes.replace(entry.key_span.range.clone(), path.clone());
            self.record.moved.push((entry.key.clone(), path.clone()));
            return new;
        }
        let other = path.and_then(|path| entries.iter().find(|(other, _)| other.key == path));
        let why = match other {
            Some((other, _)) => {
                if other.value.span.text() != entry.value.span.text() {
                    self.record.decisions.push(words::settings_differ(&entry.key, &other.key));
                }
                words::settings_have_it(&entry.key, &other.key)
            }
            None => words::form_drops(&self.moved.new.name, &entry.key),
        };
        self.record.lost.push(entry.key.clone());
        self.comment_out(lines, &why);
        None
    }
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
        record.decisions.push(words::look_at_ceiling(list(amounts(&ceiling.key, &ceiling.value))));
    }
}

/// The amounts below a key, each with its own key where it has one.
fn amounts(key: &str, node: &Node) -> Vec<String> {
    match &node.value {
        Value::Mapping(below) => below.iter().flat_map(|entry| amounts(&entry.key, &entry.value)).collect(),
        Value::Scalar { text, .. } if matches!(key, "ceiling" | "total") => vec![text.clone()],
        Value::Scalar { text, .. } => vec![format!("{key} {text}")],
        _ => Vec::new(),
    }
}

/// The text in which waivers follow the projects that have other names now.
pub(super) fn follow_names(
    file: &FileId,
    text: &str,
    renamed: &[(String, String)],
    record: &mut SettingsRecord,
) -> String {
    let Some(document) = Document::first(&Source::new(file.clone(), text)) else { return text.to_owned() };
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
