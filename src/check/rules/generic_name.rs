//! 三级指标的名称只是类别的名称。
//!
//! “数量目标”“质量指标”是二级指标的名称，三级指标要写具体考核什么。
//!
//! 例：数量 下面写 数量目标: =100%
//! 改：写具体的，如 培训场次: ≥4场。
//!
//! ---
//!
//! The name of an indicator is only that of its category.
//!
//! “数量目标” and “质量指标” are names of subcategories; an indicator says what
//! exactly is measured.
//!
//! Example: `数量目标: =100%` below “数量”
//! Instead: write what it is about, as in `培训场次: ≥4场`.

use crate::check::reading::indicators;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let generic = indicators(project).filter(|indicator| {
        let name = bare(&indicator.name);
        let above = [bare(&indicator.subcategory_name), bare(&indicator.category_name)];
        above.contains(&name) || GENERIC.contains(&name)
    });
    generic
        .map(|indicator| {
            let finding = Diagnostic::new(Code::GenericName, words::name_of_category(&indicator.name))
                .at(indicator.span.clone(), Message::default());
            finding.help(words::say_what_is_measured())
        })
        .collect()
}

const GENERIC: [&str; 8] = ["数量", "质量", "时效", "成本", "社会效益", "经济效益", "生态效益", "产出"];

/// A name without the word that says what kind of thing it is.
fn bare(name: &str) -> &str {
    name.trim().trim_end_matches("指标").trim_end_matches("目标")
}
