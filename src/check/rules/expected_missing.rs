//! 表上应填的栏目空着。
//!
//! 哪些栏目应填由表式的模板规定（字段的 expected: true），如项目性质、主管部门、
//! 年度总体目标。所有空着的在一条里列出。各项目相同的可以写在 jixiao.yaml 里。
//!
//! 例：2026 年的表没有写 项目性质 和 主管部门。
//! 改：填上；确实没有的，对这个项目免去这一条检查。
//!
//! ---
//!
//! Fields that the form should not lack are not filled in.
//!
//! Which ones these are is said by the form's template (`expected: true` of a field),
//! such as “项目性质”, “主管部门” and “年度总体目标”. One finding lists all that is
//! missing. What all projects have in common can be written in jixiao.yaml.
//!
//! Example: a form of 2026 without “项目性质” and “主管部门”.
//! Instead: fill them in; where there is nothing to say, waive the finding for the project.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, list};
use crate::project::{FieldValue, Given, Project, TO_FILL_IN};
use crate::template::{Field, FieldId, Kind};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.fields.iter().enumerate();
    let missing: Vec<&Field> = fields
        .filter(|(index, field)| {
            let applies = field.when.is_none_or(|condition| project.holds(condition));
            let asked = field.expected || is_left_blank(project, FieldId(*index));
            applies && asked && project.get(FieldId(*index)).is_none_or(is_blank)
        })
        .map(|(_, field)| field)
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let names = missing.iter().map(|field| words::quoted(field.key()));
    let finding = Diagnostic::new(Code::ExpectedMissing, words::expected_missing(list(names)))
        .missing(missing.iter().map(|field| field.path.as_str()))
        .at(project.span.start(), Message::default());
    vec![finding.help(words::fill_in_what_is_expected())]
}

fn is_blank(given: &Given) -> bool {
    match &given.value {
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Choices(chosen) => chosen.is_empty(),
        FieldValue::Records(records) => records.is_empty(),
        _ => false,
    }
}

/// Whether the key of an option or of what all projects share is there, with nothing behind
/// its colon.
fn is_left_blank(project: &Project, id: FieldId) -> bool {
    let field = project.template.field(id);
    let is_asked =
        matches!(field.kind, Kind::Choice(_) | Kind::Choices(_)) || project.template.roles.shared.contains(&id);
    let line = project.span.text().lines().find_map(|line| line.strip_prefix(field.key())?.strip_prefix(':'));
    let is_blank = |rest: &str| rest.is_empty() || rest.starts_with('#') && !rest.contains(TO_FILL_IN);
    is_asked && line.is_some_and(|rest| is_blank(rest.trim()))
}
