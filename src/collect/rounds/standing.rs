//! Takes a unit's projects; gives where it stands with all of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Round, Work};
use crate::collect::received::{Found, Place, Words, Yuan};
use crate::collect::roster::{Expected, Unit, plain};
use crate::collect::state::{ProjectFinding, ProjectState, Standing, Struck, UnitState};
use crate::collect::words;
use crate::diag::{Code, Level, nearest};
use crate::value::{Money, NumberFormat};

/// A file of a unit that no form could be read from.
pub(super) struct OfFile {
    /// The round in which it came.
    pub round: usize,
    /// Whether it is something else than a form, as scans and papers beside a form are.
    pub is_aside: bool,
    pub findings: Vec<Found>,
}

impl OfFile {
    /// Whether a form of the unit may be in it that has not come otherwise.
    fn is_wanting(&self, unit: &UnitState) -> bool {
        let has_come_since = unit.projects.iter().any(|project| project.since > self.round);
        match is_short(unit) {
            _ if unit.projects.is_empty() => true,
            Some(is_short) => is_short,
            None => !self.is_aside && !has_come_since,
        }
    }
}

impl Work<'_> {
    /// What is wrong with a unit's projects together, what the office says, and where all of
    /// it stands.
    pub(super) fn finish_unit(&mut self, number: usize, unit: &mut UnitState) {
        let roster = self.by.roster;
        let listed = &roster.units[number];
        let base = self.base_of(number).cloned();
        let sends_back = roster.sends_back();
        let is_known = base.is_some();
        for project in &mut unit.projects {
            let names = [Some(&project.name), project.was.as_ref()].into_iter().flatten();
            let before = names.map(|name| plain(name)).find_map(|name| self.base_project(number, &name));
            let added = self.by.edits.added(&unit.name, Some(&project.name), roster);
            project.findings.extend(added.into_iter().map(|found| ProjectFinding { found, new: false }));
            let (mut kept, mut struck) = (Vec::new(), Vec::new());
            for one in std::mem::take(&mut project.findings) {
                match self.by.edits.struck(&unit.name, &project.name, &one.found, roster) {
                    Some(reason) => struck.push(Struck { found: one.found, reason: reason.to_owned() }),
                    None => kept.push(one),
                }
            }
            kept.sort_by(|a, b| {
                (a.found.level, &a.found.place, &a.found.code).cmp(&(b.found.level, &b.found.place, &b.found.code))
            });
            kept.dedup_by(|a, b| a.found == b.found);
            let old: Vec<&Found> = before.iter().flat_map(|known| &known.findings).map(|one| &one.found).collect();
            let (new, gone) = compared(&old, &kept.iter().map(|one| &one.found).collect::<Vec<_>>());
            kept.iter_mut().zip(new).for_each(|(one, new)| one.new = new && is_known);
            // What was struck is not mended.
            project.gone = gone.into_iter().filter(|found| !struck.iter().any(|one| one.found == *found)).collect();
            (project.findings, project.struck) = (kept, struck);
            if project.standing != Standing::Undecided {
                let is_grave = project.findings.iter().any(|one| one.found.level <= sends_back);
                project.standing = if is_grave { Standing::ToMend } else { Standing::Accepted };
            }
        }
        self.expected(listed, unit);
        self.ceiling(unit);
        let files = self.of_files.remove(&number).unwrap_or_default();
        let files: Vec<OfFile> = files.into_iter().filter(|file| file.is_wanting(unit)).collect();
        unit.findings.extend(files.into_iter().flat_map(|file| file.findings));
        unit.findings.extend(self.by.edits.added(&unit.name, None, roster));
        for found in std::mem::take(&mut unit.findings) {
            match self.by.edits.struck(&unit.name, "", &found, roster) {
                Some(reason) => unit.struck.push(Struck { reason: reason.to_owned(), found }),
                None => unit.findings.push(found),
            }
        }
        let old: Vec<&Found> = base.iter().flat_map(|base| &base.findings).collect();
        let gone = compared(&old, &unit.findings.iter().collect::<Vec<_>>()).1;
        unit.gone = gone.into_iter().filter(|found| !unit.struck.iter().any(|one| one.found == *found)).collect();
        let is_grave = unit.findings.iter().any(|found| found.level <= sends_back);
        let has = |standing| unit.projects.iter().any(|project| project.standing == standing);
        unit.standing = match () {
            () if unit.projects.is_empty() && !matches!(listed.expected, Expected::Count(0)) => Standing::Missing,
            () if is_grave || has(Standing::ToMend) => Standing::ToMend,
            () if has(Standing::Undecided) => Standing::Undecided,
            () => Standing::Accepted,
        };
        let is_over = unit.deadline.as_ref().is_some_and(|deadline| self.by.date.to_string() > *deadline);
        let lacks = unit.standing == Standing::Missing || is_short(unit).unwrap_or(false);
        unit.late = unit.projects.iter().any(|project| project.late) || lacks && is_over;
        let amount = |projects: &[ProjectState], is: fn(&ProjectState) -> bool| -> Decimal {
            projects
                .iter()
                .filter(|project| is(project))
                .filter_map(|project| project.amount)
                .map(|Yuan(amount)| amount)
                .sum()
        };
        unit.amount = Yuan(amount(&unit.projects, |_| true));
        unit.accepted = Yuan(amount(&unit.projects, |project| project.standing == Standing::Accepted));
        let names = unit.projects.iter().flat_map(|project| [Some(&project.name), project.was.as_ref()]);
        let names: BTreeSet<String> = names.flatten().map(|name| plain(name)).collect();
        let gone = base.into_iter().flat_map(|base| base.projects);
        unit.projects.extend(gone.filter(|project| !names.contains(&plain(&project.name))).map(withdrawn));
        unit.projects.sort_by(|a, b| {
            (a.standing == Standing::Withdrawn, &a.name).cmp(&(b.standing == Standing::Withdrawn, &b.name))
        });
    }

    /// What the office is told besides.
    pub(super) fn tell_the_office(&mut self, units: &[UnitState]) {
        let Round { roster, answers, edits, .. } = *self.by;
        let has = |unit: usize, name: &str| {
            units.get(unit).is_some_and(|unit| unit.projects.iter().any(|project| plain(&project.name) == plain(name)))
        };
        self.notes.extend(answers.unknown(roster).iter().map(Words::from));
        self.notes.extend(edits.unplaced(roster, has).iter().map(Words::from));
        let amount: Decimal = units.iter().map(|unit| unit.amount.0).sum();
        if let Some(most) = roster.ceiling.map(Money::to_decimal).filter(|most| amount > *most) {
            self.notes.push(words::all_over_ceiling(grouped(amount), grouped(most), grouped(amount - most)).into());
        }
    }

    /// What of the expected projects is missing.
    fn expected(&self, listed: &Unit, unit: &mut UnitState) {
        let mut tell = |level, what: crate::messages::Message, remedy: crate::messages::Message, code: Code| {
            unit.findings.push(Found {
                code: code.name().to_owned(),
                level,
                place: Place::default(),
                what: what.into(),
                remedy: remedy.into(),
            });
        };
        let count = unit.projects.len();
        match &listed.expected {
            Expected::Any => {}
            Expected::Count(wanted) if count < *wanted && count > 0 => {
                tell(
                    Level::Warning,
                    words::projects_missing(*wanted, count),
                    words::hand_in_the_rest(),
                    Code::MissingProject,
                );
            }
            Expected::Count(wanted) if count > *wanted => {
                tell(
                    Level::Note,
                    words::projects_beyond(*wanted, count),
                    words::check_the_roster(),
                    Code::UnexpectedProject,
                );
            }
            Expected::Count(_) => {}
            Expected::Named(names) => {
                let is = |project: &ProjectState, name: &str| {
                    let called = [Some(&project.name), project.was.as_ref()];
                    called.into_iter().flatten().any(|called| plain(called) == plain(name))
                };
                let lacks = |name: &&String| !unit.projects.iter().any(|project| is(project, name));
                unit.missing = names.iter().filter(lacks).cloned().collect();
                let unlisted = unit.projects.iter().filter(|project| !names.iter().any(|name| is(project, name)));
                let unlisted: Vec<&str> = unlisted.map(|project| project.name.as_str()).collect();
                for name in &unit.missing {
                    let near = nearest(name, unlisted.iter().copied());
                    let what = match near {
                        Some(near) => words::project_missing_but(name, near),
                        None => words::project_missing(name),
                    };
                    if count > 0 {
                        tell(Level::Warning, what, words::hand_in_the_rest(), Code::MissingProject);
                    }
                }
                for name in unlisted {
                    tell(
                        Level::Note,
                        words::project_unexpected(name),
                        words::check_the_roster(),
                        Code::UnexpectedProject,
                    );
                }
            }
        }
    }

    /// Whether a unit asks for more than it may.
    fn ceiling(&self, unit: &mut UnitState) {
        let amount: Decimal =
            unit.projects.iter().filter_map(|project| project.amount).map(|Yuan(amount)| amount).sum();
        let Some(Yuan(most)) = unit.ceiling.filter(|Yuan(most)| amount > *most) else { return };
        unit.findings.push(Found {
            code: Code::OverCeiling.name().to_owned(),
            level: Level::Error,
            place: Place::default(),
            what: words::over_ceiling(grouped(amount), grouped(most), grouped(amount - most)).into(),
            remedy: words::reduce_the_projects().into(),
        });
    }
}

/// Whether projects of a unit are missing, where it is known how many it has.
fn is_short(unit: &UnitState) -> Option<bool> {
    unit.expected.map(|wanted| unit.projects.len() < wanted || !unit.missing.is_empty())
}

/// An amount as people read it.
fn grouped(amount: Decimal) -> String {
    NumberFormat::GROUPED.print(amount)
}

/// A project that is there no more.
fn withdrawn(project: ProjectState) -> ProjectState {
    ProjectState {
        standing: Standing::Withdrawn,
        new: false,
        findings: Vec::new(),
        gone: Vec::new(),
        differences: Vec::new(),
        ..project
    }
}

/// Which of the findings are new, and which of the old ones are gone: the same words first,
/// then the same rule at the same place.
fn compared(old: &[&Found], new: &[&Found]) -> (Vec<bool>, Vec<Found>) {
    let mut left: Vec<&Found> = old.to_vec();
    let mut is_new = vec![true; new.len()];
    let same: [fn(&Found, &Found) -> bool; 2] = [
        |one, other| (&one.code, &one.what) == (&other.code, &other.what),
        |one, other| {
            (&one.code, &one.place) == (&other.code, &other.place) && one.place.cell.is_some() && !one.code.is_empty()
        },
    ];
    for is_same in same {
        for (found, is_new) in new.iter().zip(&mut is_new).filter(|(_, is_new)| **is_new) {
            if let Some(known) = left.iter().position(|known| is_same(known, found)) {
                left.remove(known);
                *is_new = false;
            }
        }
    }
    (is_new, left.into_iter().cloned().collect())
}
