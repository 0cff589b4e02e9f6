//! `number-shrunk`: an amount so long that its cell holds it only in smaller
//! letters.

use crate::diag::Diagnostic;
use crate::form::{CellId, FormTable};
use crate::project::Project;
use crate::value::Length;

/// What is said about numbers that were made smaller.
pub(super) fn findings(project: &Project, table: &FormTable, changed: &[(CellId, Length)]) -> Vec<Diagnostic> {
    let finding = |(id, size): &(CellId, Length)| {
        let cell = table.cell(*id);
        let what = format!("数字「{}」比格子宽，改用 {} 磅", cell.text, size.to_pt());
        let warning = Diagnostic::warning("number-shrunk", what).help("请核对金额的单位是不是元");
        warning.at(cell.span.clone().unwrap_or_else(|| project.span.start()), "")
    };
    changed.iter().map(finding).collect()
}
