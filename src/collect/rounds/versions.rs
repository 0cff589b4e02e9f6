//! Takes the forms of a project that came; gives the version that counts.

use std::collections::BTreeSet;

use super::renamed::Renames;
use super::{Candidate, Work, called};
use crate::collect::decisions::{Question, is_version};
use crate::collect::differences::Difference;
use crate::collect::received::Found;
use crate::collect::roster::plain;
use crate::collect::state::{ProjectFinding, ProjectState, Standing, Version};
use crate::collect::words;
use crate::diag::{Code, Level};
use crate::value::CHINESE_DIGITS;

impl Work<'_> {
    /// Which version of a project counts, and what of it is known already.
    pub(super) fn project(
        &mut self,
        unit: usize,
        name: &str,
        all: Vec<Candidate<'_>>,
        renames: &Renames,
    ) -> ProjectState {
        let unit_name = self.by.roster.units[unit].name.clone();
        let mut groups: Vec<Vec<Candidate<'_>>> = Vec::new();
        for candidate in all {
            let is_same = |group: &&mut Vec<Candidate<'_>>| {
                self.between(&group[0].version, &candidate.version).is_some_and(|found| found.is_empty())
            };
            match groups.iter_mut().find(is_same) {
                Some(group) => group.push(candidate),
                None => groups.push(vec![candidate]),
            }
        }
        groups
            .iter_mut()
            .for_each(|group| group.sort_by_key(|one| (kind(&one.version.file), one.version.file.clone())));
        let chosen = self.chosen(&unit_name, &groups);
        let mut project = ProjectState::default();
        if chosen.is_none() {
            project.standing = Standing::Undecided;
            self.ask_which(&unit_name, &groups, &mut project);
        }
        let counts = groups.swap_remove(chosen.unwrap_or(0));
        let first = groups.iter().flatten().chain(&counts).map(|one| one.version.date.clone()).min();
        let others = groups.into_iter().flatten().map(|one| one.version);
        project.others = others.collect();
        let mut own = counts.into_iter();
        let Some(Candidate { form, version }) = own.next() else { return project };
        project.same = own.map(|one| one.version).collect();
        project.name = called(form, &version);
        (project.year, project.amount, project.summary) = (form.year, form.amount, form.summary.clone());
        project.version = version;
        let renamed = renames.before(unit, name);
        let before = || self.base_project(unit, &plain(renamed?));
        let base = self.base_project(unit, name).or_else(before).cloned();
        project.was =
            renamed.map_or_else(|| base.as_ref().and_then(|base| base.was.clone()), |name| Some(name.to_owned()));
        project.since = base.as_ref().map_or(self.number, |base| base.since);
        project.new = base.is_none() && !self.base.is_empty();
        project.others.extend(renames.replaced(unit, name));
        if renames.is_asked(unit, name) {
            project.standing = Standing::Undecided;
        }
        if let Some(base) = &base {
            match self.between(&base.version, &project.version) {
                // What says the same came when it first said so.
                Some(found) if found.is_empty() => {
                    (project.version.round, project.version.date) = (base.version.round, base.version.date.clone());
                }
                Some(found) if project.differences.is_empty() => project.differences = found,
                _ => {}
            }
        }
        let deadline = self.by.roster.deadline_of(&self.by.roster.units[unit]).map(|date| date.to_string());
        let before = base.as_ref().or_else(|| self.withdrawn_before(unit, name));
        let before = before.map(|before| if before.came.is_empty() { &before.version.date } else { &before.came });
        project.came = first.into_iter().chain(before.cloned()).min().unwrap_or_default();
        project.late = deadline.is_some_and(|deadline| project.came > deadline);
        project.findings =
            form.findings.iter().map(|found| ProjectFinding { found: found.clone(), new: false }).collect();
        if let (Some(year), Some(wanted)) = (form.year, self.by.roster.year)
            && year != wanted
        {
            let found = Found {
                code: Code::FormYear.name().to_owned(),
                level: Level::Warning,
                place: form.name_at.clone(),
                what: words::form_of_another_year(year, wanted).into(),
                remedy: words::fill_in_the_form_of(wanted).into(),
            };
            project.findings.push(ProjectFinding { found, new: false });
        }
        project
    }

    /// The group of versions that counts: the only one, that of the latest round, that of the
    /// last folder of rounds, or the one that the office chose.
    fn chosen(&self, unit: &str, groups: &[Vec<Candidate<'_>>]) -> Option<usize> {
        if groups.len() == 1 {
            return Some(0);
        }
        let only = |best: &dyn Fn(&Version) -> usize| {
            let of = |group: &Vec<Candidate<'_>>| group.iter().map(|one| best(&one.version)).max().unwrap_or(0);
            let most = groups.iter().map(of).max()?;
            let mut all = (0..groups.len()).filter(|group| of(&groups[*group]) == most);
            all.next().filter(|_| all.next().is_none() && most > 0)
        };
        let (versions, project) = asked(groups);
        if let Some(answer) = self.by.answers.version(unit, &project, &versions, self.by.roster) {
            let is =
                |group: &Vec<Candidate<'_>>| group.iter().any(|one| is_version(&named(&one.version, groups), answer));
            return groups.iter().position(is);
        }
        only(&|version| version.round).or_else(|| only(&|version| round_in(&version.file)))
    }

    /// Asks which of several versions counts.
    fn ask_which(&mut self, unit: &str, groups: &[Vec<Candidate<'_>>], project: &mut ProjectState) {
        let (versions, name) = asked(groups);
        let other = groups.get(1).and_then(|other| self.between(&groups[0][0].version, &other[0].version));
        project.differences = other.unwrap_or_default();
        let lines = project.differences.iter().map(Difference::line).collect();
        let said = words::project_came_twice(unit, &name, versions.join("、"));
        self.ask(Question::twice(unit, &name, versions, lines), said);
    }
}

/// The versions and the name of a project that is asked about.
fn asked(groups: &[Vec<Candidate<'_>>]) -> (Vec<String>, String) {
    let versions: BTreeSet<String> = groups.iter().flatten().map(|one| named(&one.version, groups)).collect();
    let name = groups.first().and_then(|group| group.first()).map(|one| one.form.project.trim().to_owned());
    (versions.into_iter().collect(), name.unwrap_or_default())
}

/// What a version is called where it is asked about: its file, and its sheet or number where
/// several came in that file.
fn named(version: &Version, groups: &[Vec<Candidate<'_>>]) -> String {
    let in_file = groups.iter().flatten().filter(|one| one.version.file == version.file).count();
    match &version.sheet {
        _ if in_file < 2 => version.file.clone(),
        Some(sheet) => format!("{}「{sheet}」", version.file),
        None => format!("{}「{}」", version.file, version.form.1 + 1),
    }
}

/// What is read first of several files that say the same: what can be mended.
fn kind(file: &str) -> u8 {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "xlsx" | "xlsm" => 0,
        "yaml" | "yml" => 1,
        _ => 2,
    }
}

/// The number of the round that a folder of the path names: `第二轮`, `第2次`, `3稿`; 0 where none
/// does.
fn round_in(file: &str) -> usize {
    let number = |part: &str| {
        let end = part.find(['轮', '批', '次', '稿'])?;
        let before: Vec<char> = part[..end].chars().rev().take_while(|c| digit(*c).is_some()).collect();
        let digits: Vec<usize> = before.into_iter().rev().filter_map(digit).collect();
        match digits.as_slice() {
            [] => None,
            [10, ones] => Some(10 + ones),
            digits => digits.iter().try_fold(0_usize, |number, digit| number.checked_mul(10)?.checked_add(*digit)),
        }
    };
    file.split('/').filter_map(number).next_back().unwrap_or(0)
}

fn digit(c: char) -> Option<usize> {
    let chinese = || CHINESE_DIGITS.iter().position(|known| *known == c);
    match c {
        '十' => Some(10),
        '两' => Some(2),
        c => c.to_digit(10).map(|digit| digit as usize).or_else(chinese),
    }
}

#[cfg(test)]
mod tests {
    use super::round_in;

    #[test]
    fn folders_of_rounds() {
        for (file, number) in [
            ("第一轮/甲/表.xlsx", 1),
            ("甲/第2次/表.xlsx", 2),
            ("第十二批/表.xlsx", 12),
            ("第三稿.zip/表.xlsx", 3),
            ("甲/表.xlsx", 0),
            ("轮滑/表.xlsx", 0),
        ] {
            assert_eq!(round_in(file), number, "{file}");
        }
    }
}
