//! 单位写了简称，别处写的是全称。
//!
//! 主管部门写“示例市文旅局”，目标里写“示例市文化和旅游局”，汇总时成了两个单位。只看开头、末字相同，
//! 简称的字依次都在全称里的；换了说法的看不出来。
//!
//! 例：主管部门: 示例市文旅局，目标里写“示例市文化和旅游局”
//! 改：都写全称。
//!
//! ---
//!
//! An institution is called by a short name, and by its full name elsewhere.
//!
//! “示例市文旅局” as the department in charge and “示例市文化和旅游局” in the goal are counted as
//! two. Only names that begin and end alike are compared, where the full one has all characters of
//! the short one in their order.
//!
//! Example: `主管部门: 示例市文旅局`, and a goal with “示例市文化和旅游局”
//! Instead: use the full name everywhere.

use crate::check::reading::{is_han, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// With what names of institutions end that have short names.
const ENDS: [&str; 4] = ["局", "委员会", "委", "办公室"];

/// The names of the places with which they begin end with it.
const PLACES: [char; 4] = ['省', '市', '区', '县'];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let units = project.template.roles.shared.iter().filter_map(|id| Some((*id, text_of(project, *id)?)));
    let texts = texts(project);
    let found = units.filter_map(|(id, (short, span))| {
        let short = short.trim();
        let end = ENDS.iter().find(|end| short.ends_with(**end))?;
        let place = short.char_indices().take(6).filter(|(_, c)| PLACES.contains(c)).last();
        let place = place.map(|(at, c)| &short[..at + c.len_utf8()])?;
        let full = texts.iter().filter(|(other, ..)| *other != id).find_map(|(_, text, _)| {
            text.match_indices(place).find_map(|(at, _)| {
                let rest = &text[at..];
                let length = rest.find(|c: char| !is_han(c)).unwrap_or(rest.len());
                let end_at = rest[..length].find(end)? + end.len();
                let full = &rest[..end_at];
                is_short_for(short, full).then_some(full)
            })
        })?;
        let finding = Diagnostic::new(Code::UnitAlias, words::unit_has_full_name(short, full));
        Some(finding.at(span.clone(), Message::default()).help(words::use_the_full_name()))
    });
    found.collect()
}

/// Whether a name has all characters of a shorter one in their order, and is not much longer.
fn is_short_for(short: &str, full: &str) -> bool {
    let (least, most) = (short.chars().count() + 1, short.chars().count() + 8);
    let mut rest = full.chars();
    (least..=most).contains(&full.chars().count()) && short.chars().all(|c| rest.any(|other| other == c))
}
