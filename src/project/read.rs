//! From a document to a project.

use std::collections::HashSet;
use std::sync::Arc;

use super::entries::{missing, unique_entries, unknown_key};
use super::forms::Choice;
use super::model::{FieldValue, Given, Project};
use super::settings::Settings;
use super::values::read_value;
use crate::diag::{Code, Diagnostic, Diagnostics, Subject};
use crate::messages::{Message, excerpt, names};
use crate::project::words;
use crate::source::{self, Entry, Most, Node, Source, Span, Value};
use crate::template::{FORM, Field, FieldId, Kind, Template, Templates, YEAR};
use crate::value::{self, Units, fold_width, year_alone};

/// Reads the projects of a file, each with its number in the file, from 1.
///
/// Those with mistakes are left out; what is wrong with them is in
/// `diagnostics`.
pub fn read_file(
    source: &Arc<Source>,
    settings: &Settings,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> ProjectFile {
    let mut documents = match source::parse(source) {
        Ok(documents) => documents,
        Err(error) => {
            let (errors, documents) = source::read_on(source, error);
            diagnostics.extend(errors);
            let wrong = wrong_in_itself(&documents, settings, templates).into_iter();
            diagnostics.extend(wrong.map(|error| source::in_place(error, source)));
            return ProjectFile::default();
        }
    };
    // A `---` at the end of a file opens a document that holds nothing.
    documents.retain(|document| !matches!(document.value, Value::Null));
    if documents.is_empty() {
        let error = Diagnostic::new(Code::EmptyFile, words::no_project()).at(Span::whole(source), Message::default());
        diagnostics.push(error.help(words::write_a_project()));
    }
    for document in &documents {
        source::check_comments(document, diagnostics);
        source::check_characters(document, diagnostics);
    }
    let projects = documents.iter().enumerate().filter_map(|(index, document)| {
        read(document, settings, templates, diagnostics).map(|project| (index + 1, project))
    });
    let projects = projects.collect();
    let subjects = documents.iter().map(|document| subject(document, settings, templates)).collect();
    ProjectFile { projects, documents: documents.len(), subjects }
}

/// What is wrong in documents that have gaps, where lines were set aside that are no YAML:
/// single values and names, whatever stood in those lines.
fn wrong_in_itself(documents: &[Node], settings: &Settings, templates: &Templates) -> Vec<Diagnostic> {
    let mut found = Diagnostics::new();
    for document in documents.iter().filter(|document| !matches!(document.value, Value::Null)) {
        read(document, settings, templates, &mut found);
    }
    let values = [Code::BadDate, Code::BadMoney, Code::BadNumber, Code::BadTarget, Code::BadYear];
    let names = [Code::UnknownYear, Code::UnknownKey, Code::UnknownOption, Code::UnknownCategory];
    let is_told = |error: &Diagnostic| values.contains(&error.code) || names.contains(&error.code);
    found.sorted().into_iter().filter(is_told).collect()
}

/// The projects of a file.
#[derive(Debug, Default)]
pub struct ProjectFile {
    /// Those without mistakes, each with its number in the file, from 1.
    pub projects: Vec<(usize, Project)>,
    /// How many projects the file holds, right or wrong.
    pub documents: usize,
    /// What each is called, as far as that can be read, and where it begins.
    pub subjects: Vec<(usize, Arc<Subject>)>,
}

/// What a project is called and who files it, right or wrong as it may be otherwise.
fn subject(document: &Node, settings: &Settings, templates: &Templates) -> (usize, Arc<Subject>) {
    let text = |field: Option<(&Template, FieldId)>| {
        let path = field.map(|(template, id)| template.field(id).path.as_str())?;
        let given = document.entries().iter().chain(&settings.defaults).filter(|entry| entry.key == path);
        let mut texts = given.filter_map(|entry| match &entry.value.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        });
        texts.next()
    };
    let forms = || templates.iter().rev().map(|template| &**template);
    let of = |role: fn(&Template) -> Option<FieldId>| forms().find_map(|form| text(role(form).map(|id| (form, id))));
    let subject = Subject { project: of(|form| form.roles.name), unit: of(|form| form.roles.unit) };
    (document.span.range.start, Arc::new(subject))
}

/// Reads a project, with what the folder's settings give where it is silent.
///
/// Nothing is returned for a document that has mistakes of error level; they
/// are all in `diagnostics` then.
pub fn read(
    document: &Node,
    settings: &Settings,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let mut found = Diagnostics::new();
    let project = read_as_it_is(document, settings, templates, &mut found).filter(|_| !found.has_errors());
    diagnostics.append(found);
    project
}

/// Reads what can be read of a project that may have mistakes: a field with one is blank.
/// Nothing is returned where its form is not known.
pub fn read_as_it_is(
    document: &Node,
    settings: &Settings,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let Value::Mapping(entries) = &document.value else {
        let what = words::project_of_another_kind(document.value.kind());
        let error = Diagnostic::new(Code::WrongType, what).at(document.span.clone(), Message::default());
        diagnostics.push(error.help(words::write_key_and_value()));
        return None;
    };
    if let Some(error) = source::beyond(document, Most::OF_A_FORM) {
        diagnostics.push(error);
        return None;
    }
    let mut found = Diagnostics::new();
    let entries = unique_entries(first_project(entries, &mut found), &mut found, &words::merge_or_delete());
    let defaults: Vec<&Entry> = settings.defaults.iter().collect();
    let year = year(document, &entries, &defaults, &mut found);
    let choice = Choice { asked: settings.form.as_ref(), entries: &entries, defaults: &defaults, templates };
    let form = choice.form(year, &mut found);
    let project = year.zip(form).map(|((year, _), template)| {
        let template = Arc::clone(template);
        let units = Units::new(template.units.iter().chain(&settings.units));
        let mut reader = FieldReader {
            units: &units,
            values: vec![None; template.fields.len()],
            given: vec![None; template.fields.len()],
            template: &template,
            templates,
            diagnostics: &mut found,
        };
        reader.mapping("", &entries, Strict::Yes);
        reader.mapping("", &defaults, Strict::No);
        reader.require(document);
        let values = reader.values;
        let is_form_named = templates.is_named(&template, year);
        Project { template, year, is_form_named, span: document.span.clone(), units, values }
    });
    let sound = !found.has_errors();
    if let (false, Some(project)) = (sound, &project) {
        choice.point_to_others(&project.template, project.year, &document.span, &mut found);
    }
    diagnostics.append(found);
    let mut project = project?;
    project.complete();
    if project.has_too_large_totals() {
        let error = Diagnostic::new(Code::BadNumber, value::words::computed_too_large());
        let error = error.at(document.span.start(), Message::default());
        diagnostics.push(error.help(value::words::check_what_is_added()));
        return None;
    }
    Some(project)
}

/// The entries before those of another project, which begins with a year of its
/// own: without a `---` before it, every key of it would be given twice.
fn first_project<'e>(entries: &'e [Entry], diagnostics: &mut Diagnostics) -> &'e [Entry] {
    let mut years = entries.iter().enumerate().filter(|(_, entry)| entry.key == YEAR);
    let (Some((_, first)), Some((second, again))) = (years.next(), years.next()) else {
        return entries;
    };
    let (before, after) = entries.split_at(second);
    let known: HashSet<&str> = before.iter().map(|entry| entry.key.as_str()).collect();
    if after.iter().filter(|entry| known.contains(entry.key.as_str())).count() < 2 {
        return entries;
    }
    let error = Diagnostic::new(Code::DuplicateKey, words::key_twice(YEAR))
        .at(again.key_span.clone(), words::again())
        .at(first.key_span.clone(), words::first_time());
    diagnostics.push(error.help(words::part_projects()));
    before
}

/// Whether unknown keys are mistakes: a folder's settings may hold fields of
/// other forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strict {
    Yes,
    No,
}

fn year<'e>(
    document: &Node,
    entries: &[&'e Entry],
    defaults: &[&'e Entry],
    diagnostics: &mut Diagnostics,
) -> Option<(u16, &'e Entry)> {
    let Some(entry) = entries
        .iter()
        .chain(defaults)
        .filter(|entry| !matches!(entry.value.value, Value::Null))
        .chain(entries)
        .chain(defaults)
        .find(|entry| entry.key == YEAR)
    else {
        let error = match dashes_above(&document.span) {
            Some(dashes) => missing(YEAR, &dashes).help(words::add_year_or_delete_dashes()),
            None => missing(YEAR, &document.span).help(words::add_year()),
        };
        diagnostics.push(error);
        return None;
    };
    let text = match &entry.value.value {
        Value::Scalar { text, .. } => fold_width(text),
        Value::Null => {
            diagnostics.push(missing(YEAR, &entry.key_span).help(words::write_year()));
            return None;
        }
        other => {
            diagnostics.push(bad_year(words::year_of_another_kind(other.kind()), entry));
            return None;
        }
    };
    match year_alone(&text) {
        Some(year) => Some((year, entry)),
        None => {
            diagnostics.push(bad_year(words::not_a_year(excerpt(&text)), entry));
            None
        }
    }
}

/// The `---` right above a document: it may stand in the middle of a project.
fn dashes_above(document: &Span) -> Option<Span> {
    let before = document.source.text[..document.range.start].trim_end();
    let start = before.len()
        - before.strip_suffix("---").filter(|above| above.is_empty() || above.ends_with('\n')).map(|_| 3)?;
    Some(Span { range: start..before.len(), ..document.clone() })
}

fn bad_year(what: Message, entry: &Entry) -> Diagnostic {
    Diagnostic::new(Code::BadYear, what).at(entry.value.span.clone(), Message::default()).help(words::write_year())
}

struct FieldReader<'a> {
    units: &'a Units,
    template: &'a Template,
    templates: &'a Templates,
    values: Vec<Option<Given>>,
    /// The entry that gave each field, right or wrong.
    given: Vec<Option<&'a Entry>>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> FieldReader<'a> {
    fn mapping(&mut self, parent: &str, entries: &[&'a Entry], strict: Strict) {
        for entry in entries {
            let path = match parent {
                "" => entry.key.clone(),
                parent => format!("{parent}.{}", entry.key),
            };
            let template = self.template;
            let field = template.fields.iter().position(|field| field.path == path || field.also.contains(&path));
            let is_group = template.fields.iter().any(|field| is_below(&field.path, &path));
            match field {
                Some(index) if template.fields[index].by.is_some() => self.computed(entry, strict),
                Some(index) => self.field(index, entry, strict),
                None if is_group => self.group(&path, entry, strict),
                None if parent.is_empty() && [YEAR, FORM].contains(&entry.key.as_str()) => {}
                None if strict == Strict::Yes => self.unknown(parent, entry),
                None => {}
            }
        }
    }

    fn field(&mut self, index: usize, entry: &'a Entry, strict: Strict) {
        match self.given[index] {
            Some(first) if strict == Strict::Yes => self.diagnostics.push(
                Diagnostic::new(Code::DuplicateKey, words::key_in_two_places(excerpt(&entry.key)))
                    .at(entry.key_span.clone(), words::another_place())
                    .at(first.key_span.clone(), words::first_place())
                    .help(words::keep_one()),
            ),
            // The project's own value wins over its folder's; a key left blank is
            // no value.
            Some(first) if !matches!(first.value.value, Value::Null) => {}
            _ => {
                self.given[index] = Some(entry);
                let kind = &self.template.fields[index].kind;
                self.values[index] = read_value((kind, self.units), &entry.value, &entry.key, self.diagnostics);
            }
        }
    }

    /// A table that the program fills in.
    fn computed(&mut self, entry: &Entry, strict: Strict) {
        if strict == Strict::Yes {
            let error = Diagnostic::new(Code::UnknownKey, words::computed_table(excerpt(&entry.key)));
            let error = error.at(entry.key_span.clone(), Message::default());
            self.diagnostics.push(error.help(words::delete_computed_table()));
        }
    }

    fn group(&mut self, path: &str, entry: &'a Entry, strict: Strict) {
        match &entry.value.value {
            Value::Mapping(entries) => {
                let entries = unique_entries(entries, self.diagnostics, &words::delete_one());
                self.mapping(path, &entries, strict);
            }
            Value::Null => {}
            Value::Scalar { text, .. } if self.key_before_wide_colon(path, text).is_some() => {
                let key = self.key_before_wide_colon(path, text).unwrap_or_default();
                let span = &entry.value.span;
                let colon = span.text().find('：').map_or(span.range.start, |colon| span.range.start + colon);
                let place = Span { range: colon..(colon + '：'.len_utf8()).min(span.range.end), ..span.clone() };
                let error = Diagnostic::new(Code::YamlSyntax, words::wide_colon_after(key));
                self.diagnostics.push(error.at(place, Message::default()).help(words::type_colon_after(key)));
            }
            other => {
                let keys = names(self.keys_below(path));
                let what = words::group_of_another_kind(&entry.key, other.kind());
                let help = match other {
                    Value::Sequence(_) => words::without_dashes(keys),
                    _ => words::fill_in_below(keys),
                };
                let error = Diagnostic::new(Code::WrongType, what).at(entry.value.span.clone(), Message::default());
                self.diagnostics.push(error.help(help));
            }
        }
    }

    /// The key of a group with which a text begins, where a full-width colon follows.
    fn key_before_wide_colon(&self, path: &str, text: &str) -> Option<&'a str> {
        let (key, _) = text.split_once('：')?;
        self.keys_below(path).into_iter().find(|known| *known == key.trim())
    }

    fn keys_below(&self, parent: &str) -> Vec<&'a str> {
        let mut keys = Vec::new();
        for field in &self.template.fields {
            let below = match parent {
                "" => Some(field.path.as_str()),
                parent => field.path.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')),
            };
            let key = below.and_then(|below| below.split('.').next());
            keys.extend(key.filter(|key| !keys.contains(key)));
        }
        keys
    }

    fn unknown(&mut self, parent: &str, entry: &Entry) {
        let mut known = self.keys_below(parent);
        if parent.is_empty() {
            known.splice(0..0, [YEAR, FORM]);
        }
        let mut error = unknown_key(entry, &known);
        let elsewhere: Vec<&str> = self
            .templates
            .iter()
            .filter(|template| parent.is_empty() && template.find(&entry.key).is_some())
            .map(|template| template.name.as_str())
            .collect();
        let groups = self.groups_of(&entry.key);
        if parent.is_empty() && !groups.is_empty() {
            error = error.help(words::belongs_below(&entry.key, names(groups)));
        } else if !elsewhere.is_empty() {
            let forms = names(elsewhere);
            error = error
                .note(words::field_of_other_forms(&entry.key, forms, &self.template.name))
                .help(words::delete_line_or_mend_year());
        }
        self.diagnostics.push(error);
    }

    /// The keys below which a key would be right.
    fn groups_of(&self, key: &str) -> Vec<&'a str> {
        let group = |field: &'a Field| match (&field.kind, field.path.rsplit_once('.')) {
            (Kind::Indicators(framework), _) => {
                framework.categories.iter().any(|category| category.name == key).then_some(field.path.as_str())
            }
            (_, Some((group, known))) => (known == key).then_some(group),
            _ => None,
        };
        self.template.fields.iter().filter_map(group).collect()
    }

    fn require(&mut self, document: &Node) {
        for (field, (value, given)) in self.template.fields.iter().zip(self.values.iter().zip(&self.given)) {
            // A value that is there but wrong has been reported already.
            let blank = match value {
                Some(value) => matches!(&value.value, FieldValue::Text(text) if text.trim().is_empty()),
                None => given.is_none_or(|entry| matches!(entry.value.value, Value::Null)),
            };
            if field.required && blank {
                let place = given.map_or(&document.span, |entry| &entry.key_span);
                self.diagnostics.push(missing(field.key(), place).missing([field.path.as_str()]));
            }
        }
    }
}

fn is_below(path: &str, parent: &str) -> bool {
    path.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}
