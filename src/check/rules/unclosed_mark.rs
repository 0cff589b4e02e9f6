//! 括号、书名号或引号不成对。
//!
//! 少了一半，读的人不知道引到哪里为止。“1)”这样的序号不算；文字本身没有写完的，由 text-cut 提出。
//!
//! 例：根据《示例市管理办法执行
//! 改：补上另一半。
//!
//! ---
//!
//! A bracket or quotation mark has no other half.
//!
//! Nobody can tell where the quotation ends. Item numbers such as “1)” are left
//! alone; of a text that is cut off, `text-cut` tells.
//!
//! Example: “根据《示例市管理办法执行”
//! Instead: add the other half.

use super::text_cut;
use crate::check::reading::{indicators, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::is_chinese_numeral;

const PAIRS: [(char, char); 7] =
    [('（', '）'), ('〔', '〕'), ('【', '】'), ('《', '》'), ('“', '”'), ('「', '」'), ('(', ')')];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [
            (indicator.name.as_str(), &indicator.span, false),
            (indicator.target.written.as_str(), &indicator.target_span, false),
        ]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span, true)).chain(indicators);
    texts
        .filter_map(|(text, span, is_text)| {
            let (mark_char, around) = unpaired(text)?;
            // To close it would hide that the text is cut.
            let is_opening = PAIRS.iter().any(|(opening, _)| *opening == mark_char);
            let is_cut = || {
                let ends_inside = is_text && text_cut::ends_inside(text).is_some();
                ends_inside || text_cut::is_unfinished(text) || text.trim_end().ends_with(mark_char)
            };
            if is_opening && is_cut() {
                return None;
            }
            let finding = Diagnostic::new(Code::UnclosedMark, words::unpaired_mark(mark_char))
                .at(mark(span, &around), Message::default());
            Some(finding.help(words::add_other_half()))
        })
        .collect()
}

/// The first mark without its other half, and the text around it. A half-width
/// bracket may close a full-width one: `（试行)` is untidy, but closed; and
/// `1)` numbers an item.
fn unpaired(text: &str) -> Option<(char, String)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let round = |c: char| match c {
        '(' => '（',
        ')' => '）',
        c => c,
    };
    for (index, character) in text.char_indices() {
        let character = round(character);
        if PAIRS.iter().any(|(opening, _)| *opening == character) {
            open.push((character, index));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == character) {
            match open.iter().rposition(|(known, _)| known == opening) {
                Some(position) => open.truncate(position),
                None if is_item(&text[..index]) => {}
                None => return Some((character, around(text, index))),
            }
        }
    }
    open.first().map(|(character, index)| (*character, around(text, *index)))
}

/// Whether a bracket after this numbers an item: `1)`.
fn is_item(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| c.is_ascii_digit() || is_chinese_numeral(c))
}

/// A few characters from a place on.
fn around(text: &str, index: usize) -> String {
    text[index..].chars().take_while(|c| *c != '\n').take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    #[test]
    fn a_bracket_after_any_numeral_numbers_an_item() {
        for text in ["1)举办活动", "十二）举办活动", "一百）举办活动"] {
            assert_eq!(unpaired(text), None, "{text}");
        }
        assert!(unpaired("举办活动）").is_some());
    }
}
