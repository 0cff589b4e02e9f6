//! The files of projects that are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::books::{Bound, OfFolder};
use super::file::{Again, How};
use super::lists::{Expected, List, stem};
use super::{Verifier, about, read};
use crate::book::{Manifest, ProjectEntry, asked_for};
use crate::diag::{Code, Diagnostic, Diagnostics, Level};
use crate::engine::book::{WantedBook, entry};
use crate::engine::build::{AllMade, Build, Outputs, fault};
use crate::engine::digest::Digest;
use crate::engine::error::Error;
use crate::engine::ledger::Output;
use crate::engine::made::Member;
use crate::engine::make::{FormWriter, attach, fill};
use crate::engine::memo::Memo;
use crate::engine::names::Claims;
use crate::engine::paths::format_of;
use crate::engine::plan::{BuildPlan, Target};
use crate::engine::run::ReadFile;
use crate::engine::workspace::Workspace;
use crate::messages::Message;
use crate::project::{Format, Project};
use crate::style::Fit;
use crate::value::Money;
use crate::verify::words;

/// A project whose files were compared.
#[derive(Clone)]
struct Seen {
    member: Member,
    /// What a list should say of it, but for its page.
    entry: ProjectEntry,
    amount: Money,
    /// How its files were made.
    fit: Option<Fit>,
}

/// What was seen of a file of projects.
#[derive(Default)]
struct SeenFile {
    seen: Vec<Seen>,
    files: usize,
    /// Whether some of its projects could not be compared.
    lacks: bool,
}

impl Verifier<'_> {
    /// Compares the outputs of project files with them.
    pub(super) fn with_projects(&mut self, workspace: &Workspace) -> Result<(), Error> {
        let plan = BuildPlan {
            target: self.plan.target.clone().map(Target::Folder),
            formats: self.plan.formats.clone(),
            created: self.plan.created,
            ..BuildPlan::default()
        };
        let build = Build::new(workspace, &plan, self.events)?;
        let (run, mut claims) = (&build.run, Claims::default());
        let numbers: BTreeSet<usize> = (0..run.files.len()).filter_map(|file| build.folder_of(file)).collect();
        let mut lists: Vec<Vec<List>> = build.folders.iter().map(|_| Vec::new()).collect();
        numbers.iter().for_each(|number| lists[*number] = self.lists_of(build.folders[*number].path()));
        let mut all: Vec<(usize, SeenFile)> = Vec::new();
        run.events.begin(run.files.len(), run.threads);
        let found = run.each(
            &Memo::default(),
            |read| build.claim(read, &mut claims),
            |read, outputs| self.file_of_projects(&build, read, outputs, &lists),
            |index, outcome| {
                run.events.done(&[]);
                let lacks = SeenFile { lacks: true, ..SeenFile::default() };
                let seen = outcome.made.as_ref().map_or(lacks, |made| SeenFile { seen: made.seen.clone(), ..*made });
                all.push((index, seen));
            },
        );
        run.events.end();
        let found = found?;
        self.report.projects += found.projects;
        self.report.files += all.iter().map(|(_, seen)| seen.files).sum::<usize>();
        // What is wrong with the projects themselves is told by `check`, but for what
        // keeps them from being compared.
        let of_outputs = [Code::Differs, Code::MissingOutput, Code::NotAsBuilt];
        let is_told = |finding: &Diagnostic| of_outputs.contains(&finding.code) || finding.level == Level::Error;
        self.report.found.extend(found.findings.sorted().into_iter().filter(is_told));
        for number in numbers {
            self.folder_of_projects(&build, number, &lists[number], &all)?;
        }
        Ok(())
    }

    fn file_of_projects(
        &self,
        build: &Build<'_>,
        read: &ReadFile<'_>,
        outputs: Vec<Result<Outputs, Diagnostic>>,
        lists: &[Vec<List>],
    ) -> Result<(Diagnostics, SeenFile), Error> {
        let (mut found, mut seen) = (Diagnostics::new(), SeenFile::default());
        seen.lacks = read.projects.len() < read.documents;
        for ((number, project), outputs) in read.projects.iter().zip(outputs) {
            match outputs {
                Ok(Outputs::Folder(folder, names)) => {
                    let list = lists[folder].iter().find(|list| list.manifest.year == project.year);
                    let names = self.names(build.folders[folder].path(), names, list);
                    self.project(build, read, (*number, project), (folder, &names), &mut found, &mut seen)?;
                }
                Ok(Outputs::Bytes) => {}
                Err(refusal) => {
                    found.push(refusal.at(project.span.start(), Message::default()));
                    seen.lacks = true;
                }
            }
        }
        Ok((found, seen))
    }

    /// The files of a project that are compared: those of the formats that were asked for, or
    /// else those that its list names, and those that it should have by its settings or beside
    /// other projects. A format in which nothing was built is none of these.
    fn names(&self, folder: &Path, wanted: Vec<String>, list: Option<&List>) -> Vec<String> {
        let (Some(list), Some(first), None) = (list, wanted.first(), &self.plan.formats) else { return wanted };
        let own = stem(first).to_owned();
        let listed: BTreeSet<&str> = list.names_of_projects().collect();
        let is_own = |format: &Format| {
            let name = format!("{own}.{}", format.extension());
            let has_others = listed.iter().any(|other| format_of(Path::new(other)) == Some(*format));
            let (is_wanted, is_there) = (wanted.contains(&name), self.files.is_file(&folder.join(&name)));
            listed.contains(name.as_str()) || is_wanted && has_others || (is_wanted || has_others) && is_there
        };
        let formats = [Format::Pdf, Format::Xlsx, Format::Ofd].into_iter().filter(is_own);
        formats.map(|format| format!("{own}.{}", format.extension())).collect()
    }

    fn project(
        &self,
        build: &Build<'_>,
        read: &ReadFile<'_>,
        (number, project): (usize, &Project),
        (folder, names): (usize, &[String]),
        found: &mut Diagnostics,
        seen: &mut SeenFile,
    ) -> Result<(), Error> {
        let at = |finding: Diagnostic| finding.at(project.span.start(), Message::default());
        let fonts = build.fonts(project, read.settings)?.fonts;
        let formats: Vec<Format> = names.iter().filter_map(|name| format_of(Path::new(name))).collect();
        let fit = build.fit(read.settings);
        let filled = fill(project, &fonts, &formats, fit, &read.checks, &mut Diagnostics::new());
        let Some(mut table) = filled else {
            found.push(at(Diagnostic::new(Code::Differs, words::project_has_errors())));
            seen.lacks = true;
            return Ok(());
        };
        let text = project.span.text();
        let attached = (read.settings.output.attach == Some(true)).then(|| text.to_owned());
        if attached.is_some() {
            attach(&mut table, project);
        }
        let how = How { created: build.plan.created, fit, attached };
        let again = Again { project, fonts, how, text: Some(text) };
        let writer = FormWriter::new(&table, &again.fonts, build.plan.created, &());
        let mut files = Vec::new();
        let mut fit = fit;
        for (format, name) in formats.into_iter().zip(names) {
            let path = build.folders[folder].join(name);
            seen.files += 1;
            let ours = match writer.bytes(format) {
                Ok(ours) => ours,
                Err(error) => {
                    found.push(at(fault(&error)));
                    continue;
                }
            };
            let output = |sha256| (name.clone(), Output { made_of: sha256, sha256 });
            match self::read(self.files, &path, ours.len()) {
                Ok(Some(bytes)) => {
                    let judged = again.judge(&path, format, &bytes, &ours);
                    found.extend(judged.found);
                    files.push(output(if judged.is_same { judged.digest } else { Digest::of(&ours) }));
                    if judged.is_same {
                        fit = judged.fit;
                    }
                }
                Ok(None) => {
                    let missing = Diagnostic::new(Code::MissingOutput, words::no_such_output(path.display()));
                    found.push(at(missing.help(words::build_it())));
                    files.push(output(Digest::of(&ours)));
                }
                Err(finding) => found.push(finding),
            }
        }
        let made_of = Digest::of(b"");
        let member = Member { folder, year: project.year, number, made_of, files };
        let (entry, amount) = (ProjectEntry::of(project), asked_for(project));
        seen.seen.push(Seen { member, entry, amount, fit });
        Ok(())
    }

    /// Compares the books, the lists and the store of a folder.
    fn folder_of_projects(
        &mut self,
        build: &Build<'_>,
        number: usize,
        lists: &[List],
        all: &[(usize, SeenFile)],
    ) -> Result<(), Error> {
        let folder = build.folders[number].path().to_owned();
        self.report.folders.insert(folder.clone());
        let mut made = AllMade::default();
        for (file, seen) in all.iter().filter(|(file, _)| build.folder_of(*file) == Some(number)) {
            made.members.extend(seen.seen.iter().map(|seen| (*file, seen.member.clone())));
            if seen.lacks {
                made.lacking.insert(*file);
            }
        }
        let of_folder: Vec<&Seen> =
            all.iter().flat_map(|(_, file)| &file.seen).filter(|seen| seen.member.folder == number).collect();
        let mut known: BTreeSet<PathBuf> = BTreeSet::new();
        known.extend(of_folder.iter().flat_map(|seen| &seen.member.files).map(|(name, _)| folder.join(name)));
        known.extend(lists.iter().flat_map(|list| list.entries_of_book().map(|name| folder.join(name))));
        known.extend(lists.iter().map(|list| list.path.clone()));
        let mut bound = BTreeMap::new();
        if self.is_whole {
            // A fit that was named when all was built.
            let named = of_folder.iter().map(|seen| seen.fit).find(|fit| *fit != build.plan.fit && fit.is_some());
            let named = named.flatten();
            bound = self.books(build, &made, lists, number, named)?;
        }
        for Bound { names, .. } in bound.values() {
            known.extend(names.iter().map(|name| folder.join(name)));
        }
        let mut said = Vec::new();
        let is_listed = |year: &u16| lists.iter().any(|list| list.manifest.year == *year);
        for (year, book) in bound.iter().filter(|(year, _)| !is_listed(year)) {
            let path = folder.join(book.names.last().map_or("", String::as_str));
            let is_there = book.names.iter().any(|name| self.files.is_file(&folder.join(name)));
            match is_there {
                true => {
                    let missing = about(&path, Code::MissingOutput, words::list_is_gone(path.display()));
                    self.report.found.push(missing.help(words::build_it()));
                    said.push(path);
                }
                false => self.report.notes.push(words::no_list(folder.display(), year)),
            }
        }
        if bound.is_empty() && lists.is_empty() {
            self.report.notes.push(words::no_list_at_all(folder.display()));
        }
        for list in lists {
            let year = list.manifest.year;
            let expected = self.expected(list, bound.remove(&year), &of_folder);
            self.compare(list, &expected);
            said.append(&mut self.compare_files(&folder, list));
        }
        self.compare_store(&folder, &said);
        if self.is_whole {
            self.of_no_project(&folder, &known);
        }
        Ok(())
    }

    /// What a list should say.
    fn expected(&self, list: &List, bound: Option<Bound>, all: &[&Seen]) -> Expected {
        let year = list.manifest.year;
        if let Some(Bound { manifest, .. }) = bound {
            return Expected { manifest, is_whole: true, has_pages: true };
        }
        let of_year: Vec<&&Seen> = all.iter().filter(|seen| seen.member.year == year).collect();
        let projects = of_year.iter().map(|seen| {
            let files = seen.member.files.iter().map(|(name, output)| entry(name, output.sha256)).collect();
            ProjectEntry { files, ..seen.entry.clone() }
        });
        let amount = of_year.iter().fold(Money::ZERO, |sum, seen| sum + seen.amount);
        let manifest = Manifest::new(year, projects.collect(), amount, list.manifest.book.clone());
        Expected { manifest, is_whole: self.is_whole, has_pages: false }
    }

    /// The books that there should be, by their years; what is wrong with their files is told.
    fn books(
        &mut self,
        build: &Build<'_>,
        made: &AllMade,
        lists: &[List],
        number: usize,
        fit: Option<Fit>,
    ) -> Result<BTreeMap<u16, Bound>, Error> {
        let folder = build.folders[number].path().to_owned();
        // As a folder's settings say, or as somebody may have asked for.
        let asked = |book, fit, created| BuildPlan { book, fit, created, ..build.plan.clone() };
        let plain = asked(None, build.plan.fit, build.plan.created);
        let forced = asked(Some(true), build.plan.fit, build.plan.created);
        let again = |plan| Build::new(build.run.workspace, plan, self.events);
        let (plain, forced) = (again(&plain)?, again(&forced)?);
        let mut notes = Vec::new();
        let mut wanted: BTreeMap<u16, (bool, WantedBook<'_>)> = BTreeMap::new();
        for (is_forced, build) in [(false, &plain), (true, &forced)] {
            for book in build.wanted(made, &mut Vec::new()).into_iter().filter(|book| book.folder == number) {
                let list = lists.iter().find(|list| list.manifest.year == book.year);
                let is_listed = list.is_some_and(|list| {
                    let listed: BTreeSet<&str> = list.names_of_projects().filter(|name| self.compares(name)).collect();
                    let own = book.members.iter().flat_map(|(_, member)| &member.files);
                    own.map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>() == listed
                });
                let is_better = match wanted.get(&book.year) {
                    None => !is_forced || list.is_some(),
                    Some(_) => is_listed,
                };
                if is_better {
                    wanted.insert(book.year, (is_forced, book));
                }
            }
        }
        let mut all = BTreeMap::new();
        for (year, (is_forced, wanted)) in wanted {
            let build = if is_forced { &forced } else { &plain };
            let Some(mut binding) = build.binding(&wanted, &mut notes) else { continue };
            // A book has the formats of its projects.
            let own = wanted.members.iter().flat_map(|(_, member)| &member.files);
            let own: BTreeSet<Format> = own.filter_map(|(name, _)| format_of(Path::new(name))).collect();
            binding.formats = own.into_iter().filter(|format| *format != Format::Ofd).collect();
            let names = binding.names();
            let is_there = names.iter().any(|name| self.files.is_file(&folder.join(name)));
            let is_listed = lists.iter().any(|list| list.manifest.year == year);
            if !is_there && !is_listed {
                // Nobody has bound it: its files are not looked for.
                all.insert(year, Bound { names, manifest: Manifest::new(year, Vec::new(), Money::ZERO, Vec::new()) });
                continue;
            }
            let workspace = build.run.workspace;
            let bind = |created, fit: Option<Fit>| {
                let plan = BuildPlan { created, fit: fit.or(build.plan.fit), ..build.plan.clone() };
                let again = Build::new(workspace, &plan, self.events)?;
                again.book(&wanted, &binding)
            };
            let of_folder = OfFolder { folder: &folder, year, names, formats: binding.formats.clone() };
            if let Some(bound) = self.compare_book(of_folder, build.plan.created, fit, bind) {
                all.insert(year, bound);
            }
        }
        self.report.notes.append(&mut notes);
        Ok(all)
    }
}
