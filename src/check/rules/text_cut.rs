//! 文字在半句上断了。
//!
//! 以逗号、顿号、冒号、破折号、前括号、前引号或“和”字结尾，多半是复制时丢了后半段。以祥和、
//! 总和这样的词结尾的不算。
//!
//! 例：根据《示例市管理办法》（示府办发〔
//! 改：补全。
//!
//! ---
//!
//! A text ends in the middle of a sentence.
//!
//! A text that ends with a comma, a colon, a dash, an opening bracket or quotation
//! mark, or with “和”, most likely lost its second half when it was copied. Words such
//! as “祥和” and “总和” may end it.
//!
//! Example: “根据《示例市管理办法》（示府办发〔”
//! Instead: complete it.

use crate::check::reading::{indicators, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const OPEN: [char; 14] = ['，', '、', '：', '（', '〔', '【', '《', '“', '‘', '(', ',', ':', '—', '和'];

/// What stands before 和 where it ends a word: 祥和, 之和, 饱和.
const IN_WORDS: &str = "祥平温缓调总之谐共中饱随柔亲议讲求谦人融暖晴宽清言媾";

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span), (indicator.target.written.as_str(), &indicator.target_span)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    texts
        .filter_map(|(text, span)| {
            let text = text.trim_end();
            // A mark alone, such as `—`, stands where there is nothing to say.
            let last = text.chars().last().filter(|last| OPEN.contains(last) && text.chars().count() > 1)?;
            let before = text[..text.len() - last.len_utf8()].chars().next_back();
            if last == '和' && before.is_some_and(|before| IN_WORDS.contains(before)) {
                return None;
            }
            let tail: String = text.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
            let finding =
                Diagnostic::new(Code::TextCut, words::text_is_cut(last)).at(mark(span, &tail), Message::default());
            Some(finding.help(words::complete_it()))
        })
        .collect()
}
