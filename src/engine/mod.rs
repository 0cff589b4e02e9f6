//! The engine: takes files and what is wanted of them; gives findings, pages, files and
//! reports. Every way in (the command line, and others) does its work through it.
//!
//! It knows no terminal and no process. A [`Workspace`] is opened over [`Files`]: it is
//! told what changes, and gives the findings of all projects, the pages of one, and
//! carries out plans. What a run learns is in its report.
//!
//! 1. `clock`, `paths`, `files`, `disk`, `temporary`, `texts`: what stands where, and how it gets there.
//! 2. `discover`: which files are projects, by which settings and templates they go.
//! 3. `workspace`, `memo`, `run`, `parallel`: reads each file when its turn comes, and
//!    remembers; `filled`: a workbook as such a file; `remedy`: what to do about a finding
//!    where there is no text. `check`: what is found.
//! 4. `plan`, `make`, `build`, `book`, `submission`, `merge`: makes files; `names`,
//!    `ledger`, `digest`, `shard`, `made`: which, and what is known of those that are there.
//! 5. `form`: a project to be filled in; `settings_form`: a folder's settings; `overview`, `seen`:
//!    its projects in a table; `copy`: a project under another name. `suggest`: indicators that it
//!    could have. `verify`, `roll`, `import`, `mark`, `fix`, `start`, `templates`, `extract`,
//!    `handout`, `font_use`, `held`, `format`: the other plans. `open_text`, `actions`, `neighbours`: a text
//!    that is open in an editor.

mod actions;
mod book;
mod build;
mod check;
mod clock;
mod collect;
mod copy;
mod digest;
mod discover;
mod disk;
mod error;
mod events;
mod extract;
mod files;
mod filled;
mod fix;
mod font_use;
mod fonts;
mod form;
mod format;
mod handout;
mod held;
mod import;
mod ledger;
mod libraries;
mod made;
pub(crate) mod make;
mod mark;
mod memo;
mod merge;
mod names;
mod neighbours;
mod open_text;
mod overview;
mod parallel;
mod paths;
mod plan;
mod reach;
pub(crate) mod remedy;
mod rename;
mod roll;
mod run;
mod seen;
mod settings;
mod settings_form;
mod shard;
mod start;
mod submission;
mod suggest;
mod templates;
mod temporary;
mod texts;
mod trust;
mod verify;
mod words;
mod workspace;

pub use crate::unpack::inner_name;
pub use actions::{Action, ActionKind};
pub use check::Checked;
pub use collect::{
    CollectPlan, Collected, RESULTS, RosterPlan, collect, collected_state, new_roster, notice_to, results_in,
};
pub use disk::Disk;
pub use error::Error;
pub use events::{Events, Work};
pub use extract::{extract_data, extract_project};
pub use files::{Files, Kind, Memory, Overlay, Staged};
pub use fix::Fixed;
pub use font_use::FontUse;
pub use form::{FormName, OpenForm, Ways};
pub use format::Formatted;
pub use handout::{Handout, HandoutPlan};
pub use held::{HeldSetting, HeldSettings, settings_of};
pub use import::{ImportPlan, ImportedFiles, import};
pub use merge::{Merged, merge};
pub use open_text::{Link, OpenText, is_template};
pub(crate) use paths::format_of;
pub use paths::{is_hidden, is_yaml, parent};
pub use plan::{BuildPlan, Built, Target};
pub use rename::FileEdits;
pub use roll::{RollPlan, RolledFolder, roll};
pub use seen::{Overview, Standing};
pub use settings_form::{SettingsForm, settings_year};
pub use shard::{NotAShard, Shard};
pub use start::{FIRST, form_of_year, new_folder, new_project, new_samples, new_template};
pub use suggest::{Suggested, beside, first_suggestions, library, suggest_for_form, suggestions_json};
pub use templates::{BlankPlan, blank, check_template, template, templates};
pub use temporary::abandon;
pub use texts::MOST_BYTES;
pub use trust::{trust, trusted};
pub use verify::{Verified, VerifyPlan, verify};
pub use workspace::{Options, Workspace};

pub(crate) use parallel::meanwhile;

pub use crate::assist::{Candidate, CandidateKind, Edit, Hint, Hover, Part, PartKind, plain};
pub use crate::authoring::{describe, schema as project_schema};
pub use crate::check::Outline;
pub use crate::collect::{
    Difference, FileState, Found, ProjectFinding, ProjectState, RoundState, Standing as UnitStanding, State, Struck,
    UnitState, Version, Words, Yuan, place_of, roster_schema, standing as unit_standing, state_schema, system_schema,
};
pub use crate::export::{Created, Glyphs};
pub use crate::fields::{
    Addition, FieldChange, FieldShape, FieldState, FormShape, IndicatorState, KindShape, Step, UnplacedIndicator,
    Written,
};
pub use crate::form::BlankRows;
pub use crate::layout::{Area, Fragment, Layout, Page, PlacedLine, RowSlice, Rule};
pub use crate::library::{Library, Origin, ProjectKind, Query, Suggestion, Wanted};
pub use crate::style::Fit;
pub use crate::template::{FormOfYear, Loaded, Template, Templates, schema as template_schema};
pub use crate::value::{Length, YEARS};
