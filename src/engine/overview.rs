//! Takes a workspace that was checked; gives its projects as a table of the folder shows them:
//! right or wrong, built or not.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::build::{folder, made_of, made_of_project};
use super::digest::Digest;
use super::files::Files;
use super::ledger::{Ledger, Output};
use super::make::formats;
use super::names::{output_name, stem};
use super::plan::BuildPlan;
use super::run::ReadFile;
use super::workspace::Workspace;
use crate::check::Outline;
use crate::diag::{Diagnostics, FileId};
use crate::project::{FieldValue, Project, read_as_it_is};
use crate::source::edit::Document;
use crate::template::{FieldId, Kind};

/// A project in its folder.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Its file.
    pub file: FileId,
    /// Its number there, from 1.
    pub number: usize,
    /// What it is called; empty where it does not say.
    pub name: String,
    /// Who files it; empty where it does not say.
    pub unit: String,
    /// 年度; none where it cannot be read.
    pub year: Option<u16>,
    /// The name of its form.
    pub form: Option<String>,
    /// What it asks for in its year, in 元.
    pub amount: Option<Decimal>,
    /// How many indicators it has.
    pub indicators: usize,
    /// What was chosen, by the labels of the fields: what amounts can be summed by.
    pub choices: Vec<(String, String)>,
    /// Whether its files are there.
    pub standing: Standing,
}

/// What is there of a project's files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// None of them.
    #[default]
    NotBuilt,
    /// They were made of something else than the project says now, or not all are there.
    Outdated,
    /// All of them, as a build would make them.
    Current,
}

/// What a check sees of a project for the table of its folder.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    overview: Overview,
    /// Of what its files would be made; none where they cannot be.
    made_of: Option<Digest>,
}

impl Overview {
    fn new(file: &FileId, number: usize) -> Self {
        Self {
            file: file.clone(),
            number,
            name: String::new(),
            unit: String::new(),
            year: None,
            form: None,
            amount: None,
            indicators: 0,
            choices: Vec::new(),
            standing: Standing::default(),
        }
    }

    fn of(file: &FileId, number: usize, project: &Project) -> Self {
        let outline = Outline::of(project);
        let indicators = project.template.fields.iter().enumerate().filter_map(|(index, _)| {
            match project.get(FieldId(index)).map(|given| &given.value) {
                Some(FieldValue::Indicators(indicators)) => Some(indicators.len()),
                _ => None,
            }
        });
        Self {
            name: outline.name.0,
            unit: outline.unit.map_or_else(String::new, |(unit, _)| unit),
            year: Some(project.year),
            form: Some(project.template.name.clone()),
            amount: outline.amount,
            indicators: indicators.sum(),
            choices: choices(project),
            ..Self::new(file, number)
        }
    }
}

/// What a project chose in each field that has options, and what it says of how often it
/// takes place, where that is a text.
fn choices(project: &Project) -> Vec<(String, String)> {
    let roles = &project.template.roles;
    let told = [&roles.one_off, &roles.recurring, &roles.technology];
    let told: Vec<FieldId> = told.into_iter().flatten().map(|(field, _)| *field).collect();
    let chosen = project.template.fields.iter().enumerate().filter_map(|(index, field)| {
        let value = &project.get(FieldId(index))?.value;
        let text = match (&field.kind, value) {
            (Kind::Choice(options), FieldValue::Choice(chosen)) => options.get(*chosen)?.clone(),
            (Kind::Choices(options), FieldValue::Choices(chosen)) => {
                chosen.iter().filter_map(|number| options.get(*number)).cloned().collect::<Vec<_>>().join("、")
            }
            (Kind::Text, FieldValue::Text(text)) if told.contains(&FieldId(index)) => text.trim().to_owned(),
            _ => return None,
        };
        Some((field.key().to_owned(), text))
    });
    chosen.filter(|(_, text)| !text.is_empty()).collect()
}

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
        let mut ledgers: HashMap<PathBuf, Ledger> = HashMap::new();
        let mut all = Vec::new();
        for file in &self.projects {
            let outcome = self.checked.get(&file.file, &self.version(file));
            let Some(seen) = outcome.and_then(|outcome| outcome.made.as_ref()) else {
                all.push(Overview::new(&file.file, 1));
                continue;
            };
            let settings = self.scopes[file.scope].settings.as_ref().map(|(settings, _)| settings);
            for Seen { overview, made_of } in seen {
                let mut overview = overview.clone();
                if let Some((settings, folder)) = settings.and_then(|known| Some((known, folder(None, known)?))) {
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
