//! Findings in the protocol's words.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use gen_lsp_types as lsp;
use jixiao::diag::{FileId, Place, Texts};
use jixiao::messages::Language;
use jixiao::{Code, Diagnostic, Level};
use tempfile::TempDir;

use super::texts::{Encoding, Text};
use super::uri;

/// The manuals of the codes, and the program's own templates, as files that an editor can open,
/// as long as the server runs.
#[derive(Default)]
pub(super) struct Manuals(RefCell<Written>);

#[derive(Default)]
struct Written {
    folder: Option<TempDir>,
    /// By their names; none where a file cannot be written.
    known: HashMap<String, Option<lsp::Uri>>,
}

impl Manuals {
    /// The address of a code's manual; none where no file can be written.
    fn of(&self, code: Code, language: Language) -> Option<lsp::Uri> {
        self.0.borrow_mut().address(format!("{code}.md"), || Some(format!("# {code}\n\n{}\n", code.manual(language))))
    }

    /// The address of a template that is part of the program.
    pub(super) fn template(&self, file: &FileId, texts: &dyn Texts) -> Option<lsp::Uri> {
        let name = file.path().file_name()?.to_string_lossy().into_owned();
        self.0.borrow_mut().address(name, || Some(texts.source(file)?.text.clone()))
    }
}

impl Written {
    fn address(&mut self, name: String, text: impl FnOnce() -> Option<String>) -> Option<lsp::Uri> {
        let Self { folder, known } = self;
        let write = |name: &String| {
            if folder.is_none() {
                *folder = tempfile::Builder::new().prefix("jixiao-").tempdir().ok();
            }
            let path = folder.as_ref()?.path().join(name);
            fs::write(&path, text()?).ok()?;
            Some(uri::of(&path).into())
        };
        if let Some(address) = known.get(&name) {
            return address.clone();
        }
        let address = write(&name);
        known.insert(name, address.clone());
        address
    }
}

/// The address and the text of a file that is open, by the path under which it is found.
pub(super) type OpenTexts<'p> = &'p dyn Fn(&Path) -> Option<(lsp::Uri, Rc<Text>)>;

/// Where the texts are in which places are counted.
pub(super) struct Places<'p> {
    pub encoding: Encoding,
    pub texts: &'p dyn Texts,
    pub open: OpenTexts<'p>,
    known: RefCell<HashMap<FileId, (lsp::Uri, Rc<Text>)>>,
}

impl<'p> Places<'p> {
    pub(super) fn new(encoding: Encoding, texts: &'p dyn Texts, open: OpenTexts<'p>) -> Self {
        Self { encoding, texts, open, known: RefCell::default() }
    }

    /// A file's address and text, which is empty where it has none.
    pub(super) fn file(&self, file: &FileId) -> (lsp::Uri, Rc<Text>) {
        let read = || {
            (self.open)(file.path()).unwrap_or_else(|| {
                let text = self.texts.source(file).map_or_else(String::new, |source| source.text.clone());
                (uri::of(file.path()).into(), Rc::new(Text::new(text)))
            })
        };
        self.known.borrow_mut().entry(file.clone()).or_insert_with(read).clone()
    }

    /// A place; the start of a file that is meant as a whole.
    pub(super) fn location(&self, place: &Place) -> lsp::Location {
        let (uri, text) = self.file(&place.file);
        let range = place.range.as_ref().map(|range| text.range(range, self.encoding));
        lsp::Location::new(uri, range.unwrap_or_default())
    }
}

/// A finding in the protocol's words. What mends it, and one more fact, are in its message,
/// each on a line of its own.
pub(super) fn diagnostic(
    finding: &Diagnostic,
    places: &Places<'_>,
    manuals: &Manuals,
    language: Language,
) -> lsp::Diagnostic {
    let lines = [Some(&finding.message), finding.help.as_ref(), finding.note.as_ref()];
    let message: Vec<&str> = lines.into_iter().flatten().map(|line| line.say(language)).collect();
    let related = finding.labels.iter().filter(|label| !label.text.is_empty());
    let related = related.map(|label| lsp::DiagnosticRelatedInformation {
        location: places.location(&label.place),
        message: label.text.say(language).to_owned(),
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: finding.labels.first().map(|label| places.location(&label.place).range).unwrap_or_default(),
        severity: Some(match finding.level {
            Level::Error => lsp::DiagnosticSeverity::Error,
            Level::Warning => lsp::DiagnosticSeverity::Warning,
            Level::Note => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(finding.code.name().to_owned().into()),
        code_description: manuals.of(finding.code, language).map(|href| lsp::CodeDescription { href }),
        source: Some("jixiao".to_owned()),
        message: message.join("\n").into(),
        tags: tag(finding.code).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

/// How an editor may show what is marked: pale where it has no effect, struck out where it does
/// not hold any more.
fn tag(code: Code) -> Option<lsp::DiagnosticTag> {
    match code {
        Code::UnusedWaiver | Code::NotApplicable | Code::NotShown | Code::LabelInText => {
            Some(lsp::DiagnosticTag::Unnecessary)
        }
        Code::PlanEnded => Some(lsp::DiagnosticTag::Deprecated),
        _ => None,
    }
}
