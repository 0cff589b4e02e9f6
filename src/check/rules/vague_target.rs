//! 指标值什么也没有说。
//!
//! “宣传”“效率”只是名称，说不出做到什么程度，事后无法评价。
//!
//! 例：社会影响力: 宣传
//! 改：写事后能核对的程度，如 较上年增加10%、覆盖全部街镇；只能定性的，写明分几档、达到哪一档。
//!
//! ---
//!
//! A target says nothing.
//!
//! “宣传” or “效率” is but a name: it does not say how much is to be achieved, so
//! that nothing can be evaluated afterwards.
//!
//! Example: `社会影响力: 宣传`
//! Instead: write what can be checked afterwards, such as “较上年增加10%” or “覆盖全部街镇”;
//! where nothing can be counted, say what grades there are and which is to be reached.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What says nothing when it stands alone.
const VAGUE: [&str; 18] = [
    "宣传",
    "效率",
    "效益",
    "质量",
    "数量",
    "服务",
    "培训",
    "管理",
    "工作",
    "活动",
    "影响",
    "满意度",
    "成本",
    "时效",
    "产出",
    "效果",
    "目标",
    "指标",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let vague = indicators(project).filter(|indicator| VAGUE.contains(&indicator.target.written.trim()));
    vague
        .map(|indicator| {
            let what = words::target_says_nothing(indicator.target.written.trim());
            Diagnostic::new(Code::VagueTarget, what)
                .at(indicator.target_span.clone(), Message::default())
                .help(words::say_what_can_be_judged())
        })
        .collect()
}
