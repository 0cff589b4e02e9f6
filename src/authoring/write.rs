//! A project as the text of its file, as an author would write it.
//!
//! Reading the text again gives the same project: keys stand in the form's order,
//! values in plain spelling, and only what YAML would misread is quoted. Totals
//! that agree with what they add up are left out.

use crate::project::{FieldValue, Given, Indicator, Project, Record, is_sum_of_parts, keys};
use crate::source::write::{Entries, Item, insert, write_items};
use crate::template::{Field, FieldId, Framework, Kind};
use crate::value::{Operator, Target, is_bullet};

/// The text of a project's file.
pub fn write(project: &Project) -> String {
    let template = &project.template;
    let mut items = vec![(keys::YEAR.to_owned(), Item::Text(project.year.to_string()))];
    items.extend(project.is_form_named.then(|| (keys::FORM.to_owned(), Item::Text(template.name.clone()))));
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
