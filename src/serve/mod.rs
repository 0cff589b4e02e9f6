//! `jixiao open`: serves the page of a folder on 127.0.0.1.
//!
//! A door like the command line: what the page asks and is answered is the library's
//! (`jixiao::page`). `server` alone knows how both travel, and lets nobody in but the page;
//! `open` says which folder is open, `start` what can be begun with before one is, `watch`
//! tells what others change on disk, `beside` is for an editor at the other end of standard
//! input.

mod beside;
mod open;
mod server;
mod start;
mod watch;
mod words;

pub(crate) use server::{Serving, serve};
