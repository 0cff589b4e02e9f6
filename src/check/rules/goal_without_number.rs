//! 年度目标里没有一个数。
//!
//! 年度目标要说一年做什么、做到多少，指标才有依据。年份、文号和序号不算数。几句空话里碰巧有数的
//! 看不出来。
//!
//! 例：年度总体目标: 进一步做好日常管理，切实提高服务水平。
//! 改：写明做多少，如 举办讲座12场，服务市民3000人次。
//!
//! ---
//!
//! The goal of the year has no number.
//!
//! It says what is done in the year and how much, and the indicators follow from it.
//! Years, numbers of documents and of items do not count. An empty phrase with a number in
//! it is not seen.
//!
//! Example: “进一步做好日常管理，切实提高服务水平。”
//! Instead: say how much, as in “举办讲座12场，服务市民3000人次。”

use crate::check::reading::{has_number, moments, numbered_items, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::likely_year;

/// A shorter goal is no text yet.
const SHORTEST: usize = 30;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let long = goals.iter().filter(|(text, _)| text.chars().count() >= SHORTEST);
    long.filter(|(text, _)| !counts_something(text))
        .map(|(_, span)| {
            let finding = Diagnostic::new(Code::GoalWithoutNumber, words::goal_without_number());
            finding.at((*span).clone(), Message::default()).help(words::say_how_much_in_the_goal())
        })
        .collect()
}

/// Whether a text has a number that is no year, no number of a document or of an item.
fn counts_something(text: &str) -> bool {
    let mut plain = text.to_owned();
    for moment in moments(text) {
        plain = plain.replace(&moment.text, "");
    }
    let items: Vec<usize> = numbered_items(&plain).into_iter().map(|(at, _)| at).rev().collect();
    for at in items {
        let digits = plain[at..].chars().take_while(char::is_ascii_digit).count();
        plain.replace_range(at..at + digits, "");
    }
    // 〔2016〕10号, 《2016—2020年规划》
    let outside: String =
        plain.split(['《', '〔', '（', '(']).enumerate().fold(String::new(), |said, (index, part)| {
            let rest = if index == 0 {
                part
            } else {
                part.split_once(['》', '〕', '）', ')']).map_or("", |(_, rest)| rest)
            };
            said + rest
        });
    let is_year = |digits: &str| likely_year(digits).is_some();
    let numbers = outside.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let only_years = numbers.clone().count() > 0 && numbers.clone().all(is_year);
    has_number(&outside) && !only_years
}
