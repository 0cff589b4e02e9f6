//! Chinese numerals.

/// The Chinese digits, each in the place of its value: 二〇二六年.
pub const CHINESE_DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What is also written for 〇.
pub const CHINESE_ZEROS: [char; 3] = ['零', '○', 'Ｏ'];

/// Whether a character is one of those that count things: 十二、, 第一百.
pub fn is_chinese_numeral(character: char) -> bool {
    CHINESE_DIGITS[1..].contains(&character) || matches!(character, '十' | '百')
}
