//! The engine: takes files and what is wanted of them; gives findings, pages, files and
//! reports. Every way in (the command line, and others) does its work through it.
//!
//! It knows no terminal and no process. A [`Workspace`] is opened over [`Files`]: it is
//! told what changes, and gives the findings of all projects, the pages of one, and
//! carries out plans. What a run learns is in its report.
//!
//! 1. `files`, `disk`: what stands where.
//! 2. `discover`: which files are projects, by which settings and templates they go.
//! 3. `workspace`, `run`, `parallel`: reads each file when its turn comes, and remembers.
//! 4. `make`, `build`, `book`, `merge`: makes files; `names`, `ledger`, `digest`, `shard`:
//!    which, and what is known of those that are there.
//! 5. `verify`, `roll`, `import`, `fix`, `start`, `templates`, `extract`: the other plans.

mod book;
mod build;
mod digest;
mod discover;
mod disk;
mod error;
mod events;
mod extract;
mod files;
mod fix;
mod fonts;
mod import;
mod ledger;
pub(crate) mod make;
mod merge;
mod names;
mod parallel;
mod roll;
mod run;
mod shard;
mod start;
mod templates;
mod verify;
mod words;
mod workspace;

pub use build::{BuildMemo, BuildPlan, Built, Target};
pub use discover::MOST_BYTES;
pub use error::Error;
pub use events::{Events, Work};
pub use extract::{extract_data, extract_project};
pub use files::{Disk, Files, Kind, Memory};
pub use fix::Fixed;
pub use fonts::FontUse;
pub use import::{ImportPlan, ImportedFiles, import};
pub use merge::{Merged, merge};
pub use roll::{RollPlan, RolledFolder, roll};
pub use shard::{NotAShard, Shard};
pub use start::{form_of_year, new_folder, new_project, new_template};
pub use templates::{blank, check_template, template, templates};
pub use verify::{Verified, VerifyPlan, verify};
pub use workspace::{Checked, Options, Workspace};

pub use crate::authoring::{describe, schema as project_schema};
pub use crate::check::Outline;
pub use crate::export::Created;
pub use crate::layout::Layout;
pub use crate::style::Fit;
pub use crate::template::{Loaded, Template, Templates, schema as template_schema};
