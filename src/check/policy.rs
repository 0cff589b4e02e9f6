//! What an institution says about the rules: other levels, and findings that it
//! has looked at and stands by.

use std::borrow::Cow;
use std::collections::HashSet;
use std::iter::successors;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use glob::{MatchOptions, Pattern};
use serde::Deserialize;

use super::Outline;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Place, Span};
use crate::messages::Message;
use crate::project::{Project, ProjectFile};
use crate::source::{Entry, Node, Spanned, Value, from_node};
use crate::value::Money;

/// The `checks` of a `jixiao.yaml`:
///
/// ```yaml
/// checks:
///   levels: {unit-missing: off, percent-low: error}
///   waive:
///     - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}
///     - {code: long-project, path: 基建/**, reason: 都是两年以上的工程}
///   ceiling: {total: 1000万元, units: {示例市科技馆: 300万元}}
/// ```
#[derive(Clone, Debug, Default)]
pub struct CheckSettings {
    /// Rules of another level than their own; none where they are off.
    levels: Vec<(Code, Option<Level>)>,
    waivers: Vec<Waiver>,
    ceilings: Vec<Ceiling>,
    /// What the folders above say: the levels that stand here win, the waivers are added.
    above: Option<Arc<Self>>,
}

/// A finding that is left out for some projects, with the reason.
#[derive(Clone, Debug)]
struct Waiver {
    code: Code,
    /// The name of one, or a pattern of names.
    project: Option<(String, Pattern)>,
    /// A pattern of files.
    path: Option<Pattern>,
    /// The folder from which the paths of files count.
    folder: PathBuf,
    place: Place,
}

/// What projects of a year may ask for together.
#[derive(Clone, Debug)]
pub(super) struct Ceiling {
    /// Those of which unit; of all where there is none.
    pub unit: Option<String>,
    pub most: Money,
    /// Where it stands.
    pub span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverSpec {
    code: Spanned<String>,
    project: Option<Spanned<String>>,
    path: Option<Spanned<String>>,
    reason: Spanned<String>,
}

impl Waiver {
    /// Whether it is for the project of a name in a file.
    fn covers(&self, project: &str, file: &Path) -> bool {
        self.covers_name(project) && self.covers_file(file)
    }

    fn covers_name(&self, name: &str) -> bool {
        self.project.as_ref().is_none_or(|(known, pattern)| known == name || pattern.matches(name))
    }

    fn covers_file(&self, file: &Path) -> bool {
        let Some(pattern) = &self.path else { return true };
        let below = file.strip_prefix(&self.folder).unwrap_or(file);
        let names = below.components().filter(|part| *part != Component::CurDir);
        let names: Vec<_> = names.map(|part| part.as_os_str().to_string_lossy()).collect();
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        // A folder stands for all that is in it.
        (1..=names.len()).any(|length| pattern.matches_with(&names[..length].join("/"), options))
    }

    /// What it is for, as it is written.
    fn subject(&self) -> &str {
        let project = self.project.as_ref().map(|(name, _)| name.as_str());
        project.or(self.path.as_ref().map(Pattern::as_str)).unwrap_or_default()
    }
}

impl CheckSettings {
    /// Reads the `checks` of a `jixiao.yaml`. The paths of its waivers count from `folder`.
    pub fn read(node: &Node, folder: &Path, diagnostics: &mut Diagnostics) -> Self {
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
                    settings
                        .waivers
                        .extend(waivers.iter().filter_map(|waiver| read_waiver(waiver, folder, diagnostics)));
                }
                ("ceiling", Value::Scalar { .. }) => settings.add_ceiling(None, &entry.value, diagnostics),
                ("ceiling", Value::Mapping(ceilings)) => settings.add_ceilings(ceilings, diagnostics),
                ("ceiling", _) => {
                    diagnostics.push(wrong(words::ceiling_holds(), &entry.value.span).help(words::ceiling_example()));
                }
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

    fn add_ceilings(&mut self, entries: &[Entry], diagnostics: &mut Diagnostics) {
        for entry in entries {
            match (entry.key.as_str(), &entry.value.value) {
                ("total", _) => self.add_ceiling(None, &entry.value, diagnostics),
                ("units", Value::Mapping(units)) => {
                    units.iter().for_each(|unit| self.add_ceiling(Some(&unit.key), &unit.value, diagnostics));
                }
                ("units", _) => {
                    diagnostics.push(wrong(words::ceiling_holds(), &entry.value.span).help(words::ceiling_example()));
                }
                (other, _) => {
                    let error = wrong(words::unknown_setting(other), &entry.key_span);
                    diagnostics.push(error.help(words::ceiling_example()));
                }
            }
        }
    }

    fn add_ceiling(&mut self, unit: Option<&str>, node: &Node, diagnostics: &mut Diagnostics) {
        let Value::Scalar { text, .. } = &node.value else {
            diagnostics.push(wrong(words::ceiling_holds(), &node.span).help(words::ceiling_example()));
            return;
        };
        match Money::parse(text) {
            Ok(most) => {
                let (unit, span) = (unit.map(str::to_owned), node.span.clone());
                self.ceilings.push(Ceiling { unit, most, span });
            }
            Err(mistake) => diagnostics.push(wrong(mistake.what, &node.span).help(mistake.mend)),
        }
    }

    /// These settings, and what the folders above say.
    #[must_use]
    pub fn over(self, above: &Arc<Self>) -> Self {
        Self { above: Some(Arc::clone(above)), ..self }
    }

    /// These and those of the folders above, the nearest first.
    fn all(&self) -> impl Iterator<Item = &Self> {
        successors(Some(self), |settings| settings.above.as_deref())
    }

    /// The rules that are off.
    pub fn off(&self) -> impl Iterator<Item = Code> {
        let levels = || self.all().flat_map(|settings| &settings.levels);
        let is_off =
            move |code: &Code| levels().find(|(known, _)| known == code).is_some_and(|(_, level)| level.is_none());
        self.all().flat_map(|settings| &settings.levels).map(|(code, _)| *code).filter(is_off)
    }

    /// The settings for the projects of a file: without the waivers for other files.
    pub fn for_file(&self, file: &Path) -> Cow<'_, Self> {
        let has_paths = self.all().flat_map(|settings| &settings.waivers).any(|waiver| waiver.path.is_some());
        if !has_paths {
            return Cow::Borrowed(self);
        }
        let mut settings = self.clone();
        settings.waivers.retain(|waiver| waiver.covers_file(file));
        settings.above = self.above.as_ref().map(|above| Arc::new(above.for_file(file).into_owned()));
        Cow::Owned(settings)
    }

    /// The findings about a project as these settings want them, which are those [for its
    /// file](Self::for_file).
    pub fn apply(&self, project: &str, findings: Diagnostics) -> Diagnostics {
        self.apply_where(|_, waiver| waiver.covers_name(project), findings)
    }

    /// The findings about these projects together as these settings want them.
    pub(super) fn apply_to_all(&self, projects: &[Outline], findings: Diagnostics) -> Diagnostics {
        let is_about = |finding: &Diagnostic, waiver: &Waiver| {
            projects.iter().any(|project| waiver.covers(&project.name.0, &project.file) && project.is_marked(finding))
        };
        self.apply_where(is_about, findings)
    }

    /// What was found while a file was read, as these settings want it. A project
    /// for which that is an error leaves the file.
    pub fn apply_to_file(&self, file: &mut ProjectFile, findings: Diagnostics) -> Diagnostics {
        let is_about = |finding: &Diagnostic, waiver: &Waiver| {
            let mut named = file.projects.iter().filter(|(_, project)| waiver.covers_name(project.name()));
            named.any(|(_, project)| is_in(project, finding))
        };
        let kept = self.apply_where(is_about, findings);
        file.projects.retain(|(_, project)| !kept.errors().any(|error| is_in(project, error)));
        kept
    }

    /// The findings as these settings want them, where `is_about` says whether one
    /// is about a project for which a waiver is.
    fn apply_where(&self, is_about: impl Fn(&Diagnostic, &Waiver) -> bool, findings: Diagnostics) -> Diagnostics {
        let mut kept = findings.without_findings();
        for mut finding in findings.sorted() {
            if !stops(&finding) {
                let is_meant = |waiver: &&Waiver| waiver.code == finding.code && is_about(&finding, waiver);
                // All that are for it are used: none of them is left over.
                let waivers = self.all().flat_map(|settings| &settings.waivers).filter(is_meant);
                let waivers: Vec<Place> = waivers.map(|waiver| waiver.place.clone()).collect();
                if !waivers.is_empty() {
                    kept.waive(waivers);
                    continue;
                }
                match self.all().flat_map(|settings| &settings.levels).find(|(code, _)| *code == finding.code) {
                    Some((_, None)) => continue,
                    Some((_, Some(level))) => finding.level = *level,
                    None => {}
                }
            }
            kept.push(finding);
        }
        kept
    }

    /// What projects may ask for together. Those of the folders above are for more projects
    /// than these.
    pub(super) fn ceilings(&self) -> &[Ceiling] {
        &self.ceilings
    }

    /// Waivers for which there was nothing to waive in any project, where these took
    /// findings away. Where not all projects that they are for were looked at, only those
    /// for one that was, by its name, can be judged: `seen` has the names then.
    pub fn unused(&self, waived: &HashSet<Place>, seen: Option<&HashSet<&str>>) -> Diagnostics {
        let mut findings = Diagnostics::new();
        let is_judged = |waiver: &&Waiver| {
            let name = waiver.project.as_ref().map(|(name, _)| name.as_str());
            seen.is_none_or(|seen| name.is_some_and(|name| seen.contains(name)))
        };
        let unused = self.waivers.iter().filter(|waiver| !waived.contains(&waiver.place));
        for waiver in unused.filter(is_judged) {
            let what = words::nothing_to_waive(waiver.subject(), waiver.code);
            let finding = Diagnostic::new(Code::UnusedWaiver, what).at(waiver.place.clone(), Message::default());
            findings.push(finding.help(words::delete_waiver()));
        }
        self.apply_where(|_, _| false, findings)
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

fn read_waiver(node: &Node, folder: &Path, diagnostics: &mut Diagnostics) -> Option<Waiver> {
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
    if spec.project.is_none() && spec.path.is_none() {
        diagnostics.push(wrong(words::waiver_wants_project(), &node.span).help(words::waiver_for_all()));
    }
    let code = rule(&spec.code.value, &spans.of(&spec.code), words::cannot_be_waived, diagnostics)?;
    // A name may be none of a pattern, as one with a bracket: it is meant as it is then.
    let literal = |name: &str| Pattern::new(&Pattern::escape(name)).unwrap_or_default();
    let project = spec.project.map(|Spanned { value, .. }| {
        let pattern = Pattern::new(&value).unwrap_or_else(|_| literal(&value));
        (value, pattern)
    });
    let path = spec.path.and_then(|path| {
        match Pattern::new(path.value.replace('\\', "/").trim_start_matches("./").trim_end_matches('/')) {
            Ok(pattern) => Some(pattern),
            Err(_) => {
                diagnostics
                    .push(wrong(words::not_a_pattern(&path.value), &spans.of(&path)).help(words::path_example()));
                None
            }
        }
    });
    Some(Waiver { code, project, path, folder: folder.to_owned(), place: Place::from(&node.span) })
}
