//! 指标或打算写的是以前的年份。
//!
//! 2023 年度的表上指标写“2022年12月前”，多半是从去年的文件改来，忘了改。用来比较的（较2022年
//! 12月末下降）、说明对象的（2022年12月底前登记的问题）和一段时间的开头（2022年9月至2023年6月）
//! 不算。文字里“拟于2022年9月”这样的打算，目标和计划里一条开头的时间（“2022年7月：制定方案”“自2022年
//! 1月起分批进场”）也看；别的过去的时间多是说情况，不看。
//!
//! 例：年度: 2023，完成时间: 2022年12月
//! 改：改正年份。
//!
//! ---
//!
//! An indicator or a plan names a past year.
//!
//! “2022年12月前” on the form of 2023 was most likely left over from last year's file.
//! What is compared with (“较2022年12月末下降”), what says which things are meant (“2022年12月
//! 底前登记的问题”) and the beginning of a period (“2022年9月至2023年6月”) are left alone. In texts only what is to happen (“拟于2022年9月”)
//! is looked at, and the time with which an item of a goal or a plan begins (“2022年7月：制定方案”).
//!
//! Example: `年度: 2023` and `完成时间: 2022年12月`
//! Instead: correct the year.

use crate::check::reading::{Moment, indicators, mark, moments, numbering_free, period, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::is_chinese_numeral;

/// What stands before a time that something is compared with or counted from.
const FROM: [&str; 10] = ["较", "比", "自", "从", "同", "与", "截至", "截止", "对照", "以"];

/// What follows a time from which something is counted.
const SINCE: [&str; 11] = ["以来", "起", "以后", "之后", "后", "至", "到", "—", "-", "~", "～"];

/// What follows a time by which something is to be done.
const DONE: [&str; 12] =
    ["完成", "结束", "验收", "到位", "上线", "交付", "提交", "支付", "投入使用", "竣工", "完工", "印发"];

/// What stands before a time at which something is to happen.
const PLANNED: [&str; 6] = ["拟于", "将于", "计划于", "计划在", "拟在", "预计于"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let first = period(project).map_or(project.year, |((start, _), _)| start.year.min(project.year));
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        for (text, span) in [(&indicator.name, &indicator.span), (&indicator.target.written, &indicator.target_span)] {
            let past = |moment: &Moment| moment.year < first && moment.month.is_some();
            for moment in moments(text).into_iter().filter(|moment| past(moment) && !is_told_of(text, moment)) {
                let what = words::indicator_of_past_year(moment.year, project.year);
                findings.push(
                    Diagnostic::new(Code::PastYear, what)
                        .at(mark(span, &moment.text), Message::default())
                        .help(words::correct_year()),
                );
            }
        }
    }
    // 拟于2019年9月举办
    for (id, text, span) in texts(project) {
        let roles = &project.template.roles;
        let is_ahead = roles.goals.contains(&id) || roles.plans.contains(&id);
        let is_planned = |moment: &Moment| {
            PLANNED.iter().any(|word| text[..moment.start].ends_with(word))
                || is_ahead && (begins_item(text, moment) || is_aim(text, moment))
        };
        let planned = moments(text).into_iter().filter(|moment| moment.year < first && is_planned(moment));
        for moment in planned {
            let what = words::plan_of_past_year(moment.year, project.year);
            let finding = Diagnostic::new(Code::PastYear, what).at(mark(span, &moment.text), Message::default());
            findings.push(finding.help(words::correct_year()));
        }
    }
    findings
}

/// What says of a time from which something goes on that it is still to come.
const BEGINS: [&str; 10] = ["分批", "逐步", "陆续", "全面", "开展", "组织", "启动", "进场", "开工", "实施"];

/// Whether a time begins an item of a plan: `二、2018年7月：制定方案`, `自2025年1月起分批进场`.
fn begins_item(text: &str, moment: &Moment) -> bool {
    let before = &text[..moment.start];
    let after = &text[moment.start + moment.text.len()..];
    let line = before.rsplit(['\n', '。', '；', ';']).next().unwrap_or_default().trim();
    let item =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || is_chinese_numeral(c) || "（）()、.．：:".contains(c));
    if let Some(rest) = after.trim_start_matches(['底', '初', '末']).strip_prefix('起') {
        return matches!(item, "自" | "从") && BEGINS.iter().any(|word| rest.starts_with(word));
    }
    let is_list = after.starts_with(['：', ':']);
    item.is_empty() && moment.month.is_some() && is_list
}

/// What a goal says of a time by which something is to be done, before and behind it.
const AIMS: [&str; 7] = ["到", "力争", "力争到", "确保", "争取", "计划", "于"];
const TO_BE_DONE: [&str; 17] = [
    "全部完成",
    "全面完成",
    "完成",
    "建成",
    "达到",
    "实现",
    "形成",
    "建立",
    "兑付",
    "发放",
    "拨付",
    "交付",
    "上线",
    "竣工",
    "完工",
    "投入使用",
    "办结",
];

/// Whether a goal sets something for the end of a year: 力争到2018年底全部完成数字化.
fn is_aim(text: &str, moment: &Moment) -> bool {
    let before = text[..moment.start].rsplit(['，', '。', '；', ';', '\n']).next().unwrap_or_default();
    let before = numbering_free(before.trim());
    let after = &text[moment.start + moment.text.len()..];
    let after = after.trim_start_matches(['底', '末']);
    let by = ["以前", "之前", "前"].iter().find_map(|word| after.strip_prefix(word));
    let begins = |rest: &str| TO_BE_DONE.iter().any(|word| rest.trim_start_matches('，').starts_with(word));
    let is_ahead = before.is_empty() || AIMS.contains(&before);
    // 2018年底建成 alone tells what there is.
    is_ahead
        && begins(by.unwrap_or(after))
        && !after.contains("的基础上")
        && (by.is_some() || before.len() > "到".len())
}

/// Whether a text only tells of a time, and does not say that something is to be done
/// then.
fn is_told_of(text: &str, moment: &Moment) -> bool {
    const STOPS: [char; 6] = ['，', '。', '；', ',', ';', '\n'];
    let before = text[..moment.start].rsplit(STOPS).next().unwrap_or_default().trim_end();
    let after = text[moment.start + moment.text.len()..].split(STOPS).next().unwrap_or_default();
    let is_compared = FROM.iter().any(|word| before.ends_with(word)) || before.contains('较') || before.contains('比');
    let at_end = after.trim_start_matches(['底', '末', '初']);
    let by = ["以前", "之前", "前"].iter().find_map(|word| at_end.strip_prefix(word));
    let done = |rest: &str| DONE.iter().any(|word| rest.starts_with(word));
    is_compared
        || SINCE.iter().any(|word| at_end.starts_with(word))
        || match by {
            // 底前登记的问题
            Some(rest) => !rest.is_empty() && !done(rest),
            // 末的存量
            None => at_end.len() < after.len() && !at_end.is_empty() && !done(at_end),
        }
}
