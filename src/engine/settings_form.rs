//! Takes a workspace and a folder of it; gives the folder's `jixiao.yaml` as a form, and its
//! text with another value.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::discover::SETTINGS;
use super::error::Error;
use super::files::Files;
use super::texts::text;
use super::words;
use super::workspace::Workspace;
use crate::Format;
use crate::diag::{Code, Source};
use crate::fields::{self, FieldChange, FieldShape, FieldState, KindShape, Step, Written, at_path};
use crate::messages::{Language, Message};
use crate::project::keys;
use crate::source::edit::Document;
use crate::source::{Node, Span, Value};
use crate::template::Template;

/// A folder's settings as they are filled in.
#[derive(Clone, Debug)]
pub struct SettingsForm {
    /// The file, which need not be there yet.
    pub path: PathBuf,
    /// Its text; empty where it is not there.
    pub text: String,
    /// What can be set: values for fields that the projects share, and settings of the program.
    pub shapes: Vec<FieldShape>,
    /// What is written in each.
    pub states: Vec<FieldState>,
}

impl Workspace {
    /// The settings of a folder. Labels and hints of settings of the program are in this
    /// language; those of a form's fields are the form's.
    pub fn settings_form(&self, folder: &Path, language: Language) -> SettingsForm {
        let source = self.settings_of(folder);
        let node = node(&source);
        let templates = self.templates_in_use();
        let mut shapes: Vec<FieldShape> = Vec::new();
        for template in &templates {
            for id in &template.roles.shared {
                let shape = FieldShape { required: false, ..FieldShape::of_field(template, *id, template.first_year) };
                if shapes.iter().all(|known| known.path != shape.path) {
                    shapes.push(shape);
                }
            }
        }
        let shared = words::shared_values();
        shapes.iter_mut().for_each(|shape| shared.say(language).clone_into(&mut shape.group));
        shapes.extend(program_settings(&node, language));
        let states = fields::plain(&node, &shapes);
        SettingsForm { path: folder.join(SETTINGS), text: source.text.clone(), shapes, states }
    }

    /// What the place of a change says now; none where the change is not of one text.
    pub fn settings_said(&self, folder: &Path, change: &FieldChange) -> Option<String> {
        fields::said(&node(&self.settings_of(folder)), change)
    }

    /// The text of a folder's settings with a change.
    ///
    /// # Errors
    ///
    /// The place is not there, or cannot be changed without changing more.
    pub fn settings_changed(&self, folder: &Path, change: &FieldChange) -> Result<String, Error> {
        changed(&self.settings_of(folder), change)
    }

    /// A folder's settings, which need not be there.
    fn settings_of(&self, folder: &Path) -> Arc<Source> {
        let path = folder.join(SETTINGS);
        text(&*self.files, &path).unwrap_or_else(|_| Source::new(path.as_path(), ""))
    }

    /// The forms of the projects; that of the newest year, where there are none.
    fn templates_in_use(&self) -> Vec<Arc<Template>> {
        let overview = self.overview();
        let Some(scope) = self.scopes.first() else { return Vec::new() };
        let is_used = |form: &&Arc<Template>| overview.iter().any(|row| row.form.as_deref() == Some(&form.name));
        let used: Vec<Arc<Template>> = scope.templates.iter().filter(is_used).cloned().collect();
        match used.is_empty() {
            true => scope.templates.iter().next_back().cloned().into_iter().collect(),
            false => used,
        }
    }
}

/// What settings say at a path; none where they say nothing there.
pub(super) fn setting(settings: &Arc<Source>, path: &str) -> Option<String> {
    Some(at_path(&node(settings), path).text).filter(|text| !text.is_empty())
}

/// The 年度 that the settings of a folder say.
pub fn settings_year(files: &dyn Files, folder: &Path) -> Option<u16> {
    setting(&text(files, &folder.join(SETTINGS)).ok()?, keys::YEAR)?.parse().ok()
}

/// Where settings have a key.
pub(super) fn place_of(settings: &Arc<Source>, key: &str) -> Option<Span> {
    match node(settings).value {
        Value::Mapping(entries) => entries.into_iter().find(|entry| entry.written() == key).map(|entry| entry.key_span),
        _ => None,
    }
}

/// The text of settings that say this at a path.
///
/// # Errors
///
/// As [`Workspace::settings_changed`].
pub(super) fn with_setting(settings: &Arc<Source>, path: &str, text: &str) -> Result<String, Error> {
    let at = at_path(&node(settings), path).at;
    changed(settings, &FieldChange::Set { at, text: text.to_owned() })
}

fn changed(settings: &Arc<Source>, change: &FieldChange) -> Result<String, Error> {
    let cannot = || Error::new(words::cannot_change_here()).help(words::change_the_settings());
    // A list of settings stays one, whatever it holds.
    let change = match change {
        FieldChange::Choose { at, options } => &FieldChange::SetList { at: at.clone(), items: options.clone() },
        other => other,
    };
    let document = match Document::first(settings) {
        Some(document) => document,
        // What holds nothing yet begins with the key.
        None => {
            let key = match place(change).and_then(<[Step]>::first) {
                Some(Step::Key(key)) => key,
                _ => return Err(cannot()),
            };
            let line_end = if settings.text.is_empty() || settings.text.ends_with('\n') { "" } else { "\n" };
            let begun = Source::new(settings.file.clone(), &format!("{}{line_end}{key}:\n", settings.text));
            Document::first(&begun).ok_or_else(cannot)?
        }
    };
    let changed = fields::change(&document, None, change).ok_or_else(cannot)?;
    Ok(settings.written(&changed))
}

/// The place of a change of settings.
fn place(change: &FieldChange) -> Option<&[Step]> {
    match change {
        FieldChange::Set { at, .. } | FieldChange::SetList { at, .. } | FieldChange::AddRecord { at, .. } => Some(at),
        _ => None,
    }
}

/// What settings say; nothing where there are none.
fn node(settings: &Arc<Source>) -> Node {
    let blank = || Node { value: Value::Null, span: Span::whole(settings) };
    Document::first(settings).map_or_else(blank, |document| document.node)
}

/// The settings of the program. What can be said in two ways is asked for as it is said.
fn program_settings(node: &Node, language: Language) -> Vec<FieldShape> {
    let say = |message: Message| message.say(language).to_owned();
    let nothing = String::new;
    let choice = |options: &[&str], names: &[Message]| KindShape::Choice {
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        names: names.iter().cloned().map(say).collect(),
    };
    let yes_or_no = choice(&["true", "false"], &[words::yes(), words::no()]);
    let book = choice(&["", "true", "false"], &[words::book_of_several(), words::yes(), words::no()]);
    let files = || say(words::files_group());
    let one = |path: &str, label: Message, group: String, kind: KindShape, hint: String| {
        FieldShape::setting(path, say(label), group, kind, hint)
    };
    let text = || KindShape::Text { long: false };
    let formats = KindShape::Choices { options: ["pdf", "xlsx", "ofd"].map(ToOwned::to_owned).into() };
    let fits = choice(&["pages", "one-page"], &[words::as_many_pages(), words::one_page()]);
    let fonts = || say(words::fonts_group());
    let checks = || say(words::checks_group());
    let has_parts = matches!(&at_path(node, "checks.ceiling"), Written { at, .. } if holds_mapping(node, at));
    let ceiling = if has_parts { "checks.ceiling.total" } else { "checks.ceiling" };
    let column = |path: &str, label: Message| FieldShape::setting(path, say(label), nothing(), text(), nothing());
    let waivers = KindShape::Table {
        columns: vec![
            column("code", words::waived_rule()),
            column("project", words::waived_project()),
            column("path", words::waived_path()),
            column("reason", words::waived_reason()),
        ],
    };
    let mut all = vec![
        one("output.folder", words::output_folder(), files(), text(), say(words::output_folder_hint())),
        one("output.formats", words::output_formats(), files(), formats, nothing()),
        one("output.fit", words::output_fit(), files(), fits, nothing()),
        one("output.attach", words::output_attach(), files(), yes_or_no, nothing()),
        one("output.book", words::output_book(), files(), book, nothing()),
        one("units", words::own_units(), files(), KindShape::List, say(words::one_a_line())),
        one("indicators", words::own_indicators(), files(), text(), say(words::own_indicators_hint())),
        one("fonts.text", words::text_font(), fonts(), text(), say(words::font_hint())),
        one("fonts.bold", words::bold_font(), fonts(), text(), nothing()),
        one("fonts.fallback", words::fallback_fonts(), fonts(), KindShape::List, say(words::one_a_line())),
        one(ceiling, words::ceiling(), checks(), KindShape::Money { unit: "元" }, say(words::ceiling_hint())),
        one("checks.waive", words::waivers(), checks(), waivers, say(words::waivers_hint())),
    ];
    let held = [
        ("output.folder", "out".to_owned()),
        ("output.formats", Format::DEFAULT.map(Format::extension).join("\n")),
        ("output.fit", "pages".to_owned()),
        ("output.attach", "false".to_owned()),
    ];
    for (path, otherwise) in held {
        all.iter_mut().filter(|shape| shape.path == path).for_each(|shape| shape.otherwise.clone_from(&otherwise));
    }
    for code in Code::ALL.iter().filter(|code| code.is_settable()) {
        let own = code.level().name();
        let levels = [words::level_of_its_own(own), words::level_error(), words::level_warning(), words::level_note()];
        let kind = KindShape::Choice {
            options: ["", "error", "warning", "note", "off"].map(ToOwned::to_owned).into(),
            names: levels.into_iter().chain([words::level_off()]).map(say).collect(),
        };
        let label = format!("{} {}", code.name(), code.summary(language));
        let path = format!("checks.levels.{}", code.name());
        all.push(FieldShape::setting(&path, label, say(words::levels_group()), kind, nothing()));
    }
    all
}

/// Whether a mapping stands at a place.
fn holds_mapping(node: &Node, at: &[Step]) -> bool {
    let found = at.iter().try_fold(node, |node, step| match (&node.value, step) {
        (Value::Mapping(entries), Step::Key(key)) => {
            entries.iter().find(|entry| entry.written() == key).map(|entry| &entry.value)
        }
        _ => None,
    });
    found.is_some_and(|node| matches!(node.value, Value::Mapping(_)))
}
