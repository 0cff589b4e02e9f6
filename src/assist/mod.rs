//! Takes a text that somebody is typing, with its form; gives what helps at a place of it: what
//! could be typed there, what stands there, what is computed from it, its parts.
//!
//! The text need be no YAML while it is typed: [`Spot`] goes by lines and indents alone. All
//! else takes documents that could be read.

mod about;
mod complete;
mod find;
mod format;
mod hints;
mod hover;
mod lines;
mod outline;
mod settings;
mod spot;
mod templates;
pub(crate) mod words;

use std::ops::Range;

pub(crate) use about::about_field;
pub(crate) use complete::{Around, complete};
pub(crate) use find::find;
pub(crate) use format::{edits, format};
pub(crate) use hints::hints;
pub(crate) use hover::{hover, hover_setting};
pub use outline::{Part, PartKind};
pub(crate) use outline::{folds, parts, selection};
pub(crate) use settings::complete_settings;
pub(crate) use spot::Spot;
pub(crate) use templates::complete_template;

use crate::messages::Message;

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes.
    pub range: Range<usize>,
    /// By what.
    pub text: String,
}

/// What could be typed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is called in a list.
    pub label: String,
    /// What it is.
    pub kind: CandidateKind,
    /// A few words on it.
    pub detail: Message,
    /// What there is to know about it.
    pub about: Message,
    /// What is typed: a snippet, in which `${1:…}` is a gap to be filled in and `$0` where
    /// to go on.
    pub edit: Edit,
}

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateKind {
    /// A key.
    Key,
    /// An option, a name, a level.
    Option,
    /// An indicator.
    Indicator,
    /// A unit or a sign.
    Unit,
    /// A day, a year, an amount, a target.
    Value,
    /// Several lines.
    Snippet,
    /// A rule.
    Rule,
}

/// Words that stand beside a place and are no part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub at: usize,
    /// What is said.
    pub text: String,
    /// What there is to know about it.
    pub about: Message,
}

/// What stands at a place, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// All that it is about.
    pub range: Range<usize>,
    /// What there is to know about it.
    pub about: Message,
}

/// A text in which nothing is a gap of a snippet.
pub(crate) fn literal(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '$' | '}' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// What a snippet says where its gaps are left as they are.
pub fn plain(snippet: &str) -> String {
    let (mut text, mut rest, mut depth) = (String::new(), snippet.chars().peekable(), 0_usize);
    while let Some(c) = rest.next() {
        match c {
            '\\' => text.extend(rest.next()),
            '$' => {
                let is_gap = rest.next_if_eq(&'{').is_some();
                while rest.next_if(char::is_ascii_digit).is_some() {}
                if is_gap {
                    rest.next_if_eq(&':');
                    depth += 1;
                }
            }
            '}' if depth > 0 => depth -= 1,
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_without_its_gaps() {
        assert_eq!(plain("甲: ≥${1:…}场\n  {a: $2}$0"), "甲: ≥…场\n  {a: }");
        assert_eq!(plain(&literal("$1 {a} \\")), "$1 {a} \\");
        assert_eq!(plain(&format!("${{1:{}}}", literal("{甲}"))), "{甲}");
        assert_eq!(plain("$"), "");
    }
}
