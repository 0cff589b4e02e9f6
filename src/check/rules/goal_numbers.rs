//! 目标里的数与指标里的数对不上。
//!
//! 目标写了几件事各做多少，指标应考核同样的数。有三种情形：同一件事在目标和指标里数不同（名称
//! 大半相同，单位相同，目标里的几个数加起来也不是它），或差在少了一个“万”、一个零、两个数字颠倒，是警告；目标里三个以上的数一个也没有写进
//! 指标，是警告；四个以上的数写进不到四分之一，是提示，列出没有写的。
//!
//! 带单位的数（场、人、个、公里……）按名称对；百分数要目标里有整个名称（终端在线率达到95%），
//! 多长时间做完（48小时内）按名称里的字对。金额、日期不看。换了说法的同一件事看不出来。
//!
//! 例：目标写“举办科普讲座6场”，科普讲座场次: ≥4场
//! 改：改成同一个数；没有考核的，补上指标。
//!
//! ---
//!
//! The numbers of the goal are not those of the indicators.
//!
//! What the goal counts, the indicators should measure. Where the same thing has two
//! numbers (most of its name and the unit are the same, and no sum of the goal's numbers is
//! it), or where a “万” or a zero was lost or two digits swapped, this is a warning; so it is where none of three or more numbers of the
//! goal stands in an indicator. Where less than a quarter of four or more do, it is a
//! note that lists the others.
//!
//! Numbers with a unit are matched by the name of what is counted; percentages where the goal
//! has the whole name (“终端在线率达到95%”); how soon something is done (“48小时内”) by the
//! characters of the name. Amounts and dates are left alone. The same thing by another name is
//! not seen.
//!
//! Example: a goal with “举办科普讲座6场”, and `科普讲座场次: ≥4场`
//! Instead: write the same number; add an indicator for what is not measured.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::counting::{COUNTING, Count, NOT_COUNTED, counted, counts, is_each, is_same_unit, measures, thing};
use crate::check::reading::{
    common_run, indicators, is_bare_percent, is_han, is_rate, mark, outside_brackets, year_goals,
};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level, Span};
use crate::messages::{Message, list};
use crate::project::{Indicator, Project};
use crate::value::{AMOUNT_UNITS, amounts_in, fold_width, parse_decimal};

/// None of so many numbers is measured: that is a warning.
const NONE_OF: usize = 3;

/// Less than a quarter of so many numbers is measured: that is a note.
const FEW_OF: usize = 4;

/// So many numbers are shown.
const SHOWN: usize = 6;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let counts: Vec<(Count, &Span)> =
        goals.iter().flat_map(|(text, span)| counts(text).into_iter().map(move |count| (count, *span))).collect();
    let mut findings = Vec::new();
    let rates: Vec<(Count, &Span)> = (goals.iter())
        .flat_map(|(text, span)| text.split(['。', '；', ';', '\n']).map(move |sentence| (sentence, *span)))
        .filter(|(sentence, _)| !STAGES.iter().any(|stage| sentence.contains(stage)))
        .flat_map(|(sentence, span)| measures(sentence).into_iter().map(move |count| (count, span)))
        .filter(|(count, _)| NOT_COUNTED.contains(&count.unit.as_str()))
        .collect();
    for indicator in indicators(project) {
        let is_same = |other: &&Indicator| other.name.trim() == indicator.name.trim();
        let is_single = || {
            let mut same = indicators(project).filter(is_same);
            same.all(|other| other.target.written == indicator.target.written)
        };
        // 验收合格率100% is that of an indicator that is called so.
        let is_other = |count: &Count| {
            let mut others = indicators(project).filter(|other| other.name.trim() != indicator.name.trim());
            others.any(|other| is_end(other.name.trim(), &count.before))
        };
        let rate = || {
            measured_otherwise(indicator, &rates)
                .filter(|(count, _)| is_single() && !(count.unit == "%" && is_other(count)))
        };
        let other = contradicted(indicator, &counts).or_else(rate);
        if let Some((count, span)) = other {
            let what =
                words::goal_has_another_number(&count.written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::GoalNumbers, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.at(mark(span, &count.written), words::in_the_goal()).help(words::use_one_number()));
        }
    }
    findings.extend(lost_multiples(project, &goals));
    if findings.is_empty() {
        findings.extend(unmeasured(project, &counts));
    }
    findings
}

/// Amounts of indicators that are those of the goal without their 万.
fn lost_multiples(project: &Project, goals: &[(&str, &Span)]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let written = indicator.target.written.trim();
        // A price of one (元/辆) is another thing.
        let is_amount = AMOUNT_UNITS.iter().any(|(unit, _)| *unit == indicator.target.unit());
        let own: Vec<Decimal> = amounts_in(written).into_iter().map(|(_, amount)| amount.to_decimal()).collect();
        let ([own], true) = (own.as_slice(), is_amount) else { continue };
        for (text, span) in goals {
            let named = amounts_in(text);
            if named.iter().any(|(_, amount)| amount.to_decimal() == *own) {
                continue;
            }
            let other = named.into_iter().find(|(place, amount)| {
                let clause = text[..place.start].rsplit(['，', '。', '；', ';', '、', '\n']).next().unwrap_or_default();
                let is_shifted = is_slip(amount.to_decimal(), *own) && amount.to_decimal() / own >= Decimal::TEN;
                is_shifted && common_run(thing(&outside_brackets(&indicator.name)), clause) >= 2
            });
            if let Some((place, _)) = other {
                let what = words::goal_has_another_number(&text[place.clone()], indicator.name.trim(), written);
                let finding =
                    Diagnostic::new(Code::GoalNumbers, what).at(indicator.target_span.clone(), Message::default());
                let finding = finding.at(mark(span, &text[place]), words::in_the_goal());
                findings.push(finding.help(words::use_one_number()));
            }
        }
    }
    findings
}

/// What the goal counts and no indicator does, where that is most of it.
fn unmeasured(project: &Project, counts: &[(Count, &Span)]) -> Option<Diagnostic> {
    let counts: Vec<&(Count, &Span)> = counts.iter().filter(|(count, _)| !is_each(&count.clause)).collect();
    let numbers: BTreeSet<Decimal> = counts.iter().map(|(count, _)| count.number).collect();
    let mut measured: BTreeSet<Decimal> = indicators(project)
        .flat_map(|indicator| [plain_numbers(&indicator.target.written), plain_numbers(&indicator.name)])
        .flatten()
        .collect();
    // Two indicators may share what the goal counts as one.
    let units: BTreeSet<&str> = counts.iter().map(|(count, _)| count.unit.as_str()).collect();
    for unit in units {
        let of_unit = indicators(project).filter_map(|it| it.target.quantity.as_ref()).filter(|it| it.unit == unit);
        measured.extend(sums(&of_unit.map(|quantity| quantity.number).collect::<Vec<_>>()));
    }
    // 春季讲座2场、秋季讲座4场 are measured as 6场.
    let of_unit = |unit: &str| -> Vec<Decimal> {
        counts.iter().filter(|(count, _)| count.unit == unit).map(|(count, _)| count.number).collect()
    };
    let is_measured = |count: &Count| {
        measured.contains(&count.number) || sums(&of_unit(&count.unit)).iter().any(|sum| measured.contains(sum))
    };
    let missing: Vec<&&(Count, &Span)> = counts.iter().filter(|(count, _)| !is_measured(count)).collect();
    let lacking: BTreeSet<Decimal> = missing.iter().map(|(count, _)| count.number).collect();
    let covered = numbers.len() - lacking.len();
    let level = match covered {
        _ if indicators(project).next().is_none() => return None,
        0 if numbers.len() >= NONE_OF => Code::GoalNumbers.level(),
        _ if numbers.len() >= FEW_OF && covered * 4 < numbers.len() => Level::Note,
        _ => return None,
    };
    let named = list(missing.iter().take(SHOWN).map(|(count, _)| words::quoted(&count.written)));
    let mut finding = Diagnostic::with_level(level, Code::GoalNumbers, words::goal_is_not_measured(named));
    for (count, span) in missing.into_iter().take(SHOWN) {
        finding = finding.at(mark(span, &count.written), Message::default());
    }
    Some(finding.help(words::measure_what_the_goal_counts()))
}

/// Whether a count is in a unit of which texts are read for the first part only: 人份.
fn has_unit(count: &Count, unit: &str) -> bool {
    let rest = unit.strip_prefix(count.unit.as_str());
    rest.is_some_and(|rest| !rest.is_empty() && count.clause.contains(&format!("{}{rest}", count.written)))
}

/// What the goal says of the same thing as an indicator, with another number.
fn contradicted<'a>(indicator: &Indicator, counts: &'a [(Count, &'a Span)]) -> Option<&'a (Count, &'a Span)> {
    let (number, unit) = counted(indicator)?;
    let unit = unit.as_str();
    let name = outside_brackets(&indicator.name);
    let thing = thing(&name);
    // A number without a unit counts something only by its name.
    let is_counting = || COUNTING.iter().any(|end| end.chars().count() > 1 && name.trim().ends_with(end));
    let counts_nothing = unit.is_empty() && (!is_counting() || is_rate(&name));
    if NOT_COUNTED.contains(&unit) || number.is_zero() || counts_nothing {
        return None;
    }
    let is_of_unit = |count: &Count| unit.is_empty() || is_same_unit(&count.unit, unit) || has_unit(count, unit);
    let of_unit: Vec<&(Count, &Span)> = counts.iter().filter(|(count, _)| is_of_unit(count)).collect();
    // Sums are of one unit: 80间、20所 are no 100.
    let units: BTreeSet<&str> = of_unit.iter().map(|(count, _)| count.unit.as_str()).collect();
    let is_named = |unit: &str| {
        let of_unit = of_unit.iter().filter(|(count, _)| unit.is_empty() || count.unit == unit);
        let of_unit: Vec<&&(Count, &Span)> = of_unit.collect();
        let parts: Vec<Decimal> =
            of_unit.iter().filter(|(count, _)| !count.is_whole).map(|(count, _)| count.number).collect();
        of_unit.iter().any(|(count, _)| count.number == number) || !unit.is_empty() && sums(&parts).contains(&number)
    };
    if is_named("") || units.into_iter().any(is_named) {
        return None;
    }
    let length = thing.chars().filter(|c| is_han(*c)).count();
    let alike = of_unit.into_iter().filter(|(count, _)| !is_each(&count.clause) && !is_each(&name));
    let runs: Vec<(usize, &(Count, &Span))> =
        alike.map(|count| (common_run(thing, &count.0.clause), count)).filter(|(run, _)| *run >= 2).collect();
    // 6万册 became 6册, and 1,344户 became 1,434户.
    let slip = runs.iter().find(|(_, (count, _))| is_slip(count.number, number) && !unit.is_empty());
    let same = runs.iter().filter(|(_, (count, _))| unit.is_empty() || count.unit == unit || has_unit(count, unit));
    let same = same.max_by_key(|(run, _)| *run);
    // 噪声投诉 and 交通投诉 are two things.
    let same = same.filter(|(run, _)| *run * 5 >= length * 3 && (*run >= 3 || *run == length));
    slip.or(same).map(|(_, count)| *count)
}

/// Words with which the names of rates end.
const RATES: [&str; 3] = ["率", "度", "比例"];

/// What says that a rate is that of a part of the year, or of another year.
const STAGES: [&str; 12] =
    ["上半年", "季度", "阶段", "中期", "月底前达", "月末", "较上年", "比上年", "上年", "去年", "目前", "从"];

/// What the goal says of the same rate, the same time to do something, with another number.
fn measured_otherwise<'a>(indicator: &Indicator, rates: &'a [(Count, &'a Span)]) -> Option<&'a (Count, &'a Span)> {
    let quantity = indicator.target.quantity.as_ref()?;
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let unit = if is_bare_percent(indicator) { "%" } else { quantity.unit.as_str() };
    let is_percent = unit == "%";
    let of_unit = || rates.iter().filter(|(count, _)| count.unit == unit);
    if !(is_percent || LASTING.contains(&unit)) || is_percent && !RATES.iter().any(|end| name.ends_with(end)) {
        return None;
    }
    let about: Vec<&(Count, &Span)> = match is_percent {
        true => of_unit().filter(|(count, _)| count.clause.contains(name) || is_end(name, &count.before)).collect(),
        false => of_unit().filter(|(count, _)| is_about(thing_of_time(name), &count.clause)).collect(),
    };
    let is_named = about.iter().any(|(count, _)| count.number == quantity.number);
    about.into_iter().next().filter(|_| !is_named)
}

/// What may stand between a rate and its number.
const REACHED: [&str; 14] = [
    "达到",
    "达",
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "保持在",
    "控制在",
    "提高到",
    "高于",
    "低于",
    "为",
    "≥",
    "≤",
];

/// Whether a name ends with the rate that stands before a number, or the other way round:
/// 改造验收合格率, and 验收合格率达到100%.
fn is_end(name: &str, before: &str) -> bool {
    let mut rate = before.trim();
    while let Some(shorter) = REACHED.iter().find_map(|word| rate.strip_suffix(word)) {
        rate = shorter.trim_end();
    }
    let is_long = |text: &str| text.chars().count() >= 4;
    is_long(rate) && name.ends_with(rate) || is_long(name) && rate.ends_with(name)
}

/// The units of how long something takes.
const LASTING: [&str; 7] = ["小时", "分钟", "天", "日", "工作日", "个工作日", "个月"];

/// What a name of a time is about.
fn thing_of_time(name: &str) -> &str {
    let ends = ["时间", "时限", "时长", "期限", "周期", "天数", "响应", "用时"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// Whether most pairs of characters of a name stand in a clause.
fn is_about(name: &str, clause: &str) -> bool {
    let name: Vec<char> = name.chars().filter(|c| is_han(*c)).collect();
    let pairs: Vec<String> = name.windows(2).map(|pair| pair.iter().collect()).collect();
    let found = pairs.iter().filter(|pair| clause.contains(pair.as_str())).count();
    pairs.len() >= 2 && found * 5 >= pairs.len() * 3
}

/// Whether one number is another with a digit or a multiple lost, or two digits swapped.
fn is_slip(a: Decimal, b: Decimal) -> bool {
    let digits = |number: Decimal| -> Vec<char> {
        let digits: String = number.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').chars().collect()
    };
    let (mut left, mut right) = (digits(a), digits(b));
    let is_shifted = left == right && a != b;
    left.sort_unstable();
    right.sort_unstable();
    let is_near = a < b * Decimal::TWO && b < a * Decimal::TWO;
    is_shifted || left.len() >= 3 && left == right && is_near
}

/// All sums of two to four of some numbers, of a few.
fn sums(numbers: &[Decimal]) -> BTreeSet<Decimal> {
    let mut found: BTreeSet<(usize, Decimal)> = BTreeSet::from([(0, Decimal::ZERO)]);
    for number in numbers.iter().take(12) {
        let more: Vec<(usize, Decimal)> = found
            .iter()
            .filter(|(count, _)| *count < 4)
            .filter_map(|(count, sum)| Some((count + 1, sum.checked_add(*number)?)))
            .collect();
        found.extend(more);
    }
    found.into_iter().filter(|(count, _)| *count > 1).map(|(_, sum)| sum).collect()
}

/// What follows a number that counts nothing in a target.
const NO_COUNTS: [&str; 8] = ["%", "‰", "元", "万元", "亿元", "年", "月", "日"];

/// The numbers in a text that may count something.
fn plain_numbers(text: &str) -> Vec<Decimal> {
    let folded = fold_width(text);
    let mut found = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches(['.', ',']);
        let factor = if rest[end..].starts_with('万') { Decimal::from(10_000) } else { Decimal::ONE };
        let is_count = !NO_COUNTS.iter().any(|unit| rest[end..].trim_start().trim_start_matches('(').starts_with(unit));
        found.extend(
            parse_decimal(digits)
                .filter(|_| is_count)
                .and_then(|number| number.checked_mul(factor))
                .map(|it| it.normalize()),
        );
        rest = &rest[end..];
    }
    found
}
