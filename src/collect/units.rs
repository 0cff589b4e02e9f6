//! Takes the name of a unit as a form writes it, and the folders that the form came in; gives
//! the unit of the roster, or says that it is uncertain.

use super::decisions::Answers;
use super::roster::{Names, Roster, Unit, plain};
use crate::check::is_same_unit;

/// Of which unit a form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recognised {
    /// Of the unit with this number.
    Unit(usize),
    /// The office decided that it is not taken.
    Refused,
    /// That is uncertain; it may be one of these.
    Unsure(Vec<usize>),
}

impl Unit {
    /// Its name and its other spellings.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

impl Roster {
    /// Of which unit a form is that writes this name and came in a file of this path in the
    /// inbox.
    pub(super) fn recognise(&self, written: &str, path: &str, answers: &Answers) -> Recognised {
        let by_name = if written.trim().is_empty() { None } else { self.named(written) };
        let by_folder = self.folder(path);
        let near = |by_folder: Option<usize>| {
            let mut near: Vec<usize> = by_folder.into_iter().collect();
            near.extend(self.near(written).filter(|unit| Some(*unit) != by_folder));
            near.extend(self.in_name(path).filter(|unit| !near.contains(unit)).collect::<Vec<_>>());
            near.truncate(5);
            near
        };
        let uncertain = match (by_name, by_folder) {
            (Some(unit), None) => return Recognised::Unit(unit),
            (Some(unit), Some(folder)) if self.is_folder_of(folder, unit) => return Recognised::Unit(unit),
            (None, Some(folder)) if written.trim().is_empty() => return Recognised::Unit(folder),
            (Some(unit), Some(folder)) => vec![unit, folder],
            (None, folder) => near(folder),
        };
        match answers.unit(written, path, self) {
            Some(answer) if answers.is_refusal(answer) => Recognised::Refused,
            Some(answer) => self.named(answer).map_or(Recognised::Unsure(uncertain), Recognised::Unit),
            None => Recognised::Unsure(uncertain),
        }
    }

    /// The unit that a name means: the same but for spaces and width, or the only one that
    /// differs in a slip.
    pub(super) fn named(&self, written: &str) -> Option<usize> {
        let (wanted, names) = (plain(written), self.names());
        if let Some(unit) = names.units.get(&wanted) {
            return Some(*unit);
        }
        let slips = |(own, _): &(Vec<String>, Vec<String>)| own.iter().any(|name| is_same_unit(name, &wanted));
        let mut found = (0..).zip(&names.all).filter(|(_, names)| slips(names)).map(|(unit, _)| unit);
        found.next().filter(|_| found.next().is_none())
    }

    /// What the units are called.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (number, unit) in self.units.iter().enumerate() {
                let own: Vec<String> = unit.names().map(|name| plain(name)).collect();
                let folders: Vec<String> = unit.folders.iter().map(|name| plain(name)).collect();
                for name in &own {
                    names.units.entry(name.clone()).or_insert(number);
                }
                for name in own.iter().chain(&folders) {
                    names.folders.entry(name.clone()).or_insert(number);
                }
                names.all.push((own, folders));
            }
            names
        })
    }

    /// Whether a name is one of the unit that is called so in full.
    pub(super) fn is_called(&self, unit: &str, name: &str) -> bool {
        plain(unit) == plain(name)
            || self.named(name).is_some_and(|known| plain(&self.units[known].name) == plain(unit))
    }

    /// The unit that a folder of the path, the nearest first, is called by.
    pub(super) fn folder(&self, path: &str) -> Option<usize> {
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        parts.iter().rev().find_map(|part| self.of_folder(part))
    }

    fn of_folder(&self, folder: &str) -> Option<usize> {
        let folder = folder.trim_end_matches(".zip").trim_end_matches(".ZIP");
        let bare = plain(folder.trim_matches(|c: char| c.is_ascii_digit() || " .-_、".contains(c)));
        let names = self.names();
        if let Some(unit) = [&plain(folder), &bare].into_iter().find_map(|name| names.folders.get(name)) {
            return Some(*unit);
        }
        // The longest full name in it: that of a unit may be part of that of another.
        let length = |(own, folders): &(Vec<String>, Vec<String>)| {
            let names = own.iter().chain(folders);
            let there = names.filter(|name| name.chars().count() >= SHORTEST && bare.contains(name.as_str()));
            there.map(String::len).max()
        };
        let lengths: Vec<(usize, usize)> =
            (0..).zip(&names.all).filter_map(|(unit, names)| Some((length(names)?, unit))).collect();
        let longest = lengths.iter().map(|(length, _)| *length).max()?;
        let mut found = lengths.into_iter().filter(|(length, _)| *length == longest).map(|(_, unit)| unit);
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether the folder of a unit may have the forms of another: a department hands in what
    /// its units have written.
    pub(super) fn is_folder_of(&self, folder: usize, unit: usize) -> bool {
        let parent = plain(&self.units[unit].parent);
        folder == unit || !parent.is_empty() && self.units[folder].names().any(|name| plain(name) == parent)
    }

    /// Units whose names are like one.
    fn near(&self, written: &str) -> impl Iterator<Item = usize> {
        let wanted = plain(written);
        let likeness = |unit: &Unit| {
            let like = |name: &String| strsim::normalized_damerau_levenshtein(&plain(name), &wanted);
            unit.names().map(like).fold(0.0, f64::max)
        };
        let mut all: Vec<(f64, usize)> =
            (0..self.units.len()).map(|unit| (likeness(&self.units[unit]), unit)).collect();
        all.retain(|(likeness, _)| !wanted.is_empty() && *likeness >= 0.5);
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        // What is much less like it than the best has no more than 示例市 in common.
        let least = all.first().map_or(0.0, |(likeness, _)| likeness - 0.15);
        all.retain(|(likeness, _)| *likeness >= least);
        all.into_iter().map(|(_, unit)| unit)
    }

    /// Units whose names stand in the name of a file.
    fn in_name(&self, path: &str) -> impl Iterator<Item = usize> {
        let name = plain(path.rsplit('/').next().unwrap_or_default());
        (0..self.units.len()).filter(move |unit| {
            self.units[*unit].names().any(|known| known.chars().count() >= SHORTEST && name.contains(&plain(known)))
        })
    }
}

/// A name of fewer characters in the name of a folder or file may be there by chance.
const SHORTEST: usize = 3;
