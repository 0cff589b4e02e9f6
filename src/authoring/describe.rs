//! What a template asks for, in lines of words that can be compared.

use std::sync::Arc;

use crate::form::{Cell, blank};
use crate::messages::{Message, list, template as words};
use crate::template::{Field, Kind, Part, Role, Taken, Template};
use crate::value::{Date, Money, Target};

/// A part of a template.
#[derive(Debug)]
pub struct Section {
    /// What it is about.
    pub title: Message,
    /// What it says, a fact a line, in the form's order.
    pub facts: Vec<Message>,
}

/// Everything that an author or a reader of the form would notice.
pub fn describe(template: &Arc<Template>) -> Vec<Section> {
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
        section(words::section_page(), page(template)),
        section(words::section_rows(), rows(template)),
    ]
}

/// What there is to know about a field among its siblings below a path; those of a
/// table that groups name columns of the form.
fn facts(template: &Template, field: &Field, (parent, siblings, is_group): (&str, &[Field], bool)) -> Vec<Message> {
    let path = &format!("{parent}{}", field.path);
    let mut facts = vec![words::field_is(path, kind(&field.kind))];
    facts.extend(field.required.then(|| words::field_required(path)));
    facts.extend(field.when.map(|when| words::field_when(path, &template.condition(when).0)));
    facts.extend(field.default.map(|default| words::field_default(path, default)));
    if !field.sum.is_empty() {
        let fields = if is_group { &template.fields } else { siblings };
        let name = |part: &Part| match *part {
            Part::Field(id) => fields[id.0].key().to_owned(),
            Part::Column(id, column) => {
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

fn page(template: &Template) -> Vec<Message> {
    let millimetres = |length: crate::value::Length| (length.to_pt() / crate::value::Length::mm(1.0).to_pt()).round();
    let columns = &template.grid.columns;
    vec![
        words::paper(millimetres(template.page.width), millimetres(template.page.height)),
        words::columns(columns.len(), list(columns.iter().map(|column| millimetres(*column)))),
    ]
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
    (0..table.rows.len()).map(row).collect()
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
