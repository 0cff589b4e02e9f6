//! What a unit is told: what has not come, what is to be mended and how, by when.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::received::{Found, Yuan};
use super::state::{ProjectState, Standing, State, UnitState};
use super::words;
use crate::diag::Level;
use crate::messages::Language;
use crate::project::{FieldValue, Given, Project, Record};
use crate::source::{Source, Span};
use crate::template::{Field, Kind, Taken, Template};
use crate::value::NumberFormat;

/// The language of notices: that of the forms.
const LANGUAGE: Language = Language::Chinese;

/// What is said of a unit, by the names under which templates take it.
struct Said {
    values: Vec<(&'static str, String)>,
    findings: Vec<[(&'static str, String); 5]>,
}

/// Whether a unit gets a notice: it has not handed in, or has something to mend.
pub fn is_told(unit: &UnitState, sends_back: Level) -> bool {
    matches!(unit.standing, Standing::Missing | Standing::ToMend)
        || unit.findings.iter().any(|found| found.level <= sends_back)
}

/// What of a unit's findings it is told, each with its project's name; what is about all of
/// them first.
pub(super) fn told(unit: &UnitState, sends_back: Level) -> impl Iterator<Item = (Option<&ProjectState>, &Found)> {
    let is_told = move |found: &&Found| found.level <= sends_back || found.code.is_empty();
    let own = unit.findings.iter().filter(is_told).map(|found| (None, found));
    let projects = unit.projects.iter().filter(|project| project.standing != Standing::Withdrawn);
    own.chain(projects.flat_map(move |project| {
        let found = project.findings.iter().map(|one| &one.found).filter(is_told);
        found.map(move |found| (Some(project), found))
    }))
}

/// An amount as people read it.
pub(super) fn money(Yuan(amount): Yuan) -> String {
    NumberFormat::MONEY.print(amount)
}

/// Where something is wrong: the file, and the cell in it.
pub fn place(project: Option<&ProjectState>, found: &Found, language: Language) -> String {
    let at = found.place.name();
    match (project, at.say(language)) {
        (None, at) => at.to_owned(),
        (Some(project), "") => project.version.file.clone(),
        (Some(project), at) => {
            let file = project.version.file.rsplit('/').next().unwrap_or_default();
            match (&found.place.sheet, &found.place.cell) {
                (Some(sheet), Some(cell)) => words::place_in_file(file, sheet, cell).say(language).to_owned(),
                _ => format!("{file} {at}"),
            }
        }
    }
}

impl Said {
    fn of(state: &State, unit: &UnitState, sends_back: Level) -> Self {
        let round = state.rounds.last();
        let count = |standing| unit.projects.iter().filter(|project| project.standing == standing).count().to_string();
        let there = unit.projects.iter().filter(|project| project.standing != Standing::Withdrawn).count();
        let gone: usize = unit.gone.len() + unit.projects.iter().map(|project| project.gone.len()).sum::<usize>();
        let today = round.map(|round| round.date.as_str()).unwrap_or_default();
        let is_over = unit.deadline.as_ref().is_some_and(|deadline| today > deadline.as_str());
        let when = |is: bool| if is { words::yes().say(LANGUAGE).to_owned() } else { String::new() };
        let values = vec![
            ("单位", unit.name.clone()),
            ("主管部门", unit.parent.clone()),
            ("联系人", unit.contact.clone()),
            ("截止", unit.deadline.clone().unwrap_or_default()),
            ("轮次", state.round().to_string()),
            ("日期", round.map(|round| round.date.clone()).unwrap_or_default()),
            ("项目数", there.to_string()),
            ("通过数", count(Standing::Accepted)),
            ("待改数", count(Standing::ToMend)),
            ("金额", money(unit.amount)),
            ("限额", unit.ceiling.map(money).unwrap_or_default()),
            ("缺少", unit.missing.join("、")),
            ("未交", when(unit.standing == Standing::Missing)),
            ("逾期", when(unit.late || is_over)),
            ("已改数", if gone > 0 { gone.to_string() } else { String::new() }),
        ];
        let findings = told(unit, sends_back).map(|(project, found)| {
            let name =
                project.map_or_else(|| words::whole_unit().say(LANGUAGE).to_owned(), |project| project.name.clone());
            let level = found.level.name().say(LANGUAGE).to_owned();
            [
                ("项目", name),
                ("位置", place(project, found, LANGUAGE)),
                ("级别", level),
                ("问题", found.what.say(LANGUAGE).to_owned()),
                ("改法", found.remedy.say(LANGUAGE).to_owned()),
            ]
        });
        Self { values, findings: findings.collect() }
    }
}

/// The notice to a unit as a form of this template.
pub fn notice(template: &Arc<Template>, year: u16, state: &State, unit: &UnitState, sends_back: Level) -> Project {
    let said = Said::of(state, unit, sends_back);
    let nowhere = Span::whole(&Source::new("", ""));
    let values = template.fields.iter().map(|field| match &field.kind {
        Kind::Table(columns) if field.is_of_projects() => {
            let record = |row: &[(&'static str, String); 5]| {
                let values = columns.iter().map(|column| given(column, row)).collect();
                Record { values, span: nowhere.clone() }
            };
            let records: Vec<Record> = said.findings.iter().map(record).collect();
            (!records.is_empty()).then(|| Given { value: FieldValue::Records(records), span: None })
        }
        _ => given(field, &said.values),
    });
    Project::computed(template, year, values.collect())
}

/// What a field takes.
fn given(field: &Field, said: &[(&'static str, String)]) -> Option<Given> {
    let name = field.take.iter().find_map(|taken| match taken {
        Taken::Field(path) => said.iter().find(|(name, _)| name == path),
        Taken::Page => None,
    });
    let (_, text) = name.filter(|(_, text)| !text.is_empty())?;
    let value = match field.kind {
        Kind::Text => FieldValue::Text(text.clone()),
        Kind::Number(_) => FieldValue::Number(text.parse::<Decimal>().ok()?),
        _ => return None,
    };
    Some(Given { value, span: None })
}

/// The text of a mail to a unit.
pub fn mail(state: &State, unit: &UnitState, sends_back: Level) -> String {
    let said = Said::of(state, unit, sends_back);
    let value =
        |name: &str| said.values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str());
    let mut lines = vec![words::mail_head(value("单位"))];
    lines.push(match unit.standing {
        Standing::Missing => words::mail_nothing_came(value("日期")),
        _ => words::mail_what_came(value("日期"), value("项目数"), value("金额"), value("通过数"), value("待改数")),
    });
    lines.extend((!unit.missing.is_empty()).then(|| words::mail_missing(value("缺少"))));
    lines.extend((!value("已改数").is_empty()).then(|| words::mail_gone(value("已改数"))));
    for (number, row) in (1..).zip(&said.findings) {
        let [(_, project), (_, place), (_, level), (_, what), (_, remedy)] = row;
        let at = if place.is_empty() { project.clone() } else { format!("{project}，{place}") };
        lines.push(words::mail_finding(number, level, at, what));
        lines.extend((!remedy.is_empty()).then(|| words::mail_remedy(remedy)));
    }
    lines.push(match &unit.deadline {
        Some(deadline) if !value("逾期").is_empty() => words::mail_late(deadline),
        Some(deadline) => words::mail_deadline(deadline),
        None => words::mail_soon(),
    });
    lines.extend((!said.findings.is_empty()).then(words::mail_attached));
    let lines: Vec<&str> = lines.iter().map(|line| line.say(LANGUAGE)).collect();
    lines.join("\n") + "\n"
}
