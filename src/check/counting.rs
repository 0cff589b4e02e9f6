//! What texts count: `举办培训班4期，每期60人`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::reading::is_han;
use crate::project::Indicator;
use crate::value::{
    amounts_in, fold_width, is_chinese_numeral, is_unit, likely_year, list_number, parse_decimal, unit_at,
};

/// A text with its wide digits, letters and signs of percent as half-width, and its marks as
/// they are: `，2万` begins a clause.
pub(super) fn fold(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '／' | '＝' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// What is not counted: time, money and measures of other things.
pub(super) const NOT_COUNTED: [&str; 26] = [
    "%",
    "‰",
    "元",
    "万元",
    "亿元",
    "年",
    "个月",
    "月",
    "周",
    "天",
    "日",
    "小时",
    "分钟",
    "工作日",
    "个工作日",
    "课时",
    "学时",
    "度",
    "分",
    "倍",
    "点",
    "类",
    "种",
    "亿",
    "万",
    "级",
];

/// The units that count the same.
const SAME: [[&str; 4]; 4] =
    [["人", "名", "位", "人"], ["次", "场", "场次", "次"], ["个", "家", "所", "处"], ["期", "班", "次", "场"]];

/// What says that a number is of one among several.
const EACH: [&str; 7] = ["每", "人均", "平均", "单个", "单场", "单次", "各"];

/// What ends a name without saying what is counted.
pub(super) const COUNTING: [&str; 40] = [
    "完成数",
    "数量",
    "场次",
    "次数",
    "人数",
    "人次",
    "户数",
    "家数",
    "期数",
    "份数",
    "件数",
    "个数",
    "册数",
    "场数",
    "组数",
    "支数",
    "座数",
    "株数",
    "张数",
    "所数",
    "证数",
    "台数",
    "套数",
    "项数",
    "门数",
    "篇数",
    "条数",
    "辆数",
    "种数",
    "处数",
    "间数",
    "面积",
    "长度",
    "里程",
    "总数",
    "完成",
    "举办",
    "情况",
    "数",
    "量",
];

/// A number of things that a text names.
#[derive(Clone, Debug)]
pub(super) struct Count {
    pub number: Decimal,
    /// Without a 万 before it, which is in the number.
    pub unit: String,
    /// As it is written, with its unit.
    pub written: String,
    /// The clause in which it stands, behind the one before where it says nothing of its
    /// own: `编印读物3种、6万册`.
    pub clause: String,
    /// What stands before it in its own clause.
    pub before: String,
    /// Whether its parts follow: 共24座，其中….
    pub is_whole: bool,
    /// Whether it is one of the parts behind 其中.
    pub is_part: bool,
    /// What its sentence says before that, as far as two commas back: 抽检结果每月公布，全年公布12期.
    pub previous: String,
    /// Where it stands in the text, as it is folded.
    pub place: Range<usize>,
}

impl Count {
    /// Whether it is of one among several, by what stands before it: 每期60人, 各1场.
    pub(super) fn is_each(&self) -> bool {
        is_each(&self.before)
    }
}

/// The unit that stands in brackets at the end of a name: 自动气象站（个）.
pub(super) fn unit_in_name(name: &str) -> Option<String> {
    let name = fold_width(name.trim());
    let unit = name.strip_suffix(')')?.rsplit_once('(')?.1.trim();
    (unit == "%" || unit_of(unit) == Some(unit)).then(|| unit.to_owned())
}

/// The number of a target and its unit, without a 万 before it, which may stand in the name; of
/// a unit that nobody knows (人份) as much as texts are read for.
pub(super) fn counted(indicator: &Indicator) -> Option<(Decimal, String)> {
    if let Some(quantity) = &indicator.target.quantity {
        let in_name = Some(&quantity.unit).filter(|unit| unit.is_empty()).and_then(|_| unit_in_name(&indicator.name));
        let unit = in_name.as_ref().unwrap_or(&quantity.unit);
        let (factor, unit) = split_multiple(unit);
        return Some((quantity.number.checked_mul(factor)?, unit.to_owned()));
    }
    let measured = measures(indicator.target.written.trim());
    let ([count], rest) = (measured.as_slice(), fold(indicator.target.written.trim())) else { return None };
    let after = rest[count.place.end..].chars().count();
    let says = rest[..count.place.start].chars().any(|c| is_han(c) && !"不少低于超过至".contains(c));
    (after <= LONGEST_UNIT && !says).then(|| (count.number, count.unit.clone()))
}

/// So many characters may follow what is known of a unit.
const LONGEST_UNIT: usize = 4;

/// What a name counts, without the words that say that it counts.
pub(super) fn thing(name: &str) -> &str {
    let mut thing = name.trim();
    while let Some(shorter) = COUNTING.iter().find_map(|word| thing.strip_suffix(word)) {
        thing = shorter;
    }
    thing
}

/// Whether a text speaks of one among several.
pub(super) fn is_each(text: &str) -> bool {
    EACH.iter().any(|word| text.contains(word))
}

/// Whether two units count the same.
pub(super) fn is_same_unit(a: &str, b: &str) -> bool {
    a == b || SAME.iter().any(|units| units.contains(&a) && units.contains(&b))
}

/// What multiplies a unit, and the rest of it: 万人次.
pub(super) fn split_multiple(unit: &str) -> (Decimal, &str) {
    match unit.strip_prefix('万') {
        Some(rest) if !rest.is_empty() && rest != "元" => (Decimal::from(10_000), rest),
        _ => (Decimal::ONE, unit),
    }
}

/// The unit with which a text begins, with the 万 before it.
pub(super) fn unit_of(text: &str) -> Option<&str> {
    let short = unit_at(text).map(|length| &text[..length]).filter(|unit| !matches!(*unit, "万" | "亿"));
    let ends = || text.char_indices().map(|(at, c)| at + c.len_utf8()).take(4);
    short.or_else(|| ends().map(|end| &text[..end]).filter(|part| is_unit(part)).last())
}

/// The parts of a text between its marks; `1,000件` is one.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = text.char_indices().filter(move |(at, c)| match c {
        '，' | '。' | '；' | ';' | '、' | '：' | '\n' => true,
        ',' => !text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
        ':' => true,
        _ => false,
    });
    let ends: Vec<(usize, usize)> =
        ends.map(|(at, c)| (at, at + c.len_utf8())).chain([(text.len(), text.len())]).collect();
    ends.into_iter().map(move |(end, next)| {
        let clause = &text[start..end];
        start = next;
        clause
    })
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// A number that a text names, with what follows it.
struct Number<'a> {
    digits: &'a str,
    /// What stands before it in its clause.
    before: &'a str,
    /// What follows it, behind 余 or 多.
    rest: &'a str,
    clause: &'a str,
    start: usize,
}

/// The numbers in a text, as it is folded.
fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    for clause in clauses(text) {
        let mut from = 0;
        while let Some(at) = clause[from..].find(|c: char| c.is_ascii_digit()) {
            let start = from + at;
            let length = clause[start..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
            from = length.map_or(clause.len(), |length| start + length);
            let digits = clause[start..from].trim_end_matches(['.', ',']);
            let before = clause[..start].trim();
            // 第3届, 2026年, COVID19 and the number of an item count nothing.
            let is_name = before.ends_with(|c: char| c == '第' || c == '〔' || c == '[' || c.is_ascii_alphabetic());
            if is_name || before.is_empty() && list_number(&clause[start..]).is_some() {
                continue;
            }
            let rest = clause[start + digits.len()..].trim_start_matches([' ', '余', '多']);
            found.push(Number { digits, before, rest, clause, start: offset(text, clause) + start });
        }
    }
    found
}

/// The numbers of things in a text, each with its unit and clause.
pub(super) fn counts(text: &str) -> Vec<Count> {
    measures(text).into_iter().filter(|count| !NOT_COUNTED.contains(&count.unit.as_str())).collect()
}

/// The numbers in a text that have a unit of any kind.
pub(super) fn measures(text: &str) -> Vec<Count> {
    let text = &fold(text);
    let mut found: Vec<Count> = Vec::new();
    for Number { digits, before, rest, clause, start } in numbers(text) {
        let Some(unit) = unit_of(rest) else { continue };
        let is_year = unit == "年" && likely_year(digits).is_some();
        let (factor, plain) = split_multiple(unit);
        let number = parse_decimal(digits).and_then(|number| number.checked_mul(factor));
        if is_year || rest.starts_with(is_chinese_numeral) {
            continue;
        }
        let end = offset(text, rest) + unit.len();
        // 3种、6万册 are of one thing.
        let continues = before.is_empty() && offset(text, clause) > 0 && text[..offset(text, clause)].ends_with('、');
        let of = found.last().filter(|last| continues && last.place.end + '、'.len_utf8() == offset(text, clause));
        let clause = of.map_or_else(|| clause.to_owned(), |last| format!("{}、{clause}", last.clause));
        let sentence = text[..start].rsplit(['。', '；', ';', '\n']).next().unwrap_or_default();
        found.extend(number.map(|number| Count {
            number,
            unit: plain.to_owned(),
            written: text[start..end].to_owned(),
            clause,
            before: before.to_owned(),
            is_whole: text[end..].split_once('，').is_some_and(|(_, next)| next.starts_with("其中")),
            is_part: sentence.contains("其中"),
            previous: previous(sentence),
            place: start..end,
        }));
    }
    found
}

/// What stands before the last comma of a sentence, as far as two commas back.
fn previous(sentence: &str) -> String {
    let Some((before, _)) = sentence.rsplit_once('，') else { return String::new() };
    let start = before.rmatch_indices('，').nth(1).map_or(0, |(at, mark)| at + mark.len());
    before[start..].to_owned()
}

/// How a text bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Exact,
    AtLeast,
    AtMost,
    /// 约60人.
    About,
}

/// A number of one among several: 每期60人, 每亩2.2万元, 0.8万元/台.
#[derive(Clone, Debug)]
pub(super) struct Each {
    /// Of which unit it is one; none for 单价0.8万元.
    pub of: Option<String>,
    /// In yuan, where it is an amount.
    pub number: Decimal,
    pub unit: String,
    pub bound: Bound,
    /// As it is written, from 每 on.
    pub written: String,
    pub clause: String,
    /// Where it stands in the text, as it is folded.
    pub place: Range<usize>,
}

/// The unit of amounts in yuan.
pub(super) const YUAN: &str = "元";

/// So many bytes may stand between 每期 and its number.
const NEAR: usize = 45;

/// What is no one among several by its unit.
const NO_ONES: [&str; 14] =
    ["年", "月", "周", "日", "天", "度", "季度", "小时", "分", "分钟", "%", "元", "万元", "个月"];

/// The units with 均 behind them, and what they are units of.
const MEANS: [(&str, &str); 9] = [
    ("人均", "人"),
    ("户均", "户"),
    ("亩均", "亩"),
    ("台均", "台"),
    ("场均", "场"),
    ("生均", "人"),
    ("件均", "件"),
    ("村均", "个"),
    ("校均", "所"),
];

/// Of which unit a text begins to say something of one, and the length of that.
fn one_of(text: &str) -> Option<(Option<&str>, usize)> {
    if text.starts_with("单价") {
        return Some((None, "单价".len()));
    }
    if let Some((mean, unit)) = MEANS.iter().find(|(mean, _)| text.starts_with(mean)) {
        return Some((Some(unit), mean.len()));
    }
    let rest = text.strip_prefix(['每', '单']).filter(|_| !text.starts_with("单位"))?;
    let rest = rest.strip_prefix('一').unwrap_or(rest);
    let unit = unit_of(rest).filter(|unit| !NO_ONES.contains(unit) && split_multiple(unit).0 == Decimal::ONE)?;
    Some((Some(unit), text.len() - rest.len() + unit.len()))
}

/// The numbers of one among several that a text names.
pub(super) fn eachs(text: &str) -> Vec<Each> {
    let text = &fold(text);
    let all = measures(text);
    let mut found: Vec<Each> = Vec::new();
    for (at, _) in text.char_indices() {
        let Some((of, length)) = one_of(&text[at..]) else { continue };
        let from = at + length;
        let Some(count) = all.iter().find(|count| count.place.start >= from) else { continue };
        let between = &text[from..count.place.start];
        let is_near = between.len() <= NEAR && !between.contains(['。', '；', ';', '，', '、', '：', '\n', '（', '(']);
        // Of 每期60人、4天 the first is meant; 每期培训 speaks of another thing than 每人.
        if is_near && !found.iter().any(|each| each.place.end == count.place.end) {
            found.extend(each(text, at, of, count, between));
        }
    }
    for count in all {
        let after = text[count.place.end..].strip_prefix('/').and_then(unit_of);
        if let Some(of) = after.filter(|of| !NO_ONES.contains(of))
            && !found.iter().any(|each| each.place.end == count.place.end)
        {
            found.extend(each(text, count.place.start, Some(of), &count, ""));
        }
    }
    found.sort_by_key(|each| each.place.start);
    found
}

fn each(text: &str, at: usize, of: Option<&str>, count: &Count, between: &str) -> Option<Each> {
    // 每人每天 wants three factors.
    if between.contains('每') {
        return None;
    }
    let (number, unit) = match amount_at(text, count.place.start) {
        Some(yuan) => (yuan, YUAN),
        None if of.is_some() && !NOT_COUNTED.contains(&count.unit.as_str()) => (count.number, count.unit.as_str()),
        None => return None,
    };
    Some(Each {
        of: of.map(str::to_owned),
        number,
        unit: unit.to_owned(),
        bound: bound(between, &text[count.place.end..]),
        written: text[at..count.place.end].to_owned(),
        clause: count.clause.clone(),
        place: at..count.place.end,
    })
}

/// No amount has so many characters.
const LONGEST_AMOUNT: usize = 60;

/// The amount in yuan that begins at a place of a text.
fn amount_at(text: &str, at: usize) -> Option<Decimal> {
    let rest = &text[at..];
    let end = rest.char_indices().nth(LONGEST_AMOUNT).map_or(rest.len(), |(end, _)| end);
    let first = amounts_in(&rest[..end]).into_iter().next();
    first.filter(|(place, _)| place.start == 0).map(|(_, amount)| amount.to_decimal())
}

/// How what stands around a number bounds it.
pub(super) fn bound(before: &str, after: &str) -> Bound {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let after: String = after.chars().take(3).collect();
    if has(before, &["不少于", "不低于", "不小于", "至少", "≥", "超过", "以上"]) && !has(before, &["不超过"])
        || after.starts_with("以上")
    {
        Bound::AtLeast
    } else if has(before, &["不超过", "不高于", "不多于", "不大于", "最多", "最高", "上限", "≤", "限额", "以内"])
        || after.starts_with("以内")
        || after.starts_with("以下")
    {
        Bound::AtMost
    } else if has(before, &["约", "近", "大约", "平均"]) || after.starts_with("左右") || after.starts_with(['余', '多'])
    {
        Bound::About
    } else {
        Bound::Exact
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, measures};

    #[test]
    fn places_are_those_of_the_text_as_it_is_folded() {
        for text in [" —，（度场，（绩）3㎡", "　培训３０人，共４期 ", "\n1.举办4场"] {
            let folded = fold(text);
            assert_eq!(fold(&folded), folded);
            let found = measures(&folded);
            assert!(!found.is_empty(), "{text}");
            for count in found {
                assert_eq!(folded.get(count.place.clone()), Some(count.written.as_str()), "{text}");
            }
        }
    }
}
