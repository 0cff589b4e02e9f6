//! The parts of a package: a workbook's, or an OFD's.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Counted, MOST_BYTES, MOST_PARTS, Refused, has_more_entries, words};

/// The parts of a package by their names.
#[derive(Debug, PartialEq, Eq)]
pub struct Package(pub BTreeMap<String, Vec<u8>>);

/// How the directory's end begins.
const END: &[u8] = b"PK\x05\x06";

impl Package {
    /// The parts whose names are wanted.
    ///
    /// # Errors
    ///
    /// What is no package, is damaged, is beyond the limits, or has two parts of one name.
    pub fn open(bytes: &[u8], is_wanted: impl Fn(&str) -> bool) -> Result<Self, Refused> {
        if has_more_entries(bytes, MOST_PARTS) {
            return Err(Refused(words::too_many_parts(MOST_PARTS)));
        }
        let damaged = || Refused(words::not_a_package());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        // The reader keeps one part of each name.
        if said(bytes) != Some(archive.len()) {
            return Err(Refused(words::names_are_not_unique()));
        }
        let (mut parts, mut left) = (BTreeMap::new(), MOST_BYTES);
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|_| damaged())?;
            let name = part.name().map_err(|_| damaged())?.into_owned();
            if part.is_dir() || !is_wanted(&name) {
                continue;
            }
            let mut content = Vec::new();
            let read = Counted(part).take(left as u64 + 1).read_to_end(&mut content);
            read.map_err(|_| Refused(words::part_is_damaged(&name)))?;
            left = left.checked_sub(content.len()).ok_or_else(|| Refused(words::too_large(MOST_BYTES >> 20)))?;
            // Some programs do not tell capitals from small letters, or `\` from `/`.
            let alike = |known: &String| plain(known) == plain(&name);
            if parts.keys().any(alike) {
                return Err(Refused(words::names_are_not_unique()));
            }
            parts.insert(name, content);
        }
        Ok(Self(parts))
    }

    /// A part as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|content| str::from_utf8(content).ok())
    }
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace('\\', "/").trim_start_matches('/').to_owned()
}

/// How many parts the directory says that there are.
fn said(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(END.len()).rposition(|mark| mark == END)?;
    let count = bytes.get(end + 10..end + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::Instant;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_read_once_and_within_limits() {
        let sound = package(&[("a.xml", b"1"), ("b/c.xml", b"2")]);
        let read = Package::open(&sound, |_| true).unwrap();
        assert_eq!((read.text("a.xml"), read.text("b/c.xml")), (Some("1"), Some("2")));
        assert_eq!(Package::open(&sound, |name| name == "a.xml").unwrap().0.len(), 1);
        let refused = |bytes: &[u8]| Package::open(bytes, |_| true).unwrap_err().0;
        assert_eq!(refused(b"PK"), words::not_a_package());
        // The same name, exactly and as some programs see it.
        let mut twice = package(&[("a.xml", b"1"), ("b.xml", b"2")]);
        for at in (0..twice.len() - 5).rev() {
            if &twice[at..at + 5] == b"b.xml" {
                twice[at] = b'a';
            }
        }
        assert_eq!(refused(&twice), words::names_are_not_unique());
        assert_eq!(refused(&package(&[("a.xml", b"1"), ("A.xml", b"2")])), words::names_are_not_unique());
        // Much of nothing.
        let start = Instant::now();
        let zeros = vec![0; 15 << 20];
        let names: Vec<String> = (0..8).map(|number| format!("{number}.xml")).collect();
        let large: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
        assert_eq!(refused(&package(&large)), words::too_large(64));
        assert!(start.elapsed().as_secs() < 120);
    }
}
