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
use crate::value::is_odd_space;

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
    // What Word has in such places, and what stands for it elsewhere.
    let (what, help, instead) = match character {
        '\u{F06C}' | '\u{F06E}' | '\u{F075}' | '\u{F076}' | '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}' => {
            (words::bullet_of_word(code), words::type_a_bullet('•'), Some("•"))
        }
        '\u{F0FC}' => (words::symbol_of_word(code), words::type_a_bullet('√'), Some("√")),
        '\u{F020}'..='\u{F0FF}' => (words::symbol_of_word(code), words::type_the_symbol(), None),
        '\u{2028}' | '\u{2029}' => (words::line_break_of_word(code), words::type_a_line_break(), None),
        c if is_odd_space(c) => (words::space_of_word(code), words::type_a_space(), Some(" ")),
        c if c.is_control() => (words::no_glyph_for_control(code), words::delete_control(), None),
        _ => (words::no_glyph(character, code), words::check_or_name_a_font(), None),
    };
    let error = Diagnostic::new(Code::GlyphMissing, what).help(help);
    let Some(span) = &cell.span else {
        return error.note(words::in_text(cell.text.replace('\n', " ")));
    };
    let error = error.at(place(span, character), Message::default());
    let instead = match (character, instead) {
        ('\u{2028}' | '\u{2029}', _) => line_break(span),
        (_, instead) => instead.map(str::to_owned),
    };
    let places = span.text().match_indices(character).map(|(offset, found)| {
        let start = span.range.start + offset;
        Span { range: start..start + found.len(), ..span.clone() }
    });
    match instead {
        Some(instead) => places.fold(error, |error, place| error.fix(place, instead.as_str())),
        None => error,
    }
}

/// A line break in a text that stands in a block, with the indentation of its lines.
fn line_break(span: &Span) -> Option<String> {
    let before = span.source.text.get(..span.range.end)?;
    let header = match span.text().starts_with('|') {
        true => span.range.start,
        false => {
            span.source.text[..span.range.start].trim_end_matches(['-', '+', ' ', '\n', '\r']).len().checked_sub(1)?
        }
    };
    let line = before.get(header..)?.strip_prefix('|')?.lines().skip(1).find(|line| !line.trim().is_empty())?;
    Some(format!("\n{}", &line[..line.len() - line.trim_start_matches(' ').len()]))
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
