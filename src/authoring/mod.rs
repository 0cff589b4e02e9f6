//! Takes a form's template; gives what its authors start from: a project file
//! with every field and what goes into it, a folder's settings, next year's
//! template, a JSON schema for their editors, and what the form asks for in words.

mod describe;
mod outline;
mod schema;

pub use describe::{Section, describe};
pub(crate) use outline::{comment as hint, quoted};
pub use outline::{new_project, new_settings, new_template};
pub use schema::schema;
