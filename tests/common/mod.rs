//! What the tests share: projects built in memory, and their files read back
//! with other libraries than those that wrote them.
#![allow(dead_code, reason = "each test crate uses a part of it")]

pub mod any;
pub mod busy;
pub mod pdf;
pub mod peak;
pub mod program;
pub mod projects;
pub mod xlsx;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use jixiao::Format;
use jixiao::diag::{Colour, Diagnostic, Diagnostics, Level, render_briefly};
use jixiao::internals::check::CheckSettings;
use jixiao::internals::fill;
use jixiao::internals::form::FormTable;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::{Node, Source, Value, parse};
use jixiao::internals::template::Templates;
use jixiao::internals::text::Fonts;
use jixiao::messages::Language;

pub static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
pub static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::built_in);

pub const FORMATS: [Format; 2] = [Format::Pdf, Format::Xlsx];

/// The folder of this repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn source(path: &Path) -> Arc<Source> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Source::new(path.file_name().unwrap_or_default(), &text)
}

/// The filled forms of a project file, which must be without errors.
pub fn forms_with(source: &Arc<Source>, settings: &Settings, templates: &Templates) -> Vec<FormTable> {
    let mut diagnostics = Diagnostics::new();
    let file = read_file(source, settings, templates, &mut diagnostics);
    let forms: Vec<_> = file
        .projects
        .iter()
        .filter_map(|(_, project)| fill(project, &FONTS, &FORMATS, None, &CheckSettings::default(), &mut diagnostics))
        .collect();
    let errors = diagnostics.count(Level::Error);
    let shown = told(&diagnostics.sorted(), std::slice::from_ref(source));
    assert_eq!(errors, 0, "{shown}");
    assert_eq!(forms.len(), file.documents);
    forms
}

/// The filled form of a text in one of the built-in forms.
pub fn form(text: &str) -> FormTable {
    forms_with(&Source::new("t.yaml", text), &Settings::default(), &TEMPLATES).remove(0)
}

/// Findings as the user sees them, with the texts that they are about.
pub fn told(findings: &[Diagnostic], texts: &[Arc<Source>]) -> String {
    render_briefly(findings, texts, Colour::Never, Language::Chinese)
}

/// The line and column of a finding in the text that it is about.
pub fn line_column(finding: &Diagnostic, source: &Source) -> (usize, usize) {
    source.line_column(finding.labels[0].place.start())
}

/// What a finding marks in the text that it is about.
pub fn marked<'s>(finding: &Diagnostic, source: &'s Source) -> &'s str {
    &source.text[finding.labels[0].place.range.clone().expect("a place in the text")]
}

/// All findings about a text, as the user sees them.
pub fn findings(text: &str) -> String {
    told(&findings_of(text), &[Source::new("t.yaml", text)])
}

/// All findings about a text.
pub fn findings_of(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("t.yaml", text);
    let file = read_file(&source, &Settings::default(), &TEMPLATES, &mut diagnostics);
    for (_, project) in &file.projects {
        fill(project, &FONTS, &FORMATS, None, &CheckSettings::default(), &mut diagnostics);
    }
    diagnostics.sorted()
}

/// The English words of a finding that have Chinese characters outside `“ ”` and
/// backticks.
pub fn not_english(finding: &Diagnostic) -> Vec<&str> {
    let around = [Some(&finding.message), finding.help.as_ref(), finding.note.as_ref()];
    let labels = finding.labels.iter().map(|label| &label.text);
    let words = around.into_iter().flatten().chain(labels).map(|message| message.say(Language::English));
    words.filter(|words| has_han_outside_quotes(words)).collect()
}

/// Whether a Chinese character or mark stands outside `“ ”` and backticks.
pub fn has_han_outside_quotes(words: &str) -> bool {
    let (mut depth, mut code) = (0_usize, false);
    words.chars().any(|character| {
        match character {
            '`' => code = !code,
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_han = matches!(character, '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}');
        is_han && depth == 0 && !code
    })
}

/// The text of the cell that shows a field.
pub fn shown<'t>(table: &'t FormTable, field: &str) -> &'t str {
    let cell = table.cells.iter().find(|cell| cell.field.as_deref() == Some(field));
    cell.map_or_else(|| panic!("no cell shows {field}"), |cell| &cell.text)
}

/// A node as an editor's YAML reader sees it.
pub fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Scalar { text, quoted: false } if text.parse::<f64>().is_ok() => {
            text.parse::<serde_json::Number>().map_or_else(|_| text.as_str().into(), serde_json::Value::Number)
        }
        Value::Scalar { text, quoted: false } if text == "true" || text == "false" => (text == "true").into(),
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(entries) => entries.iter().map(|entry| (entry.key.clone(), json(&entry.value))).collect(),
    }
}

/// The first document of a text as an editor's YAML reader sees it.
pub fn json_of(text: &str) -> serde_json::Value {
    json(&parse(&Source::new("t.yaml", text)).expect("YAML")[0])
}
