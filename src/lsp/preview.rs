//! The page of a folder, with its forms as they print: `jixiao open` as a program of its own,
//! since it has its folder as the current one. What is said to it and by it are lines of JSON
//! (`serve/beside`).

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use jixiao::messages::Language;
use lsp_server::Notification;
use serde_json::{Value, json};

use super::wire::Tell;

/// What is told in a notification of its own: what the page says, with the folder that it is of.
pub(super) const OF_PAGE: &str = "jixiao/page";

/// The page of a folder. It goes where nobody listens to it any more.
pub(super) struct Preview(ChildStdin);

impl Preview {
    /// Starts the program; `tell` takes what the page says.
    pub(super) fn start(folder: &Path, language: Language, tell: Tell) -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["open", "--beside-editor", "--lang", language.tag()])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let folder = folder.to_owned();
        thread::spawn(move || {
            let say = |what: Value| {
                let params = json!({"folder": folder, "says": what});
                tell(Notification { method: OF_PAGE.to_owned(), params }.into());
            };
            let why = listen(&mut child, say);
            say(json!({"ended": why}));
        });
        Ok(Self(input))
    }

    /// Says where the cursor is; with `open`, the page is wanted too.
    pub(super) fn say(&mut self, cursor: &Value, open: bool) -> io::Result<()> {
        writeln!(self.0, "{}", json!({"cursor": cursor, "open": open}))?;
        self.0.flush()
    }
}

/// Takes what a page says until it is gone; gives what it complained of.
fn listen(child: &mut Child, say: impl Fn(Value)) -> String {
    let lines = child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines().map_while(Result::ok));
    lines.filter_map(|line| serde_json::from_str(&line).ok()).for_each(say);
    let mut why = String::new();
    let read = child.stderr.take().map(|mut errors| errors.read_to_string(&mut why));
    let is_right = child.wait().is_ok_and(|status| status.success());
    if is_right || matches!(read, Some(Err(_))) { String::new() } else { why }
}
