//! What findings propose.

use super::{Library, Query, Suggestion, suggest};
use crate::project::Project;

/// So many names are read in a remedy.
const MOST: usize = 3;

/// The indicators that a project of a kind usually has, without those of this one.
pub(crate) struct Usual<'l> {
    /// The kind of projects.
    pub kind: &'l str,
    suggestions: Vec<Suggestion>,
}

impl Usual<'static> {
    /// Those of a project whose name leaves no doubt about its kind.
    pub(crate) fn of(project: &Project) -> Option<Self> {
        let library = Library::built_in();
        let kind = library.kind_of(project.name())?;
        let query = Query { kind: Some(kind.to_owned()), ..Query::default() };
        let mut suggestions = suggest(library, &project.template, Some(project), &[], &query);
        suggestions.retain(|one| one.kind == kind);
        Some(Self { kind, suggestions })
    }

    /// The first names in each of these categories in turn, three at most.
    pub(crate) fn in_categories(&self, categories: &[&str]) -> Vec<&str> {
        let of = |category: &str| self.names(move |one| one.category == category);
        let lists: Vec<Vec<&str>> = categories.iter().map(|category| of(category)).collect();
        (0..MOST).flat_map(|place| lists.iter().filter_map(move |list| list.get(place).copied())).take(MOST).collect()
    }

    /// The first names in a subcategory, three at most.
    pub(crate) fn in_subcategory(&self, category: &str, subcategory: &str) -> Vec<&str> {
        self.names(|one| one.category == category && one.subcategory == subcategory)
    }

    fn names(&self, is_wanted: impl Fn(&&Suggestion) -> bool) -> Vec<&str> {
        self.suggestions.iter().filter(is_wanted).map(|one| one.name.as_str()).take(MOST).collect()
    }
}
