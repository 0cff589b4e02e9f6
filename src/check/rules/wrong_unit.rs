//! 单位与名称所数的东西不合。
//!
//! 案件数件，图书数册，面积用平方米。看名称最后的词和单位量的是哪一类（件数、人、
//! 钱、面积、长度、时间、重量），类不同的才说；件和份、套和台这样的分别不管，不认得的词和单位
//! 也不管。名称里写着单位的（期数、册数），指标值要用同一个。只看数量指标和效益指标。
//!
//! 例：法律援助案件办理数: ≥1200人
//! 改：≥1200件；说的是人的，改名称，如 受援人数。
//!
//! ---
//!
//! The unit is not one in which the thing that the name counts is measured.
//!
//! Cases are counted in “件”, books in “册”, areas in “平方米”. The last word of the
//! name tells what kind of unit it asks for (things, people, money, area, length, time or
//! weight); only another kind is told. Whether things are “件” or “份”, “套” or “台” is left to the
//! author, and so are words and units that are not known. A name that has a unit in it (“期数”,
//! “册数”) wants that one. Only indicators of quantity and
//! benefit are looked at.
//!
//! Example: `法律援助案件办理数: ≥1200人`
//! Instead: `≥1200件`; where people are meant, change the name, as in “受援人数”.

use crate::check::counting::is_same_unit;
use crate::check::reading::{outside_brackets, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind::{self, Benefit, Count};
use crate::value::{asked_by, measure_of};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (indicator, kind) in with_kinds(project) {
        if is_wrong(indicator, kind) {
            let what = words::wrong_unit(indicator.name.trim(), indicator.target.unit());
            let finding = Diagnostic::new(Code::WrongUnit, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.help(words::check_unit_or_name()));
        }
    }
    findings
}

/// The units that names have in them: 期数, 册数. 户, 家, 台 and 份 end words: 用户, 专家, 平台, 月份.
const NAMED: [char; 13] = ['期', '册', '套', '座', '株', '辆', '篇', '艘', '条', '间', '栋', '幅', '亩'];

/// Whether what a name counts is not counted in the target's unit.
pub(super) fn is_wrong(indicator: &Indicator, kind: Option<IndicatorKind>) -> bool {
    let (Some(Count | Benefit), Some(measure)) = (kind, measure_of(indicator.target.unit())) else { return false };
    let name = outside_brackets(&indicator.name);
    is_of_other_unit(name.trim(), indicator.target.unit())
        || asked_by(&name).is_some_and(|asked| !asked.contains(&measure))
            && !(name.trim().ends_with("人次") && indicator.target.unit() == "人")
}

/// Whether a name has a unit in it, and its target another: 培训期数: 6次.
fn is_of_other_unit(name: &str, unit: &str) -> bool {
    let named = name.strip_suffix('数').and_then(|name| name.chars().next_back()).filter(|c| NAMED.contains(c));
    let Some(named) = named else { return false };
    let named = named.to_string();
    !unit.contains(named.as_str()) && unit != "个" && (named == "期" || !is_same_unit(&named, unit))
}
