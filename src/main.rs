//! The program `jixiao`: arguments, terminal and files around the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
