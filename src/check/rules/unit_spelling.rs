//! 同一个单位写成了两样。
//!
//! 差一个字、多一个空格、括号全角半角不同，汇总时会算成两个单位。第一中学和第二中学
//! 这样只差数字或方位的不算。
//!
//! 例：示例市科技服务中心、示例市科技服务中 心
//! 改：统一写法；可以写在 jixiao.yaml 里。
//!
//! ---
//!
//! One institution is spelt in two ways.
//!
//! With one character changed, a space too many or brackets of another width it is
//! counted as two. Names that differ in a number or a direction, such as
//! “第一中学” and “第二中学”, are left alone.
//!
//! Example: “示例市科技服务中心” and “示例市科技服务中 心”
//! Instead: spell it in one way; it can be written in jixiao.yaml once for all.

use std::collections::HashSet;

use crate::check::words;
use crate::check::{CheckSettings, Outline};
use crate::diag::{Code, Diagnostic, Place};
use crate::messages::Message;
use crate::value::{fold_width, is_chinese_numeral, without_spaces};

pub(super) fn check(projects: &[Outline], _: &CheckSettings) -> Vec<Diagnostic> {
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

/// Whether two names, without white space and in one width, differ in one character
/// of eight or more at most.
fn is_same(a: &[char], b: &[char]) -> bool {
    let is_long = a.len().min(b.len()) >= 8;
    a == b || (is_long && differ_in_one(a, b) && !differ_in_number(a, b))
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
        assert!(same("示例市科技服务中心", "示例市科技服务中兴"));
        for (a, b) in [
            ("示例市第一初级中学", "示例市第二初级中学"),
            ("示例市第一百初级中学", "示例市第一初级中学"),
            ("示例市东初级中学校", "示例市西初级中学校"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
