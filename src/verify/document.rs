//! A PDF against the one that was made again: is all that a reader sees or hears the same?
//!
//! Everything that can be reached from a document's catalog is compared, so that whatever
//! ours do not have is noticed: actions, layers, forms, attachments, annotations, other
//! fonts, another content. What tells of the file alone, its dates and programs, is not.

use std::collections::{BTreeSet, HashMap, HashSet, btree_set};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::messages::Message;
use crate::unpack::{MOST_OF_A_PAGE, MOST_OF_A_STREAM, follow};
use crate::verify::words;

/// The keys of streams that say how they are packed.
const PACKING: [&[u8]; 4] = [b"Length", b"Filter", b"DecodeParms", b"DL"];

/// The keys of a page that it may have from those above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// The deepest tree of pages.
const DEEPEST: usize = 50;

/// In what a document differs from ours.
pub(super) fn compare(theirs: &Document, ours: &Document) -> Vec<Message> {
    let (their_pages, our_pages): (Vec<ObjectId>, Vec<ObjectId>) =
        (theirs.page_iter().collect(), ours.page_iter().collect());
    let mut found = Vec::new();
    if their_pages.len() != our_pages.len() {
        found.push(words::pages_are_others(their_pages.len(), our_pages.len()));
    }
    let pages = |all: &[ObjectId]| all.iter().copied().enumerate().map(|(index, id)| (id, index)).collect();
    let pair = Pair { theirs, ours, their_pages: pages(&their_pages), our_pages: pages(&our_pages) };
    for (index, (their, our)) in their_pages.iter().zip(&our_pages).enumerate() {
        let (their, our) = (page(theirs, *their), page(ours, *our));
        let is_drawn_alike = pair.is_drawn_alike(their.get(b"Contents").ok(), our.get(b"Contents").ok());
        if !is_drawn_alike {
            found.push(words::page_is_drawn_otherwise(index + 1));
        }
        for key in keys(&[&their, &our]) {
            // Where something else is drawn, it is with other glyphs.
            let is_told = key == b"Parent" || key == b"Contents" || key == b"Resources" && !is_drawn_alike;
            if !is_told && !pair.is_same(their.get(key).ok(), our.get(key).ok()) {
                found.push(of_page(key, index + 1));
            }
        }
    }
    let empty = Dictionary::new();
    let catalog = |document: &'_ Document| document.catalog().unwrap_or(&empty).clone();
    let (their, our) = (catalog(theirs), catalog(ours));
    let of_the_file: [&[u8]; 4] = [b"Pages", b"Metadata", b"Version", b"Type"];
    for key in keys(&[&their, &our]).filter(|key| !of_the_file.contains(key)) {
        if !pair.is_same(their.get(key).ok(), our.get(key).ok()) {
            found.push(of_document(key));
        }
    }
    let info = |document: &'_ Document| {
        let info = document.trailer.get(b"Info").ok().map(|info| follow(document, info));
        info.and_then(|info| info.as_dict().ok()).cloned().unwrap_or_default()
    };
    let (their, our) = (info(theirs), info(ours));
    let named: [&[u8]; 3] = [b"Title", b"Subject", b"Author"];
    if named.iter().any(|key| !pair.is_same(their.get(key).ok(), our.get(key).ok())) {
        found.push(words::names_are_others());
    }
    found.dedup();
    found
}

/// The program that a document says it was made with.
pub(super) fn program(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let info = follow(document, info).as_dict().ok()?;
    lopdf::decode_text_string(info.get(b"Creator").ok()?).ok()
}

fn keys<'d>(all: &[&'d Dictionary]) -> btree_set::IntoIter<&'d [u8]> {
    let keys: BTreeSet<&[u8]> = all.iter().flat_map(|one| one.iter().map(|(key, _)| key.as_slice())).collect();
    keys.into_iter()
}

fn of_page(key: &[u8], page: usize) -> Message {
    match key {
        b"Resources" => words::page_has_other_fonts(page),
        b"Annots" => words::page_has_annotations(page),
        b"MediaBox" | b"CropBox" | b"BleedBox" | b"TrimBox" | b"ArtBox" | b"Rotate" | b"UserUnit" => {
            words::page_is_cut_otherwise(page)
        }
        other => words::page_has_more(page, String::from_utf8_lossy(other)),
    }
}

fn of_document(key: &[u8]) -> Message {
    match key {
        b"OpenAction" | b"AA" => words::document_has_actions(),
        b"OCProperties" => words::document_has_layers(),
        b"AcroForm" => words::document_has_fields(),
        b"Names" | b"AF" => words::attachments_are_others(),
        b"Outlines" => words::outline_is_another(),
        b"StructTreeRoot" => words::structure_is_another(),
        other => words::document_has_more(String::from_utf8_lossy(other)),
    }
}

/// A page with what it has from those above it.
fn page(document: &Document, id: ObjectId) -> Dictionary {
    let mut page = document.get_dictionary(id).cloned().unwrap_or_default();
    let mut above = page.get(b"Parent").cloned().ok();
    for _ in 0..DEEPEST {
        let Some(parent) = above.as_ref().and_then(|parent| follow(document, parent).as_dict().ok()) else { break };
        for key in INHERITED {
            if let (false, Ok(value)) = (page.has(key), parent.get(key)) {
                page.set(key, value.clone());
            }
        }
        above = parent.get(b"Parent").cloned().ok();
    }
    page
}

/// Two documents, with the numbers of their pages.
struct Pair<'d> {
    theirs: &'d Document,
    ours: &'d Document,
    their_pages: HashMap<ObjectId, usize>,
    our_pages: HashMap<ObjectId, usize>,
}

impl<'d> Pair<'d> {
    /// Whether two objects, and all to which they lead, are the same.
    fn is_same(&self, their: Option<&Object>, our: Option<&Object>) -> bool {
        let mut seen: HashSet<(ObjectId, ObjectId)> = HashSet::new();
        let (null, mut left) = (Object::Null, Vec::new());
        left.push((their.unwrap_or(&null), our.unwrap_or(&null)));
        while let Some((their, our)) = left.pop() {
            if let (Ok(a), Ok(b)) = (their.as_reference(), our.as_reference()) {
                match (self.their_pages.get(&a), self.our_pages.get(&b)) {
                    (None, None) if seen.insert((a, b)) => {}
                    (a, b) if a == b => continue,
                    _ => return false,
                }
            }
            let is_same = match (follow(self.theirs, their), follow(self.ours, our)) {
                (Object::Array(a), Object::Array(b)) => {
                    left.extend(a.iter().zip(b));
                    a.len() == b.len()
                }
                (Object::Dictionary(a), Object::Dictionary(b)) => {
                    left.extend(keys(&[a, b]).map(|key| (a.get(key).unwrap_or(&null), b.get(key).unwrap_or(&null))));
                    true
                }
                (Object::Stream(a), Object::Stream(b)) => {
                    let keys = keys(&[&a.dict, &b.dict]).filter(|key| !PACKING.contains(key));
                    left.extend(keys.map(|key| (a.dict.get(key).unwrap_or(&null), b.dict.get(key).unwrap_or(&null))));
                    matches!((content(a), content(b)), (Some(a), Some(b)) if a == b)
                }
                (a, b) => is_same_value(a, b),
            };
            if !is_same {
                return false;
            }
        }
        true
    }

    /// Whether two contents of pages draw the same.
    fn is_drawn_alike(&self, their: Option<&Object>, our: Option<&Object>) -> bool {
        let (Some(their), Some(our)) = (their, our) else { return their.is_none() && our.is_none() };
        let contents = (whole_content(self.theirs, their), whole_content(self.ours, our));
        let (Some(their), Some(our)) = contents else { return false };
        if their == our {
            return true;
        }
        let (Ok(their), Ok(our)) = (Content::decode(&their), Content::decode(&our)) else { return false };
        let (their, our) = (their.operations, our.operations);
        their.len() == our.len()
            && their.iter().zip(&our).all(|(a, b)| {
                let is_same = |(a, b): (&Object, &Object)| self.is_same(Some(a), Some(b));
                a.operator == b.operator
                    && a.operands.len() == b.operands.len()
                    && a.operands.iter().zip(&b.operands).all(is_same)
            })
    }
}

fn is_same_value(their: &Object, our: &Object) -> bool {
    let number = |object: &Object| match object {
        Object::Integer(number) => Some(*number as f32),
        Object::Real(number) => Some(*number),
        _ => None,
    };
    match (their, our) {
        (Object::Null, Object::Null) => true,
        // What leads nowhere is nothing.
        (Object::Null | Object::Reference(_), Object::Null | Object::Reference(_)) => true,
        (Object::Integer(a), Object::Integer(b)) => a == b,
        (Object::Boolean(a), Object::Boolean(b)) => a == b,
        (Object::Name(a), Object::Name(b)) => a == b,
        (Object::String(a, _), Object::String(b, _)) => a == b,
        (a, b) => matches!((number(a), number(b)), (Some(a), Some(b)) if a == b),
    }
}

fn content(stream: &Stream) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(MOST_OF_A_STREAM).ok()
}

/// The content of a page; none where it is more than a page has.
pub(super) fn whole_content(document: &Document, contents: &Object) -> Option<Vec<u8>> {
    let contents = follow(document, contents);
    let parts = contents.as_array().map_or(std::slice::from_ref(contents), Vec::as_slice);
    let mut whole = Vec::new();
    for part in parts {
        let stream = follow(document, part).as_stream().ok()?;
        let left = MOST_OF_A_PAGE.checked_sub(whole.len())?;
        whole.extend(stream.get_plain_content_with_limit(left).ok()?);
        whole.push(b'\n');
    }
    Some(whole)
}
