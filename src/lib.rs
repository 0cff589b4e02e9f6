//! `jixiao` lays out the budget performance-target forms (绩效目标申报表) of
//! Shanghai's public institutions from YAML as PDF, XLSX and OFD.
//!
//! A [`Workspace`] opens folders of projects over [`Files`], which are on disk, in memory
//! or somewhere else. It is told what changes, and gives the findings of all projects and
//! the pages of one; [`BuildPlan`] and the other plans of [`engine`] say what is to be made,
//! and give a report of what was. [`diag`] has what findings are and how they are shown.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//!
//! use jixiao::diag::{Colour, render};
//! use jixiao::{BuildPlan, Code, Files, Format, Language, Memory, Options, Workspace};
//!
//! let (files, file) = (Arc::new(Memory::new()), Path::new("项目/青年.yaml"));
//! files.write(file, "年度: 2026\n项目名称: 青年科技人才服务\n".as_bytes())?;
//! let mut workspace = Workspace::open(files.clone(), &["项目".into()], Options::default())?;
//!
//! // A text that somebody is typing lies over the file until it is saved.
//! workspace.change(file, Some("年度: 2026\n项目名: 青年科技人才服务\n"))?;
//! let checked = workspace.check(&())?;
//! assert!(checked.findings.iter().any(|finding| finding.code == Code::UnknownKey));
//! print!("{}", render(&checked.findings, &workspace, Colour::Never, Language::English));
//!
//! workspace.change(file, None)?;
//! let built = workspace.build(&BuildPlan { formats: Some(vec![Format::Pdf]), ..BuildPlan::default() }, &())?;
//! assert_eq!((built.projects, built.failed), (1, 0));
//! assert!(files.read(Path::new("out/青年.pdf"), 1 << 20)?.starts_with(b"%PDF"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Inside, the data go one way, through one folder a stage:
//!
//! 1. `source` reads YAML into nodes that know their place in the file.
//! 2. `template` reads the forms, which are data too: their fields, sums, indicators,
//!    formats, styles and grids.
//! 3. `project` takes the nodes of an author's file for the fields of the year's form, and
//!    computes the totals.
//! 4. `form` fills the form: a table in which every cell has its text, spans, role and
//!    style.
//! 5. `text` breaks texts into lines by the rules of Chinese typesetting, and `layout`
//!    paginates the lines and rows.
//! 6. `check` finds what a reviewer would send the form back for, in what the author wrote
//!    and in how it can be shown.
//! 7. `export` writes the pages as PDF and OFD, and the table with its measures as XLSX.
//! 8. `engine` does all this for folders.
//! 9. [`page`] is asked by a page in the browser, over a folder.
//!
//! A stage uses only those before it. `value` and [`diag`] hold what all speak of: amounts,
//! dates, lengths, and findings with their places.
//!
//! # Features
//!
//! - `cli` (default): the program.
//! - `fonts` (default): Noto Serif SC and Noto Sans Symbols 2, 30 MB, in the library.
//!   Without them, forms are set in the fonts that settings or templates name.

pub(crate) mod assist;
pub(crate) mod authoring;
pub(crate) mod book;
pub(crate) mod check;
pub(crate) mod collect;
pub(crate) mod data;
pub mod diag;
pub mod engine;
pub(crate) mod export;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod import;
pub(crate) mod layout;
pub(crate) mod library;
pub(crate) mod mark;
pub mod messages;
pub mod page;
pub(crate) mod project;
pub(crate) mod roll;
pub(crate) mod source;
pub(crate) mod style;
pub(crate) mod template;
pub(crate) mod text;
pub(crate) mod unpack;
pub(crate) mod value;
pub(crate) mod verify;

pub use diag::{Code, Diagnostic, Level, Texts};
pub use engine::{BuildPlan, Built, Checked, Disk, Error, Files, Memory, Options, Workspace};
pub use messages::{Language, Message};
pub use project::Format;

/// The stages, for the tests and benchmarks of this package alone.
#[doc(hidden)]
#[allow(missing_docs, reason = "no part of the public face")]
pub mod internals {
    macro_rules! stages {
        ($($stage:ident)*) => {$(
            pub mod $stage {
                pub use crate::$stage::*;
            }
        )*};
    }

    stages! {
        assist authoring book check data export fields form import layout library project roll source style template text
        unpack value
        verify
    }

    pub use crate::engine::make::{attach, fill, write};
}
