//! 三级指标的名称是一句话。
//!
//! 名称写考核什么，一个词组就够；有逗号、句号的，或超过 30 字的，多半是目标或措施。以率、
//! 度、数这样考核什么的词结尾的，长一些也是词组，不算。没有标点的短句看不出来。
//!
//! 例：提升市科协服务水平，扩大社会影响力: 100
//! 改：媒体报道次数: ≥20次
//!
//! ---
//!
//! The name of an indicator is a whole sentence.
//!
//! The name says what is measured, for which a phrase is enough. With a comma or a
//! full stop in it, or more than 30 characters, it is most likely a goal or a
//! measure. Where it ends with what is measured (“率”, “度”, “数”) it may be long. A
//! short sentence without marks is not seen.
//!
//! Example: `提升市科协服务水平，扩大社会影响力: 100`
//! Instead: `媒体报道次数: ≥20次`

use crate::check::reading::{indicators, outside_brackets};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What a phrase ends with that says what is measured, however long it is.
const MEASURES: [&str; 19] = [
    "率", "度", "数", "量", "性", "比例", "占比", "比重", "额", "面积", "里程", "时间", "时限", "周期", "次", "情况",
    "水平", "成本", "长度",
];

/// A longer name is a sentence, unless it ends with one of them.
const LONGEST: usize = 30;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let statements = indicators(project).filter(|indicator| {
        let name = outside_brackets(&indicator.name);
        let is_measure = || MEASURES.iter().any(|ending| name.trim_end().ends_with(ending));
        name.contains(['，', '。', '；', ',', ';']) || is_due(&name) || name.chars().count() > LONGEST && !is_measure()
    });
    statements
        .map(|indicator| {
            let finding = Diagnostic::new(Code::StatementName, words::name_is_sentence())
                .at(indicator.span.clone(), Message::default());
            finding.help(words::write_a_phrase())
        })
        .collect()
}

/// Whether a name says by when something is done: 在春节前完成慰问.
fn is_due(name: &str) -> bool {
    let name = name.trim();
    let is_by = ["前完成", "底完成", "前开展", "内完成", "前结束"].iter().any(|word| name.contains(word));
    let is_measure = ["率", "数", "比例", "时间", "情况"].iter().any(|ending| name.ends_with(ending));
    is_by
        && !is_measure
        && name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '在' | '于' | '按' | '确' | '力'))
}
