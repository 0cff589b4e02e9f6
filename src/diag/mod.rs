//! Findings. Every stage adds to them; [`render`] shows them to a person.
//!
//! A finding is a small value: a level, a code, what is wrong, the places it
//! concerns and how to mend it. Nothing is printed here.

mod code;
mod fixed;
mod machine;
mod overview;
mod place;
mod render;
pub(crate) mod words;

pub use code::{Code, Stage};
pub use fixed::{fixed, replaced};
pub use machine::{github, json, sarif};
pub use overview::{Counts, Overview, render_briefly, summary};
pub(crate) use place::Fetched;
pub use place::{FileId, Place, Position, Source, Span, Texts};
pub use render::{Colour, render};
pub use words::{error_line, remedy_line};

use std::collections::HashSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::messages::Message;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The project cannot be laid out, or contradicts itself: no output.
    #[serde(alias = "错误")]
    #[schemars(description = "错误")]
    Error,
    /// A reviewer may send the form back; the output is written.
    #[serde(alias = "警告")]
    #[schemars(description = "警告")]
    Warning,
    /// Worth a look.
    #[serde(alias = "提示")]
    #[schemars(description = "提示")]
    Note,
}

impl Level {
    /// What it is called.
    pub fn name(self) -> Message {
        match self {
            Self::Error => words::error(),
            Self::Warning => words::warning(),
            Self::Note => words::note(),
        }
    }
}

/// A place with a few words on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What is there; may be empty.
    pub text: Message,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub level: Level,
    /// What it is about.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: Message,
    /// The places; the first is where it is wrong, others are what it
    /// contradicts.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<Message>,
    /// One more fact.
    pub note: Option<Message>,
    /// Changes to the file that mend it without doubt.
    pub fixes: Vec<Fix>,
    /// The project that it is about, where that is known.
    pub subject: Option<Arc<Subject>>,
    /// The paths of the fields that have no value, where it is about those.
    pub missing: Vec<String>,
}

/// The project that findings are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// What it is called.
    pub project: Option<String>,
    /// Who files it.
    pub unit: Option<String>,
}

/// A change to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
    /// The [digest](Source::digest) of the text in which it is: in another one, something else
    /// stands there.
    pub of: [u8; 32],
}

impl Diagnostic {
    /// A finding of its code's level.
    pub fn new(code: Code, message: impl Into<Message>) -> Self {
        Self::with_level(code.level(), code, message)
    }

    /// A finding that is graver or less grave than others of its code.
    pub fn with_level(level: Level, code: Code, message: impl Into<Message>) -> Self {
        Self {
            level,
            code,
            message: message.into().shortened(LONGEST),
            labels: Vec::new(),
            help: None,
            note: None,
            fixes: Vec::new(),
            subject: None,
            missing: Vec::new(),
        }
    }

    /// Whether it says that something is still to be filled in: that is no mistake.
    pub fn is_gap(&self) -> bool {
        self.code == Code::TodoLeft
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Place>, text: impl Into<Message>) -> Self {
        self.labels.push(Label { place: place.into(), text: text.into() });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which fields, by their paths, have no value.
    #[must_use]
    pub fn missing(mut self, fields: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.missing.extend(fields.into_iter().map(Into::into));
        self
    }

    /// Adds a change that mends it without doubt.
    #[must_use]
    pub fn fix(mut self, place: Span, text: impl Into<String>) -> Self {
        let of = place.source.digest();
        self.fixes.push(Fix { place: place.into(), text: text.into(), of });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<Message>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The file in which it is wrong.
    fn file(&self) -> Option<&FileId> {
        self.labels.first().map(|label| &label.place.file)
    }

    fn place(&self) -> Option<(&FileId, usize)> {
        let place = &self.labels.first()?.place;
        Some((&place.file, place.start()))
    }
}

/// The longest message, in characters: it quotes what an author wrote, which may
/// be a page.
const LONGEST: usize = 300;

/// What settings keep from being told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silenced {
    /// How many rules are off.
    pub rules: usize,
    /// How many findings were waived.
    pub findings: usize,
}

/// The findings of a run, and which waivers took some away.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
    waived: HashSet<Place>,
    taken: usize,
}

impl Diagnostics {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds all findings of another run.
    pub fn append(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.waived.extend(other.waived);
        self.taken += other.taken;
    }

    /// Adds findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.findings.extend(findings);
    }

    /// Changes every finding.
    pub fn each_mut(&mut self, change: impl FnMut(&mut Diagnostic)) {
        self.findings.iter_mut().for_each(change);
    }

    /// Notes that the waivers at these places took a finding away.
    pub fn waive(&mut self, waivers: impl IntoIterator<Item = Place>) {
        self.waived.extend(waivers);
        self.taken += 1;
    }

    /// How many findings waivers took away.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// No findings, and what waivers took away from these.
    #[must_use]
    pub fn without_findings(&self) -> Self {
        Self { findings: Vec::new(), waived: self.waived.clone(), taken: self.taken }
    }

    /// The places of the waivers that took findings away.
    pub fn waived(&self) -> &HashSet<Place> {
        &self.waived
    }

    /// Whether any finding stops the output.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// The findings that stop the output.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|diagnostic| diagnostic.level == Level::Error)
    }

    /// How many findings of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|diagnostic| diagnostic.level == level).count()
    }

    /// The findings by file, place and level, each once: a text that two cells
    /// show is found wrong in both.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        fn key(finding: &Diagnostic) -> (Option<(&FileId, usize)>, Level, &str, &Message) {
            (finding.place(), finding.level, finding.code.name(), &finding.message)
        }
        self.findings.sort_by(|a, b| key(a).cmp(&key(b)));
        self.findings.dedup_by(|a, b| a.place().is_some() && key(a) == key(b));
        self.findings
    }
}

/// The name in `known` that `wrong` was most likely meant to be.
///
/// Chinese keys are short, so that a name counts as near when it shares at
/// least half of its characters, or when one contains the other.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| {
            let lengths = (wrong.chars().count(), name.chars().count());
            let most = lengths.0.min(lengths.1) * 2 > lengths.0.max(lengths.1);
            let contains = name.contains(wrong) && lengths.0 >= 2 || wrong.contains(name) && most;
            let likeness = strsim::normalized_damerau_levenshtein(wrong, name);
            (if contains { likeness.max(0.6) + 0.01 } else { likeness }, name)
        })
        .filter(|(likeness, _)| *likeness >= 0.5)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name() {
        let known = ["项目名称", "项目性质", "主管部门", "年度总体目标"];
        assert_eq!(nearest("项目名", known), Some("项目名称"));
        assert_eq!(nearest("总体目标", known), Some("年度总体目标"));
        assert_eq!(nearest("主管单位", known), Some("主管部门"));
        assert_eq!(nearest("备注", known), None);
    }
}
