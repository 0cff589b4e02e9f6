//! The fields of a form.

use rust_decimal::Decimal;

use crate::value::{DateFormat, MoneyFormat, NumberFormat};

/// The number of a field in its template, or of a column in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub usize);

/// One thing that an author fills in: a field of the form, a column of a table,
/// or what an indicator has beside its name and target.
#[derive(Debug)]
pub struct Field {
    /// Its keys from the top of the form or of the record, joined by dots:
    /// `年度资金.其他资金`.
    pub path: String,
    /// Other places where an author may write it, as paths.
    pub also: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// Whether the form cannot do without it.
    pub required: bool,
    /// Whether the form should not lack it.
    pub expected: bool,
    /// What an amount or number is where the author gives none.
    pub default: Option<Decimal>,
    /// When the form asks for it; always, where absent. Outside of that its
    /// default does not apply.
    pub when: Option<ConditionId>,
    /// What it is the total of; empty where it is none. As a column of a table that
    /// groups: of the columns of the table that is grouped.
    pub sum: Vec<Addend>,
    /// The table of which it counts the records; as a column, those of its group.
    pub count: Option<FieldId>,
    /// As a table: whose records it groups. An author does not fill it in.
    pub by: Option<Group>,
    /// In a book: where its value is taken from; the first of these that a form has.
    pub take: Vec<Taken>,
    /// What its total has to be.
    pub equals: Option<Decimal>,
    /// How many characters it may have.
    pub limit: Option<usize>,
    /// Whether, as a column, it names its record: no two should have the same.
    pub unique: bool,
}

impl Field {
    /// Whether it has a record for each project of a book.
    pub fn is_of_projects(&self) -> bool {
        self.kind.columns().iter().any(|column| !column.take.is_empty())
    }

    /// Whether a book takes it from this field of projects.
    pub fn takes(&self, path: &str) -> bool {
        self.take.iter().any(|taken| matches!(taken, Taken::Field(known) if known == path))
    }

    /// Whether it is computed from others where an author gives nothing, or always.
    pub fn is_total(&self) -> bool {
        !self.sum.is_empty() || self.count.is_some() || self.by.is_some()
    }

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
    /// A day, and how it prints.
    Date(DateFormat),
    /// An amount, and how it prints.
    Money(MoneyFormat),
    /// Another number, and how it prints.
    Number(NumberFormat),
    /// Records, each with a value for each of these columns.
    Table(Vec<Field>),
    /// The indicator tree.
    Indicators(Framework),
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
    pub columns: Vec<Field>,
    /// The categories that no form should lack.
    pub expected: Vec<usize>,
    /// What the indicators of a category or subcategory are about.
    pub kinds: Vec<(String, IndicatorKind)>,
}

/// What an indicator is about, as far as the checks go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "kind", description = "指标考核什么。")]
pub enum IndicatorKind {
    /// What is put in: people, funds and how they are managed.
    #[schemars(description = "投入和管理")]
    Input,
    /// How many.
    #[schemars(description = "数量")]
    Count,
    /// How good.
    #[schemars(description = "质量")]
    Quality,
    /// When, or how soon.
    #[schemars(description = "时效")]
    Time,
    /// How expensive.
    #[schemars(description = "成本")]
    Cost,
    /// What comes of it.
    #[schemars(description = "效益")]
    Benefit,
    /// How satisfied.
    #[schemars(description = "满意度")]
    Satisfaction,
}

/// How two amounts of a form compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "comparison", description = "两个金额怎样比较。")]
pub enum Comparison {
    /// They are the same.
    #[schemars(description = "相等")]
    Equal,
    /// The first is not more than the second.
    #[schemars(description = "前一个不超过后一个")]
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
    pub when: Option<(ConditionId, bool)>,
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
    /// The department above it.
    pub department: Option<FieldId>,
    /// What is asked for in the form's year.
    pub amount: Option<FieldId>,
    /// What the project costs in all its years.
    pub total: Option<FieldId>,
    /// What was granted to a project of this name the year before.
    pub previous: Option<FieldId>,
    /// What is only known once the year before is over, and is asked for anew
    /// each year.
    pub executed: Vec<FieldId>,
    /// What the projects of an institution have in common.
    pub shared: Vec<FieldId>,
    /// What is to be reached.
    pub goals: Vec<FieldId>,
    /// Those of them that are of all the project's years.
    pub total_goals: Vec<FieldId>,
    /// How it is carried out: measures and plan.
    pub plans: Vec<FieldId>,
    /// The options for projects that take place once; what authors write, where the
    /// field is a text.
    pub one_off: Option<(FieldId, Vec<String>)>,
    /// The options for projects that come back every year.
    pub recurring: Option<(FieldId, Vec<String>)>,
    /// The options for projects that are done in stages, over several years.
    pub staged: Option<(FieldId, Vec<String>)>,
    /// On what a project is based.
    pub basis: Vec<FieldId>,
    /// The options for information technology.
    pub technology: Option<(FieldId, Vec<String>)>,
    /// The options for things that are bought.
    pub purchases: Option<(FieldId, Vec<String>)>,
    /// The options for services that are bought.
    pub services: Option<(FieldId, Vec<String>)>,
}

/// A 一级指标 with its 二级指标.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// The 一级指标.
    pub name: String,
    /// The 二级指标, in the form's order.
    pub subcategories: Vec<String>,
    /// Whose place it may take; none for one that the form always has.
    pub instead_of: Option<Instead>,
}

/// What a category may stand instead of, by numbers in the framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instead {
    /// A category.
    pub category: usize,
    /// Only this subcategory of it; none for all of it.
    pub subcategory: Option<usize>,
}

impl Framework {
    /// What the indicators of a place are about.
    pub fn kind(&self, category: usize, subcategory: usize) -> Option<IndicatorKind> {
        let category = &self.categories[category];
        let names = [&category.subcategories[subcategory], &category.name];
        names.into_iter().find_map(|name| self.kinds.iter().find(|(known, _)| known == name)).map(|(_, kind)| *kind)
    }

    /// The category that one counts as: itself, or the one of which it takes the whole place.
    pub fn usual(&self, category: usize) -> usize {
        match self.categories[category].instead_of {
            Some(Instead { category, subcategory: None }) => category,
            _ => category,
        }
    }

    /// The names of the place that a category may take, where it takes one's.
    pub fn place_of(&self, category: &Category) -> Option<String> {
        let Instead { category, subcategory } = category.instead_of?;
        let Category { name, subcategories, .. } = &self.categories[category];
        Some(subcategory.map_or_else(|| name.clone(), |below| format!("{name}.{}", subcategories[below])))
    }

    /// The categories that the form has whatever is filled in.
    pub fn always(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| category.instead_of.is_none())
    }

    /// The framework's own name for what an author wrote.
    pub fn canonical<'a>(&'a self, written: &'a str) -> &'a str {
        self.synonyms.iter().find(|(synonym, _)| synonym == written).map_or(written, |(_, name)| name)
    }
}

/// What a sum adds up; fields are those beside the total, in the form or in the
/// record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addend {
    /// A field.
    Field(FieldId),
    /// A column of a table or of the indicators, over all its records.
    Column(FieldId, usize),
}

/// What a table groups: it has a record for each value of a column, in the order in
/// which they come. The first column of each names the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The other table.
    pub table: FieldId,
    /// The column by which it is grouped.
    pub column: usize,
    /// The name of the group that has no value there.
    pub blank: String,
}

/// What of a project stands in a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A field, by its path; of tables and indicators, their count.
    Field(String),
    /// The page with which its form begins.
    Page,
}

/// The number of a condition in its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConditionId(pub usize);

/// What a part of a form may depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The second of two dates is in a later year: the project is a multi-year
    /// one.
    YearsDiffer(FieldId, FieldId),
    /// One of these options is chosen.
    Chosen(FieldId, Vec<usize>),
    /// The field has a value.
    Given(FieldId),
    /// The amount or number is at least so much.
    AtLeast(FieldId, Decimal),
    /// Another condition does not hold.
    Not(ConditionId),
    /// All of these hold.
    All(Vec<ConditionId>),
    /// At least one of these holds.
    Any(Vec<ConditionId>),
}

impl Kind {
    /// The records' or indicators' columns; none for anything else.
    pub fn columns(&self) -> &[Field] {
        match self {
            Self::Table(columns) => columns,
            Self::Indicators(framework) => &framework.columns,
            _ => &[],
        }
    }

    /// Whether it is a list of records or indicators.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Table(_) | Self::Indicators(_))
    }

    /// How it prints; none for what is no number.
    pub fn number_format(&self) -> Option<NumberFormat> {
        match self {
            Self::Money(format) => Some(format.number),
            Self::Number(format) => Some(*format),
            _ => None,
        }
    }

    /// Whether it can be added up.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Money(_) | Self::Number(_))
    }
}
