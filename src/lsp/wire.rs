//! Messages on standard input and output.
//!
//! `lsp-server` reads them too, and ends at the first one that is none, and takes any length
//! that a header claims. Here a message that is none is answered with an error, and the next
//! one is read.

use std::io::{self, BufRead, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request};
use serde_json::{Value, json};

/// The most bytes of a message.
const MOST_BYTES: u64 = 256 << 20;

/// The most bytes of a line of a header.
const LONGEST_HEADER: u64 = 4 << 10;

/// Takes a message as if the editor had sent it.
pub(super) type Tell = Arc<dyn Fn(Message) + Send + Sync>;

/// Standard input and output as a connection, with the thread that writes, and a way to have
/// other things wait for their turn among what the editor sends.
pub(super) fn standard() -> (Connection, JoinHandle<()>, Tell) {
    let (own, other) = Connection::memory();
    let Connection { sender, receiver } = other;
    let others = sender.clone();
    let tell: Tell = Arc::new(move |message| drop(others.send(message)));
    let out = Arc::new(Mutex::new(io::stdout()));
    let answers = Arc::clone(&out);
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(bytes) = frame(&mut input) {
            let read = bytes.map_err(|length| refused(&Value::Null, ErrorCode::InvalidRequest, &too_long(length)));
            let sent = match read.and_then(|bytes| message(&bytes)) {
                Ok(message) => sender.send(message).is_ok(),
                Err(answer) => write(&answers, &answer).is_ok(),
            };
            if !sent {
                return;
            }
        }
        // Nobody is there any more.
        let _ = sender.send(Notification { method: "exit".to_owned(), params: Value::Null }.into());
    });
    let writer = thread::spawn(move || {
        for message in receiver {
            let Ok(mut value) = serde_json::to_value(&message) else { continue };
            value["jsonrpc"] = "2.0".into();
            if write(&out, &value).is_err() {
                break;
            }
        }
    });
    (own, writer, tell)
}

fn too_long(length: u64) -> String {
    format!("a message of {length} bytes is too long")
}

/// The bytes of the next message; its length where that is too much; none at the end.
fn frame(input: &mut impl BufRead) -> Option<Result<Vec<u8>, u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        match (line.trim(), length) {
            // What stands between messages and is no header is passed over.
            ("", None) => {}
            ("", Some(length)) if length > MOST_BYTES => {
                io::copy(&mut input.by_ref().take(length), &mut io::sink()).ok()?;
                return Some(Err(length));
            }
            ("", Some(length)) => {
                let mut bytes = Vec::new();
                input.by_ref().take(length).read_to_end(&mut bytes).ok()?;
                return (bytes.len() as u64 == length).then_some(Ok(bytes));
            }
            (header, known) => {
                let named = header.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
                length = named.and_then(|(_, value)| value.trim().parse().ok()).or(known);
            }
        }
    }
}

/// A message, or the answer to what is none.
fn message(bytes: &[u8]) -> Result<Message, Value> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| refused(&Value::Null, ErrorCode::ParseError, &error.to_string()))?;
    let id = value.get("id").cloned().unwrap_or_default();
    let is_request = value.get("method").is_some() && !id.is_null();
    let read = match is_request {
        true => serde_json::from_value::<Request>(value).map(Message::from),
        false => serde_json::from_value(value),
    };
    read.map_err(|error| refused(&id, ErrorCode::InvalidRequest, &error.to_string()))
}

fn refused(id: &Value, code: ErrorCode, why: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code as i32, "message": why}})
}

fn write(out: &Mutex<io::Stdout>, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner).lock();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_between_what_is_none() {
        let mut input = "\r\nnonsense\r\nContent-Length: 2\r\nContent-Type: x\r\n\r\n{}content-length:3\r\n\r\n[1]Content-Length: 9\r\n\r\n{}"
            .as_bytes();
        assert_eq!(frame(&mut input), Some(Ok(b"{}".to_vec())));
        assert_eq!(frame(&mut input), Some(Ok(b"[1]".to_vec())));
        assert_eq!(frame(&mut input), None, "it breaks off");
    }

    #[test]
    fn what_is_no_message_is_answered() {
        let refused = |text: &str| {
            let answer = message(text.as_bytes()).unwrap_err();
            (answer["error"]["code"].clone(), answer["id"].clone())
        };
        assert_eq!(refused("{"), (json!(-32700), Value::Null));
        assert_eq!(refused("[]"), (json!(-32600), Value::Null));
        assert_eq!(refused(r#"{"id": 1.5, "method": "x"}"#), (json!(-32600), json!(1.5)));
        let read = |text: &str| message(text.as_bytes());
        assert!(matches!(read(r#"{"id": "a", "method": "x"}"#), Ok(Message::Request(_))));
        assert!(matches!(read(r#"{"method": "x"}"#), Ok(Message::Notification(_))));
        assert!(matches!(read(r#"{"id": 1, "result": null}"#), Ok(Message::Response(_))));
    }
}
