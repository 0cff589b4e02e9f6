//! Takes the texts of cells and labels; gives what counts when a reader compares them.

use crate::value::{AMOUNT_UNITS, MoneyUnit, fold_width, is_invisible, likely_year, numbering_length, without_spaces};

/// The letters of a label that count: without width, spaces, colons and what
/// stands in brackets, such as a unit; four digits are any year.
pub(super) fn letters(text: &str) -> String {
    let mut depth = 0_usize;
    let (mut outside, mut all) = (String::new(), String::new());
    for c in without_unit(&fold_width(text)).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() || is_invisible(c) || matches!(c, ':' | '*' | '_') => {}
            c => {
                all.push(c);
                outside.extend((depth == 0).then_some(c));
            }
        }
    }
    // A title such as `（2026年度）` is all in brackets.
    any_year(if outside.is_empty() { &all } else { &outside })
}

/// A label without the unit behind it: `项目总预算/元`.
fn without_unit(text: &str) -> &str {
    let label = text.rsplit_once(['/', ',']).filter(|(_, unit)| amount_unit(|name| unit.trim() == name).is_some());
    label.map_or(text, |(label, _)| label)
}

/// The unit in which amounts are counted where nothing else is said.
pub(super) const YUAN: &str = MoneyUnit::元.name();

/// The first unit of amounts for which something holds; a longer one comes before those
/// that are part of it.
pub(super) fn amount_unit(holds: impl Fn(&str) -> bool) -> Option<&'static str> {
    AMOUNT_UNITS.into_iter().map(|(name, _)| name).find(|name| holds(name))
}

/// The unit of amounts that a cell is, such as one beside an amount.
pub(super) fn unit_alone(text: &str) -> Option<&'static str> {
    let text = compact(text).replace('萬', "万").replace('圆', "元");
    let text = text.trim_start_matches('(').trim_end_matches(')');
    let text = ["金额单位", "单位"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.trim_start_matches(':');
    let text = text.strip_prefix("人民币").unwrap_or(text);
    // `万` alone is one, too.
    amount_unit(|unit| text == unit || !text.is_empty() && unit.strip_suffix(YUAN) == Some(text))
}

/// The letters of a label after a number such as `一、`; none where there is no number.
pub(super) fn letters_after_number(text: &str) -> Option<String> {
    let folded = fold_width(text);
    let length = Some(numbering_length(&folded)).filter(|length| *length > 0)?;
    // `①、项目名称`
    let label = folded[length..].trim_start_matches(['、', '.']);
    Some(letters(label)).filter(|letters| !letters.is_empty())
}

/// Whether a label says that what stands beside it goes on from elsewhere.
pub(super) fn goes_on(text: &str) -> bool {
    let folded = fold_width(text);
    ["(续)", "(续表)", "(接上)"].iter().any(|mark| folded.contains(mark))
}

/// Whether the letters of a cell name a sum.
pub(super) fn is_sum(letters: &str) -> bool {
    matches!(letters, "合计" | "小计" | "总计" | "共计")
}

/// A text in half-width characters, without spaces and line breaks.
pub(super) fn compact(text: &str) -> String {
    without_spaces(&fold_width(text))
}

/// Stands for a year.
pub(super) const YEAR: char = '#';

fn any_year(letters: &str) -> String {
    let mut text = String::new();
    let mut rest = letters;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        text += &rest[..start];
        match digits {
            4 => text.push(YEAR),
            _ => text += &rest[start..start + digits],
        }
        rest = &rest[start + digits..];
    }
    text + rest
}

/// The letters after the last colon of a label such as `其中：财政资金`.
pub(super) fn letters_after_colon(text: &str) -> Option<String> {
    let folded = fold_width(text);
    let (_, after) = folded.trim_end_matches([':', ' ', '\n']).rsplit_once(':')?;
    Some(letters(after)).filter(|letters| !letters.is_empty())
}

/// A four-digit year that stands before 年 or alone.
pub(super) fn year(text: &str) -> Option<u16> {
    compact(text).split(|c: char| !c.is_ascii_digit()).find_map(likely_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_the_same_however_they_are_set() {
        for (a, b) in [
            ("项 目 名 称", "项目名称"),
            ("项目资金\n（元）", "项目资金"),
            ("项目总预算（元）：", "项目总预算"),
            ("项目总预算／元", "项目总预算"),
            ("项目当年预算，万元", "项目当年预算"),
            ("项目总目标\n(2023年-2024年)", "项目总目标"),
            ("其中: 财政资金", "其中：财政资金"),
            ("２０２０年绩效目标", "2022年绩效目标"),
            ("(2026 年度)", "（2025年度）"),
            ("项⽬名称", "项目名称"),
            ("⻚\u{F9DB}", "页率"),
        ] {
            assert_eq!(letters(a), letters(b));
        }
        assert_ne!(letters("其他资金"), letters("财政资金"));
        assert_eq!(letters_after_colon("其中：财政资金："), Some("财政资金".to_owned()));
        assert_eq!(letters_after_colon("项目名称："), None);
    }

    #[test]
    fn numbers_of_labels_are_those_of_lists() {
        for text in ["一、项目概况", "12．项目概况", "①、项目概况", "1）项目概况", "（一）项目概况", "一百、项目概况"]
        {
            assert_eq!(letters_after_number(text), Some("项目概况".to_owned()), "{text}");
        }
        for text in ["项目概况", "1.5倍", "2026.项目概况", "一、", "一是项目概况"] {
            assert_eq!(letters_after_number(text), None, "{text}");
        }
    }

    #[test]
    fn years() {
        assert_eq!(year("(2026 年度)"), Some(2026));
        assert_eq!(year("（２０２３年度）"), Some(2023));
        assert_eq!(year("20231"), None);
        assert_eq!(year("第1期"), None);
    }
}
