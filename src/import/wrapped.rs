//! Takes the lines of cells; tells those that say something each from a text that was
//! broken to fit its cell, and puts that together.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::value::{Target, fold_width, is_operator_sign, numbering_length, unit_at};

/// Lines as one: a space stands only between words in letters.
pub(super) fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines.iter().map(|line| line.trim()) {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let has_space = is_letter(text.chars().next_back()) && is_letter(line.chars().next());
        text.extend(has_space.then_some(' '));
        text += line;
    }
    text
}

/// A name without line breaks.
pub(super) fn in_one_line(name: &str) -> String {
    match name.contains('\n') {
        true => joined(&name.split('\n').map(str::to_owned).collect::<Vec<_>>()),
        false => name.to_owned(),
    }
}

/// Whether several lines are one quantity: `≥640` and `米`.
pub(super) fn is_quantity(lines: &[String]) -> bool {
    let is_target = |line: &str| Target::parse(line).quantity.is_some();
    lines.len() > 1
        && lines.iter().all(|line| !line.trim().is_empty())
        && lines.iter().filter(|line| is_target(line.trim())).count() < 2
        && is_target(&joined(lines))
}

/// Whether lines of names and targets are indicators each.
pub(super) fn are_indicators(names: &[String], targets: &[String]) -> bool {
    let is_name = |name: &String| name.trim().chars().count() > 1 && is_closed(name);
    let are_figures = targets.iter().all(|target| target.contains(char::is_numeric) && is_closed(target));
    let are_words = || {
        let is_named = |name: &String| name.chars().count() > 2 && name.trim_end().ends_with(MEASURED);
        let is_word = |target: &String| target.trim().chars().count() > 1 && is_closed(target);
        targets.iter().all(|target| is_word(target) && !target.contains(char::is_numeric)) && names.iter().all(is_named)
    };
    let goes_on = is_broken(targets);
    // Two blank lines go with two names.
    let are_blank = targets.iter().all(|target| target.trim().is_empty());
    names.iter().all(is_name) && (are_blank || !goes_on && (are_figures || are_words()))
}

/// Whether a line is the rest of a figure above it.
pub(super) fn is_broken(targets: &[String]) -> bool {
    targets.windows(2).any(|pair| goes_on(&pair[0], &pair[1], targets))
}

/// How the names of things end that are measured without a figure.
const MEASURED: [char; 6] = ['率', '性', '数', '量', '度', '额'];

/// Whether the brackets of a line are closed in it.
fn is_closed(line: &str) -> bool {
    let folded = fold_width(line);
    let count = |mark: char| folded.matches(mark).count();
    count('(') == count(')') && count('〔') == count('〕') && count('《') == count('》') && count('“') == count('”')
}

/// Whether a line is the rest of the figure with which the line above it ends.
fn goes_on(above: &str, line: &str, all: &[String]) -> bool {
    let (above, line) = (fold_width(above), fold_width(line));
    let (above, line) = (above.trim(), line.trim());
    let is_digit = |c: char| c.is_ascii_digit();
    let has_sign = |text: &str| text.starts_with(is_operator_sign);
    if above.ends_with(is_operator_sign) || line.starts_with(['.', ',', ')', '、', '，', '。', '；']) {
        return true;
    }
    if !above.ends_with(is_digit) {
        return above.ends_with(['年', '月', '.', '-', '至', '~', '—']) && line.starts_with(is_digit);
    }
    // Bare figures, whose unit stands elsewhere, all end in digits.
    let are_bare = all.iter().all(|line| line.trim_end().ends_with(is_digit));
    unit_at(line).is_some()
        || line.starts_with(['年', '月', '日', '万', '元', '千', '亿', '百', '-', '~', '至', '—', '/'])
        || line.starts_with(is_digit) && (!are_bare || has_sign(above))
}

/// A text without the breaks that are there because its lines were as long as the cell,
/// and the words around each; none where it has no such breaks.
///
/// Such a break stands inside a clause; and two lines at least are of one length, beside
/// the last, or it stands inside a word.
pub(super) fn unwrapped(text: &str) -> Option<(String, Vec<String>)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let width = |line: &str| line.trim_end().chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let full = lines.iter().map(|line| width(line)).max()?;
    let is_wide = |line: &str| width(line) >= LEAST_WIDTH;
    let is_full = |line: &str| width(line) + 2 >= full && is_wide(line);
    let is_word = |c: char| c.is_alphanumeric() && !c.is_ascii();
    let is_inside = |above: &str, line: &str| {
        above.trim_end().ends_with(is_word) && line.starts_with(is_word) && numbering_length(&fold_width(line)) == 0
    };
    let fulls = lines.split_last().map_or(0, |(_, above)| above.iter().filter(|line| is_full(line)).count());
    let is_break = |above: &str, line: &str| {
        let is_broken = || fulls > 1 && is_full(above) || is_wide(above) && is_in_word(above, line);
        is_inside(above, line) && is_broken()
    };
    let breaks: Vec<bool> = lines.windows(2).map(|pair| is_break(pair[0], pair[1])).collect();
    if !breaks.contains(&true) {
        return None;
    }
    let (mut whole, mut places) = (lines[0].to_owned(), Vec::new());
    for (pair, is_break) in lines.windows(2).zip(breaks) {
        if is_break {
            let before: Vec<char> = pair[0].trim_end().chars().collect();
            let before: String = before[before.len().saturating_sub(4)..].iter().collect();
            places.push(format!("{before}{}", pair[1].chars().take(4).collect::<String>()));
            whole.truncate(whole.trim_end().len());
        } else {
            whole.push('\n');
        }
        whole += pair[1];
    }
    Some((whole, places))
}

/// Whether a word goes over the end of a line.
fn is_in_word(above: &str, line: &str) -> bool {
    let before = above.trim_end();
    let start = before.char_indices().rev().nth(NEAR).map_or(0, |(start, _)| start);
    let before = &before[start..];
    let text: String = before.chars().chain(line.chars().take(NEAR)).collect();
    !WORDS.segment_str(&text).any(|end| end == before.len())
}

/// So many characters on either side tell where a word ends.
const NEAR: usize = 12;

/// Tells words by a dictionary, as there are no spaces between them.
static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The least width of a line that fills its cell, in letters of half the width.
const LEAST_WIDTH: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split('⏎').map(str::to_owned).collect()
    }

    #[test]
    fn lines_that_are_indicators() {
        for (names, targets, expected) in [
            ("讲座场次⏎听众人次", "≥48场⏎≥2000人次", true),
            ("观测场次⏎参与人数", "100场⏎约3000人次", true),
            ("讲座场次⏎听众人次", "48⏎2000", true),
            ("完成及时性⏎居民满意度", "及时⏎较高", true),
            ("护栏更换总长⏎度", "≥640⏎米", false),
            ("护栏更换⏎总长度", "≥6⏎40米", false),
            ("护栏更换⏎总长度", "≥6⏎40", false),
            ("护栏更换⏎总长度", "≥⏎640米", false),
            ("商户来信办⏎理情况", "明显⏎改善", false),
            ("项目完成⏎时间", "2026年⏎6月30日前", false),
            ("项目完成⏎时间", "2026年6⏎月30日前", false),
            ("项目完成⏎时间", "2026年6月⏎30日前", false),
            ("居民满意⏎度（含⏎线上）", "≥90%⏎≥90%⏎≥90%", false),
        ] {
            assert_eq!(are_indicators(&lines(names), &lines(targets)), expected, "{names} {targets}");
        }
    }

    #[test]
    fn texts_of_two_lines() {
        for (text, joined) in [
            ("通过举办社区科普讲座提升居民科⏎学素质", true),
            ("面向全区中小学开展校园食品安全专项检⏎查，覆盖率达到百分之百。", true),
            ("为社区老年人提供助餐、助浴、助洁等服⏎务，不断提高老年人的生活质量", true),
            ("举办青年科技人才交流活动不少于四⏎场，参与人数不少于三百人", true),
            ("举办公益讲座四十八场以上⏎惠及居民两千人次以上", false),
            ("完成全部校舍的安全检查和维修工作⏎保障师生在校期间的人身安全", false),
            ("提升社区居民科学素质⏎建立志愿者队伍", false),
            ("组织开展文物普查和登记⏎修复馆藏古籍三百五十册", false),
            ("全年举办展览不少于十二场次⏎年内接待观众三十万人", false),
            ("科普讲座⏎座谈会", false),
            ("确保全年无重大安全生产责任事故发⏎生，应急响应及时率达到百分之百", true),
            ("对辖区内三十条道路的路灯进行节能改⏎造，年节电二十万千瓦时", true),
            ("组织志愿者开展敬老助残等公益活⏎动六十场次以上", true),
            ("开展全区中小学教师培训不少于十二期⏎建设校园文化示范点二十处以上", false),
            ("保障基层医疗机构药品供应充足及时⏎降低慢性病患者家庭医疗负担水平", false),
            ("推动区域内中小微企业数字化转型发展⏎带动新增就业岗位三千个左右", false),
            ("加强城市公园绿地养护管理质量水平⏎提升市民对环境的满意程度", false),
            ("完善社区居家养老服务体系建设工作⏎年内新建日间照料中心六家", false),
            ("水质达标率不低于国家规定的标准⏎出水口在线监测设备正常运行", false),
            ("引进高层次人才不少于二十人次以上⏎才艺展示活动全年举办十场左右", false),
            ("通过举办社区科普讲座提升居民科。⏎学素质", false),
        ] {
            assert_eq!(unwrapped(&text.replace('⏎', "\n")).is_some(), joined, "{text}");
        }
    }

    #[test]
    fn quantities_in_several_lines() {
        assert!(is_quantity(&lines("≥640⏎米")) && is_quantity(&lines("≥⏎640米")));
        for text in ["≥640米", "≥48场⏎≥2000人次", "第一季度25%⏎第二季度50%", "⏎≥640米", "明显⏎改善"]
        {
            assert!(!is_quantity(&lines(text)), "{text}");
        }
        assert_eq!(joined(&lines("Wi⏎Fi")), "Wi Fi");
        assert_eq!(joined(&lines("≥6⏎40 ⏎米")), "≥640米");
    }
}
