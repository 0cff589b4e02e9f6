//! Takes what came and where things stood the round before; gives where they stand now.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rust_decimal::Decimal;

use super::decisions::{Answers, Edits, Question, is_file};
use super::differences::{Difference, differences};
use super::received::{FileRead, FormRead, Found, Grave, Place, Words, Yuan};
use super::roster::{Expected, Roster, plain};
use super::state::{
    FORMAT, FileState, ProjectFinding, ProjectState, RoundState, Standing, State, Struck, UnitState, VERSION, Version,
};
use super::units::Recognised;
use super::words;
use crate::check::{self, CheckSettings, Outline};
use crate::diag::{Code, Diagnostic, FileId, Place as TextPlace, nearest};
use crate::messages::Language;
use crate::value::{CHINESE_DIGITS, Date, NumberFormat};

/// A file that came, with what was read of it.
#[derive(Clone, Debug)]
pub struct Came {
    /// Its path in the inbox; what came in an archive has that of the archive before it.
    pub file: String,
    /// Its digest, or that of the archive.
    pub key: String,
    /// Its number in the archive.
    pub number: usize,
    /// What was read, without the contents of its forms.
    pub read: FileRead,
}

/// What a round goes by.
pub struct Round<'a> {
    /// The units.
    pub roster: &'a Roster,
    /// What the office decided.
    pub answers: &'a Answers,
    /// What it struck and added.
    pub edits: &'a Edits,
    /// The state before.
    pub before: Option<&'a State>,
    /// The day.
    pub date: Date,
    /// What the office says of the rules.
    pub checks: &'a CheckSettings,
    /// All that was read of a version of a project.
    pub load: &'a dyn Fn(&Version) -> Option<FormRead>,
}

/// A form that came, with where.
struct Candidate<'c> {
    form: &'c FormRead,
    version: Version,
}

/// A project's candidates, by its unit and its plain name.
type Candidates<'c> = BTreeMap<(usize, String), Vec<Candidate<'c>>>;

/// Where things stand now, and what the office is asked.
pub fn round(by: &Round<'_>, came: &[Came]) -> (State, Vec<Question>) {
    let mut work = Work::of(by, came);
    let candidates = work.sort(came);
    let mut units: Vec<UnitState> = by.roster.units.iter().map(|unit| work.blank(unit)).collect();
    for ((unit, name), all) in candidates {
        let project = work.project(unit, &name, all);
        units[unit].projects.push(project);
    }
    work.across(&mut units, came);
    for (number, unit) in units.iter_mut().enumerate() {
        work.finish_unit(number, unit);
    }
    let Work { files, questions, undecided, notes, number, base, .. } = work;
    let date = by.date.to_string();
    let mut rounds: Vec<RoundState> = by.before.map(|before| before.rounds.clone()).unwrap_or_default();
    rounds.retain(|round| round.number < number);
    rounds.push(RoundState { number, date, files: files.len() });
    let (format, program) = (FORMAT.to_owned(), concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned());
    (State { format, version: VERSION, program, rounds, units, files, undecided, notes, before: base }, questions)
}

struct Work<'a> {
    by: &'a Round<'a>,
    /// The number of the round.
    number: usize,
    /// The units as the round before left them.
    base: Vec<UnitState>,
    files: Vec<FileState>,
    /// By the path of a file, when it came as it is.
    first: HashMap<String, (usize, String)>,
    questions: Vec<Question>,
    undecided: Vec<Words>,
    notes: Vec<Words>,
    /// What is wrong with the files of a unit that are no form.
    of_files: BTreeMap<usize, Vec<Found>>,
}

impl<'a> Work<'a> {
    fn of(by: &'a Round<'a>, came: &[Came]) -> Self {
        let known: HashMap<&str, &FileState> =
            by.before.iter().flat_map(|before| &before.files).map(|file| (file.file.as_str(), file)).collect();
        let is_known = |came: &Came| known.get(came.file.as_str()).is_some_and(|file| file.key == came.key);
        let is_same = known.len() == came.len() && came.iter().all(is_known);
        let (number, base) = match by.before {
            None => (1, Vec::new()),
            Some(before) if is_same => (before.round().max(1), before.before.clone()),
            Some(before) => (before.round() + 1, before.units.clone()),
        };
        let date = by.date.to_string();
        let first = came.iter().map(|came| {
            let known = known.get(came.file.as_str()).filter(|file| file.key == came.key);
            (came.file.clone(), known.map_or((number, date.clone()), |file| (file.round, file.date.clone())))
        });
        Self {
            by,
            number,
            base,
            first: first.collect(),
            files: Vec::new(),
            questions: Vec::new(),
            undecided: Vec::new(),
            notes: Vec::new(),
            of_files: BTreeMap::new(),
        }
    }

    /// Finds the unit of each form; what is uncertain is asked.
    fn sort<'c>(&mut self, came: &'c [Came]) -> Candidates<'c> {
        let mut candidates = Candidates::new();
        for came in came {
            let (round, date) = self.first.get(&came.file).cloned().unwrap_or_default();
            let mut refused = came.read.refused.clone();
            let mut taken = 0;
            for (number, form) in came.read.forms.iter().enumerate() {
                match self.by.roster.recognise(&form.unit, &came.file, self.by.answers) {
                    Recognised::Unit(unit) => {
                        taken += 1;
                        let version = Version {
                            file: came.file.clone(),
                            sheet: form.sheet.clone(),
                            key: came.key.clone(),
                            form: (came.number, number),
                            round,
                            date: date.clone(),
                        };
                        let name = match plain(&form.project) {
                            // Each form without a name is one of its own.
                            blank if blank.is_empty() => format!("\n{}\n{number}", came.file),
                            name => name,
                        };
                        candidates.entry((unit, name)).or_default().push(Candidate { form, version });
                    }
                    Recognised::Refused => refused = Some(words::refused_by_the_office().into()),
                    Recognised::Unsure(near) => {
                        let names = near.iter().map(|unit| self.by.roster.units[*unit].name.clone()).collect();
                        self.questions.push(Question::unit(&form.unit, &came.file, names));
                        self.undecided.push(words::unit_is_uncertain(&came.file, &form.unit, &form.project).into());
                        refused = Some(words::waits_for_a_decision().into());
                    }
                }
            }
            self.tell_files(came);
            self.files.push(FileState {
                file: came.file.clone(),
                key: came.key.clone(),
                round,
                date,
                forms: came.read.forms.len(),
                refused: refused.filter(|_| taken == 0),
                findings: came.read.findings.clone(),
            });
        }
        candidates
    }

    /// What is wrong with a file that no form could be read from is told to the unit whose
    /// folder it is in.
    fn tell_files(&mut self, came: &Came) {
        let is_grave = came.read.forms.is_empty() && came.read.findings.iter().any(|found| found.level < Grave::Note);
        if !is_grave {
            return;
        }
        if let Recognised::Unit(unit) = self.by.roster.recognise("", &came.file, self.by.answers) {
            let told = came.read.findings.iter().map(|found| Found {
                what: words::in_file(&came.file, found.what.message()).into(),
                place: Place::default(),
                ..found.clone()
            });
            self.of_files.entry(unit).or_default().extend(told);
        }
    }

    fn blank(&self, unit: &super::roster::Unit) -> UnitState {
        let expected = match &unit.expected {
            Expected::Any => None,
            Expected::Count(count) => Some(*count),
            Expected::Named(names) => Some(names.len()),
        };
        UnitState {
            name: unit.name.clone(),
            parent: unit.parent.clone(),
            contact: unit.contact.clone(),
            deadline: self.by.roster.deadline_of(unit).map(|date| date.to_string()),
            expected,
            ceiling: unit.ceiling.map(|most| Yuan(most.to_decimal())),
            ..UnitState::default()
        }
    }

    fn base_of(&self, unit: usize) -> Option<&UnitState> {
        let name = plain(&self.by.roster.units[unit].name);
        self.base.iter().find(|known| plain(&known.name) == name)
    }

    /// The state of a project before, whose name is plain.
    fn base_project(&self, unit: usize, name: &str) -> Option<&ProjectState> {
        let all = &self.base_of(unit)?.projects;
        all.iter().find(|known| plain(&known.name) == name && known.standing != Standing::Withdrawn)
    }

    /// In what two versions differ.
    fn between(&self, old: &Version, new: &Version) -> Option<Vec<Difference>> {
        if (&old.key, old.form) == (&new.key, new.form) {
            return Some(Vec::new());
        }
        let (old, new) = ((self.by.load)(old)?, (self.by.load)(new)?);
        Some(differences(&old.content, &new.content))
    }

    /// Which version of a project counts, and what of it is known already.
    fn project(&mut self, unit: usize, name: &str, all: Vec<Candidate<'_>>) -> ProjectState {
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
            self.ask(&unit_name, &groups, &mut project);
        }
        let counts = groups.swap_remove(chosen.unwrap_or(0));
        let others = groups.into_iter().flatten().map(|one| one.version);
        project.others = others.collect();
        let mut own = counts.into_iter();
        let Some(Candidate { form, version }) = own.next() else { return project };
        project.same = own.map(|one| one.version).collect();
        let display = form.project.trim();
        project.name = if display.is_empty() {
            words::without_a_name(&version.file).say(Language::Chinese).to_owned()
        } else {
            display.to_owned()
        };
        (project.year, project.amount, project.summary) = (form.year, form.amount, form.summary.clone());
        project.version = version;
        let base = self.base_project(unit, name).cloned();
        project.new = base.is_none() && !self.base.is_empty();
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
        project.late = deadline.is_some_and(|deadline| project.version.date > deadline);
        project.findings =
            form.findings.iter().map(|found| ProjectFinding { found: found.clone(), new: false }).collect();
        if let (Some(year), Some(wanted)) = (form.year, self.by.roster.year)
            && year != wanted
        {
            let found = Found {
                code: Code::FormYear.name().to_owned(),
                level: Grave::Warning,
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
        let (files, project) = asked(groups);
        if let Some(answer) = self.by.answers.version(unit, &project, &files) {
            let is = |group: &Vec<Candidate<'_>>| group.iter().any(|one| is_file(&one.version.file, answer));
            return groups.iter().position(is);
        }
        only(&|version| version.round).or_else(|| only(&|version| round_in(&version.file)))
    }

    /// Asks which of several versions counts.
    fn ask(&mut self, unit: &str, groups: &[Vec<Candidate<'_>>], project: &mut ProjectState) {
        let (files, name) = asked(groups);
        let other = groups.get(1).and_then(|other| self.between(&groups[0][0].version, &other[0].version));
        project.differences = other.unwrap_or_default();
        let lines = project.differences.iter().map(Difference::line).collect();
        self.undecided.push(words::project_came_twice(unit, &name, files.join("、")).into());
        self.questions.push(Question::twice(unit, &name, files, lines));
    }

    /// What the rules that look at several projects find.
    fn across(&self, units: &mut [UnitState], came: &[Came]) {
        let forms: HashMap<(&str, (usize, usize)), &FormRead> = came
            .iter()
            .flat_map(|came| {
                (0..)
                    .zip(&came.read.forms)
                    .map(move |(number, form)| ((came.file.as_str(), (came.number, number)), form))
            })
            .collect();
        let (mut outlines, mut places) = (Vec::new(), Vec::new());
        for (number, unit) in units.iter().enumerate() {
            for (index, project) in unit.projects.iter().enumerate() {
                let form = forms.get(&(project.version.file.as_str(), project.version.form));
                if let Some((form, year)) = form.and_then(|form| Some((form, form.year?))) {
                    outlines.push(outline(form, year, places.len(), &unit.name, &project.version.file));
                    places.push((number, index, *form));
                }
            }
        }
        // What is waived of the office's is so for all of these.
        let found = check::across(&outlines, self.by.checks);
        for finding in found.sorted() {
            let label = finding.labels.first().map(|label| &label.place);
            let at = label.and_then(|place| Some((place.range.as_ref()?.start, place)));
            let Some(((number, index, form), is_unit)) =
                at.and_then(|(start, _)| Some((*places.get(start / 2)?, start % 2 == 1)))
            else {
                continue;
            };
            let place = if is_unit { form.unit_at.clone() } else { form.name_at.clone() };
            let found = found_of(&finding, place);
            units[number].projects[index].findings.push(ProjectFinding { found, new: false });
        }
    }

    /// What is wrong with a unit's projects together, what the office says, and where all of
    /// it stands.
    fn finish_unit(&mut self, number: usize, unit: &mut UnitState) {
        let listed = &self.by.roster.units[number];
        let base = self.base_of(number).cloned();
        let sends_back = self.by.roster.sends_back();
        let is_known = base.is_some();
        for project in &mut unit.projects {
            let before = base.iter().flat_map(|base| &base.projects);
            let before = before.filter(|known| known.standing != Standing::Withdrawn);
            let before = before.into_iter().find(|known| plain(&known.name) == plain(&project.name));
            let added = self.by.edits.added(&unit.name, Some(&project.name));
            project.findings.extend(added.into_iter().map(|found| ProjectFinding { found, new: false }));
            let (mut kept, mut struck) = (Vec::new(), Vec::new());
            for one in std::mem::take(&mut project.findings) {
                match self.by.edits.struck(&unit.name, &project.name, &one.found) {
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
        unit.findings.extend(self.of_files.remove(&number).unwrap_or_default());
        unit.findings.extend(self.by.edits.added(&unit.name, None));
        let edits = self.by.edits;
        unit.findings.retain(|found| edits.struck(&unit.name, "", found).is_none());
        let old: Vec<&Found> = base.iter().flat_map(|base| &base.findings).collect();
        unit.gone = compared(&old, &unit.findings.iter().collect::<Vec<_>>()).1;
        let is_grave = unit.findings.iter().any(|found| found.level <= sends_back);
        let has = |standing| unit.projects.iter().any(|project| project.standing == standing);
        unit.standing = match () {
            () if unit.projects.is_empty() => Standing::Missing,
            () if is_grave || has(Standing::ToMend) => Standing::ToMend,
            () if has(Standing::Undecided) => Standing::Undecided,
            () => Standing::Accepted,
        };
        let is_over = unit.deadline.as_ref().is_some_and(|deadline| self.by.date.to_string() > *deadline);
        let lacks = unit.standing == Standing::Missing || !unit.missing.is_empty();
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
        let names: BTreeSet<String> = unit.projects.iter().map(|project| plain(&project.name)).collect();
        let gone = base.into_iter().flat_map(|base| base.projects);
        unit.projects.extend(gone.filter(|project| !names.contains(&plain(&project.name))).map(withdrawn));
        unit.projects.sort_by(|a, b| {
            (a.standing == Standing::Withdrawn, &a.name).cmp(&(b.standing == Standing::Withdrawn, &b.name))
        });
        if number == 0 {
            let roster = self.by.roster;
            self.notes.extend(edits.unplaced(|unit| roster.named(unit).is_some()).iter().map(Words::from));
        }
    }

    /// What of the expected projects is missing.
    fn expected(&self, listed: &super::roster::Unit, unit: &mut UnitState) {
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
                    Grave::Warning,
                    words::projects_missing(*wanted, count),
                    words::hand_in_the_rest(),
                    Code::MissingProject,
                );
            }
            Expected::Count(wanted) if count > *wanted => {
                tell(
                    Grave::Note,
                    words::projects_beyond(*wanted, count),
                    words::check_the_roster(),
                    Code::UnexpectedProject,
                );
            }
            Expected::Count(_) => {}
            Expected::Named(names) => {
                let came: Vec<&str> = unit.projects.iter().map(|project| project.name.as_str()).collect();
                let is = |one: &str, other: &str| plain(one) == plain(other);
                unit.missing = names.iter().filter(|name| !came.iter().any(|came| is(came, name))).cloned().collect();
                let unlisted: Vec<&str> =
                    came.iter().copied().filter(|came| !names.iter().any(|name| is(came, name))).collect();
                for name in &unit.missing {
                    let near = nearest(name, unlisted.iter().copied());
                    let what = match near {
                        Some(near) => words::project_missing_but(name, near),
                        None => words::project_missing(name),
                    };
                    if count > 0 {
                        tell(Grave::Warning, what, words::hand_in_the_rest(), Code::MissingProject);
                    }
                }
                for name in unlisted {
                    tell(
                        Grave::Note,
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
        let money = |number: Decimal| NumberFormat::GROUPED.print(number);
        unit.findings.push(Found {
            code: Code::OverCeiling.name().to_owned(),
            level: Grave::Error,
            place: Place::default(),
            what: words::over_ceiling(money(amount), money(most), money(amount - most)).into(),
            remedy: words::reduce_the_projects().into(),
        });
    }
}

/// The files and the name of a project that is asked about.
fn asked(groups: &[Vec<Candidate<'_>>]) -> (Vec<String>, String) {
    let files: BTreeSet<String> = groups.iter().flatten().map(|one| one.version.file.clone()).collect();
    let name = groups.first().and_then(|group| group.first()).map(|one| one.form.project.trim().to_owned());
    (files.into_iter().collect(), name.unwrap_or_default())
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

/// A finding as it is kept, at a place.
fn found_of(finding: &Diagnostic, place: Place) -> Found {
    Found {
        code: finding.code.name().to_owned(),
        level: finding.level.into(),
        place,
        what: (&finding.message).into(),
        remedy: finding.help.as_ref().map(Words::from).unwrap_or_default(),
    }
}

/// A form as the rules across projects see it: its name stands at twice its number, its unit
/// behind that.
fn outline(form: &FormRead, year: u16, number: usize, unit: &str, file: &str) -> Outline {
    let at = |place: usize| TextPlace { file: FileId::from(file), range: Some(place..place + 1) };
    let written = if form.unit.trim().is_empty() { unit } else { form.unit.trim() };
    let name = (form.project.trim().to_owned(), at(2 * number));
    let unit = Some((written.to_owned(), at(2 * number + 1)));
    Outline::known(Path::new(file), year, name, unit, form.amount.map(|Yuan(amount)| amount), form.outline.as_deref())
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
