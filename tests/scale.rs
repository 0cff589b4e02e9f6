//! Many projects: on any number of threads, only what changed, killed at any
//! moment, beside others, in shares, in bounded memory.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::peak::Running;
use common::projects;
use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str = ".jixiao-manifest.json";

fn jixiao(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("jixiao"));
    command.current_dir(folder).args(arguments).env("LANG", "zh_CN.UTF-8");
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    command
}

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = jixiao(folder, arguments).output().expect("it runs");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A folder with so many projects in `p`.
fn folder(count: usize) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    projects::write(&folder.path().join("p"), count);
    folder
}

fn project(folder: &Path, index: usize) -> PathBuf {
    folder.join(format!("p/单位{:03}/项目{index:05}.yaml", index / 100))
}

/// All files in a folder and below it, with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    // What is being written may have its own name by now.
                    let Ok(bytes) = fs::read(&path) else { continue };
                    found.insert(path.strip_prefix(folder).expect("below").to_owned(), bytes);
                }
            }
        }
    }
    found
}

/// The files of a folder as they would be if another run had made them.
fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in one {
        assert!(other[name] == *bytes, "{} differs", name.display());
    }
}

fn wait_for(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} did not happen");
        sleep(Duration::from_millis(10));
    }
}

/// Projects with mistakes of all kinds among others.
fn mixed(count: usize) -> TempDir {
    let folder = folder(count);
    let at = |index| project(folder.path(), index);
    let change = |index: usize, from: &str, to: &str| {
        let text = projects::project(index);
        assert!(text.contains(from), "{from}");
        fs::write(at(index), text.replacen(from, to, 1)).expect("a file");
    };
    change(3, "项目名称", "项目名");
    change(5, "-12-31", "-02-30");
    change(6, "不少于", "不 少于");
    fs::write(at(8), projects::project(7)).expect("a file");
    fs::write(at(9), b"\xc4\xea").expect("a file");
    fs::write(folder.path().join("p/jixiao.yaml"), "checks: {ceiling: 100元}\n").expect("a file");
    folder
}

#[test]
fn nothing_depends_on_the_number_of_threads() {
    let folder = mixed(24);
    let build = |jobs: &str| {
        let run = run(folder.path(), &["build", "p", "-o", jobs, "--jobs", jobs]);
        assert_eq!(run.code, Some(1), "{}", run.err);
        let made = files(&folder.path().join(jobs));
        (run.out.replace(&format!("{jobs}/"), "o/"), run.err, made)
    };
    let (out, err, made) = build("1");
    assert_eq!(out.lines().count(), 42);
    assert_eq!(made.len(), 43);
    assert!(err.contains("有错误的项目没有生成（3 个）"), "{err}");
    for jobs in ["2", "7"] {
        let other = build(jobs);
        assert_eq!(other.0, out);
        assert_eq!(other.1, err);
        assert_same(&made, &other.2);
    }
    let check = |jobs: &str| {
        let run = run(folder.path(), &["check", "p", "--format", "json", "--jobs", jobs]);
        assert_eq!(run.code, Some(1), "{}", run.err);
        run.out
    };
    assert_eq!(check("1"), check("5"));
}

#[test]
fn errors_of_all_projects_together_stop_none() {
    let folder = folder(4);
    fs::write(folder.path().join("p/jixiao.yaml"), "checks: {ceiling: 100元}\n").expect("a file");
    let run = run(folder.path(), &["build", "p", "-o", "o", "--no-book"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("错误[over-ceiling]"), "{}", run.err);
    assert!(run.err.contains("4 个项目，写出 8 个文件"), "{}", run.err);
    assert!(run.err.contains("错误不在单个项目里：文件都已生成"), "{}", run.err);
}

#[test]
fn findings_about_two_projects_show_both() {
    let folder = folder(2);
    fs::write(project(folder.path(), 1), projects::project(0)).expect("a file");
    let run = run(folder.path(), &["check", "p"]);
    let (first, second) = ("项目00000.yaml:2:7", "项目00001.yaml:2:7");
    assert!(run.err.contains("警告[duplicate-project]"), "{}", run.err);
    assert!(run.err.contains(first) && run.err.contains(second), "{}", run.err);
    assert!(run.err.contains("2 | 项目名称: 东城片区第0号青年科技人才服务"), "{}", run.err);
}

#[test]
fn only_what_changed_is_built() {
    let folder = folder(20);
    let build = |more: &[&str]| {
        let run = run(folder.path(), &[&["build", "p", "-o", "o", "--no-book"], more].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        let mut names: Vec<String> = run.out.lines().map(str::to_owned).collect();
        names.sort();
        names
    };
    assert_eq!(build(&[]).len(), 40);
    let before = files(&folder.path().join("o"));
    assert_eq!(build(&[]), [""; 0]);
    // A project.
    let text = projects::project(7).replace("有所提升", "明显提升");
    fs::write(project(folder.path(), 7), text).expect("a file");
    assert_eq!(build(&[]), ["o/单位000/项目00007.pdf", "o/单位000/项目00007.xlsx"]);
    // Outputs that are gone, or not as they were written.
    fs::remove_file(folder.path().join("o/单位000/项目00003.pdf")).expect("a file");
    fs::write(folder.path().join("o/单位000/项目00004.xlsx"), "改过").expect("a file");
    assert_eq!(build(&[]), ["o/单位000/项目00003.pdf", "o/单位000/项目00004.xlsx"]);
    // The day, what is asked for, and the program being told so.
    assert_eq!(build(&["--fit", "pages"]).len(), 40);
    assert_eq!(build(&[]).len(), 40);
    assert_eq!(build(&["--format", "pdf"]).len(), 0);
    assert_eq!(build(&["--force"]).len(), 40);
    assert_eq!(build(&["--force", "--quiet"]), [""; 0]);
    // Settings and templates.
    fs::write(folder.path().join("p/jixiao.yaml"), "output: {fit: pages}\n").expect("a file");
    assert_eq!(build(&[]).len(), 40);
    let template = folder.path().join("p/templates/2026.yaml");
    fs::create_dir_all(template.parent().expect("a parent")).expect("a folder");
    fs::write(&template, "extends: \"2026\"\nname: \"2026\"\n").expect("a file");
    assert_eq!(build(&[]).len(), 40);
    fs::write(&template, "# 说明\nextends: \"2026\"\nname: \"2026\"\n").expect("a file");
    assert_eq!(build(&[]).len(), 40);
    assert_eq!(build(&[]), [""; 0]);
    // What a folder was given by other runs is not forgotten.
    let one = project(folder.path(), 1);
    let single = run(folder.path(), &["build", one.to_str().expect("UTF-8"), "-o", "o"]);
    assert_eq!((single.code, single.out.lines().count()), (Some(0), 2), "{}", single.err);
    assert_eq!(build(&[]), [""; 0]);
    // A damaged manifest says nothing.
    fs::write(folder.path().join("o").join(MANIFEST), "{").expect("a file");
    assert_eq!(build(&[]).len(), 40);
    let after = files(&folder.path().join("o"));
    assert_eq!(after.len(), before.len() + 2);
}

#[test]
fn fonts_count_as_well() {
    let folder = folder(2);
    let font = |name: &str| fs::copy(common::root().join("fonts").join(name), folder.path().join("p/自备.ttf"));
    fs::write(folder.path().join("p/jixiao.yaml"), "fonts: {text: 自备.ttf}\n").expect("a file");
    let built = || run(folder.path(), &["build", "p", "-o", "o", "--format", "pdf", "--no-book"]).out.lines().count();
    font("NotoSerifSC-Regular.ttf").expect("a font");
    assert_eq!(built(), 2);
    assert_eq!(built(), 0);
    font("NotoSerifSC-Bold.ttf").expect("a font");
    assert_eq!(built(), 2);
}

#[test]
fn the_manifest_has_what_the_usual_programs_compute() {
    let folder = folder(1);
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o", "--no-book"]).code, Some(0));
    let text = fs::read_to_string(folder.path().join("o").join(MANIFEST)).expect("a manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let listed = manifest["files"].as_object().expect("files");
    assert_eq!(listed.keys().collect::<Vec<_>>(), ["单位000/项目00000.pdf", "单位000/项目00000.xlsx"]);
    for entry in listed.values() {
        for digest in ["made_of", "sha256"] {
            assert_eq!(entry[digest].as_str().map(str::len), Some(64));
        }
    }
    #[cfg(target_os = "linux")]
    {
        let path = folder.path().join("o/单位000/项目00000.pdf");
        let sum = Command::new("sha256sum").arg(&path).output().expect("sha256sum").stdout;
        let expected = listed["单位000/项目00000.pdf"]["sha256"].as_str().expect("a digest");
        assert!(String::from_utf8_lossy(&sum).starts_with(expected));
    }
}

#[test]
fn a_run_that_was_killed_is_completed_by_the_next() {
    let folder = folder(40);
    let expected = {
        assert_eq!(run(folder.path(), &["build", "p", "-o", "whole"]).code, Some(0));
        files(&folder.path().join("whole"))
    };
    let out = folder.path().join("o");
    for round in 0..4_usize {
        let mut command = jixiao(folder.path(), &["build", "p", "-o", "o", "--force"]);
        let mut child = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs"));
        wait_for("output", || files(&out).len() > 4 + round * 9 || round > 0);
        sleep(Duration::from_millis(60 * round as u64));
        child.0.kill().expect("it is killed");
        child.0.wait().expect("it has ended");
        for (name, bytes) in files(&out) {
            let name = name.to_string_lossy().into_owned();
            if !name.contains(".jixiao-") {
                assert!(bytes == expected[Path::new(&name)], "{name} is whole");
            }
        }
    }
    // As if it had been killed just then.
    fs::write(out.join("单位000/.jixiao-abcdef.tmp"), "一半").expect("a file");
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o"]).code, Some(0));
    assert_same(&files(&out), &expected);
}

/// Whoever ends the program in order finds nothing left over.
#[cfg(unix)]
#[test]
fn a_run_that_is_ended_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;

    let folder = folder(40);
    let out = folder.path().join("o");
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut command = jixiao(folder.path(), &["build", "p", "-o", "o", "--force"]);
        let mut child = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs"));
        wait_for("output", || files(&out).keys().any(|name| name.to_string_lossy().contains(".jixiao-")));
        let sent = Command::new("kill").args(["-s", signal, &child.0.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        let status = child.0.wait().expect("it has ended");
        assert!(status.signal() == Some(number) || status.success(), "{status}");
        let left: Vec<_> =
            files(&out).into_keys().filter(|name| name.extension().is_some_and(|end| end == "tmp")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o"]).code, Some(0));
}

#[test]
fn what_another_run_is_writing_is_not_deleted() {
    let folder = folder(40);
    let build = |out: &str| {
        let mut command = jixiao(folder.path(), &["build", "p", "-o", out, "--force"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
    };
    let mut children = [build("o"), build("o"), build("o")];
    for child in &mut children {
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        assert!(child.wait().expect("it has ended").success(), "{err}");
    }
    assert_eq!(run(folder.path(), &["build", "p", "-o", "whole"]).code, Some(0));
    assert_same(&files(&folder.path().join("o")), &files(&folder.path().join("whole")));
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o"]).out, "");
}

#[test]
fn what_cannot_be_written_stops_nothing_else() {
    let folder = folder(6);
    let blocked = folder.path().join("o/单位000/项目00002.pdf");
    fs::create_dir_all(blocked.join("挡路")).expect("a folder");
    let built = run(folder.path(), &["build", "p", "-o", "o"]);
    assert_eq!(built.code, Some(2), "{}", built.err);
    assert!(built.err.contains("错误[cannot-write]: 无法写入「o/单位000/项目00002.pdf」"), "{}", built.err);
    assert!(built.err.contains("6 个项目，写出 11 个文件；错误 1 处。有错误的项目没有生成（1 个）"), "{}", built.err);
    assert_eq!(built.out.lines().count(), 11);
    // A file that cannot be read.
    fs::remove_dir_all(&blocked).expect("a folder");
    let lost = project(folder.path(), 4);
    fs::remove_file(&lost).expect("a file");
    fs::create_dir(&lost).expect("a folder");
    let built = run(folder.path(), &["build", "p", "-o", "o"]);
    assert_eq!(built.code, Some(0), "a folder is no file of projects: {}", built.err);
    #[cfg(unix)]
    {
        fs::remove_dir(&lost).expect("a folder");
        std::os::unix::fs::symlink("nirgends", &lost).expect("a link");
        let built = run(folder.path(), &["build", "p", "-o", "o"]);
        assert_eq!(built.code, Some(2), "{}", built.err);
        assert!(built.err.contains("错误[cannot-read]"), "{}", built.err);
        assert!(built.err.contains("6 个项目，写出 0 个文件，10 个没有变化"), "{}", built.err);
    }
}

/// What a file system says no to: too little room, as `ulimit` allows it, and folders
/// that nobody may write to.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let folder = folder(3);
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o"]).code, Some(0));
    let before = files(&folder.path().join("o"));
    let program = assert_cmd::cargo::cargo_bin("jixiao");
    // In blocks of 512 or 1,024 bytes: enough for a sheet, and not for a page.
    let script = format!("trap '' XFSZ; ulimit -f 30; '{}' build p -o o --force", program.display());
    let full = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).env("LANG", "zh_CN.UTF-8").output();
    let full = full.expect("a shell");
    let err = String::from_utf8_lossy(&full.stderr);
    assert_eq!(full.status.code(), Some(2), "{err}");
    assert_eq!(err.matches("错误[cannot-write]").count(), 3, "{err}");
    assert!(err.contains("超过了允许使用的空间"), "{err}");
    assert!(err.contains("写出 3 个文件"), "{err}");
    assert_same(&files(&folder.path().join("o")), &before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_said() {
    let folder = folder(2);
    // Whoever may write everywhere may not write here.
    let run = run(folder.path(), &["build", "p", "-o", "/proc/jixiao"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert_eq!(run.err.matches("错误[cannot-write]").count(), 4, "{}", run.err);
    assert!(run.err.contains("2 个项目，写出 0 个文件；错误 4 处。有错误的项目没有生成（2 个）"), "{}", run.err);
}

#[test]
fn names_have_to_be_good_everywhere() {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, index: usize| {
        let path = folder.path().join("p").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, projects::project(index)).expect("a file");
    };
    write("好.yaml", 0);
    write("NUL.yaml", 1);
    write("com1.附件.yaml", 2);
    #[cfg(unix)]
    {
        write("会馆?.yaml", 3);
        write("甲:乙.yaml", 4);
        write("夹 /a.yaml", 5);
        write(&format!("{}.yml", "长".repeat(83)), 6);
    }
    let built = run(folder.path(), &["build", "p", "-o", "o"]);
    let (bad, long) = if cfg!(unix) { (5, 1) } else { (2, 0) };
    assert_eq!(built.err.matches("错误[file-name]").count(), bad, "{}", built.err);
    assert!(built.err.contains("「NUL」在 Windows 上是设备的名字"), "{}", built.err);
    // 83 Chinese characters and `.xlsx` are 254 bytes, which is still a name.
    assert_eq!(built.out.lines().count(), 2 + 2 * long, "{}", built.err);
    assert_eq!(built.code, Some(1), "{}", built.err);
    #[cfg(target_os = "linux")]
    {
        write(&format!("{}b.yml", "长".repeat(83)), 7);
        write(&format!("{}bc.yml", "长".repeat(83)), 8);
        let built = run(folder.path(), &["build", "p", "-o", "o"]);
        assert_eq!(built.code, Some(2), "{}", built.err);
        assert_eq!(built.err.matches("文件名太长").count(), 1, "{}", built.err);
    }
}

#[cfg(unix)]
#[test]
fn two_projects_that_differ_in_capitals_do_not_meet() {
    let folder = TempDir::new().expect("a folder");
    let p = folder.path().join("p");
    fs::create_dir(&p).expect("a folder");
    for (index, name) in ["A.yaml", "a.yaml", "a.yml"].into_iter().enumerate() {
        fs::write(p.join(name), projects::project(index)).expect("a file");
    }
    let built = run(folder.path(), &["build", "p", "-o", "o"]);
    assert_eq!(built.code, Some(1));
    assert_eq!(built.err.matches("错误[same-output]").count(), 2, "{}", built.err);
    assert_eq!(built.out, "o/A.pdf\no/A.xlsx\n");
}

#[test]
fn shares_make_together_what_one_run_makes() {
    let folder = folder(30);
    assert_eq!(run(folder.path(), &["build", "p", "-o", "whole"]).code, Some(0));
    let expected = files(&folder.path().join("whole"));
    let shares: Vec<(String, String)> = (0..3).map(|number| (format!("{number}/3"), format!("o{number}"))).collect();
    let children: Vec<Child> = shares
        .iter()
        .map(|(share, out)| {
            let mut command = jixiao(folder.path(), &["build", "p", "-o", out, "--shard", share]);
            command.stdout(Stdio::null()).spawn().expect("it runs")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it has ended").success());
    }
    let parts: usize = shares.iter().map(|(_, out)| files(&folder.path().join(out)).len() - 1).sum();
    assert_eq!(parts, 60, "no project is in two shares");
    // Not before all are there.
    let early = run(folder.path(), &["merge", "o0", "o1", "-o", "o"]);
    assert_eq!(early.code, Some(2));
    assert!(early.err.contains("缺少这几份：2/3"), "{}", early.err);
    assert!(!folder.path().join("o").exists());
    let merged = run(folder.path(), &["merge", "o0", "o1", "o2", "-o", "o", "--projects", "p"]);
    assert_eq!(merged.code, Some(0), "{}", merged.err);
    assert_same(&files(&folder.path().join("o")), &expected);
    // The same in one folder that all share.
    for (share, _) in &shares {
        assert_eq!(run(folder.path(), &["build", "p", "-o", "gemeinsam", "--shard", share]).code, Some(0));
    }
    assert_eq!(run(folder.path(), &["merge", "gemeinsam", "--projects", "p"]).code, Some(0));
    assert_same(&files(&folder.path().join("gemeinsam")), &expected);
    // What was built in shares need not be built again, in shares or not.
    assert_eq!(run(folder.path(), &["build", "p", "-o", "gemeinsam"]).out, "");
    assert_eq!(run(folder.path(), &["build", "p", "-o", "gemeinsam", "--shard", "1/2"]).out, "");
    // What is not as it was built is not taken.
    let pages = files(&folder.path().join("o1"));
    let page = pages.keys().find(|name| name.extension().is_some_and(|ending| ending == "pdf"));
    fs::write(folder.path().join("o1").join(page.expect("a page")), "改过").expect("a file");
    let altered = run(folder.path(), &["merge", "o0", "o1", "o2", "-o", "neu"]);
    assert_eq!(altered.code, Some(1));
    assert!(altered.err.contains("与生成时不同"), "{}", altered.err);
}

/// What a share may be short of, or what does not belong together, is no whole.
#[test]
fn shares_that_make_no_whole() {
    let folder = folder(12);
    let build = |share: &str, out: &str, more: &[&str]| {
        let arguments = [&["build", "p", "-o", out, "--shard", share], more].concat();
        assert_eq!(run(folder.path(), &arguments).code, Some(0));
    };
    let refused = |folders: [&str; 2], what: &str| {
        let merged = run(folder.path(), &["merge", folders[0], folders[1], "-o", "o"]);
        assert_eq!(merged.code, Some(2), "{}", merged.err);
        assert!(merged.err.contains(what), "{}", merged.err);
        assert!(!folder.path().join("o").exists());
    };
    build("1/2", "a", &[]);
    build("2/2", "b", &[]);
    let manifest = |out: &str, number: u8| folder.path().join(out).join(format!(".jixiao-manifest-{number}-of-2.json"));
    let text = fs::read_to_string(manifest("b", 2)).expect("a manifest");
    // Damaged, of another version, of another share, or of a run that was killed.
    let (start, end) = (text.find("  \"share\"").expect("a share"), text.find("  \"files\"").expect("files"));
    let unfinished = format!("{}{}", &text[..start], &text[end..]);
    for (damaged, what) in [
        ("{", "已损坏"),
        ("", "已损坏"),
        (&text.replace("\"version\": 1", "\"version\": 99"), "已损坏"),
        (&text.replace("\"number\": 2", "\"number\": 1"), "已损坏"),
        (&unfinished, "没有做完"),
    ] {
        fs::write(manifest("b", 2), damaged).expect("a file");
        refused(["a", "b"], what);
    }
    // Other formats, other settings, other projects.
    build("2/2", "b", &["--format", "pdf"]);
    refused(["a", "b"], "不是同一次生成的");
    fs::write(folder.path().join("p/jixiao.yaml"), "主管部门: 示例市科技局\n").expect("a file");
    build("2/2", "b", &[]);
    refused(["a", "b"], "不是同一次生成的");
    build("1/2", "a", &[]);
    fs::write(folder.path().join("p/新来的.yaml"), "年度: 2026\n项目名称: 新来的\n").expect("a file");
    build("2/2", "b", &[]);
    refused(["a", "b"], "不是同一次生成的");
    build("1/2", "a", &[]);
    // What a killed merge has left is deleted.
    fs::create_dir(folder.path().join("o")).expect("a folder");
    fs::write(folder.path().join("o/.jixiao-abc.tmp"), "").expect("a file");
    let merged = run(folder.path(), &["merge", "a", "b", "-o", "o"]);
    assert_eq!(merged.code, Some(0), "{}", merged.err);
    assert!(!folder.path().join("o/.jixiao-abc.tmp").exists());
    assert_eq!(run(folder.path(), &["build", "p", "-o", "o", "--no-book"]).out, "");
}

#[test]
fn watching_builds_what_is_saved() {
    let folder = folder(10);
    let mut command = jixiao(folder.path(), &["build", "p", "-o", "p/成品", "--watch"]);
    let said = folder.path().join("said");
    let err = fs::File::create(&said).expect("a file");
    let mut child = Running(command.stdout(Stdio::null()).stderr(err).spawn().expect("it runs"));
    let rounds = || fs::read_to_string(&said).expect("UTF-8").matches("等待改动").count();
    let pdf = |name: &str| fs::read(folder.path().join("p/成品").join(name)).unwrap_or_default();
    wait_for("the first build", || rounds() == 1);
    let before = files(&folder.path().join("p/成品"));
    assert_eq!(before.len(), 21);
    // A project, as an editor saves it: written beside and renamed.
    let saved = project(folder.path(), 4);
    let beside = saved.with_extension("yaml~");
    fs::write(&beside, projects::project(4).replace("有所提升", "明显提升")).expect("a file");
    fs::rename(&beside, &saved).expect("a file");
    let name = "单位000/项目00004.pdf";
    wait_for("the new page", || pdf(name) != before[Path::new(name)]);
    wait_for("the second round", || rounds() == 2);
    let after = files(&folder.path().join("p/成品"));
    let changed: Vec<_> = after.iter().filter(|(name, bytes)| before[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(changed.len(), 3, "two files and the manifest: {changed:?}");
    // A mistake is shown, and shown again with the next.
    fs::write(&saved, "年度: 2026\n项目名: 坏\n").expect("a file");
    wait_for("the mistake", || rounds() == 3);
    fs::write(project(folder.path(), 5), "年度: 2026\n项目名: 坏\n").expect("a file");
    wait_for("the second mistake", || rounds() == 4);
    let shown = fs::read_to_string(&said).expect("UTF-8");
    assert_eq!(shown.matches("项目00004.yaml:2:1").count(), 2, "{shown}");
    // A new project, and settings that were not there.
    fs::write(folder.path().join("p/新.yaml"), projects::project(11)).expect("a file");
    wait_for("the new project", || !pdf("新.pdf").is_empty());
    wait_for("the fifth round", || rounds() == 5);
    // A folder that comes with its projects, and one that is made with its own.
    fs::create_dir(folder.path().join("单位")).expect("a folder");
    fs::write(folder.path().join("单位/甲.yaml"), projects::project(12)).expect("a file");
    fs::rename(folder.path().join("单位"), folder.path().join("p/新单位")).expect("a folder");
    wait_for("the folder", || !pdf("新单位/甲.pdf").is_empty());
    fs::create_dir_all(folder.path().join("p/新单位/下层")).expect("a folder");
    fs::write(folder.path().join("p/新单位/下层/乙.yaml"), projects::project(13)).expect("a file");
    wait_for("the folder in it", || !pdf("新单位/下层/乙.pdf").is_empty());
    // What is deleted is no mistake; what goes with it is none either.
    let counted = rounds();
    fs::remove_file(folder.path().join("p/新.yaml")).expect("a file");
    fs::remove_dir_all(folder.path().join("p/新单位")).expect("a folder");
    wait_for("the deletion", || rounds() > counted);
    fs::write(folder.path().join("p/又.yaml"), projects::project(14)).expect("a file");
    wait_for("another project", || !pdf("又.pdf").is_empty());
    let shown = fs::read_to_string(&said).expect("UTF-8");
    assert!(!shown.contains("cannot-read"), "{shown}");
    fs::write(folder.path().join("p/jixiao.yaml"), "主管部: 错\n").expect("a file");
    wait_for("the settings", || fs::read_to_string(&said).expect("UTF-8").contains("jixiao.yaml:1:1"));
    assert!(child.0.try_wait().expect("a status").is_none(), "it goes on");
}

/// A folder that is gone is told, and followed again once it is there again.
#[test]
fn watching_outlives_its_folder() {
    let folder = folder(1);
    let mut command = jixiao(folder.path(), &["build", "p", "-o", "成品", "--watch"]);
    let said = folder.path().join("said");
    let err = fs::File::create(&said).expect("a file");
    let _child = Running(command.stdout(Stdio::null()).stderr(err).spawn().expect("it runs"));
    let told = |what: &str| fs::read_to_string(&said).expect("UTF-8").contains(what);
    wait_for("the first build", || told("等待改动"));
    fs::remove_dir_all(folder.path().join("p")).expect("a folder");
    wait_for("the message", || told("没有这个文件或文件夹") || told("没有项目文件"));
    fs::create_dir(folder.path().join("p")).expect("a folder");
    for name in ["又", "再"] {
        fs::write(folder.path().join(format!("p/{name}.yaml")), projects::project(7)).expect("a file");
        wait_for(name, || folder.path().join(format!("成品/{name}.pdf")).is_file());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_projects() {
    use common::peak::peak;
    let folder = TempDir::new().expect("a folder");
    let few = folder.path().join("few");
    let many = folder.path().join("many");
    projects::write(&few, 300);
    projects::write(&many, 1500);
    let run = |arguments: &[&str]| peak(jixiao(folder.path(), arguments).stdout(Stdio::null()).stderr(Stdio::null()));
    // On one thread, where the allocator does the same each time.
    let build = |name: &str| run(&["build", name, "-o", &format!("o-{name}"), "--format", "xlsx", "-q", "-j", "1"]);
    let check = |name: &str| run(&["check", name, "-q", "-j", "1"]);
    for (few, many) in [(build("few"), build("many")), (check("few"), check("many"))] {
        assert!(few > 1_000, "it was measured: {few} KB");
        assert!(many < few + few / 4 + 4_000, "300 projects: {few} KB, 1,500 projects: {many} KB");
    }
}

/// What `deploy` has is run as it stands there, without the engine.
#[cfg(unix)]
#[test]
fn the_examples_of_deployment_work() {
    let folder = folder(12);
    assert_eq!(run(folder.path(), &["build", "p", "-o", "whole"]).code, Some(0));
    let expected = files(&folder.path().join("whole"));
    // Kubernetes: the arguments of both jobs.
    let text = fs::read_to_string(common::root().join("deploy/kubernetes.yaml")).expect("a file");
    let argument = |word: &str| word.trim().replace("/projects", "p").replace("/forms", "k8s").replace("/16", "/4");
    let lines: Vec<Vec<String>> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("args: [")?.strip_suffix(']'))
        .map(|line| line.split(',').map(argument).collect())
        .collect();
    assert_eq!(lines.len(), 2);
    let at = |line: &[String], index: usize| {
        let line: Vec<String> =
            line.iter().map(|word| word.replace("$(JOB_COMPLETION_INDEX)", &index.to_string())).collect();
        let run = run(folder.path(), &line.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.code, Some(0), "{line:?}: {}", run.err);
    };
    (0..4).for_each(|index| at(&lines[0], index));
    at(&lines[1], 0);
    assert_same(&files(&folder.path().join("k8s")), &expected);
    // Slurm: the script of a task.
    let program = assert_cmd::cargo::cargo_bin("jixiao");
    let path = std::env::join_paths(
        std::iter::once(program.parent().expect("a folder").to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    for task in ["1", "2", "3"] {
        let mut script = Command::new("sh");
        script
            .arg(common::root().join("deploy/slurm.sh"))
            .current_dir(folder.path())
            .env("PATH", path.as_ref().expect("a path"));
        script.envs([("PROJECTS", "p"), ("FORMS", "slurm"), ("SLURM_ARRAY_TASK_ID", task)]);
        script.envs([("SLURM_ARRAY_TASK_COUNT", "3"), ("SLURM_CPUS_PER_TASK", "2")]).env_remove("SOURCE_DATE_EPOCH");
        assert!(script.status().expect("a shell").success());
    }
    assert_eq!(run(folder.path(), &["merge", "slurm", "--projects", "p"]).code, Some(0));
    assert_same(&files(&folder.path().join("slurm")), &expected);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let folder = folder(1);
    let at = |arguments: &[&str], told: &str| {
        let run = run(folder.path(), arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
    };
    at(&["build", "p", "--jobs", "0"], "--jobs <个数> 不能是「0」");
    at(&["build", "p", "--shard", "3/2"], "--shard <份> 不能是「3/2」");
    at(&["build", "p", "--shard", "1/2", "--watch"], "重复或互相冲突");
    at(&["build", "-", "--watch"], "--watch 不能用于标准输入和标准输出");
    at(&["build", "p", "-o", "-", "--watch"], "--watch 不能用于标准输入和标准输出");
    at(&["build", "nirgends", "--watch"], "没有这个文件或文件夹");
    at(&["merge", "p"], "没有生成记录");
    at(&["merge", "nirgends"], "无法读取文件夹「nirgends」");
}

#[test]
fn the_time_is_told_by_stage() {
    let folder = folder(2);
    let built = run(folder.path(), &["build", "p", "-o", "o", "--timings", "--jobs", "1"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let stages: Vec<&str> = built.err.lines().filter_map(|line| line.split("%  ").nth(1)).collect();
    assert_eq!(stages, ["读取", "检查", "比对", "排版", "PDF", "XLSX", "写出", "汇总册"], "{}", built.err);
    assert!(built.err.contains("1 个线程"), "{}", built.err);
    let quiet = run(folder.path(), &["build", "p", "-o", "o", "--quiet", "--force"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (Some(0), "", ""));
}
