//! 表上两个金额的关系不对。
//!
//! 表式声明的关系（模板的 relations）：单年度项目的总预算等于当年预算；上年执行数
//! 不超过上年预算额；跨年度项目的年度资金不超过项目资金。
//!
//! 例：同名项目上年预算额 100 元，执行数 120 元。
//! 改：核对两个金额。
//!
//! ---
//!
//! Two amounts of the form do not go together.
//!
//! The form declares how its amounts relate (`relations` in the template): in a
//! project of one year the whole budget equals that of the year; what was spent
//! last year does not exceed last year's budget; in a project of several years the
//! funds of the year do not exceed those of the project.
//!
//! Example: “同名项目上年预算额” is 100 yuan, “同名项目上年预算执行数” 120 yuan.
//! Instead: check both amounts.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::form::print::value;
use crate::messages::Message;
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
    let (left_field, right_field) = (project.template.field(relation.left), project.template.field(relation.right));
    // Fields of two groups may have one name.
    let is_same = left_field.key() == right_field.key();
    let [left_key, right_key] = [left_field, right_field].map(|field| if is_same { &field.path } else { field.key() });
    let mut finding = Diagnostic::new(
        Code::Relation,
        match relation.is {
            Comparison::Equal => words::should_equal(left_key, right_key),
            Comparison::AtMost => words::should_not_exceed(left_key, right_key),
        },
    );
    let [left_printed, right_printed] =
        [(left_field, left), (right_field, right)].map(|(field, given)| value(&field.kind, given));
    for (given, printed) in [(left, &left_printed), (right, &right_printed)] {
        if let Some(span) = given.span.clone() {
            finding = finding.at(span, Message::verbatim(printed));
        }
    }
    if finding.labels.is_empty() {
        finding = finding.at(project.span.start(), words::two_amounts(&left_printed, &right_printed));
    }
    Some(finding.help(words::check_amounts()))
}
