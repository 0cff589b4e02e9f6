//! 文字里有多余的空格。
//!
//! 从 Word、网页或 PDF 复制来的文字，标点旁边、数字和单位之间、一个词的中间常常带着空格，
//! 名称里有时是两个空格或一个全角空格，表上都印成空当。可以用 --fix 改正。段首的空格、序号
//! 后面的空格、“第一季度 完成招标”这样用来分开两句话的一个空格，不算。
//!
//! 例：完成修复 350 册 ，依 据：示例市条例
//! 改：完成修复350册，依据：示例市条例
//!
//! ---
//!
//! A text has spaces that do not belong there.
//!
//! Texts from Word, a web page or a PDF often have spaces beside marks, between a number
//! and its unit or in the middle of a word, and names have two or a full-width one: all
//! of them are printed as holes. They can be deleted with --fix. Spaces at the start of
//! a paragraph and after its number are left alone, and so is a single one that parts
//! two phrases.
//!
//! Example: “完成修复 350 册 ，依 据：示例市条例”
//! Instead: “完成修复350册，依据：示例市条例”

use std::ops::Range;

use crate::check::reading::{all_words, is_han, part};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{fold_width, is_chinese_numeral, is_odd_space, numbering_length, unit_at};

/// The most places that are shown.
const MOST_SHOWN: usize = 6;

/// Longer texts, in bytes, are too long for a cell.
const LONGEST: usize = 100_000;

/// The most gaps of a line that are looked at: a longer line is no sentence.
const MOST_GAPS: usize = 300;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    all_words(project).filter_map(|(text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let holes = if text.len() > LONGEST { Vec::new() } else { holes(text) };
    let (first, _) = holes.first()?;
    let before = text[..first.start].chars().next_back();
    let after = text[first.end..].chars().next();
    let around = [before, Some(' '), after].into_iter().flatten().collect::<String>();
    let finding = Diagnostic::new(Code::SpaceInWord, words::space_inside(around.trim()));
    let finding = finding.help(words::delete_the_space());
    // Where the words stand in another way in the file there is no fix.
    let places: Vec<(Span, &str)> =
        holes.into_iter().filter_map(|(place, instead)| Some((part(span, text, place)?, instead))).collect();
    if places.is_empty() {
        return Some(finding.at(span.clone(), Message::default()));
    }
    let shown = places.iter().take(MOST_SHOWN);
    let finding = shown.fold(finding, |finding, (place, _)| finding.at(place.clone(), Message::default()));
    Some(places.into_iter().fold(finding, |finding, (place, instead)| finding.fix(place, instead)))
}

/// The spaces of a text that do not belong there, each with what does.
fn holes(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut holes = Vec::new();
    let mut start = 0;
    let is_name = !text.contains(['\n', '。', '；']);
    for line in text.split('\n') {
        let lead = line.len() - line.trim_start_matches(is_blank).len();
        let numbered = lead + numbering_length(&line[lead..]);
        let end = line.trim_end_matches(is_blank).len();
        // In front of a name, or behind one, there is no paragraph to indent.
        let edges = [0..lead, end.max(lead)..line.len()];
        holes.extend(edges.into_iter().filter(|edge| is_name && !edge.is_empty()).map(|edge| (edge, "")));
        let mut at = numbered;
        for _ in 0..MOST_GAPS {
            let Some(gap) = line.get(at..end).and_then(|rest| rest.find(is_blank)) else { break };
            let from = at + gap;
            let rest = &line[from..];
            at = from + rest.len() - rest.trim_start_matches(is_blank).len();
            if let Some(instead) = instead(line, from..at) {
                holes.push((start + from..start + at, instead));
            }
        }
        start += line.len() + 1;
    }
    holes
}

fn is_blank(c: char) -> bool {
    c == ' ' || is_odd_space(c)
}

/// Marks that have room of their own at one side.
fn is_mark(c: char) -> bool {
    "，。；：、！？（）《》〈〉“”‘’「」【】〔〕".contains(c)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// What follows a quantity without a space.
const BOUNDS: [&str; 6] = ["以上", "以下", "以内", "及以上", "及以下", "左右"];

/// What belongs in the place of a space inside a line; none where it may stay.
fn instead(line: &str, gap: Range<usize>) -> Option<&'static str> {
    let (before, after) = (&line[..gap.start], &line[gap.end..]);
    let (last, first) = (before.chars().next_back()?, after.chars().next()?);
    let blank = &line[gap.clone()];
    let is_wide = blank.contains('\u{3000}') || blank.chars().count() > 1;
    let apart = is_wide.then_some(" ");
    if is_mark(last) || is_mark(first) || BOUNDS.iter().any(|bound| after.starts_with(bound)) {
        return Some("");
    }
    match (is_han(last), is_han(first)) {
        // What follows a full-width sharp was meant as a comment, and is told as such.
        _ if [last, first].contains(&'＃') => None,
        (true, true) if parts_phrases(line, gap, is_wide) => apart,
        (true, true) => Some(""),
        _ if parts_quantity(before, after) => Some(""),
        _ => apart,
    }
}

/// Whether a space between two Chinese characters stands between phrases, and not in
/// the middle of one.
fn parts_phrases(line: &str, gap: Range<usize>, is_wide: bool) -> bool {
    let start =
        line[..gap.start].rfind(is_mark).map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let end = line[gap.end..].find(is_mark).map_or(line.len(), |at| gap.end + at);
    let words: Vec<&str> = line[start..end].split(is_blank).filter(|word| !word.is_empty()).collect();
    let length = |word: Option<&str>| word.map_or(0, |word| word.chars().count());
    let before = line[start..gap.start].split(is_blank).rfind(|word| !word.is_empty());
    let after = line[gap.end..end].split(is_blank).find(|word| !word.is_empty());
    let (left, right) = (length(before), length(after));
    if left == 1 && right == 1 {
        return false;
    }
    // 第一季度 完成招标; 目标二 举办活动
    let is_label = before.is_some_and(|word| word.contains(|c| is_chinese_numeral(c) || is_digit(c)));
    let is_slogan = left == right && left >= 4;
    let is_quoted = line[..gap.start].matches(['“', '《']).count() > line[..gap.start].matches(['”', '》']).count();
    let is_prose = line.contains(['。', '；', '，', '！', '？']);
    is_label || is_slogan || is_quoted || words.len() > 2 || !(is_prose || is_wide)
}

/// Whether a space stands before a number that has a unit, or between the two; one that
/// belongs to a name, such as ISO 9001, has none.
fn parts_quantity(before: &str, after: &str) -> bool {
    let number = |c: char| is_digit(c) || matches!(c, '.' | ',' | '．');
    let unit = |text: &str| {
        let folded = fold_width(text);
        let is_part_of_date = folded.starts_with('月') || folded.starts_with('日') && !folded.starts_with("日常");
        let known = if is_part_of_date { Some('月'.len_utf8()) } else { unit_at(&folded) };
        known.map(|length| folded[length..].starts_with(is_han))
    };
    if before.ends_with(is_han) && after.starts_with(is_digit) {
        return unit(after.trim_start_matches(number).trim_start_matches(is_blank)).is_some();
    }
    let left = before.trim_end_matches(number);
    if !before.ends_with(is_digit)
        || left.trim_end_matches(is_blank).ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    {
        return false;
    }
    // 目标1 场馆建设 has a number that counts nothing.
    unit(after).is_some_and(|goes_on| !(left.ends_with(is_han) && goes_on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::replaced;

    fn mended(text: &str) -> String {
        replaced(text, holes(text))
    }

    #[test]
    fn holes_are_closed() {
        for (text, right) in [
            ("完成修复 350 册 ，培训６期；  服务 读者。", "完成修复350册，培训６期；服务读者。"),
            ("按照 依 据：示例市科普条例", "按照 依据：示例市科普条例"),
            ("项 目 概 况：全年巡展", "项目概况：全年巡展"),
            ("示例市  青年服务", "示例市青年服务"),
            ("示例市\u{3000}青年服务", "示例市青年服务"),
            ("\u{3000}青年服务\u{A0}", "青年服务"),
            ("培训6 期，到岗率 95 % 以上。", "培训6期，到岗率95%以上。"),
            ("于 2026 年 12 月完成", "于2026年12月完成"),
            ("根据 《示例市条例》 执行", "根据《示例市条例》执行"),
            ("一、 总体\n  二、举办 ，推广", "一、 总体\n  二、举办，推广"),
            ("携手同行共\u{3000}创未来共赴", "携手同行共 创未来共赴"),
        ] {
            assert_eq!(mended(text), right);
            assert_eq!(mended(right), right);
        }
    }

    #[test]
    fn spaces_that_part_something_stay() {
        for text in [
            "扩大对外开放 推动科技创新",
            "1. 举办活动；\n（二） 评选论文。",
            "\u{3000}\u{3000}一是举办活动。\n\u{3000}\u{3000}二是评选论文。",
            "第一季度 完成招标；第二季度 完成验收。",
            "目标1 场馆建设；目标2 人员培训。",
            "通过 ISO 9001 认证，使用 AI 技术。",
            "执行 GB/T 9704 的规定。",
            "由张某 李某 王某负责，按时完成。",
            "“一起向未来 共创新时代”主题活动，面向青年。",
            "Python 3 programming",
            "张某 李某",
        ] {
            assert_eq!(holes(text), [], "{text}");
        }
    }
}
