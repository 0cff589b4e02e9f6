//! The library warm in a process, for `benches/peers/run.py`: paths of projects
//! from standard input; for each, the seconds from its text to the bytes of its
//! files, and their size.
//!
//! `cargo bench --bench warm -- pdf` or `xlsx`.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark says what it expects")]

use std::fs;
use std::io;
use std::time::Instant;

use jixiao::Format;
use jixiao::diag::Diagnostics;
use jixiao::internals::check::CheckSettings;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::template::Templates;
use jixiao::internals::text::Fonts;
use jixiao::internals::{fill, write};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let wants_pdf = std::env::args().any(|argument| argument == "pdf");
    let formats = [if wants_pdf { Format::Pdf } else { Format::Xlsx }];
    let (templates, fonts) = (Templates::built_in(), Fonts::built_in());
    for path in io::stdin().lines() {
        let path = path.expect("a path");
        let start = Instant::now();
        let source = Source::new(&*path, &fs::read_to_string(&path).expect("a project"));
        let mut found = Diagnostics::new();
        let file = read_file(&source, &Settings::default(), &templates, &mut found);
        let (_, project) = file.projects.first().expect("a project without mistakes");
        let table = fill(project, &fonts, &formats, None, &CheckSettings::default(), &mut found).expect("a form");
        let files = write(&table, &fonts, &formats, None).expect("files");
        println!("{} {}", start.elapsed().as_secs_f64(), files[0].1.len());
    }
}
