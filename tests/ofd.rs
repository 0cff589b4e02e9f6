//! The package read back with other code than wrote it: its XML, its texts at
//! their places, and its fonts' outlines against those of the fonts that the
//! layout was made with.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use common::{FONTS, form, forms_with};
use jixiao::Format;
use jixiao::engine::Created;
use jixiao::internals::form::{Attachment, FormTable};
use jixiao::internals::layout::{Layout, Page, PlacedLine, lay_out};
use jixiao::internals::project::Settings;
use jixiao::internals::template::Templates;
use jixiao::internals::text::{FontFile, Fonts, OfficeFonts};
use jixiao::internals::write;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::outline::pen::SvgPen;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use zip::ZipArchive;

/// The files of a package, by name.
type Files = BTreeMap<String, Vec<u8>>;

/// A glyph on a page, in millimetres.
#[derive(Clone, Debug)]
struct Shown {
    x: f64,
    y: f64,
    font: String,
    glyph: u32,
    /// Left, top, right, bottom.
    bounds: [f64; 4],
}

fn ofd(table: &FormTable, fonts: &Fonts) -> Vec<u8> {
    write(table, fonts, &[Format::Ofd], None).expect("an OFD").remove(0).1
}

fn files(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut files = Files::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        files.insert(file.name().expect("a name").into_owned(), content);
    }
    files
}

fn text<'f>(files: &'f Files, name: &str) -> &'f str {
    let file = files.get(name).unwrap_or_else(|| panic!("no {name}"));
    std::str::from_utf8(file).expect("UTF-8")
}

fn numbers(node: Node<'_, '_>, name: &str) -> Vec<f64> {
    let numbers = node.attribute(name).unwrap_or_default().split_whitespace();
    numbers.map(|number| number.parse().expect("a number")).collect()
}

fn all<'a, 'i>(document: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

fn content<'a>(document: &'a Document<'_>, name: &'static str) -> &'a str {
    all(document, name).next().unwrap_or_else(|| panic!("no {name}")).text().unwrap_or_default()
}

/// The files that the package's XML names are those that it has; its numbers are
/// each given once.
fn check_package(files: &Files, pages: usize) {
    let mut named = vec!["OFD.xml".to_owned(), "Doc_0/Document.xml".to_owned(), "Doc_0/PublicRes.xml".to_owned()];
    let mut ids = HashSet::new();
    let mut highest = 0;
    for name in files.keys().filter(|name| name.ends_with(".xml")) {
        let document = Document::parse(text(files, name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        for node in document.descendants().filter(Node::is_element) {
            assert_eq!(node.tag_name().namespace(), Some("http://www.ofdspec.org/2016"), "{name}");
            if let Some(id) = node.attribute("ID").filter(|id| !id.starts_with('A')) {
                let id: usize = id.parse().expect("a number");
                assert!(ids.insert(id), "{name}: {id} is given twice");
                highest = highest.max(id);
            }
        }
    }
    let entrance = Document::parse(text(files, "OFD.xml")).expect("XML");
    assert_eq!(content(&entrance, "DocRoot"), "Doc_0/Document.xml");
    let id = content(&entrance, "DocID");
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let document = Document::parse(text(files, "Doc_0/Document.xml")).expect("XML");
    assert_eq!(content(&document, "MaxUnitID"), highest.to_string());
    let list: Vec<_> = all(&document, "Page").collect();
    assert_eq!(list.len(), pages);
    named.extend(list.iter().map(|page| format!("Doc_0/{}", page.attribute("BaseLoc").unwrap_or_default())));
    let target = all(&document, "Dest").next().expect("an outline");
    assert_eq!(target.attribute("PageID"), list[0].attribute("ID"));
    let resources = Document::parse(text(files, "Doc_0/PublicRes.xml")).expect("XML");
    assert_eq!(resources.root_element().attribute("BaseLoc"), Some("Res"));
    named.extend(all(&resources, "FontFile").map(|file| format!("Doc_0/Res/{}", file.text().unwrap_or_default())));
    for list in all(&document, "Attachments") {
        let list = format!("Doc_0/{}", list.text().unwrap_or_default());
        let listed = Document::parse(text(files, &list)).expect("XML");
        let file = |file: Node<'_, '_>| file.text().unwrap_or_default().trim_start_matches('/').to_owned();
        named.extend(all(&listed, "FileLoc").map(file));
        named.push(list);
    }
    named.sort_unstable();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), named);
}

/// The fonts by their numbers in the document.
fn fonts(files: &Files) -> BTreeMap<String, FontRef<'_>> {
    let resources = Document::parse(text(files, "Doc_0/PublicRes.xml")).expect("XML");
    let font = |node: Node<'_, '_>| {
        let file = node.children().find(Node::is_element).and_then(|file| file.text()).expect("a file");
        let font = FontRef::new(&files[&format!("Doc_0/Res/{file}")]).expect("a font");
        (node.attribute("ID").expect("a number").to_owned(), font)
    };
    all(&resources, "Font").map(font).collect()
}

/// What a page says, and its glyphs in the same order.
fn read_page(content: &str, fonts: &BTreeMap<String, FontRef<'_>>) -> (String, Vec<Shown>) {
    let document = Document::parse(content).expect("XML");
    let (mut said, mut shown) = (String::new(), Vec::new());
    for object in all(&document, "TextObject") {
        let box_ = numbers(object, "Boundary");
        let bounds = [box_[0], box_[1], box_[0] + box_[2], box_[1] + box_[3]];
        let font = object.attribute("Font").expect("a font");
        let code = object.children().find(|node| node.has_tag_name(("http://www.ofdspec.org/2016", "TextCode")));
        let code = code.expect("a text");
        let text = code.text().expect("a text");
        let deltas = numbers(code, "DeltaX");
        assert_eq!(deltas.len() + 1, text.chars().count(), "{text}: a step from each character to the next");
        let (mut x, y) = (bounds[0] + numbers(code, "X")[0], bounds[1] + numbers(code, "Y")[0]);
        let mut glyph = |x, glyph| shown.push(Shown { x, y, font: font.to_owned(), glyph, bounds });
        assert!(text.trim().is_empty() || !text.starts_with(' '), "{text:?}: some readers drop the space");
        said += text;
        let transforms: Vec<_> = object.children().filter(|node| node.tag_name().name() == "CGTransform").collect();
        if let [transform] = &transforms[..] {
            let count = text.chars().count().to_string();
            assert_eq!(transform.attribute("CodePosition"), Some("0"));
            assert_eq!(transform.attribute("CodeCount"), Some(count.as_str()));
            assert_eq!(transform.attribute("GlyphCount"), Some("1"));
            let glyphs = transform.children().find(Node::is_element).and_then(|glyphs| glyphs.text());
            glyph(x, glyphs.and_then(|glyphs| glyphs.parse().ok()).expect("a glyph"));
            continue;
        }
        assert!(transforms.is_empty());
        let charmap = fonts[font].charmap();
        for (character, delta) in text.chars().zip(deltas.into_iter().chain([0.0])) {
            let found = charmap.map(character).unwrap_or_else(|| panic!("{character} is not in the font"));
            glyph(x, found.to_u32());
            x += delta;
        }
    }
    (said, shown)
}

fn outline(font: &FontRef<'_>, glyph: u32) -> String {
    let mut pen = SvgPen::with_precision(3);
    let glyph = font.outline_glyphs().get(GlyphId::new(glyph)).expect("an outline");
    glyph.draw(DrawSettings::unhinted(Size::new(1000.0), LocationRef::default()), &mut pen).expect("an outline");
    pen.to_string()
}

fn lines(page: &Page) -> impl Iterator<Item = &PlacedLine> {
    let of_cells = page.fragments.iter().flat_map(|fragment| &fragment.lines);
    page.continued.iter().chain(of_cells).chain(&page.footer)
}

fn mm(length: jixiao::internals::value::Length) -> f64 {
    length.to_inches() * 25.4
}

/// Half of what is written last, and the same again for the place that it is
/// counted from.
const EPSILON: f64 = 0.001_1;

/// Everything that must hold for any form.
fn check(table: &FormTable, layout: &Layout, with: &Fonts, bytes: &[u8]) {
    let files = files(bytes);
    check_package(&files, layout.pages.len());
    let fonts = fonts(&files);
    let (width, height) = (mm(layout.paper.0), mm(layout.paper.1));
    let mut compared = HashSet::new();
    for (number, page) in layout.pages.iter().enumerate() {
        let content = text(&files, &format!("Doc_0/Pages/Page_{number}/Content.xml"));
        let (said, shown) = read_page(content, &fonts);
        assert_eq!(said, lines(page).map(|line| line.text.as_str()).collect::<String>());
        let placed: Vec<_> = lines(page).flat_map(|line| line.glyphs.iter().map(move |glyph| (line, glyph))).collect();
        assert_eq!(shown.len(), placed.len());
        for ((line, glyph), shown) in placed.into_iter().zip(&shown) {
            assert!((mm(line.x + glyph.x) - shown.x).abs() < EPSILON, "{:?}: {shown:?}", line.text);
            assert!((mm(line.baseline) - shown.y).abs() < EPSILON, "{:?}: {shown:?}", line.text);
            let [left, top, right, bottom] = shown.bounds;
            assert!(left >= 0.0 && top >= 0.0 && right <= width && bottom <= height, "{:?} leaves the page", line.text);
            let font = &fonts[&shown.font];
            let metrics = font.glyph_metrics(Size::new(mm(line.size) as f32), LocationRef::default());
            let ink = metrics.bounds(GlyphId::new(shown.glyph)).expect("bounds");
            let around = [
                shown.x + f64::from(ink.x_min) - left,
                shown.y - f64::from(ink.y_max) - top,
                right - shown.x - f64::from(ink.x_max),
                bottom - shown.y + f64::from(ink.y_min),
            ];
            assert!(around.iter().all(|room| *room > -2.0 * EPSILON), "{:?} is cut off: {around:?}", line.text);
            if compared.insert((glyph.face, glyph.id, shown.font.clone(), shown.glyph)) {
                let file = with.faces()[glyph.face.0].file();
                let original = FontRef::from_index((*file.data).as_ref(), file.index).expect("a font");
                let same = outline(&original, u32::from(glyph.id)) == outline(font, shown.glyph);
                assert!(same, "{:?} has another glyph", &line.text[glyph.range.clone()]);
            }
        }
        check_rules(content, layout, page);
    }
    // What is not there again from an earlier page is what the form's cells say.
    let mut cells = vec![String::new(); table.cells.len()];
    for fragment in layout.pages.iter().flat_map(|page| &page.fragments).filter(|fragment| !fragment.repeated) {
        fragment.lines.iter().for_each(|line| cells[fragment.cell.0] += &line.text);
    }
    for (cell, said) in table.cells.iter().zip(cells) {
        assert_eq!(said, cell.text.replace('\n', ""));
    }
}

fn check_rules(content: &str, layout: &Layout, page: &Page) {
    let document = Document::parse(content).expect("XML");
    let path = all(&document, "PathObject").next().expect("rules");
    let bounds = numbers(path, "Boundary");
    let half = mm(layout.rule) / 2.0;
    assert!((numbers(path, "LineWidth")[0] - 2.0 * half).abs() < EPSILON);
    let data = all(&document, "AbbreviatedData").next().and_then(|data| data.text()).expect("a path");
    let ends: Vec<f64> =
        data.split(' ').filter(|word| !["M", "L"].contains(word)).map(|n| n.parse().expect("n")).collect();
    assert_eq!(ends.len(), page.rules.len() * 4);
    for (rule, ends) in page.rules.iter().zip(ends.chunks(4)) {
        let across = rule.from.1 == rule.to.1;
        let (dx, dy) = if across { (half, 0.0) } else { (0.0, half) };
        let expected = [mm(rule.from.0) - dx, mm(rule.from.1) - dy, mm(rule.to.0) + dx, mm(rule.to.1) + dy];
        for ((expected, end), offset) in expected.iter().zip(ends).zip([bounds[0], bounds[1]].iter().cycle()) {
            assert!((expected - end - offset).abs() < EPSILON, "{expected} {end} {offset}");
        }
        let inside = |end: f64, most: f64| (-EPSILON..=most + EPSILON).contains(&end);
        assert!(
            inside(ends[0], bounds[2])
                && inside(ends[1], bounds[3])
                && inside(ends[2], bounds[2])
                && inside(ends[3], bounds[3])
        );
    }
}

fn check_form(text: &str) -> Files {
    let table = form(text);
    let bytes = ofd(&table, &FONTS);
    check(&table, &lay_out(&table, &FONTS), &FONTS, &bytes);
    assert!(bytes == ofd(&table, &FONTS), "the same bytes every time");
    files(&bytes)
}

/// A form with one long text.
fn project(name: &str, goal: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("JSON");
    format!("年度: 2023\n项目名称: {}\n年度总体目标: {}\n", quoted(name), quoted(goal))
}

#[test]
fn samples() {
    let templates = Templates::built_in();
    let folder = std::fs::read_dir(common::root().join("samples")).expect("samples");
    let mut count = 0;
    for path in folder.map(|entry| entry.expect("a file").path()) {
        if path.extension().is_none_or(|ending| ending != "yaml") || path.ends_with("jixiao.yaml") {
            continue;
        }
        for table in forms_with(&common::source(&path), &Settings::default(), &templates) {
            check(&table, &lay_out(&table, &FONTS), &FONTS, &ofd(&table, &FONTS));
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn what_the_document_says_of_itself() {
    let text = "年度: 2026\n项目名称: 甲<乙>&“丙”\n实施单位: 示例市科技服务中心\n";
    let files = check_form(text);
    let entrance = self::text(&files, "OFD.xml");
    let entrance = Document::parse(entrance).expect("XML");
    assert_eq!(content(&entrance, "Title"), "甲<乙>&“丙”");
    assert_eq!(content(&entrance, "Author"), "示例市科技服务中心");
    assert_eq!(content(&entrance, "Subject"), form(text).metadata.subject);
    assert_eq!(content(&entrance, "CreationDate"), "2026-01-01");
    let document = Document::parse(self::text(&files, "Doc_0/Document.xml")).expect("XML");
    assert_eq!(content(&document, "PhysicalBox"), "0 0 210 297");
    let outline = all(&document, "OutlineElem").next().and_then(|outline| outline.attribute("Title"));
    assert_eq!(outline, Some("甲<乙>&“丙”"));
    assert!(all(&document, "Permissions").next().is_none());

    let created = Created { year: 2025, month: 3, day: 9, second: 0 };
    let table = form(text);
    let bytes = write(&table, &FONTS, &[Format::Ofd], Some(created)).expect("an OFD").remove(0).1;
    assert!(self::text(&self::files(&bytes), "OFD.xml").contains("<ofd:CreationDate>2025-03-09</ofd:CreationDate>"));
}

/// `——` is one stroke of two squares; a lone `—` is another; both say what they
/// are.
#[test]
fn glyphs_that_are_not_one_character_each() {
    let goal = "科普——惠民，单—独，再——次。☑是☐否 A—B";
    let files = check_form(&project("破折号", goal));
    let page = text(&files, "Doc_0/Pages/Page_0/Content.xml");
    assert!(page.contains(">——</ofd:TextCode>"), "{page}");
    assert!(page.contains(r#"CodePosition="0" CodeCount="2" GlyphCount="1""#), "{page}");
    // A reader that goes by characters alone finds a dash too.
    assert!(fonts(&files)["1"].charmap().map('—').is_some());
}

/// The smallest of the fonts as the second of a collection.
fn collection() -> Vec<u8> {
    let font = std::fs::read(common::root().join("fonts/NotoSansSymbols2-Regular.ttf")).expect("a font");
    let header = 20;
    let mut collection = b"ttcf\0\x01\0\0\0\0\0\x02".to_vec();
    collection.extend(0u32.to_be_bytes());
    collection.extend((header as u32).to_be_bytes());
    collection.extend(&font);
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    for record in 0..tables {
        let at = header + 12 + record * 16 + 8;
        let offset = u32::from_be_bytes(collection[at..at + 4].try_into().expect("four bytes"));
        collection[at..at + 4].copy_from_slice(&(offset + header as u32).to_be_bytes());
    }
    collection
}

#[test]
fn a_font_of_a_collection() {
    let office = FontFile { name: "集".to_owned(), data: Arc::new(collection()), index: 1 };
    let with = Fonts::with(OfficeFonts { text: Some(office), ..OfficeFonts::default() }).expect("fonts");
    let table = form(&project("字体集", "☑是 ☐否"));
    let bytes = ofd(&table, &with);
    check(&table, &lay_out(&table, &with), &with, &bytes);
    assert!(fonts(&files(&bytes)).contains_key("4"), "the office's font is the fourth");
}

#[test]
fn files_that_go_with_the_form() {
    let mut table = form("年度: 2026\n项目名称: 附件\n");
    table.attachments.push(Attachment {
        name: "数据 1.json".to_owned(),
        kind: "application/json",
        description: "数据".to_owned(),
        bytes: b"{}".to_vec(),
    });
    let bytes = ofd(&table, &FONTS);
    check(&table, &lay_out(&table, &FONTS), &FONTS, &bytes);
    let files = files(&bytes);
    let list = Document::parse(text(&files, "Doc_0/Attachs/Attachments.xml")).expect("XML");
    let entry = all(&list, "Attachment").next().expect("an attachment");
    assert_eq!((entry.attribute("Name"), entry.attribute("Format")), (Some("数据 1.json"), Some("json")));
    assert_eq!(files["Doc_0/Attachs/file_0"], b"{}");
}

#[test]
fn many_pages() {
    let goal = "为基层科技工作者提供职称申报、知识产权、法律等咨询服务。".repeat(200);
    let files = check_form(&project("长", &goal));
    assert!(files.contains_key("Doc_0/Pages/Page_2/Content.xml"));
}

/// Any text that the fonts can show, with what is written otherwise in XML.
fn anything() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => prop::char::range('一', '龥'),
        4 => prop::char::range(' ', '~'),
        4 => prop::sample::select("—。，、；：？！（）〔〕《》“”‘’—…·～—☐☑≥≤℃ \n".chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(character, 0..600).prop_map(|characters| characters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_of_any_characters(name in anything(), goal in anything()) {
        let text = project(&format!("项{}", name.replace('\n', "")), &goal);
        let findings = common::findings(&text);
        if findings.contains("错误[") {
            prop_assert!(findings.contains("glyph-missing"), "{}", findings);
        } else {
            check_form(&text);
        }
    }
}
