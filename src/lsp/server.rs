//! The order of messages: what an editor asks, from the first word to the last.

use std::collections::VecDeque;

use gen_lsp_types as lsp;
use jixiao::messages::Language;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::features;
use super::preview::OF_PAGE;
use super::session::{Answer, Session, failure, read};
use super::wire::Tell;

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Open,
    /// It was asked to shut down.
    Shut,
}

pub(super) struct Server {
    session: Session,
    queue: VecDeque<Message>,
    stage: Stage,
    /// The language that was asked for, whatever the editor's is.
    asked: Option<Language>,
    has_read_ahead: bool,
}

impl Server {
    pub(super) fn new(connection: Connection, tell: Tell, asked: Option<Language>, usual: Language) -> Self {
        let session = Session::new(connection, tell, asked.unwrap_or(usual));
        Self { session, queue: VecDeque::new(), stage: Stage::New, asked, has_read_ahead: false }
    }

    /// Answers until the editor says `exit`; gives the exit code.
    pub(super) fn run(mut self) -> u8 {
        while let Some(message) = self.next() {
            match message {
                Message::Request(request) => self.request(request),
                Message::Notification(Notification { method, .. }) if method == "exit" => {
                    return u8::from(self.stage != Stage::Shut);
                }
                Message::Notification(notification) => self.notification(notification),
                // Nothing is asked of the editor whose answer matters.
                Message::Response(_) => {}
            }
        }
        1
    }

    /// The next message. Where none waits, there is time to look at what has changed.
    fn next(&mut self) -> Option<Message> {
        loop {
            self.fetch();
            if self.queue.is_empty() {
                self.session.publish();
                self.fetch();
            }
            if let Some(message) = self.queue.pop_front() {
                return Some(message);
            }
            // What others have written is proposed; nobody should wait for it later.
            if self.stage == Stage::Open && !std::mem::replace(&mut self.has_read_ahead, true) {
                self.session.folders.read_ahead();
            }
            // What comes may be taken back before its turn.
            let message = self.session.connection.receiver.recv().ok()?;
            self.queue.push_back(message);
        }
    }

    /// Takes all messages that have come. A request that is taken back before its turn is
    /// not answered otherwise.
    fn fetch(&mut self) {
        while let Ok(message) = self.session.connection.receiver.try_recv() {
            let cancelled = match &message {
                Message::Notification(Notification { method, params }) if method == "$/cancelRequest" => {
                    serde_json::from_value::<RequestId>(params["id"].clone()).ok()
                }
                _ => None,
            };
            let Some(id) = cancelled else {
                self.queue.push_back(message);
                continue;
            };
            let is_it = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
            if let Some(index) = self.queue.iter().position(is_it) {
                self.queue.remove(index);
                self.answer(id, Err(failure(ErrorCode::RequestCanceled, "cancelled")));
            }
        }
    }

    fn answer(&self, id: RequestId, answer: Answer) {
        self.session.send(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(error) => Response { id, response_result: Err(error) },
        });
    }

    fn request(&mut self, Request { id, method, params }: Request) {
        if self.stage == Stage::New && method == "initialize" {
            let answer = self.initialize(&params);
            self.answer(id, answer);
            self.stage = Stage::Open;
            self.session.open_folders(&params);
            return;
        }
        let answer = match (self.stage, method.as_str()) {
            (Stage::New, _) => Err(failure(ErrorCode::ServerNotInitialized, "initialize comes first")),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Shut;
                Ok(Value::Null)
            }
            (Stage::Open, "initialize") => Err(failure(ErrorCode::InvalidRequest, "initialize comes once")),
            (Stage::Open, "textDocument/diagnostic") => self.session.pull(params),
            (Stage::Open, "workspace/diagnostic") => self.session.pull_all(params),
            (Stage::Open, _) => features::answer(&mut self.session, &method, params)
                .unwrap_or_else(|| Err(failure(ErrorCode::MethodNotFound, format!("{method} is not known")))),
            (Stage::Shut, _) => Err(failure(ErrorCode::InvalidRequest, "shutdown was the last request")),
        };
        self.answer(id, answer);
    }

    fn notification(&mut self, Notification { method, params }: Notification) {
        if self.stage != Stage::Open {
            return;
        }
        // What cannot be read says nothing.
        let _ = match method.as_str() {
            "initialized" => {
                self.session.register();
                Ok(())
            }
            "textDocument/didOpen" => read(params).map(|params| self.session.did_open(params)),
            "textDocument/didChange" => read(params).map(|params| self.session.did_change(params)),
            "textDocument/didSave" => read(params).map(|params| self.session.did_save(&params)),
            "textDocument/didClose" => read(params).map(|params| self.session.did_close(&params)),
            "workspace/didChangeWatchedFiles" => read(params).map(|params| self.session.did_change_on_disk(&params)),
            OF_PAGE => {
                features::of_page(&mut self.session, &params);
                Ok(())
            }
            "workspace/didChangeWorkspaceFolders" => {
                read(params).map(|params| self.session.did_change_folders(&params))
            }
            _ => Ok(()),
        };
    }

    /// What the server can do.
    fn initialize(&mut self, params: &Value) -> Answer {
        self.session.begin(&params["capabilities"]);
        let locale = params["locale"].as_str().and_then(Language::of);
        self.session.language = self.asked.or(locale).unwrap_or(self.session.language);
        let mut capabilities = lsp::ServerCapabilities {
            position_encoding: Some(self.session.encoding.name()),
            text_document_sync: Some(
                lsp::TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(lsp::TextDocumentSyncKind::Incremental),
                    save: Some(true.into()),
                    ..lsp::TextDocumentSyncOptions::default()
                }
                .into(),
            ),
            diagnostic_provider: Some(
                lsp::DiagnosticOptions {
                    identifier: Some("jixiao".to_owned()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    ..lsp::DiagnosticOptions::default()
                }
                .into(),
            ),
            workspace: Some(lsp::WorkspaceOptions {
                workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(true.into()),
                }),
                ..lsp::WorkspaceOptions::default()
            }),
            ..lsp::ServerCapabilities::default()
        };
        features::capabilities(&mut capabilities, &self.session.editor);
        Ok(json!({
            "capabilities": capabilities,
            "serverInfo": {"name": "jixiao", "version": env!("CARGO_PKG_VERSION")},
        }))
    }
}
