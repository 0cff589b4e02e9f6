//! What the rules that look at several projects see of each.

use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::reading::{indicators, role, text_of};
use crate::diag::{Diagnostic, Place, Subject};
use crate::project::Project;
use crate::value::without_spaces;

/// Shorter contents, in characters, may well be the same.
const SHORTEST: usize = 30;

/// A project as others see it.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Its file: as it was named, or its one path where somebody knows that.
    pub file: PathBuf,
    /// 年度
    pub year: u16,
    /// What it is called, and where that stands.
    pub name: (String, Place),
    /// Who files it, and where that stands.
    pub unit: Option<(String, Place)>,
    /// What it asks for in its year, in 元.
    pub amount: Option<Decimal>,
    /// The digest of its goals and indicators without white space; none where they
    /// are short, so that others may well have the same.
    pub(super) content: Option<[u8; 32]>,
}

impl Outline {
    /// What others see of a project.
    pub fn of(project: &Project) -> Self {
        let roles = &project.template.roles;
        let text = |id| text_of(project, id).map(|(text, span)| (text.trim().to_owned(), Place::from(span)));
        let goals = roles.goals.iter().filter_map(|id| text(*id)).map(|(text, _)| without_spaces(&text));
        let targets = indicators(project)
            .map(|indicator| without_spaces(&format!("{}{}", indicator.name, indicator.target.written)));
        let content: String = goals.chain(targets).collect();
        Self {
            file: project.span.source.file.path().to_owned(),
            year: project.year,
            name: roles.name.and_then(text).unwrap_or_else(|| (String::new(), project.span.start().into())),
            unit: roles.unit.and_then(text),
            amount: role(project, |roles| roles.amount).and_then(|given| given.value.number()),
            content: (content.chars().count() >= SHORTEST).then(|| Sha256::digest(content).into()),
        }
    }

    /// What others see of a project that was read before, with the digest that
    /// [`content`](Self::content) gave.
    pub(crate) fn known(
        file: &Path,
        year: u16,
        name: (String, Place),
        unit: Option<(String, Place)>,
        amount: Option<Decimal>,
        content: Option<&str>,
    ) -> Self {
        let byte = |text: &str, at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
        let digest = |text: &str| -> Option<[u8; 32]> {
            (0..32).map(|at| byte(text, at)).collect::<Option<Vec<u8>>>()?.try_into().ok()
        };
        Self { file: file.to_owned(), year, name, unit, amount, content: content.and_then(digest) }
    }

    /// The digest of its goals and indicators, in hexadecimal.
    pub(crate) fn content(&self) -> Option<String> {
        self.content.map(|digest| digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The same, where the one path of its file is known.
    #[must_use]
    pub fn in_file(self, whole: &Path) -> Self {
        Self { file: whole.to_owned(), ..self }
    }

    /// What findings about it say of it.
    pub(super) fn subject(&self) -> Subject {
        let name = Some(&self.name.0).filter(|name| !name.is_empty());
        Subject { project: name.cloned(), unit: self.unit.as_ref().map(|(unit, _)| unit.clone()) }
    }

    /// Whether a finding marks its name or who files it.
    pub(super) fn is_marked(&self, finding: &Diagnostic) -> bool {
        finding.labels.iter().any(|label| self.stands_at(&label.place))
    }

    /// Whether its name or who files it stands at a place.
    pub(super) fn stands_at(&self, place: &Place) -> bool {
        self.name.1 == *place || self.unit.as_ref().is_some_and(|(_, unit)| unit == place)
    }
}
