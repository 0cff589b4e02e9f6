//! `jixiao build`

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jixiao::diag::{self, Code, Diagnostic, Diagnostics, Level};
use jixiao::export;
use jixiao::form::FormTable;
use jixiao::layout::{Dealt, Layout, sheet_heights};
use jixiao::messages::{Message, cli as words};
use jixiao::project::{Project, Settings};
use jixiao::template::Fit;
use jixiao::text::Fonts;
use jixiao::{Created, ExportError, Format, attach, fill};

use super::args::{BuildArguments, Output};
use super::book::Member;
use super::failure::{Failure, remedy, why};
use super::fonts::Cabinet;
use super::inputs::{self, Input};
use super::manifest::{Digest, Digester, Entry};
use super::outputs::{self, Claims, Folder, stem};
use super::progress::Progress;
use super::run::{Found, Kept, Outcome, Read, Run};
use super::shard::key;
use super::terminal::Terminal;
use super::timings::{Stage, Timings};
use super::{created, exit_code, fault, formats, watch};

/// How often the manifest is written while a run goes on, so that one that is
/// killed has not worked for nothing.
const SAVED_EVERY: Duration = Duration::from_secs(5);

/// `jixiao build`
pub(super) fn build(arguments: &BuildArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    if arguments.watch {
        return watch::watch(arguments, terminal);
    }
    let timings = Timings::default();
    let (inputs, projects) = find(arguments)?;
    let build = Build::new(arguments, terminal, (&inputs, projects), &timings)?;
    let mut claims = Claims::default();
    let (mut found, total) = build.run(&mut claims, &Kept::new())?;
    let projects = found.projects;
    let bound = build.bind(&total, &mut claims)?;
    Progress::new(0, arguments.pace.quiet, terminal).step(&bound.written);
    found.diagnostics.append(bound.findings);
    let code = build.tell(found, &total.with(bound.written.len(), bound.current), bound.notes);
    if arguments.pace.timings {
        timings.show(terminal, build.run.threads, projects);
    }
    Ok(code)
}

/// The projects that were asked for, of a shard only its own; and the digest of the paths
/// of all.
pub(super) fn find(arguments: &BuildArguments) -> Result<(Vec<Input>, Digest), Failure> {
    let mut inputs = inputs::find(&arguments.inputs)?;
    let mut all = Digester::default();
    for file in inputs.iter().flat_map(|input| &input.files) {
        all.add(key(&file.stem).as_bytes());
    }
    if let Some(shard) = arguments.shard {
        inputs.iter_mut().for_each(|input| input.files.retain(|file| shard.has(&file.stem)));
    }
    Ok((inputs, all.finish()))
}

/// A build of many projects.
pub(super) struct Build<'a> {
    arguments: &'a BuildArguments,
    terminal: Terminal,
    pub timings: &'a Timings,
    pub run: Run<'a>,
    pub created: Option<Created>,
    pub cabinet: Cabinet,
    pub folders: Vec<Folder>,
    /// Of each group of projects.
    groups: Vec<Group>,
    /// The digest of what all shards of a run have in common.
    run_digest: Digest,
}

/// What projects that share their settings share in their outputs.
struct Group {
    /// The number of their folder; none for standard output.
    folder: Option<usize>,
    /// Whether they were asked for as a folder.
    is_folder: bool,
    /// What their outputs are made of, as far as it is the same for all.
    made_of: Digester,
}

/// What was made of a file.
#[derive(Clone, Default)]
pub(super) struct Made {
    /// The paths of written files.
    pub written: Vec<PathBuf>,
    /// Whether a file was written to standard output.
    standard: bool,
    /// How many files were there already as they are to be.
    current: usize,
    /// How many of its projects could not be made.
    failed: usize,
    /// All its outputs that are there now.
    entries: Vec<(usize, String, Entry)>,
    /// Its projects that were made.
    members: Vec<Member>,
}

/// What was made of all files.
#[derive(Default)]
pub(super) struct Total {
    written: usize,
    current: usize,
    failed: usize,
    /// The projects that were made, each with the number of its file.
    pub members: Vec<(usize, Member)>,
    /// The folders in which some could not be.
    pub lacking: BTreeSet<usize>,
    /// What became of each file, for a run that comes after.
    pub kept: Kept<Made>,
}

/// Where the files of a project go.
enum Place {
    Standard,
    /// The number of a folder, and the names of the files in it.
    Folder(usize, Vec<String>),
}

impl<'a> Build<'a> {
    pub(super) fn new(
        arguments: &'a BuildArguments,
        terminal: Terminal,
        (inputs, projects): (&'a [Input], Digest),
        timings: &'a Timings,
    ) -> Result<Self, Failure> {
        let created = created()?;
        let run = Run::new(inputs, terminal.language, arguments.pace.jobs, timings);
        let run = if arguments.shard.is_some() { run.part() } else { run };
        let mut paths: Vec<(PathBuf, PathBuf)> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        for (index, input) in inputs.iter().enumerate() {
            // Where settings are wrong, nothing is made.
            let path = run.settings(index).and_then(|settings| folder(arguments.output.as_ref(), settings, input));
            let folder = path.map(|path| {
                let whole = fs::canonicalize(&path).or_else(|_| std::path::absolute(&path)).unwrap_or(path.clone());
                let known = paths.iter().position(|(known, _)| *known == whole);
                known.unwrap_or_else(|| {
                    paths.push((whole, path));
                    paths.len() - 1
                })
            });
            groups.push(Group { folder, is_folder: input.is_folder, made_of: made_of(arguments, created, input) });
        }
        // Said once, and not of every project.
        if let Some((_, path)) = paths.iter().find(|(_, path)| path.exists() && !path.is_dir()) {
            let what = words::cannot_write(path.display(), words::file_in_the_way());
            return Err(Failure::new(what).help(words::move_the_file_away()));
        }
        let mut stems = vec![Vec::new(); paths.len()];
        for (group, file) in run.files() {
            if let Some(folder) = groups[*group].folder {
                stems[folder].push(file.stem.as_path());
            }
        }
        let folders = paths.into_iter().zip(stems);
        let folders = folders.map(|((_, path), stems)| Folder::new(path, &stems, arguments.shard)).collect();
        let cabinet = Cabinet::default();
        let mut all = Digester::default();
        all.add(projects.to_string().as_bytes());
        all.add(format!("{:?}", arguments.making.formats).as_bytes());
        groups.iter().for_each(|group| all.add(group.made_of.clone().finish().to_string().as_bytes()));
        let run_digest = all.finish();
        Ok(Self { arguments, terminal, timings, run, created, cabinet, folders, groups, run_digest })
    }

    /// Builds every file that is not kept from an earlier run.
    pub(super) fn run(&self, claims: &mut Claims, kept: &Kept<Made>) -> Result<(Found, Total), Failure> {
        let progress = Progress::new(self.run.files().len() - kept.len(), self.arguments.pace.quiet, self.terminal);
        let mut total = Total::default();
        let mut saved = Instant::now();
        let done = |index: usize, outcome: &Arc<Outcome<Made>>| {
            let is_kept = kept.contains_key(&index);
            let nothing = Made { failed: outcome.projects, ..Made::default() };
            let made = outcome.made.as_ref().unwrap_or(&nothing);
            total.add(made, is_kept);
            total.members.extend(made.members.iter().map(|member| (index, member.clone())));
            if made.failed > 0 {
                total.lacking.extend(self.groups[self.run.files()[index].0].folder);
            }
            made.entries.iter().for_each(|(folder, name, entry)| self.folders[*folder].note(name, *entry));
            if !is_kept {
                progress.step(&made.written);
            }
            if self.arguments.watch {
                total.kept.insert(index, Arc::clone(outcome));
            }
            if saved.elapsed() > SAVED_EVERY {
                // It is written again at the end, and then has to succeed.
                let _ = self.folders.iter().try_for_each(|folder| folder.save(None));
                saved = Instant::now();
            }
        };
        let found = self.run.each(kept, |read| self.claim(read, claims), |read, places| self.make(read, places), done);
        progress.finish();
        Ok((found?, total))
    }

    /// The digest of what the outputs of all groups are made of beside projects and fonts,
    /// and of where they go.
    pub(super) fn settings_digest(&self) -> Digest {
        let mut all = Digester::default();
        for group in &self.groups {
            all.add(group.made_of.clone().finish().to_string().as_bytes());
            all.add(format!("{:?}", group.folder.map(|folder| self.folders[folder].join(""))).as_bytes());
        }
        all.finish()
    }

    /// Claims the files of outcomes that are kept from another build.
    pub(super) fn claim_kept(&self, kept: &Kept<Made>, claims: &mut Claims) {
        for (index, outcome) in kept {
            let name = self.run.files()[*index].1.name(self.terminal.language);
            for (folder, file, _) in outcome.made.iter().flat_map(|made| &made.entries) {
                claims.keep(*folder, file, &name);
            }
        }
    }

    /// The font files that were read.
    pub(super) fn fonts(&self) -> Vec<PathBuf> {
        self.cabinet.files()
    }

    /// Shows what was found and says what was made.
    pub(super) fn tell(&self, found: Found, total: &Total, notes: Vec<Message>) -> ExitCode {
        let projects = found.projects;
        let findings = found.diagnostics.sorted();
        self.terminal.show(&findings);
        if !self.arguments.pace.quiet {
            let made = match total.current {
                0 => words::built(projects, total.written),
                current => words::built_beside_current(projects, total.written, current),
            };
            let made = match findings.is_empty() {
                true => made,
                false => words::made_with_findings(made, diag::summary(&findings)),
            };
            let grave = findings.iter().any(|finding| finding.level == Level::Error);
            self.terminal.say(&match total.failed {
                0 if grave => words::all_made_in_spite_of_errors(made),
                0 => made,
                failed => words::some_not_made(made, failed),
            });
            notes.iter().for_each(|note| self.terminal.say(note));
        }
        match self.folders.iter().try_for_each(|folder| folder.save(Some(self.run_digest))) {
            Ok(()) => exit_code(&findings, None),
            Err(failure) => self.terminal.fail(&failure),
        }
    }

    /// Which files are made of the projects of a file, in the order of the files.
    fn claim(&self, read: &Read<'_>, claims: &mut Claims) -> Result<Vec<Result<Place, Diagnostic>>, Failure> {
        let formats = self.formats(read.settings);
        let one = |(number, _): &(usize, Project)| {
            let Some(folder) = self.groups[read.group].folder else {
                return claims.standard(&formats).map(|()| Ok(Place::Standard));
            };
            let stem = stem(&read.file.stem, *number, read.documents);
            let names = claims.claim((folder, &self.folders[folder]), &stem, &formats, &read.source);
            Ok(names.map(|names| Place::Folder(folder, names)))
        };
        read.projects.iter().map(one).collect()
    }

    /// Makes the projects of a file.
    fn make(&self, read: &Read<'_>, places: Vec<Result<Place, Diagnostic>>) -> Result<(Diagnostics, Made), Failure> {
        let (mut found, mut made) = (Diagnostics::new(), Made { failed: read.documents.max(1), ..Made::default() });
        for ((number, project), place) in read.projects.iter().zip(places) {
            let sound = match place {
                Ok(place) => self.project(read, (*number, project), &place, &mut made, &mut found)?,
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
        read: &Read<'_>,
        (number, project): (usize, &Project),
        place: &Place,
        made: &mut Made,
        found: &mut Diagnostics,
    ) -> Result<bool, Failure> {
        let set = self.cabinet.of(project, read.settings)?;
        let (fonts, formats) = (&set.fonts, self.formats(read.settings));
        let fit = self.fit(read.settings);
        let filled = self.timings.measure(Stage::Check, || fill(project, fonts, &formats, fit, read.checks, found));
        let Some(mut table) = filled else {
            return Ok(false);
        };
        if self.arguments.making.attach || read.settings.output.attach {
            attach(&mut table, project);
        }
        let mut made_of = self.groups[read.group].made_of.clone();
        for part in [&set.digest.to_string(), &number.to_string(), &read.source.text] {
            made_of.add(part.as_bytes());
        }
        let made_of = made_of.finish();
        let first = made.entries.len();
        let mut wanted = Vec::new();
        for (index, format) in formats.into_iter().enumerate() {
            match self.timings.measure(Stage::Compare, || self.current(place, index, made_of)) {
                Some(entry) => {
                    made.current += 1;
                    made.entries.push(entry);
                }
                None => wanted.push((index, format)),
            }
        }
        let mut sound = true;
        let dealt = LazyCell::new(|| self.timings.measure(Stage::Layout, || Dealt::new(&table, fonts)));
        let layout = LazyCell::new(|| {
            let dealt = LazyCell::force(&dealt);
            self.timings.measure(Stage::Layout, || dealt.place())
        });
        for (index, format) in wanted {
            let bytes = match format {
                Format::Pdf => self.pdf(&table, &layout, fonts),
                Format::Xlsx => self.sheet(&table, &dealt),
                Format::Ofd => self.ofd(&table, &layout, fonts),
            };
            let finding = match bytes {
                Ok(bytes) => self.timings.measure(Stage::Write, || self.write(place, index, &bytes, made_of, made))?,
                Err(error) => Some(Diagnostic::new(Code::Internal, fault(&error)).help(words::fault_of_the_program())),
            };
            sound &= finding.is_none();
            found.extend(finding.map(|finding| finding.at(project.span.start(), Message::default())));
        }
        if let (Place::Folder(folder, _), true) = (place, sound) {
            let files = made.entries[first..].iter().map(|(_, name, entry)| (name.clone(), *entry)).collect();
            made.members.push(Member { folder: *folder, year: project.year, number, made_of, files });
        }
        Ok(sound)
    }

    fn sheet(&self, table: &FormTable, dealt: &Dealt<'_>) -> Result<Vec<u8>, ExportError> {
        let heights = self.timings.measure(Stage::Layout, || sheet_heights(table));
        self.timings.measure(Stage::Xlsx, || export::xlsx(table, &dealt.rows(), &heights, self.created))
    }

    fn pdf(&self, table: &FormTable, layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
        self.timings.measure(Stage::Pdf, || export::pdf(table, layout, fonts, self.created))
    }

    fn ofd(&self, table: &FormTable, layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
        self.timings.measure(Stage::Ofd, || export::ofd(table, layout, fonts, self.created))
    }

    /// What is known of a file of a project that is there as it is to be.
    fn current(&self, place: &Place, index: usize, made_of: Digest) -> Option<(usize, String, Entry)> {
        match place {
            Place::Folder(folder, names) => {
                let entry = self.known(*folder, &names[index], made_of)?;
                Some((*folder, names[index].clone(), entry))
            }
            Place::Standard => None,
        }
    }

    /// What is known of a file in a folder that is there as it is to be.
    pub(super) fn known(&self, folder: usize, name: &str, made_of: Digest) -> Option<Entry> {
        // What is made again anyway need not be read.
        if self.arguments.force { None } else { self.folders[folder].current(name, made_of) }
    }

    /// Writes a file of a project; a finding where it cannot be written.
    fn write(
        &self,
        place: &Place,
        index: usize,
        bytes: &[u8],
        made_of: Digest,
        made: &mut Made,
    ) -> Result<Option<Diagnostic>, Failure> {
        let Place::Folder(folder, names) = place else {
            made.standard = true;
            return outputs::write(None, bytes).map(|()| None);
        };
        let name = &names[index];
        let path = self.folders[*folder].join(name);
        match self.folders[*folder].write(name, bytes) {
            Ok(()) => {
                made.written.push(path);
                made.entries.push((*folder, name.clone(), Entry { made_of, sha256: Digest::of(bytes) }));
                Ok(None)
            }
            Err(error) => {
                let finding = Diagnostic::new(Code::CannotWrite, words::cannot_write(path.display(), why(&error)));
                Ok(Some(Diagnostic { help: remedy(&error), ..finding }))
            }
        }
    }

    pub(super) fn formats(&self, settings: &Settings) -> Vec<Format> {
        formats(settings, self.arguments.making.formats.as_deref())
    }

    /// How a project's form is fit to pages, where its template does not count.
    pub(super) fn fit(&self, settings: &Settings) -> Option<Fit> {
        self.arguments.making.fit.or(settings.output.fit)
    }

    /// Whether a book of a file's folder is wanted; where nobody says, by their count.
    pub(super) fn wants_book(&self, file: usize) -> Option<bool> {
        let (group, _) = self.run.files()[file];
        let asked = match (self.arguments.making.book, self.arguments.making.no_book || self.arguments.shard.is_some())
        {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => self.run.settings(group).and_then(|settings| settings.output.book),
        };
        asked.or_else(|| (!self.groups[group].is_folder).then_some(false))
    }
}

impl Total {
    /// With files of other makes.
    fn with(self, written: usize, current: usize) -> Self {
        Self { written: self.written + written, current: self.current + current, ..self }
    }

    fn add(&mut self, made: &Made, is_kept: bool) {
        let written = made.written.len() + usize::from(made.standard);
        self.failed += made.failed;
        self.current += made.current;
        match is_kept {
            true => self.current += written,
            false => self.written += written,
        }
    }
}

/// Where a folder's files go; none for standard output.
pub(super) fn folder(asked: Option<&Output>, settings: &Settings, input: &Input) -> Option<PathBuf> {
    match (asked, &settings.output.folder) {
        (Some(Output::Standard), _) => None,
        (Some(Output::Folder(folder)), _) => Some(folder.clone()),
        (None, Some(folder)) => Some(input.folder.join(folder)),
        (None, None) => Some("out".into()),
    }
}

/// What all outputs of a group are made of: the program and what it was told, the
/// settings and the templates.
fn made_of(arguments: &BuildArguments, created: Option<Created>, input: &Input) -> Digester {
    let mut made_of = Digester::default();
    made_of.add(concat!(env!("CARGO_PKG_VERSION"), " ", env!("JIXIAO_SOURCES")).as_bytes());
    made_of.add(format!("{created:?} {:?} {}", arguments.making.fit, arguments.making.attach).as_bytes());
    made_of.add(input.settings_text().as_bytes());
    for template in &*input.template_sources {
        let name = Path::new(&template.name).file_name().unwrap_or_default();
        made_of.add(name.as_encoded_bytes());
        made_of.add(template.text.as_bytes());
    }
    made_of
}
