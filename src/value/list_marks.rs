//! What stands before the items of a list: `1.`, `1、`, `（一）`, `①`, `—`.

use super::{is_chinese_numeral, likely_year};

/// What authors type in place of a list's `- `, so that no indicator's key begins with
/// it.
pub fn is_bullet(character: char) -> bool {
    matches!(character, '－' | '—' | '–' | '−' | '•' | '●' | '·' | '▪' | '■' | '◆')
}

/// The length in bytes of the number with which a paragraph begins, with the
/// spaces after it; 0 where it begins with none. What has no mark after it, or
/// is the start of an amount (`1.5万元`), is no such number.
pub fn numbering_length(text: &str) -> usize {
    let numbered = bracketed(text).or_else(|| circled(text)).or_else(|| marked(text));
    let Some(end) = numbered else {
        return 0;
    };
    let rest = &text[end..];
    end + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
}

/// The end of the digits, or of the Chinese numerals, at the start: at most three.
fn number(text: &str) -> Option<usize> {
    let run = |is: &dyn Fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    let digits = run(&|c| c.is_ascii_digit());
    let end = if digits > 0 { digits } else { run(&is_chinese_numeral) };
    let count = text[..end].chars().count();
    (1..=3).contains(&count).then_some(end)
}

/// `（一）`, `(1)`
fn bracketed(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['（', '('])?;
    let end = number(inner)?;
    let rest = inner[end..].strip_prefix(['）', ')'])?;
    Some(text.len() - rest.len())
}

/// `①`
fn circled(text: &str) -> Option<usize> {
    text.strip_prefix(|c| ('①'..='⑳').contains(&c)).map(|rest| text.len() - rest.len())
}

/// A number in digits before an item of a list: `1.`, `1、`, `1）`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListNumber {
    /// The number.
    pub number: u32,
    /// What stands after it.
    pub mark: char,
    /// The length of both in bytes.
    pub length: usize,
}

/// The number in digits with which an item of a list begins.
pub fn list_number(text: &str) -> Option<ListNumber> {
    let length = marked(text)?;
    let mark = text[..length].chars().next_back()?;
    Some(ListNumber { number: text[..length - mark.len_utf8()].parse().ok()?, mark, length })
}

/// `1.`, `1、`, `1）`, `一、`
fn marked(text: &str) -> Option<usize> {
    let end = number(text)?;
    let rest = text[end..].strip_prefix(['.', '．', '、', '）', ')'])?;
    let is_decimal = text[end..].starts_with('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    // `2.2024年12月底前完成` is the second item.
    let year = rest.split_once('年').and_then(|(year, _)| likely_year(year));
    let is_decimal = is_decimal && year.is_none();
    (!is_decimal).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        for (text, found) in [
            ("1. 举办活动", "1. "),
            ("12、举办活动", "12、"),
            ("（一）总体目标", "（一）"),
            ("(3) 其他", "(3) "),
            ("①上半年", "①"),
            ("十二、附则", "十二、"),
            ("1.5万元", ""),
            ("2.2024年12月底前", "2."),
            ("2.1024年", ""),
            ("2026年", ""),
            ("2026.", ""),
            ("一是组织领导", ""),
            ("（试行）", ""),
            ("", ""),
        ] {
            assert_eq!(&text[..numbering_length(text)], found, "{text}");
        }
    }

    #[test]
    fn numbers_in_digits() {
        assert_eq!(list_number("12、举办活动"), Some(ListNumber { number: 12, mark: '、', length: 5 }));
        assert_eq!(list_number("3） 其他"), Some(ListNumber { number: 3, mark: '）', length: 4 }));
        for text in ["一、总体", "①上半年", "1.5万元", "2026.", "12"] {
            assert_eq!(list_number(text), None, "{text}");
        }
    }
}
