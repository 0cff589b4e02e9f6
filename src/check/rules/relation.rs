//! 表上两个金额的关系不对。
//!
//! 表式声明的关系（模板的 relations）：单年度项目的总预算等于当年预算；上年执行数
//! 不超过上年预算额；跨年度项目的年度资金不超过项目资金。
//!
//! 例：同名项目上年预算额 100 元，执行数 120 元。
//! 改：核对两个金额。

use super::{Diagnostic, found};
use crate::project::Project;
use crate::template::{Comparison, Relation};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    project.template.relations.iter().filter_map(|relation| finding(project, relation)).collect()
}

fn finding(project: &Project, relation: &Relation) -> Option<Diagnostic> {
    if relation.when.is_some_and(|(condition, holds)| project.holds(condition) != holds) {
        return None;
    }
    let (left, right) = (project.get(relation.left)?, project.get(relation.right)?);
    let (a, b) = (left.value.number()?, right.value.number()?);
    let kept = match relation.is {
        Comparison::Equal => a == b,
        Comparison::AtMost => a <= b,
    };
    if kept {
        return None;
    }
    let (left_key, right_key) = (project.template.field(relation.left).key(), project.template.field(relation.right).key());
    let money = |number| project.template.formats.money.print(number);
    let words = match relation.is {
        Comparison::Equal => "应等于",
        Comparison::AtMost => "不应超过",
    };
    let mut finding = found(format!("「{left_key}」{words}「{right_key}」"));
    let places = [(left, a), (right, b)].into_iter().filter_map(|(given, number)| Some((given.span.clone()?, number)));
    for (span, number) in places {
        finding = finding.at(span, money(number));
    }
    if finding.labels.is_empty() {
        finding = finding.at(project.span.start(), format!("{} 和 {}", money(a), money(b)));
    }
    Some(finding.help("请核对两个金额"))
}
