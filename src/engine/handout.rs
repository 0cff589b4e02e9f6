//! What an office hands out to its units inside the page that is one HTML file: takes its
//! templates, settings, library of indicators and roster; gives them as one, and the folder that
//! a unit makes of it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::collect::read_roster;
use super::discover::{INDICATORS, SETTINGS};
use super::error::Error;
use super::files::{Files, Memory};
use super::paths::is_yaml;
use super::settings_form::{place_of, setting, with_setting};
use super::start::{form_of_year, new_project};
use super::suggest::library_files;
use super::templates::templates;
use super::texts::read_text;
use super::words;
use super::workspace::{Options, Workspace};
use crate::authoring;
use crate::collect::{Expected, Unit};
use crate::diag::{Code, Diagnostic, FileId, Level, Source};
use crate::messages::Message;
use crate::template::{FieldId, FormOfYear};

/// The folder of a library that has several files.
const LIBRARY: &str = "指标库";

/// What an office has for its units.
#[derive(Clone, Debug, Default)]
pub struct HandoutPlan {
    /// The folder of its templates.
    pub templates: Option<PathBuf>,
    /// The settings of the folder that a unit makes.
    pub settings: Option<PathBuf>,
    /// Its library of indicators: a file, or a folder of them.
    pub indicators: Option<PathBuf>,
    /// The roster of its units.
    pub roster: Option<PathBuf>,
}

/// What an office hands out.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Handout {
    /// The 年度 of the forms.
    year: u16,
    /// The form, where it is another than the year's.
    form: Option<String>,
    /// The texts of the files, by their paths in a unit's folder.
    files: BTreeMap<String, String>,
    /// The units of the roster, in its order; what only the office is to know of them is left out.
    units: Vec<HandoutUnit>,
    /// Where the office has the files.
    #[serde(skip)]
    origins: BTreeMap<String, PathBuf>,
}

/// A unit, as all units may know it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct HandoutUnit {
    /// Its full name.
    name: String,
    /// The department above it.
    department: String,
    /// The projects that it is to hand in.
    projects: Vec<String>,
    /// The last day; nothing where there is none.
    deadline: String,
}

impl Handout {
    /// Reads what the office has.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, a template or roster with mistakes, or no form for the year.
    pub fn read(files: &dyn Files, plan: &HandoutPlan) -> Result<Self, Error> {
        let loaded = templates(files, plan.templates.as_deref())?;
        let (mut texts, mut origins) = (BTreeMap::new(), BTreeMap::new());
        let mut take = |name: String, path: &Path| -> Result<(), Error> {
            texts.insert(name.clone(), read_text(files, path)?.text.clone());
            origins.insert(name, path.to_owned());
            Ok(())
        };
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(settings) = &plan.settings {
            take(SETTINGS.to_owned(), settings)?;
        }
        if let Some(folder) = &plan.templates {
            let listed = files.list(folder).map_err(|error| Error::read_folder(folder, error))?;
            for path in listed.into_iter().filter(|path| is_yaml(path)) {
                take(format!("templates/{}", name(&path)), &path)?;
            }
        }
        let mut library = None;
        if let Some(indicators) = &plan.indicators {
            let is_folder = files.is_folder(indicators);
            for path in library_files(files, Some(indicators), [])? {
                take(if is_folder { format!("{LIBRARY}/{}", name(&path)) } else { INDICATORS.to_owned() }, &path)?;
            }
            library = Some(if is_folder { LIBRARY } else { INDICATORS });
        }
        let roster = plan.roster.as_deref().map(|path| read_roster(files, path)).transpose()?.unwrap_or_default();
        let years = |is_own: bool| {
            let all = loaded.loaded().filter(move |loaded| !is_own || !loaded.is_built_in);
            all.map(|loaded| loaded.template.first_year).max()
        };
        let year = roster.year.or_else(|| years(true)).or_else(|| years(false)).unwrap_or_default();
        let unit = |unit: &Unit| HandoutUnit {
            name: unit.name.clone(),
            department: unit.parent.clone(),
            projects: match &unit.expected {
                Expected::Named(names) => names.clone(),
                Expected::Any | Expected::Count(_) => Vec::new(),
            },
            deadline: roster.deadline_of(unit).map(|day| day.to_string()).unwrap_or_default(),
        };
        let units = roster.units.iter().map(unit).collect();
        let mut handout = Self { year, form: roster.form.clone(), files: texts, units, origins };
        handout.settle(library)?;
        Ok(handout)
    }

    /// Has settings, which name the library where it is not found by its name alone.
    fn settle(&mut self, library: Option<&str>) -> Result<(), Error> {
        let text = match self.files.remove(SETTINGS) {
            Some(text) => text,
            None => authoring::new_settings(&self.form(&*self.in_memory()?, Path::new("."))?),
        };
        let path = self.origins.get(SETTINGS).map_or(Path::new(SETTINGS), PathBuf::as_path);
        let settings = Source::new(path, &text);
        if let Some(place) = place_of(&settings, "fonts") {
            let finding = Diagnostic::new(Code::Settings, words::no_fonts_in_a_page()).at(place, Message::default());
            let findings = vec![finding.help(words::take_the_fonts_out())];
            return Err(Error { findings, ..Error::new(words::file_is_wrong(path.display())) });
        }
        let text = match library {
            Some(library) if library == LIBRARY || setting(&settings, "indicators").is_some() => {
                with_setting(&settings, "indicators", library)?
            }
            _ => text,
        };
        self.files.insert(SETTINGS.to_owned(), text);
        Ok(())
    }

    fn in_memory(&self) -> Result<Arc<Memory>, Error> {
        let memory = Memory::new();
        for (name, text) in &self.files {
            memory.write(Path::new(name), text.as_bytes()).map_err(|error| Error::write(Path::new(name), error))?;
        }
        Ok(Arc::new(memory))
    }

    fn form(&self, files: &dyn Files, folder: &Path) -> Result<FormOfYear, Error> {
        form_of_year(files, folder, self.year, self.form.as_deref(), None)
    }

    /// What keeps a unit's folder from being used, in the office's files, with their texts.
    ///
    /// # Errors
    ///
    /// Templates with mistakes, or none for the year.
    pub fn faults(&self) -> Result<(Vec<Arc<Source>>, Vec<Diagnostic>), Error> {
        let (memory, here) = (self.in_memory()?, Path::new("."));
        // What is still to be filled in is no fault.
        let first = new_project(&*memory, here, &self.form(&*memory, here)?, "1", None)?;
        let mut workspace = Workspace::open(memory, &[here.into()], Options::default())?;
        let mut found = workspace.check(&())?.findings;
        let is_of_first = |finding: &Diagnostic| finding.labels.iter().all(|label| label.place.file.path() == first);
        found.retain(|finding| finding.level == Level::Error && !is_of_first(finding));
        let (_, mistakes) = workspace.library(&first)?;
        found.extend(mistakes);
        let mut texts = Vec::new();
        for (name, path) in &self.origins {
            texts.push(Source::new(path.as_path(), &self.files[name]));
            let places = found.iter_mut().flat_map(|finding| &mut finding.labels).map(|label| &mut label.place);
            let own = places.filter(|place| place.file.path() == here.join(name));
            own.for_each(|place| place.file = FileId::from(path.as_path()));
        }
        Ok((texts, found))
    }

    /// Makes the folder of a unit, by its name, which need not be in the roster: the office's
    /// files, the unit in the settings, and the projects that are expected of it. Where the unit
    /// has settings already, only the office's other files are made anew.
    ///
    /// # Errors
    ///
    /// The folder cannot be written.
    pub fn make(&self, files: &Arc<dyn Files>, folder: &Path, unit: &str) -> Result<(), Error> {
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            files.write(&path, text.as_bytes()).map_err(|error| Error::write(&path, error))
        };
        let is_inside = |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        for (name, text) in self.files.iter().filter(|(name, _)| *name != SETTINGS && is_inside(name)) {
            write(name, text)?;
        }
        if files.is_file(&folder.join(SETTINGS)) {
            return Ok(());
        }
        let form = self.form(&**files, folder)?;
        let known = self.units.iter().find(|known| known.name == unit.trim());
        let unit = known.cloned().unwrap_or_else(|| HandoutUnit { name: unit.trim().to_owned(), ..Default::default() });
        let roles = &form.template.roles;
        let mut text = self.files.get(SETTINGS).cloned().unwrap_or_default();
        for (field, value) in [(roles.department, &unit.department), (roles.unit, &unit.name)] {
            let is_shared = |id: &FieldId| roles.shared.contains(id) && !value.is_empty();
            if let Some(field) = field.filter(is_shared) {
                text = with_setting(&Source::new(SETTINGS, &text), &form.template.field(field).path, value)?;
            }
        }
        write(SETTINGS, &text)?;
        unit.projects.iter().try_for_each(|name| new_project(&**files, folder, &form, name, None).map(drop))
    }
}
