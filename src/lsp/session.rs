//! What an editor has open, and what it was told of that.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gen_lsp_types as lsp;
use jixiao::Diagnostic;
use jixiao::engine::{Error, is_template};
use jixiao::messages::Language;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, ResponseError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::findings::{Manuals, Places, diagnostic};
use super::folders::Folders;
use super::preview::Preview;
use super::texts::{Encoding, Text};
use super::uri;
use super::wire::Tell;

/// A text that is open in the editor.
pub(super) struct Document {
    pub path: PathBuf,
    pub version: i32,
    pub text: Rc<Text>,
}

/// What the editor can do that others cannot.
#[derive(Debug, Default)]
pub(super) struct Editor {
    /// It asks for findings itself.
    pulls: bool,
    /// It takes a request to ask for findings again.
    refreshes: bool,
    refreshes_hints: bool,
    /// It fills in gaps of what is inserted.
    pub snippets: bool,
    /// It takes changes with versions.
    pub document_changes: bool,
    /// It makes files of which there are changes.
    pub makes_files: bool,
    /// It can be asked to show a place.
    pub shows: bool,
    /// It asks what could have another name before it asks for one.
    pub prepares_renames: bool,
    /// It can be asked to say which files change on disk.
    watches: bool,
}

pub(super) type Answer = Result<Value, ResponseError>;

/// What an editor has open.
pub(super) struct Session {
    pub connection: Connection,
    pub tell: Tell,
    pub language: Language,
    pub encoding: Encoding,
    pub editor: Editor,
    pub folders: Folders,
    /// By their addresses.
    pub documents: HashMap<String, Document>,
    pub manuals: Manuals,
    /// What the editor was told of each file, by the path under which it is found.
    published: HashMap<PathBuf, Vec<Diagnostic>>,
    /// Files that the editor waits for, whether anything else is found in them or not.
    awaited: HashSet<PathBuf>,
    /// Whether anything has changed since the last look.
    has_changed: bool,
    /// Whether the editor has asked for the findings of single files, and of all.
    pulled: (bool, bool),
    /// The pages that are open, by their folders.
    pub previews: HashMap<PathBuf, Preview>,
    requests: i32,
}

/// An error for what cannot be answered.
pub(super) fn failure(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}

/// The parameters of a message.
pub(super) fn read<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params).map_err(|error| failure(ErrorCode::InvalidParams, error.to_string()))
}

/// What is sent; nothing here can fail to serialise.
pub(super) fn value(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

impl Editor {
    /// What an editor says that it can do.
    fn of(capabilities: &Value) -> Self {
        let flag = |path: &str| capabilities.pointer(path).is_some_and(|value| value.as_bool() == Some(true));
        let operations = capabilities.pointer("/workspace/workspaceEdit/resourceOperations").and_then(Value::as_array);
        Self {
            pulls: capabilities.pointer("/textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: flag("/workspace/diagnostics/refreshSupport"),
            refreshes_hints: flag("/workspace/inlayHint/refreshSupport"),
            watches: flag("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            snippets: flag("/textDocument/completion/completionItem/snippetSupport"),
            document_changes: flag("/workspace/workspaceEdit/documentChanges"),
            makes_files: operations.is_some_and(|known| known.iter().any(|known| known == "create")),
            shows: flag("/window/showDocument/support"),
            prepares_renames: flag("/textDocument/rename/prepareSupport"),
        }
    }
}

impl Session {
    pub(super) fn new(connection: Connection, tell: Tell, language: Language) -> Self {
        Self {
            connection,
            tell,
            language,
            encoding: Encoding::Utf16,
            editor: Editor::default(),
            folders: Folders::new(),
            documents: HashMap::new(),
            manuals: Manuals::default(),
            published: HashMap::new(),
            awaited: HashSet::new(),
            has_changed: false,
            pulled: (false, false),
            previews: HashMap::new(),
            requests: 0,
        }
    }

    /// Takes what the editor says of itself.
    pub(super) fn begin(&mut self, capabilities: &Value) {
        self.editor = Editor::of(capabilities);
        let encodings = capabilities.pointer("/general/positionEncodings").and_then(Value::as_array);
        self.encoding = Encoding::choose(encodings.into_iter().flatten().filter_map(Value::as_str));
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // Where nobody listens any more, the next message is the last.
        let _ = self.connection.sender.send(message.into());
    }

    pub(super) fn notify(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    /// Asks the editor for something.
    pub(super) fn ask(&mut self, method: &str, params: Value) {
        self.requests += 1;
        let id = RequestId::from(format!("jixiao-{}", self.requests));
        self.send(Request { id, method: method.to_owned(), params });
    }

    /// Opens the folders that the editor has.
    pub(super) fn open_folders(&mut self, params: &Value) {
        let named = params["workspaceFolders"].as_array().into_iter().flatten();
        let mut roots: Vec<PathBuf> = named.filter_map(|folder| folder["uri"].as_str()).filter_map(uri::path).collect();
        if roots.is_empty() {
            let path = || params["rootPath"].as_str().map(PathBuf::from);
            roots.extend(params["rootUri"].as_str().and_then(uri::path).or_else(path));
        }
        for root in roots {
            self.folders.add(without_end(&root));
        }
        self.has_changed = true;
    }

    /// Asks to be told what changes on disk.
    pub(super) fn register(&mut self) {
        if self.editor.watches {
            // Of a folder that is made or deleted, some editors tell nothing else.
            const MADE_OR_DELETED: u8 = 1 | 4;
            let options = json!({"watchers": [
                {"globPattern": "**/*.{yaml,yml,ttf,otf,ttc}"},
                {"globPattern": "**/*", "kind": MADE_OR_DELETED},
            ]});
            let registration =
                json!({"id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": options});
            self.ask("client/registerCapability", json!({"registrations": [registration]}));
        }
    }

    /// The path by which an open text is known: its own, or for one without a name that of a
    /// file that is not there.
    fn path_of(&self, address: &str) -> PathBuf {
        uri::path(address).unwrap_or_else(|| {
            let name: String = address.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            let folder = self.folders.first().unwrap_or_else(|| Path::new("."));
            folder.join(format!("{name}.yaml"))
        })
    }

    pub(super) fn did_open(&mut self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri: lsp::Uri(address), version, text, .. } = params.text_document;
        let path = self.path_of(&address);
        let document = Document { path, version, text: Rc::new(Text::new(text)) };
        self.documents.insert(address.clone(), document);
        self.write(&address);
    }

    pub(super) fn did_change(&mut self, params: lsp::DidChangeTextDocumentParams) {
        let lsp::Uri(address) = params.text_document.text_document_identifier.uri;
        let encoding = self.encoding;
        let Some(document) = self.documents.get_mut(&address) else { return };
        document.version = params.text_document.version;
        let text = std::mem::replace(&mut document.text, Rc::new(Text::new(String::new())));
        let text = Rc::try_unwrap(text).unwrap_or_else(|shared| Text::new(shared.as_str().to_owned()));
        document.text = Rc::new(text.changed(params.content_changes, encoding));
        self.write(&address);
    }

    /// Has the folders know what a text says now.
    fn write(&mut self, address: &str) {
        let Self { documents, folders, .. } = self;
        let Some(document) = documents.get(address) else { return };
        folders.write(&document.path, document.text.as_str());
        self.awaited.insert(folders.name(&document.path).to_owned());
        self.has_changed = true;
    }

    pub(super) fn did_save(&mut self, params: &lsp::DidSaveTextDocumentParams) {
        // Who is not told what changes on disk looks when something is saved.
        if !self.editor.watches && self.documents.contains_key(&params.text_document.uri.0) {
            self.folders.look_again();
            self.has_changed = true;
        }
    }

    pub(super) fn did_close(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let lsp::Uri(address) = &params.text_document.uri;
        let Some(document) = self.documents.remove(address) else { return };
        self.saved(std::slice::from_ref(&document.path));
        if self.folders.close(&document.path) && self.published.remove(&document.path).is_some() {
            let params =
                lsp::PublishDiagnosticsParams { uri: address.clone().into(), version: None, diagnostics: Vec::new() };
            self.notify("textDocument/publishDiagnostics", value(params));
        }
    }

    pub(super) fn did_change_on_disk(&mut self, params: &lsp::DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| uri::path(&change.uri.0));
        let is_open = |path: &PathBuf| self.documents.values().any(|document| document.path == *path);
        let paths: Vec<PathBuf> = paths.filter(|path| !is_open(path) && self.folders.matters(path)).collect();
        if paths.is_empty() {
            return;
        }
        self.saved(&paths);
        self.refresh();
    }

    fn saved(&mut self, paths: &[PathBuf]) {
        self.folders.saved(paths);
        self.has_changed = true;
    }

    pub(super) fn did_change_folders(&mut self, params: &lsp::DidChangeWorkspaceFoldersParams) {
        let Self { documents, folders, .. } = self;
        let roots = |all: &[lsp::WorkspaceFolder]| -> Vec<PathBuf> {
            all.iter().filter_map(|folder| uri::path(&folder.uri.0)).map(|root| without_end(&root)).collect()
        };
        roots(&params.event.removed).iter().for_each(|root| folders.remove(root));
        roots(&params.event.added).into_iter().for_each(|root| folders.add(root));
        // Open files of a folder that went are files by themselves now.
        let addresses: Vec<String> = documents.keys().cloned().collect();
        addresses.iter().for_each(|address| self.write(address));
        self.has_changed = true;
        self.refresh();
    }

    /// Has an editor that asks for findings itself ask again.
    fn refresh(&mut self) {
        if self.editor.refreshes && self.editor.pulls {
            self.ask("workspace/diagnostic/refresh", Value::Null);
        }
        if self.editor.refreshes_hints {
            self.ask("workspace/inlayHint/refresh", Value::Null);
        }
    }

    /// Looks at what has changed and tells the editor, where it does not ask itself: files in
    /// which something else is found now, and those that it has opened or changed.
    pub(super) fn publish(&mut self) {
        if !std::mem::take(&mut self.has_changed) {
            return;
        }
        let awaited = std::mem::take(&mut self.awaited);
        let mut errors = Vec::new();
        let templates = self.open_templates();
        let found = self.folders.check(&templates, &mut |error: &Error| errors.push(format!("{error}")));
        let mut changed: BTreeSet<PathBuf> = awaited.iter().cloned().collect();
        let is_new = |path: &Path, now: &[Diagnostic]| self.published.get(path).is_none_or(|known| known != now);
        changed.extend(found.iter().filter(|(path, now)| is_new(path, now)).map(|(path, _)| path.to_path_buf()));
        changed.extend(self.published.keys().filter(|path| !found.contains_key(path.as_path())).cloned());
        // What is marked in a text that has changed may stand on another line.
        let points_there =
            |finding: &Diagnostic| finding.labels.iter().skip(1).any(|label| awaited.contains(label.place.file.path()));
        changed
            .extend(found.iter().filter(|(_, now)| now.iter().any(points_there)).map(|(path, _)| path.to_path_buf()));
        let news: Vec<(PathBuf, Vec<Diagnostic>)> = changed
            .into_iter()
            .map(|path| {
                let now = found.get(path.as_path()).map_or_else(Vec::new, |now| now.to_vec());
                (path, now)
            })
            .collect();
        errors.iter().for_each(|error| self.notify("window/logMessage", json!({"type": 1, "message": error})));
        for (path, now) in news {
            self.tell(&path, &now);
            match now.is_empty() {
                true => drop(self.published.remove(&path)),
                false => drop(self.published.insert(path, now)),
            }
        }
    }

    fn open_templates(&self) -> Vec<PathBuf> {
        self.documents.values().map(|document| document.path.clone()).filter(|path| is_template(path)).collect()
    }

    /// Tells the editor what is found in a file.
    fn tell(&self, path: &Path, now: &[Diagnostic]) {
        let document = self.documents.values().find(|document| self.folders.name(&document.path) == path);
        let asks = self.pulled.1 || self.pulled.0 && document.is_some();
        if self.editor.pulls && asks {
            return;
        }
        let (address, diagnostics) = self.with_places(|places| {
            let (address, _) = places.file(&path.into());
            (address, self.diagnostics(now, places))
        });
        let version = document.map(|document| document.version);
        let params = lsp::PublishDiagnosticsParams { uri: address, version, diagnostics };
        self.notify("textDocument/publishDiagnostics", value(params));
    }

    pub(super) fn with_places<T>(&self, take: impl FnOnce(&Places<'_>) -> T) -> T {
        let open = |path: &Path| {
            let mut all = self.documents.iter();
            let (address, document) = all.find(|(_, document)| self.folders.name(&document.path) == path)?;
            Some((address.clone().into(), Rc::clone(&document.text)))
        };
        take(&Places::new(self.encoding, &self.folders, &open))
    }

    pub(super) fn diagnostics(&self, findings: &[Diagnostic], places: &Places<'_>) -> Vec<lsp::Diagnostic> {
        findings.iter().map(|finding| diagnostic(finding, places, &self.manuals, self.language)).collect()
    }

    /// The findings of a file, which the editor asks for.
    pub(super) fn pull(&mut self, params: Value) -> Answer {
        let params: lsp::DocumentDiagnosticParams = read(params)?;
        self.publish();
        let path = self.path_of(&params.text_document.uri.0);
        let path = self.folders.name(&path).to_owned();
        if self.editor.pulls && !std::mem::replace(&mut self.pulled.0, true) {
            self.take_back();
        }
        let items = self.with_places(|places| self.diagnostics(self.folders.found(&path), places));
        let result = result_id(&items);
        Ok(match params.previous_result_id.as_ref() == Some(&result) {
            true => json!({"kind": "unchanged", "resultId": result}),
            false => json!({"kind": "full", "resultId": result, "items": items}),
        })
    }

    /// The findings of all files, which the editor asks for: of those about which it does not
    /// know them.
    pub(super) fn pull_all(&mut self, params: Value) -> Answer {
        let params: lsp::WorkspaceDiagnosticParams = read(params)?;
        self.publish();
        if self.editor.pulls && !std::mem::replace(&mut self.pulled.1, true) {
            self.take_back();
        }
        let templates = self.open_templates();
        let found = self.folders.check(&templates, &mut |_| {});
        let known: HashMap<&str, &str> =
            params.previous_result_ids.iter().map(|known| (known.uri.0.as_str(), known.value.as_str())).collect();
        let mut reports = Vec::new();
        let mut told = HashSet::new();
        let found: Vec<(PathBuf, Vec<Diagnostic>)> =
            found.into_iter().map(|(path, findings)| (path.to_owned(), findings.to_vec())).collect();
        for (path, findings) in found {
            let (address, items) = self
                .with_places(|places| (places.file(&path.as_path().into()).0.0, self.diagnostics(&findings, places)));
            let result = result_id(&items);
            told.insert(address.clone());
            if known.get(address.as_str()) != Some(&result.as_str()) {
                let version = self.documents.get(&address).map(|document| document.version);
                reports.push(
                    json!({"kind": "full", "uri": address, "version": version, "resultId": result, "items": items}),
                );
            }
        }
        let gone = known.iter().filter(|(address, result)| !told.contains(**address) && **result != result_id(&[]));
        reports.extend(gone.map(|(address, _)| {
            json!({"kind": "full", "uri": address, "version": null, "resultId": result_id(&[]), "items": []})
        }));
        Ok(json!({"items": reports}))
    }

    /// An editor that asks for findings itself would show those twice that it was told.
    fn take_back(&mut self) {
        let all: Vec<PathBuf> = self.published.keys().cloned().collect();
        for path in all {
            let document = self.documents.values().find(|document| self.folders.name(&document.path) == path);
            if self.pulled.1 || document.is_some() {
                let address = self.with_places(|places| places.file(&path.as_path().into()).0);
                let params = lsp::PublishDiagnosticsParams { uri: address, version: None, diagnostics: Vec::new() };
                self.notify("textDocument/publishDiagnostics", value(params));
            }
        }
    }
}

/// What tells one list of findings from another.
fn result_id(items: &[lsp::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    value(items).to_string().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A folder without a separator behind it.
fn without_end(root: &Path) -> PathBuf {
    root.components().collect()
}
