//! Characters that nobody sees, and spaces that are others than that of the keyboard.

/// Characters that are never drawn: marks of direction, joining, order and variants,
/// fillers and tags that copying from other programs leaves behind.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\r' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E01EF}'
    )
}

/// Spaces that programs put in place of a plain one: those of web pages and of Word, and
/// the full-width one.
pub fn is_odd_space(character: char) -> bool {
    matches!(
        character,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{2800}' | '\u{3000}'
    )
}
