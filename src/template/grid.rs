//! The table of a form, before it is filled.

use super::field::{Condition, FieldId};
use super::pattern::Text;
use super::style::Style;
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
    One(Row),
    /// Rows that belong together: a cell may span all of them.
    Block(Vec<Rows>),
    /// A row for each record of a table, or for each indicator.
    Repeat(Repeat, Row),
}

/// What a row is repeated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// For each record of a table.
    Records(FieldId),
    /// For each indicator; none where there are none.
    Indicators(FieldId),
    /// For each subcategory of the framework, filled or not; its indicators
    /// stand in one row as lines.
    Subcategories(FieldId),
}

impl Repeat {
    /// The table or the indicators.
    pub fn field(self) -> FieldId {
        match self {
            Self::Records(field) | Self::Indicators(field) | Self::Subcategories(field) => field,
        }
    }
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// The cells that start in it, from the left.
    pub cells: Vec<Cell>,
    /// Its least height.
    pub height: Length,
    /// Whether it is repeated at the top of a page on which its block goes on.
    pub header: bool,
    /// When it is there; always, where absent.
    pub when: Option<Condition>,
}

/// A cell.
#[derive(Debug)]
pub struct Cell {
    /// What it is for.
    pub role: Role,
    /// What stands in it.
    pub content: Content,
    /// How many columns it takes.
    pub colspan: usize,
    /// How many rows it takes.
    pub rowspan: Rowspan,
    /// How it looks.
    pub style: Style,
    /// Whether it is one cell with those of the same text above it.
    pub merge: bool,
}

/// How many rows a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rowspan {
    /// So many.
    Rows(usize),
    /// All rows from its own to the last of its block.
    Block,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The form's name or year, above the table.
    Title,
    /// A heading across the table.
    Heading,
    /// The name of what stands beside or below it.
    Label,
    /// The name of a column of records.
    ColumnHeader,
    /// What the author filled in.
    Value,
}

impl Role {
    /// Its keyword in a template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Label => "label",
            Self::ColumnHeader => "header",
            Self::Value => "value",
        }
    }
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
    /// Options of a choice, each with its box; by their numbers.
    Options(FieldId, Vec<usize>),
}

/// A part of a record or an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPart {
    /// 一级指标
    Category,
    /// 二级指标
    Subcategory,
    /// 三级指标
    Name,
    /// 指标值
    Target,
    /// A column, by its number.
    Column(usize),
}
