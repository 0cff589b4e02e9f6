//! 各分项之和必须是某个数，如分值合计必须是 100。
//!
//! 表式规定了这个数，不等就要退回，所以不生成文件。
//!
//! 例：分值 20、50、29.5，合计 99.5。
//! 改：调整分项，使相加正好。

use super::{Diagnostic, found, sum_mismatch};
use crate::project::Project;
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = (0..project.template.fields.len()).map(FieldId);
    fields.filter_map(|field| finding(project, field)).collect()
}

fn finding(project: &Project, field: FieldId) -> Option<Diagnostic> {
    let rule = project.template.field(field);
    let wanted = rule.equals?;
    let given = project.get(field)?;
    let number = given.value.number().filter(|number| *number != wanted)?;
    let print = |number| sum_mismatch::print(project, field, number);
    let what = format!("「{}」应为 {}，现为 {}", rule.key(), print(wanted), print(number));
    let error = found(what);
    match project.sum(field) {
        None => Some(error.at(given.span.clone()?, "").help("请改正这个数")),
        // A total that is stated wrong is `sum-mismatch`'s.
        Some(sum) if sum.total != number => None,
        Some(sum) => {
            let error = match &given.span {
                Some(span) => error.at(span.clone(), "写的合计"),
                None => error,
            };
            Some(sum_mismatch::mark_parts(error, &sum, print).help("请调整各分项，使它们相加正好"))
        }
    }
}
