//! 数字比格子宽，缩小了才放得下。
//!
//! 数字不能折行，所以用小一些的字。格子是按常见的金额定的，这样长的多半多打了几位。
//!
//! 例：当年财政拨款: 12345678901234
//! 改：核对金额，看单位是不是元；确实这样大的不必改。
//!
//! ---
//!
//! A number is wider than its cell, and was made smaller.
//!
//! A number cannot be broken into lines, so that it is set in smaller digits. The
//! cells are made for usual amounts; most likely there are digits too many.
//!
//! Example: `当年财政拨款: 12345678901234`
//! Instead: check the amount and whether it is in yuan; leave it if it is right.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::form::{CellId, FormTable};
use crate::messages::Message;
use crate::project::Project;
use crate::value::Length;

/// What is said about numbers that were made smaller.
pub(super) fn findings(project: &Project, table: &FormTable, changed: &[(CellId, Length)]) -> Vec<Diagnostic> {
    let finding = |(id, size): &(CellId, Length)| {
        let cell = table.cell(*id);
        let what = words::number_shrunk(&cell.text, size.to_pt());
        let mend = if cell.number.is_some() { words::check_the_unit() } else { words::widen_the_column() };
        let place = cell.span.clone().unwrap_or_else(|| project.span.start());
        Diagnostic::new(Code::NumberShrunk, what).at(place, Message::default()).help(mend)
    };
    changed.iter().map(finding).collect()
}
