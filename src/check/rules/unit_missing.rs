//! 数量只有数字，没有单位，名称里也看不出单位。
//!
//! “100”是 100 场还是 100%？“60万”是 60 万什么？审核人会退回补填单位。名称里有括号写明单位的（如
//! “保洁面积（平方米）”）、名称说出单位的（培训人数、活动场次）、名称说的是率和度的（默认为 %）不算，
//! 本来没有单位的指数、系数、值、得分、比、名次、等级也不算；面积、时间、金额、数量不是单位。名称里
//! 看得出单位的，可以用 --fix 改正。
//!
//! 例：培训情况: 100
//! 改：写上单位，如 100人。
//!
//! ---
//!
//! A number has no unit, and the indicator's name does not tell it.
//!
//! Is “100” 100 sessions or 100%, and “60万” of what? The reviewer sends it back for the unit.
//! A name that gives the unit in brackets (“保洁面积（平方米）”), that says it (“培训人数”) or that
//! is the name of a rate (in % unless it says otherwise) is enough; “面积”, “时间”, “金额” and
//! “数量” are no units. Indices, factors, scores, ratios, ranks
//! and grades have no unit. Where the name tells the unit, it can be added with --fix.
//!
//! Example: `培训情况: 100`
//! Instead: add the unit, as in `培训情况: 100人`.

use rust_decimal::Decimal;

use crate::check::reading::{is_bare_percent, is_empty_hundred, is_rate, outside_brackets, prints_units, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::unit_at;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (indicator, kind) in with_kinds(project) {
        let Some(quantity) = indicator.target.quantity.as_ref().filter(|it| has_no_unit(&it.unit)) else {
            continue;
        };
        // That is `says-nothing`'s or `percent-sign-missing`'s.
        if is_empty_hundred(indicator, kind) || !prints_units(project) && is_bare_percent(indicator) {
            continue;
        }
        let prints_unit = prints_units(project);
        let in_brackets = indicator.name.trim_end().ends_with(['）', ')']);
        if in_brackets || has_none(&indicator.name) || (tells_unit(&indicator.name) && !prints_unit) {
            continue;
        }
        let finding =
            Diagnostic::new(Code::UnitMissing, words::unit_missing(format!("{}{}", quantity.number, quantity.unit)))
                .at(indicator.target_span.clone(), Message::default());
        let span = &indicator.target_span;
        findings.push(match unit_of(&indicator.name) {
            // 0.95 of a rate is 95%, and 1 may be either: its author has to say.
            Some(unit) if unit == "%" && quantity.number <= Decimal::ONE => {
                let percent = (quantity.number * Decimal::ONE_HUNDRED).normalize();
                finding.help(words::write_as_percent(percent))
            }
            Some(unit) if span.text() == indicator.target.written => {
                finding.help(words::add_this_unit(span.text(), &unit)).fix(span.end(), unit)
            }
            _ => finding.help(words::add_a_unit()),
        });
    }
    findings
}

/// Whether a unit is none: 60万 of what?
fn has_no_unit(unit: &str) -> bool {
    matches!(unit, "" | "万" | "亿")
}

/// The unit that a name tells: 培训人数 is counted in 人, a rate in %.
fn unit_of(name: &str) -> Option<String> {
    let name = outside_brackets(name);
    let name = name.trim();
    if is_rate(name) {
        return Some("%".to_owned());
    }
    let counted = [("人次", "人次"), ("场次", "场"), ("次", "次")].into_iter().find(|(end, _)| name.ends_with(*end));
    let counted = counted.map(|(_, unit)| unit);
    let before =
        name.strip_suffix('数').and_then(|name| name.char_indices().next_back().map(|(start, _)| &name[start..]));
    let unit = counted.or(before.filter(|unit| unit_at(unit) == Some(unit.len())))?;
    Some(unit.to_owned())
}

/// Whether a name tells the unit of its number: 培训人数, 场次, but no 面积 and no 路灯数量.
fn tells_unit(name: &str) -> bool {
    unit_of(name).is_some() || outside_brackets(name).trim().ends_with("台套数")
}

/// What has no unit, when it ends a name.
const NO_UNIT: [&str; 15] =
    ["因子", "指数", "系数", "值", "得分", "评分", "比", "排名", "名次", "位次", "等级", "级别", "PUE", "pH", "倍数"];

/// What ends so, and has one.
const WITH_UNIT: [&str; 12] =
    ["产值", "价值", "增加值", "净值", "总值", "市值", "原值", "产销比", "占比", "百分比", "同比", "环比"];

/// Whether a name is of a number that has no unit.
fn has_none(name: &str) -> bool {
    let name = outside_brackets(name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.trim_end().ends_with(ending));
    ends(&NO_UNIT) && !ends(&WITH_UNIT)
}
