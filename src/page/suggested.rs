//! Indicators that fit a project, and those of them that are put into it.

use serde_json::json;

use super::history::digest;
use super::request::SuggestedRequest;
use super::session::{Answer, Session};
use crate::engine::{Error, Query, Suggested, Suggestion};

impl Session {
    /// Indicators that fit a project.
    pub(super) fn suggest(&self, file: &str, number: usize) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.file(&mut state, file)?;
        let workspace = state.workspace(&self.files)?;
        let (library, _) = workspace.library(&path)?;
        let all = workspace.suggest(&path, &library, &Query::default())?;
        let own = all.iter().find(|one| one.is_of(number));
        Ok(Answer::Done(own.map(Suggested::value).unwrap_or_default()))
    }

    /// Puts suggested indicators into a project.
    pub(super) fn add_suggested(&self, request: &SuggestedRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = self.file(state, &request.file)?;
        if digest(&self.read(&path)?) != request.text {
            // The watcher may not have said so yet.
            state.workspace(&self.files)?.change(&path, None)?;
            state.checked = None;
            let view = self.view(state, &path, request.number, &request.have)?;
            return Ok(Answer::Conflict(json!({"project": view})));
        }
        let workspace = state.workspace(&self.files)?;
        let (library, _) = workspace.library(&path)?;
        let all = workspace.suggest(&path, &library, &Query::default())?;
        let own = all.iter().filter(|project| project.is_of(request.number));
        let suggestions = own.flat_map(|project| &project.suggestions);
        let is_chosen = |one: &&Suggestion| {
            let chosen = |(category, subcategory, name): &(String, String, String)| {
                *category == one.category && *subcategory == one.subcategory && *name == one.name
            };
            request.chosen.iter().any(chosen)
        };
        let chosen: Vec<&Suggestion> = suggestions.filter(is_chosen).collect();
        if !chosen.is_empty() {
            let made = workspace.with_suggested(&path, request.number, &chosen)?;
            self.save_made(state, &made)?;
        }
        self.view(state, &path, request.number, &request.have).map(Answer::Done)
    }
}
