//! Texts that are typed, with whatever is broken in them on the way: after each change
//! `jixiao lsp` finds what a look at the folder finds, and whatever is asked has an answer.
//!
//! A part of it runs each time; all of it with `TYPING=all cargo test --test typing`, which takes
//! an hour, and all texts with a look at each 20th character with `TYPING=20`.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test says what it expects")]

#[path = "common/editor.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod editor;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use editor::{Editor, uri};
use jixiao::engine::{Overlay, check_template};
use jixiao::{Diagnostic, Disk, Level, Options, Workspace};
use serde_json::{Value, json};
use tempfile::TempDir;

const OTHER: &str = "\
年度: 2026
项目名称: 乙
年度资金: {当年财政拨款: 45万元}
项目性质: 其他一次性项目
年度总体目标: 举办活动😀，服务乙。
";

const SETTINGS: &str = "\
主管部门: 示例市科学技术协会
checks:
  levels: {small-amount: off}
  waive:
    - {code: short-text, project: 乙, reason: 看过}
";

const TEMPLATE: &str = "extends: \"2026\"\nname: 本局\nyears: {from: 2027}\n";

/// What is inserted somewhere in a text.
const PIECES: [&str; 28] = [
    "\n",
    "\r\n",
    " ",
    "  ",
    ":",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    " # ",
    "|",
    ">",
    "&a ",
    "*a",
    "\t",
    "—",
    "😀",
    "５",
    "≥",
    "年度: 2026\n",
    "---\n",
    "\u{FEFF}",
    "checks: {levels: {",
];

/// How much is run: of all texts some and a few places, or those whose names have a text, or
/// all.
struct Amount {
    /// So many characters are typed between two looks.
    stride: usize,
    /// So many changes follow by chance.
    changes: u32,
    /// One text of so many is taken.
    one_of: usize,
    name: String,
}

impl Amount {
    fn wanted() -> Self {
        let wanted = env::var("TYPING").unwrap_or_default();
        let name = String::new();
        match (wanted.as_str(), wanted.parse()) {
            ("", _) => Self { stride: 23, changes: 4, one_of: 24, name },
            ("all", _) => Self { stride: 1, changes: 60, one_of: 1, name },
            (_, Ok(stride)) => Self { stride, changes: 20, one_of: 1, name },
            _ => Self { stride: 1, changes: 60, one_of: 1, name: wanted },
        }
    }
}

/// Numbers that look like random ones, the same on each machine (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % limit
    }
}

/// A place of a text as an editor counts it: in lines, and units of this encoding.
fn position(text: &str, at: usize, encoding: &str) -> Value {
    let before = &text[..at];
    let ends_here = |(place, c): &(usize, char)| match c {
        '\n' => true,
        '\r' => text.as_bytes().get(place + 1) != Some(&b'\n'),
        _ => false,
    };
    let start = before.char_indices().rfind(ends_here).map_or(0, |(place, _)| place + 1);
    let line = before.char_indices().filter(ends_here).count();
    let column: usize = match encoding {
        "utf-8" => at - start,
        "utf-16" => before[start..].encode_utf16().count(),
        _ => before[start..].chars().count(),
    };
    json!({"line": line, "character": column})
}

/// A finding: its file, code, level, place and words.
type Told = (String, String, u64, String, String);

/// An editor with a folder of two projects, their settings and a template.
struct Desk {
    _folder: TempDir,
    root: PathBuf,
    editor: Editor,
    encoding: &'static str,
    /// The texts that are open, with their versions.
    open: BTreeMap<PathBuf, (i32, String)>,
    random: Random,
}

impl Desk {
    fn new(encoding: &'static str, seed: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("templates")).unwrap();
        for (name, text) in
            [("甲.yaml", ""), ("乙.yaml", OTHER), ("jixiao.yaml", SETTINGS), ("templates/本局.yaml", TEMPLATE)]
        {
            fs::write(root.join(name), text).unwrap();
        }
        let editor = Editor::open(&root, json!({"general": {"positionEncodings": [encoding]}}));
        let mut desk = Self {
            _folder: folder,
            root,
            editor,
            encoding,
            open: BTreeMap::new(),
            random: Random(0x9E37_79B9_7F4A_7C15 ^ ((seed as u64 + 1) << 8)),
        };
        desk.open("甲.yaml");
        desk
    }

    fn open(&mut self, name: &str) {
        let path = self.root.join(name);
        let text = fs::read_to_string(&path).unwrap();
        self.editor.open_text(&uri(&path), &text);
        self.open.insert(path, (1, text));
    }

    fn close(&mut self, name: &str) {
        let path = self.root.join(name);
        self.open.remove(&path);
        self.editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri(&path)}}));
    }

    /// The text of a file as it is now.
    fn text(&self, name: &str) -> String {
        let path = self.root.join(name);
        let open = self.open.get(&path).map(|(_, text)| text.clone());
        open.unwrap_or_else(|| fs::read_to_string(path).unwrap_or_default())
    }

    /// Replaces a part of an open text.
    fn edit(&mut self, name: &str, range: Range<usize>, new: &str) {
        let path = self.root.join(name);
        let (version, text) = self.open.get_mut(&path).unwrap();
        let (start, end) = (position(text, range.start, self.encoding), position(text, range.end, self.encoding));
        let change = json!({"range": {"start": start, "end": end}, "text": new});
        *version += 1;
        text.replace_range(range, new);
        let document = json!({"uri": uri(&path), "version": version});
        self.editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    }

    /// Replaces the whole of an open text.
    fn replace(&mut self, name: &str, new: &str) {
        let end = self.text(name).len();
        self.edit(name, 0..end, new);
    }

    /// Writes a file that is not open, or takes it away.
    fn write(&mut self, name: &str, text: Option<&str>) {
        let path = self.root.join(name);
        let kind = match (text, path.exists()) {
            (Some(_), false) => 1,
            (Some(_), true) => 2,
            (None, _) => 3,
        };
        match text {
            Some(text) => fs::write(&path, text).unwrap(),
            None => drop(fs::remove_file(&path)),
        }
        self.editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri(&path), "type": kind}]}));
    }

    /// A change by chance of an open text.
    fn change_somewhere(&mut self, name: &str) {
        let text = self.text(name);
        let is_place =
            |at: &usize| text.is_char_boundary(*at) && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'));
        let places: Vec<usize> = (0..=text.len()).filter(is_place).collect();
        let from = self.random.below(places.len());
        let to = (from + [0, 0, 0, 1, 1, 2, 8][self.random.below(7)]).min(places.len() - 1);
        let piece = if to > from && self.random.below(3) > 0 { "" } else { PIECES[self.random.below(PIECES.len())] };
        self.edit(name, places[from]..places[to], piece);
    }

    /// What is told of a finding.
    fn told(&self, finding: &Diagnostic) -> Told {
        let label = finding.labels.first().unwrap();
        let path = label.place.file.path();
        let name = path.strip_prefix(&self.root).unwrap();
        let whole = self.text(name.to_str().unwrap());
        let mark = whole.len() - whole.trim_start_matches('\u{FEFF}').len();
        let mark = if mark > 0 { '\u{FEFF}'.len_utf8() } else { 0 };
        let range = label.place.range.clone();
        let place = |at: usize| position(&whole, at + mark, self.encoding);
        let range = range.map_or_else(
            || json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}),
            |range| json!({"start": place(range.start), "end": place(range.end)}),
        );
        let level = match finding.level {
            Level::Error => 1,
            Level::Warning => 2,
            Level::Note => 3,
        };
        let lines = [Some(&finding.message), finding.help.as_ref(), finding.note.as_ref()];
        let words: Vec<&str> = lines.into_iter().flatten().map(|line| line.say(jixiao::Language::Chinese)).collect();
        (uri(path), finding.code.name().to_owned(), level, range.to_string(), words.join("\n"))
    }

    /// What a folder that is opened anew has.
    fn checked(&self) -> Vec<Told> {
        let unsaved = self.open.iter().map(|(path, (_, text))| (path.clone(), text.clone().into_bytes()));
        let options = Options { unsaved: unsaved.collect(), ..Options::default() };
        let checked = Workspace::open(Arc::new(Disk), std::slice::from_ref(&self.root), options)
            .and_then(|mut workspace| workspace.check(&()));
        let mut findings = checked.map_or_else(|error| error.findings, |checked| checked.findings);
        let template = self.root.join("templates/本局.yaml");
        if let Some((_, text)) = self.open.get(&template) {
            let files = Overlay::new(Arc::new(Disk));
            files.set(&template, Some(text.clone().into_bytes()));
            let (own, _) = check_template(&files, &template).unwrap();
            findings.extend(own.into_iter().filter(|one| !findings.contains(one)).collect::<Vec<_>>());
        }
        let mut told: Vec<Told> = findings.iter().map(|finding| self.told(finding)).collect();
        told.sort();
        told
    }

    /// The same of what was published.
    fn published(&self) -> Vec<Told> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let of = |(address, findings): (&String, &Vec<Value>)| -> Vec<Told> {
            let told = |one: &Value| {
                let range = json!({"start": one["range"]["start"], "end": one["range"]["end"]}).to_string();
                (address.clone(), text(&one["code"]), one["severity"].as_u64().unwrap(), range, text(&one["message"]))
            };
            findings.iter().map(told).collect()
        };
        let mut told: Vec<Told> = self.editor.published.iter().flat_map(of).collect();
        told.sort();
        told
    }

    fn compare(&mut self, after: &str) {
        self.editor.settle();
        let (found, wanted) = (self.published(), self.checked());
        if found != wanted {
            let only = |these: &[Told], those: &[Told]| -> Vec<Told> {
                these.iter().filter(|one| !those.contains(one)).cloned().collect()
            };
            let names = ["甲.yaml", "乙.yaml", "jixiao.yaml", "templates/本局.yaml"];
            let texts: Vec<String> = names.iter().map(|name| format!("{name}: {:?}", self.text(name))).collect();
            panic!(
                "after {after}\nonly told: {:#?}\nonly found: {:#?}\n{}",
                only(&found, &wanted),
                only(&wanted, &found),
                texts.join("\n")
            );
        }
    }

    /// Asks whatever can be asked about a place of a text.
    fn ask(&mut self, name: &str, at: usize) {
        let address = uri(&self.root.join(name));
        let place = position(&self.text(name), at, self.encoding);
        let of_file = json!({"uri": address});
        let of_place = json!({"textDocument": of_file, "position": place});
        let range = json!({"start": place, "end": place});
        let options = json!({"tabSize": 2, "insertSpaces": true});
        for (what, params) in [
            ("completion", of_place.clone()),
            ("hover", of_place.clone()),
            ("definition", of_place.clone()),
            ("codeAction", json!({"textDocument": of_file, "range": range, "context": {"diagnostics": []}})),
            ("codeLens", json!({"textDocument": of_file})),
            ("documentSymbol", json!({"textDocument": of_file})),
            ("foldingRange", json!({"textDocument": of_file})),
            ("documentLink", json!({"textDocument": of_file})),
            ("inlayHint", json!({"textDocument": of_file, "range": range})),
            ("selectionRange", json!({"textDocument": of_file, "positions": [place]})),
            ("formatting", json!({"textDocument": of_file, "options": options})),
        ] {
            self.editor.ask(&format!("textDocument/{what}"), params);
        }
    }
}

/// The texts: those of the cases of findings.
fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/findings");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    cases.sort();
    cases
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// A text is typed from its first character to its last, and is then changed at random.
fn type_case(number: usize, name: &str, text: &str, amount: &Amount) {
    let Amount { stride, changes, .. } = *amount;
    let encoding = ["utf-32", "utf-16", "utf-8"][number % 3];
    let text = text.to_owned() + "注: 😀\n";
    let text = if number.is_multiple_of(2) { text.replace('\n', "\r\n") } else { text };
    let mut desk = Desk::new(encoding, number);
    let mut at = 0;
    for (count, c) in text.chars().enumerate() {
        desk.edit("甲.yaml", at..at, c.encode_utf8(&mut [0; 4]));
        at += c.len_utf8();
        if count.is_multiple_of(stride) {
            desk.compare(&format!("{name}, {count} characters"));
        }
        if count.is_multiple_of(23) {
            desk.ask("甲.yaml", at);
        }
    }
    desk.open("jixiao.yaml");
    desk.open("templates/本局.yaml");
    desk.compare("opening all");
    for count in 0..changes {
        let what = match desk.random.below(12) {
            0 => {
                let text = desk.random.below(2) == 0;
                desk.write("乙.yaml", text.then_some(OTHER));
                "another project"
            }
            1 => {
                desk.replace("jixiao.yaml", SETTINGS);
                desk.replace("templates/本局.yaml", TEMPLATE);
                "settings and a template as they were"
            }
            2 => {
                desk.replace("甲.yaml", &text);
                "the text as it was"
            }
            3 => {
                desk.close("甲.yaml");
                desk.compare(&format!("{name}, {count} changes, closing"));
                desk.open("甲.yaml");
                "opening"
            }
            4 | 5 => {
                desk.change_somewhere("jixiao.yaml");
                "settings"
            }
            6 => {
                desk.change_somewhere("templates/本局.yaml");
                "a template"
            }
            _ => {
                desk.change_somewhere("甲.yaml");
                "the text"
            }
        };
        desk.compare(&format!("{name}, {count} changes, {what}"));
        if count.is_multiple_of(4) {
            for name in ["甲.yaml", "jixiao.yaml", "templates/本局.yaml"] {
                let length = desk.text(name).len();
                let at = desk.random.below(length + 1);
                let at = (0..=at).rev().find(|at| desk.text(name).is_char_boundary(*at)).unwrap();
                desk.ask(name, at);
            }
        }
    }
    assert_eq!(desk.editor.close(), Some(0));
}

#[test]
fn what_is_found_while_typing_is_what_check_finds() {
    let amount = Amount::wanted();
    let is_wanted = |number: usize, name: &str| number.is_multiple_of(amount.one_of) && name.contains(&amount.name);
    let mut failed = Vec::new();
    for (number, (name, text)) in cases().iter().enumerate().filter(|(number, (name, _))| is_wanted(*number, name)) {
        let result = std::panic::catch_unwind(|| type_case(number, name, text, &amount));
        if result.is_err() {
            failed.push(name.clone());
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
