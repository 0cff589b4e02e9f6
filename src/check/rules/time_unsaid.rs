//! 时效指标没有说时间。
//!
//! 时效考核什么时候、多快完成；名称和指标值里都没有时间、期限、及时、进度这样的话，就不是时效。
//!
//! 例：时效指标下 任务完成率: 100%
//! 改：任务按期完成率: 100%，或 任务完成时间: 2026年11月底前
//!
//! ---
//!
//! A time indicator says nothing of time.
//!
//! It is about when or how soon something is done. Where neither name nor target speaks of
//! a time, a deadline or progress, it is about something else.
//!
//! Example: `任务完成率: 100%` below “时效指标”
//! Instead: `任务按期完成率: 100%`, or `任务完成时间: 2026年11月底前`

use crate::check::reading::with_kinds;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

/// What speaks of time.
const TIME: [&str; 39] = [
    "即",
    "时",
    "期",
    "日",
    "天",
    "周",
    "月",
    "年",
    "季",
    "旬",
    "刻",
    "秒",
    "分钟",
    "早",
    "晚",
    "迟",
    "速",
    "快",
    "慢",
    "前",
    "内",
    "底",
    "初",
    "末",
    "限",
    "进度",
    "延",
    "滞后",
    "提早",
    "准点",
    "频",
    "计划",
    "节点",
    "序",
    "同步",
    "连续",
    "不间断",
    "不断",
    "效率",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| {
        let says = |text: &str| TIME.iter().any(|word| text.contains(word));
        let is_said = indicator.name.trim().is_empty() || says(&indicator.name) || says(&indicator.target.written);
        // What stands here by mistake is `wrong-subcategory`'s.
        let is_elsewhere = ["满意", "成本", "费用", "经费"].iter().any(|word| indicator.name.contains(word));
        *kind == Some(IndicatorKind::Time) && !is_said && !is_elsewhere
    });
    wrong
        .map(|(indicator, _)| {
            let what = words::no_time_in(indicator.name.trim());
            let finding = Diagnostic::new(Code::TimeUnsaid, what).at(indicator.span.clone(), Message::default());
            finding.help(words::say_when())
        })
        .collect()
}
