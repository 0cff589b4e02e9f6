//! 两个子项目同名。
//!
//! 审核人分不清是两笔，还是一笔写了两遍。
//!
//! 例：子项目里两条 展品更新
//! 改：合并，或写成不同的名称。
//!
//! ---
//!
//! Two sub-projects have the same name.
//!
//! The reviewer cannot tell whether these are two sums, or one that was written
//! twice.
//!
//! Example: “展品更新” twice below “子项目”
//! Instead: put them together, or give them different names.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::{FieldValue, Given, Project};
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        let Some(column) = field.kind.columns().iter().position(|column| column.unique) else {
            continue;
        };
        let Some(FieldValue::Records(records)) = project.get(FieldId(index)).map(|given| &given.value) else {
            continue;
        };
        let named: Vec<_> = records
            .iter()
            .filter_map(|record| match &record.values[column] {
                Some(Given { value: FieldValue::Text(name), span: Some(span) }) => Some((name.trim(), span)),
                _ => None,
            })
            .collect();
        for (index, (name, span)) in named.iter().enumerate() {
            if let Some((_, first)) = named[..index].iter().find(|(other, _)| other == name) {
                let finding = Diagnostic::new(Code::SubProjectDuplicate, words::written_twice(name))
                    .at((*span).clone(), words::second_time());
                let finding = finding.at((*first).clone(), words::first_time());
                findings.push(finding.help(words::merge_or_rename()));
            }
        }
    }
    findings
}
