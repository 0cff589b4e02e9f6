//! Takes notes of the cells that the values of a project were read from; gives them as
//! places in the text of its file, so that what is found in the text is shown at the cell.

use std::collections::HashMap;
use std::ops::Range;

use super::picture::Picture;
use crate::diag::{Place, Source};
use crate::project::keys;
use crate::source::{self, Entry, Node, Value};

/// The keys under which a value stands in a project's file, from the outermost. An item of a
/// list has its number from 0, an indicator its name and how many of that name come before.
pub(super) type Path = Vec<String>;

/// From which cells values were read, by the keys under which they stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    values: HashMap<Path, usize>,
    /// The cells that say what a field is called, whether it has a value or not.
    labels: HashMap<Path, usize>,
}

/// The keys of a field's path.
pub(super) fn keys_of(path: &str) -> Path {
    path.split('.').map(str::to_owned).collect()
}

/// The key of the so manieth indicator of a name, from 0.
pub(super) fn indicator(name: &str, before: usize) -> String {
    format!("{name}\n{before}")
}

impl Places {
    /// A value was read from a cell.
    pub(super) fn value(&mut self, path: Path, cell: usize) {
        self.values.entry(path).or_insert(cell);
    }

    /// A cell is the label of a field.
    pub(super) fn label(&mut self, path: Path, cell: usize) {
        self.labels.entry(path).or_insert(cell);
    }

    /// The cells where they are marked on the sheet.
    pub(super) fn marked(self, picture: &Picture) -> Marked {
        let mark = |cells: HashMap<Path, usize>| {
            cells.into_iter().map(|(path, cell)| (path, picture.mark(Some(cell)))).collect()
        };
        Marked { values: mark(self.values), labels: mark(self.labels) }
    }
}

/// Where values stand on their sheet, by the keys under which they stand.
#[derive(Debug, Default)]
pub(super) struct Marked {
    values: HashMap<Path, Place>,
    labels: HashMap<Path, Place>,
}

/// Where the parts of a project's text stand on its sheet.
#[derive(Clone, Debug)]
pub struct Cells {
    /// Parts of the text, each with its cell; those inside others come after them.
    parts: Vec<(Range<usize>, Place)>,
    /// The cells that say what a field is called, by its path.
    labels: HashMap<String, Place>,
    /// The sheet.
    sheet: Place,
}

impl Cells {
    /// Where the parts of this text stand.
    pub(super) fn of(text: &str, marked: Marked, sheet: Place) -> Self {
        let mut walk = Walk { values: marked.values, parts: Vec::new() };
        if let Ok(documents) = source::parse(&Source::new("", text)) {
            documents.iter().for_each(|document| drop(walk.node(&mut Vec::new(), document)));
        }
        let labels = marked.labels.into_iter().map(|(path, place)| (path.join("."), place)).collect();
        Self { parts: walk.parts, labels, sheet }
    }

    /// The cell that says what a field is called, by the field's path.
    pub fn label(&self, field: &str) -> Option<Place> {
        self.labels.get(field).cloned()
    }

    /// The cell of a place in the text; the whole sheet where it has none.
    pub fn place(&self, range: &Range<usize>) -> Place {
        let holds =
            |part: &&(Range<usize>, Place)| part.0.start <= range.start && range.end.max(range.start) <= part.0.end;
        let smallest = self.parts.iter().filter(holds).min_by_key(|(part, _)| part.len());
        smallest.map_or_else(|| self.sheet.clone(), |(_, place)| place.clone())
    }
}

struct Walk {
    values: HashMap<Path, Place>,
    parts: Vec<(Range<usize>, Place)>,
}

impl Walk {
    /// Adds a node and what is in it; gives the first cell of it.
    fn node(&mut self, path: &mut Path, node: &Node) -> Option<Place> {
        let own = self.values.get(path).cloned();
        let inside = match &node.value {
            Value::Mapping(entries) => self.entries(path, entries),
            Value::Sequence(items) => self.items(path, items),
            Value::Null | Value::Scalar { .. } => None,
        };
        let place = own.or(inside);
        if !path.is_empty() {
            self.parts.extend(place.clone().map(|place| (node.span.range.clone(), place)));
        }
        place
    }

    fn entries(&mut self, path: &mut Path, entries: &[Entry]) -> Option<Place> {
        let mut first = None;
        for entry in entries {
            let name = entry.written();
            let found = match self.is_indicator(path, name, 0) {
                true => self.under(path, indicator(name, 0), |walk, path| walk.target(path, entry)),
                false => self.under(path, name.to_owned(), |walk, path| {
                    let place = walk.node(path, &entry.value);
                    walk.parts.extend(place.clone().map(|place| (entry.key_span.range.clone(), place)));
                    place
                }),
            };
            first = first.or(found);
        }
        first
    }

    /// `名称: 指标值`, or the parts of the target and further columns below the name.
    fn target(&mut self, path: &mut Path, entry: &Entry) -> Option<Place> {
        let name = self.values.get(path).cloned();
        self.parts.extend(name.clone().map(|place| (entry.key_span.range.clone(), place)));
        match &entry.value.value {
            Value::Mapping(entries) => self.columns(path, entries),
            _ => {
                let target = self.under(path, keys::TARGET.to_owned(), |walk, path| walk.values.get(path).cloned());
                self.parts.extend(target.map(|place| (entry.value.span.range.clone(), place)));
            }
        }
        name
    }

    /// The parts of an indicator.
    fn columns(&mut self, path: &mut Path, entries: &[Entry]) {
        let (name, target) = (self.values.get(path).cloned(), self.cell_under(path, keys::TARGET));
        for entry in entries {
            let own = if entry.key == keys::NAME { name.clone() } else { self.cell_under(path, &entry.key) };
            let place = own.or_else(|| target.clone());
            for range in [&entry.key_span.range, &entry.value.span.range] {
                self.parts.extend(place.clone().map(|place| (range.clone(), place)));
            }
        }
    }

    fn items(&mut self, path: &mut Path, items: &[Node]) -> Option<Place> {
        let (mut first, mut names) = (None, HashMap::<&str, usize>::new());
        for (number, item) in items.iter().enumerate() {
            let name = match item.get(keys::NAME).map(|name| &name.value) {
                Some(Value::Scalar { text, .. }) => text.as_str(),
                _ => "",
            };
            let before = *names.get(name).unwrap_or(&0);
            let found = match self.is_indicator(path, name, before) {
                true => {
                    *names.entry(name).or_default() += 1;
                    self.under(path, indicator(name, before), |walk, path| {
                        walk.columns(path, item.entries());
                        let place = walk.values.get(path).cloned();
                        walk.parts.extend(place.clone().map(|place| (item.span.range.clone(), place)));
                        place
                    })
                }
                false => self.under(path, number.to_string(), |walk, path| walk.node(path, item)),
            };
            first = first.or(found);
        }
        first
    }

    fn is_indicator(&self, path: &mut Path, name: &str, before: usize) -> bool {
        path.push(indicator(name, before));
        let is_known = self.values.contains_key(path);
        path.pop();
        is_known
    }

    fn cell_under(&self, path: &mut Path, key: &str) -> Option<Place> {
        path.push(key.to_owned());
        let place = self.values.get(path).cloned();
        path.pop();
        place
    }

    fn under<T>(&mut self, path: &mut Path, key: String, act: impl FnOnce(&mut Self, &mut Path) -> T) -> T {
        path.push(key);
        let result = act(self, path);
        path.pop();
        result
    }
}
