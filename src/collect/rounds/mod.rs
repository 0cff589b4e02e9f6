//! Takes what came and where things stood the round before; gives where they stand now.
//!
//! `renamed` says which projects are those of before under other names; `versions` which
//! version of a project counts; `standing` where a unit stands with all of its projects.

mod renamed;
mod standing;
mod versions;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use self::standing::OfFile;
use super::decisions::{Answers, Edits, Question};
use super::differences::{Difference, differences};
use super::received::{FileRead, FormRead, Found, Place, Words, Yuan};
use super::roster::{Expected, Roster, Unit, plain};
use super::state::{
    FORMAT, FileState, ProjectFinding, ProjectState, RoundState, Standing, State, UnitState, VERSION, Version,
};
use super::units::Recognised;
use super::words;
use crate::check::{self, CheckSettings, Outline};
use crate::diag::{Code, Diagnostic, FileId, Level, Place as TextPlace};
use crate::messages::{Language, Message, excerpt};
use crate::value::Date;

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

/// Where things stand now, and what the office is asked, by where they stood before.
pub fn round(by: &Round<'_>, before: Option<State>, came: &[Came]) -> (State, Vec<Question>) {
    let mut work = Work::of(by, before, came);
    let mut candidates = work.sort(came);
    let renames = work.renames(&mut candidates);
    let mut units: Vec<UnitState> = by.roster.units.iter().map(|unit| work.blank(unit)).collect();
    for ((unit, name), all) in candidates {
        let project = work.project(unit, &name, all, &renames);
        units[unit].projects.push(project);
    }
    work.across(&mut units, came);
    for (number, unit) in units.iter_mut().enumerate() {
        work.finish_unit(number, unit);
    }
    work.tell_the_office(&units);
    let Work { files, questions, undecided, notes, number, mut rounds, base, .. } = work;
    let date = by.date.to_string();
    rounds.retain(|round| round.number < number);
    rounds.push(RoundState { number, date, files: files.len() });
    let (format, program) = (FORMAT.to_owned(), concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned());
    (State { format, version: VERSION, program, rounds, units, files, undecided, notes, before: base }, questions)
}

struct Work<'a> {
    by: &'a Round<'a>,
    /// The number of the round.
    number: usize,
    /// Those before.
    rounds: Vec<RoundState>,
    /// The units as the round before left them.
    base: Vec<UnitState>,
    /// Their numbers by their plain names, and those of their projects by theirs.
    base_units: HashMap<String, usize>,
    base_projects: HashMap<(usize, String), usize>,
    files: Vec<FileState>,
    /// By the path of a file, when it came as it is.
    first: HashMap<String, (usize, String)>,
    questions: Vec<Question>,
    /// The questions by what may be the same in them.
    asked: HashMap<String, Vec<usize>>,
    undecided: Vec<Words>,
    notes: Vec<Words>,
    /// The files of a unit that no form could be read from.
    of_files: BTreeMap<usize, Vec<OfFile>>,
}

impl<'a> Work<'a> {
    fn of(by: &'a Round<'a>, before: Option<State>, came: &[Came]) -> Self {
        let files = before.iter().flat_map(|before| &before.files);
        let known: HashMap<&str, &FileState> = files.map(|file| (file.file.as_str(), file)).collect();
        let there: HashMap<&str, &str> = came.iter().map(|came| (came.file.as_str(), came.key.as_str())).collect();
        let is_same = known.len() == there.len()
            && known.iter().all(|(file, state)| there.get(file).is_some_and(|key| *key == state.key));
        let number = match &before {
            None => 1,
            Some(before) if is_same => before.round().max(1),
            Some(before) => before.round() + 1,
        };
        // What the office put elsewhere did not come anew.
        let mut moved: HashMap<&str, Vec<&FileState>> = HashMap::new();
        for file in known.values().filter(|file| !there.contains_key(file.file.as_str())) {
            moved.entry(&file.key).or_default().push(file);
        }
        let date = by.date.to_string();
        let first = came.iter().map(|came| {
            let known = known.get(came.file.as_str()).filter(|file| file.key == came.key);
            let moved = || moved.get(came.key.as_str())?.iter().find(|file| file.file.ends_with(&came.read.inside));
            let known = known.or_else(moved);
            (came.file.clone(), known.map_or((number, date.clone()), |file| (file.round, file.date.clone())))
        });
        let first: HashMap<String, (usize, String)> = first.collect();
        let (rounds, base) = match before {
            None => (Vec::new(), Vec::new()),
            Some(State { rounds, before, .. }) if is_same => (rounds, before),
            Some(State { rounds, units, .. }) => (rounds, units),
        };
        let (mut base_units, mut base_projects) = (HashMap::new(), HashMap::new());
        for (unit, known) in base.iter().enumerate() {
            base_units.entry(plain(&known.name)).or_insert(unit);
            for (project, known) in known.projects.iter().enumerate() {
                base_projects.entry((unit, plain(&known.name))).or_insert(project);
            }
        }
        Self {
            by,
            number,
            rounds,
            base,
            base_units,
            base_projects,
            asked: HashMap::new(),
            first,
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
                        let name = plain(&called(form, &version));
                        candidates.entry((unit, name)).or_default().push(Candidate { form, version });
                    }
                    Recognised::Refused => refused = Some(words::refused_by_the_office().into()),
                    Recognised::Unsure(near) => {
                        let names = near.iter().map(|unit| self.by.roster.units[*unit].name.clone()).collect();
                        let said = match form.unit.trim() {
                            "" => words::unit_is_not_written(&came.file, excerpt(&form.project)),
                            unit => words::unit_is_uncertain(&came.file, excerpt(unit), excerpt(&form.project)),
                        };
                        self.ask(Question::unit(&form.unit, &came.file, names), said);
                        refused = Some(words::waits_for_a_decision().into());
                    }
                }
            }
            self.tell_files(came, round);
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

    /// Asks what is not asked yet.
    fn ask(&mut self, question: Question, said: Message) {
        self.undecided.push(said.into());
        let roster = self.by.roster;
        let like = self.asked.entry(question.key()).or_default();
        let is_asked = like.iter().any(|known| self.questions[*known].covers(&question, roster));
        if !is_asked && !self.by.answers.knows(&question, roster) {
            like.push(self.questions.len());
            self.questions.push(question);
        }
    }

    /// A file that no form could be read from is of the unit whose folder it is in.
    fn tell_files(&mut self, came: &Came, round: usize) {
        let is_grave = came.read.forms.is_empty() && came.read.findings.iter().any(|found| found.level < Level::Note);
        if !is_grave {
            return;
        }
        if let Recognised::Unit(unit) = self.by.roster.recognise("", &came.file, self.by.answers) {
            let told = came.read.findings.iter().map(|found| Found {
                what: words::in_file(&came.file, found.what.message()).into(),
                place: Place::default(),
                ..found.clone()
            });
            let findings = told.collect();
            let is_aside = came.read.findings.iter().all(|found| found.code == Code::NoForm.name());
            self.of_files.entry(unit).or_default().push(OfFile { round, is_aside, findings });
        }
    }

    fn blank(&self, unit: &Unit) -> UnitState {
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

    /// The number of a unit in the round before, by its name or what it was called before.
    fn base_number(&self, unit: usize) -> Option<usize> {
        self.by.roster.units[unit].names().find_map(|name| self.base_units.get(&plain(name)).copied())
    }

    fn base_of(&self, unit: usize) -> Option<&UnitState> {
        self.base.get(self.base_number(unit)?)
    }

    /// The state of a project before, whose name is plain.
    fn base_project(&self, unit: usize, name: &str) -> Option<&ProjectState> {
        self.known_project(unit, name).filter(|project| project.standing != Standing::Withdrawn)
    }

    /// The state of a project that was withdrawn before.
    fn withdrawn_before(&self, unit: usize, name: &str) -> Option<&ProjectState> {
        self.known_project(unit, name).filter(|project| project.standing == Standing::Withdrawn)
    }

    fn known_project(&self, unit: usize, name: &str) -> Option<&ProjectState> {
        let number = self.base_number(unit)?;
        let project = self.base_projects.get(&(number, name.to_owned()))?;
        self.base.get(number)?.projects.get(*project)
    }

    /// In what two versions differ.
    fn between(&self, old: &Version, new: &Version) -> Option<Vec<Difference>> {
        if (&old.key, old.form) == (&new.key, new.form) {
            return Some(Vec::new());
        }
        let (old, new) = ((self.by.load)(old)?, (self.by.load)(new)?);
        Some(differences(&old.content, &new.content))
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
}

/// What a project is called; each form without a name is a project of its own.
fn called(form: &FormRead, version: &Version) -> String {
    match (form.project.trim(), &version.sheet) {
        ("", Some(sheet)) => {
            words::without_a_name(format!("{}「{sheet}」", version.file)).say(Language::Chinese).to_owned()
        }
        ("", None) => words::without_a_name(&version.file).say(Language::Chinese).to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// A finding as it is kept, at a place.
fn found_of(finding: &Diagnostic, place: Place) -> Found {
    Found {
        code: finding.code.name().to_owned(),
        level: finding.level,
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
