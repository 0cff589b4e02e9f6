//! What was read from a file that came, as it is kept beside the results.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::FormData;
use crate::diag::Level;
use crate::messages::{Language, Message};
use crate::value::parse_decimal;

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&Message> for Words {
    fn from(message: &Message) -> Self {
        Self { zh: message.say(Language::Chinese).to_owned(), en: message.say(Language::English).to_owned() }
    }
}

impl From<Message> for Words {
    fn from(message: Message) -> Self {
        Self::from(&message)
    }
}

impl Words {
    /// What is the same in both.
    pub fn verbatim(text: &str) -> Self {
        Self { zh: text.to_owned(), en: text.to_owned() }
    }

    /// The words in a language.
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// The same as a message.
    pub fn message(&self) -> Message {
        Message::new(self.zh.clone(), self.en.clone())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}

/// An amount in 元: a decimal string in the JSON, so that no reader rounds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Yuan(pub Decimal);

impl TryFrom<String> for Yuan {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        parse_decimal(&text).map(Self).ok_or("no amount")
    }
}

impl From<Yuan> for String {
    fn from(Yuan(amount): Yuan) -> Self {
        amount.to_string()
    }
}

/// Where something is wrong in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell, such as `D12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The line of a project file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

impl Place {
    /// What it is called: `申报表!D12`, `第 3 行`; nothing where it is the file as a whole.
    pub fn name(&self) -> Words {
        match (&self.sheet, &self.cell, self.line) {
            (Some(sheet), Some(cell), _) => Words::verbatim(&format!("{sheet}!{cell}")),
            (Some(sheet), None, _) => Words::verbatim(sheet),
            // As the office writes it, of a form with one sheet.
            (None, Some(cell), _) => Words::verbatim(cell),
            (None, None, Some(line)) => super::words::line(line).into(),
            _ => Words::default(),
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The rule, such as `sum-mismatch`; empty where the office says it.
    pub code: String,
    /// How grave it is.
    pub level: Level,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub what: Words,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub remedy: Words,
}

/// What is the same in two versions of a project where they say the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Content {
    /// The data of a project that could be read.
    Data(Box<FormData>),
    /// The text of one that could not.
    Text(String),
}

/// A form that came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormRead {
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The unit as the form writes it; may be blank.
    pub unit: String,
    /// The project as the form writes it; may be blank.
    pub project: String,
    /// The form's year; none where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it asks for in its year, in 元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Yuan>,
    /// What the summary of a book says of it, by the columns of that summary.
    pub summary: Vec<(String, String)>,
    /// Where its name and its unit stand.
    pub name_at: Place,
    /// Where its unit stands.
    pub unit_at: Place,
    /// The digest of its goals and indicators, by which others are told to be the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<String>,
    /// The text of its project file.
    pub text: String,
    /// What it says.
    pub content: Content,
    /// What is wrong with it.
    pub findings: Vec<Found>,
}

/// A file that came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRead {
    /// Its path in the archive that it came in; empty where it came by itself.
    pub inside: String,
    /// The forms in it.
    pub forms: Vec<FormRead>,
    /// What is wrong with the file itself.
    pub findings: Vec<Found>,
    /// Why there is no form in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Words>,
}

/// What came as one file: an archive has several.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemRead {
    /// The version of this description: 1.
    pub version: u16,
    /// The files in it.
    pub files: Vec<FileRead>,
}
