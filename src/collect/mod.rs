//! The inbox of a finance office. Takes what was read from each file that came, the roster of
//! units, what the office decided, and the state of the round before; gives the state of
//! every unit and project, what is wrong at which cell, what is to be asked, and what is told
//! to each unit and to the office.
//!
//! 1. `roster`: the units of which forms are expected; `units` tells of which one a form is.
//! 2. `received`: what was read from a file, as it is kept.
//! 3. `decisions`: the files that the office edits.
//! 4. `state`: where units and projects stand; `rounds` makes it.
//! 5. `differences`: in what two versions of a project differ.
//! 6. `notice`, `overview` as a `page` and as `sheets`: what is told. `system`: what another system takes.
//!    `own` knows the files of the office among those of projects.
//!
//! Nothing here reads or writes files.

mod decisions;
mod differences;
mod list;
mod notice;
mod overview;
mod own;
mod page;
mod received;
mod roster;
mod rounds;
mod sheets;
mod state;
mod system;
mod units;
pub(crate) mod words;

pub use decisions::{Answers, Edits, NEW_EDITS, questions_text};
pub use differences::Difference;
pub use list::units_of_rows;
pub use notice::{is_told, mail, notice, place as place_of};
pub use overview::standing;
pub use own::is_of_the_office;
pub use page::page;
pub use received::{Content, FileRead, FormRead, Found, ItemRead, Place, Words, Yuan};
pub(crate) use roster::plain as plain_name;
pub use roster::{Expected, Roster, Unit, schema as roster_schema};
pub use rounds::{Came, Round, round};
pub use sheets::workbook;
pub use state::{
    FileState, ProjectFinding, ProjectState, RoundState, Standing, State, Struck, UnitState, Version,
    schema as state_schema,
};
pub use system::{Exported, System, schema as system_schema};
