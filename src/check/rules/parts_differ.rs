//! 文字里几个部分加起来，不是写的总数。
//!
//! 三种情形：“共24座，其中甲8座、乙11座”，一项比总数还大，或列了三项以上却差一点；“一等奖12人、
//! 二等奖24人，共40人”“设备30万元、培训20万元，合计52万元”，加错了；实施计划各阶段做的同一件事加起来，不是概况和目标里的数。只比较单位相同
//! 的数；几项互相重叠的（其中党员20人、妇女15人）加起来不到总数，看不出来。
//!
//! 例：管养公园23座，其中一级养护8座、二级养护11座、三级养护5座
//! 改：管养公园24座，或改正其中一项。
//!
//! ---
//!
//! Parts that a text names do not add up to its total.
//!
//! There are three cases: a part behind “其中” that is more than the whole, or three and more
//! of them that miss it by a little; a total behind its parts (“12人、24人，共40人”), in money as well; the same
//! work in the stages of a plan that is not the number of the description and the goal. Only
//! numbers of one unit are compared; parts that overlap are not seen.
//!
//! Example: “管养公园23座，其中一级养护8座、二级养护11座、三级养护5座”
//! Instead: “管养公园24座”, or another number for one of the parts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::counting::{Count, NOT_COUNTED, counts, eachs, fold, is_same_unit, measures};
use crate::check::reading::{is_han, mark, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::{Message, list};
use crate::project::Project;
use crate::value::AMOUNT_UNITS;

const AMONG: &str = "其中";

/// What says that a number is the sum of those before it.
const TOTAL: [&str; 5] = ["共", "合计", "共计", "总计", "共奖励"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, text, span) in texts(project) {
        for sentence in text.split(['。', '；', ';', '\n']).map(|sentence| fold(sentence.trim())) {
            findings.extend(among(&sentence, span));
            findings.extend(together(&sentence, span));
        }
    }
    findings.extend(stages(project));
    findings
}

/// A number with its unit; amounts in yuan.
fn plain(count: &Count) -> (Decimal, &str) {
    match AMOUNT_UNITS.iter().find(|(unit, _)| *unit == count.unit) {
        Some((_, yuan)) => (count.number * Decimal::from(*yuan), "元"),
        None => (count.number, count.unit.as_str()),
    }
}

fn finding(parts: &[&Count], sum: Decimal, whole: &Count, span: &Span) -> Diagnostic {
    let of_money = AMOUNT_UNITS.iter().find(|(unit, _)| *unit == whole.unit).map(|(_, yuan)| *yuan);
    let is_multiple = of_money.is_none() && whole.written.contains('万');
    let factor = of_money.unwrap_or(if is_multiple { 10_000 } else { 1 });
    let multiple = if is_multiple { "万" } else { "" };
    let shown = format!("{}{multiple}{}", (sum / Decimal::from(factor)).normalize(), whole.unit);
    let named = list(parts.iter().map(|part| words::quoted(&part.written)));
    let what = words::parts_differ(named, shown, &whole.written);
    let finding = Diagnostic::new(Code::PartsDiffer, what).at(mark(span, &whole.written), Message::default());
    let finding = parts.iter().fold(finding, |finding, part| finding.at(mark(span, &part.written), Message::default()));
    finding.help(words::check_the_factors())
}

/// A sentence in which nothing stands in brackets, and all else in its place.
fn without_brackets(sentence: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(sentence.len());
    for c in sentence.chars() {
        if matches!(c, '（' | '(') {
            depth += 1;
        }
        match depth {
            0 => plain.push(c),
            _ => plain.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
        if matches!(c, '）' | ')') {
            depth = depth.saturating_sub(1);
        }
    }
    plain
}

/// Parts behind 其中 that do not go with the number before it.
fn among(sentence: &str, span: &Span) -> Option<Diagnostic> {
    let sentence = &without_brackets(sentence);
    let at = sentence.find(AMONG)?;
    let all = measures(sentence);
    let first = all.iter().find(|count| count.place.start >= at)?;
    let unit = plain(first).1;
    let whole = all.iter().rfind(|count| count.place.end <= at && plain(count).1 == unit)?;
    let total = plain(whole).0;
    // The parts are a list: 甲8座、乙11座, up to a clause without a number of the unit.
    let mut parts = Vec::new();
    let listed = &sentence[at + AMONG.len()..];
    // Where the parts stand between 、, a comma ends them.
    let until = listed.find('，').filter(|end| listed[..*end].contains('、')).unwrap_or(listed.len());
    for clause in listed[..until].split(['、', '，', '和']) {
        let start = clause.as_ptr() as usize - sentence.as_ptr() as usize;
        let own = all.iter().filter(|count| (start..start + clause.len()).contains(&count.place.start));
        let own: Vec<&Count> = own.filter(|count| plain(count).1 == unit).collect();
        let [part] = own.as_slice() else { break };
        if clause.contains(['每', '均']) {
            break;
        }
        parts.push(*part);
    }
    let sum: Decimal = parts.iter().map(|part| plain(part).0).sum();
    // Much more than the whole are parts that overlap.
    let is_near = (sum - total).abs() * Decimal::TEN <= total && sum != total;
    let is_rest = || sentence.contains("其他") || sentence.contains("其余");
    let is_wrong = match parts.len() {
        0 | 1 => false,
        2 => is_near && (sum > total || is_rest()),
        _ => is_near,
    };
    if let Some(large) = parts.iter().find(|part| plain(part).0 > total) {
        let what = words::part_beyond_the_whole(&large.written, &whole.written);
        let finding = Diagnostic::new(Code::PartsDiffer, what).at(mark(span, &large.written), Message::default());
        return Some(finding.at(mark(span, &whole.written), Message::default()).help(words::check_the_factors()));
    }
    is_wrong.then(|| finding(&parts, sum, whole, span))
}

/// A total behind its parts: 一等奖12人、二等奖24人、三等奖36人，共奖励70人.
fn together(sentence: &str, span: &Span) -> Option<Diagnostic> {
    let all = measures(sentence);
    let each = eachs(sentence);
    let is_money = |count: &Count| AMOUNT_UNITS.iter().any(|(unit, _)| *unit == count.unit);
    let is_added = |count: &Count| is_money(count) || !NOT_COUNTED.contains(&count.unit.as_str());
    for (index, whole) in all.iter().enumerate() {
        let before = &sentence[..whole.place.start];
        let clause = before.rsplit(['，', '、', '：']).next().unwrap_or_default().trim();
        if !TOTAL.contains(&clause) || !is_added(whole) {
            continue;
        }
        // 甲12人、乙24人 right before it.
        let mut parts: Vec<&Count> = Vec::new();
        let mut end = whole.place.start;
        for part in all[..index].iter().rev() {
            let between = &sentence[part.place.end..end];
            let is_listed =
                parts.is_empty() || between.matches(['、', '，']).count() == 1 && between.starts_with(['、', '，']);
            let is_alike = is_same_unit(&part.unit, &whole.unit) || is_money(part) && is_money(whole);
            if !is_alike
                || !is_listed
                || part.is_whole
                || each.iter().any(|each| each.place.contains(&part.place.start))
            {
                break;
            }
            parts.insert(0, part);
            end = part.place.start;
        }
        let sum: Decimal = parts.iter().map(|part| plain(part).0).sum();
        let total = plain(whole).0;
        // Amounts that are far from it are of something else.
        let is_of_it = !is_money(whole) || (sum - total).abs() * Decimal::from(4) <= total;
        if parts.len() >= 2 && sum != total && is_of_it {
            return Some(finding(&parts, sum, whole, span));
        }
    }
    None
}

/// The same work in so many stages of a plan is looked at.
const STAGES: usize = 3;

/// The word before a number, of two characters, where it says what is done.
fn work<'a>(text: &'a str, count: &Count) -> Option<&'a str> {
    let before = text[..count.place.start].trim_end();
    let (start, _) = before.char_indices().rev().nth(1)?;
    Some(&before[start..]).filter(|word| word.chars().all(is_han))
}

/// What the stages of a plan do together is another number than the goal or the description
/// has.
fn stages(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let mut findings = Vec::new();
    for (text, span) in roles.plans.iter().filter_map(|id| text_of(project, *id)) {
        let folded = fold(text);
        let mut by_work: BTreeMap<(&str, String), Vec<Count>> = BTreeMap::new();
        for line in folded.split(['\n', '。', '；', ';']).filter(|line| !line.contains(['每', '均'])) {
            let mut seen = Vec::new();
            for count in counts(line) {
                if let Some(work) = work(line, &count) {
                    seen.push((work, count.unit.clone()));
                    by_work.entry((work, count.unit.clone())).or_default().push(count);
                }
            }
            // Twice in a line are two things.
            for key in seen.iter().filter(|key| seen.iter().filter(|other| other == key).count() > 1) {
                by_work.remove(&(key.0, key.1.clone()));
            }
        }
        for ((work, unit), parts) in by_work.into_iter().filter(|(_, parts)| parts.len() >= STAGES) {
            let sum: Decimal = parts.iter().map(|part| part.number).sum();
            for (other, place) in roles.goals.iter().filter_map(|id| text_of(project, *id)) {
                let of_work =
                    counts(other).into_iter().filter(|count| count.unit == unit && count.clause.contains(work));
                let wholes: Vec<Count> = of_work.collect();
                if let [whole] = wholes.as_slice()
                    && whole.number != sum
                    && parts.iter().all(|part| part.number < whole.number)
                {
                    let parts: Vec<&Count> = parts.iter().collect();
                    let mut wrong = finding(&parts, sum, whole, span);
                    if let Some(first) = wrong.labels.first_mut() {
                        first.place = mark(place, &whole.written).into();
                    }
                    findings.push(wrong);
                }
            }
        }
    }
    findings
}
