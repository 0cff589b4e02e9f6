//! 保证措施、实施计划写得太短。
//!
//! 一两句话（不到 40 字）说不清谁做、怎么做、什么时候做完。写了时间或数的不算；写得长而空的看不
//! 出来。
//!
//! 例：项目实施计划: 按照项目书要求，跟踪落实实施
//! 改：写明各阶段做什么、由谁负责、何时完成。
//!
//! ---
//!
//! The measures or the plan of a project are very short.
//!
//! In a phrase or two (less than 40 characters) nobody can say who does what, how and by
//! when. What is long and empty is not seen.
//!
//! Example: `项目实施计划: 按照项目书要求，跟踪落实实施`
//! Instead: say what is done in each phase, by whom and by when.

use crate::check::reading::{has_number, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// A shorter text says too little, in characters.
const SHORTEST: usize = 40;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.roles.plans.iter().filter_map(|id| Some((*id, text_of(project, *id)?)));
    fields
        .filter_map(|(id, (text, span))| {
            let count = text.trim().chars().count();
            let key = project.template.field(id).key();
            let finding = || Diagnostic::new(Code::ShortText, words::text_is_short(key, count));
            let is_short = count > 0 && count < SHORTEST && !has_number(text);
            is_short.then(|| finding().at(span.clone(), Message::default()).help(words::say_who_and_when()))
        })
        .collect()
}
