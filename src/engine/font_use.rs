//! Which fonts projects are set in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use super::error::Error;
use super::memo::Memo;
use super::parallel::lock;
use super::run::{ReadFile, Run};
use super::workspace::Workspace;
use crate::check;
use crate::diag::{Diagnostic, Diagnostics, Level};
use crate::form;
use crate::text::Metrics;

/// Which fonts projects are set in.
#[derive(Debug, Default)]
pub struct FontUse {
    /// How many projects there are, right or wrong.
    pub projects: usize,
    /// How many different characters they have.
    pub characters: usize,
    /// Each font with how many of them it has.
    pub fonts: Vec<(String, usize)>,
    /// The characters that no font has, and what keeps projects from being read.
    pub findings: Vec<Diagnostic>,
}

impl Workspace {
    /// Which fonts the projects are set in, and which characters none has.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read.
    pub fn fonts_used(&self) -> Result<FontUse, Error> {
        let used: Mutex<BTreeMap<String, BTreeSet<char>>> = Mutex::default();
        let all = Mutex::new(BTreeSet::new());
        let look = |read: &ReadFile<'_>, ()| {
            let mut found = Diagnostics::new();
            for (_, project) in &read.projects {
                let fonts = self.fonts.of(&*self.files, project, read.settings)?.fonts;
                let table = form::build(project);
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
        let found = Run::new(self, &()).each(&Memo::default(), |_| Ok(()), look, |_, _| {})?;
        let findings = found.findings.sorted().into_iter().filter(|finding| finding.level == Level::Error).collect();
        let fonts = lock(&used).iter().map(|(name, characters)| (name.clone(), characters.len())).collect();
        let characters = lock(&all).len();
        Ok(FontUse { projects: found.projects, characters, fonts, findings })
    }
}
