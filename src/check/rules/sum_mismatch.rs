//! 写的合计与各分项相加不一致。
//!
//! 审核人首先加一遍合计。分项和合计都是表上的数，必有一个错，所以不生成文件。
//! 合计由程序计算，可以不写。
//!
//! 例：当年财政拨款 450000、上年结转资金 0，年度资金申请总额却写 450000.01。
//! 改：核对分项，或删去合计那一行。

use rust_decimal::Decimal;

use super::{Diagnostic, found};
use crate::project::{Project, Sum};
use crate::template::{FieldId, Kind};

/// So many parts are marked in the file; a form may have hundreds.
const MOST_PARTS: usize = 8;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = (0..project.template.fields.len()).map(FieldId);
    fields.filter_map(|field| finding(project, field)).collect()
}

fn finding(project: &Project, field: FieldId) -> Option<Diagnostic> {
    let stated = project.get(field)?;
    let span = stated.span.clone()?;
    let sum = project.sum(field)?;
    let number = stated.value.number().filter(|number| *number != sum.total)?;
    let key = project.template.field(field).key();
    let print = |number| print(project, field, number);
    let what = format!(
        "「{key}」写的是 {}，各分项相加是 {}，相差 {}",
        print(number),
        print(sum.total),
        print((number - sum.total).abs())
    );
    let error = found(what).at(span, "写的合计");
    let error = mark_parts(error, &sum, print);
    Some(error.help(format!("请核对各分项；合计由程序计算，也可以删去「{key}」这一行")))
}

/// Marks the parts of a sum.
pub(super) fn mark_parts(mut error: Diagnostic, sum: &Sum<'_>, print: impl Fn(Decimal) -> String) -> Diagnostic {
    for (name, part) in sum.parts.iter().take(MOST_PARTS) {
        if let (Some(span), Some(number)) = (part.span.clone(), part.value.number()) {
            error = error.at(span, format!("{} {}", name.say(crate::messages::Language::Chinese), print(number)));
        }
    }
    match sum.parts.len() > MOST_PARTS {
        true => error.note(format!("共 {} 个分项，只标出前 {MOST_PARTS} 个", sum.parts.len())),
        false => error,
    }
}

/// A number as the form prints this total.
pub(super) fn print(project: &Project, field: FieldId, number: Decimal) -> String {
    let formats = &project.template.formats;
    match project.template.field(field).kind {
        Kind::Money => formats.money.print(number),
        _ => formats.number.print(number),
    }
}
