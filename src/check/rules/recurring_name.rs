//! 选了经常性项目，名称却是做完就结束的建设、改造、购置。
//!
//! 经常性项目是年年都有的。起止日期跨年度的改造、建设、修缮，应是阶段性项目；一年做完、没有上年
//! 预算的建设、普查、购置，应是一次性项目（只在有“同名项目上年预算额”的表上看）。其他的看不出来：
//! 适老化改造、图书购置可以年年做。
//!
//! 例：2026-01-01 至 2027-12-31 的老旧小区管网改造，项目性质: 其他经常性项目
//! 改：选 阶段性项目。
//!
//! ---
//!
//! A recurring type is chosen for what is built, renewed or bought and then ends, by its name.
//!
//! A recurring project is there every year. Works that run over more than a year are a project
//! of some years; what is built, counted or bought within one, without a budget the year before
//! (where the form asks for that), is a one-off. Others are not seen: homes may be refitted and
//! books bought every year.
//!
//! Example: the renewal of mains from 2026-01-01 to 2027-12-31, with `项目性质: 其他经常性项目`
//! Instead: choose “阶段性项目”.

use crate::check::reading::{chosen, mark, period, role, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What comes to an end.
const ONCE: [&str; 14] =
    ["改造", "新建", "扩建", "改建", "迁建", "重建", "建设", "修缮", "大修", "加固", "装修", "工程", "普查", "搬迁"];

/// What does so within a year, where nothing was there the year before.
const WITHIN: [&str; 2] = ["购置", "更新"];

/// What goes on: 平台建设与运行, 队伍建设.
const GOES_ON: [&str; 16] = [
    "运行",
    "运维",
    "维护",
    "养护",
    "日常",
    "管理",
    "服务",
    "补贴",
    "补助",
    "奖补",
    "队伍建设",
    "文化建设",
    "能力建设",
    "党建",
    "作风建设",
    "制度建设",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some((option, place)), Some(name)) =
        (chosen(project, &roles.recurring), roles.name.and_then(|id| text_of(project, id)))
    else {
        return Vec::new();
    };
    let is_long = period(project).is_some_and(|((start, _), (end, _))| start.year < end.year);
    let is_new = roles.previous.is_some() && role(project, |roles| roles.previous).is_none_or(|it| it.value.is_blank());
    let both = chosen(project, &roles.one_off).is_some();
    let once = ONCE.iter().filter(|_| is_long || is_new);
    let word = once.chain(WITHIN.iter().filter(|_| is_new)).find(|word| name.0.contains(**word));
    let Some(word) = word.filter(|_| !both && !GOES_ON.iter().any(|word| name.0.contains(word))) else {
        return Vec::new();
    };
    let finding = Diagnostic::new(Code::RecurringName, words::recurring_by_name(option, word));
    let finding = finding.at(place.unwrap_or_else(|| project.span.start()), Message::default());
    vec![finding.at(mark(name.1, word), Message::default()).help(words::choose_phase_or_one_off())]
}
