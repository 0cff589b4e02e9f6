//! The fields of a form.

use rust_decimal::Decimal;

/// The number of a field in its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub usize);

/// One thing that an author fills in.
#[derive(Debug)]
pub struct Field {
    /// Its keys from the top, joined by dots: `年度资金.其他资金`.
    pub path: String,
    /// Other places where an author may write it, as paths.
    pub also: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// Whether the form cannot do without it.
    pub required: bool,
    /// What an amount or number is where the author gives none.
    pub default: Option<Decimal>,
    /// When the form asks for it; always, where absent. Outside of that its
    /// default does not apply.
    pub when: Option<Condition>,
    /// What it is the total of; empty where it is none.
    pub sum: Vec<Part>,
    /// What its total has to be.
    pub equals: Option<Decimal>,
    /// How many characters it may have.
    pub limit: Option<usize>,
}

impl Field {
    /// The last key of its path: the label printed on the form.
    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// What a field holds.
#[derive(Debug)]
pub enum Kind {
    /// A text of any length.
    Text,
    /// One of these options.
    Choice(Vec<String>),
    /// Any of these options.
    Choices(Vec<String>),
    /// A day.
    Date,
    /// An amount in 元.
    Money,
    /// Another number.
    Number,
    /// Records, each with a value for each column.
    Table(Vec<Column>),
    /// The indicator tree.
    Indicators(Framework),
}

/// A column of a table, or an extra one of the indicators.
#[derive(Debug)]
pub struct Column {
    /// Its key in a record.
    pub name: String,
    /// What it holds: anything but a table or indicators.
    pub kind: Kind,
    /// Whether a record cannot do without it.
    pub required: bool,
}

/// The categories under which a form wants its indicators.
#[derive(Debug)]
pub struct Framework {
    /// In the form's order.
    pub categories: Vec<Category>,
    /// Spellings that authors use for a category or subcategory, with its
    /// name here.
    pub synonyms: Vec<(String, String)>,
    /// What else each indicator has, such as a weight.
    pub columns: Vec<Column>,
    /// The categories that no form should lack.
    pub expected: Vec<usize>,
    /// What the indicators of a category or subcategory are about.
    pub kinds: Vec<(String, IndicatorKind)>,
}

/// What an indicator is about, as far as the checks go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    /// How many.
    Count,
    /// How good.
    Quality,
    /// When, or how soon.
    Time,
    /// How expensive.
    Cost,
    /// How satisfied.
    Satisfaction,
}

/// How two amounts of a form compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// They are the same.
    Equal,
    /// The first is not more than the second.
    AtMost,
}

/// A relation of two amounts that every form should keep.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// The first amount.
    pub left: FieldId,
    /// How it compares.
    pub is: Comparison,
    /// The second amount.
    pub right: FieldId,
    /// A condition, and whether it has to hold or not to hold.
    pub when: Option<(Condition, bool)>,
}

/// What fields mean to the checks; absent where the form has none.
#[derive(Debug, Default)]
pub struct Roles {
    /// The first day of the project.
    pub start: Option<FieldId>,
    /// The last day of the project.
    pub end: Option<FieldId>,
    /// What the project is called.
    pub name: Option<FieldId>,
    /// Who files the form.
    pub unit: Option<FieldId>,
    /// What is asked for in the form's year.
    pub amount: Option<FieldId>,
    /// What was granted to a project of this name the year before.
    pub previous: Option<FieldId>,
    /// What is only known once the year before is over, and is asked for anew
    /// each year.
    pub executed: Vec<FieldId>,
    /// What the projects of an institution have in common.
    pub shared: Vec<FieldId>,
    /// What is to be reached.
    pub goals: Vec<FieldId>,
    /// The options for projects that take place once.
    pub one_off: Option<(FieldId, Vec<usize>)>,
    /// The options for projects that come back every year.
    pub recurring: Option<(FieldId, Vec<usize>)>,
    /// The options for information technology.
    pub technology: Option<(FieldId, Vec<usize>)>,
}

/// A 一级指标 with its 二级指标.
#[derive(Debug)]
pub struct Category {
    /// The 一级指标.
    pub name: String,
    /// The 二级指标, in the form's order.
    pub subcategories: Vec<String>,
}

impl Framework {
    /// What the indicators of a place are about.
    pub fn kind(&self, category: usize, subcategory: usize) -> Option<IndicatorKind> {
        let category = &self.categories[category];
        let names = [&category.subcategories[subcategory], &category.name];
        names.into_iter().find_map(|name| self.kinds.iter().find(|(known, _)| known == name)).map(|(_, kind)| *kind)
    }

    /// The framework's own name for what an author wrote.
    pub fn canonical<'a>(&'a self, written: &'a str) -> &'a str {
        self.synonyms.iter().find(|(synonym, _)| synonym == written).map_or(written, |(_, name)| name)
    }
}

/// What a sum adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field.
    Field(FieldId),
    /// A column of a table or of the indicators, over all its records.
    Column(FieldId, usize),
}

/// What a part of a form may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The second of two dates is in a later year: the project is a multi-year
    /// one.
    YearsDiffer(FieldId, FieldId),
}
