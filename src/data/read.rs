//! From data to the project again.

use super::{FORMAT, FieldData, FormData, IndicatorData, QuantityData, TargetData, VERSION, ValueData};
use crate::data::words;
use crate::messages::Message;
use crate::project::{FieldValue, Given, Indicator, Project, Record};
use crate::source::{Source, Span};
use crate::template::{Field, Framework, Kind, Templates};
use crate::value::{Date, Money, Operator, Quantity, Target, parse_decimal};

/// Why data are no project.
#[derive(Debug)]
pub struct DataError(pub Message);

/// The project of data, in the template that they name.
///
/// # Errors
///
/// Data of another program or version, of a template that there is none of, or
/// with a value that the template does not have: the first of these.
pub fn project(data: &FormData, templates: &Templates) -> Result<Project, DataError> {
    if data.format != FORMAT || data.version != VERSION {
        return Err(DataError(words::other_format(&data.format, data.version)));
    }
    let template = templates.iter().find(|template| template.name == data.template.name);
    let template = template.ok_or_else(|| DataError(words::no_such_template(&data.template.name)))?;
    let mut reader = ValueReader { nowhere: Span::whole(&Source::new("", "")) };
    let values = reader.values(&template.fields, &data.fields)?;
    let mut project = Project::of(template, data.year, values);
    project.is_form_named = templates.is_named(template, data.year);
    Ok(project)
}

struct ValueReader {
    /// The place of what an author gave.
    nowhere: Span,
}

impl ValueReader {
    /// The values of a form or record.
    fn values(&mut self, fields: &[Field], data: &[FieldData]) -> Result<Vec<Option<Given>>, DataError> {
        let mut values = vec![None; fields.len()];
        for one in data {
            let index = fields.iter().position(|field| field.path == one.key);
            let index = index.ok_or_else(|| DataError(words::no_such_field(&one.key)))?;
            let value = self
                .value(&fields[index].kind, &one.value)
                .ok_or_else(|| DataError(words::no_such_value(&one.key)))??;
            let span = (!one.computed).then(|| self.nowhere.clone());
            values[index] = Some(Given { value, span });
        }
        Ok(values)
    }

    /// A value of a kind; none where it is of another.
    fn value(&mut self, kind: &Kind, data: &ValueData) -> Option<Result<FieldValue, DataError>> {
        let index = |options: &[String], option: &String| options.iter().position(|known| known == option);
        Some(Ok(match (kind, data) {
            (Kind::Text, ValueData::Text(text)) => FieldValue::Text(text.clone()),
            (Kind::Choice(options), ValueData::Option(option)) => FieldValue::Choice(index(options, option)?),
            (Kind::Choices(options), ValueData::Options(chosen)) => {
                FieldValue::Choices(chosen.iter().map(|option| index(options, option)).collect::<Option<_>>()?)
            }
            (Kind::Date(_), ValueData::Date(date)) => FieldValue::Date(Date::parse(date).ok()?),
            (Kind::Money(_), ValueData::Amount(amount)) => FieldValue::Money(Money::parse(amount).ok()?),
            (Kind::Number(_), ValueData::Number(number)) => FieldValue::Number(parse_decimal(number)?),
            (Kind::Table(columns), ValueData::Records(records)) => {
                let records = records.iter().map(|record| {
                    let values = self.values(columns, record)?;
                    Ok(Record { values, span: self.nowhere.clone() })
                });
                return Some(records.collect::<Result<_, _>>().map(FieldValue::Records));
            }
            (Kind::Indicators(framework), ValueData::Indicators(all)) => {
                let all = all.iter().map(|one| self.indicator(framework, one));
                return Some(all.collect::<Result<_, _>>().map(FieldValue::Indicators));
            }
            _ => return None,
        }))
    }

    fn indicator(&mut self, framework: &Framework, data: &IndicatorData) -> Result<Indicator, DataError> {
        let missing = |name: &String| DataError(words::no_such_category(name));
        let wanted = framework.canonical(&data.category);
        let category = framework.categories.iter().position(|category| category.name == wanted);
        let category = category.ok_or_else(|| missing(&data.category))?;
        let wanted = framework.canonical(&data.subcategory);
        let below = &framework.categories[category].subcategories;
        let subcategory = below.iter().position(|name| name == wanted).ok_or_else(|| missing(&data.subcategory))?;
        let target = target(&data.target).ok_or_else(|| DataError(words::no_such_value(&data.name)))?;
        Ok(Indicator {
            category,
            subcategory,
            category_name: data.category.clone(),
            subcategory_name: data.subcategory.clone(),
            name: data.name.clone(),
            target,
            columns: self.values(&framework.columns, &data.columns)?,
            span: self.nowhere.clone(),
            target_span: self.nowhere.clone(),
        })
    }
}

fn target(data: &TargetData) -> Option<Target> {
    let quantity = |data: &QuantityData| {
        let operator = data.operator.as_ref().map(|operator| Operator::parse(operator).ok());
        let number = parse_decimal(&data.number)?;
        Some(Quantity {
            operator: operator.map_or(Some(None), |known| known.map(Some))?,
            number,
            unit: data.unit.clone(),
        })
    };
    let quantity = match &data.quantity {
        Some(data) => Some(quantity(data)?),
        None => None,
    };
    Some(Target { written: data.written.clone(), quantity })
}
