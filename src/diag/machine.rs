//! Findings for programs: JSON, SARIF 2.1.0 and the lines of GitHub Actions.

use serde::Serialize;
use serde_json::{Value, json};

use super::place::Fetched;
use super::{Code, Diagnostic, Label, Level, Position, Silenced, Texts};
use crate::diag::words;
use crate::messages::Language;

/// The version of the JSON of [`json`]; `docs/findings.schema.json` is its
/// schema.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    projects: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    rules_off: usize,
    waived: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    labels: Vec<LabelReport<'a>>,
}

/// Lines and columns from 1; columns count characters.
#[derive(Serialize)]
struct LabelReport<'a> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

impl<'a> LabelReport<'a> {
    fn of(label: &'a Label, texts: &(impl Texts + ?Sized), language: Language) -> Self {
        let id = &label.place.file;
        let sheet = id.sheet_name();
        let file = match sheet {
            Some(_) => id.path().display().to_string(),
            None => id.name().say(language).to_owned(),
        };
        let source = sheet.and_then(|_| texts.source(id));
        let cell = source.and_then(|source| source.cell(&label.place).map(str::to_owned));
        let Position { line, column, end_line, end_column } = label.place.position(texts);
        Self { file, sheet, cell, line, column, end_line, end_column, text: label.text.say(language) }
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// All findings as one JSON document.
pub fn json(
    findings: &[Diagnostic],
    projects: usize,
    silenced: Silenced,
    texts: &(impl Texts + ?Sized),
    language: Language,
) -> String {
    let texts = &Fetched::new(texts);
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let report = Report {
        version: VERSION,
        projects,
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        notes: count(Level::Note),
        rules_off: silenced.rules,
        waived: silenced.findings,
        findings: findings
            .iter()
            .map(|finding| Finding {
                code: finding.code.name(),
                level: level(finding.level),
                project: finding.subject.as_ref().and_then(|subject| subject.project.as_deref()),
                unit: finding.subject.as_ref().and_then(|subject| subject.unit.as_deref()),
                message: finding.message.say(language),
                help: finding.help.as_ref().map(|help| help.say(language)),
                note: finding.note.as_ref().map(|note| note.say(language)),
                labels: finding.labels.iter().map(|label| LabelReport::of(label, texts, language)).collect(),
            })
            .collect(),
    };
    pretty(&report)
}

/// All findings as SARIF 2.1.0, for code-scanning services.
pub fn sarif(findings: &[Diagnostic], texts: &(impl Texts + ?Sized), language: Language) -> String {
    let texts = &Fetched::new(texts);
    let location = |label: &Label| {
        let place = LabelReport::of(label, texts, language);
        let mut location = json!({
            "physicalLocation": {
                "artifactLocation": {"uri": uri(&place.file)},
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": place.end_line,
                    "endColumn": place.end_column,
                },
            },
        });
        if let Some(sheet) = place.sheet {
            let cell = place.cell.as_deref().unwrap_or_default();
            let name = if cell.is_empty() { sheet.to_owned() } else { format!("{sheet}!{cell}") };
            location["logicalLocations"] = json!([{"fullyQualifiedName": name}]);
        }
        // A message that is there must not be empty.
        if !place.text.is_empty() {
            location["message"] = json!({"text": place.text});
        }
        location
    };
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let text = match &finding.help {
                Some(help) => &words::sentence_and_remedy(&finding.message, help),
                None => &finding.message,
            };
            json!({
                "ruleId": finding.code.name(),
                "level": level(finding.level),
                "message": {"text": text.say(language)},
                "locations": finding.labels.iter().take(1).map(location).collect::<Vec<_>>(),
                "relatedLocations": finding.labels.iter().skip(1).map(location).collect::<Vec<_>>(),
            })
        })
        .collect();
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.name(),
                "shortDescription": {"text": code.summary(Language::Chinese)},
                "fullDescription": {"text": code.manual(Language::Chinese)},
                "defaultConfiguration": {"level": level(code.level())},
            })
        })
        .collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "jixiao",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": language.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// A path as an address, relative where the path is: what is not plain is percent-encoded.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let (start, path) = match path.split_once(':') {
        Some((drive, rest)) if cfg!(windows) && drive.len() == 1 => (format!("file:///{drive}:"), rest),
        _ => (String::new(), path.strip_prefix("./").unwrap_or(&path)),
    };
    let mut uri = start;
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

/// All findings as the workflow commands of GitHub Actions.
pub fn github(findings: &[Diagnostic], texts: &(impl Texts + ?Sized), language: Language) -> String {
    let texts = &Fetched::new(texts);
    let escaped = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let mut lines = String::new();
    for finding in findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let place = finding
            .labels
            .first()
            .map(|label| LabelReport::of(label, texts, language))
            .map_or_else(String::new, |place| {
                format!("file={},line={},col={},", property(&place.file), place.line, place.column)
            });
        let mut message = finding.message.say(language).to_owned();
        if let Some(help) = &finding.help {
            message += "\n";
            message += words::remedy_line(help).say(language);
        }
        lines += &format!("::{command} {place}title={}::{}\n", finding.code, escaped(&message));
    }
    lines
}

fn pretty(value: &impl Serialize) -> String {
    // Nothing here can fail to serialise: there are strings and numbers only.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
