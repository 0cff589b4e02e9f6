//! 目标和指标里同一个数，单位不一样。
//!
//! 目标写“温度探头92个”，指标写“92台”：是一件事，数也一样，单位应一样。人和名、次和场这样
//! 数起来一样的不算；数不一样的由 goal-numbers 说。换了说法的同一件事看不出来。
//!
//! 例：目标写“更新温度探头92个”，温度探头: =92台
//! 改：温度探头: =92个
//!
//! ---
//!
//! The goal and an indicator have the same number with different units.
//!
//! A goal with “温度探头92个” and an indicator with “92台” mean the same things, so that the
//! unit should be the same. What counts alike, such as “人” and “名”, is left alone; of numbers
//! that differ `goal-numbers` speaks. The same thing by another name is not seen.
//!
//! Example: a goal with “更新温度探头92个”, and `温度探头: =92台`
//! Instead: `温度探头: =92个`

use rust_decimal::Decimal;

use super::wrong_unit;
use crate::check::counting::{Count, NOT_COUNTED, counts, is_same_unit, split_multiple, thing};
use crate::check::reading::{common_run, is_han, mark, outside_brackets, with_kinds, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::value::Target;

/// Fewer things are counted in many ways: 演练1次, 演练1场.
const FEW: Decimal = Decimal::TWO;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let counts: Vec<(Count, &Span)> =
        goals.iter().flat_map(|(text, span)| counts(text).into_iter().map(move |count| (count, *span))).collect();
    let mut findings = Vec::new();
    // A unit that is wrong by the name is `wrong-unit`'s.
    for (indicator, _) in with_kinds(project).filter(|(indicator, kind)| !wrong_unit::is_wrong(indicator, *kind)) {
        if let Some((count, span)) = otherwise(indicator, &counts) {
            let what =
                words::goal_has_another_unit(&count.written, indicator.name.trim(), indicator.target.written.trim());
            let finding = Diagnostic::new(Code::GoalUnit, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.at(mark(span, &count.written), words::in_the_goal()).help(words::use_one_unit()));
        }
    }
    findings
}

/// What the goal says of the same thing with the same number and another unit.
fn otherwise<'a>(indicator: &Indicator, counts: &'a [(Count, &'a Span)]) -> Option<&'a (Count, &'a Span)> {
    let parsed = Target::parse(&indicator.target.written);
    let quantity = indicator.target.quantity.as_ref().or(parsed.quantity.as_ref())?;
    let (factor, unit) = split_multiple(&quantity.unit);
    let number = quantity.number.checked_mul(factor)?;
    if unit.is_empty() || number <= FEW || NOT_COUNTED.contains(&unit) {
        return None;
    }
    let same = || counts.iter().filter(|(count, _)| count.number == number);
    if unit.contains(['/', '·', '每']) || same().any(|(count, _)| is_alike(&count.unit, unit)) {
        return None;
    }
    let name = outside_brackets(&indicator.name);
    let thing = thing(&name);
    let length = thing.chars().filter(|c| is_han(*c)).count();
    same().find(|(count, _)| {
        let run = common_run(thing, &count.clause);
        run >= 2 && run * 5 >= length * 3
    })
}

/// Whether two units count alike, as 批 and 批次 do; 人 and 人次 do not.
fn is_alike(a: &str, b: &str) -> bool {
    let is_times = |long: &str, short: &str| short != "人" && long.strip_suffix('次') == Some(short);
    is_same_unit(a, b) || is_times(a, b) || is_times(b, a)
}
