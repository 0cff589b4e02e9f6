//! The program itself, run in a folder.

use std::path::Path;
use std::process::Command;

/// What a run came to.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder; it speaks Chinese.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("jixiao"));
    let output = command.current_dir(folder).args(arguments).args(["--lang", "zh-CN"]).output().expect("it runs");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
