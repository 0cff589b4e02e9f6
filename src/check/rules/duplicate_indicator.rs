//! 同一条指标写了两次。
//!
//! 同一个二级指标下面两条同名，多半是复制后忘了改。
//!
//! 例：产出指标里两条 培训场次: ≥4场
//! 改：删去一条，或改成不同的名称。
//!
//! ---
//!
//! An indicator is written twice.
//!
//! Two indicators of one subcategory have the same name; most likely one was copied
//! and not changed.
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

fn twice(indicators: &[Indicator]) -> Vec<Diagnostic> {
    let mut first: HashMap<(usize, usize, &str), &Indicator> = HashMap::new();
    let mut findings = Vec::new();
    for indicator in indicators {
        let key = (indicator.category, indicator.subcategory, indicator.name.trim());
        let Some(earlier) = first.get(&key) else {
            first.insert(key, indicator);
            continue;
        };
        let finding = Diagnostic::new(Code::DuplicateIndicator, words::duplicate_indicator(indicator.name.trim()))
            .at(indicator.span.clone(), words::second_time());
        findings.push(finding.at(earlier.span.clone(), words::first_time()).help(words::delete_or_rename()));
    }
    findings
}
