//! 同一条指标写了两次。
//!
//! 同一个二级指标下面两条同名，多半是复制后忘了改；不同二级指标下面同名的，一条放错了地方。
//! 数相同、名称只差“举办”“制作”这样的字的，像是同一条，是提示；换了说法的看不出来。
//!
//! 例：产出指标里两条 培训场次: ≥4场
//! 改：删去一条，或改成不同的名称。
//!
//! ---
//!
//! An indicator is written twice.
//!
//! Two indicators of one subcategory have the same name; most likely one was copied
//! and not changed. Where they stand below different subcategories, one is in the wrong place.
//! Two with one number whose names differ only in words such as “举办” and “制作” look like one,
//! which is a note; the same in other words is not seen.
//!
//! Example: `培训场次: ≥4场` twice below “产出指标”
//! Instead: delete one, or give it another name.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::check::counting::{NOT_COUNTED, counted, is_same_unit, thing};
use crate::check::reading::{lists, outside_brackets};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let lists = lists(project);
    let found = lists.iter().flat_map(|(_, indicators)| twice(indicators).into_iter().chain(alike(indicators)));
    found.collect()
}

/// Fewer may well be of two things.
const FEW: Decimal = Decimal::TWO;

/// Indicators with one number whose names differ in words that say nothing of their own:
/// 政策图解: 20期, 政策图解制作期数: 20期.
fn alike(indicators: &[Indicator]) -> Vec<Diagnostic> {
    let counted: Vec<(&Indicator, Decimal, String)> =
        indicators.iter().filter_map(|it| counted(it).map(|(number, unit)| (it, number, unit))).collect();
    let mut findings = Vec::new();
    for (index, (later, number, unit)) in counted.iter().enumerate() {
        let earlier = counted[..index].iter().find(|(earlier, other, other_unit)| {
            let is_measure = NOT_COUNTED.contains(&unit.as_str()) || unit.is_empty();
            let (a, b) = (earlier.name.trim(), later.name.trim());
            !is_measure
                && number == other
                && *number > FEW
                && is_same_unit(unit, other_unit)
                && a != b
                && is_within(a, b)
        });
        if let Some((earlier, ..)) = earlier {
            let what = words::alike_indicators(earlier.name.trim(), later.name.trim());
            let finding = Diagnostic::with_level(Level::Note, Code::DuplicateIndicator, what);
            let finding = finding.at(later.span.clone(), words::second_time());
            findings
                .push(finding.at(earlier.span.clone(), words::first_time()).help(words::delete_one_or_tell_apart()));
        }
    }
    findings
}

/// Words of names that tell no two things apart.
const EMPTY: [&str; 14] =
    ["举办", "开展", "制作", "完成", "组织", "建设", "购置", "采购", "精准", "实际", "全年", "年度", "出具", "编制"];

/// Whether two names count the same thing, but for such words.
fn is_within(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        let name = outside_brackets(name);
        EMPTY.iter().fold(thing(&name).to_owned(), |name, word| name.replace(word, ""))
    };
    let (a, b) = (plain(a), plain(b));
    let is_same = thing(&a) == thing(&b);
    is_same && a.chars().count() >= TELLING - 1
}

/// A shorter name may well mean two things below two subcategories.
const TELLING: usize = 4;

fn twice(indicators: &[Indicator]) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, Vec<&Indicator>> = HashMap::new();
    let mut findings = Vec::new();
    for indicator in indicators {
        let name = indicator.name.trim();
        let is_telling = name.chars().count() >= TELLING;
        let place = |it: &Indicator| (it.category, it.subcategory);
        let known = first.entry(name).or_default();
        let Some(earlier) = known.iter().find(|it| is_telling || place(it) == place(indicator)).copied() else {
            known.push(indicator);
            continue;
        };
        let finding = Diagnostic::new(Code::DuplicateIndicator, words::duplicate_indicator(indicator.name.trim()))
            .at(indicator.span.clone(), words::second_time());
        findings.push(finding.at(earlier.span.clone(), words::first_time()).help(words::delete_or_rename()));
    }
    findings
}
