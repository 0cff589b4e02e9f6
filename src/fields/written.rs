//! What is written in each field of a document.

use serde::Serialize;

use super::form::{FieldShape, KindShape};
use crate::form::print;
use crate::project::{Given, Project, keys};
use crate::source::set::Step;
use crate::source::{Entry, Node, Value};
use crate::template::{Field, Framework, Kind, Template};
use crate::value::Target;

/// What is written in a field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldState {
    /// Where it is written, or would be.
    pub at: Vec<Step>,
    /// Its text; of options, one a line. Empty where nothing is written.
    pub text: String,
    /// What it prints; what is computed or given by the folder's settings too.
    pub prints: String,
    /// Whether the form asks for it, as a project of several years does for what one of a
    /// single year has not.
    pub asked: bool,
    /// Whether the folder's settings give it.
    pub shared: bool,
    /// As a table: its records, each with what its columns hold.
    pub records: Vec<Vec<Written>>,
    /// As indicators: all of them, in the form's order.
    pub indicators: Vec<IndicatorState>,
    /// As indicators: those that stand where the form has no place for them.
    pub unplaced: Vec<UnplacedIndicator>,
}

/// A text at its place.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Written {
    /// Where it is written, or would be.
    pub at: Vec<Step>,
    /// The text; empty where nothing is written.
    pub text: String,
}

/// An indicator as it is written.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorState {
    /// Where it is written.
    pub at: Vec<Step>,
    /// The number of its 一级指标.
    pub category: usize,
    /// The number of its 二级指标 there.
    pub subcategory: usize,
    /// Its name.
    pub name: String,
    /// Its target, as a text.
    pub target: String,
    /// Its target, as the form prints it.
    pub prints: String,
    /// What it has in the framework's columns.
    pub columns: Vec<String>,
}

/// What is written as an indicator in a category that the form does not have, or beside all
/// categories.
#[derive(Clone, Debug, Serialize)]
pub struct UnplacedIndicator {
    /// Where it is written.
    pub at: Vec<Step>,
    /// What it stands below.
    pub above: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its target, as a text.
    pub target: String,
}

/// What a document says at a path of keys.
pub fn at_path(document: &Node, path: &str) -> Written {
    match find(document, path) {
        Some((at, node)) => Written { at, text: text(node) },
        None => Written { at: steps(path), text: String::new() },
    }
}

/// What is written at the paths of shapes that no template declares, as in settings.
pub(crate) fn plain(document: &Node, shapes: &[FieldShape]) -> Vec<FieldState> {
    let state = |shape: &FieldShape| {
        let Written { at, text } = at_path(document, &shape.path);
        let mut state = FieldState { at, text, asked: true, ..FieldState::default() };
        if let KindShape::Table { columns } = &shape.kind
            && let Some((_, node)) = find(document, &shape.path)
        {
            let paths: Vec<&str> = columns.iter().map(|column| column.path.as_str()).collect();
            state.records = records(&paths, node, &state.at);
        }
        state
    };
    shapes.iter().map(state).collect()
}

/// The way to the value or key at a place, as far as there is one.
pub fn way_to(node: &Node, at: usize) -> Vec<Step> {
    let mut way = Vec::new();
    let mut node = node;
    loop {
        let next = match &node.value {
            Value::Mapping(entries) => {
                let last = entries.iter().rev().find(|entry| entry.key_span.range.start <= at);
                last.map(|entry| (Step::Key(entry.written().to_owned()), &entry.value))
            }
            Value::Sequence(items) => {
                let number = items.iter().rposition(|item| item.span.range.start <= at);
                number.map(|number| (Step::Item(number), &items[number]))
            }
            _ => None,
        };
        let Some((step, below)) = next else { return way };
        way.push(step);
        node = below;
    }
}

/// What is written in the fields that a form's author fills in, in the form's order. `project`
/// is what could be read of the document, with what the folder gives.
pub fn written(document: &Node, template: &Template, project: Option<&Project>) -> Vec<FieldState> {
    let fields = template.fields.iter().enumerate().filter(|(_, field)| field.by.is_none());
    let state = |(index, field): (usize, &Field)| {
        let given = project.and_then(|project| project.get(crate::template::FieldId(index)));
        state(document, template, field, given, project)
    };
    fields.map(state).collect()
}

fn state(
    document: &Node,
    template: &Template,
    field: &Field,
    given: Option<&Given>,
    project: Option<&Project>,
) -> FieldState {
    let paths = std::iter::once(&field.path).chain(&field.also);
    let found = paths.filter_map(|path| find(document, path)).find(|(_, node)| !matches!(node.value, Value::Null));
    let at = found.as_ref().map_or_else(|| steps(&field.path), |(at, _)| at.clone());
    let node = found.as_ref().map(|(_, node)| *node);
    let asked = match (field.when, project) {
        (Some(when), Some(project)) => project.holds(when),
        _ => true,
    };
    let mut state = FieldState { at, asked, ..FieldState::default() };
    state.prints = given.map_or_else(String::new, |given| print::value(&field.kind, given));
    state.shared = node.is_none() && given.is_some_and(|given| given.span.is_some());
    match (&field.kind, node) {
        (_, None) => {}
        (Kind::Table(columns), Some(node)) => {
            let paths: Vec<&str> = columns.iter().map(|column| column.path.as_str()).collect();
            state.records = records(&paths, node, &state.at);
        }
        (Kind::Indicators(framework), Some(node)) => {
            state.indicators = indicators(framework, template, node, &state.at);
            state.unplaced = unplaced(framework, node, &state.at);
        }
        (_, Some(node)) => state.text = text(node),
    }
    state
}

/// The keys of a path.
pub(crate) fn steps(path: &str) -> Vec<Step> {
    path.split('.').map(|key| Step::Key(key.to_owned())).collect()
}

/// What stands at a path, with the keys as they are written.
fn find<'n>(document: &'n Node, path: &str) -> Option<(Vec<Step>, &'n Node)> {
    let mut at = Vec::new();
    let mut node = document;
    for key in path.split('.') {
        let entry = node.entry(key)?;
        at.push(Step::Key(entry.written().to_owned()));
        node = &entry.value;
    }
    Some((at, node))
}

/// What a node says as a text: its items one a line.
pub(super) fn text(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.trim_end_matches('\n').to_owned(),
        Value::Sequence(items) => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        Value::Null | Value::Mapping(_) => String::new(),
    }
}

fn records(columns: &[&str], node: &Node, above: &[Step]) -> Vec<Vec<Written>> {
    let Value::Sequence(items) = &node.value else { return Vec::new() };
    let record = |(number, item): (usize, &Node)| {
        let at = [above, &[Step::Item(number)]].concat();
        let column = |column: &&str| {
            let entry = item.entry(column);
            let key = entry.map_or(*column, Entry::written).to_owned();
            Written {
                at: [at.as_slice(), &[Step::Key(key)]].concat(),
                text: entry.map_or_else(String::new, |entry| text(&entry.value)),
            }
        };
        columns.iter().map(column).collect()
    };
    items.iter().enumerate().map(record).collect()
}

fn indicators(framework: &Framework, template: &Template, node: &Node, above: &[Step]) -> Vec<IndicatorState> {
    let mut found = Vec::new();
    let below = |at: &[Step], entry: &Entry| [at, &[Step::Key(entry.written().to_owned())]].concat();
    for top in node.entries() {
        let name = framework.canonical(&top.key);
        let Some(category) = framework.categories.iter().position(|category| category.name == name) else { continue };
        let at = below(above, top);
        for sub in top.value.entries() {
            let (name, known) = (framework.canonical(&sub.key), &framework.categories[category].subcategories);
            let Some(subcategory) = known.iter().position(|known| known == name) else { continue };
            let at = below(&at, sub);
            let mut add = |at: Vec<Step>, name: String, node: &Node| {
                let target = target(node);
                found.push(IndicatorState {
                    at,
                    category,
                    subcategory,
                    name,
                    prints: target.print(template.formats.target),
                    target: target.written,
                    columns: framework.columns.iter().map(|column| part(node, &column.path)).collect(),
                });
            };
            match &sub.value.value {
                Value::Mapping(entries) => {
                    entries.iter().for_each(|entry| add(below(&at, entry), entry.written().to_owned(), &entry.value));
                }
                Value::Sequence(items) => items.iter().enumerate().for_each(|(number, item)| {
                    add([at.as_slice(), &[Step::Item(number)]].concat(), part(item, keys::NAME), item);
                }),
                _ => {}
            }
        }
    }
    found.sort_by_key(|indicator| (indicator.category, indicator.subcategory));
    found
}

/// What stands where the framework has no place for it.
fn unplaced(framework: &Framework, node: &Node, above: &[Step]) -> Vec<UnplacedIndicator> {
    let mut found = Unplaced { framework, found: Vec::new() };
    let below = |at: &[Step], entry: &Entry| [at, &[Step::Key(entry.written().to_owned())]].concat();
    if !matches!(node.value, Value::Mapping(_)) {
        found.below(above, &[], node);
    }
    for top in node.entries() {
        let (at, name) = (below(above, top), framework.canonical(&top.key));
        let category = framework.categories.iter().find(|category| category.name == name);
        match (category, &top.value.value) {
            (Some(_), Value::Null) => {}
            (Some(category), Value::Mapping(subs)) => {
                for sub in subs {
                    let is_known = category.subcategories.iter().any(|known| known == framework.canonical(&sub.key));
                    if is_known && !matches!(sub.value.value, Value::Scalar { .. }) {
                        continue;
                    }
                    found.one(&below(&at, sub), &[top.written()], sub.written(), &sub.value);
                }
            }
            _ => found.one(&at, &[], top.written(), &top.value),
        }
    }
    found.found
}

struct Unplaced<'f> {
    framework: &'f Framework,
    found: Vec<UnplacedIndicator>,
}

impl Unplaced<'_> {
    /// What is written below a key: an indicator, or several.
    fn one(&mut self, at: &[Step], above: &[&str], name: &str, node: &Node) {
        let is_part = |entry: &Entry| {
            let own = [keys::NAME, keys::TARGET, keys::NUMBER, keys::OPERATOR, keys::UNIT, keys::VERBATIM];
            own.contains(&entry.key.as_str()) || self.framework.columns.iter().any(|column| column.path == entry.key)
        };
        match &node.value {
            Value::Mapping(entries) if !entries.iter().any(is_part) => {
                self.below(at, &[above, &[name]].concat(), node);
            }
            Value::Sequence(_) => self.below(at, &[above, &[name]].concat(), node),
            _ => self.found.push(UnplacedIndicator {
                at: at.to_vec(),
                above: above.iter().map(|name| (*name).to_owned()).collect(),
                name: name.to_owned(),
                target: target(node).written,
            }),
        }
    }

    fn below(&mut self, at: &[Step], above: &[&str], node: &Node) {
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries {
                    let name = entry.written();
                    self.one(&[at, &[Step::Key(name.to_owned())]].concat(), above, name, &entry.value);
                }
            }
            Value::Sequence(items) => {
                for (number, item) in items.iter().enumerate() {
                    let at = [at, &[Step::Item(number)]].concat();
                    let name = part(item, keys::NAME);
                    let target = if let Value::Scalar { .. } = item.value { text(item) } else { target(item).written };
                    let above = above.iter().map(|name| (*name).to_owned()).collect();
                    self.found.push(UnplacedIndicator { at, above, name, target });
                }
            }
            Value::Scalar { .. } => self.found.push(UnplacedIndicator {
                at: at.to_vec(),
                above: above.iter().map(|name| (*name).to_owned()).collect(),
                name: String::new(),
                target: text(node),
            }),
            Value::Null => {}
        }
    }
}

/// What stands under a key of an indicator.
pub(super) fn part(node: &Node, key: &str) -> String {
    node.entry(key).map_or_else(String::new, |entry| text(&entry.value))
}

/// An indicator's target: a text, or its parts.
pub(super) fn target(node: &Node) -> Target {
    let parts = match node.entry(keys::TARGET) {
        Some(target) => &target.value,
        None => node,
    };
    let Value::Mapping(_) = &parts.value else { return Target::parse(&text(parts)) };
    let verbatim = part(parts, keys::VERBATIM);
    match verbatim.is_empty() {
        true => Target::parse(&[keys::OPERATOR, keys::NUMBER, keys::UNIT].map(|key| part(parts, key)).concat()),
        false => Target::verbatim(&verbatim),
    }
}
