//! What the page is shown, as JSON.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Value, json};

use super::history::digest;
use super::request::Have;
use crate::diag::{Code, Diagnostic, FileId, Level, Texts};
use crate::engine::remedy::on_a_page;
use crate::engine::{
    Error, FieldShape, FieldState, FormName, FormShape, Glyphs, OpenForm, Overview, Standing, Step, Ways, Workspace,
    Written,
};
use crate::fields::steps;
use crate::messages::Language;

/// A folder's projects.
#[derive(Serialize)]
pub(super) struct FolderView {
    pub folder: String,
    pub projects: Vec<ProjectRow>,
    /// Why there are none.
    pub why_empty: Option<String>,
    /// Whether they are still being checked, so that nothing is said of findings.
    pub is_checking: bool,
    pub counts: Counts,
    /// What was found, by rule.
    pub rules: Vec<RuleCount>,
    /// What was found, by who files the project.
    pub units: BTreeMap<String, Counts>,
    /// Amounts, by what the projects chose in each field that has options.
    pub sums: Vec<Sums>,
    pub total: String,
    /// The name of the file that can be brought back.
    pub deleted: Option<String>,
    /// The 年度 that the settings of a folder without projects say.
    pub year: Option<u16>,
    /// Whether forms were collected into it.
    pub has_collected: bool,
    pub version: u64,
}

impl FolderView {
    /// The projects, of which no findings are known.
    pub(super) fn new(folder: String, overview: &[Overview], is_checking: bool, version: u64) -> Self {
        let total: Decimal = overview.iter().filter_map(|project| project.amount).sum();
        Self {
            folder,
            projects: overview.iter().map(ProjectRow::of).collect(),
            why_empty: None,
            is_checking,
            counts: Counts::default(),
            rules: Vec::new(),
            units: BTreeMap::new(),
            sums: sums(overview),
            total: total.to_string(),
            deleted: None,
            year: None,
            has_collected: false,
            version,
        }
    }
}

/// A project in its folder.
#[derive(Serialize)]
pub(super) struct ProjectRow {
    pub file: String,
    /// From 1.
    pub number: usize,
    pub name: String,
    pub unit: String,
    pub year: Option<u16>,
    pub form: Option<String>,
    /// 元
    pub amount: Option<String>,
    pub indicators: usize,
    pub standing: &'static str,
    pub counts: Counts,
}

/// What a project of a file is called, or else its file.
pub(super) fn shown_name(path: &Path, name: &str) -> String {
    match name.is_empty() {
        true => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        false => name.to_owned(),
    }
}

/// How many findings there are of a rule.
#[derive(Serialize)]
pub(super) struct RuleCount {
    pub code: &'static str,
    pub summary: String,
    pub count: usize,
}

/// The amounts of projects by what they chose in a field.
#[derive(Serialize)]
pub(super) struct Sums {
    pub label: String,
    pub shares: Vec<Share>,
}

/// The projects that chose the same.
#[derive(Serialize)]
pub(super) struct Share {
    pub name: String,
    /// 元
    pub amount: String,
    pub projects: usize,
}

/// How many findings there are.
#[derive(Clone, Copy, Default, Serialize)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    pub(super) fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
        }
    }
}

impl ProjectRow {
    pub(super) fn of(overview: &Overview) -> Self {
        let path = overview.file.path();
        Self {
            file: path.display().to_string(),
            number: overview.number,
            name: shown_name(path, &overview.name),
            unit: overview.unit.clone(),
            year: overview.year,
            form: overview.form.clone(),
            amount: overview.amount.map(|amount| amount.to_string()),
            indicators: overview.indicators,
            standing: match overview.standing {
                Standing::NotBuilt => "not-built",
                Standing::Outdated => "outdated",
                Standing::Current => "current",
            },
            counts: Counts::default(),
        }
    }
}

/// The amounts of projects, by what they chose, the largest first.
fn sums(projects: &[Overview]) -> Vec<Sums> {
    // By label, the amount and the number of those that chose each option.
    type Chosen<'p> = HashMap<&'p str, (Decimal, usize)>;
    let mut all: Vec<(&str, Chosen<'_>)> = Vec::new();
    for project in projects {
        for (label, option) in &project.choices {
            let index = all.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
                all.push((label, HashMap::new()));
                all.len() - 1
            });
            let (amount, count) = all[index].1.entry(option).or_default();
            *amount += project.amount.unwrap_or_default();
            *count += 1;
        }
    }
    let sums = all.into_iter().map(|(label, shares)| {
        let mut shares: Vec<(&str, (Decimal, usize))> = shares.into_iter().collect();
        shares.sort_by(|(a, (x, _)), (b, (y, _))| y.cmp(x).then(a.cmp(b)));
        let share = |(name, (amount, projects)): (&str, (Decimal, usize))| Share {
            name: name.to_owned(),
            amount: amount.to_string(),
            projects,
        };
        Sums { label: label.to_owned(), shares: shares.into_iter().map(share).collect() }
    });
    sums.collect()
}

/// How many findings there are of each rule, the most first.
pub(super) fn rules(counts: &BTreeMap<Code, usize>, language: Language) -> Vec<RuleCount> {
    let mut rules: Vec<RuleCount> = counts
        .iter()
        .map(|(code, count)| RuleCount { code: code.name(), summary: code.summary(language), count: *count })
        .collect();
    rules.sort_by(|a, b| b.count.cmp(&a.count).then(a.code.cmp(b.code)));
    rules
}

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingView {
    pub level: &'static str,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
    pub note: Option<String>,
    /// The file by the name that the page has for it.
    pub file: String,
    /// The place for people.
    pub place: String,
    pub line: usize,
    /// What the project is called.
    pub project: Option<String>,
    /// The number of the project in its file.
    pub number: Option<usize>,
    /// The way to the field.
    pub at: Option<Vec<Step>>,
    /// Whether it can be mended with a click.
    pub fixable: bool,
}

/// A project that is filled in.
#[derive(Serialize)]
pub(super) struct ProjectView {
    /// The folder, from the root of all.
    pub folder: String,
    pub file: String,
    pub number: usize,
    /// The text of its file, by its digest.
    pub text: String,
    pub form: Option<FormView>,
    pub findings: Vec<FindingView>,
    /// The outlines of glyphs that the page does not have.
    pub glyphs: GlyphsView,
    /// Whether what was found beside other projects may be another by now.
    pub is_partial: bool,
    pub can_undo: bool,
    pub can_redo: bool,
    pub version: u64,
}

/// A project's form.
#[derive(Serialize)]
pub(super) struct FormView {
    /// What the project is called, or else its file.
    pub name: String,
    pub projects: usize,
    pub year: Written,
    pub named_form: Written,
    pub forms: Vec<FormName>,
    /// What the form asks for, by its digest; itself where the page does not have it.
    pub shape_id: String,
    pub shape: Option<FormShape>,
    pub fields: Vec<FieldState>,
    pub pages: Vec<PageView>,
}

/// A page, by its digest; itself where the page does not have it.
#[derive(Serialize)]
pub(super) struct PageView {
    pub id: String,
    pub svg: Option<String>,
}

impl FormView {
    /// A form for a page that has some of it already.
    pub(super) fn of(path: &Path, form: OpenForm, shape_id: &str, pages: &[String]) -> Self {
        let OpenForm { name, projects, year, named_form, forms, form, fields, pages: drawn } = form;
        // Nothing here can fail to serialise: keys are strings.
        let id =
            form.as_ref().map_or_else(String::new, |shape| digest(&serde_json::to_string(shape).unwrap_or_default()));
        let page = |svg: String| {
            let id = digest(&svg);
            let svg = (!pages.contains(&id)).then_some(svg);
            PageView { id, svg }
        };
        Self {
            name: shown_name(path, &name),
            projects,
            year,
            named_form,
            forms,
            shape: form.filter(|_| id != shape_id),
            shape_id: id,
            fields,
            pages: drawn.into_iter().map(page).collect(),
        }
    }
}

/// The outlines of glyphs that the page does not have yet.
#[derive(Serialize)]
pub(super) struct GlyphsView {
    /// The number of the first.
    pub from: usize,
    pub paths: Vec<String>,
    /// What all come to, in hexadecimal digits.
    pub mark: String,
}

impl GlyphsView {
    /// Those that a page has not that has this.
    pub fn of(glyphs: &Glyphs, have: &Have) -> Self {
        let mark = u64::from_str_radix(&have.mark, 16).unwrap_or_default();
        let from = glyphs.shared(have.glyphs, mark);
        Self { from, paths: glyphs.from(from).to_vec(), mark: format!("{:x}", glyphs.mark()) }
    }
}

/// The settings of a folder.
#[derive(Serialize)]
pub(super) struct SettingsView {
    /// The folder, from the root of all.
    pub folder: String,
    pub file: String,
    /// The text of the file, by its digest.
    pub text: String,
    pub shapes: Vec<FieldShape>,
    pub states: Vec<FieldState>,
    pub findings: Vec<FindingView>,
    pub version: u64,
}

/// Findings as the page shows them; with the ways to their fields, where a workspace has them.
pub(super) fn findings<'f>(
    found: impl IntoIterator<Item = &'f Diagnostic>,
    texts: &impl Texts,
    workspace: Option<&Workspace>,
    language: Language,
) -> Vec<FindingView> {
    let mut known: HashMap<FileId, Option<Ways>> = HashMap::new();
    let view = |finding: &Diagnostic| {
        let place = finding.labels.first().map(|label| &label.place);
        let (mut way, mut line) = (None, 1);
        match (place, workspace) {
            (Some(place), Some(workspace)) => {
                let ways = known.entry(place.file.clone()).or_insert_with(|| workspace.ways(&place.file));
                if let (Some(ways), Some(range)) = (ways, &place.range) {
                    way = ways.to(range.start);
                    line = ways.source.line_column(range.start).0;
                }
            }
            (Some(place), None) => line = place.position(texts).line,
            _ => {}
        }
        // What stands nowhere is told at the beginning: it is about a field that is empty, or all.
        let is_nowhere = place.and_then(|place| place.range.as_ref()).is_some_and(std::ops::Range::is_empty);
        if let Some((_, at)) = way.as_mut().filter(|_| is_nowhere) {
            *at = finding.missing.first().map_or_else(Vec::new, |path| steps(path));
        }
        FindingView {
            level: match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "note",
            },
            code: finding.code.name(),
            message: finding.message.on_a_page().say(language).to_owned(),
            help: on_a_page(finding).map(|help| help.say(language).to_owned()),
            note: finding.note.as_ref().map(|note| note.on_a_page().say(language).to_owned()),
            file: place.map_or_else(String::new, |place| place.file.path().display().to_string()),
            place: place.map_or_else(String::new, |place| place.file.name().say(language).to_owned()),
            line,
            project: finding.subject.as_ref().and_then(|subject| subject.project.clone()),
            number: way.as_ref().map(|(number, _)| *number),
            at: way.map(|(_, at)| at).filter(|at| !at.is_empty()),
            fixable: !finding.fixes.is_empty(),
        }
    };
    found.into_iter().map(view).collect()
}

/// What is said of something that cannot be done: what, how it is mended, what was found, and
/// whether it may be taken later, as with a disk that is full.
pub fn refusal(error: &Error, language: Language) -> Value {
    let help = error.help.as_ref().map(|help| help.on_a_page().say(language));
    let is_of_disk = std::error::Error::source(error).is_some();
    let found: Vec<&str> = error.findings.iter().map(|finding| finding.message.on_a_page().say(language)).collect();
    json!({"what": error.what.on_a_page().say(language), "help": help, "found": found, "again": is_of_disk})
}
