//! Files of a project, and how they are altered.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use jixiao::internals::form::FormTable;
use jixiao::internals::layout::lay_out;
use jixiao::internals::verify::{Compared, Difference, Unreadable, pdf, workbook};
use jixiao::internals::write;
use jixiao::messages::Language;
use lopdf::Document;
use lopdf::content::{Content, Operation};

use super::common::{FONTS, FORMATS};

pub const PROJECT: &str = "年度: 2026\n项目名称: 青年服务\n主管部门: 示例局\n实施单位: 示例中心\n\
    年度资金: {当年财政拨款: 450000}\n年度总体目标: 办好 4 场活动。\n\
    绩效指标: {产出指标: {数量指标: {活动场次: ≥4场}}}\n";

pub fn files(table: &FormTable) -> (Vec<u8>, Vec<u8>) {
    let mut files = write(table, &FONTS, &FORMATS, None).expect("files").into_iter().map(|(_, bytes)| bytes);
    (files.next().expect("a PDF"), files.next().expect("a workbook"))
}

/// A PDF against that of a form.
pub fn judged_pdf(bytes: &[u8], table: &FormTable) -> Result<Compared, Unreadable> {
    pdf(bytes, &files(table).0, Some(table))
}

/// A workbook against that of a form.
pub fn judged_workbook(bytes: &[u8], table: &FormTable) -> Result<Compared, Unreadable> {
    workbook(bytes, &files(table).1, Some((table, &lay_out(table, &FONTS))))
}

pub fn in_pdf(bytes: &[u8], table: &FormTable) -> Compared {
    judged_pdf(bytes, table).unwrap_or_else(|error| panic!("{error:?}"))
}

pub fn in_workbook(bytes: &[u8], table: &FormTable) -> Compared {
    judged_workbook(bytes, table).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What the differing cells are, as `field@place=what the file says`.
pub fn told(compared: &Compared, table: &FormTable) -> Vec<String> {
    let one = |difference: &Difference| {
        let cell = difference.cell.map(|id| table.cell(id));
        let field = cell.map_or("", |cell| cell.field.as_deref().unwrap_or(&cell.text));
        let place = difference.place.say(Language::Chinese);
        format!("{field}@{place}={}", difference.says.as_deref().unwrap_or("-"))
    };
    compared.differences.iter().map(one).collect()
}

/// All that is said of a file, in one text.
pub fn said(compared: &Compared, table: &FormTable) -> String {
    let others = compared.others.iter().map(|other| other.say(Language::Chinese).to_owned());
    told(compared, table).into_iter().chain(others).collect::<Vec<_>>().join("；")
}

/// A PDF that was altered and saved.
pub fn saved(bytes: &[u8], alter: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    alter(&mut document);
    let mut out = Vec::new();
    document.save_to(&mut out).expect("a PDF");
    out
}

/// A PDF whose first page has other operations.
pub fn redrawn(bytes: &[u8], alter: impl FnOnce(&mut Vec<Operation>)) -> Vec<u8> {
    saved(bytes, |document| {
        let page = document.page_iter().next().expect("a page");
        let mut content = Content::decode(&document.get_page_content(page)).expect("content");
        alter(&mut content.operations);
        document.change_page_content(page, content.encode().expect("content")).expect("a page");
    })
}

/// The parts of a package.
pub type Parts = BTreeMap<String, Vec<u8>>;

pub fn parts(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = archive.len();
    let one = |index: usize| {
        let mut part = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("bytes");
        (part.name().expect("a name").into_owned(), content)
    };
    (0..count).map(one).collect::<Vec<_>>().into_iter().collect()
}

pub fn packed(parts: &Parts) -> Vec<u8> {
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        new.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        new.write_all(content).expect("bytes");
    }
    new.finish().expect("a zip").into_inner()
}

/// A package of which one part has another text.
pub fn with_text(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut all = parts(bytes);
    let content = all.get_mut(part).unwrap_or_else(|| panic!("no {part}"));
    let text = String::from_utf8(content.clone()).expect("UTF-8");
    assert!(text.contains(from), "{part}: {from}");
    *content = text.replacen(from, to, 1).into_bytes();
    packed(&all)
}

/// A package with one part more, or another one.
pub fn with_part(bytes: &[u8], part: &str, content: &str) -> Vec<u8> {
    let mut all = parts(bytes);
    all.insert(part.to_owned(), content.as_bytes().to_vec());
    packed(&all)
}

pub const SHEET: &str = "xl/worksheets/sheet1.xml";
