//! The program `jixiao`: arguments, terminal and files around the library.

mod cli;
mod lsp;
mod serve;

use std::process::ExitCode;

/// The system's own allocator (glibc's) keeps memory in pieces too small for the next
/// file, so that a run over many projects grows and grows.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
