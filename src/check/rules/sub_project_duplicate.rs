//! 两个子项目同名。
//!
//! 例：子项目里两条 展品更新
//! 改：合并，或写成不同的名称。

use super::{Diagnostic, found};
use crate::project::{FieldValue, Given, Project};
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for index in 0..project.template.fields.len() {
        let Some(FieldValue::Records(records)) = project.get(FieldId(index)).map(|given| &given.value) else {
            continue;
        };
        let named: Vec<_> = records.iter().filter_map(|record| match record.values.first() {
            Some(Some(Given { value: FieldValue::Text(name), span: Some(span) })) => Some((name.trim(), span)),
            _ => None,
        })
        .collect();
        for (index, (name, span)) in named.iter().enumerate() {
            if let Some((_, first)) = named[..index].iter().find(|(other, _)| other == name) {
                let finding = found(format!("「{name}」写了两次")).at((*span).clone(), "又一次").at((*first).clone(), "第一次");
                findings.push(finding.help("请合并，或写成不同的名称"));
            }
        }
    }
    findings
}
