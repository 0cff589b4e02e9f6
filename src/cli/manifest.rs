//! What was written into an output folder, and what it was made of: a file in
//! that folder, by which the next run knows what need not be made again.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::outputs::replace;
use super::shard::Shard;

/// The name of the file.
const NAME: &str = ".jixiao-manifest.json";

/// The version of its format.
const VERSION: u32 = 1;

/// A SHA-256 digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Digest([u8; 32]);

impl Digest {
    /// That of a file's bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its first eight bytes as a number.
    pub(super) fn number(self) -> u64 {
        self.0.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let byte = |index: usize| text.get(index * 2..index * 2 + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let mut digest = [0; 32];
        for (index, place) in digest.iter_mut().enumerate() {
            match byte(index) {
                Some(byte) => *place = byte,
                None => return Err(text),
            }
        }
        Ok(Self(digest))
    }
}

/// Makes the digest of several parts.
#[derive(Clone, Default)]
pub(super) struct Digester(Sha256);

impl Digester {
    /// Adds a part, whose end is told from the start of the next.
    pub(super) fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// An output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The digest of all that it was made of.
    pub made_of: Digest,
    /// The digest of the file.
    pub sha256: Digest,
}

/// The outputs of a folder, by their paths in it with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub BTreeMap<String, Entry>);

/// What a finished shard says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Share {
    pub number: u64,
    pub of: u64,
    /// The digest of what all shards of a run have in common: the projects' paths, the
    /// settings, the templates and what the program was told.
    pub run: Digest,
}

/// The form of the file.
#[derive(Serialize, Deserialize)]
struct Written {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<Share>,
    files: BTreeMap<String, Entry>,
}

impl Manifest {
    /// The path of a folder's manifest, or of that which a shard writes.
    pub(super) fn path(folder: &Path, shard: Option<Shard>) -> PathBuf {
        match shard {
            None => folder.join(NAME),
            Some(Shard { number, of }) => folder.join(format!(".jixiao-manifest-{number}-of-{of}.json")),
        }
    }

    /// The shard whose manifest a file is, by its name.
    pub(super) fn shard_of(name: &str) -> Option<Shard> {
        let (number, of) = name.strip_prefix(".jixiao-manifest-")?.strip_suffix(".json")?.split_once("-of-")?;
        Shard::new(number.parse().ok()?, of.parse().ok()?)
    }

    /// Reads a manifest. What it says of files outside its folder counts for nothing.
    /// One that is not there, damaged or of another version says
    /// nothing: all is made again.
    pub(super) fn read(path: &Path) -> Self {
        Self::sound(path).map(|(manifest, _)| manifest).unwrap_or_default()
    }

    /// Reads a manifest with what a finished shard says of itself; none where it is not
    /// there, damaged or of another version.
    pub(super) fn sound(path: &Path) -> Option<(Self, Option<Share>)> {
        let written: Written = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let Written { files, share, .. } = Some(written).filter(|written| written.version == VERSION)?;
        let is_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        Some((Self(files.into_iter().filter(|(name, _)| is_inside(name)).collect()), share))
    }

    /// Adds what another one says, which is newer.
    pub(super) fn extend(&mut self, newer: Self) {
        self.0.extend(newer.0);
    }

    /// Writes the manifest, that of a finished shard with what it says of itself, where that
    /// changes it or none is there.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(super) fn write(&self, path: &Path, share: Option<Share>) -> io::Result<()> {
        if Self::sound(path).is_some_and(|(known, said)| known == *self && said == share) {
            return Ok(());
        }
        let written = Written { version: VERSION, share, files: self.0.clone() };
        let text = serde_json::to_string_pretty(&written)? + "\n";
        replace(path, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_written_as_the_usual_programs_do() {
        let digest = Digest::of(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), text);
        assert_eq!(Digest::try_from(text.to_owned()), Ok(digest));
        for wrong in ["", "ba78", &text.replace('a', "绩")] {
            assert!(Digest::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let digest = |parts: &[&str]| {
            let mut digester = Digester::default();
            parts.iter().for_each(|part| digester.add(part.as_bytes()));
            digester.finish()
        };
        assert_eq!(digest(&["a", "bc"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["a", "bc"]), digest(&["ab", "c"]));
        assert_ne!(digest(&["a"]), digest(&["a", ""]));
    }

    #[test]
    fn a_shard_is_known_by_the_name_of_its_manifest() {
        let shard = Shard::new(3, 16).unwrap();
        let path = Manifest::path(Path::new("out"), Some(shard));
        assert_eq!(Manifest::shard_of(&path.file_name().unwrap().to_string_lossy()), Some(shard));
        assert_eq!(Manifest::shard_of(NAME), None);
    }
}
