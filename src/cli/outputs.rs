//! Writing files, each replaced as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::Format;
use jixiao::messages::cli as words;
use jixiao::source::Source;

use super::failure::{Failure, why};

/// The name of a project's files without their ending, relative to the output
/// folder: that of its own file, with its number where the file has several.
pub(super) fn stem(file: &Path, number: usize, documents: usize) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    if documents > 1 {
        name.push(format!("-{number}"));
    }
    name.into()
}

/// What a run writes.
#[derive(Default)]
pub(super) struct Outputs {
    /// The files that are written, with what each was made of.
    files: BTreeMap<PathBuf, Arc<Source>>,
    /// Whether standard output has been taken.
    standard: bool,
}

impl Outputs {
    /// How many files were written.
    pub(super) fn count(&self) -> usize {
        self.files.len() + usize::from(self.standard)
    }

    /// The files of a project in a folder, or on standard output where there is
    /// none: refused before any of them is written if one cannot be.
    pub(super) fn claim(
        &mut self,
        folder: Option<&Path>,
        stem: &Path,
        formats: &[Format],
        source: &Arc<Source>,
    ) -> Result<Vec<Option<PathBuf>>, Failure> {
        let Some(folder) = folder else {
            if std::mem::replace(&mut self.standard, true) || formats.len() > 1 {
                return Err(Failure::new(words::one_file_to_standard_output()).help(words::choose_one_file()));
            }
            return Ok(vec![None]);
        };
        let mut paths = Vec::new();
        for format in formats {
            let mut name = stem.as_os_str().to_owned();
            name.push(".");
            name.push(format.extension());
            let path = folder.join(name);
            if let Some(first) = self.files.get(&path) {
                let what = words::same_output(&first.name, &source.name, path.display());
                return Err(Failure::new(what).help(words::rename_one()));
            }
            paths.push(path);
        }
        self.files.extend(paths.iter().map(|path| (path.clone(), Arc::clone(source))));
        Ok(paths.into_iter().map(Some).collect())
    }
}

impl Outputs {
    /// Gives up files that are not written after all.
    pub(super) fn release(&mut self, paths: &[Option<PathBuf>]) {
        for path in paths {
            match path {
                Some(path) => drop(self.files.remove(path)),
                None => self.standard = false,
            }
        }
    }
}

/// Writes a file, or standard output where there is no path, and names the file
/// on standard output.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let Some(path) = path else {
        let written = out.write_all(bytes).and_then(|()| out.flush());
        return written.map_err(|error| Failure::new(words::cannot_write_standard_output(why(&error))));
    };
    replace(path, bytes).map_err(|error| {
        let failure = Failure::new(words::cannot_write(path.display(), why(&error)));
        match error.kind() {
            io::ErrorKind::PermissionDenied => failure.help(words::close_the_other_program()),
            _ => failure,
        }
    })?;
    // A pipe that is closed early has read what it wanted.
    let _ = writeln!(out, "{}", path.display());
    Ok(())
}

/// Puts a file in place with one rename, so that nobody sees half of it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file; the process's mask is taken off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".jixiao-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
