//! The fonts of a run, each file read once.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::digest::{Digest, Digester};
use super::error::{Error, why};
use super::files::{Files, Unfit};
use super::parallel::lock;
use super::words;
use crate::project::{Project, Settings};
use crate::template::FontNames;
use crate::text::{FontFile, Fonts, OfficeFonts};

/// The fonts of a run.
#[derive(Default)]
pub(crate) struct FontCache(Mutex<Known>);

/// What was read.
#[derive(Default)]
struct Known {
    /// By the names in settings and templates.
    sets: HashMap<FontNames, Option<FontSet>>,
    files: HashMap<PathBuf, Arc<Vec<u8>>>,
    /// The bytes of all files.
    bytes: u64,
}

/// The most bytes of all font files of a run together: the largest collections of Chinese
/// fonts have 120 MB.
pub(crate) const MOST_BYTES: u64 = 128 << 20;

/// Fonts, and the digest of those that are no part of the program.
#[derive(Clone)]
pub(crate) struct FontSet {
    pub fonts: Arc<Fonts>,
    pub digest: Digest,
}

impl FontCache {
    /// The fonts that a project is set in.
    pub(crate) fn of(&self, files: &dyn Files, project: &Project, settings: &Settings) -> Result<FontSet, Error> {
        self.named(files, settings.fonts.or(&project.template.fonts))
    }

    /// The fonts of these names.
    pub(crate) fn named(&self, files: &dyn Files, names: FontNames) -> Result<FontSet, Error> {
        let mut known = lock(&self.0);
        if let Some(Some(set)) = known.sets.get(&names) {
            return Ok(set.clone());
        }
        if names.fallback.len() > FontNames::MOST_FALLBACK {
            return Err(Error::new(words::too_many_fonts(FontNames::MOST_FALLBACK)).help(words::fewer_fonts()));
        }
        // Those that cannot be read are asked for, too.
        known.sets.insert(names.clone(), None);
        let mut one = |name: &Option<PathBuf>| name.as_deref().map(|name| known.read(files, name)).transpose();
        let (text, bold) = (one(&names.text)?, one(&names.bold)?);
        let fallback = names.fallback.iter().map(|name| known.read(files, name)).collect::<Result<_, _>>()?;
        let office = OfficeFonts { text, bold, fallback };
        let digest = digest(&office);
        let fonts = Arc::new(Fonts::with(office).map_err(|error| Error::new(error.message()).help(error.help()))?);
        let set = FontSet { fonts, digest };
        known.sets.insert(names, Some(set.clone()));
        Ok(set)
    }

    /// The files that were asked for.
    pub(crate) fn files(&self, files: &dyn Files) -> Vec<PathBuf> {
        let known = lock(&self.0);
        let names = known.sets.keys().flat_map(|names| names.text.iter().chain(&names.bold).chain(&names.fallback));
        names.map(|name| file_of(files, name).0).collect()
    }

    /// Has all files read anew.
    pub(crate) fn clear(&mut self) {
        *lock(&self.0) = Known::default();
    }
}

/// The file of a font, and its number in it: `simsun.ttc#1` is the second font of
/// a collection. There is none where what follows `#` is no number.
fn file_of(files: &dyn Files, path: &Path) -> (PathBuf, Option<u32>) {
    let parts = path.file_name().and_then(OsStr::to_str).and_then(|name| name.rsplit_once('#'));
    match parts {
        Some((file, index)) if files.kind(path).is_err() => (path.with_file_name(file), index.parse().ok()),
        _ => (path.to_owned(), Some(0)),
    }
}

/// The digest of the files, each in its place.
fn digest(office: &OfficeFonts) -> Digest {
    let mut digest = Digester::default();
    let named = [&office.text, &office.bold].into_iter().map(Option::as_ref);
    for font in named.chain(office.fallback.iter().map(Some)) {
        digest.add(font.map_or(b"".as_slice(), |font| (*font.data).as_ref()));
        digest.add(&font.map_or(0, |font| font.index).to_le_bytes());
    }
    digest.finish()
}

impl Known {
    /// Reads a font file.
    fn read(&mut self, files: &dyn Files, path: &Path) -> Result<FontFile, Error> {
        let (file, index) = file_of(files, path);
        let data = match self.files.get(&file) {
            Some(data) => Arc::clone(data),
            None => {
                let data = files.read(&file, MOST_BYTES - self.bytes).map_err(|error| match Unfit::of(&error) {
                    Some(Unfit::TooLarge(_)) => {
                        Error::new(words::fonts_too_large(MOST_BYTES >> 20, path.display())).help(words::fewer_fonts())
                    }
                    _ => Error::new(words::cannot_read_font(path.display(), why(&error))),
                })?;
                self.bytes += data.len() as u64;
                let data = Arc::new(data);
                self.files.insert(file.clone(), Arc::clone(&data));
                data
            }
        };
        let index = index.ok_or_else(|| {
            Error::new(words::no_number_of_font(path.display())).help(words::write_number_of_font(file.display()))
        })?;
        Ok(FontFile { name: path.display().to_string(), data, index })
    }
}
