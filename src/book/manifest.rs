//! The list of a submission's files, by which whoever receives it can tell that they
//! are what was handed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::TemplateId;
use crate::project::{FieldValue, Given, Project};
use crate::template::FieldId;
use crate::value::Money;

/// What the JSON says it is.
pub(crate) const FORMAT: &str = "jixiao-manifest";

/// The version of the JSON.
const VERSION: u16 = 1;

/// The files of a submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `jixiao-manifest`
    pub format: String,
    /// The version of this description: 1.
    pub version: u16,
    /// The program that wrote the files, with its version.
    pub program: String,
    /// 年度
    pub year: u16,
    /// The projects, in the order of the book.
    pub projects: Vec<ProjectEntry>,
    /// What all projects ask for in the year, in 元, to the 分.
    pub amount: String,
    /// The files of the book.
    pub book: Vec<FileEntry>,
}

/// A project with its files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectEntry {
    /// What it is called.
    pub name: String,
    /// The institution that files it.
    pub unit: String,
    /// Its form's template.
    pub template: TemplateId,
    /// Its totals, and what it asks for in the year.
    pub totals: Vec<TotalEntry>,
    /// The number of the page of the book with which its form begins.
    pub page: usize,
    /// Its files.
    pub files: Vec<FileEntry>,
}

/// An amount.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalEntry {
    /// The path of its field.
    pub field: String,
    /// In 元, to the 分.
    pub amount: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its path from the list's folder, with `/` between folders.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The list of these.
    pub fn new(year: u16, projects: Vec<ProjectEntry>, amount: Money, book: Vec<FileEntry>) -> Self {
        let program = concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned();
        Self { format: FORMAT.to_owned(), version: VERSION, program, year, projects, amount: amount.plain(), book }
    }

    /// The JSON, on lines of its own.
    pub fn json(&self) -> String {
        // Nothing here can fail to serialise: there are strings and numbers only.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads the JSON; none where it is of something else.
    pub fn from_json(text: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_str(text).ok()?;
        (manifest.format == FORMAT && manifest.version == VERSION).then_some(manifest)
    }
}

impl ProjectEntry {
    /// What is said of a project, before its page and files are known.
    pub fn of(project: &Project) -> Self {
        let template = &project.template;
        let text = |given: Option<&Given>| match given.map(|given| &given.value) {
            Some(FieldValue::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let totals = template.fields.iter().enumerate().filter_map(|(index, field)| {
            let is_asked_for = template.roles.amount == Some(FieldId(index));
            match project.get(FieldId(index)).map(|given| &given.value) {
                Some(FieldValue::Money(amount)) if is_asked_for || field.is_total() => {
                    Some(TotalEntry { field: field.path.clone(), amount: amount.plain() })
                }
                _ => None,
            }
        });
        Self {
            name: project.name().to_owned(),
            unit: text(template.roles.unit.and_then(|id| project.get(id))),
            template: TemplateId { name: template.name.clone(), digest: template.digest.clone() },
            totals: totals.collect(),
            page: 0,
            files: Vec::new(),
        }
    }
}

/// The JSON Schema (draft 7) of the list.
pub fn schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<Manifest>();
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
