//! Rates, times and frequencies that goals name: `验收合格率达到100%`, `48小时内修复`, `每月1次`.

use rust_decimal::Decimal;

use crate::check::counting::{Count, NOT_COUNTED, counted, measures};
use crate::check::reading::{common_run, is_bare_percent, is_han, mark, outside_brackets, percent, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Place, Span};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind;

/// What stands before a number that is aimed at, whatever was before.
const AIMED: [&str; 12] = [
    "提高到",
    "提升到",
    "增长到",
    "扩大到",
    "上升到",
    "降低到",
    "下降到",
    "降到",
    "降至",
    "提高至",
    "提升至",
    "下降至",
];

/// What says that a rate is that of a part of the year, or of another year.
pub(super) const STAGES: [&str; 12] =
    ["上半年", "季度", "阶段", "中期", "月底前达", "月末", "较上年", "比上年", "上年", "去年", "目前", "从"];

/// The numbers of goals that count nothing, each with its place.
pub(super) fn rates<'a>(goals: &[(&str, &'a Span)]) -> Vec<(Count, &'a Span)> {
    let sentences =
        goals.iter().flat_map(|(text, span)| text.split(['。', '；', ';', '\n']).map(move |it| (it, *span)));
    let found = sentences.flat_map(|(sentence, span)| {
        let is_of_stage = STAGES.iter().any(|stage| sentence.contains(stage));
        let is_meant = move |count: &Count| !is_of_stage || AIMED.iter().any(|word| count.before.ends_with(word));
        measures(sentence).into_iter().filter(is_meant).map(move |count| (count, span))
    });
    found.filter(|(count, _)| NOT_COUNTED.contains(&count.unit.as_str())).collect()
}

/// What the goal says of the same rate, the same time to do something, with another number.
pub(super) fn measured_otherwise<'a>(
    indicator: &Indicator,
    rates: &'a [(Count, &'a Span)],
) -> Option<&'a (Count, &'a Span)> {
    let (number, unit) = number_of(indicator)?;
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let is_percent = unit == "%";
    if !(is_percent || LASTING.contains(&unit.as_str())) || is_percent && !RATES.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    let about: Vec<&(Count, &Span)> = match is_percent {
        true => {
            let is_said = |count: &Count| {
                count.clause.contains(name)
                    || is_end(name, &count.before)
                    || is_short_end(name, count)
                    || is_same_rate(name, count)
            };
            rates.iter().filter(|(count, _)| count.unit == "%" && is_said(count)).collect()
        }
        false => {
            let is_said = |count: &Count| {
                let thing = thing_of_time(name);
                let both = format!("{}，{}", count.previous, count.clause);
                is_about(thing, &count.clause) || has_last(thing, &count.clause) && is_about(thing, &both)
            };
            rates.iter().filter(|(count, _)| LASTING.contains(&count.unit.as_str()) && is_said(count)).collect()
        }
    };
    // Of 每天24小时 and 全年365天 each is another thing.
    let is_due = is_percent || DUE.iter().any(|end| name.ends_with(end));
    let is_it = |count: &Count| match (in_hours(number, &unit), in_hours(count.number, &count.unit)) {
        (Some(own), Some(other)) => own == other,
        _ => count.number == number && (is_percent || is_alike(&count.unit, &unit)),
    };
    let is_named = about.iter().any(|(count, _)| is_it(count));
    about.into_iter().next().filter(|(count, _)| !is_named && (is_due || is_alike(&count.unit, &unit)))
}

/// With what the names of times end within which something is done.
const DUE: [&str; 6] = ["时限", "时间", "响应", "用时", "期限", "周期"];

/// The number of a target and its unit, also where words stand around them: 演练后30个工作日内.
fn number_of(indicator: &Indicator) -> Option<(Decimal, String)> {
    if is_bare_percent(indicator) {
        return Some((indicator.target.quantity.as_ref()?.number, "%".to_owned()));
    }
    counted(indicator).or_else(|| {
        let measured = measures(indicator.target.written.trim());
        let [count] = measured.as_slice() else { return None };
        LASTING.contains(&count.unit.as_str()).then(|| (count.number, count.unit.clone()))
    })
}

/// A time in hours, where it is not in working days or months.
fn in_hours(number: Decimal, unit: &str) -> Option<Decimal> {
    match unit {
        "分钟" => number.checked_div(Decimal::from(60)),
        "小时" => Some(number),
        "天" | "日" => number.checked_mul(Decimal::from(24)),
        _ => None,
    }
}

/// Whether two units of times are the same: 工作日, 个工作日.
fn is_alike(a: &str, b: &str) -> bool {
    a.trim_start_matches('个') == b.trim_start_matches('个')
}

/// Words with which the names of rates end.
const RATES: [&str; 4] = ["率", "度", "比例", "占比"];

/// What may stand between a rate and its number.
const REACHED: [&str; 16] = [
    "达到",
    "达",
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "保持在",
    "稳定在",
    "控制在",
    "提高到",
    "高于",
    "低于",
    "为",
    "在",
    "≥",
    "≤",
];

/// The rate that stands before a number.
fn rate_before(before: &str) -> &str {
    let mut rate = before.trim();
    while let Some(shorter) = REACHED.iter().find_map(|word| rate.strip_suffix(word)) {
        rate = shorter.trim_end();
    }
    rate
}

/// Whether a name ends with the rate that stands before a number, or the other way round:
/// 改造验收合格率, and 验收合格率达到100%.
pub(super) fn is_end(name: &str, before: &str) -> bool {
    let rate = rate_before(before);
    let is_long = |text: &str| text.chars().count() >= 4;
    is_long(rate) && name.ends_with(rate) || is_long(name) && rate.ends_with(name)
}

/// Whether a name ends with a short rate before a number, and begins with what the clause before
/// it speaks of: 受理诉求，办结率不低于98%, and 诉求办结率.
fn is_short_end(name: &str, count: &Count) -> bool {
    let rate = rate_before(&count.before);
    let of = name.strip_suffix(rate).filter(|_| rate.chars().count() == 3);
    of.is_some_and(|of| of.chars().count() >= 2 && count.previous.contains(last_two(of)))
}

/// The last two characters of a text.
fn last_two(text: &str) -> &str {
    text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..])
}

/// Whether a clause speaks of a rate in other words: 取得职业资格证书的不低于85%, and
/// 职业资格证书取得率. What it is of has to be there, and no other rate.
fn is_same_rate(name: &str, count: &Count) -> bool {
    let clause = outside_quotes(&count.clause);
    let is_other = rate_before(&outside_quotes(&count.before)).ends_with('率');
    let first: String = name.chars().filter(|c| is_han(*c)).take(2).collect();
    !is_other && name.chars().count() >= 6 && clause.contains(&first) && is_about(name, &clause)
}

/// A text without its quotation marks.
fn outside_quotes(text: &str) -> String {
    text.replace(['“', '”', '"'], "")
}

/// The units of how long something takes.
const LASTING: [&str; 7] = ["小时", "分钟", "天", "日", "工作日", "个工作日", "个月"];

/// What a name of a time is about.
fn thing_of_time(name: &str) -> &str {
    let ends = ["完成时间", "时间", "时限", "时长", "期限", "周期", "天数", "响应", "用时"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// The pairs of characters of a name.
fn pairs(name: &str) -> Vec<String> {
    let name: Vec<char> = name.chars().filter(|c| is_han(*c)).collect();
    name.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// Whether most pairs of characters of a name stand in a clause.
pub(super) fn is_about(name: &str, clause: &str) -> bool {
    let pairs = pairs(name);
    let found = pairs.iter().filter(|pair| clause.contains(pair.as_str())).count();
    pairs.len() >= 2 && found * 5 >= pairs.len() * 3
}

/// Whether a clause has the last word of a name.
fn has_last(name: &str, clause: &str) -> bool {
    pairs(name).last().is_some_and(|last| clause.contains(last.as_str()))
}

/// Those who are asked whether they are satisfied, whoever they are.
const ANYBODY: [&str; 8] = ["服务对象", "群众", "公众", "社会", "受益", "总体", "综合", "各方"];

/// The only satisfaction that the goal names, where no indicator of satisfaction has it.
pub(super) fn satisfaction(project: &Project, rates: &[(Count, &Span)], known: &[Diagnostic]) -> Option<Diagnostic> {
    let is_satisfaction = |count: &Count| {
        let rate = rate_before(&count.before);
        count.unit == "%" && (rate.ends_with("满意度") || rate.ends_with("满意率"))
    };
    let mut named = rates.iter().filter(|(count, _)| is_satisfaction(count));
    let ((count, span), None) = (named.next()?, named.next()) else { return None };
    let of_kind = with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Satisfaction));
    let number = |it: &Indicator| percent(it).or_else(|| number_of(it).filter(|(_, unit)| unit == "%").map(|it| it.0));
    let all: Vec<(&Indicator, Decimal)> = of_kind.filter_map(|(it, _)| Some((it, number(it)?))).collect();
    let of = rate_before(&count.before).trim_end_matches("满意度").trim_end_matches("满意率");
    let is_anybody = of.is_empty() || ANYBODY.iter().any(|word| of.ends_with(word));
    let is_of = |it: &Indicator| is_anybody || common_run(&it.name.replace("满意", "，"), of) >= 2;
    let is_told = |it: &Indicator| {
        known.iter().any(|finding| finding.labels.iter().any(|label| label.place == Place::from(&it.target_span)))
    };
    let (other, _) = all.iter().find(|(it, _)| is_of(it))?;
    let is_wrong = all.iter().all(|(it, number)| *number != count.number && !is_told(it));
    let what = words::goal_has_another_number(&count.written, other.name.trim(), other.target.written.trim());
    let finding = Diagnostic::new(Code::GoalNumbers, what).at(other.target_span.clone(), Message::default());
    let finding = finding.at(mark(span, &count.written), words::in_the_goal()).help(words::use_one_number());
    is_wrong.then_some(finding)
}

/// How often something is done.
const OFTEN: [&str; 8] = ["每日", "每天", "每周", "每月", "每季度", "每半年", "每学期", "每年"];

/// Indicators that say how often (每季度1次), where the goal has it more or less often (每月1次).
pub(super) fn frequencies(project: &Project, goals: &[(&str, &Span)]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (indicator, _) in with_kinds(project) {
        let target = indicator.target.written.trim();
        let Some(own) = OFTEN.iter().find(|often| target.starts_with(**often)) else { continue };
        let name = outside_brackets(&indicator.name);
        let thing = ["频次", "频率", "次数", "周期"].iter().find_map(|end| name.trim().strip_suffix(end));
        let thing = thing.unwrap_or(name.trim());
        let mut said: Vec<(&str, &Span)> = Vec::new();
        for (text, span) in goals {
            for sentence in text.split(['。', '；', ';', '\n']) {
                let mut previous = "";
                for clause in sentence.split('，') {
                    let both = format!("{previous}，{clause}");
                    let often = OFTEN.iter().find(|often| {
                        let after = clause
                            .split_once(**often)
                            .map(|(_, after)| after.trim_start_matches('不').trim_start_matches("少于"));
                        after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit() || "一两".contains(c)))
                    });
                    said.extend(often.filter(|_| is_about(thing, &both)).map(|often| (*often, *span)));
                    previous = clause;
                }
            }
        }
        let other = said.first().filter(|_| said.iter().all(|(often, _)| often != own));
        if let Some((often, span)) = other {
            let what = words::goal_has_another_number(often, indicator.name.trim(), target);
            let finding =
                Diagnostic::new(Code::GoalNumbers, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.at(mark(span, often), words::in_the_goal()).help(words::use_one_number()));
        }
    }
    findings
}
