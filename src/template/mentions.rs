//! Where the text of a template names fields and options.

use std::ops::Range;

use crate::source::{Entry, Node, Value};

/// A place that names a field, a group of fields, a column or an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The field's path; a column's is behind its table's.
    pub path: String,
    /// The option of that field.
    pub option: Option<String>,
    /// The form whose field it is, where that is an older one.
    pub older: Option<String>,
    /// Where the option, or the last parts of the path, stand, without quotes.
    pub range: Range<usize>,
}

/// All places of a template's own text that name fields and options; `is_field` says what is a
/// field of the form, or a column.
pub(crate) fn mentions(template: &Node, is_field: &dyn Fn(&str) -> bool) -> Vec<Mention> {
    let mut walk = Walk { is_field, found: Vec::new() };
    for entry in template.entries() {
        let value = &entry.value;
        match entry.key.as_str() {
            "fields" => walk.fields(value, ""),
            "conditions" => value.entries().iter().for_each(|condition| walk.condition(&condition.value)),
            "roles" => value.entries().iter().for_each(|role| walk.role(&role.value)),
            "relations" => value.items_or_self().iter().for_each(|relation| {
                let sides = relation.entries().iter().filter(|side| side.key == "left" || side.key == "right");
                sides.for_each(|side| walk.field(&side.value, ""));
            }),
            "metadata" | "page" => value.entries().iter().for_each(|text| walk.text(&text.value)),
            "from" => value.entries().iter().for_each(|form| walk.from(&form.key, &form.value)),
            "grid" => value.get("rows").iter().for_each(|rows| walk.rows(rows, "")),
            _ => {}
        }
    }
    walk.found
}

struct Walk<'a> {
    is_field: &'a dyn Fn(&str) -> bool,
    found: Vec<Mention>,
}

impl Walk<'_> {
    fn add(&mut self, path: &str, option: Option<&str>, range: Option<Range<usize>>) {
        let mention = |range| Mention { path: path.to_owned(), option: option.map(str::to_owned), older: None, range };
        self.found.extend(range.map(mention));
    }

    /// Fields by their names, below a group or table.
    fn fields(&mut self, node: &Node, parent: &str) {
        for field in node.entries() {
            let path = join(parent, &field.key);
            self.add(&path, None, key_range(field));
            for part in field.value.entries() {
                match part.key.as_str() {
                    "fields" | "columns" => self.fields(&part.value, &path),
                    "sum" | "count" => self.field(&part.value, parent),
                    "by" => part.value.get("column").iter().for_each(|column| self.field(column, "")),
                    "options" => part.value.items_or_self().iter().for_each(|option| self.option(option, &path)),
                    _ => {}
                }
            }
        }
    }

    /// A field, or several, which may be one beside the place.
    fn field(&mut self, node: &Node, beside: &str) {
        for node in node.items_or_self() {
            let Some(name) = scalar(node) else { continue };
            let near = join(beside, name);
            let path = if (self.is_field)(&near) { near } else { name.to_owned() };
            self.add(&path, None, range(node));
        }
    }

    fn option(&mut self, node: &Node, path: &str) {
        self.add(path, scalar(node), range(node));
    }

    fn condition(&mut self, node: &Node) {
        for entry in node.entries() {
            match entry.key.as_str() {
                "years-differ" | "given" => self.field(&entry.value, ""),
                "at-least" => entry.value.items_or_self().iter().take(1).for_each(|node| self.field(node, "")),
                "chosen" => self.chosen(&entry.value),
                _ => {}
            }
        }
    }

    /// A field with options of it.
    fn chosen(&mut self, node: &Node) {
        let Some((field, options)) = node.items_or_self().split_first() else { return };
        self.field(field, "");
        let Some(path) = scalar(field) else { return };
        options.iter().for_each(|option| self.option(option, path));
    }

    /// A field, several, or a field with options of it.
    fn role(&mut self, node: &Node) {
        let is_field = |node: &&Node| scalar(node).is_some_and(|name| (self.is_field)(name));
        match node.items_or_self().iter().skip(1).find(|node| !is_field(node)) {
            Some(_) => self.chosen(node),
            None => self.field(node, ""),
        }
    }

    /// What an older form's fields and options are called here.
    fn from(&mut self, form: &str, node: &Node) {
        let older = |path: &str, option: Option<&str>, range: Option<Range<usize>>| {
            let mention = |range| Mention {
                path: path.to_owned(),
                option: option.map(str::to_owned),
                older: Some(form.to_owned()),
                range,
            };
            range.map(mention)
        };
        let fields = node.get("fields");
        let renamed: Vec<&Entry> = fields.iter().flat_map(|fields| fields.entries()).collect();
        for entry in &renamed {
            self.found.extend(older(&entry.key, None, key_range(entry)));
            self.field(&entry.value, "");
        }
        for field in node.get("options").iter().flat_map(|options| options.entries()) {
            self.add(&field.key, None, key_range(field));
            // The older form's field may have had another name.
            let known = renamed.iter().find(|entry| scalar(&entry.value) == Some(&field.key));
            let before = known.map_or(field.key.as_str(), |entry| entry.key.as_str());
            for option in field.value.entries() {
                self.found.extend(older(before, Some(&option.key), key_range(option)));
                self.option(&option.value, &field.key);
            }
        }
    }

    /// Rows by their names; `each` is the table whose records they are for.
    fn rows(&mut self, node: &Node, each: &str) {
        for row in node.entries() {
            match &row.value.value {
                Value::Mapping(keys) => {
                    let mut own = each.to_owned();
                    if let Some(repeat) = row.value.get("for") {
                        repeat.items_or_self().iter().for_each(|node| self.in_row(node, each));
                        if let Some(name) = repeat.items_or_self().first().and_then(scalar) {
                            own = name.strip_prefix('.').map_or_else(|| name.to_owned(), |name| join(each, name));
                        }
                    }
                    for key in keys {
                        match key.key.as_str() {
                            "block" => self.rows(&key.value, &own),
                            "cells" => self.cells(&key.value, &own),
                            _ => {}
                        }
                    }
                }
                _ => self.cells(&row.value, each),
            }
        }
    }

    fn cells(&mut self, node: &Node, each: &str) {
        match &node.value {
            Value::Mapping(cells) => cells.iter().for_each(|cell| self.cell(&cell.value, each)),
            _ => node.items_or_self().iter().for_each(|cell| self.cell(cell, each)),
        }
    }

    fn cell(&mut self, node: &Node, each: &str) {
        for entry in node.entries() {
            match entry.key.as_str() {
                "title" | "heading" | "label" | "header" | "note" => self.text(&entry.value),
                "value" | "options" => self.in_row(&entry.value, each),
                "show" => {
                    let field = node.get("options").and_then(scalar).unwrap_or_default();
                    let path = field.strip_prefix('.').map_or_else(|| field.to_owned(), |name| join(each, name));
                    for shown in entry.value.items_or_self() {
                        self.option(shown, &path);
                        for option in shown.entries() {
                            self.add(&path, Some(&option.key), key_range(option));
                            self.text(&option.value);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A field, or behind a dot a column of what the row is for.
    fn in_row(&mut self, node: &Node, each: &str) {
        let Some(name) = scalar(node) else { return };
        match name.strip_prefix('.') {
            Some(column) => self.add(&join(each, column), None, range(node).map(|range| range.start + 1..range.end)),
            None => self.add(name, None, range(node)),
        }
    }

    /// A text with places for fields, or lines of them.
    fn text(&mut self, node: &Node) {
        match &node.value {
            Value::Scalar { .. } => {
                let Range { start, end } = node.span.range;
                let mut at = start;
                while let Some(open) = node.span.source.text[at..end].find('{').map(|open| at + open + 1) {
                    let Some(close) = node.span.source.text[open..end].find('}').map(|close| open + close) else {
                        return;
                    };
                    let name = &node.span.source.text[open..close];
                    let name = name.split_once(':').map_or(name, |(path, _)| path);
                    self.add(name, None, Some(open..open + name.len()));
                    at = close;
                }
            }
            Value::Sequence(lines) => lines.iter().for_each(|line| self.text(line)),
            Value::Mapping(_) => node.get("text").iter().for_each(|text| self.text(text)),
            Value::Null => {}
        }
    }
}

fn join(parent: &str, key: &str) -> String {
    if parent.is_empty() { key.to_owned() } else { format!("{parent}.{key}") }
}

/// The text of a node as it stands, which names are compared with.
fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Where a text stands, without its quotes; none where it is written in another way.
fn range(node: &Node) -> Option<Range<usize>> {
    unquoted(&node.span.source.text, &node.span.range, scalar(node)?)
}

fn key_range(entry: &Entry) -> Option<Range<usize>> {
    unquoted(&entry.key_span.source.text, &entry.key_span.range, entry.written())
}

/// Where a text that a range holds stands, without its quotes; none where it is written in
/// another way.
pub(crate) fn unquoted(source: &str, range: &Range<usize>, text: &str) -> Option<Range<usize>> {
    let written = source.get(range.clone())?;
    let is_quoted = written.len() == text.len() + 2 && written.starts_with(['"', '\'']);
    match written {
        _ if written == text => Some(range.clone()),
        _ if is_quoted && written[1..].starts_with(text) => Some(range.start + 1..range.end - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, parse};

    #[test]
    fn names_are_found_wherever_they_stand() {
        let text = "\
conditions: {多年: {years-differ: [开始, 结束]}, 新增: {chosen: [性质, 新增项目]}}
fields:
  性质: {type: choice, options: [新增项目, 其他]}
  资金:
    type: group
    fields:
      总额: {type: money, sum: [财政, 资金.其他, 明细.金额]}
      财政: {type: money}
      其他: {type: money}
  明细: {type: table, columns: {金额: {type: money}}}
roles: {name: [名称], staged: [性质, 新增项目]}
metadata: {title: \"{名称}（{开始:year}）\"}
from: {\"2020\": {fields: {旧性质: 性质}, options: {性质: {新设: 新增项目}}}}
grid:
  rows:
    甲: [{label: 性质}, {value: 性质}, {options: 性质, show: [新增项目, {其他: \"其他（{名称}）\"}]}]
    乙: {for: 明细, cells: [{value: .金额}]}
";
        let source = Source::new("甲.yaml", text);
        let node = parse(&source).unwrap().remove(0);
        let fields = ["资金.总额", "资金.财政", "资金.其他", "明细", "明细.金额", "性质", "开始", "结束", "名称"];
        let found = mentions(&node, &|path| fields.contains(&path));
        let count = |path: &str, option: Option<&str>, older: bool| {
            let is_it =
                |one: &&Mention| one.path == path && one.option.as_deref() == option && one.older.is_some() == older;
            found.iter().filter(is_it).count()
        };
        assert_eq!(count("性质", None, false), 7, "not its label");
        assert_eq!(count("性质", Some("新增项目"), false), 5);
        assert_eq!(count("性质", Some("其他"), false), 2);
        assert_eq!((count("旧性质", None, true), count("旧性质", Some("新设"), true)), (1, 1));
        assert_eq!(count("资金.财政", None, false), 2, "beside a total");
        assert_eq!((count("资金.其他", None, false), count("资金", None, false)), (2, 1));
        assert_eq!(count("明细.金额", None, false), 3);
        assert_eq!((count("名称", None, false), count("开始", None, false)), (3, 2));
        for one in &found {
            let written = &text[one.range.clone()];
            let whole = one.option.as_ref().unwrap_or(&one.path);
            assert!(whole.ends_with(written), "{written} of {whole}");
        }
    }
}
