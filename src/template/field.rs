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
