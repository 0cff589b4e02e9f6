//! Takes a file or a folder; gives the settings that hold there, each with its place.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::discover::{load_templates, settings_files};
use super::error::Error;
use super::files::Files;
use super::paths::parent;
use super::reach::Reach;
use super::settings::Layer;
use super::texts::{shown, text};
use crate::diag::{Diagnostic, Diagnostics, Fetched, FileId, Place, Source, Texts};
use crate::messages::{Language, excerpt};
use crate::source::{self, Entry, Node, Value};
use crate::template::Templates;

/// The version of the JSON of [`HeldSettings::json`].
const VERSION: u8 = 1;

/// The settings that hold for a file or in a folder.
pub struct HeldSettings<'f> {
    /// What was asked for.
    pub path: PathBuf,
    /// The files that say them, the nearest first.
    pub files: Vec<PathBuf>,
    /// What they say, in the order in which they say it.
    pub settings: Vec<HeldSetting>,
    /// What is wrong with them.
    pub findings: Vec<Diagnostic>,
    texts: &'f dyn Files,
}

/// A setting.
#[derive(Clone, Debug)]
pub struct HeldSetting {
    /// Its keys, with a dot between them; those of a list are alike.
    pub key: String,
    /// Its value: paths as they are seen from here, all else as it is written.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// The settings that hold for a project file or for the projects in a folder. Where a file
/// has one project that gives a field itself, its own value is the one that holds.
///
/// # Errors
///
/// A path that is not there, or templates with mistakes.
pub fn settings_of<'f>(files: &'f dyn Files, path: &Path, templates: Option<&Path>) -> Result<HeldSettings<'f>, Error> {
    files.kind(path).map_err(|error| Error::read(path, error))?;
    let is_folder = files.is_folder(path);
    let folder = if is_folder { path.to_owned() } else { parent(path) };
    let templates = load_templates(files, &[&folder], templates)?;
    let mut held = Held { templates: &templates, settings: Vec::new(), known: HashSet::new(), given: HashSet::new() };
    let (mut found, all) = (Diagnostics::new(), settings_files(files, &folder));
    if let (false, Ok(project)) = (is_folder || all.iter().any(|settings| settings == path), text(files, path)) {
        held.add(&project);
        held.given.clear();
    }
    let reach = Reach::new(files, [path]);
    for path in &all {
        let layer = Layer::read(files, path, &templates, &reach);
        found.extend(layer.findings.sorted());
        layer.text.iter().for_each(|source| held.add(source));
    }
    let Held { mut settings, given, .. } = held;
    settings.retain(|setting| given.contains(&setting.key));
    Ok(HeldSettings { path: path.to_owned(), files: all, settings, findings: found.sorted(), texts: files })
}

/// What is collected, from the nearest file to the farthest.
struct Held<'t> {
    templates: &'t Templates,
    settings: Vec<HeldSetting>,
    /// The keys that have a value.
    known: HashSet<String>,
    /// The keys that settings give, whether theirs is the value that holds or not.
    given: HashSet<String>,
}

/// The settings that are added up from file to file.
const ADDED_UP: [&str; 4] = ["checks.waive", "checks.ceiling", "fonts.fallback", "units"];

/// The settings that are paths, which count from the file that says them.
const PATHS: [&str; 5] = ["output.folder", "indicators", "fonts.text", "fonts.bold", "fonts.fallback"];

impl Held<'_> {
    /// Adds what a file says, as far as nearer ones are silent.
    fn add(&mut self, source: &Arc<Source>) {
        let Ok(documents) = source::parse(source) else { return };
        // Of several projects, each has values of its own.
        if let [Node { value: Value::Mapping(entries), .. }] = documents.as_slice() {
            self.add_entries("", entries);
        }
    }

    fn add_entries(&mut self, above: &str, entries: &[Entry]) {
        for Entry { key, value, .. } in entries {
            let key = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            match &value.value {
                Value::Null => {}
                Value::Mapping(entries) if self.is_group(&key) => self.add_entries(&key, entries),
                Value::Sequence(items) if ADDED_UP.contains(&key.as_str()) => {
                    items.iter().for_each(|item| self.add_setting(&key, item));
                }
                _ => self.add_setting(&key, value),
            }
        }
    }

    fn add_setting(&mut self, key: &str, node: &Node) {
        self.given.insert(key.to_owned());
        let is_added_up = ADDED_UP.iter().any(|added| key == *added || key.starts_with(&format!("{added}.")));
        if !self.known.insert(key.to_owned()) && !is_added_up {
            return;
        }
        let written = flow(node);
        let value = match PATHS.contains(&key) {
            true => parent(node.span.source.file.path()).join(written).display().to_string(),
            false => written,
        };
        self.settings.push(HeldSetting { key: key.to_owned(), value, place: Place::from(&node.span) });
    }

    /// Whether what stands below a key is inherited key by key, and not as a whole.
    fn is_group(&self, key: &str) -> bool {
        let group = format!("{key}.");
        let own = ["output", "fonts", "checks", "checks.levels", "checks.ceiling", "checks.ceiling.units"];
        let mut fields = self.templates.iter().flat_map(|template| &template.fields);
        own.contains(&key) || fields.any(|field| field.path.starts_with(&group))
    }
}

/// A value in one line of YAML.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar { text, .. } => text.trim_end().to_owned(),
        Value::Sequence(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let pairs: Vec<String> =
                entries.iter().map(|entry| format!("{}: {}", entry.key, flow(&entry.value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

impl HeldSettings<'_> {
    /// The settings as a JSON document; lines and columns from 1.
    pub fn json(&self, language: Language) -> String {
        #[derive(Serialize)]
        struct Report {
            version: u8,
            path: String,
            files: Vec<String>,
            settings: Vec<Setting>,
        }
        #[derive(Serialize)]
        struct Setting {
            key: String,
            value: String,
            file: String,
            line: usize,
            column: usize,
        }
        let texts = Fetched::new(self);
        let setting = |HeldSetting { key, value, place }: &HeldSetting| {
            let at = place.position(&texts);
            let file = place.file.name().say(language).to_owned();
            Setting { key: key.clone(), value: value.clone(), file, line: at.line, column: at.column }
        };
        let report = Report {
            version: VERSION,
            path: self.path.display().to_string(),
            files: self.files.iter().map(|file| file.display().to_string()).collect(),
            settings: self.settings.iter().map(setting).collect(),
        };
        // Nothing here can fail to serialise: there are strings and numbers only.
        serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
    }

    /// The settings for a person, one a line, each behind its place.
    pub fn lines(&self, language: Language) -> String {
        let texts = Fetched::new(self);
        let line = |HeldSetting { key, value, place }: &HeldSetting| {
            let (file, line) = (place.file.name(), place.position(&texts).line);
            format!("{}:{line}: {key}: {}\n", file.say(language), excerpt(value).say(language))
        };
        self.settings.iter().map(line).collect()
    }
}

impl Texts for HeldSettings<'_> {
    fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        shown(self.texts, file)
    }
}
