//! 三级指标的名称是一句话。
//!
//! 名称写考核什么，一个词组就够；一句话多半是目标或措施。
//!
//! 例：提升市科协服务水平，扩大社会影响力: 100
//! 改：社会影响力: 有所扩大

use super::{Diagnostic, found};
use crate::check::reading::{indicators, outside_brackets};
use crate::project::Project;

/// A longer name is a sentence.
const LONGEST: usize = 30;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let statements = indicators(project).filter(|indicator| {
        let name = outside_brackets(&indicator.name);
        name.contains(['，', '。', '；', ',', ';']) || name.chars().count() > LONGEST
    });
    statements
        .map(|indicator| {
            let finding = found("三级指标的名称是一句话").at(indicator.span.clone(), "");
            finding.help("请写成词组，说考核什么；做到什么程度写在指标值里")
        })
        .collect()
}
