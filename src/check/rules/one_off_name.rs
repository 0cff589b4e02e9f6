//! 选了一次性项目，名称却是日常运行、维护。
//!
//! 日常运行、运维每年都要做，是经常性项目。名称里有建设、改造、采购、修缮的可以是一次性的，
//! 不算。以养护、保洁、巡查、监测、抽检结尾的名称也是每年都做的。其他每年都做的工作从名称上看不出来。
//!
//! 例：项目名称: 会馆日常运行与维护，项目性质: 其他一次性项目
//! 改：改选经常性项目，或核对名称。
//!
//! ---
//!
//! A one-off type is chosen for what is done every year by its name.
//!
//! Running and maintaining something (“日常”, “运行”, “维护”, “运维”) comes every year. Names
//! that speak of building, rebuilding, buying or repair may be one-offs. Names that end with
//! upkeep, cleaning, patrols, monitoring and sampling are of every year as well. Other work of
//! every year is not seen by its name.
//!
//! Example: `项目名称: 会馆日常运行与维护` and `项目性质: 其他一次性项目`
//! Instead: choose a recurring type, or check the name.

use crate::check::reading::{chosen, mark, role, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const RECURRING: [&str; 4] = ["日常", "运维", "运行", "维护"];

/// What is done all the time, where it ends a name.
const ALL_THE_TIME: [&str; 12] =
    ["养护", "保洁", "巡查", "巡检", "管护", "监测", "抽检", "监督抽查", "值守", "物业管理", "物业", "年检"];

/// What may follow that at the end of a name.
const TAILS: [&str; 5] = ["项目", "经费", "工作", "专项", "服务"];

/// What happens once.
const ONCE: [&str; 16] = [
    "建设",
    "改造",
    "升级",
    "开发",
    "大修",
    "修缮",
    "新建",
    "工程",
    "搬迁",
    "抢修",
    "灾后",
    "试运行",
    "运行监测",
    "运行分析",
    "权益维护",
    "秩序维护",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some(once), Some(name)) = (chosen(project, &roles.one_off), roles.name.and_then(|id| text_of(project, id)))
    else {
        return Vec::new();
    };
    let mut end = name.0.trim();
    while let Some(shorter) = TAILS.iter().find_map(|tail| end.strip_suffix(tail)) {
        end = shorter;
    }
    let ends = || ALL_THE_TIME.iter().find(|word| end.ends_with(**word));
    let Some(word) = RECURRING.iter().find(|word| name.0.contains(**word)).or_else(ends) else {
        return Vec::new();
    };
    // With last year's budget it is `repeated-one-off`'s.
    let is_repeated = role(project, |roles| roles.previous).is_some_and(|given| !given.value.is_blank());
    let both = chosen(project, &roles.recurring).is_some();
    if is_repeated || both || ONCE.iter().any(|word| name.0.contains(word)) {
        return Vec::new();
    }
    let place = once.1.unwrap_or_else(|| project.span.start());
    let finding = Diagnostic::new(Code::OneOffName, words::one_off_by_name(once.0, word));
    let finding = finding.at(place, Message::default()).at(mark(name.1, word), Message::default());
    vec![finding.help(words::choose_recurring_or_rename())]
}
