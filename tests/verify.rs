//! Do files say what their projects say? Files that do, by random projects; and files
//! that were altered in each way that somebody might: it has to be noticed and named.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::io::{Cursor, Read, Write};

use common::any::any_project;
use common::program::run;
use common::{FONTS, FORMATS, form, root};
use jixiao::diag::Diagnostics;
use jixiao::internals::check::CheckSettings;
use jixiao::internals::fill;
use jixiao::internals::form::FormTable;
use jixiao::internals::layout::lay_out;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::verify::{Difference, pdf, workbook};
use jixiao::internals::write;
use jixiao::messages::Language;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, StringFormat};
use proptest::prelude::*;
use tempfile::TempDir;

fn files(table: &FormTable) -> (Vec<u8>, Vec<u8>) {
    let mut files = write(table, &FONTS, &FORMATS, None).expect("files").into_iter().map(|(_, bytes)| bytes);
    (files.next().expect("a PDF"), files.next().expect("a workbook"))
}

fn in_pdf(bytes: &[u8], table: &FormTable) -> Vec<Difference> {
    pdf(bytes, table).unwrap_or_else(|error| panic!("{error:?}"))
}

fn in_workbook(bytes: &[u8], table: &FormTable) -> Vec<Difference> {
    workbook(bytes, table, &lay_out(table, &FONTS)).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What the differences are about, as `field@place=what the file says`.
fn told(differences: &[Difference], table: &FormTable) -> Vec<String> {
    let one = |difference: &Difference| {
        let cell = difference.cell.map(|id| table.cell(id));
        let field = cell.map_or("", |cell| cell.field.as_deref().unwrap_or(&cell.text));
        let place = difference.place.say(Language::Chinese);
        format!("{field}@{place}={}", difference.says.as_deref().unwrap_or("-"))
    };
    differences.iter().map(one).collect()
}

const PROJECT: &str = "年度: 2026\n项目名称: 青年服务\n主管部门: 示例局\n实施单位: 示例中心\n\
    年度资金: {当年财政拨款: 450000}\n年度总体目标: 办好 4 场活动。\n\
    绩效指标: {产出指标: {数量指标: {活动场次: ≥4场}}}\n";

#[test]
fn samples_say_the_same() {
    let out = TempDir::new().expect("a folder");
    let samples = root().join("samples");
    let (samples, out) = (samples.to_str().expect("UTF-8"), out.path().to_str().expect("UTF-8"));
    for command in ["build", "verify"] {
        let run = run(&root(), &[command, samples, "-o", out]);
        assert_eq!(run.code, Some(0), "{}", run.err);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn any_project_says_the_same(json in any_project(true)) {
        let mut diagnostics = Diagnostics::new();
        let file = read_file(&Source::new("t.yaml", &json), &Settings::default(), &common::TEMPLATES, &mut diagnostics);
        for (_, project) in &file.projects {
            let checks = CheckSettings::default();
            if let Some(table) = fill(project, &FONTS, &FORMATS, None, &checks, &mut diagnostics) {
                let (page, sheet) = files(&table);
                prop_assert_eq!(told(&in_pdf(&page, &table), &table), [""; 0]);
                prop_assert_eq!(told(&in_workbook(&sheet, &table), &table), [""; 0]);
            }
        }
    }
}

#[test]
fn files_of_another_project_are_told_cell_by_cell() {
    let (mine, other) = (form(PROJECT), form(&PROJECT.replace("450000", "460000").replace("≥4场", "≥5场")));
    let (page, sheet) = files(&other);
    let pages = told(&in_pdf(&page, &mine), &mine);
    assert_eq!(
        pages,
        [
            "年度资金.年度资金申请总额@第 1 页=460,000.00",
            "年度资金.当年财政拨款@第 1 页=460,000.00",
            "绩效指标[0].target@第 1 页=≥5.00(场)"
        ]
    );
    let sheets = told(&in_workbook(&sheet, &mine), &mine);
    assert_eq!(
        sheets,
        ["年度资金.年度资金申请总额@H6=460000", "年度资金.当年财政拨款@H7=460000", "绩效指标[0].target@G13=≥5.00(场)"]
    );
    // With an indicator more, each other cell is still found where it is.
    let more = form(&PROJECT.replace("活动场次: ≥4场", "活动场次: ≥4场, 培训人次: ≥90人次"));
    let (page, _) = files(&more);
    let extra = told(&in_pdf(&page, &mine), &mine);
    assert_eq!(extra, ["@第 1 页=培训人次", "@第 1 页=≥90.00(人次)"]);
    let lacking = told(&in_pdf(&files(&mine).0, &more), &more);
    assert_eq!(lacking, ["绩效指标[1].name@第 1 页=-", "绩效指标[1].target@第 1 页=-"]);
}

/// A PDF whose first page has other operations.
fn altered(bytes: &[u8], alter: impl Fn(&mut Vec<Operation>)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    let page = document.page_iter().next().expect("a page");
    let mut content = Content::decode(&document.get_page_content(page)).expect("content");
    alter(&mut content.operations);
    document.change_page_content(page, content.encode().expect("content")).expect("a page");
    let mut out = Vec::new();
    document.save_to(&mut out).expect("a PDF");
    out
}

/// The strings that an operation shows.
fn strings(operation: &mut Operation) -> Vec<&mut Vec<u8>> {
    let shows = ["Tj", "TJ"].contains(&operation.operator.as_str());
    let mut found = Vec::new();
    for operand in operation.operands.iter_mut().filter(|_| shows) {
        match operand {
            Object::String(bytes, _) => found.push(bytes),
            Object::Array(all) => found.extend(all.iter_mut().filter_map(|one| one.as_str_mut().ok())),
            _ => {}
        }
    }
    found
}

#[test]
fn glyphs_that_were_exchanged_are_noticed() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    // Nothing but another writer of the same content.
    assert_eq!(told(&in_pdf(&altered(&page, |_| {}), &table), &table), [""; 0]);
    // Every string on the page in turn loses its last glyph, or has it exchanged.
    let count = {
        let document = Document::load_mem(&page).expect("a PDF");
        let first = document.page_iter().next().expect("a page");
        let mut content = Content::decode(&document.get_page_content(first)).expect("content");
        content.operations.iter_mut().map(|operation| strings(operation).len()).sum::<usize>()
    };
    assert!(count > 20, "{count}");
    let mut unnoticed = 0;
    for wanted in 0..count {
        let wrong = altered(&page, |operations| {
            let mut all: Vec<&mut Vec<u8>> = operations.iter_mut().flat_map(strings).collect();
            let string = &mut all[wanted];
            let shorter = string.len() - 2;
            string.truncate(shorter);
        });
        unnoticed += usize::from(in_pdf(&wrong, &table).is_empty());
    }
    // The number at the foot of the page is no part of the form.
    assert!(unnoticed <= 7, "{unnoticed} of {count}");
}

#[test]
fn what_was_put_over_a_page_is_noticed() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    let show = |bytes: &[u8]| Operation::new("Tj", vec![Object::String(bytes.to_vec(), StringFormat::Hexadecimal)]);
    let over = altered(&page, |operations| {
        let font = operations.iter().find(|operation| operation.operator == "Tf").expect("a font").clone();
        operations.extend([Operation::new("BT", vec![]), font, show(&[0, 3]), Operation::new("ET", vec![])]);
    });
    assert_eq!(in_pdf(&over, &table).len(), 1);
    let picture = altered(&page, |operations| operations.push(Operation::new("Do", vec!["Im0".into()])));
    assert_eq!(in_pdf(&picture, &table).len(), 1);
    let mut document = Document::load_mem(&page).expect("a PDF");
    let first = document.page_iter().next().expect("a page");
    let note = document.add_object(lopdf::dictionary! { "Type" => "Annot", "Subtype" => "FreeText" });
    document.get_dictionary_mut(first).expect("a page").set("Annots", vec![note.into()]);
    let mut noted = Vec::new();
    document.save_to(&mut noted).expect("a PDF");
    assert_eq!(told(&in_pdf(&noted, &table), &table), ["@第 1 页=-"]);
}

/// A workbook whose first sheet is another text.
fn altered_sheet(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for index in 0..old.len() {
        let mut part = old.by_index(index).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("bytes");
        let mut text = String::from_utf8(text).expect("UTF-8");
        let name = part.name().expect("a name").into_owned();
        if name == "xl/worksheets/sheet1.xml" || name == "xl/sharedStrings.xml" {
            changed |= text.contains(from);
            text = text.replace(from, to);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(text.as_bytes()).expect("bytes");
    }
    assert!(changed, "{from}");
    new.finish().expect("a zip").into_inner()
}

#[test]
fn cells_that_were_altered_are_noticed() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let told = |from: &str, to: &str| told(&in_workbook(&altered_sheet(&sheet, from, to), &table), &table);
    assert_eq!(told("<v>450000</v>", "<v>450000.01</v>").len(), 2);
    assert_eq!(told("示例局", "示例厅"), ["主管部门@C4=示例厅"]);
    assert_eq!(told("主管部门", "上级部门"), ["主管部门@A4=上级部门"]);
    let added = "<c r=\"J1\" t=\"inlineStr\"><is><t>多</t></is></c></row>";
    assert_eq!(told("</row><row r=\"2\"", &format!("{added}<row r=\"2\"")), ["@J1=多"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Damaged files are told or refused, and nothing panics.
    #[test]
    fn damage_is_no_fault(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), cut in 0.0..1.2_f64) {
        let table = form(PROJECT);
        let (page, sheet) = files(&table);
        let damaged = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            bytes.truncate((bytes.len() as f64 * cut) as usize);
            for (place, byte) in places.iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes
        };
        let _ = pdf(&damaged(&page), &table);
        let _ = workbook(&damaged(&sheet), &table, &lay_out(&table, &FONTS));
    }
}

#[test]
fn what_is_no_form_is_said() {
    let table = form(PROJECT);
    let says = |bytes: &[u8]| pdf(bytes, &table).expect_err("no form").0.say(Language::Chinese).to_owned();
    assert_eq!(says(b"%PDF-1.7"), "不是 PDF，或已损坏");
    let (page, _) = files(&table);
    let mut document = Document::load_mem(&page).expect("a PDF");
    document.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    assert!(says(&bytes).contains("没有结构标记"));
    // A structure that leads back to itself, twice at each step.
    let mut document = Document::load_mem(&page).expect("a PDF");
    let circle = document.new_object_id();
    let again = lopdf::dictionary! { "S" => "Sect", "K" => vec![circle.into(), circle.into()] };
    document.set_object(circle, again);
    let root = document.catalog().expect("a catalog").get(b"StructTreeRoot").and_then(Object::as_reference);
    document.get_dictionary_mut(root.expect("a root")).expect("a root").set("K", circle);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    assert!(says(&bytes).contains("没有结构标记"));
    let sheet = workbook(b"PK", &table, &lay_out(&table, &FONTS)).expect_err("no workbook");
    assert!(!sheet.0.say(Language::Chinese).is_empty());
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
    assert_eq!((alone.code, alone.err.as_str()), (Some(0), "核对了 1 个项目、2 个文件：都一致\n"));
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
        assert_eq!(run(folder.path(), &["build", "p", "--format", "xlsx"]).code, Some(0));
        fs::write(at("p/甲.yaml"), project("人次", count)).expect("a file");
        let told = run(folder.path(), &["verify", "p", "--format", "xlsx"]);
        let shown = told.err.matches("：out/甲.xlsx（").count();
        assert_eq!(shown, 20, "{count}: {}", told.err);
        let more = rest.map(|rest| format!("out/甲.xlsx 还有 {rest} 处不同"));
        assert_eq!(told.err.contains("还有"), more.is_some(), "{}", told.err);
        assert!(more.is_none_or(|more| told.err.contains(&more)), "{}", told.err);
    }
}

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
        assert!(!told.err.contains("别处"), "{outside}: {}", told.err);
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
        assert_eq!((same.code, same.err.as_str()), (Some(0), "核对了 2 个项目、4 个文件：都一致\n"));
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
    assert_eq!(run(folder.path(), &["verify", "p", "out"]).code, Some(0));
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
    assert_eq!(unlisted.code, Some(0));
    assert!(unlisted.err.contains("out 里没有清单，SHA-256 没有核对"), "{}", unlisted.err);
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
    assert!(empty.err.contains("没有项目文件，也没有 XLSX"), "{}", empty.err);
}
