//! A project as the form needs it.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::source::{Source, Span};
use crate::template::{Condition, ConditionId, FieldId, Group, Kind, Template};
use crate::value::{Date, Money, Target, Units};

/// One project: the filled-in fields of one form.
#[derive(Clone, Debug)]
pub struct Project {
    /// The form.
    pub template: Arc<Template>,
    /// 年度
    pub year: u16,
    /// Whether the year alone would choose another form.
    pub is_form_named: bool,
    /// The project's document in its file.
    pub span: Span,
    /// The units that its form and its folder know beside those that everybody does.
    pub units: Units,
    /// By the number of the field; absent where the author gave nothing and
    /// nothing follows from what was given.
    pub(super) values: Vec<Option<Given>>,
}

/// A value and where the author gave it.
#[derive(Clone, Debug)]
pub struct Given {
    /// The value.
    pub value: FieldValue,
    /// Its place; none where it was computed or is a default.
    pub span: Option<Span>,
}

/// A value of a field's type.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A text; line breaks are the author's.
    Text(String),
    /// The number of an option.
    Choice(usize),
    /// The numbers of options, ascending.
    Choices(Vec<usize>),
    /// A day.
    Date(Date),
    /// An amount.
    Money(Money),
    /// A number.
    Number(Decimal),
    /// The records of a table.
    Records(Vec<Record>),
    /// The indicators, in the framework's order.
    Indicators(Vec<Indicator>),
}

/// A record of a table.
#[derive(Clone, Debug)]
pub struct Record {
    /// By the number of the column.
    pub values: Vec<Option<Given>>,
    /// Its place.
    pub span: Span,
}

/// Records are the same when they say the same, wherever they stand.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        same_values(&self.values, &other.values)
    }
}

impl Record {
    /// The name of the group that it is in.
    pub fn group<'r>(&'r self, group: &'r Group) -> &'r str {
        match self.values[group.column].as_ref().map(|given| &given.value) {
            Some(FieldValue::Text(name)) if !name.is_empty() => name,
            _ => &group.blank,
        }
    }
}

fn same_values(a: &[Option<Given>], b: &[Option<Given>]) -> bool {
    let values = |given: &[Option<Given>]| -> Vec<Option<FieldValue>> {
        given.iter().map(|given| given.as_ref().map(|given| given.value.clone())).collect()
    };
    values(a) == values(b)
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The number of its category in the framework.
    pub category: usize,
    /// The number of its subcategory in that category.
    pub subcategory: usize,
    /// 一级指标, as the author spells it.
    pub category_name: String,
    /// 二级指标, as the author spells it.
    pub subcategory_name: String,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub target: Target,
    /// By the number of the framework's extra column.
    pub columns: Vec<Option<Given>>,
    /// The place of its name.
    pub span: Span,
    /// The place of its target.
    pub target_span: Span,
}

/// Indicators are the same when they say the same, wherever they stand.
impl PartialEq for Indicator {
    fn eq(&self, other: &Self) -> bool {
        (self.category, self.subcategory, &self.name, &self.target)
            == (other.category, other.subcategory, &other.name, &other.target)
            && same_values(&self.columns, &other.columns)
    }
}

impl FieldValue {
    /// The number that it is; an amount in 元.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Money(money) => Some(money.to_decimal()),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it says nothing: an empty text or list, or zero.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Choices(chosen) => chosen.is_empty(),
            Self::Records(records) => records.is_empty(),
            Self::Indicators(indicators) => indicators.is_empty(),
            Self::Money(_) | Self::Number(_) => self.number() == Some(Decimal::ZERO),
            Self::Choice(_) | Self::Date(_) => false,
        }
    }
}

impl Project {
    /// A project in which nothing is filled in.
    pub fn blank(template: &Arc<Template>, year: u16) -> Self {
        let nowhere = Span::whole(&Source::new("", ""));
        let (units, values) = (Units::new(&template.units), vec![None; template.fields.len()]);
        Self { template: Arc::clone(template), year, is_form_named: false, span: nowhere, units, values }
    }

    /// A project of these values, one a field.
    pub(crate) fn of(template: &Arc<Template>, year: u16, values: Vec<Option<Given>>) -> Self {
        Self { values, ..Self::blank(template, year) }
    }

    /// A project of these values, one a field, with its totals.
    pub(crate) fn computed(template: &Arc<Template>, year: u16, values: Vec<Option<Given>>) -> Self {
        let mut project = Self::of(template, year, values);
        project.complete();
        project
    }

    /// What a field holds.
    pub fn get(&self, field: FieldId) -> Option<&Given> {
        self.values[field.0].as_ref()
    }

    /// What the project is called; empty where the form has no such field.
    pub fn name(&self) -> &str {
        match self.template.roles.name.and_then(|id| self.get(id)).map(|given| &given.value) {
            Some(FieldValue::Text(name)) => name,
            _ => "",
        }
    }

    /// The date in a field.
    pub fn date(&self, field: FieldId) -> Option<Date> {
        match self.get(field)?.value {
            FieldValue::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Which of some options is chosen in a field, or written in it where it is a text.
    pub fn chosen<'a>(&self, (field, options): &'a (FieldId, Vec<String>)) -> Option<&'a str> {
        let names = match &self.template.field(*field).kind {
            Kind::Choice(names) | Kind::Choices(names) => names.as_slice(),
            _ => &[],
        };
        let is_chosen = |option: &String| match &self.get(*field)?.value {
            FieldValue::Choice(chosen) => Some(names[*chosen] == *option),
            FieldValue::Choices(chosen) => Some(chosen.iter().any(|chosen| names[*chosen] == *option)),
            FieldValue::Text(text) => Some(text.trim() == option),
            _ => None,
        };
        options.iter().find(|option| is_chosen(option) == Some(true)).map(String::as_str)
    }

    /// Whether a condition of the template holds.
    pub fn holds(&self, condition: ConditionId) -> bool {
        let value = |field: &FieldId| self.get(*field).map(|given| &given.value);
        match &self.template.condition(condition).1 {
            Condition::YearsDiffer(start, end) => match (self.date(*start), self.date(*end)) {
                (Some(start), Some(end)) => start.year < end.year,
                _ => false,
            },
            Condition::Chosen(field, options) => match value(field) {
                Some(FieldValue::Choice(chosen)) => options.contains(chosen),
                Some(FieldValue::Choices(chosen)) => chosen.iter().any(|option| options.contains(option)),
                _ => false,
            },
            Condition::Given(field) => value(field).is_some_and(|value| !value.is_blank()),
            Condition::AtLeast(field, least) => {
                value(field).and_then(FieldValue::number).is_some_and(|number| number >= *least)
            }
            Condition::Not(other) => !self.holds(*other),
            Condition::All(others) => others.iter().all(|other| self.holds(*other)),
            Condition::Any(others) => others.iter().any(|other| self.holds(*other)),
        }
    }
}
