//! From a project to its data.

use super::{FORMAT, FieldData, FormData, IndicatorData, QuantityData, TargetData, TemplateId, VERSION, ValueData};
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::template::{Field, FieldId, Kind};
use crate::value::{Operator, Target};

/// The data of a project.
pub fn of(project: &Project) -> FormData {
    let template = &project.template;
    let fields = template.fields.iter().enumerate();
    FormData {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned(),
        template: TemplateId { name: template.name.clone(), digest: template.digest.clone() },
        year: project.year,
        fields: fields.filter_map(|(index, field)| self::field(field, project.get(FieldId(index)))).collect(),
    }
}

fn field(field: &Field, given: Option<&Given>) -> Option<FieldData> {
    let given = given?;
    let computed = given.span.is_none();
    Some(FieldData { key: field.path.clone(), computed, value: value(&field.kind, &given.value) })
}

fn columns(columns: &[Field], values: &[Option<Given>]) -> Vec<FieldData> {
    columns.iter().zip(values).filter_map(|(column, given)| field(column, given.as_ref())).collect()
}

fn value(kind: &Kind, value: &FieldValue) -> ValueData {
    let option = |index: &usize| match kind {
        Kind::Choice(options) | Kind::Choices(options) => options[*index].clone(),
        _ => String::new(),
    };
    match value {
        FieldValue::Text(text) => ValueData::Text(text.clone()),
        FieldValue::Choice(index) => ValueData::Option(option(index)),
        FieldValue::Choices(chosen) => ValueData::Options(chosen.iter().map(option).collect()),
        FieldValue::Date(date) => ValueData::Date(date.to_string()),
        FieldValue::Money(money) => ValueData::Amount(money.plain()),
        FieldValue::Number(number) => ValueData::Number(number.to_string()),
        FieldValue::Records(records) => {
            ValueData::Records(records.iter().map(|record| columns(kind.columns(), &record.values)).collect())
        }
        FieldValue::Indicators(all) => {
            ValueData::Indicators(all.iter().map(|one| indicator(kind.columns(), one)).collect())
        }
    }
}

fn indicator(extra: &[Field], indicator: &Indicator) -> IndicatorData {
    IndicatorData {
        category: indicator.category_name.clone(),
        subcategory: indicator.subcategory_name.clone(),
        name: indicator.name.clone(),
        target: target(&indicator.target),
        columns: columns(extra, &indicator.columns),
    }
}

fn target(target: &Target) -> TargetData {
    let quantity = target.quantity.as_ref().map(|quantity| QuantityData {
        operator: quantity.operator.map(Operator::symbol).map(str::to_owned),
        number: quantity.number.to_string(),
        unit: quantity.unit.clone(),
    });
    TargetData { written: target.written.clone(), quantity }
}
