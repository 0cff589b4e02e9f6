//! How cells and the paper look, and what a cell is for: the terms in which
//! templates are compiled and forms laid out.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::value::Length;

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
    /// A remark under or in the table that names nothing.
    Note,
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
            Self::Note => "note",
            Self::Value => "value",
        }
    }
}

/// How a cell looks, everything decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Font size.
    pub size: Length,
    /// Bold or regular.
    pub bold: bool,
    /// Where lines stand across the cell.
    pub align: Align,
    /// Where the text stands down the cell.
    pub valign: VerticalAlign,
    /// Distance of baselines, in font sizes.
    pub leading: f64,
    /// Least distance of the text from the left and right rules.
    pub padding_x: Length,
    /// Least distance of the text from the upper and lower rules.
    pub padding_y: Length,
    /// On which sides the cell has rules.
    pub border: Borders,
    /// Whether lines that are not a paragraph's last are stretched to full
    /// width.
    pub justify: bool,
    /// Whether the lines of a list's item start below its text, right of its
    /// number.
    pub hanging: bool,
    /// Whether the characters stand below each other.
    pub vertical: bool,
    /// Whether dots lead from the end of a text at the left to the right rule, on a page.
    pub leader: bool,
    /// How much punctuation gives way.
    pub punctuation: Punctuation,
}

impl Default for Style {
    /// 五号, centred, with rules: what a cell of these forms looks like where
    /// its template says nothing.
    fn default() -> Self {
        Self {
            size: Length::pt(10.5),
            bold: false,
            align: Align::Center,
            valign: VerticalAlign::Middle,
            leading: 1.4,
            padding_x: Length::mm(1.2),
            padding_y: Length::mm(1.2),
            border: Borders::ALL,
            justify: false,
            hanging: false,
            vertical: false,
            leader: false,
            punctuation: Punctuation::Gb,
        }
    }
}

/// The sides of a cell that have rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Borders {
    /// Above.
    pub top: bool,
    /// Below.
    pub bottom: bool,
    /// At the left.
    pub left: bool,
    /// At the right.
    pub right: bool,
}

impl Borders {
    /// On all sides.
    pub const ALL: Self = Self { top: true, bottom: true, left: true, right: true };
    /// On no side.
    pub const NONE: Self = Self { top: false, bottom: false, left: false, right: false };

    /// Whether there is any: the cell is part of the table, and no free line.
    pub fn any(self) -> bool {
        self != Self::NONE
    }
}

/// How much punctuation gives way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "punctuation", description = "标点让出多少。")]
pub enum Punctuation {
    /// Not at all: every mark is as wide as a character.
    #[schemars(description = "标点都占一个字")]
    None,
    /// Adjacent marks and marks at line ends give up half their width.
    #[schemars(description = "相邻的和行首行末的标点让出半个字")]
    Basic,
    /// As `basic`, and marks inside a line give way where that saves a line
    /// from being broken early (CLREQ §3.1.6 to §3.1.8).
    #[schemars(description = "另外在行中也可以让，以少断一行")]
    #[default]
    Gb,
}

/// Where lines stand across a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "align", description = "左右。")]
pub enum Align {
    /// At the left rule.
    #[schemars(description = "靠左")]
    Left,
    /// In the middle.
    #[schemars(description = "居中")]
    Center,
    /// At the right rule.
    #[schemars(description = "靠右")]
    Right,
    /// From rule to rule, the characters evenly apart (分散对齐).
    #[schemars(description = "分散对齐")]
    Distribute,
}

/// Where a text stands down a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "valign", description = "上下。")]
pub enum VerticalAlign {
    /// At the upper rule.
    #[schemars(description = "靠上")]
    Top,
    /// In the middle.
    #[schemars(description = "居中")]
    Middle,
    /// At the lower rule.
    #[schemars(description = "靠下")]
    Bottom,
}

/// On how many pages a form is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "fit", description = "页数。")]
pub enum Fit {
    /// As many as it takes.
    #[schemars(description = "按内容分页")]
    Pages,
    /// One, with smaller letters if it must be.
    #[schemars(description = "缩小字号和行距排进一页，排不进就报错")]
    OnePage,
}

/// Blank edges of the paper.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "margins", description = "边距，四边都要有，如 `20mm`。")]
pub struct Margins {
    /// Above.
    #[schemars(with = "String", description = "上")]
    pub top: Length,
    /// Below.
    #[schemars(with = "String", description = "下")]
    pub bottom: Length,
    /// At the left.
    #[schemars(with = "String", description = "左")]
    pub left: Length,
    /// At the right.
    #[schemars(with = "String", description = "右")]
    pub right: Length,
}
