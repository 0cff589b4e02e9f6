//! A text that is open in an editor: what could be typed at a place of it, what stands there,
//! and what mends it.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use super::discover::{ProjectFile, SETTINGS, Scope, TEMPLATES};
use super::files::Files;
use super::neighbours::Neighbour;
use super::paths::{is_yaml, parent};
use super::texts::text;
use super::workspace::Workspace;
use crate::assist::{
    Around, Candidate, Edit, Hint, Hover, Part, Spot, complete, complete_settings, complete_template, edits, find,
    folds, format, hints, hover, hover_setting, parts, selection,
};
use crate::diag::{FileId, Place, Source};
use crate::library::{Known, Query, Suggestion, suggest};
use crate::project::{Project, keys};
use crate::source::edit::{Document, line_end, line_start};
use crate::source::{Entry, Node, Span, Value, parse};
use crate::template::Template;

/// A text that is open in an editor, of a file of a workspace or of none.
pub struct OpenText<'w> {
    pub(super) workspace: Option<&'w Workspace>,
    pub(super) source: Arc<Source>,
    pub(super) is: Is<'w>,
}

/// What a file is.
#[derive(Clone, Copy)]
pub(super) enum Is<'w> {
    Project(&'w ProjectFile),
    /// With the scope that it makes, where there are projects.
    Settings(Option<&'w Scope>),
    Template,
    Other,
}

/// A place that something leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What leads there.
    pub range: Range<usize>,
    /// The file.
    pub path: PathBuf,
}

/// Whether a file is a template by the folder in which it is.
pub fn is_template(path: &Path) -> bool {
    is_yaml(path) && path.parent().is_some_and(|folder| folder.ends_with(TEMPLATES))
}

impl Workspace {
    /// What the other files' projects say.
    pub(super) fn neighbours(&self, but: Option<&FileId>) -> Vec<Arc<Vec<Neighbour>>> {
        let mut all = self.neighbours.0.lock().unwrap_or_else(PoisonError::into_inner);
        let others = self.projects.iter().filter(|file| Some(&file.file) != but);
        let of = |file: &ProjectFile| {
            let version = self.version(file);
            match all.get(&file.file) {
                Some((known, neighbours)) if *known == version => Arc::clone(neighbours),
                _ => {
                    let documents = text(&*self.files, file.file.path()).map(|source| Document::all(&source));
                    let projects = documents.unwrap_or_default();
                    let projects = projects.iter().filter_map(|document| self.as_it_is(file, document));
                    let neighbours: Arc<Vec<Neighbour>> =
                        Arc::new(projects.map(|project| Neighbour::of(&project)).collect());
                    all.insert(file.file.clone(), (version, Arc::clone(&neighbours)));
                    neighbours
                }
            }
        };
        others.map(of).collect()
    }

    /// Reads what all projects say that others may want to say too, so that nobody waits for
    /// it later.
    pub fn read_ahead(&self) {
        self.neighbours(None);
    }
}

impl<'w> OpenText<'w> {
    /// A text at a path.
    pub fn new(workspace: Option<&'w Workspace>, path: &Path, text: &str) -> Self {
        let known = workspace.and_then(|workspace| workspace.file(path));
        let source = Source::new(known.cloned().unwrap_or_else(|| path.into()), text);
        Self::with(workspace, path, source)
    }

    /// A text of a file of a workspace.
    pub(super) fn of(workspace: &'w Workspace, path: &Path, source: Arc<Source>) -> Self {
        Self::with(Some(workspace), path, source)
    }

    fn with(workspace: Option<&'w Workspace>, path: &Path, source: Arc<Source>) -> Self {
        let of_project = workspace.and_then(|workspace| workspace.project_file(path));
        let scope = || {
            let scopes = workspace.map_or(&[][..], |workspace| &workspace.scopes);
            let is_own = |scope: &&Scope| scope.folder.join(SETTINGS) == path;
            scopes.iter().find(is_own).or(scopes.first())
        };
        let is = match of_project {
            Some(file) => Is::Project(file),
            None if is_template(path) => Is::Template,
            None if path.ends_with(SETTINGS) => Is::Settings(scope()),
            None => Is::Other,
        };
        Self { workspace, source, is }
    }

    /// The settings and templates by which it goes.
    pub(super) fn scope(&self) -> Option<&'w Scope> {
        match self.is {
            Is::Project(file) => self.workspace.map(|workspace| &workspace.scopes[file.scope]),
            Is::Settings(scope) => scope,
            Is::Template | Is::Other => self.workspace?.scopes.first(),
        }
    }

    fn documents(&self) -> Vec<Document> {
        Document::all(&self.source)
    }

    /// The document at a place, with the project that it is as far as it can be read.
    pub(super) fn project_at(&self, at: usize) -> Option<(Document, Project)> {
        let Is::Project(file) = self.is else { return None };
        let mut documents = self.documents();
        let index = documents.iter().rposition(|document| document.region.start <= at)?;
        let document = documents.swap_remove(index);
        let project = self.workspace?.as_it_is(file, &document)?;
        Some((document, project))
    }

    /// What could be typed at a place.
    pub fn complete(&self, at: usize) -> Vec<Candidate> {
        let Some(spot) = Spot::at(&self.source.text, at) else { return Vec::new() };
        if let Is::Template = self.is {
            return complete_template(&spot);
        }
        let (Some(workspace), Some(scope)) = (self.workspace, self.scope()) else { return Vec::new() };
        let settings = scope.settings.as_ref().map(|(settings, _)| settings);
        let given = |path: &str| settings.and_then(|settings| settings.given(path));
        let text_of = |entry: &Entry| entry.value.text().map(str::to_owned);
        let written = spot.year.clone().or_else(|| given(keys::YEAR).and_then(text_of));
        let newest = || scope.templates.iter().map(|template| template.first_year).max();
        let year = written.as_deref().and_then(crate::value::year_alone);
        let named = spot.form.clone().or_else(|| given(keys::FORM).and_then(text_of));
        let named = named.and_then(|name| scope.templates.form(&name).ok()).map(|form| &**form);
        let asked = settings.and_then(|settings| settings.form.as_deref());
        let of_year = year.and_then(|year| scope.templates.for_year(year)).map(|form| &**form);
        let usual = || newest().and_then(|year| scope.templates.for_year(year)).map(|form| &**form);
        let template = asked.or(named).or(of_year).or_else(usual);
        let year = year.or_else(newest).unwrap_or_default();

        // The line that is typed may be no YAML, and says nothing that others should go by.
        let line = line_start(&self.source.text, at)..line_end(&self.source.text, at);
        let rest = || {
            let text = &self.source.text;
            let source =
                Source::new(self.source.file.clone(), &(text[..line.start].to_owned() + "\n" + &text[line.end..]));
            let Is::Project(file) = self.is else { return None };
            let documents = Document::all(&source);
            let document = documents.iter().rfind(|document| document.region.start <= line.start)?;
            workspace.as_it_is(file, document)
        };
        let others = || workspace.neighbours(Some(&self.source.file));
        let suggestions = |category: &str, below: &str| -> Vec<Suggestion> {
            let (Some(template), Some(library)) = (template, workspace.known_library(self.source.file.path())) else {
                return Vec::new();
            };
            let (project, others) = (rest(), others());
            let others: Vec<&Known> = others.iter().flat_map(|all| all.iter()).map(|one| &one.known).collect();
            let query = Query { below: Some(below.to_owned()), ..Query::default() };
            let mut found = suggest(&library, template, project.as_ref(), &others, &query);
            found.retain(|one| one.category == category && one.subcategory == below);
            found
        };
        let said = |path: &str| {
            let mut counts: Vec<(usize, String)> = Vec::new();
            for (_, text) in
                others().iter().flat_map(|all| all.iter()).flat_map(|one| &one.texts).filter(|(field, _)| field == path)
            {
                match counts.iter_mut().find(|(_, known)| known == text) {
                    Some((count, _)) => *count += 1,
                    None => counts.push((1, text.clone())),
                }
            }
            // What only one project says is its own, as its name is.
            counts.retain(|(count, _)| *count > 1);
            counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            counts.into_iter().map(|(_, text)| text).take(20).collect()
        };
        let units: Vec<String> = settings
            .map_or(&[][..], |settings| &settings.units)
            .iter()
            .chain(template.map_or(&[][..], |template| &template.units))
            .cloned()
            .collect();
        let around = Around {
            templates: &scope.templates,
            template,
            year,
            gives: &|path| given(path).is_some(),
            suggestions: &suggestions,
            said: &said,
            units: &units,
        };
        match self.is {
            Is::Settings(_) => complete_settings(&spot, &Around { gives: &|_| false, ..around }),
            _ => complete(&spot, &around),
        }
    }

    /// What stands at a place.
    pub fn hover(&self, at: usize) -> Option<Hover> {
        match self.is {
            Is::Project(_) => {
                let (document, project) = self.project_at(at)?;
                let said_at = |span: &Span| {
                    let (line, _) = span.line_column();
                    format!("{}:{line}", span.source.file.path().display())
                };
                hover(&document, &project.template, &project, at, &said_at)
            }
            Is::Template | Is::Settings(_) => {
                let documents = parse(&self.source).ok()?;
                let is_template = matches!(self.is, Is::Template);
                let own = hover_setting(documents.first()?, at, is_template);
                own.or_else(|| self.hover_shared(documents.first()?, at))
            }
            Is::Other => None,
        }
    }

    /// A field that settings give.
    fn hover_shared(&self, document: &Node, at: usize) -> Option<Hover> {
        let scope = self.scope()?;
        let found = find(document, at)?;
        let template = self.usual_form(scope, document)?;
        let (_, field, below) = found.field(template)?;
        let entry = found.entry().filter(|_| below.is_empty())?;
        let range = entry.key_span.range.clone();
        Some(Hover { range, about: crate::assist::about_field(template, field, template.first_year) })
    }

    /// The form that settings mean: of their year, or the newest.
    fn usual_form<'s>(&self, scope: &'s Scope, document: &Node) -> Option<&'s Template> {
        let year = document.get(keys::YEAR).and_then(Node::text).and_then(crate::value::year_alone);
        let newest = scope.templates.iter().map(|template| template.first_year).max();
        scope.templates.for_year(year.or(newest)?).map(|form| &**form)
    }

    /// What is computed from its projects.
    pub fn hints(&self) -> Vec<Hint> {
        let (Is::Project(file), Some(workspace)) = (self.is, self.workspace) else { return Vec::new() };
        let documents = self.documents();
        let of = |document: &Document| {
            workspace.as_it_is(file, document).map_or_else(Vec::new, |project| hints(document, &project))
        };
        documents.iter().flat_map(of).collect()
    }

    /// Its text in order; none where it is already, or cannot be put in order without changing
    /// more.
    pub fn formatted(&self) -> Option<String> {
        let form = |document: &Document| match self.is {
            Is::Project(file) => {
                let scope = self.scope()?;
                let project = self.workspace?.as_it_is(file, document)?;
                scope.templates.iter().find(|form| form.name == project.template.name).map(|form| &**form)
            }
            Is::Settings(scope) => self.usual_form(scope?, &document.node),
            Is::Template | Is::Other => None,
        };
        format(&self.source, &form).filter(|new| *new != self.source.text)
    }

    /// The changes that put it in order.
    pub fn formatted_edits(&self) -> Vec<Edit> {
        self.formatted().map_or_else(Vec::new, |new| edits(&self.source.text, &new))
    }

    /// Where its projects begin.
    pub fn projects(&self) -> Vec<usize> {
        let Is::Project(_) = self.is else { return Vec::new() };
        self.documents().iter().map(|document| document.node.span.range.start).collect()
    }

    /// Its parts.
    pub fn parts(&self) -> Vec<Part> {
        parts(&self.documents())
    }

    /// Its parts of several lines.
    pub fn folds(&self) -> Vec<Range<usize>> {
        folds(&self.source.text, &self.documents())
    }

    /// What stands around a place, from the smallest to the whole text.
    pub fn selection(&self, at: usize) -> Vec<Range<usize>> {
        selection(&self.source.text, &self.documents(), at)
    }

    /// Where what stands at a place is defined, with what leads there: a value that settings
    /// give, a field or a form in its template.
    pub fn definition(&self, at: usize) -> Option<(Range<usize>, Vec<Place>)> {
        let documents = parse(&self.source).ok()?;
        let document = documents.iter().rfind(|document| document.span.range.start <= at)?;
        let found = find(document, at)?;
        let entry = found.entry()?;
        let scope = self.scope()?;
        let range = found.value.map_or_else(|| entry.key_span.range.clone(), |value| value.span.range.clone());
        let text = found.value.and_then(Node::text);
        let is_top = found.entries.len() == 1;
        let template_file = |name: &str| {
            let loaded = scope.templates.find(name)?;
            Some(Place { file: loaded.source.file.clone(), range: Some(0..0) })
        };
        let places: Vec<Place> = match self.is {
            Is::Template => match text {
                Some(name) if is_top && entry.key == "extends" => template_file(name).into_iter().collect(),
                Some(name) => field_in(document, name).map(|key| Place::from(&key.key_span)).into_iter().collect(),
                None => Vec::new(),
            },
            _ if is_top && [keys::YEAR, keys::FORM].contains(&entry.key.as_str()) => {
                let project = self.project_at(at);
                let name = project.map(|(_, project)| project.template.name.clone());
                name.or_else(|| text.map(ToOwned::to_owned)).and_then(|name| template_file(&name)).into_iter().collect()
            }
            _ => {
                let project = self.project_at(at);
                let form = match &project {
                    Some((_, project)) => Some(&*project.template),
                    None => self.usual_form(scope, document),
                };
                let form = form?;
                let (_, field, _) = found.field(form)?;
                let settings = scope.settings.as_ref().and_then(|(settings, _)| settings.given(&field.path));
                let shared = settings.filter(|known| known.key_span.source.file != self.source.file);
                let loaded = scope.templates.loaded().find(|loaded| loaded.template.name == form.name);
                let of_form = loaded.and_then(|loaded| field_in(&loaded.whole, &field.path));
                shared.into_iter().chain(of_form).map(|entry| Place::from(&entry.key_span)).collect()
            }
        };
        (!places.is_empty()).then_some((range, places))
    }

    /// The files that it names: fonts, libraries, folders; and those that were made of it.
    pub fn links(&self) -> Vec<Link> {
        let Some(workspace) = self.workspace else { return Vec::new() };
        let files = &*workspace.files;
        let beside = parent(self.source.file.path());
        let mut found = Vec::new();
        let documents = parse(&self.source).unwrap_or_default();
        match self.is {
            Is::Settings(_) | Is::Template => {
                let mut left: Vec<(String, &Node)> = documents.iter().map(|node| (String::new(), node)).collect();
                while let Some((key, node)) = left.pop() {
                    match &node.value {
                        Value::Mapping(entries) => left.extend(entries.iter().map(|entry| {
                            (
                                if key.is_empty() { entry.key.clone() } else { format!("{key}.{}", entry.key) },
                                &entry.value,
                            )
                        })),
                        Value::Sequence(items) => left.extend(items.iter().map(|item| (key.clone(), item))),
                        Value::Scalar { text, .. } if PATHS.contains(&key.as_str()) => {
                            let path = beside.join(text.trim());
                            if files.kind(&path).is_ok() {
                                found.push(Link { range: node.span.range.clone(), path });
                            }
                        }
                        _ => {}
                    }
                }
            }
            Is::Project(file) => {
                let folder = self.scope().and_then(|scope| scope.settings.as_ref()?.0.output.folder.clone());
                let documents = self.documents();
                for (number, document) in (1..).zip(&documents) {
                    let Some(project) = workspace.as_it_is(file, document) else { continue };
                    let stem = super::names::stem(&file.stem, number, documents.len());
                    let made = ["pdf", "xlsx", "ofd"].map(|ending| format!("{}.{ending}", stem.display()));
                    let made = folder.iter().flat_map(|folder| made.iter().map(|name| folder.join(name)));
                    let path = made.into_iter().find(|path| files.is_file(path));
                    let name = project.template.roles.name.and_then(|id| project.get(id)?.span.clone());
                    if let (Some(path), Some(name)) = (path, name) {
                        found.push(Link { range: name.range, path });
                    }
                }
            }
            Is::Other => {}
        }
        found.sort_by_key(|link| link.range.start);
        found
    }
}

/// The settings that are paths.
const PATHS: [&str; 5] = ["indicators", "fonts.text", "fonts.bold", "fonts.fallback", "output.folder"];

/// The entry of a field in a template, by its path.
pub(super) fn field_in<'n>(template: &'n Node, path: &str) -> Option<&'n Entry> {
    let mut fields = template.entry("fields")?;
    let mut found = None;
    for part in path.split('.') {
        let entry = fields.value.entry(part)?;
        found = Some(entry);
        fields = ["fields", "columns"].iter().find_map(|key| entry.value.entry(key)).unwrap_or(entry);
    }
    found
}
