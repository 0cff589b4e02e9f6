//! Takes a project that was read; gives what a table of its folder shows of it.

use rust_decimal::Decimal;

use super::digest::Digest;
use crate::check::Outline;
use crate::diag::FileId;
use crate::project::{FieldValue, Project};
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
    pub overview: Overview,
    /// Of what its files would be made; none where they cannot be.
    pub made_of: Option<Digest>,
}

impl Overview {
    pub(crate) fn new(file: &FileId, number: usize) -> Self {
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

    pub(crate) fn of(file: &FileId, number: usize, project: &Project) -> Self {
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
