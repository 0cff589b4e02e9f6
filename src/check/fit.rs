//! `fit`: a form that was to be on one page, and what had to be done for it.
//!
//! Nobody finds smaller letters on a page that is handed in without having been
//! told.

use crate::diag::Diagnostic;
use crate::layout::{Fitted, STEPS};
use crate::project::Project;
use crate::value::Length;

/// What is said about a fitted form.
pub(super) fn finding(project: &Project, fitted: Fitted) -> Option<Diagnostic> {
    match fitted {
        Fitted::AsItIs => None,
        Fitted::Tightened(step) => {
            let what = format!("为排进一页，正文改为 {} 磅，行距 {} 倍", step.size.to_pt(), step.leading);
            let warning = Diagnostic::warning("fit", what).at(project.span.start(), "");
            Some(warning.help("如果字太小，请精简文字，或去掉 fit: one-page 排成多页"))
        }
        Fitted::Missed(beyond) => {
            let smallest = STEPS[STEPS.len() - 1].size.to_pt();
            let mm = beyond.to_pt() / Length::mm(1.0).to_pt();
            let what = format!("排不进一页：正文缩到 {smallest} 磅，仍超出 {mm:.0} 毫米");
            let error = Diagnostic::error("fit", what).at(project.span.start(), "");
            Some(error.help("请精简文字，或去掉 fit: one-page 排成多页"))
        }
    }
}
