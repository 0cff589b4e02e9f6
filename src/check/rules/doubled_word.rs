//! 同一个词或标点连写了两遍。
//!
//! 多半是输入时多打了一遍，印出来很显眼。“一户一户”“培训培训者”这样本来要连写的不算。夹在
//! 长词组里的（如 家政服务服务时长）可能是两个词碰在一起，是提示。
//!
//! 例：为科技工作者提供服务服务
//! 改：删去一个。
//!
//! ---
//!
//! A word or a mark is written twice in a row.
//!
//! It was most likely typed once too often, and leaps to the eye in print. What is doubled
//! on purpose, such as “一户一户” and “培训培训者”, is left alone. In the middle of a long
//! phrase, as in “家政服务服务时长”, two words may have met: this is a note.
//!
//! Example: “为科技工作者提供服务服务”
//! Instead: delete one of them.

use crate::check::reading::{indicators, is_han, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::Project;
use crate::value::is_chinese_numeral;

/// Doubled on purpose.
const MEANT: [&str; 8] =
    ["方方面面", "上上下下", "研究研究", "商量商量", "多次多次", "每天每天", "非常非常", "很多很多"];

/// What makes one word of the second and what follows: 培训者, 服务对象.
const GOES_ON: [&str; 18] = [
    "者", "人", "员", "师", "生", "家", "会", "班", "洲", "所", "费", "对象", "机构", "主体", "用地", "部门", "单位",
    "队伍",
];

/// Words that end with another one: 事业单位 and 单位 may meet.
const COMPOUNDS: [&str; 31] = [
    "事业单位",
    "行政单位",
    "施工单位",
    "用人单位",
    "志愿服务",
    "养老服务",
    "公共服务",
    "政务服务",
    "文化服务",
    "医疗服务",
    "卫生服务",
    "法律服务",
    "就业服务",
    "物业服务",
    "咨询服务",
    "科技服务",
    "便民服务",
    "社区服务",
    "购买服务",
    "社会组织",
    "党组织",
    "社会保障",
    "社会救助",
    "专项资金",
    "财政资金",
    "补助资金",
    "项目资金",
    "大学生",
    "留学生",
    "中小学",
    "人力资源",
];

/// What stands before a word and is no part of it.
const BEFORE: [&str; 39] = [
    "提供", "开展", "加强", "进行", "推进", "实施", "组织", "完成", "做好", "提升", "提高", "促进", "完善", "建立",
    "健全", "增强", "改善", "加快", "落实", "推动", "保障", "确保", "优化", "强化", "通过", "根据", "的", "和", "与",
    "及", "各", "该", "为", "对", "在", "将", "由", "把", "等",
];

/// Words that stand alone, so that two of them in a row are one too many wherever they are.
const ALONE: [&str; 30] = [
    "提升",
    "提高",
    "加强",
    "推进",
    "促进",
    "完善",
    "开展",
    "进行",
    "实施",
    "保障",
    "确保",
    "落实",
    "推动",
    "建立",
    "健全",
    "增强",
    "改善",
    "加快",
    "做好",
    "通过",
    "以及",
    "并且",
    "根据",
    "按照",
    "其中",
    "同时",
    "进一步",
    "全面",
    "有效",
    "不断",
];

/// Marks that never stand twice in a row.
const MARKS: [char; 6] = ['，', '、', '；', '：', '。', '的'];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span), (indicator.target.written.as_str(), &indicator.target_span)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    texts
        .filter_map(|(text, span)| {
            let (word, is_certain) = doubled(text)?;
            let level = if is_certain { Code::DoubledWord.level() } else { Level::Note };
            let finding = Diagnostic::with_level(level, Code::DoubledWord, words::doubled_word(&word))
                .at(mark(span, &word.repeat(2)), Message::default());
            Some(finding.help(words::delete_one()))
        })
        .collect()
}

/// A word of two to four Chinese characters, or a mark, that stands twice in a row, and
/// whether it is certain that it should not.
fn doubled(text: &str) -> Option<(String, bool)> {
    let characters: Vec<char> = text.chars().collect();
    let mut doubtful = None;
    for start in 0..characters.len() {
        if let Some(mark) = doubled_mark(&characters, start) {
            return Some((mark.to_string(), true));
        }
        for length in 2..=4 {
            let Some(pair) = characters.get(start..start + 2 * length) else {
                break;
            };
            let (word, again) = pair.split_at(length);
            let is_word = word.iter().all(|c| is_han(*c)) && word.iter().any(|c| *c != word[0]);
            if !is_word || word != again || MEANT.contains(&pair.iter().collect::<String>().as_str()) {
                continue;
            }
            // 一户一户核实
            if length == 2 && word.iter().any(|c| is_chinese_numeral(*c) || *c == '两') {
                continue;
            }
            let word: String = word.iter().collect();
            let before: String = characters[..start].iter().collect();
            let after: String = characters[start + 2 * length..].iter().take(4).collect();
            let first = format!("{before}{word}");
            let ends = !after.starts_with(is_han) || after.starts_with(['的', '了', '等']);
            let is_compound = !ends && COMPOUNDS.iter().any(|compound| first.ends_with(compound));
            if is_compound || GOES_ON.iter().any(|more| after.starts_with(more)) {
                continue;
            }
            let begins = !before.ends_with(is_han) || BEFORE.iter().any(|other| before.ends_with(other));
            if ends || begins || ALONE.contains(&word.as_str()) {
                return Some((word, true));
            }
            doubtful.get_or_insert((word, false));
        }
    }
    doubtful
}

/// A mark that stands in a place and in the next one, and nowhere around.
fn doubled_mark(characters: &[char], start: usize) -> Option<char> {
    let mark = *characters.get(start).filter(|mark| MARKS.contains(mark))?;
    let at = |place: Option<usize>| place.and_then(|place| characters.get(place)) == Some(&mark);
    // 。。。 is meant, and so is 的的确确.
    let is_meant = characters.get(start + 2) == Some(&'确');
    (at(Some(start + 1)) && !at(Some(start + 2)) && !at(start.checked_sub(1)) && !is_meant).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn words_are_doubled_by_mistake_or_on_purpose() {
        for (text, word) in [
            ("为科技工作者提供服务服务", "服务"),
            ("项目项目管理", "项目"),
            ("加强项目项目管理", "项目"),
            ("进一步提升提升服务能力", "提升"),
            ("举办讲座，，服务市民", "，"),
            ("提高市民的的获得感", "的"),
        ] {
            assert_eq!(doubled(text), Some((word.to_owned(), true)), "{text}");
        }
        for text in ["家政服务服务时长", "体育场馆场馆开放"] {
            assert!(doubled(text).is_some_and(|(_, is_certain)| !is_certain), "{text}");
        }
        for text in [
            "一户一户核实",
            "培训培训者",
            "服务服务对象",
            "三角三角洲",
            "等等。。。",
            "的的确确",
            "一步一步推进",
            "机关事业单位单位缴费",
            "志愿服务服务时长",
        ] {
            assert_eq!(doubled(text), None, "{text}");
        }
    }
}
