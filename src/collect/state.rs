//! Where units and projects stand: what is kept from round to round.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::differences::Difference;
use super::received::{Found, Words, Yuan};
use super::words;
use crate::messages::{Message, list};

/// Where a unit or a project stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 未交: nothing came.
    #[default]
    Missing,
    /// 待定: the office has to decide something.
    Undecided,
    /// 待改: it is to be mended.
    ToMend,
    /// 通过
    Accepted,
    /// 撤回: it came in an earlier round and is there no more.
    Withdrawn,
}

/// The state of a collection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// `jixiao-collect`
    pub format: String,
    /// The version of this description: 1.
    pub version: u16,
    /// The program that wrote it, with its version.
    pub program: String,
    /// The rounds so far; a run that finds other files than the last one begins another.
    pub rounds: Vec<RoundState>,
    /// The units, in the roster's order.
    pub units: Vec<UnitState>,
    /// The files that came, with what became of each.
    pub files: Vec<FileState>,
    /// What is to be decided, in words.
    pub undecided: Vec<Words>,
    /// What the office is told besides.
    pub notes: Vec<Words>,
    /// The units as the round before left them, with which this one is compared.
    #[serde(default)]
    pub before: Vec<UnitState>,
}

/// So many units, files or questions are named.
const MOST_SHOWN: usize = 10;

/// What the JSON says it is.
pub(super) const FORMAT: &str = "jixiao-collect";

/// The version of the JSON.
pub(super) const VERSION: u16 = 1;

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundState {
    /// Its number, from 1.
    pub number: usize,
    /// The day of its last run, `yyyy-mm-dd`.
    pub date: String,
    /// How many files there were.
    pub files: usize,
}

/// A unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitState {
    /// Its full name.
    pub name: String,
    /// The department above it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub parent: String,
    /// Whom to write to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The name of its folder among the notices and the accepted projects.
    #[serde(default)]
    pub folder: String,
    /// Where it stands.
    pub standing: Standing,
    /// Whether something of it came, or is still to come, after its last day.
    pub late: bool,
    /// Its last day, `yyyy-mm-dd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// How many projects are expected of it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<usize>,
    /// The names of those that are missing, where they are known.
    pub missing: Vec<String>,
    /// What its projects may ask for together, in 元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Yuan>,
    /// What they ask for, in 元.
    pub amount: Yuan,
    /// What those ask for that are accepted, in 元.
    pub accepted: Yuan,
    /// Its projects, by name.
    pub projects: Vec<ProjectState>,
    /// What is wrong with all of them together.
    pub findings: Vec<Found>,
    /// What was wrong the round before and is no more.
    pub gone: Vec<Found>,
    /// What the office struck, each with its reason.
    #[serde(default)]
    pub struck: Vec<Struck>,
}

/// A version of a project: where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The file, by its path in the inbox.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The digest under which what was read of the file is kept.
    pub key: String,
    /// The number of the form in what was read.
    pub form: (usize, usize),
    /// The round in which it came.
    pub round: usize,
    /// The day on which it came, `yyyy-mm-dd`.
    pub date: String,
}

/// A project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectState {
    /// What it is called.
    pub name: String,
    /// What it was called in an earlier round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The round in which it first came.
    #[serde(default)]
    pub since: usize,
    /// The day on which it first came, `yyyy-mm-dd`: what was sent back and is handed in anew came
    /// then.
    #[serde(default)]
    pub came: String,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it first came after the last day.
    pub late: bool,
    /// Whether it came for the first time this round.
    pub new: bool,
    /// The version that counts.
    pub version: Version,
    /// Other files that say the same.
    pub same: Vec<Version>,
    /// Other files that say something else: those of earlier rounds, and those between which
    /// the office has to decide.
    pub others: Vec<Version>,
    /// Between the versions that came at once, or where there are none, since the round before.
    pub differences: Vec<Difference>,
    /// The form's year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it asks for in its year, in 元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Yuan>,
    /// What the summary of a book says of it, by the columns of that summary.
    pub summary: Vec<(String, String)>,
    /// What is wrong with it.
    pub findings: Vec<ProjectFinding>,
    /// What was wrong the round before and is no more.
    pub gone: Vec<Found>,
    /// What the office struck, each with its reason.
    pub struck: Vec<Struck>,
}

/// A finding with whether it is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectFinding {
    /// The finding.
    pub found: Found,
    /// Whether it was not there the round before.
    pub new: bool,
}

/// A finding that the office struck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Struck {
    /// The finding.
    pub found: Found,
    /// Why.
    pub reason: String,
}

/// A file that came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileState {
    /// Its path in the inbox; what came in an archive has that of the archive before it.
    pub file: String,
    /// The digest under which what was read of it is kept.
    pub key: String,
    /// The round in which it came.
    pub round: usize,
    /// The day on which it came, `yyyy-mm-dd`.
    pub date: String,
    /// How many forms are in it.
    pub forms: usize,
    /// Why none was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Words>,
    /// What is wrong with the file itself.
    pub findings: Vec<Found>,
}

impl State {
    /// The number of the round.
    pub fn round(&self) -> usize {
        self.rounds.last().map_or(0, |round| round.number)
    }

    /// Where the units stand, what nothing was taken of, and what is to be decided: a line each.
    pub fn summary(&self) -> Vec<Message> {
        let mut lines = vec![words::round_of(self.rounds.last().map_or(1, |round| round.number), self.units.len())];
        let mut units = |standing, line: fn(usize, Message) -> Message| {
            let all: Vec<&UnitState> = self.units.iter().filter(|unit| unit.standing == standing).collect();
            let names = all.iter().take(MOST_SHOWN).map(|unit| match unit.late {
                true => words::late_unit(&unit.name),
                false => Message::verbatim(&unit.name),
            });
            lines.extend((!all.is_empty()).then(|| line(all.len(), list(names))));
        };
        units(Standing::Missing, words::units_missing);
        units(Standing::ToMend, words::units_to_mend);
        units(Standing::Undecided, words::units_undecided);
        units(Standing::Accepted, words::units_accepted);
        let refused: Vec<&str> =
            self.files.iter().filter(|file| file.refused.is_some()).map(|file| file.file.as_str()).collect();
        let shown = list(refused.iter().take(MOST_SHOWN).copied());
        lines.extend((!refused.is_empty()).then(|| words::files_without_forms(refused.len(), shown)));
        lines.extend(self.undecided.iter().take(MOST_SHOWN).chain(&self.notes).map(Words::message));
        lines
    }

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
    pub fn from_json(text: &str) -> Result<Self, String> {
        let state: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match (state.format.as_str(), state.version) {
            (FORMAT, VERSION) => Ok(state),
            (format, version) => Err(format!("{format} {version}")),
        }
    }
}

/// The JSON Schema (draft 7) of the state.
pub fn schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<State>();
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
