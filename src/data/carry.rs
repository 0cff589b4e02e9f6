//! How the files of a form carry its data: a PDF as an attachment, a workbook as a
//! part of its own (ECMA-376, custom XML data storage).

use lopdf::{Dictionary, Document};

use super::{DataError, FILE_NAME, FormData};
use crate::data::words;
use crate::unpack::{MOST_OF_A_STREAM, Package, Refused, document, elements, follow};

/// The part of a workbook that holds the data.
pub const PART: &str = "customXml/item1.xml";

/// The root element of that part.
const ROOT: &str = "form";
const NAMESPACE: &str = "urn:jixiao:form:1";

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
    // Another program may have given the part another number.
    let may_be = |name: &str| name.starts_with("customXml/item") && name.ends_with(".xml");
    let package = Package::open(bytes, may_be).map_err(|Refused(why)| DataError(words::not_a_workbook(why)))?;
    for name in package.0.keys() {
        let Some(document) = package.text(name).and_then(|text| elements(text).ok()) else { continue };
        let root = document.root_element();
        if root.tag_name().namespace() == Some(NAMESPACE) {
            // A comment parts a text.
            let text: String = root.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
            return parsed(&text);
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
    let files = attached_to_pdf(bytes).map_err(|Refused(why)| DataError(words::not_a_pdf(why)))?;
    among(files).ok_or_else(|| DataError(words::no_data_in_pdf()))?
}

/// The data that an OFD carries.
///
/// # Errors
///
/// A file that is no OFD or carries none.
pub fn in_ofd(bytes: &[u8]) -> Result<FormData, DataError> {
    let files = attached_to_ofd(bytes).map_err(|Refused(why)| DataError(words::not_an_ofd(why)))?;
    among(files).ok_or_else(|| DataError(words::no_data_in_ofd()))?
}

/// The most bytes of data that are read: a form has some thousand, one of 1,000 indicators
/// half of this.
const MOST: usize = 1 << 20;

fn parsed(text: &str) -> Result<FormData, DataError> {
    match text.len() > MOST {
        true => Err(DataError(words::too_much_data(MOST >> 20))),
        false => FormData::from_json(text),
    }
}

/// The data among attached files.
fn among(files: Vec<(String, Vec<u8>)>) -> Option<Result<FormData, DataError>> {
    let (_, bytes) = files.into_iter().find(|(name, _)| name == FILE_NAME)?;
    Some(parsed(&String::from_utf8_lossy(&bytes)))
}

/// The files that are associated with a PDF, each with its name.
///
/// # Errors
///
/// A file that is no PDF.
pub fn attached_to_pdf(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    let document = document(bytes, false)?;
    let files = document.catalog().ok().and_then(|catalog| catalog.get(b"AF").ok());
    let files = files.and_then(|files| follow(&document, files).as_array().ok());
    let file = |file| {
        let file = follow(&document, file).as_dict().ok()?;
        Some((lopdf::decode_text_string(file.get(b"UF").ok()?).ok()?, content(&document, file)?))
    };
    Ok(files.into_iter().flatten().filter_map(file).collect())
}

fn content(document: &Document, file: &Dictionary) -> Option<Vec<u8>> {
    let embedded = follow(document, file.get(b"EF").ok()?).as_dict().ok()?;
    let stream = follow(document, embedded.get(b"F").ok()?).as_stream().ok()?;
    stream.get_plain_content_with_limit(MOST_OF_A_STREAM).ok()
}

/// The list of the files that are attached to an OFD.
const ATTACHMENTS: &str = "Doc_0/Attachs/Attachments.xml";

/// The files that are attached to an OFD, each with its name.
///
/// # Errors
///
/// A file that is no package.
pub fn attached_to_ofd(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    let package = Package::open(bytes, |name| name.starts_with("Doc_0/Attachs/"))?;
    let Some(list) = package.text(ATTACHMENTS) else { return Ok(Vec::new()) };
    let list = elements(list)?;
    let file = |entry: roxmltree::Node<'_, '_>| {
        let place = entry.children().find(|child| child.has_tag_name((OFD, "FileLoc")))?.text()?;
        Some((entry.attribute("Name")?.to_owned(), package.0.get(place.trim_start_matches('/'))?.clone()))
    };
    Ok(list.descendants().filter(|node| node.has_tag_name((OFD, "Attachment"))).filter_map(file).collect())
}

/// The namespace of OFD (GB/T 33190).
const OFD: &str = "http://www.ofdspec.org/2016";
