//! What a template asks for, in lines of words that can be compared.

use std::sync::Arc;

use crate::form::{Cell, blank};
use crate::messages::{Message, list};
use crate::source::{Entry, Node, Value};
use crate::style::Role;
use crate::template::words;
use crate::template::{Addend, Field, Kind, Loaded, Taken, Template};
use crate::value::{Date, Money, Target};

/// A part of a template.
#[derive(Debug)]
pub struct Section {
    /// What it is about.
    pub title: Message,
    /// What it says, a fact a line, in the form's order.
    pub facts: Vec<Message>,
}

/// Everything that an author or a reader of the form would notice, and how the template
/// says the rest.
pub fn describe(loaded: &Loaded) -> Vec<Section> {
    let template = &loaded.template;
    let section = |title, facts| Section { title, facts };
    let years = match template.last_year {
        Some(last) => words::from_to(template.first_year, last),
        None => words::from_on(template.first_year),
    };
    vec![
        section(words::section_years(), vec![years, Message::verbatim(&template.title)]),
        section(
            words::section_fields(),
            template.fields.iter().flat_map(|field| facts(template, field, ("", &template.fields, false))).collect(),
        ),
        section(words::section_formats(), formats(template)),
        section(words::section_rows(), rows(template)),
        section(words::section_settings(), settings(&loaded.whole)),
    ]
}

/// What there is to know about a field among its siblings below a path; those of a
/// table that groups name columns of the form.
fn facts(template: &Template, field: &Field, (parent, siblings, is_group): (&str, &[Field], bool)) -> Vec<Message> {
    let path = &format!("{parent}{}", field.path);
    let mut facts = vec![words::field_is(path, kind(&field.kind))];
    facts.extend(field.required.then(|| words::field_required(path)));
    facts.extend(field.expected.then(|| words::field_expected(path)));
    facts.extend(field.when.map(|when| words::field_when(path, &template.condition(when).0)));
    facts.extend(field.default.map(|default| words::field_default(path, default)));
    if !field.sum.is_empty() {
        let fields = if is_group { &template.fields } else { siblings };
        let name = |part: &Addend| match *part {
            Addend::Field(id) => fields[id.0].key().to_owned(),
            Addend::Column(id, column) => {
                format!("{}.{}", fields[id.0].key(), fields[id.0].kind.columns()[column].path)
            }
        };
        facts.push(words::field_sum(path, list(field.sum.iter().map(name))));
    }
    facts.extend(field.count.map(|id| words::field_count(path, &template.field(id).path)));
    facts.extend(field.by.iter().map(|by| {
        let table = template.field(by.table);
        words::field_by(path, format!("{}.{}", table.path, table.kind.columns()[by.column].path), &by.blank)
    }));
    let taken = field.take.iter().map(|taken| match taken {
        Taken::Field(field) => words::field_taken(path, field),
        Taken::Page => words::field_taken(path, ".page"),
    });
    facts.extend(taken);
    facts.extend(field.equals.map(|equals| words::field_equals(path, equals)));
    facts.extend(field.limit.map(|limit| words::field_limit(path, limit)));
    if let Kind::Choice(options) | Kind::Choices(options) = &field.kind {
        facts.extend(options.iter().map(|option| words::field_option(path, option)));
    }
    if let Kind::Indicators(framework) = &field.kind {
        for category in &framework.categories {
            let below = category.subcategories.iter();
            facts.extend(below.map(|subcategory| words::field_category(path, &category.name, subcategory)));
            facts.extend(
                framework.place_of(category).map(|place| words::field_alternative(path, &category.name, place)),
            );
        }
    }
    let columns = field.kind.columns();
    let inside = (&*format!("{path}."), columns, field.by.is_some());
    facts.extend(columns.iter().flat_map(|column| self::facts(template, column, inside)));
    facts
}

fn kind(kind: &Kind) -> Message {
    match kind {
        Kind::Text => words::kind_text(),
        Kind::Choice(_) => words::kind_choice(),
        Kind::Choices(_) => words::kind_choices(),
        Kind::Date(_) => words::kind_date(),
        Kind::Money(format) => words::kind_money(format.unit.name()),
        Kind::Number(_) => words::kind_number(),
        Kind::Table(_) => words::kind_table(),
        Kind::Indicators(_) => words::kind_indicators(),
    }
}

/// Each format by an example.
fn formats(template: &Template) -> Vec<Message> {
    let formats = &template.formats;
    let mut facts = Vec::new();
    facts.extend(Money::parse("1234567.8").ok().map(|money| words::format_of_money(formats.money.print(money))));
    facts.extend(Date::parse("2026-01-02").ok().map(|date| words::format_of_dates(date.print(formats.date))));
    for written in ["≥4场", "=95.5%"] {
        facts.push(words::format_of_targets(written, Target::parse(written).print(formats.target)));
    }
    facts
}

/// The rows of the blank form: labels as they print, values by their fields. The
/// numbers of repeated rows and the year are no difference between forms.
fn rows(template: &Arc<Template>) -> Vec<Message> {
    let table = blank(template, template.first_year);
    let year = template.first_year.to_string();
    let cell = |cell: &Cell| match (cell.role, &cell.field) {
        (Role::Value, Some(field)) if cell.text.is_empty() => {
            let parts = field.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
            format!("〔{}〕", with_names(template, &parts.collect::<String>()))
        }
        _ => cell.text.replace('\n', " ").replace(&year, "〔年度〕"),
    };
    let row = |row: usize| {
        let cells: Vec<String> = table.cells.iter().filter(|cell| cell.row == row).map(cell).collect();
        Message::verbatim(cells.join(" | "))
    };
    let mut rows: Vec<Message> = (0..table.rows.len()).map(row).collect();
    rows.dedup();
    rows
}

/// The keys whose values other sections tell, at the top and of a field.
const TOLD: [&str; 8] = ["name", "extends", "part", "title", "years", "from", "fields", "grid"];
const UNTOLD_OF_FIELDS: [&str; 6] = ["also", "expected", "kinds", "synonyms", "format", "unique"];

/// What a template says of paper, styles, checks and the like, as it is written.
fn settings(whole: &Node) -> Vec<Message> {
    let mut lines = Vec::new();
    let Value::Mapping(entries) = &whole.value else { return Vec::new() };
    for entry in entries {
        match (entry.key.as_str(), &entry.value.value) {
            ("fields", _) => fields_settings("", &entry.value, &mut lines),
            ("grid", _) => grid_settings(&entry.value, &mut lines),
            ("relations", Value::Sequence(items)) => {
                lines.extend(items.iter().map(|item| format!("relations: {}", inline(item))));
            }
            (key, _) if TOLD.contains(&key) => {}
            (key, _) => leaves(key, &entry.value, &mut lines),
        }
    }
    lines.sort();
    lines.into_iter().map(Message::verbatim).collect()
}

fn leaves(path: &str, node: &Node, lines: &mut Vec<String>) {
    match &node.value {
        Value::Mapping(entries) => {
            entries.iter().for_each(|entry| leaves(&format!("{path}.{}", entry.key), &entry.value, lines));
        }
        _ => lines.push(format!("{path}: {}", inline(node))),
    }
}

fn fields_settings(path: &str, fields: &Node, lines: &mut Vec<String>) {
    let Value::Mapping(fields) = &fields.value else { return };
    for field in fields {
        let path = format!("{path}{}", field.key);
        let Value::Mapping(keys) = &field.value.value else { continue };
        for key in keys {
            match key.key.as_str() {
                "fields" | "columns" => fields_settings(&format!("{path}."), &key.value, lines),
                name if UNTOLD_OF_FIELDS.contains(&name) => {
                    lines.push(format!("fields.{path}.{name}: {}", inline(&key.value)));
                }
                _ => {}
            }
        }
    }
}

/// The keys of rows and cells, each by what stands in it (a row by its first cell), so
/// that one more does not make others of all behind it.
fn grid_settings(grid: &Node, lines: &mut Vec<String>) {
    let Value::Mapping(entries) = &grid.value else { return };
    for entry in entries {
        match (entry.key.as_str(), &entry.value.value) {
            ("rows", Value::Mapping(rows)) => rows.iter().for_each(|row| row_settings(&row.value, lines)),
            (key, _) => lines.push(format!("{key}: {}", inline(&entry.value))),
        }
    }
}

fn row_settings(row: &Node, lines: &mut Vec<String>) {
    let name = first_content(row).unwrap_or_default();
    let Value::Mapping(keys) = &row.value else { return cells_settings(row, lines) };
    for entry in keys {
        match (entry.key.as_str(), &entry.value.value) {
            ("block", Value::Mapping(rows)) => rows.iter().for_each(|row| row_settings(&row.value, lines)),
            ("cells", _) => cells_settings(&entry.value, lines),
            (key, _) => lines.push(format!("[{name}] {key}: {}", inline(&entry.value))),
        }
    }
}

fn cells_settings(cells: &Node, lines: &mut Vec<String>) {
    for cell in below(cells) {
        let Value::Mapping(keys) = &cell.value else { continue };
        let name = first_content(cell).unwrap_or_default();
        let others = keys.iter().filter(|entry| !CONTENTS.contains(&entry.key.as_str()));
        lines.extend(others.map(|entry| format!("[{name}] {}: {}", entry.key, inline(&entry.value))));
    }
}

/// What a cell may hold.
const CONTENTS: [&str; 7] = ["title", "heading", "label", "header", "note", "value", "options"];

/// What stands in a cell, or in the first one of rows.
fn first_content(node: &Node) -> Option<String> {
    let is_content = |entry: &&Entry| CONTENTS.contains(&entry.key.as_str()) && inline(&entry.value) != "true";
    let own = match &node.value {
        Value::Mapping(keys) => keys.iter().find(is_content).map(|content| inline(&content.value)),
        _ => None,
    };
    own.or_else(|| below(node).into_iter().find_map(first_content))
}

fn below(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Mapping(entries) => entries.iter().map(|entry| &entry.value).collect(),
        Value::Sequence(items) => items.iter().collect(),
        _ => Vec::new(),
    }
}

/// A value on one line.
fn inline(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Scalar { text, .. } => text.replace('\n', " "),
        Value::Sequence(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|entry| format!("{}: {}", entry.key, inline(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The path of a value with the names of columns for their numbers.
fn with_names(template: &Template, path: &str) -> String {
    let below = |field: &Field| path.strip_prefix(&field.path).filter(|rest| rest.is_empty() || rest.starts_with('.'));
    let found = template.fields.iter().find_map(|field| Some((field, below(field)?)));
    let Some((field, rest)) = found else { return path.to_owned() };
    let (mut named, mut columns) = (field.path.clone(), field.kind.columns());
    for part in rest.split('.').skip(1) {
        let by_number = part.parse().ok().and_then(|number: usize| columns.get(number));
        let column = by_number.or_else(|| columns.iter().find(|column| column.path == part));
        columns = column.map_or(columns, |column| column.kind.columns());
        named += &format!(".{}", column.map_or(part, |column| &column.path));
    }
    named
}
