//! `jixiao` lays out the budget performance-target forms (绩效目标申报表) of
//! Shanghai's public institutions from YAML as PDF and XLSX.
//!
//! The data go one way, through one folder a stage:
//!
//! 1. [`source`] reads YAML into nodes that know their place in the file.
//! 2. [`template`] reads the forms, which are data too: their fields, sums,
//!    indicators, formats, styles and grids.
//! 3. [`project`] takes the nodes of an author's file for the fields of the
//!    year's form, and computes the totals.
//! 4. [`form`] fills the form: a table in which every cell has its text, spans,
//!    role and style.
//! 5. [`text`] breaks texts into lines by the rules of Chinese typesetting, and
//!    [`layout`] deals the lines and rows out to pages.
//! 6. [`check`] finds what a reviewer would send the form back for, in what the
//!    author wrote and in how it can be shown.
//! 7. [`export`] writes the pages as PDF and OFD, and the table with its measures
//!    as XLSX.
//!
//! [`authoring`] makes what an author starts from out of a template, and the text
//! of a file out of a project; [`book`] binds the forms of a submission, and [`verify`]
//! tells whether files still say what their projects do; [`import`] makes project files of filled workbooks,
//! and [`roll`] next year's files of last year's.
//!
//! A stage uses only those before it. [`value`] and [`diag`] hold what all
//! speak of: amounts, dates, lengths, and findings with their places; what is said
//! about them is in [`messages`]. The
//! program's arguments, its terminal and the file system are in the binary;
//! the library takes text and gives bytes.
//!
//! ```
//! use jixiao::{Format, fill, write};
//! use jixiao::check::CheckSettings;
//! use jixiao::diag::Diagnostics;
//! use jixiao::project::{Settings, read_file};
//! use jixiao::source::Source;
//! use jixiao::template::Templates;
//! use jixiao::text::Fonts;
//!
//! let templates = Templates::built_in();
//! let source = Source::new("示例.yaml", "年度: 2026\n项目名称: 青年科技人才服务\n");
//! let mut diagnostics = Diagnostics::new();
//! let file = read_file(&source, &Settings::default(), &templates, &mut diagnostics);
//! for (_, project) in &file.projects {
//!     let fonts = Fonts::built_in();
//!     let Some(table) = fill(project, &fonts, &[Format::Pdf], None, &CheckSettings::default(), &mut diagnostics) else { continue };
//!     let files = write(&table, &fonts, &[Format::Pdf], None).map_err(|error| error.to_string())?;
//!     assert!(files[0].1.starts_with(b"%PDF"));
//! }
//! # Ok::<(), String>(())
//! ```

pub mod authoring;
pub mod book;
pub mod check;
pub mod data;
pub mod diag;
pub mod export;
pub mod form;
pub mod import;
pub mod layout;
pub mod messages;
pub mod project;
pub mod roll;
pub mod source;
pub mod template;
pub mod text;
pub mod value;
pub mod verify;

pub use export::{Created, ExportError};
pub use project::Format;

use std::cell::LazyCell;

use check::CheckSettings;
use diag::Diagnostics;
use form::{Attachment, FormTable};
use project::Project;
use template::Fit;
use text::Fonts;

/// Checks a project and fills its form; none where a check finds an error. `fit`
/// is for this run, and `checks` is what the folder says about the rules; without
/// them, the template's and the rules' own count.
pub fn fill(
    project: &Project,
    fonts: &Fonts,
    formats: &[Format],
    fit: Option<Fit>,
    checks: &CheckSettings,
    diagnostics: &mut Diagnostics,
) -> Option<FormTable> {
    let mut found = check::project(project);
    let mut table = form::build(project);
    table.data = Some(data::of(project).json());
    found.append(check::shown(project, &table));
    found.append(check::page(&table, fonts));
    if formats.contains(&Format::Xlsx) {
        found.append(check::sheet(&table));
    }
    let shrunk = layout::shrink_numbers(&mut table, fonts);
    found.append(check::shrunk(project, &table, &shrunk));
    if fit.or(table.fit) == Some(Fit::OnePage) {
        let fitted = layout::fit_one_page(&mut table, fonts);
        found.append(check::fitted(project, fitted));
    }
    let found = checks.apply(project.name(), found);
    let sound = !found.has_errors();
    diagnostics.append(found);
    sound.then_some(table)
}

/// Attaches a project's file and data to its form, for the formats that take files
/// along.
pub fn attach(table: &mut FormTable, project: &Project) {
    let file = |name: &str, kind, bytes: &str| Attachment {
        name: name.to_owned(),
        kind,
        description: table.metadata.title.clone(),
        bytes: bytes.as_bytes().to_vec(),
    };
    let data = table.data.as_deref().map(|data| file(data::FILE_NAME, "application/json", data));
    let text = file(PROJECT_FILE, "application/yaml", project.span.text());
    table.attachments = data.into_iter().chain([text]).collect();
}

/// The name of a project's own text among the attachments.
const PROJECT_FILE: &str = "project.yaml";

/// Makes the files of a form, in the order of `formats`.
///
/// # Errors
///
/// Only if a format cannot hold what the checks let pass, which is a fault of
/// this library.
pub fn write(
    table: &FormTable,
    fonts: &Fonts,
    formats: &[Format],
    created: Option<Created>,
) -> Result<Vec<(Format, Vec<u8>)>, ExportError> {
    let dealt = layout::Dealt::new(table, fonts);
    let layout = LazyCell::new(|| dealt.place());
    let bytes = |format: &Format| {
        let bytes = match format {
            Format::Pdf => export::pdf(table, &layout, fonts, created)?,
            Format::Xlsx => export::xlsx(table, &dealt.rows(), &layout::sheet_heights(table), created)?,
            Format::Ofd => export::ofd(table, &layout, fonts, created)?,
        };
        Ok((*format, bytes))
    };
    formats.iter().map(bytes).collect()
}
