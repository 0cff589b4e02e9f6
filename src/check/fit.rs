//! 要求排在一页，字缩小了才排下，或缩小了也排不下。
//!
//! 写了 fit: one-page 的，放不下时先收紧行距，再缩小字号，最小到六号。缩小了排得下的是
//! 警告，级别可以改；排不下的是错误，不生成文件，级别不能改。
//!
//! 例：fit: one-page，年度总体目标写了一千多字。
//! 改：精简文字，或去掉 fit: one-page 排成多页。
//!
//! ---
//!
//! A form was to be on one page, and fits only in smaller letters, or not at all.
//!
//! Where there is `fit: one-page`, the lines of a form that is too long are set
//! closer and its letters smaller, down to 7.5 pt. Where the form fits then,
//! this is a warning, whose level can be set. Where it does not, this is an error
//! that cannot be changed, and no file is made.
//!
//! Example: `fit: one-page` and a goal of more than a thousand characters.
//! Instead: shorten the texts, or remove `fit: one-page` to have more pages.

use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::layout::{Fitted, STEPS};
use crate::messages::Message;
use crate::project::Project;
use crate::value::Length;

/// What is said about a fitted form.
pub(super) fn finding(project: &Project, fitted: Fitted) -> Option<Diagnostic> {
    match fitted {
        Fitted::AsItIs => None,
        Fitted::Tightened(step) => {
            let what = words::tightened(step.size.to_pt(), step.leading);
            let warning = Diagnostic::new(Code::Fit, what).at(project.span.start(), Message::default());
            Some(warning.help(words::shorten_if_too_small()))
        }
        Fitted::Missed(beyond) => {
            let smallest = STEPS[STEPS.len() - 1].size.to_pt();
            let mm = beyond.to_pt() / Length::mm(1.0).to_pt();
            let what = words::does_not_fit(smallest, format_args!("{mm:.0}"));
            let error =
                Diagnostic::with_level(Level::Error, Code::Fit, what).at(project.span.start(), Message::default());
            Some(error.help(words::shorten_or_more_pages()))
        }
    }
}
