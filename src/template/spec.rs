//! A template as its file says it, before names are resolved.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::field::IndicatorKind;
use super::grid::Merge;
use super::named::Named;
use super::pattern::TextSpec;
use super::style::{FontNames, Margins, Orientation, PaperSize, StyleSpec};
use crate::source::Spanned;
use crate::value::{DateFormat, Length, MoneyFormat, NumberFormat, QuantityFormat};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TemplateSpec {
    pub name: String,
    /// Already followed when a spec is read; here so that it is a known key.
    #[serde(rename = "extends")]
    pub _extends: Option<String>,
    pub title: String,
    pub years: Spanned<Years>,
    pub metadata: MetadataSpec,
    pub formats: FormatsSpec,
    #[serde(default)]
    pub conditions: Named<Spanned<ConditionSpec>>,
    pub fields: Named<Spanned<FieldSpec>>,
    pub fonts: Option<Spanned<FontNames>>,
    #[serde(default)]
    pub roles: Named<RoleSpec>,
    #[serde(default)]
    pub relations: Vec<Spanned<RelationSpec>>,
    pub page: PageSpec,
    #[serde(default)]
    pub styles: Named<StyleSpec>,
    pub grid: GridSpec,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Years {
    pub from: u16,
    pub to: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetadataSpec {
    pub title: Spanned<String>,
    pub author: Spanned<String>,
    pub subject: Spanned<String>,
    pub sheet: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormatsSpec {
    pub money: MoneyFormat,
    pub number: Option<NumberFormat>,
    pub date: DateFormat,
    pub target: Option<QuantityFormat>,
    #[serde(default)]
    pub operators: Named<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConditionSpec {
    YearsDiffer([Spanned<String>; 2]),
    Chosen(Vec<Spanned<String>>),
    Given(Spanned<String>),
    AtLeast([Spanned<String>; 2]),
    Not(Spanned<String>),
    All(Vec<Spanned<String>>),
    Any(Vec<Spanned<String>>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FieldSpec {
    #[serde(rename = "type")]
    pub kind: KindSpec,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub options: Vec<String>,
    pub default: Option<Spanned<String>>,
    pub when: Option<Spanned<String>>,
    #[serde(default)]
    pub sum: Vec<Spanned<String>>,
    pub equals: Option<Spanned<String>>,
    #[serde(default)]
    pub columns: Named<Spanned<FieldSpec>>,
    #[serde(default)]
    pub fields: Named<Spanned<FieldSpec>>,
    #[serde(default)]
    pub framework: Named<Vec<String>>,
    #[serde(default)]
    pub synonyms: Named<String>,
    #[serde(default)]
    pub expected: Vec<Spanned<String>>,
    #[serde(default)]
    pub kinds: Named<Spanned<IndicatorKind>>,
    pub limit: Option<usize>,
    pub format: Option<Spanned<FormatSpec>>,
}

/// A format of one field; which ones there are depends on the field's type.
#[derive(Debug)]
pub(super) enum FormatSpec {
    /// `yyyy-mm-dd`, `"#,##0.00"`
    Text(String),
    /// `{number: "#,##0.00", unit: 万元}`
    Money(MoneyFormat),
}

/// What a field means to the checks: a field, several, or options of one.
#[derive(Debug)]
pub(super) struct RoleSpec(pub Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for RoleSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(RoleSpec)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationSpec {
    pub left: Spanned<String>,
    pub is: super::field::Comparison,
    pub right: Spanned<String>,
    pub when: Option<Spanned<String>>,
    pub unless: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindSpec {
    Text,
    Choice,
    Choices,
    Date,
    Money,
    Number,
    Table,
    Indicators,
    Group,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageSpec {
    pub size: Spanned<PaperSize>,
    #[serde(default)]
    pub orientation: Orientation,
    pub margins: Margins,
    pub rule: Option<Length>,
    pub fit: Option<super::style::Fit>,
    pub footer: Option<Spanned<String>>,
    pub continued: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GridSpec {
    pub columns: Spanned<Vec<Length>>,
    pub rows: Named<Spanned<RowSpec>>,
}

/// A row: `[cell, …]`, `{cells: …, …}`, `{block: …}` or `{for: …, cells: …}`.
#[derive(Debug, Default)]
pub(super) struct RowSpec(pub RowKeys);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RowKeys {
    #[serde(default)]
    pub cells: Cells,
    pub block: Option<Named<Spanned<RowSpec>>>,
    #[serde(rename = "for")]
    pub repeat: Option<Spanned<String>>,
    #[serde(default)]
    pub each: Each,
    pub height: Option<Length>,
    #[serde(default)]
    pub header: bool,
    pub when: Option<Spanned<String>>,
    pub at_least: Option<usize>,
    pub blank: Option<usize>,
}

/// The cells of a row, from the left: a list, or a mapping whose names serve
/// `extends`.
#[derive(Debug, Default)]
pub(super) struct Cells(pub Vec<Spanned<CellSpec>>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Each {
    #[default]
    Entry,
    Subcategory,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CellSpec {
    pub title: Option<TextSpec>,
    pub heading: Option<TextSpec>,
    pub label: Option<TextSpec>,
    pub header: Option<TextSpec>,
    pub note: Option<TextSpec>,
    pub value: Option<String>,
    pub options: Option<String>,
    #[serde(default)]
    pub prefix: String,
    #[serde(default)]
    pub show: Vec<String>,
    #[serde(default = "one")]
    pub colspan: usize,
    #[serde(default)]
    pub rowspan: RowspanSpec,
    #[serde(default)]
    pub merge: Merge,
    pub style: Option<String>,
    pub when: Option<Spanned<String>>,
}

fn one() -> usize {
    1
}

/// A count of rows, or `block`.
#[derive(Debug)]
pub(super) struct RowspanSpec(pub super::Rowspan);

impl Default for RowspanSpec {
    fn default() -> Self {
        Self(super::Rowspan::Rows(1))
    }
}

impl<'de> Deserialize<'de> for RowspanSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse() {
            Ok(rows) if rows > 0 => Ok(Self(super::Rowspan::Rows(rows))),
            _ if text == "block" => Ok(Self(super::Rowspan::Block)),
            _ => Err(de::Error::custom(format!("rowspan「{text}」应为正整数或 block"))),
        }
    }
}

impl<'de> Deserialize<'de> for RowSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CellsOrKeys;
        impl<'de> Visitor<'de> for CellsOrKeys {
            type Value = RowSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("单元格的列表，或 cells、block、for 之一")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<RowSpec, A::Error> {
                let cells = Vec::deserialize(SeqAccessDeserializer::new(cells))?;
                Ok(RowSpec(RowKeys { cells: Cells(cells), ..RowKeys::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<RowSpec, A::Error> {
                RowKeys::deserialize(MapAccessDeserializer::new(keys)).map(RowSpec)
            }
        }
        deserializer.deserialize_any(CellsOrKeys)
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrNamed;
        impl<'de> Visitor<'de> for ListOrNamed {
            type Value = Cells;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("单元格的列表")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<Cells, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(cells)).map(Cells)
            }
            fn visit_map<A: MapAccess<'de>>(self, cells: A) -> Result<Cells, A::Error> {
                let named = Named::deserialize(MapAccessDeserializer::new(cells))?;
                Ok(Cells(named.0.into_iter().map(|(_, cell)| cell).collect()))
            }
        }
        deserializer.deserialize_any(ListOrNamed)
    }
}

impl<'de> Deserialize<'de> for FormatSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMoney;
        impl<'de> Visitor<'de> for TextOrMoney {
            type Value = FormatSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("格式，或 {number: …, unit: 万元}")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<FormatSpec, E> {
                Ok(FormatSpec::Text(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<FormatSpec, A::Error> {
                MoneyFormat::deserialize(MapAccessDeserializer::new(entries)).map(FormatSpec::Money)
            }
        }
        deserializer.deserialize_any(TextOrMoney)
    }
}
