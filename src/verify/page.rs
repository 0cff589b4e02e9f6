//! The text of a PDF's pages against the cells of a form.
//!
//! The structure of the document says which marked parts of the pages belong to which
//! cell; the parts' glyphs, by their font's map to Unicode, what it says. Text that
//! belongs to no cell and is no artifact, and annotations, are not the form's.

use std::collections::HashMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::document::whole_content;
use super::{Difference, Unreadable};
use crate::form::{CellId, FormTable};
use crate::unpack::{MOST_OF_A_STREAM, follow};
use crate::value::without_spaces;
use crate::verify::words;

/// The deepest structure that a document of a form has.
const DEEPEST: usize = 50;

/// The most elements of a structure: ten times those of the largest form. One that leads
/// back to itself has no end.
const MOST_ELEMENTS: usize = 5_000_000;

/// The most operations of all pages.
const MOST_OPERATIONS: usize = 1_000_000;

pub(super) fn compare(document: &Document, table: &FormTable) -> Result<Vec<Difference>, Unreadable> {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let (mut texts, mut left) = (Vec::new(), MOST_OPERATIONS);
    for page in &pages {
        let text = PageText::read(document, *page, &mut left);
        texts.push(text.ok_or_else(|| Unreadable(words::page_is_damaged()))?);
    }
    let numbers: HashMap<ObjectId, usize> = pages.iter().copied().enumerate().map(|(index, id)| (id, index)).collect();
    let mut tree = Tree { document, pages: &numbers, texts: &mut texts, parts: Vec::new(), elements: 0 };
    tree.read().ok_or_else(|| Unreadable(words::no_structure()))?;
    let shown = tree.parts;
    // The texts above and below the table come first in the structure.
    let is_in_table = |index: &usize| table.cells[*index].style.border.any();
    let says_something = |index: &usize| is_in_table(index) || !table.cells[*index].text.is_empty();
    let mut order: Vec<usize> = (0..table.cells.len()).filter(says_something).collect();
    order.sort_by_key(|index| is_in_table(index));
    // A page breaks its lines elsewhere than the form does.
    let expected: Vec<String> = order.iter().map(|index| without_spaces(&table.cells[*index].text)).collect();
    let found: Vec<String> = shown.iter().map(|(text, _)| without_spaces(text)).collect();
    let place = |index: usize| {
        let before = shown.iter().take(index + 1).rev();
        words::on_page(before.filter_map(|(_, page)| *page).next().unwrap_or_default() + 1)
    };
    let differs = |cell: usize, at: usize| Difference {
        cell: Some(CellId(order[cell])),
        place: place(at),
        says: Some(shown[at].0.clone()),
    };
    let lacks = |cell: usize, at: usize| Difference { cell: Some(CellId(order[cell])), place: place(at), says: None };
    let extra = |at: usize| Difference { cell: None, place: place(at), says: Some(shown[at].0.clone()) };
    let mut differences = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &expected, &found) {
        match step {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { old_index, old_len, new_index } => {
                differences.extend((old_index..old_index + old_len).map(|cell| lacks(cell, new_index)));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                differences.extend((new_index..new_index + new_len).map(extra));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let both = old_len.min(new_len);
                differences.extend((0..both).map(|step| differs(old_index + step, new_index + step)));
                differences.extend((both..old_len).map(|step| lacks(old_index + step, new_index + both)));
                differences.extend((both..new_len).map(|step| extra(new_index + step)));
            }
        }
    }
    for (index, page) in texts.iter().enumerate() {
        let place = || words::on_page(index + 1);
        let left = page.marked.values().chain([&page.unmarked]).filter(|text| !without_spaces(text).is_empty());
        differences.extend(left.map(|text| Difference { cell: None, place: place(), says: Some(text.clone()) }));
        if page.has_annotations {
            differences.push(Difference { cell: None, place: place(), says: None });
        }
    }
    Ok(differences)
}

/// The text of a page.
struct PageText {
    /// By the number of the marked part; what a cell has taken is gone.
    marked: HashMap<i64, String>,
    /// Of no marked part.
    unmarked: String,
    has_annotations: bool,
}

/// In what marked part text is.
enum Mark {
    Part(i64),
    Artifact,
    /// What it says is given.
    Said,
    Other,
}

impl PageText {
    fn read(document: &Document, page: ObjectId, left: &mut usize) -> Option<Self> {
        let dictionary = document.get_dictionary(page).ok()?;
        let annotations = dictionary.get(b"Annots").ok().map(|object| follow(document, object));
        let has_annotations = annotations.and_then(|object| object.as_array().ok()).is_some_and(|all| !all.is_empty());
        let bytes = whole_content(document, dictionary.get(b"Contents").ok()?)?;
        let content = Content::decode(&bytes).ok()?;
        *left = left.checked_sub(content.operations.len())?;
        let fonts = document.get_page_fonts(page).ok()?;
        let encodings: HashMap<&[u8], Encoding<'_>> = fonts
            .iter()
            .filter_map(|(name, font)| {
                Some((name.as_slice(), font.get_font_encoding_with_limit(document, MOST_OF_A_STREAM).ok()?))
            })
            .collect();
        let mut text = Self { marked: HashMap::new(), unmarked: String::new(), has_annotations };
        let mut marks: Vec<Mark> = Vec::new();
        let mut encoding = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BMC" => marks.push(mark(operands, None)),
                "BDC" => {
                    let properties = operands.get(1).and_then(|object| object.as_dict().ok());
                    let mark = mark(operands, properties);
                    if let (Mark::Said, Some(said)) = (&mark, properties.and_then(said)) {
                        text.add(&marks, &said);
                    }
                    marks.push(mark);
                }
                "EMC" => drop(marks.pop()),
                "Tf" => encoding = operands.first().and_then(|name| encodings.get(name.as_name().ok()?)),
                "Tj" | "'" | "\"" | "TJ" => {
                    let strings = operands.iter().flat_map(|operand| match operand {
                        Object::Array(all) => all.as_slice(),
                        one => std::slice::from_ref(one),
                    });
                    for string in strings.filter_map(|object| object.as_str().ok()) {
                        // Glyphs that no map names are not the form's.
                        let said = encoding.and_then(|encoding| Document::decode_text(encoding, string).ok());
                        text.add(&marks, &said.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()));
                    }
                }
                // What is drawn once and shown in several places.
                "Do" => text.add(&marks, &char::REPLACEMENT_CHARACTER.to_string()),
                _ => {}
            }
        }
        Some(text)
    }

    fn add(&mut self, marks: &[Mark], said: &str) {
        if marks.iter().any(|mark| matches!(mark, Mark::Artifact | Mark::Said)) {
            return;
        }
        let part = marks.iter().rev().find_map(|mark| match mark {
            Mark::Part(id) => Some(*id),
            _ => None,
        });
        match part {
            Some(id) => self.marked.entry(id).or_default().push_str(said),
            None => self.unmarked.push_str(said),
        }
    }
}

fn mark(operands: &[Object], properties: Option<&Dictionary>) -> Mark {
    let id = properties.and_then(|properties| properties.get(b"MCID").ok()?.as_i64().ok());
    match (id, operands.first().and_then(|tag| tag.as_name().ok())) {
        (Some(id), _) => Mark::Part(id),
        (None, Some(b"Artifact")) => Mark::Artifact,
        (None, _) if properties.is_some_and(|properties| properties.has(b"ActualText")) => Mark::Said,
        _ => Mark::Other,
    }
}

fn said(properties: &Dictionary) -> Option<String> {
    lopdf::decode_text_string(properties.get(b"ActualText").ok()?).ok()
}

/// The structure of a document, read for its cells.
struct Tree<'d> {
    document: &'d Document,
    pages: &'d HashMap<ObjectId, usize>,
    texts: &'d mut [PageText],
    /// The text of each cell, with the number of the page on which it begins, if it is
    /// on any.
    parts: Vec<(String, Option<usize>)>,
    /// How many elements were met.
    elements: usize,
}

impl Tree<'_> {
    fn read(&mut self) -> Option<()> {
        let document = self.document;
        let root = follow(document, document.catalog().ok()?.get(b"StructTreeRoot").ok()?).as_dict().ok()?;
        self.below(root, None, false, 0)
    }

    /// What is below an element, which may belong to a cell.
    fn below(&mut self, element: &Dictionary, page: Option<usize>, in_cell: bool, depth: usize) -> Option<()> {
        let document = self.document;
        self.elements += 1;
        if depth > DEEPEST || self.elements > MOST_ELEMENTS {
            return None;
        }
        let page =
            element.get(b"Pg").ok().and_then(|page| self.pages.get(&page.as_reference().ok()?).copied()).or(page);
        let Ok(kids) = element.get(b"K") else { return Some(()) };
        let kids = follow(document, kids);
        let kids = kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice);
        for kid in kids {
            match follow(document, kid) {
                Object::Integer(id) => self.take(page, *id),
                Object::Dictionary(kid) => match kid.get(b"MCID").ok().and_then(|id| id.as_i64().ok()) {
                    Some(id) => {
                        let own = kid.get(b"Pg").ok().and_then(|page| self.pages.get(&page.as_reference().ok()?));
                        self.take(own.copied().or(page), id);
                    }
                    None => {
                        let kind = kid.get(b"S").ok().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
                        let is_cell = !in_cell && matches!(kind, b"H1" | b"P" | b"TH" | b"TD");
                        if is_cell {
                            self.parts.push((String::new(), None));
                        }
                        self.below(kid, page, in_cell || is_cell, depth + 1)?;
                    }
                },
                _ => {}
            }
        }
        Some(())
    }

    /// Adds a marked part to the current cell. None is shown twice.
    fn take(&mut self, page: Option<usize>, id: i64) {
        let text = page.and_then(|page| Some((page, self.texts.get_mut(page)?.marked.remove(&id)?)));
        if let (Some((page, text)), Some(cell)) = (text, self.parts.last_mut()) {
            cell.0 += &text;
            cell.1.get_or_insert(page);
        }
    }
}
