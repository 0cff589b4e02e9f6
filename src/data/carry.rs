//! How the files of a form carry its data: a PDF as an attachment, a workbook as a
//! part of its own (ECMA-376, custom XML data storage).

use std::io::{Cursor, Read};

use lopdf::{Dictionary, Document, Object};
use roxmltree::ParsingOptions;
use zip::ZipArchive;

use super::{DataError, FILE_NAME, FormData};
use crate::data::words;

/// The part of a workbook that holds the data.
pub const PART: &str = "customXml/item1.xml";

/// The root element of that part.
const ROOT: &str = "form";
const NAMESPACE: &str = "urn:jixiao:form:1";

/// The most bytes of data that are read.
const MOST: u64 = 16 << 20;

/// The most parts that are looked into for them, and the most nodes of each: the data are
/// one text.
const MOST_PARTS: usize = 20;
const MOST_NODES: u32 = 100;

/// The part of a workbook for this JSON.
pub fn part(json: &str) -> String {
    let text = json.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{ROOT} xmlns=\"{NAMESPACE}\">{text}</{ROOT}>"
    )
}

/// The data that a workbook carries.
///
/// # Errors
///
/// A file that is no workbook or carries none.
pub fn in_workbook(bytes: &[u8]) -> Result<FormData, DataError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DataError(words::not_a_workbook()))?;
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    // Another program may have given the part another number.
    let parts = names.iter().filter(|name| name.starts_with("customXml/item") && name.ends_with(".xml"));
    for name in parts.take(MOST_PARTS) {
        let mut text = String::new();
        let Ok(part) = archive.by_name(name) else { continue };
        if part.take(MOST).read_to_string(&mut text).is_err() {
            continue;
        }
        let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let Ok(document) = roxmltree::Document::parse_with_options(&text, options) else { continue };
        let root = document.root_element();
        if root.tag_name().namespace() == Some(NAMESPACE) {
            return FormData::from_json(root.text().unwrap_or_default());
        }
    }
    Err(DataError(words::no_data_in_workbook()))
}

/// The data that a PDF carries.
///
/// # Errors
///
/// A file that is no PDF or carries none.
pub fn in_pdf(bytes: &[u8]) -> Result<FormData, DataError> {
    let document = Document::load_mem(bytes).map_err(|_| DataError(words::not_a_pdf()))?;
    let file = attachment(&document).ok_or_else(|| DataError(words::no_data_in_pdf()))?;
    let text = String::from_utf8(file).map_err(|_| DataError(words::no_data_in_pdf()))?;
    FormData::from_json(&text)
}

/// The attachment of our name, among the files that are associated with the document.
fn attachment(document: &Document) -> Option<Vec<u8>> {
    let catalog = document.catalog().ok()?;
    let files = follow(document, catalog.get(b"AF").ok()?).as_array().ok()?;
    files.iter().find_map(|file| {
        let file = follow(document, file).as_dict().ok()?;
        let name = lopdf::decode_text_string(file.get(b"UF").ok()?).ok()?;
        (name == FILE_NAME).then(|| content(document, file)).flatten()
    })
}

fn content(document: &Document, file: &Dictionary) -> Option<Vec<u8>> {
    let embedded = follow(document, file.get(b"EF").ok()?).as_dict().ok()?;
    let stream = follow(document, embedded.get(b"F").ok()?).as_stream().ok()?;
    stream.decompressed_content().ok().or_else(|| Some(stream.content.clone()))
}

/// What a reference stands for.
fn follow<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}
