//! `jixiao page`: what an office hands out to its units, and what a unit makes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jixiao::messages::Language;
use jixiao::page::make;
use jixiao::{Files, Memory};
use program::run;
use serde_json::{Value, json};
use tempfile::TempDir;

const PAGE: &str = "<!DOCTYPE html>\n<body>\n<!-- given -->\n<script>1</script>\n</body>\n";

const SETTINGS: &str = "# 全市共用\n主管部门:\n实施单位:\nindicators: ../办公室/指标库.yaml # 本局的\n";

const LIBRARY: &str =
    "阅读推广:\n  用词: [读书, 阅读]\n  指标:\n    数量指标:\n      读书会场次: {符号: ≥, 单位: 场, 常见: [4, 48]}\n";

const ROSTER: &str = "年度: 2026\n截止: 2025-10-15\n限额: 5000万元\n单位:\n  - 名称: 示例市图书馆\n    主管部门: 示例市文化局\n    项目: [社区读书会, \"古籍: 修复\"]\n    限额: 77万元\n    联系人: 张三 021-00000000\n  - {名称: 示例市科技馆, 项目数: 2, 截止: 2025-10-20}\n";

/// An office's folder, with these files in place of the usual ones.
fn office(others: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let usual = [("jixiao.html", PAGE), ("共用.yaml", SETTINGS), ("指标库.yaml", LIBRARY), ("名单.yaml", ROSTER)];
    for (name, text) in usual.iter().chain(others) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const ALL: [&str; 11] = [
    "page",
    "--defaults",
    "共用.yaml",
    "--indicators",
    "指标库.yaml",
    "--roster",
    "名单.yaml",
    "--page",
    "jixiao.html",
    "-o",
    "单位填报.html",
];

/// What the page has inside.
fn given(page: &Path) -> Value {
    let page = fs::read_to_string(page).unwrap();
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"given\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// The folder that a unit makes of it, in files.
fn folder(files: &Memory, handout: &Value, unit: &str) -> Vec<(String, String)> {
    let request = json!({"ask": "given", "path": "/填报", "unit": unit, "handout": handout});
    let all: Arc<dyn Files> = Arc::new(files.clone());
    let made = make(&all, Path::new("/填报"), &serde_json::from_value(request).unwrap(), Language::Chinese).unwrap();
    let below = |path: &Path| path.strip_prefix(&made).unwrap().display().to_string();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    files.all().iter().map(|(path, bytes)| (below(path), text(bytes))).collect()
}

fn text<'f>(files: &'f [(String, String)], name: &str) -> &'f str {
    &files.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {files:?}")).1
}

#[test]
fn a_unit_finds_itself_its_projects_and_the_offices_indicators() {
    let office = office(&[]);
    let made = run(office.path(), &ALL);
    assert_eq!((made.code, made.out.as_str()), (Some(0), "单位填报.html\n"), "{}", made.err);
    let given = given(&office.path().join("单位填报.html"));
    assert_eq!(given["name"], "单位填报");
    let units = json!([
        {"name": "示例市图书馆", "department": "示例市文化局", "projects": ["社区读书会", "古籍: 修复"], "deadline": "2025-10-15"},
        {"name": "示例市科技馆", "department": "", "projects": [], "deadline": "2025-10-20"},
    ]);
    assert_eq!(given["handout"]["units"], units);
    let whole = given.to_string();
    assert!(!whole.contains("张三") && !whole.contains("77") && !whole.contains("5000"), "{whole}");

    let files = folder(&Memory::new(), &given["handout"], "示例市图书馆 ");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["jixiao.yaml", "古籍_ 修复.yaml", "指标库.yaml", "社区读书会.yaml"]);
    assert_eq!(
        text(&files, "jixiao.yaml"),
        "# 全市共用\n主管部门: 示例市文化局\n实施单位: 示例市图书馆\nindicators: 指标库.yaml # 本局的\n"
    );
    assert_eq!(text(&files, "指标库.yaml"), LIBRARY);
    let project = text(&files, "古籍_ 修复.yaml");
    assert!(project.contains("年度: 2026\n") && project.contains("项目名称: \"古籍: 修复\""), "{project}");
}

#[test]
fn a_unit_that_the_roster_has_not_begins_with_its_name() {
    let office = office(&[]);
    run(office.path(), &ALL);
    let given = given(&office.path().join("单位填报.html"));
    let files = folder(&Memory::new(), &given["handout"], "示例市气象台");
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(text(&files, "jixiao.yaml").contains("主管部门:\n实施单位: 示例市气象台\n"), "{files:?}");
}

#[test]
fn what_a_unit_has_written_stays_and_the_offices_files_are_renewed() {
    let office = office(&[]);
    run(office.path(), &ALL);
    let page = office.path().join("单位填报.html");
    let files = Memory::new();
    folder(&files, &given(&page)["handout"], "示例市图书馆");
    let settings = "主管部门: 示例市文化局\n实施单位: 示例市图书馆 # 改过\n";
    files.write(Path::new("/填报/jixiao.yaml"), settings.as_bytes()).unwrap();
    files.remove(Path::new("/填报/社区读书会.yaml")).unwrap();
    fs::write(office.path().join("指标库.yaml"), LIBRARY.replace("读书会场次", "读书活动场次")).unwrap();
    run(office.path(), &ALL);
    let files = folder(&files, &given(&page)["handout"], "示例市科技馆");
    assert_eq!(text(&files, "jixiao.yaml"), settings);
    assert!(text(&files, "指标库.yaml").contains("读书活动场次"));
    assert!(files.iter().all(|(name, _)| name != "社区读书会.yaml"), "{files:?}");
}

#[test]
fn a_folder_of_templates_and_one_of_indicators_are_handed_on() {
    let template = "extends: \"2026\"\nname: \"2031\"\ntitle: 示例表\nyears: {from: 2031, to: ~}\nfields:\n  联系电话: {type: text}\n";
    let office =
        office(&[("表/2031.yaml", template), ("库/甲.yaml", LIBRARY), ("库/乙.yml", &LIBRARY.replace("阅读", "展览"))]);
    // The page is found where the command is given.
    let made = run(office.path(), &["page", "--templates", "表", "--indicators", "库", "-o", "报.html"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let files = folder(&Memory::new(), &given(&office.path().join("报.html"))["handout"], "");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["jixiao.yaml", "templates/2031.yaml", "指标库/乙.yml", "指标库/甲.yaml"]);
    let settings = text(&files, "jixiao.yaml");
    assert!(settings.contains("年度: 2031\n") && settings.contains("\nindicators: 指标库\n"), "{settings}");
}

#[test]
fn what_has_mistakes_is_not_handed_on() {
    // Other files of the office, and what is told of them.
    type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: [Case; 6] = [
        (&[("名单.yaml", "年度: 2026\n单位:\n  - {名称: 甲馆}\n  - {名称: 甲 馆}\n")], &["名单.yaml:4:10", "甲 馆"]),
        (&[("名单.yaml", "年度: 1999\n单位: [{名称: 甲馆}]\n")], &["1999"]),
        (&[("共用.yaml", "主管单位: 示例市文化局\n")], &["共用.yaml:1:1", "主管单位"]),
        (
            &[(
                "指标库.yaml",
                "阅读推广:\n  用词: [读书]\n  说明书: 无\n  指标: {数量指标: {读书会场次: {符号: ≥, 单位: 场}}}\n",
            )],
            &["指标库.yaml:3:3", "说明书"],
        ),
        (
            &[("共用.yaml", "indicators: ../馆办公室/指标库.yaml\nfonts: {text: 字体.otf}\n")],
            &["共用.yaml:2:1", "请把 fonts 去掉"],
        ),
        (&[("jixiao.html", "<html></html>")], &["jixiao.html", "不是 jixiao 的网页"]),
    ];
    for (files, told) in cases {
        let office = office(files);
        fs::write(office.path().join("单位填报.html"), "原来的").unwrap();
        let made = run(office.path(), &ALL);
        assert!(matches!(made.code, Some(1 | 2)), "{files:?}: {:?}", made.code);
        for part in told {
            assert!(made.err.contains(part), "{part} in {}", made.err);
        }
        assert_eq!(fs::read_to_string(office.path().join("单位填报.html")).unwrap(), "原来的", "{files:?}");
    }
}
