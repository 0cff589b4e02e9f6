//! What kind of mark a character is.

/// A character's part in Chinese typesetting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A Chinese character or another that is set like one.
    Han,
    /// An opening mark; its left half is blank.
    Opening,
    /// A closing mark; its right half is blank.
    Closing,
    /// A comma, stop or other pause; its right half is blank.
    Pause,
    /// `·`, `—`, `…`, `～`: a mark in the middle of its square.
    Middle,
    /// A letter or digit of a script that is set in words.
    Latin,
    /// A space.
    Space,
    /// Any other sign of such scripts.
    Sign,
}

impl Class {
    pub(super) fn of(character: char) -> Self {
        match character {
            '（' | '〔' | '【' | '《' | '〈' | '「' | '『' | '［' | '｛' | '〖' | '“' | '‘' => {
                Self::Opening
            }
            '）' | '〕' | '】' | '》' | '〉' | '」' | '』' | '］' | '｝' | '〗' | '”' | '’' => {
                Self::Closing
            }
            '。' | '，' | '、' | '；' | '：' | '？' | '！' | '．' => Self::Pause,
            '·' | '・' | '—' | '…' | '～' | '－' | '–' | '／' => Self::Middle,
            ' ' | '\u{A0}' | '\t' => Self::Space,
            c if c.is_ascii_alphanumeric() => Self::Latin,
            '×' | '÷' => Self::Sign,
            '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' => Self::Latin,
            '\u{0}'..='\u{2FF}' | '≈' | '≠' | '≤' | '≥' | '＜' | '＝' | '＞' | '％' | '‰' | '℃' => {
                Self::Sign
            }
            _ => Self::Han,
        }
    }

    /// Whether its right half is blank.
    pub(super) fn blank_right(self) -> bool {
        matches!(self, Self::Closing | Self::Pause)
    }

    /// Whether its left half is blank.
    pub(super) fn blank_left(self) -> bool {
        self == Self::Opening
    }
}

/// Marks that must not begin a line (GB/T 15834—2011 §5.1.1 to §5.1.9, CLREQ
/// §3.1.4), besides those that Unicode's own rules hold back.
pub(super) fn never_first(character: char) -> bool {
    matches!(Class::of(character), Class::Closing | Class::Pause)
        || matches!(
            character,
            '·' | '・' | '—' | '…' | '～' | '－' | '–' | '／' | '/' | '%' | '‰' | '％' | '℃' | '°' | '☐' | '☑'
        )
        || matches!(character, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
}

/// Marks that must not end a line (GB/T 15834—2011 §5.1.4, CLREQ §3.1.4), and
/// signs that belong to the number after them.
pub(super) fn never_last(character: char) -> bool {
    Class::of(character) == Class::Opening
        || matches!(
            character,
            '／' | '('
                | '['
                | '{'
                | '≥'
                | '≤'
                | '＞'
                | '＜'
                | '>'
                | '<'
                | '='
                | '＝'
                | '≈'
                | '±'
                | '¥'
                | '￥'
                | '$'
                | '№'
        )
}

/// The form of a mark between characters that stand below each other (GB/T 15834 §5.2,
/// Unicode's CJK Compatibility Forms).
pub(super) fn upright(character: char) -> char {
    match character {
        '（' => '︵',
        '）' => '︶',
        '〔' => '︹',
        '〕' => '︺',
        '【' => '︻',
        '】' => '︼',
        '《' => '︽',
        '》' => '︾',
        '〈' => '︿',
        '〉' => '﹀',
        '「' => '﹁',
        '」' => '﹂',
        '『' => '﹃',
        '』' => '﹄',
        '…' => '︙',
        other => other,
    }
}
