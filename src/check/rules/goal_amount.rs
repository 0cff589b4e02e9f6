//! 目标里写的总金额与申请的资金不同。
//!
//! 目标里的“总投入45万元”与表上的年度资金申请总额应是一个数（元和万元换算后）。
//! 只看写明是总额的，如总投入、总预算、总金额、总经费、申请资金、项目经费。
//!
//! 例：年度资金申请总额 450,000.00，年度总体目标写“总投入54万元”。
//! 改：改正其中一个。
//!
//! ---
//!
//! The total amount in the goal is not what is asked for.
//!
//! “总投入45万元” in the goal and “年度资金申请总额” in the form should be the same
//! amount, whether in yuan or in ten thousands. Only what is said to be a total
//! counts, such as “总投入”, “总预算” or “项目经费”.
//!
//! Example: “年度资金申请总额” is 450,000.00, and the goal says “总投入54万元”.
//! Instead: correct one of them.

use crate::check::reading::{mark, role, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::amounts_in;

const WORDS: [&str; 9] =
    ["总投入", "总预算", "总金额", "总经费", "总资金", "资金总额", "申请资金", "项目经费", "经费总额"];

/// So many characters are looked at before an amount.
const NEAR: usize = 8;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some(given) = role(project, |roles| roles.amount) else {
        return Vec::new();
    };
    let Some(amount) = given.value.number().filter(|amount| !amount.is_zero()) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (text, span) in project.template.roles.goals.iter().filter_map(|id| text_of(project, *id)) {
        for (place, named) in amounts_in(text) {
            let (before, written) = (&text[..place.start], &text[place]);
            if named.to_decimal() != amount && is_total(before) {
                let shown = project.template.formats.money.print(amount);
                let what = words::goal_amount_differs(written, shown);
                let mut finding = Diagnostic::new(Code::GoalAmount, what).at(mark(span, written), Message::default());
                if let Some(place) = &given.span {
                    finding = finding.at(place.clone(), words::amount_asked_for());
                }
                findings.push(finding.help(words::correct_one()));
            }
        }
    }
    findings
}

/// Whether the last words before an amount say that it is a total.
fn is_total(before: &str) -> bool {
    let start = before.char_indices().rev().nth(NEAR - 1).map_or(0, |(start, _)| start);
    WORDS.iter().any(|word| before[start..].contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::project::{Settings, read_file};
    use crate::source::Source;
    use crate::template::Templates;

    /// What the rule marks in a goal of a project that asks for 450,000 元.
    fn marked(goal: &str) -> Vec<String> {
        let text = format!("年度: 2026\n项目名称: 甲\n年度资金: {{当年财政拨款: 45万}}\n年度总体目标: {goal}\n");
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("甲.yaml", &text);
        let file = read_file(&source, &Settings::default(), &Templates::built_in(), &mut diagnostics);
        let findings = file.projects.iter().flat_map(|(_, project)| check(project));
        findings.map(|finding| text[finding.labels[0].place.range.clone().unwrap()].to_owned()).collect()
    }

    #[test]
    fn a_total_of_another_amount_is_marked_however_it_is_written() {
        for amount in ["50万元", "50万", "5十万元", "500千元", "0.5百万元", "￥500,000", "５０万元"] {
            assert_eq!(marked(&format!("总投入{amount}。")), [amount]);
        }
        for goal in ["总投入45万，用于培训", "总投入4.5十万元", "总投入450千元", "总投入50万人次", "总投入50万余元"]
        {
            assert!(marked(goal).is_empty(), "{goal}");
        }
        assert!(marked("每场1万元").is_empty());
    }
}
