//! 填了这类项目不填的栏目，如单年度项目填了项目总目标。
//!
//! 表式规定单年度项目左边的资金和项目总目标空着。写了的内容照样打印，不会丢，
//! 但审核人会问。写 0 等于不填。
//!
//! 例：两个日期都在 2023 年，却写了 项目总目标。
//! 改：删去这一行；如果是跨年度项目，改正日期。
//!
//! ---
//!
//! A field is filled in that projects of this kind leave blank.
//!
//! A project of one year leaves the funds on the left and “项目总目标” blank, as the
//! form prescribes. What is written there is printed all the same and not lost, but
//! the reviewer will ask. A 0 counts as blank.
//!
//! Example: both dates are in 2023, and there is a “项目总目标”.
//! Instead: delete the line, or correct the dates if the project runs for several
//! years.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::{Condition, FieldId};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| {
            let condition = field.when.filter(|condition| !project.holds(*condition))?;
            let given = project.get(FieldId(index))?;
            let span = given.span.clone().filter(|_| !given.value.is_blank())?;
            let place = |what: Message| Diagnostic::new(Code::NotApplicable, what).at(span, Message::default());
            Some(match project.template.condition(condition) {
                (_, Condition::YearsDiffer(start, end)) => {
                    let (start, end) = (project.template.field(*start).key(), project.template.field(*end).key());
                    place(words::multi_year_only(field.key())).help(words::in_the_same_year(start, end))
                }
                (name, _) => place(words::not_asked_for(field.key(), name)).help(words::drop_the_line()),
            })
        })
        .collect()
}
