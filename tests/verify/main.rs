//! Is a file what was made of its project? Files that are, by random projects; and files
//! that were altered in each way that somebody might: it has to be noticed and named.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

#[path = "../common/mod.rs"]
mod common;

mod cells;
mod folders;
mod lists;
mod mutations;
mod pages;
mod sheets;
mod support;
