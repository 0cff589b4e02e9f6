//! Takes a form's template; gives what its authors start from: a project file
//! with every field and what goes into it, a folder's settings, and a JSON
//! schema for their editors. Takes a project; gives the text of its file.

mod outline;
mod schema;
mod write;

pub use outline::{new_project, new_settings};
pub use schema::schema;
pub use write::write;
pub(crate) use write::{Entries, Item, below_subcategory, insert, target_parts, write_items};
