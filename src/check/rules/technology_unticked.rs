//! 信息化项目没有选信息化建设类。
//!
//! 名称里有信息系统、网站、软件、平台建设的项目，资金用途应选信息化建设类。
//!
//! 例：项目名称: 会员信息系统运维，资金用途: 政府购买服务
//! 改：加选信息化建设类。

use super::{Diagnostic, found};
use crate::check::reading::{chosen, mark, text_of};
use crate::project::Project;
use crate::template::Kind;

const WORDS: [&str; 9] =
    ["信息系统", "信息化", "网站", "软件", "信息平台", "数据库", "网络运维", "系统运维", "小程序"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (Some((field, wanted)), Some(name)) = (&roles.technology, roles.name.and_then(|id| text_of(project, id))) else {
        return Vec::new();
    };
    let Some(word) = WORDS.iter().find(|word| name.0.contains(**word)) else {
        return Vec::new();
    };
    let given = project.get(*field).filter(|given| !given.value.is_blank());
    if chosen(project, &roles.technology).is_some() || given.is_none() {
        return Vec::new();
    }
    let place = given.and_then(|given| given.span.clone()).unwrap_or_else(|| project.span.start());
    let rule = project.template.field(*field);
    let names: Vec<&str> = match &rule.kind {
        Kind::Choice(names) | Kind::Choices(names) => wanted.iter().map(|index| names[*index].as_str()).collect(),
        _ => Vec::new(),
    };
    let what = format!("项目名称里有「{word}」，「{}」没有选{}", rule.key(), names.join("或"));
    vec![found(what).at(place, "").at(mark(name.1, word), "").help("请加选，或核对名称")]
}
