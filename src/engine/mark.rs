//! Writes copies of filled workbooks in which what was found stands in comments at the cells.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::files::Files;
use super::filled::{is_workbook, workbook_bytes};
use super::words;
use super::workspace::Workspace;
use crate::diag::{Diagnostic, Fetched, Texts};
use crate::mark::{Remark, marked};
use crate::messages::{Language, Message};
use crate::unpack::Refused;

/// What a finding says of a cell.
pub(crate) fn remark(finding: &Diagnostic, texts: &impl Texts) -> Remark {
    let place = finding.labels.first().map(|label| &label.place);
    let sheet = place.and_then(|place| place.file.sheet_name()).map(str::to_owned);
    let cell = place.and_then(|place| Some(texts.source(&place.file)?.cell(place)?.to_owned()));
    let project = finding.subject.as_ref().and_then(|subject| subject.project.clone()).unwrap_or_default();
    let (level, what) = (finding.level.name(), finding.message.clone());
    Remark { sheet, cell, project, level, what, remedy: finding.help.clone().unwrap_or_default() }
}

impl Workspace {
    /// Writes a marked copy of each filled workbook about which something was found, in this
    /// language, into a folder; gives their paths, and which cannot be marked and why.
    ///
    /// # Errors
    ///
    /// A folder in which the workbooks themselves are, or a copy that cannot be written.
    pub fn write_marked(
        &self,
        findings: &[Diagnostic],
        folder: &Path,
        language: Language,
    ) -> Result<(Vec<PathBuf>, Vec<Message>), Error> {
        let texts = Fetched::new(self);
        let mut remarks: BTreeMap<&Path, Vec<Remark>> = BTreeMap::new();
        for finding in findings {
            let path = finding.labels.first().map(|label| label.place.file.path());
            if let Some(path) = path.filter(|path| is_workbook(path)) {
                remarks.entry(path).or_default().push(remark(finding, &texts));
            }
        }
        let (mut written, mut refused, mut names) = (Vec::new(), Vec::new(), HashSet::new());
        for (path, remarks) in remarks {
            let target = folder.join(new_name(path, &mut names));
            let is_there =
                self.files.whole(&target).is_ok_and(|there| self.files.whole(path).is_ok_and(|own| own == there));
            if is_there {
                let error = Error::new(words::marks_over_the_workbook(path.display()));
                return Err(error.help(words::mark_into_another_folder()));
            }
            // What cannot be read at all has been told.
            let Ok(bytes) = workbook_bytes(&*self.files, path) else { continue };
            match marked(&bytes, &remarks, language) {
                Ok(copy) => {
                    self.files.write(&target, &copy).map_err(|error| Error::write(&target, error))?;
                    written.push(target);
                }
                Err(Refused(why)) => refused.push(words::cannot_mark(path.display(), why)),
            }
        }
        Ok((written, refused))
    }
}

/// The name of a file, with a number where another file has the same.
fn new_name(path: &Path, known: &mut HashSet<String>) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let mut number = 1;
    loop {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") };
        if known.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}
