//! Lists that were altered.

use std::fs;
use std::sync::Arc;

use jixiao::Level;
use jixiao::engine::{Disk, Options, VerifyPlan, verify};
use tempfile::TempDir;

use super::common::program::run;
use super::support::PROJECT;

/// A list says nothing of files outside its folder, whatever it names.
#[test]
fn a_list_leads_to_no_other_folder() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    fs::write(at("别处.pdf"), "another page").expect("a file");
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let list = at("out/项目绩效目标汇总册（2026年）.json");
    let text = fs::read_to_string(&list).expect("a list");
    let book = "\"book\": [";
    assert!(text.contains(book), "{text}");
    for outside in ["../别处.pdf", "里/../../别处.pdf", &at("别处.pdf").display().to_string()] {
        let entry = format!("{book}{{\"file\": \"{outside}\", \"sha256\": \"{}\"}},", "0".repeat(64));
        fs::write(&list, text.replace(book, &entry)).expect("a list");
        let told = run(folder.path(), &["verify", "p"]);
        assert_eq!(told.code, Some(1));
        // It is named as the list names it, and not looked for.
        assert!(told.err.contains(&format!("清单里的「{outside}」不在它的文件夹里")), "{outside}: {}", told.err);
        assert!(!told.err.contains("没有 out/../"), "{outside}: {}", told.err);
    }
}

/// Two projects that were built, and the list of their book.
fn built() -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    fs::write(at("p/乙.yaml"), PROJECT.replace("青年", "老年").replace("450000", "30000")).expect("a file");
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let list = at("out/项目绩效目标汇总册（2026年）.json");
    (folder, list)
}

/// Whatever is changed in a list is told, with the projects and without.
#[test]
fn whatever_is_altered_in_a_list_is_told() {
    let (folder, list) = built();
    let text = fs::read_to_string(&list).expect("a list");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut altered: Vec<(&str, serde_json::Value)> = Vec::new();
    let mut alter = |what, act: &dyn Fn(&mut serde_json::Value)| {
        let mut value = value.clone();
        act(&mut value);
        altered.push((what, value));
    };
    alter("an entry fewer", &|list| drop(list["projects"].as_array_mut().expect("projects").remove(0)));
    alter("an entry twice", &|list| {
        let projects = list["projects"].as_array_mut().expect("projects");
        projects.push(projects[0].clone());
    });
    alter("another order", &|list| list["projects"].as_array_mut().expect("projects").reverse());
    alter("a file fewer", &|list| drop(list["projects"][0]["files"].as_array_mut().expect("files").remove(0)));
    alter("no files", &|list| list["projects"][0]["files"].as_array_mut().expect("files").clear());
    alter("no entries", &|list| list["projects"].as_array_mut().expect("projects").clear());
    alter("no book", &|list| list["book"].as_array_mut().expect("book").clear());
    alter("a file of the book fewer", &|list| drop(list["book"].as_array_mut().expect("book").remove(0)));
    alter("another folder", &|list| list["projects"][0]["files"][0]["file"] = "../x/甲.pdf".into());
    alter("another file", &|list| list["projects"][0]["files"][0]["file"] = "丙.pdf".into());
    alter("another digest", &|list| list["projects"][0]["files"][0]["sha256"] = "0".repeat(64).into());
    alter("another digest of the book", &|list| list["book"][0]["sha256"] = "0".repeat(64).into());
    alter("another template", &|list| list["projects"][0]["template"]["digest"] = "0".repeat(64).into());
    alter("another form", &|list| list["projects"][0]["template"]["name"] = "2023".into());
    alter("another page", &|list| list["projects"][1]["page"] = 99.into());
    alter("another name", &|list| list["projects"][0]["name"] = "别的".into());
    alter("another unit", &|list| list["projects"][0]["unit"] = "别的".into());
    alter("another amount", &|list| list["projects"][0]["totals"][0]["amount"] = "1.00".into());
    alter("no amounts", &|list| list["projects"][0]["totals"].as_array_mut().expect("totals").clear());
    alter("another sum", &|list| list["amount"] = "1.00".into());
    alter("another year", &|list| list["year"] = 2025.into());
    alter("another program", &|list| list["program"] = "jixiao 9.9.9".into());
    alter("another version", &|list| list["version"] = 9.into());
    alter("another format", &|list| list["format"] = "x".into());
    let mut texts: Vec<(&str, Vec<u8>)> = altered
        .iter()
        .map(|(what, value)| (*what, serde_json::to_string_pretty(value).expect("JSON").into_bytes()))
        .collect();
    let half = text.len() / 2;
    let half = (0..=half).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    texts.push(("cut off", text.as_bytes()[..half].to_vec()));
    texts.push(("garbled", b"\xff\xfe\x00{}".to_vec()));
    texts.push(("nothing", Vec::new()));
    texts.push(("a list of nothing", b"[]".to_vec()));
    texts.push(("other blanks", text.replace('\n', "\n ").into_bytes()));
    // Many processes would take long.
    let plan = VerifyPlan { target: Some(folder.path().join("out")), ..VerifyPlan::default() };
    let found = |path: &str| {
        let paths = [folder.path().join(path)];
        let verified = verify(Arc::new(Disk), &paths, Options::default(), &plan, &()).expect("it is compared");
        verified.findings.iter().filter(|finding| finding.level == Level::Error).count()
    };
    assert_eq!((found("p"), found("out")), (0, 0));
    for (what, bytes) in texts {
        fs::write(&list, bytes).expect("a list");
        for path in ["p", "out"] {
            assert!(found(path) > 0, "{path}: {what}");
        }
    }
    // One that is gone, with what was noted of it and without.
    fs::remove_file(&list).expect("a file");
    for path in ["p", "out"] {
        let told = run(folder.path(), &["verify", path]);
        assert_eq!(told.code, Some(1), "{path}: {}", told.err);
        assert!(told.err.contains("没有清单"), "{}", told.err);
    }
    fs::remove_file(folder.path().join("out/.jixiao-manifest.json")).expect("a file");
    assert_eq!(run(folder.path(), &["verify", "out"]).code, Some(1));
    let one = run(folder.path(), &["verify", "out/甲.xlsx"]);
    assert_eq!(one.code, Some(0), "{}", one.err);
    assert!(one.err.contains("没有清单") && one.err.contains("警告 1 处"), "{}", one.err);
}

/// A list that was kept apart counts, and not the one that came along.
#[test]
fn a_list_may_be_kept_apart() {
    let (folder, list) = built();
    let at = |name: &str| folder.path().join(name);
    fs::copy(&list, at("清单.json")).expect("a copy");
    for path in ["p", "out"] {
        let told = run(folder.path(), &["verify", path, "--list", "清单.json"]);
        assert_eq!(told.code, Some(0), "{}", told.err);
        assert!(told.err.contains("都一致"), "{}", told.err);
    }
    // All files were exchanged for others that go together.
    fs::write(at("p/甲.yaml"), PROJECT.replace("450000", "950000")).expect("a file");
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    assert_eq!(run(folder.path(), &["verify", "out"]).code, Some(0));
    let told = run(folder.path(), &["verify", "out", "--list", "清单.json"]);
    assert_eq!(told.code, Some(1));
    for said in ["与另外保管的清单不同", "out/甲.xlsx 不是生成时的样子", "清单记的是 450000.00 元，项目是 950000.00 元"]
    {
        assert!(told.err.contains(said), "{said}\n{}", told.err);
    }
    fs::remove_file(&list).expect("a file");
    assert!(run(folder.path(), &["verify", "out", "--list", "清单.json"]).err.contains("out/甲.xlsx 不是生成时的样子"));
    let nowhere = run(folder.path(), &["verify", "out", "--list", "没有.json"]);
    assert_eq!(nowhere.code, Some(2), "{}", nowhere.err);
}

/// A file that is on no list, and the store beside the list.
#[test]
fn files_beside_the_list_are_told() {
    let (folder, list) = built();
    let at = |name: &str| folder.path().join(name);
    fs::copy(at("out/甲.xlsx"), at("out/丙.xlsx")).expect("a copy");
    let told = run(folder.path(), &["verify", "out"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("清单里没有 丙.xlsx"), "{}", told.err);
    fs::remove_file(at("out/丙.xlsx")).expect("a file");
    // Files and list were exchanged, but not what was noted when they were written.
    let store = fs::read(at("out/.jixiao-manifest.json")).expect("a store");
    fs::write(at("p/甲.yaml"), PROJECT.replace("450000", "950000")).expect("a file");
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    fs::write(at("out/.jixiao-manifest.json"), &store).expect("a store");
    let told = run(folder.path(), &["verify", "out"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("与 out/.jixiao-manifest.json 里记的 SHA-256 不同"), "{}", told.err);
    fs::write(at("out/.jixiao-manifest.json"), &store[..store.len() / 2]).expect("a store");
    let told = run(folder.path(), &["verify", "out"]);
    assert!(told.code == Some(1) && told.err.contains("读不出来"), "{}", told.err);
    // Another file of JSON is none of the program's.
    fs::remove_file(at("out/.jixiao-manifest.json")).expect("a file");
    fs::write(at("out/别的.json"), "{\"a\": 1}").expect("a file");
    assert_eq!(run(folder.path(), &["verify", "out"]).code, Some(0));
    let _ = list;
}
