//! Names of files: which ones every system takes, and which a run writes.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::paths::below;
use super::words;
use crate::diag::{Code, Diagnostic, FileId};
use crate::messages::Message;
use crate::project::Format;

/// The names of the files that are no projects, without their ending.
const OTHERS: [&str; 2] = ["jixiao", "指标库"];

/// A path in a folder, the same on every system.
pub(crate) fn key(path: &Path) -> String {
    let components: Vec<_> = path.components().map(|component| component.as_os_str().to_string_lossy()).collect();
    components.join("/")
}

/// The name of a project's files without their ending, relative to the output
/// folder: that of its own file, with its number where the file has several.
pub(crate) fn stem(file: &Path, number: usize, documents: usize) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    if documents > 1 {
        name.push(format!("-{number}"));
    }
    name.into()
}

/// The name of a project's file of a format.
pub(crate) fn output_name(stem: &Path, format: Format) -> String {
    format!("{}.{}", key(stem), format.extension())
}

/// The name of a project as a file's: one that every system takes, and no other file
/// of a folder has.
pub(crate) fn file_name(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let name = name.trim().trim_start_matches('.');
    let name = name[..name.floor_char_boundary(LONGEST_NAME)].trim_end_matches(['.', ' ']);
    let is_other = OTHERS.iter().any(|other| name.eq_ignore_ascii_case(other));
    let is_taken = name.is_empty() || is_other || is_reserved(name);
    if is_taken { format!("{name}_") } else { name.to_owned() }
}

/// The most bytes of a name: longer ones would not leave room for endings and numbers in the
/// 255 that most systems take.
const LONGEST_NAME: usize = 210;

/// The names in a folder, so that none is given twice.
#[derive(Default)]
pub(crate) struct Names {
    /// As a file system sees them that does not tell capitals from small letters.
    taken: HashSet<String>,
}

impl Names {
    /// These names are there.
    pub(crate) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { taken: names.into_iter().map(str::to_lowercase).collect() }
    }

    /// Takes a name; whether it was free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_lowercase())
    }

    /// The [name](file_name) of a folder: with a number where another one has it.
    pub(crate) fn free(&mut self, name: &str) -> String {
        self.numbered(&file_name(name), "")
    }

    /// The same of a file, whose ending with its dot stays what it is.
    pub(crate) fn free_file(&mut self, name: &str, ending: &str) -> String {
        self.numbered(&file_name(name), ending)
    }

    fn numbered(&mut self, name: &str, ending: &str) -> String {
        let mut own = format!("{name}{ending}");
        let mut number = 1;
        while !self.take(&own) {
            number += 1;
            own = format!("{name}-{number}{ending}");
        }
        own
    }
}

/// Whether a name is that of a device on Windows.
pub(crate) fn is_reserved(name: &str) -> bool {
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    let ports = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"];
    let name = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT"));
    devices.contains(&name.as_str()) || port.is_some_and(|port| ports.contains(&port))
}

/// What in a name some system does not allow in the names of files.
fn not_portable(stem: &Path) -> Option<Message> {
    let last = stem.components().count();
    stem.components().enumerate().find_map(|(index, component)| {
        let Some(name) = component.as_os_str().to_str() else { return Some(words::name_is_no_unicode()) };
        let forbidden = |c: &char| c.is_control() || "<>:\"\\|?*".contains(*c);
        if let Some(character) = name.chars().find(forbidden) {
            let shown =
                if character.is_control() { character.escape_debug().to_string() } else { character.to_string() };
            return Some(words::forbidden_character(shown));
        }
        // The last one still gets its ending.
        if index + 1 < last && name.ends_with([' ', '.']) {
            return Some(words::ends_in_dot_or_space());
        }
        is_reserved(name).then(|| words::name_of_a_device(name))
    })
}

/// Which files a run writes, so that none is written twice.
#[derive(Default)]
pub(crate) struct Claims {
    /// By the folder and the path in it as a file system sees it that does not tell
    /// capitals from small letters.
    files: HashMap<(usize, String), FileId>,
    /// Whether the place of the one file that is given back has been taken.
    one: bool,
}

impl Claims {
    /// Takes the files of a project in a folder, of which the run has several: all
    /// of them, or none where a finding says why.
    pub(crate) fn claim(
        &mut self,
        (number, folder): (usize, &Path),
        stem: &Path,
        formats: &[Format],
        file: &FileId,
    ) -> Result<Vec<String>, Diagnostic> {
        if let Some(wrong) = not_portable(stem) {
            let error = Diagnostic::new(Code::FileName, words::bad_file_name(stem.display(), wrong));
            return Err(error.help(words::rename_the_file()));
        }
        let names: Vec<String> = formats.iter().map(|format| output_name(stem, *format)).collect();
        let place = |name: &String| (number, name.to_lowercase());
        for name in &names {
            if let Some(first) = self.files.get(&place(name)).filter(|first| *first != file) {
                let what = words::same_output(first.name(), file.name(), below(folder, name).display());
                return Err(Diagnostic::new(Code::SameOutput, what).help(words::rename_one()));
            }
        }
        self.files.extend(names.iter().map(|name| (place(name), file.clone())));
        Ok(names)
    }

    /// Takes an output that is there from before, of a project in a file.
    pub(crate) fn keep(&mut self, folder: usize, output: &str, file: &FileId) {
        self.files.insert((folder, output.to_lowercase()), file.clone());
    }

    /// Takes the place of the one file whose bytes are given back.
    pub(crate) fn one(&mut self, formats: &[Format]) -> Result<(), Error> {
        if std::mem::replace(&mut self.one, true) || formats.len() > 1 {
            return Err(Error::new(words::one_file_to_standard_output()).help(words::choose_one_file()));
        }
        Ok(())
    }
}
