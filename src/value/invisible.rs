//! Characters that nobody sees.

/// Characters that are never drawn: marks of direction, joining and order that
/// copying from other programs leaves behind.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\r' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}
