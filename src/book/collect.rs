//! What a part of a book takes from the projects.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::form::print;
use crate::project::{FieldValue, Given, Project, Record};
use crate::source::{Source, Span};
use crate::template::{Field, FieldId, Kind, Taken, Template};

/// The values of a part, as far as they are known.
#[derive(Debug)]
pub(super) struct Collected {
    template: Arc<Template>,
    year: u16,
    /// What all projects so far say, by the number of the field.
    common: Vec<Common>,
    /// The records of the tables that have one for each project, by the number of the
    /// field.
    records: Vec<Vec<Vec<Drawn>>>,
    projects: usize,
}

/// What projects say of a field.
#[derive(Clone, Debug, PartialEq)]
enum Common {
    Nothing,
    Same(FieldValue),
    Different,
}

/// A value with the path of the field that it was taken from.
#[derive(Clone, Debug, Default)]
struct Drawn {
    value: Option<FieldValue>,
    path: Option<String>,
    /// Whether it is the page with which the project begins.
    is_page: bool,
}

impl Collected {
    pub(super) fn new(template: &Arc<Template>, year: u16) -> Self {
        let count = template.fields.len();
        let common = vec![Common::Nothing; count];
        Self { template: Arc::clone(template), year, common, records: vec![Vec::new(); count], projects: 0 }
    }

    pub(super) fn add(&mut self, project: &Project) {
        let fields = self.template.fields.iter().zip(self.common.iter_mut().zip(&mut self.records));
        for (field, (common, records)) in fields {
            if field.is_of_projects() {
                records.push(field.kind.columns().iter().map(|column| drawn(column, project)).collect());
            }
            if let Some(value) = drawn(field, project).value {
                *common = match &common {
                    Common::Nothing if self.projects == 0 => Common::Same(value),
                    Common::Same(known) if *known == value => continue,
                    _ => Common::Different,
                };
            } else if *common != Common::Nothing {
                *common = Common::Different;
            }
        }
        self.projects += 1;
    }

    /// The part as a project of its template; the projects begin on these pages.
    pub(super) fn project(&self, starts: &[usize]) -> Project {
        let nowhere = Span::whole(&Source::new("", ""));
        let given = |value: FieldValue| Given { value, span: None };
        let record = |(index, record): (usize, &Vec<Drawn>)| {
            let value = |drawn: &Drawn| match drawn.is_page {
                true => starts.get(index).map(|start| FieldValue::Number(Decimal::from(*start))),
                false => drawn.value.clone(),
            };
            Record { values: record.iter().map(|drawn| value(drawn).map(given)).collect(), span: nowhere.clone() }
        };
        let values = self.template.fields.iter().zip(self.common.iter().zip(&self.records));
        let values = values.map(|(field, (common, records))| match common {
            _ if field.is_of_projects() => {
                Some(given(FieldValue::Records(records.iter().enumerate().map(record).collect())))
            }
            Common::Same(value) => Some(given(value.clone())),
            Common::Nothing | Common::Different => None,
        });
        Project::computed(&self.template, self.year, values.collect())
    }

    /// The project and its field that a cell of this field shows, such as `项目[3].4`.
    pub(super) fn taken(&self, field: &str) -> Option<(usize, String)> {
        let (table, rest) = field.split_once('[')?;
        let (index, column) = rest.split_once("].")?;
        let FieldId(table) = self.template.find(table)?;
        let (index, column): (usize, usize) = (index.parse().ok()?, column.parse().ok()?);
        let path = self.records[table].get(index)?.get(column)?.path.clone();
        path.map(|path| (index, path))
    }
}

/// What a field takes from a project: the first of its sources that the project's form
/// has.
fn drawn(field: &Field, project: &Project) -> Drawn {
    if field.take.contains(&Taken::Page) {
        return Drawn { is_page: true, ..Drawn::default() };
    }
    let known = field.take.iter().find_map(|taken| match taken {
        Taken::Field(path) => Some((path, project.template.find(path)?)),
        Taken::Page => None,
    });
    let Some((path, id)) = known else {
        return Drawn::default();
    };
    let value = project.get(id).and_then(|given| value(&field.kind, &project.template.field(id).kind, given));
    Drawn { value, path: Some(path.clone()), is_page: false }
}

/// What a field takes from a project, as a text.
pub(super) fn shown(field: &Field, project: &Project) -> String {
    match drawn(field, project).value {
        Some(FieldValue::Text(text)) => text,
        Some(value) => value.number().map(|number| number.normalize().to_string()).unwrap_or_default(),
        None => String::new(),
    }
}

/// A value for a field of this kind: any as a text, and of lists their count as a
/// number.
fn value(wanted: &Kind, kind: &Kind, given: &Given) -> Option<FieldValue> {
    match (wanted, &given.value) {
        (Kind::Text, FieldValue::Records(_) | FieldValue::Indicators(_)) => None,
        (Kind::Text, _) => {
            Some(FieldValue::Text(print::value(kind, given).trim().to_owned())).filter(|value| !value.is_blank())
        }
        (Kind::Money(_), value @ FieldValue::Money(_))
        | (Kind::Date(_), value @ FieldValue::Date(_))
        | (Kind::Number(_), value @ FieldValue::Number(_)) => Some(value.clone()),
        (Kind::Number(_), FieldValue::Records(records)) => Some(FieldValue::Number(records.len().into())),
        (Kind::Number(_), FieldValue::Indicators(all)) => Some(FieldValue::Number(all.len().into())),
        _ => None,
    }
}
