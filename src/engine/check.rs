//! Takes a workspace; gives the findings about its projects and their pages.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::error::Error;
use super::events::{Events, Work, measure};
use super::make::{fill, formats};
use super::memo::Memo;
use super::plan::with_silenced;
use super::run::{ReadFile, Run};
use super::seen::Seen;
use super::words;
use super::workspace::Workspace;
use crate::check::Outline;
use crate::diag::{Diagnostic, Diagnostics, Silenced, Stage, summary};
use crate::layout::{Layout, lay_out};
use crate::messages::Message;

/// What was found in projects.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The findings, by file and place.
    pub findings: Vec<Diagnostic>,
    /// How many projects there are, right or wrong.
    pub projects: usize,
    /// What settings keep from being told.
    pub silenced: Silenced,
}

impl Checked {
    /// What was found, in a sentence.
    pub fn summary(&self) -> Message {
        let found = Some(summary(&self.findings)).filter(|found| !found.is_empty());
        with_silenced(words::checked(self.projects, found.unwrap_or_else(words::nothing_found)), self.silenced)
    }
}

impl Workspace {
    /// Checks all projects, and each against the others.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn check(&mut self, events: &dyn Events) -> Result<Checked, Error> {
        let mut checked = std::mem::take(&mut self.checked);
        let run = Run::new(self, events).with_workbooks();
        let mut new = Vec::new();
        let done = |index: usize, outcome: &Arc<_>| {
            new.push((index, Arc::clone(outcome)));
            events.done(&[]);
        };
        events.begin(run.files.len(), run.threads);
        let found = run.each(&checked, |_| Ok(()), |read, ()| self.check_file(read, events), done);
        events.end();
        for (index, outcome) in new {
            let file = &self.projects[index];
            checked.insert(file.file.clone(), self.version(file), outcome);
        }
        self.checked = checked;
        found.map(|found| Checked {
            findings: found.findings.sorted(),
            projects: found.projects,
            silenced: found.silenced,
        })
    }

    fn check_file(&self, read: &ReadFile<'_>, events: &dyn Events) -> Result<(Diagnostics, Vec<Seen>), Error> {
        let mut found = Diagnostics::new();
        let formats = formats(read.settings, None);
        for (_, project) in &read.projects {
            let fonts = self.fonts.of(&*self.files, project, read.settings)?.fonts;
            let fit = read.settings.output.fit;
            measure(events, Work::Check, || fill(project, &fonts, &formats, fit, &read.checks, &mut found));
        }
        Ok((found, self.see(read)))
    }

    /// Checks the projects of a file alone, and gives what is found in it now: by itself, and
    /// what a look at [all projects](Self::check) found of it beside the others.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn check_file_alone(&mut self, path: &Path, all: &Checked) -> Result<Vec<Diagnostic>, Error> {
        let number = self.number_of(path);
        self.check_some(number.map_or(0..0, |number| number..number + 1))?;
        // Names of files are compared byte by byte: there may be many.
        let is_here = |finding: &&Diagnostic| {
            let place = finding.labels.first().map(|label| label.place.file.path().as_os_str());
            finding.code.stage() == Stage::Across && place == Some(path.as_os_str())
        };
        let beside = all.findings.iter().filter(is_here).cloned();
        Ok(self.findings_in(path).iter().cloned().chain(beside).collect())
    }

    /// Checks some of the files of projects, by their numbers from 0, each alone: a look at all
    /// finds that done. Gives whether there are more behind them.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn check_some(&mut self, numbers: Range<usize>) -> Result<bool, Error> {
        let end = numbers.end.min(self.projects.len());
        let begin = numbers.start.min(end);
        let mut checked = std::mem::take(&mut self.checked);
        let mut new = Vec::new();
        let found = {
            let run = Run::over(self, self.projects[begin..end].iter().collect(), &()).part();
            let done = |index: usize, outcome: &Arc<_>| new.push((begin + index, Arc::clone(outcome)));
            run.each(&checked, |_| Ok(()), |read, ()| self.check_file(read, &()), done).map(drop)
        };
        for (index, outcome) in new {
            let file = &self.projects[index];
            checked.insert(file.file.clone(), self.version(file), outcome);
        }
        self.checked = checked;
        found.map(|()| end < self.projects.len())
    }

    /// What is wrong with projects as they are read, without the rules for each.
    pub(crate) fn read_only(&self) -> Result<Vec<Diagnostic>, Error> {
        let run = Run::new(self, &());
        let found = run.each(&Memo::<()>::default(), |_| Ok(()), |_, ()| Ok((Diagnostics::new(), ())), |_, _| {})?;
        Ok(found.findings.sorted())
    }

    /// What the last [check](Self::check) found in a file by itself.
    pub fn findings_in(&self, path: &Path) -> &[Diagnostic] {
        let known = self.project_file(path);
        let outcome = known.and_then(|known| self.checked.get(&known.file, &self.version(known)));
        outcome.map_or(&[], |outcome| &outcome.findings)
    }

    /// What the last [check](Self::check) saw of the projects without mistakes.
    pub fn outlines(&self) -> impl Iterator<Item = &Outline> {
        let outcomes = self.projects.iter().filter_map(|file| self.checked.get(&file.file, &self.version(file)));
        outcomes.flat_map(|outcome| &outcome.outlines)
    }

    /// The pages of a project, by its number in its file, from 1; none where it cannot be
    /// laid out, which [`check`](Self::check) says why.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn preview(&self, path: &Path, number: usize) -> Result<Option<Layout>, Error> {
        let Some(known) = self.project_file(path) else { return Ok(None) };
        let run = Run::over(self, vec![known], &());
        let Some(read) = run.read(0) else { return Ok(None) };
        let Some((_, project)) = read.projects.iter().find(|(known, _)| *known == number) else { return Ok(None) };
        let fonts = self.fonts.of(&*self.files, project, read.settings)?.fonts;
        let (formats, fit) = (formats(read.settings, None), read.settings.output.fit);
        let table = fill(project, &fonts, &formats, fit, &read.checks, &mut Diagnostics::new());
        Ok(table.map(|table| lay_out(&table, &fonts)))
    }
}
