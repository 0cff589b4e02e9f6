//! 率、度只写了数字，没有写 %。
//!
//! 表按原样打印，“100”是 100% 还是 100 个要靠猜。一张表一条提示，可以用 --fix 一起补上。
//! 不到 1 的（0.95）不知道是不是百分数，不改。
//!
//! 例：完成及时率: 100
//! 改：100%
//!
//! ---
//!
//! A rate or degree is a bare number without its %.
//!
//! The form prints it as it is, and whether “100” is 100% is left to guess. There is one
//! note for a form; --fix adds all signs. Numbers below 1 (0.95) may be meant otherwise,
//! and are left as they are.
//!
//! Example: `完成及时率: 100`
//! Instead: `完成及时率: 100%`

use crate::check::reading::{indicators, is_bare_percent, prints_units};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    // Where the form prints units, a lack of one is `unit-missing`'s.
    let bare: Vec<&Indicator> = match prints_units(project) {
        true => Vec::new(),
        false => indicators(project).filter(|indicator| is_bare_percent(indicator)).collect(),
    };
    let Some(first) = bare.first() else {
        return Vec::new();
    };
    let what = words::percent_sign_missing(first.name.trim(), bare.len());
    let mut finding = Diagnostic::new(Code::PercentSignMissing, what);
    for indicator in &bare {
        finding = finding.at(indicator.target_span.clone(), Message::default());
        // A number that is written as its parts is not changed.
        if indicator.target_span.text() == indicator.target.written {
            finding = finding.fix(indicator.target_span.end(), "%");
        }
    }
    vec![finding.help(words::add_percent_signs())]
}
