//! The book of a submission, which `build` writes for a folder: all forms of a year
//! in one PDF and one workbook, with their summary, and the list of all files.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::thread;

use jixiao::book::{self, Book, FileEntry, Form, PartTemplates};
use jixiao::diag::{Code, Diagnostic, Diagnostics};
use jixiao::layout::lay_out;
use jixiao::messages::{Message, cli as words};
use jixiao::project::{Project, Settings};
use jixiao::source::{Source, Span};
use jixiao::{ExportError, Format, fill};

use super::author::file_name;
use super::build::{Build, Total};
use super::failure::{Failure, remedy, why};
use super::fault;
use super::manifest::{Digest, Digester, Entry};
use super::outputs::Claims;
use super::parallel::Steps;
use super::timings::Stage;

/// The most projects of a book that nobody asked for: more are no submission of one
/// institution.
const MOST: usize = 200;

/// So many files' forms may wait to be bound.
const WAITING: usize = 8;

/// A project that was made.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The number of the output folder.
    pub folder: usize,
    pub year: u16,
    /// Its number in its file.
    pub number: usize,
    /// The digest of all that its files were made of.
    pub made_of: Digest,
    /// Its files, by their paths in the output folder.
    pub files: Vec<(String, Entry)>,
}

/// What became of the books.
#[derive(Default)]
pub(super) struct Bound {
    /// The paths of written files.
    pub written: Vec<PathBuf>,
    /// How many files were there already as they are to be.
    pub current: usize,
    pub findings: Diagnostics,
    /// Why some were not made.
    pub notes: Vec<Message>,
}

/// Why a book could not be bound.
enum Unbound {
    Failed(Failure),
    /// Something that a finding says.
    Found(Diagnostic),
    /// A fault of the program.
    Fault(ExportError),
}

impl From<ExportError> for Unbound {
    fn from(error: ExportError) -> Self {
        Self::Fault(error)
    }
}

impl From<Failure> for Unbound {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Build<'_> {
    /// Writes the books of these projects, each with the number of its file.
    pub(super) fn bind(&self, total: &Total, claims: &mut Claims) -> Result<Bound, Failure> {
        let mut books: BTreeMap<(usize, u16), Vec<(usize, &Member)>> = BTreeMap::new();
        for (file, member) in &total.members {
            books.entry((member.folder, member.year)).or_default().push((*file, member));
        }
        let mut bound = Bound::default();
        for ((folder, year), members) in books {
            match self.wants_book(members[0].0) {
                Some(false) => {}
                // Its totals would be wrong.
                _ if total.lacking.contains(&folder) => bound.notes.push(words::book_would_lack_projects(year)),
                None if members.len() > MOST => bound.notes.push(words::book_would_be_large(year, members.len())),
                _ => match self.bind_one((folder, year), &members, claims, &mut bound) {
                    Ok(()) => {}
                    Err(Unbound::Failed(failure)) => return Err(failure),
                    Err(Unbound::Found(finding)) => bound.findings.push(finding),
                    Err(Unbound::Fault(error)) => {
                        let finding = Diagnostic::new(Code::Internal, fault(&error));
                        bound.findings.push(finding.help(words::fault_of_the_program()));
                    }
                },
            }
        }
        Ok(bound)
    }

    fn bind_one(
        &self,
        (number, year): (usize, u16),
        members: &[(usize, &Member)],
        claims: &mut Claims,
        bound: &mut Bound,
    ) -> Result<(), Unbound> {
        let folder = &self.folders[number];
        let Some(settings) = self.run.settings_of(members[0].0) else { return Ok(()) };
        let mut formats = self.formats(settings);
        // A book is handed in as a page to read or a sheet to count with.
        formats.retain(|format| *format != Format::Ofd);
        let Some(templates) = PartTemplates::of(self.run.templates(members[0].0), year) else {
            bound.notes.push(words::no_templates_of_the_book(year));
            return Ok(());
        };
        let stem = format!("{}（{year}年）", file_name(templates.title()));
        let place = Span::whole(&Source::new(&stem, ""));
        let found = |finding: Diagnostic| Unbound::Found(finding.at(place.clone(), Message::default()));
        let names = claims.claim((number, folder), stem.as_ref(), &formats, &place.source).map_err(found)?;
        let all: Vec<String> = names.into_iter().chain([format!("{stem}.json")]).collect();
        let made_of = made_of(members, &formats);
        if let Some(entries) = all.iter().map(|name| self.known(number, name, made_of)).collect::<Option<Vec<_>>>() {
            bound.current += entries.len();
            all.iter().zip(entries).for_each(|(name, entry)| folder.note(name, entry));
            return Ok(());
        }
        let mut book = self.book((year, &templates), settings, members, &formats)?;
        let entry = |file: &String, sha256: Digest| FileEntry { file: file.clone(), sha256: sha256.to_string() };
        for ((_, member), project) in members.iter().zip(&mut book.projects) {
            project.files = member.files.iter().map(|(name, known)| entry(name, known.sha256)).collect();
        }
        let files = all.iter().zip(&book.files).map(|(name, bytes)| entry(name, Digest::of(bytes))).collect();
        book.files.push(book::Manifest::new(year, book.projects, book.amount, files).json().into_bytes());
        for (name, bytes) in all.iter().zip(&book.files) {
            folder.write(name, bytes).map_err(|error| {
                let what = words::cannot_write(folder.join(name).display(), why(&error));
                found(Diagnostic { help: remedy(&error), ..Diagnostic::new(Code::CannotWrite, what) })
            })?;
            folder.note(name, Entry { made_of, sha256: Digest::of(bytes) });
            bound.written.push(folder.join(name));
        }
        Ok(())
    }

    fn book(
        &self,
        (year, templates): (u16, &PartTemplates<'_>),
        settings: &Settings,
        members: &[(usize, &Member)],
        formats: &[Format],
    ) -> Result<Book, Unbound> {
        let fonts = self.cabinet.of(&Project::blank(templates.summary(), year), settings)?.fonts;
        let each = |act: &mut dyn FnMut(Form) -> Result<(), Unbound>| self.each_form(members, act);
        self.timings.measure(Stage::Book, || book::bind(year, templates, &fonts, formats, self.created, each))
    }

    /// Makes the forms of these projects again, one after the other: those of many
    /// would not fit into memory. What is bound is bound on this thread.
    fn each_form(
        &self,
        members: &[(usize, &Member)],
        act: &mut dyn FnMut(Form) -> Result<(), Unbound>,
    ) -> Result<(), Unbound> {
        let files: Vec<&[(usize, &Member)]> = members.chunk_by(|a, b| a.0 == b.0).collect();
        let files = files.as_slice();
        let (sender, made) = sync_channel(WAITING);
        let make = move || {
            let steps = Steps {
                read: Ok,
                claim: Ok,
                make: |index: usize| self.forms(files[index]),
                // Nobody listens any more once something went wrong.
                done: |_, forms: Vec<Form>| drop(sender.send(forms)),
            };
            steps.run(files.len(), self.run.threads)
        };
        thread::scope(|scope| {
            let making = scope.spawn(make);
            made.into_iter().flatten().try_for_each(act)?;
            making.join().unwrap_or_else(|panic| resume_unwind(panic))
        })
    }

    /// The forms of projects of one file.
    fn forms(&self, members: &[(usize, &Member)]) -> Result<Vec<Form>, Unbound> {
        let changed = || Failure::new(words::changed_meanwhile()).help(words::build_again());
        let read = self.run.read(members[0].0).ok_or_else(changed)?;
        let mut projects: BTreeMap<usize, Project> = read.projects.into_iter().collect();
        let mut forms = Vec::new();
        for (_, member) in members {
            let project = projects.remove(&member.number).ok_or_else(changed)?;
            let fonts = self.cabinet.of(&project, read.settings)?.fonts;
            let (formats, fit) = (self.formats(read.settings), self.fit(read.settings));
            let filled = fill(&project, &fonts, &formats, fit, read.checks, &mut Diagnostics::new());
            let table = filled.ok_or_else(changed)?;
            let layout = lay_out(&table, &fonts);
            forms.push(Form { project, table, layout, fonts });
        }
        Ok(forms)
    }
}

/// The digest of all that a book is made of.
fn made_of(members: &[(usize, &Member)], formats: &[Format]) -> Digest {
    let mut digest = Digester::default();
    digest.add(format!("{formats:?}").as_bytes());
    for (_, member) in members {
        digest.add(member.made_of.to_string().as_bytes());
        for (name, entry) in &member.files {
            digest.add(name.as_bytes());
            digest.add(entry.sha256.to_string().as_bytes());
        }
    }
    digest.finish()
}
