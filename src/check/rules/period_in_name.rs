//! 项目名称里的年份早于表的年度。
//!
//! 多半是从去年的文件改来，名称忘了改。
//!
//! 例：年度: 2026，项目名称: 2025年度会馆物业
//! 改：改正名称里的年份。
//!
//! ---
//!
//! The year in the project's name is before the form's year.
//!
//! Most likely the file was made from last year's and its name was forgotten.
//!
//! Example: `年度: 2026` and `项目名称: 2025年度会馆物业`
//! Instead: correct the year in the name.

use crate::check::reading::{mark, moments, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some((text, span)) = project.template.roles.name.and_then(|id| text_of(project, id)) else {
        return Vec::new();
    };
    let years: Vec<_> = moments(text).into_iter().filter(|moment| moment.month.is_none()).collect();
    // `2025—2027年` covers the year.
    if years.is_empty() || years.iter().any(|moment| moment.year >= project.year) {
        return Vec::new();
    }
    let what = words::name_of_past_year(years[0].year, project.year);
    vec![
        Diagnostic::new(Code::PeriodInName, what)
            .at(mark(span, &years[0].text), Message::default())
            .help(words::check_year_in_name()),
    ]
}
