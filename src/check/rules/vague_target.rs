//! 指标值什么也没有说。
//!
//! “宣传”“效率”只是名称，“好”“受益”“若干次”说不出做到什么程度，事后无法评价。“有所提升”这样
//! 有方向的话由 grade-unsaid 提示。
//!
//! 例：社会影响力: 宣传
//! 改：写事后能核对的程度，如 较上年增加10%、覆盖全部街镇；只能定性的，写明分几档、达到哪一档。
//!
//! ---
//!
//! A target says nothing.
//!
//! “宣传” or “效率” is but a name, and “好”, “受益” or “若干次” do not say how much is to be
//! achieved, so that nothing can be evaluated afterwards. What says in which direction, such
//! as “有所提升”, is `grade-unsaid`'s.
//!
//! Example: `社会影响力: 宣传`
//! Instead: write what can be checked afterwards, such as “较上年增加10%” or “覆盖全部街镇”;
//! where nothing can be counted, say what grades there are and which is to be reached.

use crate::check::reading::{has_number, indicators};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};

/// What says nothing when it stands alone.
const VAGUE: [&str; 33] = [
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
    "好",
    "较好",
    "很好",
    "更好",
    "受益",
    "有",
    "是",
    "多",
    "较多",
    "高",
    "较高",
    "合理",
    "适当",
    "一定",
    "促进",
];

/// What says nothing wherever it stands.
const EMPTY: [&str; 9] =
    ["若干", "合理范围", "一定程度", "一定的", "间接促进", "按实际", "视情况", "根据需要", "尽可能"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let vague = indicators(project).filter(|indicator| says_nothing(indicator));
    vague
        .map(|indicator| {
            let what = words::target_says_nothing(indicator.target.written.trim());
            Diagnostic::new(Code::VagueTarget, what)
                .at(indicator.target_span.clone(), Message::default())
                .help(words::say_what_can_be_judged())
        })
        .collect()
}

/// Whether a target says nothing at all.
pub(super) fn says_nothing(indicator: &Indicator) -> bool {
    let (name, target) = (indicator.name.trim(), indicator.target.written.trim());
    // 预算编制合理性: 合理 is what such names are answered with.
    let is_answer = ["性", "情况", "程度", "度", "与否"].iter().any(|end| name.ends_with(end));
    VAGUE.contains(&target) && !is_answer
        || !has_number(target) && (EMPTY.iter().any(|word| target.contains(word)) || is_as_can_be(target))
}

/// Whether a target is 越快越好.
fn is_as_can_be(target: &str) -> bool {
    target.starts_with('越') && ["越好", "越佳", "越优"].iter().any(|end| target.ends_with(end))
}
