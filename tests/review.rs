//! The measure of the checks, on forms that were read before the program read them:
//! `tests/review/README.md` says what is there and how a point is marked.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]
#![allow(clippy::print_stdout, reason = "the measure is there to be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs};

use jixiao::diag::{Diagnostic, Level, Stage};
use jixiao::{Code, Disk, Language, Options, Workspace};

/// What was reached: nothing may fall behind it. Who reaches more raises it.
mod reached {
    /// Grave points that are found, of a hundred.
    pub const GRAVE: usize = 92;
    /// Lesser points that are found, of a hundred.
    pub const LESSER: usize = 69;
    /// Findings about the defective forms that a reviewer signs, of a hundred.
    pub const PRECISION: usize = 98;
    /// Sound projects with a warning, of a hundred, at most.
    pub const FALSE_ALARMS: usize = 1;
}

/// What a point is about, and the rules that can find such a point. A finding of another
/// rule at its line is about something else. A new rule is added to the kinds that it is
/// about. What a goal or the funds
/// have otherwise may be a unit, a value or a cost that is wrong.
const KINDS: &[(&str, &[&str])] = &[
    ("截断", &["name-cut", "text-cut"]),
    (
        "文字",
        &[
            "contract-word",
            "doubled-word",
            "full-width",
            "half-width-mark",
            "invisible-character",
            "label-in-text",
            "look-alike",
            "misspelling",
            "mixed-numbering",
            "numbering-gap",
            "repeated-verb",
            "space-in-word",
            "text-over-limit",
            "todo-left",
            "unclosed-mark",
        ],
    ),
    (
        "名称",
        &[
            "target-is-name",
            "document-name",
            "generic-name",
            "goal-unit",
            "satisfaction-name",
            "statement-name",
            "unit-alias",
            "name-differs",
            "sub-project-unmentioned",
            "unit-spelling",
        ],
    ),
    (
        "单位",
        &[
            "product-differs",
            "cost-amount",
            "goal-numbers",
            "goal-unit",
            "percent-for-count",
            "percent-sign-missing",
            "rate-unit",
            "unit-missing",
            "unit-twice",
            "unit-unknown",
            "wrong-unit",
        ],
    ),
    ("方向", &["cost-at-least", "operator-missing", "percent-over-100", "satisfaction-equal", "wrong-direction"]),
    (
        "数值",
        &[
            "says-nothing",
            "goal-numbers",
            "parts-differ",
            "percent-low",
            "percent-over-100",
            "product-differs",
            "wrong-direction",
        ],
    ),
    // A bare 100 says nothing; that it has no unit is the same objection, and so is that its
    // name says nothing.
    (
        "空泛",
        &[
            "generic-name",
            "goal-without-number",
            "grade-unsaid",
            "rate-without-number",
            "number-missing",
            "satisfaction-number",
            "says-nothing",
            "target-is-name",
            "target-missing",
            "unit-missing",
            "vague-target",
        ],
    ),
    ("归类", &["percent-for-count", "satisfaction-name", "time-unsaid", "wrong-subcategory"]),
    (
        "缺项",
        &[
            "category-missing",
            "date-missing",
            "expected-missing",
            "number-missing",
            "percent-for-count",
            "previous-missing",
            "short-text",
            "subcategory-missing",
            "target-missing",
        ],
    ),
    (
        "成本",
        &[
            "goal-numbers",
            "category-missing",
            "cost-amount",
            "cost-split",
            "generic-name",
            "grade-unsaid",
            "number-missing",
            "percent-for-count",
            "product-differs",
            "price-differs",
            "says-nothing",
            "subcategory-missing",
            "target-is-name",
            "unit-missing",
            "vague-target",
        ],
    ),
    (
        "数目",
        &[
            "goal-deadline",
            "goal-numbers",
            "goal-unit",
            "goal-without-number",
            "price-differs",
            "parts-differ",
            "product-differs",
            "sub-project-unmentioned",
            "text-numbers",
            "whole-for-year",
        ],
    ),
    (
        "金额",
        &[
            "goal-amount",
            "negative-amount",
            "not-applicable",
            "over-ceiling",
            "parts-differ",
            "product-differs",
            "relation",
            "small-amount",
            "sum-equals",
            "sum-mismatch",
            "zero-amount",
        ],
    ),
    (
        "日期",
        &[
            "no-such-day",
            "date-order",
            "date-outside-year",
            "deadline-after-end",
            "goal-deadline",
            "long-project",
            "later-year",
            "past-year",
            "period-differs",
            "period-in-name",
        ],
    ),
    (
        "性质",
        &[
            "one-off-and-recurring",
            "one-off-name",
            "purchases-unticked",
            "recurring-name",
            "repeated-one-off",
            "services-unticked",
            "type-unlikely",
            "technology-unticked",
        ],
    ),
    ("依据", &["basis-vague", "expected-missing", "plan-ended"]),
    (
        "重复",
        &[
            "target-is-name",
            "duplicate-indicator",
            "duplicate-project",
            "identical-texts",
            "same-content",
            "sub-project-duplicate",
        ],
    ),
    ("措施", &["quarter-missing", "short-text"]),
    ("措施", &["numbering-gap", "short-text"]),
    ("事理", &[]),
];

/// Whether a finding of the rule can be about a point of the kind.
fn is_about(code: Code, kind: &str) -> bool {
    KINDS.iter().any(|(name, codes)| *name == kind && codes.contains(&code.name()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Grave,
    Lesser,
    /// Right to say, but no point of the reviewer's: it counts only for precision.
    Also,
}

/// Something that a reviewer objects to, and the lines at which the objection may stand.
#[derive(Debug)]
struct Point {
    weight: Weight,
    kind: String,
    says: String,
    lines: BTreeSet<usize>,
}

/// The line, that of the year, at which a finding stands that is about the form as a whole.
const HEAD: usize = 1;

/// What begins a mark.
const MARK: &str = "# 审";

/// The lines, from 1, of what begins at a line: it and those that are indented below it.
fn item(lines: &[&str], at: usize) -> impl Iterator<Item = usize> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = indent(lines[at]);
    let below = lines[at + 1..].iter().take_while(|line| line.trim().is_empty() || indent(line) > own).count();
    at + 1..=at + 1 + below
}

/// The points that are marked in a file.
fn points(text: &str) -> Vec<Point> {
    let lines: Vec<&str> = text.lines().collect();
    let mut points: Vec<Point> = Vec::new();
    // The points that have a sign, and the further lines that bear it.
    let mut signed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut further: Vec<(&str, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for mark in line.split(MARK).skip(1) {
            let Some((sign, words)) = mark.trim().split_once('：') else {
                further.push((mark.trim(), at));
                continue;
            };
            let mut words = words.splitn(3, ' ');
            let mut word = || words.next().unwrap_or_else(|| panic!("a mark wants three words: {line}"));
            let weight = match word() {
                "重" => Weight::Grave,
                "轻" => Weight::Lesser,
                "可" => Weight::Also,
                other => panic!("no weight is called {other}: {line}"),
            };
            let kind = word().to_owned();
            assert!(KINDS.iter().any(|(name, _)| *name == kind), "no kind is called {kind}: {line}");
            if !sign.is_empty() {
                assert!(signed.insert(sign, points.len()).is_none(), "two points have the sign {sign}: {line}");
            }
            points.push(Point { weight, kind, says: word().to_owned(), lines: item(&lines, at).collect() });
        }
    }
    for (sign, at) in further {
        let point = signed.get(sign).unwrap_or_else(|| panic!("line {}: no point has the sign {sign}", at + 1));
        points[*point].lines.extend(item(&lines, at));
    }
    points
}

/// What the engine finds in a folder, by file.
struct Found {
    workspace: Workspace,
    findings: BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl Found {
    fn look(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/review").join(name);
        let mut workspace =
            Workspace::open(Arc::new(Disk), std::slice::from_ref(&folder), Options::default()).expect("projects");
        let mut findings: BTreeMap<_, Vec<_>> =
            fs::read_dir(folder).expect("a folder").map(|entry| (entry.expect("a file").path(), Vec::new())).collect();
        for finding in workspace.check(&()).expect("findings").findings {
            let of = findings.get_mut(finding.labels[0].place.file.path()).expect("a finding about a file");
            of.push(finding);
        }
        Self { workspace, findings }
    }

    /// The lines that a finding points at.
    fn lines(&self, finding: &Diagnostic) -> Vec<usize> {
        finding.labels.iter().map(|label| label.place.position(&self.workspace).line).collect()
    }

    /// A finding in one line.
    fn told(&self, file: &Path, finding: &Diagnostic) -> String {
        let message = finding.message.say(Language::Chinese);
        format!("  {}:{} {} {message}", stem(file), self.lines(finding)[0], finding.code)
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
struct Share {
    hits: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.all += 1;
        self.hits += usize::from(hit);
    }

    fn percent(self) -> usize {
        (100 * self.hits).checked_div(self.all).unwrap_or(100)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&if self.all == 0 { "-".to_owned() } else { format!("{}/{} {}%", self.hits, self.all, self.percent()) })
    }
}

fn print(title: &str, lines: &[String]) {
    println!("\n{title}: {}", lines.len());
    lines.iter().for_each(|line| println!("{line}"));
}

#[test]
fn defective_forms_are_sent_back_for_what_a_reviewer_marked() {
    let found = Found::look("defective");
    let mut kinds: BTreeMap<&str, [Share; 2]> = KINDS.iter().map(|(kind, _)| (*kind, Default::default())).collect();
    let mut weights = [Share::default(); 2];
    let mut signed = Share::default();
    let (mut missed, mut unsigned) = ([Vec::new(), Vec::new()], Vec::new());
    for (file, findings) in &found.findings {
        let points = points(&fs::read_to_string(file).expect("a text"));
        let meets = |finding: &Diagnostic, point: &Point| {
            is_about(finding.code, &point.kind)
                && found.lines(finding).iter().any(|line| *line == HEAD || point.lines.contains(line))
        };
        for point in points.iter().filter(|point| point.weight != Weight::Also) {
            let is_found = findings.iter().any(|finding| meets(finding, point));
            let weight = point.weight as usize;
            weights[weight].count(is_found);
            kinds.get_mut(point.kind.as_str()).expect("a kind")[weight].count(is_found);
            if !is_found {
                let line = point.lines.first().expect("a line");
                missed[weight].push(format!("  {}:{line} {} {}", stem(file), point.kind, point.says));
            }
        }
        for finding in findings {
            let is_signed = points.iter().any(|point| meets(finding, point));
            signed.count(is_signed);
            if !is_signed {
                unsigned.push(found.told(file, finding));
            }
        }
    }
    print("Grave points missed", &missed[Weight::Grave as usize]);
    print("Lesser points missed", &missed[Weight::Lesser as usize]);
    print("Findings that no reviewer signs", &unsigned);
    println!("\n{:<10}{:>16}{:>16}", "kind", "grave", "lesser");
    for (kind, [grave, lesser]) in &kinds {
        println!("{kind}{}{grave:>16}{lesser:>16}", " ".repeat(10 - 2 * kind.chars().count()));
    }
    println!("{:<10}{:>16}{:>16}\nprecision {signed:>16}", "all", weights[0], weights[1]);
    assert!(weights[0].percent() >= reached::GRAVE, "grave points: {}", weights[0]);
    assert!(weights[1].percent() >= reached::LESSER, "lesser points: {}", weights[1]);
    assert!(signed.percent() >= reached::PRECISION, "precision: {signed}");
}

#[test]
fn sound_projects_are_left_alone() {
    let found = Found::look("sound");
    let (mut warned, mut alarms, mut notes) = (Share::default(), Vec::new(), Vec::new());
    for (file, findings) in &found.findings {
        warned.count(findings.iter().any(|finding| finding.level != Level::Note));
        for finding in findings {
            let told = if finding.level == Level::Note { &mut notes } else { &mut alarms };
            told.push(found.told(file, finding));
        }
    }
    print("Warnings about sound projects", &alarms);
    print("Notes about sound projects", &notes);
    println!("\nsound projects with a warning: {warned}");
    assert!(warned.percent() <= reached::FALSE_ALARMS, "sound projects with a warning: {warned}");
}

/// A rule of no kind finds no points: it is told, since most of them are meant to.
#[test]
fn kinds_name_rules() {
    let named: BTreeSet<&str> = KINDS.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    for name in &named {
        assert!(Code::of(name).is_some(), "KINDS of tests/review.rs has a rule {name} that there is not");
    }
    let rules = Code::ALL.iter().filter(|code| matches!(code.stage(), Stage::Project | Stage::Across));
    let others = rules.map(|code| code.name()).filter(|name| !named.contains(name));
    print("Rules of no kind", &others.map(|name| format!("  {name}")).collect::<Vec<_>>());
}
