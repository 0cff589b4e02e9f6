//! 项目的起止日期不包括表的年度。
//!
//! 2026 年度的表，项目应在 2026 年里进行。多半是从去年的文件改来，日期忘了改。
//!
//! 例：年度: 2026，计划完成日期: 2025-12-31。
//! 改：改正日期或年度。
//!
//! ---
//!
//! The project does not run in the form's year.
//!
//! A project on the form of 2026 takes place in 2026. Most likely the file was made
//! from last year's and its dates were forgotten.
//!
//! Example: `年度: 2026` and `计划完成日期: 2025-12-31`
//! Instead: correct the dates or the form's year.

use crate::check::reading::period;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(((start, start_span), (end, end_span))) = period(project) else {
        return Vec::new();
    };
    let year = project.year;
    if start > end || (start.year..=end.year).contains(&year) {
        return Vec::new();
    }
    let place = if end.year < year { end_span } else { start_span };
    let finding = Diagnostic::new(Code::DateOutsideYear, words::outside_the_year(start.year, end.year, year))
        .at(place, Message::default());
    vec![finding.help(words::check_dates_and_year())]
}
