//! 同一个单位写成了两样。
//!
//! 多一个空格、括号全角半角不同、两个字颠倒，或者“中心”“学校”这样的通用词里错一个字、漏一个
//! 字，汇总时会算成两个单位。红星小学和红旗小学、第一中学和第二中学这样差在名字上的是两个单位，
//! 不算；所以名字里打错的字看不出来。
//!
//! 例：示例市科技服务中心、示例市科技服务中 心
//! 改：统一写法；可以写在 jixiao.yaml 里。
//!
//! ---
//!
//! One institution is spelt in two ways.
//!
//! With a space too many, brackets of another width, two characters swapped, or one of
//! them wrong or missing in a common word such as “中心” or “学校”, it is counted as two.
//! Names that differ in what they are called by, such as “红星小学” and “红旗小学” or
//! “第一中学” and “第二中学”, are two institutions; so a slip there is not seen.
//!
//! Example: “示例市科技服务中心” and “示例市科技服务中 心”
//! Instead: spell it in one way; it can be written in jixiao.yaml once for all.

use std::collections::HashSet;

use crate::check::Outline;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Place};
use crate::messages::Message;
use crate::value::{fold_width, is_chinese_numeral, without_spaces};

pub(super) fn check(projects: &[Outline]) -> Vec<Diagnostic> {
    let mut known = HashSet::new();
    let mut spellings: Vec<(&str, Vec<char>, &Place)> = Vec::new();
    let mut findings = Vec::new();
    for (unit, span) in projects.iter().filter_map(|project| project.unit.as_ref()) {
        if !known.insert(unit.as_str()) {
            continue;
        }
        let plain: Vec<char> = without_spaces(&fold_width(unit)).chars().collect();
        if let Some((known, _, place)) = spellings.iter().find(|(_, known, _)| is_same(known, &plain)) {
            let finding = Diagnostic::new(Code::UnitSpelling, words::two_spellings(unit, known))
                .at(span.clone(), Message::default());
            let finding = finding.at((*place).clone(), words::other_spelling());
            findings.push(finding.help(words::use_one_spelling()));
        }
        spellings.push((unit, plain, span));
    }
    findings
}

/// The common words of institutions' names.
const COMMON: [&str; 24] = [
    "中心",
    "学校",
    "小学",
    "中学",
    "大学",
    "学院",
    "幼儿园",
    "医院",
    "委员会",
    "协会",
    "学会",
    "研究院",
    "研究所",
    "图书馆",
    "博物馆",
    "文化馆",
    "档案馆",
    "办事处",
    "街道",
    "大队",
    "公司",
    "有限",
    "服务",
    "管理",
];

/// What may be left out of a name that stays the same.
const PLACES: [char; 6] = ['省', '市', '区', '县', '镇', '的'];

/// Whether two names of units, without white space and in one width, differ in a slip at most.
pub(crate) fn is_same_unit(a: &str, b: &str) -> bool {
    is_same(&a.chars().collect::<Vec<char>>(), &b.chars().collect::<Vec<char>>())
}

/// Whether two names, without white space and in one width, differ in a slip at most:
/// two characters swapped, or one character of a common word wrong or missing.
fn is_same(a: &[char], b: &[char]) -> bool {
    let is_long = a.len().min(b.len()) >= 8;
    a == b || (is_long && differ_in_one(a, b) && !differ_in_number(a, b) && is_slip(a, b))
}

/// Whether what two names differ in is part of a common word in one of them only, or
/// can be left out.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let is_left_out = |long: &[char], short: &[char]| long.len() > short.len() && PLACES.contains(&long[at]);
    let is_swapped = a.len() == b.len() && a.get(at + 1) == b.get(at) && a.get(at) == b.get(at + 1);
    is_swapped || is_left_out(a, b) || is_left_out(b, a) || is_common(a, at) != is_common(b, at)
}

/// Whether a character of a name is part of a common word.
fn is_common(name: &[char], at: usize) -> bool {
    COMMON.iter().any(|word| {
        let word: Vec<char> = word.chars().collect();
        let starts = at.saturating_sub(word.len() - 1)..=at;
        starts.into_iter().any(|start| name.get(start..start + word.len()).is_some_and(|part| part == word))
    })
}

/// Whether one character is another, is left out, or stands behind the next one.
fn differ_in_one(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let alike = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[alike..], &b[alike..]);
    let alike = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - alike], &b[..b.len() - alike]) {
        ([], []) => false,
        ([a, b], [c, d]) => a == d && b == c,
        (a, b) => a.len() <= 1 && b.len() <= 1,
    }
}

/// 第一中学 and 第二中学 are two schools.
fn differ_in_number(a: &[char], b: &[char]) -> bool {
    let number = |c: &char| c.is_ascii_digit() || is_chinese_numeral(*c) || "东西南北".contains(*c);
    a.iter().zip(b).find(|(a, b)| a != b).is_some_and(|(a, b)| number(a) || number(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_is_another_or_missing_or_moved() {
        let differ = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(differ_in_one(&a, &b), strsim::generic_damerau_levenshtein(&a, &b) == 1, "{a:?} {b:?}");
            differ_in_one(&a, &b)
        };
        for b in ["示例市中心", "示例中心", "示例市科技中心站", "例示市科技中心", "示例市科枝中心", "示例市科技中心"]
        {
            differ("示例市科技中心", b);
        }
        assert!(differ("甲乙丙", "甲丙乙") && differ("甲甲乙", "甲乙") && differ("甲", ""));
        assert!(!differ("甲乙丙丁", "乙甲丁丙") && !differ("甲乙丙", "丙乙甲"));
    }

    #[test]
    fn names_that_differ_in_a_numeral_are_two() {
        let same = |a: &str, b: &str| {
            let characters = |text: &str| text.chars().collect::<Vec<char>>();
            is_same(&characters(a), &characters(b))
        };
        for (a, b) in [
            ("示例市科技服务中心", "示例市科技服务中兴"),
            ("示例市科技服务中心", "示例市科技服务心中"),
            ("示例市科技服务中心", "示例市科技服务中"),
            ("示例市科技服务中心", "示例科技服务中心"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("示例市第一初级中学", "示例市第二初级中学"),
            ("示例市第一百初级中学", "示例市第一初级中学"),
            ("示例市东初级中学校", "示例市西初级中学校"),
            ("示例市示例区红星小学", "示例市示例区红旗小学"),
            ("示例市城建档案馆", "示例市城市档案馆"),
            ("示例市人民医院南院", "示例市人民医院东院"),
            ("示例市技术职业学院", "示例市艺术职业学院"),
            ("示例市水务执法大队", "示例市税务执法大队"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
