//! Writes what is told: notices with marked copies to each unit, and the whole at a glance.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::inbox::member;
use super::{Collected, Collection, PAGE, TOGETHER, WORKBOOK};
use crate::book::{PartTemplates, summary_groups};
use crate::collect::{
    Content, Exported, FormRead, ProjectState, Roster, Standing, State, System, UnitState, Words, Yuan, is_told, mail,
    notice, page, workbook,
};
use crate::diag::Level;
use crate::engine::error::Error;
use crate::engine::events::{Events, Work, measure};
use crate::engine::files::{Files, Kind, Staged};
use crate::engine::filled::is_workbook;
use crate::engine::make::{FormWriter, table_of_what_is_told};
use crate::engine::names::Names;
use crate::engine::parallel::{Steps, lock, threads};
use crate::engine::paths::{is_yaml, parent};
use crate::engine::plan::{BuildPlan, Target};
use crate::engine::words;
use crate::engine::workspace::{Options, Workspace};
use crate::mark::{Remark, marked};
use crate::messages::{Language, Message};
use crate::project::Format;
use crate::template::{BookPart, Template};
use crate::unpack::MOST_BYTES;

/// The folder of notices, with one for each round.
pub(super) const NOTICES: &str = "退回意见";

/// The folders of the accepted projects and of their book.
const ACCEPTED: &str = "通过";
const BOOK: &str = "汇编";

/// The notices of a round.
struct Notices<'a> {
    template: &'a Arc<Template>,
    year: u16,
    state: &'a State,
    sends_back: Level,
    /// The folder with one for each unit.
    folder: PathBuf,
    /// The names of marked copies, by the files that came.
    copies: HashMap<&'a str, String>,
}

/// A name as part of an address, in which some characters mean something.
fn in_address(name: &str) -> String {
    let one = |c: char| match c {
        '%' | '#' | '?' | '&' | ' ' => format!("%{:02X}", u32::from(c)),
        c => c.to_string(),
    };
    name.chars().map(one).collect()
}

/// The name of a file of a notice.
pub(super) fn notice_file(name: &Message, language: Language, extension: &str) -> String {
    format!("{}.{extension}", name.say(language))
}

/// The names of the files of notices.
fn notice_files() -> impl Iterator<Item = String> {
    [Language::Chinese, Language::English].into_iter().flat_map(|language| {
        let of = |format: Format| notice_file(&words::notice_name(), language, format.extension());
        [of(Format::Pdf), of(Format::Xlsx), notice_file(&words::mail_name(), language, "txt")]
    })
}

/// The names of the marked copies of the files that came, each its own.
fn copy_names(state: &State) -> HashMap<&str, String> {
    let notices: Vec<String> = notice_files().collect();
    let mut names = Names::of(notices.iter().map(String::as_str));
    let files = state.files.iter().map(|file| file.file.as_str());
    let copy = |file: &str| {
        let flat = file.replace('/', "-");
        let (name, ending) = flat.rfind('.').map_or((flat.as_str(), ""), |dot| flat.split_at(dot));
        names.free_file(name, ending)
    };
    let copies: Vec<String> = files.clone().map(copy).collect();
    files.zip(copies).collect()
}

impl Collection<'_> {
    /// Writes the page and the workbook with all of it.
    pub(super) fn overview(&self, state: &State, roster: &Roster, collected: &mut Collected) -> Result<(), Error> {
        let year = self.year(state, roster);
        let groups = PartTemplates::of(&self.office.templates, year)
            .map(|parts| summary_groups(parts.summary()))
            .unwrap_or_default();
        // Units have a table of their own.
        let units: HashSet<&str> = state.units.iter().map(|unit| unit.name.as_str()).collect();
        let is_unit = |column: &str| {
            let values = state.units.iter().flat_map(|unit| &unit.projects).flat_map(|project| &project.summary);
            let mut own = values.filter(|(name, value)| name == column && !value.is_empty());
            own.any(|(_, value)| units.contains(value.as_str()))
        };
        let groups: Vec<(String, String)> = groups.into_iter().filter(|(column, _)| !is_unit(column)).collect();
        let language = self.plan.language;
        let at = |name: &str| self.plan.target.join(name);
        let notice = notice_file(&words::notice_name(), language, Format::Pdf.extension());
        let round = words::round_folder(state.round());
        let link = |unit: &UnitState| {
            let path = [NOTICES, round.say(language), &unit.folder, &notice].map(in_address).join("/");
            is_told(unit, roster.sends_back()).then_some(path)
        };
        self.write(&at(PAGE), page(state, roster, &groups, &link, language).as_bytes(), collected)?;
        let book =
            workbook(state, &groups, language).map_err(|error| Error::new(words::too_much_for_a_sheet(error)))?;
        self.write(&at(WORKBOOK), &book, collected)
    }

    /// The year of the forms: the roster's, or that of most projects.
    pub(super) fn year(&self, state: &State, roster: &Roster) -> u16 {
        let mut years: BTreeMap<u16, usize> = BTreeMap::new();
        for year in state.units.iter().flat_map(|unit| &unit.projects).filter_map(|project| project.year) {
            *years.entry(year).or_default() += 1;
        }
        let most = years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year);
        roster.year.or(most).unwrap_or(1900)
    }

    /// Writes a notice to each unit that has to do something, with marked copies of its
    /// workbooks.
    pub(super) fn notices(
        &self,
        state: &State,
        roster: &Roster,
        events: &dyn Events,
        collected: &mut Collected,
    ) -> Result<(), Error> {
        let year = self.year(state, roster);
        let Some(template) = self.office.templates.part(BookPart::Notice, year) else { return Ok(()) };
        let told: Vec<&UnitState> = state.units.iter().filter(|unit| is_told(unit, roster.sends_back())).collect();
        let folder = self.plan.target.join(NOTICES).join(words::round_folder(state.round()).say(self.plan.language));
        let round =
            Notices { template, year, state, sends_back: roster.sends_back(), folder, copies: copy_names(state) };
        let (mut now, put) = (BTreeSet::new(), Mutex::new((collected, None)));
        let steps = Steps {
            read: Ok,
            claim: Ok,
            make: |index: usize| {
                let files = self.notice(&round, told[index], events)?.into_iter();
                files.map(|(path, bytes)| Ok((self.stage(&path, &bytes)?, path))).collect()
            },
            settle: (TOGETHER, |part: &mut [Vec<(Option<Staged>, PathBuf)>]| {
                let files = part.iter_mut().flatten();
                let staged = files.filter_map(|(staged, path)| Some((path.clone(), staged.take()?))).collect();
                let (collected, failed) = &mut *lock(&put);
                *failed = failed.take().or(self.settle(staged, collected).err());
            }),
            done: |_: usize, files: Vec<(Option<Staged>, PathBuf)>| now.extend(files.into_iter().map(|(_, path)| path)),
        };
        steps.run::<_, _, _, Error>(told.len(), threads(self.plan.jobs, told.len()))?;
        match put.into_inner().unwrap_or_else(PoisonError::into_inner) {
            (_, Some(error)) => Err(error),
            (_, None) => self.withdraw_notices(&round, &now),
        }
    }

    /// Takes away what an earlier run of the round wrote and says no more, so that it is not
    /// sent; what the office put there stays.
    fn withdraw_notices(&self, round: &Notices<'_>, now: &BTreeSet<PathBuf>) -> Result<(), Error> {
        let own: BTreeSet<String> = round.copies.values().cloned().chain(notice_files()).collect();
        let there = self.files.walk(&round.folder, &|_| true).unwrap_or_default();
        let is_own = |path: &Path| path.file_name().is_some_and(|name| own.contains(&*name.to_string_lossy()));
        let there = there.into_iter().filter(|(_, kind)| *kind == Kind::File).map(|(path, _)| path);
        self.remove(there.filter(|path| is_own(path) && !now.contains(path)))
    }

    /// Deletes files, and their folders where nothing else is in them.
    fn remove(&self, paths: impl Iterator<Item = PathBuf>) -> Result<(), Error> {
        let mut folders = BTreeSet::new();
        for path in paths {
            self.files.remove(&path).map_err(|error| Error::write(&path, error))?;
            folders.insert(parent(&path));
        }
        folders.iter().for_each(|folder| self.files.remove_if_empty(folder));
        Ok(())
    }

    /// The files of a unit's notice.
    fn notice(
        &self,
        round: &Notices<'_>,
        unit: &UnitState,
        events: &dyn Events,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let Notices { template, year, state, sends_back, .. } = *round;
        let project = notice(template, year, state, unit, sends_back);
        let fonts = self.office.fonts.of(self.files, &project, &self.office.settings)?.fonts;
        let form = table_of_what_is_told(&project, &fonts);
        let writer = FormWriter::new(&form, &fonts, None, events);
        let own = round.folder.join(&unit.folder);
        let language = self.plan.language;
        let mut files = Vec::new();
        for format in [Format::Pdf, Format::Xlsx] {
            let name = notice_file(&words::notice_name(), language, format.extension());
            let bytes = writer.bytes(format).map_err(|error| Error::new(words::notice_failed(&unit.name, error)))?;
            files.push((own.join(name), bytes));
        }
        let name = notice_file(&words::mail_name(), language, "txt");
        files.push((own.join(name), mail(state, unit, sends_back).into_bytes()));
        measure(events, Work::Write, || self.copies(round, unit, &own, &mut files));
        Ok(files)
    }

    /// Marked copies of a unit's workbooks.
    fn copies(&self, round: &Notices<'_>, unit: &UnitState, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
        let mut remarks: BTreeMap<(&str, &str), Vec<Remark>> = BTreeMap::new();
        for project in &unit.projects {
            let own = project.findings.iter().map(|one| &one.found).map(|found| Remark {
                sheet: found.place.sheet.clone().or_else(|| project.version.sheet.clone()),
                cell: found.place.cell.clone(),
                project: project.name.clone(),
                level: found.level.name(),
                what: found.what.message(),
                remedy: Words::message(&found.remedy),
            });
            let own: Vec<Remark> = own.collect();
            if is_workbook(Path::new(&project.version.file)) && !own.is_empty() {
                remarks.entry((&project.version.file, &project.version.key)).or_default().extend(own);
            }
        }
        for ((file, _), remarks) in remarks {
            // What was withdrawn or is damaged has no copy; the notice has all of it.
            let (Some(bytes), Some(name)) = (self.bytes(file), round.copies.get(file)) else { continue };
            let Ok(copy) = marked(&bytes, &remarks, self.plan.language) else { continue };
            files.push((folder.join(name), copy));
        }
    }

    /// The bytes of a file that came, which may be in an archive.
    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        let whole = self.plan.inbox.join(file);
        if self.files.is_file(&whole) {
            return self.files.read(&whole, MOST_BYTES as u64).ok();
        }
        let (at, _) =
            file.match_indices('/').find(|(at, _)| self.files.is_file(&self.plan.inbox.join(&file[..*at])))?;
        let archive = self.files.read(&self.plan.inbox.join(&file[..at]), MOST_BYTES as u64).ok()?;
        member(&archive, &file[at + 1..])
    }

    /// The accepted projects, in the order of units and names.
    fn accepted(state: &State) -> impl Iterator<Item = (&UnitState, &ProjectState)> {
        let all = state.units.iter().flat_map(|unit| unit.projects.iter().map(move |project| (unit, project)));
        all.filter(|(_, project)| project.standing == Standing::Accepted)
    }

    /// Writes what systems want of the accepted projects.
    pub(super) fn export(&self, systems: &[(System, String)], collected: &mut Collected) -> Result<(), Error> {
        let Some(state) = collected.state.take() else { return Ok(()) };
        for (system, file) in systems {
            let bytes = system.export(|add| {
                let mut number = 0;
                for (unit, project) in Self::accepted(&state) {
                    let Some(FormRead { content: Content::Data(data), .. }) = self.form(&project.version) else {
                        continue;
                    };
                    number += 1;
                    let amount = project.amount.map(|Yuan(amount)| amount);
                    let (unit, name, file) = (unit.name.as_str(), project.name.as_str(), project.version.file.as_str());
                    add(&Exported { number, unit, file, name, amount, data: &data });
                }
            });
            let bytes = bytes.map_err(|error| Error::new(words::cannot_make_for_a_system(file, error)))?;
            self.write(&self.plan.target.join(file), &bytes, collected)?;
        }
        collected.state = Some(state);
        Ok(())
    }

    /// Binds the book of the accepted projects, from their project files.
    pub(super) fn book(
        &self,
        files: Arc<dyn Files>,
        collected: &mut Collected,
        events: &dyn Events,
    ) -> Result<(), Error> {
        let Some(state) = collected.state.take() else { return Ok(()) };
        let folder = self.plan.target.join(ACCEPTED);
        let mut names = HashMap::<&str, Names>::new();
        let (mut kept, mut staged) = (BTreeSet::new(), Vec::new());
        for (unit, project) in Self::accepted(&state) {
            let Some(form) = self.form(&project.version) else { continue };
            let names = names.entry(&unit.folder).or_default();
            let path = folder.join(&unit.folder).join(names.free_file(&project.name, ".yaml"));
            kept.insert(path.clone());
            staged.extend(self.stage(&path, form.text.as_bytes())?.map(|one| (path, one)));
            if staged.len() == TOGETHER {
                self.settle(std::mem::take(&mut staged), collected)?;
            }
        }
        self.settle(staged, collected)?;
        collected.state = Some(state);
        // What is accepted no more is in the book no more.
        let there = files.walk(&folder, &|_| true).unwrap_or_default();
        let there = there.into_iter().filter(|(_, kind)| *kind == Kind::File).map(|(path, _)| path);
        self.remove(there.filter(|path| is_yaml(path) && !kept.contains(path)))?;
        if kept.is_empty() {
            return Ok(());
        }
        let options = Options { templates: self.office.folder.clone(), jobs: self.plan.jobs, ..Options::default() };
        let workspace = Workspace::open(files, &[folder], options)?;
        let target = Some(Target::Folder(self.plan.target.join(BOOK)));
        let built = workspace.build(&BuildPlan { target, book: Some(true), ..BuildPlan::default() }, events)?;
        collected.findings.extend(built.findings.into_iter().filter(|finding| finding.level == Level::Error));
        Ok(())
    }
}
