//! Stage 2. Takes the YAML of form templates; gives [`Template`]s whose every
//! name is resolved and whose grid is known to close.
//!
//! A template is the whole form: its fields, sums and indicator framework, its
//! formats, page and styles, and its grid. No label, width, option or order of
//! any form stands in Rust code. `docs/templates.md` is the language's manual.

mod alignment;
mod compile;
mod extends;
mod field;
mod from;
mod grid;
mod load;
mod mentions;
mod mistakes;
mod named;
mod pattern;
mod review;
mod schema;
mod shapes;
mod spec;
mod style;
pub(crate) mod words;

pub use field::{
    Addend, Category, Comparison, Condition, ConditionId, Field, FieldId, Framework, Group, IndicatorKind, Instead,
    Kind, Relation, Roles, Taken,
};
pub use from::Older;
pub use grid::{Block, BoxPlace, CellRule, Content, Grid, ItemPart, Merge, Options, Repeat, RowRule, Rows, Rowspan};
pub use load::{FormOfYear, Loaded, Templates};
pub(crate) use mentions::{Mention, mentions, unquoted};
pub use pattern::{LineRule, Pattern, Piece, Text};
pub use review::{cell_fields, hides_option, review, running_texts};
pub use schema::schema;
pub use style::{FontNames, Page};

use crate::value::{DateFormat, MoneyFormat, NumberFormat, Operator, TargetFormat};

/// The key of a project that selects its form.
pub(crate) const YEAR: &str = "年度";

/// The key of a project that names its form, where the year would select another.
pub(crate) const FORM: &str = "表式";

/// One generation of a form.
#[derive(Debug)]
pub struct Template {
    /// Its name, such as `2023`.
    pub name: String,
    /// SHA-256 of its file and of those that it extends, in hexadecimal.
    pub digest: String,
    /// What the form calls itself, such as 财政项目支出绩效目标申报表.
    pub title: String,
    /// What tells it from an application, where it is filled in while a project runs, or
    /// after it: such a form is only read.
    pub stage: Option<Stage>,
    /// Which part of a book it is; none for the form of a project.
    pub part: Option<BookPart>,
    /// The first year that it is for.
    pub first_year: u16,
    /// The last year that it is for; none where it is still in force.
    pub last_year: Option<u16>,
    /// All fields that are not groups, in the template's order.
    pub fields: Vec<Field>,
    /// What parts of the form depend on, each with its name.
    pub conditions: Vec<(String, Condition)>,
    /// How values print.
    pub formats: Formats,
    /// The paper.
    pub page: Page,
    /// The table.
    pub grid: Grid,
    /// What fields mean to the checks.
    pub roles: Roles,
    /// Relations of amounts that every form should keep.
    pub relations: Vec<Relation>,
    /// The units of targets beside those that everybody knows.
    pub units: Vec<String>,
    /// The office's own fonts.
    pub fonts: FontNames,
    /// What the files say about themselves.
    pub metadata: Metadata,
}

/// A part of the book of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "part", description = "汇总册的一部分。")]
pub enum BookPart {
    /// The page with which it begins.
    #[schemars(description = "封面")]
    Cover,
    /// The list of its projects with their pages.
    #[schemars(description = "目录")]
    Contents,
    /// The table of its projects with their amounts.
    #[schemars(description = "汇总表")]
    Summary,
    /// No part of a book: what a unit is told of the forms that it handed in.
    #[schemars(description = "收表以后给单位的审核意见，不在汇总册里")]
    Notice,
}

/// What tells the form of an evaluation, or of monitoring, from an application.
#[derive(Clone, Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "stage", description = "不是申报表，是项目执行中间或以后填的表（自评表、监控表），只用来认表")]
pub struct Stage {
    /// What its title has.
    #[schemars(description = "题目里有的词")]
    pub titles: Vec<String>,
    /// Heads of it, of which an application has none.
    #[schemars(description = "申报表没有的栏目，有其中两个就是")]
    pub heads: Vec<String>,
}

/// How values print on the form and appear in its sheet.
#[derive(Clone, Debug)]
pub struct Formats {
    /// Amounts, unless their field says otherwise.
    pub money: MoneyFormat,
    /// Other numbers, such as weights, unless their field says otherwise.
    pub number: NumberFormat,
    /// Dates, unless their field says otherwise.
    pub date: DateFormat,
    /// Indicator targets.
    pub target: TargetFormat,
    /// What stands for an operator where it has a cell of its own; the operator
    /// itself, where absent.
    pub operators: Vec<(Operator, String)>,
    /// What stands there for a target that is a text; mostly nothing.
    pub no_quantity: String,
}

/// What the files say about themselves.
#[derive(Debug)]
pub struct Metadata {
    /// The document's title.
    pub title: Pattern,
    /// The institution that files the form.
    pub author: Pattern,
    /// What the document is about.
    pub subject: Pattern,
    /// The sheet's name, cut to what a spreadsheet takes.
    pub sheet: Pattern,
}

impl Template {
    /// A field by its number.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0]
    }

    /// A condition with its name.
    pub fn condition(&self, id: ConditionId) -> &(String, Condition) {
        &self.conditions[id.0]
    }

    /// A field by its path, such as `年度资金.其他资金`.
    pub fn find(&self, path: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.path == path).map(FieldId)
    }

    /// Whether the form is for this year.
    pub fn covers(&self, year: u16) -> bool {
        self.distance(year) == 0
    }

    /// How many years lie between this one and those that the form is for.
    pub fn distance(&self, year: u16) -> u16 {
        match self.last_year {
            Some(last) if year > last => year - last,
            _ => self.first_year.saturating_sub(year),
        }
    }
}
