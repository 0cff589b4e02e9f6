//! 单位与名称所数的东西不合。
//!
//! 案件数件，图书数册，面积用平方米，人次用人次。看名称最后的词和单位量的是哪一类（件数、人、
//! 钱、面积、长度、时间、重量），类不同的才说；件和份、套和台这样的分别不管，不认得的词和单位
//! 也不管。只看数量指标和效益指标。
//!
//! 例：法律援助案件办理数: ≥1200人
//! 改：≥1200件；说的是人的，改名称，如 受援人数。
//!
//! ---
//!
//! The unit is not one in which the thing that the name counts is measured.
//!
//! Cases are counted in “件”, books in “册”, areas in “平方米”, visits in “人次”. The last word of the
//! name tells what kind of unit it asks for (things, people, money, area, length, time or
//! weight); only another kind is told. Whether things are “件” or “份”, “套” or “台” is left to the
//! author, and so are words and units that are not known. Only indicators of quantity and
//! benefit are looked at.
//!
//! Example: `法律援助案件办理数: ≥1200人`
//! Instead: `≥1200件`; where people are meant, change the name, as in “受援人数”.

use crate::check::reading::{outside_brackets, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind::{Benefit, Count};
use crate::value::{asked_by, measure_of};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (indicator, kind) in with_kinds(project) {
        let unit = indicator.target.unit();
        let asked = || asked_by(&outside_brackets(&indicator.name));
        let (Some(Count | Benefit), Some(measure)) = (kind, measure_of(unit)) else { continue };
        if asked().is_some_and(|asked| !asked.contains(&measure)) {
            let what = words::wrong_unit(indicator.name.trim(), unit);
            let finding = Diagnostic::new(Code::WrongUnit, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.help(words::check_unit_or_name()));
        }
    }
    findings
}
