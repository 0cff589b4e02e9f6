//! 同一条指标写了两次。
//!
//! 同一个二级指标下面两条同名，多半是复制后忘了改；不同二级指标下面同名的，一条放错了地方。
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
//!
//! Example: `培训场次: ≥4场` twice below “产出指标”
//! Instead: delete one, or give it another name.

use std::collections::HashMap;

use crate::check::reading::lists;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    lists(project).into_iter().flat_map(|(_, indicators)| twice(indicators)).collect()
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
