//! Every rule has a project about which it says something, and one much like it
//! about which it says nothing: `tests/cases/checks/<code>/`. Every code that a
//! finding may have has a manual, and both are said in two languages.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{FONTS, FORMATS, TEMPLATES, findings_of, line_column, marked, root, source};
use jixiao::diag::{Code, Diagnostic, Diagnostics, Level, Stage};
use jixiao::internals::check::{self, CheckSettings, Outline};
use jixiao::internals::fill;
use jixiao::internals::project::{ProjectFile, Settings, read_file};
use jixiao::internals::source::{Source, parse};
use jixiao::internals::style::Fit;
use jixiao::internals::template::Templates;
use jixiao::messages::{Language, Message};

/// The rules that go by what authors filled in.
fn checks() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| matches!(code.stage(), Stage::Project | Stage::Across))
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
        checks = CheckSettings::read(&node, Path::new(""), &mut diagnostics);
    }
    let outlines: Vec<Outline> = file.projects.iter().map(|(_, project)| Outline::of(project)).collect();
    diagnostics.append(check::across(&outlines, &checks));
    diagnostics.append(check::ceilings(&outlines.iter().collect::<Vec<_>>(), &checks, true));
    file.projects.iter().for_each(|(_, project)| diagnostics.append(check::project(project)));
    diagnostics.sorted()
}

fn case(code: Code, name: &str) -> PathBuf {
    root().join("tests/cases/checks").join(code.name()).join(name)
}

#[test]
fn every_rule_fires_and_passes() {
    let mut wrong = Vec::new();
    for code in checks() {
        let fires = found(&case(code, "fires.yaml"));
        let Some(finding) = fires.iter().find(|finding| finding.code == code) else {
            wrong.push(format!("{code} does not fire: {fires:?}"));
            continue;
        };
        assert_eq!(finding.level, code.level());
        assert!(!finding.labels.is_empty() && finding.help.is_some(), "{code}: no place or no remedy");
        let passes = found(&case(code, "passes.yaml"));
        if passes.iter().any(|finding| finding.code == code) {
            wrong.push(format!("{code} fires where it should not: {passes:?}"));
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
    for code in Code::ALL {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(code.name().bytes().all(is_plain), "{code}");
        let manuals =
            [(Language::Chinese, '。', ["\n例：", "\n改："]), (Language::English, '.', ["\nExample: ", "\nInstead: "])];
        for (language, stop, parts) in manuals {
            let (summary, manual) = (code.summary(language), code.manual(language));
            assert!(summary.ends_with(stop), "{code} in {language:?}: {summary}");
            assert!(manual.starts_with(&format!("{summary}\n\n")), "{code}: {manual}");
            for part in parts {
                assert_eq!(manual.matches(part).count(), 1, "{code}: {part} in {manual}");
            }
            assert_eq!(is_chinese(&summary), language == Language::Chinese, "{code}: {summary}");
            assert_eq!(is_chinese(&manual), language == Language::Chinese, "{code}: {manual}");
        }
    }
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len(), "two codes have one name");
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
    assert_eq!(listed, Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
    for code in [Code::SumMismatch, Code::GlyphMissing, Code::YamlSyntax] {
        let manual = code.manual(Language::Chinese);
        assert!(run(&["explain", code.name()]).ends_with(&format!("\n\n{manual}\n")), "{code}");
    }
}

/// All words of a finding.
fn words(finding: &Diagnostic) -> impl Iterator<Item = &Message> {
    let labels = finding.labels.iter().map(|label| &label.text);
    std::iter::once(&finding.message).chain(labels).chain(&finding.help).chain(&finding.note)
}

#[test]
fn findings_are_said_in_two_languages() {
    let cases = checks().flat_map(|code| [case(code, "fires.yaml"), case(code, "passes.yaml")]);
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
    findings.retain(|finding| finding.code.stage() != Stage::Files);
    for finding in &findings {
        for words in words(finding).filter(|words| !words.is_empty()) {
            let english = words.say(Language::English);
            assert!(!english.is_empty() && !is_chinese(english), "{}: {english}", finding.code);
        }
        assert!(is_chinese(&finding.message.say(Language::Chinese).replace('“', "")), "{}", finding.code);
    }
    let said: BTreeSet<Code> = findings.iter().map(|finding| finding.code).collect();
    let all: BTreeSet<Code> = Code::ALL.iter().copied().filter(|code| code.stage() != Stage::Files).collect();
    assert_eq!(said, all);
}

/// What no file of Rust holds the manual of has a file for it.
#[test]
fn no_manual_is_left_over() {
    let manuals = fs::read_dir(root().join("src/check/manuals")).expect("manuals").count();
    assert_eq!(manuals, Code::ALL.iter().filter(|code| code.stage() == Stage::Files).count(), "a manual is of no code");
}

const PROJECT: &str = "年度: 2026\n项目名称: 甲\n计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n\
    年度资金: {当年财政拨款: 45万元}\n";

/// The names of the projects of a text that are laid out on one page each, and
/// what is found by these checks.
fn filled(text: &str, checks: &str) -> (Vec<String>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::new();
    let checks = match parse(&Source::new("jixiao.yaml", checks)).expect("YAML").first() {
        Some(node) => CheckSettings::read(node, Path::new(""), &mut diagnostics),
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
    diagnostics.append(check::ceilings(&outlines.iter().collect::<Vec<_>>(), &checks, true));
    diagnostics.append(checks.unused(diagnostics.waived(), None));
    (names, diagnostics.sorted())
}

/// The levels of the findings of a code, each once.
fn levels(findings: &[Diagnostic], code: Code) -> Vec<Level> {
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
    found.sorted().into_iter().filter(|finding| finding.code == Code::NotShown).collect()
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
        (Code::InvisibleCharacter, "年度总体目标: 服\u{200B}务\n".to_owned()),
        (Code::NumberShrunk, "项目资金: {财政资金: 99999999999999}\n".to_owned()),
        (Code::Fit, crowded),
        (Code::CommentCut, "年度总体目标: 举办 #1 活动\n".to_owned()),
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
        assert!(
            levels(&waived, code).is_empty() && levels(&waived, Code::UnusedWaiver).is_empty(),
            "{code}: {waived:?}"
        );
        let (_, kept) = filled(&text, &waiver("乙"));
        assert_eq!(levels(&kept, code), [Level::Warning]);
        assert_eq!(levels(&kept, Code::UnusedWaiver), [Level::Warning]);
    }
}

#[test]
fn what_stops_the_output_cannot_be_set_or_waived() {
    for code in Code::ALL {
        let stops = matches!(code.stage(), Stage::Form | Stage::Files) && code.level() == Level::Error;
        assert_eq!(code.is_settable(), !stops, "{code}");
        if !stops {
            continue;
        }
        for (checks, told) in [
            (format!("levels: {{{code}: note}}\n"), "的级别不能改"),
            (format!("waive: [{{code: {code}, project: 甲, reason: 看过}}]\n"), "不能免去"),
        ] {
            let (_, findings) = filled(PROJECT, &checks);
            let settings = findings.iter().find(|finding| finding.code == Code::Settings).expect("a finding");
            assert!(settings.message.say(Language::Chinese).ends_with(told), "{settings:?}");
            let source = Source::new("jixiao.yaml", &checks);
            assert_eq!((settings.level, marked(settings, &source)), (Level::Error, code.name()));
        }
    }
    // What is an error of a code that is most often a warning stays one.
    let text = format!("{PROJECT}年度总体目标: {}\n", "目标明确。".repeat(4000));
    let (names, findings) = filled(&text, "levels: {fit: off}\nwaive: [{code: fit, project: 甲, reason: 看过}]\n");
    assert!(names.is_empty() && levels(&findings, Code::Fit) == [Level::Error], "{findings:?}");
}

#[test]
fn wrong_settings_are_told_in_two_languages() {
    let waiver = |code: &str, reason: &str| format!("waive: [{{code: {code}, project: 乙, reason: \"{reason}\"}}]");
    for (checks, code, told) in [
        ("3".to_owned(), Code::Settings, "“checks” should hold “levels”, “waive” or “ceiling”"),
        ("levels: 3".to_owned(), Code::Settings, "“levels” should hold lines of the form “rule: level”"),
        ("waive: 3".to_owned(), Code::Settings, "“waive” should hold a list"),
        ("level: {}".to_owned(), Code::Settings, "unknown key “level”"),
        ("levels: {cost-atleast: off}".to_owned(), Code::Settings, "there is no rule “cost-atleast”"),
        ("levels: {关: off}".to_owned(), Code::Settings, "there is no rule “关”"),
        ("levels: {cost-at-least: 关}".to_owned(), Code::Settings, "“关” is not a level"),
        ("levels: {yaml-syntax: off}".to_owned(), Code::Settings, "the level of “yaml-syntax” cannot be changed"),
        (waiver("yaml-syntax", "看过"), Code::Settings, "“yaml-syntax” cannot be waived"),
        (waiver("cost-at-least", ""), Code::Settings, "a waiver needs a reason"),
        (waiver("cost-at-least", "看过"), Code::UnusedWaiver, "“乙” has no finding “cost-at-least” to waive"),
    ] {
        let (_, findings) = filled(PROJECT, &checks);
        let finding = findings.iter().find(|finding| finding.code == code).expect("a finding");
        assert_eq!(finding.message.say(Language::English), told);
        assert!(words(finding).all(|words| !is_chinese(words.say(Language::English))), "{checks}: {finding:?}");
    }
    let off = format!("levels: {{unused-waiver: off}}\n{}", waiver("cost-at-least", "看过"));
    assert_eq!(levels(&filled(PROJECT, &off).1, Code::UnusedWaiver), []);
}

/// A waiver is for the project that it names, in a file of several.
#[test]
fn waivers_are_for_one_project() {
    let text = format!("{PROJECT}主管部门: 一 #1\n---\n{}主管部门: 二 #2\n", PROJECT.replace("甲", "乙"));
    let source = Source::new("t.yaml", &text);
    let lines = |checks: &str| -> Vec<usize> {
        let (_, findings) = filled(&text, checks);
        let cut = findings.iter().filter(|finding| finding.code == Code::CommentCut);
        cut.map(|finding| line_column(finding, &source).0).collect()
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
    assert_eq!(levels(&filled(&text, "").1, Code::DuplicateProject), [Level::Warning]);
    let waiver = |project: &str| format!("waive: [{{code: duplicate-project, project: {project}, reason: 看过}}]\n");
    assert_eq!(levels(&filled(&text, &waiver("甲")).1, Code::DuplicateProject), []);
    assert_eq!(levels(&filled(&text, &waiver("乙")).1, Code::DuplicateProject), [Level::Warning]);
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
    assert_eq!(diagnostics.sorted().iter().map(|finding| finding.code).collect::<Vec<_>>(), []);
}

/// What a sheet can hold is taken to the last character and line.
#[test]
fn a_cell_holds_so_much_and_no_more() {
    let has = |goal: &str| {
        let text = format!("年度: 2026\n项目名称: 甲\n年度总体目标: \"{goal}\"\n");
        findings_of(&text).iter().any(|finding| finding.code == Code::TextTooLong)
    };
    assert!(!has(&"字".repeat(32_767)) && has(&"字".repeat(32_768)));
    assert!(!has(&"字\\n".repeat(253)) && has(&format!("{}字", "字\\n".repeat(254))));
}

/// How much is beyond one page is told in millimetres.
#[test]
fn what_is_beyond_the_page_is_told() {
    let beyond = |rows: usize| -> f64 {
        let indicators: String = (0..rows).map(|row| format!("      第{row}项工作: ≥{row}场\n")).collect();
        let text = format!("年度: 2026\n项目名称: 甲\n绩效指标:\n  产出指标:\n    数量指标:\n{indicators}");
        let mut found = Diagnostics::new();
        let source = Source::new("t.yaml", &text);
        let file = read_file(&source, &Settings::default(), &TEMPLATES, &mut found);
        let one_page = Some(Fit::OnePage);
        fill(&file.projects[0].1, &FONTS, &FORMATS, one_page, &CheckSettings::default(), &mut found);
        let findings = found.sorted();
        let told = findings.iter().find(|finding| finding.code == Code::Fit).expect("a finding");
        let (_, beyond) = told.message.say(Language::Chinese).rsplit_once("仍超出 ").expect("how much");
        beyond.trim_end_matches(" 毫米").parse().expect("a number")
    };
    let (some, more) = (beyond(200), beyond(300));
    assert!(some > 100.0 && (300.0..600.0).contains(&(more - some)), "{some} {more}");
}
