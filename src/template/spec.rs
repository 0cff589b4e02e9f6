//! A template as its file says it, before names are resolved.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::field::IndicatorKind;
use super::from::FromSpec;
use super::named::Named;
use super::pattern::TextSpec;
use super::style::{FontNames, Margins, Orientation, PaperSize, StyleSpec};
use crate::source::Spanned;
use crate::value::{DateFormat, Length, NumberFormat, QuantityFormat};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TemplateSpec {
    pub name: String,
    /// Already followed when a spec is read; here so that it is a known key.
    pub extends: Option<String>,
    pub title: String,
    pub years: Spanned<Years>,
    pub metadata: MetadataSpec,
    pub formats: FormatsSpec,
    #[serde(default)]
    pub conditions: Named<ConditionSpec>,
    pub fields: Named<Spanned<FieldSpec>>,
    pub fonts: Option<Spanned<FontNames>>,
    #[serde(default)]
    pub roles: Named<RoleSpec>,
    #[serde(default)]
    pub relations: Vec<Spanned<RelationSpec>>,
    #[serde(default)]
    pub from: Named<Spanned<FromSpec>>,
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
    pub money: NumberFormat,
    pub number: Option<NumberFormat>,
    pub date: DateFormat,
    pub target: Option<QuantityFormat>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConditionSpec {
    YearsDiffer(Spanned<[String; 2]>),
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
#[serde(deny_unknown_fields)]
pub(super) struct RowKeys {
    #[serde(default)]
    pub cells: Vec<Spanned<CellSpec>>,
    pub block: Option<Named<Spanned<RowSpec>>>,
    #[serde(rename = "for")]
    pub repeat: Option<Spanned<String>>,
    #[serde(default)]
    pub each: Each,
    pub height: Option<Length>,
    #[serde(default)]
    pub header: bool,
    pub when: Option<Spanned<String>>,
}

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
    pub merge: bool,
    pub style: Option<String>,
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
                Ok(RowSpec(RowKeys { cells, ..RowKeys::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<RowSpec, A::Error> {
                RowKeys::deserialize(MapAccessDeserializer::new(keys)).map(RowSpec)
            }
        }
        deserializer.deserialize_any(CellsOrKeys)
    }
}
