//! `jixiao lsp`: the language server. Takes what an editor sends on standard input; answers
//! on standard output.
//!
//! A door like the command line: what is known of forms, and of a place in a file, is the
//! library's. `wire` reads and writes messages, `server` keeps their order, `session` is what
//! the editor has open and was told, `folders` holds the open folders with their findings,
//! `texts` counts lines and characters as editors do, `findings` and `features` say what the
//! library knows in the protocol's words, `preview` holds the pages of folders.

mod features;
mod findings;
mod folders;
mod preview;
mod server;
mod session;
mod texts;
mod uri;
mod wire;
mod words;

use std::process::ExitCode;

use jixiao::messages::Language;

/// Serves an editor on standard input and output until it says `exit`: 0 where it had asked
/// to shut down before, 1 where it had not. Without a language, that of the editor counts, or
/// else the system's.
pub(crate) fn serve(asked: Option<Language>, usual: Language) -> ExitCode {
    let (connection, writer, tell) = wire::standard();
    let code = server::Server::new(connection, tell, asked, usual).run();
    // All that was said is written before the end.
    let _ = writer.join();
    ExitCode::from(code)
}
