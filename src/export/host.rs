//! The host of a package. A ZIP says of each part on what system it was packed (APPNOTE
//! 4.4.2), which must not make files of one project differ: it is always Unix, as in an OFD.

/// The beginning of a part's entry in the directory, that of the directory's end, and how
/// long both are without what varies.
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
const END: (&[u8], usize) = (b"PK\x05\x06", 22);

/// The number of Unix.
const UNIX: u8 = 3;

/// Has a package say that it was packed on Unix; it has no comment.
pub(super) fn unix(mut package: Vec<u8>) -> Vec<u8> {
    let number = |package: &[u8], at: usize, bytes: usize| {
        let bytes = package.get(at..at + bytes)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let end = package.len().checked_sub(END.1).filter(|end| package[*end..].starts_with(END.0));
    let mut next = end.and_then(|end| number(&package, end + 16, 4));
    while let Some(at) = next.filter(|at| package.get(*at..).is_some_and(|rest| rest.starts_with(ENTRY.0))) {
        package[at + 5] = UNIX;
        let lengths = [28, 30, 32].map(|field| number(&package, at + field, 2).unwrap_or(0));
        next = Some(at + ENTRY.1 + lengths.iter().sum::<usize>());
    }
    package
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipArchive, ZipWriter};

    use super::*;

    #[test]
    fn packages_of_all_systems_are_alike() {
        let packed = |system| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for name in ["a", "b/c.xml", "b/甲.xml"] {
                zip.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
                zip.write_all(b"PK\x01\x02PK\x05\x06").unwrap();
            }
            zip.finish().unwrap().into_inner()
        };
        let (unix_like, windows) = (packed(System::Unix), packed(System::Dos));
        assert_ne!(unix_like, windows);
        assert_eq!(unix(windows.clone()), unix_like);
        assert_eq!(unix(unix_like.clone()), unix_like);
        assert_eq!(ZipArchive::new(Cursor::new(unix(windows))).unwrap().len(), 3);
        assert_eq!(unix(b"no package".to_vec()), b"no package");
    }
}
