//! Takes what the form of an evaluation, or of monitoring, says; gives what an application
//! has too.

use std::sync::Arc;

use crate::project::keys;
use crate::source::write::{Entries, Item};
use crate::template::{Framework, Kind, Template, Templates};

/// The form of an application that has most of what was read; of several, the one that is
/// nearest to the year.
pub(super) fn application<'t>(items: &Entries, year: u16, templates: &'t Templates) -> Option<&'t Arc<Template>> {
    templates.iter().min_by_key(|form| (lost("", items, form), form.distance(year)))
}

/// What a form has of what was read.
pub(super) fn kept(parent: &str, items: Entries, form: &Template) -> Entries {
    let kept = items.into_iter().filter_map(|(key, item)| {
        let path = path(parent, &key);
        let item = match (form.find(&path).map(|id| &form.field(id).kind), item) {
            (Some(Kind::Indicators(framework)), item) => indicators(framework, item),
            (Some(_), item) => item,
            (None, Item::Mapping(below)) => Item::Mapping(kept(&path, below, form)),
            (None, _) => return None,
        };
        (item != Item::Mapping(Vec::new())).then_some((key, item))
    });
    kept.collect()
}

fn path(parent: &str, key: &str) -> String {
    if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") }
}

/// How much of what was read a form has no place for.
fn lost(parent: &str, items: &Entries, form: &Template) -> usize {
    let one = |(key, item): &(String, Item)| {
        let path = path(parent, key);
        match (form.find(&path).map(|id| &form.field(id).kind), item) {
            (Some(Kind::Indicators(framework)), Item::Mapping(categories)) => {
                categories.iter().map(|(category, below)| lost_below(framework, category, below)).sum()
            }
            (Some(_), _) => 0,
            (None, Item::Mapping(below)) => lost(&path, below, form),
            (None, _) => 1,
        }
    };
    items.iter().map(one).sum()
}

fn lost_below(framework: &Framework, category: &str, below: &Item) -> usize {
    let known = framework.categories.iter().find(|known| known.name == category);
    match (known, below) {
        (Some(known), Item::Mapping(below)) => {
            below.iter().filter(|(name, _)| !known.subcategories.contains(name)).count()
        }
        (Some(_), _) => 0,
        (None, _) => 1,
    }
}

/// Indicators with their targets, and with the columns of this framework alone.
fn indicators(framework: &Framework, item: Item) -> Item {
    const OWN: [&str; 6] = [keys::NAME, keys::TARGET, keys::NUMBER, keys::OPERATOR, keys::UNIT, keys::VERBATIM];
    match item {
        Item::Mapping(below) => {
            Item::Mapping(below.into_iter().map(|(key, item)| (key, indicators(framework, item))).collect())
        }
        Item::List(items) => Item::List(items.into_iter().map(|item| indicators(framework, item)).collect()),
        Item::Record(mut entries) => {
            let is_column = |key: &str| framework.columns.iter().any(|column| column.path == key);
            entries.retain(|(key, _)| OWN.contains(&key.as_str()) || is_column(key));
            match entries.as_slice() {
                [] => Item::Blank,
                [(key, _)] if key == keys::TARGET => entries.remove(0).1,
                _ => Item::Record(entries),
            }
        }
        other => other,
    }
}
