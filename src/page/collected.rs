//! What the page shows of an inbox whose forms were collected into the folder.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::session::{Answer, FOLDER, Session, json, kind};
use crate::Format;
use crate::diag::Level;
use crate::engine::{
    Difference, Error, Found, ProjectState, State, UnitStanding, UnitState, Yuan, collected_state, notice_to, place_of,
    results_in, unit_standing,
};
use crate::messages::Language;

/// A unit.
#[derive(Serialize)]
struct UnitRow<'s> {
    name: &'s str,
    parent: &'s str,
    contact: &'s str,
    standing: UnitStanding,
    /// The same in words.
    said: String,
    late: bool,
    deadline: Option<&'s str>,
    expected: Option<usize>,
    missing: &'s [String],
    amount: Yuan,
    accepted: Yuan,
    ceiling: Option<Yuan>,
    /// How many findings there are, and how many are mended.
    found: usize,
    gone: usize,
    /// Whether it is sent a notice.
    has_notice: bool,
    findings: Vec<FoundRow>,
    projects: Vec<ProjectRow<'s>>,
}

/// A project.
#[derive(Serialize)]
struct ProjectRow<'s> {
    name: &'s str,
    was: Option<&'s str>,
    standing: UnitStanding,
    said: String,
    late: bool,
    is_new: bool,
    amount: Option<Yuan>,
    /// Where it came from: the file in the inbox.
    file: &'s str,
    changes: Vec<String>,
    findings: Vec<FoundRow>,
}

/// A finding.
#[derive(Serialize)]
struct FoundRow {
    level: Level,
    code: String,
    place: String,
    what: String,
    remedy: String,
}

impl Session {
    /// Where the units stand, in the folder of results that the open one is or holds.
    pub(super) fn collected(&self) -> Result<Answer, Error> {
        let Some((folder, state)) = self.results()? else { return Ok(Answer::Nothing) };
        let unit = |unit| self.unit_row(&folder, &state, unit);
        let units: Vec<UnitRow<'_>> = state.units.iter().map(unit).collect();
        let refused = state.files.iter().filter_map(|file| Some((file, file.refused.as_ref()?)));
        let refused = refused.map(|(file, why)| json!({"file": file.file, "why": why.say(self.language)}));
        let round = state.rounds.last();
        Ok(Answer::Done(json!({
            "round": state.round(),
            "date": round.map(|round| round.date.as_str()),
            "files": round.map(|round| round.files),
            "units": json(&units),
            "refused": refused.collect::<Vec<_>>(),
            "undecided": state.undecided.iter().map(|said| said.say(self.language)).collect::<Vec<_>>(),
            "notes": state.notes.iter().map(|said| said.say(self.language)).collect::<Vec<_>>(),
        })))
    }

    /// The notice to a unit, as PDF.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn notice(&self, unit: &str) -> Result<Answer, Error> {
        let Some((folder, state)) = self.results()? else { return Ok(Answer::Nothing) };
        let known = state.units.iter().find(|known| known.name == unit);
        let Some(path) = known.and_then(|unit| notice_to(&*self.files, &folder, &state, unit)) else {
            return Ok(Answer::Nothing);
        };
        let bytes = self.files.read(&path, u64::MAX).map_err(|error| Error::read(&path, error))?;
        Ok(Answer::File { name: format!("{unit}.pdf"), kind: kind(Format::Pdf), bytes })
    }

    /// Whether forms were collected into the folder.
    pub(super) fn has_collected(&self) -> bool {
        results_in(&*self.files, Path::new(FOLDER)).is_some()
    }

    fn results(&self) -> Result<Option<(PathBuf, State)>, Error> {
        let Some(folder) = results_in(&*self.files, Path::new(FOLDER)) else { return Ok(None) };
        Ok(collected_state(&*self.files, &folder)?.map(|state| (folder, state)))
    }

    fn unit_row<'s>(&self, folder: &Path, state: &'s State, unit: &'s UnitState) -> UnitRow<'s> {
        let there = unit.projects.iter().filter(|project| project.standing != UnitStanding::Withdrawn);
        UnitRow {
            name: &unit.name,
            parent: &unit.parent,
            contact: &unit.contact,
            standing: unit.standing,
            said: unit_standing(unit.standing).say(self.language).to_owned(),
            late: unit.late,
            deadline: unit.deadline.as_deref(),
            expected: unit.expected,
            missing: &unit.missing,
            amount: unit.amount,
            accepted: unit.accepted,
            ceiling: unit.ceiling,
            found: unit.findings.len() + there.clone().map(|project| project.findings.len()).sum::<usize>(),
            gone: unit.gone.len() + there.map(|project| project.gone.len()).sum::<usize>(),
            has_notice: notice_to(&*self.files, folder, state, unit).is_some(),
            findings: unit.findings.iter().map(|found| found_row(None, found, self.language)).collect(),
            projects: unit.projects.iter().map(|project| project_row(project, self.language)).collect(),
        }
    }
}

fn project_row(project: &ProjectState, language: Language) -> ProjectRow<'_> {
    let found = project.findings.iter().map(|one| found_row(Some(project), &one.found, language));
    ProjectRow {
        name: &project.name,
        was: project.was.as_deref(),
        standing: project.standing,
        said: unit_standing(project.standing).say(language).to_owned(),
        late: project.late,
        is_new: project.new,
        amount: project.amount,
        file: &project.version.file,
        changes: project.differences.iter().map(Difference::line).collect(),
        findings: found.collect(),
    }
}

fn found_row(project: Option<&ProjectState>, found: &Found, language: Language) -> FoundRow {
    FoundRow {
        level: found.level,
        code: found.code.clone(),
        place: place_of(project, found, language),
        what: found.what.say(language).to_owned(),
        remedy: found.remedy.say(language).to_owned(),
    }
}
