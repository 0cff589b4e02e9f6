//! `jixiao open`: the form in the browser. Takes a folder; serves a local page on which its
//! forms are filled in, with their exact pages beside them.
//!
//! A door like the command line: all that is known of forms is the library's. `server` lets
//! nobody in but the page, `session` holds the open folder, `assets` is the page itself:
//! HTML, styles and plain JavaScript modules, compiled in.

mod history;
mod server;
mod session;
mod view;
mod watch;
mod words;

pub(crate) use server::{Serving, serve};
