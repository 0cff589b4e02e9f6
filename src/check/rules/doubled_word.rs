//! 同一个词连写了两遍。
//!
//! 多半是输入时多打了一遍，印出来很显眼。
//!
//! 例：为科技工作者提供服务服务
//! 改：删去一个。
//!
//! ---
//!
//! A word is written twice in a row.
//!
//! It was most likely typed once too often, and leaps to the eye in print.
//!
//! Example: “为科技工作者提供服务服务”
//! Instead: delete one of them.

use crate::check::reading::{indicators, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// Doubled on purpose.
const MEANT: [&str; 4] = ["方方面面", "上上下下", "研究研究", "商量商量"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).map(|indicator| (indicator.name.as_str(), &indicator.span));
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    texts
        .filter_map(|(text, span)| {
            let word = doubled(text)?;
            let finding = Diagnostic::new(Code::DoubledWord, words::doubled_word(&word))
                .at(mark(span, &word.repeat(2)), Message::default());
            Some(finding.help(words::delete_one()))
        })
        .collect()
}

/// A word of two to four Chinese characters that stands twice in a row.
fn doubled(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    for start in 0..characters.len() {
        for length in 2..=4 {
            let Some(pair) = characters.get(start..start + 2 * length) else {
                break;
            };
            let (word, again) = pair.split_at(length);
            let is_word = word.iter().all(|c| ('一'..='龥').contains(c)) && word.iter().any(|c| *c != word[0]);
            if is_word && word == again && !MEANT.contains(&pair.iter().collect::<String>().as_str()) {
                return Some(word.iter().collect());
            }
        }
    }
    None
}
