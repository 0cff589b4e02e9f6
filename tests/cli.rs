//! The program as its users run it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use common::root;
use tempfile::TempDir;

fn jixiao() -> Command {
    let mut command = Command::cargo_bin("jixiao").expect("the program");
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    // Where no variable is set, the system says the language on some systems.
    command.env("LANG", "zh_CN.UTF-8");
    command
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = jixiao().current_dir(folder).args(arguments).output().expect("it runs");
    Run {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

const GOOD: &str = "\
年度: 2026
项目名称: 好的
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
年度资金: {当年财政拨款: 100}
绩效指标:
  成本指标: {经济成本指标: {总成本: ≤100元}}
  产出指标: {数量指标: {场次: ≥1场}}
  效益指标: {社会效益指标: {影响力: 较上年有所提升}}
  满意度指标: {服务对象满意度指标: {听众满意度: ≥90%}}
项目性质: 其他一次性项目
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市科技服务中心
年度总体目标: 办好好的活动。
";
const BAD: &str = "年度: 2026\n项目名: 坏的\n";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != ".jixiao-manifest.json");
    names.sort();
    names
}

#[test]
fn a_file_too_large_to_be_a_project_is_not_read() {
    let folder = folder(&[("好的.yaml", GOOD)]);
    let large = fs::File::create(folder.path().join("大.yaml")).expect("a file");
    large.set_len(65 << 20).expect("a file of no blocks");
    let checked = run(folder.path(), &["check", "."]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.err.contains("错误[file-too-large]: 文件太大，最多 32 MB"), "{}", checked.err);
}

/// A folder's own form of a year goes before the one that is named after the year.
#[test]
fn the_blank_form_of_a_year_is_that_of_its_projects() {
    let own = "extends: \"2026\"\nname: 本局\ntitle: 本局申报表\n";
    let folder = folder(&[("templates/本局.yaml", own)]);
    let blank = run(folder.path(), &["blank", "--year", "2026", "--format", "pdf"]);
    assert_eq!(
        (blank.code, names(folder.path())),
        (0, vec!["templates".to_owned(), "本局申报表（2026年）.pdf".to_owned()])
    );
    // A new project elsewhere goes by it, too.
    assert_eq!(run(folder.path(), &["new", "甲", "--year", "2026", "-o", "别处"]).code, 0);
    let text = fs::read_to_string(folder.path().join("别处/甲.yaml")).expect("a project");
    assert!(text.contains("本局申报表"), "{text}");
}

/// Projects of a folder and of those in it are looked at together, however the folder
/// is named.
#[test]
fn a_folder_is_one_submission_by_any_path() {
    let files = [("甲/jixiao.yaml", "checks: {levels: {}}\n"), ("甲/b.yaml", GOOD), ("甲/子/a.yaml", GOOD)];
    let folder = folder(&files);
    let whole = folder.path().join("甲").display().to_string();
    for (place, path) in [(".", "甲"), (".", whole.as_str()), ("甲", ".")] {
        let checked = run(&folder.path().join(place), &["check", path]);
        assert!(checked.err.contains("duplicate-project"), "{path}: {}", checked.err);
    }
}

/// A shell names all that ends in `.yaml`.
#[test]
fn settings_that_are_named_with_projects_are_no_project() {
    let settings = [("jixiao.yaml", "主管部门: 示例市科学技术协会\n"), ("指标库.yaml", "指标: []\n"), ("a.yaml", GOOD)];
    let folder = folder(&settings);
    let checked = run(folder.path(), &["check", "a.yaml", "jixiao.yaml", "指标库.yaml"]);
    assert_eq!(checked.err, run(folder.path(), &["check", "."]).err.replace("./", ""));
    assert!(checked.err.contains("检查了 1 个项目"), "{}", checked.err);
    let checked = run(folder.path(), &["check", "jixiao.yaml"]);
    assert!(checked.code == 2 && checked.err.contains("「jixiao.yaml」里是各项目共用的内容"), "{}", checked.err);
}

#[test]
fn a_template_is_checked_by_itself() {
    let own = "extends: \"2026\"\nname: 本局\n";
    let folder = folder(&[("本局.yaml", own), ("项目.yaml", GOOD), ("坏的.yaml", "name: 坏的\nheigth: 1\n")]);
    let checked = run(folder.path(), &["template", "check", "本局.yaml"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.err.contains("模板「本局」没有错误"), "{}", checked.err);
    let checked = run(folder.path(), &["template", "check", "坏的.yaml"]);
    assert!(checked.code == 1 && checked.err.contains("坏的.yaml:2:1"), "{}", checked.err);
    let checked = run(folder.path(), &["template", "check", "没有.yaml"]);
    assert!(checked.code == 2 && checked.err.contains("无法读取「没有.yaml」"), "{}", checked.err);
}

#[test]
fn a_row_that_stands_elsewhere_is_one_line_of_the_difference() {
    let template = "extends: \"2026\"\nname: 本局\nyears: {from: 2040}\ngrid:\n  rows:\n    单位: ~\n    单位乙:\n      \
        height: 8.5mm\n      cells:\n        - {label: 主管部门, colspan: 2}\n        - {value: 主管部门, colspan: 2}\n        \
        - {label: 实施单位}\n        - {value: 实施单位, colspan: 3}\n    资金: {}\n";
    let folder = folder(&[("templates/本局.yaml", template)]);
    let told = run(folder.path(), &["template", "diff", "2026", "本局"]);
    assert!(
        told.out.ends_with("\n表格的各行\n  ~ 计划开始日期 | 〔计划开始日期〕 | 计划完成日期 | 〔计划完成日期〕\n\n"),
        "{}{}",
        told.out,
        told.err
    );
}

#[test]
fn a_blank_form_lacks_no_character() {
    let template = "extends: \"2026\"\nname: 缺字\ngrid: {rows: {年度: [{title: \"\u{E000}\", colspan: 8}]}}\n";
    let folder = folder(&[("templates/缺字.yaml", template)]);
    let blank = run(folder.path(), &["blank", "--year", "2026", "--template", "缺字", "--templates", "templates"]);
    assert_eq!(blank.code, 2, "{}", blank.err);
    assert!(blank.err.contains("错误[glyph-missing]"), "{}", blank.err);
    assert_eq!(names(folder.path()), ["templates"]);
}

#[test]
fn the_samples_are_built() {
    let out = TempDir::new().expect("a folder");
    let path = out.path().to_str().expect("UTF-8");
    let built = run(&root(), &["build", "samples", "-o", path]);
    assert_eq!(built.code, 0, "{}", built.err);
    // Two files a project, and three of the book of each of four years.
    assert_eq!(built.err, "10 个项目，写出 32 个文件\n");
    let names = names(out.path());
    assert_eq!(names.len(), 32);
    assert_eq!(built.out.lines().count(), 32);
    for line in built.out.lines() {
        let bytes = fs::read(line).expect("a file that was named");
        let start: &[u8] = match line.rsplit_once('.') {
            Some((_, "pdf")) => b"%PDF",
            Some((_, "xlsx")) => b"PK\x03\x04",
            _ => b"{\n",
        };
        assert!(bytes.starts_with(start), "{line}");
    }
    // A second run in another process writes the same bytes.
    let again = TempDir::new().expect("a folder");
    assert_eq!(run(&root(), &["build", "samples", "-o", again.path().to_str().expect("UTF-8")]).code, 0);
    for name in names {
        let read = |folder: &TempDir| fs::read(folder.path().join(&name)).expect("a file");
        assert!(read(&out) == read(&again), "{name} differs");
    }
}

#[test]
fn sound_projects_are_built_beside_wrong_ones() {
    let folder = folder(&[
        ("a.yaml", BAD),
        ("b.yml", GOOD),
        ("子/c.yaml", &GOOD.replace("好的", "也好")),
        ("说明.txt", "不是项目"),
        (".d.yaml", BAD),
    ]);
    let built = run(folder.path(), &["build", "."]);
    assert_eq!(built.code, 1);
    assert!(built.err.contains("a.yaml:2:1"), "{}", built.err);
    assert!(built.err.contains("改法: 是否要写「项目名称」？"), "{}", built.err);
    assert!(built.err.contains("3 个项目，写出 4 个文件；错误 2 处。有错误的项目没有生成（1 个）"), "{}", built.err);
    assert_eq!(names(&folder.path().join("out")), ["b.pdf", "b.xlsx", "子"]);
    assert_eq!(names(&folder.path().join("out/子")), ["c.pdf", "c.xlsx"]);
}

#[test]
fn check_writes_nothing() {
    let folder = folder(&[("a.yaml", GOOD)]);
    let checked = run(folder.path(), &["check", "a.yaml"]);
    assert_eq!((checked.code, checked.out.as_str(), checked.err.as_str()), (0, "", "检查了 1 个项目：没有发现问题\n"));
    assert_eq!(names(folder.path()), ["a.yaml"]);
    fs::write(folder.path().join("a.yaml"), BAD).expect("a file");
    assert_eq!(run(folder.path(), &["check", "a.yaml"]).code, 1);
}

#[test]
fn several_documents_are_numbered() {
    let folder = folder(&[("a.yaml", &format!("{GOOD}---\n{BAD}---\n{GOOD}"))]);
    assert_eq!(run(folder.path(), &["build", "a.yaml", "--format", "xlsx"]).code, 1);
    assert_eq!(names(&folder.path().join("out")), ["a-1.xlsx", "a-3.xlsx"]);
}

#[test]
fn a_folder_has_its_settings() {
    let settings = "年度: 2026\n主管部门: 示例市科学技术协会\noutput: {folder: 成品, formats: [pdf]}\n";
    let folder = folder(&[("jixiao.yaml", settings), ("子/a.yaml", "项目名称: 甲\n")]);
    let built = run(folder.path(), &["build", "."]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert_eq!(names(&folder.path().join("成品/子")), ["a.pdf"]);
    // A key left blank takes the folder's value, an empty text does not.
    fs::write(folder.path().join("子/a.yaml"), "年度:\n项目名称: 甲\n主管部门:\n").expect("a file");
    let text = |name: &str| {
        let built = run(folder.path(), &["build", ".", "-o", name, "--format", "xlsx"]);
        assert_eq!(built.code, 0, "{}", built.err);
        let bytes = fs::read(folder.path().join(name).join("子/a.xlsx")).expect("a file");
        format!("{:?}", common::xlsx::cells(&bytes, 8))
    };
    assert!(text("空").contains("示例市科学技术协会"));
    fs::write(folder.path().join("子/a.yaml"), "项目名称: 甲\n主管部门: \"\"\n").expect("a file");
    assert!(!text("无").contains("示例市科学技术协会"));
    // From inside, the nearest settings above count.
    let inside = run(&folder.path().join("子"), &["check", "a.yaml"]);
    assert_eq!(inside.code, 0, "{}", inside.err);
    // Wrong settings stop their projects, and say where they are wrong.
    fs::write(folder.path().join("jixiao.yaml"), "年度: 2026\n主管部: 甲\n").expect("a file");
    let wrong = run(folder.path(), &["build", "子", "-o", "别处"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("jixiao.yaml:2:1"), "{}", wrong.err);
    assert!(!folder.path().join("别处").exists());
}

#[test]
fn templates_beside_the_projects_are_taken() {
    let case = root().join("tests/cases/2027/scores");
    let read = |name: &str| fs::read_to_string(case.join(name)).expect("a case");
    let (project, template) = (read("project.yaml"), read("templates/2027.yaml"));
    let folder = folder(&[("项目/a.yaml", &project), ("表式/2027.yaml", &template)]);
    let without = run(folder.path(), &["check", "项目"]);
    assert_eq!(without.code, 1, "the built-in form has no such field");
    let with = run(folder.path(), &["check", "项目", "--templates", "表式"]);
    assert_eq!(with.code, 0, "{}", with.err);
    fs::rename(folder.path().join("表式"), folder.path().join("项目/templates")).expect("a folder");
    let beside = run(folder.path(), &["check", "项目"]);
    assert_eq!(beside.code, 0, "{}", beside.err);
    fs::write(folder.path().join("项目/templates/2027.yaml"), "extends: \"2062\"\nname: x\n").expect("a file");
    let wrong = run(folder.path(), &["check", "项目"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("没有名为「2062」的模板"), "{}", wrong.err);
    assert!(wrong.err.contains("2027.yaml:1:10"), "{}", wrong.err);
}

#[test]
fn weights_must_add_up() {
    let case = root().join("tests/cases/2027/scores");
    let project = fs::read_to_string(case.join("project.yaml")).expect("a case").replace("分值: 50", "分值: 49.5");
    let folder = folder(&[("a.yaml", &project)]);
    let templates = case.join("templates");
    let checked = run(folder.path(), &["check", "a.yaml", "--templates", templates.to_str().expect("UTF-8")]);
    assert_eq!(checked.code, 1);
    assert!(checked.err.contains("「分值合计」应为 100，现为 99.5"), "{}", checked.err);
}

#[test]
fn standard_input_and_output() {
    let folder = folder(&[]);
    let mut command = jixiao();
    let output = command
        .current_dir(folder.path())
        .args(["build", "-", "-o", "-", "--format", "pdf"])
        .write_stdin(GOOD)
        .output();
    let output = output.expect("it runs");
    assert!(output.status.success());
    assert!(output.stdout.starts_with(b"%PDF"));
    assert_eq!(names(folder.path()), [""; 0]);
    let two = jixiao().current_dir(folder.path()).args(["build", "-", "-o", "-"]).write_stdin(GOOD).output();
    let two = two.expect("it runs");
    assert_eq!((two.status.code(), two.stdout.len()), (Some(2), 0));
}

/// What cannot be looked into, or is no file, stops nothing else.
#[cfg(target_os = "linux")]
#[test]
fn odd_folders_and_files_stop_nothing() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("p/a.yaml", GOOD), ("p/下层/b.yaml", GOOD)]);
    let at = |name: &str| folder.path().join("p").join(name);
    // A link that leads back, a folder that is none, a pipe, settings that are a folder.
    symlink("..", at("下层/上")).expect("a link");
    symlink("自己", at("自己")).expect("a link");
    Command::new("mkfifo").arg(at("c.yaml")).assert().success();
    let run = run(folder.path(), &["build", "p", "-o", "o", "--no-book"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    assert!(run.err.contains("警告[skipped-file]: 「p/c.yaml」是管道或设备"), "{}", run.err);
}

/// Runs the program, which has to end by itself.
#[cfg(target_os = "linux")]
fn ends(folder: &Path, arguments: &[&str]) -> Run {
    let output = jixiao().current_dir(folder).args(arguments).timeout(Duration::from_secs(20)).output();
    let output = output.expect("it runs");
    Run {
        code: output.status.code().unwrap_or_else(|| panic!("{arguments:?} does not end")),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A pipe nobody writes into, and a device without an end, are not read wherever a file
/// should be; what they are is said.
#[cfg(target_os = "linux")]
#[test]
fn pipes_and_devices_are_not_read() {
    use std::os::unix::fs::symlink;
    let (pipe, font) = ("管道或设备", "fonts: {text: 字体.ttf}");
    let cases: [(&str, &str, &[&str], &str); 14] = [
        ("x.yaml", "", &["check", "x.yaml"], pipe),
        ("p/jixiao.yaml", "", &["check", "p"], pipe),
        ("p/templates/t.yaml", "", &["check", "p"], pipe),
        ("p/templates/t.yaml", "", &["template", "list", "--templates", "p/templates"], pipe),
        ("p/字体.ttf", font, &["build", "p"], pipe),
        ("p/指标库.yaml", "", &["suggest", "p"], ""),
        ("out/.jixiao-manifest.json", "", &["build", "p"], "写出"),
        ("out/a.pdf", "", &["verify", "p"], pipe),
        ("a.json", "", &["verify", "p", "--list", "a.json"], pipe),
        ("表.xlsx", "", &["import", "表.xlsx", "-o", "-"], pipe),
        ("w/表.xlsx", "", &["import", "w", "-o", "-"], pipe),
        ("a.xlsx", "", &["extract", "a.xlsx"], pipe),
        ("n/.jixiao-roll.json", "", &["roll", "p", "--to", "2027", "-o", "n"], "已经有内容了"),
        ("p/字体.ttf", font, &["roll", "p", "--to", "2027", "-o", "n"], ""),
    ];
    for (name, settings, arguments, said) in cases {
        for is_device in [false, true] {
            let folder = folder(&[("p/a.yaml", GOOD)]);
            let at = folder.path().join(name);
            fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
            if !settings.is_empty() {
                fs::write(folder.path().join("p/jixiao.yaml"), settings).expect("a file");
            }
            match is_device {
                true => symlink("/dev/zero", &at).expect("a link"),
                false => drop(Command::new("mkfifo").arg(&at).assert().success()),
            }
            let run = ends(folder.path(), arguments);
            let told = run.err.contains(said) || run.err.contains("外面");
            assert!(told, "{name} {is_device} {arguments:?}: {}", run.err);
        }
    }
}

/// Links lead in circles, to folders above, and out: a folder is entered once, and what is
/// left out that may matter is told.
#[cfg(target_os = "linux")]
#[test]
fn links_are_followed_within_the_folder_and_once() {
    use std::os::unix::fs::symlink;
    let other = GOOD.replace("好的", "别的");
    let folder = folder(&[("p/甲/a.yaml", GOOD), ("p/乙/b.yaml", &other), ("别处/c.yaml", &other), ("别处/d.txt", "")]);
    let at = |name: &str| folder.path().join(name);
    for number in 0..20 {
        symlink("../乙", at(&format!("p/甲/{number}"))).expect("a link");
        symlink("../甲", at(&format!("p/乙/{number}"))).expect("a link");
    }
    symlink("/", at("p/甲/全部")).expect("a link");
    symlink("../../别处/d.txt", at("p/甲/d.txt")).expect("a link");
    let built = ends(folder.path(), &["build", "p", "-o", "o", "--no-book"]);
    assert_eq!((built.code, built.out.lines().count()), (0, 4), "{}", built.err);
    assert!(!built.err.contains("[outside]"), "{}", built.err);
    symlink("/proc", at("p/甲/进程")).expect("a link");
    symlink(at("别处"), at("p/乙/别处")).expect("a link");
    let checked = ends(folder.path(), &["check", "p"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    for name in ["p/乙/别处", "p/甲/进程"] {
        assert!(checked.err.contains(&format!("警告[outside]: 「{name}」是通到文件夹外面的链接")), "{}", checked.err);
    }
    // A project that is not read is missing, and without it there is no book.
    symlink("../../别处/c.yaml", at("p/甲/c.yaml")).expect("a link");
    let built = ends(folder.path(), &["build", "p", "-o", "o"]);
    assert_eq!(built.code, 1, "{}", built.err);
    assert!(built.err.contains("错误[outside]: 「p/甲/c.yaml」"), "{}", built.err);
    assert!(built.err.contains("没有做") && !built.out.contains("汇总册"), "{} {}", built.err, built.out);
    // As its author has said that it is to be read.
    let built = ends(folder.path(), &["build", "p/甲/c.yaml", "-o", "o"]);
    assert_eq!(built.code, 0, "{}", built.err);
}

/// What the settings, templates and links of a folder say leads no further than that folder,
/// until the user trusts it; and nothing of what is outside is shown.
#[cfg(unix)]
#[test]
fn a_folder_reaches_no_further_than_itself() {
    use std::os::unix::fs::symlink;
    type Files<'a> = &'a [(&'a str, &'a str)];
    let font = root().join("fonts/NotoSansSymbols2-Regular.ttf");
    let absolute = format!("fonts: {{fallback: [{}]}}", font.display());
    let fonts = "{extends: '2026', name: '2026', fonts: {text: ../../../字体.ttf}}";
    // What stands in the folder, and where links in it lead.
    let cases: &[(Files<'_>, Files<'_>, &[&str])] = &[
        (&[("jixiao.yaml", "output: {folder: ../../别处}")], &[], &["build", "收到/p"]),
        (&[("jixiao.yaml", "output: {folder: 一/../../../别处/二}")], &[], &["build", "收到/p"]),
        (&[("jixiao.yaml", "output: {folder: 出}")], &[("出", "../../别处")], &["build", "收到/p"]),
        (&[("jixiao.yaml", &absolute)], &[], &["check", "收到/p"]),
        (&[("jixiao.yaml", "fonts: {text: ../../字体.ttf}")], &[], &["check", "收到/p"]),
        (&[("jixiao.yaml", "fonts: {bold: 字.ttf#0}")], &[("字.ttf", "../../字体.ttf")], &["check", "收到/p"]),
        (&[("templates/t.yaml", fonts)], &[], &["check", "收到/p"]),
        (&[], &[("templates/t.yaml", "../../../机密")], &["check", "收到/p"]),
        (&[], &[("templates", "../../别处")], &["check", "收到/p"]),
        (&[], &[("jixiao.yaml", "../../机密")], &["check", "收到/p"]),
        (&[], &[("jixiao.yaml", "../../机密")], &["settings", "收到/p"]),
        (&[], &[("b.yaml", "../../机密")], &["build", "收到/p"]),
        (&[("jixiao.yaml", "indicators: ../../机密")], &[], &["check", "收到/p"]),
        (&[], &[("指标库.yaml", "../../机密")], &["suggest", "收到/p"]),
        (&[("../jixiao.yaml", "fonts: {text: ../字体.ttf}")], &[], &["check", "收到/p"]),
        (&[], &[("../jixiao.yaml", "../机密")], &["check", "收到/p"]),
    ];
    for (files, links, arguments) in cases {
        let secret = "密码: 一二三四\n";
        let folder = folder(&[("收到/p/a.yaml", GOOD), ("机密", secret), ("别处/t.yaml", secret)]);
        fs::copy(&font, folder.path().join("字体.ttf")).expect("a font");
        let at = |name: &str| folder.path().join("收到/p").join(name);
        for (name, text) in *files {
            fs::create_dir_all(at(name).parent().expect("a folder")).expect("a folder");
            fs::write(at(name), text).expect("a file");
        }
        for (name, target) in *links {
            fs::create_dir_all(at(name).parent().expect("a folder")).expect("a folder");
            symlink(target, at(name)).expect("a link");
        }
        let run = run(folder.path(), arguments);
        let what = format!("{files:?} {links:?} {}", run.err);
        assert_ne!(run.code, 0, "{what}");
        assert!(run.err.contains("外面") && run.err.contains("改法"), "{what}");
        assert!(!run.err.contains("密码") && !run.out.contains("密码"), "{what}");
        assert_eq!(names(&folder.path().join("别处")), ["t.yaml"], "{what}");
    }
}

/// A folder that the user trusts reaches anywhere, with all that is in it; settings of a folder
/// above reach as far as that one; what the command names is as far as it is named.
#[test]
fn trust_is_given_once_and_taken_back() {
    let folder = folder(&[
        ("处/2026/a.yaml", GOOD),
        ("处/2026/jixiao.yaml", "output: {folder: ../../成品}\n"),
        ("处/jixiao.yaml", "fonts: {fallback: [字体.ttf]}\n"),
    ]);
    let settings = TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = jixiao();
        let variables = ["XDG_CONFIG_HOME", "APPDATA"].map(|name| (name, settings.path()));
        let output = command.envs(variables).current_dir(folder.path()).args(arguments).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
    };
    fs::copy(root().join("fonts/NotoSansSymbols2-Regular.ttf"), folder.path().join("处/字体.ttf")).expect("a font");
    let (code, _, err) = run(&["build", "处/2026", "--no-book"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("jixiao trust") && err.contains("jixiao.yaml:1:18"), "{err}");
    assert_eq!(run(&["build", "处/2026", "--no-book", "-o", "o"]).0, 0);
    let (code, out, _) = run(&["trust", "处"]);
    assert_eq!((code, run(&["trust"]).1), (0, out.clone()));
    assert_eq!(Path::new(out.trim_end()), folder.path().join("处").canonicalize().expect("a folder"));
    let (code, _, err) = run(&["build", "处/2026", "--no-book"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(names(&folder.path().join("成品")), ["a.pdf", "a.xlsx"]);
    assert_eq!(run(&["trust", "处", "--remove"]).0, 0);
    assert_eq!((run(&["trust"]).1.as_str(), run(&["build", "处/2026", "--no-book"]).0), ("", 2));
    assert_eq!((run(&["trust", "没有"]).0, run(&["trust", "处/jixiao.yaml"]).0), (2, 2));
}

/// A file that this program did not make is not replaced without a word; one of its own is,
/// known to the store or not.
#[test]
fn files_of_others_are_not_replaced() {
    let folder = folder(&[("p/a.yaml", GOOD), ("out/a.pdf", "mine"), ("out/a.xlsx", "mine"), ("out/a.ofd", "mine")]);
    let at = |name: &str| folder.path().join(name);
    let all = ["build", "p", "--format", "pdf,xlsx,ofd", "--no-book"];
    let refused = run(folder.path(), &all);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
    assert_eq!(refused.err.matches("不是本程序生成的").count(), 3, "{}", refused.err);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    for ending in ["pdf", "xlsx", "ofd"] {
        assert_eq!(fs::read(at(&format!("out/a.{ending}"))).expect("a file"), b"mine");
    }
    let forced = run(folder.path(), &[&all[..], &["--force"]].concat());
    assert_eq!((forced.code, forced.out.lines().count()), (0, 3), "{}", forced.err);
    // Another text, and nothing is known of the files but what they say themselves.
    fs::remove_file(at("out/.jixiao-manifest.json")).expect("a store");
    fs::write(at("p/a.yaml"), GOOD.replace("场次", "期数")).expect("a file");
    let again = run(folder.path(), &all);
    assert_eq!((again.code, again.out.lines().count()), (0, 3), "{}", again.err);
    // What was made is known, whatever became of it.
    fs::write(at("out/a.xlsx"), "broken").expect("a file");
    assert_eq!(run(folder.path(), &all).out, "out/a.xlsx\n");
    let name = "out/项目绩效目标汇总册（2026年）.json";
    fs::write(at(name), "{\"甲\": 1}").expect("a file");
    let book = run(folder.path(), &["build", "p"]);
    assert_eq!(book.code, 2, "{}", book.err);
    assert_eq!(fs::read(at(name)).expect("a file"), "{\"甲\": 1}".as_bytes());
}

/// How many rules are off, and how many findings were waived, stands in the last line and in
/// the report.
#[test]
fn what_settings_leave_out_is_counted() {
    let checks = "checks:\n  levels: {unit-missing: off, percent-low: off, long-project: warning}\n\
                  \x20 waive: [{code: cost-at-least, project: \"*\", reason: 都看过}]\n";
    let (one, other) = (GOOD.replace("≤100元", "≥100元"), GOOD.replace("≤100元", "≥100元").replace("好的", "也好"));
    let folder = folder(&[("p/a.yaml", &one), ("p/b.yaml", &other), ("p/jixiao.yaml", checks)]);
    let (said, json) = ("按 jixiao.yaml，关掉的规则 2 条，放过的问题 2 处", ["check", "p", "--format", "json"]);
    for command in [&["check", "p"][..], &["build", "p"]] {
        let run = run(folder.path(), command);
        assert!(run.err.contains(said), "{command:?}: {}", run.err);
    }
    let report = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&run(folder.path(), arguments).out).expect("JSON")
    };
    assert_eq!((&report(&json)["rules_off"], &report(&json)["waived"]), (&2.into(), &2.into()));
    fs::remove_file(folder.path().join("p/jixiao.yaml")).expect("a file");
    assert_eq!((&report(&json)["rules_off"], &report(&json)["waived"]), (&0.into(), &0.into()));
    assert!(!run(folder.path(), &["check", "p"]).err.contains("按 jixiao.yaml"));
}

/// Output that does not fit anywhere is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_said() {
    let folder = folder(&[("a.yaml", GOOD)]);
    for arguments in [
        &["check", "a.yaml", "--format", "json"][..],
        &["schema", "--year", "2026"],
        &["explain"],
        &["template", "show", "2026"],
        &["completions", "bash"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("jixiao"));
        command.env("LANG", "zh_CN.UTF-8");
        let output = command.args(arguments).current_dir(folder.path()).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("磁盘已满") && err.contains("改法"), "{arguments:?}: {err}");
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let folder =
        folder(&[("a.yaml", GOOD), ("out", "一个文件"), ("空/.keep", ""), ("b/a.yaml", GOOD), ("c/a.yaml", GOOD)]);
    let at = |arguments: &[&str]| {
        let run = run(folder.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        run.err
    };
    assert!(at(&["build", "没有.yaml"]).contains("没有这个文件或文件夹"));
    assert!(at(&["build", "a.yaml"]).contains("要放文件夹的地方有一个同名的文件"));
    assert!(at(&["build", "空"]).contains("没有项目文件"));
    let same = run(folder.path(), &["build", "b", "c", "-o", "d"]);
    assert_eq!(same.code, 1);
    assert!(same.err.contains("「b/a.yaml」和「c/a.yaml」会写成同一个文件「d/a.pdf」"), "{}", same.err);
    assert_eq!(names(&folder.path().join("d")), ["a.pdf", "a.xlsx"], "the first is written");
    let twice = run(folder.path(), &["check", "b", "b/a.yaml"]);
    assert_eq!(twice.err, "检查了 1 个项目：没有发现问题\n", "a file that is named twice is one");
    assert!(at(&["check", "a.yaml", "--templates", "空"]).contains("没有模板"));
    fs::write(folder.path().join("gbk.yaml"), b"\xc4\xea\xb6\xc8: 2026\n").expect("a file");
    let gbk = run(folder.path(), &["check", "gbk.yaml"]);
    assert_eq!(gbk.code, 1);
    assert!(gbk.err.contains("看来是 GBK（记事本里叫 ANSI）"), "{}", gbk.err);
    for mark in ["\u{FEFF}", ""] {
        let bytes: Vec<u8> = format!("{mark}年度: 2026\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(folder.path().join("utf-16.yaml"), bytes).expect("a file");
        let utf_16 = run(folder.path(), &["check", "utf-16.yaml"]);
        assert!(utf_16.err.contains("文件的编码是 UTF-16"), "{}", utf_16.err);
    }
    fs::write(folder.path().join("other.yaml"), b"\xff\xff: 2026\n").expect("a file");
    assert!(run(folder.path(), &["check", "other.yaml"]).err.contains("文件的编码不是 UTF-8\n"));
}

#[test]
fn a_file_with_another_ending_behind_yaml_is_named() {
    let folder = folder(&[("a/a.yaml", GOOD), ("a/乙.yaml.txt", GOOD), ("a/说明.txt", "甲"), ("b/丙.YML.TXT", GOOD)]);
    let checked = run(folder.path(), &["check", "a"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert!(checked.err.contains("skipped-file") && checked.err.contains("乙.yaml.txt」的名字以 .txt 结尾，没有读"));
    assert!(!checked.err.contains("说明.txt"), "{}", checked.err);
    let alone = run(folder.path(), &["check", "b"]);
    assert!(alone.code == 2 && alone.err.contains("请把文件名改成「丙.YML」"), "{}", alone.err);
    fs::rename(folder.path().join("a/乙.yaml.txt"), folder.path().join("b/乙.yaml")).expect("a file");
    assert!(!run(folder.path(), &["check", "a", "b"]).err.contains("乙.yaml.txt"));
}

#[test]
fn files_are_replaced_as_a_whole() {
    let folder = folder(&[("a.yaml", GOOD), ("out/a.xlsx/挡路", "")]);
    assert_eq!(run(folder.path(), &["build", "a.yaml", "--format", "pdf"]).code, 0);
    fs::write(folder.path().join("out/a.pdf"), "旧的").expect("a file");
    let blocked = run(folder.path(), &["build", "a.yaml"]);
    assert_eq!(blocked.code, 2);
    // No half file and nothing temporary is left.
    assert_eq!(names(&folder.path().join("out")), ["a.pdf", "a.xlsx"]);
    fs::remove_dir_all(folder.path().join("out/a.xlsx")).expect("a folder");
    assert_eq!(run(folder.path(), &["build", "a.yaml"]).code, 0);
    assert!(fs::read(folder.path().join("out/a.pdf")).expect("a file").starts_with(b"%PDF"));
}

#[test]
fn mistakes_in_usage_are_told_in_chinese() {
    let at = |arguments: &[&str]| {
        let run = run(&root(), arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {}", run.err);
        run.err
    };
    assert!(at(&["bild", "x"]).contains("没有命令「bild」，是否要用 build？"));
    assert!(at(&["build"]).contains("缺少 <路径>"));
    assert!(at(&["build", "x", "--formt", "pdf"]).contains("不认识的选项「--formt」，是否要用 --format？"));
    assert!(at(&["build", "x", "--format", "docx"]).contains("不能是「docx」，只能是 pdf、xlsx、ofd"));
    assert!(at(&["check", "x", "--color", "rot"]).contains("不能是「rot」，只能是 auto、always、never"));
    assert!(at(&["new", "甲", "--year", "今年"]).contains("--year <年度> 不能是「今年」\n"));
    assert!(at(&["check", "x", "--fix=好"]).contains("--fix 后面不能有「好」"));
    assert!(at(&["build", "x", "--out"]).contains("--out <文件夹> 后面缺少内容"));
    assert!(at(&["check", "x", "--fix", "--diff"]).contains("重复或互相冲突"));
    assert!(at(&["--color", "never"]).contains("缺少命令"));
    assert!(at(&["check", "x", "--lang", "fr"]).contains("--lang <语言> 不能是「fr」，只能是 zh-CN、en"));
    let help = run(&root(), &["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("用法: jixiao"), "{}", help.out);
    assert!(run(&root(), &["--version"]).out.starts_with("jixiao 0."));
}

#[test]
fn the_day_is_that_of_the_environment() {
    let folder = folder(&[("a.yaml", GOOD)]);
    let build = |epoch: &str, out: &str| {
        let mut command = jixiao();
        command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", epoch);
        command.args(["build", "a.yaml", "-o", out]).output().expect("it runs").status.code()
    };
    assert_eq!(build("1767225600", "1"), Some(0));
    assert_eq!(build("1798761600", "2"), Some(0));
    let read = |path: &str| fs::read(folder.path().join(path)).expect("a file");
    assert_ne!(read("1/a.pdf"), read("2/a.pdf"));
    assert_ne!(read("1/a.xlsx"), read("2/a.xlsx"));
    assert_eq!(build("0", "3"), Some(0));
    assert_ne!(read("1/a.pdf"), read("3/a.pdf"));
    assert_eq!(build("gestern", "4"), Some(2));
    assert_eq!(build("-1", "4"), Some(2));
}

#[test]
fn colours_are_for_terminals() {
    let folder = folder(&[("a.yaml", BAD)]);
    assert!(!run(folder.path(), &["check", "a.yaml"]).err.contains('\u{1b}'));
    assert!(run(folder.path(), &["check", "a.yaml", "--color", "always"]).err.contains("\u{1b}["));
}

#[test]
fn a_form_is_fit_on_one_page_or_says_why_not() {
    let indicators: String = (1..=28).map(|n| format!("      第{n}项指标: {n}\n")).collect();
    let long = format!("年度: 2023\n项目名称: 稍长\n绩效指标:\n  产出指标:\n    数量指标:\n{indicators}");
    let more = long
        .replace("年度总体目标", "")
        .replace("项目名称: 稍长", &format!("项目名称: 太长\n年度总体目标: {}", "很长的目标。".repeat(900)));
    let folder = folder(&[("a.yaml", &long), ("b.yaml", &more), ("c.yaml", GOOD)]);
    let pages = |name: &str| {
        let document = lopdf::Document::load(folder.path().join("out").join(name)).expect("a PDF");
        document.get_pages().len()
    };
    let plain = run(folder.path(), &["build", ".", "--format", "pdf"]);
    assert_eq!((plain.code, pages("a.pdf"), pages("c.pdf")), (0, 2, 1), "{}", plain.err);
    fs::remove_dir_all(folder.path().join("out")).expect("a folder");
    let fit = run(folder.path(), &["build", ".", "--format", "pdf", "--fit", "one-page"]);
    assert_eq!(fit.code, 1);
    assert!(fit.err.contains("警告[fit]: 为排进一页，正文改为"), "{}", fit.err);
    assert!(fit.err.contains("错误[fit]: 排不进一页：正文缩到 7.5 磅，仍超出"), "{}", fit.err);
    assert_eq!(fit.err.matches("[fit]").count(), 2, "a form that fits is left alone: {}", fit.err);
    assert_eq!((pages("a.pdf"), pages("c.pdf")), (1, 1));
    assert_eq!(names(&folder.path().join("out")), ["a.pdf", "c.pdf"]);
    // The folder's settings say the same, and an option overrules them.
    fs::write(folder.path().join("jixiao.yaml"), "output: {fit: one-page}\n").expect("a file");
    assert_eq!(run(folder.path(), &["check", "b.yaml"]).code, 1);
    assert_eq!(run(folder.path(), &["build", "b.yaml", "--fit", "pages"]).code, 0);
}

#[test]
fn an_office_has_its_own_fonts() {
    let settings = "fonts: {text: NotoSerifSC-Bold.ttf}\n";
    let folder = folder(&[("a.yaml", "年度: 2026\n项目名称: 生僻字𰻝\n"), ("jixiao.yaml", settings)]);
    let font = root().join("fonts/NotoSerifSC-Bold.ttf");
    fs::copy(font, folder.path().join("NotoSerifSC-Bold.ttf")).expect("a font");
    let listed = run(folder.path(), &["fonts", "."]);
    assert_eq!(listed.code, 1);
    assert!(listed.err.contains("字体里没有「𰻝」（U+30EDD）"), "{}", listed.err);
    assert!(listed.err.contains("a.yaml:2:10"), "{}", listed.err);
    let line = listed.out.lines().find(|line| line.ends_with("NotoSerifSC-Bold.ttf")).expect("the office's font");
    assert_ne!(line.trim().split(' ').next(), Some("0"), "{}", listed.out);
    assert!(listed.out.contains("     0  Noto Serif SC Regular"), "{}", listed.out);
    // A font that is none, and one that is not there.
    for (text, told) in [("a.yaml", "不是可以使用的字体文件"), ("没有.ttf", "没有这个文件或文件夹")]
    {
        fs::write(folder.path().join("jixiao.yaml"), format!("fonts: {{fallback: [{text}]}}\n")).expect("a file");
        let wrong = run(folder.path(), &["build", "."]);
        assert_eq!(wrong.code, 2);
        assert!(wrong.err.contains(told), "{}", wrong.err);
    }
}

#[test]
fn findings_for_programs() {
    let project = GOOD.replace("≤100元", "≥100元").replace("当年财政拨款: 100", "当年财政拨款: -100");
    let folder = folder(&[("甲 乙.yaml", &project)]);
    let json = run(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!((json.code, json.err.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(report["projects"], 1);
    assert_eq!((&report["errors"], &report["warnings"]), (&1.into(), &1.into()), "{}", json.out);
    let first = &report["findings"][0];
    assert_eq!((&first["code"], &first["level"]), (&"negative-amount".into(), &"error".into()));
    let label = &first["labels"][0];
    assert_eq!((&label["line"], &label["column"], &label["end_column"]), (&5.into(), &16.into(), &20.into()));
    let sarif = run(folder.path(), &["check", ".", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif.out).expect("JSON");
    let results = &sarif["runs"][0]["results"];
    assert_eq!(results[0]["ruleId"], "negative-amount");
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%94%B2%20%E4%B9%99.yaml");
    assert_eq!(place["region"]["startLine"], 5);
    let github = run(folder.path(), &["check", ".", "--format", "github"]);
    assert!(
        github.out.starts_with("::error file=./甲 乙.yaml,line=5,col=16,title=negative-amount::"),
        "{}",
        github.out
    );
}

#[test]
fn warnings_can_be_denied_lowered_and_waived() {
    let project = GOOD.replace("≤100元", "≥100元");
    let folder = folder(&[("a.yaml", &project)]);
    let check = |arguments: &[&str]| run(folder.path(), &[&["check", "a.yaml"], arguments].concat());
    assert_eq!(check(&[]).code, 0);
    assert_eq!(check(&["--deny", "warnings"]).code, 1);
    let settings = |text: &str| fs::write(folder.path().join("jixiao.yaml"), text).expect("a file");
    settings("checks: {levels: {cost-at-least: off}}\n");
    let off = "检查了 1 个项目：没有发现问题；按 jixiao.yaml，关掉的规则 1 条，放过的问题 0 处\n";
    assert_eq!(check(&["--deny", "notes"]).err, off);
    settings("checks: {levels: {cost-at-least: error}}\n");
    assert_eq!(check(&[]).code, 1);
    settings("checks:\n  waive:\n    - {code: cost-at-least, project: 好的, reason: 合同约定}\n");
    let waived = "检查了 1 个项目：没有发现问题；按 jixiao.yaml，关掉的规则 0 条，放过的问题 1 处\n";
    assert_eq!(check(&["--deny", "notes"]).err, waived);
    settings("checks:\n  waive:\n    - {code: cost-at-least, project: 别的, reason: 合同约定}\n");
    let unused = check(&[]);
    assert!(unused.err.contains("警告[unused-waiver]: 「别的」没有「cost-at-least」可以免去"), "{}", unused.err);
    assert!(unused.err.contains("警告[cost-at-least]"), "{}", unused.err);
    for (text, told) in [
        ("checks: {levels: {cost-atleast: off}}", "没有检查规则「cost-atleast」"),
        ("checks: {levels: {cost-at-least: 关}}", "「关」不是级别"),
        ("checks: {waive: [{code: cost-at-least, project: 好的}]}", "缺少「reason」"),
        ("checks: {waive: [{code: cost-at-least, project: 好的, reason: \"\"}]}", "要写理由"),
        ("checks: {level: {}}", "不认识的键「level」"),
    ] {
        settings(&format!("{text}\n"));
        let wrong = check(&[]);
        assert_eq!(wrong.code, 1, "{text}");
        assert!(wrong.err.contains(told), "{text}: {}", wrong.err);
    }
}

#[test]
fn rules_are_explained() {
    let folder = folder(&[]);
    let list = run(folder.path(), &["explain"]);
    assert!(list.out.lines().count() >= 35);
    let one = run(folder.path(), &["explain", "cost-at-least"]);
    assert!(one.out.starts_with("cost-at-least（警告）\n\n成本指标写了"), "{}", one.out);
    let none = run(folder.path(), &["explain", "cost-atleast"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("是否要看 cost-at-least？"), "{}", none.err);
}

#[test]
fn a_newcomer_starts_from_a_folder() {
    let folder = folder(&[]);
    let made = run(folder.path(), &["init", "申报", "--year", "2026"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(names(&folder.path().join("申报")), [".editorconfig", ".vscode", "jixiao.yaml", "示例项目.yaml"]);
    let built = run(folder.path(), &["build", "申报"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let book = ["json", "pdf", "xlsx"].map(|ending| format!("项目绩效目标汇总册（2026年）.{ending}"));
    let expected = ["示例项目.pdf", "示例项目.xlsx"].map(str::to_owned).into_iter().chain(book);
    assert_eq!(names(&folder.path().join("out")), expected.collect::<Vec<_>>());
    let again = run(folder.path(), &["init", "申报", "--year", "2026"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("已经有了"), "{}", again.err);
    let new = run(folder.path(), &["new", "青年/服务", "--year", "2020", "-o", "申报"]);
    assert_eq!((new.code, new.out.as_str()), (0, "申报/青年_服务.yaml\n"), "{}", new.err);
    assert_eq!(run(folder.path(), &["new", "青年/服务", "--year", "2020", "-o", "申报"]).code, 2);
    for blank in ["", " ", "\u{3000}", "，。", "...", "——"] {
        let refused = run(folder.path(), &["new", blank, "--year", "2020", "-o", "空"]);
        assert!(refused.code == 2 && refused.err.contains("项目名称是空的"), "{blank}: {}", refused.err);
    }
    assert!(!folder.path().join("空").exists());
    let schema = run(folder.path(), &["schema", "--year", "2023"]);
    assert!(schema.out.contains("项目总目标"), "{}", schema.out);
    assert!(run(folder.path(), &["schema", "--year", "1999"]).err.contains("没有 1999 年度的表式"));
    assert!(run(folder.path(), &["completions", "bash"]).out.contains("_jixiao"));
}

/// A year's project in the form of another year, named in every place in which it can be.
#[test]
fn a_form_is_named_beside_the_year() {
    let plain = "年度: 2022\n项目名称: 好的\n实施单位: 某所\n年度资金: {当年财政拨款: 100}\n";
    let named = plain.replacen('\n', "\n表式: 2023年\n", 1);
    let folder = folder(&[
        ("项目/甲.yaml", &named),
        ("夹/乙.yaml", plain),
        ("夹/jixiao.yaml", "表式: 2023\n"),
        ("夹/别的/丙.yaml", "年度: 2022\n表式: 2020\n项目名称: 旧的\n申报单位名称: 某所\n"),
        ("无/丁.yaml", plain),
        ("错/戊.yaml", plain),
        ("错/jixiao.yaml", "年度: 2022\n表式: 202三\n"),
    ]);
    let at = |arguments: &[&str]| run(folder.path(), arguments);
    for arguments in [&["check", "项目"][..], &["check", "夹"], &["check", "无", "--form", "2023"]] {
        let checked = at(arguments);
        assert_eq!(checked.code, 0, "{arguments:?} {}", checked.err);
    }
    let without = at(&["check", "无"]);
    assert_eq!(without.code, 1);
    assert!(
        without.err.contains("2023 表式有「实施单位」；要用那一式表，请在「年度」下面加一行「表式: 2023」"),
        "{}",
        without.err
    );
    // The command line goes before the project, and the folder's mistake is told once.
    let asked = at(&["check", "项目", "--form", "2019"]);
    assert!(asked.code == 1 && asked.err.contains("请用 --form 2023"), "{}", asked.err);
    let wrong = at(&["check", "错"]);
    assert!(wrong.code == 1 && wrong.err.contains("错/jixiao.yaml:2:5"), "{}", wrong.err);
    assert!(wrong.err.contains("没有叫「202三」的表式") && wrong.err.contains("2023（2023—2025）"), "{}", wrong.err);
    let unknown = at(&["check", "项目", "--form", "旧表"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("没有叫「旧表」的表式") && unknown.err.contains("2020（2020—2022）"),
        "{}",
        unknown.err
    );
    // What is made has the form, and says so when it is read again.
    assert_eq!(at(&["build", "项目", "-o", "成品", "--attach"]).code, 0);
    assert_eq!(at(&["verify", "项目", "-o", "成品"]).code, 0);
    for file in ["成品/甲.pdf", "成品/甲.xlsx"] {
        let again = at(&["extract", file]);
        assert!(again.out.starts_with("年度: 2022\n表式: 2023\n"), "{}", again.out);
        assert!(at(&["extract", file, "--format", "json"]).out.contains("\"name\": \"2023\""));
    }
    let imported = at(&["import", "成品/甲.xlsx", "-o", "-"]);
    assert!(imported.out.starts_with("年度: 2022\n表式: 2023\n"), "{}{}", imported.out, imported.err);
    assert!(imported.err.contains("项目文件里写了「表式: 2023」"), "{}", imported.err);
    let imported = at(&["import", "成品/甲.xlsx", "-o", "-", "--form", "2023"]);
    assert!(imported.out.starts_with("年度: 2022\n表式: 2023\n"), "{}{}", imported.out, imported.err);
    let other = at(&["verify", "项目", "-o", "成品", "--form", "2026"]);
    assert_eq!(other.code, 1, "{}", other.err);
    let built = at(&["build", "项目", "-o", "成品", "--form", "2026"]);
    assert!(built.code == 0 && built.err.contains("写出"), "{}", built.err);
    assert_eq!(at(&["verify", "项目", "-o", "成品", "--form", "2026"]).code, 0);
    // What one starts from has it where the year would choose another.
    assert_eq!(at(&["init", "新", "--year", "2022", "--form", "2023"]).code, 0);
    for file in ["新/jixiao.yaml", "新/示例项目.yaml"] {
        let text = fs::read_to_string(folder.path().join(file)).expect("a file");
        assert!(text.contains("年度: 2022\n表式: \"2023\"\n"), "{text}");
    }
    assert_eq!(at(&["new", "另一个", "--year", "2024", "--form", "2023", "-o", "新"]).code, 0);
    assert!(!fs::read_to_string(folder.path().join("新/另一个.yaml")).expect("a file").contains("表式"));
    assert!(at(&["schema", "--year", "2022", "--form", "2023"]).out.contains("年度资金"));
    let blank = at(&["blank", "--year", "2022", "--form", "2023", "-o", "空表"]);
    assert!(blank.code == 0 && blank.out.contains("空表/财政项目支出绩效目标申报表（2022年）.xlsx"), "{}", blank.err);
    // Another form than the year's, for all.
    assert_eq!(at(&["roll", "项目", "--to", "2026", "--form", "2023", "-o", "明年"]).code, 0);
    let rolled = fs::read_to_string(folder.path().join("明年/甲.yaml")).expect("a file");
    assert!(rolled.starts_with("年度: 2026\n表式: 2023年\n"), "{rolled}");
    assert_eq!(at(&["roll", "无", "--to", "2023", "--form", "2026", "-o", "再明年"]).code, 1, "nothing can be read");
    assert_eq!(at(&["roll", "项目", "--to", "2024", "--form", "2026", "-o", "后年"]).code, 0);
    let rolled = fs::read_to_string(folder.path().join("后年/甲.yaml")).expect("a file");
    assert!(rolled.starts_with("年度: 2024\n表式: \"2026\"\n"), "{rolled}");
}

#[test]
fn what_is_sure_is_fixed() {
    let text = GOOD
        .replace("年度总体目标: 办好好的活动。\n", "")
        .replace("当年财政拨款: 100", "当年财政拨款: １００")
        .replace("{场次: ≥1场}", "{培训人数: ≥30}")
        .replace(
            "项目名称: 好的\n",
            "项目名称: 好的 # 注释留下\n年度总体目标: |-\n  1、举办；\n  2. 评选；\n  3、培训。\n",
        );
    let folder = folder(&[("a.yaml", &text)]);
    let path = folder.path().join("a.yaml");
    let shown = run(folder.path(), &["check", "a.yaml", "--diff"]);
    assert!(shown.out.contains("-  2. 评选；\n+  2、评选；\n"), "{}", shown.out);
    assert_eq!(fs::read_to_string(&path).expect("a file"), text, "nothing is changed");
    assert_eq!(run(folder.path(), &["check", "a.yaml", "--diff", "--fix"]).code, 2);
    let fixed = run(folder.path(), &["check", "a.yaml", "--fix"]);
    assert_eq!(fixed.code, 0, "{}", fixed.err);
    assert!(fixed.err.contains("改正了 1 个文件"), "{}", fixed.err);
    let wanted = text.replace("１００", "100").replace("≥30", "≥30人").replace("2. 评选", "2、评选");
    assert_eq!(fs::read_to_string(&path).expect("a file"), wanted);
    assert_eq!(run(folder.path(), &["check", "a.yaml", "--deny", "notes"]).code, 0);
    assert_eq!(run(folder.path(), &["check", "a.yaml", "--fix"]).out, "", "a second run finds nothing");
}

/// A folder to start from may be there already, if nothing is in the way.
#[test]
fn a_folder_that_is_there_is_filled() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(run(folder.path(), &["init", ".", "--year", "2026"]).code, 0);
    assert!(folder.path().join("jixiao.yaml").is_file());
    let again = run(folder.path(), &["init", ".", "--year", "2026"]);
    assert!(again.code == 2 && again.err.contains("jixiao.yaml"), "{}", again.err);
}

/// Findings are told even where the list of outputs cannot be written.
#[test]
fn findings_are_told_whatever_cannot_be_written() {
    let folder = folder(&[("p/a.yaml", &GOOD.replace("当年财政拨款: 100", "当年财政拨款: １００"))]);
    fs::create_dir_all(folder.path().join("out/.jixiao-manifest.json")).expect("a folder");
    let built = run(folder.path(), &["build", "p", "--no-book"]);
    assert_eq!(built.code, 2, "{}", built.err);
    assert!(built.err.contains("full-width") && built.err.contains("cannot-write"), "{}", built.err);
    assert!(run(folder.path(), &["verify", "p", "-o", "-"]).code == 2);
}

/// The mended text of standard input goes to standard output, and nothing else does.
#[test]
fn standard_input_is_mended_to_standard_output() {
    let mend = |text: &str, arguments: &[&str]| {
        let output = jixiao().args(["check", "-"]).args(arguments).write_stdin(text).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    let wrong = format!("\u{FEFF}{}", GOOD.replace("当年财政拨款: 100", "当年财政拨款: １００"));
    let (out, err) = mend(&wrong, &["--fix"]);
    assert_eq!(out, format!("\u{FEFF}{GOOD}"));
    assert!(err.contains("+年度资金: {当年财政拨款: 100}") && err.contains("改正了 1 个文件"), "{err}");
    for format in ["json", "github"] {
        let (out, err) = mend(&wrong.replace("≥90%", "≥9%"), &["--fix", "--format", format]);
        assert!(out.starts_with("\u{FEFF}年度: 2026\n") && !out.contains("percent-low"), "{out}");
        assert!(err.contains("percent-low"), "{err}");
    }
    // What is right, or cannot be mended, goes through as it is.
    for text in [GOOD, "年度: [\n", ""] {
        let (out, err) = mend(text, &["--fix"]);
        assert_eq!(out, text);
        assert!(err.contains("改正了 0 个文件"), "{err}");
    }
    let (out, err) = mend(&wrong, &["--diff"]);
    assert!(out.contains("--- 标准输入") && err.contains("1 个文件"), "{out}{err}");
}

/// A file that is mended keeps its byte order mark, its ends of lines, its rights and the
/// link to it, whatever its name is.
#[cfg(unix)]
#[test]
fn what_is_mended_stays_as_it_is_otherwise() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let wrong = GOOD.replace("当年财政拨款: 100", "当年财政拨款: １００");
    for (from, to) in [("\n", "\n"), ("\n", "\r\n"), ("\n", "\r"), ("年度: 2026", "\u{FEFF}年度: 2026")] {
        let folder = folder(&[("别处/真的.yaml", &wrong.replacen(from, to, 99))]);
        let real = folder.path().join("别处/真的.yaml");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("a file");
        // A name from another system: 你 in GBK.
        let named = folder.path().join(OsStr::from_bytes(b"\xC4\xE3.yaml"));
        symlink("别处/真的.yaml", &named).expect("a link");
        let mended =
            jixiao().current_dir(folder.path()).arg("check").arg("--fix").arg(&named).output().expect("it runs");
        assert_eq!(mended.status.code(), Some(0), "{mended:?}");
        assert_eq!(fs::read_to_string(&real).expect("a file"), GOOD.replacen(from, to, 99), "{to:?}");
        assert_eq!(fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&named).expect("a link").is_symlink());
        assert_eq!(names(&folder.path().join("别处")), ["真的.yaml"], "nothing half-done is left");
    }
}

/// A file that has several names would be another one under one of them.
#[cfg(unix)]
#[test]
fn a_file_with_several_names_is_not_mended() {
    let wrong = GOOD.replace("当年财政拨款: 100", "当年财政拨款: １００");
    let folder = folder(&[("a.yaml", &wrong)]);
    fs::hard_link(folder.path().join("a.yaml"), folder.path().join("b")).expect("a link");
    let mended = run(folder.path(), &["check", "--fix", "a.yaml"]);
    assert_eq!(mended.code, 2, "{}", mended.err);
    assert!(mended.err.contains("硬链接"), "{}", mended.err);
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).expect("a file"), wrong);
    assert_eq!(names(folder.path()), ["a.yaml", "b"]);
}

/// Names that no text can hold make no outputs: several would have one name.
#[cfg(unix)]
#[test]
fn names_that_are_no_unicode_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = TempDir::new().expect("a folder");
    for name in [&b"\xC4\xE3.yaml"[..], b"\xBA\xC3.yaml"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), GOOD).expect("a file");
    }
    let built = run(folder.path(), &["build", ".", "-o", "out"]);
    assert_eq!((built.code, names(&folder.path().join("out"))), (1, Vec::new()), "{}", built.err);
    assert_eq!(built.err.matches("错误[file-name]").count(), 2, "{}", built.err);
}

/// What the program says with these variables of the locale set.
fn said(variables: &[(&str, &str)], arguments: &[&str]) -> String {
    let mut command = jixiao();
    command.env_remove("LANG").envs(variables.iter().copied());
    let output = command.current_dir(root()).args(arguments).output().expect("it runs");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn the_locale_chooses_the_language() {
    let (chinese, english) = ("错误: 没有命令「bild」", "error: there is no command “bild”");
    let cases: [(&[(&str, &str)], &str); 11] = [
        (&[("LANG", "en_GB.UTF-8")], english),
        (&[("LANG", "de_DE.UTF-8")], english),
        (&[("LANG", "zh_CN.UTF-8")], chinese),
        (&[("LANG", "zh_TW")], chinese),
        (&[("LANG", "C")], chinese),
        (&[("LANG", "C.UTF-8")], chinese),
        (&[("LANG", "POSIX")], chinese),
        (&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], chinese),
        (&[("LC_ALL", ""), ("LC_MESSAGES", "en_US.UTF-8"), ("LANG", "zh_CN.UTF-8")], english),
        (&[("LC_ALL", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], chinese),
        (&[("LC_MESSAGES", "en_US.UTF-8"), ("LANG", "zh_CN.UTF-8")], english),
    ];
    for (variables, begins) in cases {
        let said = said(variables, &["bild"]);
        assert!(said.starts_with(begins), "{variables:?}: {said}");
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    assert!(said(&[], &["bild"]).starts_with(chinese));
    // An option overrules the locale, wherever it stands.
    for arguments in [["bild", "--lang", "en"], ["--lang", "en-GB", "bild"]] {
        assert!(said(&[("LC_ALL", "zh_CN.UTF-8")], &arguments).starts_with(english), "{arguments:?}");
    }
    for arguments in [["bild", "--lang=zh"], ["--lang=zh-CN", "bild"]] {
        assert!(said(&[("LC_ALL", "en_GB.UTF-8")], &arguments).starts_with(chinese), "{arguments:?}");
    }
    assert!(said(&[("LANG", "en_GB.UTF-8")], &["template"]).contains("Usage: jixiao template"));
    let unknown = said(&[("LC_ALL", "en_GB.UTF-8")], &["check", "samples", "--lang", "fr"]);
    assert!(unknown.starts_with("error: --lang <LANGUAGE> cannot be “fr”; it is one of: zh-CN, en\n"), "{unknown}");
}

#[test]
fn the_command_line_speaks_english() {
    let broken = folder(&[("templates/2027.yaml", "extends: \"2062\"\nname: x\n"), ("a.yaml", GOOD)]);
    let folder = folder(&[
        ("a.yaml", GOOD),
        ("b/a.yaml", GOOD),
        ("c/a.yaml", BAD),
        ("空/.keep", ""),
        ("font/a.yaml", GOOD),
        ("font/jixiao.yaml", "fonts: {fallback: [a.yaml]}\n"),
        ("no-font/a.yaml", GOOD),
        ("no-font/jixiao.yaml", "fonts: {fallback: [x.ttf]}\n"),
        ("fix/a.yaml", &GOOD.replace("当年财政拨款: 100", "当年财政拨款: １００")),
        ("挡路", "一个文件"),
    ]);
    fs::write(folder.path().join("gbk.yaml"), b"\xc4\xea\xb6\xc8: 2026\n").expect("a file");
    let at = |arguments: &[&str], code: i32, told: &str| {
        let run = run(folder.path(), &[arguments, &["--lang", "en"]].concat());
        let all = run.out + &run.err;
        assert_eq!(run.code, code, "{arguments:?}: {all}");
        assert!(all.contains(told), "{arguments:?}: {all}");
    };
    // Mistakes in usage.
    at(
        &["bild"],
        2,
        "error: there is no command “bild”; did you mean build?\nhelp: run jixiao --help to see all commands",
    );
    at(&["check"], 2, "error: <PATH>... is missing");
    at(&["build", "x", "--formt", "pdf"], 2, "error: unexpected argument “--formt”; did you mean --format?");
    at(
        &["build", "x", "--format", "docx"],
        2,
        "error: --format <FORMATS> cannot be “docx”; it is one of: pdf, xlsx, ofd",
    );
    at(&["check", "x", "--deny", "all"], 2, "error: --deny <LEVEL> cannot be “all”; it is one of: warnings, notes");
    at(
        &["check", "x", "--color", "red"],
        2,
        "error: --color <WHEN> cannot be “red”; it is one of: auto, always, never",
    );
    at(&["new", "x", "--year", "now"], 2, "error: --year <YEAR> cannot be “now”\n");
    at(&["check", "x", "--fix=yes"], 2, "error: --fix takes no value, but “yes” is given");
    at(&["build", "x", "--color", "never", "--out"], 2, "error: --out <FOLDER> needs a value");
    at(&["check", "x", "--fix", "--diff"], 2, "error: --fix is given twice, or with an option that excludes it");
    at(&["--color", "never"], 2, "error: a command is missing");
    at(&["--help"], 0, "Exit codes: 0 clean;");
    at(&["build", "--help"], 0, "Usage: jixiao build <PATH>... [OPTIONS]\n\nArguments:\n  <PATH>...  Project files");
    at(&["completions", "fish"], 0, "Check projects without writing their forms");
    // What is read.
    at(&["check", "x.yaml"], 2, "error: cannot read “x.yaml”: there is no such file or folder");
    at(&["check", "空"], 2, "error: there are no project files in the folder “空”\nhelp: the name of a project file");
    at(&["check", "a.yaml", "--templates", "空"], 2, "error: there are no templates in the folder of templates “空”");
    at(&["check", "a.yaml", "--templates", "x"], 2, "error: cannot read the folder of templates “x”: there is no");
    at(&["check", "gbk.yaml"], 1, "error[encoding]: the file is not encoded as UTF-8");
    at(&["check", "font"], 2, "a.yaml” is not a font file that can be used");
    at(&["check", "no-font"], 2, "x.ttf”: there is no such file or folder");
    let template = run(broken.path(), &["check", ".", "--lang", "en"]);
    assert_eq!(template.code, 2);
    assert!(template.err.starts_with("error: a template is wrong\nerror["), "{}", template.err);
    let mut command = jixiao();
    command.args(["check", "-", "--lang", "en"]).write_stdin(BAD);
    let piped = String::from_utf8(command.output().expect("it runs").stderr).expect("UTF-8");
    assert!(piped.contains("--> standard input:2:1"), "{piped}");
    // What is written, and what is found.
    at(&["build", "b"], 0, "projects: 1, files written: 5\n");
    at(&["build", "b", "c"], 1, ". Projects with errors were not built (1): mend them and run again\n");
    at(&["build", "a.yaml", "-o", "挡路"], 2, "error: cannot write “挡路”: a file of that name stands where");
    at(&["build", "a.yaml", "-o", "-"], 2, "error: only one file can be written to standard output\nhelp: give one");
    at(&["build", "b", "a.yaml", "-o", "d"], 1, "“b/a.yaml” and “a.yaml” would be written to the same file “d/a.pdf”");
    at(&["check", "b"], 0, "projects checked: 1; nothing was found\n");
    at(&["check", "c"], 1, "projects checked: 1; errors: 2\n");
    at(&["check", "fix", "--diff"], 0, "files that can be mended: 1\n");
    at(&["check", "fix", "--fix"], 0, "files mended: 1\n");
    at(&["fonts", "b"], 0, "projects: 1, different characters: ");
    at(&["fonts", "b"], 0, "no characters are missing\n");
    at(&["explain"], 0, "cost-at-least           warning  ");
    at(&["explain", "cost-at-least"], 0, "cost-at-least (warning)\n\n");
    at(
        &["explain", "cost-at-leest"],
        2,
        "error: there is no rule “cost-at-leest”\nhelp: did you mean cost-at-least? Run",
    );
    at(&["explain", "zzz"], 2, "help: run jixiao explain to list all rules");
    // What an author starts from.
    at(&["init", "新", "--year", "2026"], 0, "next: fill in 新/示例项目.yaml, then run jixiao build 新\n");
    at(
        &["init", "新", "--year", "2026"],
        2,
        "is already there\nhelp: choose an empty folder; jixiao new adds a project",
    );
    at(&["new", "示例项目", "--year", "2026", "-o", "新"], 2, "is already there\nhelp: choose another name");
    at(
        &["schema", "--year", "1999"],
        2,
        "error: there is no form for the year 1999\nhelp: the forms there are: 2019 (2000–2019), 2020",
    );
    let mut command = jixiao();
    command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "soon");
    let told = String::from_utf8(command.args(["build", "b", "--lang", "en"]).output().expect("it runs").stderr);
    let told = told.expect("UTF-8");
    assert!(told.contains("error: the value “soon” of the environment variable SOURCE_DATE_EPOCH"), "{told}");
}

#[test]
fn findings_for_programs_follow_the_language() {
    let folder = folder(&[]);
    fs::write(folder.path().join("a.yaml"), b"\xff\xff: 2026\n").expect("a file");
    let check = |format: &str, language: &str| {
        run(folder.path(), &["check", "a.yaml", "--format", format, "--lang", language]).out
    };
    let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    for (language, message, help) in [
        ("en", "the file is not encoded as UTF-8", "help: open it in Notepad"),
        ("zh-CN", "文件的编码不是 UTF-8", "改法: 请用记事本打开"),
    ] {
        assert_eq!(parsed(&check("json", language))["findings"][0]["message"], message);
        let sarif = parsed(&check("sarif", language));
        let run = &sarif["runs"][0];
        assert_eq!(run["language"], language, "SARIF says English where nothing is said");
        let text = run["results"][0]["message"]["text"].as_str().expect("a text");
        assert!(text.starts_with(message), "{text}");
        let github = check("github", language);
        assert!(github.contains(&format!("::{message}%0A{help}")), "{github}");
    }
}

#[test]
fn manual_pages_are_written_in_both_languages() {
    let folder = folder(&[]);
    let written = run(folder.path(), &["man", "man"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let read = |name: &str| fs::read_to_string(folder.path().join("man").join(name)).expect("a page");
    let english = names(&folder.path().join("man/man1"));
    assert!(english.contains(&"jixiao.1".to_owned()) && english.contains(&"jixiao-build.1".to_owned()), "{english:?}");
    assert!(!english.contains(&"jixiao-man.1".to_owned()), "it is for packages only");
    assert_eq!(names(&folder.path().join("man/zh_CN/man1")), english);
    assert_eq!(written.out.lines().count(), 2 * english.len());
    for name in &english {
        let (english, chinese) = (read(&format!("man1/{name}")), read(&format!("zh_CN/man1/{name}")));
        assert!(english.contains(".SH NAME\n") && english.contains(".SH OPTIONS\n"), "{english}");
        assert!(chinese.contains(".SH 名称\n") && chinese.contains(".SH 选项\n"), "{chinese}");
        assert!(english.is_ascii(), "{english}");
        let headings: Vec<_> = chinese.lines().filter(|line| line.starts_with(".SH")).collect();
        assert!(headings.iter().all(|heading| !heading[4..].is_ascii()), "{headings:?}");
    }
    assert!(!run(folder.path(), &["--help"]).out.contains("man "));
}

#[test]
fn files_carry_their_project() {
    let folder = folder(&[("甲.yaml", GOOD)]);
    let built = run(folder.path(), &["build", "甲.yaml", "-o", "out", "--attach"]);
    assert_eq!(built.code, 0, "{}", built.err);
    for name in ["out/甲.pdf", "out/甲.xlsx"] {
        let yaml = run(folder.path(), &["extract", name]);
        assert_eq!(yaml.code, 0, "{name}: {}", yaml.err);
        assert!(yaml.out.contains("项目名称: 好的\n") && yaml.out.contains("听众满意度: ≥90%"), "{}", yaml.out);
        fs::write(folder.path().join("乙.yaml"), &yaml.out).expect("a file");
        assert_eq!(run(folder.path(), &["check", "乙.yaml"]).code, 0);
        let json = run(folder.path(), &["extract", name, "--format", "json"]);
        let data: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
        assert_eq!(data["template"]["name"], "2026");
    }
    let pdf = fs::read(folder.path().join("out/甲.pdf")).expect("a PDF");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    assert!(document.catalog().expect("a catalog").get(b"AF").is_ok());
    // What is attached is part of what a file is made of.
    let plain = run(folder.path(), &["build", "甲.yaml", "-o", "out"]);
    assert!(plain.out.contains("甲.pdf"), "{}", plain.out);
    let refused = run(folder.path(), &["extract", "out/甲.pdf"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--attach"), "{}", refused.err);
    for (name, text, said) in [
        ("乙.yaml", "年度: 2026\n", "PDF、OFD 和 .xlsx"),
        ("乙.txt", "", "PDF、OFD 和 .xlsx"),
        ("乙.xlsx", "PK", ".xlsx 文件读不了"),
        ("乙.pdf", "甲", "PDF 读不了"),
        ("乙.ofd", "甲", "OFD 读不了"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
        let refused = run(folder.path(), &["extract", name]);
        assert!(refused.code == 2 && refused.err.contains(said), "{name}: {}", refused.err);
    }
}

#[test]
fn indicators_are_suggested_and_put_in() {
    let files = [
        ("训.yaml", "年度: 2026\n项目名称: 干部培训\n绩效指标:\n  产出指标:\n    数量指标: {培训班期数: ≥4期}\n"),
        ("两个.yaml", "年度: 2026\n项目名称: 甲\n---\n年度: 2026\n项目名称: 乙\n"),
    ];
    let folder = folder(&files);
    let suggest = |arguments: &[&str]| run(folder.path(), &[&["suggest"], arguments].concat());
    let kinds = suggest(&[]);
    assert!(kinds.code == 0 && kinds.out.contains("信息化运维  "), "{}", kinds.out);
    let list = suggest(&["训.yaml"]);
    assert!(
        list.out.starts_with(
            "干部培训（2026 年度），按名称是：培训\n成本指标 › 经济成本指标（还没有）\n   1  人均培训成本  "
        )
    );
    assert!(!list.out.contains("培训班期数"), "it has that");
    let english = suggest(&["训.yaml", "--lang", "en", "--under", "满意度"]);
    assert!(
        english.out.contains("满意度指标 › 服务对象满意度指标 (none yet)\n   1  参训学员满意度"),
        "{}",
        english.out
    );
    let json: serde_json::Value = serde_json::from_str(&suggest(&["训.yaml", "--format", "json"]).out).expect("JSON");
    let first = &json["projects"][0]["suggestions"][0];
    assert_eq!((&first["name"], &first["operator"]), (&"人均培训成本".into(), &"≤".into()));
    assert_eq!((&first["usual"][1], &first["missing"]), (&650.into(), &true.into()));

    let done = suggest(&["训.yaml", "--insert", "1，参训学员满意度"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("+  成本指标:\n+    经济成本指标:\n+      人均培训成本: 待填  # 如 ≤…元/人·天"),
        "{}",
        done.out
    );
    let checked = run(folder.path(), &["check", "训.yaml"]);
    assert_eq!(checked.err.matches("[todo-left]").count(), 2, "{}", checked.err);

    for (arguments, said) in [
        (&["--kind", "培训班"][..], "是不是「培训」？"),
        (&["训.yaml", "--insert", "培训人"], "是不是「培训人次」？"),
        (&["训.yaml", "--insert", "99"], "没有「99」"),
        (&["两个.yaml", "--insert", "1"], "--project"),
        (&["--insert", "1"], "没有说写进哪个项目文件"),
        (&["没有.yaml"], "没有这个文件"),
    ] {
        let failed = suggest(arguments);
        assert!(failed.code == 2 && failed.err.contains(said), "{arguments:?}: {}", failed.err);
    }
    assert_eq!(suggest(&["两个.yaml", "--project", "乙", "--kind", "会议", "--insert", "1"]).code, 0);
    let two = fs::read_to_string(folder.path().join("两个.yaml")).expect("a file");
    assert!(two.starts_with("年度: 2026\n项目名称: 甲\n---\n年度: 2026\n项目名称: 乙\n绩效指标:\n"), "{two}");
}

#[test]
fn a_project_begins_with_the_indicators_of_its_kind() {
    let folder = folder(&[("指标库.yaml", "研学: {用词: 研学, 指标: {数量指标: {研学线路条数: ≥3条}}}\n")]);
    let new = |kind: &str, name: &str| run(folder.path(), &["new", name, "--year", "2023", "--kind", kind]);
    assert_eq!(new("培训", "轮训").code, 0);
    let text = fs::read_to_string(folder.path().join("轮训.yaml")).expect("a file");
    assert!(text.contains("    数量指标:\n      培训班期数: 待填  # 如 ≥…期，"), "{text}");
    assert!(text.contains("    成本指标:\n      人均培训成本: 待填"), "costs are below 产出指标: {text}");
    assert_eq!(new("研学", "学生研学").code, 0, "the office has it");
    let text = fs::read_to_string(folder.path().join("学生研学.yaml")).expect("a file");
    assert!(text.contains("      研学线路条数: 待填  # 如 ≥3条\n"), "{text}");
    let wrong = new("培训会", "错");
    assert!(wrong.code == 2 && wrong.err.contains("是不是「培训」？"), "{}", wrong.err);
    assert!(!folder.path().join("错.yaml").exists());
}
