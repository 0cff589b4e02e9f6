//! `jixiao lsp` as an editor speaks with it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what it expects")]

#[path = "common/editor.rs"]
mod editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use editor::{Editor, uri};
use jixiao::diag::json as report;
use jixiao::{Disk, Language, Options, Workspace};
use serde_json::{Value, json};
use tempfile::TempDir;

const PROJECT: &str = "\
年度: 2026
项目名称: 甲
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
年度资金: {当年财政拨款: 99}
绩效指标:
  成本指标: {经济成本指标: {总成本: ≤99元}}
  产出指标: {数量指标: {场次: ≥1场}}
  效益指标: {社会效益指标: {影响力: 有所提升}}
  满意度指标: {服务对象满意度指标: {听众满意度: ≥90%}}
项目性质: 其他一次性项目
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市科技服务中心
年度总体目标: 举办活动，服务甲。
";

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    (folder, root)
}

/// What `jixiao check` finds: code, level, and where, counted from 0 in characters.
fn check(root: &Path, unsaved: &[(PathBuf, Vec<u8>)]) -> Vec<(String, String, String, u64, u64)> {
    let options = Options { unsaved: unsaved.to_vec(), ..Options::default() };
    let mut workspace = Workspace::open(Arc::new(Disk), &[root.to_owned()], options).unwrap();
    let checked = workspace.check(&()).unwrap();
    let report: Value =
        serde_json::from_str(&report(&checked.findings, checked.projects, &workspace, Language::Chinese)).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let mut found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let (text, place) = (|key: &str| finding[key].as_str().unwrap().to_owned(), &finding["labels"][0]);
            let number = |key: &str| place[key].as_u64().unwrap() - 1;
            let file = uri(Path::new(place["file"].as_str().unwrap()));
            (file, text("code"), text("level"), number("line"), number("column"))
        })
        .collect();
    found.sort();
    found
}

/// The same of what was published, where the editor counts in UTF-32.
fn published(editor: &Editor) -> Vec<(String, String, String, u64, u64)> {
    let level = |severity: &Value| ["error", "warning", "note"][severity.as_u64().unwrap() as usize - 1].to_owned();
    let mut found: Vec<_> = editor
        .published
        .iter()
        .flat_map(|(address, findings)| findings.iter().map(move |finding| (address, finding)))
        .map(|(address, finding)| {
            let start = &finding["range"]["start"];
            let number = |key: &str| start[key].as_u64().unwrap();
            let code = finding["code"].as_str().unwrap().to_owned();
            (address.clone(), code, level(&finding["severity"]), number("line"), number("character"))
        })
        .collect();
    found.sort();
    found
}

fn utf_32() -> Value {
    json!({"general": {"positionEncodings": ["utf-32", "utf-16"]}})
}

#[test]
fn findings_are_those_of_check_after_each_change() {
    let other = PROJECT.replace("甲", "乙");
    let (_folder, root) = folder(&[("甲.yaml", PROJECT), ("乙.yaml", &other), ("jixiao.yaml", "")]);
    let (file, settings) = (root.join("甲.yaml"), root.join("jixiao.yaml"));
    let mut editor = Editor::open(&root, utf_32());
    editor.settle();
    assert_eq!(published(&editor), check(&root, &[]));
    editor.open_text(&uri(&file), PROJECT);
    editor.open_text(&uri(&settings), "");
    let texts = [
        PROJECT.replace("甲", "乙"),
        PROJECT.replace(": 99}", ": 一百}"),
        "年度: [2026\n".to_owned(),
        String::new(),
        format!("{PROJECT}---\n{PROJECT}"),
        PROJECT.replace('\n', "\r\n").replace("举办活动", "举办活动😀，共５场  "),
    ];
    for (version, text) in (2..).zip(&texts) {
        editor.type_text(&uri(&file), version, text);
        editor.published(&uri(&file));
        editor.settle();
        assert_eq!(published(&editor), check(&root, &[(file.clone(), text.clone().into_bytes())]), "{text}");
    }
    let waiver = "checks:\n  waive: [{code: small-amount, project: 乙, reason: 看过}]\n";
    editor.type_text(&uri(&settings), 2, waiver);
    editor.settle();
    let unsaved = [(file.clone(), texts[5].clone().into_bytes()), (settings.clone(), waiver.as_bytes().to_vec())];
    assert_eq!(published(&editor), check(&root, &unsaved));
    // What was typed is given up.
    for path in [&file, &settings] {
        editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri(path)}}));
    }
    editor.settle();
    assert_eq!(published(&editor), check(&root, &[]));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn what_changes_on_disk_is_seen() {
    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let mut editor = Editor::open(&root, utf_32());
    editor.settle();
    let new = root.join("新/乙.yaml");
    fs::create_dir(root.join("新")).unwrap();
    fs::write(&new, PROJECT).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&new), "type": 1}]}));
    editor.settle();
    let found = published(&editor);
    assert!(found.iter().any(|finding| finding.1 == "duplicate-project"), "{found:?}");
    assert_eq!(found, check(&root, &[]));
    fs::remove_file(&new).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&new), "type": 3}]}));
    editor.settle();
    assert_eq!(published(&editor), check(&root, &[]));
}

#[test]
fn places_are_counted_as_agreed() {
    let text = PROJECT.replace("举办活动，服务甲。", "举办😀活动，服务甲，至２０场。");
    let (_folder, root) = folder(&[("甲.yaml", &text)]);
    for (encodings, counts) in [
        (json!(["utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-8"]), "utf-32"),
        (json!(["utf-16"]), "utf-16"),
        (json!(["utf-7"]), "utf-16"),
        (json!([]), "utf-16"),
    ] {
        let mut editor = Editor::start(&root);
        let capabilities = json!({"general": {"positionEncodings": encodings}});
        let answer =
            editor.ask("initialize", json!({"processId": null, "rootUri": uri(&root), "capabilities": capabilities}));
        assert_eq!(answer["capabilities"]["positionEncoding"], counts);
        editor.tell("initialized", json!({}));
        editor.settle();
        let found = &editor.published[&uri(&root.join("甲.yaml"))];
        let wide = found.iter().find(|finding| finding["code"] == "full-width").expect("２０");
        let before = &text.lines().last().unwrap()[..text.lines().last().unwrap().find('２').unwrap()];
        let wanted = match counts {
            "utf-8" => before.len(),
            "utf-16" => before.encode_utf16().count(),
            _ => before.chars().count(),
        };
        assert_eq!(wide["range"]["start"]["character"], wanted, "{counts}");
    }
}

#[test]
fn a_finding_has_its_code_manual_places_and_level() {
    let text = PROJECT.replace("99}", "99, 其他资金: 1, 年度资金申请总额: 150}");
    let (_folder, root) = folder(&[("甲.yaml", &text)]);
    let mut editor = Editor::open(&root, utf_32());
    editor.settle();
    let found = editor.published[&uri(&root.join("甲.yaml"))].clone();
    let sum = found.iter().find(|finding| finding["code"] == "sum-mismatch").expect("a wrong sum");
    assert_eq!((&sum["severity"], &sum["source"]), (&json!(1), &json!("jixiao")));
    assert!(sum["message"].as_str().unwrap().contains("150"));
    assert!(!sum["relatedInformation"].as_array().unwrap().is_empty());
    let manual = sum["codeDescription"]["href"].as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
    assert!(fs::read_to_string(&manual).unwrap().starts_with("# sum-mismatch\n"));
    assert_eq!(editor.close(), Some(0));
    assert!(!Path::new(&manual).exists(), "it is gone with the server");
}

#[test]
fn an_editor_that_asks_for_findings_is_not_told_them_twice() {
    let other = PROJECT.replace("甲", "乙");
    let (_folder, root) = folder(&[("1.yaml", PROJECT), ("2.yaml", &other)]);
    let (file, other) = (uri(&root.join("1.yaml")), uri(&root.join("2.yaml")));
    let mut editor = Editor::open(&root, json!({"textDocument": {"diagnostic": {}}}));
    editor.open_text(&file, PROJECT);
    assert!(!editor.published(&file).is_empty());
    let full = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": file}}));
    assert_eq!(full["kind"], "full");
    let before = full["items"].as_array().unwrap().len();
    editor.settle();
    assert!(editor.published[&file].is_empty(), "taken back");
    assert!(!editor.published[&other].is_empty(), "it is not open");
    let again = json!({"textDocument": {"uri": file}, "previousResultId": full["resultId"]});
    assert_eq!(editor.ask("textDocument/diagnostic", again.clone())["kind"], "unchanged");
    editor.type_text(&file, 2, &PROJECT.replace("甲", "乙").replace("≥1场", "≥场"));
    let full = editor.ask("textDocument/diagnostic", again);
    assert!(full["items"].as_array().unwrap().len() > before, "{full}");
    editor.settle();
    assert!(editor.published[&file].is_empty());
    assert!(editor.published[&other].iter().any(|finding| finding["code"] == "duplicate-project"));

    let all = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let known: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    assert_eq!(editor.ask("workspace/diagnostic", json!({"previousResultIds": known}))["items"], json!([]));
    editor.settle();
    assert!(editor.published[&other].is_empty());
}

#[test]
fn files_by_themselves_and_texts_without_a_name() {
    let (_folder, root) =
        folder(&[("甲.yaml", PROJECT), ("别处/jixiao.yaml", "checks: {levels: {small-amount: off}}\n")]);
    let mut editor = Editor::start(&root);
    editor.ask("initialize", json!({"processId": null, "rootUri": null, "capabilities": {}}));
    editor.tell("initialized", json!({}));
    let has = |findings: &[Value], code: &str| findings.iter().any(|finding| finding["code"] == code);

    editor.open_text("untitled:Untitled-1", PROJECT);
    assert!(has(&editor.published("untitled:Untitled-1"), "small-amount"));
    let alone = uri(&root.join("别处/新.yaml"));
    editor.open_text(&alone, PROJECT);
    assert!(!has(&editor.published(&alone), "small-amount"), "by the settings beside it");
    let settings = uri(&root.join("别处/jixiao.yaml"));
    editor.open_text(&settings, "checks: {levels: {small-amount: error}}\n");
    editor.settle();
    assert!(has(&editor.published[&alone], "small-amount"));

    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": "untitled:Untitled-1"}}));
    editor.settle();
    assert!(editor.published["untitled:Untitled-1"].is_empty());
    // A template is no project.
    let template = uri(&root.join("templates/本局.yaml"));
    editor.open_text(&template, "extends: \"2026\"\nname: 本局\n");
    assert_eq!(editor.published(&template), Vec::<Value>::new());
    assert_eq!(editor.close(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let odd = root.join(OsStr::from_bytes(b"\xFF\xFE.yaml"));
    fs::write(&odd, PROJECT).unwrap();
    let mut editor = Editor::open(&root, utf_32());
    editor.settle();
    assert!(!editor.published[&uri(&odd)].is_empty());
    editor.open_text(&uri(&odd), "年度: [\n");
    assert_eq!(editor.published(&uri(&odd))[0]["code"], "yaml-syntax");
}

#[test]
fn what_is_no_message_is_answered_and_the_rest_goes_on() {
    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let mut editor = Editor::start(&root);
    let early = editor.begin("textDocument/hover", json!({}));
    assert_eq!(editor.answer(early)["error"]["code"], -32002);
    editor.send(b"Content-Length: 5\r\n\r\n{\"a\":");
    assert_eq!(editor.wait(|message| message["id"].is_null())["error"]["code"], -32700);
    editor.send(b"Content-Length: 99999999999999999999\r\n\r\nContent-Length: 2\r\n\r\n[]");
    assert_eq!(editor.wait(|message| message["id"].is_null())["error"]["code"], -32600);
    editor.ask("initialize", json!({"capabilities": {}}));
    for (method, params, code) in [
        ("initialize", json!({}), -32600),
        ("jixiao/nothing", json!({}), -32601),
        ("textDocument/diagnostic", json!({"textDocument": 1}), -32602),
        ("textDocument/diagnostic", Value::Null, -32602),
    ] {
        let number = editor.begin(method, params);
        assert_eq!(editor.answer(number)["error"]["code"], code, "{method}");
    }
    editor.tell("textDocument/didChange", json!({"textDocument": {}}));
    editor.tell("textDocument/didChange", json!({"textDocument": {"uri": "x:", "version": 1}, "contentChanges": []}));
    editor.tell("$/setTrace", json!({"value": "off"}));
    editor.settle();
    editor.ask("shutdown", Value::Null);
    let late = editor.begin("textDocument/hover", json!({}));
    assert_eq!(editor.answer(late)["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn who_leaves_without_a_word_is_told_so() {
    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let mut editor = Editor::open(&root, json!({}));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), Some(1));
    assert_eq!(Editor::open(&root, json!({})).end(), Some(1));
    assert_eq!(Editor::start(&root).end(), Some(1));
}

#[test]
fn a_request_that_is_taken_back_is_answered_so() {
    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let mut editor = Editor::open(&root, json!({}));
    editor.settle();
    let file = uri(&root.join("甲.yaml"));
    // All in one piece, so that the request waits while it is taken back.
    let mut bytes = Vec::new();
    let mut post = |message: Value| {
        let text = message.to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes());
    };
    for id in 0..200 {
        post(
            json!({"jsonrpc": "2.0", "id": format!("a{id}"), "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": file}}}),
        );
    }
    post(json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "a199"}}));
    post(json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "never"}}));
    editor.send(&bytes);
    let answer = editor.wait(|message| message["id"] == "a199");
    assert!(answer["error"]["code"] == -32800 || answer["result"].is_object(), "{answer}");
    let answered = editor.said.iter().filter(|message| message["id"].as_str().is_some_and(|id| id.starts_with('a')));
    assert!(answered.count() < 200);
    editor.settle();
    assert_eq!(editor.close(), Some(0));
}
