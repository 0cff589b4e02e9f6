//! 填了这类项目不填的栏目，如单年度项目填了项目总目标。
//!
//! 表式规定单年度项目左边的资金和项目总目标空着。写了的内容照样打印，不会丢，
//! 但审核人会问。写 0 等于不填。
//!
//! 例：两个日期都在 2023 年，却写了 项目总目标。
//! 改：删去这一行；如果是跨年度项目，改正日期。

use super::{Diagnostic, found};
use crate::project::Project;
use crate::template::{Condition, FieldId};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| {
            let condition = field.when.filter(|condition| !project.holds(*condition))?;
            let given = project.get(FieldId(index))?;
            let span = given.span.clone().filter(|_| !given.value.is_blank())?;
            let (_, Condition::YearsDiffer(start, end)) = project.template.condition(condition) else {
                return None;
            };
            let (start, end) = (project.template.field(*start).key(), project.template.field(*end).key());
            let what = format!("「{}」只有跨年度的项目才填写", field.key());
            let help = format!("本项目的{start}和{end}在同一年；如是跨年度项目，请改正日期，否则请删去这一行");
            Some(found(what).at(span, "").help(help))
        })
        .collect()
}
