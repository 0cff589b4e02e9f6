//! 目标里的期限与指标里的期限不同。
//!
//! 同一件事（名称一半以上相同）在目标里写“9月底前”，在时效指标里写“12月底前”，必有一个错。换了
//! 说法的看不出来。
//!
//! 例：目标写“6月底前安装到位”，设备安装到位时间: 2026年12月31日前
//! 改：改正其中一个。
//!
//! ---
//!
//! The goal and an indicator name different deadlines.
//!
//! Where the same thing (more than half of its name) is due by “9月底前” in the goal and by
//! “12月底前” in a time indicator, one of them is wrong. The same thing by another name is
//! not seen.
//!
//! Example: a goal with “6月底前安装到位”, and `设备安装到位时间: 2026年12月31日前`
//! Instead: correct one of them.

use crate::check::reading::{common_run, mark, outside_brackets, with_kinds, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

/// What a name of a deadline has in it beside the thing that is due.
const GENERIC: [&str; 10] = ["时间", "时限", "日期", "期限", "完成", "及时", "按时", "按期", "节点", "项目"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let mut findings = Vec::new();
    for (indicator, _) in with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Time)) {
        let own = months(&indicator.target.written);
        let [(month, _)] = own.as_slice() else { continue };
        let mut thing = outside_brackets(&indicator.name);
        GENERIC.iter().for_each(|word| thing = thing.replace(word, ""));
        let length = thing.chars().count();
        for (text, span) in &goals {
            let clauses = text.split(['，', '。', '；', ',', ';', '、', '\n']);
            let about = clauses.filter(|clause| {
                let run = common_run(&thing, clause);
                run >= 3 && run * 5 >= length * 3
            });
            let named: Vec<(u8, &str)> = about.flat_map(months).collect();
            let Some((_, written)) = named.first().filter(|_| named.iter().all(|(other, _)| other != month)) else {
                continue;
            };
            let what =
                words::goal_has_another_deadline(written, indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::GoalDeadline, what).at(indicator.target_span.clone(), Message::default());
            findings.push(finding.at(mark(span, written), words::in_the_goal()).help(words::correct_one()));
        }
    }
    findings
}

/// The months that a text names, each as it is written.
fn months(text: &str) -> Vec<(u8, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('月') {
        let digits = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(month) = text[at - digits..at].parse::<u8>() else { continue };
        if !(1..=12).contains(&month) {
            continue;
        }
        let rest = &text[at + '月'.len_utf8()..];
        let by = rest.len()
            - rest
                .trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '底' | '末' | '日' | '前' | '初' | '中' | '旬')
                })
                .len();
        found.push((month, &text[at - digits..at + '月'.len_utf8() + by]));
    }
    found
}
