//! Takes a project of a workspace and a name; gives its file another name, or copies it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::Error;
use super::files::Files;
use super::names::file_name;
use super::texts::read_text;
use super::words;
use super::workspace::Workspace;
use crate::diag::{Diagnostics, Source};
use crate::fields::{FieldChange, change, steps};
use crate::project::{Project, read_as_it_is};
use crate::source::edit::Document;

impl Workspace {
    /// Writes a copy of a project, by its number in its file, under another name and in a file
    /// of its own; gives its path.
    ///
    /// # Errors
    ///
    /// The project is not there, a file of this name is, or it cannot be written.
    pub fn copy_project(&self, path: &Path, number: usize, name: &str) -> Result<PathBuf, Error> {
        let read = self.projects_text(path)?;
        let whole = match (number, Document::all(&read).into_iter().nth(number.wrapping_sub(1))) {
            (_, Some(document)) => document.text()[document.region.clone()].to_owned(),
            (1, None) => read.text.clone(),
            (_, None) => return Err(Error::new(words::no_such_project(path.display(), number))),
        };
        let source = Source::new(path, &whole);
        let copy = self.named(path, &source, 1, name).unwrap_or(whole);
        let target = path.with_file_name(format!("{}.yaml", file_name(name)));
        self.refuse_taken(&target)?;
        self.files.write(&target, copy.as_bytes()).map_err(|error| Error::write(&target, error))?;
        Ok(target)
    }

    /// Gives a project another name, and its file too where that has no other project; gives
    /// the path of the file.
    ///
    /// # Errors
    ///
    /// The project is not there, another file of this name is, nothing can be written, or the
    /// file is changed meanwhile.
    pub fn rename_project(&self, path: &Path, number: usize, name: &str) -> Result<PathBuf, Error> {
        let source = self.projects_text(path)?;
        let projects = Document::all(&source).len().max(1);
        if !(1..=projects).contains(&number) {
            return Err(Error::new(words::no_such_project(path.display(), number)));
        }
        let target = match projects {
            1 => path.with_file_name(format!("{}.yaml", file_name(name))),
            _ => path.to_owned(),
        };
        let named = self.named(path, &source, number, name).unwrap_or_else(|| source.text.clone());
        let named = source.written(&named);
        if target == path {
            self.see_it_is_still(&source)?;
            self.files.rewrite(path, named.as_bytes()).map_err(|error| Error::write(path, error))?;
            return Ok(target);
        }
        self.refuse_taken(&target)?;
        self.files.write(&target, named.as_bytes()).map_err(|error| Error::write(&target, error))?;
        if let Err(error) = self.see_it_is_still(&source) {
            // The new one may stay beside it.
            let _ = self.files.remove(&target);
            return Err(error);
        }
        self.files.remove(path).map_err(|error| Error::write(path, error))?;
        Ok(target)
    }

    /// What a project is called, by its number in its file, from 1; none where it is not there.
    pub fn project_name(&self, path: &Path, number: usize) -> Option<String> {
        let known = self.project_file(path)?;
        let document = Document::all(&known.text(&*self.files).ok()?).into_iter().nth(number.checked_sub(1)?)?;
        Some(self.as_it_is(known, &document)?.name().to_owned())
    }

    /// The text of a file of projects.
    fn projects_text(&self, path: &Path) -> Result<Arc<Source>, Error> {
        if self.project_file(path).is_none() {
            return Err(Error::new(words::not_a_project_file(path.display())));
        }
        read_text(&*self.files, path)
    }

    fn refuse_taken(&self, target: &Path) -> Result<(), Error> {
        match self.files.kind(target) {
            Ok(_) => Err(Error::new(words::already_there(target.display())).help(words::another_name())),
            Err(_) => Ok(()),
        }
    }

    /// The text of a file in which a project has another name; none where its form has none.
    fn named(&self, path: &Path, source: &Arc<Source>, number: usize, name: &str) -> Option<String> {
        let scope = &self.scopes[self.project_file(path)?.scope];
        let (settings, _) = scope.settings.as_ref()?;
        let document = Document::all(source).into_iter().nth(number.checked_sub(1)?)?;
        let project: Project = read_as_it_is(&document.node, settings, &scope.templates, &mut Diagnostics::new())?;
        let field = project.template.field(project.template.roles.name?);
        let at = project
            .get(project.template.roles.name?)
            .and_then(|given| given.span.as_ref())
            .filter(|span| span.source.file == document.source.file);
        let at = match at {
            Some(span) => crate::fields::way_to(&document.node, span.range.start),
            None => steps(&field.path),
        };
        change(&document, Some(&project.template), &FieldChange::Set { at, text: name.to_owned() })
    }
}
