//! `jixiao lsp` as an editor speaks with it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what it expects")]

#[path = "common/editor.rs"]
mod editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use editor::{Editor, edited, uri};
use jixiao::diag::json as report;
use jixiao::{Disk, Files, Language, Options, Workspace};
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
    let report: Value = serde_json::from_str(&report(
        &checked.findings,
        checked.projects,
        checked.silenced,
        &workspace,
        Language::Chinese,
    ))
    .unwrap();
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
    // Some editors tell of the folder alone.
    fs::remove_dir_all(root.join("新")).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&root.join("新")), "type": 3}]}));
    editor.settle();
    assert_eq!(published(&editor), check(&root, &[]));
    fs::create_dir(root.join("新")).unwrap();
    fs::write(&new, PROJECT).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&root.join("新")), "type": 1}]}));
    editor.settle();
    assert_eq!(published(&editor), found);
    // The last project goes: nothing is found any more, as nothing is left to be looked at.
    for path in [&new, &root.join("甲.yaml")] {
        fs::remove_file(path).unwrap();
        editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(path), "type": 3}]}));
    }
    editor.settle();
    assert_eq!(published(&editor), []);
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
    // One by itself, with nothing before and behind it.
    for id in 200..220 {
        let number = editor.begin("textDocument/diagnostic", json!({"textDocument": {"uri": file}}));
        editor.tell("$/cancelRequest", json!({"id": number}));
        let answer = editor.answer(number);
        assert!(answer["error"]["code"] == -32800 || answer["result"].is_object(), "{id}: {answer}");
    }
    editor.settle();
    assert_eq!(editor.close(), Some(0));
}

/// An editor that can do all that a modern one can, with a file open at its cursor `‸`.
struct Open {
    _folder: TempDir,
    root: PathBuf,
    file: PathBuf,
    text: String,
    place: (u32, u32),
    editor: Editor,
}

impl Open {
    fn new(name: &str, text: &str, others: &[(&str, &str)]) -> Self {
        let (_folder, root) = folder(others);
        let at = text.find('‸').unwrap_or(0);
        let before = &text[..at];
        let line = u32::try_from(before.matches('\n').count()).unwrap();
        let column = u32::try_from(before.rsplit('\n').next().unwrap().chars().count()).unwrap();
        let text = text.replace('‸', "");
        let file = root.join(name);
        let mut editor = Editor::open(
            &root,
            json!({
                "general": {"positionEncodings": ["utf-32"]},
                "textDocument": {"completion": {"completionItem": {"snippetSupport": true}}},
                "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
                "window": {"showDocument": {"support": true}},
            }),
        );
        editor.open_text(&uri(&file), &text);
        Self { _folder, root, file, text, place: (line, column), editor }
    }

    fn ask(&mut self, what: &str) -> Value {
        self.editor.ask_at(what, &uri(&self.file), self.place)
    }

    fn labels(&mut self) -> Vec<String> {
        let items = self.ask("completion")["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// The text after a candidate was taken.
    fn completed(&mut self, label: &str) -> String {
        let items = self.ask("completion")["items"].as_array().unwrap().clone();
        let item = items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("{label} in {items:?}"));
        edited(&self.text, &[item["textEdit"].clone()])
    }

    /// What can be done at the cursor, by its title.
    fn actions(&mut self, only: Option<&str>) -> Vec<Value> {
        let position = json!({"line": self.place.0, "character": self.place.1});
        let context = match only {
            Some(kind) => json!({"diagnostics": [], "only": [kind]}),
            None => json!({"diagnostics": []}),
        };
        let params = json!({
            "textDocument": {"uri": uri(&self.file)},
            "range": {"start": position, "end": position},
            "context": context,
        });
        self.editor.ask("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// The text of a file after what begins with this title was done.
    fn done(&mut self, title: &str, file: &Path, before: &str) -> String {
        let only = if title.starts_with("修正本文件里所有不") { Some("source.fixAll") } else { None };
        let only = if title.starts_with("按表") { Some("source") } else { only };
        let actions = self.actions(only);
        let action = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
        let action = action.unwrap_or_else(|| panic!("{title} in {actions:#?}"));
        let changes = action["edit"]["documentChanges"].as_array().unwrap();
        let of = |change: &&Value| change["textDocument"]["uri"] == uri(file);
        edited(before, changes.iter().find(of).expect("a change")["edits"].as_array().unwrap())
    }
}

#[test]
fn keys_values_and_indicators_are_proposed() {
    let neighbour =
        PROJECT.replace("项目名称: 甲", "项目名称: 2025年干部培训").replace("场次: ≥1场", "简报期数: ≥12期");
    let others = [
        ("乙.yaml", &*neighbour),
        ("丙.yaml", &*neighbour.replace("2025", "2024")),
        ("jixiao.yaml", "主管部门: 示例市科学技术协会\n"),
    ];
    let open = |text: &str| Open::new("甲.yaml", text, &others);

    let mut keys = open("年度: 2026\n项目名称: 甲\n‸\n");
    let labels = keys.labels();
    assert!(!labels.contains(&"年度".to_owned()) && !labels.contains(&"项目名称".to_owned()), "{labels:?}");
    assert!(labels.iter().position(|label| label == "年度资金") < labels.iter().position(|label| label == "主管部门"));
    assert_eq!(keys.completed("年度资金"), "年度: 2026\n项目名称: 甲\n年度资金:\n  $0\n");
    assert_eq!(keys.completed("年度总体目标"), "年度: 2026\n项目名称: 甲\n年度总体目标: |-\n  $0\n");

    assert_eq!(open("年度: 2026\n项目性质:‸\n").completed("阶段性项目"), "年度: 2026\n项目性质: 阶段性项目\n");
    assert!(open("年度: 20‸\n").labels().contains(&"2026".to_owned()));
    assert!(open("年度: 2026\n计划开始日期: ‸\n").labels().contains(&"2026-01-01".to_owned()));
    assert!(open("年度: 2026\n年度资金:\n  当年财政拨款: 45‸\n").labels().contains(&"45万元".to_owned()));
    assert!(open("年度: 2026\n实施单位: ‸\n").labels().contains(&"示例市科技服务中心".to_owned()));
    assert_eq!(
        open("年度: 2026\n年度资金: {当‸}\n").completed("当年财政拨款"),
        "年度: 2026\n年度资金: {当年财政拨款: }\n"
    );
    assert!(open("年度: 2026\n绩效指标:\n  ‸\n").labels().contains(&"成本指标".to_owned()));
    assert_eq!(
        open("年度: 2026\n绩效指标:\n  成本指标:\n    ‸\n").labels(),
        ["经济成本指标", "社会成本指标", "生态环境成本指标"]
    );

    let mut indicators = open("年度: 2026\n项目名称: 2026年干部培训\n绩效指标:\n  产出指标:\n    数量指标:\n      ‸\n");
    let labels = indicators.labels();
    assert_eq!(labels[0], "简报期数", "that of last year");
    assert!(labels.contains(&"培训班期数".to_owned()), "{labels:?}");
    assert!(
        indicators.completed("培训班期数").contains("      培训班期数: ≥${1:…}期\n"),
        "{}",
        indicators.completed("培训班期数")
    );
    let mut units =
        open("年度: 2026\n项目名称: 干部培训\n绩效指标:\n  产出指标:\n    数量指标:\n      培训班期数: ≥4‸\n");
    assert_eq!(units.labels()[0], "≥4期");
    let mut item = open("年度: 2026\n绩效指标:\n  产出指标:\n    数量指标:\n      - 名称: 甲\n        ‸\n");
    assert!(item.labels().contains(&"指标值".to_owned()));

    let mut whole = open("‸");
    assert!(whole.labels().iter().any(|label| label.starts_with("整个项目")));
    assert_eq!(open("年度: 2026\n年度总体目标: |-\n  年‸\n").labels(), Vec::<String>::new());
}

#[test]
fn settings_and_templates_are_completed() {
    let others = [("甲.yaml", PROJECT)];
    let settings = |text: &str| Open::new("jixiao.yaml", text, &others);
    let labels = settings("‸").labels();
    assert!(labels.contains(&"checks".to_owned()) && labels.contains(&"主管部门".to_owned()), "{labels:?}");
    assert!(settings("checks:\n  levels:\n    ‸\n").labels().contains(&"small-amount".to_owned()));
    assert_eq!(settings("checks:\n  levels: {small-amount: ‸}\n").labels(), ["off", "note", "warning", "error"]);
    assert!(settings("checks:\n  waive:\n    - {code: sm‸\n").labels().contains(&"small-amount".to_owned()));
    assert_eq!(settings("output: {fit: ‸}\n").labels(), ["pages", "one-page"]);
    let mut template = Open::new("templates/本局.yaml", "extends: \"2026\"\n‸\n", &others);
    let labels = template.labels();
    assert!(labels.contains(&"fields".to_owned()) && !labels.contains(&"extends".to_owned()), "{labels:?}");
}

#[test]
fn what_stands_at_a_place_is_explained() {
    let others = [
        ("jixiao.yaml", "主管部门: 示例市科学技术协会\nchecks:\n  levels: {small-amount: off}\n"),
        ("乙.yaml", PROJECT),
    ];
    let says = |name: &str, text: &str, words: &[&str]| {
        let hover = Open::new(name, text, &others).ask("hover");
        let said = hover["contents"]["value"].as_str().unwrap_or_else(|| panic!("{text}: {hover}")).to_owned();
        words.iter().for_each(|word| assert!(said.contains(word), "{word} in {said}"));
    };
    says("甲.yaml", "年度: 20‸26\n", &["2026", "绩效目标申报表"]);
    says("甲.yaml", "年度: 2026\n年度资金:\n  当年财‸政拨款: 45万元\n", &["年度资金.当年财政拨款", "450,000.00"]);
    says("甲.yaml", "年度: 2026\n年度资‸金:\n  当年财政拨款: 45万元\n  其他资金: 5\n", &["450,005.00"]);
    says("甲.yaml", "年度: 2026\n年度资金: {当年财政拨款: 45万元, 年度资金申请总额‸: 1}\n", &["合计"]);
    says("甲.yaml", "年度: 2026\n绩效指标: {产出指标: {数量指标: {场次: 不少于‸4场}}}\n", &["≥4.00(场)"]);
    says("jixiao.yaml", "checks:\n  levels: {small-am‸ount: off}\n", &["small-amount"]);
    says("jixiao.yaml", "主管‸部门: 示例市科学技术协会\n", &["主管部门"]);
    says("templates/本局.yaml", "exte‸nds: \"2026\"\n", &["extends"]);
    assert_eq!(Open::new("甲.yaml", "年度: 2026\n不知道‸: 1\n", &others).ask("hover"), Value::Null);
    assert_eq!(Open::new("甲.yaml", "年度: [‸\n", &others).ask("hover"), Value::Null);
}

#[test]
fn totals_and_targets_stand_beside_the_text() {
    let text = "年度: 2026\n年度资金: # 注\n  当年财政拨款: 45万元\n  其他资金: 5\n绩效指标:\n  产出指标: {数量指标: {场次: 不少于4场}}\n";
    let mut open = Open::new("甲.yaml", text, &[]);
    let end = json!({"line": 99, "character": 0});
    let range = json!({"start": {"line": 0, "character": 0}, "end": end});
    let params = json!({"textDocument": {"uri": uri(&open.file)}, "range": range});
    let hints = open.editor.ask("textDocument/inlayHint", params);
    let said: Vec<(u64, u64, &str)> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| {
            let number = |key: &str| hint["position"][key].as_u64().unwrap();
            (number("line"), number("character"), hint["label"].as_str().unwrap())
        })
        .collect();
    assert_eq!(said[0].0, 0);
    assert!(said.contains(&(1, 5, "年度资金申请总额 450,005.00")), "{said:?}");
    assert!(said.iter().any(|hint| hint.0 == 2 && hint.2 == "450,000.00"), "{said:?}");
    assert!(said.iter().any(|hint| hint.0 == 5 && hint.2 == "≥4.00(场)"), "{said:?}");
}

#[test]
fn definitions_parts_folds_and_links() {
    let settings = "主管部门: 示例市科学技术协会\noutput: {folder: out}\nindicators: 库.yaml\n";
    let others = [
        ("jixiao.yaml", settings),
        ("库.yaml", "培训:\n  about: 培训\n  words: [培训]\n  数量指标: {培训班期数: ≥4期}\n"),
        ("out/甲.pdf", "%PDF"),
        (
            "templates/本局.yaml",
            "extends: \"2026\"\nname: 本局\nyears: {from: 2026}\nfields:\n  主管部门: {type: text}\n",
        ),
    ];
    let mut open = Open::new(
        "甲.yaml",
        "年度: 2026\n主管‸部门: 示例市综合事务局\n项目名称: 甲\n年度资金:\n  其他资金: 1\n",
        &others,
    );
    let places = open.ask("definition");
    let uris: Vec<&str> = places.as_array().unwrap().iter().map(|place| place["uri"].as_str().unwrap()).collect();
    assert_eq!(uris, [uri(&open.root.join("jixiao.yaml")), uri(&open.root.join("templates/本局.yaml"))]);
    let of_file = json!({"textDocument": {"uri": uri(&open.file)}});
    let symbols = open.editor.ask("textDocument/documentSymbol", of_file.clone());
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["年度", "主管部门", "项目名称", "年度资金"]);
    assert_eq!(symbols[3]["children"][0]["name"], "其他资金");
    let folds = open.editor.ask("textDocument/foldingRange", of_file.clone());
    assert_eq!(folds, json!([{"startLine": 3, "endLine": 4}]));
    let links = open.editor.ask("textDocument/documentLink", of_file);
    assert_eq!(links[0]["target"], uri(&open.root.join("out/甲.pdf")));
    let params = json!({"textDocument": {"uri": uri(&open.file)}, "positions": [{"line": 4, "character": 9}]});
    let selection = open.editor.ask("textDocument/selectionRange", params);
    let (mut widths, mut at) = (Vec::new(), &selection[0]);
    while at.is_object() {
        widths.push((at["range"]["start"]["line"].as_u64(), at["range"]["end"]["line"].as_u64()));
        at = &at["parent"];
    }
    assert!(widths.len() >= 3, "{widths:?}");
    assert_eq!(widths[0], (Some(4), Some(4)));

    let mut built_in = Open::new("甲.yaml", "年度: 20‸26\n项目名称: 甲\n", &[]);
    let place = built_in.ask("definition");
    let path = place[0]["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    assert!(fs::read_to_string(path).unwrap().contains("extends"), "{place}");
}

#[test]
fn what_is_wrong_is_mended() {
    let text = PROJECT.replace("举办活动，服务甲。", "举办‸活动５０场，共２场");
    let mut open = Open::new("甲.yaml", &text, &[]);
    let (file, before) = (open.file.clone(), open.text.clone());
    let fixed = open.done("修正：", &file, &before);
    assert_ne!(fixed, before);
    let all = open.done("修正本文件里所有不需要商量的", &file, &before);
    assert!(all.contains("活动50场，共2场"), "{all}");
    let preferred =
        open.actions(None).into_iter().find(|action| action["isPreferred"] == true).expect("one without doubt");
    assert_eq!(preferred["diagnostics"].as_array().unwrap().len(), 1);

    let mut near = Open::new("甲.yaml", "年度: 2026\n项目名‸: 甲\n", &[]);
    let (file, before) = (near.file.clone(), near.text.clone());
    assert_eq!(near.done("改为「项目名称」", &file, &before), "年度: 2026\n项目名称: 甲\n");
    let mut near = Open::new("甲.yaml", "年度: 2026\n项目名称: 甲\n项目性质: 其他一次性‸\n", &[]);
    let (file, before) = (near.file.clone(), near.text.clone());
    assert!(near.done("改为「其他一次性项目」", &file, &before).contains("项目性质: 其他一次性项目\n"));

    for (one, other) in [("45万元", "450000"), ("450000", "45万元"), ("1.5亿元", "150000000")] {
        let mut amount = Open::new("甲.yaml", &format!("年度: 2026\n年度资金:\n  当年财政拨款: {one}‸ # 注\n"), &[]);
        let (file, before) = (amount.file.clone(), amount.text.clone());
        assert_eq!(amount.done("写成", &file, &before), before.replace(one, other));
    }
    let mut sorted = Open::new("甲.yaml", "项目名称:  甲\n年度: 2026\n", &[]);
    let (file, before) = (sorted.file.clone(), sorted.text.clone());
    assert_eq!(sorted.done("按表上的顺序整理", &file, &before), "年度: 2026\n项目名称: 甲\n");
    let params = json!({"textDocument": {"uri": uri(&file)}, "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = sorted.editor.ask("textDocument/formatting", params);
    assert_eq!(edited(&before, edits.as_array().unwrap()), "年度: 2026\n项目名称: 甲\n");
}

#[test]
fn missing_indicators_forms_and_waivers() {
    let indicators = PROJECT.find("绩效指标").unwrap()..PROJECT.find("项目性质").unwrap();
    let only_one = "绩效指标:\n  产出指标:‸\n    数量指标: {培训班期数: ≥4期}\n";
    let text = &PROJECT.replace(&PROJECT[indicators], only_one).replace("项目名称: 甲", "项目名称: 干部培训");
    let mut open = Open::new("甲.yaml", text, &[]);
    let (file, before) = (open.file.clone(), open.text.clone());
    let new = open.done("补上缺少的一级指标", &file, &before);
    for category in ["成本指标:", "效益指标:", "满意度指标:", "待填"] {
        assert!(new.contains(category), "{category} in {new}");
    }
    // The file of settings is made, with the reason to be filled in.
    let text = PROJECT.replace("{当年财政拨款: 99}", "{当年财政拨款: 99‸}");
    let mut open = Open::new("甲.yaml", &text, &[]);
    let settings = open.root.join("jixiao.yaml");
    let new = open.done("不改，在 jixiao.yaml 里写明理由（small-amount）", &settings, "");
    assert_eq!(new, "checks:\n  waive:\n    - {code: small-amount, project: 甲, reason: 待填}\n");
    let actions = open.actions(None);
    let waive = actions.iter().find(|action| action["title"].as_str().unwrap().contains("small-amount）")).unwrap();
    assert_eq!(waive["edit"]["documentChanges"][0]["kind"], "create");
    let command = &waive["command"];
    open.editor
        .ask("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    let shown =
        open.editor.said.iter().find(|message| message["method"] == "window/showDocument").expect("it is shown");
    assert_eq!(shown["params"]["selection"]["start"], json!({"line": 2, "character": 47}));
    let known =
        "# 本局\nchecks: {levels: {zero-amount: off}, waive: [{code: zero-amount, project: 乙, reason: 看过}]}\n";
    let mut open = Open::new("甲.yaml", &text, &[("jixiao.yaml", known)]);
    let settings = open.root.join("jixiao.yaml");
    let new = open.done("不改，在 jixiao.yaml 里写明理由（small-amount）", &settings, known);
    assert_eq!(new, known.replace("看过}]", "看过}, {code: small-amount, project: 甲, reason: 待填}]"));

    let mut open = Open::new("甲.yaml", "年度: 19‸99\n项目名称: 甲\n", &[]);
    let (file, before) = (open.file.clone(), open.text.clone());
    assert_eq!(
        open.done("用 2019 年表", &file, &before),
        "年度: 1999\n表式: \"2019\"\n项目名称: 甲\n".replace('"', "")
    );
}

/// Whatever is asked about the beginning of a text, whole or cut, has an answer.
#[test]
fn every_beginning_of_a_text_can_be_asked_about() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (name, settings) = (Path::new("甲.yaml"), Path::new("jixiao.yaml"));
    let files = Arc::new(jixiao::Memory::new());
    files.write(name, PROJECT.as_bytes()).unwrap();
    files.write(settings, b"checks: {levels: {small-amount: off}}\n").unwrap();
    let workspace = Workspace::open(files, &[".".into()], Options::default()).unwrap();
    let sample = fs::read_to_string(samples.join("2026-青年科技人才服务.yaml")).unwrap();
    let folder = "主管部门: 示例市科学技术协会\nchecks:\n  levels: {small-amount: off}\n  waive:\n    - {code: fit, project: 甲, reason: \"看过\"}\noutput: {formats: [pdf, xlsx]}\n";
    let template = "extends: \"2026\"\nname: 本局\nyears: {from: 2027, to: ~}\nfields:\n  备注: {type: text, limit: 50}\ngrid:\n  rows: {}\n";
    let texts = [(name, &*sample), (settings, folder), (Path::new("templates/本局.yaml"), template)];
    for (path, text) in texts {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            for (at, _) in text.char_indices().filter(|(at, _)| text.len() < 1000 || at % 5 == 0) {
                let open = jixiao::engine::OpenText::new(Some(&workspace), path, &text[..at]);
                open.complete(at);
                open.hover(at);
                open.definition(at);
                open.selection(at);
                let _ = open.renamable(at);
                open.actions(&(at..at), &[]);
                if at % 10 == 0 {
                    let whole = jixiao::engine::OpenText::new(Some(&workspace), path, &text);
                    whole.complete(at);
                    whole.hover(at);
                    whole.selection(at);
                    let _ = whole.rename(at, "甲");
                    open.hints();
                    open.parts();
                    open.folds();
                    open.links();
                    open.formatted();
                }
            }
        }
    }
}

/// A folder with a form of its own, which adds a field, an option and a group.
const OWN_FORM: &str = "\
extends: \"2026\"
name: 本局
years: {from: 2026, to: 2026}
conditions:
  重点: {chosen: [紧急程度, 特急]}
fields:
  紧急程度: {type: choice, options: [特急, 一般]}
  联系:
    type: group
    fields:
      联系人: {type: text}
      电话: {type: text}
  明细: {type: table, columns: {内容: {type: text}, 金额: {type: money}}}
  明细合计: {type: money, sum: [明细.金额]}
grid:
  rows:
    紧急: [{label: 紧急程度, colspan: 2}, {options: 紧急程度, colspan: 6}]
    联系: [{label: 联系人, colspan: 2}, {value: 联系.联系人, colspan: 2}, {label: \"{联系.联系人}的电话\"}, {value: 联系.电话, colspan: 3, when: 重点}]
    明细: {for: 明细, cells: [{value: .内容, colspan: 4}, {value: .金额, colspan: 4}]}
    合计: [{label: 明细合计, colspan: 4}, {value: 明细合计, colspan: 4}]
";

const OF_OWN_FORM: &str = "\
年度: 2026
项目名称: 甲
紧急程度: 特急
联系: {\"联系人\": 张三, 电话: 1}
明细:
  - {内容: 设备, 金额: 10}
  - 内容: 服务
    金额: 20
";

/// What a rename gives: the texts of files after it, or why it is not done.
fn renamed(open: &mut Open, new: &str, before: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let position = json!({"line": open.place.0, "character": open.place.1});
    let params = json!({"textDocument": {"uri": uri(&open.file)}, "position": position, "newName": new});
    let number = open.editor.begin("textDocument/rename", params);
    let answer = open.editor.answer(number);
    if let Some(error) = answer.get("error") {
        assert_eq!(error["code"], -32803, "{answer}");
        return Err(error["message"].as_str().unwrap().to_owned());
    }
    let changes = answer["result"]["documentChanges"].as_array().unwrap();
    let after = |(name, text): &(&str, &str)| {
        let is_it = |change: &&Value| change["textDocument"]["uri"] == uri(&open.root.join(name));
        changes.iter().find(is_it).map_or((*text).to_owned(), |change| {
            let version = if open.root.join(name) == open.file { json!(1) } else { Value::Null };
            assert_eq!(change["textDocument"]["version"], version);
            edited(text, change["edits"].as_array().unwrap())
        })
    };
    Ok(before.iter().map(after).collect())
}

#[test]
fn names_of_a_folders_own_form_are_changed_everywhere() {
    let shared = "紧急程度: 一般\n";
    let other = OF_OWN_FORM.replace("项目名称: 甲", "项目名称: 乙").replace("紧急程度: 特急\n", "");
    let files =
        [("templates/本局.yaml", OWN_FORM), ("甲.yaml", OF_OWN_FORM), ("乙.yaml", &*other), ("jixiao.yaml", shared)];
    let at = |name: &str, mark: &str| {
        let text = files.iter().find(|(known, _)| *known == name).unwrap().1;
        assert!(text.contains(&mark.replace('‸', "")), "{mark}");
        Open::new(name, &text.replacen(&mark.replace('‸', ""), mark, 1), &files)
    };
    let all = |from: &str, to: &str| files.map(|(_, text)| text.replace(from, to));

    // A field, which labels only look like.
    let mut field = at("templates/本局.yaml", "紧急‸程度: {type");
    let prepared = field.ask("prepareRename");
    assert_eq!(prepared["placeholder"], "紧急程度");
    assert_eq!(
        (&prepared["range"]["start"]["character"], &prepared["range"]["end"]["character"]),
        (&json!(2), &json!(6))
    );
    let wanted = files.map(|(_, text)| text.replace("紧急程度", "缓急").replace("label: 缓急", "label: 紧急程度"));
    assert_eq!(renamed(&mut field, "缓急", &files).unwrap(), wanted);
    // The same from a project.
    assert_eq!(renamed(&mut at("甲.yaml", "紧急程‸度: 特急"), "缓急", &files).unwrap(), wanted);
    // And from what projects share.
    let mut shared_field = at("jixiao.yaml", "紧急‸程度: 一般");
    assert_eq!(shared_field.ask("prepareRename")["placeholder"], "紧急程度");
    assert_eq!(renamed(&mut shared_field, "缓急", &files).unwrap(), wanted);
    assert_eq!(renamed(&mut at("jixiao.yaml", "紧急程度: 一‸般"), "普通", &files).unwrap(), all("一般", "普通"));
    // An option.
    let mut option = at("甲.yaml", "紧急程度: 特‸急");
    assert_eq!(option.ask("prepareRename")["placeholder"], "特急");
    assert_eq!(renamed(&mut option, "加急", &files).unwrap(), all("特急", "加急"));
    assert_eq!(
        renamed(&mut at("templates/本局.yaml", "[紧急程度, 特‸急]"), "加急", &files).unwrap(),
        all("特急", "加急")
    );
    // A group, with what is below it, and a field of it, in quotes and within a label.
    let group = renamed(&mut at("templates/本局.yaml", "value: 联‸系.联系人"), "联络", &files).unwrap();
    assert!(group[0].contains("  联络:\n") && group[0].contains("\"{联络.联系人}的电话\""), "{}", group[0]);
    assert!(group[1].contains("联络: {\"联系人\": 张三"), "{}", group[1]);
    let member = renamed(&mut at("甲.yaml", "{\"联系‸人\""), "经办人", &files).unwrap();
    assert!(member[0].contains("{联系.经办人}的电话") && member[0].contains("{label: 联系人,"), "{}", member[0]);
    assert!(member[2].contains("联系: {\"经办人\": 张三"), "{}", member[2]);
    // A column.
    let column = renamed(&mut at("甲.yaml", "内容: 服务\n    金‸额"), "费用", &files).unwrap();
    assert!(column[0].contains("sum: [明细.费用]") && column[0].contains("value: .费用"), "{}", column[0]);
    assert!(column[1].contains("{内容: 设备, 费用: 10}") && column[1].contains("    费用: 20"), "{}", column[1]);

    // What is not done, and why.
    let refuses = |open: &mut Open, new: &str, why: &str| {
        let said = renamed(open, new, &files).unwrap_err();
        assert!(said.contains(why), "{said}");
    };
    refuses(&mut field, "项目名称", "「本局」");
    refuses(&mut field, "甲.乙", "不能作名称");
    refuses(&mut field, "", "不能作名称");
    refuses(&mut option, "一般", "「一般」");
    refuses(&mut at("甲.yaml", "项目名‸称: 甲"), "名称", "程序自带");
    refuses(&mut at("甲.yaml", "项目名称: ‸甲"), "乙", "没有可以改名的");
    for (mark, why) in [
        ("实施‸单位: 甲\n", "程序自带"),
        ("实施单位: ‸甲\n", "没有可以改名的"),
        ("out‸put: {folder: 表}\n", "没有可以改名的"),
        ("checks: {levels: {small-‸amount: off}}\n", "没有可以改名的"),
        ("不‸知: 甲\n", "没有可以改名的"),
        ("‸[\n", "没有可以改名的"),
    ] {
        refuses(&mut Open::new("jixiao.yaml", mark, &files), "乙", why);
    }
    let mut built_in = at("甲.yaml", "项目名‸称: 甲");
    let params = json!({"textDocument": {"uri": uri(&built_in.file)}, "position": {"line": 1, "character": 1}});
    let number = built_in.editor.begin("textDocument/prepareRename", params);
    assert_eq!(built_in.editor.answer(number)["error"]["code"], -32803);
    assert_eq!(at("甲.yaml", "项目名称: ‸甲").ask("prepareRename"), Value::Null);

    // What projects of another form share too.
    let of = |name: &str, field: &str| {
        format!(
            "extends: \"2026\"\nname: {name}\nyears: {{from: 2026, to: 2026}}\nfields: {{{field}: {{type: text}}}}\ngrid: {{rows: {{尾: [{{value: {field}, colspan: 8}}]}}}}\n"
        )
    };
    let files = [
        ("templates/一.yaml", &*of("一", "编号")),
        ("templates/二.yaml", &*of("二", "编号")),
        ("甲.yaml", "年度: 2026\n表式: 一\n项目名称: 甲\n"),
        ("乙.yaml", "年度: 2026\n表式: 二\n项目名称: 乙\n"),
        ("jixiao.yaml", "编号: 7\n"),
    ];
    let mut shared = Open::new("templates/一.yaml", &files[0].1.replace("{编号: {type", "{编‸号: {type"), &files);
    let why = renamed(&mut shared, "代码", &files).unwrap_err();
    assert!(why.contains("乙.yaml"), "{why}");
    let why = renamed(&mut Open::new("jixiao.yaml", "编‸号: 7\n", &files), "代码", &files).unwrap_err();
    assert!(why.contains("yaml"), "{why}");
    // A form that no project has yet.
    let files = [
        ("templates/一.yaml", &*of("一", "编号")),
        ("甲.yaml", "年度: 2026\n表式: \"2026\"\n项目名称: 甲\n"),
        ("jixiao.yaml", "编号: 7\n"),
    ];
    let wanted = files.map(|(_, text)| text.replace("编号", "代码"));
    let mut shared = Open::new("jixiao.yaml", "编‸号: 7\n", &files);
    assert_eq!(renamed(&mut shared, "代码", &files).unwrap(), wanted);
}

#[test]
fn the_page_of_a_project_is_opened() {
    let text = format!("{PROJECT}---\n{PROJECT}");
    let mut open = Open::new("甲.yaml", &text, &[("甲.yaml", &*text)]);
    let address = uri(&open.file);
    let lenses = open.editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": address}}));
    assert_eq!(lenses.as_array().unwrap().len(), 2);
    let command = lenses[1]["command"].clone();
    assert_eq!(command["command"], "jixiao.preview");
    let run = |open: &mut Open, name: &Value, arguments: &Value| {
        open.editor.ask("workspace/executeCommand", json!({"command": name, "arguments": arguments}))
    };
    // Nobody has asked for it yet.
    run(&mut open, &json!("jixiao.cursor"), &command["arguments"]);
    run(&mut open, &command["command"], &command["arguments"]);
    let shown = open.editor.wait(|message| message["method"] == "window/showDocument");
    assert_eq!(shown["params"]["external"], true);
    assert!(shown["params"]["uri"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{shown}");
    // Nobody has opened it: it is asked for again.
    run(&mut open, &command["command"], &command["arguments"]);
    assert_eq!(open.editor.wait(|message| message["method"] == "window/showDocument")["params"], shown["params"]);
    assert_eq!(open.editor.close(), Some(0));

    // An editor that cannot show it says where it is.
    let (_folder, root) = folder(&[("甲.yaml", PROJECT)]);
    let mut editor = Editor::open(&root, json!({}));
    let address = uri(&root.join("甲.yaml"));
    editor.open_text(&address, PROJECT);
    let arguments = json!([{"uri": address}]);
    editor.ask("workspace/executeCommand", json!({"command": "jixiao.preview", "arguments": arguments}));
    let said = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(said["params"]["message"].as_str().unwrap().contains("http://127.0.0.1:"), "{said}");
    let number = editor.begin("workspace/executeCommand", json!({"command": "jixiao.preview"}));
    assert_eq!(editor.answer(number)["error"]["code"], -32602);
}
