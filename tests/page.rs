//! `jixiao open` as a browser speaks with it: who is let in, what is changed on disk, and
//! what others change meanwhile.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "年度: 2026 # 表\n项目名称: 青年服务   # 已定\n年度资金:\n  当年财政拨款: 45万元\n";

/// A page of a folder with one project.
struct Page {
    folder: TempDir,
    program: Child,
    port: u16,
    token: String,
    page_token: String,
}

struct Answer {
    status: u16,
    headers: String,
    body: String,
}

impl Page {
    fn open(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("甲.yaml"), text).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_jixiao"))
            .args(["open", "--no-browser", "--lang", "zh"])
            .arg(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let (_, address) = line.trim().split_once("127.0.0.1:").unwrap();
        let (port, token) = address.split_once("/?token=").unwrap();
        let (port, token) = (port.parse().unwrap(), token.to_owned());
        let mut page = Self { folder, program, port, token, page_token: String::new() };
        let html = page.get("/").body;
        let (_, rest) = html.split_once(r#"name="token" content=""#).unwrap();
        page.page_token = rest[..32].to_owned();
        page
    }

    /// Sends bytes, and gives what comes back.
    fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(bytes).unwrap();
        let mut text = Vec::new();
        // One who is refused may be cut off.
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        let (headers, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, headers: headers.to_owned(), body: body.to_owned() }
    }

    fn request(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut text = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        headers.iter().for_each(|(name, value)| text += &format!("{name}: {value}\r\n"));
        self.send(format!("{text}\r\n{body}").as_bytes())
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn cookie(&self) -> String {
        format!("jixiao-{}={}", self.port, self.token)
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[("Host", &self.host()), ("Cookie", &self.cookie())], "")
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let headers = [("Host", self.host()), ("Cookie", self.cookie()), ("X-Jixiao", self.page_token.clone())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = self.request("POST", path, &headers, &body.to_string());
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("甲.yaml")
    }

    /// The name that the page has for it.
    fn name(&self) -> String {
        "./甲.yaml".to_owned()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn project(&self) -> Value {
        let name: String = self.name().bytes().map(|byte| format!("%{byte:02X}")).collect();
        serde_json::from_str(&self.get(&format!("/api/project?file={name}&number=1&glyphs=0")).body).unwrap()
    }

    fn set(&self, seen: &Value, before: &str, path: &[&str], text: &str) -> (u16, Value) {
        let change = json!({"do": "set", "at": path, "text": text});
        let request = json!({"file": self.name(), "number": 1, "text": seen["text"], "before": before, "change": change, "glyphs": 0});
        self.post("/api/change", &request)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn only_who_has_the_address_is_let_in() {
    let page = Page::open(TEXT);
    let (host, cookie) = (page.host(), page.cookie());
    let status = |path: &str, headers: &[(&str, &str)]| page.request("GET", path, headers, "").status;
    assert_eq!(status("/", &[("Host", &host)]), 403);
    assert_eq!(status("/?token=0123", &[("Host", &host)]), 403);
    assert_eq!(status("/api/folder", &[("Host", &host), ("Cookie", "jixiao-1=1")]), 403);
    assert_eq!(status("/api/folder", &[("Host", &host), ("Cookie", &cookie)]), 200);
    // DNS rebinding, and pages of other sites.
    assert_eq!(status("/api/folder", &[("Host", "boese.example"), ("Cookie", &cookie)]), 403);
    assert_eq!(status("/api/folder", &[("Cookie", &cookie)]), 403);
    let from = |name: &'static str, value: &'static str| {
        status("/api/folder", &[("Host", &host), ("Cookie", &cookie), (name, value)])
    };
    assert_eq!(from("Origin", "http://boese.example"), 403);
    assert_eq!(from("Origin", "null"), 403);
    assert_eq!(from("Sec-Fetch-Site", "cross-site"), 403);
    assert_eq!(from("Sec-Fetch-Site", "same-origin"), 200);
    let first = page.request("GET", &format!("/?token={}", page.token), &[("Host", &host)], "");
    assert_eq!(first.status, 303);
    assert!(first.headers.contains("HttpOnly; SameSite=Strict"), "{}", first.headers);
}

#[test]
fn what_writes_has_the_pages_own_token() {
    let page = Page::open(TEXT);
    let body = json!({"file": page.name(), "text": "", "new": "", "force": true}).to_string();
    let (host, cookie) = (page.host(), page.cookie());
    let send = |method: &str, headers: &[(&str, &str)]| page.request(method, "/api/text", headers, &body).status;
    assert_eq!(send("POST", &[("Host", &host), ("Cookie", &cookie)]), 403);
    assert_eq!(send("POST", &[("Host", &host), ("Cookie", &cookie), ("X-Jixiao", &page.token)]), 403);
    assert_eq!(send("POST", &[("Host", &host), ("X-Jixiao", &page.page_token)]), 403);
    assert_eq!(send("PUT", &[("Host", &host), ("Cookie", &cookie), ("X-Jixiao", &page.page_token)]), 405);
    assert_eq!(page.text(), TEXT);
}

#[test]
fn nothing_outside_of_the_folder_is_read_or_written() {
    let page = Page::open(TEXT);
    let outside = TempDir::new().unwrap();
    let other = outside.path().join("乙.yaml");
    fs::write(&other, TEXT).unwrap();
    let name = page.folder.path().display().to_string();
    for file in
        [other.display().to_string(), "/etc/passwd".into(), format!("{name}/../{}", other.display()), "甲.yaml".into()]
    {
        let escaped: String = file.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(page.get(&format!("/api/text?file={escaped}")).status, 422, "{file}");
        assert_eq!(page.get(&format!("/output/pdf?file={escaped}")).status, 422, "{file}");
        let (status, _) = page.post("/api/text", &json!({"file": file, "text": "", "new": "乙", "force": true}));
        assert_eq!(status, 422, "{file}");
        assert_eq!(page.post("/api/delete", &json!({"file": file})).0, 422, "{file}");
    }
    for path in
        ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/app.js/../../../etc/passwd", "//etc/passwd", "/api", "/output/pdf"]
    {
        assert!([404, 422].contains(&page.get(path).status), "{path}");
    }
    let (_, made) = page.post("/api/new", &json!({"name": "../../丙", "year": 2026}));
    let made = PathBuf::from(made["file"].as_str().unwrap());
    assert_eq!(made.parent(), Some(Path::new(".")));
    assert!(page.folder.path().join(made).is_file());
    assert_eq!(fs::read_to_string(other).unwrap(), TEXT);
}

#[test]
fn every_answer_says_that_nothing_is_loaded_from_elsewhere() {
    let page = Page::open(TEXT);
    for path in ["/", "/app.js", "/api/folder", "/nothing"] {
        let headers = page.get(path).headers;
        for wanted in
            ["default-src 'none'", "script-src 'self';", "nosniff", "no-referrer", "no-store", "frame-ancestors 'self'"]
        {
            assert!(headers.contains(wanted), "{path}: {wanted}");
        }
        assert!(!headers.contains("Access-Control"), "{path}");
    }
    let html = page.get("/").body;
    assert!(!html.contains("<script>") && !html.contains("style="), "{html}");
}

#[test]
fn broken_and_slow_requests_harm_nobody() {
    let page = Page::open(TEXT);
    let slow: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", page.port)).unwrap();
            stream.write_all(b"POST /api/text HTTP/1.1\r\nHost: ").unwrap();
            stream
        })
        .collect();
    for bytes in [&b"\x16\x03\x01\x02\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"GET"] {
        let mut stream = TcpStream::connect(("127.0.0.1", page.port)).unwrap();
        stream.write_all(bytes).unwrap();
    }
    let (host, cookie) = (page.host(), page.cookie());
    let head =
        format!("POST /api/text HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-Jixiao: {}\r\n", page.page_token);
    assert_eq!(
        page.send(format!("{head}Connection: close\r\nContent-Length: 999999999999\r\n\r\n").as_bytes()).status,
        413
    );
    assert_eq!(page.post("/api/change", &json!({"nothing": 1})).0, 400);
    let started = Instant::now();
    assert_eq!(page.get("/api/folder").status, 200);
    assert!(started.elapsed() < Duration::from_secs(10));
    drop(slow);
}

#[test]
fn a_change_is_in_the_file_and_can_be_taken_back() {
    let page = Page::open(TEXT);
    let seen = page.project();
    assert_eq!(seen["form"]["form"]["name"], "2026");
    let (status, now) = page.set(&seen, "青年服务", &["项目名称"], "青年人才服务");
    assert_eq!(status, 200);
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年人才服务"));
    let (_, now) = page.set(&now, "45万元", &["年度资金", "当年财政拨款"], "46万元");
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年人才服务").replace("45万元", "46万元"));
    assert_eq!((&now["can_undo"], &now["can_redo"]), (&json!(true), &json!(false)));
    let place = json!({"file": page.name(), "number": 1, "glyphs": 0});
    page.post("/api/undo", &place);
    page.post("/api/undo", &place);
    assert_eq!(page.text(), TEXT);
    page.post("/api/redo", &place);
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年人才服务"));
}

#[test]
fn what_others_changed_is_never_overwritten_unasked() {
    let page = Page::open(TEXT);
    let seen = page.project();
    // Another field: both changes count.
    fs::write(page.file(), TEXT.replace("45万元", "50万元")).unwrap();
    assert_eq!(page.set(&seen, "青年服务", &["项目名称"], "青年人才服务").0, 200);
    assert_eq!(page.text(), TEXT.replace("45万元", "50万元").replace("青年服务", "青年人才服务"));
    // The same field: nothing is written, and what is there is told.
    let seen = page.project();
    let theirs = page.text().replace("青年人才服务", "少年服务");
    fs::write(page.file(), &theirs).unwrap();
    let (status, found) = page.set(&seen, "青年人才服务", &["项目名称"], "老年服务");
    assert_eq!((status, &found["there"]), (409, &json!("少年服务")));
    assert_eq!(page.text(), theirs);
    // Whoever has seen that may write.
    assert_eq!(page.set(&found["project"], "少年服务", &["项目名称"], "老年服务").0, 200);
    assert_eq!(page.text(), theirs.replace("少年服务", "老年服务"));
    let (status, found) = page.post("/api/text", &json!({"file": page.name(), "text": "0000", "new": TEXT}));
    assert_eq!((status, found["there"].as_str()), (409, Some(page.text().as_str())));
}

#[test]
fn changes_on_disk_are_told() {
    let page = Page::open(TEXT);
    let version = page.project()["version"].as_u64().unwrap();
    fs::write(page.file(), TEXT.replace("青年", "少年")).unwrap();
    fs::write(page.folder.path().join("乙.yaml"), TEXT).unwrap();
    let answer = page.get(&format!("/api/changes?since={version}")).body;
    let now: Value = serde_json::from_str(&answer).unwrap();
    assert!(now["version"].as_u64().unwrap() > version);
    let known = || -> Vec<String> {
        let folder: Value = serde_json::from_str(&page.get("/api/folder").body).unwrap();
        folder["projects"].as_array().unwrap().iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect()
    };
    let started = Instant::now();
    while known().len() < 2 {
        assert!(started.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn hostile_texts_are_texts() {
    let page = Page::open(&TEXT.replace("青年服务", "'<img src=x onerror=alert(1)>\"&'"));
    let seen = page.project();
    let pages = seen["form"]["pages"].to_string();
    assert!(!pages.contains("<img") && pages.contains("<use"), "{pages}");
}

#[test]
fn a_file_goes_to_the_trash_and_outputs_are_those_of_build() {
    let whole = include_str!("../samples/2026-科技社团党建.yaml").to_owned();
    let page = Page::open(&whole);
    let name: String = page.name().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let pdf = page.get(&format!("/output/pdf?file={name}"));
    assert_eq!(pdf.status, 200, "{}", pdf.body);
    assert!(pdf.headers.contains("application/pdf") && pdf.body.starts_with("%PDF"));
    // The second project of the file is another one.
    let second = page.get(&format!("/output/pdf?file={name}&number=2"));
    assert!(second.body.starts_with("%PDF") && second.body != pdf.body);
    assert_eq!(page.get(&format!("/output/pdf?file={name}&number=3")).status, 422);
    let (status, built) = page.post("/api/build", &json!({"file": page.name()}));
    assert_eq!((status, &built["failed"]), (200, &json!(0)), "{built}");
    assert_eq!(page.post("/api/delete", &json!({"file": page.name()})).0, 200);
    assert!(!page.file().exists());
    assert_eq!(fs::read_to_string(page.folder.path().join(".trash/甲.yaml")).unwrap(), whole);
}
