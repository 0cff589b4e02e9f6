//! The book of a submission: what is in it, and when it is made.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use common::program::run;
use common::{TEMPLATES, projects, root};
use jixiao::internals::book::Manifest;
use jixiao::internals::source::Source;
use jixiao::internals::template::{BookPart, Templates};
use lopdf::{Document, Object};
use tempfile::TempDir;

const BOOK: &str = "项目绩效目标汇总册（2026年）";

fn project(name: &str, unit: &str, more: &str, amount: &str) -> String {
    format!(
        "年度: 2026\n项目名称: {name}\n主管部门: 示例局\n实施单位: {unit}\n{more}年度资金: {{当年财政拨款: {amount}, 其他资金: 0.01}}\n\
         绩效指标: {{产出指标: {{数量指标: {{甲: ≥1次, 乙: ≥2次}}}}}}\n"
    )
}

/// A folder `p` with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join("p").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Three projects of two institutions; two of them are of the same name.
fn submission() -> TempDir {
    let special = "项目性质: 其他一次性项目\n项目类别: 特定目标类\n";
    let other = "项目性质: 其他经常性项目\n项目类别: 特定目标类\n";
    folder(&[
        ("1.yaml", &project("会馆物业", "示例中心", special, "100000.10")),
        ("2.yaml", &project("会馆物业", "示例中心", other, "20000.20")),
        ("3.yaml", &project("青年/服务", "示例馆", "项目性质: 其他一次性项目\n", "3000.30")),
    ])
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.expect("an entry").file_name()));
    let mut names: Vec<String> =
        entries.into_iter().flatten().map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// What stands in each row and column of a sheet.
type ByPlace<T> = BTreeMap<(u32, u32), T>;

/// The values and the formulas of a sheet.
fn sheet(bytes: &[u8], name: &str) -> (ByPlace<Data>, ByPlace<String>) {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let values = workbook.worksheet_range(name).expect("a sheet");
    let (top, left) = values.start().expect("cells");
    let values =
        values.used_cells().map(|(row, column, value)| ((row as u32 + top, column as u32 + left), value.clone()));
    let values = values.collect();
    let formulas = workbook.worksheet_formula(name).expect("formulas");
    let (top, left) = formulas.start().unwrap_or_default();
    let formulas =
        formulas.used_cells().map(|(row, column, text)| ((row as u32 + top, column as u32 + left), text.clone()));
    (values, formulas.collect())
}

#[test]
fn the_summary_adds_up_and_stays_live() {
    let folder = submission();
    let built = run(folder.path(), &["build", "p"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert!(built.err.contains("3 个项目，写出 9 个文件"), "{}", built.err);
    assert_eq!(built.out.lines().last(), Some(format!("out/{BOOK}.json").as_str()));
    let bytes = fs::read(folder.path().join(format!("out/{BOOK}.xlsx"))).expect("a workbook");
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes)).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["汇总表", "会馆物业", "会馆物业（2）", "青年／服务"]);
    let merges = workbook.merge_cells_by_sheet_name("汇总表").expect("merges");
    assert!(merges.iter().any(|merge| (merge.start, merge.end) == ((5, 0), (6, 0))), "an institution has two rows");
    let (values, formulas) = sheet(&bytes, "汇总表");
    let rows: Vec<Vec<String>> = (5..25)
        .map(|row| {
            let cell = |column| match values.get(&(row, column)) {
                Some(Data::Float(number)) => format!("{number:.2}"),
                Some(value) => value.to_string(),
                None => String::new(),
            };
            (0..10).map(cell).collect()
        })
        .take_while(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let expected = [
        "示例中心|1|会馆物业|其他一次性项目|特定目标类|100000.11|100000.10|0.00|0.01|2.00",
        "|2|会馆物业|其他经常性项目|特定目标类|20000.21|20000.20|0.00|0.01|2.00",
        "小计|示例中心||||120000.32|120000.30|0.00|0.02|4.00",
        "示例馆|3|青年/服务|其他一次性项目||3000.31|3000.30|0.00|0.01|2.00",
        "小计|示例馆||||3000.31|3000.30|0.00|0.01|2.00",
        "合计（3 个项目）|||||123000.63|123000.60|0.00|0.03|6.00",
        "分类|名称|||项目数（个）|年度资金申请总额|当年财政拨款|上年结转资金|其他资金|指标数\n（个）",
        "按实施单位|示例中心|||2.00|120000.32|120000.30|0.00|0.02|4.00",
        "|示例馆|||1.00|3000.31|3000.30|0.00|0.01|2.00",
        "按项目类别|特定目标类|||2.00|120000.32|120000.30|0.00|0.02|4.00",
        "|未填|||1.00|3000.31|3000.30|0.00|0.01|2.00",
        "按项目性质|其他一次性项目|||2.00|103000.42|103000.40|0.00|0.02|4.00",
        "|其他经常性项目|||1.00|20000.21|20000.20|0.00|0.01|2.00",
    ];
    assert_eq!(rows.iter().map(|row| row.join("|")).collect::<Vec<_>>(), expected);
    // Amounts are those of the projects' own sheets, and all else is computed of them.
    let formula = |row: u32, column: u32| formulas.get(&(row - 1, column)).map(String::as_str);
    assert_eq!(formula(6, 5), Some("'会馆物业'!H6"));
    assert_eq!(formula(7, 6), Some("'会馆物业（2）'!H7"));
    assert_eq!(formula(8, 5), Some("SUM(F6:F7)"));
    assert_eq!(formula(9, 8), Some("'青年／服务'!H9"));
    assert_eq!(formula(11, 5), Some("SUM(F6:F7,F9)"));
    assert_eq!(formula(13, 4), Some("ROWS(C6:C7)"));
    assert_eq!(formula(15, 5), Some("SUM(F6:F7)"));
    assert_eq!(formula(17, 5), Some("SUM(F6,F9)"));
    assert_eq!(formula(17, 4), Some("ROWS(C6)+ROWS(C9)"));
    // A name leads to its sheet, and wraps in any program.
    assert_eq!(formula(9, 2), Some("HYPERLINK(\"#'青年／服务'!A1\",\"青年/服务\")"));
    let (own, formulas) = sheet(&bytes, "会馆物业（2）");
    assert_eq!(own.get(&(5, 7)), Some(&Data::Float(20000.21)));
    assert_eq!(formulas.get(&(5, 7)).map(String::as_str), Some("SUM(H7:H9)"));
    // A form by itself has values only.
    let alone = fs::read(folder.path().join("out/2.xlsx")).expect("a workbook");
    assert!(sheet(&alone, "会馆物业").1.is_empty());
}

/// The object behind a reference.
fn follow<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).expect("an object").1
}

#[test]
fn its_projects_can_be_imported() {
    let folder = submission();
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let imported = run(folder.path(), &["import", &format!("out/{BOOK}.xlsx"), "-o", "再"]);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    assert!(
        imported.err.contains("工作表「汇总表」是汇总册的项目绩效目标汇总表，不是项目，没有导入"),
        "{}",
        imported.err
    );
    assert_eq!(names(&folder.path().join("再")).len(), 3);
    assert_eq!(run(folder.path(), &["build", "再", "-o", "aus"]).code, Some(0));
    let list = |folder: &Path| fs::read_to_string(folder.join(format!("{BOOK}.json"))).expect("a list");
    let amount = |text: &str| Manifest::from_json(text).expect("our own JSON").amount;
    assert_eq!(amount(&list(&folder.path().join("aus"))), amount(&list(&folder.path().join("out"))));
}

#[test]
fn its_pages_are_found() {
    let folder = submission();
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let out = folder.path().join("out");
    let bytes = fs::read(out.join(format!("{BOOK}.pdf"))).expect("a book");
    let list = fs::read_to_string(out.join(format!("{BOOK}.json"))).expect("a list");
    let list = Manifest::from_json(&list).expect("our own JSON");
    let starts: Vec<usize> = list.projects.iter().map(|project| project.page).collect();
    assert_eq!(starts, [2, 3, 4], "after the summary");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<_> = document.page_iter().collect();
    assert_eq!(pages.len(), 6, "cover, contents, summary and three forms");
    // The links of the contents, name and number each, and of the summary.
    let links = |page: usize| -> Vec<usize> {
        let page = document.get_dictionary(pages[page]).expect("a page");
        let Ok(links) = page.get(b"Annots") else { return Vec::new() };
        let links = follow(&document, links).as_array().expect("links");
        let target = |link: &Object| {
            let link = follow(&document, link).as_dict().expect("a link");
            let to = follow(&document, link.get(b"Dest").expect("a destination")).as_array().expect("a destination");
            let to = to[0].as_reference().expect("a page");
            pages.iter().position(|page| *page == to).expect("a page of the book")
        };
        links.iter().map(target).collect()
    };
    assert_eq!(links(1), [3, 3, 4, 4, 5, 5]);
    assert_eq!(links(2), [3, 4, 5]);
    assert!(links(0).is_empty() && links(3).is_empty());
    // The outline: the parts, and below each form what stands in it.
    let outline = follow(&document, document.catalog().expect("a catalog").get(b"Outlines").expect("an outline"));
    let mut titles = Vec::new();
    let mut next = outline.as_dict().expect("an outline").get(b"First").ok();
    while let Some(node) = next.map(|node| follow(&document, node).as_dict().expect("an entry")) {
        titles.push(lopdf::decode_text_string(node.get(b"Title").expect("a title")).expect("a text"));
        next = node.get(b"Next").ok();
    }
    assert_eq!(
        titles,
        ["2026年度项目绩效目标汇总册", "目录", "项目绩效目标汇总表", "会馆物业", "会馆物业", "青年/服务"]
    );
    let labels = document.catalog().expect("a catalog").get(b"PageLabels").expect("labels");
    let labels = follow(&document, labels).as_dict().expect("labels").get(b"Nums").expect("numbers");
    assert!(follow(&document, labels).as_array().expect("numbers").len() >= 6);
}

#[test]
fn the_list_has_all_files_and_totals() {
    let folder = submission();
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let out = folder.path().join("out");
    let text = fs::read_to_string(out.join(format!("{BOOK}.json"))).expect("a list");
    let schema = serde_json::from_str(&jixiao::internals::book::schema()).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("manifest.json", schema).expect("a schema");
    let schema = compiler.compile("manifest.json", &mut schemas).expect("a schema");
    schemas.validate(&serde_json::from_str(&text).expect("JSON"), schema).expect("it is valid");
    let list = Manifest::from_json(&text).expect("our own JSON");
    assert_eq!((list.year, list.amount.as_str()), (2026, "123000.63"));
    assert_eq!(list.projects[0].totals[0].field, "年度资金.年度资金申请总额");
    assert_eq!(list.projects[0].totals[0].amount, "100000.11");
    let files = list.projects.iter().flat_map(|project| &project.files).chain(&list.book);
    let listed: Vec<&str> = files.map(|file| file.file.as_str()).collect();
    let book = [format!("{BOOK}.pdf"), format!("{BOOK}.xlsx")];
    assert_eq!(listed, ["1.pdf", "1.xlsx", "2.pdf", "2.xlsx", "3.pdf", "3.xlsx", &book[0], &book[1]]);
}

#[test]
fn it_is_made_of_folders_only() {
    let folder = submission();
    let books = |arguments: &[&str]| {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        let run = run(folder.path(), &[&["build"], arguments].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        names(&folder.path().join("out")).into_iter().filter(|name| name.contains("汇总册")).count()
    };
    assert_eq!(books(&["p"]), 3);
    assert_eq!(books(&["p/1.yaml", "p/2.yaml"]), 0);
    assert_eq!(books(&["p/1.yaml", "p/2.yaml", "--book"]), 3);
    assert_eq!(books(&["p", "--no-book"]), 0);
    assert_eq!(books(&["p", "--format", "xlsx"]), 2);
    assert_eq!(books(&["p", "--format", "ofd"]), 1, "the list alone");
    assert_eq!(books(&["p", "--shard", "1/2"]), 0);
    fs::write(folder.path().join("p/jixiao.yaml"), "output: {book: false}\n").expect("a file");
    assert_eq!(books(&["p"]), 0);
    assert_eq!(books(&["p", "--book"]), 3);
    // What is as it is to be is not made again, and what changed is.
    fs::remove_file(folder.path().join("p/jixiao.yaml")).expect("a file");
    assert_eq!(books(&["p"]), 3);
    assert_eq!(run(folder.path(), &["build", "p"]).out, "");
    let text = project("会馆物业", "示例中心", "", "5");
    fs::write(folder.path().join("p/1.yaml"), text).expect("a file");
    let again = run(folder.path(), &["build", "p"]);
    let book = ["pdf", "xlsx", "json"].map(|ending| format!("out/{BOOK}.{ending}"));
    let expected = ["out/1.pdf", "out/1.xlsx"].into_iter().chain(book.iter().map(String::as_str));
    assert_eq!(again.out.lines().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    assert!(again.err.contains("写出 5 个文件，4 个没有变化"), "{}", again.err);
}

/// Its projects stand in the order of their files' names, however they were asked for.
#[test]
fn its_order_is_that_of_names() {
    let folder = submission();
    assert_eq!(run(folder.path(), &["build", "p", "-o", "a"]).code, Some(0));
    let files = ["p/3.yaml", "p/1.yaml", "p/2.yaml"];
    let asked = [&["build"][..], &files, &["-o", "b", "--book"]].concat();
    assert_eq!(run(folder.path(), &asked).code, Some(0));
    for ending in ["pdf", "xlsx", "json"] {
        let [a, b] = ["a", "b"].map(|out| fs::read(folder.path().join(out).join(format!("{BOOK}.{ending}"))));
        assert!(a.expect("a book") == b.expect("a book"), "{ending}");
    }
    let verified = run(folder.path(), &[&["verify"][..], &files, &["-o", "b"]].concat());
    assert_eq!(verified.code, Some(0), "{}", verified.err);
}

#[test]
fn a_book_that_would_lack_a_project_is_not_made() {
    let folder = submission();
    fs::write(folder.path().join("p/2.yaml"), "年度: 2026\n项目名字: 写错\n").expect("a file");
    let built = run(folder.path(), &["build", "p"]);
    assert_eq!(built.code, Some(1));
    assert!(built.err.contains("2026 年度的汇总册没有做：有项目没做成"), "{}", built.err);
    assert_eq!(names(&folder.path().join("out")), ["1.pdf", "1.xlsx", "3.pdf", "3.xlsx"]);
}

/// A name that shows nothing leads nowhere, and nothing panics.
#[test]
fn names_that_say_nothing_are_no_links() {
    let folder = folder(&[("1.yaml", &project("\"\\u200b\"", "示例中心", "", "5"))]);
    let built = run(folder.path(), &["build", "p"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert_eq!(names(&folder.path().join("out")).len(), 5);
}

#[test]
fn one_of_many_is_made_when_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let one = projects::project(0);
    let many: Vec<String> = (0..201).map(|index| one.replace("第0号", &format!("第{index}号"))).collect();
    fs::create_dir(folder.path().join("p")).expect("a folder");
    fs::write(folder.path().join("p/全部.yaml"), many.join("---\n")).expect("a file");
    let built = run(folder.path(), &["build", "p", "--format", "xlsx", "--quiet"]);
    assert_eq!(built.code, Some(0));
    assert!(!built.err.contains("汇总册"), "{}", built.err);
    let told = run(folder.path(), &["build", "p", "--format", "xlsx"]);
    assert!(told.err.contains("2023 年度有 201 个项目，没有做汇总册；要做请加 --book"), "{}", told.err);
    let asked = run(folder.path(), &["build", "p", "--format", "xlsx", "--book"]);
    assert_eq!(asked.out.lines().count(), 2, "{}", asked.err);
    let bytes = fs::read(folder.path().join("out/项目绩效目标汇总册（2023年）.xlsx")).expect("a book");
    let (_, formulas) = sheet(&bytes, "汇总表");
    assert_eq!(formulas.get(&(206, 5)).map(String::as_str), Some("SUM(F6:F206)"));
}

#[test]
fn its_names_are_taken_like_any_other() {
    let folder = submission();
    let taken = folder.path().join(format!("p/{BOOK}.yaml"));
    fs::write(taken, project("册", "示例中心", "", "5")).expect("a file");
    let built = run(folder.path(), &["build", "p"]);
    assert_eq!(built.code, Some(1));
    assert!(built.err.contains("错误[same-output]"), "{}", built.err);
    assert_eq!(names(&folder.path().join("out")).len(), 8, "the project has the name");
}

#[test]
fn its_parts_are_templates_like_any_other() {
    for (part, name) in [(BookPart::Cover, "封面"), (BookPart::Contents, "目录"), (BookPart::Summary, "汇总表")]
    {
        let template = TEMPLATES.part(part, 2026).expect("a template");
        assert_eq!((template.name.as_str(), template.part), (name, Some(part)));
    }
    assert!(TEMPLATES.iter().all(|template| template.part.is_none()), "no project has one");
    let own = "extends: 汇总表\nname: 本市汇总表\nyears: {from: 2026}\ngrid:\n  rows:\n    \
        标题: [{title: 示例市项目绩效目标一览, colspan: 10}]\n    汇总: ~\n";
    let folder = submission();
    fs::create_dir(folder.path().join("p/templates")).expect("a folder");
    fs::write(folder.path().join("p/templates/汇总.yaml"), own).expect("a file");
    let checked = run(folder.path(), &["template", "check", "p/templates/汇总.yaml"]);
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    assert_eq!(run(folder.path(), &["build", "p"]).code, Some(0));
    let bytes = fs::read(folder.path().join(format!("out/{BOOK}.xlsx"))).expect("a workbook");
    let (values, _) = sheet(&bytes, "汇总表");
    assert_eq!(values.get(&(0, 0)), Some(&Data::String("示例市项目绩效目标一览".into())));
    assert_eq!(values.keys().map(|(row, _)| *row).max(), Some(10), "no groups at the end");
}

/// Mistakes in what a part takes, groups and counts, each told at its place.
#[test]
fn mistakes_in_parts_are_told() {
    let base = fs::read_to_string(root().join("templates/汇总表.yaml")).expect("a template");
    let at = |from: &str, to: &str, told: &str| {
        let text = base.replacen(from, to, 1);
        assert_ne!(text, base, "{from}");
        let source = Source::new("a.yaml", &text);
        let mistakes = Templates::with([Arc::clone(&source)]).expect_err(told);
        let shown = common::told(&mistakes, &[source]);
        assert!(shown.contains(told), "{told}\n{shown}");
        assert!(shown.contains("a.yaml:"), "{shown}");
    };
    at("part: summary\n", "", "take 只用于汇总册的模板");
    at("part: summary", "part: index", "part");
    at(
        "项目名称: {type: text, take: [项目名称]}",
        "项目名称: {type: choice, options: [甲], take: [项目名称]}",
        "take 只用于 text",
    );
    at("by: {column: 项目.单位, blank: 未填}", "by: {column: 项目.单位名称}", "不能按「项目.单位名称」分组");
    at("by: {column: 项目.单位, blank: 未填}", "by: {column: 按类别.名称}", "不能按「按类别.名称」分组");
    at("名称: {type: text}", "名称: {type: number, count: 项目}", "是组名");
    at(
        "      项目数: {type: number, count: 项目}\n      年度金额: {type: money, sum: [项目.年度金额]}\n      财政拨款: {type: money, sum: [项目.财政拨款]}\n      结转资金: {type: money, sum: [项目.结转资金]}\n      其他资金: {type: money, sum: [项目.其他资金]}\n      指标数: {type: number, sum: [项目.指标数]}\n  按类别",
        "      项目数: {type: number}\n  按类别",
        "要写 sum: [表.列] 或 count: 表",
    );
    at("单位数: {type: number, count: 按单位}", "单位数: {type: number, count: 单位}", "「单位」不是 table");
    at("单位数: {type: number, count: 按单位}", "单位数: {type: text, count: 按单位}", "只有 number 可以用 count");
    at("{value: .名称, colspan: 3}", "{value: .名称, colspan: 3, link: true}", "link 只用于每个项目一行的行");
    // A source that no form has, or that is of another kind, is odd, but may be another
    // year's.
    let odd = |from: &str, to: &str| {
        let text = base.replacen(from, to, 1);
        let source = Source::new("a.yaml", &text);
        let templates = Templates::with([Arc::clone(&source)]).expect("templates");
        let found = jixiao::internals::template::review(templates.loaded().last().expect("it"), &templates);
        common::told(&found, &[source])
    };
    let shown = odd("take: [项目类别, 资金用途]", "take: [项目类型别]");
    assert!(shown.contains("没有哪张表有「项目类型别」这个字段"), "{shown}");
    assert!(shown.contains("是否要写「项目类型」？"), "{shown}");
    let shown = odd("take: [年度资金.上年结转资金]", "take: [项目名称]");
    assert!(shown.contains("「结转资金」的类型不能取「项目名称」的值"), "{shown}");
}
