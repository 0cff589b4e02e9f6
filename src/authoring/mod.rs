//! Takes a form's template; gives what its authors start from: a project file
//! with every field and what goes into it, a folder's settings, and a JSON
//! schema for their editors.

mod outline;
mod schema;

pub(crate) use outline::{comment as hint, quoted};
pub use outline::{new_project, new_settings};
pub use schema::schema;
