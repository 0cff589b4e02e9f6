//! The lists of a submission's files, compared with what they should say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Verifier, about, digest, read};
use crate::book::{FileEntry, Manifest, ProjectEntry};
use crate::diag::{Code, Diagnostic};
use crate::engine::digest::Digest;
use crate::engine::files::Files;
use crate::engine::ledger::is_inside;
use crate::engine::paths::{below, has_ending};
use crate::messages::Message;
use crate::verify::words;

/// A list.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub path: PathBuf,
    text: String,
    pub manifest: Manifest,
}

/// What a list should say.
pub(super) struct Expected {
    pub manifest: Manifest,
    /// Whether these are all projects of the list.
    pub is_whole: bool,
    /// Whether the pages of the book are known.
    pub has_pages: bool,
}

/// The name of a project's file without its ending: those of all its files have this in common.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl List {
    /// Reads a list.
    pub(super) fn read(files: &dyn Files, path: &Path) -> Result<Self, Diagnostic> {
        let damaged = || {
            let finding = about(path, Code::NotAsBuilt, words::list_is_damaged(path.display()));
            finding.help(words::ask_for_the_list())
        };
        let bytes = read(files, path, 0)?.ok_or_else(damaged)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        let manifest = Manifest::from_json(text.trim_start_matches('\u{feff}')).ok_or_else(damaged)?;
        Ok(Self { path: path.to_owned(), text, manifest })
    }

    /// The names of the projects' files.
    pub(super) fn names_of_projects(&self) -> impl Iterator<Item = &str> {
        self.manifest.projects.iter().flat_map(|project| &project.files).map(|file| file.file.as_str())
    }

    /// The names of the book's files.
    pub(super) fn entries_of_book(&self) -> impl Iterator<Item = &str> {
        self.manifest.book.iter().map(|file| file.file.as_str()).filter(|name| is_inside(name))
    }

    /// The files that it names.
    pub(super) fn entries(&self) -> impl Iterator<Item = &FileEntry> {
        self.manifest.projects.iter().flat_map(|project| &project.files).chain(&self.manifest.book)
    }
}

/// Whether a file is a list, or what is left of one: JSON that calls itself something else
/// is not.
pub(super) fn is_list(files: &dyn Files, path: &Path) -> bool {
    let text = read(files, path, 0).ok().flatten().unwrap_or_default();
    let value: Option<serde_json::Value> = serde_json::from_slice(&text).ok();
    let format = value.as_ref().map(|value| value.get("format").and_then(|format| format.as_str()));
    // A list that was cut off is no JSON; one of a book stands beside it.
    let is_of_a_book = ["pdf", "xlsx"].iter().any(|ending| files.is_file(&path.with_extension(ending)));
    is_of_a_book || format.is_none_or(|format| format == Some(crate::book::FORMAT))
}

impl Verifier<'_> {
    /// The lists that count for a folder. What is wrong with those in it is told.
    pub(super) fn lists_of(&mut self, folder: &Path) -> Vec<List> {
        let files = self.files;
        let paths = files.list(folder).unwrap_or_default().into_iter();
        let paths = paths.filter(|path| has_ending(path, "json") && !crate::engine::paths::is_hidden(path));
        let mut lists: Vec<List> = Vec::new();
        for path in paths {
            match List::read(files, &path) {
                Ok(list) => match lists.iter().find(|known| known.manifest.year == list.manifest.year) {
                    Some(known) => {
                        let what = words::two_lists(known.path.display(), path.display());
                        self.report.found.push(about(&path, Code::NotAsBuilt, what));
                    }
                    None => lists.push(list),
                },
                Err(_) if !is_list(files, &path) => {}
                Err(finding) => self.report.found.push(finding),
            }
        }
        if self.plan.lists.is_empty() {
            return lists;
        }
        // Those that were kept apart count; one that came along has to be the same.
        for list in &lists {
            if !self.apart.iter().any(|apart| apart.text == list.text) {
                let what = words::list_is_another(list.path.display());
                self.report.found.push(about(&list.path, Code::NotAsBuilt, what));
            }
        }
        self.apart.clone()
    }

    /// Compares the files that a list names with their digests, wherever it was kept; gives
    /// those that are others.
    pub(super) fn compare_files(&mut self, folder: &Path, list: &List) -> Vec<PathBuf> {
        let (files, mut found) = (self.files, Vec::new());
        let whole = files.whole(folder).ok();
        let (mut named, mut others) = (BTreeSet::new(), Vec::new());
        for file in list.entries() {
            let path = below(folder, &file.file);
            let leads_out = || {
                let target = files.whole(&path).ok();
                matches!((&whole, target), (Some(whole), Some(target)) if !target.starts_with(whole))
            };
            if !is_inside(&file.file) || leads_out() {
                found.push(about(&list.path, Code::NotAsBuilt, words::entry_leads_out(&file.file)));
                continue;
            }
            if !named.insert(file.file.to_lowercase()) {
                found.push(about(&list.path, Code::NotAsBuilt, words::entry_is_twice(&file.file)));
                continue;
            }
            if !self.compares(&file.file) {
                continue;
            }
            let finding = match (files.is_file(&path), digest(files, &path)) {
                (true, Some(there)) if there.to_string() == file.sha256 => continue,
                (true, _) => about(&path, Code::NotAsBuilt, words::not_as_built(path.display())),
                (false, _) => about(&path, Code::MissingOutput, words::no_such_output(path.display())),
            };
            found.push(finding.help(words::build_it()));
            others.push(path);
        }
        self.report.found.extend(found);
        others
    }

    /// Compares what a list says with what it should.
    pub(super) fn compare(&mut self, list: &List, expected: &Expected) {
        let found = compare(list, expected, &|name| self.compares(name));
        self.report.found.extend(found);
    }
}

/// What a list says otherwise than it should of the files that are compared.
fn compare(list: &List, expected: &Expected, is_compared: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
    let Expected { manifest: ours, is_whole, has_pages } = expected;
    if *is_whole && *has_pages && list.text == ours.json() {
        return Vec::new();
    }
    let only = |of: &Manifest| {
        let mut of = of.clone();
        let projects = of.projects.iter_mut().map(|project| &mut project.files);
        projects.chain([&mut of.book]).for_each(|files| files.retain(|file| is_compared(&file.file)));
        of
    };
    let (theirs, ours) = (&only(&list.manifest), &only(ours));
    let mut told: Vec<Message> = Vec::new();
    let mut differs = |what: Message| told.push(what);
    let is_of = |own: &ProjectEntry, entry: &ProjectEntry| {
        entry.files.iter().any(|file| own.files.iter().any(|known| stem(&known.file) == stem(&file.file)))
    };
    let mut order = Vec::new();
    for (whole, entry) in list.manifest.projects.iter().zip(&theirs.projects) {
        let at = expected.manifest.projects.iter().position(|own| is_of(own, whole));
        let Some((at, own)) = at.map(|at| (at, &ours.projects[at])) else {
            if *is_whole {
                differs(words::listed_project_is_gone(&entry.name));
            }
            continue;
        };
        order.push(at);
        differing(entry, own, *has_pages).into_iter().for_each(&mut differs);
    }
    if *is_whole {
        let is_listed = |own: &ProjectEntry| list.manifest.projects.iter().any(|entry| is_of(own, entry));
        for own in expected.manifest.projects.iter().filter(|own| !is_listed(own)) {
            differs(words::project_not_listed(&own.name));
        }
        if theirs.amount != ours.amount {
            differs(words::list_sum_differs(&theirs.amount, &ours.amount));
        }
        for own in ours.book.iter().filter(|own| theirs.book.iter().all(|file| file.file != own.file)) {
            differs(words::not_listed(&own.file));
        }
        if !order.is_sorted() || order.windows(2).any(|pair| pair[0] == pair[1]) {
            differs(words::list_has_another_order());
        }
        if theirs.program != ours.program {
            differs(words::list_is_of_another_program(&theirs.program, &ours.program));
        }
    }
    let is_same_digest = |theirs: &Manifest| {
        let digests = |of: &Manifest| -> BTreeMap<String, String> {
            let all = of.projects.iter().flat_map(|project| &project.files).chain(&of.book);
            all.map(|file| (file.file.clone(), file.sha256.clone())).collect()
        };
        digests(theirs) == digests(ours)
    };
    // What is left is how it is written, which its digest would tell.
    let is_all = *theirs == list.manifest;
    let is_otherwise = told.is_empty() && *is_whole && *has_pages && is_all && is_same_digest(theirs);
    let mut found: Vec<Diagnostic> = told.into_iter().map(|what| about(&list.path, Code::Differs, what)).collect();
    if is_otherwise {
        found.push(about(&list.path, Code::NotAsBuilt, words::list_is_written_otherwise(list.path.display())));
    }
    found
}

/// What a list says otherwise of a project than it should.
fn differing(entry: &ProjectEntry, own: &ProjectEntry, has_pages: bool) -> Vec<Message> {
    let mut told = Vec::new();
    let mut differs = |what: Message| told.push(what);
    for (what, there, here) in [
        (words::the_name(), &entry.name, &own.name),
        (words::the_unit(), &entry.unit, &own.unit),
        (words::the_form(), &entry.template.name, &own.template.name),
    ] {
        if there != here {
            differs(words::list_says_otherwise(&own.name, what, there, here));
        }
    }
    if entry.template.name == own.template.name && entry.template.digest != own.template.digest {
        differs(words::list_has_another_template(&own.name, &own.template.name));
    }
    if has_pages && entry.page != own.page {
        differs(words::list_has_another_page(&own.name, entry.page, own.page));
    }
    let amounts = |of: &ProjectEntry| -> BTreeMap<String, String> {
        of.totals.iter().map(|total| (total.field.clone(), total.amount.clone())).collect()
    };
    let (there, here) = (amounts(entry), amounts(own));
    for field in there.keys().chain(here.keys()).collect::<BTreeSet<_>>() {
        let amount = |of: &BTreeMap<String, String>| of.get(field).cloned().unwrap_or_default();
        if amount(&there) != amount(&here) {
            differs(words::list_differs(field, amount(&there), amount(&here)));
        }
    }
    for file in own.files.iter().filter(|own| entry.files.iter().all(|file| file.file != own.file)) {
        differs(words::not_listed(&file.file));
    }
    for file in entry.files.iter().filter(|file| own.files.iter().all(|own| own.file != file.file)) {
        differs(words::listed_file_is_of_no_project(&own.name, &file.file));
    }
    told
}

/// A file as a list should name it.
pub(super) fn entry(file: &str, digest: Digest) -> FileEntry {
    crate::engine::book::entry(file, digest)
}
