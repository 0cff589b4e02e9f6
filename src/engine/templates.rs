//! Form templates by themselves: which there are, whether they are right, their empty
//! forms.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::fault;
use super::discover::{load_templates, read_templates, sources_of};
use super::error::Error;
use super::files::Files;
use super::fonts::FontCache;
use super::make::{formats, write};
use super::paths::parent;
use super::reach::Reach;
use super::words;
use crate::check;
use crate::diag::{Diagnostic, FileId, Source};
use crate::export::Created;
use crate::form::{self, BlankRows};
use crate::layout::{fit_blank, lay_out};
use crate::messages::{Message, list};
use crate::project::{Format, Project, Settings};
use crate::template::{Loaded, Template, Templates, review};
use crate::text::Fonts;

/// The templates of the program and those of a folder: the one named, or else the
/// `templates` in or above the current one.
///
/// # Errors
///
/// Templates with mistakes, or a folder that cannot be read.
pub fn templates(files: &dyn Files, folder: Option<&Path>) -> Result<Templates, Error> {
    load_templates(files, &[Path::new(".")], folder)
}

/// The template that a name, a year or a file means.
///
/// # Errors
///
/// None is meant, or one has mistakes.
pub fn template(files: &dyn Files, wanted: &str, folder: Option<&Path>) -> Result<Arc<Loaded>, Error> {
    let path = Path::new(wanted);
    let is_file = files.is_file(path);
    let templates = if is_file { beside(files, path)? } else { templates(files, folder)? };
    let found = match is_file {
        true => templates.loaded().find(|loaded| is_from(loaded, path)),
        false => templates.find(wanted),
    };
    let names = || list(templates.loaded().map(|loaded| loaded.template.name.as_str()));
    let missing = || Error::new(words::no_template(wanted)).help(words::these_templates(names()));
    found.cloned().ok_or_else(missing)
}

/// The templates of a file's folder.
fn beside(files: &dyn Files, file: &Path) -> Result<Templates, Error> {
    let folder = parent(file);
    let whole = load_templates(files, &[], Some(&folder));
    let Err(Error { findings, .. }) = &whole else { return whole };
    // What is wrong with its neighbours, which may be no templates at all, is not asked
    // for.
    let mut places = findings.iter().flat_map(|finding| &finding.labels).map(|label| &label.place.file);
    if places.any(|other| is_named_alike(other, file)) {
        return whole;
    }
    let is_sound = |source: &Arc<Source>| {
        let mut faulty = findings.iter().filter_map(|finding| finding.labels.first());
        faulty.all(|label| label.place.file != source.file)
    };
    let reach = Reach::new(files, [&folder]);
    let sound = sources_of(files, &folder, &reach)?.into_iter().filter(is_sound);
    read_templates(sound, &reach).or(whole)
}

fn is_named_alike(known: &FileId, file: &Path) -> bool {
    known.path().file_name() == file.file_name()
}

fn is_from(loaded: &Loaded, file: &Path) -> bool {
    !loaded.is_built_in && is_named_alike(&loaded.source.file, file)
}

/// What is wrong with the template in a file, and what it is where it can be used.
///
/// # Errors
///
/// A file that cannot be read.
pub fn check_template(files: &dyn Files, file: &Path) -> Result<(Vec<Diagnostic>, Vec<Message>), Error> {
    files.kind(file).map_err(|error| Error::read(file, error))?;
    let templates = match beside(files, file) {
        Ok(templates) => templates,
        Err(error) if !error.findings.is_empty() => {
            let is_own =
                |finding: &Diagnostic| finding.labels.iter().any(|label| is_named_alike(&label.place.file, file));
            let (own, others): (Vec<_>, Vec<_>) = error.findings.into_iter().partition(is_own);
            return Ok((if own.is_empty() { others } else { own }, Vec::new()));
        }
        Err(error) => return Err(error),
    };
    let (mut findings, mut notes) = (Vec::new(), Vec::new());
    for loaded in templates.loaded().filter(|loaded| is_from(loaded, file)) {
        findings.extend(review(loaded, &templates));
        let template = &loaded.template;
        let mut blank = form::blank(template, template.first_year);
        let fonts = Fonts::built_in();
        fit_blank(&mut blank, &fonts);
        let pages = lay_out(&blank, &fonts).pages.len();
        let (fields, columns) = (template.fields.len(), blank.columns.len());
        notes.push(words::template_is_right(&template.name, fields, columns, blank.rows.len(), pages));
    }
    Ok((findings, notes))
}

/// How an empty form is made.
#[derive(Clone, Debug)]
pub struct BlankPlan {
    /// How many rows it has.
    pub rows: BlankRows,
    /// For how many projects a workbook has sheets.
    pub projects: usize,
    /// The formats; without them, those of a build.
    pub formats: Option<Vec<Format>>,
    /// When the files say they were made.
    pub created: Option<Created>,
}

/// The files of a template's empty form for a year, each with its name.
///
/// # Errors
///
/// A form that has no such rows, fonts that cannot be read, or a form that cannot be shown.
pub fn blank(
    files: &dyn Files,
    template: &Arc<Template>,
    year: u16,
    plan: &BlankPlan,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    let fonts = FontCache::default().of(files, &Project::blank(template, year), &Settings::default())?.fonts;
    if let Some(name) = plan.rows.unknown(template) {
        let names = list(BlankRows::names(template));
        return Err(Error::new(words::no_such_rows(&template.name, name)).help(words::rows_are_of(names)));
    }
    let mut blank = form::blank_with(template, year, &plan.rows);
    blank.copies = plan.projects;
    fit_blank(&mut blank, &fonts);
    let mut found = check::page(&blank, &fonts);
    found.append(check::sheet(&blank));
    if found.has_errors() {
        return Err(Error::template(found.sorted()));
    }
    let made = write(&blank, &fonts, &formats(&Settings::default(), plan.formats.as_deref()), plan.created).map_err(
        |error| {
            let Diagnostic { message, help, .. } = fault(&error);
            help.into_iter().fold(Error::new(message), Error::help)
        },
    )?;
    let name = |format: Format| PathBuf::from(format!("{}（{year}年）.{}", template.title, format.extension()));
    Ok(made.into_iter().map(|(format, bytes)| (name(format), bytes)).collect())
}
