//! Files that were handed in without their projects: they are made again of the data that
//! they carry.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::books::OfFolder;
use super::file::{Again, How};
use super::lists::{Expected, List, entry, is_list};
use super::{Verifier, about, read, warning};
use crate::book::{BoundForm, Manifest, PartTemplates, ProjectEntry, asked_for, bind};
use crate::check;
use crate::data::{self, FormData};
use crate::diag::{Code, Diagnostic, Diagnostics, Level};
use crate::engine::book::Unbound;
use crate::engine::digest::Digest;
use crate::engine::discover::{load_templates, settings_above};
use crate::engine::error::Error;
use crate::engine::files::{Files, Kind};
use crate::engine::fonts::FontCache;
use crate::engine::make::{self, FormWriter, PROJECT_FILE};
use crate::engine::names::key;
use crate::engine::parallel::{Steps, threads};
use crate::engine::paths::{format_of, has_ending, parent};
use crate::engine::reach::{Reach, leads_out};
use crate::engine::settings::Layer;
use crate::layout::lay_out;
use crate::project::{Format, Project, Settings, read_file};
use crate::source::Source;
use crate::style::Fit;
use crate::template::Templates;
use crate::text::Fonts;
use crate::value::Money;
use crate::verify::{attached, words};

/// The formats in the order in which their data are asked for.
const FORMATS: [Format; 3] = [Format::Xlsx, Format::Pdf, Format::Ofd];

/// The files of one name, which are of one project.
struct Group {
    files: Vec<(Format, PathBuf)>,
}

/// A project out of its files.
struct Carried {
    project: Project,
    fonts: Arc<Fonts>,
    fit: Option<Fit>,
    /// Its files by their paths in the folder.
    files: Vec<(String, Digest)>,
}

/// What the files of a folder are made again with.
struct Means<'a> {
    templates: &'a Templates,
    settings: &'a Settings,
    fonts: &'a FontCache,
    root: &'a Path,
}

impl Verifier<'_> {
    /// Compares files with the data that they carry: those of each folder that has a list,
    /// and then the others.
    pub(super) fn handed_in(&mut self, path: &Path, templates: Option<&Path>) -> Result<(), Error> {
        let files = self.files;
        if files.kind(path).is_err() {
            return Err(Error::new(words::no_such_output(path.display())).help(words::name_projects_or_outputs()));
        }
        if !files.is_folder(path) {
            let beside = FORMATS.iter().map(|format| path.with_extension(format.extension()));
            let beside = beside.filter(|beside| beside != path && files.is_file(beside));
            let outputs = beside.chain([path.to_owned()]).collect();
            return self.folder(&parent(path), outputs, templates, Some(path));
        }
        let (outputs, lists) = outputs_in(files, path, &mut self.report.found)?;
        // The deepest first, which have their own files.
        let mut parts: BTreeMap<PathBuf, Vec<PathBuf>> = lists.into_iter().map(|folder| (folder, Vec::new())).collect();
        let mut others = Vec::new();
        for output in outputs {
            let own = output.ancestors().skip(1).take_while(|above| above.starts_with(path));
            match own.into_iter().find(|above| parts.contains_key(*above)).map(Path::to_owned) {
                Some(folder) => parts.entry(folder).or_default().push(output),
                None => others.push(output),
            }
        }
        if !others.is_empty() || parts.is_empty() {
            parts.entry(path.to_owned()).or_default().append(&mut others);
        }
        parts.into_iter().try_for_each(|(folder, outputs)| self.folder(&folder, outputs, templates, None))
    }

    /// Compares the outputs of a folder, or those beside the one that was named.
    fn folder(
        &mut self,
        root: &Path,
        outputs: Vec<PathBuf>,
        templates: Option<&Path>,
        one: Option<&Path>,
    ) -> Result<(), Error> {
        let (files, is_whole) = (self.files, one.is_none());
        let templates = load_templates(files, &[root], templates)?;
        let lists = self.lists_of(root);
        let groups = groups(outputs, root, &lists);
        let mut all = groups.iter().flat_map(|group| &group.files);
        if !all.any(|(format, _)| self.is_compared(*format)) && lists.is_empty() {
            let shown = one.unwrap_or(root).display();
            return Err(Error::new(words::nothing_to_verify(shown)).help(words::name_projects_or_outputs()));
        }
        self.report.folders.insert(root.to_owned());
        let settings = self.settings(root, &templates)?;
        let fonts = FontCache::default();
        let means = Means { templates: &templates, settings: &settings, fonts: &fonts, root };
        let mut carried: Vec<Carried> = Vec::new();
        let (mut found, mut count) = (Vec::new(), 0);
        self.events.begin(groups.len(), threads(self.jobs, groups.len()));
        let steps = Steps {
            read: Ok,
            claim: Ok,
            make: |index: usize| self.group(&groups[index], &means),
            settle: (1, |_: &mut [_]| {}),
            done: |_, (one, findings): (Option<Carried>, Vec<Diagnostic>)| {
                self.events.done(&[]);
                let compared = one.iter().flat_map(|one| &one.files).filter(|(name, _)| self.compares(name));
                count += compared.count();
                carried.extend(one);
                found.extend(findings);
            },
        };
        steps.run(groups.len(), threads(self.jobs, groups.len()))?;
        self.events.end();
        self.report.files += count;
        self.report.projects += carried.len();
        self.report.found.extend(found);
        let mut said = Vec::new();
        for list in &lists {
            self.list_of_files(list, &carried, &means, is_whole);
            said.append(&mut self.compare_files(root, list));
        }
        let named: BTreeSet<&str> = lists.iter().flat_map(List::entries).map(|file| file.file.as_str()).collect();
        let all = groups.iter().flat_map(|group| &group.files);
        for (format, file) in all.filter(|_| !lists.is_empty()) {
            if !self.is_compared(*format) {
                continue;
            }
            let name = key(file.strip_prefix(root).unwrap_or(file));
            if !named.contains(name.as_str()) {
                self.report.found.push(about(file, Code::Differs, words::not_listed(name)));
            }
        }
        if lists.is_empty() {
            let what = words::no_list_came_along(root.display());
            let finding = match one {
                None => about(root, Code::MissingOutput, what),
                Some(path) => warning(path, Code::MissingOutput, what),
            };
            self.report.found.push(finding.help(words::ask_for_the_list()));
        }
        self.compare_store(root, &said);
        Ok(())
    }

    /// What the folder above says of fonts: those in the folder are whoever's.
    fn settings(&self, root: &Path, templates: &Templates) -> Result<Settings, Error> {
        let Some(path) = settings_above(self.files, root) else { return Ok(Settings::default()) };
        let Layer { settings, findings, .. } =
            Layer::read(self.files, &path, templates, &Reach::new(self.files, [root]));
        let refused: Vec<Diagnostic> =
            findings.sorted().into_iter().filter(|finding| finding.code == Code::Outside).collect();
        if !refused.is_empty() {
            return Err(Error { findings: refused, ..Error::new(words::settings_lead_out(path.display())) });
        }
        Ok(settings)
    }

    /// Compares the files of one project with it.
    fn group(&self, group: &Group, means: &Means<'_>) -> Result<(Option<Carried>, Vec<Diagnostic>), Error> {
        let mut found = Vec::new();
        let mut files = Vec::new();
        for (format, path) in &group.files {
            match read(self.files, path, 0) {
                Ok(bytes) => files.push((*format, path, bytes.unwrap_or_default())),
                Err(finding) if self.is_compared(*format) => found.push(finding),
                Err(_) => {}
            }
        }
        let mut why = None;
        let mut data = None;
        // Those of files that are not compared are a way to compare those that are.
        let (compared, others): (Vec<Format>, Vec<Format>) =
            FORMATS.into_iter().partition(|format| self.is_compared(*format));
        for wanted in compared.into_iter().chain(others) {
            for (_, _, bytes) in files.iter().filter(|(format, ..)| *format == wanted) {
                match of(wanted, bytes) {
                    Ok(carried) if data.is_none() => data = Some(carried),
                    Ok(_) => {}
                    Err(error) => why = why.or(Some(error)),
                }
            }
        }
        let project = match data.map(|data| data::project(&data, means.templates).map(|project| (data, project))) {
            Some(Ok(project)) => Ok(project),
            Some(Err(error)) => Err(Some(error)),
            None => Err(why),
        };
        let (data, project) = match project {
            Ok(project) => project,
            Err(why) => {
                let why = why.map(|error| error.0).unwrap_or_default();
                let cannot = |(_, path, _): &(Format, &PathBuf, Vec<u8>)| {
                    about(path, Code::Differs, words::cannot_compare(path.display(), why.clone()))
                };
                found.extend(files.iter().filter(|(format, ..)| self.is_compared(*format)).map(cannot));
                return Ok((None, found));
            }
        };
        let first = group.files.first().map(|(_, path)| path.as_path()).unwrap_or(means.root);
        found.extend(sums(&project, first));
        let fonts = means.fonts.of(self.files, &project, means.settings)?.fonts;
        let how = How { created: self.plan.created, fit: None, attached: None };
        let again = Again { project: &project, fonts: Arc::clone(&fonts), how, text: None };
        let table = again.table(&again.how);
        let writer = FormWriter::new(&table, &fonts, again.how.created, &());
        let (mut fit, mut listed) = (None, Vec::new());
        for (format, path, bytes) in &files {
            let name = key(path.strip_prefix(means.root).unwrap_or(path));
            listed.push((name, Digest::of(bytes)));
            if !self.is_compared(*format) {
                continue;
            }
            let Ok(ours) = writer.bytes(*format) else {
                found.push(again.about(path, words::cannot_be_made_again(path.display())));
                continue;
            };
            let judged = again.judge(path, *format, bytes, &ours);
            found.extend(judged.found);
            if judged.is_same {
                fit = fit.or(judged.fit);
            }
            let own = attached(*format, bytes).into_iter().find(|(name, _)| name == PROJECT_FILE);
            if let Some((_, text)) = own
                && !is_same_project(&String::from_utf8_lossy(&text), &data, &project, means.templates)
            {
                found.push(about(path, Code::Differs, words::attached_project_differs(path.display())));
            }
        }
        Ok((Some(Carried { project, fonts, fit, files: listed }), found))
    }

    /// Compares a list with the projects that its files carry, and the book with one that is
    /// bound of them.
    fn list_of_files(&mut self, list: &List, carried: &[Carried], means: &Means<'_>, is_whole: bool) {
        let year = list.manifest.year;
        let has = |carried: &Carried, entry: &ProjectEntry| {
            carried.files.iter().any(|(name, _)| entry.files.iter().any(|file| file.file == *name))
        };
        let listed = |entry| carried.iter().find(|carried| carried.project.year == year && has(carried, entry));
        let members: Vec<Option<&Carried>> = list.manifest.projects.iter().map(listed).collect();
        let projects: Vec<&Carried> = members.iter().flatten().copied().collect();
        let entries = || {
            projects.iter().map(|carried| {
                let files = carried.files.iter().map(|(name, digest)| entry(name, *digest)).collect();
                ProjectEntry { files, ..ProjectEntry::of(&carried.project) }
            })
        };
        let is_complete = is_whole && members.iter().all(Option::is_some) && !projects.is_empty();
        let parts = PartTemplates::of(means.templates, year);
        if let (true, Some(parts)) = (is_complete, parts) {
            let summary = Project::blank(parts.summary(), year);
            let fonts = means.fonts.of(self.files, &summary, means.settings);
            let endings: Vec<Format> = [Format::Pdf, Format::Xlsx]
                .into_iter()
                .filter(|format| {
                    let named = list.manifest.book.iter().any(|file| format_of(Path::new(&file.file)) == Some(*format));
                    named && self.is_compared(*format)
                })
                .collect();
            let named = |format: &Format| {
                let mut book = list.manifest.book.iter();
                let file = book.find(|file| format_of(Path::new(&file.file)) == Some(*format));
                file.map_or_else(String::new, |file| file.file.clone())
            };
            let name = list.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let names: Vec<String> = endings.iter().map(named).chain([name]).collect();
            let is_inside = names.iter().all(|name| crate::engine::ledger::is_inside(name));
            if let (Ok(fonts), true) = (fonts, is_inside) {
                let of_folder = OfFolder { folder: means.root, year, names, formats: endings.clone() };
                let again = |created, _| {
                    bind(
                        year,
                        &parts,
                        &fonts.fonts,
                        &endings,
                        created,
                        |act: &mut dyn FnMut(BoundForm) -> Result<(), Unbound>| {
                            projects.iter().try_for_each(|carried| act(form_of(carried)))
                        },
                    )
                };
                if let Some(bound) = self.compare_book(of_folder, self.plan.created, None, again) {
                    let manifest = Manifest { projects: pages(entries(), bound.manifest.projects), ..bound.manifest };
                    let expected = Expected { manifest, is_whole: true, has_pages: true };
                    self.compare(list, &expected);
                    return;
                }
            }
        }
        let amount = projects.iter().fold(Money::ZERO, |sum, carried| sum + asked_for(&carried.project));
        let manifest = Manifest::new(year, entries().collect(), amount, list.manifest.book.clone());
        self.compare(list, &Expected { manifest, is_whole, has_pages: false });
        if is_whole {
            self.report.found.push(about(&list.path, Code::Differs, words::book_is_not_compared(list.path.display())));
        }
    }
}

/// What is wrong with the sums of data: nobody has checked them since they were written.
fn sums(project: &Project, file: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if data::of(&project.recomputed()) != data::of(project) {
        found.push(about(file, Code::Differs, words::data_do_not_add_up(file.display())));
    }
    let is_of_sums = |finding: &&Diagnostic| [Code::SumMismatch, Code::SumEquals].contains(&finding.code);
    let wrong = check::project(project).sorted();
    let wrong = wrong.iter().filter(is_of_sums);
    found.extend(wrong.map(|wrong| about(file, Code::Differs, words::is_otherwise(file.display(), &wrong.message))));
    found
}

/// These entries with the pages of those.
fn pages(entries: impl Iterator<Item = ProjectEntry>, bound: Vec<ProjectEntry>) -> Vec<ProjectEntry> {
    entries.zip(bound).map(|(entry, bound)| ProjectEntry { page: bound.page, ..entry }).collect()
}

fn form_of(carried: &Carried) -> BoundForm {
    let table = make::table(&carried.project, &carried.fonts, carried.fit);
    let layout = lay_out(&table, &carried.fonts);
    BoundForm { project: carried.project.clone(), table, layout, fonts: Arc::clone(&carried.fonts) }
}

fn of(format: Format, bytes: &[u8]) -> Result<FormData, data::DataError> {
    match format {
        Format::Xlsx => data::in_workbook(bytes),
        Format::Pdf => data::in_pdf(bytes),
        Format::Ofd => data::in_ofd(bytes),
    }
}

/// Whether the text of a project's file says nothing else than the data: what the settings
/// of its folder have given to the project is not in it.
fn is_same_project(text: &str, data: &FormData, project: &Project, templates: &Templates) -> bool {
    let with_year = format!("年度: {}\n{text}", data.year);
    [text, &with_year].into_iter().any(|text| {
        let read = read_file(&Source::new("", text), &Settings::default(), templates, &mut Diagnostics::new());
        let is_said = |own: &data::FieldData| data.fields.iter().any(|field| field == own);
        read.projects.iter().any(|(_, own)| {
            let own_data = data::of(own);
            own_data.year == data.year
                && own.name() == project.name()
                && own_data.fields.iter().filter(|field| !field.computed).all(is_said)
        })
    })
}

/// Outputs parted by their names, without books.
fn groups(outputs: Vec<PathBuf>, root: &Path, lists: &[List]) -> Vec<Group> {
    let books: BTreeSet<PathBuf> = lists.iter().flat_map(List::entries_of_book).map(|name| root.join(name)).collect();
    let mut groups: BTreeMap<PathBuf, Group> = BTreeMap::new();
    for path in outputs.into_iter().filter(|path| !books.contains(path)) {
        let Some(format) = format_of(&path) else { continue };
        let group = groups.entry(path.with_extension("")).or_insert_with(|| Group { files: Vec::new() });
        group.files.push((format, path));
    }
    // As they are named on lists.
    groups.values_mut().for_each(|group| group.files.sort());
    groups.into_values().collect()
}

fn is_output(path: &Path) -> bool {
    format_of(path).is_some()
}

/// The outputs in a folder and those in it, by name; and the folders that have lists. What
/// leads out of it is told.
fn outputs_in(
    files: &dyn Files,
    folder: &Path,
    left_out: &mut Diagnostics,
) -> Result<(Vec<PathBuf>, BTreeSet<PathBuf>), Error> {
    let (mut found, mut lists) = (Vec::new(), BTreeSet::new());
    for (path, kind) in files.walk(folder, &|_| true).map_err(|error| Error::read_folder(folder, error))? {
        match kind {
            Kind::Folder => {
                let error = files.list(&path).err().unwrap_or_else(|| std::io::ErrorKind::PermissionDenied.into());
                return Err(Error::read_folder(&path, error));
            }
            Kind::Outside if files.is_folder(&path) => {
                left_out.push(Diagnostic { level: Level::Warning, ..leads_out(&path) });
            }
            Kind::Outside if has_ending(&path, "json") || is_output(&path) => left_out.push(leads_out(&path)),
            Kind::Outside => {}
            _ if is_output(&path) => found.push(path),
            _ if has_ending(&path, "json") && is_list(files, &path) => drop(lists.insert(parent(&path))),
            _ => {}
        }
    }
    Ok((found, lists))
}
