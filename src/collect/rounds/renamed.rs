//! Takes the projects of a round and those of the round before; gives which of them are the
//! same under another name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Candidate, Candidates, Work};
use crate::collect::decisions::Question;
use crate::collect::differences::{Difference, likeness};
use crate::collect::received::FormRead;
use crate::collect::roster::{Expected, plain};
use crate::collect::state::{ProjectState, Standing, Version};
use crate::collect::words;

/// Which projects are called otherwise than before, by their unit and plain name.
#[derive(Default)]
pub(super) struct Renames {
    before: HashMap<(usize, String), String>,
    /// Files of the earlier name that are still there.
    replaced: HashMap<(usize, String), Vec<Version>>,
    /// Projects that wait for the office to decide whether they replace another.
    asked: HashSet<(usize, String)>,
}

impl Renames {
    /// What a project was called before.
    pub(super) fn before(&self, unit: usize, name: &str) -> Option<&str> {
        self.before.get(&(unit, name.to_owned())).map(String::as_str)
    }

    /// The versions under the earlier name that it replaces.
    pub(super) fn replaced(&self, unit: usize, name: &str) -> Vec<Version> {
        self.replaced.get(&(unit, name.to_owned())).cloned().unwrap_or_default()
    }

    /// Whether it is to be decided if it replaces another.
    pub(super) fn is_asked(&self, unit: usize, name: &str) -> bool {
        self.asked.contains(&(unit, name.to_owned()))
    }
}

/// So like each other are two versions of a project at least, of 1.
const SURELY_THE_SAME: f64 = 0.8;

/// From here on they may be, where their names are alike or their file is the same.
const MAYBE_THE_SAME: f64 = 0.5;

/// So like each other are names that are alike.
const ALIKE: f64 = 0.6;

/// A project that is gone and one that is new.
struct Pair<'p> {
    gone: &'p ProjectState,
    new: &'p str,
    version: &'p Version,
    is_sure: bool,
    likeness: f64,
}

impl Work<'_> {
    /// The projects that were called otherwise the round before; what is uncertain is asked.
    pub(super) fn renames(&mut self, candidates: &mut Candidates<'_>) -> Renames {
        let mut renames = Renames::default();
        let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (unit, name) in candidates.keys() {
            names.entry(*unit).or_default().push(name.clone());
        }
        for (unit, names) in &names {
            self.replaced(*unit, names, candidates, &mut renames);
            self.gone(*unit, names, candidates, &mut renames);
        }
        renames
    }

    /// Projects that are gone while others, which say the same, are new.
    fn gone(&mut self, unit: usize, names: &[String], candidates: &Candidates<'_>, renames: &mut Renames) {
        let Some(base) = self.base_of(unit).cloned() else { return };
        let known = base.projects.iter().filter(|project| project.standing != Standing::Withdrawn);
        let (still, gone): (Vec<_>, Vec<_>) = known.partition(|project| names.contains(&plain(&project.name)));
        let still: HashSet<String> = still.into_iter().map(|project| plain(&project.name)).collect();
        let new = names.iter().filter(|name| !still.contains(*name) && renames.before(unit, name).is_none());
        let new: Vec<(&str, &Candidate<'_>)> =
            new.filter_map(|name| Some((name.as_str(), candidates.get(&(unit, name.clone()))?.last()?))).collect();
        if gone.is_empty() || new.is_empty() {
            return;
        }
        let read = |version: &Version| (self.by.load)(version);
        let new: Vec<(&str, &Version, FormRead)> =
            new.into_iter().filter_map(|(name, one)| Some((name, &one.version, read(&one.version)?))).collect();
        let mut pairs: Vec<Pair<'_>> = Vec::new();
        for gone in gone {
            let Some(old) = read(&gone.version) else { continue };
            pairs.extend(new.iter().filter_map(|(new, version, form)| pair(gone, &old, new, version, form)));
        }
        pairs.sort_by(|a, b| {
            (b.is_sure, b.likeness).partial_cmp(&(a.is_sure, a.likeness)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let sure = |of: &dyn Fn(&Pair<'_>) -> bool| pairs.iter().filter(|pair| pair.is_sure && of(pair)).count();
        let is_only = |pair: &Pair<'_>| {
            sure(&|other| std::ptr::eq(other.gone, pair.gone)) == 1 && sure(&|other| other.new == pair.new) == 1
        };
        let certain: Vec<bool> = pairs.iter().map(|pair| pair.is_sure && is_only(pair)).collect();
        let unit_name = self.by.roster.units[unit].name.clone();
        let (mut taken, mut asked) = (HashSet::new(), Vec::new());
        for (pair, is_certain) in pairs.iter().zip(certain) {
            let Pair { gone, new, version, .. } = pair;
            if taken.contains(&gone.name) || renames.before.contains_key(&(unit, (*new).to_owned())) {
                continue;
            }
            let decided = self.by.answers.renamed(&unit_name, new, &gone.name, self.by.roster);
            match decided {
                Some(false) => continue,
                None if !is_certain => asked.push((gone.name.clone(), (*new).to_owned(), (*version).clone())),
                _ => {
                    renames.before.insert((unit, (*new).to_owned()), gone.name.clone());
                }
            }
            taken.insert(gone.name.clone());
        }
        for (before, new, version) in asked {
            let form = candidates.get(&(unit, new)).and_then(|all| all.last()).map(|one| one.form);
            let name = form.map_or("", |form| form.project.trim()).to_owned();
            let old = base.projects.iter().find(|project| project.name == before);
            let differ = old.and_then(|old| self.between(&old.version, &version)).unwrap_or_default();
            self.ask_renamed(&unit_name, &name, &before, vec![version.file], &differ);
        }
    }

    /// Projects that came later than another of the unit with the same goals and indicators,
    /// which is still there.
    fn replaced(&mut self, unit: usize, names: &[String], candidates: &mut Candidates<'_>, renames: &mut Renames) {
        let mut by_outline: BTreeMap<&str, Vec<(usize, &str, &Candidate<'_>)>> = BTreeMap::new();
        for name in names {
            let last =
                candidates.get(&(unit, name.clone())).and_then(|all| all.iter().max_by_key(|one| one.version.round));
            if let Some(one) = last
                && let Some(outline) = &one.form.outline
            {
                by_outline.entry(outline).or_default().push((one.version.round, name, one));
            }
        }
        let listed = &self.by.roster.units[unit];
        let is_listed = |name: &str| match &listed.expected {
            Expected::Named(names) => names.iter().any(|known| plain(known) == name),
            _ => false,
        };
        let unit_name = listed.name.clone();
        let mut found = Vec::new();
        for mut same in by_outline.into_values() {
            same.sort_by_key(|(round, name, _)| (*round, *name));
            for two in same.windows(2) {
                if let [(old_round, old, old_one), (new_round, new, new_one)] = two
                    && old_round < new_round
                    && !(is_listed(old) && is_listed(new))
                {
                    let (old_name, new_name) = (old_one.form.project.trim(), new_one.form.project.trim());
                    let files = vec![old_one.version.file.clone(), new_one.version.file.clone()];
                    let differ = self.between(&old_one.version, &new_one.version).unwrap_or_default();
                    let names = (old_name.to_owned(), new_name.to_owned());
                    found.push(((*old).to_owned(), (*new).to_owned(), names, files, differ));
                }
            }
        }
        for (old, new, (old_name, new_name), files, differ) in found {
            match self.by.answers.renamed(&unit_name, &new, &old, self.by.roster) {
                Some(false) => {}
                Some(true) => {
                    let gone = candidates.remove(&(unit, old)).unwrap_or_default();
                    let versions = renames.replaced.entry((unit, new.clone())).or_default();
                    versions.extend(gone.into_iter().map(|one| one.version));
                    renames.before.insert((unit, new), old_name);
                }
                None => {
                    renames.asked.insert((unit, new));
                    self.ask_renamed(&unit_name, &new_name, &old_name, files, &differ);
                }
            }
        }
    }

    fn ask_renamed(&mut self, unit: &str, name: &str, before: &str, files: Vec<String>, differ: &[Difference]) {
        let lines = differ.iter().map(Difference::line).collect();
        let said = words::project_is_called_otherwise(unit, name, before);
        self.ask(Question::renamed(unit, name, before, files, lines), said);
    }
}

/// What speaks for it that a project which is gone is the one that is new.
fn pair<'p>(
    gone: &'p ProjectState,
    old: &FormRead,
    new: &'p str,
    version: &'p Version,
    form: &FormRead,
) -> Option<Pair<'p>> {
    let likeness = likeness(&old.content, &form.content);
    let is_sure = old.outline.is_some() && old.outline == form.outline || likeness >= SURELY_THE_SAME;
    let before = plain(&gone.name);
    let is_in_place = (&gone.version.file, &gone.version.sheet) == (&version.file, &version.sheet);
    let are_alike = || {
        before.contains(new) || new.contains(&before) || strsim::normalized_damerau_levenshtein(&before, new) >= ALIKE
    };
    let is_maybe = || likeness >= MAYBE_THE_SAME && (is_in_place || are_alike());
    (is_sure || is_maybe()).then_some(Pair { gone, new, version, is_sure, likeness })
}
