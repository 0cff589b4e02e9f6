//! What was made of files, and is remembered from one build to the next.

use std::collections::HashSet;
use std::path::PathBuf;

use super::digest::Digest;
use super::files::Staged;
use super::ledger::Output;
use super::memo::Memo;
use super::plan::BuildPlan;
use crate::diag::{Diagnostic, FileId};

/// What was made of a file.
#[derive(Default)]
pub(crate) struct Made {
    /// The files that are not in their places yet.
    pub staged: Vec<StagedOutput>,
    /// The paths of written files.
    pub written: Vec<PathBuf>,
    /// The file that was not written anywhere.
    pub bytes: Option<Vec<u8>>,
    /// How many files were there already as they are to be.
    pub current: usize,
    /// How many of its projects could not be made.
    pub failed: usize,
    /// All its outputs that are there now, each with the number of its folder.
    pub outputs: Vec<(usize, String, Output)>,
    /// Its projects that were made.
    pub members: Vec<Member>,
}

/// A file of a project that is not in its place yet.
pub(crate) struct StagedOutput {
    /// The number of its folder, and its path there.
    pub output: (usize, String),
    /// The number of the project in its file.
    pub project: usize,
    /// What is said if it cannot be written, up to why.
    pub refusal: Diagnostic,
    pub staged: Staged,
}

/// A project that was made.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The number of the output folder.
    pub folder: usize,
    pub year: u16,
    /// Its number in its file.
    pub number: usize,
    /// The digest of all that its files were made of.
    pub made_of: Digest,
    /// Its files, by their paths in the output folder.
    pub files: Vec<(String, Output)>,
}

/// What builds of the same plan remember of each other.
#[derive(Default)]
pub(crate) struct BuildMemo {
    pub made: Memo<Made>,
    /// Of what outputs were made beside projects and fonts, and where they went.
    pub settings: Option<Digest>,
    pub plan: Option<BuildPlan>,
}

impl BuildMemo {
    /// Forgets all files but these.
    pub(crate) fn retain(&mut self, files: &HashSet<&FileId>) {
        self.made.retain(files);
    }
}
