//! Years in texts: which are moved, and to which.

use std::ops::{Range, RangeInclusive};

use crate::value::fold_width;

/// Which years are moved, and by how many.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// The years that are moved.
    pub years: RangeInclusive<u16>,
    /// By so many.
    pub by: u16,
    /// The year of the form: where it is left, somebody should look.
    pub old: u16,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Shifted {
    /// What is replaced by what.
    pub changes: Vec<(Range<usize>, String)>,
    /// Where the form's year is left as it stands.
    pub left: Vec<usize>,
}

/// A number of four digits that may be a year.
struct Mention {
    digits: Range<usize>,
    year: u16,
    kind: Kind,
    /// Where what it belongs to ends: `2026年`, `2026-03-01`.
    end: usize,
    /// In 《》 or 〔〕, or part of a document's number.
    is_name: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number by itself, which may be anything.
    Bare,
    /// `2026年`
    Year,
    /// `2026-03-01`
    Date,
}

const RANGE: [char; 11] = ['-', '—', '–', '~', '～', '至', '到', '－', '‐', '/', '、'];

/// Finds the years of a text.
pub(super) fn shift(text: &str, window: &Window) -> Shifted {
    let mut mentions = mentions(text);
    // `2026-2027年`: the first is a year because the second is.
    for index in 1..mentions.len() {
        if mentions[index].kind == Kind::Year
            && mentions[index - 1].kind == Kind::Bare
            && joined(text, &mentions, index)
        {
            mentions[index - 1].kind = Kind::Year;
        }
    }
    let mut shifted = Shifted::default();
    let mut with_first = false;
    for (index, mention) in mentions.iter().enumerate() {
        let second = index > 0 && mention.kind == Kind::Year && joined(text, &mentions, index);
        let is_moved = match second {
            // The end of a span goes where its start goes.
            true => with_first,
            false => window.years.contains(&mention.year),
        };
        let is_moved = is_moved && mention.kind != Kind::Bare && !mention.is_name;
        with_first = is_moved;
        if is_moved {
            let year = mention.year + window.by;
            shifted.changes.push((mention.digits.clone(), like(&text[mention.digits.clone()], &format!("{year}"))));
            shifted.changes.extend(leap_day(text, mention, year));
        } else if mention.year == window.old {
            shifted.left.push(mention.digits.start);
        }
    }
    shifted
}

/// Whether only a mark of a range stands between a mention and the one before.
fn joined(text: &str, mentions: &[Mention], index: usize) -> bool {
    let between = text[mentions[index - 1].end..mentions[index].digits.start].trim();
    mentions[index - 1].kind != Kind::Date && !between.is_empty() && between.chars().all(|c| RANGE.contains(&c))
}

fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '《' | '〈' => depth += 1,
            '》' | '〉' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !is_digit(c) {
            at += c.len_utf8();
            continue;
        }
        let digits = at..at + digits(&text[at..]);
        at = digits.end;
        let before = text[..digits.start].chars().next_back();
        let year = arabic(&text[digits.clone()]).parse().unwrap_or(0);
        let is_part = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ','));
        if text[digits.clone()].chars().count() == 4 && (1900..=2999).contains(&year) && !is_part {
            found.push(mention(text, digits, year, depth > 0));
        }
    }
    found
}

fn mention(text: &str, digits: Range<usize>, year: u16, in_name: bool) -> Mention {
    let after = &text[digits.end..];
    let word = after.trim_start_matches([' ', '\u{3000}']);
    let unit = ["学年", "财年", "年"].into_iter().find(|unit| word.starts_with(unit));
    let (kind, end) = match (unit, date_after(after)) {
        (Some(unit), _) => (Kind::Year, digits.end + after.len() - word.len() + unit.len()),
        (None, Some(length)) => (Kind::Date, digits.end + length),
        (None, None) => (Kind::Bare, digits.end),
    };
    let opened = text[..digits.start].trim_end().ends_with(['〔', '［', '[']);
    let rest = text[end..].trim_start().trim_start_matches('度').trim_start();
    let is_name = in_name || opened || is_document_number(rest) || is_title(&text[..digits.start], rest);
    Mention { digits, year, kind, end, is_name }
}

/// Whether a year stands in the title of a document, as in `关于2026年工作的通知`.
fn is_title(before: &str, after: &str) -> bool {
    const ENDS: [char; 9] = ['，', '。', '；', '、', '：', '（', '）', '\n', ','];
    const KINDS: [&str; 9] = ["通知", "意见", "批复", "纪要", "函", "决定", "公告", "请示", "决议"];
    let clause = before.rsplit(ENDS).next().unwrap_or_default();
    let rest = after.split(ENDS).next().unwrap_or_default();
    clause.contains("关于") && KINDS.iter().any(|kind| rest.contains(&format!("的{kind}")))
}

/// `第12号`, as after `2026年`.
fn is_document_number(text: &str) -> bool {
    let number = text.strip_prefix('第').map(|rest| rest[digits(rest)..].trim_start());
    number.is_some_and(|rest| rest.starts_with('号'))
}

/// How long `-03-01`, `/3/1` or `.3.1` is.
fn date_after(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let month = digits(&text[1..]);
    let day = text[1 + month..].strip_prefix(mark).map(digits)?;
    let end = 2 + month + day;
    ((1..=2).contains(&month) && (1..=2).contains(&day) && text.is_char_boundary(end)).then_some(end)
}

/// The 29th of February in a year that has none is the 28th.
fn leap_day(text: &str, mention: &Mention, year: u16) -> Option<(Range<usize>, String)> {
    let start = match mention.kind {
        Kind::Year => mention.end,
        _ => mention.digits.end + 1,
    };
    let blank = |at: usize| text[at..].len() - text[at..].trim_start().len();
    let month = start + blank(start);
    let month = month..month + digits(&text[month..]);
    let gap = month.end + blank(month.end);
    let day = gap + text[gap..].chars().next().filter(|c| matches!(c, '月' | '-' | '/' | '.'))?.len_utf8();
    let day = day + blank(day);
    let day = day..day + digits(&text[day..]);
    let number = |range: &Range<usize>| fold_width(&text[range.clone()]).parse::<u8>().unwrap_or(0);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    (number(&month) == 2 && number(&day) == 29 && !is_leap).then(|| (day.clone(), like(&text[day.clone()], "28")))
}

/// A year that stands by itself, as after 年度, replaced by another.
pub(super) fn replace_year(text: &str, year: u16) -> Option<(Range<usize>, String)> {
    let start = text.find(is_digit)?;
    let digits = start..start + digits(&text[start..]);
    let new = like(&text[digits.clone()], &year.to_string());
    Some((digits, new))
}

/// Chinese digits, as in 二〇二六年.
const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What is also written for 〇.
const ZEROS: [char; 3] = ['零', '○', 'Ｏ'];

fn is_chinese(c: char) -> bool {
    CHINESE.contains(&c) || ZEROS.contains(&c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || is_chinese(c)
}

/// How many bytes of digits a text starts with, all Chinese or all Arabic.
fn digits(text: &str) -> usize {
    let chinese = text.starts_with(is_chinese);
    text.find(|c| !is_digit(c) || is_chinese(c) != chinese).unwrap_or(text.len())
}

/// Digits as Arabic ones.
fn arabic(digits: &str) -> String {
    let digit = |c: char| match CHINESE.iter().position(|digit| *digit == c) {
        Some(digit) => char::from(b'0' + digit as u8),
        None if ZEROS.contains(&c) => '0',
        None => c,
    };
    fold_width(&digits.chars().map(digit).collect::<String>())
}

/// Digits of the kind that was there.
fn like(old: &str, new: &str) -> String {
    let zero = old.chars().find(|c| ZEROS.contains(c)).unwrap_or(CHINESE[0]);
    let digit = |c: char| match c.to_digit(10) {
        Some(0) if old.starts_with(is_chinese) => zero,
        Some(digit) if old.starts_with(is_chinese) => CHINESE[digit as usize],
        Some(digit) if !old.is_ascii() => char::from_u32('０' as u32 + digit).unwrap_or(c),
        _ => c,
    };
    new.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str, years: RangeInclusive<u16>) -> (String, usize) {
        let window = Window { old: *years.end(), years, by: 1 };
        let shifted = shift(text, &window);
        let changes = shifted.changes.iter().map(|(range, new)| (range.clone(), new.as_str()));
        (crate::diag::replaced(text, changes), shifted.left.len())
    }

    #[test]
    fn what_names_the_old_year_is_moved() {
        for (text, wanted) in [
            ("2026年12月底前", "2027年12月底前"),
            ("2026 年度", "2027 年度"),
            ("２０２６年", "２０２７年"),
            ("二〇二六年三月", "二〇二七年三月"),
            ("二零二六年度", "二零二七年度"),
            ("于二○二六年一月", "于二○二七年一月"),
            ("三二〇二六年", "三二〇二六年"),
            ("2026-2027年", "2027-2028年"),
            ("2026年至2027年", "2027年至2028年"),
            ("于2026-03-01前", "于2027-03-01前"),
            ("2026/3/1", "2027/3/1"),
            ("2026学年", "2027学年"),
            ("2025年、2027年", "2025年、2027年"),
            ("关于活动：2026年举办，见有关的通知", "关于活动：2027年举办，见有关的通知"),
            ("2025年完成，2026年验收", "2025年完成，2027年验收"),
        ] {
            assert_eq!(moved(text, 2026..=2026), (wanted.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn the_leap_day() {
        assert_eq!(moved("2024年2月29日", 2024..=2024).0, "2025年2月28日");
        assert_eq!(moved("2024-02-29", 2024..=2024).0, "2025-02-28");
        assert_eq!(moved("２０２４年２月２９日", 2024..=2024).0, "２０２５年２月２８日");
        assert_eq!(moved("2023年2月28日", 2023..=2023).0, "2024年2月28日");
    }

    #[test]
    fn names_and_numbers_are_left_and_told() {
        for text in [
            "《示例市2026年规划》",
            "示财〔2026〕3号",
            "示财[2026]3号",
            "示财（2026）3号",
            "2026年第12号公告",
            "编号 2026",
            "2021—2026年",
            "市科协会议关于2026年重点工作的纪要",
            "2026元",
        ] {
            assert_eq!(moved(text, 2026..=2026), (text.to_owned(), 1), "{text}");
        }
        for text in ["A2026年", "12026年", "1.2026年", "2025年12月", "沪2025〕"] {
            assert_eq!(moved(text, 2026..=2026), (text.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn a_span_of_years_is_moved_whole() {
        assert_eq!(moved("2025年启动，2026年完成", 2025..=2026).0, "2026年启动，2027年完成");
    }
}
