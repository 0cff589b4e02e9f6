//! `jixiao.yaml`: what the projects of a folder share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::entries::{unique_entries, unknown_key};
use super::forms::named_form;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::messages::Message;
use crate::project::words;
use crate::source::{self, Entry, Most, Node, Source, Span, Value, from_node};
use crate::style::Fit;
use crate::template::{FORM, FontNames, Template, Templates, YEAR};

/// The contents of a `jixiao.yaml`: values for fields, under Chinese keys, and
/// settings of the program, under English ones.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Values for fields that a project leaves out. Of several for one, the first counts
    /// that is not left blank: those of the nearest folder come first.
    pub(super) defaults: Vec<Entry>,
    /// The form of all projects, whichever they and the folder name.
    pub form: Option<Arc<Template>>,
    /// Where and what to write.
    pub output: OutputSettings,
    /// The office's own fonts.
    pub fonts: FontNames,
    /// A file, or a folder of files, with the office's own indicators.
    pub indicators: Option<PathBuf>,
    /// The units of targets beside those that everybody knows.
    pub units: Vec<String>,
    /// What it says about the checks, for the stage that knows them; not what the folders
    /// above say.
    pub checks: Option<Node>,
    /// The fonts and indicators that it names itself, and where.
    pub named: Vec<(PathBuf, Span)>,
    /// Where the folder of the output is named.
    pub output_folder: Option<Span>,
}

/// Where and what to write.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputSettings {
    /// The folder: relative to that of the `jixiao.yaml` until it is read, whole afterwards.
    pub folder: Option<PathBuf>,
    /// The kinds of files.
    pub formats: Option<Vec<Format>>,
    /// On how many pages each form is to be, whatever its template says.
    pub fit: Option<Fit>,
    /// Whether the project's file and data are attached to PDF and OFD.
    pub attach: Option<bool>,
    /// Whether a folder's projects are bound as a book, however many they are.
    pub book: Option<bool>,
}

impl OutputSettings {
    fn beside(self, file: &Path) -> Self {
        let folder = file.parent().unwrap_or(Path::new(""));
        Self { folder: self.folder.map(|path| folder.join(path)), ..self }
    }

    fn or(self, others: &Self) -> Self {
        Self {
            folder: self.folder.or_else(|| others.folder.clone()),
            formats: self.formats.or_else(|| others.formats.clone()),
            fit: self.fit.or(others.fit),
            attach: self.attach.or(others.attach),
            book: self.book.or(others.book),
        }
    }
}

/// A kind of output file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A page to print and hand in.
    Pdf,
    /// A sheet to upload.
    Xlsx,
    /// A page to exchange and archive, by GB/T 33190.
    Ofd,
}

impl Format {
    /// Those that are made where nobody asks for others.
    pub(crate) const DEFAULT: [Self; 2] = [Self::Pdf, Self::Xlsx];

    /// The ending of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Ofd => "ofd",
        }
    }

    /// The format whose files' names have an ending, in capitals or small letters.
    pub fn of(ending: &str) -> Option<Self> {
        [Self::Pdf, Self::Xlsx, Self::Ofd].into_iter().find(|format| ending.eq_ignore_ascii_case(format.extension()))
    }
}

impl Settings {
    /// Whether it gives a value for the field at a path.
    pub fn gives(&self, path: &str) -> bool {
        self.given(path).is_some()
    }

    /// The entry that gives a value for the field at a path.
    pub(crate) fn given(&self, path: &str) -> Option<&Entry> {
        fn given<'e>(entries: &'e [Entry], path: &str) -> Option<&'e Entry> {
            let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
            entries.iter().filter(|entry| entry.key == key).find_map(|entry| match (rest, &entry.value.value) {
                (Some(rest), Value::Mapping(entries)) => given(entries, rest),
                (Some(_), _) | (None, Value::Null) => None,
                (None, _) => Some(entry),
            })
        }
        given(&self.defaults, path)
    }

    /// The values for fields alone, without what settings say to the program: nobody but who
    /// runs it has a say in that.
    #[must_use]
    pub fn values(self) -> Self {
        Self { defaults: self.defaults, ..Self::default() }
    }

    /// These settings, and where they are silent those of the folder above.
    #[must_use]
    pub fn over(mut self, above: &Self) -> Self {
        self.defaults.extend(above.defaults.iter().cloned());
        self.units.extend(above.units.iter().cloned());
        let indicators = self.indicators.take().or_else(|| above.indicators.clone());
        let output_folder = self.output_folder.take().or_else(|| above.output_folder.clone());
        let (output, fonts) = (self.output.or(&above.output), self.fonts.or(&above.fonts));
        Self { output, output_folder, fonts, indicators, ..self }
    }

    /// The form of a year's project that names none.
    pub fn form_of_year<'s>(&'s self, year: u16, templates: &'s Templates) -> Option<&'s Template> {
        let named = self.defaults.iter().find(|entry| entry.key == FORM);
        let named = named.and_then(|entry| named_form(entry, templates).ok());
        self.form.as_ref().or(named).or_else(|| templates.for_year(year)).map(|form| &**form)
    }

    /// Reads a `jixiao.yaml`. A key that no form knows is reported here; one
    /// that some form knows is taken by the projects of that form.
    pub fn read(source: &Arc<Source>, templates: &Templates, diagnostics: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let entries = entries(source, diagnostics);
        for entry in unique_entries(&entries, diagnostics, &words::delete_one()) {
            diagnostics.extend(settings.take(entry, source.file.path(), templates).err());
        }
        settings
    }

    /// Takes what an entry of a file says.
    fn take(&mut self, entry: &Entry, file: &Path, templates: &Templates) -> Result<(), Diagnostic> {
        match entry.key.as_str() {
            "output" => {
                self.output = value_of::<OutputSettings>(entry)?.beside(file);
                self.output_folder = scalars(&entry.value, "folder").map(|node| node.span.clone()).next();
            }
            "indicators" => {
                let Value::Scalar { text, .. } = &entry.value.value else {
                    let what = words::indicators_of_another_kind(entry.value.value.kind());
                    return Err(wrong(what, &entry.value.span).help(words::name_a_library()));
                };
                let path = file.with_file_name("").join(text.trim());
                self.named.push((path.clone(), entry.value.span.clone()));
                self.indicators = Some(path);
            }
            "units" => self.units = value_of(entry).map_err(|error| error.help(words::units_example()))?,
            "checks" => self.checks = Some(entry.value.clone()),
            "fonts" => self.take_fonts(entry, file)?,
            key if is_known(key, templates) => {
                self.defaults.push(entry.clone());
                if key == FORM && !matches!(entry.value.value, Value::Null) {
                    // It is told once, and not with every project.
                    named_form(entry, templates)?;
                }
            }
            _ => return Err(unknown_key(entry, &known_keys(templates))),
        }
        Ok(())
    }

    fn take_fonts(&mut self, entry: &Entry, file: &Path) -> Result<(), Diagnostic> {
        let nodes = ["text", "bold", "fallback"].map(|key| scalars(&entry.value, key));
        let nodes: Vec<&Node> = nodes.into_iter().flatten().collect();
        self.fonts = value_of::<FontNames>(entry)?.beside(file);
        let FontNames { text, bold, fallback } = &self.fonts;
        let paths = text.iter().chain(bold).chain(fallback).cloned();
        self.named.extend(paths.zip(nodes.iter().map(|node| node.span.clone())));
        match scalars(&entry.value, "fallback").nth(FontNames::MOST_FALLBACK) {
            Some(beyond) => {
                let what = words::too_many_fonts(fallback.len(), FontNames::MOST_FALLBACK);
                Err(wrong(what, &beyond.span).help(words::delete_fonts()))
            }
            None => Ok(()),
        }
    }
}

/// The entries of a `jixiao.yaml`; none where it is none.
fn entries(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let document = match source::parse(source) {
        Ok(mut documents) if documents.len() <= 1 => documents.pop(),
        Ok(_) => {
            diagnostics.push(wrong(words::one_document(), &Span::whole(source)));
            return Vec::new();
        }
        Err(error) => {
            diagnostics.extend(source::read_on(source, error).0);
            return Vec::new();
        }
    };
    let Some(document) = document else { return Vec::new() };
    if let Some(error) = source::beyond(&document, Most::OF_SETTINGS) {
        diagnostics.push(error);
        return Vec::new();
    }
    source::check_characters(&document, diagnostics);
    match document.value {
        Value::Mapping(entries) => return entries,
        Value::Null => {}
        other => diagnostics.push(wrong(words::settings_of_another_kind(other.kind()), &document.span)),
    }
    Vec::new()
}

/// Says that something in a `jixiao.yaml` is wrong.
fn wrong(what: Message, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::Settings, what).at(span.clone(), Message::default())
}

/// What an entry holds.
fn value_of<T: DeserializeOwned>(entry: &Entry) -> Result<T, Diagnostic> {
    let read = from_node(&entry.value).map(|(value, _)| value);
    read.map_err(|error| wrong(error.message, error.span.as_ref().unwrap_or(&entry.value.span)))
}

/// The texts below a key of a mapping, one or a list of them.
fn scalars<'n>(node: &'n Node, key: &'n str) -> impl Iterator<Item = &'n Node> {
    let values = node.entries().iter().filter(move |entry| entry.key == key).map(|entry| &entry.value);
    values.flat_map(|value| match &value.value {
        Value::Sequence(items) => items.iter().collect(),
        Value::Scalar { .. } => vec![value],
        _ => Vec::new(),
    })
}

/// Whether a project of some form may have a key at its top. Most keys are those of
/// the newest form, so that no other need be read.
fn is_known(key: &str, templates: &Templates) -> bool {
    key == YEAR || key == FORM || templates.iter().rev().flat_map(tops).any(|top| top == key)
}

/// The keys that a project of any form may have at its top, and those of settings.
fn known_keys(templates: &Templates) -> Vec<&str> {
    let mut known = vec![YEAR, FORM, "output", "fonts", "units", "indicators", "checks"];
    for top in templates.iter().flat_map(tops) {
        if !known.contains(&top) {
            known.push(top);
        }
    }
    known
}

fn tops(template: &Arc<Template>) -> impl Iterator<Item = &str> {
    let paths = template.fields.iter().flat_map(|field| std::iter::once(&field.path).chain(&field.also));
    paths.map(|path| path.split('.').next().unwrap_or(path))
}
