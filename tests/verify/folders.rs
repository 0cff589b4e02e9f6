//! Whole folders, with the program.

use std::fs;

use jixiao::diag::Diagnostics;
use jixiao::internals::data::{self, ValueData};
use jixiao::internals::form::build;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::write;
use tempfile::TempDir;

use super::common::program::run;
use super::common::{FONTS, FORMATS, TEMPLATES, root};
use super::support::*;

#[test]
fn samples_say_the_same() {
    let out = TempDir::new().expect("a folder");
    let samples = root().join("samples");
    let (samples, out) = (samples.to_str().expect("UTF-8"), out.path().to_str().expect("UTF-8"));
    for command in [&["build", samples, "-o", out][..], &["verify", samples, "-o", out], &["verify", out]] {
        let run = run(&root(), command);
        assert_eq!(run.code, Some(0), "{}", run.err);
    }
}

/// Links that lead back into a folder are followed once.
#[cfg(unix)]
#[test]
fn links_that_lead_back_are_no_labyrinth() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("p/里/深")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    assert_eq!(run(folder.path(), &["build", "p", "-o", "p/里"]).code, Some(0));
    for link in ["p/一", "p/里/二", "p/里/深/三", "p/里/深/四"] {
        symlink(at("p"), at(link)).expect("a link");
    }
    symlink(folder.path(), at("p/里/五")).expect("a link");
    let start = std::time::Instant::now();
    assert_eq!(run(folder.path(), &["verify", "p", "-o", "p/里"]).code, Some(0));
    let alone = run(folder.path(), &["verify", "p/里"]);
    assert_eq!((alone.code, alone.err.as_str()), (Some(0), "核对了 1 个项目、4 个文件：都一致\n"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let built = run(folder.path(), &["build", "p", "-o", "o"]);
    assert_eq!((built.code, built.out.lines().count()), (Some(0), 5), "one project: {}", built.out);
}

/// Of many differences the first are shown, and it is said how many more there are.
#[test]
fn the_first_differences_are_shown() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let indicators = |word: &str, count: usize| -> String {
        (0..count).map(|number| format!("      {word}{number}: ≥4场\n")).collect()
    };
    let project = |word: &str, count: usize| {
        let head = PROJECT.split("绩效指标").next().unwrap_or_default();
        format!("{head}绩效指标:\n  产出指标:\n    数量指标:\n{}", indicators(word, count))
    };
    for (count, rest) in [(20, None), (21, Some(1)), (25, Some(5))] {
        fs::create_dir_all(at("p")).expect("a folder");
        fs::write(at("p/甲.yaml"), project("场次", count)).expect("a file");
        assert_eq!(run(folder.path(), &["build", "p", "--no-book", "--format", "xlsx"]).code, Some(0));
        fs::write(at("p/甲.yaml"), project("人次", count)).expect("a file");
        let told = run(folder.path(), &["verify", "p", "--format", "xlsx"]);
        let shown = told.err.matches("：out/甲.xlsx（").count();
        assert_eq!(shown, 20, "{count}: {}", told.err);
        let more = rest.map(|rest| format!("out/甲.xlsx 还有 {rest} 处不同"));
        assert_eq!(told.err.contains("还有"), more.is_some(), "{}", told.err);
        assert!(more.is_none_or(|more| told.err.contains(&more)), "{}", told.err);
    }
}

#[test]
fn a_submission_is_compared_with_its_projects_or_alone() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    fs::write(at("p/乙.yaml"), PROJECT.replace("青年", "老年").replace("450000", "30000")).expect("a file");
    assert_eq!(run(folder.path(), &["verify", "p"]).code, Some(1), "nothing is built");
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    for arguments in [["verify", "p"], ["verify", "out"]] {
        let same = run(folder.path(), &arguments);
        assert_eq!((same.code, same.err.as_str()), (Some(0), "核对了 2 个项目、6 个文件：都一致\n"));
    }
    // A project that was changed afterwards: in both files, in the data, on the list.
    fs::write(at("p/甲.yaml"), PROJECT.replace("450000", "450001")).expect("a file");
    let changed = run(folder.path(), &["verify", "p"]);
    assert_eq!(changed.code, Some(1));
    for told in [
        "「年度资金.当年财政拨款」：out/甲.pdf（第 1 页）是「450,000.00」，项目是「450,001.00」",
        "「年度资金.当年财政拨款」：out/甲.xlsx（H7）是「450000」，项目是「450,001.00」",
        "5 | 年度资金: {当年财政拨款: 450001}",
        "out/甲.xlsx 附带的数据与项目不同：年度资金.年度资金申请总额、年度资金.当年财政拨款",
        "「年度资金.年度资金申请总额」：清单记的是 450000.00 元，项目是 450001.00 元",
    ] {
        assert!(changed.err.contains(told), "{told}\n{}", changed.err);
    }
    assert!(!changed.err.contains("乙"), "{}", changed.err);
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    // A file of one project in the place of another's; a book that was touched; a file
    // that is gone.
    fs::copy(at("out/乙.pdf"), at("out/甲.pdf")).expect("a file");
    let book = at("out/项目绩效目标汇总册（2026年）.pdf");
    let mut bytes = fs::read(&book).expect("a book");
    bytes.push(b'\n');
    fs::write(&book, bytes).expect("a file");
    fs::remove_file(at("out/乙.xlsx")).expect("a file");
    let alone = run(folder.path(), &["verify", "out"]);
    assert_eq!(alone.code, Some(1));
    for told in [
        "「年度资金.当年财政拨款」：out/甲.pdf（第 1 页）是「30,000.00」，项目是「450,000.00」",
        "错误[not-as-built]: out/甲.pdf",
        "错误[not-as-built]: out/项目绩效目标汇总册（2026年）.pdf",
        "错误[missing-output]: 没有 out/乙.xlsx",
    ] {
        assert!(alone.err.contains(told), "{told}\n{}", alone.err);
    }
    // Made again, all is well.
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let both = run(folder.path(), &["verify", "p", "out"]);
    assert_eq!(both.code, Some(0), "{}", both.err);
    // A list that was altered, and a project that is gone.
    let list = at("out/项目绩效目标汇总册（2026年）.json");
    let text = fs::read_to_string(&list).expect("a list");
    for (from, to, told) in [
        (
            "\"amount\": \"480000.00\"",
            "\"amount\": \"9.00\"",
            "年度金额合计：清单记的是 9.00 元，各项目相加是 480000.00 元",
        ),
        ("\"450000.00\"", "\"1.00\"", "清单记的是 1.00 元，项目是 450000.00 元"),
        ("\"示例中心\"", "\"别的中心\"", "的单位：清单记的是「别的中心」，项目是「示例中心」"),
        ("\"甲.", "\"../p/甲.", "没有对应的项目"),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(&list, text.replace(from, to)).expect("a list");
        for path in ["p", "out"] {
            let altered = run(folder.path(), &["verify", path]);
            assert_eq!(altered.code, Some(1), "{path}: {to}");
            assert!(altered.err.contains(told), "{told}\n{}", altered.err);
        }
    }
    fs::write(&list, &text).expect("a list");
    let gone = fs::read(at("p/乙.yaml")).expect("a file");
    fs::remove_file(at("p/乙.yaml")).expect("a file");
    let lacking = run(folder.path(), &["verify", "p"]);
    assert!(lacking.err.contains("清单里的「老年服务」没有对应的项目"), "{}", lacking.err);
    assert_eq!(run(folder.path(), &["verify", "p/甲.yaml"]).code, Some(0), "a single project is compared alone");
    // Its form is still there when all is built without it.
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let left = run(folder.path(), &["verify", "p"]);
    assert_eq!(left.code, Some(0), "{}", left.err);
    for file in ["out/乙.pdf", "out/乙.xlsx"] {
        assert!(left.err.contains(&format!("{file} 是以前生成的，现在的项目里没有它")), "{}", left.err);
    }
    assert!(!left.err.contains("甲") && !left.err.contains("汇总册"), "{}", left.err);
    fs::write(at("p/乙.yaml"), gone).expect("a file");
    fs::remove_file(&list).expect("a list");
    let unlisted = run(folder.path(), &["verify", "p"]);
    assert_eq!(unlisted.code, Some(1));
    assert!(unlisted.err.contains("没有清单"), "{}", unlisted.err);
    fs::write(&list, &text).expect("a list");
    let nowhere = run(folder.path(), &["verify", "nowhere"]);
    assert!(nowhere.err.contains("没有 nowhere"), "{}", nowhere.err);
    // What cannot be compared.
    fs::write(at("out/甲.pdf"), "%PDF-1.7").expect("a file");
    let broken = run(folder.path(), &["verify", "p"]);
    assert!(broken.err.contains("out/甲.pdf 无法核对：不是 PDF，或已损坏"), "{}", broken.err);
    fs::write(at("p/甲.yaml"), PROJECT.replace("450000", "很多")).expect("a file");
    let wrong = run(folder.path(), &["verify", "p"]);
    assert!(wrong.err.contains("错误[bad-money]"), "{}", wrong.err);
    fs::create_dir(at("空")).expect("a folder");
    let empty = run(folder.path(), &["verify", "空"]);
    assert_eq!(empty.code, Some(2));
    assert!(empty.err.contains("没有项目文件，也没有 XLSX、PDF 和 OFD"), "{}", empty.err);
}

/// What was not built, or not asked for, is not missed, and what was not compared is not said to
/// be the same.
#[test]
fn only_the_formats_that_were_asked_for_are_compared() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    fs::write(at("p/乙.yaml"), PROJECT.replace("青年", "老年").replace("450000", "30000")).expect("a file");
    let same = |arguments: &[&str], said: &str| {
        let told = run(folder.path(), &[&["verify"], arguments].concat());
        assert_eq!((told.code, told.err.as_str()), (Some(0), format!("{said}\n").as_str()), "{arguments:?}");
    };
    // A book is no OFD.
    let alone = [("pdf", "PDF", 3), ("xlsx", "XLSX", 3), ("ofd", "OFD", 2)];
    assert_eq!(run(folder.path(), &["build", "p", "--format", "ofd,pdf,xlsx"]).code, Some(0));
    for path in ["p", "out"] {
        same(&[path], "核对了 2 个项目、8 个文件：都一致");
        for (format, name, files) in alone {
            let said = format!("只核对了 {name}：2 个项目、{files} 个文件：都一致");
            same(&[path, "--format", format], &said);
        }
        same(&[path, "--format", "pdf,ofd"], "只核对了 PDF、OFD：2 个项目、5 个文件：都一致");
    }
    // What is otherwise in one format is told of that one alone.
    for (format, ..) in alone {
        let (file, other) =
            (at(&format!("out/甲.{format}")), fs::read(at(&format!("out/乙.{format}"))).expect("a file"));
        let own = fs::read(&file).expect("a file");
        fs::write(&file, other).expect("a file");
        for (asked, ..) in alone {
            let told = run(folder.path(), &["verify", "p", "--format", asked]);
            assert_eq!(told.code, Some(i32::from(asked == format)), "{format} {asked}: {}", told.err);
        }
        assert_eq!(run(folder.path(), &["verify", "p"]).code, Some(1), "{format}");
        fs::write(&file, own).expect("a file");
    }
    // A file that is left off the list is told, in whatever format.
    let list = at("out/项目绩效目标汇总册（2026年）.json");
    let text = fs::read_to_string(&list).expect("a list");
    for (format, ..) in alone {
        let mut altered: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let files = altered["projects"][0]["files"].as_array_mut().expect("files");
        files.retain(|file| !file["file"].as_str().is_some_and(|name| name.ends_with(format)));
        fs::write(&list, altered.to_string()).expect("a list");
        for path in ["p", "out"] {
            let told = run(folder.path(), &["verify", path]);
            assert_eq!(told.code, Some(1), "{path}");
            assert!(
                told.err.contains(&format!(".{format}")) && told.err.contains("清单里没有"),
                "{path}: {}",
                told.err
            );
        }
    }
    fs::write(&list, &text).expect("a list");
    // Some formats alone were built, whatever the settings say.
    for (formats, files) in [("pdf", 3), ("xlsx", 3), ("ofd", 2), ("pdf,ofd", 5), ("ofd,xlsx", 5)] {
        fs::remove_dir_all(at("out")).expect("a folder");
        assert_eq!(run(folder.path(), &["build", "p", "--format", formats]).code, Some(0));
        same(&["p"], &format!("核对了 2 个项目、{files} 个文件：都一致"));
    }
    // Of a format that nobody has built, all files are missing, and nothing is the same.
    let none = run(folder.path(), &["verify", "p", "--format", "pdf"]);
    assert!(none.code == Some(1) && none.err.contains("没有 out/甲.pdf"), "{}", none.err);
    same(&["out", "--format", "pdf"], "只核对了 PDF：2 个项目、0 个文件：没有可以核对的文件");
}

/// However files were made, they are made again so.
#[test]
fn files_are_made_again_as_they_were_made() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    let many: String = (0..60).map(|number| format!("      场次{number}: ≥{number}场\n")).collect();
    let long = PROJECT.split("绩效指标").next().unwrap_or_default().replace("青年", "老年");
    let long = format!("{long}绩效指标:\n  产出指标:\n    数量指标:\n{many}");
    fs::write(at("p/乙.yaml"), &long).expect("a file");
    let build = |epoch: Option<&str>, arguments: &[&str]| {
        let _ = fs::remove_dir_all(at("out"));
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("jixiao"));
        command.current_dir(folder.path()).args(["build", "p"]).args(arguments);
        command.envs(epoch.map(|epoch| ("SOURCE_DATE_EPOCH", epoch)));
        assert!(command.output().expect("it runs").status.success());
    };
    let ofd = ["--format", "pdf,xlsx,ofd"];
    for (epoch, arguments) in [
        (None, &[][..]),
        (Some("1700000000"), &[]),
        (None, &["--attach"]),
        (Some("1700000000"), &["--attach", "--jobs", "1"]),
        (None, &["--no-book"]),
    ] {
        build(epoch, &[&ofd[..], arguments].concat());
        let told = run(folder.path(), &[&["verify", "p"], &ofd[..]].concat());
        assert_eq!(told.code, Some(0), "{epoch:?} {arguments:?}: {}", told.err);
        assert!(told.err.ends_with("都一致\n"), "{}", told.err);
        let alone = run(folder.path(), &["verify", "out"]);
        let is_listed = arguments != ["--no-book"];
        assert_eq!(alone.code, Some(i32::from(!is_listed)), "{epoch:?} {arguments:?}: {}", alone.err);
    }
    // The other way to fit forms to pages.
    fs::write(at("p/乙.yaml"), long.replace("60", "8").lines().take(14).collect::<Vec<_>>().join("\n"))
        .expect("a file");
    build(Some("1700000000"), &["--fit", "one-page"]);
    for path in ["p", "out"] {
        let told = run(folder.path(), &["verify", path]);
        assert_eq!(told.code, Some(0), "{path}: {}", told.err);
    }
    // A project that was changed is told in each format.
    build(None, &ofd);
    fs::write(at("p/甲.yaml"), PROJECT.replace("450000", "450001")).expect("a file");
    let told = run(folder.path(), &[&["verify", "p"], &ofd[..]].concat());
    assert_eq!(told.code, Some(1));
    for said in [
        "out/甲.pdf",
        "out/甲.xlsx（H7）",
        "out/甲.ofd：Doc_0/Pages/Page_0/Content.xml 里是「450,000.00」，应是「450,001.00」",
    ] {
        assert!(told.err.contains(said), "{said}\n{}", told.err);
    }
}

/// A file that another program has saved is told as such, and so are attachments that say
/// something else.
#[test]
fn files_that_were_saved_again_are_told() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("p")).expect("a folder");
    fs::write(at("p/甲.yaml"), PROJECT).expect("a file");
    let ofd = ["--format", "pdf,xlsx,ofd", "--attach", "--no-book"];
    assert_eq!(run(folder.path(), &[&["build", "p"], &ofd[..]].concat()).code, Some(0));
    fs::remove_file(at("out/.jixiao-manifest.json")).expect("a file");
    let verify = || run(folder.path(), &["verify", "p", "--format", "pdf,xlsx,ofd"]);
    let whole = verify();
    assert!(whole.code == Some(0) && whole.err.contains("都一致"), "{}", whole.err);
    let [page, sheet, document] =
        ["out/甲.pdf", "out/甲.xlsx", "out/甲.ofd"].map(|name| fs::read(at(name)).expect("a file"));
    let again =
        [("甲.pdf", saved(&page, |_| {})), ("甲.xlsx", packed(&parts(&sheet))), ("甲.ofd", packed(&parts(&document)))];
    for (name, bytes) in again {
        let whole = fs::read(at("out").join(name)).expect("a file");
        fs::write(at("out").join(name), bytes).expect("a file");
        for path in ["p", "out"] {
            let told = run(folder.path(), &["verify", path, "--format", "pdf,xlsx,ofd"]);
            let said = format!("out/{name} 与重新生成的不是逐字节相同：读到的字、数和算式都一致");
            assert_eq!(told.code, Some(1));
            assert!(told.err.contains(&said) && !told.err.contains("错误[differs]"), "{}", told.err);
        }
        fs::write(at("out").join(name), whole).expect("a file");
    }
    // The data taken away, and others put in.
    let mut bare = parts(&sheet);
    bare.remove("customXml/item1.xml");
    for (name, bytes, said) in [
        ("甲.xlsx", packed(&bare), "附带的项目数据没有了"),
        ("甲.xlsx", with_text(&sheet, "customXml/item1.xml", "450000.00", "460000.00"), "附带的数据与项目不同"),
        ("甲.ofd", with_text(&document, "Doc_0/Attachs/file_0", "450000.00", "460000.00"), "附带的数据与项目不同"),
        ("甲.ofd", with_text(&document, "Doc_0/Attachs/file_1", "450000", "460000"), "甲.ofd"),
        ("甲.ofd", with_text(&document, "Doc_0/Pages/Page_0/Content.xml", "450,000.00", "460,000.00"), "450,000.00"),
        ("甲.ofd", with_part(&document, "Doc_0/Signs/Signatures.xml", "<a/>"), "多出 Doc_0/Signs/Signatures.xml"),
    ] {
        let whole = fs::read(at("out").join(name)).expect("a file");
        fs::write(at("out").join(name), bytes).expect("a file");
        let told = verify();
        assert_eq!(told.code, Some(1), "{name}: {said}");
        assert!(told.err.contains("错误[differs]") && told.err.contains(said), "{said}: {}", told.err);
        fs::write(at("out").join(name), whole).expect("a file");
    }
    // As LibreOffice does it: other fonts, none in the footer, and no data, but the same cells.
    let styles = String::from_utf8(bare["xl/styles.xml"].clone()).expect("UTF-8").replace("宋体", "Liberation Serif");
    bare.insert("xl/styles.xml".to_owned(), styles.into_bytes());
    let rows = String::from_utf8(bare["xl/worksheets/sheet1.xml"].clone()).expect("UTF-8");
    let footer = "&amp;&quot;宋体,Regular&quot;";
    assert!(rows.contains(footer) || rows.contains("&amp;\"宋体,Regular\""), "the footer's font");
    let rows = rows.replace(footer, "").replace("&amp;\"宋体,Regular\"", "");
    bare.insert("xl/worksheets/sheet1.xml".to_owned(), rows.into_bytes());
    fs::write(at("out/甲.xlsx"), packed(&bare)).expect("a file");
    let told = verify();
    assert_eq!((told.code, told.err.matches("错误[").count()), (Some(1), 1), "{}", told.err);
    assert!(
        told.err.contains("错误[not-as-built]: out/甲.xlsx 与重新生成的不是逐字节相同，像是用别的程序另存过"),
        "{}",
        told.err
    );
    let amount = with_text(&packed(&bare), "xl/worksheets/sheet1.xml", "<v>450000</v>", "<v>460000</v>");
    fs::write(at("out/甲.xlsx"), amount).expect("a file");
    let told = verify();
    assert!(told.err.contains("错误[differs]") && told.err.contains("「460000」"), "{}", told.err);
    fs::write(at("out/甲.xlsx"), &sheet).expect("a file");
    // What cannot be read is one finding, and the rest goes on.
    fs::write(at("out/乙.pdf"), "%PDF-1.7").expect("a file");
    let told = run(folder.path(), &["verify", "out"]);
    assert!(told.err.contains("out/乙.pdf 无法核对") && told.err.contains("1 个项目、3 个文件"), "{}", told.err);
    // Of an OFD with its data, nothing else is asked for.
    for name in ["out/甲.pdf", "out/甲.xlsx", "out/乙.pdf"] {
        fs::remove_file(at(name)).expect("a file");
    }
    let told = run(folder.path(), &["verify", "out/甲.ofd"]);
    assert!(told.code == Some(0) && !told.err.contains("xlsx"), "{}", told.err);
}

/// Folders of several senders, each with its list.
#[test]
fn folders_with_lists_of_their_own_are_compared_each_with_its_own() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    for (unit, amount) in [("甲局", "450000"), ("乙局", "30000")] {
        let projects = format!("p/{unit}");
        fs::create_dir_all(at(&projects)).expect("a folder");
        fs::write(at(&projects).join("青年.yaml"), PROJECT.replace("450000", amount)).expect("a file");
        assert_eq!(run(folder.path(), &["build", &projects, "-o", &format!("收到/{unit}")]).code, Some(0));
    }
    let whole = run(folder.path(), &["verify", "收到"]);
    assert_eq!((whole.code, whole.err.as_str()), (Some(0), "核对了 2 个项目、8 个文件：都一致\n"));
    fs::copy(at("收到/甲局/青年.pdf"), at("收到/乙局/青年.pdf")).expect("a copy");
    fs::copy(at("收到/甲局/青年.xlsx"), at("收到/别的.xlsx")).expect("a copy");
    let told = run(folder.path(), &["verify", "收到"]);
    assert_eq!(told.code, Some(1));
    for said in ["收到/乙局/青年.pdf（第 1 页）是「450,000.00」", "收到 里没有清单"] {
        assert!(told.err.contains(said), "{said}: {}", told.err);
    }
    assert!(!told.err.contains("收到/甲局"), "{}", told.err);
}

/// Files whose data somebody wrote, so that all go together and the totals are wrong.
#[test]
fn totals_of_data_are_computed_again() {
    let folder = TempDir::new().expect("a folder");
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("t.yaml", PROJECT);
    let file = read_file(&source, &Settings::default(), &TEMPLATES, &mut diagnostics);
    let data = data::of(&file.projects[0].1);
    let mut forged = 0;
    for (from, to, is_computed) in
        [("450000.00", "450000.00", true), ("450000.00", "950000.00", true), ("450000.00", "950000.00", false)]
    {
        let mut data = data.clone();
        let total = data.fields.iter_mut().find(|field| field.key == "年度资金.年度资金申请总额").expect("a total");
        assert_eq!(total.value, ValueData::Amount(from.into()));
        (total.value, total.computed) = (ValueData::Amount(to.into()), is_computed);
        let project = data::project(&data, &TEMPLATES).expect("a project");
        let mut table = build(&project);
        table.data = Some(data.json());
        let files = write(&table, &FONTS, &FORMATS, None).expect("files");
        for ((_, bytes), name) in files.iter().zip(["甲.pdf", "甲.xlsx"]) {
            fs::write(folder.path().join(name), bytes).expect("a file");
        }
        let told = run(folder.path(), &["verify", "甲.xlsx"]);
        assert_eq!(told.code, Some(i32::from(from != to)), "{to} {is_computed}: {}", told.err);
        forged += told.err.matches("错误[differs]: 甲.pdf").count();
    }
    assert!(forged >= 2);
}
