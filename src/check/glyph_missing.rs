//! `glyph-missing`: a character that no font of the program has, and which would
//! be an empty box on the page.

use crate::diag::Diagnostic;
use crate::form::{Cell, FormTable};
use crate::source::Span;
use crate::text::{Fonts, Metrics};

pub(super) fn check(table: &FormTable, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for cell in &table.cells {
        let mut seen = Vec::new();
        for character in cell.text.chars() {
            // Fonts have shapes for some control characters, which show nothing.
            let is_shown = !character.is_control() && fonts.glyph(character, cell.style.bold).is_some();
            if is_shown || matches!(character, '\n' | '\t') || seen.contains(&character) {
                continue;
            }
            seen.push(character);
            findings.push(finding(cell, character));
        }
    }
    findings
}

fn finding(cell: &Cell, character: char) -> Diagnostic {
    let shown = if character.is_control() { String::new() } else { format!("「{character}」") };
    let what = format!("字体里没有{shown}（U+{:04X}）", character as u32);
    let error = Diagnostic::error("glyph-missing", what);
    let error = match &cell.span {
        Some(span) => error.at(place(span, character), ""),
        None => error.note(format!("在「{}」中", cell.text.replace('\n', " "))),
    };
    error.help(match character.is_control() {
        true => "这是看不见的控制字符，多半是从别处复制带来的，请删去",
        false => "请核对是否打错；确是生僻字的，可在 jixiao.yaml 里写 fonts: {fallback: [含有这个字的字体文件]}",
    })
}

/// Where the character stands in what the author wrote; the whole of it, where
/// it is written in another way there (`\u…`).
fn place(span: &Span, character: char) -> Span {
    match span.text().find(character) {
        Some(offset) => {
            let start = span.range.start + offset;
            Span { range: start..start + character.len_utf8(), ..span.clone() }
        }
        None => span.clone(),
    }
}
