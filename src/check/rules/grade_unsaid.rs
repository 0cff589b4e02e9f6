//! 定性的指标值没有说到什么程度。
//!
//! 不能量化的可以定性，但要能衡量（财预〔2021〕101号）。“有所提升”“明显”“干净”没有说与什么比、
//! 提升多少、分哪几档，事后怎样写都对；时效写“按时”，没有说什么时候。健全、规范、合格、完整这样查得
//! 出来的不算；只看产出和效益，一个项目只提示一次。说了与什么比（较上年、较疏浚前）的不算；长一些的话
//! 空不空泛，看不出来。
//!
//! 例：审判效率: 有所提升
//! 改：案件平均审理天数: ≤48天；或 审判效率: 优良中差四档评为良以上
//!
//! ---
//!
//! A target in words does not say how much is to be achieved.
//!
//! What cannot be counted may be said in words, but so that it can be judged
//! (“财预〔2021〕101号”). “有所提升”, “明显” and “干净” say neither what it is compared with, nor
//! by how much, nor what grades there are; a time that is “按时” does not say when. What can be
//! looked up, such as “健全” and “合格”, is left alone, and so is what names something to compare
//! with. Only outputs and benefits are looked at; there is one note for a project. Of longer
//! words nothing is known.
//!
//! Example: `审判效率: 有所提升`
//! Instead: `案件平均审理天数: ≤48天`, or `审判效率: 优良中差四档评为良以上`

use super::rate_without_number;
use super::target_is_name::repeats;
use super::vague_target::says_nothing;
use crate::check::reading::{has_number, is_han, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::IndicatorKind;

/// What may stand before or behind the others.
const ADVERBS: [&str; 36] = [
    "有所",
    "有效",
    "明显",
    "显著",
    "大幅度",
    "大幅",
    "逐步",
    "逐年",
    "不断",
    "持续",
    "进一步",
    "稳步",
    "切实",
    "较大",
    "得到",
    "全面",
    "较为",
    "比较",
    "基本",
    "更加",
    "日益",
    "充分",
    "极大",
    "积极",
    "获得",
    "长期",
    "继续",
    "非常",
    "十分",
    "一定",
    "较",
    "很",
    "有",
    "更",
    "可",
    "不",
];

/// In which direction something goes.
const DIRECTIONS: [&str; 35] = [
    "提升", "提高", "增强", "改善", "加强", "增加", "增长", "降低", "下降", "减少", "减轻", "缩短", "扩大", "促进",
    "推动", "推进", "优化", "好转", "上升", "壮大", "发展", "巩固", "缓解", "带动", "丰富", "发挥", "深化", "强化",
    "拓展", "保障", "满足", "支撑", "改进", "凸显", "控制",
];

/// How good something is.
const GRADES: [&str; 22] = [
    "明显",
    "显著",
    "良好",
    "好",
    "优良",
    "高",
    "深远",
    "广泛",
    "影响力",
    "影响",
    "积极",
    "正面",
    "突出",
    "强",
    "大",
    "可靠",
    "稳定",
    "平稳",
    "可持续",
    "可观",
    "效果",
    "低",
];

/// Names that are answered with a grade.
const ANSWERED: [&str; 11] = ["等级", "等次", "评级", "称号", "结论", "结果", "考核", "评定", "评价", "级别", "档次"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let unsaid: Vec<&Indicator> = with_kinds(project)
        .filter(|(indicator, kind)| match kind {
            Some(IndicatorKind::Time) => says_no_time(indicator),
            _ => is_looked_at(*kind) && (says_no_grade(indicator) || kind.is_some() && is_no_answer(indicator)),
        })
        // What is said of the target more exactly by another rule is not said again.
        .filter(|(indicator, kind)| {
            let (name, target) = (indicator.name.trim(), indicator.target.written.trim());
            !says_nothing(indicator) && !repeats(name, target) && !rate_without_number::is_wrong(indicator, *kind)
        })
        .map(|(indicator, _)| indicator)
        .collect();
    let Some(first) = unsaid.first() else { return Vec::new() };
    let what = words::grade_unsaid(first.name.trim(), first.target.written.trim(), unsaid.len());
    let finding = Diagnostic::new(Code::GradeUnsaid, what);
    let at = |finding: Diagnostic, it: &&Indicator| finding.at(it.target_span.clone(), Message::default());
    vec![unsaid.iter().fold(finding, at).help(words::say_grade())]
}

/// Short answers that can be looked up.
const ANSWERS: [&str; 60] = [
    "明确",
    "落地",
    "健全",
    "完善",
    "建立",
    "完整",
    "规范",
    "合规",
    "合格",
    "通过",
    "及时",
    "落实",
    "齐全",
    "完备",
    "印发",
    "出台",
    "发布",
    "无",
    "零",
    "不发生",
    "达标",
    "完成",
    "严格",
    "有",
    "是",
    "否",
    "优",
    "良",
    "优秀",
    "优良",
    "合理",
    "准确",
    "真实",
    "有效",
    "到位",
    "已建立",
    "零事故",
    "无事故",
    "零发生",
    "零投诉",
    "安全",
    "正常",
    "连续",
    "稳定",
    "公开",
    "公示",
    "执行",
    "更新",
    "按月",
    "按季",
    "每日",
    "每周",
    "每月",
    "每季度",
    "每年",
    "全覆盖",
    "全部",
    "是否",
    "一致",
    "不突破",
];

/// What a time says without saying when.
const IN_TIME: [&str; 7] = ["及时", "按时", "按期", "准时", "按计划", "按计划完成", "及时完成"];

/// Whether a time is to be kept, and nobody can tell which.
fn says_no_time(indicator: &Indicator) -> bool {
    let name = indicator.name.trim();
    let is_answer = ["性", "率", "度", "情况", "程度"].iter().any(|end| name.ends_with(end));
    let target = indicator.target.written.trim();
    let is_quick = ["快速", "尽快", "迅速", "立即"].iter().any(|word| target.starts_with(word)) && !has_number(target);
    is_quick || IN_TIME.contains(&target) && !is_answer && !IN_TIME.contains(&name)
}

fn is_looked_at(kind: Option<IndicatorKind>) -> bool {
    !matches!(kind, Some(IndicatorKind::Time | IndicatorKind::Satisfaction))
}

/// So short is an answer, and so short is a word that only sounds like one.
const SHORT: usize = 3;

/// Whether a target is a word that cannot be looked up.
fn is_no_answer(indicator: &Indicator) -> bool {
    let target = indicator.target.written.trim();
    let name = indicator.name.trim();
    let count = target.chars().count();
    (2..=SHORT).contains(&count)
        && target.chars().all(is_han)
        && !has_number(target)
        && !ANSWERS.contains(&target)
        && !target.starts_with(['不', '无', '零', '已', '全', '逐', '每', '未'])
        && !ANSWERED.iter().any(|word| name.ends_with(word))
}

/// Whether a target is made of a direction or a grade and of nothing else.
fn says_no_grade(indicator: &Indicator) -> bool {
    let (name, target) = (indicator.name.trim(), indicator.target.written.trim());
    if target.is_empty() || has_number(target) || ANSWERED.iter().any(|word| name.ends_with(word)) {
        return false;
    }
    let mut rest = target.trim_matches(|c: char| !c.is_alphanumeric());
    let mut says = false;
    loop {
        let word = DIRECTIONS.iter().chain(&GRADES).find(|word| rest.starts_with(**word));
        let adverb = ADVERBS.iter().find(|word| rest.starts_with(**word));
        let Some(word) = word.or(adverb) else { break };
        says |= !ADVERBS.contains(word) || GRADES.contains(word);
        rest = rest[word.len()..].trim_start_matches(['、', '，', ' ']);
    }
    says && rest.is_empty()
}
