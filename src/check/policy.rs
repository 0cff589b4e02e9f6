//! What an institution says about the rules: other levels, and findings that it
//! has looked at and stands by.

use std::collections::HashSet;

use serde::Deserialize;

use crate::check::words;
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Place, Span};
use crate::messages::Message;
use crate::project::{Project, ProjectFile};
use crate::source::{Node, Spanned, Value, from_node};
use crate::value::Money;

/// The `checks` of a `jixiao.yaml`:
///
/// ```yaml
/// checks:
///   levels: {unit-missing: off, percent-low: error}
///   waive:
///     - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}
///   ceiling: 1000万元
/// ```
#[derive(Debug, Default)]
pub struct CheckSettings {
    /// Rules of another level than their own; none where they are off.
    levels: Vec<(Code, Option<Level>)>,
    waivers: Vec<Waiver>,
    /// What all projects of a year may ask for together, and where it stands.
    ceiling: Option<(Money, Span)>,
}

/// A finding that is left out for one project, with the reason.
#[derive(Debug)]
struct Waiver {
    code: Code,
    project: String,
    place: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverSpec {
    code: Spanned<String>,
    project: String,
    reason: Spanned<String>,
}

impl CheckSettings {
    /// Reads the `checks` of a `jixiao.yaml`.
    pub fn read(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut settings = Self::default();
        let Value::Mapping(entries) = &node.value else {
            diagnostics.push(wrong(words::checks_hold(), &node.span));
            return settings;
        };
        for entry in entries {
            match (entry.key.as_str(), &entry.value.value) {
                ("levels", Value::Mapping(levels)) => {
                    for level in levels {
                        settings.levels.extend(read_level(&level.key, &level.key_span, &level.value, diagnostics));
                    }
                }
                ("waive", Value::Sequence(waivers)) => {
                    settings.waivers.extend(waivers.iter().filter_map(|waiver| read_waiver(waiver, diagnostics)));
                }
                ("ceiling", Value::Scalar { text, .. }) => match Money::parse(text) {
                    Ok(money) => settings.ceiling = Some((money, entry.value.span.clone())),
                    Err(mistake) => diagnostics.push(wrong(mistake.what, &entry.value.span).help(mistake.mend)),
                },
                ("levels", _) => diagnostics.push(wrong(words::levels_hold(), &entry.value.span)),
                ("waive", _) => diagnostics.push(wrong(words::waive_holds(), &entry.value.span)),
                (other, _) => {
                    let error = wrong(words::unknown_setting(other), &entry.key_span);
                    diagnostics.push(error.help(words::known_settings()));
                }
            }
        }
        settings
    }

    /// The findings about a project as these settings want them.
    pub fn apply(&self, project: &str, findings: Diagnostics) -> Diagnostics {
        self.apply_where(|_, waived| waived == project, findings)
    }

    /// What was found while a file was read, as these settings want it. A project
    /// for which that is an error leaves the file.
    pub fn apply_to_file(&self, file: &mut ProjectFile, findings: Diagnostics) -> Diagnostics {
        let is_about = |finding: &Diagnostic, waived: &str| {
            let mut named = file.projects.iter().filter(|(_, project)| project.name() == waived);
            named.any(|(_, project)| is_in(project, finding))
        };
        let kept = self.apply_where(is_about, findings);
        file.projects.retain(|(_, project)| !kept.errors().any(|error| is_in(project, error)));
        kept
    }

    /// The findings as these settings want them, where `is_about` says whether one
    /// is about the project of a name.
    pub(super) fn apply_where(
        &self,
        is_about: impl Fn(&Diagnostic, &str) -> bool,
        findings: Diagnostics,
    ) -> Diagnostics {
        let mut kept = Diagnostics::new();
        findings.waived().iter().for_each(|waiver| kept.waive(waiver.clone()));
        for mut finding in findings.sorted() {
            if !stops(&finding) {
                let is_meant = |waiver: &&Waiver| waiver.code == finding.code && is_about(&finding, &waiver.project);
                if let Some(waiver) = self.waivers.iter().find(is_meant) {
                    kept.waive(waiver.place.clone());
                    continue;
                }
                match self.levels.iter().find(|(code, _)| *code == finding.code) {
                    Some((_, None)) => continue,
                    Some((_, Some(level))) => finding.level = *level,
                    None => {}
                }
            }
            kept.push(finding);
        }
        kept
    }

    /// The most that all projects of a year may ask for together.
    pub(super) fn ceiling(&self) -> Option<(Money, Span)> {
        self.ceiling.clone()
    }

    /// Waivers for which there was nothing to waive in any project, where these took
    /// findings away.
    pub fn unused(&self, waived: &HashSet<Place>) -> Diagnostics {
        let mut findings = Diagnostics::new();
        for waiver in self.waivers.iter().filter(|waiver| !waived.contains(&waiver.place)) {
            let what = words::nothing_to_waive(&waiver.project, waiver.code);
            let finding = Diagnostic::new(Code::UnusedWaiver, what).at(waiver.place.clone(), Message::default());
            findings.push(finding.help(words::delete_waiver()));
        }
        self.apply("", findings)
    }
}

/// Whether no file can be made of what was found, whatever the level of its code:
/// that of a form that does not fit on its page is a warning, as long as it can be
/// made to fit.
fn stops(finding: &Diagnostic) -> bool {
    finding.level == Level::Error && finding.code.level() != Level::Error
}

/// Whether a finding marks a project's document, or the comment behind it.
fn is_in(project: &Project, finding: &Diagnostic) -> bool {
    let Span { source, range } = &project.span;
    let behind = source.text.get(range.end..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    let document = range.start..=range.end + behind;
    let mut places = finding.labels.iter().map(|label| &label.place);
    places.any(|place| place.file == source.file && document.contains(&place.start()))
}

fn wrong(what: Message, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::Settings, what).at(span.clone(), Message::default())
}

/// The code of a rule by its name; `is_fixed` says what cannot be done to one
/// whose findings stop the output.
fn rule<'c>(
    name: &'c str,
    span: &Span,
    is_fixed: impl Fn(&'c str) -> Message,
    diagnostics: &mut Diagnostics,
) -> Option<Code> {
    let error = match Code::of(name) {
        Some(code) if code.is_settable() => return Some(code),
        Some(_) => wrong(is_fixed(name), span).help(words::it_stops_the_output()),
        None => wrong(words::no_such_rule(name), span)
            .help(Code::near(name).map_or_else(words::list_rules, words::did_you_mean)),
    };
    diagnostics.push(error);
    None
}

fn read_level(
    code: &str,
    code_span: &Span,
    level: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<(Code, Option<Level>)> {
    let code = rule(code, code_span, words::level_is_fixed, diagnostics)?;
    let word = match &level.value {
        Value::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    let level_named = match word {
        "off" => None,
        "note" => Some(Level::Note),
        "warning" => Some(Level::Warning),
        "error" => Some(Level::Error),
        _ => {
            diagnostics.push(wrong(words::not_a_level(word), &level.span).help(words::known_levels()));
            return None;
        }
    };
    Some((code, level_named))
}

fn read_waiver(node: &Node, diagnostics: &mut Diagnostics) -> Option<Waiver> {
    let (spec, spans) = match from_node::<WaiverSpec>(node) {
        Ok(read) => read,
        Err(error) => {
            let span = error.span.unwrap_or_else(|| node.span.clone());
            let error = Diagnostic::new(Code::Settings, error.message).at(span, Message::default());
            diagnostics.push(error.help(words::waiver_example()));
            return None;
        }
    };
    if spec.reason.value.trim().is_empty() {
        diagnostics.push(wrong(words::waiver_wants_reason(), &spans.of(&spec.reason)));
    }
    let code = rule(&spec.code.value, &spans.of(&spec.code), words::cannot_be_waived, diagnostics)?;
    Some(Waiver { code, project: spec.project, place: Place::from(&node.span) })
}
