//! The text of a file with another value in a field.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::written::{part, steps, target, text};
use crate::authoring::below_subcategory;
use crate::project::{TO_FILL_IN, keys};
use crate::source::edit::{Document, line_start};
use crate::source::set::{self, Change, Step};
use crate::source::write::{Entries, Item};
use crate::source::{Node, Source, Value};
use crate::template::{Framework, Kind, Template};

/// What is to become of a field.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum FieldChange {
    /// It says this; nothing where the text is empty.
    Set {
        /// The place.
        at: Vec<Step>,
        /// The text.
        text: String,
    },
    /// These options are chosen.
    Choose {
        /// The place.
        at: Vec<Step>,
        /// The options.
        options: Vec<String>,
    },
    /// These texts are listed.
    SetList {
        /// The place.
        at: Vec<Step>,
        /// The texts.
        items: Vec<String>,
    },
    /// A record comes before the one at this place, or last.
    AddRecord {
        /// The place.
        at: Vec<Step>,
        /// Its values, by their columns.
        values: BTreeMap<String, String>,
    },
    /// A record or an indicator goes.
    Remove {
        /// The place.
        at: Vec<Step>,
    },
    /// A record or an indicator moves among those beside it.
    Move {
        /// The place.
        at: Vec<Step>,
        /// The number of its new place.
        to: usize,
    },
    /// A part of an indicator says this: its 名称, its 指标值, or a column of the framework.
    SetIndicator {
        /// The indicator's place.
        at: Vec<Step>,
        /// The part.
        part: String,
        /// The text.
        text: String,
    },
    /// Indicators come to the end of a subcategory.
    AddIndicators {
        /// The indicators.
        indicators: Vec<Addition>,
    },
    /// An indicator goes to another subcategory.
    Reassign {
        /// The indicator's place.
        at: Vec<Step>,
        /// The number of the 一级指标.
        category: usize,
        /// The number of the 二级指标 there.
        subcategory: usize,
        /// The number of its place there; the last, without it.
        #[serde(default)]
        to: Option<usize>,
    },
}

/// An indicator to be added.
#[derive(Clone, Debug, Deserialize)]
pub struct Addition {
    /// The number of its 一级指标.
    pub category: usize,
    /// The number of its 二级指标 there.
    pub subcategory: usize,
    /// Its name.
    pub name: String,
    /// Its target.
    pub target: String,
}

/// The text of the file with a change in a document whose form may not be known; none where that cannot be made without
/// changing more.
pub(crate) fn change(document: &Document, template: Option<&Template>, change: &FieldChange) -> Option<String> {
    let text = changed(document, template, change)?;
    let filled = match change {
        FieldChange::Set { at, text } if !text.trim().is_empty() => Some(at.clone()),
        FieldChange::Choose { at, options: items } | FieldChange::SetList { at, items } if !items.is_empty() => {
            Some(at.clone())
        }
        FieldChange::SetIndicator { at, part, text } if part == keys::TARGET && !text.trim().is_empty() => {
            Some(at.clone())
        }
        _ => None,
    };
    let marks = filled.and_then(|at| marks_of(&again(document, &text)?, &at)).unwrap_or_default();
    let mut text = text;
    marks.into_iter().rev().for_each(|mark| text.replace_range(mark, ""));
    Some(text)
}

/// The comments right above a value, in the text of its file, that say that it is to be filled in.
fn marks_of(document: &Document, at: &[Step]) -> Option<Vec<Range<usize>>> {
    let text = &document.source.text;
    let (last, above) = at.split_last()?;
    let start = match (&find(&document.node, above)?.value, last) {
        (Value::Mapping(entries), Step::Key(name)) => {
            entries.iter().find(|entry| entry.written() == name)?.key_span.range.start
        }
        (Value::Sequence(items), Step::Item(number)) => items.get(*number)?.span.range.start,
        _ => return None,
    };
    let mut marks = Vec::new();
    let mut end = line_start(text, start);
    while end > 0 {
        let start = line_start(text, end - 1);
        let Some(comment) = text[start..end].trim().strip_prefix('#') else { break };
        if comment.trim_start().starts_with(TO_FILL_IN) {
            marks.insert(0, start..end);
        }
        end = start;
    }
    Some(marks)
}

fn changed(document: &Document, template: Option<&Template>, change: &FieldChange) -> Option<String> {
    let changing = Changing { template };
    match change {
        FieldChange::Set { at, text } => changing.one(document, at, &Change::Set(text_item(text))),
        FieldChange::Choose { at, options } => changing.one(document, at, &Change::Set(chosen(options))),
        FieldChange::SetList { at, items } => {
            let items: Vec<Item> = items.iter().cloned().map(Item::Text).collect();
            let item = if items.is_empty() { Item::Blank } else { Item::List(items) };
            changing.one(document, at, &Change::Set(item))
        }
        FieldChange::AddRecord { at, values } => {
            let values = values.iter().filter(|(_, text)| !text.is_empty());
            let entries = values.map(|(column, text)| (column.clone(), text_item(text))).collect();
            changing.one(document, at, &Change::Insert(Item::Record(entries)))
        }
        FieldChange::Remove { at } => changing.remove(document, at),
        FieldChange::Move { at, to } => changing.one(document, at, &Change::Move(*to)),
        FieldChange::SetIndicator { at, part, text } => changing.set_indicator(document, at, part, text),
        FieldChange::AddIndicators { indicators } => {
            let (first, rest) = indicators.split_first()?;
            let add = |document: &Document, addition: &Addition| {
                let Addition { category, subcategory, name, target } = addition;
                let target = vec![(keys::TARGET.to_owned(), text_item(target))];
                changing.add_indicator(document, (*category, *subcategory), name, target)
            };
            rest.iter().try_fold(add(document, first)?, |text, addition| add(&again(document, &text)?, addition))
        }
        FieldChange::Reassign { at, category, subcategory, to } => {
            let place = (*category, *subcategory);
            let (name, rest) = indicator(document, at)?;
            let text = changing.remove(document, at)?;
            let text = changing.add_indicator(&again(document, &text)?, place, &name, rest)?;
            let Some(to) = to else { return Some(text) };
            let added = again(document, &text)?;
            let mut at = changing.place_of(&added, place)?;
            let count = match &find(&added.node, &at)?.value {
                Value::Sequence(items) => {
                    at.push(Step::Item(items.len() - 1));
                    items.len()
                }
                Value::Mapping(entries) => {
                    at.push(Step::Key(entries.last()?.written().to_owned()));
                    entries.len()
                }
                _ => return Some(text),
            };
            if to + 1 >= count { Some(text) } else { changing.one(&added, &at, &Change::Move(*to)) }
        }
    }
}

/// What the place of a change says now; none where the change is not of one text.
pub(crate) fn said(document: &Node, change: &FieldChange) -> Option<String> {
    match change {
        FieldChange::Set { at, .. } | FieldChange::Choose { at, .. } | FieldChange::SetList { at, .. } => {
            Some(find(document, at).map_or_else(String::new, text))
        }
        FieldChange::SetIndicator { at, part, .. } => {
            let node = find(document, at)?;
            Some(match (at.last()?, part.as_str()) {
                (Step::Key(name), keys::NAME) => name.clone(),
                (_, keys::TARGET) => target(node).written,
                (_, part) => self::part(node, part),
            })
        }
        _ => None,
    }
}

fn text_item(text: &str) -> Item {
    if text.is_empty() { Item::Blank } else { Item::Text(text.to_owned()) }
}

fn chosen(options: &[String]) -> Item {
    match options {
        [] => Item::Blank,
        [one] => Item::Text(one.clone()),
        several => Item::List(several.iter().cloned().map(Item::Text).collect()),
    }
}

/// The same document of a text that has been changed.
fn again(document: &Document, text: &str) -> Option<Document> {
    let before =
        Document::all(&document.source).iter().position(|known| known.region.start == document.region.start)?;
    Document::all(&Source::new(document.source.file.clone(), text)).into_iter().nth(before)
}

fn find<'n>(node: &'n Node, at: &[Step]) -> Option<&'n Node> {
    at.iter().try_fold(node, |node, step| match (&node.value, step) {
        (Value::Mapping(entries), Step::Key(name)) => {
            entries.iter().find(|entry| entry.written() == name || entry.key == *name).map(|entry| &entry.value)
        }
        (Value::Sequence(items), Step::Item(number)) => items.get(*number),
        _ => None,
    })
}

/// What a node says, as it is written anew.
fn item(node: &Node) -> Item {
    match &node.value {
        Value::Null => Item::Blank,
        Value::Scalar { text, .. } => Item::Text(text.clone()),
        Value::Sequence(items) => Item::List(items.iter().map(item).collect()),
        Value::Mapping(_) => Item::Record(items(node)),
    }
}

fn items(node: &Node) -> Entries {
    node.entries().iter().map(|entry| (entry.written().to_owned(), item(&entry.value))).collect()
}

/// An indicator's name, and all else of it.
fn indicator(document: &Document, at: &[Step]) -> Option<(String, Entries)> {
    let node = find(&document.node, at)?;
    match (at.last()?, &node.value) {
        (Step::Key(name), Value::Mapping(_)) => Some((name.clone(), items(node))),
        (Step::Key(name), _) => Some((name.clone(), vec![(keys::TARGET.to_owned(), item(node))])),
        (Step::Item(_), _) => {
            let (name, rest): (Entries, Entries) = items(node).into_iter().partition(|(key, _)| key == keys::NAME);
            match name.into_iter().next() {
                Some((_, Item::Text(name))) => Some((name, rest)),
                _ => Some((String::new(), rest)),
            }
        }
    }
}

struct Changing<'t> {
    /// The form, as far as it is known.
    template: Option<&'t Template>,
}

impl Changing<'_> {
    fn one(&self, document: &Document, at: &[Step], change: &Change) -> Option<String> {
        set::change(document, at, change, &|above, key| place(self.template, above, key))
    }

    /// The text without what stands at a place, and without the categories above it that the
    /// form does not have, where nothing is left in them.
    fn remove(&self, document: &Document, at: &[Step]) -> Option<String> {
        let mut text = self.one(document, at, &Change::Remove)?;
        let mut above = at;
        while let Some((_, rest)) = above.split_last() {
            above = rest;
            let document = again(document, &text)?;
            let is_left = find(&document.node, above).is_some_and(|node| match &node.value {
                Value::Null => false,
                Value::Mapping(entries) => !entries.is_empty(),
                Value::Sequence(items) => !items.is_empty(),
                Value::Scalar { .. } => true,
            });
            if is_left || !self.is_unknown(above) {
                break;
            }
            text = self.one(&document, above, &Change::Remove)?;
        }
        Some(text)
    }

    /// Whether a place is one below the indicators that the form does not have.
    fn is_unknown(&self, at: &[Step]) -> bool {
        let Some((path, framework)) = self.framework() else { return false };
        let top = steps(path);
        let Some(below) = at.strip_prefix(top.as_slice()) else { return false };
        let keys: Option<Vec<&str>> =
            below.iter().map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect();
        match keys.as_deref().and_then(<[&str]>::split_last) {
            Some((last, above)) => in_framework(framework, above, last).is_none(),
            None => false,
        }
    }

    /// The indicators' field.
    fn framework(&self) -> Option<(&str, &Framework)> {
        self.template?.fields.iter().find_map(|field| match &field.kind {
            Kind::Indicators(framework) => Some((field.path.as_str(), framework)),
            _ => None,
        })
    }

    fn set_indicator(&self, document: &Document, at: &[Step], part: &str, text: &str) -> Option<String> {
        let (_, above) = at.split_last()?;
        let node = find(&document.node, at)?;
        let below = |key: &str| [at, &[Step::Key(key.to_owned())]].concat();
        match (at.last()?, part) {
            (Step::Key(name), keys::NAME) => {
                let siblings = find(&document.node, above)?.entries();
                let new = [above, &[Step::Key(text.to_owned())]].concat();
                let others = siblings.iter().filter(|entry| entry.written() != name);
                match others.into_iter().any(|entry| entry.written() == text) || text.is_empty() {
                    // Two of one name, or one without, are a list.
                    true => {
                        let renamed = |entry: &crate::source::Entry| {
                            let (written, rest) =
                                indicator(document, &[above, &[Step::Key(entry.written().to_owned())]].concat())?;
                            let name = if written == *name { text.to_owned() } else { written };
                            Some([vec![(keys::NAME.to_owned(), text_item(&name))], rest].concat())
                        };
                        let list =
                            siblings.iter().map(|entry| renamed(entry).map(Item::Record)).collect::<Option<_>>()?;
                        self.one(document, above, &Change::Set(Item::List(list)))
                    }
                    false if new == at => Some(document.text().to_owned()),
                    false => self.one(document, at, &Change::Rename(text.to_owned())),
                }
            }
            (Step::Item(_), keys::NAME) => self.one(document, &below(keys::NAME), &Change::Set(text_item(text))),
            (step, keys::TARGET) => {
                let own: Vec<&str> = node.entries().iter().map(|entry| entry.key.as_str()).collect();
                let is_target = |key: &&str| PARTS.contains(key) && *key != keys::TARGET;
                let is_text = matches!(step, Step::Key(_)) && own.iter().all(is_target);
                if is_text {
                    return self.one(document, at, &Change::Set(text_item(text)));
                }
                let mut changed = self.one(document, &below(keys::TARGET), &Change::Set(text_item(text)))?;
                for key in own.into_iter().filter(is_target) {
                    changed = self.one(&again(document, &changed)?, &below(key), &Change::Remove)?;
                }
                Some(changed)
            }
            (_, column) if matches!(node.value, Value::Mapping(_)) => {
                self.one(document, &below(column), &Change::Set(text_item(text)))
            }
            (_, column) => {
                let parts = vec![(keys::TARGET.to_owned(), item(node)), (column.to_owned(), text_item(text))];
                self.one(document, at, &Change::Set(Item::Record(parts)))
            }
        }
    }

    /// Where a subcategory is written, or would be.
    fn place_of(&self, document: &Document, (category, subcategory): (usize, usize)) -> Option<Vec<Step>> {
        let (path, framework) = self.framework()?;
        let category = framework.categories.get(category)?;
        let mut at = steps(path);
        // As the author spells them.
        for known in [&category.name, category.subcategories.get(subcategory)?] {
            let written = find(&document.node, &at).and_then(|node| {
                let entry = node.entries().iter().find(|entry| framework.canonical(&entry.key) == known)?;
                Some(entry.written().to_owned())
            });
            at.push(Step::Key(written.unwrap_or_else(|| known.clone())));
        }
        Some(at)
    }

    fn add_indicator(&self, document: &Document, place: (usize, usize), name: &str, rest: Entries) -> Option<String> {
        let mut at = self.place_of(document, place)?;
        let new: Entries = std::iter::once((keys::NAME.to_owned(), text_item(name))).chain(rest).collect();
        let there = find(&document.node, &at);
        match there.map(|node| &node.value) {
            Some(Value::Sequence(items)) => {
                at.push(Step::Item(items.len()));
                self.one(document, &at, &Change::Insert(Item::Record(new)))
            }
            Some(Value::Mapping(known)) => match (below_subcategory(vec![new.clone()]), known) {
                (Item::Mapping(named), known) if known.iter().all(|entry| entry.written() != name) => {
                    let (name, target) = named.into_iter().next()?;
                    at.push(Step::Key(name));
                    self.one(document, &at, &Change::Set(target))
                }
                _ => {
                    let old = known.iter().map(|entry| {
                        let (name, rest) =
                            indicator(document, &[at.as_slice(), &[Step::Key(entry.written().to_owned())]].concat())?;
                        Some([vec![(keys::NAME.to_owned(), Item::Text(name))], rest].concat())
                    });
                    let list =
                        old.chain([Some(new)]).map(|entries| entries.map(Item::Record)).collect::<Option<_>>()?;
                    self.one(document, &at, &Change::Set(Item::List(list)))
                }
            },
            _ => self.one(document, &at, &Change::Set(below_subcategory(vec![new]))),
        }
    }
}

/// The place of a key among those beside it, as the form has them.
pub(crate) fn place(template: Option<&Template>, above: &[Step], key: &str) -> usize {
    let fields = template.map_or(&[][..], |template| &template.fields);
    let path: Vec<&str> =
        above.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect();
    let in_list = above.iter().any(|step| matches!(step, Step::Item(_)));
    let top = path.join(".");
    let field = fields
        .iter()
        .find(|field| !path.is_empty() && (top == field.path || top.starts_with(&format!("{}.", field.path))));
    let found = match field.map(|field| &field.kind) {
        Some(Kind::Table(columns)) if in_list => columns.iter().position(|column| column.path == key),
        Some(Kind::Indicators(framework)) if !in_list => in_framework(framework, &path[path.len().min(1)..], key),
        Some(_) => None,
        None if path.is_empty() && [keys::YEAR, keys::FORM].contains(&key) => return 0,
        None => {
            let path = path.iter().copied().chain([key]).collect::<Vec<_>>().join(".");
            let below = format!("{path}.");
            fields.iter().position(|field| field.path == path || field.path.starts_with(&below))
        }
    };
    found.map_or(usize::MAX, |found| found + 1)
}

/// The keys of a target.
const PARTS: [&str; 5] = [keys::TARGET, keys::NUMBER, keys::OPERATOR, keys::UNIT, keys::VERBATIM];

/// The place of a category, or of a subcategory below one.
fn in_framework(framework: &Framework, above: &[&str], key: &str) -> Option<usize> {
    let category =
        |key: &str| framework.categories.iter().position(|category| category.name == framework.canonical(key));
    match above {
        [] => category(key),
        [top] => {
            let category = &framework.categories[category(top)?];
            category.subcategories.iter().position(|known| known == framework.canonical(key))
        }
        _ => None,
    }
}
