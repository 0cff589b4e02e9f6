//! Amounts of money in running texts.

use std::ops::Range;

use super::money::AMOUNT_UNITS;
use super::{Money, unit_at};

/// The amounts that a text names, each with its place, in every spelling that
/// [`Money::parse`] takes. A number alone is none; one without its 元 (`50万`) is none
/// where it counts something else, as in `50万人`. What may be a sign or a dash before
/// an amount is no part of it.
pub fn amounts_in(text: &str) -> Vec<(Range<usize>, Money)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(is_digit) {
        let number = from + offset;
        from = number + number_length(&text[number..]);
        let start = text[..number].strip_suffix(['¥', '￥']).map_or(number, str::len);
        // A bare number is an amount only behind the mark of the currency.
        let unit = unit_length(&text[from..]).or((start < number).then_some(0));
        let Some(end) = unit.map(|unit| from + unit) else { continue };
        // `3万5千元` is no amount of 5千元.
        let is_part = text[..start].ends_with(['亿', '万', '千', '百']);
        let amount = Money::parse(&text[start..end]).ok().filter(|_| !is_part);
        found.extend(amount.map(|amount| (start..end, amount)));
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}

fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// The length of the number with which a text begins. A wide comma stands between wide
/// digits only: `2，450万元` is 2 and 450万元.
fn number_length(text: &str) -> usize {
    let ends = |(at, c): &(usize, char)| {
        let after = &text[at + c.len_utf8()..];
        match c {
            ',' | '.' => !after.starts_with(is_digit),
            '，' | '．' => !(text[..*at].ends_with(is_wide_digit) && after.starts_with(is_wide_digit)),
            c => !is_digit(*c),
        }
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

const SPACES: [char; 3] = [' ', '\u{3000}', '\u{A0}'];

/// The length of the unit with which a text goes on after a number, with the spaces
/// before it.
fn unit_length(text: &str) -> Option<usize> {
    let unit = text.trim_start_matches(SPACES);
    AMOUNT_UNITS.iter().find_map(|(name, _)| {
        let short = name.trim_end_matches('元');
        let rest = unit.strip_prefix(short)?;
        if let Some(rest) = rest.trim_start_matches(SPACES).strip_prefix('元') {
            return Some(text.len() - rest.len());
        }
        (!short.is_empty() && !goes_on(rest)).then(|| text.len() - rest.len())
    })
}

/// What goes on from a number without being a unit: it says about how many, of which
/// other currency, or of what.
const OTHERS: [&str; 19] = [
    "余", "多", "来", "美元", "欧元", "港元", "港币", "日元", "英镑", "平方", "瓦", "伏", "只", "头", "读者", "观众",
    "市民", "群众", "学生",
];

/// Words that begin as a counting word does.
const NOT_COUNTING: [&str; 27] = [
    "人民币",
    "项目",
    "场地",
    "场馆",
    "本年",
    "本次",
    "本项",
    "支持",
    "支出",
    "支付",
    "支撑",
    "组织",
    "部分",
    "部署",
    "集中",
    "分期",
    "分年",
    "分批",
    "分别",
    "分两",
    "分三",
    "年度",
    "年底",
    "年内",
    "升级",
    "课题",
    "日常",
];

/// Whether a text goes on from a number such as `50万` so that it is no amount.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start_matches(SPACES);
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    text.starts_with(is_digit) || begins(&OTHERS) || unit_at(text).is_some() && !begins(&NOT_COUNTING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<(&str, String)> {
        amounts_in(text).into_iter().map(|(place, amount)| (&text[place], amount.to_string())).collect()
    }

    #[test]
    fn every_spelling_of_an_amount_is_read_in_a_text() {
        for amount in [
            "50万元",
            "50万",
            "5十万元",
            "5十万",
            "500千元",
            "0.5百万元",
            "0.05千万",
            "0.005亿",
            "5000百元",
            "500000元",
            "500,000.00元",
            "￥500,000",
            "¥500,000.00元",
            "５００，０００元",
            "50 万元",
            "50 万 元",
        ] {
            assert_eq!(Money::parse(amount).unwrap().plain(), "500000.00", "{amount}");
            for rest in ["", "。", "，用于培训", "用于培训", "以内", "左右", "（含税）", "\n", "支持3个团队"]
            {
                let text = format!("项目总投入{amount}{rest}");
                assert_eq!(shown(&text), [(amount, "500,000.00".to_owned())], "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_amount_in_a_text() {
        for text in [
            "服务50万人",
            "访问50万次",
            "面积50万平方米",
            "发放50万份",
            "服务 50 万 人次",
            "长5千米",
            "功率5千瓦",
            "服务5千万人",
            "投入50万余元",
            "服务10万多人",
            "45万美元",
            "共500000",
            "2026年",
            "3万5千元",
            "1亿5000万元",
            "1.2.3元",
            "0.001元",
        ] {
            assert_eq!(shown(text), [], "{text}");
        }
    }

    #[test]
    fn several_amounts_of_a_text() {
        let text = "总投入45万元，其中1,200.5元用于3场，2，450万由区里出，40-45万元";
        let amounts = ["45万元", "1,200.5元", "450万", "45万元"];
        assert_eq!(shown(text).into_iter().map(|(written, _)| written).collect::<Vec<_>>(), amounts);
    }

    proptest! {
        #[test]
        fn what_is_found_is_an_amount(text in "[0-9０-９.,，．¥￥亿千百万元人 　\n]{0,24}") {
            for (place, amount) in amounts_in(&text) {
                prop_assert_eq!(Money::parse(&text[place]), Ok(amount));
            }
        }

        #[test]
        fn an_amount_is_found_as_a_whole(
            number in "[1-9][0-9]{0,5}(\\.[0-9])?",
            unit in "(亿|千万|百万|十万|万|千|百)元?|元",
        ) {
            let text = format!("投入{number}{unit}，用于培训");
            let amount = Money::parse(&format!("{number}{unit}")).unwrap();
            prop_assert_eq!(amounts_in(&text), [("投入".len()..text.len() - "，用于培训".len(), amount)]);
        }
    }
}
