//! Folders through the library alone: what is known after any changes is what a look at
//! all of it would say.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

#[path = "common/projects.rs"]
mod projects;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::diag::{Silenced, Texts, json, render, render_briefly};
use jixiao::engine::{ImportPlan, RollPlan, Target, VerifyPlan, import, roll, settings_of, verify};
use jixiao::{BuildPlan, Checked, Code, Diagnostic, Disk, Files, Format, Language, Memory, Options, Workspace};
use proptest::prelude::*;
use tempfile::TempDir;

fn memory(files: &[(&str, &str)]) -> Arc<Memory> {
    let memory = Memory::new();
    files.iter().for_each(|(name, text)| memory.write(Path::new(name), text.as_bytes()).expect("a file"));
    Arc::new(memory)
}

fn open(files: &Arc<Memory>) -> Workspace {
    Workspace::open(files.clone(), &["项目".into()], Options::default()).expect("projects")
}

/// All that was found, with places and texts.
fn report(checked: &Checked, texts: &impl Texts) -> String {
    json(&checked.findings, checked.projects, checked.silenced, texts, Language::English)
}

fn codes(checked: &Checked) -> Vec<Code> {
    checked.findings.iter().map(|finding| finding.code).collect()
}

const PROJECT: &str = "\
年度: 2026
项目名称: 甲
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
年度资金: {当年财政拨款: 99}
绩效指标:
  成本指标: {经济成本指标: {总成本: ≤99元}}
  产出指标: {数量指标: {场次: ≥1场}}
  效益指标: {社会效益指标: {影响力: 较上年有所提升}}
  满意度指标: {服务对象满意度指标: {听众满意度: ≥90%}}
项目性质: 其他一次性项目
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市科技服务中心
年度总体目标: 举办活动，服务甲。
";

const WAIVER: &str = "checks:\n  waive: [{code: small-amount, project: 甲, reason: 确实只有这些}]\n";

/// One of the things that happen to a folder.
#[derive(Clone, Debug)]
enum Change {
    /// A file is saved with a text.
    Save(usize, usize),
    /// Somebody types a text into a file.
    Type(usize, usize),
    /// What was typed is given up.
    Revert(usize),
    Delete(usize),
}

const FILES: [&str; 7] = [
    "项目/甲.yaml",
    "项目/乙.yaml",
    "项目/新/丙.yaml",
    "项目/新/丁.yaml",
    "项目/jixiao.yaml",
    "项目/新/jixiao.yaml",
    "项目/templates/本局.yaml",
];

/// What may stand in a file: projects right and wrong, settings, a template.
fn texts(file: usize) -> Vec<String> {
    match file {
        4 | 5 => [
            "",
            WAIVER,
            "checks: {levels: {zero-amount: error, small-amount: off}, ceiling: 150元}\n",
            "主管部门: 示例市综合事务局\nchecks: {levels: {no-such: off}}\n",
            "output: {fit: one-page}\n",
            "checks: {levels: {small-amount: error}, ceiling: {total: 250元, units: {示例市科技服务中心: 100元}}}\n",
            "checks:\n  waive:\n    - {code: small-amount, project: \"*\", reason: 看过}\n    - {code: duplicate-project, path: 新, reason: 看过}\n",
            "实施单位: 示例市信息中心\noutput: {formats: [xlsx]}\n",
        ]
        .map(str::to_owned)
        .into(),
        6 => ["extends: \"2026\"\nname: 本局\ntitle: 本局申报表\n", "extends: \"2026\"\nname: 本局\nfields: 1\n"]
            .map(str::to_owned)
            .into(),
        _ => vec![
            PROJECT.to_owned(),
            PROJECT.replace("项目名称: 甲", "项目名称: 乙").replace("示例市科学技术协会", "示例市综合事务局"),
            PROJECT.replace("项目名称: 甲", "项目名称: 丙").replace("服务中心", "服务中 心"),
            PROJECT.replace(": 99}", ": 一百}"),
            format!("{PROJECT}---\n{PROJECT}"),
            "年度: [2026\n".to_owned(),
            "\u{FEFF}年度: 2026\r\n项目名称: 甲\r\n年度总体目标: 培训５０人次，共5万\r\n".to_owned(),
        ],
    }
}

fn change() -> impl Strategy<Value = Change> {
    let text = || (0..FILES.len(), 0..8_usize);
    prop_oneof![
        4 => text().prop_map(|(file, text)| Change::Save(file, text)),
        4 => text().prop_map(|(file, text)| Change::Type(file, text)),
        1 => (0..FILES.len()).prop_map(Change::Revert),
        1 => (1..FILES.len()).prop_map(Change::Delete),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// After any changes, findings and outputs are those of a folder that is opened anew.
    #[test]
    fn what_is_remembered_is_what_is_there(changes in prop::collection::vec(change(), 1..12)) {
        let files = memory(&[(FILES[0], PROJECT)]);
        let mut workspace = open(&files);
        let mut unsaved: BTreeMap<PathBuf, String> = BTreeMap::new();
        let plan = BuildPlan { book: Some(false), ..BuildPlan::default() };
        for change in changes {
            let (Change::Save(file, _) | Change::Type(file, _) | Change::Revert(file) | Change::Delete(file)) = change;
            let path = Path::new(FILES[file]);
            let text = match change {
                Change::Save(_, text) | Change::Type(_, text) => {
                    let all = texts(file);
                    all[text % all.len()].clone()
                }
                _ => String::new(),
            };
            match change {
                Change::Save(..) => files.write(path, text.as_bytes()).expect("a file"),
                Change::Type(..) => drop(unsaved.insert(path.to_owned(), text)),
                Change::Revert(_) => drop(unsaved.remove(path)),
                // What is not there cannot go.
                Change::Delete(_) => drop(files.remove(path)),
            }
            let told = workspace.change(path, unsaved.get(path).map(String::as_str));
            let saved = saved(&files, &unsaved);
            let fresh = Workspace::open(saved.clone(), &["项目".into()], Options::default());
            prop_assert_eq!(told.is_ok(), fresh.is_ok());
            let Ok(mut fresh) = fresh else { continue };
            let (known, anew) = (workspace.check(&()).expect("fonts"), fresh.check(&()).expect("fonts"));
            prop_assert_eq!(report(&known, &workspace), report(&anew, &fresh));
            let built = workspace.build_again(&plan, &()).expect("outputs");
            let anew = fresh.build(&plan, &()).expect("outputs");
            let shown = |findings: &[Diagnostic], texts: &Workspace| json(findings, 0, Silenced::default(), texts, Language::English);
            prop_assert_eq!(shown(&built.findings, &workspace), shown(&anew.findings, &fresh));
            prop_assert_eq!(built.failed, anew.failed);
            for (path, _) in saved.walk(Path::new("out"), &|_| true).unwrap_or_default() {
                prop_assert!(files.read(&path, u64::MAX).ok() == saved.read(&path, u64::MAX).ok(), "{}", path.display());
            }
        }
    }
}

/// A folder in which everything is saved.
fn saved(files: &Memory, unsaved: &BTreeMap<PathBuf, String>) -> Arc<Memory> {
    let saved = Memory::new();
    for (path, _) in files.walk(Path::new("项目"), &|_| true).unwrap_or_default() {
        saved.write(&path, &files.read(&path, u64::MAX).expect("a file")).expect("a file");
    }
    unsaved.iter().for_each(|(path, text)| saved.write(path, text.as_bytes()).expect("a file"));
    Arc::new(saved)
}

/// A waiver that is used stays used, whatever comes beside its project.
#[test]
fn a_waiver_that_is_used_is_not_left_over() {
    let files = memory(&[("项目/jixiao.yaml", WAIVER), ("项目/甲.yaml", PROJECT)]);
    let mut workspace = open(&files);
    let plan = BuildPlan::default();
    assert_eq!(codes(&workspace.check(&()).expect("fonts")), []);
    assert!(workspace.build_again(&plan, &()).expect("outputs").findings.is_empty());
    files.write(Path::new("项目/乙.yaml"), PROJECT.replace('甲', "乙").as_bytes()).expect("a file");
    workspace.change(Path::new("项目/乙.yaml"), None).expect("projects");
    let own = [Code::SmallAmount];
    let built = workspace.build_again(&plan, &()).expect("outputs");
    for findings in [workspace.check(&()).expect("fonts").findings, built.findings] {
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), own);
    }
    // Its project is mended, and it is left over.
    let mended = PROJECT.replace("当年财政拨款: 99", "当年财政拨款: 1000000").replace("≤99元", "≤1000000元");
    workspace.change(Path::new("项目/甲.yaml"), Some(&mended)).expect("projects");
    assert!(codes(&workspace.check(&()).expect("fonts")).contains(&Code::UnusedWaiver));
}

/// What a folder says holds for those below it, as far as they are silent.
#[test]
fn settings_are_inherited_from_folder_to_folder() {
    let root = "主管部门: 示例市综合事务局\noutput: {folder: 成品, formats: [pdf]}\n\
        checks: {levels: {small-amount: off, long-project: off}, ceiling: 150元}\n";
    let below = "checks: {levels: {small-amount: error}}\noutput: {attach: true}\n";
    let plain = PROJECT.replace("主管部门: 示例市科学技术协会\n", "");
    let files = memory(&[
        ("项目/jixiao.yaml", root),
        ("项目/甲.yaml", &plain),
        ("项目/馆/jixiao.yaml", below),
        ("项目/馆/乙.yaml", &plain.replace('甲', "乙")),
        ("项目/馆/深/丙.yaml", &plain.replace('甲', "丙")),
    ]);
    let mut workspace = open(&files);
    let checked = workspace.check(&()).expect("fonts");
    // The nearer level wins; the ceiling is for all three.
    assert_eq!(codes(&checked), [Code::OverCeiling, Code::SmallAmount, Code::SmallAmount]);
    let over = &checked.findings[0];
    assert_eq!(
        over.message.say(Language::English),
        "the projects of 2026 ask for 297 yuan together, which is 147 yuan more than the ceiling of 150 yuan"
    );
    assert_eq!(over.labels[0].place.file.path(), Path::new("项目/jixiao.yaml"));
    // One folder alone goes by the same.
    let mut alone = Workspace::open(files.clone(), &["项目/馆".into()], Options::default()).expect("projects");
    let checked = alone.check(&()).expect("fonts");
    assert_eq!(codes(&checked), [Code::OverCeiling, Code::SmallAmount, Code::SmallAmount]);
    // A changed setting of the folder above makes the outputs of those below anew.
    workspace.change(Path::new("项目/馆/jixiao.yaml"), Some("output: {attach: true}\n")).expect("projects");
    let plan = BuildPlan { book: Some(false), ..BuildPlan::default() };
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 3);
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 0);
    assert!(files.kind(Path::new("项目/成品/馆/深/丙.pdf")).is_ok(), "the folder is that of the file that says so");
    workspace.change(Path::new("项目/jixiao.yaml"), Some(&root.replace("综合事务局", "科技局"))).expect("projects");
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 3);
    // What is wrong above is told once, and nothing below is made.
    workspace.change(Path::new("项目/jixiao.yaml"), Some("output: 1\n")).expect("projects");
    let built = workspace.build_again(&plan, &()).expect("outputs");
    assert_eq!((built.failed, built.findings.len(), built.findings[0].code), (3, 1, Code::Settings));
}

/// Waivers are for names, patterns of names and files, in and below the folder; one that
/// nothing is waived by is told once, where all of its projects were looked at.
#[test]
fn waivers_are_for_patterns() {
    let waivers = |entries: &str| format!("checks:\n  waive:\n{entries}");
    let found = |entries: &str, root: &str| {
        let files = memory(&[
            ("项目/jixiao.yaml", &waivers(entries)),
            ("项目/甲.yaml", PROJECT),
            ("项目/馆/jixiao.yaml", "output: {attach: true}\n"),
            ("项目/馆/乙[一].yaml", &PROJECT.replace("项目名称: 甲", "项目名称: 乙[一]")),
        ]);
        let mut workspace = Workspace::open(files, &[root.into()], Options::default()).expect("projects");
        codes(&workspace.check(&()).expect("fonts"))
    };
    let entry = |subject: &str| format!("    - {{code: small-amount, {subject}, reason: 看过}}\n");
    let (small, unused) = (Code::SmallAmount, Code::UnusedWaiver);
    for (subject, wanted) in [
        ("project: \"*\"", &[][..]),
        ("project: 甲*", &[small]),
        ("project: \"乙[一]\"", &[small]),
        ("project: \"?[[]一]\"", &[small]),
        ("path: 馆", &[small]),
        ("path: ./馆/**", &[small]),
        ("path: \"*.yaml\"", &[small]),
        ("path: \"**/*.yaml\"", &[]),
        ("path: 馆, project: 甲", &[unused, small, small]),
        ("project: 丙*", &[unused, small, small]),
    ] {
        assert_eq!(found(&entry(subject), "项目"), wanted, "{subject}");
    }
    // The other folder is not looked at.
    assert_eq!(found(&entry("project: 甲"), "项目/馆"), [small]);
    assert_eq!(found(&entry("project: \"甲*\""), "项目/馆"), [small]);
    assert_eq!(found(&entry("project: \"乙*\""), "项目/馆"), []);
    let twice = entry("project: \"*\"") + &entry("project: 甲");
    assert_eq!(found(&twice, "项目"), [], "both are used");
    assert_eq!(found("    - {code: small-amount, reason: 看过}\n", "项目"), [Code::Settings]);
}

/// Each unit may have a ceiling.
#[test]
fn units_have_ceilings_of_their_own() {
    let found = |ceiling: &str| {
        let settings = format!("checks: {{levels: {{small-amount: off}}, ceiling: {ceiling}}}\n");
        let files = memory(&[
            ("项目/jixiao.yaml", &settings),
            ("项目/甲.yaml", PROJECT),
            ("项目/乙.yaml", &PROJECT.replace('甲', "乙").replace("服务中心", "信息中心").replace("99", "123456")),
        ]);
        let mut workspace = open(&files);
        let checked = workspace.check(&()).expect("fonts");
        checked.findings.iter().map(|finding| finding.message.say(Language::Chinese).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("{total: 20万元, units: {示例市科技服务中心: 99, 示例市科技信息中心: 20万元}}"), [""; 0]);
    assert_eq!(
        found("{total: 1万元, units: {示例市科技信息中心: 5万元}}"),
        [
            "2026 年度各项目的资金合计 123,555 元，超过限额 10,000 元，多 113,555 元",
            "「示例市科技信息中心」2026 年度各项目的资金合计 123,456 元，超过限额 50,000 元，多 73,456 元",
        ]
    );
    assert_eq!(found("{units: {示例市图书馆: 5万元}}"), ["有「示例市图书馆」的限额，没有它的项目"]);
    assert_eq!(found("{units: 5万元}").len(), 1);
    assert_eq!(found("[5万元]").len(), 1);
}

/// A folder whose settings are in several layers is moved as a whole.
#[test]
fn all_layers_of_settings_are_rolled() {
    let plain = PROJECT.replace("年度: 2026\n", "").replace("主管部门: 示例市科学技术协会\n", "");
    let root = "年度: 2026\n主管部门: 示例市科学技术协会\nchecks:\n  waive: [{code: small-amount, project: 2026年甲, reason: 看过}]\n";
    let files = memory(&[
        ("项目/jixiao.yaml", root),
        ("项目/馆/jixiao.yaml", "实施单位: 示例市科技馆\n"),
        ("项目/馆/甲.yaml", &plain.replace("项目名称: 甲", "项目名称: 2026年甲")),
    ]);
    let plan = RollPlan {
        folder: "项目".into(),
        year: 2027,
        target: Some("明年".into()),
        templates: None,
        form: None,
        language: Language::Chinese,
    };
    let rolled = roll(files.clone(), &plan).expect("a folder");
    assert_eq!((rolled.projects, rolled.findings.len()), (1, 0));
    let text = |path: &str| String::from_utf8(files.read(Path::new(path), 1 << 20).expect("a file")).expect("UTF-8");
    assert_eq!(text("明年/jixiao.yaml"), root.replace("2026", "2027"));
    assert_eq!(text("明年/馆/jixiao.yaml"), "实施单位: 示例市科技馆\n");
    assert!(text("明年/馆/甲.yaml").contains("项目名称: 2027年甲") && !text("明年/馆/甲.yaml").contains("年度: "));
    // Of settings above all that is moved, the year cannot be moved.
    let plan = RollPlan { folder: "项目/馆".into(), target: Some("馆".into()), ..plan };
    assert_eq!(roll(files.clone(), &plan).expect("a folder").projects, 1);
    assert!(text("馆/甲.yaml").contains("年度: 2027"), "{}", text("馆/甲.yaml"));
}

/// Of many findings, those of one rule are shown together, and counted by rule and unit;
/// what is to be filled in is a list.
#[test]
fn many_findings_are_put_together() {
    let mut files = Vec::new();
    for number in 0..30 {
        let unit = ["示例市图书馆", "示例市科技馆"][number % 2];
        let text =
            PROJECT.replace("项目名称: 甲", &format!("项目名称: 第{number}号")).replace("示例市科技服务中心", unit);
        files.push((format!("项目/{number:02}.yaml"), text.replace("≥1场", "1场")));
    }
    let wrong = PROJECT.replace(": 99}", ": 待填}").replace("年度总体目标: 举办", "年度总体目标: 待填");
    files.push((
        "项目/待填.yaml".to_owned(),
        wrong.replace("2026-12-31", "待填").replace("其他一次性项目", "待填").replace("≥90%", "{值: 待填}"),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut workspace = open(&memory(&files));
    let checked = workspace.check(&()).expect("fonts");
    let shown = |language| render_briefly(&checked.findings, &workspace, jixiao::diag::Colour::Never, language);
    let text = shown(Language::Chinese);
    assert!(text.lines().count() < 150, "{text}");
    for line in [
        "operator-missing 还有 29 处：",
        "    ……还有 9 处，加 --full 逐条列出",
        "待填 4 处（文件:行:列）：",
        "    项目/待填.yaml:4:9、5:16、10:34、11:7",
        "    30  operator-missing        警告",
        "     4  todo-left               待填",
        "    示例市图书馆：警告 44 处",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line}\n{text}");
    }
    assert!(
        checked.summary().say(Language::Chinese).ends_with("，待填 4 处"),
        "{}",
        checked.summary().say(Language::Chinese)
    );
    assert!(shown(Language::English).contains("still to fill in: 4 (file:line:column)\n"));
    // A build refuses what is to be filled in.
    assert_eq!(workspace.build(&BuildPlan::default(), &()).expect("outputs").failed, 1);
    let report = report(&checked, &workspace);
    assert!(report.contains("\"project\": \"第3号\",\n      \"unit\": \"示例市科技馆\""), "{report}");
    // In full, each has its line.
    let full = render(&checked.findings, &workspace, jixiao::diag::Colour::Never, Language::Chinese);
    assert_eq!(full.matches("警告[operator-missing]").count(), 30);
    // Few are shown so anyway.
    let few = &checked.findings[..5];
    let both =
        [render, render_briefly].map(|show| show(few, &workspace, jixiao::diag::Colour::Never, Language::Chinese));
    assert_eq!(both[0], both[1]);
}

/// The settings that hold somewhere, and where they are written.
#[test]
fn settings_are_listed_with_their_places() {
    let files = memory(&[
        (
            "项目/jixiao.yaml",
            "年度: 2026\n主管部门: 示例市科技局\noutput: {folder: 成品, fit: one-page}\nchecks: {waive: [{code: fit, project: 甲, reason: 看过}], ceiling: 9万}\n",
        ),
        (
            "项目/馆/jixiao.yaml",
            "主管部门:\noutput: {fit: pages}\nchecks: {ceiling: 1万, levels: {fit: off}}\n年度资金: {其他资金: 0}\n",
        ),
        ("项目/馆/甲.yaml", "项目名称: 甲\n年度: 2025\n"),
    ]);
    let lines = |path: &str| settings_of(&*files, Path::new(path), None).expect("settings").lines(Language::English);
    let shared = "项目/馆/jixiao.yaml:2: output.fit: pages\n\
        项目/馆/jixiao.yaml:3: checks.ceiling: 1万\n\
        项目/馆/jixiao.yaml:3: checks.levels.fit: off\n\
        项目/馆/jixiao.yaml:4: 年度资金.其他资金: 0\n";
    let above = "项目/jixiao.yaml:2: 主管部门: 示例市科技局\n\
        项目/jixiao.yaml:3: output.folder: 项目/成品\n\
        项目/jixiao.yaml:4: checks.waive: {code: fit, project: 甲, reason: 看过}\n\
        项目/jixiao.yaml:4: checks.ceiling: 9万\n";
    assert_eq!(lines("项目/馆"), format!("{shared}项目/jixiao.yaml:1: 年度: 2026\n{above}"));
    assert_eq!(lines("项目/馆/甲.yaml"), format!("项目/馆/甲.yaml:2: 年度: 2025\n{shared}{above}"));
    assert!(settings_of(&*files, Path::new("没有"), None).is_err());
    let wrong = memory(&[("项目/jixiao.yaml", "output: 3\nchecks: 4\n")]);
    let held = settings_of(&*wrong, Path::new("项目"), None).expect("settings");
    assert_eq!(held.findings.len(), 2);
}

/// Units are those that everybody knows, of the form and of the folders.
#[test]
fn units_are_made_known() {
    let project = PROJECT.replace("场次: ≥1场", "场次: ≥1点播, 展品: ≥3元/展柜, 数: ≥3拾级, 机位: ≥4机柜U位");
    let files = memory(&[
        (
            "项目/jixiao.yaml",
            "units: [点播, 机柜Ｕ位]\nchecks: {levels: {small-amount: off, subcategory-missing: off}}\n",
        ),
        ("项目/馆/jixiao.yaml", "units: [展柜]\n"),
        ("项目/馆/甲.yaml", &project),
        ("项目/templates/本局.yaml", "extends: \"2026\"\nname: \"2026\"\nunits: [拾级]\n"),
    ]);
    let mut workspace = open(&files);
    assert_eq!(codes(&workspace.check(&()).expect("fonts")), []);
    let layout = workspace.preview(Path::new("项目/馆/甲.yaml"), 1).expect("fonts").expect("pages");
    let lines = layout.pages[0].fragments.iter().flat_map(|fragment| &fragment.lines);
    let texts: String = lines.map(|line| line.text.as_str()).collect();
    for wanted in ["≥1.00(点播)", "≥3.00(元/展柜)", "≥3.00(拾级)", "≥4.00(机柜U位)"] {
        assert!(texts.contains(wanted), "{wanted}\n{texts}");
    }
    let unknown = "checks: {levels: {small-amount: off, subcategory-missing: off}}\n";
    workspace.change(Path::new("项目/jixiao.yaml"), Some(unknown)).expect("projects");
    let checked = workspace.check(&()).expect("fonts");
    assert_eq!(codes(&checked), [Code::UnitUnknown, Code::UnitUnknown]);
    workspace.change(Path::new("项目/jixiao.yaml"), Some("units: 点播\n")).expect("projects");
    assert_eq!(codes(&workspace.check(&()).expect("fonts")), [Code::Settings]);
}

/// What is not read again is not asked for: one change, one file.
#[test]
fn one_change_reads_one_file() {
    let folder = TempDir::new().expect("a folder");
    projects::write(&folder.path().join("项目"), 12);
    let roots = [folder.path().join("项目")];
    let mut workspace = Workspace::open(Arc::new(Disk), &roots, Options::default()).expect("projects");
    workspace.check(&()).expect("fonts");
    let paths: Vec<PathBuf> = workspace.project_files().map(|file| file.path().to_owned()).collect();
    // The others are spoiled behind its back.
    paths[1..].iter().for_each(|path| fs::write(path, "年度: [").expect("a file"));
    workspace.change(&paths[0], Some(&projects::project(0).replace("年度资金", "年度资金额"))).expect("projects");
    let checked = workspace.check(&()).expect("fonts");
    assert!(codes(&checked).contains(&Code::UnknownKey) && !codes(&checked).contains(&Code::YamlSyntax));
    let first = workspace.project_files().next().expect("a file").clone();
    assert!(workspace.findings_in(first.path()).iter().any(|finding| finding.code == Code::UnknownKey));
    assert_eq!(workspace.outlines().count(), 11);
    // Until somebody says so.
    workspace.change_all().expect("projects");
    assert!(codes(&workspace.check(&()).expect("fonts")).contains(&Code::YamlSyntax));
}

/// A file, a folder and a template may be new, and nothing of them saved.
#[test]
fn what_is_new_need_not_be_saved() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("项目")).expect("a folder");
    fs::write(at("项目/甲.yaml"), PROJECT).expect("a file");
    for settings in [false, true] {
        if settings {
            fs::write(at("项目/jixiao.yaml"), "checks: {levels: {}}\n").expect("a file");
        }
        let mut workspace = Workspace::open(Arc::new(Disk), &[at("项目")], Options::default()).expect("projects");
        let new = at("项目/新的/深处/乙.yaml");
        workspace.change(&new, Some(&PROJECT.replace('甲', "乙"))).expect("projects");
        assert_eq!(workspace.check(&()).expect("fonts").projects, 2);
        let template = "extends: \"2026\"\nname: 本局\ntitle: 本局申报表\nfields: 1\n";
        assert!(workspace.change(&at("项目/templates/本局.yaml"), Some(template)).is_err());
        workspace.change(&at("项目/templates/本局.yaml"), None).expect("projects");
        workspace.change(&new, None).expect("projects");
        assert_eq!(workspace.check(&()).expect("fonts").projects, 1);
    }
    // A root that is nowhere yet.
    let unsaved = vec![(at("别处/丙.yaml"), PROJECT.as_bytes().to_vec())];
    let options = Options { unsaved, ..Options::default() };
    let mut workspace = Workspace::open(Arc::new(Disk), &[at("别处")], options).expect("projects");
    assert_eq!(workspace.check(&()).expect("fonts").projects, 1);
}

/// What is mended is known at once, on disk or in a text that is not saved.
#[test]
fn what_is_mended_is_known() {
    let wrong = PROJECT.replace(": 99}", ": ９９}");
    let files = memory(&[("项目/甲.yaml", &wrong)]);
    let mut workspace = open(&files);
    for unsaved in [None, Some(format!("# 还没有保存\n{wrong}"))] {
        files.write(Path::new("项目/甲.yaml"), wrong.as_bytes()).expect("a file");
        workspace.change(Path::new("项目/甲.yaml"), unsaved.as_deref()).expect("projects");
        let checked = workspace.check(&()).expect("fonts");
        let (fixes, changed) = workspace.fixes(&checked.findings);
        assert_eq!((fixes.len(), changed.len()), (1, 0));
        workspace.write_fix(&fixes[0]).expect("a file");
        let checked = workspace.check(&()).expect("fonts");
        assert!(workspace.fixes(&checked.findings).0.is_empty());
        let saved = files.read(Path::new("项目/甲.yaml"), u64::MAX).expect("a file");
        assert_eq!(saved == wrong.as_bytes(), unsaved.is_some(), "what is typed is not saved");
        // Whoever saves meanwhile keeps what he has written.
        files.write(Path::new("项目/甲.yaml"), b"other").expect("a file");
        assert!(unsaved.is_some() || workspace.write_fix(&fixes[0]).is_err());
    }
}

/// What was found in one text mends no other.
#[test]
fn what_was_changed_since_it_was_checked_is_not_mended() {
    let wrong = PROJECT.replace(": 99}", ": ９９}");
    let files = memory(&[("项目/甲.yaml", &wrong), ("项目/乙.yaml", &wrong.replace('甲', "乙"))]);
    let mut workspace = open(&files);
    let checked = workspace.check(&()).expect("fonts");
    // Nobody has said so yet.
    let theirs = format!("#{wrong}");
    files.write(Path::new("项目/甲.yaml"), theirs.as_bytes()).expect("a file");
    let (fixes, changed) = workspace.fixes(&checked.findings);
    let mended: Vec<&Path> = fixes.iter().map(|fixed| fixed.source.file.path()).collect();
    assert_eq!(mended, [Path::new("项目/乙.yaml")]);
    assert_eq!(changed.len(), 1);
    assert!(changed[0].to_string().contains("甲.yaml"), "{}", changed[0]);
}

/// A file is read as a whole or not at all.
#[test]
fn a_file_that_is_too_long_is_not_cut_off() {
    let (files, folder) = (memory(&[("甲", "12345")]), TempDir::new().expect("a folder"));
    let path = folder.path().join("甲");
    fs::write(&path, "12345").expect("a file");
    for (files, path) in [(&*files as &dyn Files, Path::new("甲")), (&Disk, path.as_path())] {
        assert_eq!(files.read(path, 5).expect("a file"), b"12345");
        assert_eq!(files.read(path, u64::MAX).expect("a file"), b"12345");
        assert!(files.read(path, 4).is_err());
        assert_eq!(files.read_beginning(path, 4).expect("a file"), b"1234");
        let mut parts = Vec::new();
        files.read_in_parts(path, 5, &mut |part| parts.extend_from_slice(part)).expect("a file");
        assert_eq!(parts, b"12345");
        assert!(files.read_in_parts(path, 4, &mut |_| {}).is_err());
    }
}

/// Of several projects, one alone can be built.
#[test]
fn one_project_alone_is_built() {
    let files = memory(&[("项目/甲.yaml", PROJECT), ("项目/乙.yaml", &PROJECT.replace('甲', "乙"))]);
    let mut workspace = open(&files);
    let only = Some(vec![PathBuf::from("./项目/乙.yaml")]);
    let built = workspace.build(&BuildPlan { only, ..BuildPlan::default() }, &()).expect("outputs");
    assert_eq!((built.projects, built.written), (1, 2), "and no book");
    // An output that somebody deletes is made again, and so is what another plan wants.
    let plan = BuildPlan { formats: Some(vec![Format::Pdf]), book: Some(false), ..BuildPlan::default() };
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 1);
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 0);
    files.remove(Path::new("out/乙.pdf")).expect("a file");
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 1);
    let plan = BuildPlan { formats: None, ..plan };
    assert_eq!(workspace.build_again(&plan, &()).expect("outputs").written, 1);
}

/// The whole way in memory: build, verify, roll, import.
#[test]
fn plans_are_carried_out_in_memory() {
    let files = memory(&[("项目/甲.yaml", PROJECT)]);
    let workspace = open(&files);
    let layout = workspace.preview(Path::new("./项目/甲.yaml"), 1).expect("fonts");
    assert_eq!(layout.expect("pages").pages.len(), 1);
    let plan = BuildPlan { target: Some(Target::Folder("成品".into())), ..BuildPlan::default() };
    let built = workspace.build(&plan, &()).expect("outputs");
    assert_eq!((built.projects, built.written, built.failed), (1, 5, 0), "two files and a book of three");
    let plan = VerifyPlan { target: Some("成品".into()), ..VerifyPlan::default() };
    let verified = verify(files.clone(), &["项目".into()], Options::default(), &plan, &()).expect("outputs");
    assert_eq!((verified.findings.len(), verified.projects, verified.files), (0, 1, 4));
    let plan = RollPlan {
        folder: "项目".into(),
        year: 2027,
        target: Some("明年".into()),
        form: None,
        templates: None,
        language: Language::Chinese,
    };
    assert_eq!(roll(files.clone(), &plan).expect("a folder").projects, 1);
    let rolled = files.read(Path::new("明年/甲.yaml"), 1 << 20).expect("a file");
    assert!(String::from_utf8(rolled).expect("UTF-8").contains("年度: 2027"));
    let plan =
        ImportPlan { files: vec!["成品/甲.xlsx".into()], target: Some("导入".into()), ..ImportPlan::default() };
    let imported = import(files.clone(), &plan).expect("a workbook");
    assert_eq!(imported.written, [PathBuf::from("导入/甲.yaml")]);
    assert!(files.read(Path::new("导入/甲.yaml"), 1 << 20).is_ok());
    // One file may be given back instead.
    let plan = BuildPlan { target: Some(Target::Bytes), formats: Some(vec![Format::Pdf]), ..BuildPlan::default() };
    assert!(workspace.build(&plan, &()).expect("a file").bytes.expect("bytes").starts_with(b"%PDF"));
}

/// A book has the projects whose settings do not say otherwise, in whatever order their
/// folders stand.
#[test]
fn each_folder_says_for_itself_whether_it_is_in_the_book() {
    let settings = |book: bool| format!("output: {{book: {book}}}\n");
    for (no, yes) in [("一", "二"), ("二", "一")] {
        let files = memory(&[
            (&format!("项目/{no}/jixiao.yaml"), &settings(false)),
            (&format!("项目/{no}/甲.yaml"), PROJECT),
            (&format!("项目/{yes}/jixiao.yaml"), &settings(true)),
            (&format!("项目/{yes}/乙.yaml"), &PROJECT.replace('甲', "乙")),
            ("项目/丙.yaml", &PROJECT.replace('甲', "丙")),
        ]);
        let plan = BuildPlan { target: Some(Target::Folder("成品".into())), ..BuildPlan::default() };
        open(&files).build(&plan, &()).expect("outputs");
        let list = files.read(Path::new("成品/项目绩效目标汇总册（2026年）.json"), 1 << 20).expect("a list");
        let list = String::from_utf8(list).expect("UTF-8");
        let listed = ["甲", "乙", "丙"].map(|name| list.contains(&format!("\"name\": \"{name}\"")));
        assert_eq!(listed, [false, true, true], "{list}");
    }
    // Asked for, a book is made of single files, too, whichever comes first.
    for roots in [["项目/有", "项目/无"], ["项目/无", "项目/有"]] {
        let files = memory(&[
            ("项目/有/jixiao.yaml", &settings(true)),
            ("项目/有/甲.yaml", PROJECT),
            ("项目/无/jixiao.yaml", &settings(false)),
            ("项目/无/乙.yaml", &PROJECT.replace('甲', "乙")),
        ]);
        let roots =
            roots.map(|root| PathBuf::from(root).join(if root.ends_with('有') { "甲.yaml" } else { "乙.yaml" }));
        let workspace = Workspace::open(files.clone(), &roots, Options::default()).expect("projects");
        let plan = BuildPlan { target: Some(Target::Folder("成品".into())), ..BuildPlan::default() };
        workspace.build(&plan, &()).expect("outputs");
        let list = files.read(Path::new("成品/项目绩效目标汇总册（2026年）.json"), 1 << 20).expect("a list");
        assert!(!String::from_utf8(list).expect("UTF-8").contains("\"乙\""));
    }
}

/// Projects named one by one are one submission, as those of a folder are.
#[test]
fn projects_named_one_by_one_are_looked_at_together() {
    let same = PROJECT.to_owned();
    let files = memory(&[("一/甲.yaml", &same), ("一/乙.yaml", &same), ("二/丙.yaml", &same)]);
    for roots in [&["一/甲.yaml", "一/乙.yaml"][..], &["一/甲.yaml", "二/丙.yaml"], &["一", "二"], &["一"]] {
        let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
        let mut workspace = Workspace::open(files.clone(), &roots, Options::default()).expect("projects");
        let checked = workspace.check(&()).expect("fonts");
        let doubles = codes(&checked).iter().filter(|code| **code == Code::DuplicateProject).count();
        assert_eq!(doubles, checked.projects - 1, "{roots:?}");
    }
}

#[test]
fn what_stops_is_an_error_with_its_source() {
    let error = Workspace::open(Arc::new(Memory::new()), &["没有".into()], Options::default()).err().expect("an error");
    let error: &dyn std::error::Error = &error;
    assert_eq!(error.to_string(), "无法读取「没有」：没有这个文件或文件夹");
    assert_eq!(format!("{error:#}"), "cannot read “没有”: there is no such file or folder");
    assert!(error.source().is_some_and(|source| source.is::<std::io::Error>()));
}

/// Findings are shown in the text that is there, and without one where there is none.
#[test]
fn findings_are_shown_in_their_texts() {
    let files = memory(&[("项目/甲.yaml", "年度: 2026\n项目名: 甲\n")]);
    let mut workspace = open(&files);
    let checked = workspace.check(&()).expect("fonts");
    let shown =
        |workspace: &Workspace| render(&checked.findings, workspace, jixiao::diag::Colour::Never, Language::Chinese);
    assert!(shown(&workspace).contains("2 | 项目名: 甲"));
    // It is shorter by now, or gone.
    files.write(Path::new("项目/甲.yaml"), b"1").expect("a file");
    assert!(shown(&workspace).contains("项目/甲.yaml"));
    files.remove(Path::new("项目/甲.yaml")).expect("a file");
    assert!(shown(&workspace).contains("项目/甲.yaml"));
}
