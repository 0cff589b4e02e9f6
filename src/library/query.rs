//! What is asked of the library.

use super::places::is_same;
use super::{Library, ProjectKind};

/// Which indicators are asked for; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Of which kind of projects; without it, by the project's name.
    pub kind: Option<String>,
    /// With this word in their names, or of the kinds that it tells.
    pub word: Option<String>,
    /// Below this 二级指标 or 一级指标, by the name that any form has for it.
    pub below: Option<String>,
}

impl Query {
    /// Whether an indicator has the word, or is of a kind that the word tells.
    pub(super) fn has_word(&self, library: &Library, kind: &str, name: &str) -> bool {
        let told = |word: &str| library.kinds.iter().any(|known| known.name == kind && known.is_told_by(word));
        self.word.as_deref().is_none_or(|word| name.contains(word) || told(word))
    }

    /// Whether this is below what is asked for.
    pub(super) fn is_below(&self, category: &str, subcategory: &str) -> bool {
        let is_named = |name: &str| [category, subcategory].iter().any(|own| own.contains(name) || is_same(name, own));
        self.below.as_deref().is_none_or(is_named)
    }
}

impl ProjectKind {
    fn is_told_by(&self, word: &str) -> bool {
        self.name == word || self.words.iter().any(|known| known == word)
    }
}
