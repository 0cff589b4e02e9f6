//! An editor: speaks to `jixiao lsp` as the protocol says.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// So long is waited for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with its server.
pub struct Editor {
    program: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    number: i32,
    /// What was last published about each file.
    pub published: BTreeMap<String, Vec<Value>>,
    /// All that was said without being asked.
    pub said: Vec<Value>,
}

/// The address of a file.
pub fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => uri.push(*byte as char),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

impl Editor {
    /// Starts a server, without a word.
    pub fn start(folder: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_jixiao"))
            .args(["lsp", "--lang", "zh"])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let input = program.stdin.take();
        let mut output = BufReader::new(program.stdout.take().expect("standard output"));
        let (send, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = message(&mut output) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        Self { program, input, messages, number: 0, published: BTreeMap::new(), said: Vec::new() }
    }

    /// Starts a server and opens a folder, with what the editor can do.
    pub fn open(folder: &Path, capabilities: Value) -> Self {
        let mut editor = Self::start(folder);
        editor.ask("initialize", json!({"processId": null, "rootUri": uri(folder), "capabilities": capabilities}));
        editor.tell("initialized", json!({}));
        editor
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("standard input");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the program listens");
    }

    fn post(&mut self, message: &Value) {
        let text = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Tells the server something.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.post(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, without waiting; gives the number of the request.
    pub fn begin(&mut self, method: &str, params: Value) -> i32 {
        self.number += 1;
        self.post(&json!({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}));
        self.number
    }

    /// Asks, and waits for the answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let number = self.begin(method, params);
        let mut answer = self.answer(number);
        assert_eq!(answer.get("error"), None, "{method}");
        answer["result"].take()
    }

    /// The answer to a request.
    pub fn answer(&mut self, number: i32) -> Value {
        self.wait(|message| message["id"] == number && message.get("method").is_none())
    }

    /// Waits for a message; notes all that come before it.
    pub fn wait(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer in time");
            assert_eq!(message["jsonrpc"], "2.0");
            if message["method"] == "textDocument/publishDiagnostics" {
                let params = &message["params"];
                let address = params["uri"].as_str().expect("an address").to_owned();
                self.published.insert(address, params["diagnostics"].as_array().expect("a list").clone());
            }
            if is_wanted(&message) {
                return message;
            }
            self.said.push(message);
        }
    }

    /// Has the server look at all that was said; what it says of it is noted.
    pub fn settle(&mut self) {
        // Findings are looked for before any are given.
        self.ask("textDocument/diagnostic", json!({"textDocument": {"uri": "file:///nothing"}}));
    }

    /// Opens a text.
    pub fn open_text(&mut self, address: &str, text: &str) {
        let document = json!({"uri": address, "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces an open text.
    pub fn type_text(&mut self, address: &str, version: i32, text: &str) {
        let document = json!({"uri": address, "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    /// Asks something about a place of an open text.
    pub fn ask_at(&mut self, what: &str, address: &str, (line, character): (u32, u32)) -> Value {
        let position = json!({"line": line, "character": character});
        self.ask(&format!("textDocument/{what}"), json!({"textDocument": {"uri": address}, "position": position}))
    }

    /// Waits for what is published about a file.
    pub fn published(&mut self, address: &str) -> Vec<Value> {
        let is = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == address
        };
        self.wait(is)["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Says goodbye; gives the exit code.
    pub fn close(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Says nothing more; gives the exit code.
    pub fn end(mut self) -> Option<i32> {
        self.input = None;
        self.program.wait().expect("it ends").code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The next message; none at the end. There must be nothing but messages.
fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut line = String::new();
    if output.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let length = line.strip_prefix("Content-Length: ").expect("a header").trim().parse().expect("a length");
    line.clear();
    output.read_line(&mut line).ok()?;
    assert_eq!(line, "\r\n");
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).expect("a message"))
}

/// A text with changes, where places count in UTF-32; they must not overlap.
pub fn edited(text: &str, edits: &[Value]) -> String {
    let place = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("a small one");
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let before: usize = lines.iter().take(number("line")).map(|line| line.len()).sum();
        let line = lines.get(number("line")).copied().unwrap_or_default();
        before + line.chars().take(number("character")).map(char::len_utf8).sum::<usize>()
    };
    let mut all: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (place(&range["start"]), place(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    all.sort_unstable_by_key(|(start, end, _)| (*start, *end));
    let (mut new, mut at) = (String::new(), 0);
    for (start, end, text_of_it) in all {
        assert!(at <= start, "changes overlap");
        new += &text[at..start];
        new += text_of_it;
        at = end;
    }
    new + &text[at..]
}
