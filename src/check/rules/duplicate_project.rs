//! 两个项目同名。
//!
//! 一个单位同一年度的两个项目同名，多半是同一个文件存了两份。
//!
//! 例：两个文件都写 年度: 2026、项目名称: 会馆物业
//! 改：删去一个，或写成不同的名称。
//!
//! ---
//!
//! Two projects have the same name.
//!
//! Where one institution has two projects of the same name in a year, most likely
//! one file was saved twice.
//!
//! Example: `年度: 2026` and `项目名称: 会馆物业` in two files
//! Instead: delete one, or give it another name.

use crate::check::Outline;
use crate::check::words;
use crate::diag::{Code, Diagnostic};

pub(super) fn check(projects: &[Outline]) -> Vec<Diagnostic> {
    let key =
        |project: &Outline| (project.year, project.unit.as_ref().map(|(unit, _)| unit.clone()), project.name.0.clone());
    let mut first = std::collections::BTreeMap::new();
    let mut findings = Vec::new();
    // A form that has no name for its projects says nothing about them.
    for project in projects.iter().filter(|project| !project.name.0.is_empty()) {
        match first.get(&key(project)) {
            None => drop(first.insert(key(project), project)),
            Some(earlier) => {
                let earlier: &Outline = earlier;
                let finding = Diagnostic::new(Code::DuplicateProject, words::duplicate_project(&project.name.0))
                    .at(project.name.1.clone(), words::second_project());
                findings.push(
                    finding.at(earlier.name.1.clone(), words::first_project()).help(words::delete_or_rename_project()),
                );
            }
        }
    }
    findings
}
