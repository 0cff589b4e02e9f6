//! 还有标着“待填”的内容。
//!
//! `jixiao roll` 把要向经办人要的数空着，上面一行写注释“# 待填：…”；有人也把“待填”直接
//! 写在内容里。空着的和文字里的照样能生成，交上去就要退回；金额、数字、日期、选项写着“待填”的是
//! 错误，生成不了。很多处的，集中列成一张清单，不算在错误和警告的处数里。
//!
//! 例：上面一行是 # 待填：上年实际执行数，下面一行 同名项目上年预算执行数: 空着
//! 改：填上内容，删去写着“待填”的注释。
//!
//! ---
//!
//! Something is still marked “待填”.
//!
//! `jixiao roll` leaves blank what somebody has to be asked for, below a comment
//! “# 待填：…”; others write “待填” into a value. What is blank, and
//! what stands in a text, can be built and would be sent back; an amount, a number, a date or
//! an option “待填” is an error, and cannot. Many of them are shown as one list, and none is
//! counted among errors and warnings.
//!
//! Example: a line “# 待填：上年实际执行数” above a blank “同名项目上年预算执行数”
//! Instead: fill it in, and delete the comment with “待填”.

use crate::check::reading::{all_words, is_han, mark};
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Project, TO_FILL_IN, words};
use crate::source::Span;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Span { source, range } = &project.span;
    let text = project.span.text();
    let marks = text.match_indices(TO_FILL_IN).filter(|(at, _)| {
        let before = text[..*at].rsplit('\n').next().unwrap_or_default().trim_start();
        let after = text[at + TO_FILL_IN.len()..].lines().next().unwrap_or_default().trim_start();
        match before.strip_prefix('#') {
            // A comment that begins so.
            Some(comment) => comment.trim().is_empty(),
            // A value that ends so: 待填写 is a word of its own.
            None => {
                !before.contains(" #")
                    && (after.is_empty() || after.starts_with(['#', '：', '"', '\'', ',', '}', '；']))
            }
        }
    });
    let finding = |(at, mark): (usize, &str)| {
        let start = range.start + at;
        let place = Span { source: std::sync::Arc::clone(source), range: start..start + mark.len() };
        Diagnostic::new(Code::TodoLeft, words::still_to_fill_in())
            .at(place, Message::default())
            .help(words::fill_in_and_delete_the_mark())
    };
    marks.map(finding).chain(placeholders(project)).collect()
}

/// What stands for a name that somebody has to fill in: XX公园.
const PLACEHOLDERS: [&str; 6] = ["XX", "××", "xx", "某某", "＊＊", "**"];

fn placeholders(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (text, span) in all_words(project) {
        let is_left = |mark: &&&str| {
            text.match_indices(**mark).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + mark.len()..].chars().next();
                let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                !joins(before) && !joins(after) && after.is_some_and(is_han)
            })
        };
        if let Some(placeholder) = PLACEHOLDERS.iter().find(is_left) {
            findings.push(
                Diagnostic::new(Code::TodoLeft, crate::check::words::placeholder_left(placeholder))
                    .at(mark(span, placeholder), Message::default())
                    .help(crate::check::words::write_the_name()),
            );
        }
    }
    findings
}
