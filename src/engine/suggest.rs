//! Indicators that fit projects: from the program's library, from the office's own, and from
//! the other projects of a workspace.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::discover::{INDICATORS, ProjectFile, SETTINGS, settings_files};
use super::error::Error;
use super::files::Files;
use super::fix::Fixed;
use super::paths::{is_yaml, parent};
use super::reach::Reach;
use super::settings::Layer;
use super::words;
use super::workspace::Workspace;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId};
use crate::fields::with_suggested;
use crate::library::{Known, Library, Origin, Query, Suggestion, Wanted, suggest};
use crate::project::{Project, read_as_it_is};
use crate::source::edit::Document;
use crate::template::{Template, Templates};

/// The version of the JSON of [`suggestions_json`].
const VERSION: u8 = 1;

/// The indicators that fit a project, or a form.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// The project's file and its number there, from 1; none for a form.
    pub project: Option<(FileId, usize)>,
    /// What the project is called.
    pub name: String,
    /// Its 年度, or that of the form.
    pub year: u16,
    /// The kinds that it may be of by its name, the likeliest first.
    pub kinds: Vec<String>,
    /// The indicators, in the order in which somebody would look for them.
    pub suggestions: Vec<Suggestion>,
}

impl Workspace {
    /// The library for the projects of a file, as it was read last; none where settings name a
    /// file that cannot be read.
    pub(super) fn known_library(&self, path: &Path) -> Option<Arc<Library>> {
        let scope = self.project_file(path).map(|file| file.scope);
        self.libraries.of(scope, parent(path), || Some(self.library(path).ok()?.0))
    }

    /// The library for the projects of a file: the program's and the office's own, with what
    /// is wrong in that.
    ///
    /// # Errors
    ///
    /// Settings name a file that cannot be read.
    pub fn library(&self, path: &Path) -> Result<(Library, Vec<Diagnostic>), Error> {
        let scope = self.project_file(path).map(|file| &self.scopes[file.scope]);
        let folders = scope.map(|scope| scope.folder.clone()).into_iter().chain([parent(path)]);
        let reach = self.reach();
        read_library(&*self.files, scope.and_then(|scope| scope.library()), folders, &reach)
    }

    /// The indicators that fit each project of a file, with mistakes or without; none where it
    /// is no YAML or the form is not known. Other projects of the workspace give theirs.
    ///
    /// # Errors
    ///
    /// The file is none of the workspace, or the kind that is asked for is none.
    pub fn suggest(&self, path: &Path, library: &Library, query: &Query) -> Result<Vec<Suggested>, Error> {
        check_kind(library, query)?;
        let known = self.project_file(path).ok_or_else(|| Error::new(words::not_a_project_file(path.display())))?;
        let mut projects = Vec::new();
        for file in &self.projects {
            let documents = file.text(&*self.files).map(|source| Document::all(&source));
            for (number, document) in (1..).zip(documents.unwrap_or_default()) {
                let number = (file.file == known.file).then_some(number);
                projects.extend(self.as_it_is(file, &document).map(|project| (number, Known::of(&project), project)));
            }
        }
        let suggested = projects.iter().enumerate().filter_map(|(index, (number, _, project))| {
            let others = projects.iter().enumerate().filter(|(other, _)| *other != index);
            let others: Vec<&Known> = others.map(|(_, (_, known, _))| known).collect();
            Some(Suggested {
                project: Some((known.file.clone(), (*number)?)),
                name: project.name().to_owned(),
                year: project.year,
                kinds: library.kinds_of(project.name()).into_iter().map(ToOwned::to_owned).collect(),
                suggestions: suggest(library, &project.template, Some(project), &others, query),
            })
        });
        Ok(suggested.collect())
    }

    /// The text of a project's file with indicators in it, whose targets are marked 待填.
    ///
    /// # Errors
    ///
    /// The project is written in a way into which they cannot be put.
    pub fn with_suggested(&self, path: &Path, number: usize, chosen: &[&Suggestion]) -> Result<Fixed, Error> {
        let by_hand = || Error::new(words::cannot_insert(path.display())).help(words::insert_by_hand());
        let known = self.project_file(path).ok_or_else(by_hand)?;
        let source = known.text(&*self.files).map_err(|_| by_hand())?;
        let document = number.checked_sub(1).and_then(|index| Document::all(&source).into_iter().nth(index));
        let document = document.ok_or_else(by_hand)?;
        let project = self.as_it_is(known, &document).ok_or_else(by_hand)?;
        let text = with_suggested(&document, number, &project.template, chosen).ok_or_else(by_hand)?;
        Ok(Fixed { source, text })
    }

    /// A project of a file with what can be read of it; none where its form is not known.
    pub(super) fn as_it_is(&self, file: &ProjectFile, document: &Document) -> Option<Project> {
        let scope = &self.scopes[file.scope];
        let (settings, _) = scope.settings.as_ref()?;
        read_as_it_is(&document.node, settings, &scope.templates, &mut Diagnostics::new())
    }
}

/// The other project files beside one: what they have may fit it too.
pub fn beside(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    let is_project = |other: &PathBuf| {
        let is_other = other.file_name().is_some_and(|name| name == SETTINGS || name == INDICATORS);
        is_yaml(other) && !is_other && files.is_file(other) && other != path
    };
    let listed = if files.is_file(path) { files.list(&parent(path)).unwrap_or_default() } else { Vec::new() };
    listed.into_iter().filter(is_project).collect()
}

/// The library of a folder, without a project: the program's and the office's own, with what
/// is wrong in that.
///
/// # Errors
///
/// Settings name a file that cannot be read.
pub fn library(files: &dyn Files, folder: &Path) -> Result<(Library, Vec<Diagnostic>), Error> {
    let (all, reach) = (settings_files(files, folder), Reach::new(files, [folder]));
    let named = all.iter().find_map(|path| {
        let layer = Layer::read(files, path, &Templates::built_in(), &reach);
        // What is wrong with the rest of them is for a check to say.
        let leads_out = layer.findings.sorted().iter().any(|finding| finding.code == Code::Outside);
        layer.settings.indicators.filter(|_| !leads_out)
    });
    let above = all.first().map(|path| parent(path));
    read_library(files, named.as_deref(), above.into_iter().chain([folder.to_owned()]), &reach)
}

/// The indicators that fit a form.
///
/// # Errors
///
/// The kind that is asked for is none.
pub fn suggest_for_form(form: &Template, year: u16, library: &Library, query: &Query) -> Result<Suggested, Error> {
    check_kind(library, query)?;
    let suggestions = suggest(library, form, None, &[], query);
    Ok(Suggested { project: None, name: String::new(), year, kinds: query.kind.iter().cloned().collect(), suggestions })
}

/// Those of a kind with which a project begins: of each 二级指标 one, and two where there are
/// three or more.
///
/// # Errors
///
/// The kind is none.
pub fn first_suggestions(form: &Template, library: &Library, kind: &str) -> Result<Vec<Suggestion>, Error> {
    let query = Query { kind: Some(kind.to_owned()), ..Query::default() };
    let all = suggest_for_form(form, form.first_year, library, &query)?.suggestions;
    let own: Vec<&Suggestion> = all.iter().filter(|one| one.kind == kind).collect();
    let beside = |one: &Suggestion| {
        let (category, subcategory) = (one.category.clone(), one.subcategory.clone());
        own.iter().filter(move |other| other.category == category && other.subcategory == subcategory)
    };
    let is_first = |one: &&&Suggestion| {
        let place = beside(one).position(|other| other.name == one.name);
        place.is_some_and(|place| place < if beside(one).count() > 2 { 2 } else { 1 })
    };
    Ok(own.iter().filter(is_first).map(|one| (*one).clone()).collect())
}

fn check_kind(library: &Library, query: &Query) -> Result<(), Error> {
    let Some(kind) = &query.kind else { return Ok(()) };
    let known = crate::messages::list(library.kinds().into_iter().map(|kind| kind.name.clone()));
    library.find(kind).map(|_| ()).map_err(|near| {
        let help = match near {
            Some(near) => words::did_you_mean_kind(near, known),
            None => words::these_kinds(known),
        };
        Error::new(words::no_such_kind(kind)).help(help)
    })
}

/// The program's library with the one that is named, or else those in folders.
fn read_library(
    files: &dyn Files,
    named: Option<&Path>,
    folders: impl IntoIterator<Item = PathBuf>,
    reach: &Reach<'_>,
) -> Result<(Library, Vec<Diagnostic>), Error> {
    let mut mistakes = Diagnostics::new();
    let mut library = Library::built_in().clone();
    for path in library_files(files, named, folders)?.iter().rev() {
        let cannot =
            |finding| Error { findings: vec![finding], ..Error::new(words::cannot_use_library(path.display())) };
        library = library.with(&reach.text(path).map_err(cannot)?, &mut mistakes);
    }
    Ok((library, mistakes.sorted()))
}

/// The files of the library that is named, or else of those in folders, each once.
///
/// # Errors
///
/// A folder that cannot be looked into.
pub(super) fn library_files(
    files: &dyn Files,
    named: Option<&Path>,
    folders: impl IntoIterator<Item = PathBuf>,
) -> Result<Vec<PathBuf>, Error> {
    let paths = match named {
        Some(named) if files.is_folder(named) => {
            let listed = files.list(named).map_err(|error| Error::read_folder(named, error))?;
            listed.into_iter().filter(|path| is_yaml(path)).collect()
        }
        Some(named) => vec![named.to_owned()],
        None => {
            let beside = folders.into_iter().map(|folder| folder.join(INDICATORS));
            beside.filter(|path| files.is_file(path)).collect::<Vec<_>>()
        }
    };
    let mut seen = HashSet::new();
    let is_new = |path: &PathBuf| seen.insert(files.whole(path).unwrap_or_else(|_| path.clone()));
    Ok(paths.into_iter().filter(is_new).collect())
}

impl Suggested {
    /// Whether they are for the project of this number in its file, from 1.
    pub fn is_of(&self, number: usize) -> bool {
        self.project.as_ref().is_some_and(|(_, own)| *own == number)
    }

    /// As programs take them.
    pub fn value(&self) -> Value {
        let file = self.project.as_ref().map(|(file, _)| file.path().display().to_string());
        json!({
            "file": file,
            "number": self.project.as_ref().map(|(_, number)| number),
            "project": self.name,
            "year": self.year,
            "kinds": self.kinds,
            "suggestions": self.suggestions.iter().map(suggestion_value).collect::<Vec<Value>>(),
        })
    }
}

/// Suggestions for programs.
pub fn suggestions_json(all: &[Suggested]) -> String {
    let report = json!({"version": VERSION, "projects": all.iter().map(Suggested::value).collect::<Vec<Value>>()});
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn suggestion_value(one: &Suggestion) -> Value {
    let (operator, unit, usual) = match &one.wanted {
        Wanted::Quantity { operator, unit, usual } => {
            let number = |number: &rust_decimal::Decimal| number.to_string().parse::<serde_json::Number>().ok();
            let usual = usual.map(|(least, most)| json!([number(&least), number(&most)]));
            (json!(operator.symbol()), json!(unit), json!(usual))
        }
        Wanted::Written(_) => (Value::Null, Value::Null, Value::Null),
    };
    let origin = match &one.origin {
        Origin::Program => json!({"from": "program"}),
        Origin::Office(file) => json!({"from": "office", "file": file}),
        Origin::Project { name, year } => json!({"from": "project", "project": name, "year": year}),
    };
    json!({
        "category": one.category,
        "subcategory": one.subcategory,
        "name": one.name,
        "target": one.wanted.pattern(),
        "operator": operator,
        "unit": unit,
        "usual": usual,
        "proof": one.proof,
        "kind": one.kind,
        "origin": origin,
        "missing": one.is_missing,
    })
}
