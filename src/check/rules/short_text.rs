//! 保证措施、实施计划写得太短。
//!
//! 一两句话（不到 40 字）说不清谁做、怎么做、什么时候做完，写了时间或数的不算。写得长，而措施和计划
//! 里没有一处说什么时候做的，也提示；别的空话看不出来。
//!
//! 例：项目实施计划: 按照项目书要求，跟踪落实实施
//! 改：写明各阶段做什么、由谁负责、何时完成。
//!
//! ---
//!
//! The measures or the plan of a project are very short.
//!
//! In a phrase or two (less than 40 characters) nobody can say who does what, how and by
//! when. A long plan is told as well, where neither it nor the measures ever say when anything is
//! done; other empty words are not seen.
//!
//! Example: `项目实施计划: 按照项目书要求，跟踪落实实施`
//! Instead: say what is done in each phase, by whom and by when.

use crate::check::reading::{has_number, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// A shorter text says too little, in characters.
const SHORTEST: usize = 40;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.roles.plans.iter().filter_map(|id| Some((*id, text_of(project, *id)?)));
    let mut findings: Vec<Diagnostic> = fields
        .filter_map(|(id, (text, span))| {
            let count = text.trim().chars().count();
            let key = project.template.field(id).key();
            let finding = || Diagnostic::new(Code::ShortText, words::text_is_short(key, count));
            let is_short = count > 0 && count < SHORTEST && !has_number(text);
            is_short.then(|| finding().at(span.clone(), Message::default()).help(words::say_who_and_when()))
        })
        .collect();
    if findings.is_empty() {
        findings.extend(without_time(project));
    }
    findings
}

/// What says when something is done.
const WHEN: [&str; 36] = [
    "月",
    "季",
    "半年",
    "年初",
    "年中",
    "年底",
    "年末",
    "年内",
    "全年",
    "每年",
    "当年",
    "上旬",
    "中旬",
    "下旬",
    "日前",
    "日内",
    "天内",
    "每日",
    "每天",
    "每周",
    "星期",
    "工作日",
    "小时",
    "学期",
    "寒假",
    "暑假",
    "暑期",
    "假期",
    "汛期",
    "汛前",
    "阶段",
    "节前",
    "期间",
    "春",
    "秋",
    "冬",
];

/// The last of the texts that say how a project is carried out, where none says when anything is
/// done.
fn without_time(project: &Project) -> Option<Diagnostic> {
    let roles = &project.template.roles;
    let plans: Vec<_> = roles.plans.iter().filter_map(|id| Some((*id, text_of(project, *id)?))).collect();
    let says_when = |text: &str| WHEN.iter().any(|word| text.contains(word));
    let (id, (_, span)) = *plans.last().filter(|(id, _)| roles.plans.last() == Some(id))?;
    if plans.iter().any(|(_, (text, _))| says_when(text)) {
        return None;
    }
    let finding = Diagnostic::new(Code::ShortText, words::plan_without_time(project.template.field(id).key()));
    Some(finding.at(span.clone(), Message::default()).help(words::say_who_and_when()))
}
