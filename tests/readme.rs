//! The commands of the READMEs do what they say, and both READMEs have the same.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::root;

/// The lines of the shell blocks of a file.
fn commands(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(name)).expect("a README");
    let mut commands = Vec::new();
    let mut in_shell = false;
    for line in text.lines() {
        match line {
            "```sh" => in_shell = true,
            "```" => in_shell = false,
            line if in_shell && !line.trim().is_empty() => {
                commands.push(line.split(" # ").next().unwrap_or(line).trim().to_owned());
            }
            _ => {}
        }
    }
    commands
}

#[test]
fn both_readmes_have_the_same_commands() {
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
}

/// The page of a folder is served, until somebody ends it.
fn serves(program: &Path, arguments: &str, folder: &Path) {
    let mut program = Command::new(program);
    let program = program.args(arguments.split(' ')).arg("--no-browser").current_dir(folder);
    let program = program.env("XDG_STATE_HOME", folder.join("state"));
    let mut child = program.stderr(Stdio::piped()).spawn().expect("the program");
    let mut line = String::new();
    BufReader::new(child.stderr.take().expect("its messages")).read_line(&mut line).expect("a message");
    child.kill().expect("its end");
    child.wait().expect("its end");
    assert!(line.contains("http://127.0.0.1:"), "{line}");
}

#[test]
fn the_commands_work() {
    let folder = tempfile::TempDir::new().expect("a folder");
    for name in ["samples", "tests"] {
        std::os::unix::fs::symlink(root().join(name), folder.path().join(name)).expect("a link");
    }
    let mut ran = 0;
    for command in commands("README.md") {
        // The tests that this is one of.
        if command == "cargo test --locked" {
            continue;
        }
        let program = command.replace("cargo run --release --", "jixiao");
        assert!(program.starts_with("jixiao "), "a command that this test does not know: {command}");
        let path = assert_cmd::cargo::cargo_bin("jixiao");
        if program.starts_with("jixiao open ") {
            serves(&path, &program["jixiao ".len()..], folder.path());
            ran += 1;
            continue;
        }
        let status = Command::new("sh")
            .arg("-c")
            .arg(program.replacen("jixiao", &path.display().to_string(), 1))
            .current_dir(folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .expect("a shell");
        assert!(status.status.success(), "{command}: {}", String::from_utf8_lossy(&status.stderr));
        ran += 1;
    }
    assert!(ran >= 2, "{ran} commands");
    let built = fs::read_dir(folder.path().join("out")).expect("the output folder").count();
    assert!(built >= 20, "a PDF and an XLSX for every sample: {built}");
}
