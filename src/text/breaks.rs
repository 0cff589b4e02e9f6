//! Where a line may end.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::marks::{Class, never_first, never_last};
use crate::value::unit_at;

/// The strict rules for Chinese (UAX 14, `strict`: no `loose` splitting of `……`
/// nor ：；？！ at the start of a line).
static SEGMENTER: LineSegmenterBorrowed<'static> = {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    LineSegmenter::new_for_non_complex_scripts(options)
};

/// For each character of a paragraph, whether a line may end after it; the last
/// one always ends a line.
///
/// Unicode's rules come first; then the marks of GB/T 15834 are held back, and
/// what must stay whole is: a number with its sign and unit (`≥1.00(场)`,
/// `45万元`), dates (`2026年1月1日`), document numbers (`〔2016〕10号`), ranges
/// (`2021—2025`), `——` and `……`.
pub(super) fn break_after(text: &str, characters: &[(usize, char)]) -> Vec<bool> {
    let mut allowed = vec![false; characters.len()];
    let mut index = 0;
    for offset in SEGMENTER.segment_str(text).skip(1) {
        while index < characters.len() && characters[index].0 < offset {
            index += 1;
        }
        if index > 0 {
            allowed[index - 1] = true;
        }
    }
    for index in 1..characters.len() {
        let (before, after) = (characters[index - 1].1, characters[index].1);
        // Unicode does not know which way quotation marks face; in Chinese text
        // “ opens and ” closes.
        if matches!(after, '“' | '‘') || matches!(before, '”' | '’') {
            allowed[index - 1] = Class::of(before) != Class::Space || allowed[index - 1];
        }
        if never_last(before) || never_first(after) || is_range(before, after, characters, index) {
            allowed[index - 1] = false;
        }
    }
    keep_quantities(text, characters, &mut allowed);
    keep_document_numbers(characters, &mut allowed);
    keep_addresses(text, characters, &mut allowed);
    keep_options(characters, &mut allowed);
    if let Some(last) = allowed.last_mut() {
        *last = true;
    }
    allowed
}

/// `2021—2025`, `10～15`: no break after a dash between numbers.
fn is_range(before: char, after: char, characters: &[(usize, char)], index: usize) -> bool {
    let joins = matches!(before, '—' | '～' | '–' | '-' | '－' | '~' | '至');
    let number_before = index >= 2 && characters[index - 2].1.is_ascii_digit();
    joins && number_before && after.is_ascii_digit()
}

/// Keeps a number with the unit after it, and a date's parts together.
fn keep_quantities(text: &str, characters: &[(usize, char)], allowed: &mut [bool]) {
    let is_digit = |index: usize| characters.get(index).is_some_and(|(_, c)| c.is_ascii_digit());
    for index in 1..characters.len() {
        let (offset, character) = characters[index];
        if !is_digit(index - 1) || is_digit(index) {
            continue;
        }
        let bytes = match character {
            '号' | '月' | '级' | '后' | '+' => character.len_utf8(),
            _ => unit_at(&text[offset..]).unwrap_or(0),
        };
        let end = offset + bytes;
        let mut last = index;
        while last < characters.len() && characters[last].0 < end {
            allowed[last - 1] = false;
            last += 1;
        }
        if matches!(character, '年' | '月') && is_digit(last) {
            allowed[last - 1] = false;
        }
    }
}

/// `〔2016〕10号`, `[2016]10号`: the year stays with the number.
fn keep_document_numbers(characters: &[(usize, char)], allowed: &mut [bool]) {
    for index in 1..characters.len() {
        let (before, after) = (characters[index - 1].1, characters[index].1);
        if matches!(before, '〕' | ']' | '］') && (after.is_ascii_digit() || after == '第') {
            allowed[index - 1] = false;
        }
    }
}

/// An option and its box (`延续项目 ☑`, `☐新增项目`) are broken only where no line holds
/// them.
fn keep_options(characters: &[(usize, char)], allowed: &mut [bool]) {
    let is_box = |c: char| matches!(c, '☐' | '☑');
    if !characters.iter().any(|(_, c)| is_box(*c)) {
        return;
    }
    let mut start = 0;
    // Where the word before starts, which a box alone belongs to.
    let mut before = 0;
    for word in characters.split_inclusive(|(_, c)| *c == ' ') {
        let end = start + word.len();
        let first = word.first().is_some_and(|(_, c)| is_box(*c));
        let is_alone = first && word.iter().filter(|(_, c)| *c != ' ').count() == 1;
        let last = if word.ends_with(&[(characters[end - 1].0, ' ')]) { end - 1 } else { end };
        let whole = if is_alone { before..last } else { start..last };
        if (is_alone || first) && whole.len() > 1 {
            allowed[whole.start..whole.end - 1].fill(false);
        }
        if first && !is_alone && start > 0 {
            allowed[start - 1] = true;
        }
        (before, start) = (start, end);
    }
}

/// Addresses (`https://…`, `www.…`, `name@…`) are broken only where no line holds
/// them.
fn keep_addresses(text: &str, characters: &[(usize, char)], allowed: &mut [bool]) {
    let mut start = 0;
    for word in characters.chunk_by(|a, b| a.1.is_ascii_graphic() == b.1.is_ascii_graphic()) {
        let end = characters.get(start + word.len()).map_or(text.len(), |(offset, _)| *offset);
        let text = &text[word[0].0..end];
        if text.contains("://") || text.starts_with("www.") || text.contains('@') {
            allowed[start..start + word.len() - 1].fill(false);
        }
        start += word.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `|` where a line may end.
    fn marked(text: &str) -> String {
        let characters: Vec<_> = text.char_indices().collect();
        let allowed = break_after(text, &characters);
        let mut marked = String::new();
        for ((_, character), allowed) in characters.iter().zip(&allowed) {
            marked.push(*character);
            if *allowed {
                marked.push('|');
            }
        }
        marked.trim_end_matches('|').to_owned()
    }

    #[test]
    fn marks_stay_where_they_belong() {
        assert_eq!(marked("甲，乙（丙）丁。"), "甲，|乙|（丙）|丁。");
        assert_eq!(marked("《通知》和“双创”"), "《通|知》|和|“双|创”");
        assert_eq!(marked("丙～丁·庚／辛"), "丙～|丁·|庚／辛");
        assert_eq!(marked("好！？”他说"), "好！？”|他|说");
    }

    #[test]
    fn dashes_and_dots_are_whole() {
        assert_eq!(marked("甲——乙……丙"), "甲——|乙……|丙");
        assert_eq!(marked("自2021—2025年"), "自|2021—2025年");
        assert_eq!(marked("约10～15个"), "约|10～15个");
    }

    #[test]
    fn options_are_whole() {
        assert_eq!(marked("新增项目 ☐ 延续项目 ☑"), "新增项目 ☐ |延续项目 ☑");
        assert_eq!(marked("☐新增项目 ☑延续项目 其他"), "☐新增项目 |☑延续项目 |其|他");
    }

    #[test]
    fn quantities_are_whole() {
        assert_eq!(marked("共45万元整"), "共|45万元|整");
        assert_eq!(marked("达95%以上"), "达|95%|以|上");
        assert_eq!(marked("≥1.00(场)"), "≥1.00(场)");
        assert_eq!(marked("面积2000平方米内"), "面|积|2000平方米|内");
        assert_eq!(marked("第10号文"), "第|10号|文");
    }

    #[test]
    fn dates_are_whole() {
        assert_eq!(marked("于2026年1月1日前"), "于|2026年1月1日|前");
        assert_eq!(marked("至2023-01-01止"), "至|2023-01-01|止");
    }

    #[test]
    fn document_numbers_are_whole() {
        assert_eq!(marked("府发〔2016〕10号文"), "府|发|〔2016〕10号|文");
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(marked("用Wi-Fi上网"), "用|Wi-|Fi|上|网");
        assert_eq!(
            marked("见https://示例.cn和https://a.cn/b-c?d=e。"),
            "见|https://|示|例.cn|和|https://a.cn/b-c?d=e。"
        );
        assert_eq!(marked("use PDF files"), "use |PDF |files");
    }
}
