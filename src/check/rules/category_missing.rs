//! 缺少应有的一级指标。
//!
//! 2023 年的表要有产出、效益和满意度指标，2026 年起还要有成本指标；2020 年的要有产出
//! 和效果目标，2019 年的还要有影响力目标。缺了会退回补填。
//!
//! 例：2026 年的表只写了 产出指标 和 满意度指标。
//! 改：补上缺少的一级指标，每个至少一条；项目名称看得出是哪一类的，会提示这一类常用的，更多的
//! 用 jixiao suggest 列出。
//!
//! ---
//!
//! A category of indicators is missing that the form expects.
//!
//! The form of 2023 wants “产出指标”, “效益指标” and “满意度指标”, that of 2026
//! “成本指标” as well; the form of 2020 wants “产出目标” and “效果目标”, that of 2019
//! “影响力目标” as well. A form without them is sent back.
//!
//! Example: a form of 2026 with only “产出指标” and “满意度指标”.
//! Instead: add the missing categories, each with at least one indicator. Where the name tells
//! the project's kind, usual ones are proposed; jixiao suggest lists more.

use crate::check::reading::frameworks;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::library::Usual;
use crate::messages::{Message, list, names};
use crate::project::{FieldValue, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, framework) in frameworks(project) {
        let given = project.get(id);
        let indicators = given.map(|given| &given.value);
        let has = |category: usize| match indicators {
            Some(FieldValue::Indicators(indicators)) => {
                indicators.iter().any(|indicator| framework.usual(indicator.category) == category)
            }
            _ => false,
        };
        let missing = framework.expected.iter().filter(|category| !has(**category));
        let missing: Vec<&str> = missing.map(|category| framework.categories[*category].name.as_str()).collect();
        if !missing.is_empty() {
            let which = list(missing.iter().map(words::quoted));
            let place = given.and_then(|given| given.span.clone()).unwrap_or_else(|| project.span.clone());
            let finding = Diagnostic::new(Code::CategoryMissing, words::missing_categories(which))
                .at(place.start(), Message::default());
            let usual = Usual::of(project);
            let proposed = usual.as_ref().map(|usual| (usual.kind, usual.in_categories(&missing)));
            findings.push(finding.help(match proposed.filter(|(_, names)| !names.is_empty()) {
                Some((kind, proposed)) => words::one_indicator_each_such_as(kind, names(proposed)),
                None => words::one_indicator_each(),
            }));
        }
    }
    findings
}
