//! 写的合计与各分项相加不一致。
//!
//! 审核人首先加一遍合计。分项和合计都是表上的数，必有一个错，所以不生成文件。
//! 合计由程序计算，可以不写。
//!
//! 例：当年财政拨款 450000、上年结转资金 0，年度资金申请总额却写 450000.01。
//! 改：核对分项，或删去合计那一行。
//!
//! ---
//!
//! The stated total is not the sum of its parts.
//!
//! Adding up the total is the first thing that a reviewer does. The total and its
//! parts are all printed, and one of them is wrong, so that no file is made. Totals
//! are computed and need not be written.
//!
//! Example: “当年财政拨款” is 450000 and “上年结转资金” 0, but “年度资金申请总额” says
//! 450000.01.
//! Instead: check the parts, or delete the line with the total.

use rust_decimal::Decimal;

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::{Project, Sum, Total};
use crate::template::{Field, Kind};

/// So many parts are marked in the file; a form may have hundreds.
const MOST_PARTS: usize = 8;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    project.totals().iter().filter_map(finding).collect()
}

fn finding(total: &Total<'_>) -> Option<Diagnostic> {
    let (stated, sum) = (total.given?, total.sum.as_ref()?);
    let span = stated.span.clone()?;
    let number = stated.value.number().filter(|number| *number != sum.total)?;
    let key = total.field.key();
    let print = |number| print(total.field, number);
    let difference = (number - sum.total).abs();
    let what = words::sum_differs(key, print(number), print(sum.total), print(difference));
    let error = Diagnostic::new(Code::SumMismatch, what).at(span, words::stated_total());
    Some(mark_parts(error, sum, print).help(words::check_parts(key)))
}

/// Marks the parts of a sum.
pub(super) fn mark_parts(mut error: Diagnostic, sum: &Sum<'_>, print: impl Fn(Decimal) -> String) -> Diagnostic {
    for (name, part) in sum.parts.iter().take(MOST_PARTS) {
        if let (Some(span), Some(number)) = (part.span.clone(), part.value.number()) {
            error = error.at(span, words::part(name, print(number)));
        }
    }
    match sum.parts.len() > MOST_PARTS {
        true => error.note(words::only_first_parts(sum.parts.len(), MOST_PARTS)),
        false => error,
    }
}

/// A number as the form prints this total.
pub(super) fn print(total: &Field, number: Decimal) -> String {
    match total.kind {
        Kind::Money(format) => format.print(number),
        Kind::Number(format) => format.print(number),
        _ => number.to_string(),
    }
}
