//! 指标值是 100 或百分数，却看不出是什么的。
//!
//! 机制、控制、水平、影响不是数出来的，100 或 100% 说不出做到什么程度。名称里有率、度、性、比例、
//! 数、量、值、分的不算。“带动乡村旅游发展: ≥80%”这样的句子，百分数也说不出是什么的百分数。
//!
//! 例：长效管理机制: 100
//! 改：长效管理机制: 建立并印发；能用率的，如 制度执行率: 100%。
//!
//! ---
//!
//! A target is 100 or a percentage, and nobody can tell of what.
//!
//! A mechanism, a control, a level or an influence is not counted, so that 100 or 100%
//! does not say how much is to be achieved. Names that speak of a rate, a degree, a
//! share, a number or a score are left alone. Of a sentence such as “带动乡村旅游发展” no
//! percentage can be told either.
//!
//! Example: `长效管理机制: 100`
//! Instead: `长效管理机制: 建立并印发`, or where there is a rate, `制度执行率: 100%`.

use super::generic_name;
use crate::check::reading::{is_empty_hundred, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    // A name that says nothing is `generic-name`'s.
    let named = with_kinds(project).filter(|(indicator, _)| !generic_name::is_generic(indicator));
    let empty = named.filter(|(indicator, kind)| is_empty_hundred(indicator, *kind));
    empty
        .map(|(indicator, _)| {
            let what = words::hundred_says_nothing(indicator.name.trim(), indicator.target.written.trim());
            let finding =
                Diagnostic::new(Code::SaysNothing, what).at(indicator.target_span.clone(), Message::default());
            finding.help(words::say_what_is_achieved())
        })
        .collect()
}
