//! Fonts from files, and `jixiao fonts`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use jixiao::check;
use jixiao::diag::{Diagnostics, Level};
use jixiao::messages::cli as words;
use jixiao::project::{Project, Settings};
use jixiao::template::FontNames;
use jixiao::text::{FontFile, Fonts, Metrics, OfficeFonts};

use super::args::Inputs;
use super::failure::why;
use super::manifest::{Digest, Digester};
use super::parallel::lock;
use super::run::{Kept, Read, Run};
use super::terminal::{Terminal, print};
use super::timings::Timings;
use super::{Failure, exit_code, inputs};

/// The fonts of a run, each read once.
#[derive(Default)]
pub(super) struct Cabinet(Mutex<HashMap<FontNames, Set>>);

/// Fonts, and the digest of those that are no part of the program.
#[derive(Clone)]
pub(super) struct Set {
    pub fonts: Arc<Fonts>,
    pub digest: Digest,
}

impl Cabinet {
    /// The fonts that a project is set in.
    pub(super) fn of(&self, project: &Project, settings: &Settings) -> Result<Set, Failure> {
        let names = settings.fonts.or(&project.template.fonts);
        let mut known = lock(&self.0);
        if let Some(set) = known.get(&names) {
            return Ok(set.clone());
        }
        let one = |name: &Option<PathBuf>| name.as_deref().map(read).transpose();
        let office = OfficeFonts {
            text: one(&names.text)?,
            bold: one(&names.bold)?,
            fallback: names.fallback.iter().map(|name| read(name)).collect::<Result<_, _>>()?,
        };
        let digest = digest(&office);
        let fonts = Arc::new(Fonts::with(office).map_err(|error| Failure::new(error.message()))?);
        let set = Set { fonts, digest };
        known.insert(names, set.clone());
        Ok(set)
    }

    /// The files that were read.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let known = lock(&self.0);
        let names = known.keys().flat_map(|names| names.text.iter().chain(&names.bold).chain(&names.fallback));
        names.map(|name| file_of(name).0).collect()
    }
}

/// The file of a font, and its number in it: `simsun.ttc#1` is the second font of
/// a collection.
fn file_of(path: &Path) -> (PathBuf, u32) {
    match path.to_string_lossy().rsplit_once('#') {
        Some((file, index)) if !path.exists() => (PathBuf::from(file), index.parse().unwrap_or(0)),
        _ => (path.to_owned(), 0),
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

/// Reads a font file.
fn read(path: &Path) -> Result<FontFile, Failure> {
    let (file, index) = file_of(path);
    let data = fs::read(&file).map_err(|error| Failure::new(words::cannot_read_font(path.display(), why(&error))))?;
    Ok(FontFile { name: path.display().to_string(), data: Arc::new(data), index })
}

/// `jixiao fonts`: which fonts the projects are set in, how many of their
/// characters each has, and which characters none has.
pub(super) fn list(arguments: &Inputs, terminal: Terminal) -> Result<ExitCode, Failure> {
    let inputs = inputs::find(arguments)?;
    let (cabinet, timings) = (Cabinet::default(), Timings::default());
    let used: Mutex<BTreeMap<String, BTreeSet<char>>> = Mutex::default();
    let all = Mutex::new(BTreeSet::new());
    let look = |read: &Read<'_>, ()| {
        let mut found = Diagnostics::new();
        for (_, project) in &read.projects {
            let fonts = cabinet.of(project, read.settings)?.fonts;
            let table = jixiao::form::build(project);
            let (mut used, mut all) = (lock(&used), lock(&all));
            for face in fonts.faces() {
                used.entry(face.name().to_owned()).or_default();
            }
            for cell in &table.cells {
                for character in cell.text.chars().filter(|character| *character != '\n') {
                    all.insert(character);
                    if let Some(glyph) = fonts.glyph(character, cell.style.bold) {
                        let name = fonts.faces()[glyph.face.0].name();
                        used.entry(name.to_owned()).or_default().insert(character);
                    }
                }
            }
            found.append(check::page(&table, &fonts));
        }
        Ok((found, ()))
    };
    let run = Run::new(&inputs, terminal.language, None, &timings);
    let found = run.each(&Kept::new(), |_| Ok(()), look, |_, _| {})?;
    let (used, all) = (lock(&used), lock(&all));
    terminal.print(&words::characters_used(found.projects, all.len()))?;
    for (name, characters) in &*used {
        print(format!("{:>6}  {name}\n", characters.len()))?;
    }
    let missing: Vec<_> =
        found.diagnostics.sorted().into_iter().filter(|finding| finding.level == Level::Error).collect();
    terminal.show(&missing);
    if missing.is_empty() {
        terminal.say(&words::no_missing_characters());
    }
    Ok(exit_code(&missing, None))
}
