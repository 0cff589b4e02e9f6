//! Takes a workspace; gives its projects as a table of the folder shows them: right or wrong,
//! built or not.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::{folder, made_of, made_of_project};
use super::digest::Digest;
use super::discover::ProjectFile;
use super::error::Error;
use super::files::Files;
use super::ledger::{Ledger, Output};
use super::make::formats;
use super::memo::Memo;
use super::names::{output_name, stem};
use super::plan::BuildPlan;
use super::run::{ReadFile, Run};
use super::seen::{Overview, Seen, Standing};
use super::workspace::Workspace;
use crate::diag::Diagnostics;
use crate::project::read_as_it_is;
use crate::source::edit::Document;

impl Workspace {
    /// What is seen of the projects of a file that was read.
    pub(crate) fn see(&self, read: &ReadFile<'_>) -> Vec<Seen> {
        let scope = &self.scopes[read.file.scope];
        let made_of = made_of(&BuildPlan::default(), scope);
        let mut documents = None;
        let number_of_all = read.documents.max(1);
        let seen = (1..=number_of_all).map(|number| {
            let sound = read.projects.iter().find(|(known, _)| *known == number).map(|(_, project)| project);
            let made_of = sound.and_then(|project| {
                let fonts = self.fonts.of(&*self.files, project, read.settings).ok()?.digest;
                Some(made_of_project(made_of.clone(), fonts, number, &read.source.text))
            });
            let overview = match sound {
                Some(project) => Overview::of(&read.file.file, number, project),
                None => {
                    let documents = documents.get_or_insert_with(|| Document::all(&read.source));
                    let document: Option<&Document> = documents.get(number - 1);
                    let read_with_mistakes = document.and_then(|document| {
                        read_as_it_is(&document.node, read.settings, &scope.templates, &mut Diagnostics::new())
                    });
                    match read_with_mistakes {
                        Some(project) => Overview::of(&read.file.file, number, &project),
                        None => Overview::new(&read.file.file, number),
                    }
                }
            };
            Seen { overview, made_of }
        });
        seen.collect()
    }

    /// The projects of all files as the last [check](Self::check) saw them, file by file, with
    /// what is there of their files now. The contents of those are not read.
    pub fn overview(&self) -> Vec<Overview> {
        self.overview_of(&self.checked)
    }

    /// As [`overview`](Self::overview), from reading the projects alone: it stands while a
    /// check of them all would still be under way.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn glance(&self) -> Result<Vec<Overview>, Error> {
        let mut seen = Memo::default();
        let done = |index: usize, outcome: &Arc<_>| {
            let file: &ProjectFile = &self.projects[index];
            seen.insert(file.file.clone(), self.version(file), Arc::clone(outcome));
        };
        let see = |read: &ReadFile<'_>, ()| Ok((Diagnostics::new(), self.see(read)));
        Run::new(self, &()).with_workbooks().part().each(&Memo::default(), |_| Ok(()), see, done)?;
        Ok(self.overview_of(&seen))
    }

    fn overview_of(&self, known: &Memo<Vec<Seen>>) -> Vec<Overview> {
        let mut ledgers: HashMap<PathBuf, Ledger> = HashMap::new();
        let mut all = Vec::new();
        for file in &self.projects {
            let outcome = known.get(&file.file, &self.version(file));
            let Some(seen) = outcome.and_then(|outcome| outcome.made.as_ref()) else {
                all.push(Overview::new(&file.file, 1));
                continue;
            };
            let settings = self.scopes[file.scope].settings.as_ref().map(|(settings, _)| settings);
            for Seen { overview, made_of } in seen {
                let mut overview = overview.clone();
                if let Some((settings, folder)) = settings.and_then(|own| Some((own, folder(None, own)?))) {
                    let ledger = ledgers
                        .entry(folder.clone())
                        .or_insert_with(|| Ledger::read(&*self.files, &Ledger::path(&folder, None)));
                    let stem = stem(&file.stem, overview.number, seen.len());
                    let names = formats(settings, None).into_iter().map(|format| output_name(&stem, format));
                    overview.standing = self.standing(&folder, &ledger.0, names, *made_of);
                }
                all.push(overview);
            }
        }
        all
    }

    fn standing(
        &self,
        folder: &Path,
        ledger: &BTreeMap<String, Output>,
        names: impl Iterator<Item = String>,
        made_of: Option<Digest>,
    ) -> Standing {
        let (mut there, mut current) = (0, true);
        for name in names {
            let is_there = ledger.contains_key(&name) && self.files.is_file(&folder.join(&name));
            there += usize::from(is_there);
            current &= is_there && made_of.is_some() && ledger.get(&name).map(|output| output.made_of) == made_of;
        }
        match there {
            0 => Standing::NotBuilt,
            _ if current => Standing::Current,
            _ => Standing::Outdated,
        }
    }
}
