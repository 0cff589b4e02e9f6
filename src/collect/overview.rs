//! What is counted of a state: the same for the page and the workbook.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::received::{Found, Yuan};
use super::state::{ProjectState, Standing, State, UnitState};
use super::words;
use crate::messages::Message;

/// A group of projects: what its members have in common, how many there are, what they ask
/// for, and what those ask for that are accepted.
pub(super) type Group = (String, usize, Decimal, Decimal);

/// The projects by a column of the summary, the largest amount first.
pub(super) fn grouped(state: &State, column: &str, blank: &str) -> Vec<Group> {
    let mut groups: BTreeMap<String, (usize, Decimal, Decimal)> = BTreeMap::new();
    for project in projects(state).map(|(_, project)| project) {
        let value = project.summary.iter().find(|(name, _)| name == column).map(|(_, value)| value.trim());
        let name = value.filter(|value| !value.is_empty()).unwrap_or(blank).to_owned();
        let Yuan(amount) = project.amount.unwrap_or_default();
        let group = groups.entry(name).or_default();
        group.0 += 1;
        group.1 += amount;
        if project.standing == Standing::Accepted {
            group.2 += amount;
        }
    }
    let mut groups: Vec<Group> =
        groups.into_iter().map(|(name, (count, all, accepted))| (name, count, all, accepted)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.2));
    groups
}

/// The projects that are there, each with its unit.
pub(super) fn projects(state: &State) -> impl Iterator<Item = (&UnitState, &ProjectState)> {
    let all = state.units.iter().flat_map(|unit| unit.projects.iter().map(move |project| (unit, project)));
    all.filter(|(_, project)| project.standing != Standing::Withdrawn)
}

/// All findings, each with its unit and project.
pub(super) fn findings(state: &State) -> impl Iterator<Item = (&UnitState, Option<&ProjectState>, &Found, bool)> {
    state
        .units
        .iter()
        .flat_map(|unit| findings_of(unit).map(move |(project, found, is_new)| (unit, project, found, is_new)))
}

/// The findings of a unit, each with its project, and whether it is new.
pub(super) fn findings_of(unit: &UnitState) -> impl Iterator<Item = (Option<&ProjectState>, &Found, bool)> {
    let own = unit.findings.iter().map(|found| (None, found, false));
    let projects = unit.projects.iter().filter(|project| project.standing != Standing::Withdrawn);
    own.chain(projects.flat_map(|project| project.findings.iter().map(move |one| (Some(project), &one.found, one.new))))
}

/// How many findings there are of each rule, and in how many units.
pub(super) fn by_rule(state: &State) -> Vec<(String, usize, usize)> {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for unit in &state.units {
        let mut own: BTreeMap<&str, usize> = BTreeMap::new();
        findings_of(unit).for_each(|(_, found, _)| *own.entry(&found.code).or_default() += 1);
        for (code, count) in own {
            let rule = rules.entry(code).or_default();
            *rule = (rule.0 + count, rule.1 + 1);
        }
    }
    let mut rules: Vec<_> = rules.into_iter().map(|(code, (count, units))| (code.to_owned(), count, units)).collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.1));
    rules
}

/// What a standing is called.
pub fn standing(standing: Standing) -> Message {
    match standing {
        Standing::Missing => words::missing(),
        Standing::Undecided => words::undecided(),
        Standing::ToMend => words::to_mend(),
        Standing::Accepted => words::accepted(),
        Standing::Withdrawn => words::withdrawn(),
    }
}

/// The standings of units, in the order in which they are told.
pub(super) const STANDINGS: [Standing; 4] =
    [Standing::Missing, Standing::ToMend, Standing::Undecided, Standing::Accepted];
