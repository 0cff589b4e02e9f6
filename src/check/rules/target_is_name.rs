//! 指标值与名称相同，或只是名称里的词。
//!
//! 把名称又抄了一遍，说不出做到什么程度，事后无法评价。“质量达标: 达标”“……影响力: 有影响力”也是。
//! 规范性: 规范、完成情况: 完成 这样由名称问、由值答的不算。
//!
//! 例：严格规范: 严格规范
//! 改：名称写考核什么，值写做到什么程度，如 管理规范性: 严格规范。
//!
//! ---
//!
//! The target of an indicator is its name, or only a word of it.
//!
//! A name that is written once more does not say how much is to be achieved, and neither
//! does a word of it, as in “质量达标: 达标”. Where the name asks and the target answers, as in
//! “规范性: 规范”, nothing is said.
//!
//! Example: `严格规范: 严格规范`
//! Instead: the name says what is measured, the target how much is to be achieved, as in
//! `管理规范性: 严格规范`.

use crate::check::reading::{indicators, is_han};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let named = indicators(project).filter(|indicator| !indicator.name.trim().is_empty());
    let same = named.filter(|indicator| repeats(indicator.name.trim(), indicator.target.written.trim()));
    same.map(|indicator| {
        Diagnostic::new(Code::TargetIsName, words::target_is_name(indicator.name.trim()))
            .at(indicator.target_span.clone(), words::target())
            .at(indicator.span.clone(), words::name())
            .help(words::name_and_target_differ())
    })
    .collect()
}

/// What ends a name that asks for something.
const ASKING: [&str; 8] = ["性", "情况", "程度", "度", "率", "与否", "水平", "时间"];

/// Whether a target says only what the name says.
pub(super) fn repeats(name: &str, target: &str) -> bool {
    let word = target.trim_start_matches(['有', '已']);
    let is_word = word.chars().count() >= 2 && word.chars().all(is_han) && name.contains(word);
    let asks = ASKING.iter().any(|end| name.ends_with(end));
    name == target || is_word && !asks
}
