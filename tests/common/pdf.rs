//! The page, read back with lopdf: what its structure says, and what its glyphs
//! show.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A form as its PDF says it.
#[derive(Debug, Default)]
pub struct PdfForm {
    pub pages: usize,
    pub title: String,
    pub author: String,
    pub language: String,
    /// The heading and the lines above the table.
    pub lines: Vec<PdfCell>,
    /// The rows of the table, each with the cells that start in it.
    pub rows: Vec<Vec<PdfCell>>,
}

/// A cell of the structure.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct PdfCell {
    /// `TH`, `TD`, `H1` or `P`.
    pub kind: String,
    pub rows: i64,
    pub columns: i64,
    /// What its glyphs show, line by line.
    pub shown: Vec<String>,
    /// What it says in place of that.
    pub actual: Option<String>,
}

impl PdfCell {
    /// The text for who reads by structure.
    pub fn text(&self) -> String {
        self.actual.clone().unwrap_or_else(|| self.shown.concat())
    }
}

type Marked = HashMap<(ObjectId, i64), String>;

pub fn read(bytes: &[u8]) -> PdfForm {
    let document = Document::load_mem(bytes).expect("a PDF");
    let mut marked = Marked::new();
    let pages = document.get_pages();
    for page in pages.values() {
        read_page(&document, *page, &mut marked);
    }
    let information = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let information = information.expect("information").1.as_dict().expect("a dictionary");
    let catalog = document.catalog().expect("a catalog");
    let mut form = PdfForm {
        pages: pages.len(),
        title: string(information, b"Title"),
        author: string(information, b"Author"),
        language: string(catalog, b"Lang"),
        ..PdfForm::default()
    };
    let tree = catalog.get_deref(b"StructTreeRoot", &document).expect("a structure").as_dict().expect("a dictionary");
    let reader = Reader { document: &document, marked: &marked };
    for top in reader.children(tree) {
        for child in reader.children(reader.element(&top)) {
            let element = reader.element(&child);
            match reader.kind(element).as_str() {
                "Table" => {
                    for row in reader.children(element) {
                        let row = reader.element(&row);
                        assert_eq!(reader.kind(row), "TR");
                        form.rows
                            .push(reader.children(row).iter().map(|cell| reader.cell(reader.element(cell))).collect());
                    }
                }
                _ => form.lines.push(reader.cell(element)),
            }
        }
    }
    form
}

fn string(dictionary: &Dictionary, key: &[u8]) -> String {
    dictionary.get(key).map(|value| lopdf::decode_text_string(value).expect("a text")).unwrap_or_default()
}

/// Collects the text of each marked content of a page.
fn read_page(document: &Document, page: ObjectId, marked: &mut Marked) {
    let fonts = document.get_page_fonts(page).expect("fonts");
    let maps: HashMap<Vec<u8>, HashMap<u16, String>> =
        fonts.into_iter().map(|(name, font)| (name, to_unicode(document, font))).collect();
    let content = Content::decode(&document.get_page_content(page)).expect("content");
    // The marked content that is open, with the text that stands for its glyphs.
    let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
    let mut font = None;
    for operation in content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BDC" => {
                let inline = operands.get(1).and_then(|operand| operand.as_dict().ok());
                let id = inline.and_then(|properties| properties.get(b"MCID").ok()?.as_i64().ok());
                let actual = inline.filter(|properties| properties.has(b"ActualText"));
                open.push((id, actual.map(|properties| string(properties, b"ActualText"))));
            }
            "BMC" => open.push((None, None)),
            "EMC" => {
                let (_, actual) = open.pop().expect("marked content is closed once");
                if let (Some(actual), Some(id)) = (actual, open.iter().rev().find_map(|(id, _)| *id)) {
                    marked.entry((page, id)).or_default().push_str(&actual);
                }
            }
            "Tf" => font = operands[0].as_name().ok().and_then(|name| maps.get(name)),
            "Tj" | "TJ" => {
                let Some(id) = open.iter().rev().find_map(|(id, _)| *id) else {
                    continue;
                };
                if open.iter().any(|(_, actual)| actual.is_some()) {
                    continue;
                }
                let text = marked.entry((page, id)).or_default();
                let parts = match &operands[0] {
                    Object::Array(parts) => parts.clone(),
                    part => vec![part.clone()],
                };
                for bytes in parts.iter().filter_map(|part| part.as_str().ok()) {
                    for code in bytes.chunks_exact(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        text.push_str(&font.expect("a font is set")[&code]);
                    }
                }
            }
            _ => {}
        }
        if let ("BDC", Some((Some(id), _))) = (operation.operator.as_str(), open.last()) {
            marked.entry((page, *id)).or_default();
        }
    }
    assert!(open.is_empty());
}

/// The `bfchar` and `bfrange` lines of a font's map.
fn to_unicode(document: &Document, font: &Dictionary) -> HashMap<u16, String> {
    let stream = font.get_deref(b"ToUnicode", document).expect("a map").as_stream().expect("a stream");
    let text = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let text = String::from_utf8_lossy(&text).into_owned();
    let hex = |word: &str| -> Vec<u16> {
        let digits = word.trim_matches(['<', '>']);
        (0..digits.len() / 4).filter_map(|at| u16::from_str_radix(&digits[at * 4..at * 4 + 4], 16).ok()).collect()
    };
    let mut map = HashMap::new();
    let mut section = "";
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, name @ ("beginbfchar" | "beginbfrange")] => section = name,
            ["endbfchar" | "endbfrange"] => section = "",
            [code, text] if section == "beginbfchar" => {
                map.insert(hex(code)[0], String::from_utf16(&hex(text)).expect("UTF-16"));
            }
            [first, last, text] if section == "beginbfrange" => {
                for code in hex(first)[0]..=hex(last)[0] {
                    let mut units = hex(text);
                    *units.last_mut().expect("a unit") += code - hex(first)[0];
                    map.insert(code, String::from_utf16(&units).expect("UTF-16"));
                }
            }
            _ => {}
        }
    }
    map
}

struct Reader<'a> {
    document: &'a Document,
    marked: &'a Marked,
}

impl<'a> Reader<'a> {
    fn element(&self, object: &Object) -> &'a Dictionary {
        let id = object.as_reference().expect("an element is an object of its own");
        self.document.get_dictionary(id).expect("an element")
    }

    fn kind(&self, element: &Dictionary) -> String {
        String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).expect("a kind")).into_owned()
    }

    fn children(&self, element: &Dictionary) -> Vec<Object> {
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(children)) => children.clone(),
            Ok(_) => vec![element.get(b"K").expect("a child").clone()],
            Err(_) => Vec::new(),
        }
    }

    fn cell(&self, element: &Dictionary) -> PdfCell {
        let mut cell = PdfCell {
            kind: self.kind(element),
            rows: self.attribute(element, b"RowSpan"),
            columns: self.attribute(element, b"ColSpan"),
            ..PdfCell::default()
        };
        self.content(element, &mut cell);
        cell
    }

    fn attribute(&self, element: &Dictionary, key: &[u8]) -> i64 {
        let attributes = match element.get_deref(b"A", self.document) {
            Ok(Object::Array(attributes)) => attributes.clone(),
            Ok(attributes) => vec![attributes.clone()],
            Err(_) => Vec::new(),
        };
        let value = attributes.iter().find_map(|attribute| attribute.as_dict().ok()?.get(key).ok()?.as_i64().ok());
        value.unwrap_or(1)
    }

    fn content(&self, element: &Dictionary, cell: &mut PdfCell) {
        if element.has(b"ActualText") {
            cell.actual.get_or_insert_default().push_str(&string(element, b"ActualText"));
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        for child in self.children(element) {
            let (page, id) = match &child {
                Object::Integer(id) => (page, *id),
                Object::Dictionary(reference) => (
                    reference.get(b"Pg").and_then(Object::as_reference).ok().or(page),
                    reference.get(b"MCID").and_then(Object::as_i64).expect("a number"),
                ),
                child => {
                    self.content(self.element(child), cell);
                    continue;
                }
            };
            let text = &self.marked[&(page.expect("a page"), id)];
            cell.shown.push(text.clone());
        }
    }
}
