//! How an indicator that was suggested is written: its target is marked 待填, with what it
//! looks like in a comment, so that none is handed in as if somebody had decided on it.

use crate::library::{Origin, Suggestion};
use crate::project::TO_FILL_IN;
use crate::source::write::key;

/// `名称: 待填  # 如 ≥…场，常见 1～20；佐证：签到表`, indented so far.
pub(super) fn suggested_line(one: &Suggestion, indent: usize) -> String {
    format!("{}{}: {TO_FILL_IN}{}\n", " ".repeat(indent), key(&one.name), suggested_comment(one))
}

/// What its target looks like, as the comment behind it.
pub(crate) fn suggested_comment(one: &Suggestion) -> String {
    let mut said = match &one.origin {
        Origin::Project { name, year } => format!("{year} 年《{name}》写的是 {}", one.wanted.pattern()),
        _ => format!("如 {}", one.wanted.pattern()),
    };
    let range = one.wanted.range();
    if !range.is_empty() {
        said += &format!("，常见 {range}");
    }
    if !one.proof.is_empty() {
        said += &format!("；佐证：{}", one.proof);
    }
    format!("  # {}", said.replace('\n', " "))
}
