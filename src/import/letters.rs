//! Takes the texts of cells and labels; gives what counts when a reader compares them.

use crate::value::{fold_width, is_invisible};

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
    let label = text.rsplit_once(['/', ',']).filter(|(_, unit)| UNITS.contains(&unit.trim()));
    label.map_or(text, |(label, _)| label)
}

/// Units of amounts, the longer before those that are part of them.
pub(super) const UNITS: [&str; 8] = ["亿元", "千万元", "百万元", "十万元", "万元", "千元", "百元", YUAN];
pub(super) const YUAN: &str = "元";

/// The unit of amounts that a cell is, such as one beside an amount.
pub(super) fn unit_alone(text: &str) -> Option<&'static str> {
    let text = compact(text).replace('萬', "万").replace('圆', "元");
    let text = text.trim_start_matches('(').trim_end_matches(')');
    let text = ["金额单位", "单位"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.trim_start_matches(':');
    let text = text.strip_prefix("人民币").unwrap_or(text);
    // `万` alone is one, too.
    UNITS
        .into_iter()
        .find(|unit| text == *unit || unit.strip_suffix(YUAN).is_some_and(|short| short == text && !short.is_empty()))
}

/// The letters of a label after a number such as `一、`; none where there is no number.
pub(super) fn letters_after_number(text: &str) -> Option<String> {
    let folded = fold_width(text);
    if let Some(after) = folded.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return Some(letters(after.trim_start_matches(['、', '.']))).filter(|letters| !letters.is_empty());
    }
    let is_number = |c: char| {
        c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
    };
    let after = folded.trim_start_matches(is_number);
    let label = after.strip_prefix(['、', '.']).filter(|_| after.len() < folded.len())?;
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
    fold_width(text).chars().filter(|c| !c.is_whitespace()).collect()
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
    let folded: Vec<char> = compact(text).chars().collect();
    let is_digit = |index: usize| folded.get(index).is_some_and(char::is_ascii_digit);
    (0..folded.len()).find_map(|start| {
        let whole = (start..start + 4).all(is_digit) && !is_digit(start + 4) && (start == 0 || !is_digit(start - 1));
        let year: u16 = folded.get(start..start + 4)?.iter().collect::<String>().parse().ok()?;
        (whole && (1990..2200).contains(&year)).then_some(year)
    })
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
        ] {
            assert_eq!(letters(a), letters(b));
        }
        assert_ne!(letters("其他资金"), letters("财政资金"));
        assert_eq!(letters_after_colon("其中：财政资金："), Some("财政资金".to_owned()));
        assert_eq!(letters_after_colon("项目名称："), None);
    }

    #[test]
    fn years() {
        assert_eq!(year("(2026 年度)"), Some(2026));
        assert_eq!(year("（２０２３年度）"), Some(2023));
        assert_eq!(year("20231"), None);
        assert_eq!(year("第1期"), None);
    }
}
