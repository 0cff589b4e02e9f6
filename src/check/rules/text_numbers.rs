//! 概况等文字里的数与指标里的数对不上。
//!
//! 概况写“拟投入执法人员23人”，指标写 执法人员: 18人，必有一个错。只看文字里有指标整个名称（去掉
//! “数”“数量”）、单位相同的数，并且指标的数在文字里哪里也没有；只差一个数字、数字颠倒、差一位的，名称
//! 有两个字相同就算；概况里只有一个数与名称最后的词和别的词相合的，也算。说以前、现有、每一个的不算。指标与目标不同的由 goal-numbers 说。
//!
//! 当年做完的项目，概况与目标前后四个字相同的数（新增互动展品42件、新增互动展品45件）也应相同；
//! 换了说法的看不出来。
//!
//! 例：概况写“2026年投入专职执法人员23人”，专职执法人员: ≥18人
//! 改：改成同一个数。
//!
//! ---
//!
//! A number of the description is not that of the indicator.
//!
//! A description of “拟投入执法人员23人” and `执法人员: 18人` do not go together. Only numbers in a
//! clause that has the whole name of the indicator and its unit are looked at, where no text has
//! the indicator's number; where one digit differs, two are swapped or one is lost, two characters
//! of the name are enough; so are its last word and another, where one number alone of the
//! description goes with them. What there was before, what there is already and what is of one of
//! several is left alone. Indicators are compared with goals by goal-numbers.
//!
//! In a project of one year the description and the goal should have one number, too, for what
//! has four characters in a row in common before or behind it (“新增互动展品42件”,
//! “新增互动展品45件”). What is said in other words is not seen.
//!
//! Example: a description with “2026年投入专职执法人员23人”, and `专职执法人员: ≥18人`
//! Instead: write the same number.

use rust_decimal::Decimal;

use super::goal_numbers::{is_slip, names_the_same};
use crate::check::counting::{Count, counted, counts, fold, is_each, is_same_unit, thing};
use crate::check::reading::{common_run, indicators, is_han, mark, moments, outside_brackets, period, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::template::FieldId;

/// A shorter name is part of too many others.
const SHORTEST: usize = 4;

/// What says that a number is of what was or is there.
const THERE: [&str; 22] = [
    "上年",
    "去年",
    "往年",
    "历年",
    "近年",
    "现有",
    "已有",
    "原有",
    "目前",
    "已",
    "累计",
    "其中",
    "近三年",
    "近五年",
    "新增",
    "增加",
    "减少",
    "缺",
    "另",
    "剩余",
    "截至",
    "全市",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let texts = texts(project);
    let all: Vec<(Count, &Span, bool)> = (texts.iter())
        .flat_map(|(id, text, span)| {
            let is_goal = roles.goals.contains(id);
            counts(text).into_iter().map(move |count| (count, *span, is_goal))
        })
        .collect();
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let Some((number, unit)) = counted(indicator).filter(|(number, _)| !number.is_zero()) else { continue };
        let unit = unit.as_str();
        let name = outside_brackets(&indicator.name);
        let thing = thing(&name);
        if unit.is_empty() || is_each(&name) || thing.chars().filter(|c| is_han(*c)).count() < SHORTEST {
            continue;
        }
        let is_of_unit = |count: &Count| is_same_unit(&count.unit, unit);
        let about = |count: &Count| is_of_unit(count) && count.clause.contains(thing);
        let is_elsewhere = all.iter().any(|(count, _, is_goal)| count.number == number || *is_goal && about(count));
        let mut named = all.iter().filter(|(count, ..)| about(count));
        let other = named.next().filter(|(count, ..)| is_planned(project, count) && named.next().is_none());
        // 巡检168次 became 148站次: a slip tells that both are one, by any name.
        let is_slipped = |count: &Count| {
            let has_unit = is_of_unit(count) || unit.ends_with("次") && count.unit == "次";
            has_unit && is_slip(count.number, number) && common_run(thing, &count.clause) >= 2
        };
        let slipped =
            || all.iter().find(|(count, _, is_goal)| !is_goal && is_slipped(count) && is_planned(project, count));
        // In other words it is looked at where it is the only one.
        let is_same = |count: &Count| is_of_unit(count) && !count.is_part && names_the_same(&indicator.name, count);
        let is_near =
            |count: &Count| count.number < number * Decimal::from(3) && number < count.number * Decimal::from(3);
        let is_measured =
            |count: &Count| indicators(project).filter_map(counted).any(|(other, _)| other == count.number);
        let alone = || {
            let mut same = all.iter().filter(|(count, ..)| is_same(count));
            let is_told = |(count, span, is_goal): &&(Count, &Span, bool)| {
                !is_goal
                    && is_planned(project, count)
                    && !is_of_plan(project, span)
                    && is_near(count)
                    && !is_measured(count)
            };
            same.next().filter(is_told).filter(|_| same.next().is_none())
        };
        let other = other.or_else(slipped).or_else(alone);
        if let Some((count, span, _)) = other.filter(|_| !is_elsewhere) {
            let what =
                words::text_has_another_number(&count.written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::TextNumbers, what).at(indicator.target_span.clone(), Message::default());
            let finding = finding.at(mark(span, &count.written), words::in_the_text_number());
            findings.push(finding.help(words::use_one_number()));
        }
    }
    findings.extend(between_texts(project, &texts));
    findings
}

/// Whether a text says of a number that it is what is to be done.
fn is_planned(project: &Project, count: &Count) -> bool {
    let of_other_year = moments(&count.clause).iter().any(|moment| moment.year != project.year);
    !is_each(&count.clause) && !of_other_year && !THERE.iter().any(|word| count.clause.contains(word))
}

/// So many characters in a row before or behind two numbers say that they are of one thing.
const COMMON: usize = 4;

/// Numbers of the goal that are others in the description: 新增展品45件 and 新增展品42件.
fn between_texts(project: &Project, texts: &[(FieldId, &str, &Span)]) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    // What all years do is more than what one does.
    if period(project).is_some_and(|((start, _), (end, _))| start.year < end.year) {
        return Vec::new();
    }
    let read = |is_wanted: &dyn Fn(&FieldId) -> bool| -> Vec<(Count, String, &Span)> {
        let wanted = texts.iter().filter(|(id, ..)| is_wanted(id));
        let found = wanted.flat_map(|(_, text, span)| {
            let folded = fold(text);
            let behind =
                |count: &Count| -> String { folded[count.place.end..].chars().take_while(|c| is_han(*c)).collect() };
            counts(&folded).into_iter().map(|count| (count.clone(), behind(&count), *span)).collect::<Vec<_>>()
        });
        found.collect()
    };
    let of_goals = read(&|id| roles.goals.contains(id));
    let others = read(&|id| !roles.goals.contains(id) && roles.name != Some(*id) && !roles.shared.contains(id));
    let told = others.iter().filter(|(count, _, span)| is_planned(project, count) && !is_of_plan(project, span));
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (count, behind, span) in told {
        let is_same = |(goal, after, _): &&(Count, String, &Span)| {
            goal.unit == count.unit
                && goal.number != count.number
                && goal.number < count.number * Decimal::TWO
                && count.number < goal.number * Decimal::TWO
                && is_planned(project, goal)
                && (common_end(&goal.before, &count.before) >= COMMON
                    || common_start(after, behind) >= COMMON
                    || is_swapped(goal.number, count.number) && common_run(&goal.clause, &count.clause) >= 2)
        };
        let has = |all: &[(Count, String, &Span)], number: Decimal| all.iter().any(|(it, ..)| it.number == number);
        let mut same = of_goals.iter().filter(is_same);
        let (Some((goal, _, place)), None) = (same.next(), same.next()) else { continue };
        if has(&of_goals, count.number) || has(&others, goal.number) {
            continue;
        }
        let what = words::texts_have_two_numbers(&goal.written, &count.written);
        let finding = Diagnostic::new(Code::TextNumbers, what).at(mark(place, &goal.written), words::in_the_goal());
        let finding = finding.at(mark(span, &count.written), words::in_the_text_number());
        findings.push(finding.help(words::use_one_number_or_tell_apart()));
    }
    findings
}

/// Whether two digits of three and more are swapped: 42.6公顷, 46.2公顷.
fn is_swapped(a: Decimal, b: Decimal) -> bool {
    is_slip(a, b) && a.mantissa().abs() >= 100 && b.mantissa().abs() >= 100
}

/// Whether a place is in the plan, whose stages do a part each.
fn is_of_plan(project: &Project, span: &Span) -> bool {
    let plans = project.template.roles.plans.iter().filter_map(|id| text_of(project, *id));
    plans.into_iter().any(|(_, plan)| plan.range == span.range)
}

/// How many Chinese characters two texts end with alike.
fn common_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b && is_han(*a)).count()
}

/// How many Chinese characters two texts begin with alike.
fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b && is_han(*a)).count()
}
