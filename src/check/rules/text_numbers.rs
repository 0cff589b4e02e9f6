//! 概况等文字里的数与指标里的数对不上。
//!
//! 概况写“拟投入执法人员23人”，指标写 执法人员: 18人，必有一个错。只看文字里有指标整个名称（去掉
//! “数”“数量”）、单位相同的数，并且指标的数在文字里哪里也没有；说以前、现有、每一个的不算。目标里的
//! 由 goal-numbers 说。
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
//! the indicator's number; what there was before, what there is already and what is of one of
//! several is left alone. Goals are looked at by goal-numbers.
//!
//! Example: a description with “2026年投入专职执法人员23人”, and `专职执法人员: ≥18人`
//! Instead: write the same number.

use crate::check::counting::{Count, counts, is_each, is_same_unit, split_multiple, thing};
use crate::check::reading::{indicators, is_han, mark, moments, outside_brackets, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

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
        let Some(quantity) = indicator.target.quantity.as_ref().filter(|it| !it.number.is_zero()) else { continue };
        let (factor, unit) = split_multiple(&quantity.unit);
        let Some(number) = quantity.number.checked_mul(factor) else { continue };
        let name = outside_brackets(&indicator.name);
        let thing = thing(&name);
        if unit.is_empty() || is_each(&name) || thing.chars().filter(|c| is_han(*c)).count() < SHORTEST {
            continue;
        }
        let is_of_unit = |count: &Count| is_same_unit(&count.unit, unit);
        let about = |count: &Count| is_of_unit(count) && count.clause.contains(thing);
        let is_elsewhere = all.iter().any(|(count, _, is_goal)| count.number == number || *is_goal && about(count));
        let is_planned = |count: &Count| {
            let of_other_year = moments(&count.clause).iter().any(|moment| moment.year != project.year);
            !is_each(&count.clause) && !of_other_year && !THERE.iter().any(|word| count.clause.contains(word))
        };
        let mut named = all.iter().filter(|(count, ..)| about(count));
        let other = named.next().filter(|(count, ..)| is_planned(count) && named.next().is_none());
        if let Some((count, span, _)) = other.filter(|_| !is_elsewhere) {
            let what =
                words::text_has_another_number(&count.written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::TextNumbers, what).at(indicator.target_span.clone(), Message::default());
            let finding = finding.at(mark(span, &count.written), words::in_the_text_number());
            findings.push(finding.help(words::use_one_number()));
        }
    }
    findings
}
