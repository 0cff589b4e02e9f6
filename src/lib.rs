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
pub mod engine;
pub mod export;
pub mod form;
pub mod import;
pub mod layout;
pub mod messages;
pub mod project;
pub mod roll;
pub mod source;
pub mod style;
pub mod template;
pub mod text;
pub mod value;
pub mod verify;

pub use engine::{attach, fill, write};
pub use export::{Created, ExportError};
pub use project::Format;
