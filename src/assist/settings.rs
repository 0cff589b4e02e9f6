//! What could be typed at a place of a `jixiao.yaml`.

use super::{Around, Candidate, CandidateKind, Edit, Spot, complete, literal, words};
use crate::diag::Code;
use crate::messages::{Language, Message};
use crate::source::write::{in_braces, key};

/// A setting: its keys, joined by dots, what it is, and what it may be.
type Setting = (&'static str, fn() -> Message, &'static [&'static str]);

/// A key with what it is.
type Named = (&'static str, fn() -> Message);

/// The settings of the program.
const SETTINGS: [Setting; 19] = [
    ("output", words::setting_output, &[]),
    ("output.folder", words::setting_folder, &["out"]),
    ("output.formats", words::setting_formats, &["pdf", "xlsx", "ofd"]),
    ("output.fit", words::setting_fit, &["pages", "one-page"]),
    ("output.attach", words::setting_attach, &["true", "false"]),
    ("output.book", words::setting_book, &["true", "false"]),
    ("fonts", words::setting_fonts, &[]),
    ("fonts.text", words::setting_font_text, &[]),
    ("fonts.bold", words::setting_font_bold, &[]),
    ("fonts.fallback", words::setting_font_fallback, &[]),
    ("indicators", words::setting_indicators, &[]),
    ("units", words::setting_units, &[]),
    ("checks", words::setting_checks, &[]),
    ("checks.levels", words::setting_levels, &[]),
    ("checks.waive", words::setting_waive, &[]),
    ("checks.ceiling", words::setting_ceiling, &[]),
    ("checks.ceiling.total", words::setting_ceiling_total, &[]),
    ("checks.ceiling.units", words::setting_ceiling_units, &[]),
    ("checks.waive.code", words::waiver_code, &[]),
];

/// What a waiver has.
const WAIVER: [Named; 4] = [
    ("code", words::waiver_code),
    ("project", words::waiver_project),
    ("path", words::waiver_path),
    ("reason", words::waiver_reason),
];

/// The levels that a rule may have.
const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

/// What a setting of the program is for, by its keys.
pub(super) fn about(path: &str) -> Option<Message> {
    let waiver = path.strip_prefix("checks.waive.");
    let of_waiver = waiver.and_then(|key| WAIVER.iter().find(|(known, _)| *known == key));
    let own = SETTINGS.iter().find(|(known, ..)| *known == path).map(|(_, about, _)| about());
    own.or_else(|| of_waiver.map(|(_, about)| about()))
}

/// What could be typed at a place of a `jixiao.yaml`: settings of the program, and the fields
/// of the forms.
pub(crate) fn complete_settings(spot: &Spot, around: &Around<'_>) -> Vec<Candidate> {
    let above = spot.above.join(".");
    let candidate = |label: &str, kind, snippet: String, about: Message| Candidate {
        label: label.to_owned(),
        kind,
        detail: about,
        about: Message::default(),
        edit: Edit { range: spot.word.clone(), text: if spot.wants_space { format!(" {snippet}") } else { snippet } },
    };
    let key_of = |name: &str, kind, value: &str, about: Message| {
        let written = literal(&if spot.in_braces { in_braces(name) } else { key(name) });
        candidate(name, kind, if spot.has_colon { written } else { format!("{written}:{value}") }, about)
    };
    let rules = || Code::ALL.iter().copied().filter(|code| code.is_settable());
    let rule = |code: Code, value: Option<&str>| {
        let about = Message::new(code.summary(Language::Chinese), code.summary(Language::English));
        let manual = Message::new(code.manual(Language::Chinese), code.manual(Language::English));
        let known = match value {
            Some(value) => key_of(code.name(), CandidateKind::Rule, value, about),
            None => candidate(code.name(), CandidateKind::Rule, code.name().to_owned(), about),
        };
        Candidate { about: manual, ..known }
    };
    let mut found = match (above.as_str(), spot.value_of.as_deref()) {
        ("checks.levels", None) => rules().map(|code| rule(code, Some(" "))).collect(),
        ("checks.levels", Some(_)) => LEVELS
            .iter()
            .map(|level| candidate(level, CandidateKind::Option, (*level).to_owned(), Message::default()))
            .collect(),
        ("checks.waive", None) if spot.in_item || spot.in_braces => {
            WAIVER.iter().map(|(name, about)| key_of(name, CandidateKind::Key, " ", about())).collect()
        }
        ("checks.waive", Some("code")) => rules().map(|code| rule(code, None)).collect(),
        (_, None) => {
            let group = if above.is_empty() { String::new() } else { format!("{above}.") };
            let below = SETTINGS.iter().filter_map(|(path, about, _)| {
                let name = path.strip_prefix(&group).filter(|name| !name.contains('.'))?;
                let holds_keys = SETTINGS
                    .iter()
                    .any(|(other, ..)| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')));
                let value = match (*path, spot.in_braces) {
                    ("checks.waive", false) => "\n  - {code: $1, project: $2, reason: $3\\}",
                    ("checks.ceiling", _) => " ",
                    (_, false) if holds_keys => "\n  $0",
                    (_, true) if holds_keys => " {$0}",
                    _ => " ",
                };
                Some(key_of(name, CandidateKind::Key, value, about()))
            });
            below.collect::<Vec<_>>()
        }
        (above, Some(name)) => {
            let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
            let known = SETTINGS.iter().find(|(known, ..)| *known == path);
            let values = known.map_or(&[][..], |(_, _, values)| values);
            values
                .iter()
                .map(|value| candidate(value, CandidateKind::Option, (*value).to_owned(), Message::default()))
                .collect()
        }
    };
    if above == "output.formats" && spot.value_of.is_none() {
        let formats = ["pdf", "xlsx", "ofd"];
        found = formats
            .iter()
            .map(|format| candidate(format, CandidateKind::Option, (*format).to_owned(), Message::default()))
            .collect();
    }
    let is_new = |known: &Candidate| spot.value_of.is_some() || !spot.beside.contains(&known.label);
    found.retain(is_new);
    let of_program = SETTINGS.iter().any(|(path, ..)| above == *path || above.starts_with(&format!("{path}.")));
    if !of_program {
        found.extend(complete(spot, around).into_iter().filter(|known| known.kind != CandidateKind::Snippet));
    }
    found
}
