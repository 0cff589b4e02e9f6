//! `text-too-long`: a text that a cell of a spreadsheet cannot hold.
//!
//! Excel's limits are 32,767 characters (UTF-16 units) and 253 line breaks a
//! cell; what is beyond would be lost when the bureau opens the sheet.

use crate::diag::Diagnostic;
use crate::form::FormTable;

const MOST_CHARACTERS: usize = 32_767;
const MOST_BREAKS: usize = 253;

pub(super) fn check(table: &FormTable) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for cell in &table.cells {
        let characters = cell.text.encode_utf16().count();
        let breaks = cell.text.matches('\n').count();
        let what = if characters > MOST_CHARACTERS {
            format!("这一格有 {characters} 个字符，表格文件的一格最多 {MOST_CHARACTERS} 个")
        } else if breaks > MOST_BREAKS {
            format!("这一格有 {breaks} 处换行，表格文件的一格最多 {MOST_BREAKS} 处")
        } else {
            continue;
        };
        let error = Diagnostic::error("text-too-long", what).help("请缩短，或只生成 PDF（--format pdf）");
        findings.push(match &cell.span {
            Some(span) => error.at(span.clone(), ""),
            None => error,
        });
    }
    findings
}
