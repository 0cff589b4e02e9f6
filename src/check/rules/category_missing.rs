//! 缺少应有的一级指标。
//!
//! 2023 年的表要有产出、效益和满意度指标，2026 年起还要有成本指标；2020 年的要有产出
//! 和效果目标，2019 年的还要有影响力目标。缺了会退回补填。
//!
//! 例：2026 年的表只写了 产出指标 和 满意度指标。
//! 改：补上缺少的一级指标，每个至少一条。
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
//! Instead: add the missing categories, each with at least one indicator.

use crate::check::reading::frameworks;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, list};
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
        let missing: Vec<Message> = framework
            .expected
            .iter()
            .filter(|category| !has(**category))
            .map(|category| words::quoted(&framework.categories[*category].name))
            .collect();
        if !missing.is_empty() {
            let place = given.and_then(|given| given.span.clone()).unwrap_or_else(|| project.span.clone());
            let finding = Diagnostic::new(Code::CategoryMissing, words::missing_categories(list(missing)))
                .at(place.start(), Message::default());
            findings.push(finding.help(words::one_indicator_each()));
        }
    }
    findings
}
