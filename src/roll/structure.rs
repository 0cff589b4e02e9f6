//! The second step, between forms: fields under their new names and in their new
//! places; those that the new form drops as comments.

use std::ops::Range;

use super::notes::{MARK, comment};
use super::plan::{Fate, Plan, Reason, accepts};
use super::references::is_reference;
use super::report::{ProjectRecord, shown};
use super::tree;
use crate::authoring::hint;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{FORM, YEAR};
use crate::roll::words;
use crate::source::edit::{
    Changes, Document, Lines, commented, comments, in_flow, indented, is_flow, line_end, with_lines,
};
use crate::source::{Entry, Node, Span, Value};
use crate::template::{FieldId, Kind};

/// The text with one document's fields where the new form has them.
pub(super) fn restructure(document: &Document, plan: &Plan<'_>, record: &mut ProjectRecord) -> String {
    let mut builder = Builder { text: document.text(), plan, record, rewritten: Vec::new() };
    let entries = document.entries();
    // A group that is written anew takes in what its entry already has.
    while entries.iter().any(|(entry, _)| builder.spreads(entry)) {}
    let outs: Vec<Out> = entries.iter().flat_map(|(entry, lines)| builder.entry(entry, lines)).collect();
    assemble(&outs).apply(document.text())
}

/// What takes the place of some lines, or of a key.
struct Out {
    range: Range<usize>,
    parts: Vec<Part>,
}

enum Part {
    /// As it is.
    Plain(String),
    /// Lines that belong in a group.
    Grouped(String, String),
}

/// Puts the lines of a group together where its first one stands.
fn assemble(outs: &[Out]) -> Changes {
    let mut changes = Changes::default();
    let mut done: Vec<&str> = Vec::new();
    for out in outs {
        let mut text = String::new();
        for part in &out.parts {
            match part {
                Part::Plain(plain) => text += plain,
                Part::Grouped(group, _) if done.contains(&group.as_str()) => {}
                Part::Grouped(group, _) => {
                    done.push(group);
                    text += &format!("{group}:\n");
                    for part in outs.iter().flat_map(|out| &out.parts) {
                        if let Part::Grouped(same, lines) = part
                            && same == group
                        {
                            text += &indented(lines, 0, 2);
                        }
                    }
                }
            }
        }
        changes.replace(out.range.clone(), text);
    }
    changes
}

struct Builder<'a> {
    text: &'a str,
    plan: &'a Plan<'a>,
    record: &'a mut ProjectRecord,
    /// The groups of the new form that are written anew.
    rewritten: Vec<String>,
}

impl Builder<'_> {
    /// What `jixiao new` wrote behind a field.
    fn old_hint(&self, id: FieldId) -> String {
        hint(&self.plan.mapping.old, self.plan.mapping.old.field(id), self.plan.project.year)
    }

    /// The path that a field has in the new form, where it has one.
    fn new_path(&self, id: FieldId) -> Option<&str> {
        self.plan.new_field(id).map(|field| field.path.as_str())
    }

    fn stays(&self, id: FieldId, path: &str) -> bool {
        matches!(&self.plan.fates[id.0], Fate::Keep(new) if accepts(self.plan.mapping.new.field(*new), path))
    }

    /// The fields below a key.
    fn below<'e>(&self, entry: &'e Entry) -> Vec<(&'e Entry, FieldId, String)> {
        let Value::Mapping(entries) = &entry.value.value else { return Vec::new() };
        let path = |below: &Entry| format!("{}.{}", entry.key, below.key);
        entries.iter().filter_map(|below| Some((below, self.plan.old_field(&path(below))?, path(below)))).collect()
    }

    /// The group of the new form that an entry becomes, with nothing but keys
    /// changed.
    fn group_of(&self, entry: &Entry) -> Option<String> {
        let mut group = None;
        for (_, id, path) in self.below(entry) {
            let Fate::Keep(_) = self.plan.fates[id.0] else { return None };
            let path = if self.stays(id, &path) { path.as_str() } else { self.new_path(id)? };
            let (own, _) = path.rsplit_once('.')?;
            if group.as_ref().is_some_and(|group| group != own) || self.rewritten.iter().any(|group| group == own) {
                return None;
            }
            group = Some(own.to_owned());
        }
        group.or_else(|| Some(entry.key.clone()))
    }

    /// Whether another group has to be written anew because of an entry.
    fn spreads(&mut self, entry: &Entry) -> bool {
        let mut ids: Vec<FieldId> = Vec::new();
        match self.plan.old_field(&entry.key) {
            Some(id) if self.stays(id, &entry.key) => {}
            Some(id) => ids.push(id),
            None if self.group_of(entry).is_some() => {}
            None => ids.extend(self.below(entry).into_iter().map(|(_, id, _)| id)),
        }
        let before = self.rewritten.len();
        for id in ids {
            let group = self.new_path(id).and_then(|path| path.rsplit_once('.')).map(|(group, _)| group.to_owned());
            if let Some(group) = group.filter(|group| !self.rewritten.contains(group)) {
                self.rewritten.push(group);
            }
        }
        self.rewritten.len() > before
    }

    fn entry(&mut self, entry: &Entry, lines: &Lines) -> Vec<Out> {
        if let Some(id) = self.plan.old_field(&entry.key) {
            return self.field(id, entry, lines).into_iter().collect();
        }
        if [YEAR, FORM].contains(&entry.key.as_str()) {
            return Vec::new();
        }
        match self.group_of(entry) {
            Some(group) => self.renamed(entry, &group),
            None => vec![self.spread(entry, lines)],
        }
    }

    fn field(&mut self, id: FieldId, entry: &Entry, lines: &Lines) -> Option<Out> {
        let whole = lines.lead..lines.end;
        let lead = &self.text[lines.lead..lines.start];
        if let Fate::Keep(new) = self.plan.fates[id.0] {
            let (old, field) = (self.plan.mapping.old.field(id), self.plan.mapping.new.field(new));
            if let (Kind::Indicators(there), Kind::Indicators(here)) = (&old.kind, &field.kind) {
                let key = if accepts(field, &entry.key) { entry.key_span.text() } else { field.key() };
                let frameworks = tree::Frameworks { there, here };
                let tree = tree::rebuild(self.text, (entry, lines), key, &frameworks, self.plan, self.record);
                return tree.map(|tree| Out { range: lines.start..lines.end, parts: vec![Part::Plain(tree)] });
            }
            if accepts(field, &entry.key) {
                return None;
            }
            if !field.path.contains('.') {
                self.note_move(&entry.key, &field.path);
                let (range, text) = match is_bare(&self.text[entry.key_span.range.end..lines.end], &self.old_hint(id)) {
                    true => (
                        lines.start..lines.end,
                        format!("{}:{}\n", field.path, hint(&self.plan.mapping.new, field, self.plan.year)),
                    ),
                    false => (entry.key_span.range.clone(), field.path.clone()),
                };
                return Some(Out { range, parts: vec![Part::Plain(text)] });
            }
        }
        let rest = self.text[entry.key_span.range.end..lines.end].to_owned();
        let parts = self.placed(id, entry, &entry.key, lead, &rest);
        Some(Out { range: whole, parts })
    }

    /// A field at the left margin: after `lead`, its key, and `rest`.
    fn placed(&mut self, id: FieldId, entry: &Entry, path: &str, lead: &str, rest: &str) -> Vec<Part> {
        let rest = if rest.ends_with('\n') { rest.to_owned() } else { format!("{rest}\n") };
        let (new, value) = match self.plan.fates[id.0].clone() {
            // A field that was left blank says nothing.
            Fate::Drop(_) if is_bare(&rest, &self.old_hint(id)) => {
                return vec![Part::Plain(unasked(lead))];
            }
            Fate::Drop(reason) => {
                let lead = unasked(lead);
                let text = format!("{}{rest}", entry.key_span.text());
                let why = self.why(path, reason, &entry.value);
                return vec![Part::Plain(format!("{lead}{}{}", comment(&why), commented(&text)))];
            }
            Fate::Keep(new) => (new, None),
            Fate::Rewrite(new, value) => (new, Some(value)),
        };
        let new_path = self.plan.mapping.new.field(new).path.clone();
        let (group, key) = match new_path.rsplit_once('.') {
            Some((group, key)) => (Some(group), key),
            None => (None, new_path.as_str()),
        };
        let text = match value {
            Some(value) => format!("{lead}{}{key}: {value}\n", comments(&rest, 0)),
            None => format!("{lead}{key}{rest}"),
        };
        if new_path != path {
            self.note_move(path, &new_path);
        }
        vec![match group {
            Some(group) => Part::Grouped(group.to_owned(), text),
            None => Part::Plain(text),
        }]
    }

    /// A group of which keys change and nothing else.
    fn renamed(&mut self, entry: &Entry, group: &str) -> Vec<Out> {
        let rename = |entry: &Entry, key: &str| Out {
            range: entry.key_span.range.clone(),
            parts: vec![Part::Plain(key.to_owned())],
        };
        let mut outs = Vec::new();
        if entry.key != group {
            outs.push(rename(entry, group));
        }
        for (below, id, path) in self.below(entry) {
            let new = self.new_path(id).unwrap_or_default().to_owned();
            let key = new.rsplit('.').next().unwrap_or_default();
            if !self.stays(id, &path) {
                self.note_move(&path, &new);
                outs.extend((below.key != key).then(|| rename(below, key)));
            }
        }
        outs
    }

    /// A group whose fields go to several places.
    fn spread(&mut self, entry: &Entry, lines: &Lines) -> Out {
        let text = self.text;
        let mut parts = Vec::new();
        let mut end = entry.key_span.range.end;
        let inner = line_end(text, end)..lines.end;
        let block = with_lines(text, &entry.value, inner);
        for (index, (below, id, path)) in self.below(entry).into_iter().enumerate() {
            let (lead, rest, next) = match block.get(index) {
                Some((_, own)) => {
                    let lead = comments(&text[end..own.lead], 0) + &indented(&text[own.lead..own.start], own.indent, 0);
                    let whole = format!("{}{}", " ".repeat(own.indent), &text[below.key_span.range.start..own.end]);
                    let rest = indented(&whole, own.indent, 0)[below.key_span.text().len()..].to_owned();
                    (lead, rest, own.end)
                }
                None => (
                    comments(&text[end..below.key_span.range.start], 0),
                    in_flow(below),
                    below.value.span.range.end.max(below.key_span.range.end),
                ),
            };
            parts.extend(self.placed(id, below, &path, &lead, &rest));
            end = next;
        }
        let last = comments(&text[end..lines.end], 0);
        parts.push(Part::Plain(last));
        Out { range: lines.lead..lines.end, parts: with_lead(&text[lines.lead..lines.start], parts) }
    }

    fn note_move(&mut self, from: &str, to: &str) {
        self.record.moved.push((shown(from), shown(to)));
    }

    /// Why a field stays as a comment.
    fn why(&mut self, name: &str, reason: Reason, value: &Node) -> Message {
        let form = &self.plan.mapping.new.name;
        let why = match reason {
            Reason::NoField => words::form_drops(form, name),
            Reason::OtherProjects => words::only_multi_year(form, name),
            Reason::NoSuchValue => words::form_takes_other_values(form, name),
        };
        match (reason, &value.value) {
            (_, Value::Null) => {}
            (Reason::NoSuchValue, _) => self.record.decisions.push(words::choose_again(form, name)),
            _ => self.record.lost.push(name.to_owned()),
        }
        why
    }
}

/// Whether nothing follows a key but what `jixiao new` writes there.
fn is_bare(rest: &str, hint: &str) -> bool {
    rest.trim().strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.trim() == hint.trim())
}

/// Comments without those that ask for a figure.
fn unasked(lead: &str) -> String {
    lead.split_inclusive('\n').filter(|line| !line.trim_start().starts_with(MARK)).collect()
}

fn with_lead(lead: &str, mut parts: Vec<Part>) -> Vec<Part> {
    parts.insert(0, Part::Plain(lead.to_owned()));
    parts
}

/// Why a document cannot be taken apart: it stands in brackets as a whole, or
/// something in it stands for something else.
pub(super) fn obstacle(node: &Node) -> Option<Diagnostic> {
    let at = |span: Span, what: Message| Diagnostic::new(Code::Roll, what).at(span, Message::default());
    if is_flow(node) {
        return Some(at(node.span.start(), words::all_in_braces()).help(words::write_in_lines()));
    }
    reference(node).map(|span| at(span, words::has_references()).help(words::write_plainly()))
}

/// What is referred to; a reference brings the place of that.
fn reference(node: &Node) -> Option<Span> {
    match &node.value {
        Value::Null | Value::Scalar { .. } => None,
        Value::Sequence(items) => {
            let mut end = node.span.range.start;
            items.iter().find_map(|item| {
                let found = is_reference(item, end).then(|| item.span.clone()).or_else(|| reference(item));
                end = item.span.range.end;
                found
            })
        }
        Value::Mapping(entries) => entries.iter().find_map(|entry| {
            let is_reference = is_reference(&entry.value, entry.key_span.range.end);
            is_reference.then(|| entry.value.span.clone()).or_else(|| reference(&entry.value))
        }),
    }
}
