//! Takes the bytes of a workbook; unpacks it within limits, so that no file can take the memory or the
//! time of the machine.

use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use calamine::{Reader, Xlsx, XlsxError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::bare;
use super::broken::Broken;
use super::struck;
use super::unseen::{self, Unseen};
use crate::import::words;
use crate::messages::Message;
use crate::unpack::{self, Counted, has_more_entries};

/// A workbook in memory.
pub(super) type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// The most parts of a workbook; one with a form has ten to thirty.
const MOST_PARTS: usize = 5_000;

/// The most bytes of all parts that are read, unpacked; a form has 0.1 MB.
const MOST_BYTES: u64 = 16 << 20;

/// The most bytes of rows and cells that hold nothing: a column formatted to the end of
/// its sheet has 50 MB.
const MOST_BLANK_BYTES: u64 = 512 << 20;

/// A sheet without the cells and rows that hold nothing; none where the rest is longer
/// than `most`.
fn without_empty_cells(part: impl Read, most: u64, blank_left: &mut u64) -> io::Result<Option<Vec<u8>>> {
    let mut part = BufReader::new(part);
    let mut content: Vec<u8> = Vec::new();
    // Where a row begins in which there has been nothing so far.
    let mut row = None;
    loop {
        let start = content.len();
        if (&mut part).take(most + 1).read_until(b'>', &mut content)? == 0 {
            return Ok(Some(content));
        }
        let other = [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>")];
        let find = |(open, close): (&[u8], _)| {
            let at = content[start..].windows(open.len()).position(|window| window == open)?;
            Some((start + at + open.len(), close))
        };
        if let Some((inside, close)) = other.into_iter().find_map(find) {
            // What looks like tags in it is none.
            while !content[inside..].ends_with(close) && content.len() as u64 <= most {
                if (&mut part).take(most + 1).read_until(b'>', &mut content)? == 0 {
                    return Ok(Some(content));
                }
            }
        }
        let tag = content[start..].trim_ascii();
        let has_place = tag.windows(3).any(|mark| mark == b" r=");
        let is_row = tag.starts_with(b"<row ") && has_place;
        let is_blank = (is_row || tag.starts_with(b"<c ") && has_place) && tag.ends_with(b"/>");
        let end = match row {
            _ if is_blank => Some(start),
            Some(start) if tag == b"</row>" => Some(start),
            _ => None,
        };
        if let Some(end) = end {
            let blank = (content.len() - end) as u64;
            let Some(left) = blank_left.checked_sub(blank) else { return Ok(None) };
            *blank_left = left;
            content.truncate(end);
            row = row.filter(|_| is_blank);
        } else {
            row = is_row.then_some(start);
        }
        if content.len() as u64 > most {
            return Ok(None);
        }
    }
}

/// Opens a workbook: a copy of it that has only the parts that say something about
/// cells, each read to the end.
pub(super) fn open(bytes: &[u8]) -> Result<(Workbook, Unseen), Broken> {
    refuse_other_formats(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Broken::damaged)?;
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.into_owned()))
        .collect::<Result<_, _>>()
        .map_err(Broken::damaged)?;
    refuse_other_documents(&names)?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut unseen = unseen::Parts::default();
    let (mut left, mut blank_left) = (MOST_BYTES, MOST_BLANK_BYTES);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(Broken::damaged)?;
        let name = part.name().map_err(Broken::damaged)?.into_owned();
        if !says_something(&name) {
            continue;
        }
        let part = Counted(part);
        let too_large = || Broken::too_large(words::workbook_is_too_large(MOST_BYTES >> 20));
        let is_sheet = name.to_ascii_lowercase().replace('\\', "/").contains("worksheets/");
        let content = if is_sheet {
            without_empty_cells(part, left, &mut blank_left).map_err(Broken::damaged)?.ok_or_else(too_large)?
        } else {
            let mut content = Vec::new();
            part.take(left + 1).read_to_end(&mut content).map_err(Broken::damaged)?;
            content
        };
        left = left.checked_sub(content.len() as u64).ok_or_else(too_large)?;
        // The reader of cells takes the first piece of a text for the whole.
        let content = unpack::plain(&content).map_err(|refused| Broken::damaged(refused.0))?;
        let content = if is_sheet { bare::values(&content)? } else { content };
        unseen.read(&name, &content);
        refuse_false_count(&content)?;
        let content = struck::marked(content);
        copy.start_file(name, stored).map_err(Broken::damaged)?;
        copy.write_all(content.as_bytes()).map_err(Broken::damaged)?;
    }
    let copy = copy.finish().map_err(Broken::damaged)?;
    let workbook = Xlsx::new(Cursor::new(copy.into_inner())).map_err(|error| match error {
        XlsxError::Password => Broken::new(words::workbook_has_a_password(), words::take_the_password_off()),
        error => Broken::damaged(error),
    })?;
    Ok((workbook, unseen.by_sheet()))
}

/// So many parts beside the cells are looked into, and so many bytes of each.
const MOST_DRAWINGS: usize = 20;
const MOST_OF_A_DRAWING: u64 = 1 << 20;

/// What a workbook says beside its cells: comments, and texts on drawings.
pub(super) fn beside_cells(bytes: &[u8]) -> Vec<Message> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut has = |folder: &str, mark: &[u8]| {
        let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        let names = names.into_iter().filter(|name| name.to_ascii_lowercase().contains(folder)).take(MOST_DRAWINGS);
        names.into_iter().any(|name| {
            let mut content = Vec::new();
            let read = archive
                .by_name(&name)
                .is_ok_and(|part| Counted(part).take(MOST_OF_A_DRAWING).read_to_end(&mut content).is_ok());
            read && content.windows(mark.len()).any(|window| window == mark)
        })
    };
    let mut found = Vec::new();
    found.extend(has("xl/comments", b"<text").then(words::comments));
    found.extend(has("xl/drawings/drawing", b"<a:t>").then(words::text_boxes));
    found
}

/// Whether a part is one that the cells of a sheet depend on.
fn says_something(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('\\', "/");
    let is_other =
        ["drawing", "chart", "media/", "printersettings", "comments", "custom", "docprops/", "pivot", "externallink"]
            .iter()
            .any(|folder| name.contains(folder));
    (name.ends_with(".xml") || name.ends_with(".rels")) && !is_other
}

/// Files that people take for a workbook.
fn refuse_other_formats(bytes: &[u8]) -> Result<(), Broken> {
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    let utf16: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let refused = match bytes {
        [] => (words::file_is_empty(), words::save_again()),
        [0xD0, 0xCF, 0x11, 0xE0, ..] if holds(&utf16) => {
            (words::workbook_has_a_password(), words::take_the_password_off())
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => (words::is_an_old_workbook(), words::save_as_xlsx()),
        [b'%', b'P', b'D', b'F', ..] => (words::is_a_pdf(), words::ask_for_the_workbook()),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            (words::is_a_picture(), words::ask_for_the_workbook())
        }
        [b'P', b'K', ..] => {
            return match has_more_entries(bytes, MOST_PARTS) {
                true => Err(Broken::too_large(words::too_many_parts(MOST_PARTS))),
                false => Ok(()),
            };
        }
        bytes if !bytes.contains(&0) => (words::is_a_text(), words::save_as_xlsx()),
        _ => (words::is_no_workbook(), words::save_as_xlsx()),
    };
    Err(Broken::new(refused.0, refused.1))
}

/// Archives that are other documents.
fn refuse_other_documents(names: &[String]) -> Result<(), Broken> {
    let has = |start: &str| names.iter().any(|name| name.replace('\\', "/").to_ascii_lowercase().starts_with(start));
    if has("word/") {
        Err(Broken::new(words::is_a_word_document(), words::ask_for_the_workbook()))
    } else if has("content.xml") || has("xl/workbook.bin") {
        Err(Broken::new(words::is_another_workbook(), words::save_as_xlsx()))
    } else if !has("xl/") {
        Err(Broken::new(words::is_no_workbook(), words::save_as_xlsx()))
    } else {
        Ok(())
    }
}

/// A count of strings for which the reader would make room although the part
/// cannot hold so many.
fn refuse_false_count(content: &str) -> Result<(), Broken> {
    let head = &content[..content.floor_char_boundary(4096)];
    let Some((_, after)) = head.split_once("uniqueCount") else {
        return Ok(());
    };
    let digits: String = after.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    match digits.parse::<usize>() {
        Ok(count) if count <= content.len() => Ok(()),
        _ => Err(Broken::damaged(words::count_is_false())),
    }
}
