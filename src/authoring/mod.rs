//! Takes a form's template; gives what its authors start from: a project file
//! with every field and what goes into it, a folder's settings, next year's
//! template, a JSON schema for their editors, and what the form asks for in words.
//! Takes a project; gives the text of its file.

mod describe;
mod outline;
mod schema;
mod suggested;
mod write;

pub use describe::{Section, describe};
pub(crate) use outline::{asked_when, comment as hint, quoted};
pub use outline::{new_project, new_settings, new_template};
pub use schema::schema;
pub(crate) use suggested::suggested_comment;
pub use write::write;
pub(crate) use write::{below_subcategory, target_parts};
