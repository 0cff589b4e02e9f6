//! `jixiao import` on the command line.

use std::fs;

use jixiao::internals::project::Settings;

use crate::common::TEMPLATES;
use crate::support::{FOREIGN_2026, assert_same, book, folder, foreign_2026, one, projects, run, sheet};

#[test]
fn names_that_no_file_can_have() {
    let long = "很长的名称".repeat(40);
    let mut sheets = Vec::new();
    for name in ["..", "jixiao", "CON", &long] {
        let mut sheet = foreign_2026();
        sheet.put(5, 4, name);
        sheet.0.set_name(format!("表{}", sheets.len())).expect("a name");
        sheets.push(sheet);
    }
    let folder = folder(&[("a.xlsx", book(sheets))]);
    let (code, _, err) = run(folder.path(), &["import", "a.xlsx", "-o", "项目"]);
    assert_eq!(code, 0, "{err}");
    let files = fs::read_dir(folder.path().join("项目")).expect("a folder");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names[..3], ["CON_.yaml", "_.yaml", "jixiao_.yaml"]);
    assert!(names[3].chars().count() <= 80, "{names:?}");
}

#[test]
fn the_command_writes_a_file_for_each_project() {
    let other = one("年度: 2023\n项目名称: 社区科普大学\n", &TEMPLATES);
    let folder = folder(&[("表.xlsx", book(vec![foreign_2026()])), ("旧.xlsx", sheet(&other))]);
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (0, "申报/社区科普大学.yaml\n"), "{err}");
    assert!(err.contains("从 1 个文件导入 1 个项目，警告"), "{err}");
    let written = folder.path().join("申报/社区科普大学.yaml");
    assert_eq!(fs::read_to_string(&written).expect("a file"), FOREIGN_2026);
    // An author's own work is not lost.
    fs::write(&written, "改过\n").expect("a file");
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("社区科普大学.yaml」已经有了") && err.contains("--force"), "{err}");
    assert_eq!(fs::read_to_string(&written).expect("a file"), "改过\n");
    let (_, _, err) = run(folder.path(), &["import", "表.xlsx", "-o", "申报", "--force"]);
    assert_eq!(fs::read_to_string(&written).expect("a file"), FOREIGN_2026, "{err}");
    // The others are imported all the same, and what is there as it would be is no mistake.
    fs::write(&written, "改过\n").expect("a file");
    let third = sheet(&one("年度: 2023\n项目名称: 科普丙\n", &TEMPLATES));
    fs::write(folder.path().join("丙.xlsx"), third).expect("a file");
    let (code, out, err) = run(folder.path(), &["import", "表.xlsx", "丙.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (2, "申报/科普丙.yaml\n"), "{err}");
    assert_eq!(fs::read_to_string(&written).expect("a file"), "改过\n");
    let (code, out, err) = run(folder.path(), &["import", "丙.xlsx", "-o", "申报"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    // Two projects of one name, and the current folder.
    let (_, out, err) = run(folder.path(), &["import", "表.xlsx", "旧.xlsx"]);
    assert_eq!(out, "./社区科普大学-1.yaml\n./社区科普大学-2.yaml\n", "{err}");
}

/// A project's own workbook and the book of its folder hold the same project.
#[test]
fn what_stands_in_two_files_is_imported_once() {
    let file = book(vec![foreign_2026()]);
    let folder = folder(&[("a.xlsx", file.clone()), ("b.xlsx", file)]);
    let (code, _, err) = run(folder.path(), &["import", "a.xlsx", "b.xlsx", "-o", "项目"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("提示[not-imported]: 「社区科普大学」已经从别处导入"), "{err}");
    assert!(err.contains("从 2 个文件导入 1 个项目"), "{err}");
}

#[test]
fn the_command_writes_to_standard_output() {
    let project = one("年度: 2023\n项目名称: 甲\n", &TEMPLATES);
    let other = one("年度: 2026\n项目名称: 乙\n", &TEMPLATES);
    let folder = folder(&[("甲.xlsx", sheet(&project)), ("乙.xlsx", sheet(&other)), ("坏.xlsx", b"%PDF-1.7".to_vec())]);
    let (code, out, err) = run(folder.path(), &["import", "甲.xlsx", "乙.xlsx", "-o", "-"]);
    assert_eq!(code, 0, "{err}");
    let read = projects(&out, &Settings::default(), &TEMPLATES);
    assert_same(&read[0], &project, &out);
    assert_same(&read[1], &other, &out);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    let (code, out, err) = run(folder.path(), &["import", "坏.xlsx", "-o", "-"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("错误[workbook]: 这是 PDF") && err.contains("导入 0 个项目"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "没有.xlsx"]);
    assert!(code == 2 && err.contains("没有.xlsx"), "{err}");
}

/// A folder of workbooks, and a pattern that no shell has put names for.
#[test]
fn folders_and_patterns_of_workbooks() {
    let named = |name: &str| sheet(&one(&format!("年度: 2026\n项目名称: {name}\n"), &TEMPLATES));
    let folder = folder(&[("甲.xlsx", named("甲")), ("乙.XLSX", named("乙")), ("~$甲.xlsx", b"x".to_vec())]);
    for (path, bytes) in [("下级/丙.xlsx", named("丙")), (".藏/丁.xlsx", named("丁"))] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    let (code, out, err) = run(folder.path(), &["import", ".", "甲.xlsx", "-o", "一"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.lines().count(), 3, "{out}");
    assert!(["甲", "乙", "丙"].iter().all(|name| out.contains(&format!("一/{name}.yaml"))), "{out}");
    assert!(err.contains("从 3 个文件导入 3 个项目") && !err.contains("~$"), "{err}");
    let (code, out, err) = run(folder.path(), &["import", "*.xlsx", "-o", "二"]);
    assert_eq!((code, out.lines().count()), (0, 2), "{out}{err}");
    let (code, out, err) = run(folder.path(), &["import", "下级/?.xlsx", "-o", "三"]);
    assert_eq!((code, out.as_str()), (0, "三/丙.yaml\n"), "{err}");
    let (code, out, err) = run(folder.path(), &["import", "~$甲.xlsx", "甲.xlsx", "-o", "四"]);
    assert_eq!((code, out.as_str()), (0, "四/甲.yaml\n"), "{err}");
    assert!(err.contains("提示[not-imported]: 这是 Excel 或 WPS 打开工作簿时"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "没有*.xlsx"]);
    assert!(code == 2 && err.contains("没有名字符合「没有*.xlsx」的文件"), "{err}");
    let (code, _, err) = run(folder.path(), &["import", "一"]);
    assert!(code == 2 && err.contains("文件夹「一」里没有工作簿"), "{err}");
}

/// A workbook that is given to a command for project files.
#[test]
fn a_workbook_is_no_project_file() {
    let folder = folder(&[("表.xlsx", book(vec![foreign_2026()])), ("表.pdf", b"%PDF-1.7\n%\xE2\xE3".to_vec())]);
    let (code, _, err) = run(folder.path(), &["build", "表.xlsx"]);
    assert_ne!(code, 0, "{err}");
    assert!(err.contains("这是 Excel 工作簿，不是项目文件") && err.contains("jixiao import \"表.xlsx\""), "{err}");
    assert!(!err.contains("PK"), "{err}");
    for command in ["build", "check"] {
        let (_, _, err) = run(folder.path(), &[command, "表.pdf"]);
        assert!(err.contains("不是项目文件") && !err.contains("%PDF"), "{err}");
    }
}

/// What cannot be read or written is told, and the others are imported.
#[test]
fn one_file_that_cannot_be_written_stops_no_other() {
    let named = |name: &str| sheet(&one(&format!("年度: 2026\n项目名称: {name}\n"), &TEMPLATES));
    let folder = folder(&[("甲.xlsx", named("甲")), ("乙.xlsx", named("乙"))]);
    // A folder stands where the file of 甲 is to go.
    fs::create_dir_all(folder.path().join("项目/甲.yaml/x")).expect("a folder");
    let (code, out, err) = run(folder.path(), &["import", "甲.xlsx", "没有.xlsx", "乙.xlsx", "-o", "项目", "--force"]);
    assert_eq!((code, out.as_str()), (2, "项目/乙.yaml\n"), "{err}");
    assert!(err.contains("错误[cannot-write]: 无法写入「项目/甲.yaml」：这是一个文件夹"), "{err}");
    assert!(err.contains("错误[cannot-read]: 无法读取「没有.xlsx」"), "{err}");
    assert!(err.contains("导入 1 个项目，错误 2 处"), "{err}");
}
