//! 依据的规划、计划在表的年度以前已经到期。
//!
//! 多半是从以前的文件改来。“‘十三五’期间”“‘十三五’以来”这样说过去情况的不算；没有写年份、也不是
//! 五年规划的看不出来。写明的有效期到了的也算。
//!
//! 例：2020 年度的表，立项依据写《示例市科协事业发展“十二五”规划》
//! 改：换成现行的文件；仍然有效的写明。
//!
//! ---
//!
//! A plan or programme that a text goes by has ended before the form's year.
//!
//! Most likely the text was made from that of an earlier year. What tells of the past
//! (“‘十三五’期间”) is left alone; plans without years that are not five-year plans are not
//! seen. A stated term of validity that is over counts as well.
//!
//! Example: a form of 2020 that goes by “示例市科协事业发展‘十二五’规划”
//! Instead: name what is in force now; where the old one still is, say so.

use crate::check::reading::{mark, moments, period, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::likely_year;

/// The five-year plans with their last years.
const FIVE_YEARS: [(&str, u16); 6] =
    [("十一五", 2010), ("十二五", 2015), ("十三五", 2020), ("十四五", 2025), ("十五五", 2030), ("十六五", 2035)];

/// What is planned.
const PLANS: [&str; 9] = ["规划", "纲要", "计划", "方案", "行动", "意见", "蓝图", "路线图", "要点"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let first = period(project).map_or(project.year, |((start, _), _)| start.year.min(project.year));
    let mut findings = Vec::new();
    // A project may make the next plan; `period-in-name` looks at its name.
    let name = project.template.roles.name;
    for (_, text, span) in texts(project).into_iter().filter(|(id, ..)| Some(*id) != name) {
        if let Some((written, last)) = ended(text).into_iter().find(|(_, last)| *last < first) {
            let finding = Diagnostic::new(Code::PlanEnded, words::plan_has_ended(&written, last));
            let finding = finding.at(mark(span, &written), Message::default());
            findings.push(finding.help(words::name_the_plan_in_force()));
        }
    }
    findings
}

/// The plans that a text names by their years, with the last of each.
fn ended(text: &str) -> Vec<(String, u16)> {
    let mut found = Vec::new();
    for (name, last) in FIVE_YEARS {
        for (at, _) in text.match_indices(name) {
            let after: String = text[at + name.len()..].chars().take(12).collect();
            let clause =
                after.split(['，', '。', '；', '、', '》', '期', '时', '以', '末', '来']).next().unwrap_or_default();
            if PLANS.iter().any(|plan| clause.contains(plan)) {
                found.push((name.to_owned(), last));
            }
        }
    }
    // 有效期2017年1月1日至2019年12月31日
    for (at, word) in text.match_indices("有效期") {
        let clause: String =
            text[at + word.len()..].chars().take(30).take_while(|c| !matches!(c, '。' | '；' | '）')).collect();
        if let Some(last) = clause.rsplit(['至', '到']).next().filter(|last| last.len() < clause.len())
            && let Some(moment) = moments(last).first()
        {
            found.push((moment.text.clone(), moment.year));
        }
    }
    // （2016—2020年）
    let bytes: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (at, c)) in bytes.iter().enumerate() {
        if !matches!(c, '-' | '—' | '－' | '–' | '~' | '～' | '至') {
            continue;
        }
        let before = text[..*at].trim_end_matches(['年', '—', ' ']);
        let after = text[at + c.len_utf8()..].trim_start_matches(['—', ' ']);
        let (Some(start), Some(end)) = (before.get(before.len().wrapping_sub(4)..), after.get(..4)) else { continue };
        let (Some(from), Some(to)) = (likely_year(start), likely_year(end)) else { continue };
        let around: String =
            bytes[index.saturating_sub(24)..(index + 24).min(bytes.len())].iter().map(|(_, c)| c).collect();
        if from < to && PLANS.iter().any(|plan| around.contains(plan)) {
            let start_at = before.len() - 4;
            let end_at = text.len() - after.len() + 4;
            found.push((text[start_at..end_at].to_owned(), to));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::ended;

    #[test]
    fn plans_and_their_last_years() {
        let last = |text: &str| ended(text).into_iter().map(|(_, last)| last).collect::<Vec<_>>();
        assert_eq!(last("《示例市科协事业发展“十二五”规划》"), [2015]);
        assert_eq!(last("《示例市人才发展规划（2010-2020年）》"), [2020]);
        assert_eq!(last("全民科学素质行动计划纲要（2006—2010—2020年）"), [2010, 2020]);
        for text in ["“十三五”期间建成12个站点", "到“十三五”末达到40家", "2018年至2020年参与人数增长", "〔2016〕10号"]
        {
            assert!(last(text).is_empty(), "{text}");
        }
    }
}
