//! Carries out a build: makes the files of all projects, then their books, and gives what
//! was found and made.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::build::{AllMade, Build, Made};
use super::digest::Digest;
use super::error::Error;
use super::events::Events;
use super::memo::{Memo, Outcome};
use super::names::Claims;
use super::plan::{BuildPlan, Built};
use super::run::Found;
use super::workspace::Workspace;

/// How often the ledger is written while a run goes on, so that one that is killed has
/// not worked for nothing.
const SAVED_EVERY: Duration = Duration::from_secs(5);

/// What builds of the same plan remember of each other: files that did not change are not
/// looked at again.
#[derive(Default)]
pub struct BuildMemo {
    made: Memo<Made>,
    /// Of what their outputs were made beside projects and fonts, and where they went.
    settings: Option<Digest>,
}

impl Workspace {
    /// Makes the files of all projects. With a memo, what it remembers is not made again,
    /// and it remembers what was made.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read, an output folder that cannot be one, or a ledger that
    /// cannot be written. What is wrong with a project is a finding.
    pub fn build(&self, plan: &BuildPlan, memo: Option<&mut BuildMemo>, events: &dyn Events) -> Result<Built, Error> {
        let build = Build::new(self, plan, events)?;
        let mut nothing = BuildMemo::default();
        let is_kept = memo.is_some();
        let memo = memo.unwrap_or(&mut nothing);
        let settings = build.settings_digest();
        if memo.settings.replace(settings) != Some(settings) {
            memo.made = Memo::default();
        }
        run(&build, &mut memo.made, is_kept)
    }
}

/// Makes every file that is not remembered, and binds the books.
fn run(build: &Build<'_>, memo: &mut Memo<Made>, is_kept: bool) -> Result<Built, Error> {
    let (run, mut claims) = (&build.run, Claims::default());
    let remembered = claim_remembered(build, memo, &mut claims);
    let (mut built, mut all) = (Built::default(), AllMade::default());
    run.events.begin(run.files.len() - remembered.len(), run.threads);
    let mut saved = Instant::now();
    let mut outcomes = Vec::new();
    let done = |index: usize, outcome: &Arc<Outcome<Made>>| {
        build.add(index, outcome, remembered.contains(&index), &mut built, &mut all);
        if is_kept {
            outcomes.push((index, Arc::clone(outcome)));
        }
        if saved.elapsed() > SAVED_EVERY {
            // It is written again at the end, and then has to succeed.
            let _ = build.folders.iter().try_for_each(|folder| folder.save(None));
            saved = Instant::now();
        }
    };
    let found = run.each(memo, |read| build.claim(read, &mut claims), |read, outputs| build.make(read, outputs), done);
    run.events.end();
    for (index, outcome) in outcomes {
        memo.insert(run.files[index].file.clone(), run.workspace.version(run.files[index]), outcome);
    }
    let Found { mut findings, projects } = found?;
    let bound = build.bind(&all, &mut claims)?;
    run.events.done(&bound.written);
    findings.append(bound.findings);
    build.folders.iter().try_for_each(|folder| folder.save(Some(build.run_digest)))?;
    Ok(Built {
        findings: findings.sorted(),
        projects,
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
