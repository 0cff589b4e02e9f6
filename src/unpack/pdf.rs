//! The objects of a PDF.
//!
//! Its reader unpacks and keeps all objects when it opens a file. So streams are unpacked
//! and counted beforehand, one after the other, and where objects are is looked up: a
//! table that leads many times to one object would have it read as often.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::allowance::count;
use super::{MOST_OF_A_STREAM, MOST_PDF, MOST_SECTIONS, MOST_STREAMS, MOST_UNPACKED, MOST_WORDS, Refused, words};

/// The document of a PDF. Where `strict`, its table of references has to be right: readers
/// differ in how they mend others.
///
/// # Errors
///
/// What is no PDF, is damaged, has a password, or is beyond the limits.
pub fn document(bytes: &[u8], strict: bool) -> Result<Document, Refused> {
    let damaged = || Refused(words::not_a_pdf());
    if !is_within_limits(bytes) {
        return Err(Refused(words::pdf_is_too_large()));
    }
    let is_right = references(bytes).is_some_and(|places| is_right(bytes, &places));
    if strict && !is_right {
        return Err(damaged());
    }
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_OF_A_STREAM),
        filter: Some(as_counted),
        force_reconstruct: !is_right,
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| damaged())?;
    match document.is_encrypted() || document.encryption_state.is_some() {
        true => Err(Refused(words::has_a_password())),
        false => Ok(document),
    }
}

/// What a reference stands for.
pub fn follow<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// Leaves out objects in streams that are packed in ways in which they are not counted.
fn as_counted(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = &*object else { return Some((id, object.clone())) };
    let is_counted = match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(Object::Name(name)) => name == b"FlateDecode",
        Ok(Object::Array(names)) => matches!(&names[..], [Object::Name(name)] if name == b"FlateDecode"),
        Ok(_) => false,
    };
    // The reader keeps a stream itself, and asks only whether to.
    (is_counted || !stream.dict.has_type(b"ObjStm")).then_some((id, Object::Null))
}

/// Whether what a PDF holds can be read.
fn is_within_limits(bytes: &[u8]) -> bool {
    let mut count = Count { bytes: 0, words: 0 };
    if bytes.len() > MOST_PDF || !count.add(bytes) {
        return false;
    }
    count.bytes = 0;
    let mut streams = 0;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let is_start = !rest[..at].ends_with(b"end");
        rest = &rest[at + b"stream".len()..];
        if !is_start {
            continue;
        }
        streams += 1;
        let data = data(rest);
        if streams > MOST_STREAMS || !count.unpack(data) {
            return false;
        }
    }
    true
}

/// Whether a byte is between words.
const ENDS: [bool; 256] = {
    let (mut ends, between) = ([false; 256], b"\t\n\x0c\r []<>(/");
    let mut index = 0;
    while index < between.len() {
        ends[between[index] as usize] = true;
        index += 1;
    }
    ends
};

/// What was unpacked so far.
struct Count {
    bytes: usize,
    words: usize,
}

impl Count {
    /// Counts what a stream holds, in both ways in which it is read.
    fn unpack(&mut self, data: &[u8]) -> bool {
        let before = self.bytes;
        if !self.read(ZlibDecoder::new(data)) {
            return false;
        }
        self.bytes > before || data.len() < 2 || self.read(DeflateDecoder::new(&data[2..]))
    }

    fn read(&mut self, mut from: impl Read) -> bool {
        let mut buffer = [0; 1 << 14];
        loop {
            match from.read(&mut buffer) {
                Ok(0) | Err(_) => return true,
                Ok(length) if !self.add(&buffer[..length]) => return false,
                Ok(_) => {}
            }
        }
    }

    fn add(&mut self, bytes: &[u8]) -> bool {
        self.bytes += bytes.len();
        self.words += bytes.iter().filter(|byte| ENDS[usize::from(**byte)]).count();
        count(bytes.len()) && self.bytes <= MOST_UNPACKED && self.words <= MOST_WORDS
    }
}

/// What follows the word with which a stream begins.
fn data(after: &[u8]) -> &[u8] {
    let blanks = after.iter().take_while(|byte| b" \t".contains(byte)).count();
    let after = &after[blanks..];
    let after = after.strip_prefix(b"\r").unwrap_or(after);
    after.strip_prefix(b"\n").unwrap_or(after)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut start = 0;
    loop {
        start += bytes.get(start..)?.iter().position(|byte| *byte == first)?;
        if bytes[start..].starts_with(wanted) {
            return Some(start);
        }
        start += 1;
    }
}

/// Where the objects are that stand by themselves, by their numbers; none for a table that
/// is written otherwise than usual.
fn references(bytes: &[u8]) -> Option<BTreeMap<u64, Option<usize>>> {
    let last = bytes.windows(b"startxref".len()).rposition(|window| window == b"startxref")?;
    let mut next = vec![number(&bytes[last + b"startxref".len()..])?.0];
    let mut places = BTreeMap::new();
    let mut seen = HashSet::new();
    while let Some(start) = next.pop() {
        if seen.len() > MOST_SECTIONS {
            return None;
        }
        if !seen.insert(start) {
            continue;
        }
        let section = bytes.get(usize::try_from(start).ok()?..)?.trim_ascii_start();
        let keys = match section.strip_prefix(b"xref") {
            Some(rows) => plain_section(rows, &mut places)?,
            None => packed_section(section, &mut places)?,
        };
        // What was changed last counts.
        next.extend(value(keys, b"/Prev").and_then(|value| Some(number(value)?.0)));
        next.extend(value(keys, b"/XRefStm").and_then(|value| Some(number(value)?.0)));
    }
    Some(places)
}

/// Reads a section of rows; gives what follows it.
fn plain_section<'b>(mut rest: &'b [u8], places: &mut BTreeMap<u64, Option<usize>>) -> Option<&'b [u8]> {
    loop {
        rest = rest.trim_ascii_start();
        if let Some(keys) = rest.strip_prefix(b"trailer") {
            return keys.get(..find(keys, b"startxref")?);
        }
        let (first, after) = number(rest)?;
        let (count, after) = number(after)?;
        rest = after;
        for id in first..first.checked_add(count)? {
            let (offset, after) = number(rest)?;
            let (_, after) = number(after)?;
            let (kind, after) = after.trim_ascii_start().split_first()?;
            rest = after;
            places.entry(id).or_insert((*kind == b'n').then_some(usize::try_from(offset).ok()?));
        }
    }
}

/// Reads a section that is a stream; gives its keys.
fn packed_section<'b>(section: &'b [u8], places: &mut BTreeMap<u64, Option<usize>>) -> Option<&'b [u8]> {
    let start = find(section, b"stream")?;
    let keys = &section[..start];
    let data = data(&section[start + b"stream".len()..]);
    let mut table = Vec::new();
    match value(keys, b"/Filter") {
        Some(_) => drop(ZlibDecoder::new(data).take(MOST_OF_A_STREAM as u64).read_to_end(&mut table)),
        None => table.extend_from_slice(data.get(..usize::try_from(number(value(keys, b"/Length")?)?.0).ok()?)?),
    }
    let widths = numbers(value(keys, b"/W")?)?;
    let [kind, second, third] = widths[..] else { return None };
    let row = kind.checked_add(second)?.checked_add(third).filter(|row| (1..=32).contains(row))?;
    if value(keys, b"/Predictor").and_then(|value| Some(number(value)?.0)).unwrap_or(1) > 1 {
        table = without_predictor(&table, row)?;
    }
    let size = number(value(keys, b"/Size")?)?.0;
    let parts = value(keys, b"/Index").and_then(numbers).unwrap_or_else(|| vec![0, usize::try_from(size).unwrap_or(0)]);
    let ids = parts.chunks_exact(2).flat_map(|part| part[0]..part[0].saturating_add(part[1]));
    for (id, row) in ids.zip(table.chunks_exact(row)) {
        let field = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let is_by_itself = kind == 0 || field(&row[..kind]) == 1;
        let offset = usize::try_from(field(&row[kind..kind + second])).ok()?;
        places.entry(id as u64).or_insert(is_by_itself.then_some(offset));
        if places.len() > MOST_WORDS {
            return None;
        }
    }
    Some(keys)
}

/// The rows of a table of which each is written as its difference from the one above.
fn without_predictor(table: &[u8], row: usize) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = Vec::with_capacity(table.len());
    for line in table.chunks_exact(row + 1) {
        let above = out.len().checked_sub(row);
        for (index, byte) in line[1..].iter().enumerate() {
            let above = above.map_or(0, |above| out[above + index]);
            match line[0] {
                0 => out.push(*byte),
                2 => out.push(byte.wrapping_add(above)),
                _ => return None,
            }
        }
    }
    Some(out)
}

/// Whether each place has the object that it is said to have.
fn is_right(bytes: &[u8], places: &BTreeMap<u64, Option<usize>>) -> bool {
    places.iter().filter_map(|(id, at)| Some((*id, (*at)?))).all(|(id, at)| {
        let head = bytes.get(at..).and_then(number);
        let head = head.filter(|(found, _)| *found == id).and_then(|(_, rest)| number(rest));
        head.is_some_and(|(_, rest)| rest.trim_ascii_start().starts_with(b"obj"))
    })
}

/// What follows a key.
fn value<'b>(keys: &'b [u8], key: &[u8]) -> Option<&'b [u8]> {
    let mut rest = keys;
    loop {
        rest = &rest[find(rest, key)? + key.len()..];
        if !rest.first()?.is_ascii_alphabetic() {
            return Some(rest);
        }
    }
}

/// The number with which a text begins, and what follows it.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let text = text.trim_ascii_start();
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some((str::from_utf8(&text[..length]).ok()?.parse().ok()?, &text[length..]))
}

/// The numbers in brackets with which a text begins.
fn numbers(text: &[u8]) -> Option<Vec<usize>> {
    let inside = text.trim_ascii_start().strip_prefix(b"[")?;
    let inside = str::from_utf8(&inside[..find(inside, b"]")?]).ok()?;
    inside.split_ascii_whitespace().map(|word| word.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::Instant;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use lopdf::xref::XrefType;
    use lopdf::{Stream, dictionary};

    use super::*;

    /// A document whose page has this content, saved as lopdf does.
    fn page(content: Vec<u8>) -> Document {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let content = document.add_object(Stream::new(dictionary! {}, content));
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content });
        document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        document
    }

    /// With a plain table; `ObjStX` becomes what the writer would leave out.
    fn saved(mut document: Document) -> Vec<u8> {
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        while let Some(at) = find(&bytes, b"ObjStX") {
            bytes[at + 5] = b'm';
        }
        bytes
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn documents_are_opened_with_their_objects_where_they_say() {
        let mut sound = saved(page(b"q Q".to_vec()));
        for strict in [true, false] {
            assert_eq!(document(&sound, strict).unwrap().get_pages().len(), 1);
        }
        // An object that is elsewhere is found by looking, which readers do differently.
        let row = sound.windows(7).rposition(|window| window == b"00000 n").unwrap();
        sound[row - 2] ^= 1;
        assert_eq!(document(&sound, true).unwrap_err().0, words::not_a_pdf());
        assert_eq!(document(&sound, false).unwrap().get_pages().len(), 1);
        assert_eq!(document(b"%PDF-1.7", false).unwrap_err().0, words::not_a_pdf());
    }

    #[test]
    fn nothing_is_unpacked_beyond_limits() {
        let start = Instant::now();
        let packed = |dict, content: &[u8]| Stream::new(dict, deflated(content));
        let with = |stream: Stream| {
            let mut document = page(Vec::new());
            document.add_object(stream);
            saved(document)
        };
        let many = "q Q ".repeat(1 << 20);
        let zeros = vec![0; 50 << 20];
        let objects = dictionary! { "Type" => "ObjStX", "N" => 1, "First" => 4, "Filter" => "FlateDecode" };
        let files = [
            with(packed(dictionary! { "Filter" => "FlateDecode" }, many.as_bytes())),
            with(packed(objects.clone(), &zeros)),
            with(packed(objects, format!("9 0 [{}]", "0 ".repeat(1 << 20)).as_bytes())),
            with(Stream::new(dictionary! {}, b"[0 0]".repeat(1 << 20))),
        ];
        for bytes in files {
            assert_eq!(document(&bytes, false).map(drop), Err(Refused(words::pdf_is_too_large())), "{}", bytes.len());
        }
        // What is packed twice is not read: it could not be counted.
        let twice = dictionary! {
            "Type" => "ObjStX", "N" => 1, "First" => 4,
            "Filter" => vec!["FlateDecode".into(), "FlateDecode".into()],
        };
        let objects = format!("9 0 [{}]", "0 ".repeat(1 << 20));
        let bytes = with(packed(twice, &deflated(objects.as_bytes())));
        assert_eq!(document(&bytes, false).unwrap().objects.get(&(9, 0)), None);
        // A table that leads many times to one object.
        let mut bytes = saved(page(vec![b' '; 100_000]));
        let table = bytes.windows(5).rposition(|window| window == b"\nxref").unwrap() + 1;
        let first = bytes.windows(4).position(|window| window == b" obj").unwrap() - 3;
        bytes.truncate(table);
        bytes.extend_from_slice(b"xref\n0 30000\n");
        (0..30_000).for_each(|_| bytes.extend_from_slice(format!("{first:010} 00000 n \n").as_bytes()));
        bytes.extend_from_slice(format!("trailer\n<</Size 30000/Root 4 0 R>>\nstartxref\n{table}\n%%EOF").as_bytes());
        assert!(document(&bytes, true).is_err());
        let _ = document(&bytes, false);
        // An optimised program on an idle machine takes less than one.
        assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
    }
}
