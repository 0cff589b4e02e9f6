//! Years in texts: which are moved, and to which.

use std::ops::{Range, RangeInclusive};

use crate::value::{CHINESE_DIGITS, CHINESE_ZEROS, YEARS, fold_width, is_chinese_numeral};

/// Which years are moved, and by how many.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// The years that are moved.
    pub years: RangeInclusive<u16>,
    /// By how many years they are moved.
    pub by: u16,
    /// The year of the form: where it is left, somebody should look.
    pub old: u16,
    /// Whether a span of several years stays: that of a project which goes on.
    pub keeps_spans: bool,
}

impl Window {
    /// For texts in which no year is moved.
    pub(super) fn closed(&self) -> Self {
        Self { years: 0..=0, ..self.clone() }
    }

    fn is_closed(&self) -> bool {
        *self.years.end() == 0
    }
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Shifted {
    /// What is replaced by what.
    pub changes: Vec<(Range<usize>, String)>,
    /// The ends of what is left as it stands and should be looked at.
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

impl Mention {
    /// Whether it is of a time after the project's, which may come nearer with it.
    fn is_later(&self, window: &Window) -> bool {
        !window.is_closed() && self.is_year() && self.year > *window.years.end()
    }

    /// Whether something is compared with it: `比2024年`.
    fn is_measure(&self, text: &str) -> bool {
        self.is_year() && text[..self.digits.start].trim_end().ends_with(['比', '较'])
    }

    /// Whether it says a year for certain, and not in a name.
    fn is_year(&self) -> bool {
        self.kind != Kind::Bare && !self.is_name
    }
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

/// Finds the years of a text, which may stand in quotes.
pub(super) fn shift(text: &str, window: &Window) -> Shifted {
    let text = without_escapes(text).unwrap_or_else(|| text.to_owned());
    let mut mentions = mentions(&text);
    // `2026-2027年`: the first is a year because the second is.
    for index in 1..mentions.len() {
        if mentions[index].kind == Kind::Year
            && mentions[index - 1].kind == Kind::Bare
            && joined(&text, &mentions, index)
        {
            mentions[index - 1].kind = Kind::Year;
        }
    }
    let mut shifted = Shifted { left: notices(&text, window.old), ..Shifted::default() };
    let spans = spans(&text, &mentions);
    for span in &spans {
        let (first, last) = (&span[0], &span[span.len() - 1]);
        let is_kept = window.keeps_spans && first.year != last.year;
        // The end of a span goes where its start goes.
        let mut goes = window.years.contains(&first.year) && !is_kept && !has_later(&text, &spans, first, window);
        for mention in *span {
            goes &= mention.is_year();
            if goes {
                let year = mention.year + window.by;
                let digits = &text[mention.digits.clone()];
                shifted.changes.push((mention.digits.clone(), like(digits, &year.to_string())));
                shifted.changes.extend(leap_day(&text, mention, year));
            } else if mention.year == window.old
                || window.years.contains(&mention.year)
                || mention.is_later(window)
                || mention.is_measure(&text)
            {
                shifted.left.push(mention.digits.end);
            }
        }
    }
    shifted
}

/// The mentions, each with those that end the span which it begins.
fn spans<'m>(text: &str, mentions: &'m [Mention]) -> Vec<&'m [Mention]> {
    let starts = |index: &usize| *index == 0 || mentions[*index].kind == Kind::Bare || !joined(text, mentions, *index);
    let starts: Vec<usize> = (0..mentions.len()).filter(starts).collect();
    let ends = starts.iter().skip(1).copied().chain([mentions.len()]);
    starts.iter().zip(ends).map(|(start, end)| &mentions[*start..end]).collect()
}

/// Whether the paragraph of a year also names a later one, up to the new form's:
/// `2025年达到24%，2026年达到25%` would say the same year twice.
fn has_later(text: &str, spans: &[&[Mention]], of: &Mention, window: &Window) -> bool {
    let start = text[..of.digits.start].rfind('\n').unwrap_or(0);
    let end = text[of.end..].find('\n').map_or(text.len(), |end| of.end + end);
    let is_later = |year: u16| year > *window.years.end() && year <= window.old + window.by;
    let from = spans.partition_point(|span| span[0].digits.start < start);
    let mut others = spans[from..].iter().map(|span| &span[0]).take_while(|other| other.digits.start < end);
    others.any(|other| other.is_year() && is_later(other.year))
}

/// Whether only a mark of a range stands between a mention and the one before, with
/// the rest of a date: `2026年9月至2027年`, `2026年起，到2027年`.
fn joined(text: &str, mentions: &[Mention], index: usize) -> bool {
    let between = text[mentions[index - 1].end..mentions[index].digits.start].trim();
    let between = ["，至", "，到", ",至", ",到"].iter().fold(between.to_owned(), |text, to| text.replace(to, "至"));
    let is_of_date = |c: char| {
        let is_word = matches!(c, '十' | '度' | '月' | '日' | '初' | '中' | '旬' | '末' | '底' | '起' | '开' | '始');
        is_digit(c) || c == ' ' || is_word
    };
    between.contains(RANGE) && between.chars().all(|c| RANGE.contains(&c) || is_of_date(c))
}

/// A text in double quotes with blanks for its escapes, and with its breaks.
fn without_escapes(text: &str) -> Option<String> {
    let mut rest = text.strip_prefix('"')?;
    let mut plain = String::from("\"");
    while let Some(at) = rest.find('\\') {
        plain += &rest[..at];
        let escape = &rest[at..];
        let length = match escape.as_bytes().get(1) {
            Some(b'x') => 4,
            Some(b'u') => 6,
            Some(b'U') => 10,
            _ => 2,
        };
        let length = if escape.is_char_boundary(length) { length.min(escape.len()) } else { 1 };
        let first = if escape.starts_with("\\n") { '\n' } else { ' ' };
        plain.push(first);
        plain += &" ".repeat(length - 1);
        rest = &escape[length..];
    }
    Some(plain + rest)
}

/// Where a text counts from the year without naming it: 第五届, 23年12月, 十四五, 去年.
fn notices(text: &str, old: u16) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let length = match c {
            '第' => issue(rest),
            '明' | '去' | '今' | '上' if before != '以' => {
                ["明年", "去年", "今年", "上年"].into_iter().find(|word| rest.starts_with(word)).map(str::len)
            }
            '十' if !is_digit(before) => five_year_plan(rest),
            _ if is_digit(c) && !is_digit(before) && before != '十' => short_year(rest, old),
            _ => None,
        };
        found.extend(length.map(|length| at + length));
        before = c;
    }
    found
}

/// How long `第五届` or `第12期` is.
fn issue(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let number = rest.find(|c| !is_digit(c) && !is_chinese_numeral(c) && c != ' ').filter(|length| *length > 0)?;
    rest[number..].starts_with(['届', '期']).then_some('第'.len_utf8() + number)
}

/// How long `十四五` is.
fn five_year_plan(text: &str) -> Option<usize> {
    let mut characters = text.chars().skip(1);
    let number = characters.next().filter(|c| is_chinese(*c))?;
    (characters.next() == Some('五')).then(|| '十'.len_utf8() + number.len_utf8() + '五'.len_utf8())
}

/// How long the digits of `23年12月` or, in 2023, of `二三年` are.
fn short_year(text: &str, old: u16) -> Option<usize> {
    let length = digits(text);
    let after = text[length..].trim_start().strip_prefix('年')?.trim_start();
    let year: u16 = arabic(&text[..length]).parse().ok()?;
    let has_month = after[digits(after)..].starts_with('月') && digits(after) > 0;
    (text[..length].chars().count() == 2 && (has_month || year == old % 100)).then_some(length)
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
        if text[digits.clone()].chars().count() == 4 && YEARS.contains(&year) && !is_part {
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
    let before = &text[..digits.start];
    let is_name = in_name || opened || is_document_number(rest) || is_title(before, rest) || is_edition(before, rest);
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

/// Whether a year says which edition of a document is meant, as in
/// `《示例法》（2026年修订）` or `2026年版`.
fn is_edition(before: &str, after: &str) -> bool {
    if after.starts_with('版') {
        return true;
    }
    const WORDS: [&str; 9] = ["修订", "修正", "修改", "版", "印发", "发布", "公布", "施行", "实施"];
    let Some((title, within)) = before.rsplit_once(['（', '(']) else { return false };
    let rest = after.split(['）', ')']).next().unwrap_or_default();
    let is_open = !within.contains(['）', ')']);
    title.trim_end().ends_with('》') && is_open && WORDS.iter().any(|word| rest.contains(word))
}

/// `第12号` or `12号`, as after `2026年`.
fn is_document_number(text: &str) -> bool {
    let number = text.strip_prefix('第').unwrap_or(text);
    digits(number) > 0 && number[digits(number)..].trim_start().starts_with('号')
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

/// The digits of a year that stands by itself, as after 年度.
fn year_alone(text: &str) -> Option<Range<usize>> {
    let start = text.find(is_digit)?;
    Some(start..start + digits(&text[start..]))
}

/// A year that stands by itself.
pub(super) fn read_year(text: &str) -> Option<u16> {
    arabic(&text[year_alone(text)?]).parse().ok()
}

/// A year that stands by itself, replaced by another.
pub(super) fn replace_year(text: &str, year: u16) -> Option<(Range<usize>, String)> {
    let digits = year_alone(text)?;
    let new = like(&text[digits.clone()], &year.to_string());
    Some((digits, new))
}

fn is_chinese(c: char) -> bool {
    CHINESE_DIGITS.contains(&c) || CHINESE_ZEROS.contains(&c)
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
    let digit = |c: char| match CHINESE_DIGITS.iter().position(|digit| *digit == c) {
        Some(digit) => char::from(b'0' + digit as u8),
        None if CHINESE_ZEROS.contains(&c) => '0',
        None => c,
    };
    fold_width(&digits.chars().map(digit).collect::<String>())
}

/// Digits of the kind that was there.
fn like(old: &str, new: &str) -> String {
    let zero = old.chars().find(|c| CHINESE_ZEROS.contains(c)).unwrap_or(CHINESE_DIGITS[0]);
    let digit = |c: char| match c.to_digit(10) {
        Some(0) if old.starts_with(is_chinese) => zero,
        Some(digit) if old.starts_with(is_chinese) => CHINESE_DIGITS[digit as usize],
        Some(digit) if !old.is_ascii() => char::from_u32('０' as u32 + digit).unwrap_or(c),
        _ => c,
    };
    new.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::edit::Changes;

    fn moved(text: &str, years: RangeInclusive<u16>) -> (String, usize) {
        let window = Window { old: *years.end(), years, by: 1, keeps_spans: false };
        let shifted = shift(text, &window);
        (Changes::from_iter(shifted.changes).apply(text), shifted.left.len())
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
            ("关于活动：2026年举办，见有关的通知", "关于活动：2027年举办，见有关的通知"),
            ("2025年完成，2026年验收", "2025年完成，2027年验收"),
            ("2026年7月-2027年6月", "2027年7月-2028年6月"),
            ("2026年9月至2027年1月底", "2027年9月至2028年1月底"),
            ("二〇二六年十二月～二〇二七年六月", "二〇二七年十二月～二〇二八年六月"),
            ("2026年度到2027年度", "2027年度到2028年度"),
            ("自2026年起至2029年", "自2027年起至2030年"),
            ("从2026年开始，到2027年底完成", "从2027年开始，到2028年底完成"),
            ("2026-07-01至2027-06-30", "2027-07-01至2028-06-30"),
            (r#""1. 甲\n2026年完成；\t2026年验收""#, r#""1. 甲\n2027年完成；\t2027年验收""#),
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
            "示财发2026年3号",
            "2026年版",
            "比2025年多",
            "2025年、2027年",
            "编号 2026",
            "2021—2026年",
            "市科协会议关于2026年重点工作的纪要",
            "2026元",
            "《示例法》（2026年修订）",
            "《示例办法》(示财规1号，2026年3月印发)",
            "2025年7月-2026年6月",
            "第五届",
            "第 12 期",
            "26年12月",
            "二六年",
            "“十四五”规划",
            "比去年多",
            "上年度",
        ] {
            assert_eq!(moved(text, 2026..=2026), (text.to_owned(), 1), "{text}");
        }
        for text in
            ["A2026年", "12026年", "1.2026年", "2025年12月", "沪2025〕", "第五条", "二十五五", "以上年份", "25年"]
        {
            assert_eq!(moved(text, 2026..=2026), (text.to_owned(), 0), "{text}");
        }
    }

    /// What stays may be wrong beside what was moved.
    #[test]
    fn later_years_are_told() {
        for (text, wanted, left) in [
            ("自2026年起三年内，至2028年", "自2027年起三年内，至2028年", 1),
            ("2026年达到24%，2027年达到25%", "2026年达到24%，2027年达到25%", 2),
            (r#""2026年启动\n2028年建成，比2025年\u2026""#, r#""2027年启动\n2028年建成，比2025年\u2026""#, 2),
            ("2026年办40场，较2024年增加5场", "2027年办40场，较2024年增加5场", 1),
        ] {
            assert_eq!(moved(text, 2026..=2026), (wanted.to_owned(), left), "{text}");
        }
    }

    #[test]
    fn a_span_of_years_is_moved_whole() {
        assert_eq!(moved("2025年启动，2026年完成", 2025..=2026).0, "2026年启动，2027年完成");
        let goes_on = Window { years: 2026..=2026, by: 1, old: 2026, keeps_spans: true };
        let shifted = shift("在2026-2028年的2026年3月至2026年9月", &goes_on);
        assert_eq!((shifted.changes.len(), shifted.left.len()), (2, 2));
    }
}
