//! Takes the files of a workspace; reads each when its turn comes, has something done
//! with its projects, and gives what was found in all of them, in the same order on any
//! number of threads. What is remembered from an earlier run is not done again.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::iter::successors;
use std::sync::Arc;

use super::discover::{ProjectFile, Scope};
use super::error::Error;
use super::events::{Events, Work, measure};
use super::filled::{TextCells, is_workbook};
use super::memo::{Memo, Outcome};
use super::parallel::{Steps, threads};
use super::workspace::Workspace;
use crate::check::{CheckSettings, Outline, across, ceilings};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Silenced, Source, Subject};
use crate::project::{self, Project, Settings, read_file};

/// A run over the files of a workspace.
pub(crate) struct Run<'a> {
    pub workspace: &'a Workspace,
    pub files: Vec<&'a ProjectFile>,
    pub threads: usize,
    pub events: &'a dyn Events,
    /// Whether there are other projects of which it knows nothing, so that nothing can be
    /// said about all of them together.
    is_part: bool,
    /// Whether filled workbooks are read, too.
    reads_workbooks: bool,
}

/// A file that was read.
pub(crate) struct ReadFile<'a> {
    pub file: &'a ProjectFile,
    pub settings: &'a Settings,
    pub checks: Cow<'a, CheckSettings>,
    pub source: Arc<Source>,
    /// Of a workbook, where the text stands on its sheets.
    cells: Option<TextCells>,
    /// How many projects it holds, right or wrong.
    pub documents: usize,
    /// Those without mistakes, each with its number in the file.
    pub projects: Vec<(usize, Project)>,
    /// What each is called, and where it begins.
    subjects: Vec<(usize, Arc<Subject>)>,
}

/// What a run has found.
#[derive(Default)]
pub(crate) struct Found {
    pub findings: Diagnostics,
    /// How many projects there are, right or wrong.
    pub projects: usize,
    /// What settings keep from being told.
    pub silenced: Silenced,
}

/// A file on its way: finished, or read.
enum Begun<T, R> {
    Finished(Arc<Outcome<T>>),
    Read(R),
}

impl<'a> Run<'a> {
    pub(crate) fn new(workspace: &'a Workspace, events: &'a dyn Events) -> Self {
        Self::over(workspace, workspace.projects.iter().collect(), events)
    }

    /// A run over some of the files.
    pub(crate) fn over(workspace: &'a Workspace, files: Vec<&'a ProjectFile>, events: &'a dyn Events) -> Self {
        let is_part = files.len() < workspace.projects.len();
        let threads = threads(workspace.options.jobs, files.len());
        Self { workspace, files, threads, events, is_part, reads_workbooks: false }
    }

    /// The same run, of which other runs make the rest.
    pub(crate) fn part(self) -> Self {
        Self { is_part: true, ..self }
    }

    /// The same run, which reads filled workbooks, too.
    pub(crate) fn with_workbooks(self) -> Self {
        Self { reads_workbooks: true, ..self }
    }

    /// Does something with each file that is not remembered: `claim` in the order of the
    /// files, then `act`; and has every outcome told, in order.
    pub(crate) fn each<C, T: Send + Sync>(
        &self,
        memo: &Memo<T>,
        claim: impl FnMut(&ReadFile<'_>) -> Result<C, Error> + Send,
        act: impl Fn(&ReadFile<'_>, C) -> Result<(Diagnostics, T), Error> + Sync,
        done: impl FnMut(usize, &Arc<Outcome<T>>) + Send,
    ) -> Result<Found, Error> {
        self.each_settled(memo, claim, act, (1, |_: &mut [_]| {}), done)
    }

    /// As [`each`](Self::each); and has outcomes settled, so many at once, before they are
    /// told.
    pub(crate) fn each_settled<C, T: Send + Sync>(
        &self,
        memo: &Memo<T>,
        mut claim: impl FnMut(&ReadFile<'_>) -> Result<C, Error> + Send,
        act: impl Fn(&ReadFile<'_>, C) -> Result<(Diagnostics, T), Error> + Sync,
        settle: (usize, impl Fn(&mut [Arc<Outcome<T>>]) + Sync),
        mut done: impl FnMut(usize, &Arc<Outcome<T>>) + Send,
    ) -> Result<Found, Error> {
        let scopes = &self.workspace.scopes;
        let mut found = Found::default();
        let mut outlines: Vec<Vec<Outline>> = scopes.iter().map(|_| Vec::new()).collect();
        let mut waived: HashSet<Place> = HashSet::new();
        let steps = Steps {
            read: |index| {
                let file: &ProjectFile = self.files[index];
                let known = memo.get(&file.file, &self.workspace.version(file));
                let known = known.map(|outcome| Begun::Finished(Arc::clone(outcome)));
                Ok(known.unwrap_or_else(|| self.begin(file)))
            },
            claim: |begun| match begun {
                Begun::Finished(outcome) => Ok(Begun::Finished(outcome)),
                Begun::Read((read, found)) => claim(&read).map(|claimed| Begun::Read((read, found, claimed))),
            },
            make: |begun: Begun<T, (ReadFile<'_>, Diagnostics, C)>| match begun {
                Begun::Finished(outcome) => Ok(outcome),
                Begun::Read((read, mut found, claimed)) => {
                    let (further, made) = act(&read, claimed)?;
                    found.append(further);
                    Ok(Arc::new(Outcome::new(&read, found, made)))
                }
            },
            settle,
            done: |index: usize, outcome: Arc<Outcome<T>>| {
                done(index, &outcome);
                let scope = self.files[index].scope;
                found.projects += outcome.projects;
                found.silenced.findings += outcome.taken;
                match Arc::try_unwrap(outcome) {
                    Ok(outcome) => {
                        found.findings.extend(outcome.findings);
                        outlines[scope].extend(outcome.outlines);
                        waived.extend(outcome.waived);
                    }
                    Err(outcome) => {
                        found.findings.extend(outcome.findings.iter().cloned());
                        outlines[scope].extend(outcome.outlines.iter().cloned());
                        waived.extend(outcome.waived.iter().cloned());
                    }
                }
            },
        };
        steps.run(self.files.len(), self.threads)?;
        let used: BTreeSet<usize> = self.files.iter().map(|file| file.scope).collect();
        let checks = used.iter().filter_map(|scope| scopes[*scope].settings.as_ref());
        found.silenced.rules = checks.flat_map(|(_, checks)| checks.off()).collect::<BTreeSet<Code>>().len();
        for (number, scope) in scopes.iter().enumerate() {
            found.findings.append(scope.findings.clone());
            if let (Some((_, checks)), false) = (&scope.settings, self.is_part) {
                let together = across(&outlines[number], checks);
                waived.extend(together.waived().iter().cloned());
                found.silenced.findings += together.taken();
                found.findings.append(together);
            }
        }
        if !self.is_part {
            self.check_settings(&outlines, &waived, &mut found.findings);
        }
        Ok(found)
    }

    /// Checks what settings say of all projects in their folder and below it.
    fn check_settings(&self, outlines: &[Vec<Outline>], waived: &HashSet<Place>, findings: &mut Diagnostics) {
        let scopes = &self.workspace.scopes;
        for (number, scope) in scopes.iter().enumerate() {
            let Some((_, checks)) = &scope.settings else { continue };
            let is_below = |below: &usize| successors(Some(*below), |at| scopes[*at].above).any(|at| at == number);
            let below: Vec<&Outline> = (0..scopes.len()).filter(is_below).flat_map(|below| &outlines[below]).collect();
            findings.append(ceilings(&below, checks, scope.is_whole));
            let seen = || below.iter().map(|project| project.name.0.as_str()).collect();
            findings.append(checks.unused(waived, (!scope.is_whole).then(seen).as_ref()));
        }
    }

    /// The scope of a file.
    pub(crate) fn scope_of(&self, file: usize) -> &Scope {
        &self.workspace.scopes[self.files[file].scope]
    }

    /// A file once more; none where it cannot be read.
    pub(crate) fn read(&self, index: usize) -> Option<ReadFile<'_>> {
        match self.begin::<()>(self.files[index]) {
            Begun::Read((read, _)) => Some(read),
            Begun::Finished(_) => None,
        }
    }

    /// Reads a file.
    fn begin<T>(&self, file: &'a ProjectFile) -> Begun<T, (ReadFile<'a>, Diagnostics)> {
        let Scope { settings, templates, .. } = &self.workspace.scopes[file.scope];
        let Some((settings, checks)) = settings else {
            return Begun::Finished(Arc::new(Outcome::unread(Vec::new())));
        };
        measure(self.events, Work::Read, || {
            let (source, cells, mut found) = match self.text(file) {
                Ok(text) => text,
                Err(errors) => return Begun::Finished(Arc::new(Outcome::unread(errors))),
            };
            let mut read = read_file(&source, settings, templates, &mut found);
            let checks = checks.for_file(&file.whole);
            let found = checks.apply_to_file(&mut read, found);
            let project::ProjectFile { projects, documents, subjects } = read;
            Begun::Read((ReadFile { file, settings, checks, source, cells, documents, projects, subjects }, found))
        })
    }

    /// The text of a file, or of the projects of a workbook, and what is wrong with that.
    #[allow(clippy::type_complexity, reason = "what a file has, in one place")]
    fn text(&self, file: &ProjectFile) -> Result<(Arc<Source>, Option<TextCells>, Diagnostics), Vec<Diagnostic>> {
        let path = file.file.path();
        if !self.reads_workbooks || !is_workbook(path) || file.is_outside {
            return match file.text(&*self.workspace.files) {
                Ok(source) => Ok((source, None, Diagnostics::new())),
                Err(error) => Err(vec![error]),
            };
        }
        let filled = self.workspace.filled(file).map_err(|error| vec![error])?;
        match filled.sheets.is_empty() {
            true => Err(filled.findings.sorted()),
            false => Ok((filled.source, Some(filled.cells), filled.findings)),
        }
    }
}

impl ReadFile<'_> {
    /// The project that a finding is about.
    pub(crate) fn subject(&self, finding: &Diagnostic) -> Option<Arc<Subject>> {
        let place = finding.labels.iter().map(|label| &label.place).find(|place| place.file == self.file.file);
        let start = place.map_or(0, Place::start);
        let known = self.subjects.iter().rev().find(|(from, _)| *from <= start);
        known.or(self.subjects.first()).map(|(_, subject)| Arc::clone(subject))
    }
}

impl<T> Outcome<T> {
    fn new(read: &ReadFile<'_>, found: Diagnostics, made: T) -> Self {
        let outline = |project| {
            let outline = Outline::of(project).in_file(&read.file.whole);
            read.cells.as_ref().map_or_else(|| outline.clone(), |cells| cells.outline(outline.clone()))
        };
        let outlines = read.projects.iter().map(|(_, project)| outline(project)).collect();
        let (waived, taken) = (found.waived().clone(), found.taken());
        let mut findings = found.sorted();
        findings.iter_mut().for_each(|finding| finding.subject = read.subject(finding));
        if let Some(cells) = &read.cells {
            findings = findings.into_iter().map(|finding| cells.finding(finding)).collect();
        }
        Self { findings, outlines, waived, taken, projects: read.documents.max(1), made: Some(made) }
    }

    fn unread(findings: Vec<Diagnostic>) -> Self {
        Self { findings, outlines: Vec::new(), waived: HashSet::new(), taken: 0, projects: 1, made: None }
    }
}
