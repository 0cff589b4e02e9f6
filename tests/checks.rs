//! Every rule has a project about which it says something, and one much like it
//! about which it says nothing: `tests/cases/checks/<code>/`. Every code that a
//! finding may have has a manual, and both are said in two languages.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{FONTS, FORMATS, TEMPLATES, findings_of, root, source};
use jixiao::check::{self, Check, CheckSettings, Outline, RULES, Rule};
use jixiao::diag::{Diagnostic, Diagnostics, Level};
use jixiao::fill;
use jixiao::messages::{Language, Message};
use jixiao::project::{ProjectFile, Settings, read_file};
use jixiao::source::{Source, parse};
use jixiao::template::{Fit, Templates};

/// The rules that go by what authors filled in.
fn checks() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| matches!(rule.check, Check::Project(_) | Check::Across(_)))
}

/// What the rules find in a project.
fn found(path: &Path) -> Vec<Diagnostic> {
    let added = source(&root().join("tests/cases/2027/scores/templates/2027.yaml"));
    let templates = Templates::with([added]).unwrap_or_else(|error| panic!("{error:?}"));
    let mut diagnostics = Diagnostics::new();
    let file = read_file(&source(path), &Settings::default(), &templates, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {:?}", path.display(), diagnostics.sorted());
    let mut checks = CheckSettings::default();
    let settings = path.with_file_name("checks.yaml");
    if settings.is_file() {
        let node = parse(&source(&settings)).expect("YAML").remove(0);
        checks = CheckSettings::read(&node, &mut diagnostics);
    }
    let outlines: Vec<Outline> = file.projects.iter().map(|(_, project)| Outline::of(project)).collect();
    diagnostics.append(check::across(&outlines, &checks));
    file.projects.iter().for_each(|(_, project)| diagnostics.append(check::project(project)));
    diagnostics.sorted()
}

fn case(rule: &Rule, name: &str) -> PathBuf {
    root().join("tests/cases/checks").join(rule.code).join(name)
}

#[test]
fn every_rule_fires_and_passes() {
    let mut wrong = Vec::new();
    for rule in checks() {
        let fires = found(&case(rule, "fires.yaml"));
        let Some(finding) = fires.iter().find(|finding| finding.code == rule.code) else {
            wrong.push(format!("{} does not fire: {fires:?}", rule.code));
            continue;
        };
        assert_eq!(finding.level, rule.level);
        assert!(!finding.labels.is_empty() && finding.help.is_some(), "{}: no place or no remedy", rule.code);
        let passes = found(&case(rule, "passes.yaml"));
        if passes.iter().any(|finding| finding.code == rule.code) {
            wrong.push(format!("{} fires where it should not: {passes:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let folders = fs::read_dir(root().join("tests/cases/checks")).expect("cases").count();
    assert_eq!(folders, checks().count(), "a folder for each rule and no other");
}

/// Whether a text has Chinese characters, but for those that it quotes, in “…” or
/// as code, in `…`.
fn is_chinese(text: &str) -> bool {
    let mut closing = None;
    text.chars().any(|character| {
        match (closing, character) {
            (None, '“') => closing = Some('”'),
            (None, '`') => closing = Some('`'),
            (Some(mark), _) if mark == character => closing = None,
            (None, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '，' | '。' | '、' | '；' | '「') => {
                return true;
            }
            _ => {}
        }
        false
    })
}

#[test]
fn chinese_outside_quotation_marks_is_found() {
    for english in ["", "“合计” says 3", "write `合计: 3` or “4场”, not “”"] {
        assert!(!is_chinese(english), "{english}");
    }
    for chinese in ["合计 says 3", "“合计” says 3，not 4", "`合计` 合计", "「3」 is wrong", "“合”计"]
    {
        assert!(is_chinese(chinese), "{chinese}");
    }
}

#[test]
fn every_rule_has_a_manual() {
    for rule in RULES {
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", rule.code);
        let manuals =
            [(Language::Chinese, '。', ["\n例：", "\n改："]), (Language::English, '.', ["\nExample: ", "\nInstead: "])];
        for (language, stop, parts) in manuals {
            let (summary, manual) = (rule.summary(language), rule.manual(language));
            assert!(summary.ends_with(stop), "{} in {language:?}: {summary}", rule.code);
            assert!(manual.starts_with(&format!("{summary}\n\n")), "{}: {manual}", rule.code);
            for part in parts {
                assert_eq!(manual.matches(part).count(), 1, "{}: {part} in {manual}", rule.code);
            }
            assert_eq!(is_chinese(&summary), language == Language::Chinese, "{}: {summary}", rule.code);
            assert_eq!(is_chinese(&manual), language == Language::Chinese, "{}: {manual}", rule.code);
        }
    }
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len(), "a code has two rules");
}

/// The program lists and explains them all.
#[test]
fn every_rule_is_explained() {
    let run = |arguments: &[&str]| {
        let output =
            Command::new(assert_cmd::cargo::cargo_bin("jixiao")).args(arguments).output().expect("the program");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let list = run(&["explain"]);
    let listed: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
    for code in ["sum-mismatch", "glyph-missing", "yaml-syntax"] {
        let rule = RULES.iter().find(|rule| rule.code == code).expect("a rule");
        assert!(run(&["explain", code]).ends_with(&format!("\n\n{}\n", rule.manual(Language::Chinese))), "{code}");
    }
}

/// All words of a finding.
fn words(finding: &Diagnostic) -> impl Iterator<Item = &Message> {
    let labels = finding.labels.iter().map(|label| &label.text);
    std::iter::once(&finding.message).chain(labels).chain(&finding.help).chain(&finding.note)
}

#[test]
fn findings_are_said_in_two_languages() {
    let cases = checks().flat_map(|rule| [case(rule, "fires.yaml"), case(rule, "passes.yaml")]);
    let mut findings: Vec<Diagnostic> = cases.flat_map(|path| found(&path)).collect();
    let form = |name: &str| {
        let path = root().join("tests/cases/findings").join(name).with_extension("yaml");
        findings_of(&fs::read_to_string(path).expect("a case"))
    };
    for name in ["glyphs", "null-character", "invisible", "long-number", "too-long", "too-many-lines"] {
        findings.extend(form(name));
    }
    findings.extend(not_shown("采购预算: 320000"));
    for goal in [300, 4000] {
        findings.extend(filled(&format!("{PROJECT}年度总体目标: {}\n", "目标明确。".repeat(goal)), "").1);
    }
    findings.retain(|finding| RULES.iter().any(|rule| rule.code == finding.code && !is_of_files(rule)));
    for finding in &findings {
        for words in words(finding).filter(|words| !words.is_empty()) {
            let english = words.say(Language::English);
            assert!(!english.is_empty() && !is_chinese(english), "{}: {english}", finding.code);
        }
        assert!(is_chinese(&finding.message.say(Language::Chinese).replace('“', "")), "{}", finding.code);
    }
    let said: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    let all: BTreeSet<&str> = RULES.iter().filter(|rule| !is_of_files(rule)).map(|rule| rule.code).collect();
    assert_eq!(said, all);
}

fn is_of_files(rule: &Rule) -> bool {
    matches!(rule.check, Check::Files)
}

/// The codes of the findings that the program makes: the first text in a call of
/// `Diagnostic::error` and the like, or of a function that hands its `code` on.
#[test]
fn every_code_in_the_source_has_a_manual_and_none_is_left_over() {
    let files = rust_files(&root().join("src"));
    let sources: Vec<String> = files.iter().map(|path| fs::read_to_string(path).expect("a source")).collect();
    let functions = sources.iter().flat_map(|text| text.split("fn "));
    let handing_on = functions.filter(|function| parameters(function).contains("code: &'static str"));
    let mut makers: BTreeSet<&str> = handing_on.map(name).filter(|name| !["error", "warning"].contains(name)).collect();
    makers.extend(["Diagnostic::error", "Diagnostic::warning", "Diagnostic::note"]);
    let mut codes: BTreeSet<&str> = checks().map(|rule| rule.code).collect();
    for (maker, text) in makers.iter().flat_map(|maker| sources.iter().map(move |text| (maker, text))) {
        for (at, _) in text.match_indices(&format!("{maker}(")) {
            let arguments = text[at + maker.len() + 1..].split(';').next().unwrap_or_default();
            if !text[..at].ends_with("fn ") && !arguments.starts_with("code,") {
                codes.insert(arguments.split('"').nth(1).unwrap_or(arguments));
            }
        }
    }
    // The rules' own findings get their codes from the list of rules.
    codes.remove("");
    assert_eq!(codes, RULES.iter().map(|rule| rule.code).collect(), "a code needs a manual: src/check/rules/mod.rs");
    let manuals = fs::read_dir(root().join("src/check/manuals")).expect("manuals").count();
    assert_eq!(manuals, RULES.iter().filter(|rule| is_of_files(rule)).count(), "a manual is of no rule");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}

/// The name of a function, of what follows its `fn `.
fn name(function: &str) -> &str {
    function.split(['(', '<']).next().unwrap_or_default()
}

fn parameters(function: &str) -> &str {
    function.split('{').next().unwrap_or_default()
}

const PROJECT: &str = "年度: 2026\n项目名称: 甲\n计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n\
    年度资金: {当年财政拨款: 45万元}\n";

/// The names of the projects of a text that are laid out on one page each, and
/// what is found by these checks.
fn filled(text: &str, checks: &str) -> (Vec<String>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let checks = match parse(&Source::new("jixiao.yaml", checks)).expect("YAML").first() {
        Some(node) => CheckSettings::read(node, &mut diagnostics),
        None => CheckSettings::default(),
    };
    let mut found = Diagnostics::new();
    let mut file: ProjectFile = read_file(&Source::new("t.yaml", text), &Settings::default(), &TEMPLATES, &mut found);
    diagnostics.append(checks.apply_to_file(&mut file, found));
    let mut names = Vec::new();
    for (_, project) in &file.projects {
        if fill(project, &FONTS, &FORMATS, Some(Fit::OnePage), &checks, &mut diagnostics).is_some() {
            names.push(project.name().to_owned());
        }
    }
    let outlines: Vec<Outline> = file.projects.iter().map(|(_, project)| Outline::of(project)).collect();
    diagnostics.append(check::across(&outlines, &checks));
    diagnostics.append(checks.unused());
    (names, diagnostics.sorted())
}

/// The levels of the findings of a code, each once.
fn levels(findings: &[Diagnostic], code: &str) -> Vec<Level> {
    let levels = findings.iter().filter(|finding| finding.code == code).map(|finding| finding.level);
    levels.collect::<BTreeSet<_>>().into_iter().collect()
}

/// What is told of a form of which some rows are there only under a condition.
fn not_shown(line: &str) -> Vec<Diagnostic> {
    let case = root().join("tests/cases/layouts/options");
    let templates = Templates::with([source(&case.join("templates/options.yaml"))]).expect("a template");
    let text = format!("年度: 2030\n项目名称: 甲\n申报单位: 乙\n项目类别: [其他]\n其他类别: 丙\n{line}\n");
    let mut found = Diagnostics::new();
    let file = read_file(&Source::new("t.yaml", &text), &Settings::default(), &templates, &mut found);
    fill(&file.projects[0].1, &FONTS, &FORMATS, None, &CheckSettings::default(), &mut found).expect("a form");
    found.sorted().into_iter().filter(|finding| finding.code == "not-shown").collect()
}

/// What stands in rows that are not there; a text inside an option is shown.
#[test]
fn what_the_form_does_not_show_is_told() {
    let told = not_shown("采购预算: 320000");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].message.say(Language::Chinese), "「采购预算」填了，表上没有打印");
    assert!(not_shown("采购方式: 公开招标\n采购预算: 320000").is_empty());
}

#[test]
fn what_does_not_stop_the_output_can_be_set_and_waived() {
    let crowded = format!("年度总体目标: {}\n", "目标明确。".repeat(300));
    let cases = [
        ("invisible-character", "年度总体目标: 服\u{200B}务\n".to_owned()),
        ("number-shrunk", "项目资金: {财政资金: 99999999999999}\n".to_owned()),
        ("fit", crowded),
        ("comment-cut", "年度总体目标: 举办 #1 活动\n".to_owned()),
    ];
    for (code, line) in cases {
        let text = format!("{PROJECT}{line}");
        let (names, plain) = filled(&text, "");
        assert!(names == ["甲"] && levels(&plain, code) == [Level::Warning], "{code}: {plain:?}");
        let (names, off) = filled(&text, &format!("levels: {{{code}: off}}\n"));
        assert!(names == ["甲"] && levels(&off, code).is_empty(), "{code}: {off:?}");
        let (_, note) = filled(&text, &format!("levels: {{{code}: note}}\n"));
        assert_eq!(levels(&note, code), [Level::Note]);
        let (names, error) = filled(&text, &format!("levels: {{{code}: error}}\n"));
        assert!(names.is_empty() && levels(&error, code) == [Level::Error], "{code}: {error:?}");
        let waiver = |project: &str| format!("waive: [{{code: {code}, project: {project}, reason: 看过}}]\n");
        let (_, waived) = filled(&text, &waiver("甲"));
        assert!(levels(&waived, code).is_empty() && levels(&waived, "unused-waiver").is_empty(), "{code}: {waived:?}");
        let (_, kept) = filled(&text, &waiver("乙"));
        assert_eq!(levels(&kept, code), [Level::Warning]);
        assert_eq!(levels(&kept, "unused-waiver"), [Level::Warning]);
    }
}

#[test]
fn what_stops_the_output_cannot_be_set_or_waived() {
    for rule in RULES {
        let stops = matches!(rule.check, Check::Form | Check::Files) && rule.level == Level::Error;
        assert_eq!(rule.is_settable(), !stops, "{}", rule.code);
        if !stops {
            continue;
        }
        for (checks, told) in [
            (format!("levels: {{{}: note}}\n", rule.code), "的级别不能改"),
            (format!("waive: [{{code: {}, project: 甲, reason: 看过}}]\n", rule.code), "不能免去"),
        ] {
            let (_, findings) = filled(PROJECT, &checks);
            let settings = findings.iter().find(|finding| finding.code == "settings").expect("a finding");
            assert!(settings.message.say(Language::Chinese).ends_with(told), "{settings:?}");
            assert_eq!((settings.level, settings.labels[0].span.text()), (Level::Error, rule.code));
        }
    }
    // What is an error of a code that is most often a warning stays one.
    let text = format!("{PROJECT}年度总体目标: {}\n", "目标明确。".repeat(4000));
    let (names, findings) = filled(&text, "levels: {fit: off}\nwaive: [{code: fit, project: 甲, reason: 看过}]\n");
    assert!(names.is_empty() && levels(&findings, "fit") == [Level::Error], "{findings:?}");
}

#[test]
fn wrong_settings_are_told_in_two_languages() {
    let waiver = |code: &str, reason: &str| format!("waive: [{{code: {code}, project: 乙, reason: \"{reason}\"}}]");
    for (checks, code, told) in [
        ("3".to_owned(), "settings", "“checks” should hold “levels” or “waive”"),
        ("levels: 3".to_owned(), "settings", "“levels” should hold lines of the form “rule: level”"),
        ("waive: 3".to_owned(), "settings", "“waive” should hold a list"),
        ("level: {}".to_owned(), "settings", "unknown key “level”"),
        ("levels: {cost-atleast: off}".to_owned(), "settings", "there is no rule “cost-atleast”"),
        ("levels: {关: off}".to_owned(), "settings", "there is no rule “关”"),
        ("levels: {cost-at-least: 关}".to_owned(), "settings", "“关” is not a level"),
        ("levels: {yaml-syntax: off}".to_owned(), "settings", "the level of “yaml-syntax” cannot be changed"),
        (waiver("yaml-syntax", "看过"), "settings", "“yaml-syntax” cannot be waived"),
        (waiver("cost-at-least", ""), "settings", "a waiver needs a reason"),
        (waiver("cost-at-least", "看过"), "unused-waiver", "“乙” has no finding “cost-at-least” to waive"),
    ] {
        let (_, findings) = filled(PROJECT, &checks);
        let finding = findings.iter().find(|finding| finding.code == code).expect("a finding");
        assert_eq!(finding.message.say(Language::English), told);
        assert!(words(finding).all(|words| !is_chinese(words.say(Language::English))), "{checks}: {finding:?}");
    }
    let off = format!("levels: {{unused-waiver: off}}\n{}", waiver("cost-at-least", "看过"));
    assert_eq!(levels(&filled(PROJECT, &off).1, "unused-waiver"), []);
}

/// A waiver is for the project that it names, in a file of several.
#[test]
fn waivers_are_for_one_project() {
    let text = format!("{PROJECT}主管部门: 一 #1\n---\n{}主管部门: 二 #2\n", PROJECT.replace("甲", "乙"));
    let lines = |checks: &str| -> Vec<usize> {
        let (_, findings) = filled(&text, checks);
        let cut = findings.iter().filter(|finding| finding.code == "comment-cut");
        cut.map(|finding| finding.labels[0].span.line_column().0).collect()
    };
    let waiver = |project: &str| format!("waive: [{{code: comment-cut, project: {project}, reason: 看过}}]\n");
    assert_eq!(lines(""), [6, 13]);
    assert_eq!(lines(&waiver("乙")), [6]);
    assert_eq!(lines(&waiver("甲")), [13]);
}

/// A finding about two projects is waived for either of them.
#[test]
fn findings_about_two_projects_can_be_waived() {
    let text = format!("{PROJECT}---\n{PROJECT}");
    assert_eq!(levels(&filled(&text, "").1, "duplicate-project"), [Level::Warning]);
    let waiver = |project: &str| format!("waive: [{{code: duplicate-project, project: {project}, reason: 看过}}]\n");
    assert_eq!(levels(&filled(&text, &waiver("甲")).1, "duplicate-project"), []);
    assert_eq!(levels(&filled(&text, &waiver("乙")).1, "duplicate-project"), [Level::Warning]);
}

/// Samples are what a newcomer copies: they are clean.
#[test]
fn the_samples_are_clean() {
    let folder = root().join("samples");
    let templates = Templates::built_in();
    let mut diagnostics = Diagnostics::new();
    let settings = Settings::read(&source(&folder.join("jixiao.yaml")), &templates, &mut diagnostics);
    for file in fs::read_dir(&folder).expect("samples") {
        let path = file.expect("a sample").path();
        if path.ends_with("jixiao.yaml") {
            continue;
        }
        let file = read_file(&source(&path), &settings, &templates, &mut diagnostics);
        file.projects.iter().for_each(|(_, project)| diagnostics.append(check::project(project)));
    }
    assert_eq!(diagnostics.sorted().iter().map(|finding| finding.code).collect::<Vec<_>>(), [""; 0]);
}
