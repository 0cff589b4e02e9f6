//! Takes a workspace and a plan; makes the files of its projects.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::digest::{Digest, Digester};
use super::discover::{ProjectFile, Scope};
use super::error::{Error, remedy, why};
use super::events::{Events, Work, measure};
use super::files::{Files, Kind};
use super::fonts::FontSet;
use super::ledger::{Output, OutputFolder};
use super::made::{Made, Member, StagedOutput};
use super::make::{FormWriter, attach, fill, formats};
use super::memo::Outcome;
use super::names::{Claims, key, stem};
use super::paths::parent;
use super::plan::{BuildPlan, Built, Target};
use super::reach::Reach;
use super::run::{ReadFile, Run};
use super::words;
use super::workspace::Workspace;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::export::ExportError;
use crate::messages::Message;
use crate::project::{Format, Project, Settings};
use crate::style::Fit;

/// A build of many projects.
pub(crate) struct Build<'a> {
    pub plan: &'a BuildPlan,
    pub run: Run<'a>,
    pub folders: Vec<OutputFolder>,
    /// Of each scope.
    scopes: Vec<ScopeOutputs>,
    /// The digest of what all shards of a run have in common.
    pub run_digest: Digest,
}

/// What projects of a scope share in their outputs.
struct ScopeOutputs {
    /// The number of their folder; none where the bytes go elsewhere.
    folder: Option<usize>,
    /// What their outputs are made of, as far as it is the same for all.
    made_of: Digester,
}

/// Where the files of a project go.
pub(crate) enum Outputs {
    Bytes,
    /// The number of a folder, and the names of the files in it.
    Folder(usize, Vec<String>),
}

impl<'a> Build<'a> {
    pub(crate) fn new(workspace: &'a Workspace, plan: &'a BuildPlan, events: &'a dyn Events) -> Result<Self, Error> {
        let only = plan.only.as_ref();
        let only: Option<HashSet<PathBuf>> =
            only.map(|paths| paths.iter().map(|path| workspace.files.identity(path)).collect());
        let is_own = |file: &&ProjectFile| {
            plan.shard.is_none_or(|shard| shard.has(&file.stem))
                && only.as_ref().is_none_or(|only| only.contains(&file.whole))
        };
        let run = Run::over(workspace, workspace.projects.iter().filter(is_own).collect(), events);
        let run = if plan.is_part() { run.part() } else { run };
        let reach = workspace.reach();
        let mut paths: Vec<(PathBuf, PathBuf)> = Vec::new();
        let mut scopes: Vec<ScopeOutputs> = Vec::new();
        for (number, scope) in workspace.scopes.iter().enumerate() {
            // Where settings are wrong, or for no project, nothing is made.
            let settings =
                scope.settings.as_ref().filter(|_| workspace.projects.iter().any(|file| file.scope == number));
            if plan.target.is_none()
                && let Some(error) = settings.and_then(|(settings, _)| output_leads_out(&reach, settings))
            {
                return Err(error);
            }
            let path = settings.and_then(|(settings, _)| folder(plan.target.as_ref(), settings));
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
        let files: Arc<dyn Files> = Arc::clone(&workspace.files) as _;
        let folder = |(whole, path): (PathBuf, PathBuf)| {
            let bound = reach.given(&whole);
            OutputFolder::new(Arc::clone(&files), path, plan.shard, plan.force).within(bound)
        };
        let folders = paths.into_iter().map(folder).collect();
        let run_digest = run_digest(workspace, plan, &scopes);
        Ok(Self { plan, run, folders, scopes, run_digest })
    }

    /// Deletes what killed runs left where this one writes.
    pub(crate) fn tidy(&self) {
        for (number, folder) in self.folders.iter().enumerate() {
            let is_own = |file: &&&ProjectFile| self.scopes[file.scope].folder == Some(number);
            let stems: Vec<&Path> = self.run.files.iter().filter(is_own).map(|file| file.stem.as_path()).collect();
            folder.tidy(&stems);
        }
    }

    /// Whether the outputs of a file are there that were made of it.
    pub(crate) fn is_there(&self, outcome: &Outcome<Made>) -> bool {
        let mut outputs = outcome.made.iter().flat_map(|made| &made.outputs);
        outputs.all(|(folder, name, _)| self.folders[*folder].is_there(name))
    }

    /// Counts what became of a file.
    pub(crate) fn add(
        &self,
        index: usize,
        outcome: &Outcome<Made>,
        is_remembered: bool,
        built: &mut Built,
        all: &mut AllMade,
    ) {
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
    pub(crate) fn settings_digest(&self) -> Digest {
        let mut all = Digester::default();
        for scope in &self.scopes {
            all.add(scope.made_of.clone().finish().to_string().as_bytes());
            all.add(format!("{:?}", scope.folder.map(|folder| self.folders[folder].path())).as_bytes());
        }
        all.finish()
    }

    /// Which files are made of the projects of a file, in the order of the files.
    pub(crate) fn claim(
        &self,
        read: &ReadFile<'_>,
        claims: &mut Claims,
    ) -> Result<Vec<Result<Outputs, Diagnostic>>, Error> {
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
    pub(crate) fn make(
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
        let filled = measure(events, Work::Check, || fill(project, fonts, &formats, fit, &read.checks, found));
        let Some(mut table) = filled else {
            return Ok(false);
        };
        if self.plan.attach || read.settings.output.attach == Some(true) {
            attach(&mut table, project);
        }
        let made_of = self.scopes[read.file.scope].made_of.clone();
        let made_of = made_of_project(made_of, set.digest, number, &read.source.text);
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
            let at = |finding: Diagnostic| finding.at(project.span.start(), Message::default());
            let refusal = |finding| {
                let finding = at(finding);
                Diagnostic { subject: read.subject(&finding), ..finding }
            };
            let finding = match writer.bytes(format) {
                Ok(bytes) => {
                    let stage = || self.stage(outputs, (number, index), bytes, made_of, refusal, made);
                    measure(events, Work::Write, stage)
                }
                Err(error) => Some(fault(&error)),
            };
            sound &= finding.is_none();
            found.extend(finding.map(at));
        }
        if let (Outputs::Folder(folder, names), true) = (outputs, sound) {
            // In the order of the formats, whichever were there already.
            let files = &made.outputs[first..];
            let file = |name: &String| files.iter().find(|(_, known, _)| known == name);
            let files = names.iter().filter_map(file).map(|(_, name, output)| (name.clone(), *output)).collect();
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

    /// Writes a file of a project, for [`settle`](Self::settle) to put in its place; a finding
    /// where it cannot be written.
    fn stage(
        &self,
        outputs: &Outputs,
        (project, index): (usize, usize),
        bytes: Vec<u8>,
        made_of: Digest,
        refusal: impl Fn(Diagnostic) -> Diagnostic,
        made: &mut Made,
    ) -> Option<Diagnostic> {
        let Outputs::Folder(folder, names) = outputs else {
            made.bytes = Some(bytes);
            return None;
        };
        let name = &names[index];
        let path = self.folders[*folder].join(name);
        match self.folders[*folder].stage(name, &bytes) {
            Ok(staged) => {
                let refusal = refusal(Diagnostic::new(Code::CannotWrite, Message::default()));
                made.staged.push(StagedOutput { output: (*folder, name.clone()), project, refusal, staged });
                made.written.push(path);
                made.outputs.push((*folder, name.clone(), Output { made_of, sha256: Digest::of(&bytes) }));
                None
            }
            Err(error) => Some(cannot_write(Diagnostic::new(Code::CannotWrite, Message::default()), &path, &error)),
        }
    }

    /// Puts the files of some projects' files in their places.
    pub(crate) fn settle(&self, outcomes: &mut [Arc<Outcome<Made>>]) {
        // What is remembered is in its place, and is nobody's alone.
        let mut outcomes: Vec<&mut Outcome<Made>> = outcomes.iter_mut().filter_map(Arc::get_mut).collect();
        let (mut all, mut whose) = (Vec::new(), Vec::new());
        for (index, outcome) in outcomes.iter_mut().enumerate() {
            for output in outcome.made.iter_mut().flat_map(|made| made.staged.drain(..)) {
                let StagedOutput { output, project, refusal, staged } = output;
                all.push(staged);
                whose.push((index, output, project, refusal));
            }
        }
        let settled = measure(self.run.events, Work::Write, || self.run.workspace.files.settle(all));
        for ((index, (folder, name), project, refusal), settled) in whose.into_iter().zip(settled) {
            let (Err(error), Some(made)) = (settled, &mut outcomes[index].made) else { continue };
            let path = self.folders[folder].join(&name);
            made.written.retain(|written| *written != path);
            made.outputs.retain(|(known, output, _)| (*known, output) != (folder, &name));
            // Of several files of a project, the first that fails.
            let before = made.members.len();
            made.members.retain(|member| member.number != project);
            made.failed += before - made.members.len();
            outcomes[index].findings.push(cannot_write(refusal, &path, &error));
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

/// What is said of a file that cannot be written.
fn cannot_write(finding: Diagnostic, path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic { message: words::cannot_write(path.display(), why(error)), help: remedy(error), ..finding }
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

/// What is said of the folder of the output where settings, or a link in a folder that was
/// given, lead to another than may be written to.
fn output_leads_out(reach: &Reach<'_>, settings: &Settings) -> Option<Error> {
    let (path, bound) = match (&settings.output.folder, &settings.output_folder) {
        (Some(path), Some(span)) => (path.clone(), reach.left(&parent(span.source.file.path()), path)?),
        _ => {
            let bound = reach.given(Path::new("."))?;
            (PathBuf::from(OUT), reach.left(Path::new("."), Path::new(OUT)).and(Some(bound))?)
        }
    };
    let error = Error::new(words::output_leads_out(path.display())).help(words::write_here_or_trust(bound.display()));
    let finding = settings.output_folder.as_ref().and_then(|span| {
        let home = parent(span.source.file.path());
        reach.refuse(&home, &path, span).map(|finding| Diagnostic { help: None, ..finding })
    });
    Some(Error { findings: finding.into_iter().collect(), ..error })
}

/// The folder of the output where nobody names one.
const OUT: &str = "out";

/// Where the files of a scope go; none where they are given back.
pub(crate) fn folder(target: Option<&Target>, settings: &Settings) -> Option<PathBuf> {
    match (target, &settings.output.folder) {
        (Some(Target::Bytes), _) => None,
        (Some(Target::Folder(folder)), _) | (None, Some(folder)) => Some(folder.clone()),
        (None, None) => Some(OUT.into()),
    }
}

impl Workspace {
    /// The folders in which the projects' files are, or would be.
    pub fn output_folders(&self) -> Vec<PathBuf> {
        let used =
            self.scopes.iter().enumerate().filter(|(number, _)| self.projects.iter().any(|file| file.scope == *number));
        let folders = used.filter_map(|(_, scope)| folder(None, &scope.settings.as_ref()?.0));
        let mut all: Vec<PathBuf> = Vec::new();
        folders.for_each(|folder| all.extend((!all.contains(&folder)).then_some(folder)));
        all
    }
}

/// What all outputs of a scope are made of: the program and what it was told, the
/// settings and the templates.
pub(crate) fn made_of(plan: &BuildPlan, scope: &Scope) -> Digester {
    let mut made_of = Digester::default();
    made_of.add(concat!(env!("CARGO_PKG_VERSION"), " ", env!("JIXIAO_SOURCES")).as_bytes());
    made_of.add(format!("{:?} {:?} {}", plan.created, plan.fit, plan.attach).as_bytes());
    made_of.add(scope.digest.to_string().as_bytes());
    made_of
}

/// The digest of what a project's outputs are made of: what all of its scope are, its fonts,
/// its number in its file, and the text of that.
pub(crate) fn made_of_project(mut made_of: Digester, fonts: Digest, number: usize, text: &str) -> Digest {
    for part in [&fonts.to_string(), &number.to_string(), text] {
        made_of.add(part.as_bytes());
    }
    made_of.finish()
}

/// The digest of what all shards of a run have in common.
fn run_digest(workspace: &Workspace, plan: &BuildPlan, scopes: &[ScopeOutputs]) -> Digest {
    let mut all = Digester::default();
    workspace.projects.iter().for_each(|file| all.add(key(&file.stem).as_bytes()));
    all.add(format!("{:?}", plan.formats).as_bytes());
    scopes.iter().for_each(|scope| all.add(scope.made_of.clone().finish().to_string().as_bytes()));
    all.finish()
}
