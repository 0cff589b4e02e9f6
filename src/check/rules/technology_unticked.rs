//! 信息化项目没有选信息化建设类。
//!
//! 名称里有信息系统、网站、软件、平台建设的项目，资金用途应选信息化建设类。软件园、软件
//! 产业这样的地名和行业不算。
//!
//! 例：项目名称: 会员信息系统运维，资金用途: 政府购买服务
//! 改：加选信息化建设类。
//!
//! ---
//!
//! A project about information systems is not marked as one.
//!
//! Where the name speaks of an information system, a website, software or a
//! platform, “信息化建设类” belongs to “资金用途”. Places and trades, such as “软件园” and
//! “软件产业”, are left alone.
//!
//! Example: `项目名称: 会员信息系统运维` and `资金用途: 政府购买服务`
//! Instead: choose “信息化建设类” as well.

use crate::check::reading::{chosen, mark, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const WORDS: [&str; 9] = ["信息系统", "信息化", "网站", "软件", "信息平台", "数据库", "网络运维", "系统运维", "小程序"];

/// What follows where the word is part of the name of a place, a trade or a school.
const PLACES: [&str; 20] = [
    "园", "谷", "城", "镇", "小镇", "大道", "路", "街", "大厦", "大楼", "基地", "产业", "企业", "行业", "人才", "学院",
    "学校", "专业", "名城", "新区",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some((field, wanted)), Some(name)) = (&roles.technology, roles.name.and_then(|id| text_of(project, id)))
    else {
        return Vec::new();
    };
    let Some(word) = WORDS.iter().find(|word| is_meant(name.0, word)) else {
        return Vec::new();
    };
    let given = project.get(*field).filter(|given| !given.value.is_blank());
    if chosen(project, &roles.technology).is_some() || given.is_none() {
        return Vec::new();
    }
    let place = given.and_then(|given| given.span.clone()).unwrap_or_else(|| project.span.start());
    let rule = project.template.field(*field);
    let names = wanted.iter().map(words::option).reduce(words::either);
    let what = words::technology_unticked(word, rule.key(), names.unwrap_or_default());
    vec![
        Diagnostic::new(Code::TechnologyUnticked, what)
            .at(place, Message::default())
            .at(mark(name.1, word), Message::default())
            .help(words::choose_it_too()),
    ]
}

/// Whether a name has a word that is not part of another name.
fn is_meant(name: &str, word: &str) -> bool {
    let mut places = name.match_indices(word).map(|(at, _)| &name[at + word.len()..]);
    places.any(|after| !PLACES.iter().any(|place| after.starts_with(place)))
}
