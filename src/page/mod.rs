//! `jixiao open`: the form in the browser. Takes a folder; serves a local page on which its
//! forms are filled in, with their exact pages beside them.
//!
//! A door like the command line: all that is known of forms is the library's. `request` is
//! what is asked, as data, and `view` what is answered; `session` answers for the open folder
//! (`folder` for it as a whole), `start` before one is open, `open` says which it is. `server`
//! alone knows how both travel, and lets nobody in but the page. `assets` is the page itself:
//! HTML, styles and plain JavaScript modules, compiled in.

mod folder;
mod history;
mod open;
mod progress;
mod request;
mod server;
mod session;
mod start;
mod view;
mod watch;
mod words;

pub(crate) use server::{Serving, serve};
