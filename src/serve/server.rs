//! The local server: lets nobody in but the page.
//!
//! It listens on 127.0.0.1 alone. The address that is opened has a token, which becomes a
//! cookie that no script can read and no other site sends; what is asked for has to carry it.
//! Requests whose `Host` is another (as after DNS rebinding) or whose `Origin` is another
//! page are refused; what writes has to carry a second token, which only the page itself
//! knows. No file is served but those of the page and outputs of the folder's projects.
//!
//! The server is hyper's, on one thread, with the work on others: it gives up on who sends
//! slowly and never reads more than it takes. (A synchronous one, `tiny_http`, reads a body to
//! the end before it answers, however long that is.) Nothing here streams: the page waits for
//! changes with a request that lasts.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use jixiao::Format;
use jixiao::engine::{Error, is_yaml, parent};
use jixiao::messages::{Language, Message};
use jixiao::page::{Answer, IfThere, refusal};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use super::beside::Beside;
use super::open::Opened;
use super::start::Start;
use super::words;

/// The most bytes of a request: a workbook of the largest size that is imported.
const MOST_BYTES: usize = 32 << 20;

/// The port that is tried first, so that what a browser keeps of a page is there again for the
/// next.
const PORT: u16 = 38471;

/// So many connections are taken at a time; a page has six.
const MOST_CONNECTIONS: usize = 100;

/// So long the head of a request may take, and so long its body.
const PATIENCE: Duration = Duration::from_secs(10);

/// So long a page's request for changes waits.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// So long after the last page was closed the program ends.
const LINGERS: Duration = Duration::from_secs(60);

/// So long a program that nobody sees waits for its first page.
const LONGEST_UNSEEN: Duration = Duration::from_secs(600);

/// The parts of the page.
const ASSETS: [(&str, &str, &str); 24] = [
    ("/style.css", "text/css", include_str!("../page/assets/style.css")),
    ("/api.js", "text/javascript", include_str!("../page/assets/api.js")),
    ("/app.js", "text/javascript", include_str!("../page/assets/app.js")),
    ("/beside.js", "text/javascript", include_str!("../page/assets/beside.js")),
    ("/charts.js", "text/javascript", include_str!("../page/assets/charts.js")),
    ("/collected.js", "text/javascript", include_str!("../page/assets/collected.js")),
    ("/dom.js", "text/javascript", include_str!("../page/assets/dom.js")),
    ("/fields.js", "text/javascript", include_str!("../page/assets/fields.js")),
    ("/findings.js", "text/javascript", include_str!("../page/assets/findings.js")),
    ("/folder.js", "text/javascript", include_str!("../page/assets/folder.js")),
    ("/importing.js", "text/javascript", include_str!("../page/assets/importing.js")),
    ("/indicators.js", "text/javascript", include_str!("../page/assets/indicators.js")),
    ("/pages.js", "text/javascript", include_str!("../page/assets/pages.js")),
    ("/project.js", "text/javascript", include_str!("../page/assets/project.js")),
    ("/recent.js", "text/javascript", include_str!("../page/assets/recent.js")),
    ("/reports.js", "text/javascript", include_str!("../page/assets/reports.js")),
    ("/saving.js", "text/javascript", include_str!("../page/assets/saving.js")),
    ("/settings.js", "text/javascript", include_str!("../page/assets/settings.js")),
    ("/start.js", "text/javascript", include_str!("../page/assets/start.js")),
    ("/suggestions.js", "text/javascript", include_str!("../page/assets/suggestions.js")),
    ("/text.js", "text/javascript", include_str!("../page/assets/text.js")),
    ("/transport.js", "text/javascript", include_str!("../page/assets/transport.js")),
    ("/words.js", "text/javascript", include_str!("../page/assets/words.js")),
    ("/writing.js", "text/javascript", include_str!("../page/assets/writing.js")),
];

const PAGE: &str = include_str!("../page/assets/index.html");

/// Has the browser fetch all modules at once, instead of one after the other as they import
/// each other.
fn modules() -> String {
    let modules = ASSETS.iter().filter(|(_, kind, _)| *kind == "text/javascript");
    modules.map(|(path, ..)| format!("<link rel=\"modulepreload\" href=\"{path}\">")).collect()
}

/// How a page is served.
pub(crate) struct Serving {
    /// The folder of projects, or a file in it; without it, the page that one begins with.
    pub folder: Option<PathBuf>,
    /// Whether other folders can be opened too.
    pub others: bool,
    /// The port; any that is free, without it.
    pub port: Option<u16>,
    /// Whether a browser is opened.
    pub browser: bool,
    /// Whether an editor is at the other end of standard input and output.
    pub beside: bool,
    /// Whether nobody sees what is said, so that it ends where no page is ever opened.
    pub unseen: bool,
    /// The language of the page and of what it is answered.
    pub language: Language,
}

/// Serves a page until it has been closed for a while.
///
/// # Errors
///
/// The folder cannot be opened, or nothing can be served.
pub(crate) fn serve(serving: Serving, say: &dyn Fn(&Message)) -> Result<(), Error> {
    let Serving { folder, others, port, browser, beside, unseen, language } = serving;
    let folder = folder.map(|path| path.canonicalize().unwrap_or(path));
    let is_workbook = |path: &PathBuf| path.is_file() && !is_yaml(path);
    let (workbook, folder) = (folder.clone().filter(is_workbook), folder.filter(|path| !is_workbook(path)));
    // A file stands for its folder, and is shown first.
    let file = folder.as_ref().filter(|path| others && path.is_file()).and_then(|path| path.file_name());
    let first = file.map(|name| format!("#{}", in_fragment(&Path::new(".").join(name).to_string_lossy())));
    let folder = match &first {
        Some(_) => folder.as_deref().map(parent),
        None => folder.clone(),
    };
    let opened = Opened::new(language, others.then_some(Start { workbook, language }));
    if let Some(folder) = &folder {
        opened.open(folder)?;
    }

    let cannot = |error: std::io::Error| Error::new(words::cannot_serve(error)).help(words::another_port());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(cannot)?;
    let bind = |port| runtime.block_on(TcpListener::bind(("127.0.0.1", port)));
    let listener = match port {
        Some(port) => bind(port),
        None => bind(PORT).or_else(|_| bind(0)),
    };
    let listener = listener.map_err(cannot)?;
    let port = listener.local_addr().map_err(cannot)?.port();
    let (token, page_token) = (token()?, token()?);
    let beside = beside.then(Beside::default);
    let door = Arc::new(Door { opened, beside, port, token, page_token, open: AtomicUsize::new(0) });
    let address = format!("http://127.0.0.1:{port}/?token={}{}", door.token, first.unwrap_or_default());
    if door.beside.is_some() {
        let door = Arc::clone(&door);
        std::thread::spawn(move || door.listen(&address));
    } else {
        say(&words::open_in_a_browser(&address));
        say(&words::until_closed());
        if browser {
            // Where none can be opened, the address stands on the terminal.
            let _ = open::that_detached(&address);
        }
    }
    runtime.block_on(door.serve(listener, unseen));
    // What waits for changes need not be waited for.
    runtime.shutdown_background();
    Ok(())
}

/// The part of an address by which the page shows a file.
fn in_fragment(file: &str) -> String {
    let name: String = file.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("file={name}&number=1")
}

/// A text that nobody can guess.
fn token() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Error::new(words::no_random_numbers()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

struct Door {
    opened: Opened,
    beside: Option<Beside>,
    port: u16,
    /// What the address and the cookie hold.
    token: String,
    /// What the page itself knows.
    page_token: String,
    /// How many connections are open.
    open: AtomicUsize,
}

/// What is asked for.
struct Asked {
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
}

/// An answer of HTTP.
struct Reply {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

impl Reply {
    fn new(status: u16, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, body: body.into(), headers: Vec::new() }
    }

    fn json(status: u16, value: &Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    fn refused(status: u16) -> Self {
        Self::new(status, "text/plain", format!("{status}"))
    }
}

impl Door {
    /// Takes what an editor beside the page says; it is told the address where it wants the page
    /// and none is open.
    fn listen(&self, address: &str) {
        let open = || {
            if self.open.load(Ordering::Relaxed) == 0 {
                Beside::say(&json!({"address": address}));
            }
        };
        self.beside.iter().for_each(|beside| beside.listen(open));
    }

    /// Serves until no page has been open for a while, or the editor beside it is gone.
    async fn serve(self: Arc<Self>, listener: TcpListener, unseen: bool) {
        let (started, mut last) = (Instant::now(), None);
        loop {
            if self.beside.as_ref().is_some_and(Beside::is_gone) {
                return;
            }
            if unseen && last.is_none() && started.elapsed() > LONGEST_UNSEEN {
                return;
            }
            let stream = match timeout(Duration::from_secs(1), listener.accept()).await {
                Ok(Ok((stream, _))) => stream,
                Ok(Err(_)) => {
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
                Err(_) => {
                    match (self.open.load(Ordering::Relaxed), last) {
                        (0, Some(seen)) if Instant::elapsed(&seen) > LINGERS => return,
                        (0, _) => {}
                        _ => last = Some(Instant::now()),
                    }
                    continue;
                }
            };
            last = Some(Instant::now());
            if self.open.load(Ordering::Relaxed) >= MOST_CONNECTIONS {
                continue;
            }
            self.open.fetch_add(1, Ordering::Relaxed);
            let door = Arc::clone(&self);
            tokio::spawn(async move {
                let service = service_fn(|request| Arc::clone(&door).answer_to(request));
                let mut server = http1::Builder::new();
                server.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
                // A page that is gone needs no answer.
                let _ = server.serve_connection(TokioIo::new(stream), service).await;
                door.open.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }

    async fn answer_to(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let (head, body) = request.into_parts();
        let asked = Asked {
            method: head.method,
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
        };
        if let Some(refused) = self.refusal(&asked) {
            return Ok(refused.into());
        }
        let bytes = match asked.method == Method::POST {
            true => match timeout(PATIENCE, Limited::new(body, MOST_BYTES).collect()).await {
                Ok(Ok(body)) => body.to_bytes(),
                Ok(Err(_)) => return Ok(Reply::refused(413).into()),
                Err(_) => return Ok(Reply::refused(408).into()),
            },
            false => Bytes::new(),
        };
        let reply = tokio::task::spawn_blocking(move || match asked.method == Method::POST {
            true => self.post(&asked.path, &asked.query, bytes),
            false => self.get(&asked.path, &asked.query),
        });
        Ok(reply.await.unwrap_or_else(|_| Reply::refused(500)).into())
    }

    /// What is said to those who may not ask for this; none to the page.
    fn refusal(&self, asked: &Asked) -> Option<Reply> {
        if !self.is_from_here(asked) {
            return Some(Reply::refused(403));
        }
        let is_first = asked.method == Method::GET && asked.path == "/";
        if is_first && parameter(&asked.query, "token").is_some_and(|token| is_same(&token, &self.token)) {
            let cookie = format!("jixiao-{}={}; Path=/; HttpOnly; SameSite=Strict", self.port, self.token);
            let mut reply = Reply::refused(303);
            reply.headers = vec![("set-cookie", cookie), ("location", "/".to_owned())];
            return Some(reply);
        }
        if !self.has_cookie(asked) || asked.method == Method::POST && !self.has_page_token(asked) {
            return Some(Reply::refused(403));
        }
        let length = header(asked, "Content-Length").and_then(|length| length.parse().ok()).unwrap_or(0_u64);
        match asked.method {
            Method::GET => None,
            Method::POST => (length > MOST_BYTES as u64).then(|| Reply::refused(413)),
            _ => Some(Reply::refused(405)),
        }
    }

    /// Whether a request is for this address, and not sent by another page.
    fn is_from_here(&self, asked: &Asked) -> bool {
        let hosts = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let host = header(asked, "Host").unwrap_or_default();
        let is_host = hosts.contains(&host);
        let origin = header(asked, "Origin");
        let is_origin = origin.is_none_or(|origin| hosts.iter().any(|known| origin == format!("http://{known}")));
        let site = header(asked, "Sec-Fetch-Site");
        is_host && is_origin && site.is_none_or(|site| site == "same-origin" || site == "none")
    }

    fn has_cookie(&self, asked: &Asked) -> bool {
        let name = format!("jixiao-{}", self.port);
        let cookies = header(asked, "Cookie").unwrap_or_default();
        let mut cookies = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        cookies.any(|(known, value)| known == name && is_same(value, &self.token))
    }

    fn has_page_token(&self, asked: &Asked) -> bool {
        header(asked, "X-Jixiao").is_some_and(|token| is_same(&token, &self.page_token))
    }

    fn get(&self, path: &str, query: &str) -> Reply {
        if path == "/" {
            let language = self.opened.language.tag();
            let start = if self.opened.has_start() { "yes" } else { "no" };
            let page = PAGE.replace("{{token}}", &self.page_token).replace("{{language}}", language);
            let page = page.replace("{{modules}}", &modules());
            let editor = if self.beside.is_some() { "yes" } else { "no" };
            return Reply::new(200, "text/html", page.replace("{{start}}", start).replace("{{editor}}", editor));
        }
        if let Some((_, kind, text)) = ASSETS.iter().find(|(known, ..)| *known == path) {
            return Reply::new(200, kind, *text);
        }
        let count = |name| parameter(query, name).and_then(|number| number.parse().ok());
        let file = || parameter(query, "file").unwrap_or_default();
        let output = |format| self.opened.with(|session| session.output(&file(), count("number").unwrap_or(1), format));
        match path {
            "/changes" => {
                let since = count("since").unwrap_or(0);
                let version = match self.opened.session() {
                    Some(session) => session.wait(since as u64, LONGEST_WAIT),
                    None => {
                        std::thread::sleep(Duration::from_secs(1));
                        0
                    }
                };
                Reply::json(200, &json!({"version": version}))
            }
            "/cursor" if let Some(beside) = &self.beside => {
                Reply::json(200, &beside.wait(count("since").unwrap_or(0) as u64, LONGEST_WAIT))
            }
            "/output/pdf" => self.answer(output(Format::Pdf)),
            "/output/xlsx" => self.answer(output(Format::Xlsx)),
            "/output/ofd" => self.answer(output(Format::Ofd)),
            "/output/book" => self.answer(self.opened.with(|session| session.book(count("number").unwrap_or(0)))),
            "/output/notice" => {
                let unit = parameter(query, "unit").unwrap_or_default();
                self.answer(self.opened.with(|session| session.notice(&unit)))
            }
            _ => Reply::refused(404),
        }
    }

    fn post(&self, path: &str, query: &str, bytes: Bytes) -> Reply {
        match path {
            "/ask" => self.with(&bytes, |request| self.opened.answer(request)),
            "/start" => self.with(&bytes, |request| self.opened.begin(&request)),
            "/import" => {
                let name = parameter(query, "name").unwrap_or_default();
                let there = IfThere::of(&parameter(query, "there").unwrap_or_default());
                self.answer(self.opened.with(|session| session.import(&name, bytes.to_vec(), there)))
            }
            "/show" => self.answer(self.opened.show_outputs()),
            "/cursor" if self.beside.is_some() => self.with(&bytes, |chosen: Value| {
                Beside::say(&json!({"chosen": chosen}));
                Ok(Answer::Done(Value::Null))
            }),
            _ => Reply::refused(404),
        }
    }

    /// Reads a request and answers it.
    fn with<T: DeserializeOwned>(&self, bytes: &[u8], act: impl FnOnce(T) -> Result<Answer, Error>) -> Reply {
        match serde_json::from_slice(bytes) {
            Ok(request) => self.answer(act(request)),
            Err(_) => Reply::refused(400),
        }
    }

    fn answer(&self, answer: Result<Answer, Error>) -> Reply {
        match answer {
            Ok(Answer::Done(value)) => Reply::json(200, &value),
            Ok(Answer::Conflict(value)) => Reply::json(409, &value),
            Ok(Answer::Nothing) => Reply::refused(404),
            Ok(Answer::File { name, kind, bytes }) => {
                let mut reply = Reply::new(200, kind, bytes);
                // RFC 5987, since names are Chinese.
                let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
                reply.headers = vec![("content-disposition", format!("inline; filename*=UTF-8''{name}"))];
                reply
            }
            Err(error) => Reply::json(422, &refusal(&error, self.opened.language)),
        }
    }
}

fn header(asked: &Asked, name: &str) -> Option<String> {
    Some(asked.headers.get(name)?.to_str().ok()?.to_owned())
}

/// A parameter of a query, its percent signs taken away.
fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name)?.1;
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            b'+' => bytes.push(b' '),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether two texts are the same, in a time that does not say how much of them is.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// What every answer says: nothing is loaded from elsewhere, framed elsewhere or kept.
const SAFETY: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

impl From<Reply> for Response<Full<Bytes>> {
    fn from(Reply { status, kind, body, headers }: Reply) -> Self {
        let mut response = Self::new(Full::new(body.into()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let all = response.headers_mut();
        for (name, value) in SAFETY {
            all.insert(name, HeaderValue::from_static(value));
        }
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                all.insert(name, value);
            }
        }
        let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
        if let Ok(kind) = HeaderValue::from_str(&kind) {
            all.insert(CONTENT_TYPE, kind);
        }
        response
    }
}
