//! What the page changes in the files of projects.
//!
//! Whatever is written was made of the text that is there: what others write meanwhile is told,
//! and never written over.

use std::path::Path;

use serde_json::json;

use super::history::{ChangedSince, digest};
use super::request::{ChangeRequest, ProjectRequest, TextRequest};
use super::session::{Answer, Session, State};
use super::words;
use crate::engine::{Error, Fixed, meanwhile};

impl Session {
    /// Changes a field of a project, and saves its file.
    pub(super) fn change(&self, request: &ChangeRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = self.file(state, &request.file)?;
        let now = self.read(&path)?;
        let workspace = state.workspace(&self.files)?;
        let is_seen = digest(&now) == request.text;
        if !is_seen {
            // The watcher may not have said so yet.
            workspace.change(&path, None)?;
        }
        let there = workspace.said(&path, request.number, &request.change);
        let is_as_taken = if request.before.is_some() { there == request.before } else { is_seen };
        if !is_seen {
            state.checked = None;
        }
        if !is_as_taken {
            let view = self.view(state, &path, request.number, &request.have)?;
            return Ok(Answer::Conflict(json!({"there": there, "project": view})));
        }
        let new = state.workspace(&self.files)?.form_changed(&path, request.number, &request.change)?;
        if now == new {
            return self.view(state, &path, request.number, &request.have).map(Answer::Done);
        }
        self.see_it_is_still(&path, &now)?;
        // The disk takes its time; what is found and how the page looks is known meanwhile.
        state.workspace(&self.files)?.change(&path, Some(&new))?;
        state.is_behind = true;
        self.move_on(state);
        let (written, view) = meanwhile(
            || self.files.rewrite(&path, new.as_bytes()),
            || self.view_of(state, &path, request.number, &request.have, digest(&new)),
        );
        if let Err(error) = written {
            state.workspace(&self.files)?.change(&path, None)?;
            self.has_changed(state);
            return Err(Error::write(&path, error));
        }
        state.written.insert(self.whole(&path), digest(&new));
        state.workspace(&self.files)?.saved(&path);
        let history = state.histories.entry(path).or_default();
        history.keep(now, &new, request.run);
        let mut view = view?;
        view["can_undo"] = true.into();
        view["can_redo"] = false.into();
        Ok(Answer::Done(view))
    }

    /// Saves a text of a file, which can be taken back.
    pub(super) fn save(&self, state: &mut State, path: &Path, before: String, new: &str) -> Result<(), Error> {
        if before == new {
            return Ok(());
        }
        self.see_it_is_still(path, &before)?;
        self.write(state, path, new)?;
        state.histories.entry(path.to_owned()).or_default().keep(before, new, None);
        Ok(())
    }

    /// Saves what was made of a file's text.
    pub(super) fn save_made(&self, state: &mut State, made: &Fixed) -> Result<(), Error> {
        let before = made.source.written(&made.source.text);
        self.save(state, made.source.file.path(), before, &made.written())
    }

    /// Looks whether a file still holds the text of which another one was made.
    fn see_it_is_still(&self, path: &Path, before: &str) -> Result<(), Error> {
        // One that is made now was empty.
        let there = if self.files.kind(path).is_ok() { self.read(path)? } else { String::new() };
        match there == before {
            true => Ok(()),
            false => Err(Error::new(words::changed_meanwhile(path.display())).help(words::do_it_again())),
        }
    }

    /// Writes a text of a file, which may be new.
    pub(super) fn write(&self, state: &mut State, path: &Path, text: &str) -> Result<(), Error> {
        let written = match self.files.is_file(path) {
            true => self.files.rewrite(path, text.as_bytes()),
            false => self.files.write(path, text.as_bytes()),
        };
        written.map_err(|error| Error::write(path, error))?;
        state.written.insert(self.whole(path), digest(text));
        // A folder has settings before it has projects.
        if let Ok(workspace) = state.workspace(&self.files) {
            workspace.change(path, None)?;
        }
        self.has_changed(state);
        Ok(())
    }

    /// The text of a file.
    pub(super) fn text(&self, file: &str) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.file(&mut state, file)?;
        let text = self.read(&path)?;
        Ok(Answer::Done(json!({"text": text, "digest": digest(&text)})))
    }

    /// Saves a whole text.
    pub(super) fn save_text(&self, request: &TextRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let path = self.file(&mut state, &request.file)?;
        let now = self.read(&path)?;
        if digest(&now) != request.text && !request.force {
            return Ok(Answer::Conflict(json!({"there": now, "digest": digest(&now)})));
        }
        self.save(&mut state, &path, now, &request.new)?;
        Ok(Answer::Done(json!({"digest": digest(&request.new)})))
    }

    /// Takes the last change of a file back, or makes it again.
    pub(super) fn undo(&self, request: &ProjectRequest, again: bool) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = self.file(state, &request.file)?;
        let now = self.read(&path)?;
        let history = state.histories.entry(path.clone()).or_default();
        let text = if again { history.redo(now) } else { history.undo(now) };
        let text = text.map_err(|ChangedSince| {
            Error::new(words::changed_since(path.display())).help(words::change_it_by_hand())
        })?;
        if let Some(text) = text
            && let Err(error) = self.write(state, &path, &text)
        {
            // What was not written was not taken back.
            let history = state.histories.entry(path).or_default();
            let _ = if again { history.undo(text) } else { history.redo(text) };
            return Err(error);
        }
        self.view(state, &path, request.number, &request.have).map(Answer::Done)
    }

    /// Mends what is beyond doubt in a file, as it is now.
    pub(super) fn fix(&self, request: &ProjectRequest) -> Result<Answer, Error> {
        let mut state = self.lock();
        let state = &mut *state;
        let path = self.file(state, &request.file)?;
        // The watcher may not have said yet that others have changed it.
        state.workspace(&self.files)?.change(&path, None)?;
        state.checked = None;
        state.check(&self.files)?;
        let found = state.checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let (fixes, _) = state.workspace.as_ref().map(|workspace| workspace.fixes(found)).unwrap_or_default();
        let fixed = fixes.into_iter().find(|fixed| fixed.source.file.path() == path);
        if let Some(fixed) = fixed {
            self.save_made(state, &fixed)?;
        }
        self.view(state, &path, request.number, &request.have).map(Answer::Done)
    }
}
