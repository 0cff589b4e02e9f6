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
    /// A folder with a file of this text, open.
    fn open(text: &str) -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("甲.yaml"), text).unwrap();
        let path = folder.path().to_owned();
        Self::begin(folder, &["open", "--no-browser", "--lang", "zh", path.to_str().unwrap()])
    }

    /// The program with arguments, without a terminal; its own folders are in this one.
    fn begin(folder: TempDir, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_jixiao"))
            .args(arguments)
            .current_dir(folder.path())
            // No browser is found.
            .env("PATH", "")
            .env("HOME", folder.path())
            .env("XDG_STATE_HOME", folder.path().join(".state"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let (_, address) = line.trim().split_once("127.0.0.1:").unwrap();
        let (port, token) = address.split_once("/?token=").unwrap();
        let token = token.split('#').next().unwrap();
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

    /// Sends a workbook.
    fn import(&self, name: &str, bytes: &[u8]) -> (u16, Value) {
        self.import_if_there(name, bytes, "leave")
    }

    /// Sends a workbook, and what becomes of a file that is there.
    fn import_if_there(&self, name: &str, bytes: &[u8], there: &str) -> (u16, Value) {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let head = format!(
            "POST /import?name={name}&there={there} HTTP/1.1\r\nConnection: close\r\nHost: {}\r\nCookie: {}\r\nX-Jixiao: {}\r\nContent-Length: {}\r\n\r\n",
            self.host(),
            self.cookie(),
            self.page_token,
            bytes.len()
        );
        let answer = self.send(&[head.as_bytes(), bytes].concat());
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }

    /// Asks before a folder is open.
    fn start(&self, name: &str, facts: Value) -> (u16, Value) {
        let mut request = facts;
        request["ask"] = name.into();
        self.post("/start", &request)
    }

    /// The names and standings of the folder's projects.
    fn projects(&self) -> Vec<(String, String)> {
        let (_, folder) = self.ask("folder", json!({}));
        let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        folder["projects"].as_array().unwrap().iter().map(|row| (text(row, "name"), text(row, "standing"))).collect()
    }

    /// Asks the open folder.
    fn ask(&self, name: &str, facts: Value) -> (u16, Value) {
        let mut request = facts;
        request["ask"] = name.into();
        self.post("/ask", &request)
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
        self.ask("project", json!({"file": self.name()})).1
    }

    fn set(&self, seen: &Value, before: &str, path: &[&str], text: &str) -> (u16, Value) {
        let change = json!({"do": "set", "at": path, "text": text});
        let request =
            json!({"file": self.name(), "number": 1, "text": seen["text"], "before": before, "change": change});
        self.ask("change", request)
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
    assert_eq!(status("/app.js", &[("Host", &host), ("Cookie", "jixiao-1=1")]), 403);
    assert_eq!(status("/app.js", &[("Host", &host), ("Cookie", &cookie)]), 200);
    // DNS rebinding, and pages of other sites.
    assert_eq!(status("/app.js", &[("Host", "boese.example"), ("Cookie", &cookie)]), 403);
    assert_eq!(status("/app.js", &[("Cookie", &cookie)]), 403);
    let from = |name: &'static str, value: &'static str| {
        status("/app.js", &[("Host", &host), ("Cookie", &cookie), (name, value)])
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
    let body = json!({"ask": "save-text", "file": page.name(), "text": "", "new": "", "force": true}).to_string();
    let (host, cookie) = (page.host(), page.cookie());
    let send = |method: &str, headers: &[(&str, &str)]| page.request(method, "/ask", headers, &body).status;
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
        assert_eq!(page.ask("text", json!({"file": file})).0, 422, "{file}");
        assert_eq!(page.get(&format!("/output/pdf?file={escaped}")).status, 422, "{file}");
        let (status, _) = page.ask("save-text", json!({"file": file, "text": "", "new": "乙", "force": true}));
        assert_eq!(status, 422, "{file}");
        for name in ["delete", "copy", "rename", "build", "suggest"] {
            assert_eq!(
                page.ask(name, json!({"file": file, "number": 1, "known": "青年服务", "name": "丁"})).0,
                422,
                "{name} {file}"
            );
        }
    }
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/app.js/../../../etc/passwd",
        "//etc/passwd",
        "/ask",
        "/output/pdf",
        "/output/book",
    ] {
        assert!([404, 422].contains(&page.get(path).status), "{path}");
    }
    let (_, made) = page.ask("new", json!({"name": "../../丙", "year": 2026}));
    let made = PathBuf::from(made["file"].as_str().unwrap());
    assert_eq!(made.parent(), Some(Path::new(".")));
    assert!(page.folder.path().join(&made).is_file());
    let (mut last, mut known) = (made, "../../丙".to_owned());
    for name in ["copy", "rename"] {
        let new = format!("../../{name}");
        let (_, other) = page.ask(name, json!({"file": last, "number": 1, "known": known, "name": new}));
        known = new;
        last = PathBuf::from(other["file"].as_str().unwrap_or_default());
        assert_eq!(last.parent(), Some(Path::new(".")), "{other}");
    }
    // No other folder is looked into or opened.
    for name in ["start", "browse", "open", "samples", "init", "roll", "import-given"] {
        let request = json!({"ask": name, "path": outside.path(), "year": 2026});
        assert_eq!(page.post("/start", &request).0, 404, "{name}");
    }
    assert_eq!(fs::read_to_string(other).unwrap(), TEXT);
}

#[test]
fn every_answer_says_that_nothing_is_loaded_from_elsewhere() {
    let page = Page::open(TEXT);
    for path in ["/", "/app.js", "/changes?since=0", "/nothing"] {
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
            stream.write_all(b"POST /ask HTTP/1.1\r\nHost: ").unwrap();
            stream
        })
        .collect();
    for bytes in [&b"\x16\x03\x01\x02\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"GET"] {
        let mut stream = TcpStream::connect(("127.0.0.1", page.port)).unwrap();
        stream.write_all(bytes).unwrap();
    }
    let (host, cookie) = (page.host(), page.cookie());
    let head = format!("POST /ask HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-Jixiao: {}\r\n", page.page_token);
    assert_eq!(
        page.send(format!("{head}Connection: close\r\nContent-Length: 999999999999\r\n\r\n").as_bytes()).status,
        413
    );
    assert_eq!(page.ask("change", json!({"nothing": 1})).0, 400);
    let started = Instant::now();
    assert_eq!(page.ask("folder", json!({})).0, 200);
    assert!(started.elapsed() < Duration::from_secs(10));
    drop(slow);
}

#[test]
fn a_change_is_in_the_file_and_can_be_taken_back() {
    let page = Page::open(TEXT);
    let seen = page.project();
    assert_eq!(seen["form"]["shape"]["name"], "2026");
    let (status, now) = page.set(&seen, "青年服务", &["项目名称"], "青年人才服务");
    assert_eq!(status, 200);
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年人才服务"));
    let (_, now) = page.set(&now, "45万元", &["年度资金", "当年财政拨款"], "46万元");
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年人才服务").replace("45万元", "46万元"));
    assert_eq!((&now["can_undo"], &now["can_redo"]), (&json!(true), &json!(false)));
    let place = json!({"file": page.name()});
    page.ask("undo", place.clone());
    page.ask("undo", place.clone());
    assert_eq!(page.text(), TEXT);
    page.ask("redo", place);
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
    let (status, found) = page.ask("save-text", json!({"file": page.name(), "text": "0000", "new": TEXT}));
    assert_eq!((status, found["there"].as_str()), (409, Some(page.text().as_str())));
}

#[test]
fn what_is_mended_is_what_is_in_the_file_now() {
    let wrong = TEXT.replace("45万元", "４５0000");
    let page = Page::open(&wrong);
    assert!(page.project()["findings"].to_string().contains("full-width"));
    // Whatever others put before it, and however it is saved.
    for before in ["\n", "# 绩效\n", "\u{feff}", "\u{feff}#\r\n"] {
        let theirs = format!("{before}{wrong}");
        fs::write(page.file(), &theirs).unwrap();
        assert_eq!(page.ask("fix", json!({"file": page.name()})).0, 200);
        assert_eq!(page.text(), theirs.replace("４５", "45"), "{before:?}");
        page.ask("undo", json!({"file": page.name()}));
        assert_eq!(page.text(), theirs, "{before:?}");
    }
}

#[test]
fn a_project_that_others_have_moved_is_not_renamed() {
    let page = Page::open(TEXT);
    assert_eq!(page.project()["form"]["name"], "青年服务");
    let theirs = format!("{}---\n{TEXT}", TEXT.replace("青年服务", "妇女服务"));
    fs::write(page.file(), &theirs).unwrap();
    for request in ["rename", "copy"] {
        let facts = json!({"file": page.name(), "number": 1, "known": "青年服务", "name": "老年服务"});
        let (status, told) = page.ask(request, facts);
        assert_eq!(status, 422, "{request}");
        assert!(told["what"].as_str().unwrap().contains("不是「青年服务」"), "{told}");
    }
    assert_eq!(page.text(), theirs);
    assert_eq!(fs::read_dir(page.folder.path()).unwrap().flatten().filter(|file| file.path().is_file()).count(), 1);
    // One that is not there at all is said.
    for request in ["rename", "copy"] {
        let facts = json!({"file": page.name(), "number": 99, "known": "青年服务", "name": "老年服务"});
        let (status, told) = page.ask(request, facts);
        assert_eq!((status, told["what"].as_str()), (422, Some("「./甲.yaml」里没有第 99 个项目")), "{request}");
    }
}

#[test]
fn a_long_file_is_saved_as_a_whole() {
    let long = format!("{TEXT}{}", "# 说明：这一行很长，写满了各种各样的字。\n".repeat(150_000));
    assert!(long.len() > 8 << 20);
    let page = Page::open(&long);
    let (_, seen) = page.ask("text", json!({"file": page.name()}));
    assert!(seen["text"] == long.as_str(), "all of it is shown");
    let new = long.replace("青年服务", "少年服务");
    let (status, _) = page.ask("save-text", json!({"file": page.name(), "text": seen["digest"], "new": new}));
    assert_eq!(status, 200);
    assert!(page.text() == new);
    // One that is too long for the program is not touched.
    let longer = long.repeat(4);
    fs::write(page.file(), &longer).unwrap();
    assert_eq!(page.ask("text", json!({"file": page.name()})).0, 422);
    assert_eq!(page.ask("save-text", json!({"file": page.name(), "text": "", "new": TEXT, "force": true})).0, 422);
    page.ask("fix", json!({"file": page.name()}));
    assert!(page.text() == longer);
}

#[test]
fn changes_on_disk_are_told() {
    let page = Page::open(TEXT);
    let version = page.project()["version"].as_u64().unwrap();
    fs::write(page.file(), TEXT.replace("青年", "少年")).unwrap();
    fs::write(page.folder.path().join("乙.yaml"), TEXT).unwrap();
    let answer = page.get(&format!("/changes?since={version}")).body;
    let now: Value = serde_json::from_str(&answer).unwrap();
    assert!(now["version"].as_u64().unwrap() > version);
    let known = || -> Vec<String> {
        let (_, folder) = page.ask("folder", json!({}));
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
    let (status, built) = page.ask("build", json!({"file": page.name()}));
    assert_eq!((status, &built["failed"]), (200, &json!(0)), "{built}");
    assert_eq!(page.ask("delete", json!({"file": page.name()})).0, 200);
    assert!(!page.file().exists());
    assert_eq!(fs::read_to_string(page.folder.path().join(".trash/1/甲.yaml")).unwrap(), whole);
}

/// A sample without mistakes, of one project.
const WHOLE: &str = include_str!("../samples/2026-青年科技人才服务.yaml");

#[test]
fn a_double_click_offers_what_to_begin_with() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().to_owned();
    let page = Page::begin(folder, &[]);
    assert_eq!(page.ask("folder", json!({})).0, 404);
    let (_, start) = page.start("start", json!({}));
    assert_eq!((&start["recent"], start["home"].as_str()), (&json!([]), home.to_str()));
    // A new folder for a year.
    let new = home.join("申报/2026");
    assert_eq!(page.start("init", json!({"path": new, "year": 2026})), (200, json!({})));
    // It has settings before it has projects, and no project that nobody has asked for.
    assert_eq!(page.projects(), []);
    assert_eq!(page.ask("folder", json!({})).1["year"], 2026);
    let (status, settings) = page.ask("settings", json!({}));
    assert_eq!(status, 200, "{settings}");
    let formats = settings["shapes"].as_array().unwrap().iter().find(|shape| shape["path"] == "output.formats");
    assert_eq!(formats.unwrap()["otherwise"], "pdf\nxlsx");
    let change = json!({"do": "set", "at": ["实施单位"], "text": "示例市图书馆"});
    let change = json!({"text": settings["text"], "before": "", "change": change});
    let (status, settings) = page.ask("change-settings", change);
    assert_eq!(status, 200, "{settings}");
    assert!(fs::read_to_string(new.join("jixiao.yaml")).unwrap().contains("实施单位: 示例市图书馆\n"));
    page.ask("new", json!({"name": "社区读书会", "year": 2026}));
    assert_eq!(page.projects(), [("社区读书会".to_owned(), "not-built".to_owned())]);
    // The samples, by a path as somebody types it.
    assert_eq!(page.start("samples", json!({"path": "\"~/示例\" "})).0, 200);
    assert_eq!(page.projects().len(), 10);
    assert_eq!(page.start("samples", json!({"path": "~/示例"})).0, 422);
    // Last year's.
    assert_eq!(page.start("roll", json!({"path": new, "year": 2027})).0, 200);
    assert_eq!(page.projects().len(), 1);
    assert!(home.join("申报/2027/社区读书会.yaml").is_file());
    // What was used last comes first, and what is no folder is said.
    let (_, start) = page.start("start", json!({}));
    let recent: Vec<&str> =
        start["recent"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(recent, ["2027", "示例", "2026"]);
    for path in ["/nothing/there", "申报", ""] {
        assert_eq!(page.start("open", json!({"path": path})).0, 422, "{path}");
    }
    let (_, found) = page.start("browse", json!({"path": home.join("申报")}));
    assert_eq!((&found["folders"], &found["projects"]), (&json!(["2026", "2027"]), &json!(0)));
    // The folder that was open stays so.
    assert_eq!(page.projects().len(), 1);
}

#[test]
fn an_empty_folder_can_be_begun_with() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("空").display().to_string();
    let page = Page::begin(folder, &[]);
    assert_eq!(page.start("open", json!({"path": path, "create": true})).0, 200);
    let (_, empty) = page.ask("folder", json!({}));
    let why = empty["why_empty"].as_str().unwrap();
    assert!(why.ends_with("空」里没有项目文件"), "{why}");
    assert_eq!(empty["projects"], json!([]));
    assert_eq!(page.ask("new", json!({"name": "读书会", "year": 2026})).0, 200);
    assert_eq!(page.projects(), [("读书会".to_owned(), "not-built".to_owned())]);
    // Who fills in a form knows no lines, colons and options of a command.
    let (_, seen) = page.ask("project", json!({"file": "./读书会.yaml"}));
    let said = |finding: &Value| (finding["code"].as_str().unwrap().to_owned(), finding["help"].to_string());
    let helps: Vec<(String, String)> = seen["findings"].as_array().unwrap().iter().map(said).collect();
    for code in ["date-missing", "expected-missing"] {
        assert!(helps.contains(&(code.to_owned(), "\"请在表上填写\"".to_owned())), "{helps:?}");
    }
    assert!(helps.iter().all(|(_, help)| !help.contains("--")), "{helps:?}");
    // The last one goes, and comes back.
    assert_eq!(page.ask("delete", json!({"file": "./读书会.yaml"})).0, 200);
    assert_eq!(page.projects(), []);
    assert_eq!(page.ask("restore", json!({})).0, 200);
    assert_eq!(page.projects().len(), 1);
}

#[test]
fn what_is_dropped_on_the_icon_is_opened() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("申报");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("甲.yaml"), TEXT).unwrap();
    let page = Page::begin(folder, &[path.join("甲.yaml").to_str().unwrap()]);
    assert_eq!(page.projects().len(), 1);
    // Other folders can be opened from there.
    assert_eq!(page.start("start", json!({})).0, 200);
}

#[test]
fn a_workbook_that_is_dropped_becomes_a_project() {
    let page = Page::open(WHOLE);
    let name: String = page.name().bytes().map(|byte| format!("%{byte:02X}")).collect();
    // The sheet of another project.
    let other = WHOLE.replace("项目名称: 青年科技人才服务", "项目名称: 老年科技人才服务");
    let sheet = Page::open(&other);
    let host = sheet.host();
    let head = format!(
        "GET /output/xlsx?file={name} HTTP/1.1\r\nConnection: close\r\nHost: {host}\r\nCookie: {}\r\n\r\n",
        sheet.cookie()
    );
    let mut stream = TcpStream::connect(("127.0.0.1", sheet.port)).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let start = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    let (status, imported) = page.import("../../表.xlsx", &bytes[start..]);
    assert_eq!((status, &imported["written"]), (200, &json!(["./老年科技人才服务.yaml"])), "{imported}");
    assert_eq!(page.projects().len(), 2);
    assert!(fs::read_to_string(page.folder.path().join("老年科技人才服务.yaml")).unwrap().contains("老年科技人才服务"));
    // What the project says meanwhile is left alone, or can be had back.
    let own = page.folder.path().join("老年科技人才服务.yaml");
    let theirs = fs::read_to_string(&own).unwrap().replace("示例市", "某市");
    fs::write(&own, &theirs).unwrap();
    let (_, told) = page.import("表.xlsx", &bytes[start..]);
    assert_eq!((&told["written"], &told["there"]), (&json!([]), &json!(["老年科技人才服务.yaml"])), "{told}");
    let (_, replaced) = page.import_if_there("表.xlsx", &bytes[start..], "replace");
    assert_eq!(replaced["written"], json!(["./老年科技人才服务.yaml"]), "{replaced}");
    assert!(fs::read_to_string(&own).unwrap().contains("示例市"));
    assert_eq!(fs::read_to_string(page.folder.path().join(".trash/1/老年科技人才服务.yaml")).unwrap(), theirs);
    let (_, beside) = page.import_if_there("表.xlsx", &bytes[start..], "beside");
    assert_eq!(beside["written"], json!([]), "it says so already: {beside}");
    // A file that is no workbook is told.
    let (status, told) = page.import("坏.xlsx", b"nothing");
    assert!(status == 200 && told["findings"][0]["message"].is_string(), "{told}");
    // A file of projects is taken as it is, and not over another.
    let text = "年度: 2026\n项目名称: 读书会\n";
    let (status, taken) = page.import("../别人的.yaml", text.as_bytes());
    assert_eq!((status, &taken["written"]), (200, &json!(["./别人的.yaml"])), "{taken}");
    assert_eq!(page.projects().len(), 3);
    let (status, refused) = page.import("别人的.yaml", b"x");
    assert!(status == 422 && refused["what"].as_str().unwrap().contains("别人的.yaml"), "{refused}");
    assert_eq!(fs::read_to_string(page.folder.path().join("别人的.yaml")).unwrap(), text);
}

#[test]
fn projects_are_copied_and_renamed_with_all_else_as_it_was() {
    let page = Page::open(TEXT);
    let (_, copy) =
        page.ask("copy", json!({"file": page.name(), "number": 1, "known": "青年服务", "name": "老年服务"}));
    assert_eq!(copy["file"], "./老年服务.yaml");
    let text = |name: &str| fs::read_to_string(page.folder.path().join(name)).unwrap();
    assert_eq!(text("老年服务.yaml"), TEXT.replace("青年服务", "老年服务"));
    assert_eq!(page.text(), TEXT);
    // None is written over.
    assert_eq!(
        page.ask("copy", json!({"file": page.name(), "number": 1, "known": "青年服务", "name": "老年服务"})).0,
        422
    );
    assert_eq!(
        page.ask("rename", json!({"file": page.name(), "number": 1, "known": "青年服务", "name": "老年服务"})).0,
        422
    );
    assert_eq!(page.text(), TEXT);
    let (_, renamed) =
        page.ask("rename", json!({"file": page.name(), "number": 1, "known": "青年服务", "name": "少年: 服务"}));
    assert_eq!(renamed["file"], "./少年_ 服务.yaml");
    assert!(!page.file().exists());
    assert_eq!(text("少年_ 服务.yaml"), TEXT.replace("青年服务", "\"少年: 服务\""));
    // Of several projects of a file, only the one; the file stays.
    let two = format!("{TEXT}---\n{}", TEXT.replace("青年服务", "妇女服务"));
    fs::write(page.file(), &two).unwrap();
    let started = Instant::now();
    while page.ask("project", json!({"file": page.name(), "number": 2})).0 != 200 {
        assert!(started.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(
        page.ask("rename", json!({"file": page.name(), "number": 2, "known": "妇女服务", "name": "儿童服务"})).0,
        200
    );
    assert_eq!(page.text(), two.replace("妇女服务", "儿童服务"));
}

#[test]
fn the_table_says_what_is_built_and_up_to_date() {
    let page = Page::open(WHOLE);
    let standing = || page.projects()[0].1.clone();
    assert_eq!(standing(), "not-built");
    assert_eq!(page.ask("build", json!({})).0, 200);
    assert_eq!(standing(), "current");
    let (_, verified) = page.ask("verify", json!({}));
    assert_eq!(verified["findings"], json!([]), "{verified}");
    let seen = page.project();
    assert_eq!(page.set(&seen, "青年科技人才服务", &["项目名称"], "青年科技人才交流").0, 200);
    assert_eq!(standing(), "outdated");
    let (_, verified) = page.ask("verify", json!({}));
    assert!(!verified["findings"].as_array().unwrap().is_empty());
    page.ask("undo", json!({"file": page.name()}));
    assert_eq!(standing(), "current");
    let (_, folder) = page.ask("folder", json!({}));
    assert_eq!(
        (&folder["projects"][0]["indicators"], &folder["projects"][0]["amount"]),
        (&json!(10), &json!("450000"))
    );
    let kinds = folder["sums"].as_array().unwrap().iter().find(|sums| sums["label"] == "项目类别").unwrap();
    assert_eq!(kinds["shares"], json!([{"name": "特定目标类", "amount": "450000", "projects": 1}]));
}

#[test]
fn next_years_folder_is_made_and_can_be_opened() {
    let page = Page::open(WHOLE);
    let (status, rolled) = page.ask("roll", json!({"year": 2027}));
    assert_eq!((status, &rolled["projects"]), (200, &json!(1)), "{rolled}");
    let target = rolled["target"].as_str().unwrap().to_owned();
    assert_eq!(page.text(), WHOLE);
    // That one, and no other.
    let other = page.folder.path().parent().unwrap();
    assert_eq!(page.start("open", json!({"path": other})).0, 404);
    assert_eq!(page.start("open", json!({"path": target})).0, 200);
    let (_, folder) = page.ask("folder", json!({}));
    assert_eq!(folder["projects"][0]["year"], json!(2027));
    fs::remove_dir_all(target).unwrap();
}

#[test]
fn settings_are_filled_in_as_a_form() {
    let page = Page::open(WHOLE);
    let file = page.folder.path().join("jixiao.yaml");
    let text = || fs::read_to_string(&file).unwrap_or_default();
    let seen = std::cell::RefCell::new(page.ask("settings", json!({})).1);
    let set = |change: Value, before: Option<&str>| {
        let text = seen.borrow()["text"].clone();
        let (status, now) = page.ask("change-settings", json!({"text": text, "before": before, "change": change}));
        assert_eq!(status, 200, "{now}");
        *seen.borrow_mut() = now;
    };
    set(json!({"do": "set", "at": ["主管部门"], "text": "示例市科协"}), Some(""));
    set(json!({"do": "choose", "at": ["output", "formats"], "options": ["pdf"]}), Some(""));
    set(json!({"do": "set", "at": ["output", "folder"], "text": "成品"}), Some(""));
    set(json!({"do": "set", "at": ["checks", "ceiling"], "text": "40万元"}), Some(""));
    set(json!({"do": "set", "at": ["checks", "levels", "small-amount"], "text": "off"}), Some(""));
    set(
        json!({"do": "add-record", "at": ["checks", "waive", 0], "values": {"code": "long-project", "project": "青年科技人才服务"}}),
        None,
    );
    set(json!({"do": "set-list", "at": ["units"], "items": ["阵地"]}), Some(""));
    let wanted = "\
主管部门: 示例市科协
output:
  formats:
    - pdf
  folder: 成品
checks:
  ceiling: 40万元
  levels:
    small-amount: off
  waive:
    - {code: long-project, project: 青年科技人才服务}
units:
  - 阵地
";
    assert_eq!(text(), wanted);
    // The waiver lacks its reason.
    assert!(seen.borrow()["findings"][0]["message"].is_string());
    set(json!({"do": "set", "at": ["checks", "waive", 0, "reason"], "text": "已批准"}), Some(""));
    // What somebody else has written there is not overwritten.
    fs::write(&file, text().replace("示例市科协", "示例市文化局")).unwrap();
    let change = json!({"do": "set", "at": ["主管部门"], "text": "示例市体育局"});
    let (status, told) =
        page.ask("change-settings", json!({"text": seen.borrow()["text"], "before": "示例市科协", "change": change}));
    assert_eq!((status, &told["there"]), (409, &json!("示例市文化局")));
    // Nor what cannot be read, which Notepad may have saved as ANSI.
    let theirs = b"\xD6\xF7\xB9\xDC\xB2\xBF\xC3\xC5: \xCA\xBE\xC0\xFD\n";
    fs::write(&file, theirs).unwrap();
    let (_, seen) = page.ask("settings", json!({}));
    let change = json!({"do": "set", "at": ["主管部门"], "text": "示例市体育局"});
    let request = json!({"text": seen["text"], "before": "", "change": change});
    assert_ne!(page.ask("change-settings", request).0, 200);
    assert_eq!(fs::read(&file).unwrap(), theirs);
}

#[test]
fn suggested_indicators_are_put_in() {
    let page = Page::open(WHOLE);
    let (_, suggested) = page.ask("suggest", json!({"file": page.name(), "number": 1}));
    let first = &suggested["suggestions"][0];
    let chosen = json!([[first["category"], first["subcategory"], first["name"]]]);
    let seen = page.project()["text"].clone();
    let add = || page.ask("add-suggested", json!({"file": page.name(), "number": 1, "text": seen, "chosen": chosen}));
    assert_eq!(add().0, 200);
    let line = format!("{}: 待填", first["name"].as_str().unwrap());
    assert!(page.text().contains(&line), "{line} in {}", page.text());
    page.ask("undo", json!({"file": page.name()}));
    assert_eq!(page.text(), WHOLE);
    // Others have put another project before it.
    let theirs = format!("{TEXT}---\n{WHOLE}");
    fs::write(page.file(), &theirs).unwrap();
    let (status, found) = add();
    assert_eq!((status, &found["project"]["form"]["name"]), (409, &json!("青年服务")));
    assert_eq!(page.text(), theirs);
}

#[test]
fn what_is_typed_in_one_go_is_taken_back_together_and_never_over_others() {
    let page = Page::open(TEXT);
    let mut seen = page.project();
    for (before, text) in [("青年服务", "青年服务中"), ("青年服务中", "青年服务中心")] {
        let change = json!({"do": "set", "at": ["项目名称"], "text": text});
        let request = json!({"file": page.name(), "number": 1, "text": seen["text"], "before": before, "change": change, "run": 7});
        seen = page.ask("change", request).1;
    }
    assert_eq!(page.text(), TEXT.replace("青年服务", "青年服务中心"));
    page.ask("undo", json!({"file": page.name()}));
    assert_eq!(page.text(), TEXT);
    page.ask("redo", json!({"file": page.name()}));
    let theirs = page.text().replace("45万元", "50万元");
    fs::write(page.file(), &theirs).unwrap();
    assert_eq!(page.ask("undo", json!({"file": page.name()})).0, 422);
    assert_eq!(page.text(), theirs);
}

#[test]
fn what_the_page_has_is_not_sent_again() {
    let page = Page::open(WHOLE);
    let seen = page.project();
    let ids: Vec<&Value> = seen["form"]["pages"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    let have = json!({"glyphs": seen["glyphs"]["paths"].as_array().unwrap().len(), "mark": seen["glyphs"]["mark"], "shape": seen["form"]["shape_id"], "pages": ids});
    let (_, again) = page.ask("project", json!({"file": page.name(), "have": have}));
    assert_eq!((&again["form"]["shape"], &again["form"]["pages"][0]["svg"]), (&Value::Null, &Value::Null));
    assert_eq!(again["glyphs"]["paths"], json!([]));
    assert_eq!(again["form"]["fields"], seen["form"]["fields"]);
    // A page that has come from another folder has outlines under other numbers.
    let mut have = have;
    have["mark"] = json!("12ab");
    let (_, anew) = page.ask("project", json!({"file": page.name(), "have": have}));
    assert_eq!(anew["glyphs"], seen["glyphs"]);
}

#[test]
fn what_the_page_itself_has_written_is_no_change_of_others() {
    let page = Page::open(TEXT);
    let seen = page.project();
    let (status, now) = page.set(&seen, "青年服务", &["项目名称"], "青年人才服务");
    assert_eq!(status, 200);
    // Longer than it takes to hear of it.
    std::thread::sleep(Duration::from_millis(800));
    assert_eq!(page.project()["version"], now["version"]);
}

#[test]
fn an_inbox_that_was_collected_into_the_folder_is_shown() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("收件/示例市科技馆/a.yaml", &format!("{TEXT}实施单位: 示例市科技馆\n"));
    write("收件/散/b.jpg", "");
    write("名单.yaml", "年度: 2026\n单位:\n  - {名称: 示例市科技馆, 项目数: 2}\n  - {名称: 示例市图书馆}\n");
    let ran = Command::new(env!("CARGO_BIN_EXE_jixiao"))
        .args(["collect", "收件", "--roster", "名单.yaml", "--lang", "zh", "-q", "--date", "2025-10-14"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let path = folder.path().to_str().unwrap().to_owned();
    let page = Page::begin(folder, &["open", "--no-browser", "--lang", "zh", &path]);
    assert_eq!(page.ask("folder", json!({})).1["has_collected"], true);
    let (_, seen) = page.ask("collected", json!({}));
    let units = seen["units"].as_array().unwrap();
    let standings: Vec<&Value> = units.iter().map(|unit| &unit["standing"]).collect();
    assert_eq!(standings, ["to-mend", "missing"], "{seen:#}");
    let project = &units[0]["projects"][0];
    assert_eq!((&project["name"], &project["amount"]), (&"青年服务".into(), &"450000".into()));
    assert_eq!(project["findings"][0]["level"], "warning", "{project:#}");
    assert!(project["findings"][0]["place"].as_str().is_some_and(|place| place.starts_with("a.yaml")), "{project:#}");
    assert_eq!(seen["refused"][0]["file"], "散/b.jpg");
    // The notice that it is sent, and no other file.
    let unit = |name: &str| name.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let notice = page.get(&format!("/output/notice?unit={}", unit("示例市科技馆")));
    assert!(notice.status == 200 && notice.body.starts_with("%PDF"), "{}", notice.headers);
    for other in ["示例市天文馆", "../示例市科技馆", ""] {
        assert_eq!(page.get(&format!("/output/notice?unit={}", unit(other))).status, 404, "{other}");
    }
    // A folder into which nothing was collected.
    let page = Page::open(TEXT);
    assert_eq!(page.ask("folder", json!({})).1["has_collected"], false);
    assert_eq!(page.ask("collected", json!({})).0, 404);
}

/// Links in the folder: those out of it are shown and neither followed nor changed, and circles
/// have an end.
#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("收/子")).unwrap();
    fs::create_dir(at("外")).unwrap();
    let other = TEXT.replace("青年", "老年");
    for (name, text) in [("收/甲.yaml", TEXT), ("外/乙.yaml", &other), ("收/名单.yaml", "单位:\n  - {名称: 甲}\n")]
    {
        fs::write(at(name), text).unwrap();
    }
    let links = [("../外/乙.yaml", "外.yaml"), ("..", "上"), (".", "自"), ("../子", "子/环"), ("../外", "外夹")];
    let links = links.into_iter().chain([("没有", "断.yaml"), ("/dev/zero", "零.yaml"), ("../甲.yaml", "子/同.yaml")]);
    links.for_each(|(target, name)| symlink(target, at("收").join(name)).unwrap());
    let path = at("收");
    let page = Page::begin(folder, &["open", "--no-browser", "--lang", "zh", path.to_str().unwrap()]);
    let found = || loop {
        let (_, view) = page.ask("folder", json!({}));
        if view["is_checking"] != true {
            return view;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let view = found();
    let files: Vec<&str> = view["projects"].as_array().unwrap().iter().filter_map(|row| row["file"].as_str()).collect();
    assert_eq!(files, ["./外.yaml", "./子/同.yaml", "./断.yaml", "./零.yaml"], "{view:#}");
    for ask in ["text", "project", "fix", "delete"] {
        let (status, answer) = page.ask(ask, json!({"file": "./外.yaml"}));
        assert!(status == 422 && answer["what"].as_str().unwrap().contains("通到文件夹外面"), "{ask}: {answer}");
        for name in ["../外/乙.yaml", "./外夹/乙.yaml", "./上/外/乙.yaml", "./名单.yaml"] {
            assert_eq!(page.ask(ask, json!({"file": name})).0, 422, "{ask} {name}");
        }
    }
    assert_eq!(fs::read_to_string(page.folder.path().join("外/乙.yaml")).unwrap(), other);
    assert!(fs::symlink_metadata(path.join("外.yaml")).unwrap().is_symlink());
}

/// Too many fonts are a mistake of the settings, at the first that is too many; all else goes on.
#[test]
fn fonts_are_few() {
    let lines: String = (0..21).map(|number| format!("    - {number}.ttf\n")).collect();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("jixiao.yaml"), format!("fonts:\n  fallback:\n{lines}")).unwrap();
    fs::write(folder.path().join("甲.yaml"), TEXT).unwrap();
    let path = folder.path().to_owned();
    let page = Page::begin(folder, &["open", "--no-browser", "--lang", "zh", path.to_str().unwrap()]);
    let (_, view) = page.ask("settings", json!({}));
    let found = &view["findings"][0];
    assert!(found["message"].as_str().unwrap().contains("21 个，最多 20 个"), "{view:#}");
    assert_eq!(found["line"], 23);
    assert_eq!(page.ask("project", json!({"file": "./甲.yaml"})).0, 200);
}
