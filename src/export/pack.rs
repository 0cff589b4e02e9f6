//! Packs the many small objects of a PDF, most of them those of its structure, into
//! compressed streams (ISO 32000-1, 7.5.7 and 7.5.8), which the PDF's writer leaves to
//! others. This makes a form of one page a fifth smaller.

use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The level of compression, which is also that of the writer.
const LEVEL: u32 = 6;

/// The most objects of a stream.
const MOST: usize = 4_096;

/// Where an object is.
#[derive(Clone, Copy)]
enum XrefEntry {
    Free,
    Offset(usize),
    /// In the stream of this number, with this index in it.
    Compressed(usize, usize),
}

/// Packs a PDF with a plain table of references, as the writer writes it; none where
/// it is something else.
pub(super) fn pack(pdf: &[u8]) -> Option<Vec<u8>> {
    let end = find_last(pdf, b"startxref\n")?;
    let start = number(&pdf[end + b"startxref\n".len()..])?;
    let table = pdf.get(start..end)?.strip_prefix(b"xref\n0 ")?;
    let count = number(table)?;
    let table = &table[table.iter().position(|byte| *byte == b'\n')? + 1..];
    let rows = table.get(..count * ROW)?.chunks_exact(ROW);
    let offsets: Vec<Option<usize>> = rows.map(|row| number(row).filter(|_| row[17] == b'n')).collect();
    let trailer = table[count * ROW..].strip_prefix(b"trailer\n<</Size ")?;
    let trailer = &trailer[trailer.iter().position(|byte| *byte == b'/')?..find_last(trailer, b">>")?];

    let mut order: Vec<(usize, usize)> = offsets.iter().enumerate().filter_map(|(id, at)| Some(((*at)?, id))).collect();
    order.sort_unstable();
    let ends = order.iter().skip(1).map(|(at, _)| *at).chain([start]);
    let mut table = vec![XrefEntry::Free; count];
    let mut out = Vec::with_capacity(pdf.len());
    out.extend_from_slice(pdf.get(..order.first()?.0)?);
    let mut small: Vec<(usize, Range<usize>)> = Vec::new();
    let mut deflate = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    for ((at, id), end) in order.iter().zip(ends) {
        let object = pdf.get(*at..end)?.trim_ascii_end().strip_suffix(b"endobj")?;
        let body = at + format!("{id} 0 obj\n").len();
        match object.strip_suffix(b"\nendstream\n") {
            None => small.push((*id, body..at + object.len())),
            Some(whole) => {
                table[*id] = XrefEntry::Offset(out.len());
                match plain_stream(pdf.get(body..at + whole.len())?) {
                    Some((entries, content)) => stream(&mut out, *id, entries, &[content], &mut deflate)?,
                    None => {
                        out.extend_from_slice(whole);
                        end_stream(&mut out);
                    }
                }
            }
        }
    }
    for objects in small.chunks(MOST) {
        let (mut heads, mut bodies) = (String::new(), Vec::new());
        for (index, (id, body)) in objects.iter().enumerate() {
            heads += &format!("{id} {} ", bodies.len());
            let [before, after] = without_suspects(pdf.get(body.clone())?);
            bodies.extend_from_slice(before);
            bodies.extend_from_slice(after);
            table[*id] = XrefEntry::Compressed(table.len(), index);
        }
        let keys = format!("/Type/ObjStm/N {}/First {}", objects.len(), heads.len());
        table.push(XrefEntry::Offset(out.len()));
        stream(&mut out, table.len() - 1, &keys, &[heads.as_bytes(), &bodies], &mut deflate)?;
    }
    let at = out.len();
    table.push(XrefEntry::Offset(at));
    let trailer = str::from_utf8(trailer).ok()?;
    let predictor = format!("/DecodeParms<</Predictor 12/Columns {ENTRY}>>");
    let keys = format!("/Type/XRef/W[1 4 2]/Size {}{predictor}{trailer}", table.len());
    stream(&mut out, table.len() - 1, &keys, &[&references(&table)], &mut deflate)?;
    out.extend_from_slice(format!("startxref\n{at}\n%%EOF").as_bytes());
    Some(out)
}

/// The bytes of a row of the plain table.
const ROW: usize = 20;

/// The bytes of an entry of the packed one.
const ENTRY: usize = 7;

/// The packed table, each entry as its difference from the one above.
fn references(entries: &[XrefEntry]) -> Vec<u8> {
    let mut table = Vec::with_capacity(entries.len() * (ENTRY + 1));
    let mut above = [0_u8; ENTRY];
    for entry in entries {
        let (kind, second, third) = match *entry {
            XrefEntry::Free => (0, 0, usize::from(u16::MAX)),
            XrefEntry::Offset(at) => (1, at, 0),
            XrefEntry::Compressed(stream, index) => (2, stream, index),
        };
        let mut bytes = [0; ENTRY];
        bytes[0] = kind;
        bytes[1..5].copy_from_slice(&(second as u32).to_be_bytes());
        bytes[5..].copy_from_slice(&(third as u16).to_be_bytes());
        // The PNG predictor “up”.
        table.push(2);
        table.extend(bytes.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = bytes;
    }
    table
}

/// The entries and the content of a stream that is not compressed and may be: PDF/A
/// wants the metadata to be readable as it is.
fn plain_stream(object: &[u8]) -> Option<(&str, &[u8])> {
    let length = object.strip_prefix(b"<</Length ")?;
    let end = length.windows(STREAM.len()).position(|window| window == STREAM)?;
    let entries = str::from_utf8(length.get(..end)?).ok()?.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_plain = !entries.contains("/Filter") && !entries.contains("/Metadata");
    is_plain.then(|| (entries, &length[end + STREAM.len()..]))
}

/// What stands between the entries of a stream and its content.
const STREAM: &[u8] = b">>\nstream\n";

/// Writes a stream; none if it cannot be compressed, which memory always can.
fn stream(
    out: &mut Vec<u8>,
    id: usize,
    entries: &str,
    contents: &[&[u8]],
    deflate: &mut ZlibEncoder<Vec<u8>>,
) -> Option<()> {
    contents.iter().try_for_each(|content| deflate.write_all(content)).ok()?;
    let content = deflate.reset(Vec::new()).ok()?;
    let head = format!("{id} 0 obj\n<<{entries}/Filter/FlateDecode/Length {}>>\nstream\n", content.len());
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(&content);
    end_stream(out);
    Some(())
}

/// Ends a stream whose bytes are written. The line end before `endstream` is not one of
/// them; where the last of them could be taken for a part of it, another line end stands
/// there.
fn end_stream(out: &mut Vec<u8>) {
    out.extend_from_slice(if out.ends_with(b"\r") { b"\r\n" } else { b"\n" });
    out.extend_from_slice(b"endstream\nendobj\n\n");
}

/// What stands before and after the entry of the catalog that says that no mark is
/// suspect: some readers take it for a mistake, and a PDF without it says the same.
fn without_suspects(object: &[u8]) -> [&[u8]; 2] {
    match object.windows(MARKED.len()).position(|window| window == MARKED) {
        Some(at) if object.starts_with(b"<<") => {
            let end = at + MARKED.len();
            [&object[..end - SUSPECTS.len()], &object[end..]]
        }
        _ => [object, &[]],
    }
}

const MARKED: &[u8] = b"/MarkInfo<</Marked true/Suspects false";
const SUSPECTS: &[u8] = b"/Suspects false";

/// The number with which a text begins.
fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_pdf_is_refused() {
        for text in
            ["", "startxref\n", "startxref\n0", "xref\n0 1\nstartxref\n0\n", "%PDF-1.7\nstartxref\n99999\n%%EOF"]
        {
            assert!(pack(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn a_stream_ends_where_it_says() {
        let ended = |bytes: &[u8]| {
            let mut out = bytes.to_vec();
            end_stream(&mut out);
            out
        };
        assert_eq!(ended(b"x\r"), b"x\r\r\nendstream\nendobj\n\n");
        assert_eq!(ended(b"x\n"), b"x\n\nendstream\nendobj\n\n");
        assert_eq!(ended(b"x"), b"x\nendstream\nendobj\n\n");
    }

    /// A PDF of objects without their frames.
    fn written(objects: impl ExactSizeIterator<Item = String>) -> String {
        let count = objects.len() + 1;
        let mut text = "%PDF-1.7\n\n".to_owned();
        let mut table = format!("xref\n0 {count}\n0000000000 65535 f\r\n");
        for (id, object) in (1..).zip(objects) {
            table += &format!("{:010} 00000 n\r\n", text.len());
            text += &format!("{id} 0 obj\n{object}\nendobj\n\n");
        }
        let start = text.len();
        text + &format!("{table}trailer\n<</Size {count}/Root 7 0 R>>\nstartxref\n{start}\n%%EOF")
    }

    /// Streams are compressed but for the metadata, and none twice.
    #[test]
    fn streams_are_compressed() {
        let content = "0 0 m\nstream\n".repeat(500);
        let stream = |entries: &str| format!("<</Length {}{entries}>>\nstream\n{content}\nendstream", content.len());
        let texts = ["", "/Type/CMap", "/Type/Metadata/Subtype/XML", "/Filter/ASCIIHexDecode"].map(stream);
        let packed = pack(written(texts.into_iter()).as_bytes()).unwrap();
        let document = lopdf::Document::load_mem(&packed).unwrap();
        let stream = |id: u32| document.get_object((id, 0)).unwrap().as_stream().unwrap();
        for id in [1, 2] {
            assert!(stream(id).content.len() < 100);
            assert_eq!(stream(id).decompressed_content().unwrap(), content.as_bytes());
        }
        assert_eq!(stream(2).dict.get(b"Type").unwrap().as_name().unwrap(), b"CMap");
        assert_eq!(stream(3).content, content.as_bytes());
        assert_eq!(stream(4).content, content.as_bytes());
    }

    #[test]
    fn nothing_is_said_of_suspects() {
        let catalog = "<</Type/Catalog/MarkInfo<</Marked true/Suspects false>>/Lang(zh)>>".to_owned();
        let text = "(/MarkInfo<</Marked true/Suspects false>>)".to_owned();
        let packed = pack(written([catalog, text.clone()].into_iter()).as_bytes()).unwrap();
        let document = lopdf::Document::load_mem(&packed).unwrap();
        let catalog = document.get_object((1, 0)).unwrap().as_dict().unwrap();
        let marks = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
        assert!(marks.len() == 1 && marks.get(b"Marked").unwrap().as_bool().unwrap());
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh");
        assert_eq!(document.get_object((2, 0)).unwrap().as_str().unwrap(), &text.as_bytes()[1..text.len() - 1]);
    }

    #[test]
    fn objects_are_found_again() {
        let text = written((1..=9_000).map(|id| format!("[{id} (endstream)]")).collect::<Vec<_>>().into_iter());
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.len() * 5 < text.len(), "{} of {}", packed.len(), text.len());
        let document = lopdf::Document::load_mem(&packed).unwrap();
        for id in 1..=9_000_u32 {
            let object = document.get_object((id, 0)).unwrap().as_array().unwrap();
            assert_eq!(object[0].as_i64().unwrap(), i64::from(id));
        }
        assert_eq!(document.trailer.get(b"Root").unwrap().as_reference().unwrap(), (7, 0));
    }
}
