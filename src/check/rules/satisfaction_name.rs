//! 满意度指标的名称没有说满意度。
//!
//! 满意度考核谁对什么满意不满意，名称应是“……满意度”。“社会评价良好”“科技工作者满意”是结论，
//! 不是考核什么。满意率、投诉、好评、认可度、获得感、测评也可以。
//!
//! 例：服务对象满意度指标下 社会评价良好: 100
//! 改：参会代表满意度: ≥90%
//!
//! ---
//!
//! The name of a satisfaction indicator does not speak of satisfaction.
//!
//! Such an indicator is about who is satisfied with what, and is called “……满意度”.
//! “社会评价良好” or “科技工作者满意” is a result, not what is measured. “满意率”, complaints
//! (“投诉”), praise (“好评”), “认可度”, “获得感” and “测评” will do as well.
//!
//! Example: `社会评价良好: 100` below “服务对象满意度指标”
//! Instead: `参会代表满意度: ≥90%`

use crate::check::reading::with_kinds;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind;

/// What names of satisfaction have in them.
const SATISFACTION: [&str; 26] = [
    "满意度",
    "满意率",
    "满意程度",
    "满意情况",
    "满意比",
    "满意水平",
    "满意指数",
    "满意值",
    "满意得分",
    "满意评",
    "不满意",
    "投诉",
    "好评",
    "差评",
    "认可",
    "获得感",
    "安全感",
    "幸福感",
    "归属感",
    "体验",
    "信任",
    "评分",
    "得分",
    "测评",
    "评议",
    "表扬",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = with_kinds(project).filter(|(indicator, kind)| is_of_something_else(indicator, *kind));
    let bare = with_kinds(project).filter(|(indicator, kind)| {
        *kind == Some(IndicatorKind::Satisfaction) && ["满意度", "满意率"].contains(&indicator.name.trim())
    });
    let bare = bare.map(|(indicator, _)| {
        let what = words::whose_satisfaction(indicator.name.trim());
        let finding = Diagnostic::with_level(Level::Note, Code::SatisfactionName, what);
        finding.at(indicator.span.clone(), Message::default()).help(words::say_whose_satisfaction())
    });
    wrong
        .map(|(indicator, _)| {
            let what = words::no_satisfaction_in_name(indicator.name.trim());
            let finding = Diagnostic::new(Code::SatisfactionName, what).at(indicator.span.clone(), Message::default());
            finding.help(words::name_whose_satisfaction())
        })
        .chain(bare)
        .collect()
}

/// Whether an indicator of satisfaction does not speak of it.
pub(super) fn is_of_something_else(indicator: &Indicator, kind: Option<IndicatorKind>) -> bool {
    let name = indicator.name.trim();
    let asks = || ["评价", "反映", "反馈", "意见"].iter().any(|end| name.ends_with(end));
    let is_named = name.is_empty() || asks() || SATISFACTION.iter().any(|word| name.contains(word));
    kind == Some(IndicatorKind::Satisfaction) && !is_named
}
