//! 项目性质与项目的内容不像。
//!
//! 没有“同名项目上年预算额”的表上，选了经常性，名称却以购置、改造、普查这样多半只做一次的事结尾；选了阶段性，
//! 开始和结束却在同一年。都是提示：图书购置可以年年做。名称不说做什么的看不出来。
//!
//! 例：项目名称: 消防装备购置，项目性质: 其他经常性项目
//! 改：项目性质: 其他一次性项目
//!
//! ---
//!
//! The type of the project does not look like what it does.
//!
//! On forms without last year's budget, a recurring one whose name ends with what is most likely
//! done once (“购置”, “改造”, “普查”); and one in stages that begins and ends in a year. Both are
//! notes: books may be bought every year. A name that does not say what is done is not
//! understood.
//!
//! Example: `项目名称: 消防装备购置` with `项目性质: 其他经常性项目`
//! Instead: `项目性质: 其他一次性项目`

use crate::check::reading::{chosen, outside_brackets, period, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What is done once, when it ends a name.
const ONCE: [&str; 20] = [
    "购置",
    "采购",
    "改造",
    "更新",
    "更换",
    "修缮",
    "大修",
    "翻修",
    "普查",
    "搬迁",
    "新建",
    "扩建",
    "改建",
    "加固",
    "装修",
    "升级改造",
    "换届",
    "迁建",
    "开办",
    "建设工程",
];

/// What may follow that at the end of a name.
const TAILS: [&str; 6] = ["项目", "工程", "项", "经费", "任务", "工作"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let is_in_a_year = period(project).is_none_or(|((start, _), (end, _))| start.year == end.year);
    // What spans years, or has a budget of last year, is `recurring-name`'s.
    if !is_in_a_year || roles.previous.is_some() {
        return Vec::new();
    }
    let name = roles.name.and_then(|id| text_of(project, id)).map_or("", |(name, _)| name);
    let (place, what, help) = match (chosen(project, &roles.recurring), chosen(project, &roles.staged), once(name)) {
        (Some((option, place)), _, Some(word)) => (place, words::likely_once(option, word), words::choose_one_off()),
        (_, Some((option, place)), _) => (place, words::staged_in_a_year(option), words::choose_what_it_is()),
        _ => return Vec::new(),
    };
    let place = place.unwrap_or_else(|| project.span.start());
    vec![Diagnostic::new(Code::TypeUnlikely, what).at(place, Message::default()).help(help)]
}

/// What a name ends with that is done once.
fn once(name: &str) -> Option<&'static str> {
    let name = outside_brackets(name);
    let mut rest = name.trim();
    if let Some(word) = ONCE.iter().find(|word| rest.ends_with(**word)) {
        return Some(word);
    }
    while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)) {
        rest = shorter;
    }
    ONCE.iter().copied().find(|word| rest.ends_with(word))
}
