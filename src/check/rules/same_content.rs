//! 两个项目的目标和指标完全相同。
//!
//! 照抄别的项目，只改了名称或金额。不同单位的是提示：同一项标准补助可以写得一样。
//!
//! 例：甲、乙两个项目的年度总体目标和全部指标一字不差。
//! 改：按各自的内容写。
//!
//! ---
//!
//! Two projects have the very same goals and indicators.
//!
//! One was copied from the other, and only its name or its amount was changed. Between two
//! institutions this is a note: one standard grant may well be worded alike.
//!
//! Example: two projects whose goal and indicators are the same to the letter.
//! Instead: write the goals and indicators of each project itself.

use crate::check::Outline;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;

pub(super) fn check(projects: &[Outline]) -> Vec<Diagnostic> {
    let mut first = std::collections::BTreeMap::new();
    let mut findings = Vec::new();
    for (project, content) in projects.iter().filter_map(|project| Some((project, project.content?))) {
        let key = (project.year, content);
        match first.get(&key) {
            None => drop(first.insert(key, project)),
            Some(earlier) => {
                let earlier: &Outline = earlier;
                if earlier.amount == project.amount && earlier.name.0 == project.name.0 {
                    continue;
                }
                let what = words::same_content(&project.name.0, &earlier.name.0);
                // Two schools with one standard grant may say the same of it.
                let unit = |project: &Outline| project.unit.as_ref().map(|(unit, _)| unit.clone());
                let level = match unit(earlier) == unit(project) {
                    true => Code::SameContent.level(),
                    false => Level::Note,
                };
                let finding = Diagnostic::with_level(level, Code::SameContent, what)
                    .at(project.name.1.clone(), Message::default());
                let finding = finding.at(earlier.name.1.clone(), words::same_as_this_project());
                findings.push(finding.help(words::write_each_project()));
            }
        }
    }
    findings
}
