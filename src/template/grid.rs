//! The table of a form, before it is filled.

use super::field::{ConditionId, FieldId};
use super::pattern::{Pattern, Text};
use serde::de::{self, Deserialize, Deserializer};

use crate::style::{Role, Style};
use crate::template::words;
use crate::value::Length;

/// The table of a form.
#[derive(Debug)]
pub struct Grid {
    /// Widths of the columns.
    pub columns: Vec<Length>,
    /// What stands in it, from above.
    pub rows: Vec<Rows>,
}

/// One or more rows.
#[derive(Debug)]
pub enum Rows {
    /// One row.
    One(RowRule),
    /// Rows that belong together: a cell may span all of them.
    Block(Block),
    /// A row for each record of a table, or for each indicator.
    Repeat(Repeat, RowRule),
}

/// Rows that belong together.
#[derive(Debug)]
pub struct Block {
    /// The rows, from above.
    pub rows: Vec<Rows>,
    /// What the block is repeated for, as a whole; it is there once, where absent.
    pub repeat: Option<Repeat>,
    /// When it is there; always, where absent.
    pub when: Option<ConditionId>,
    /// For a repeated block: how often it is there on a blank form.
    pub blank: usize,
}

/// What a row or a block is repeated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// For each record of a table; inside a block for a group, for those of the group.
    Records(FieldId),
    /// For each indicator; none where there are none.
    Indicators(FieldId),
    /// For each subcategory of the framework, filled or not; its indicators
    /// stand in one row as lines.
    Subcategories(FieldId),
    /// For each record or indicator in a column of each record; one row for a
    /// record that has none.
    Nested(FieldId, FieldId),
    /// Inside a block for each record of a table: for each record or indicator in a
    /// column of that record.
    Inside(FieldId, FieldId),
    /// For the indicators of two lists side by side, those of each subcategory in the
    /// same rows.
    Beside(FieldId, FieldId),
}

impl Repeat {
    /// The table or the indicators; of two, the first.
    pub fn field(self) -> FieldId {
        match self {
            Self::Records(field)
            | Self::Indicators(field)
            | Self::Subcategories(field)
            | Self::Nested(field, _)
            | Self::Inside(field, _)
            | Self::Beside(field, _) => field,
        }
    }
}

/// How a row of a form is made.
#[derive(Debug)]
pub struct RowRule {
    /// The cells that start in it, from the left.
    pub cells: Vec<CellRule>,
    /// Its least height.
    pub height: Length,
    /// Whether it is repeated at the top of a page on which its block goes on.
    pub header: bool,
    /// When it is there; always, where absent.
    pub when: Option<ConditionId>,
    /// For a row for indicators: whether each subcategory has one, even without any.
    pub all: bool,
    /// For a repeated row: how many there are at least; the rest is blank.
    pub at_least: usize,
    /// For a repeated row: how many there are on a blank form; of indicators, for
    /// each subcategory.
    pub blank: usize,
}

/// How a cell of a form is made.
#[derive(Debug)]
pub struct CellRule {
    /// What it is for.
    pub role: Role,
    /// What stands in it.
    pub content: Content,
    /// Of a choice: how its options stand there, where all of them do.
    pub options: Option<Options>,
    /// What a blank form has in it to begin with; in repeated rows, in each of them.
    pub hint: Vec<String>,
    /// How many columns it takes.
    pub colspan: usize,
    /// How many rows it takes.
    pub rowspan: Rowspan,
    /// How it looks.
    pub style: Style,
    /// With which of those above it in repeated rows it is one cell.
    pub merge: Merge,
    /// When it says anything; always, where absent.
    pub when: Option<ConditionId>,
    /// Whether it leads to the project that its row is for.
    pub link: bool,
}

/// With which cells above it in repeated rows a cell is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    /// With none.
    #[default]
    No,
    /// With those of the same text, as far as the merging cells to their left are
    /// one too.
    Equal,
    /// With those of the same record.
    Record,
}

impl<'de> Deserialize<'de> for Merge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "false" => Ok(Self::No),
            "true" => Ok(Self::Equal),
            "record" => Ok(Self::Record),
            other => Err(de::Error::custom(words::not_a_merge(other).carried())),
        }
    }
}

/// How many rows a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rowspan {
    /// So many.
    Rows(usize),
    /// All rows from its own to the last of its block.
    Block,
}

/// What stands in a cell.
#[derive(Debug)]
pub enum Content {
    /// A text of the form.
    Text(Text),
    /// A field, after a text such as `申报单位名称：`.
    Field(FieldId, String),
    /// A part of the record or indicator that the row is for.
    Item(ItemPart),
    /// A part of the inner record or indicator, where the row is for one in a
    /// column of a record; of the second, where it is for two.
    Inner(ItemPart),
}

/// The options of a choice, each with its box, where its cell prints them all.
#[derive(Debug)]
pub struct Options {
    /// The numbers of the options, each with its text where that has places to fill in.
    pub shown: Vec<(usize, Option<Pattern>)>,
    /// Where the boxes stand.
    pub boxes: BoxPlace,
}

/// Where the box of an option stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "box", description = "方框在选项的哪一边。")]
pub enum BoxPlace {
    /// `新增 ☑`
    #[default]
    #[schemars(description = "选项后面：新增 ☑")]
    After,
    /// `☑新增`
    #[schemars(description = "选项前面：☑新增")]
    Before,
}

/// A part of a record or an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPart {
    /// Its number, from 1.
    Index,
    /// 一级指标
    Category,
    /// 二级指标
    Subcategory,
    /// 三级指标
    Name,
    /// 指标值
    Target,
    /// The operator of the 指标值.
    Operator,
    /// The 指标值 without operator and unit.
    Number,
    /// The unit of the 指标值.
    Unit,
    /// A column, by its number.
    Column(usize),
}
