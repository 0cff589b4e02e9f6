//! Hundreds of files that were altered by chance: none agrees that shows something else.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use jixiao::internals::layout::lay_out;
use jixiao::internals::verify::{Compared, Unreadable, pdf, workbook};
use lopdf::{Document, Object, ObjectId};

use super::common::{FONTS, form};
use super::support::*;

/// Numbers by chance, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn new(seed: usize) -> Self {
        Self((seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, end: usize) -> usize {
        assert!(end > 0);
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn agrees(compared: Result<Compared, Unreadable>) -> bool {
    compared.is_ok_and(|compared| compared.agrees())
}

/// Some bytes of a file changed, put in, or taken out.
fn bytes_changed(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len());
        match chance.below(4) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.below(256) as u8,
            2 => bytes.insert(at, chance.below(256) as u8),
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}

/// All that a document holds and somebody could see, by other means than the comparison.
fn shown_by(document: &Document) -> Vec<(ObjectId, String)> {
    let kind = |object: &Object| match object {
        Object::Stream(stream) => stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default().to_vec(),
        _ => Vec::new(),
    };
    let is_seen = |object: &Object| {
        let dates = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has(b"CreationDate"));
        ![&b"Metadata"[..], b"XRef", b"ObjStm"].contains(&kind(object).as_slice()) && !dates(object)
    };
    let text = |object: &Object| match object {
        Object::Stream(stream) => format!("{:?}", stream.get_plain_content().unwrap_or_default()),
        object => format!("{object:?}"),
    };
    let seen = document.objects.iter().filter(|(_, object)| is_seen(object));
    seen.map(|(id, object)| (*id, text(object))).collect()
}

#[test]
fn no_pdf_agrees_whose_bytes_changed_what_it_shows() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    let ours = shown_by(&Document::load_mem(&page).expect("a PDF"));
    let mut agreeing = 0;
    for seed in 0..150 {
        let bytes = bytes_changed(&page, &mut Chance::new(seed));
        if bytes != page && agrees(pdf(&bytes, &page, Some(&table))) {
            agreeing += 1;
            assert_eq!(shown_by(&Document::load_mem(&bytes).expect("a PDF")), ours, "{seed}");
        }
    }
    // What tells of the file may change.
    assert!(agreeing < 100, "{agreeing}");
}

/// Changes a value somewhere in an object.
fn change(object: &mut Object, chance: &mut Chance) {
    match object {
        Object::Null => *object = Object::Boolean(true),
        Object::Boolean(value) => *value = !*value,
        Object::Integer(value) => *value += 1 + chance.below(9) as i64,
        Object::Real(value) => *value += 1.0 + chance.below(9) as f32,
        Object::Name(name) => name.push(b'x'),
        Object::String(text, _) if text.is_empty() => text.push(b'1'),
        Object::String(text, _) => {
            let at = chance.below(text.len());
            text[at] ^= 1;
        }
        Object::Array(all) if all.is_empty() || chance.below(4) == 0 => all.push(Object::Integer(7)),
        Object::Array(all) if chance.below(4) == 0 => drop(all.remove(chance.below(all.len()))),
        Object::Array(all) => {
            let at = chance.below(all.len());
            change(&mut all[at], chance);
        }
        Object::Dictionary(all) => {
            let keys: Vec<Vec<u8>> = all.iter().map(|(key, _)| key.clone()).collect();
            let key = chance.of(&keys).clone();
            match chance.below(4) {
                0 => drop(all.remove(&key)),
                1 => all.set("Xyz", Object::Integer(7)),
                _ => all.get_mut(&key).into_iter().for_each(|value| change(value, chance)),
            }
        }
        Object::Stream(stream) => {
            stream.decompress().unwrap_or_default();
            match stream.content.is_empty() {
                true => stream.content.push(b'1'),
                false => {
                    let at = chance.below(stream.content.len());
                    stream.content[at] = stream.content[at].wrapping_add(1 + chance.below(200) as u8);
                }
            }
        }
        // It leads elsewhere.
        Object::Reference(id) => id.0 += 1,
    }
}

#[test]
fn no_pdf_agrees_of_which_an_object_was_changed() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    for seed in 0..150 {
        let chance = &mut Chance::new(seed);
        let mut what = String::new();
        let bytes = saved(&page, |document| {
            let of_the_file = |object: &Object| match object {
                Object::Stream(stream) => [&b"Metadata"[..], b"XRef", b"ObjStm"]
                    .contains(&stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default()),
                // The tree of pages is looked at by its pages alone.
                Object::Dictionary(dictionary) => dictionary.has(b"CreationDate") || dictionary.has_type(b"Pages"),
                _ => false,
            };
            let ids: Vec<ObjectId> =
                document.objects.iter().filter(|(_, object)| !of_the_file(object)).map(|(id, _)| *id).collect();
            let id = *chance.of(&ids);
            let object = document.objects.get_mut(&id).expect("an object");
            what = format!("{id:?}: {object:?}");
            change(object, chance);
            what += &format!(" is {object:?}");
        });
        // Where a page hangs is of no account, as long as it is there.
        let is_parent = what.contains("/Type /Page/");
        assert!(is_parent || !agrees(pdf(&bytes, &page, Some(&table))), "{seed}: {what}");
    }
}

/// The values and formulas of all sheets, and the texts of all parts that say how cells are
/// shown.
fn computed_by(bytes: &[u8]) -> Option<String> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).ok()?;
    let mut all = String::new();
    for name in workbook.sheet_names() {
        let values = workbook.worksheet_range(&name).ok()?;
        let cells: Vec<_> = values.used_cells().map(|(row, column, value)| (row, column, value.clone())).collect();
        let formulas = workbook.worksheet_formula(&name).ok()?;
        let formulas: Vec<_> = formulas.used_cells().map(|(row, column, value)| (row, column, value.clone())).collect();
        let merges = workbook.merge_cells_by_sheet_name(&name).ok()?;
        all += &format!("{name} {:?} {cells:?} {formulas:?} {merges:?}", values.start());
    }
    Some(all)
}

/// The text of a part changed by chance, so that it is mostly still XML.
fn part_changed(text: &str, chance: &mut Chance) -> String {
    let tags: Vec<usize> = text.match_indices('<').map(|(at, _)| at).filter(|at| *at > 0).collect();
    let at = *chance.of(&tags);
    let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
    let tag = &text[at..end];
    let with = |new: String| format!("{}{new}{}", &text[..at], &text[end..]);
    match chance.below(7) {
        // A number, anywhere.
        0 | 1 => {
            let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let at = *chance.of(&digits);
            format!("{}{}{}", &text[..at], chance.below(10), &text[at + 1..])
        }
        // A text in an element.
        2 => {
            let texts: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).collect();
            let at = *chance.of(&texts);
            format!("{}9{}", &text[..at], &text[at..])
        }
        3 => with(String::new()),
        4 => with(format!("{tag}{tag}")),
        5 => with(tag.replacen(' ', " hidden=\"1\" ", 1)),
        _ => {
            let names: Vec<&str> = tag.split('"').collect();
            let name = chance.of(&names);
            with(tag.replacen(name, &format!("{name}1"), 1))
        }
    }
}

#[test]
fn no_workbook_agrees_that_shows_or_computes_something_else() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let layout = lay_out(&table, &FONTS);
    let ours = computed_by(&sheet);
    let all = parts(&sheet);
    let names: Vec<&String> = all.keys().filter(|name| !name.starts_with("docProps/")).collect();
    let mut agreeing = Vec::new();
    for seed in 0..300 {
        let chance = &mut Chance::new(seed);
        let (bytes, what) = match seed % 3 {
            0 => (bytes_changed(&sheet, chance), String::new()),
            _ => {
                // The sheet itself twice as often.
                let name = if seed % 3 == 1 { SHEET } else { chance.of(&names).as_str() };
                let mut all = all.clone();
                let text = String::from_utf8(all[name].clone()).expect("UTF-8");
                let changed = part_changed(&text, chance);
                let at = text.bytes().zip(changed.bytes()).take_while(|(one, other)| one == other).count();
                let what = format!(
                    "{name}: {}",
                    changed
                        .chars()
                        .skip(text[..at.min(text.len())].chars().count().saturating_sub(40))
                        .take(120)
                        .collect::<String>()
                );
                all.insert(name.to_owned(), changed.into_bytes());
                (packed(&all), what)
            }
        };
        if bytes != sheet && agrees(workbook(&bytes, &sheet, Some((&table, &layout)))) {
            assert_eq!(computed_by(&bytes), ours, "{seed}: {what}");
            agreeing.push(what);
        }
    }
    // Such as borders, heights, and what no program asks for.
    assert!(agreeing.len() < 150, "{}: {agreeing:#?}", agreeing.len());
}
