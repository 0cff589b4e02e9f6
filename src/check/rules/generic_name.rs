//! 三级指标的名称只是类别的名称。
//!
//! “数量目标”“质量指标”是二级指标的名称，三级指标要写具体考核什么。以“指标”“目标”结尾的名称
//! （节能减排指标）、只说谁或什么事的（居民、宣传）只是一个标签，也没有说考核什么。
//!
//! 例：数量 下面写 数量目标: =100%
//! 改：写具体的，如 培训场次: ≥4场。
//!
//! ---
//!
//! The name of an indicator is only that of its category.
//!
//! “数量目标” and “质量指标” are names of subcategories; an indicator says what
//! exactly is measured. A name that ends with “指标” or “目标”, such as “节能减排指标”, or
//! says only who or what it is about (“居民”, “宣传”), is but a label.
//!
//! Example: `数量目标: =100%` below “数量”
//! Instead: write what it is about, as in `培训场次: ≥4场`.

use super::satisfaction_name;
use crate::check::reading::{outside_brackets, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::library::Usual;
use crate::messages::{Message, names};
use crate::project::{Indicator, Project};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    // Whose satisfaction is asked for by `satisfaction-name`.
    let others = with_kinds(project).filter(|(it, kind)| !satisfaction_name::is_of_something_else(it, *kind));
    let generic = others.map(|(indicator, _)| indicator).filter(|indicator| is_generic(indicator));
    // Most projects have none.
    let mut generic = generic.peekable();
    let usual = generic.peek().and_then(|_| Usual::of(project));
    generic
        .map(|indicator| {
            let what = match is_category(indicator) {
                true => words::name_of_category(&indicator.name),
                false => words::name_is_label(&indicator.name),
            };
            let finding = Diagnostic::new(Code::GenericName, what).at(indicator.span.clone(), Message::default());
            let (category, subcategory) = (&indicator.category_name, &indicator.subcategory_name);
            let proposed = usual.as_ref().map(|usual| (usual.kind, usual.in_subcategory(category, subcategory)));
            finding.help(match proposed.filter(|(_, names)| !names.is_empty()) {
                Some((kind, proposed)) => words::say_what_is_measured_such_as(kind, names(proposed)),
                None => words::say_what_is_measured(),
            })
        })
        .collect()
}

const GENERIC: [&str; 8] = ["数量", "质量", "时效", "成本", "社会效益", "经济效益", "生态效益", "产出"];

/// Whether an indicator is called as its category is.
fn is_category(indicator: &Indicator) -> bool {
    let name = bare(&indicator.name);
    let above = [bare(&indicator.subcategory_name), bare(&indicator.category_name)];
    above.contains(&name) || GENERIC.contains(&name)
}

/// Whether a name does not say what is measured.
pub(super) fn is_generic(indicator: &Indicator) -> bool {
    is_category(indicator) || is_label(&indicator.name)
}

/// Who or what it is about, and not what is measured.
const SHORT: [&str; 25] = [
    "工作质量",
    "服务质量",
    "持续影响",
    "长效",
    "宣传",
    "居民",
    "群众",
    "市民",
    "学员",
    "学生",
    "企业",
    "服务",
    "管理",
    "活动",
    "工作",
    "培训",
    "效果",
    "影响",
    "按计划",
    "按时",
    "及时",
    "完成",
    "达标",
    "满意",
    "社会效应",
];

/// Whether a name says that it is an indicator, and not of what.
fn is_label(name: &str) -> bool {
    let name = outside_brackets(name);
    let name = name.trim();
    let is_short = SHORT.contains(&name);
    is_short || ["指标", "目标"].iter().any(|end| name.ends_with(end))
}

/// A name without the word that says what kind of thing it is.
fn bare(name: &str) -> &str {
    name.trim().trim_end_matches("指标").trim_end_matches("目标")
}
