//! The indicators under the categories of the new form.

use super::notes::comment;
use super::plan::Plan;
use super::report::ProjectRecord;
use crate::messages::{self, Message};
use crate::roll::words;
use crate::source::edit::{Lines, commented, comments, in_flow, indented, line_end, with_lines};
use crate::source::{Entry, Value};
use crate::template::Framework;

/// The categories of both forms.
pub(super) struct Frameworks<'a> {
    pub there: &'a Framework,
    pub here: &'a Framework,
}

/// A 二级指标 with its indicators; lines are at the left margin.
struct Item {
    /// The keys as the author wrote them.
    written: [String; 2],
    /// Their names in the old form.
    from: [String; 2],
    /// Where they belong in the new form.
    to: Option<[String; 2]>,
    /// The lines above its 一级指标, where it is the first one there.
    above: String,
    /// The lines above it.
    lead: String,
    /// What follows its key.
    rest: String,
}

/// A 一级指标 of the new form.
struct Branch {
    name: String,
    /// Its lines, with those of its 二级指标.
    lines: String,
}

/// The lines of the indicators under new names and in new places; nothing where
/// all stays as it is.
pub(super) fn rebuild(
    text: &str,
    (entry, lines): (&Entry, &Lines),
    key: &str,
    frameworks: &Frameworks<'_>,
    plan: &Plan<'_>,
    record: &mut ProjectRecord,
) -> Option<String> {
    let mut reader = Reader { text, frameworks, plan, items: Vec::new(), pending: String::new(), indents: [None; 2] };
    let head = reader.read(entry, lines);
    let Reader { items, pending, indents, .. } = reader;
    let stays = |item: &Item| item.to.as_ref() == Some(&item.from) && keys(item, frameworks.here) == item.written;
    if items.iter().all(stays) && key == entry.key_span.text() {
        return None;
    }
    let outer = indents[0].unwrap_or(lines.indent + 2);
    let inner = indents[1].unwrap_or(outer + 2);
    let mut branches: Vec<Branch> = Vec::new();
    let mut taken: Vec<[String; 2]> = Vec::new();
    let mut dropped: Vec<Item> = Vec::new();
    for item in items {
        let Some(to) = item.to.clone().filter(|to| !taken.contains(to)) else {
            // A category that was left blank says nothing.
            let is_bare = item.rest.trim() == ":" && !item.lead.contains('#') && !item.above.contains('#');
            dropped.extend((!is_bare).then_some(item));
            continue;
        };
        if to != item.from && item.rest.trim() != ":" {
            record.moved.push((item.from.join("/"), to.join("/")));
        }
        let [category, below] = keys(&item, frameworks.here);
        let index = branches.iter().position(|branch| branch.name == to[0]).unwrap_or_else(|| {
            let blank = &item.lead[..item.lead.len() - item.lead.trim_start_matches('\n').len()];
            let lines = format!("{blank}{}{}{category}:\n", indented(&item.above, 0, outer), " ".repeat(outer));
            branches.push(Branch { name: to[0].clone(), lines });
            branches.len() - 1
        });
        let opens = !taken.iter().any(|known| known[0] == to[0]);
        let lead = match opens {
            true => item.lead.trim_start_matches('\n').to_owned(),
            false => format!("{}{}", item.above, item.lead),
        };
        branches[index].lines += &indented(&format!("{lead}{below}{}", item.rest), 0, inner);
        taken.push(to);
    }
    let mut built = format!("{key}{head}");
    built.extend(branches.into_iter().map(|branch| branch.lines));
    built += &indented(&pending, 0, outer);
    if !dropped.is_empty() {
        built += &indented(&as_comments(&dropped, plan, record), 0, outer);
    }
    Some(built)
}

/// The keys of an item in the new form: the author's where that form takes them.
fn keys(item: &Item, here: &Framework) -> [String; 2] {
    let Some(to) = &item.to else { return item.written.clone() };
    [0, 1].map(|level| match here.canonical(&item.written[level]) == to[level] {
        true => item.written[level].clone(),
        false => to[level].clone(),
    })
}

/// What the new form has no place for.
fn as_comments(dropped: &[Item], plan: &Plan<'_>, record: &mut ProjectRecord) -> String {
    let form = &plan.mapping.new.name;
    let mut text = String::new();
    let mut open = None;
    let filled = |item: &&Item| item.rest.trim() != ":";
    let without: Vec<Message> = dropped
        .iter()
        .filter(filled)
        .filter(|item| item.to.is_none())
        .map(|item| words::name(item.from.join("/")))
        .collect();
    if !without.is_empty() {
        record.decisions.push(words::form_drops_categories(form, messages::list(without)));
    }
    for item in dropped.iter().filter(filled) {
        if let Some(to) = &item.to {
            record.decisions.push(words::category_is_taken(form, item.from.join("/"), to.join("/")));
        }
    }
    for item in dropped {
        if open != Some(&item.from[0]) {
            text += &format!("{}{}:\n", item.above, item.written[0]);
        }
        open = Some(&item.from[0]);
        text += &indented(&format!("{}{}{}", item.lead, item.written[1], item.rest), 0, 2);
    }
    comment(&words::categories_kept(form)) + &commented(&text)
}

struct Reader<'a> {
    text: &'a str,
    frameworks: &'a Frameworks<'a>,
    plan: &'a Plan<'a>,
    items: Vec<Item>,
    /// Comments that stand above what comes next.
    pending: String,
    /// How far the two levels are indented in block style.
    indents: [Option<usize>; 2],
}

impl Reader<'_> {
    /// Reads the categories; gives what follows the key on its line.
    fn read(&mut self, entry: &Entry, lines: &Lines) -> String {
        let text = self.text;
        let after = entry.key_span.range.end;
        let inner = line_end(text, after)..lines.end;
        let Value::Mapping(categories) = &entry.value.value else {
            return text[after..lines.end].to_owned();
        };
        let block = with_lines(text, &entry.value, inner.clone());
        let mut end = if block.is_empty() { after } else { inner.start };
        for (index, category) in categories.iter().enumerate() {
            let own = block.get(index).map(|(_, lines)| lines);
            let start = own.map_or(category.key_span.range.start, |own| own.start);
            self.pending += &self.between(end, start, own);
            if let Some(own) = own {
                self.indents[0].get_or_insert(own.indent);
            }
            end = own.map_or(category.value.span.range.end, |own| own.end);
            self.subcategories(category, own);
        }
        self.pending += &self.between(end, lines.end, None);
        match block.first() {
            Some(_) => text[after..inner.start].to_owned(),
            None => ":\n".to_owned(),
        }
    }

    /// Comments, and in block style blank lines too.
    fn between(&self, start: usize, end: usize, block: Option<&Lines>) -> String {
        let text = self.text.get(start..end).unwrap_or_default();
        match block {
            Some(own) => indented(text, own.indent, 0),
            None => comments(text, 0),
        }
    }

    fn subcategories(&mut self, category: &Entry, lines: Option<&Lines>) {
        let text = self.text;
        let limit = lines.map_or(category.value.span.range.end, |lines| lines.end);
        let Value::Mapping(entries) = &category.value.value else {
            // A category that is left blank is not needed.
            self.pending += &comments(&text[category.key_span.range.end..limit], 0);
            return;
        };
        let inner = line_end(text, category.key_span.range.end).min(limit);
        let block = with_lines(text, &category.value, inner..limit);
        let mut end = category.key_span.range.end;
        if !block.is_empty() {
            self.pending += &comments(&text[end..inner], 0);
            end = inner;
        }
        let mut above = std::mem::take(&mut self.pending);
        for (index, below) in entries.iter().enumerate() {
            let own = block.get(index).map(|(_, lines)| lines);
            let start = own.map_or(below.key_span.range.start, |own| own.start);
            let lead = self.between(end, start, own);
            let rest = match own {
                Some(own) => {
                    self.indents[1].get_or_insert(own.indent);
                    let whole = format!("{}{}", " ".repeat(own.indent), &text[below.key_span.range.start..own.end]);
                    let whole = indented(&whole, own.indent, 0);
                    whole[below.key_span.text().len()..].to_owned()
                }
                None => in_flow(below),
            };
            end = own.map_or(below.value.span.range.end.max(below.key_span.range.end), |own| own.end);
            let there = self.frameworks.there;
            let from = [&category.key, &below.key].map(|key| there.canonical(key).to_owned());
            let to = self.plan.mapping.category(from.clone());
            let written = [&category.key_span, &below.key_span].map(|span| span.text().to_owned());
            self.items.push(Item { written, from, to, above: std::mem::take(&mut above), lead, rest });
        }
        self.pending = above + &self.between(end, limit, None);
    }
}
