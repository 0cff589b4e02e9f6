//! Fonts from files, and `jixiao fonts`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::check;
use jixiao::diag::Level;
use jixiao::messages::cli as words;
use jixiao::project::{Project, Settings};
use jixiao::template::FontNames;
use jixiao::text::{FontFile, Fonts, Metrics, OfficeFonts};

use super::args::Inputs;
use super::failure::why;
use super::terminal::{Terminal, print};
use super::{Failure, Job, Run, exit_code, inputs};

/// The fonts of a run, each read once.
#[derive(Default)]
pub(super) struct Cabinet(HashMap<FontNames, Arc<Fonts>>);

impl Cabinet {
    /// The fonts that a project is set in.
    pub(super) fn of(&mut self, project: &Project, settings: &Settings) -> Result<Arc<Fonts>, Failure> {
        let names = settings.fonts.or(&project.template.fonts);
        if let Some(fonts) = self.0.get(&names) {
            return Ok(Arc::clone(fonts));
        }
        let one = |name: &Option<PathBuf>| name.as_deref().map(read).transpose();
        let office = OfficeFonts {
            text: one(&names.text)?,
            bold: one(&names.bold)?,
            fallback: names.fallback.iter().map(|name| read(name)).collect::<Result<_, _>>()?,
        };
        let fonts = Arc::new(Fonts::with(office).map_err(|error| Failure::new(error.message()))?);
        self.0.insert(names, Arc::clone(&fonts));
        Ok(fonts)
    }
}

/// Reads a font file; `simsun.ttc#1` is the second font of a collection.
fn read(path: &Path) -> Result<FontFile, Failure> {
    let name = path.display().to_string();
    let (file, index) = match name.rsplit_once('#') {
        Some((file, index)) if !path.exists() => (PathBuf::from(file), index.parse().unwrap_or(0)),
        _ => (path.to_owned(), 0),
    };
    let data = fs::read(&file).map_err(|error| Failure::new(words::cannot_read_font(path.display(), why(&error))))?;
    Ok(FontFile { name, data: Arc::new(data), index })
}

/// `jixiao fonts`: which fonts the projects are set in, how many of their
/// characters each has, and which characters none has.
pub(super) fn list(arguments: &Inputs, terminal: Terminal) -> Result<ExitCode, Failure> {
    let mut run = Run::default();
    let mut cabinet = Cabinet::default();
    let mut used: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for input in inputs::find(arguments, terminal.language)? {
        run.each(&input, |job, diagnostics| {
            let Job { project, settings, .. } = *job;
            let fonts = cabinet.of(project, settings)?;
            for face in fonts.faces() {
                used.entry(face.name().to_owned()).or_default();
            }
            let table = jixiao::form::build(project);
            for cell in &table.cells {
                for character in cell.text.chars().filter(|character| *character != '\n') {
                    all.insert(character);
                    if let Some(glyph) = fonts.glyph(character, cell.style.bold) {
                        let name = fonts.faces()[glyph.face.0].name();
                        used.entry(name.to_owned()).or_default().insert(character);
                    }
                }
            }
            diagnostics.append(check::page(&table, &fonts));
            Ok(())
        })?;
    }
    terminal.print(&words::characters_used(run.projects, all.len()));
    for (name, characters) in &used {
        print(&format!("{:>6}  {name}\n", characters.len()));
    }
    let missing: Vec<_> =
        run.diagnostics.sorted().into_iter().filter(|finding| finding.level == Level::Error).collect();
    terminal.show(&missing);
    if missing.is_empty() {
        terminal.say(&words::no_missing_characters());
    }
    Ok(exit_code(&missing, None))
}
