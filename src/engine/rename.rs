//! Another name for a field or an option of a form that a folder has itself: in its template
//! and those that extend it, in the folder's projects and in what these share.
//!
//! What is written anew is read again: nothing is renamed unless every form prints what it did
//! before.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::discover::Scope;
use super::files::{Files, Overlay};
use super::open_text::{Is, OpenText, field_in};
use super::texts::text;
use super::words;
use super::workspace::Workspace;
use crate::assist::{Edit, find};
use crate::diag::{FileId, Source};
use crate::form::{blank, build, print};
use crate::messages::Message;
use crate::project::Project;
use crate::source::edit::{Changes, Document};
use crate::source::write::in_braces;
use crate::source::{Node, Value, parse};
use crate::template::{Field, FieldId, Kind, Loaded, Mention, Template, Templates, mentions, unquoted};

/// What has a name: a field by its path, or an option of one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subject {
    path: String,
    option: Option<String>,
}

/// The changes of files.
pub type FileEdits = Vec<(FileId, Vec<Edit>)>;

impl Subject {
    /// What it is called.
    fn name(&self) -> &str {
        let last = || self.path.rsplit('.').next().unwrap_or_default();
        self.option.as_deref().unwrap_or_else(last)
    }

    fn parts(&self) -> Vec<&str> {
        self.path.split('.').collect()
    }

    /// Where its own name stands in a place that names it, or what is below it.
    fn within(&self, mention: &Mention, source: &str) -> Option<Range<usize>> {
        if self.option.is_some() || mention.option.is_some() {
            let is_it = mention.option == self.option && mention.path == self.path;
            return is_it.then(|| mention.range.clone());
        }
        let rest = mention.path.strip_prefix(&self.path)?;
        let written = source.get(mention.range.clone())?;
        // Parts of the path that stand behind its own name, and so many do in this place.
        let behind = rest.matches('.').count();
        let mut parts = written.rsplitn(behind + 1, '.');
        let own = parts.nth(behind)?;
        let start = own.rfind('.').map_or(0, |dot| dot + 1);
        let at = mention.range.start;
        (rest.is_empty() || rest.starts_with('.')).then(|| at + start..at + own.len())
    }
}

impl<'w> OpenText<'w> {
    /// What stands at a place and could have another name, with that name; none where nothing
    /// does.
    ///
    /// # Errors
    ///
    /// It is part of the program, or of a form that others may have.
    pub fn renamable(&self, at: usize) -> Result<Option<(Range<usize>, String)>, Message> {
        let Some((subject, range, loaded)) = self.subject(at) else { return Ok(None) };
        self.family(&subject, &loaded)?;
        let name = subject.name().to_owned();
        Ok(Some((range, name)))
    }

    /// The changes that give what stands at a place another name.
    ///
    /// # Errors
    ///
    /// Nothing there has a name, or a form would print something else then.
    pub fn rename(&self, at: usize, new: &str) -> Result<FileEdits, Message> {
        let (Some((subject, _, loaded)), Some(workspace)) = (self.subject(at), self.workspace) else {
            return Err(words::nothing_to_rename());
        };
        let new = new.trim();
        if in_braces(new) != new || subject.option.is_none() && new.contains('.') {
            return Err(words::not_a_name(new));
        }
        let family = self.family(&subject, &loaded)?;
        let all = self.places(workspace, &subject, &family);
        let renamed = |(Named(file), mut ranges): (Named, Vec<Range<usize>>)| {
            ranges.sort_by_key(|range| range.start);
            ranges.dedup();
            let edit = |range| Edit { range, text: new.to_owned() };
            (file, ranges.into_iter().map(edit).collect())
        };
        let edits: FileEdits = all.into_iter().map(renamed).collect();
        self.prove(workspace, &subject, new, &edits)?;
        Ok(edits)
    }

    /// What stands at a place, where that is, and the form that has it.
    fn subject(&self, at: usize) -> Option<(Subject, Range<usize>, Arc<Loaded>)> {
        let scope = self.scope()?;
        if let Is::Template = self.is {
            let is_own = |loaded: &&Arc<Loaded>| loaded.source.file == self.source.file && !loaded.is_built_in;
            let loaded = scope.templates.loaded().find(is_own)?;
            let found = names_in(&self.source, &loaded.template);
            let here = found.into_iter().find(|one| one.older.is_none() && contains(&one.range, at))?;
            if here.option.is_some() {
                let subject = Subject { path: here.path, option: here.option };
                return Some((subject, here.range, Arc::clone(loaded)));
            }
            // The part of the path in which the cursor is.
            let behind = self.source.text[at..here.range.end].matches('.').count();
            let parts: Vec<&str> = here.path.split('.').collect();
            let path = parts[..parts.len() - behind].join(".");
            let subject = Subject { path, option: None };
            let range = subject.within(&here, &self.source.text)?;
            return Some((subject, range, Arc::clone(loaded)));
        }
        let (node, form) = match self.is {
            Is::Settings(_) => (parse(&self.source).ok()?.into_iter().next()?, None),
            _ => self.project_at(at).map(|(document, project)| (document.node, Some(project.template)))?,
        };
        let found = find(&node, at)?;
        let keys: Vec<&str> = found.entries.iter().map(|entry| entry.key.as_str()).collect();
        let path = keys.join(".");
        let entry = found.entry()?;
        let loaded = match form {
            Some(form) => scope.templates.loaded().find(|loaded| loaded.template.name == form.name)?,
            None => self.form_that_shares(scope, &path)?,
        };
        field_in(&loaded.whole, &path)?;
        let Some(value) = found.value else {
            let range = unquoted(&self.source.text, &entry.key_span.range, entry.written())?;
            return Some((Subject { path, option: None }, range, Arc::clone(loaded)));
        };
        let Value::Scalar { text, .. } = &value.value else { return None };
        let (Kind::Choice(options) | Kind::Choices(options)) = &field(&loaded.template, &path)?.kind else {
            return None;
        };
        let option = options.iter().find(|option| *option == text.trim())?.clone();
        let range = unquoted(&self.source.text, &value.span.range, text)?;
        Some((Subject { path, option: Some(option) }, range, Arc::clone(loaded)))
    }

    /// The form that has a field which projects share: one of those projects, or else one of the
    /// folder's own.
    fn form_that_shares(&self, scope: &'w Scope, path: &str) -> Option<&'w Arc<Loaded>> {
        let workspace = self.workspace?;
        let all: Vec<&Arc<Loaded>> =
            scope.templates.loaded().filter(|loaded| field_in(&loaded.whole, path).is_some()).collect();
        let is_below = |number: usize| {
            let mut above = std::iter::successors(Some(number), |number| workspace.scopes[*number].above);
            above.any(|number| std::ptr::eq(&workspace.scopes[number], scope))
        };
        let below = workspace.projects.iter().filter(|file| is_below(file.scope));
        let mut used = below.flat_map(|file| projects(workspace, file)).flatten().map(|project| project.template);
        let of = |form: Arc<Template>| all.iter().find(|loaded| loaded.template.name == form.name).copied();
        used.find_map(of).or_else(|| all.iter().find(|loaded| !loaded.is_built_in).or(all.first()).copied())
    }

    /// The templates that have the field: the first of those that a form extends, and all that
    /// extend it.
    fn family(&self, subject: &Subject, loaded: &Arc<Loaded>) -> Result<Vec<Arc<Loaded>>, Message> {
        let templates = &self.scope().ok_or_else(words::nothing_to_rename)?.templates;
        let has = |one: &Loaded| match &subject.option {
            None => field_in(&one.whole, &subject.path).is_some(),
            Some(option) => field(&one.template, &subject.path).is_some_and(|field| options(field).contains(option)),
        };
        let built_in = Templates::built_in();
        let base = |one: &Loaded| {
            let name = one.extends.as_ref()?;
            // What extends its own name extends what it replaces.
            let other = templates.find(name).filter(|_| *name != one.template.name);
            other.or_else(|| built_in.find(name)).filter(|base| has(base)).cloned()
        };
        let first = |one: &Arc<Loaded>| std::iter::successors(Some(Arc::clone(one)), |one| base(one)).take(MOST).last();
        let own = first(loaded).ok_or_else(words::nothing_to_rename)?;
        if own.is_built_in {
            return Err(words::name_is_of_the_program(subject.name(), &own.template.name));
        }
        // What a book takes from projects by this name, it would not find.
        let takes = |field: &Field| field.takes(&subject.path);
        let is_taken = |one: &&Arc<Loaded>| {
            one.template.fields.iter().any(|field| takes(field) || field.kind.columns().iter().any(takes))
        };
        if let Some(book) = templates.loaded().find(is_taken).filter(|_| subject.option.is_none()) {
            return Err(words::name_is_taken_by(subject.name(), &book.template.name));
        }
        let is_of_it =
            |one: &&Arc<Loaded>| has(one) && first(one).is_some_and(|first| first.source.file == own.source.file);
        Ok(templates.loaded().filter(is_of_it).cloned().collect())
    }

    /// Where the name stands, in all files.
    fn places(
        &self,
        workspace: &Workspace,
        subject: &Subject,
        family: &[Arc<Loaded>],
    ) -> BTreeMap<Named, Vec<Range<usize>>> {
        let mut found: BTreeMap<Named, Vec<Range<usize>>> = BTreeMap::new();
        let mut add = |file: &FileId, ranges: Vec<Range<usize>>| {
            if !ranges.is_empty() {
                found.entry(Named(file.clone())).or_default().extend(ranges);
            }
        };
        let is_of_family = |name: &str| family.iter().any(|one| one.template.name == name);
        for loaded in self.scope().iter().flat_map(|scope| scope.templates.loaded()).filter(|one| !one.is_built_in) {
            let is_own = is_of_family(&loaded.template.name);
            let names = names_in(&loaded.source, &loaded.template).into_iter().filter(|one| match &one.older {
                None => is_own,
                Some(older) => is_of_family(older),
            });
            let ranges = names.filter_map(|one| subject.within(&one, &loaded.source.text)).collect();
            add(&loaded.source.file, ranges);
        }
        let mut scopes = vec![false; workspace.scopes.len()];
        for file in &workspace.projects {
            let Ok(source) = file.text(&*workspace.files) else { continue };
            for document in Document::all(&source) {
                let form = workspace.as_it_is(file, &document).map(|project| project.template);
                let Some(form) = form.filter(|form| is_of_family(&form.name)) else { continue };
                scopes[file.scope] = true;
                add(&source.file, names_of(&document.node, subject, &form));
            }
        }
        // The file itself, where no project of the form goes by it yet.
        let is_here =
            |scope: &Scope| matches!(&scope.settings_file, Some(Ok(source)) if source.file == self.source.file);
        let shares = |(number, scope): &(usize, &Scope)| scopes[*number] || is_here(scope);
        for (number, scope) in workspace.scopes.iter().enumerate().filter(shares) {
            let above = std::iter::successors(Some(number), |number| workspace.scopes[*number].above);
            let form = scope.templates.iter().find(|form| is_of_family(&form.name));
            for number in above {
                let Some(Ok(source)) = &workspace.scopes[number].settings_file else { continue };
                if let (Some(document), Some(form)) = (Document::first(source), form) {
                    add(&source.file, names_of(&document.node, subject, form));
                }
            }
        }
        found
    }

    /// Reads all with the new name: every form has to print what it did.
    fn prove(&self, workspace: &Workspace, subject: &Subject, new: &str, edits: &FileEdits) -> Result<(), Message> {
        let files = Overlay::new(Arc::clone(&workspace.files) as Arc<dyn Files>);
        for (file, edits) in edits {
            let Ok(source) = text(&*workspace.files, file.path()) else { return Err(words::nothing_to_rename()) };
            let changes: Changes = edits.iter().map(|edit| (edit.range.clone(), edit.text.clone())).collect();
            files.set(file.path(), Some(changes.apply(&source.text).into_bytes()));
        }
        let again = Workspace::open(Arc::new(files), workspace.roots(), workspace.options.clone());
        let again = again.map_err(|error| {
            let first = error.findings.into_iter().next();
            words::new_name_is_wrong(new, first.map_or(error.what, |finding| finding.message))
        })?;
        let is_same = |before: &str, now: &str| match &subject.option {
            Some(option) => before == now || before.replace(option.as_str(), new) == now,
            None => before == now,
        };
        for (before, now) in forms(workspace).zip(forms(&again)) {
            let (old, renewed) = (blank(before, before.first_year), blank(now, now.first_year));
            let texts = old.cells.iter().zip(&renewed.cells).all(|(old, new)| is_same(&old.text, &new.text));
            if !texts || old.cells.len() != renewed.cells.len() || before.fields.len() != now.fields.len() {
                return Err(words::form_would_change(&before.name));
            }
        }
        for file in &workspace.projects {
            let other = again.project_file(file.file.path()).ok_or_else(words::nothing_to_rename)?;
            let (old, now) = (projects(workspace, file), projects(&again, other));
            let is_alike = |(old, now): (&Option<Project>, &Option<Project>)| match (old, now) {
                (Some(old), Some(now)) => is_printed_alike(old, now, &is_same),
                (None, None) => true,
                _ => false,
            };
            if old.len() != now.len() || !old.iter().zip(&now).all(is_alike) {
                return Err(words::project_would_change(file.file.name()));
            }
        }
        Ok(())
    }
}

/// The most templates that extend each other.
const MOST: usize = 32;

/// A file, in the order of names.
#[derive(PartialEq, Eq)]
struct Named(FileId);

impl Ord for Named {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.path().cmp(other.0.path())
    }
}

impl PartialOrd for Named {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn contains(range: &Range<usize>, at: usize) -> bool {
    range.start <= at && at <= range.end
}

/// A field, or a column of one, by its path.
fn field<'t>(template: &'t Template, path: &str) -> Option<&'t Field> {
    let own = |path: &str| template.fields.iter().find(|field| field.path == path);
    own(path).or_else(|| {
        let (table, column) = path.rsplit_once('.')?;
        field(template, table)?.kind.columns().iter().find(|known| known.path == column)
    })
}

fn options(field: &Field) -> &[String] {
    match &field.kind {
        Kind::Choice(options) | Kind::Choices(options) => options,
        _ => &[],
    }
}

/// The names in a template's own text.
fn names_in(source: &Arc<Source>, template: &Template) -> Vec<Mention> {
    let documents = parse(source).unwrap_or_default();
    documents.first().map_or_else(Vec::new, |node| mentions(node, &|path| field(template, path).is_some()))
}

/// Where a project, or what projects share, has a field or an option of it.
fn names_of(node: &Node, subject: &Subject, form: &Template) -> Vec<Range<usize>> {
    fn walk(node: &Node, parts: &[&str], found: &mut dyn FnMut(&crate::source::Entry)) {
        match (&node.value, parts) {
            (Value::Mapping(entries), [first, rest @ ..]) => {
                for entry in entries.iter().filter(|entry| entry.key == *first) {
                    if rest.is_empty() {
                        found(entry);
                    }
                    walk(&entry.value, rest, found);
                }
            }
            (Value::Sequence(items), [_, ..]) => items.iter().for_each(|item| walk(item, parts, found)),
            _ => {}
        }
    }
    let mut ranges = Vec::new();
    match &subject.option {
        None => walk(node, &subject.parts(), &mut |entry| {
            ranges.extend(unquoted(&entry.key_span.source.text, &entry.key_span.range, entry.written()));
        }),
        Some(option) => {
            let also = field(form, &subject.path).map_or(&[][..], |field| &field.also);
            for path in std::iter::once(&subject.path).chain(also) {
                let parts: Vec<&str> = path.split('.').collect();
                walk(node, &parts, &mut |entry| {
                    let values = entry.value.items_or_self();
                    let is_it = |node: &&Node| matches!(&node.value, Value::Scalar { text, .. } if text == option);
                    let range = |node: &Node| unquoted(&node.span.source.text, &node.span.range, option);
                    ranges.extend(values.iter().filter(is_it).filter_map(range));
                });
            }
        }
    }
    ranges
}

/// The forms of a workspace.
fn forms(workspace: &Workspace) -> impl Iterator<Item = &Arc<Template>> {
    workspace.scopes.iter().flat_map(|scope| scope.templates.iter())
}

/// The projects of a file; none for what cannot be read.
fn projects(workspace: &Workspace, file: &super::discover::ProjectFile) -> Vec<Option<Project>> {
    let documents = file.text(&*workspace.files).map(|source| Document::all(&source)).unwrap_or_default();
    documents.iter().map(|document| workspace.as_it_is(file, document)).collect()
}

/// Whether two projects print the same, and hold the same in fields that are not printed.
fn is_printed_alike(old: &Project, now: &Project, is_same: &dyn Fn(&str, &str) -> bool) -> bool {
    let value = |project: &Project, index: usize| {
        let id = FieldId(index);
        let given = project.get(id);
        given.map(|given| print::value(&project.template.field(id).kind, given))
    };
    let alike = |one: Option<String>, other: Option<String>| match (one, other) {
        (Some(one), Some(other)) => is_same(&one, &other),
        (one, other) => one == other,
    };
    let count = old.template.fields.len();
    let (before, after) = (build(old), build(now));
    count == now.template.fields.len()
        && (0..count).all(|index| alike(value(old, index), value(now, index)))
        && before.cells.len() == after.cells.len()
        && before.cells.iter().zip(&after.cells).all(|(old, new)| is_same(&old.text, &new.text))
}
