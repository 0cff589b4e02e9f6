//! 字体里没有这个字，打印出来会是空框。
//!
//! 程序自带的字体和 jixiao.yaml 里写的字体都没有它。空框交不出去，所以不生成文件。
//!
//! 例：项目名称里有生僻字“𱁬”，或从别处复制来的控制字符。
//! 改：核对是否打错；确是生僻字的，在 jixiao.yaml 里写 fonts: {fallback: [含有这个字的字体文件]}。
//!
//! ---
//!
//! No font has a character: it would be an empty box on the page.
//!
//! Neither the fonts of the program nor those named in jixiao.yaml have it. A form
//! with empty boxes cannot be handed in, so that no file is made.
//!
//! Example: the rare character “𱁬” in the project's name, or a control character
//! that was copied from elsewhere.
//! Instead: check whether it is a slip; for a rare character name a font file that has
//! it in jixiao.yaml, under `fonts: {fallback: […]}`.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::form::{Cell, FormTable};
use crate::messages::Message;
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
    let code = format_args!("U+{:04X}", u32::from(character));
    let (what, help) = match character.is_control() {
        true => (words::no_glyph_for_control(code), words::delete_control()),
        false => (words::no_glyph(character, code), words::check_or_name_a_font()),
    };
    let error = Diagnostic::new(Code::GlyphMissing, what).help(help);
    match &cell.span {
        Some(span) => error.at(place(span, character), Message::default()),
        None => error.note(words::in_text(cell.text.replace('\n', " "))),
    }
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
