//! 文字太长，表格文件的一格放不下。
//!
//! Excel 的一格最多 32,767 个字符、253 处换行，超出的部分打开时会丢失，所以不生成文件。
//!
//! 例：一栏里写了 300 行。
//! 改：缩短，或只生成 PDF（--format pdf）。
//!
//! ---
//!
//! A text is too long for a cell of a spreadsheet.
//!
//! A cell of Excel holds 32,767 characters and 253 line breaks at most. What is
//! beyond would be lost when the sheet is opened, so that no file is made.
//!
//! Example: a field of 300 lines.
//! Instead: shorten it, or write the PDF only (--format pdf).

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::form::FormTable;
use crate::messages::Message;

const MOST_CHARACTERS: usize = 32_767;
const MOST_BREAKS: usize = 253;

pub(super) fn check(table: &FormTable) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for cell in &table.cells {
        let characters = cell.text.encode_utf16().count();
        let breaks = cell.text.matches('\n').count();
        let what = if characters > MOST_CHARACTERS {
            words::too_many_characters(characters, MOST_CHARACTERS)
        } else if breaks > MOST_BREAKS {
            words::too_many_line_breaks(breaks, MOST_BREAKS)
        } else {
            continue;
        };
        let error = Diagnostic::new(Code::TextTooLong, what).help(words::shorten_or_only_pdf());
        findings.push(match &cell.span {
            Some(span) => error.at(span.clone(), Message::default()),
            None => error,
        });
    }
    findings
}
