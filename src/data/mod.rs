//! The machine's copy of a form. Takes a project; gives its data as JSON, which the
//! files of the form carry with them. Takes such JSON and the templates; gives the
//! project again. `mark` is what a workbook says of itself.
//!
//! `docs/form.schema.json` is the schema of the JSON. Amounts and numbers are decimal
//! strings, so that no reader rounds them; dates are `yyyy-mm-dd`.

mod carry;
mod mark;
mod read;
pub(crate) mod words;
mod write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use carry::{PART, attached_to_ofd, attached_to_pdf, in_ofd, in_pdf, in_workbook, part};
pub use mark::{HELP_SHEET, LISTS_SHEET, Made, Mark, PROPERTY};
pub use read::{DataError, project};
pub use write::of;

/// The name of the JSON among the attachments of a PDF.
pub const FILE_NAME: &str = "jixiao-form.json";

/// What the JSON says it is.
const FORMAT: &str = "jixiao-form";

/// The version of the JSON.
const VERSION: u16 = 1;

/// The data of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormData {
    /// `jixiao-form`
    pub format: String,
    /// The version of this description: 1.
    pub version: u16,
    /// The program that wrote the form, with its version.
    pub program: String,
    /// The form's template.
    pub template: TemplateId,
    /// 年度
    pub year: u16,
    /// What is filled in or computed, in the form's order.
    pub fields: Vec<FieldData>,
}

/// A template, so that it can be told whether a form is still the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateId {
    /// Its name, such as `2026`.
    pub name: String,
    /// SHA-256 of its file and of those that it extends, in hexadecimal.
    pub digest: String,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldData {
    /// Its path, such as `年度资金.其他资金`.
    pub key: String,
    /// Whether the program computed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub computed: bool,
    /// Its value.
    #[serde(flatten)]
    pub value: ValueData,
}

/// A value with its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum ValueData {
    /// A text; its line breaks are the author's.
    Text(String),
    /// One of the form's options.
    Option(String),
    /// Some of the form's options.
    Options(Vec<String>),
    /// `yyyy-mm-dd`
    Date(String),
    /// An amount in 元, to the 分.
    Amount(String),
    /// Another number.
    Number(String),
    /// The records of a table, each with its columns.
    Records(Vec<Vec<FieldData>>),
    /// Indicators.
    Indicators(Vec<IndicatorData>),
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorData {
    /// 一级指标, as the author wrote it.
    pub category: String,
    /// 二级指标, as the author wrote it.
    pub subcategory: String,
    /// 三级指标
    pub name: String,
    /// 指标值
    pub target: TargetData,
    /// What it has beside that, such as a weight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<FieldData>,
}

/// A target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetData {
    /// As the author wrote it.
    pub written: String,
    /// What it says, where it is a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityData>,
}

/// A number with its operator and unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantityData {
    /// `≥`, `≤`, `=`, `>` or `<`; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// The number.
    pub number: String,
    /// The unit, such as `场`; may be empty.
    pub unit: String,
}

impl FormData {
    /// The JSON, on lines of its own.
    pub fn json(&self) -> String {
        // Nothing here can fail to serialise: there are strings and numbers only.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads the JSON.
    ///
    /// # Errors
    ///
    /// A text that is none of this format.
    pub fn from_json(text: &str) -> Result<Self, DataError> {
        serde_json::from_str(text).map_err(|error| DataError(words::not_our_json(error)))
    }
}

/// The JSON Schema (draft 7) of the data.
pub fn schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<FormData>();
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
