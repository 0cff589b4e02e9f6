//! What the rules read out of a project and its texts.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diag::Span;
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::template::{FieldId, Framework, IndicatorKind, Kind, Roles};
use crate::value::{
    Date, ListNumber, QuantityFormat, TargetFormat, UnitStyle, fold_width, is_chinese_numeral, likely_year,
    list_number, numbering_length, unit_at,
};

/// The field of a role, where it is filled in.
pub(super) fn role(project: &Project, of: impl Fn(&Roles) -> Option<FieldId>) -> Option<&Given> {
    project.get(of(&project.template.roles)?)
}

/// A text with its place.
pub(super) fn text_of(project: &Project, id: FieldId) -> Option<(&str, &Span)> {
    match project.get(id)? {
        Given { value: FieldValue::Text(text), span: Some(span) } => Some((text, span)),
        _ => None,
    }
}

/// All texts, but for the indicators'.
pub(super) fn texts(project: &Project) -> Vec<(FieldId, &str, &Span)> {
    let ids = (0..project.template.fields.len()).map(FieldId);
    ids.filter_map(|id| text_of(project, id).map(|(text, span)| (id, text, span))).collect()
}

/// All words that are printed as they were written, but for the targets: texts of the
/// form and of records, and the names of indicators.
pub(super) fn all_words(project: &Project) -> impl Iterator<Item = (&str, &Span)> {
    let in_records = project.template.fields.iter().enumerate().flat_map(|(index, _)| {
        match project.get(FieldId(index)).map(|given| &given.value) {
            Some(FieldValue::Records(records)) => records.as_slice(),
            _ => &[],
        }
    });
    let in_records = in_records.flat_map(|record| record.values.iter().flatten()).filter_map(|given| match given {
        Given { value: FieldValue::Text(text), span: Some(span) } => Some((text.as_str(), span)),
        _ => None,
    });
    let names = indicators(project).map(|indicator| (indicator.name.as_str(), &indicator.span));
    texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(in_records).chain(names)
}

/// The fields that hold indicators, with their frameworks.
pub(super) fn frameworks(project: &Project) -> impl Iterator<Item = (FieldId, &Framework)> {
    project.template.fields.iter().enumerate().filter_map(|(index, field)| match &field.kind {
        Kind::Indicators(framework) => Some((FieldId(index), framework)),
        _ => None,
    })
}

/// The lists of indicators, of the form and of records in it, each with its
/// framework.
pub(super) fn lists(project: &Project) -> Vec<(&Framework, &[Indicator])> {
    let mut lists = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        match (&field.kind, project.get(FieldId(index)).map(|given| &given.value)) {
            (Kind::Indicators(framework), Some(FieldValue::Indicators(all))) => lists.push((framework, looked_at(all))),
            (Kind::Table(columns), Some(FieldValue::Records(records))) => {
                for (column, given) in records.iter().flat_map(|record| columns.iter().zip(&record.values)) {
                    if let (Kind::Indicators(framework), Some(FieldValue::Indicators(all))) =
                        (&column.kind, given.as_ref().map(|given| &given.value))
                    {
                        lists.push((framework, looked_at(all)));
                    }
                }
            }
            _ => {}
        }
    }
    lists
}

/// So many indicators of a list are looked at: many rules compare each with all. A page has forty.
const MOST_INDICATORS: usize = 500;

fn looked_at(all: &[Indicator]) -> &[Indicator] {
    &all[..all.len().min(MOST_INDICATORS)]
}

/// All indicators.
pub(super) fn indicators(project: &Project) -> impl Iterator<Item = &Indicator> {
    lists(project).into_iter().flat_map(|(_, all)| all)
}

/// All indicators, each with what it is about.
pub(super) fn with_kinds(project: &Project) -> impl Iterator<Item = (&Indicator, Option<IndicatorKind>)> {
    with_frameworks(project).map(|(_, indicator, kind)| (indicator, kind))
}

/// All indicators, each with its framework and what it is about.
pub(super) fn with_frameworks(
    project: &Project,
) -> impl Iterator<Item = (&Framework, &Indicator, Option<IndicatorKind>)> {
    lists(project).into_iter().flat_map(|(framework, all)| {
        all.iter()
            .map(move |indicator| (framework, indicator, framework.kind(indicator.category, indicator.subcategory)))
    })
}

/// The name of the first 二级指标 of a kind.
pub(super) fn subcategory_of(framework: &Framework, kind: IndicatorKind) -> Option<&str> {
    framework.categories.iter().enumerate().find_map(|(category, below)| {
        let names = below.subcategories.iter().enumerate();
        let mut found = names.filter(|(subcategory, _)| framework.kind(category, *subcategory) == Some(kind));
        found.next().map(|(_, name)| name.as_str())
    })
}

/// The goals of the form's year, each with its place: all goals, where the form has none
/// that are of a year alone.
pub(super) fn year_goals(project: &Project) -> Vec<(&str, &Span)> {
    let roles = &project.template.roles;
    let of_year = roles.goals.iter().filter(|id| !roles.total_goals.contains(id)).copied();
    let ids: Vec<FieldId> = of_year.collect();
    let ids = if ids.is_empty() { roles.goals.clone() } else { ids };
    ids.into_iter().filter_map(|id| text_of(project, id)).collect()
}

/// The longest run of Chinese characters that two texts have in common.
pub(super) fn common_run(a: &str, b: &str) -> usize {
    let characters = |text: &str| -> Vec<char> { text.chars().collect() };
    let (a, b) = (characters(a), characters(b));
    let mut best = 0;
    let mut before = vec![0; b.len() + 1];
    for x in &a {
        let mut row = vec![0; b.len() + 1];
        for (index, y) in b.iter().enumerate() {
            if x == y && is_han(*x) {
                row[index + 1] = before[index] + 1;
                best = best.max(row[index + 1]);
            }
        }
        before = row;
    }
    best
}

/// Whether a text has a number, in digits or as 两场, 九成.
pub(super) fn has_number(text: &str) -> bool {
    let folded = fold_width(text);
    let is_numeral = |c: char| is_chinese_numeral(c) || c == '两';
    let mut rest = folded.char_indices();
    rest.any(|(at, c)| {
        let after = folded[at + c.len_utf8()..].trim_start_matches(is_numeral);
        c.is_ascii_digit() || is_numeral(c) && (unit_at(after).is_some() || after.starts_with('成'))
    }) || folded.contains("分之")
}

/// What a name speaks of that may be 100.
const OF_HUNDRED: [&str; 8] = ["率", "度", "性", "比例", "占比", "数", "次", "量"];

/// What else may be 100, when it ends a name.
const ENDS_OF_HUNDRED: [&str; 10] = ["值", "分", "面", "情况", "比", "额", "指数", "人", "积", "程"];

/// With what a name ends of which 100% says nothing.
const NOT_IN_PERCENT: [&str; 27] = [
    "控制",
    "机制",
    "制度",
    "水平",
    "影响",
    "影响力",
    "环境",
    "能力",
    "效益",
    "效果",
    "作用",
    "形象",
    "氛围",
    "管理",
    "发展",
    "提升",
    "增强",
    "改善",
    "促进",
    "指标",
    "目标",
    "保护",
    "评估值",
    "评价值",
    "测评值",
    "评分",
    "得分",
];

/// With what a sentence begins that says what comes of a project.
const BRINGING: [&str; 12] =
    ["提升", "提高", "促进", "带动", "改善", "推动", "增强", "保障", "加强", "扩大", "营造", "满足"];

/// Whether a name is a sentence of which nothing is a share: 带动乡村旅游发展.
fn is_statement(name: &str) -> bool {
    let is_share =
        || ["率", "比例", "占比", "幅度", "增幅", "满意度", "覆盖面", "比重"].iter().any(|end| name.ends_with(end));
    (BRINGING.iter().any(|verb| name.starts_with(verb)) || name.contains('，')) && !is_share()
}

/// Whether a target is 100 or 100%, or a large percentage of a sentence, and nobody can
/// tell of what.
pub(super) fn is_empty_hundred(indicator: &Indicator, kind: Option<IndicatorKind>) -> bool {
    let Some(quantity) = indicator.target.quantity.as_ref() else { return false };
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let in_brackets = indicator.name.trim_end().ends_with(['）', ')']);
    let may_say =
        || OF_HUNDRED.iter().any(|word| name.contains(word)) || ENDS_OF_HUNDRED.iter().any(|word| name.ends_with(word));
    let is_meant = match quantity.unit.as_str() {
        "" => !in_brackets && !may_say(),
        "%" => {
            NOT_IN_PERCENT.iter().any(|word| name.ends_with(word)) || is_statement(name) || !in_brackets && !may_say()
        }
        _ => false,
    };
    let is_full = quantity.number == Decimal::ONE_HUNDRED;
    let is_large = quantity.unit == "%" && quantity.number >= Decimal::from(50) && is_statement(name);
    (is_full || is_large) && kind != Some(IndicatorKind::Count) && is_meant
}

/// Whether the form prints units, so that a quantity has to have one.
pub(super) fn prints_units(project: &Project) -> bool {
    matches!(
        project.template.formats.target,
        TargetFormat::Composed(QuantityFormat { unit: UnitStyle::Parentheses, .. })
    )
}

/// Degrees that are measured in a unit of their own.
const NOT_IN_PERCENT_DEGREES: [&str; 14] =
    ["温度", "湿度", "高度", "长度", "宽度", "厚度", "深度", "密度", "浓度", "速度", "年度", "季度", "精度", "亮度"];

/// Whether an indicator is a rate, or a degree in percent, with a number alone.
pub(super) fn is_bare_percent(indicator: &Indicator) -> bool {
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let in_brackets = indicator.name.trim_end().ends_with(['）', ')']);
    let is_degree = || name.ends_with('度') && !NOT_IN_PERCENT_DEGREES.iter().any(|end| name.ends_with(end));
    let quantity = indicator.target.quantity.as_ref().filter(|quantity| quantity.unit.is_empty());
    let is_percent = quantity.is_some_and(|it| it.number > Decimal::ONE && it.number <= Decimal::ONE_HUNDRED);
    !in_brackets && is_percent && (is_rate(name) || is_degree())
}

/// The amounts that the author wrote: the name, the place and the number of each.
pub(super) fn amounts(project: &Project) -> Vec<(String, Span, Decimal)> {
    let mut found = Vec::new();
    let mut add = |name: &str, given: &Given| {
        if let (FieldValue::Money(money), Some(span)) = (&given.value, &given.span) {
            found.push((name.to_owned(), span.clone(), money.to_decimal()));
        }
    };
    for (index, field) in project.template.fields.iter().enumerate() {
        let Some(given) = project.get(FieldId(index)) else {
            continue;
        };
        add(field.key(), given);
        if let (FieldValue::Records(records), Kind::Table(columns)) = (&given.value, &field.kind) {
            for record in records {
                for (column, value) in columns.iter().zip(&record.values) {
                    value.iter().for_each(|given| add(&column.path, given));
                }
            }
        }
    }
    found
}

/// The project's first and last day, each with its place.
pub(super) fn period(project: &Project) -> Option<((Date, Span), (Date, Span))> {
    let day = |id: Option<FieldId>| {
        let id = id?;
        Some((project.date(id)?, project.get(id)?.span.clone()?))
    };
    Some((day(project.template.roles.start)?, day(project.template.roles.end)?))
}

/// The option chosen among those of a role, with its place.
pub(super) fn chosen<'a>(
    project: &Project,
    role: &'a Option<(FieldId, Vec<String>)>,
) -> Option<(&'a str, Option<Span>)> {
    let role = role.as_ref()?;
    let option = project.chosen(role)?;
    Some((option, project.get(role.0)?.span.clone()))
}

/// The place of some words in what the author wrote; all of it, where they are
/// written in another way there.
pub(super) fn mark(span: &Span, words: &str) -> Span {
    match span.text().find(words) {
        Some(offset) => {
            let start = span.range.start + offset;
            Span { range: start..start + words.len(), ..span.clone() }
        }
        None => span.clone(),
    }
}

/// The last place of some words in what the author wrote; all of it, where they are
/// written in another way there.
pub(super) fn mark_last(span: &Span, words: &str) -> Span {
    match span.text().rfind(words) {
        Some(offset) => {
            let start = span.range.start + offset;
            Span { range: start..start + words.len(), ..span.clone() }
        }
        None => span.clone(),
    }
}

/// The place of a key that stands in a project's file with nothing behind it.
pub(super) fn line_of(project: &Span, key: &str) -> Option<Span> {
    let mut start = project.range.start;
    for line in project.text().split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '"', '\'']).len();
        let after = line[indent..].strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
        if after.is_some_and(|rest| rest.starts_with(':')) {
            let start = start + indent;
            return Some(Span { range: start..start + key.len(), ..project.clone() });
        }
        start += line.len();
    }
    None
}

/// A text without the number with which it begins.
pub(super) fn numbering_free(text: &str) -> &str {
    let text = text.trim_start();
    &text[numbering_length(text)..]
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    ('一'..='龥').contains(&c)
}

/// Where a part of a text stands in the file; none where its line is written in another
/// way there.
pub(super) fn part(span: &Span, text: &str, part: Range<usize>) -> Option<Span> {
    let start = text[..part.start].rfind('\n').map_or(0, |newline| newline + 1);
    let written = span.text();
    let mut at = 0;
    for line in text[..start].lines() {
        at += written[at..].find(line)? + line.len();
    }
    let line = text[start..].lines().next().unwrap_or_default();
    at += written[at..].find(line)? + part.start - start;
    let start = span.range.start + at;
    Some(Span { range: start..start + part.len(), ..span.clone() })
}

/// Whether a value may stand behind a colon without quotes: it begins with none of
/// YAML's own marks.
pub(super) fn begins_plainly(value: &str) -> bool {
    !value.starts_with([
        '>', '<', '|', '&', '*', '!', '%', '@', '`', '#', '-', '[', ']', '{', '}', '"', '\'', ',', '?', ':',
    ])
}

/// A text without what stands in brackets.
pub(super) fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '（' | '(' | '《' | '“' => depth += 1,
                '）' | ')' | '》' | '”' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// What ends as a rate does, and is given in a unit of its own.
const NO_RATES: [&str; 18] = [
    "频率",
    "功率",
    "分辨率",
    "周转率",
    "流通率",
    "汇率",
    "利率",
    "速率",
    "心率",
    "斜率",
    "曲率",
    "倍率",
    "容积率",
    "帧率",
    "码率",
    "生产率",
    "采样率",
    "刷新率",
];

/// Whether an indicator's name is that of a rate, which is given in percent.
pub(super) fn is_rate(name: &str) -> bool {
    let name = outside_brackets(name);
    let name = name.trim();
    let has_ending = |ending: &&str| name.ends_with(ending);
    ["率", "满意度", "知晓度", "及时度"].iter().any(has_ending) && !NO_RATES.iter().any(has_ending)
}

/// The number of a target that is a percentage.
pub(super) fn percent(indicator: &Indicator) -> Option<Decimal> {
    let quantity = indicator.target.quantity.as_ref()?;
    (quantity.unit == "%").then_some(quantity.number)
}

/// The only percentage in a text.
pub(super) fn percent_in(text: &str) -> Option<Decimal> {
    let folded = fold_width(text);
    let (before, after) = folded.split_once('%')?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let number = before[before.len() - digits..].parse().ok()?;
    (!after.contains('%')).then_some(number)
}

/// A time that a text names.
#[derive(Debug, PartialEq)]
pub(super) struct Moment {
    /// Where it begins, in bytes.
    pub start: usize,
    /// As it is written.
    pub text: String,
    pub year: u16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// The times that a text names: `2026年`, `2026年12月`, `2026年12月31日`,
/// `2026-12-31`. Numbers of documents (`〔2016〕10号`) and titles in `《》` are
/// none.
pub(super) fn moments(text: &str) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match character {
            '《' | '〔' => depth += 1,
            '》' | '〕' => depth = depth.saturating_sub(1),
            '0'..='9' => {
                let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                match (depth, moment(rest, digits)) {
                    (0, Some(moment)) => {
                        let start = text.len() - rest.len();
                        rest = &rest[moment.text.len()..];
                        found.push(Moment { start, ..moment });
                    }
                    _ => rest = &rest[digits..],
                }
                continue;
            }
            _ => {}
        }
        rest = &rest[character.len_utf8()..];
    }
    found
}

fn moment(text: &str, digits: usize) -> Option<Moment> {
    let year = likely_year(&text[..digits])?;
    let mut end = digits;
    let mut next = |marks: &[char]| -> Option<u8> {
        let rest = &text[end..];
        let mark = rest.chars().next().filter(|mark| marks.contains(mark))?;
        let rest = &rest[mark.len_utf8()..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok()?;
        end += mark.len_utf8() + digits;
        Some(number)
    };
    let month = next(&['年', '-', '/', '.']).filter(|month| (1..=12).contains(month));
    let day = month.and_then(|_| next(&['月', '-', '/', '.']));
    let last = text[end..].chars().next();
    match last {
        Some(mark @ ('年' | '月' | '日')) => end += mark.len_utf8(),
        _ if month.is_none() => return None,
        _ => {}
    }
    Some(Moment { start: 0, text: text[..end].to_owned(), year, month, day })
}

/// The numbers of the items of the lists in a text, at the start of a line or after a
/// stop, each with its place.
pub(super) fn numbered_items(text: &str) -> Vec<(usize, ListNumber)> {
    let mut items = Vec::new();
    let mut before = '\n';
    for (start, character) in text.char_indices() {
        let begins = matches!(before, '\n' | '。' | '；' | ';' | ' ' | '\u{3000}');
        if character.is_ascii_digit() && begins {
            // No list is that long.
            let item = list_number(&text[start..]).filter(|item| item.number < 100);
            items.extend(item.map(|item| (start, item)));
        }
        before = character;
    }
    items
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Source;

    #[test]
    fn times_in_texts() {
        let shown = |text: &str| -> Vec<(String, u16, Option<u8>, Option<u8>)> {
            moments(text).into_iter().map(|m| (m.text, m.year, m.month, m.day)).collect()
        };
        assert_eq!(shown("于2026年12月31日前"), [("2026年12月31日".into(), 2026, Some(12), Some(31))]);
        assert_eq!(shown("2022年12月"), [("2022年12月".into(), 2022, Some(12), None)]);
        assert_eq!(shown("2025年度会馆"), [("2025年".into(), 2025, None, None)]);
        assert_eq!(shown("自2023-01-01起"), [("2023-01-01".into(), 2023, Some(1), Some(1))]);
        assert_eq!(shown("至2150年"), [("2150年".into(), 2150, None, None)]);
        assert_eq!(shown("第1500年，3000年"), []);
        assert_eq!(shown("〔2016〕10号《2010—2020年纲要》共2016人"), []);
    }

    #[test]
    fn parts_are_found_in_the_file() {
        let source = Source::new("t.yaml", "目标: |-\n  一 二\n\n  一 二\n名称: \"甲\\u4e59 丙\"\n");
        let whole = |text: &str| {
            let start = source.text.find(text).unwrap();
            Span { source: Arc::clone(&source), range: start..start + text.len() }
        };
        let (block, text) = (whole("|-\n  一 二\n\n  一 二"), "一 二\n\n一 二");
        let places: Vec<usize> =
            [3, 12].iter().map(|at| part(&block, text, *at..at + 1).unwrap().range.start).collect();
        assert_eq!(places, [source.text.find(' ').unwrap() + 9, source.text.rfind("一 二").unwrap() + 3]);
        assert!(part(&whole("\"甲\\u4e59 丙\""), "甲乙 丙", 6..7).is_none());
    }

    #[test]
    fn numbers_of_items() {
        let shown: Vec<_> = numbered_items("1. 甲\n2、乙；3.丙 共3.5万元\n十、丁 120、戊")
            .into_iter()
            .map(|(at, item)| (at, item.number, item.mark))
            .collect();
        assert_eq!(shown, [(0, 1, '.'), (7, 2, '、'), (17, 3, '.')]);
    }
}
