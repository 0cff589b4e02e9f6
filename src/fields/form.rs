//! What a form asks for.

use serde::Serialize;

use crate::authoring;
use crate::project::keys;
use crate::template::{Field, FieldId, Framework, Kind, Template, running_texts};

/// What a form asks for, in its order.
#[derive(Clone, Debug, Serialize)]
pub struct FormShape {
    /// The template's name, such as `2023`.
    pub name: String,
    /// What the form calls itself.
    pub title: String,
    /// What is filled in.
    pub fields: Vec<FieldShape>,
}

/// A field, or a column of a table or of the indicators.
#[derive(Clone, Debug, Serialize)]
pub struct FieldShape {
    /// Its keys, joined by dots: `年度资金.其他资金`.
    pub path: String,
    /// Its last key, which the form prints as its label.
    pub label: String,
    /// The key above it; empty where there is none.
    pub group: String,
    /// What it holds.
    pub kind: KindShape,
    /// What goes into it; empty where that is plain.
    pub hint: String,
    /// How many characters it may have.
    pub limit: Option<usize>,
    /// Whether the form cannot do without it.
    pub required: bool,
    /// Whether the form should not lack it.
    pub expected: bool,
    /// Whether it is computed from others where nothing is written.
    pub total: bool,
    /// When the form asks for it, as the template says; empty where it always does.
    pub condition: String,
    /// As a setting: what holds where nothing is written; of options, one a line.
    pub otherwise: String,
}

/// What a field holds.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum KindShape {
    /// A text.
    Text {
        /// Whether it is one of several lines.
        long: bool,
    },
    /// One of these options.
    Choice {
        /// The options, as they are written.
        options: Vec<String>,
        /// What they are called; empty where they are called what is written.
        names: Vec<String>,
    },
    /// Any of these options.
    Choices {
        /// The options.
        options: Vec<String>,
    },
    /// Any number of texts, one a line.
    List,
    /// A day.
    Date,
    /// An amount.
    Money {
        /// The unit of a number alone: 元 or 万元.
        unit: &'static str,
    },
    /// A number.
    Number,
    /// Records with these columns.
    Table {
        /// What each record has.
        columns: Vec<FieldShape>,
    },
    /// Indicators below these categories.
    Indicators {
        /// The parts of an indicator that every form has: its name and its target.
        parts: [&'static str; 2],
        /// 一级指标 with their 二级指标.
        categories: Vec<CategoryShape>,
        /// What an indicator has beside its name and target.
        columns: Vec<FieldShape>,
    },
}

/// A 一级指标.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryShape {
    /// Its name.
    pub name: String,
    /// Its 二级指标.
    pub subcategories: Vec<String>,
    /// The place that it may take, such as `产出指标.成本指标`; none for one that the form
    /// always has.
    pub instead_of: Option<String>,
}

/// A text of so many characters needs more than a line.
const LONG: usize = 100;

impl FormShape {
    /// What a form asks for in a year.
    pub fn of(template: &Template, year: u16) -> Self {
        let roles = &template.roles;
        let running = running_texts(template);
        let fields = template.fields.iter().enumerate().filter(|(_, field)| field.by.is_none());
        let fields = fields.map(|(index, field)| {
            let is_goal = roles.goals.iter().chain(&roles.total_goals).any(|goal| goal.0 == index);
            FieldShape::of(template, field, year, is_goal || running[index])
        });
        Self { name: template.name.clone(), title: template.title.clone(), fields: fields.collect() }
    }
}

impl FieldShape {
    /// A value at a path that no form declares, as settings have them.
    pub(crate) fn setting(path: &str, label: String, group: String, kind: KindShape, hint: String) -> Self {
        Self {
            path: path.to_owned(),
            label,
            group,
            kind,
            hint,
            limit: None,
            required: false,
            expected: false,
            total: false,
            condition: String::new(),
            otherwise: String::new(),
        }
    }

    /// The field of a form by its number.
    pub(crate) fn of_field(template: &Template, id: FieldId, year: u16) -> Self {
        Self::of(template, template.field(id), year, false)
    }

    fn of(template: &Template, field: &Field, year: u16, is_long: bool) -> Self {
        let columns =
            |columns: &[Field]| columns.iter().map(|column| Self::of(template, column, year, false)).collect();
        let kind = match &field.kind {
            Kind::Text => KindShape::Text { long: is_long || field.limit.is_some_and(|limit| limit >= LONG) },
            Kind::Choice(options) => KindShape::Choice { options: options.clone(), names: Vec::new() },
            Kind::Choices(options) => KindShape::Choices { options: options.clone() },
            Kind::Date(_) => KindShape::Date,
            Kind::Money(format) => KindShape::Money { unit: format.unit.name() },
            Kind::Number(_) => KindShape::Number,
            Kind::Table(fields) => KindShape::Table { columns: columns(fields) },
            Kind::Indicators(framework @ Framework { categories, columns: fields, .. }) => {
                let category = |category: &crate::template::Category| CategoryShape {
                    name: category.name.clone(),
                    subcategories: category.subcategories.clone(),
                    instead_of: framework.place_of(category),
                };
                KindShape::Indicators {
                    parts: [keys::NAME, keys::TARGET],
                    categories: categories.iter().map(category).collect(),
                    columns: columns(fields),
                }
            }
        };
        Self {
            path: field.path.clone(),
            label: field.key().to_owned(),
            group: field.path.rsplit_once('.').map_or_else(String::new, |(group, _)| group.to_owned()),
            kind,
            hint: authoring::hint(template, field, year).trim_start_matches([' ', '#']).to_owned(),
            limit: field.limit,
            required: field.required,
            expected: field.expected,
            total: field.is_total(),
            condition: field.when.map_or_else(String::new, |when| authoring::asked_when(template, when)),
            otherwise: String::new(),
        }
    }
}
