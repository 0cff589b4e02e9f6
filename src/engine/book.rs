//! The book of a submission, which `build` writes for a folder: all forms of a year
//! in one PDF and one workbook, with their summary, and the list of all files.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::build::{AllMade, Build, fault};
use super::digest::{Digest, Digester};
use super::error::{Error, remedy, why};
use super::events::{Work, measure};
use super::ledger::Output;
use super::made::Member;
use super::make::fill;
use super::names::{Claims, file_name};
use super::parallel::{HAS_THREADS, Steps};
use super::words;
use crate::book::{self, Book, BoundForm, FileEntry, PartTemplates};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId};
use crate::export::ExportError;
use crate::layout::lay_out;
use crate::messages::Message;
use crate::project::{Format, Project, Settings};

/// The most projects of a book that nobody asked for: more are no submission of one
/// institution.
const MOST: usize = 200;

/// So many files' forms may wait to be bound.
const WAITING: usize = 8;

/// What became of the books.
#[derive(Default)]
pub(crate) struct Bound {
    /// The paths of written files.
    pub written: Vec<PathBuf>,
    /// How many files were there already as they are to be.
    pub current: usize,
    pub findings: Diagnostics,
    /// Why some were not made.
    pub notes: Vec<Message>,
}

/// A book that is wanted: its projects, each with the number of its file.
pub(crate) struct WantedBook<'m> {
    /// The number of the output folder.
    pub folder: usize,
    pub year: u16,
    pub members: Vec<(usize, &'m Member)>,
}

/// How a book is bound.
pub(crate) struct Binding<'b> {
    settings: &'b Settings,
    pub templates: PartTemplates<'b>,
    pub formats: Vec<Format>,
    /// The name of its files without their endings.
    pub stem: String,
}

impl Binding<'_> {
    /// The names of its files; that of the list is the last one.
    pub(crate) fn names(&self) -> Vec<String> {
        let endings = self.formats.iter().map(|format| format.extension()).chain(["json"]);
        endings.map(|ending| format!("{}.{ending}", self.stem)).collect()
    }
}

/// A file as a list names it.
pub(crate) fn entry(file: &str, sha256: Digest) -> FileEntry {
    FileEntry { file: file.to_owned(), sha256: sha256.to_string() }
}

/// Why a book could not be bound.
pub(crate) enum Unbound {
    Failed(Error),
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

impl From<Error> for Unbound {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Build<'_> {
    /// Writes the books of these projects, each with the number of its file.
    pub(crate) fn bind(&self, all: &AllMade, claims: &mut Claims) -> Result<Bound, Error> {
        let mut bound = Bound::default();
        for wanted in self.wanted(all, &mut bound.notes) {
            let Some(binding) = self.binding(&wanted, &mut bound.notes) else { continue };
            match self.write_book(&wanted, &binding, claims, &mut bound) {
                Ok(()) => {}
                Err(Unbound::Failed(error)) => return Err(error),
                Err(Unbound::Found(finding)) => bound.findings.push(finding),
                Err(Unbound::Fault(error)) => bound.findings.push(fault(&error)),
            }
        }
        Ok(bound)
    }

    /// The books of these projects: one for each output folder and year, with all projects
    /// whose settings do not say otherwise.
    pub(crate) fn wanted<'m>(&self, all: &'m AllMade, notes: &mut Vec<Message>) -> Vec<WantedBook<'m>> {
        let mut books: BTreeMap<(usize, u16), Vec<(usize, &Member)>> = BTreeMap::new();
        for (file, member) in all.members.iter().filter(|(file, _)| self.wants_book(*file) != Some(false)) {
            books.entry((member.folder, member.year)).or_default().push((*file, member));
        }
        let lacking = all.lacking.iter().filter(|file| self.wants_book(**file) != Some(false));
        let lacking: BTreeSet<usize> = lacking.filter_map(|file| self.folder_of(*file)).collect();
        let mut wanted = Vec::new();
        for ((folder, year), mut members) in books {
            // Whatever order they were asked for in.
            members.sort_by_cached_key(|(file, _)| self.run.files[*file].named());
            let is_asked = members.iter().any(|(file, _)| self.wants_book(*file) == Some(true));
            if lacking.contains(&folder) {
                // Its totals would be wrong.
                notes.push(words::book_would_lack_projects(year));
            } else if !is_asked && members.len() > MOST {
                notes.push(words::book_would_be_large(year, members.len()));
            } else {
                wanted.push(WantedBook { folder, year, members });
            }
        }
        wanted
    }

    /// Whether a book with the projects of a file is wanted; where nobody says, by their
    /// count.
    fn wants_book(&self, file: usize) -> Option<bool> {
        let asked = if self.plan.is_part() { Some(false) } else { self.plan.book };
        let settings = self.run.scope_of(file).settings.as_ref();
        let asked = asked.or_else(|| settings.and_then(|(settings, _)| settings.output.book));
        asked.or_else(|| (!self.run.files[file].is_in_folder).then_some(false))
    }

    /// How a book is bound; none where a note says why it is not.
    pub(crate) fn binding(&self, wanted: &WantedBook<'_>, notes: &mut Vec<Message>) -> Option<Binding<'_>> {
        let WantedBook { year, members, .. } = wanted;
        // The book's own pages are set as the first of those wants who ask for it.
        let asks = |(file, _): &&(usize, &Member)| self.wants_book(*file) == Some(true);
        let (first, _) = members.iter().find(asks).unwrap_or(&members[0]);
        let scope = self.run.scope_of(*first);
        let (settings, _) = scope.settings.as_ref()?;
        let Some(templates) = PartTemplates::of(&scope.templates, *year) else {
            notes.push(words::no_templates_of_the_book(year));
            return None;
        };
        let stem = format!("{}（{year}年）", file_name(templates.title()));
        Some(Binding { settings, formats: self.book_formats(members), templates, stem })
    }

    fn write_book(
        &self,
        wanted: &WantedBook<'_>,
        binding: &Binding<'_>,
        claims: &mut Claims,
        bound: &mut Bound,
    ) -> Result<(), Unbound> {
        let (number, members) = (wanted.folder, &wanted.members);
        let folder = &self.folders[number];
        let Binding { formats, stem, .. } = binding;
        let file = FileId::from(stem);
        let found = |finding: Diagnostic| Unbound::Found(finding.at(file.whole(), Message::default()));
        claims.claim((number, folder.path()), stem.as_ref(), formats, &file).map_err(found)?;
        let all = binding.names();
        let made_of = made_of(members, formats);
        if let Some(entries) = all.iter().map(|name| self.known(number, name, made_of)).collect::<Option<Vec<_>>>() {
            bound.current += entries.len();
            all.iter().zip(entries).for_each(|(name, entry)| folder.note(name, entry));
            return Ok(());
        }
        let mut book = self.book(wanted, binding)?;
        let files = all.iter().zip(&book.files).map(|(name, bytes)| entry(name, Digest::of(bytes))).collect();
        book.files.push(book::Manifest::new(wanted.year, book.projects, book.amount, files).json().into_bytes());
        for (name, bytes) in all.iter().zip(&book.files) {
            folder.write(name, bytes).map_err(|error| {
                let what = words::cannot_write(folder.join(name).display(), why(&error));
                found(Diagnostic { help: remedy(&error), ..Diagnostic::new(Code::CannotWrite, what) })
            })?;
            folder.note(name, Output { made_of, sha256: Digest::of(bytes) });
            bound.written.push(folder.join(name));
        }
        Ok(())
    }

    /// The formats of a book of these projects: it is handed in as a page to read or a sheet
    /// to count with.
    fn book_formats(&self, members: &[(usize, &Member)]) -> Vec<Format> {
        let settings = members.iter().filter_map(|(file, _)| self.run.scope_of(*file).settings.as_ref());
        let mut formats: Vec<Format> = settings.flat_map(|(settings, _)| self.formats(settings)).collect();
        formats.retain(|format| *format != Format::Ofd);
        formats.sort_unstable();
        formats.dedup();
        formats
    }

    /// A book, whose list names the projects' files.
    pub(crate) fn book(&self, wanted: &WantedBook<'_>, binding: &Binding<'_>) -> Result<Book, Unbound> {
        let WantedBook { year, members, .. } = wanted;
        let Binding { settings, templates, formats, .. } = binding;
        let fonts = self.fonts(&Project::blank(templates.summary(), *year), settings)?.fonts;
        let each = |act: &mut dyn FnMut(BoundForm) -> Result<(), Unbound>| self.each_form(members, act);
        let bind = || book::bind(*year, templates, &fonts, formats, self.plan.created, each);
        let mut book = measure(self.run.events, Work::Book, bind)?;
        for ((_, member), project) in members.iter().zip(&mut book.projects) {
            project.files = member.files.iter().map(|(name, known)| entry(name, known.sha256)).collect();
        }
        Ok(book)
    }

    /// Makes the forms of these projects again, one after the other: those of many
    /// would not fit into memory. What is bound is bound on this thread.
    fn each_form(
        &self,
        members: &[(usize, &Member)],
        act: &mut dyn FnMut(BoundForm) -> Result<(), Unbound>,
    ) -> Result<(), Unbound> {
        let files: Vec<&[(usize, &Member)]> = members.chunk_by(|a, b| a.0 == b.0).collect();
        let files = files.as_slice();
        if !HAS_THREADS {
            return files.iter().try_for_each(|members| self.forms(members)?.into_iter().try_for_each(&mut *act));
        }
        let (sender, made) = sync_channel(WAITING);
        let make = move || {
            let steps = Steps {
                read: Ok,
                claim: Ok,
                make: |index: usize| self.forms(files[index]),
                // Nobody listens any more once something went wrong.
                settle: (1, |_: &mut [_]| {}),
                done: |_, forms: Vec<BoundForm>| drop(sender.send(forms)),
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
    fn forms(&self, members: &[(usize, &Member)]) -> Result<Vec<BoundForm>, Unbound> {
        let changed = || Error::new(words::changed_meanwhile()).help(words::build_again());
        let read = self.run.read(members[0].0).ok_or_else(changed)?;
        let mut projects: BTreeMap<usize, Project> = read.projects.into_iter().collect();
        let mut forms = Vec::new();
        for (_, member) in members {
            let project = projects.remove(&member.number).ok_or_else(changed)?;
            let fonts = self.fonts(&project, read.settings)?.fonts;
            let (formats, fit) = (self.formats(read.settings), self.fit(read.settings));
            let filled = fill(&project, &fonts, &formats, fit, &read.checks, &mut Diagnostics::new());
            let table = filled.ok_or_else(changed)?;
            let layout = lay_out(&table, &fonts);
            forms.push(BoundForm { project, table, layout, fonts });
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
