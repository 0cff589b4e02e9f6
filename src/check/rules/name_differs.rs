//! 单位、届次在文字里的叫法与表上的不同。
//!
//! 两种情形：文字里的单位名称与表上的只差最后一个字（地方戏剧院、地方戏剧团）；届次、次数与项目名称里的不同
//! （第七次全国人口普查、第六次全国人口普查），而这一栏没有写过名称里的那一次。别的别称
//! 看不出来，简称由 unit-alias 说。
//!
//! 例：申报单位名称: 示例市地方戏剧院，概况写“示例市地方戏剧团成立于1953年”
//! 改：改成同一个名称；改过名的，写现在的名称。
//!
//! ---
//!
//! A text calls the institution or the event otherwise than the form.
//!
//! There are two cases: the name of the institution with another last character
//! (“地方戏剧院”, “地方戏剧团”); another number of a census or a contest than that in the project's
//! name, in a text that never has the right one. Nicknames are not seen; short names are
//! `unit-alias`'s.
//!
//! Example: `申报单位名称: 示例市地方戏剧院`, and a description of “示例市地方戏剧团”
//! Instead: one name; the present one, where it has changed.

use crate::check::reading::{is_han, mark, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::is_chinese_numeral;

/// The name of an institution that is looked for.
const INSTITUTION: usize = 6;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let mut findings = Vec::new();
    let name = roles.name.and_then(|id| text_of(project, id));
    let unit = roles.unit.and_then(|id| text_of(project, id)).map(|(unit, _)| unit.trim());
    for (id, text, span) in texts(project) {
        if Some(id) == roles.unit || Some(id) == roles.name || roles.shared.contains(&id) {
            continue;
        }
        let other =
            unit.and_then(|unit| other_ending(unit, text)).map(|other| (other, words::other_name_of_the_unit(other)));
        let ordinal = name.and_then(|(name, _)| other_ordinal(name, text));
        let ordinal = ordinal.map(|other| (other, words::other_ordinal(other)));
        for (other, what) in other.into_iter().chain(ordinal) {
            let finding = Diagnostic::new(Code::NameDiffers, what).at(mark(span, other), Message::default());
            findings.push(finding.help(words::use_one_name()));
        }
    }
    findings
}

/// The name of the unit with another last character, where a text has that.
fn other_ending<'a>(unit: &str, text: &'a str) -> Option<&'a str> {
    let (last, _) = unit.char_indices().next_back().filter(|_| unit.chars().count() >= INSTITUTION)?;
    let stem = &unit[..last];
    text.match_indices(stem).find_map(|(at, _)| {
        let next = text[at + stem.len()..].chars().next().filter(|next| is_han(*next))?;
        let end = at + stem.len() + next.len_utf8();
        let is_institution = "院团所馆站局处会队校室社园台部厅委".contains(next);
        (is_institution && !text[at..].starts_with(unit)).then_some(&text[at..end])
    })
}

/// What counts editions.
const EDITIONS: [char; 4] = ['次', '届', '轮', '批'];

/// The ordinals of a text: 第七次, each with what follows it.
fn ordinals(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices('第').filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let number = rest.trim_start_matches(|c: char| is_chinese_numeral(c) || c.is_ascii_digit());
        let edition = number.chars().next().filter(|c| EDITIONS.contains(c))?;
        let after = &number[edition.len_utf8()..];
        (number.len() < rest.len()).then_some((&text[at..text.len() - after.len()], after))
    })
}

/// Another edition of what the project's name says, in a text that never has the right one.
fn other_ordinal<'a>(name: &str, text: &'a str) -> Option<&'a str> {
    let (own, of) = ordinals(name).next()?;
    let of: String = of.chars().take(4).collect();
    if of.chars().count() < 2 || text.contains(own) {
        return None;
    }
    ordinals(text).find(|(other, after)| *other != own && after.starts_with(of.as_str())).map(|(other, _)| other)
}
