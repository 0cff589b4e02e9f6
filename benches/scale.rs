//! How many different projects a second the program builds, and in how much memory:
//! `cargo bench --bench scale`, or `cargo bench --bench scale -- 10000`.

#![allow(clippy::expect_used, clippy::panic, missing_docs, reason = "a benchmark says what it expects")]

#[path = "../tests/common/peak.rs"]
mod peak;
#[path = "../tests/common/projects.rs"]
mod projects;

use std::process::{Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100, 1000] } else { asked };
    println!("{:>8} {:>10} {:>9} {:>12} {:>8}", "projects", "", "seconds", "projects/s", "MB");
    for count in counts {
        let folder = TempDir::new().expect("a folder");
        projects::write(&folder.path().join("projects"), count);
        let measure = |what: &str, arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
            command.current_dir(folder.path()).args(arguments).args(["projects", "--quiet"]).stdout(Stdio::null());
            let start = Instant::now();
            let memory = peak::peak(&mut command) as f64 / 1024.0;
            let seconds = start.elapsed().as_secs_f64();
            println!("{count:>8} {what:>10} {seconds:>9.2} {:>12.0} {memory:>8.0}", count as f64 / seconds);
        };
        measure("check", &["check"]);
        measure("build", &["build"]);
        measure("again", &["build"]);
        measure("pdf", &["build", "--force", "--format", "pdf"]);
        measure("xlsx", &["build", "--force", "--format", "xlsx"]);
    }
}
