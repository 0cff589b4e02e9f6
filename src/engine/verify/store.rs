//! What the store of an output folder says of its files, and the files of no project.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Verifier, about, digest, warning};
use crate::diag::Code;
use crate::engine::ledger::Ledger;
use crate::engine::paths::{below, has_ending};
use crate::verify::words;

impl Verifier<'_> {
    /// Compares the files of a folder, but for those of which it is said already, with what
    /// was noted when they were written.
    pub(super) fn compare_store(&mut self, folder: &Path, said: &[PathBuf]) {
        let (files, mut found) = (self.files, Vec::new());
        let path = Ledger::path(folder, None);
        if Ledger::is_damaged(files, &path) {
            found.push(about(&path, Code::NotAsBuilt, words::store_is_damaged(path.display())));
        }
        for (name, noted) in Ledger::read(files, &path).0 {
            let file = below(folder, &name);
            let is_list = has_ending(&file, "json");
            if said.contains(&file) || !is_list && !self.compares(&name) {
                continue;
            }
            match (files.is_file(&file), digest(files, &file)) {
                (true, Some(digest)) if digest == noted.sha256 => {}
                (true, _) => {
                    let finding = about(&file, Code::NotAsBuilt, words::not_as_stored(file.display(), path.display()));
                    found.push(finding.help(words::build_it()));
                }
                // Forms of projects that are gone are deleted; their list is not.
                (false, _) if is_list => {
                    let finding = about(&file, Code::MissingOutput, words::list_is_gone(file.display()));
                    found.push(finding.help(words::build_it()));
                }
                (false, _) => {}
            }
        }
        self.report.found.extend(found);
    }

    /// Names the files that were made in a folder and are of none of its projects any more:
    /// `known` are those of projects, books and lists.
    pub(super) fn of_no_project(&mut self, folder: &Path, known: &BTreeSet<PathBuf>) {
        let without_ending = |path: &Path| path.with_extension("");
        let stems: BTreeSet<PathBuf> = known.iter().map(|path| without_ending(path)).collect();
        for name in Ledger::read(self.files, &Ledger::path(folder, None)).0.keys() {
            let path = below(folder, name);
            if self.files.is_file(&path) && !known.contains(&path) && !stems.contains(&without_ending(&path)) {
                let finding = warning(&path, Code::Differs, words::of_no_project(path.display()));
                self.report.found.push(finding.help(words::delete_the_old_file()));
            }
        }
    }
}
