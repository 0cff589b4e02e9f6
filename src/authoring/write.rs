//! A project as the text of its file, as an author would write it.
//!
//! Reading the text again gives the same project: keys stand in the form's order,
//! values in plain spelling, and only what YAML would misread is quoted. Totals
//! that agree with what they add up are left out.

use crate::project::{FieldValue, Given, Indicator, Project, Record, is_sum_of_parts, keys};
use crate::template::{Field, FieldId, Framework, Kind};
use crate::value::{Operator, Target, is_bullet};

/// What stands under a key of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Nothing.
    Blank,
    /// A text, a number, a date, an option.
    Text(String),
    /// One item below the other.
    List(Vec<Item>),
    /// Keys with what stands under them.
    Mapping(Entries),
    /// As a mapping; on one line where it is short.
    Record(Entries),
}

/// Keys with what stands under them.
pub(crate) type Entries = Vec<(String, Item)>;

/// The text of a project's file.
pub fn write(project: &Project) -> String {
    let template = &project.template;
    let mut items = vec![(keys::YEAR.to_owned(), Item::Text(project.year.to_string()))];
    for (index, field) in template.fields.iter().enumerate() {
        let given = project.get(FieldId(index)).filter(|given| given.span.is_some());
        if let Some(given) = given.filter(|given| !is_computed(project, FieldId(index), given)) {
            insert(&mut items, &field.path, value(&field.kind, &given.value));
        }
    }
    write_items(&items)
}

/// Whether a total says what its parts add up to anyway.
fn is_computed(project: &Project, field: FieldId, given: &Given) -> bool {
    let sum = project.sum(field).map(|sum| sum.total);
    !project.template.field(field).sum.is_empty() && sum.is_some() && sum == given.value.number()
}

/// Puts an item at a path such as `年度资金.其他资金`.
pub(crate) fn insert(items: &mut Entries, path: &str, item: Item) {
    let Some((group, below)) = path.split_once('.') else {
        items.push((path.to_owned(), item));
        return;
    };
    if let Some((_, Item::Mapping(known))) = items.iter_mut().find(|(key, _)| key == group) {
        return insert(known, below, item);
    }
    let mut entries = Vec::new();
    insert(&mut entries, below, item);
    items.push((group.to_owned(), Item::Mapping(entries)));
}

fn value(kind: &Kind, value: &FieldValue) -> Item {
    let option = |index: &usize| match kind {
        Kind::Choice(options) | Kind::Choices(options) => Item::Text(options[*index].clone()),
        _ => Item::Blank,
    };
    match value {
        FieldValue::Text(text) => Item::Text(text.clone()),
        FieldValue::Choice(index) => option(index),
        FieldValue::Choices(chosen) => Item::List(chosen.iter().map(option).collect()),
        FieldValue::Date(date) => Item::Text(date.to_string()),
        FieldValue::Money(money) => {
            // A number alone is in the unit of the form.
            let number = match kind {
                Kind::Money(format) => format.in_unit(*money),
                _ => money.to_decimal(),
            };
            Item::Text(number.normalize().to_string())
        }
        FieldValue::Number(number) => Item::Text(number.to_string()),
        FieldValue::Records(records) => match kind {
            Kind::Table(columns) => Item::List(records.iter().map(|record| self::record(columns, record)).collect()),
            _ => Item::Blank,
        },
        FieldValue::Indicators(indicators) => match kind {
            Kind::Indicators(framework) => tree(framework, indicators),
            _ => Item::Blank,
        },
    }
}

fn record(columns: &[Field], record: &Record) -> Item {
    Item::Record(filled(columns, &record.values))
}

/// The columns that have a value; a total only where its parts say something else.
fn filled(columns: &[Field], values: &[Option<Given>]) -> Entries {
    let filled = columns.iter().zip(values).enumerate().filter_map(|(index, (column, given))| {
        let given = given.as_ref().filter(|given| !is_sum_of_parts(columns, values, FieldId(index), given))?;
        Some((column.path.clone(), value(&column.kind, &given.value)))
    });
    filled.collect()
}

fn tree(framework: &Framework, indicators: &[Indicator]) -> Item {
    let categories = grouped(indicators.iter().collect(), |indicator| &indicator.category_name);
    let categories = categories.into_iter().map(|(category, below)| {
        let subcategories = grouped(below, |indicator| &indicator.subcategory_name);
        let subcategories = subcategories.into_iter().map(|(name, below)| (name, indicators_of(framework, &below)));
        (category, Item::Mapping(subcategories.collect()))
    });
    Item::Mapping(categories.collect())
}

/// The indicators by a name, in the order of the names' first mention.
fn grouped<'a>(
    indicators: Vec<&'a Indicator>,
    name: impl Fn(&'a Indicator) -> &'a String,
) -> Vec<(String, Vec<&'a Indicator>)> {
    let mut groups: Vec<(String, Vec<&Indicator>)> = Vec::new();
    for indicator in indicators {
        match groups.iter_mut().find(|(known, _)| known == name(indicator)) {
            Some((_, group)) => group.push(indicator),
            None => groups.push((name(indicator).clone(), vec![indicator])),
        }
    }
    groups
}

fn indicators_of(framework: &Framework, indicators: &[&Indicator]) -> Item {
    let entries = |indicator: &&Indicator| {
        let name = (keys::NAME.to_owned(), Item::Text(indicator.name.clone()));
        let columns = filled(&framework.columns, &indicator.columns);
        std::iter::once(name).chain(target_parts(&indicator.target)).chain(columns).collect()
    };
    below_subcategory(indicators.iter().map(entries).collect())
}

/// What stands under a subcategory for indicators with these entries, the name
/// first: `名称: 指标值`, or a list where two have one name.
pub(crate) fn below_subcategory(indicators: Vec<Entries>) -> Item {
    let name = |entries: &Entries| match entries.first() {
        Some((_, Item::Text(name))) => name.clone(),
        _ => String::new(),
    };
    let names: Vec<String> = indicators.iter().map(name).collect();
    let is_key =
        |name: &String| !name.is_empty() && name.chars().count() <= LONGEST_KEY && !name.starts_with(is_bullet);
    let unique = |(index, name): (usize, &String)| !names[..index].contains(name);
    if !names.iter().all(is_key) || !names.iter().enumerate().all(unique) {
        return Item::List(indicators.into_iter().map(Item::Record).collect());
    }
    let target = |mut entries: Entries| {
        let mut rest = entries.split_off(1);
        match rest.as_slice() {
            [] => Item::Blank,
            [(key, _)] if key == keys::TARGET => rest.remove(0).1,
            _ => Item::Record(rest),
        }
    };
    Item::Mapping(names.iter().cloned().zip(indicators.into_iter().map(target)).collect())
}

/// The entries of a target beside its indicator's name.
pub(crate) fn target_parts(of: &Target) -> Entries {
    match target(of) {
        Ok(Item::Blank) => Vec::new(),
        Ok(text) => vec![(keys::TARGET.to_owned(), text)],
        Err(parts) => parts,
    }
}

/// A target as a text, or else its parts.
fn target(target: &Target) -> Result<Item, Entries> {
    let text = |key: &str, text: &str| (key.to_owned(), Item::Text(text.to_owned()));
    if target.written.is_empty() {
        return Ok(Item::Blank);
    }
    if Target::parse(&target.written) == *target && !target.written.ends_with('\n') {
        return Ok(Item::Text(target.written.clone()));
    }
    Err(match &target.quantity {
        None => vec![text(keys::VERBATIM, &target.written)],
        Some(quantity) => {
            let mut parts = vec![text(keys::NUMBER, &quantity.number.to_string())];
            parts.extend(quantity.operator.map(|operator| text(keys::OPERATOR, Operator::symbol(operator))));
            parts.extend((!quantity.unit.is_empty()).then(|| text(keys::UNIT, &quantity.unit)));
            parts
        }
    })
}

/// YAML takes keys of at most 1,024 characters; a list is easier to read long
/// before.
const LONGEST_KEY: usize = 100;

/// A text or record of so many characters stands on one line.
const LONGEST_LINE: usize = 72;

/// Keys and what stands under them as YAML.
pub(crate) fn write_items(items: &[(String, Item)]) -> String {
    let mut text = String::new();
    entries(&mut text, items, 0);
    text
}

fn entries(out: &mut String, items: &[(String, Item)], indent: usize) {
    for (key, item) in items {
        *out += &" ".repeat(indent);
        entry(out, key, item, indent);
    }
}

/// A key, whose own indent has been written, with what stands under it.
fn entry(out: &mut String, key: &str, item: &Item, indent: usize) {
    *out += &scalar(key, Context::Block);
    out.push(':');
    match item {
        Item::List(items) if !items.is_empty() => {
            out.push('\n');
            items.iter().for_each(|item| list_item(out, item, indent + 2));
        }
        Item::Record(items) | Item::Mapping(items) if !items.is_empty() && inline(item).is_none() => {
            out.push('\n');
            entries(out, items, indent + 2);
        }
        item => leaf(out, item, indent),
    }
}

fn list_item(out: &mut String, item: &Item, indent: usize) {
    *out += &" ".repeat(indent);
    out.push('-');
    match item {
        Item::Record(items) | Item::Mapping(items) if inline(item).is_none() => {
            for (index, (key, item)) in items.iter().enumerate() {
                *out += &if index == 0 { " ".to_owned() } else { " ".repeat(indent + 2) };
                entry(out, key, item, indent + 2);
            }
        }
        item => leaf(out, item, indent),
    }
}

/// What stands beside its key or dash, or begins there.
fn leaf(out: &mut String, item: &Item, indent: usize) {
    match item {
        Item::Text(text) if is_block(text) => {
            let starts_blank = text.starts_with(['\n', ' ', '\t']);
            *out += if starts_blank { " |2-\n" } else { " |-\n" };
            for line in text.split('\n') {
                if !line.is_empty() {
                    *out += &" ".repeat(indent + 2);
                    *out += line;
                }
                out.push('\n');
            }
        }
        Item::Text(text) => *out += &format!(" {}\n", scalar(text, Context::Block)),
        Item::Blank => out.push('\n'),
        other => *out += &format!(" {}\n", inline(other).unwrap_or_default()),
    }
}

/// An item on one line, where it is one for a line.
fn inline(item: &Item) -> Option<String> {
    let text = match item {
        Item::Blank => String::new(),
        Item::Text(text) if text.contains('\n') => return None,
        Item::Text(text) => scalar(text, Context::Flow),
        Item::List(items) => format!("[{}]", items.iter().map(inline).collect::<Option<Vec<_>>>()?.join(", ")),
        Item::Mapping(items) if items.is_empty() => "{}".to_owned(),
        Item::Mapping(_) => return None,
        Item::Record(items) => {
            let entry =
                |(key, item): &(String, Item)| Some(format!("{}: {}", scalar(key, Context::Flow), inline(item)?));
            format!("{{{}}}", items.iter().map(entry).collect::<Option<Vec<_>>>()?.join(", "))
        }
    };
    (text.chars().count() <= LONGEST_LINE || matches!(item, Item::Text(_))).then_some(text)
}

/// Whether a text is a block (`|-`): one of several lines, or a long one.
fn is_block(text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or_default();
    let ends_well = !last.trim().is_empty();
    let is_long = text.chars().count() > LONGEST_LINE;
    (text.contains('\n') || is_long) && ends_well && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// What YAML takes as it is, outside of quotes.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Where a scalar stands, in the words of YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// On its own line.
    Block,
    /// In braces or brackets.
    Flow,
}

/// A text as it stands in braces.
pub(crate) fn in_braces(text: &str) -> String {
    scalar(text, Context::Flow)
}

fn scalar(text: &str, context: Context) -> String {
    if is_plain(text, context) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            c if is_printable(c) => quoted.push(c),
            c => quoted += &format!("\\U{:08X}", c as u32),
        }
    }
    quoted + "\""
}

/// Whether a text is itself in YAML without quotes.
fn is_plain(text: &str, context: Context) -> bool {
    let starts_well = !text.starts_with(|c: char| c.is_whitespace() || "?:,[]{}#&*!|>'\"%@`｛［".contains(c));
    // Dashes may begin a list, and `---` and `...` a document.
    let starts_well = starts_well && !text.starts_with("--") && !text.starts_with("...") && !text.starts_with("- ");
    let fits_in = context == Context::Block || !text.contains([',', '[', ']', '{', '}', ':', '#']);
    starts_well
        && fits_in
        && !matches!(text, "" | "-" | "~" | "null")
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(":\u{3000}")
        && text.chars().all(is_printable)
}
