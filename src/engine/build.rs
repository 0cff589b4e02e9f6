//! Takes a workspace and what is wanted; makes the files of its projects, and gives what
//! was found and made.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::book::Member;
use super::digest::{Digest, Digester};
use super::discover::{ProjectFile, Scope};
use super::error::{Error, remedy, why};
use super::events::{Events, Work, measure};
use super::files::{Files, Kind};
use super::fonts::FontSet;
use super::ledger::{Output, OutputFolder};
use super::make::{FormWriter, attach, fill};
use super::names::{Claims, key, stem};
use super::run::{Found, Memo, Outcome, ReadFile, Run};
use super::shard::Shard;
use super::words;
use super::workspace::{Workspace, formats};
use crate::diag::{Code, Diagnostic, Diagnostics, Level, summary};
use crate::export::{Created, ExportError};
use crate::messages::Message;
use crate::project::{Format, Project, Settings};
use crate::style::Fit;

/// How often the ledger is written while a run goes on, so that one that is killed has
/// not worked for nothing.
const SAVED_EVERY: Duration = Duration::from_secs(5);

/// What is made of projects, and where it goes.
#[derive(Clone, Debug, Default)]
pub struct BuildPlan {
    /// Where the files go; without it, where the settings say, or `out`.
    pub target: Option<Target>,
    /// Only these formats; without it, those of the settings, or PDF and XLSX.
    pub formats: Option<Vec<Format>>,
    /// How forms are fit to pages; without it, as settings and templates say.
    pub fit: Option<Fit>,
    /// Whether the projects' files and data are attached to PDF and OFD.
    pub attach: bool,
    /// Whether the projects of a folder are bound as a book; without it, as the settings
    /// say, or by their number.
    pub book: Option<bool>,
    /// The time that the files bear; without it, 1 January of the form's year.
    pub created: Option<Created>,
    /// Whether what is there as it is to be is made again.
    pub force: bool,
    /// Only a share of the projects.
    pub shard: Option<Shard>,
}

/// Where files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into a folder.
    Folder(PathBuf),
    /// Into [`Built::bytes`], which takes one file.
    Bytes,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Built {
    /// What was found in the projects, by file and place.
    pub findings: Vec<Diagnostic>,
    /// How many projects there are, right or wrong.
    pub projects: usize,
    /// How many files were written.
    pub written: usize,
    /// How many files were there already as they are to be.
    pub current: usize,
    /// How many projects could not be made.
    pub failed: usize,
    /// Why books were not made.
    pub notes: Vec<Message>,
    /// The file, where it goes nowhere else.
    pub bytes: Option<Vec<u8>>,
}

impl Built {
    /// What was made and found, in a sentence or two.
    pub fn summary(&self) -> Message {
        let made = match self.current {
            0 => words::built(self.projects, self.written),
            current => words::built_beside_current(self.projects, self.written, current),
        };
        let made = match self.findings.is_empty() {
            true => made,
            false => words::made_with_findings(made, summary(&self.findings)),
        };
        let grave = self.findings.iter().any(|finding| finding.level == Level::Error);
        match self.failed {
            0 if grave => words::all_made_in_spite_of_errors(made),
            0 => made,
            failed => words::some_not_made(made, failed),
        }
    }
}

/// What builds of the same plan remember of each other: files that did not change are not
/// looked at again.
#[derive(Default)]
pub struct BuildMemo {
    made: Memo<Made>,
    /// Of what their outputs were made beside projects and fonts, and where they went.
    settings: Option<Digest>,
}

impl Workspace {
    /// Makes the files of all projects. With a memo, what it remembers is not made again,
    /// and it remembers what was made.
    ///
    /// # Errors
    ///
    /// Fonts that cannot be read, an output folder that cannot be one, or a ledger that
    /// cannot be written. What is wrong with a project is a finding.
    pub fn build(&self, plan: &BuildPlan, memo: Option<&mut BuildMemo>, events: &dyn Events) -> Result<Built, Error> {
        let build = Build::new(self, plan, events)?;
        let mut nothing = BuildMemo::default();
        let is_kept = memo.is_some();
        let memo = memo.unwrap_or(&mut nothing);
        let settings = build.settings_digest();
        if memo.settings.replace(settings) != Some(settings) {
            memo.made = Memo::default();
        }
        build.run(&mut memo.made, is_kept)
    }
}

/// A build of many projects.
pub(crate) struct Build<'a> {
    pub plan: &'a BuildPlan,
    pub run: Run<'a>,
    pub folders: Vec<OutputFolder>,
    /// Of each scope.
    scopes: Vec<ScopeOutputs>,
    /// The digest of what all shards of a run have in common.
    run_digest: Digest,
}

/// What projects of a scope share in their outputs.
struct ScopeOutputs {
    /// The number of their folder; none where the bytes go elsewhere.
    folder: Option<usize>,
    /// What their outputs are made of, as far as it is the same for all.
    made_of: Digester,
}

/// What was made of a file.
#[derive(Default)]
pub(crate) struct Made {
    /// The paths of written files.
    written: Vec<PathBuf>,
    /// The file that was not written anywhere.
    bytes: Option<Vec<u8>>,
    /// How many files were there already as they are to be.
    current: usize,
    /// How many of its projects could not be made.
    failed: usize,
    /// All its outputs that are there now, each with the number of its folder.
    outputs: Vec<(usize, String, Output)>,
    /// Its projects that were made.
    members: Vec<Member>,
}

/// Where the files of a project go.
enum Outputs {
    Bytes,
    /// The number of a folder, and the names of the files in it.
    Folder(usize, Vec<String>),
}

impl<'a> Build<'a> {
    pub(crate) fn new(workspace: &'a Workspace, plan: &'a BuildPlan, events: &'a dyn Events) -> Result<Self, Error> {
        let is_own = |file: &&ProjectFile| plan.shard.is_none_or(|shard| shard.has(&file.stem));
        let run = Run::over(workspace, workspace.projects.iter().filter(is_own).collect(), events);
        let run = if plan.shard.is_some() { run.part() } else { run };
        let mut paths: Vec<(PathBuf, PathBuf)> = Vec::new();
        let mut scopes: Vec<ScopeOutputs> = Vec::new();
        for scope in &workspace.scopes {
            // Where settings are wrong, nothing is made.
            let settings = scope.settings.as_ref().map(|(settings, _)| settings);
            let path = settings.and_then(|settings| folder(plan.target.as_ref(), settings, scope));
            let folder = path.map(|path| {
                let whole = workspace.files.identity(&path);
                let known = paths.iter().position(|(known, _)| *known == whole);
                known.unwrap_or_else(|| {
                    paths.push((whole, path));
                    paths.len() - 1
                })
            });
            scopes.push(ScopeOutputs { folder, made_of: made_of(plan, scope) });
        }
        // Said once, and not of every project.
        let is_file = |path: &Path| workspace.files.kind(path).is_ok_and(|kind| kind != Kind::Folder);
        if let Some((_, path)) = paths.iter().find(|(_, path)| is_file(path)) {
            let what = words::cannot_write(path.display(), words::file_in_the_way());
            return Err(Error::new(what).help(words::move_the_file_away()));
        }
        let mut stems = vec![Vec::new(); paths.len()];
        for file in &run.files {
            if let Some(folder) = scopes[file.scope].folder {
                stems[folder].push(file.stem.as_path());
            }
        }
        let files: Arc<dyn Files> = Arc::clone(&workspace.files) as _;
        let folders = paths.into_iter().zip(stems);
        let folders = folders.map(|((_, path), stems)| OutputFolder::new(Arc::clone(&files), path, &stems, plan.shard));
        let folders = folders.collect();
        let run_digest = run_digest(workspace, plan, &scopes);
        Ok(Self { plan, run, folders, scopes, run_digest })
    }

    /// Builds every file that is not remembered, and binds the books.
    fn run(&self, memo: &mut Memo<Made>, is_kept: bool) -> Result<Built, Error> {
        let mut claims = Claims::default();
        let mut remembered = HashSet::new();
        for (index, file) in self.run.files.iter().enumerate() {
            if let Some(outcome) = memo.get(&file.file, &self.run.workspace.version(file)) {
                remembered.insert(index);
                for (folder, output, _) in outcome.made.iter().flat_map(|made| &made.outputs) {
                    claims.keep(*folder, output, &file.file);
                }
            }
        }
        let (mut built, mut all) = (Built::default(), AllMade::default());
        self.run.events.begin(self.run.files.len() - remembered.len(), self.run.threads);
        let mut saved = Instant::now();
        let mut outcomes = Vec::new();
        let done = |index: usize, outcome: &Arc<Outcome<Made>>| {
            self.add(index, outcome, remembered.contains(&index), &mut built, &mut all);
            if is_kept {
                outcomes.push((index, Arc::clone(outcome)));
            }
            if saved.elapsed() > SAVED_EVERY {
                // It is written again at the end, and then has to succeed.
                let _ = self.folders.iter().try_for_each(|folder| folder.save(None));
                saved = Instant::now();
            }
        };
        let found =
            self.run.each(memo, |read| self.claim(read, &mut claims), |read, outputs| self.make(read, outputs), done);
        self.run.events.end();
        for (index, outcome) in outcomes {
            let file = self.run.files[index];
            memo.insert(file.file.clone(), self.run.workspace.version(file), outcome);
        }
        let Found { mut findings, projects } = found?;
        let bound = self.bind(&all, &mut claims)?;
        self.run.events.done(&bound.written);
        findings.append(bound.findings);
        built.projects = projects;
        built.findings = findings.sorted();
        built.written += bound.written.len();
        built.current += bound.current;
        built.notes = bound.notes;
        self.folders.iter().try_for_each(|folder| folder.save(Some(self.run_digest)))?;
        Ok(built)
    }

    /// Counts what became of a file.
    fn add(&self, index: usize, outcome: &Outcome<Made>, is_remembered: bool, built: &mut Built, all: &mut AllMade) {
        let nothing = Made { failed: outcome.projects, ..Made::default() };
        let made = outcome.made.as_ref().unwrap_or(&nothing);
        let written = made.written.len() + usize::from(made.bytes.is_some());
        built.failed += made.failed;
        built.current += made.current;
        match is_remembered {
            true => built.current += written,
            false => built.written += written,
        }
        built.bytes = built.bytes.take().or_else(|| made.bytes.clone());
        all.members.extend(made.members.iter().map(|member| (index, member.clone())));
        if made.failed > 0 {
            all.lacking.insert(index);
        }
        made.outputs.iter().for_each(|(folder, name, output)| self.folders[*folder].note(name, *output));
        if !is_remembered {
            self.run.events.done(&made.written);
        }
    }

    /// The digest of what the outputs of all scopes are made of beside projects and fonts,
    /// and of where they go.
    fn settings_digest(&self) -> Digest {
        let mut all = Digester::default();
        for scope in &self.scopes {
            all.add(scope.made_of.clone().finish().to_string().as_bytes());
            all.add(format!("{:?}", scope.folder.map(|folder| self.folders[folder].path())).as_bytes());
        }
        all.finish()
    }

    /// Which files are made of the projects of a file, in the order of the files.
    fn claim(&self, read: &ReadFile<'_>, claims: &mut Claims) -> Result<Vec<Result<Outputs, Diagnostic>>, Error> {
        let formats = self.formats(read.settings);
        let one = |(number, _): &(usize, Project)| {
            let Some(folder) = self.scopes[read.file.scope].folder else {
                return claims.one(&formats).map(|()| Ok(Outputs::Bytes));
            };
            let stem = stem(&read.file.stem, *number, read.documents);
            let names = claims.claim((folder, self.folders[folder].path()), &stem, &formats, &read.file.file);
            Ok(names.map(|names| Outputs::Folder(folder, names)))
        };
        read.projects.iter().map(one).collect()
    }

    /// Makes the projects of a file.
    fn make(
        &self,
        read: &ReadFile<'_>,
        outputs: Vec<Result<Outputs, Diagnostic>>,
    ) -> Result<(Diagnostics, Made), Error> {
        let (mut found, mut made) = (Diagnostics::new(), Made { failed: read.documents.max(1), ..Made::default() });
        for ((number, project), outputs) in read.projects.iter().zip(outputs) {
            let sound = match outputs {
                Ok(outputs) => self.project(read, (*number, project), &outputs, &mut made, &mut found)?,
                Err(refusal) => {
                    found.push(refusal.at(project.span.start(), Message::default()));
                    false
                }
            };
            made.failed -= usize::from(sound);
        }
        Ok((found, made))
    }

    /// Makes a project; whether all its files are there.
    fn project(
        &self,
        read: &ReadFile<'_>,
        (number, project): (usize, &Project),
        outputs: &Outputs,
        made: &mut Made,
        found: &mut Diagnostics,
    ) -> Result<bool, Error> {
        let events = self.run.events;
        let set = self.fonts(project, read.settings)?;
        let (fonts, formats) = (&set.fonts, self.formats(read.settings));
        let fit = self.fit(read.settings);
        let filled = measure(events, Work::Check, || fill(project, fonts, &formats, fit, read.checks, found));
        let Some(mut table) = filled else {
            return Ok(false);
        };
        if self.plan.attach || read.settings.output.attach {
            attach(&mut table, project);
        }
        let mut made_of = self.scopes[read.file.scope].made_of.clone();
        for part in [&set.digest.to_string(), &number.to_string(), &read.source.text] {
            made_of.add(part.as_bytes());
        }
        let made_of = made_of.finish();
        let first = made.outputs.len();
        let mut wanted = Vec::new();
        for (index, format) in formats.into_iter().enumerate() {
            match measure(events, Work::Compare, || self.current(outputs, index, made_of)) {
                Some(output) => {
                    made.current += 1;
                    made.outputs.push(output);
                }
                None => wanted.push((index, format)),
            }
        }
        let mut sound = true;
        let writer = FormWriter::new(&table, fonts, self.plan.created, events);
        for (index, format) in wanted {
            let finding = match writer.bytes(format) {
                Ok(bytes) => measure(events, Work::Write, || self.write(outputs, index, bytes, made_of, made)),
                Err(error) => Some(fault(&error)),
            };
            sound &= finding.is_none();
            found.extend(finding.map(|finding| finding.at(project.span.start(), Message::default())));
        }
        if let (Outputs::Folder(folder, _), true) = (outputs, sound) {
            let files = made.outputs[first..].iter().map(|(_, name, output)| (name.clone(), *output)).collect();
            made.members.push(Member { folder: *folder, year: project.year, number, made_of, files });
        }
        Ok(sound)
    }

    /// What is known of a file of a project that is there as it is to be.
    fn current(&self, outputs: &Outputs, index: usize, made_of: Digest) -> Option<(usize, String, Output)> {
        match outputs {
            Outputs::Folder(folder, names) => {
                let output = self.known(*folder, &names[index], made_of)?;
                Some((*folder, names[index].clone(), output))
            }
            Outputs::Bytes => None,
        }
    }

    /// What is known of a file in a folder that is there as it is to be.
    pub(crate) fn known(&self, folder: usize, name: &str, made_of: Digest) -> Option<Output> {
        // What is made again anyway need not be read.
        if self.plan.force { None } else { self.folders[folder].current(name, made_of) }
    }

    /// Writes a file of a project; a finding where it cannot be written.
    fn write(
        &self,
        outputs: &Outputs,
        index: usize,
        bytes: Vec<u8>,
        made_of: Digest,
        made: &mut Made,
    ) -> Option<Diagnostic> {
        let Outputs::Folder(folder, names) = outputs else {
            made.bytes = Some(bytes);
            return None;
        };
        let name = &names[index];
        let path = self.folders[*folder].join(name);
        match self.folders[*folder].write(name, &bytes) {
            Ok(()) => {
                made.written.push(path);
                made.outputs.push((*folder, name.clone(), Output { made_of, sha256: Digest::of(&bytes) }));
                None
            }
            Err(error) => {
                let finding = Diagnostic::new(Code::CannotWrite, words::cannot_write(path.display(), why(&error)));
                Some(Diagnostic { help: remedy(&error), ..finding })
            }
        }
    }

    pub(crate) fn fonts(&self, project: &Project, settings: &Settings) -> Result<FontSet, Error> {
        self.run.workspace.fonts.of(&*self.run.workspace.files, project, settings)
    }

    pub(crate) fn formats(&self, settings: &Settings) -> Vec<Format> {
        formats(settings, self.plan.formats.as_deref())
    }

    /// The number of the folder where the files of a file's projects go.
    pub(crate) fn folder_of(&self, file: usize) -> Option<usize> {
        self.scopes[self.run.files[file].scope].folder
    }

    /// How a project's form is fit to pages, where its template does not count.
    pub(crate) fn fit(&self, settings: &Settings) -> Option<Fit> {
        self.plan.fit.or(settings.output.fit)
    }
}

/// What was made of all files.
#[derive(Default)]
pub(crate) struct AllMade {
    /// The projects that were made, each with the number of its file.
    pub members: Vec<(usize, Member)>,
    /// The files of which some projects could not be made.
    pub lacking: BTreeSet<usize>,
}

/// What is said of a file that could not be made.
pub(crate) fn fault(error: &ExportError) -> Diagnostic {
    let what = match error {
        ExportError::Pdf(why) => words::cannot_make_pdf(why),
        ExportError::Xlsx(why) => words::cannot_make_xlsx(why),
        ExportError::Ofd(why) => words::cannot_make_ofd(why),
    };
    Diagnostic::new(Code::Internal, what).help(words::fault_of_the_program())
}

/// Where the files of a scope go; none where they are given back.
pub(crate) fn folder(target: Option<&Target>, settings: &Settings, scope: &Scope) -> Option<PathBuf> {
    match (target, &settings.output.folder) {
        (Some(Target::Bytes), _) => None,
        (Some(Target::Folder(folder)), _) => Some(folder.clone()),
        (None, Some(folder)) => Some(scope.folder.join(folder)),
        (None, None) => Some("out".into()),
    }
}

/// What all outputs of a scope are made of: the program and what it was told, the
/// settings and the templates.
fn made_of(plan: &BuildPlan, scope: &Scope) -> Digester {
    let mut made_of = Digester::default();
    made_of.add(concat!(env!("CARGO_PKG_VERSION"), " ", env!("JIXIAO_SOURCES")).as_bytes());
    made_of.add(format!("{:?} {:?} {}", plan.created, plan.fit, plan.attach).as_bytes());
    made_of.add(scope.digest.to_string().as_bytes());
    made_of
}

/// The digest of what all shards of a run have in common.
fn run_digest(workspace: &Workspace, plan: &BuildPlan, scopes: &[ScopeOutputs]) -> Digest {
    let mut all = Digester::default();
    workspace.projects.iter().for_each(|file| all.add(key(&file.stem).as_bytes()));
    all.add(format!("{:?}", plan.formats).as_bytes());
    scopes.iter().for_each(|scope| all.add(scope.made_of.clone().finish().to_string().as_bytes()));
    all.finish()
}
