//! What the page asks for, as data.

use serde::Deserialize;

use crate::engine::FieldChange;

/// What is asked of an open folder.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "what is asked for has names that say it")]
pub enum Request {
    /// The folder with all its projects.
    Folder,
    /// Where the units stand whose forms were collected.
    Collected,
    /// What was found of a rule in all projects.
    Findings { code: String },
    /// A project as it is filled in.
    Project(ProjectRequest),
    /// Another value in a field.
    Change(ChangeRequest),
    /// The text of a file.
    Text { file: String },
    /// A whole text is saved.
    SaveText(TextRequest),
    /// The last change of a file is taken back.
    Undo(ProjectRequest),
    /// It is made again.
    Redo(ProjectRequest),
    /// What is beyond doubt in a file is mended.
    Fix(ProjectRequest),
    /// Indicators that fit a project.
    Suggest { file: String, number: usize },
    /// Some of them are put into it, by their numbers.
    AddSuggested(SuggestedRequest),
    /// The manual of a rule.
    Explain { code: String },
    /// A project is made.
    New { name: String, year: u16 },
    /// A project is copied under another name.
    Copy(NameRequest),
    /// A project gets another name.
    Rename(NameRequest),
    /// A file is put away.
    Delete { file: String },
    /// The file that was last put away comes back.
    Restore,
    /// One file's projects are built, or all.
    Build(BuildRequest),
    /// How far a build is.
    Progress,
    /// The outputs are compared with their projects.
    Verify,
    /// Next year's folder is made.
    Roll { year: u16 },
    /// The folder's settings.
    Settings,
    /// Another value in the settings.
    ChangeSettings(SettingsRequest),
}

/// What the page has already of a project, so that it need not be sent again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Have {
    /// How many outlines of glyphs.
    pub glyphs: usize,
    /// What they come to, as it was said.
    pub mark: String,
    /// The form, by its digest.
    pub shape: String,
    /// The pages, by their digests.
    pub pages: Vec<String>,
}

/// A project of a file.
#[derive(Deserialize)]
pub struct ProjectRequest {
    pub file: String,
    #[serde(default = "first")]
    pub number: usize,
    #[serde(default)]
    pub have: Have,
}

fn first() -> usize {
    1
}

/// A change of a field that the page asks for.
#[derive(Deserialize)]
pub struct ChangeRequest {
    pub file: String,
    pub number: usize,
    /// The digest of the text that the page has seen.
    pub text: String,
    /// What the page takes the field to say; none where the change is no field's.
    pub before: Option<String>,
    pub change: FieldChange,
    /// The number of the run of typing that it is of: those of one run are taken back together.
    pub run: Option<u64>,
    #[serde(default)]
    pub have: Have,
}

/// A whole text that the page asks to be saved.
#[derive(Deserialize)]
pub struct TextRequest {
    pub file: String,
    /// The digest of the text that the page has seen.
    pub text: String,
    pub new: String,
    /// Whether what somebody else has written may be overwritten.
    #[serde(default)]
    pub force: bool,
}

/// A name for a project or a copy of it.
#[derive(Deserialize)]
pub struct NameRequest {
    pub file: String,
    pub number: usize,
    /// What the page takes the project to be called.
    pub known: String,
    pub name: String,
}

/// Suggested indicators that are wanted.
#[derive(Deserialize)]
pub struct SuggestedRequest {
    pub file: String,
    pub number: usize,
    /// The digest of the text that the page has seen.
    pub text: String,
    /// Each by its 一级指标, its 二级指标 and its name.
    pub chosen: Vec<(String, String, String)>,
    #[serde(default)]
    pub have: Have,
}

/// What is to be built.
#[derive(Deserialize)]
pub struct BuildRequest {
    /// One file of projects; all, without it.
    pub file: Option<String>,
    /// Whether the projects are bound as a book, however many they are.
    #[serde(default)]
    pub book: bool,
}

/// What becomes of an imported project whose file is there already.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum IfThere {
    /// It is not imported, and told.
    #[default]
    Leave,
    /// It takes the place of what is there.
    Replace,
    /// It comes beside it.
    Beside,
}

impl IfThere {
    /// What a word says.
    pub fn of(word: &str) -> Self {
        match word {
            "replace" => Self::Replace,
            "beside" => Self::Beside,
            _ => Self::Leave,
        }
    }
}

/// A change of the settings.
#[derive(Deserialize)]
pub struct SettingsRequest {
    /// The digest of the text that the page has seen.
    pub text: String,
    pub before: Option<String>,
    pub change: FieldChange,
}
