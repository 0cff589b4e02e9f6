//! Changes of single values in the text of a YAML file, as whoever fills in a form makes
//! them.
//!
//! Takes a document, the way to a place in it and what is to stand there; gives the text of
//! the file. Comments, order and spelling of all else stay. The new text is read again and
//! compared: one in which anything else would mean something else is not given, as where a
//! value is named with `&` and used again.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::edit::{Changes, Document, Ending, after, content, is_flow, line, line_end, line_start, with_lines};
use super::write::{
    Entries, Item, beside_key, block_lines, entry_lines, flow_entry, in_braces, inline_item, item_lines, key,
};
use super::{Entry, Node, Source, Value};
use crate::value::{fold_look_alikes, is_invisible};

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// The value of a key, as it is written.
    Key(String),
    /// An item of a list, by its number.
    Item(usize),
}

/// What is to become of a place.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// This stands there: in place of what did, or new, with the keys above it.
    Set(Item),
    /// This comes as a new item of a list before the one that is there now, or last.
    Insert(Item),
    /// Nothing stands there any more, its key neither.
    Remove,
    /// Its key is another one.
    Rename(String),
    /// It stands in the place of the sibling of this number, and those between move.
    Move(usize),
}

/// The place of a key among those that stand beside it, below keys: new ones come in this
/// order.
pub(crate) type Order<'o> = &'o dyn Fn(&[Step], &str) -> usize;

/// The text of the file with a change in a document of it; none where the place is not there
/// or cannot be changed without changing more.
pub(crate) fn change(document: &Document, path: &[Step], change: &Change, order: Order<'_>) -> Option<String> {
    let written = document.text();
    let number = Document::all(&document.source).iter().position(|known| known.region == document.region)?;
    let source = Source::new(document.source.file.clone(), &Ending::plain(written));
    let documents = Document::all(&source);
    let document = documents.get(number)?;
    let changed = Changed { document, path, order }.changed(change)?.apply(&source.text);

    let wanted = wanted(&value(&document.node), path, change, &[], order)?;
    let after = Document::all(&Source::new(source.file.clone(), &changed));
    let holds = |index: usize| match index == number {
        true => value(&after[index].node) == wanted,
        false => value(&after[index].node) == value(&documents[index].node),
    };
    (after.len() == documents.len() && (0..after.len()).all(holds)).then(|| with_endings(written, &changed))
}

/// A plain text with the ends of lines of the text that it was: those of its own lines where
/// they stay, and the usual ones of the text for new lines.
fn with_endings(before: &str, changed: &str) -> String {
    let bare = |line: &str| line.trim_end_matches(['\r', '\n']).to_owned();
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), changed.split_inclusive('\n').collect());
    let same = |(old, new): &(&&str, &&str)| bare(old) == bare(new);
    let start = old.iter().zip(&new).take_while(same).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count().min(most);
    let usual = if Ending::of(before) == Ending::Windows { "\r\n" } else { "\n" };
    let mut text = String::new();
    for (index, line) in new.iter().enumerate() {
        let kept = match index {
            index if index < start => Some(old[index]),
            index if index + end >= new.len() => Some(old[old.len() - (new.len() - index)]),
            _ => None,
        };
        let is_last = index + 1 == new.len();
        match kept.filter(|line| line.ends_with('\n') || is_last) {
            Some(line) => text += line,
            None => text += &format!("{}{usual}", bare(line)),
        }
    }
    text
}

struct Changed<'a> {
    document: &'a Document,
    path: &'a [Step],
    order: Order<'a>,
}

/// A value with what it stands below.
#[derive(Clone, Copy)]
struct Held<'a> {
    node: &'a Node,
    /// The key or list that it stands in; none for a document.
    parent: Option<Parent<'a>>,
}

#[derive(Clone, Copy)]
struct Parent<'a> {
    node: &'a Node,
    number: usize,
}

impl<'a> Changed<'a> {
    fn text(&self) -> &'a str {
        self.document.text()
    }

    /// The value at the end of so many steps; none where it is not there.
    fn find(&self, steps: usize) -> Option<Held<'a>> {
        self.path[..steps].iter().try_fold(Held { node: &self.document.node, parent: None }, |held, step| {
            let number = number_of(held.node, step)?;
            let node = match &held.node.value {
                Value::Mapping(entries) => &entries[number].value,
                Value::Sequence(items) => items.get(number)?,
                _ => return None,
            };
            Some(Held { node, parent: Some(Parent { node: held.node, number }) })
        })
    }

    fn changed(&self, change: &Change) -> Option<Changes> {
        match change {
            Change::Set(item) => self.set(self.path.len(), item),
            Change::Insert(item) => self.insert(item),
            Change::Remove => self.remove(),
            Change::Rename(name) => self.rename(name),
            Change::Move(to) => self.shift(*to),
        }
    }

    /// Puts an item at the end of so many steps, with the keys that lead there.
    fn set(&self, steps: usize, item: &Item) -> Option<Changes> {
        if let Some(held) = self.find(steps) {
            return self.replace(held, item);
        }
        let (Step::Key(name), above) = (&self.path[steps - 1], steps - 1) else { return None };
        match self.find(above) {
            Some(Held { node: Node { value: Value::Mapping(entries), .. }, .. }) => {
                self.add_key(above, entries, name, item)
            }
            Some(Held { node: Node { value: Value::Null, .. }, .. }) | None if above > 0 => {
                self.set(above, &Item::Mapping(vec![(name.clone(), item.clone())]))
            }
            _ => None,
        }
    }

    /// Puts an item in the place of a value.
    fn replace(&self, held: Held<'a>, item: &Item) -> Option<Changes> {
        let Held { node, parent } = held;
        let Parent { node: parent, number } = parent?;
        let text = self.text();
        let entry = match &parent.value {
            Value::Mapping(entries) => Some(&entries[number]),
            _ => None,
        };
        if is_flow(parent) {
            return Some(replace_in_flow(text, node, entry, item));
        }
        let mut changes = Changes::default();
        // Where what stands beside the key or the dash begins.
        let (start, indent) = match entry {
            Some(entry) => {
                let end = entry.key_span.range.end;
                let blank = text[end..].len() - text[end..].trim_start_matches(' ').len();
                let colon = end + blank;
                (text[colon..].starts_with(':').then_some(colon + 1)?, column(text, entry.key_span.range.start))
            }
            None => {
                let dash = dash(text, node)?;
                (dash + 1, column(text, dash))
            }
        };
        // The `|` of a text that is a block; the place of such a text begins below it.
        let mark = start + text[start..].len() - text[start..].trim_start().len();
        let is_block_text =
            matches!(&node.value, Value::Scalar { quoted: true, .. }) && text[mark..].starts_with(['|', '>']);
        let lines = match (entry, item) {
            // A text that is a block stays one.
            (_, Item::Text(text)) if is_block_text => block_lines(text, indent),
            _ => None,
        };
        let lines = lines.unwrap_or_else(|| match entry {
            Some(_) => beside_key(item, indent),
            None => item_lines(item, indent)[indent + 1..].to_owned(),
        });
        let (first, rest) = lines.split_once('\n')?;
        let is_block = matches!(&node.value, Value::Mapping(_) | Value::Sequence(_)) && !is_flow(node);
        if is_block && line_start(text, node.span.range.start) == line_start(text, start) {
            // `- 名称: …`: what begins beside the dash goes with it.
            changes.replace(start..self.end(node, entry), format!("{first}\n{rest}"));
            return Some(changes);
        }
        if is_block || is_block_text {
            let line = line_end(text, if is_block_text { mark } else { start });
            let comment = text[start..line].find(" #").map_or(line - 1, |at| start + at);
            let end = match &node.value {
                Value::Scalar { text: said, .. } if said.is_empty() => end_of_blank_lines(text, line),
                Value::Scalar { .. } => line_end(text, node.span.range.end),
                _ => self.end(node, entry),
            };
            changes.replace(start..start + text[start..comment].trim_end().len(), first);
            changes.replace(line..end.max(line), rest);
            return Some(changes);
        }
        let end = if has_text(node) { node.span.range.end.max(start) } else { start };
        // A comment between the key and a value on the next line stays beside the key.
        let between = if has_text(node) { &text[start..node.span.range.start.max(start)] } else { "" };
        match between.split_once('\n') {
            Some((comment, _)) if comment.contains('#') => {
                let first = if rest.is_empty() && !first.is_empty() { return None } else { first };
                changes.replace(start..end, format!("{first}{comment}"));
            }
            _ => changes.replace(start..end, first),
        }
        changes.insert(line_end(text, end), rest);
        Some(changes)
    }

    /// Where the line after a value starts.
    fn end(&self, node: &Node, entry: Option<&Entry>) -> usize {
        match entry {
            Some(entry) => after(self.text(), entry),
            None => after_item(self.text(), node),
        }
    }

    /// Adds a key to a mapping that is there, in its place.
    fn add_key(&self, above: usize, entries: &'a [Entry], name: &str, item: &Item) -> Option<Changes> {
        let (text, node) = (self.text(), self.find(above)?.node);
        let steps = &self.path[..above];
        let place = |key: &str| (self.order)(steps, key);
        let before = entries.iter().rposition(|entry| place(&entry.key) <= place(name));
        let mut changes = Changes::default();
        if is_flow(node) {
            let new = flow_entry(name, item);
            match (before, entries.first()) {
                (Some(before), _) => {
                    let known = &entries[before];
                    let end = known.value.span.range.end.max(known.key_span.range.end);
                    changes.insert(end, format!(", {new}"));
                }
                (None, Some(first)) => changes.insert(first.key_span.range.start, format!("{new}, ")),
                (None, None) => changes.insert(node.span.range.start + 1, new),
            }
            return Some(changes);
        }
        let first = entries.first()?;
        let indent = column(text, first.key_span.range.start);
        match before {
            Some(before) => changes.insert(after(text, &entries[before]), entry_lines(name, item, indent)),
            None => {
                let start = line_start(text, first.key_span.range.start);
                match text[start..first.key_span.range.start].trim().is_empty() {
                    true => {
                        let region = self.document.region.clone();
                        let lead = with_lines(text, node, region).first().map(|(_, lines)| lines.lead)?;
                        changes.insert(lead, entry_lines(name, item, indent));
                    }
                    // It stands beside a dash.
                    false => {
                        let lines = entry_lines(name, item, indent);
                        let at = first.key_span.range.start;
                        changes.insert(at, format!("{}{}", &lines[indent..], " ".repeat(indent)));
                    }
                }
            }
        }
        Some(changes)
    }

    /// Adds an item to a list.
    fn insert(&self, item: &Item) -> Option<Changes> {
        let (Step::Item(number), above) = (self.path.last()?, self.path.len() - 1) else { return None };
        let text = self.text();
        let items = match self.find(above) {
            Some(Held { node: Node { value: Value::Sequence(items), .. }, .. }) if !items.is_empty() => items,
            Some(Held { node: Node { value: Value::Null | Value::Sequence(_), .. }, .. }) | None => {
                return self.set(above, &Item::List(vec![item.clone()]));
            }
            Some(_) => return None,
        };
        let node = self.find(above)?.node;
        let mut changes = Changes::default();
        match (is_flow(node), items.get(*number)) {
            (true, Some(next)) => changes.insert(next.span.range.start, format!("{}, ", inline_item(item))),
            (true, None) => {
                changes.insert(items[items.len() - 1].span.range.end, format!(", {}", inline_item(item)));
            }
            (false, next) => {
                let first = dash(text, &items[0])?;
                let lines = item_lines(item, column(text, first));
                let at = match next {
                    Some(next) => line_start(text, dash(text, next)?),
                    None => after_item(text, &items[items.len() - 1]),
                };
                // `- - …` has no line of its own for its first item.
                let alone = text[line_start(text, first)..first].trim().is_empty();
                changes.insert(alone.then_some(at)?, lines);
            }
        }
        Some(changes)
    }

    fn remove(&self) -> Option<Changes> {
        let held = self.find(self.path.len())?;
        let Parent { node: parent, number } = held.parent?;
        let siblings = regions(self.text(), parent)?;
        let is_document = self.path.len() == 1;
        if siblings.len() == 1 && !is_document {
            let above = self.find(self.path.len() - 1)?;
            return self.replace(above, &Item::Blank);
        }
        let mut changes = Changes::default();
        let mut range = siblings.get(number)?.clone();
        if is_flow(parent) {
            // With the comma behind it, or before it.
            match siblings.get(number + 1) {
                Some(next) => range.end = next.start,
                None if number > 0 => range.start = siblings[number - 1].end,
                None => {}
            }
        } else if let Value::Mapping(entries) = &parent.value
            && !self.text()[line_start(self.text(), range.start)..range.start].trim().is_empty()
        {
            // It stands beside a dash.
            range.end = entries.get(number + 1)?.key_span.range.start;
        } else {
            range.start = line_start(self.text(), range.start);
        }
        changes.replace(range, "");
        Some(changes)
    }

    fn rename(&self, name: &str) -> Option<Changes> {
        let Parent { node: parent, number } = self.find(self.path.len())?.parent?;
        let Value::Mapping(entries) = &parent.value else { return None };
        let name = if is_flow(parent) { in_braces(name) } else { key(name) };
        let mut changes = Changes::default();
        changes.replace(entries[number].key_span.range.clone(), name);
        Some(changes)
    }

    fn shift(&self, to: usize) -> Option<Changes> {
        let text = self.text();
        let Parent { node: parent, number } = self.find(self.path.len())?.parent?;
        let regions = match is_flow(parent) {
            true => regions(text, parent)?,
            false => lines_of(text, parent, &self.document.region)?,
        };
        let mut order: Vec<usize> = (0..regions.len()).collect();
        let moved = order.remove(number);
        order.insert(to.min(order.len()), moved);
        let texts = order.into_iter().map(|index| &text[regions[index].clone()]);
        Some(regions.iter().cloned().zip(texts.map(str::to_owned)).collect())
    }
}

/// Puts an item in the place of a value in braces or brackets.
fn replace_in_flow(text: &str, node: &Node, entry: Option<&Entry>, item: &Item) -> Changes {
    let mut changes = Changes::default();
    let item = match (entry, item) {
        (None, Item::Blank) => "~".to_owned(),
        (_, item) => inline_item(item),
    };
    match (&node.value, entry) {
        (Value::Null, Some(entry)) if !has_text(node) => {
            let end = entry.key_span.range.end;
            let colon = text[end..].starts_with(':');
            let text = if colon { format!(" {item}") } else { format!(": {item}") };
            changes.insert(end + usize::from(colon), text);
        }
        _ => changes.replace(node.span.range.clone(), item),
    }
    changes
}

/// Where the lines end that hold nothing but spaces, as a block does that says nothing yet.
fn end_of_blank_lines(text: &str, start: usize) -> usize {
    let lines = text[start..].split_inclusive('\n');
    let blank = lines.take_while(|line| line.starts_with(' ') && line.trim().is_empty());
    start + blank.map(str::len).sum::<usize>()
}

/// The number of a step's place among those beside it.
fn number_of(node: &Node, step: &Step) -> Option<usize> {
    match (&node.value, step) {
        (Value::Mapping(entries), Step::Key(name)) => entries.iter().position(|entry| is_named(entry, name)),
        (Value::Sequence(items), Step::Item(number)) => (*number < items.len()).then_some(*number),
        _ => None,
    }
}

fn is_named(entry: &Entry, name: &str) -> bool {
    entry.key == name || entry.written() == name
}

/// Whether a value stands in the text: one that is left out has a place all the same.
fn has_text(node: &Node) -> bool {
    !matches!(node.value, Value::Null) || matches!(node.span.text(), "~" | "null")
}

fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

/// The dash of an item of a list: on its own line, or, of a block text, above it.
pub(crate) fn dash(text: &str, item: &Node) -> Option<usize> {
    let start = item.span.range.start;
    let line = line_start(text, start);
    let before = text[line..start].trim_end_matches(' ');
    if before.ends_with('-') {
        return Some(line + before.len() - 1);
    }
    let above = line_start(text, text[..line].trim_end().len());
    let indent = text[above..].len() - text[above..].trim_start_matches(' ').len();
    let rest = text[above + indent..].strip_prefix('-')?.trim_start_matches(' ');
    rest.starts_with(['|', '>', '\n', '#']).then_some(above + indent)
}

/// Where the line after an item of a list starts.
fn after_item(text: &str, item: &Node) -> usize {
    match &item.value {
        Value::Mapping(entries) if !is_flow(item) => {
            entries.last().map_or(item.span.range.end, |last| after(text, last))
        }
        Value::Sequence(items) if !is_flow(item) => {
            items.last().map_or(item.span.range.end, |last| after_item(text, last))
        }
        _ => {
            let end = content(text, &item.span.range).end;
            if text[..end].ends_with('\n') { end } else { line_end(text, end) }
        }
    }
}

/// The parts of the text that are the entries or items of a value.
fn regions(text: &str, node: &Node) -> Option<Vec<Range<usize>>> {
    let flow = is_flow(node);
    match &node.value {
        Value::Mapping(entries) => {
            let end = |entry: &Entry| match flow {
                true => entry.value.span.range.end.max(entry.key_span.range.end),
                false => after(text, entry),
            };
            Some(entries.iter().map(|entry| entry.key_span.range.start..end(entry)).collect())
        }
        Value::Sequence(items) if flow => Some(items.iter().map(|item| item.span.range.clone()).collect()),
        Value::Sequence(items) => items.iter().map(|item| Some(dash(text, item)?..after_item(text, item))).collect(),
        _ => None,
    }
}

/// The lines of the entries or items of a value in block style, the comments above them
/// included.
pub(crate) fn lines_of(text: &str, node: &Node, region: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if let Value::Mapping(entries) = &node.value {
        // What comes after it is no part of its last entry.
        let region = region.start..after(text, entries.last()?);
        return Some(with_lines(text, node, region).iter().map(|(_, lines)| lines.lead..lines.end).collect());
    }
    let mut floor = None;
    let lines = regions(text, node)?.into_iter().map(|range| {
        let mut start = line_start(text, range.start);
        let is_first = floor.is_none();
        let limit = *floor.get_or_insert(start);
        while !is_first && start > limit {
            let above = line_start(text, start - 1);
            match line(text, above).trim_start().starts_with('#') && above >= limit {
                true => start = above,
                false => break,
            }
        }
        floor = Some(range.end);
        start..range.end
    });
    Some(lines.collect())
}

/// What a node says, without its place.
fn value(node: &Node) -> Item {
    match &node.value {
        Value::Null => Item::Blank,
        Value::Scalar { text, .. } => Item::Text(text.clone()),
        Value::Sequence(items) => Item::List(items.iter().map(value).collect()),
        Value::Mapping(entries) => {
            Item::Mapping(entries.iter().map(|entry| (entry.written().to_owned(), value(&entry.value))).collect())
        }
    }
}

/// What a value says after a change.
fn wanted(item: &Item, path: &[Step], change: &Change, above: &[Step], order: Order<'_>) -> Option<Item> {
    let [step, rest @ ..] = path else {
        return match change {
            Change::Set(item) => Some(plain(item)),
            _ => None,
        };
    };
    let below = [above, std::slice::from_ref(step)].concat();
    match (item, step) {
        (Item::Blank, Step::Key(_)) => wanted(&Item::Mapping(Vec::new()), path, change, above, order),
        (Item::Blank, Step::Item(_)) => wanted(&Item::List(Vec::new()), path, change, above, order),
        (Item::Mapping(entries), Step::Key(name)) => {
            let mut entries = entries.clone();
            let found = entries.iter().position(|(key, _)| key == name).or_else(|| {
                let folded = |key: &str| fold_look_alikes(&key.replace(is_invisible, ""));
                entries.iter().position(|(key, _)| folded(key) == *name)
            });
            match (found, change) {
                (Some(number), Change::Remove) if rest.is_empty() => drop(entries.remove(number)),
                (Some(number), Change::Rename(name)) if rest.is_empty() => entries[number].0.clone_from(name),
                (Some(number), Change::Move(to)) if rest.is_empty() => shift(&mut entries, number, *to),
                (Some(number), _) => entries[number].1 = wanted(&entries[number].1, rest, change, &below, order)?,
                (None, Change::Set(_) | Change::Insert(_)) => {
                    let place = |key: &str| order(above, key);
                    let before = entries.iter().rposition(|(key, _)| place(key) <= place(name));
                    let new = wanted(&Item::Blank, rest, change, &below, order)?;
                    entries.insert(before.map_or(0, |before| before + 1), (name.clone(), new));
                }
                (None, _) => return None,
            }
            Some(if entries.is_empty() && !above.is_empty() { Item::Blank } else { Item::Mapping(entries) })
        }
        (Item::List(items), Step::Item(number)) => {
            let mut items = items.clone();
            match change {
                Change::Insert(item) if rest.is_empty() => items.insert((*number).min(items.len()), plain(item)),
                Change::Remove if rest.is_empty() && *number < items.len() => drop(items.remove(*number)),
                Change::Move(to) if rest.is_empty() && *number < items.len() => shift(&mut items, *number, *to),
                _ => *items.get_mut(*number)? = wanted(items.get(*number)?, rest, change, &below, order)?,
            }
            Some(if items.is_empty() { Item::Blank } else { Item::List(items) })
        }
        _ => None,
    }
}

fn shift<T>(items: &mut Vec<T>, from: usize, to: usize) {
    let moved = items.remove(from);
    items.insert(to.min(items.len()), moved);
}

/// An item as it is read back.
fn plain(item: &Item) -> Item {
    match item {
        Item::Blank => Item::Blank,
        Item::Text(text) => Item::Text(text.clone()),
        Item::List(items) => Item::List(items.iter().map(plain).collect()),
        Item::Mapping(entries) | Item::Record(entries) => {
            let entries: Entries = entries.iter().map(|(key, item)| (key.clone(), plain(item))).collect();
            if entries.is_empty() { Item::Mapping(Vec::new()) } else { Item::Mapping(entries) }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "己"];

    /// Keys come in the order of the alphabet of stems.
    fn order(_: &[Step], key: &str) -> usize {
        KEYS.iter().position(|known| *known == key).unwrap_or(KEYS.len())
    }

    fn steps(path: &str) -> Vec<Step> {
        let step = |step: &str| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Item);
        path.split('.').map(step).collect()
    }

    fn changed(text: &str, path: &str, change: Change) -> Option<String> {
        let document = Document::first(&Source::new("t.yaml", text))?;
        super::change(&document, &steps(path), &change, &order)
    }

    fn set(text: &str, path: &str, new: &str) -> String {
        changed(text, path, Change::Set(Item::Text(new.into()))).unwrap()
    }

    #[test]
    fn a_value_changes_where_it_stands_and_nothing_else() {
        assert_eq!(set("# 头\n甲:  1万元   # 注\n乙: 2\n", "甲", "2"), "# 头\n甲: 2   # 注\n乙: 2\n");
        assert_eq!(set("甲: '一' # 注\n", "甲", "=1"), "甲: =1 # 注\n");
        assert_eq!(set("甲:\n乙: 2\n", "甲", "一: 二"), "甲: \"一: 二\"\n乙: 2\n");
        assert_eq!(set("甲:   # 待填\n乙: 2", "甲", "1"), "甲: 1   # 待填\n乙: 2");
        assert_eq!(set("甲: ~ # 注\n", "甲", "1"), "甲: 1 # 注\n");
        assert_eq!(set("甲: 一\n  二\n# 后\n乙: 2\n", "甲", "三"), "甲: 三\n# 后\n乙: 2\n");
        assert_eq!(set("甲: {乙: 1, 丙: 2} # 注\n", "甲.乙", "一, 二"), "甲: {乙: \"一, 二\", 丙: 2} # 注\n");
        assert_eq!(set("甲: [一, 二]\n", "甲.1", "三"), "甲: [一, 三]\n");
        assert_eq!(set("甲:\n- 一 # 注\n- 二\n", "甲.0", "三"), "甲:\n- 三 # 注\n- 二\n");
    }

    #[test]
    fn blocks_stay_blocks_and_texts_of_several_lines_become_some() {
        let text = "甲: |-  # 注\n  一\n\n  二\n# 后\n乙: 2\n";
        assert_eq!(set(text, "甲", "三"), "甲: |-  # 注\n  三\n# 后\n乙: 2\n");
        assert_eq!(set(text, "甲", ""), "甲: \"\"  # 注\n# 后\n乙: 2\n");
        assert_eq!(
            set("甲:\n  乙: 1 # 注\n  丙: 2\n", "甲.乙", "一\n二"),
            "甲:\n  乙: |- # 注\n    一\n    二\n  丙: 2\n"
        );
        assert_eq!(set("甲: {乙: 1}\n", "甲.乙", "一\n二"), "甲: {乙: \"一\\n二\"}\n");
        assert_eq!(changed(text, "甲", Change::Set(Item::Blank)).unwrap(), "甲:  # 注\n# 后\n乙: 2\n");
    }

    #[test]
    fn a_block_that_says_nothing_yet_takes_a_text() {
        let text = "甲: |-  # 从下一行写起\n  \n乙: |-\n\n丙: 1\n";
        assert_eq!(set(text, "甲", "一"), "甲: |-  # 从下一行写起\n  一\n乙: |-\n\n丙: 1\n");
        assert_eq!(set(text, "乙", "一\n二"), "甲: |-  # 从下一行写起\n  \n乙: |-\n  一\n  二\n\n丙: 1\n");
        assert_eq!(set("甲: |-\n", "甲", "一"), "甲: |-\n  一\n");
    }

    #[test]
    fn a_new_key_comes_in_the_order_of_the_form() {
        assert_eq!(set("甲: 1\n# 丁的\n丁: 4\n", "丙", "3"), "甲: 1\n丙: 3\n# 丁的\n丁: 4\n");
        assert_eq!(set("乙: 2\n", "甲", "1"), "甲: 1\n乙: 2\n");
        assert_eq!(set("甲: 1", "乙", "2"), "甲: 1\n乙: 2\n");
        assert_eq!(set("甲: {丙: 3}\n", "甲.乙", "2"), "甲: {乙: 2, 丙: 3}\n");
        assert_eq!(set("甲: {}\n", "甲.乙", "2"), "甲: {乙: 2}\n");
        assert_eq!(set("甲:\n乙: 2\n", "甲.丙.丁", "1"), "甲:\n  丙:\n    丁: 1\n乙: 2\n");
        assert_eq!(set("甲:\n  - 丙: 3\n    丁: 4\n", "甲.0.乙", "2"), "甲:\n  - 乙: 2\n    丙: 3\n    丁: 4\n");
    }

    #[test]
    fn items_and_keys_come_go_and_move_with_their_lines() {
        let list = "甲:\n  # 一的\n  - 一 # 注\n  - 二\n乙: 2\n";
        let item = |text: &str| Change::Insert(Item::Text(text.into()));
        assert_eq!(changed(list, "甲.9", item("三")).unwrap(), "甲:\n  # 一的\n  - 一 # 注\n  - 二\n  - 三\n乙: 2\n");
        assert_eq!(changed(list, "甲.1", item("三")).unwrap(), "甲:\n  # 一的\n  - 一 # 注\n  - 三\n  - 二\n乙: 2\n");
        assert_eq!(changed("甲: [一]\n", "甲.0", item("二")).unwrap(), "甲: [二, 一]\n");
        assert_eq!(changed("甲:\n", "甲.0", item("二")).unwrap(), "甲:\n  - 二\n");
        assert_eq!(changed(list, "甲.0", Change::Remove).unwrap(), "甲:\n  # 一的\n  - 二\n乙: 2\n");
        assert_eq!(changed("甲:\n  - 一\n乙: 2\n", "甲.0", Change::Remove).unwrap(), "甲:\n乙: 2\n");
        assert_eq!(changed("甲: {乙: 1, 丙: 2}\n", "甲.丙", Change::Remove).unwrap(), "甲: {乙: 1}\n");
        assert_eq!(changed("甲: {乙: 1, 丙: 2}\n", "甲.乙", Change::Remove).unwrap(), "甲: {丙: 2}\n");
        let keys = "甲:\n  乙: 1\n  # 丙的\n  丙: |-\n    二\n  丁: 3\n";
        assert_eq!(
            changed(keys, "甲.丙", Change::Move(0)).unwrap(),
            "甲:\n  # 丙的\n  丙: |-\n    二\n  乙: 1\n  丁: 3\n"
        );
        assert_eq!(changed(keys, "甲.丙", Change::Rename("戊".into())).unwrap(), keys.replace("丙:", "戊:"));
        assert_eq!(changed(keys, "甲.丙", Change::Remove).unwrap(), "甲:\n  乙: 1\n  # 丙的\n  丁: 3\n");
        assert_eq!(changed(keys, "甲.戊", Change::Remove), None);
    }

    #[test]
    fn what_would_change_more_is_refused() {
        assert_eq!(changed("甲: &a 一\n乙: *a\n", "甲", Change::Set(Item::Text("二".into()))), None);
        assert_eq!(changed("甲: 一\n", "甲.乙", Change::Set(Item::Text("二".into()))), None);
    }

    #[test]
    fn ends_of_lines_stay_also_where_they_differ_and_where_the_last_one_is_missing() {
        assert_eq!(set("甲: 1\r\n乙: 2\r\n", "甲", "一\n二"), "甲: |-\r\n  一\r\n  二\r\n乙: 2\r\n");
        assert_eq!(set("甲: 1\r\n乙: 2\n丙: 3", "乙", "5"), "甲: 1\r\n乙: 5\r\n丙: 3");
        assert_eq!(set("甲: 1\r\n乙: 2\n丙: 3", "甲", "5"), "甲: 5\r\n乙: 2\n丙: 3");
        assert_eq!(set("甲: 1", "甲", "5"), "甲: 5\n");
    }

    #[test]
    fn other_documents_of_the_file_stay() {
        let source = Source::new("t.yaml", "甲: 1\n---\n# 第二\n甲: 2\n---\n甲: 3\n");
        let documents = Document::all(&source);
        let new = super::change(&documents[1], &steps("甲"), &Change::Set(Item::Text("5".into())), &order);
        assert_eq!(new.unwrap(), "甲: 1\n---\n# 第二\n甲: 5\n---\n甲: 3\n");
    }

    fn item() -> impl Strategy<Value = Item> {
        let text = "[一二 :#,{}\\[\\]'\"|>%~\n0-9-]{0,12}".prop_map(Item::Text);
        prop_oneof![Just(Item::Blank), text].prop_recursive(3, 12, 3, |below| {
            let entries = prop::collection::btree_map(prop::sample::select(&KEYS[..]), below.clone(), 1..4);
            let entries = entries
                .prop_map(|entries| entries.into_iter().map(|(key, item)| (key.to_owned(), item)).collect::<Entries>());
            prop_oneof![
                // Lists right inside lists, and items that say nothing, are no form's.
                prop::collection::vec(below, 1..3)
                    .prop_filter("a form's list", |items| {
                        items.iter().all(|item| !matches!(item, Item::List(_) | Item::Blank))
                    })
                    .prop_map(Item::List),
                entries.clone().prop_map(Item::Mapping),
                entries.prop_map(Item::Record),
            ]
        })
    }

    /// The ways to all places of a value.
    fn places(item: &Item, above: &[Step], found: &mut Vec<Vec<Step>>) {
        let below = |step: Step| [above, &[step]].concat();
        match item {
            Item::List(items) => items.iter().enumerate().for_each(|(number, item)| {
                found.push(below(Step::Item(number)));
                places(item, &below(Step::Item(number)), found);
            }),
            Item::Mapping(entries) | Item::Record(entries) => entries.iter().for_each(|(key, item)| {
                found.push(below(Step::Key(key.clone())));
                places(item, &below(Step::Key(key.clone())), found);
            }),
            _ => {}
        }
    }

    proptest! {
        /// Any value of a text that this program wrote can be set to one of a form's, and says
        /// then what it should: what `change` itself compares.
        #[test]
        fn every_place_can_be_set(
            entries in prop::collection::btree_map(prop::sample::select(&KEYS[..]), item(), 1..5),
            new in item(),
            number in 0..100_usize,
        ) {
            let entries: Entries = entries.into_iter().map(|(key, item)| (key.to_owned(), item)).collect();
            let text = super::super::write::write_items(&entries);
            let document = Document::first(&Source::new("t.yaml", &text)).unwrap();
            let mut all = Vec::new();
            places(&Item::Mapping(entries), &[], &mut all);
            let path = &all[number % all.len()];
            let changed = super::change(&document, path, &Change::Set(new.clone()), &order);
            prop_assert!(changed.is_some(), "{path:?} := {new:?} in\n{text}");
        }
    }
}
