//! What the rules that look at several projects see of each.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::reading::{indicators, role, squeezed, text_of};
use super::rules::RULES;
use super::{Check, CheckSettings, collect};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::project::Project;

/// A project as others see it.
#[derive(Debug)]
pub struct Outline {
    pub(super) year: u16,
    /// What it is called, and where that stands.
    pub(super) name: (String, Span),
    /// Who files it, and where that stands.
    pub(super) unit: Option<(String, Span)>,
    /// What it asks for in its year, in 元.
    pub(super) amount: Option<Decimal>,
    /// Its goals and indicators, without white space.
    pub(super) content: String,
}

impl Outline {
    /// What others see of a project.
    pub fn of(project: &Project) -> Self {
        let roles = &project.template.roles;
        let text = |id| text_of(project, id).map(|(text, span)| (text.trim().to_owned(), span.clone()));
        let goals = roles.goals.iter().filter_map(|id| text(*id)).map(|(text, _)| squeezed(&text));
        let targets =
            indicators(project).map(|indicator| squeezed(&format!("{}{}", indicator.name, indicator.target.written)));
        Self {
            year: project.year,
            name: roles.name.and_then(text).unwrap_or_else(|| (String::new(), project.span.start())),
            unit: roles.unit.and_then(text),
            amount: role(project, |roles| roles.amount).and_then(|given| given.value.number()),
            content: goals.chain(targets).collect(),
        }
    }

    /// Whether a finding marks its name or who files it.
    fn is_marked(&self, finding: &Diagnostic) -> bool {
        let same = |a: &Span, b: &Span| Arc::ptr_eq(&a.source, &b.source) && a.range == b.range;
        let places = || std::iter::once(&self.name.1).chain(self.unit.iter().map(|(_, span)| span));
        finding.labels.iter().any(|label| places().any(|place| same(place, &label.span)))
    }
}

/// Checks the projects of a folder against each other.
pub fn across(projects: &[Outline], settings: &CheckSettings) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for rule in RULES {
        if let Check::Across(check) = rule.check {
            for mut finding in check(projects, settings) {
                (finding.code, finding.level) = (rule.code, rule.level);
                diagnostics.push(finding);
            }
        }
    }
    let is_about = |finding: &Diagnostic, waived: &str| {
        projects.iter().any(|project| project.name.0 == waived && project.is_marked(finding))
    };
    collect(settings.apply_where(is_about, diagnostics))
}
