//! How much memory a program takes.

use std::fs;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

/// Runs a program to its end; the most memory that it had, in KB. Where the system
/// does not say, that is 0.
pub fn peak(command: &mut Command) -> u64 {
    let mut child = Running(command.spawn().expect("it runs"));
    let status = format!("/proc/{}/status", child.0.id());
    let mut most = 0;
    while child.0.try_wait().expect("a status").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(most);
        sleep(Duration::from_millis(2));
    }
    most
}

/// A program that ends with this.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
