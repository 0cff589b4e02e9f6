//! Carries out a build: makes the files of all projects, then their books, and gives what
//! was found and made.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use super::build::{AllMade, Build};
use super::clock::Moment;
use super::error::Error;
use super::events::Events;
use super::files::TOGETHER;
use super::made::{BuildMemo, Made};
use super::memo::{Memo, Outcome};
use super::names::Claims;
use super::plan::{BuildPlan, Built};
use super::run::Found;
use super::workspace::Workspace;
use crate::diag::Code;

/// How often the ledger is written while a run goes on, so that one that is killed has
/// not worked for nothing.
const SAVED_EVERY: Duration = Duration::from_secs(5);

impl Workspace {
    /// Makes the files of all projects.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read, or an output folder that cannot be one. What is wrong with
    /// a project, and what cannot be written, is a finding.
    pub fn build(&self, plan: &BuildPlan, events: &dyn Events) -> Result<Built, Error> {
        let build = Build::new(self, plan, events)?;
        run(&build, &Memo::default(), |_, _| {})
    }

    /// As [`build`](Self::build), for one who builds again and again by the same plan: files
    /// that have not changed since, and whose outputs are there, are not looked at.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build).
    pub fn build_again(&mut self, plan: &BuildPlan, events: &dyn Events) -> Result<Built, Error> {
        let mut memo = std::mem::take(&mut self.built);
        let build = Build::new(self, plan, events)?;
        let settings = build.settings_digest();
        if memo.settings.replace(settings) != Some(settings) || memo.plan.as_ref() != Some(plan) {
            memo = BuildMemo { made: Memo::default(), settings: Some(settings), plan: Some(plan.clone()) };
        }
        // Outputs that somebody has deleted are made again.
        memo.made.keep(|outcome| build.is_there(outcome));
        let mut outcomes = Vec::new();
        let built = run(&build, &memo.made, |index, outcome| outcomes.push((index, Arc::clone(outcome))));
        for (index, outcome) in outcomes {
            let file = build.run.files[index];
            // What failed may succeed the next time.
            match outcome.made.as_ref().is_some_and(|made| made.failed == 0) {
                true => memo.made.insert(file.file.clone(), self.version(file), outcome),
                false => memo.made.remove(&file.file),
            }
        }
        self.built = memo;
        built
    }
}

/// Makes every file that is not remembered, and binds the books.
fn run(
    build: &Build<'_>,
    memo: &Memo<Made>,
    mut remember: impl FnMut(usize, &Arc<Outcome<Made>>) + Send,
) -> Result<Built, Error> {
    let (run, mut claims) = (&build.run, Claims::default());
    build.tidy();
    let remembered = claim_remembered(build, memo, &mut claims);
    let (mut built, mut all) = (Built::default(), AllMade::default());
    run.events.begin(run.files.len() - remembered.len(), run.threads);
    let mut saved = Moment::now();
    let done = |index: usize, outcome: &Arc<Outcome<Made>>| {
        build.add(index, outcome, remembered.contains(&index), &mut built, &mut all);
        remember(index, outcome);
        if saved.elapsed() > SAVED_EVERY {
            // It is written again at the end, and then has to succeed.
            let _ = build.folders.iter().try_for_each(|folder| folder.save(None));
            saved = Moment::now();
        }
    };
    let settle = (TOGETHER, |outcomes: &mut [_]| build.settle(outcomes));
    let found = run.each_settled(
        memo,
        |read| build.claim(read, &mut claims),
        |read, outputs| build.make(read, outputs),
        settle,
        done,
    );
    run.events.end();
    let Found { mut findings, projects, silenced } = found?;
    let bound = build.bind(&all, &mut claims)?;
    run.events.bound(&bound.written);
    findings.append(bound.findings);
    findings.extend(build.folders.iter().filter_map(|folder| {
        let error = folder.save(Some(build.run_digest)).err()?;
        Some(error.into_finding(Code::CannotWrite, &folder.path().into()))
    }));
    Ok(Built {
        findings: findings.sorted(),
        projects,
        silenced,
        written: built.written + bound.written.len(),
        current: built.current + bound.current,
        notes: bound.notes,
        ..built
    })
}

/// Takes the names of the outputs that are remembered; gives the numbers of their files.
fn claim_remembered(build: &Build<'_>, memo: &Memo<Made>, claims: &mut Claims) -> HashSet<usize> {
    let mut remembered = HashSet::new();
    for (index, file) in build.run.files.iter().enumerate() {
        if let Some(outcome) = memo.get(&file.file, &build.run.workspace.version(file)) {
            remembered.insert(index);
            for (folder, output, _) in outcome.made.iter().flat_map(|made| &made.outputs) {
                claims.keep(*folder, output, &file.file);
            }
        }
    }
    remembered
}
