//! Archives from anybody: their files by names that lead nowhere else, read one at a time.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Counted, MOST_BYTES};

/// Whether an archive says at its end that it has more entries than these: they would all be read
/// before they can be counted. Archives that lie in it as they are have ends of their own.
pub fn has_more_entries(bytes: &[u8], most: usize) -> bool {
    let number = |at: usize, width: usize| -> Option<u64> {
        let digits = bytes.get(at..at + width)?;
        Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
    };
    let is_more = |count: Option<u64>| count.is_some_and(|count| count > most as u64);
    // An end has its marks, the numbers of its disks, which are zero, and its count, twice.
    let says_more = |(at, mark): (usize, &[u8])| match mark {
        b"PK\x05\x06" => {
            let count = number(at + 10, 2).filter(|count| *count != u64::from(u16::MAX));
            number(at + 4, 4) == Some(0) && is_more(count)
        }
        b"PK\x06\x06" => number(at + 16, 4) == Some(0) && is_more(number(at + 32, 8)),
        _ => false,
    };
    bytes.windows(4).enumerate().any(says_more)
}

/// An archive that was opened.
pub struct Archive<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<Option<String>>,
}

/// Why something of an archive is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It has more entries than are read.
    TooMany,
    /// It wants a password.
    Locked,
    /// It is damaged, or packed in a way that is not known.
    Damaged,
}

impl<'b> Archive<'b> {
    /// Opens an archive with so many entries at most.
    ///
    /// # Errors
    ///
    /// It has more of them, or is none.
    pub fn open(bytes: &'b [u8], most: usize) -> Result<Self, Unread> {
        if has_more_entries(bytes, most) {
            return Err(Unread::TooMany);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
        let count = archive.len();
        let (mut known, mut counts) = (HashSet::new(), HashMap::<String, usize>::new());
        let name = |index| {
            let part = archive.by_index_raw(index).ok()?;
            let name = (!part.is_dir()).then(|| inner_name(part.name_raw())).filter(|name| !name.is_empty())?;
            // `../a.yaml` and `a.yaml` are two files.
            let (stem, ending) = name.rfind('.').map_or((name.as_str(), ""), |dot| name.split_at(dot));
            let count = counts.entry(name.clone()).or_default();
            let mut own = name.clone();
            while !known.insert(own.clone()) {
                *count += 1;
                own = format!("{stem}-{}{ending}", *count + 1);
            }
            Some(own)
        };
        let names = (0..count).map(name).collect();
        Ok(Self { archive, names })
    }

    /// The names of the files, each with its number.
    pub fn files(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().enumerate().filter_map(|(number, name)| Some((number, name.as_deref()?)))
    }

    /// The bytes of a file, up to so many, which [count](Counted).
    ///
    /// # Errors
    ///
    /// It wants a password, is damaged, or what may be unpacked is used up.
    pub fn read(&mut self, number: usize, most: u64) -> Result<Vec<u8>, Unread> {
        let part = self.archive.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unread::Locked,
            _ => Unread::Damaged,
        })?;
        let mut content = Vec::new();
        // A vector that grows takes twice as much.
        let said = part.size().min(most).min(MOST_BYTES as u64);
        content.reserve_exact(usize::try_from(said).unwrap_or_default() + 1);
        Counted(part).take(most).read_to_end(&mut content).map_err(|_| Unread::Damaged)?;
        Ok(content)
    }
}

/// The name of a file in an archive: UTF-8, or GBK as Chinese Windows writes it; without what
/// leads out of the archive, and without what a terminal would act upon.
pub fn inner_name(raw: &[u8]) -> String {
    let name = match str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let name = visible(&name).replace('\\', "/");
    let parts = name.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// A name without what a terminal would act upon.
pub fn visible(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::{Archive, Unread, inner_name};

    /// An archive of so many files, which lie in it as they are.
    fn archive(count: usize, content: &[u8], is_large: bool) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for number in 0..count {
            archive.start_file(format!("{number}.xlsx"), options.large_file(is_large)).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn entries_are_those_of_the_archive_and_not_of_archives_in_it() {
        let workbook = archive(8, b"1", false);
        let forms = archive(5, &workbook, false);
        assert_eq!(Archive::open(&forms, 10).map(|archive| archive.files().count()).unwrap(), 5);
        assert_eq!(Archive::open(&archive(11, b"1", false), 10).err(), Some(Unread::TooMany));
        assert_eq!(Archive::open(&archive(10, b"1", true), 10).map(|archive| archive.files().count()).unwrap(), 10);
        // So many that the end has another form.
        assert_eq!(Archive::open(&archive(70_000, b"", false), 10).err(), Some(Unread::TooMany));
    }

    #[test]
    fn names_are_utf_8_or_gbk_and_lead_nowhere() {
        let (gbk, _, _) = encoding_rs::GBK.encode("申报/青年.yaml");
        for (raw, name) in [
            (&*gbk, "申报/青年.yaml"),
            ("申报/青年.yaml".as_bytes(), "申报/青年.yaml"),
            (b"../../a.yaml", "a.yaml"),
            (b"/b.yaml", "b.yaml"),
            (b"C:\\c\\..\\d.yaml", "C:/c/d.yaml"),
            (b"e\n\x1b.yaml", "e\u{FFFD}\u{FFFD}.yaml"),
            (b"./", ""),
        ] {
            assert_eq!(inner_name(raw), name);
        }
    }
}
