//! 数量指标的值是百分数。
//!
//! 数量指标说的是多少，应是场、人、份这样的数；百分数多半属于别的二级指标：及时率属于时效，
//! 满意度属于满意度，合格率、覆盖率属于质量。只写数字的完成率（100）也是百分数。增长率、占比、
//! 抽查比例说的是做多少，不算。
//!
//! 例：数量指标下 数量目标: =100%
//! 改：写数量，如 ≥4场；或移到它所属的二级指标。
//!
//! ---
//!
//! The target of a quantity indicator is a percentage.
//!
//! A quantity indicator says how many: so many sessions, people or copies. A
//! percentage most likely belongs elsewhere: what is in time to the time indicators,
//! satisfaction to its own, what is up to standard or reached by it to the quality indicators.
//! A rate of completion of a bare 100 is a percentage too. Rates of growth, shares and samples
//! say how much is done, and are left alone.
//!
//! Example: `数量目标: =100%` below “数量指标”
//! Instead: write a number, such as `≥4场`, or move it to where it belongs.

use crate::check::reading::{is_rate, percent, subcategory_of, with_frameworks};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

/// Rates and shares that say how much is done.
const HOW_MUCH: [&str; 8] = ["增长", "增幅", "占比", "比例", "比重", "抽", "提升", "下降"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (framework, indicator, kind) in with_frameworks(project) {
        let name = &indicator.name;
        let is_bare_rate = || indicator.target.quantity.as_ref().is_some_and(|it| it.unit.is_empty()) && is_rate(name);
        let is_percent = percent(indicator).is_some() || is_bare_rate();
        if kind != Some(IndicatorKind::Count) || !is_percent || HOW_MUCH.iter().any(|word| name.contains(word)) {
            continue;
        }
        let belongs = match () {
            () if name.contains("满意") => IndicatorKind::Satisfaction,
            () if ["及时", "按时", "按期", "准时"].iter().any(|word| name.contains(word)) => {
                IndicatorKind::Time
            }
            () => IndicatorKind::Quality,
        };
        let finding = Diagnostic::new(Code::PercentForCount, words::count_is_percent(name))
            .at(indicator.target_span.clone(), Message::default());
        findings.push(finding.help(match subcategory_of(framework, belongs) {
            Some(other) if belongs == IndicatorKind::Quality => words::count_or_move(other),
            Some(other) => words::move_to(other),
            None => words::write_a_count(),
        }));
    }
    findings
}
