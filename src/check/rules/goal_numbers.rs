//! 目标里的数与指标里的数对不上。
//!
//! 目标写了几件事各做多少，指标应考核同样的数。有三种情形：同一件事在目标和指标里数不同（名称
//! 大半相同，单位相同，目标里的几个数加起来也不是它），或差在少了一个“万”、一个零、两个数字颠倒，是警告；目标里三个以上的数一个也没有写进
//! 指标，是警告；四个以上的数写进不到四分之一，是提示，列出没有写的。
//!
//! 带单位的数（场、人、个、公里……）按名称对，单位写在名称后括号里的也对；满意度、多久一次（每月1次）也对；百分数要目标里有整个名称（终端在线率达到95%），
//! 多长时间做完（48小时内）按名称里的字对。金额只看少了“万”的，和目标里紧接着同一项目的（发放奖金70万元，
//! 奖金成本: ≤60万元）；日期不看。换了说法的同一件事看不出来。
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
//! Numbers with a unit, which may stand in brackets behind the name, are matched by the name of what
//! is counted; so are satisfaction and how often something is done (“每月1次”); percentages where the goal
//! has the whole name (“终端在线率达到95%”); how soon something is done (“48小时内”) by the
//! characters of the name. Of amounts those are looked at that lost a “万”, and those right behind
//! what the cost is of (“发放奖金70万元”, “奖金成本”). Dates are left alone. The same thing by another name is
//! not seen.
//!
//! Example: a goal with “举办科普讲座6场”, and `科普讲座场次: ≥4场`
//! Instead: write the same number; add an indicator for what is not measured.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::counting::{COUNTING, Count, NOT_COUNTED, counted, counts, is_each, is_same_unit, thing};
use crate::check::rates;
use crate::check::reading::{amounts, common_run, indicators, is_han, is_rate, mark, outside_brackets, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level, Span};
use crate::messages::{Message, list};
use crate::project::{Indicator, Project};
use crate::value::{AMOUNT_UNITS, amounts_in, fold_width, parse_decimal};

/// None of so many numbers is measured: that is a warning.
const NONE_OF: usize = 3;

/// Less than a quarter of so many numbers is measured: that is a note.
const FEW_OF: usize = 4;

/// So many numbers of the goal are compared with each indicator; a page has fifty.
const MOST_COUNTS: usize = 500;

/// So many numbers are shown.
const SHOWN: usize = 6;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let counts = goals.iter().flat_map(|(text, span)| counts(text).into_iter().map(move |count| (count, *span)));
    let counts: Vec<(Count, &Span)> = counts.take(MOST_COUNTS).collect();
    let mut findings = Vec::new();
    let rates: Vec<_> = rates::rates(&goals).into_iter().take(MOST_COUNTS).collect();
    for indicator in indicators(project) {
        let is_same = |other: &&Indicator| other.name.trim() == indicator.name.trim();
        let is_single = || {
            let mut same = indicators(project).filter(is_same);
            same.all(|other| other.target.written == indicator.target.written)
        };
        // 验收合格率100% is that of an indicator that is called so.
        let is_other = |count: &Count| {
            let mut others = indicators(project).filter(|other| other.name.trim() != indicator.name.trim());
            others.any(|other| rates::is_end(other.name.trim(), &count.before))
        };
        let rate = || {
            rates::measured_otherwise(indicator, &rates)
                .filter(|(count, _)| is_single() && !(count.unit == "%" && is_other(count)))
        };
        let other = contradicted(indicator, &counts).or_else(|| left_over(project, indicator, &counts)).or_else(rate);
        if let Some((count, span)) = other {
            let what =
                words::goal_has_another_number(&count.written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::GoalNumbers, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.at(mark(span, &count.written), words::in_the_goal()).help(words::use_one_number()));
        }
    }
    findings.extend(lost_multiples(project, &goals));
    findings.extend(rates::satisfaction(project, &rates, &findings));
    findings.extend(rates::frequencies(project, &goals));
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
                let name = outside_brackets(&indicator.name);
                is_shifted && common_run(thing(&name), clause) >= 2
                    || is_of(&name, clause) && !is_on_form(project, *own) && !has_amount(project, amount.to_decimal())
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

/// What names of costs have beside the thing that is paid.
const OF_COSTS: [&str; 11] =
    ["总成本", "成本", "费用", "经费", "支出", "总额", "金额", "资金", "控制数", "预算", "标准"];

/// Whether a clause before an amount ends with what a cost is of: 发放奖金70万元, and 奖金成本.
fn is_of(name: &str, clause: &str) -> bool {
    let mut paid = name.trim();
    while let Some(shorter) = OF_COSTS.iter().find_map(|word| paid.strip_suffix(word)) {
        paid = shorter;
    }
    let mut said = clause.trim_end();
    while let Some(shorter) = BETWEEN.iter().find_map(|word| said.strip_suffix(word)) {
        said = shorter.trim_end();
    }
    paid.chars().filter(|c| is_han(*c)).count() >= 2 && paid.len() < name.trim().len() && said.ends_with(paid)
}

/// What may stand between what is paid and its amount.
const BETWEEN: [&str; 9] = ["不超过", "控制在", "共计", "共", "约", "为", "经费", "资金", "费用"];

/// Whether an amount is one of the form: then the goal is `goal-amount`'s.
fn is_on_form(project: &Project, amount: Decimal) -> bool {
    amounts(project).iter().any(|(_, _, other)| *other == amount)
}

/// Whether the form or an indicator has an amount.
fn has_amount(project: &Project, amount: Decimal) -> bool {
    let of_targets = || indicators(project).flat_map(|indicator| amounts_in(&indicator.target.written));
    is_on_form(project, amount) || of_targets().any(|(_, other)| other.to_decimal() == amount)
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
        let parts: Vec<Decimal> = of_unit
            .iter()
            .filter(|(count, _)| !count.is_whole && !count.is_each())
            .map(|(count, _)| count.number)
            .collect();
        of_unit.iter().any(|(count, _)| count.number == number) || !unit.is_empty() && sums(&parts).contains(&number)
    };
    if is_named("") || units.into_iter().any(is_named) {
        return exactly(thing, number, &of_unit).filter(|_| !unit.is_empty());
    }
    // 进企业、进园区活动 is cut into clauses as texts are.
    let last = thing.rsplit('、').next().unwrap_or(thing);
    let thing = if last.chars().count() >= EXACT { last } else { thing };
    let length = thing.chars().filter(|c| is_han(*c)).count();
    let alike = of_unit.into_iter().filter(|(count, _)| !count.is_each() && !is_each(&name));
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

/// The only number of the goal that names the same thing as an indicator, where the goal has
/// the indicator's number nowhere, and no indicator has that of the goal.
fn left_over<'a>(
    project: &Project,
    indicator: &Indicator,
    counts: &'a [(Count, &'a Span)],
) -> Option<&'a (Count, &'a Span)> {
    let (number, unit) = counted(indicator)?;
    if unit.is_empty() || NOT_COUNTED.contains(&unit.as_str()) || number.is_zero() || is_each(&indicator.name) {
        return None;
    }
    let of_unit = || counts.iter().filter(|(count, _)| is_same_unit(&count.unit, &unit) && !count.is_each());
    let named: Vec<Decimal> = of_unit().filter(|(count, _)| !count.is_part).map(|(count, _)| count.number).collect();
    let is_named = |number: &Decimal| {
        named.contains(number) || sums(&named).contains(number) || of_unit().any(|(count, _)| count.number == *number)
    };
    let mut same = of_unit().filter(|(count, _)| !count.is_part && names_the_same(&indicator.name, count));
    let (other, None) = (same.next()?, same.next()) else { return None };
    let alike: Vec<(&Indicator, Decimal)> = indicators(project)
        .filter_map(|it| counted(it).filter(|(_, other)| is_same_unit(other, &unit)).map(|(number, _)| (it, number)))
        .collect();
    let measured: Vec<Decimal> = alike.iter().map(|(_, number)| *number).collect();
    let is_measured = measured.contains(&other.0.number) || sums(&measured).contains(&other.0.number);
    let mut rivals = alike.iter().filter(|(it, number)| {
        !std::ptr::eq(*it, indicator) && !is_named(number) && names_the_same(&it.name, &other.0)
    });
    let is_near = other.0.number < number * Decimal::from(3) && number < other.0.number * Decimal::from(3);
    (!is_named(&number) && !is_measured && is_near && rivals.next().is_none()).then_some(other)
}

/// Whether a clause has the last word of what a name counts, and with what stands before it
/// another of its words.
pub(super) fn names_the_same(name: &str, count: &Count) -> bool {
    let name = outside_brackets(name);
    let thing: Vec<char> = thing(&name).chars().filter(|c| is_han(*c)).collect();
    let pairs: Vec<String> = thing.windows(2).map(|pair| pair.iter().collect()).collect();
    let is_said = |pair: &&String| count.clause.contains(pair.as_str()) || count.previous.contains(pair.as_str());
    let has_last = pairs.last().is_some_and(|last| count.clause.contains(last.as_str()));
    has_last && (pairs.len() == 1 || pairs.iter().filter(is_said).count() >= 2)
}

/// So many characters of a name in one clause are the thing itself.
const EXACT: usize = 4;

/// What clauses that have all of what a name counts say of it, where that is another number.
fn exactly<'a>(thing: &str, number: Decimal, of_unit: &[&'a (Count, &'a Span)]) -> Option<&'a (Count, &'a Span)> {
    let is_long = thing.chars().filter(|c| is_han(*c)).count() >= EXACT;
    let about = of_unit.iter().filter(|(count, _)| is_long && count.clause.contains(thing));
    let about: Vec<&&(Count, &Span)> = about.collect();
    let numbers: Vec<Decimal> = about.iter().map(|(count, _)| count.number).collect();
    let is_other = !numbers.contains(&number) && !sums(&numbers).contains(&number);
    let is_of_stage = |count: &Count| rates::STAGES.iter().any(|stage| count.clause.contains(stage));
    let is_own = |count: &Count| !count.is_each() && !count.is_part && !is_each(&count.clause) && !is_of_stage(count);
    // 新设联络站1个，总数达到4个 are both of 联络站.
    let is_meant = |(count, _): &&&(Count, &Span)| {
        let own = TOTALS.iter().fold(count.before.clone(), |own, word| own.replace(word, ""));
        count.number == number && own.chars().filter(|c| is_han(*c)).count() < 2 && count.previous.contains(thing)
    };
    let is_said = of_unit.iter().any(|it| is_meant(&it));
    about.first().filter(|(count, _)| is_other && !is_said && is_own(count)).map(|it| **it)
}

/// What stands before a number of what was named before.
const TOTALS: [&str; 14] =
    ["总数", "总量", "总计", "累计", "合计", "全年", "年底", "达到", "不少于", "不低于", "增加到", "达", "共", "到"];

/// Whether one number is another with a digit or a multiple lost, two digits swapped, or one
/// digit of three and more mistyped.
pub(super) fn is_slip(a: Decimal, b: Decimal) -> bool {
    let digits = |number: Decimal| -> Vec<char> {
        let digits: String = number.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').chars().collect()
    };
    let (mut left, mut right) = (digits(a), digits(b));
    let is_shifted = left == right && a != b;
    let differ = left.iter().zip(&right).filter(|(left, right)| left != right).count();
    let is_mistyped = left.len() >= 3 && left.len() == right.len() && differ == 1;
    left.sort_unstable();
    right.sort_unstable();
    let is_near = a < b * Decimal::TWO && b < a * Decimal::TWO;
    is_shifted || is_near && (is_mistyped || left.len() >= 2 && left == right)
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

#[cfg(test)]
mod tests {
    use super::check;
    use crate::diag::Diagnostics;
    use crate::project::{Settings, read_file};
    use crate::source::Source;
    use crate::template::Templates;

    /// Whether the rule says something about a goal and indicators of quantity.
    fn is_told(goal: &str, below: &str, indicators: &str) -> bool {
        let category = if below == "服务对象满意度指标" { "满意度指标" } else { "产出指标" };
        let text = format!(
            "年度: 2026\n项目名称: 甲\n年度总体目标: {goal}\n绩效指标: {{{category}: {{{below}: {{{indicators}}}}}}}\n"
        );
        let mut diagnostics = Diagnostics::new();
        let file =
            read_file(&Source::new("甲.yaml", &text), &Settings::default(), &Templates::built_in(), &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
        file.projects.iter().any(|(_, project)| !check(project).is_empty())
    }

    #[test]
    fn counts_of_one_thing() {
        for (goal, indicator) in [
            ("举办桌面推演2次、综合演练1次。", "桌面推演次数: 1次"),
            ("招募志愿者2500名。", "志愿者招募人数: ≥2000人"),
            ("对4300名在园幼儿按每生600元补助。", "受补助在园幼儿人数: 4030人"),
            ("新建自动站12个，升级改造自动站30个。", "升级改造自动站（个）: 28"),
            ("结果每月向社会公布一次，全年公布12期。", "结果公布期数: 10期"),
            ("进企业、进园区活动12场。", "进企业、进园区活动场数: 10场"),
        ] {
            assert!(is_told(goal, "数量指标", indicator), "{goal} {indicator}");
        }
        for (goal, indicator) in [
            ("举办桌面推演2次、综合演练1次。", "桌面推演次数: 2次"),
            ("上半年清理数据12万条，全年21.4万条。", "清理数据: ≥21.4万条"),
            ("招募志愿者2500名，其中大学生2000名。", "大学生志愿者人数: ≥2000人"),
            ("春季讲座2场、秋季讲座4场。", "讲座场次: 6场"),
            ("新设海外联络站1个，总数达到4个。", "海外联络站总数: 4个"),
            ("举办培训班4期，每期60人。", "培训班学员人数: ≥240人"),
        ] {
            assert!(!is_told(goal, "数量指标", indicator), "{goal} {indicator}");
        }
    }

    #[test]
    fn rates_times_and_frequencies() {
        for (goal, below, indicator) in [
            ("受理诉求，3个工作日内答复，办结率不低于98%。", "质量指标", "诉求办结率: ≥80%"),
            ("取得职业资格证书的不低于85%。", "质量指标", "职业资格证书取得率: ≥80%"),
            ("“双师型”教师占专业课教师的比例由上年的56%提高到60%。", "质量指标", "双师型教师占比: ≥56%"),
            ("受理诉求，3个工作日内答复。", "时效指标", "诉求答复时限: ≤3小时"),
            ("演练后10个工作日内完成评估报告。", "时效指标", "演练评估报告完成时间: 演练后30个工作日内"),
            ("委托第三方开展测评，每月1次。", "时效指标", "第三方测评频次: 每季度1次"),
            ("服务对象满意度不低于95%。", "服务对象满意度指标", "受助群众满意度: ≥85%"),
        ] {
            assert!(is_told(goal, below, indicator), "{goal} {indicator}");
        }
        for (goal, below, indicator) in [
            ("乔木成活率不低于95%。", "质量指标", "苗木成活率: ≥98%"),
            ("故障48小时内修复。", "时效指标", "故障修复时限: ≤2天"),
            ("全年365天、每天24小时人工服务。", "数量指标", "全年人工服务天数: =365天"),
            ("委托第三方开展测评，每月1次。", "时效指标", "第三方测评频次: 每月1次"),
            ("家长满意度不低于95%。", "服务对象满意度指标", "学生满意度: ≥90%"),
        ] {
            assert!(!is_told(goal, below, indicator), "{goal} {indicator}");
        }
    }
}
