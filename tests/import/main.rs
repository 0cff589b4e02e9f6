//! Filled workbooks become project files: our own, and those that others filled.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

#[path = "../common/mod.rs"]
mod common;

mod blank;
mod checked;
mod command;
mod edited;
mod files;
mod forms;
mod round_trip;
mod rows;
mod support;
mod targets;
mod units;
mod unseen;
mod values;
mod wrapped;
