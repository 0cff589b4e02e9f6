//! 文字在半句上断了。
//!
//! 以逗号、顿号、冒号、破折号、前括号、前引号或“和”字结尾，或者最后一个逗号后面只有一个字，多半是复制时丢了后半段。以祥和、
//! 总和这样的词结尾的不算。以“缩短到”“不少于”这样等着数的词结尾，或者停在没有合上的括号、书名号里，也是。
//!
//! 一栏里的长文字（有句号而且满 40 字，或满 100 字）最后没有标点，也像没有写完；通篇没有句号的
//! 是提示。各条都不带标点的列表不算。断在句子末尾的看不出来。
//!
//! 例：根据《示例市管理办法》（示府办发〔
//! 改：补全。
//!
//! ---
//!
//! A text ends in the middle of a sentence.
//!
//! A text that ends with a comma, a colon, a dash, an opening bracket or quotation
//! mark, with “和”, or with a single character behind its last comma, most likely lost its second half when it was copied. Words such
//! as “祥和” and “总和” may end it. So did one that ends with words that wait for a number,
//! such as “缩短到” and “不少于”, or inside a bracket or title that is not closed.
//!
//! A long text of a field (40 characters with a full stop in it, or 100) without a mark at
//! its end seems unfinished as well; without any full stop this is a note. Lists whose items
//! have no marks are left alone. What is cut behind a sentence is not seen.
//!
//! Example: “根据《示例市管理办法》（示府办发〔”
//! Instead: complete it.

use crate::check::reading::{indicators, is_han, mark_last, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::{Message, excerpt};
use crate::project::Project;

const OPEN: [char; 14] = ['，', '、', '：', '（', '〔', '【', '《', '“', '‘', '(', ',', ':', '—', '和'];

/// What stands before 和 where it ends a word: 祥和, 之和, 饱和.
const IN_WORDS: &str = "祥平温缓调总之谐共中饱随柔亲议讲求谦人融暖晴宽清言媾";

/// What may end a text.
const ENDS: [char; 22] = [
    '。', '！', '？', '；', '…', '”', '’', '）', '》', '〕', '】', '」', '.', '!', '?', ';', ')', '"', '\'', '：',
    '、', '　',
];

/// A text of so many characters with full stops in it, or of so many without, ends with a
/// mark.
const LONG: (usize, usize) = (40, 100);

/// A shorter text is a name or a note.
const SENTENCE: usize = 20;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span, false), (&indicator.target.written, &indicator.target_span, false)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span, true)).chain(indicators);
    let mut findings = Vec::new();
    for (text, span, is_text) in texts {
        let text = text.trim_end();
        let (what, help, level) = match cut(text) {
            Some(last) => (words::text_is_cut(last), words::complete_it(), Code::TextCut.level()),
            None if is_text && wants_more(text).is_some() => {
                let last = wants_more(text).unwrap_or_default();
                (words::text_wants_more(last), words::complete_it(), Code::TextCut.level())
            }
            None if is_text && ends_inside(text).is_some() => {
                let inside = ends_inside(text).unwrap_or_default();
                (words::text_ends_inside(excerpt(inside)), words::complete_it(), Code::TextCut.level())
            }
            None if is_text && is_unfinished(text) => {
                // An author who uses full stops forgot it, or lost what followed.
                let level = if text.contains('。') { Code::TextCut.level() } else { Level::Note };
                (words::text_is_unfinished(), words::complete_or_end_it(), level)
            }
            None => continue,
        };
        let tail: String = text.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
        let tail = tail.rsplit('\n').next().unwrap_or_default();
        let finding = Diagnostic::with_level(level, Code::TextCut, what).at(mark_last(span, tail), Message::default());
        findings.push(finding.help(help));
    }
    findings
}

/// The last character of a text that ends in the middle of a sentence.
fn cut(text: &str) -> Option<char> {
    // A mark alone, such as `—`, stands where there is nothing to say.
    // 规范会计工作，提
    let tail = text.rsplit(['，', ',']).next().unwrap_or_default();
    if tail.len() < text.len() && tail.chars().count() == 1 && tail.chars().all(is_han) {
        return tail.chars().next();
    }
    let last = text.chars().last().filter(|last| OPEN.contains(last) && text.chars().count() > 1)?;
    let before = text[..text.len() - last.len_utf8()].chars().next_back();
    let is_word = last == '和' && before.is_some_and(|before| IN_WORDS.contains(before));
    (!is_word).then_some(last)
}

/// What stands before a verb that says of what.
const BEFORE: [&str; 12] =
    ["进一步", "并", "从而", "不断", "切实", "努力", "着力", "以及", "大力", "积极", "逐步", "全面"];

/// Verbs behind which it is said what.
const VERBS: [&str; 20] = [
    "扩大", "提升", "提高", "加强", "建立", "推进", "完善", "促进", "推动", "增强", "改善", "健全", "开展", "实现",
    "形成", "打造", "优化", "强化", "落实", "组织",
];

/// Behind these a number follows, or a list.
const NUMBERED: [&str; 30] = [
    "缩短到",
    "提高到",
    "提升到",
    "增加到",
    "扩大到",
    "减少到",
    "降低到",
    "达到",
    "下降到",
    "缩短至",
    "提高至",
    "提升至",
    "增加至",
    "扩大至",
    "减少至",
    "降低至",
    "下降至",
    "降至",
    "控制在",
    "保持在",
    "稳定在",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "分别为",
    "共计",
    "包括",
    "以及",
    "因此",
];

/// What begins inside the last line of a text and is not closed there: what follows the mark.
pub(super) fn ends_inside(text: &str) -> Option<&str> {
    let text = text.trim_end();
    // In a name the other half was forgotten.
    if text.ends_with(ENDS) || text.chars().count() < SENTENCE {
        return None;
    }
    let line = text.lines().next_back()?;
    let mut open = Vec::new();
    for (at, mark) in line.char_indices() {
        match mark {
            '《' | '（' | '(' | '〔' | '“' => open.push(at),
            '》' | '）' | ')' | '〕' | '”' => drop(open.pop()),
            _ => {}
        }
    }
    let inside = &line[*open.last()?..];
    // A mark that somebody forgot stands in a sentence that has its end.
    (!inside.contains(['。', '；', '！', '？'])).then_some(inside)
}

/// The end of a text, of two clauses or more, that is a verb of which it is not said what.
fn wants_more(text: &str) -> Option<&str> {
    if let Some(word) = NUMBERED.iter().find(|word| text.ends_with(**word)) {
        return Some(word);
    }
    let verb = VERBS.iter().find(|verb| text.ends_with(**verb))?;
    let before = &text[..text.len() - verb.len()];
    let word = BEFORE.iter().find(|word| before.ends_with(**word))?;
    let clause = before[..before.len() - word.len()].ends_with(['，', '；', '、', '。']);
    clause.then(|| &text[before.len() - word.len()..])
}

/// Whether a long text ends without a mark.
pub(super) fn is_unfinished(text: &str) -> bool {
    let text = text.trim_end();
    let count = text.chars().count();
    let is_long = count >= LONG.1 || count >= LONG.0 && text.contains('。');
    let has_end = |line: &str| line.trim_end().ends_with(ENDS);
    // In a list whose items end so, the last one does as well.
    let mut items: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    items.pop();
    let is_list = items.len() >= 2 && !items.iter().any(|line| has_end(line));
    is_long && !has_end(text) && !is_list
}

#[cfg(test)]
mod tests {
    use super::{ends_inside, wants_more};

    #[test]
    fn texts_that_wait_for_more() {
        for text in ["全区急救平均反应时间缩短到", "培训驾驶员不少于", "满意率保持在"] {
            assert!(wants_more(text).is_some(), "{text}");
        }
        for text in ["确保救护车及时赶到", "各项工作全部达标", "每月集中签到"] {
            assert_eq!(wants_more(text), None, "{text}");
        }
        for text in
            ["1.《条例》；\n2.《示例市关于提升场馆服务的意见》（示科协发〔2018", "依据2018年12月印发的《示例市供水管理"]
        {
            assert!(ends_inside(text).is_some(), "{text}");
        }
        for text in [
            "依据《示例市供水管理条例》（2018年修订）",
            "（一期工程。按合同验收，资金按进度支付",
            "1)招标；2)施工；3)验收",
            "依据《示例市供水管理条例（试行)》",
        ] {
            assert_eq!(ends_inside(text), None, "{text}");
        }
    }
}
