//! Takes a workspace and a project in it; gives what is written in its fields with its pages,
//! and the text of its file with another value.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::error::Error;
use super::make::lay_out_as_it_is;
use super::texts::text;
use super::words;
use super::workspace::Workspace;
use crate::diag::{Diagnostics, FileId, Source, Texts};
use crate::export::{Glyphs, svg};
use crate::fields::{self, FieldChange, FieldState, FormShape, Step, Written, written};
use crate::form::Cell;
use crate::project::{Project, keys, read_as_it_is};
use crate::source::edit::{Document, line_start};
use crate::source::{Node, Value};

/// A project as it is filled in, with its mistakes.
#[derive(Clone, Debug, Serialize)]
pub struct OpenForm {
    /// What it is called; empty where it has no name yet.
    pub name: String,
    /// How many projects its file holds.
    pub projects: usize,
    /// Its year, as it is written.
    pub year: Written,
    /// The name of its form, where it is written.
    pub named_form: Written,
    /// The forms that it may name.
    pub forms: Vec<FormName>,
    /// What its form asks for; none where its year has none.
    pub form: Option<FormShape>,
    /// What is written in each of the form's fields.
    pub fields: Vec<FieldState>,
    /// Its pages, as SVG: see [`Glyphs`] for what they need.
    pub pages: Vec<String>,
}

/// A form that a project may name.
#[derive(Clone, Debug, Serialize)]
pub struct FormName {
    /// The name, such as `2023`.
    pub name: String,
    /// What the form calls itself.
    pub title: String,
}

impl Workspace {
    /// A project, by its number in its file, from 1; none where there is none, or its file is
    /// no YAML, which [`check`](Self::check) says.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn form(&self, path: &Path, number: usize, glyphs: &mut Glyphs) -> Result<Option<OpenForm>, Error> {
        let Some(known) = self.project_file(path) else { return Ok(None) };
        let scope = &self.scopes[known.scope];
        let Ok(source) = text(&*self.files, path) else { return Ok(None) };
        let documents = Document::all(&source);
        let Some(document) = number.checked_sub(1).and_then(|index| documents.get(index)) else { return Ok(None) };
        let mut open = OpenForm {
            name: String::new(),
            projects: documents.len(),
            year: fields::at_path(&document.node, keys::YEAR),
            named_form: fields::at_path(&document.node, keys::FORM),
            forms: scope
                .templates
                .iter()
                .map(|form| FormName { name: form.name.clone(), title: form.title.clone() })
                .collect(),
            form: None,
            fields: Vec::new(),
            pages: Vec::new(),
        };
        let Some((settings, _)) = &scope.settings else { return Ok(Some(open)) };
        if let Some(project) = read_as_it_is(&document.node, settings, &scope.templates, &mut Diagnostics::new()) {
            let fonts = self.fonts.of(&*self.files, &project, settings)?.fonts;
            let (table, layout) = lay_out_as_it_is(&project, &fonts, settings.output.fit);
            open.pages = svg(&table, &layout, &fonts, glyphs, &|cell| link(document, &project, cell));
            open.name = project.name().to_owned();
            open.form = Some(FormShape::of(&project.template, project.year));
            open.fields = written(&document.node, &project.template, Some(&project));
        }
        Ok(Some(open))
    }

    /// What the place of a change says now; none where the change is not of one text, or the
    /// project is not there.
    pub fn said(&self, path: &Path, number: usize, change: &FieldChange) -> Option<String> {
        self.project_file(path)?;
        let source = text(&*self.files, path).ok()?;
        let document = Document::all(&source).into_iter().nth(number.checked_sub(1)?)?;
        fields::said(&document.node, change)
    }

    /// The text of a project's file with a change in a field of it.
    ///
    /// # Errors
    ///
    /// The project or the place is not there, or cannot be changed without changing more.
    pub fn form_changed(&self, path: &Path, number: usize, change: &FieldChange) -> Result<String, Error> {
        let cannot = || Error::new(words::cannot_change_here()).help(words::change_the_text());
        let known = self.project_file(path).ok_or_else(cannot)?;
        let scope = &self.scopes[known.scope];
        let source = text(&*self.files, path).map_err(|_| cannot())?;
        let document = number.checked_sub(1).and_then(|index| Document::all(&source).into_iter().nth(index));
        let document = document.ok_or_else(cannot)?;
        let (settings, _) = scope.settings.as_ref().ok_or_else(cannot)?;
        let project = read_as_it_is(&document.node, settings, &scope.templates, &mut Diagnostics::new());
        let template = project.map(|project| project.template);
        let changed = fields::change(&document, template.as_deref(), change).ok_or_else(cannot)?;
        Ok(source.written(&changed))
    }

    /// The text of a project alone, by its number in its file, from 1.
    pub fn project_text(&self, path: &Path, number: usize) -> Option<String> {
        let source = text(&*self.files, path).ok()?;
        let document = Document::all(&source).into_iter().nth(number.checked_sub(1)?)?;
        Some(document.text()[document.region.clone()].to_owned())
    }

    /// The ways in a file of projects or settings; none where it cannot be read.
    pub fn ways(&self, file: &FileId) -> Option<Ways> {
        let source = self.source(file)?;
        Some(Ways { documents: Document::all(&source), source })
    }
}

/// The ways to the values of a file.
pub struct Ways {
    /// The file.
    pub source: Arc<Source>,
    documents: Vec<Document>,
}

impl Ways {
    /// The way to the value at a place, with the number of the project, from 1; none where
    /// nothing stands there.
    pub fn to(&self, at: usize) -> Option<(usize, Vec<Step>)> {
        let index = self.documents.iter().position(|document| document.region.contains(&at))?;
        let document = &self.documents[index];
        // A comment on a line of its own is about what stands below it.
        let at = below_comments(&self.source.text[..document.region.end], at);
        Some((index + 1, fields::way_to(&document.node, at)))
    }

    /// Where that stands to which a way leads in a project, by its number, from 1, or else the
    /// nearest above it.
    pub fn place(&self, number: usize, way: &[Step]) -> Option<Range<usize>> {
        let document = self.documents.get(number.checked_sub(1)?)?;
        let mut found = document.region.start..document.region.start;
        let mut node = &document.node;
        for step in way {
            let Some((place, below)) = next(node, step) else { break };
            found = match &below.value {
                Value::Scalar { .. } => below.span.range.clone(),
                _ => place,
            };
            node = below;
        }
        Some(found)
    }
}

/// Where what a comment on a line of its own is about begins; the place itself, in other lines.
fn below_comments(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    if !text.get(start..).is_some_and(is_comment) {
        return at;
    }
    let mut next = start;
    for line in text[start..].split_inclusive('\n') {
        if !line.trim().is_empty() && !is_comment(line) {
            return next + line.len() - line.trim_start().len();
        }
        next += line.len();
    }
    at
}

/// Where a step leads, with the place of its key or item.
fn next<'n>(node: &'n Node, step: &Step) -> Option<(Range<usize>, &'n Node)> {
    match (&node.value, step) {
        (Value::Mapping(entries), Step::Key(key)) => {
            let entry = entries.iter().find(|entry| entry.written() == key)?;
            Some((entry.key_span.range.clone(), &entry.value))
        }
        (Value::Sequence(items), Step::Item(number)) => {
            let item = items.get(*number)?;
            Some((item.span.range.start..item.span.range.start, item))
        }
        _ => None,
    }
}

/// The way to what a cell shows, as JSON.
fn link(document: &Document, project: &Project, cell: &Cell) -> Option<String> {
    let field = cell.field.as_ref()?;
    let steps = match &cell.span {
        // Where nothing is written, the place may be that of what comes next.
        Some(span) if span.source.file == document.source.file && !span.range.is_empty() => {
            fields::way_to(&document.node, span.range.start)
        }
        _ => {
            let known = project.template.fields.iter().map(|known| &known.path);
            let path = known
                .filter(|known| field == *known || field.starts_with(&format!("{known}.")))
                .max_by_key(|path| path.len());
            fields::steps(path?)
        }
    };
    serde_json::to_string(&steps).ok()
}
