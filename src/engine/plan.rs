//! What is to be made, and what was.

use std::path::PathBuf;

use super::shard::Shard;
use super::words;
use crate::diag::{Diagnostic, Level, Silenced, summary};
use crate::export::Created;
use crate::messages::Message;
use crate::project::Format;
use crate::style::Fit;

/// What is made of projects, and where it goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BuildPlan {
    /// Where the files go; without it, where the settings say, or `out`.
    pub target: Option<Target>,
    /// Only these formats; without it, those of the settings, or PDF and XLSX.
    pub formats: Option<Vec<Format>>,
    /// How forms are fit to pages; without it, as settings and templates say.
    pub fit: Option<Fit>,
    /// Whether the projects' files and data are attached to PDF and OFD.
    pub attach: bool,
    /// Whether the projects of a folder are bound as a book; without it, as the settings
    /// say, or by their number.
    pub book: Option<bool>,
    /// The time that the files bear; without it, 1 January of the form's year.
    pub created: Option<Created>,
    /// Whether what is there as it is to be is made again.
    pub force: bool,
    /// Only a share of the projects.
    pub shard: Option<Shard>,
    /// Only the projects of these files; nothing is said of all projects together then, and
    /// no book is bound.
    pub only: Option<Vec<PathBuf>>,
}

impl BuildPlan {
    /// Whether other runs make the rest.
    pub(crate) fn is_part(&self) -> bool {
        self.shard.is_some() || self.only.is_some()
    }
}

/// Where files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into a folder.
    Folder(PathBuf),
    /// Into [`Built::bytes`], which takes one file.
    Bytes,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Built {
    /// What was found in the projects, by file and place.
    pub findings: Vec<Diagnostic>,
    /// How many projects there are, right or wrong.
    pub projects: usize,
    /// What settings keep from being told.
    pub silenced: Silenced,
    /// How many files were written.
    pub written: usize,
    /// How many files were there already as they are to be.
    pub current: usize,
    /// How many projects could not be made.
    pub failed: usize,
    /// Why books were not made.
    pub notes: Vec<Message>,
    /// The file, where it goes nowhere else.
    pub bytes: Option<Vec<u8>>,
}

impl Built {
    /// What was made and found, in a sentence or two.
    pub fn summary(&self) -> Message {
        let made = match self.current {
            0 => words::built(self.projects, self.written),
            current => words::built_beside_current(self.projects, self.written, current),
        };
        let made = match self.findings.is_empty() {
            true => made,
            false => words::made_with_findings(made, summary(&self.findings)),
        };
        let made = with_silenced(made, self.silenced);
        let grave = self.findings.iter().any(|finding| finding.level == Level::Error);
        match self.failed {
            0 if grave => words::all_made_in_spite_of_errors(made),
            0 => made,
            failed => words::some_not_made(made, failed),
        }
    }
}

/// What is said, and what settings keep from being told.
pub(crate) fn with_silenced(said: Message, Silenced { rules, findings }: Silenced) -> Message {
    if rules + findings == 0 { said } else { words::left_out_by_settings(said, rules, findings) }
}
