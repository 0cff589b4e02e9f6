//! `not-applicable`: a field that this form leaves blank for such a project, as
//! 项目总目标 on the form of a project within one year.
//!
//! The value is printed all the same, so that nothing an author wrote is lost.

use crate::diag::Diagnostic;
use crate::project::Project;
use crate::template::{Condition, FieldId};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| {
            let condition = field.when.filter(|condition| !project.holds(*condition))?;
            let given = project.get(FieldId(index))?;
            let span = given.span.clone().filter(|_| !given.value.is_blank())?;
            let Condition::YearsDiffer(start, end) = condition;
            let (start, end) = (project.template.field(start).key(), project.template.field(end).key());
            let what = format!("「{}」只有跨年度的项目才填写", field.key());
            let help = format!("本项目的{start}和{end}在同一年；如是跨年度项目，请改正日期，否则请删去这一行");
            Some(Diagnostic::warning("not-applicable", what).at(span, "").help(help))
        })
        .collect()
}
