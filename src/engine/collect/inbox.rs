//! Reads a file that came, whatever it is: workbooks, project files, PDF and OFD that carry
//! their data, and archives of such.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::authoring;
use crate::book::summary_values;
use crate::check::{CheckSettings, Outline};
use crate::collect::{Content, FileRead, FormRead, Found, ItemRead, Place, Words, Yuan, is_of_the_office, words};
use crate::data;
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Place as TextPlace, Source, Subject, Texts};
use crate::engine::discover::{INDICATORS, SETTINGS, settings_files};
use crate::engine::files::{Files, Memory};
use crate::engine::filled::{FilledWorkbook, TextCells, is_lock};
use crate::engine::fonts::FontCache;
use crate::engine::make::fill;
use crate::engine::paths::{has_ending, is_hidden, is_yaml, parent};
use crate::engine::reach::Reach;
use crate::engine::texts::{MOST_BYTES as MOST_TEXT, Text as TextRead, text};
use crate::import::{Forms, LARGEST_FILE};
use crate::messages::{Language, Message};
use crate::project::{Format, Project, ProjectFile, Settings, read_file};
use crate::template::{BookPart, Template, Templates};
use crate::unpack::words::has_a_password;
use crate::unpack::{self, Archive, MOST_BYTES, Unread};

/// The version of what is kept of a file.
pub(super) const VERSION: u16 = 1;

/// The most files of an archive, and the most bytes that all of it is unpacked to: its files,
/// those of the archives in it, and the parts of workbooks and documents.
const MOST_FILES: usize = 5_000;
const MOST_UNPACKED: u64 = 512 << 20;

/// The most bytes that all that is new of an inbox is unpacked to in one run: 10,000 workbooks
/// have a tenth.
pub(super) const MOST_OF_ALL: u64 = 64 << 30;

/// So deep archives stand in each other at most.
const DEEPEST: usize = 3;

/// Reads the files that came.
pub(super) struct Reader<'a> {
    pub files: &'a dyn Files,
    pub inbox: &'a Path,
    pub templates: &'a Templates,
    pub asked: Option<&'a Arc<Template>>,
    /// What the office's own settings say.
    pub settings: &'a Settings,
    pub checks: &'a CheckSettings,
    pub fonts: &'a FontCache,
    /// How many bytes may still be unpacked.
    pub left: AtomicU64,
}

/// The text of projects, with where it stands.
struct Text<'t> {
    source: &'t Arc<Source>,
    settings: &'t Settings,
    cells: Option<&'t TextCells>,
    /// Of a workbook, the sheet of each project.
    sheets: &'t [String],
    /// The sheets as findings show them.
    pictures: &'t [Arc<Source>],
    /// Whether the text is what the sender wrote, so that its lines say something.
    has_lines: bool,
}

impl Reader<'_> {
    /// What a file of this name, whose bytes are these, holds; none where too much was unpacked
    /// of the inbox already. A fault of the program over it stops no other.
    pub(super) fn item(&self, path: &Path, bytes: &[u8]) -> Option<ItemRead> {
        let what = kind(path, bytes);
        let read = || match what {
            What::Archive => self.whole_archive(bytes),
            what => vec![self.file(path, bytes, what, self.files, Some(self.inbox))],
        };
        let left = self.left.load(Ordering::Relaxed);
        let most = if what == What::Archive { left.min(MOST_UNPACKED) } else { left };
        let (files, unpacked) = unpack::within(most, || catch_unwind(AssertUnwindSafe(read)));
        if unpacked > left {
            return None;
        }
        let less = |left: u64| Some(left.saturating_sub(unpacked));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        let files = files.unwrap_or_else(|_| vec![refused(Code::Internal, words::reading_broke_down())]);
        Some(ItemRead { version: VERSION, files })
    }

    /// A file that is no archive; `tree` has the settings beside it, those in `root`.
    fn file(&self, path: &Path, bytes: &[u8], what: What, tree: &dyn Files, root: Option<&Path>) -> FileRead {
        let mut file = FileRead::default();
        match what {
            _ if bytes.is_empty() && what != What::Settings => refuse(&mut file, Code::EmptyFile, words::is_empty()),
            _ if bytes.len() as u64 > LARGEST_FILE && what != What::Pdf => {
                refuse(&mut file, Code::FileTooLarge, words::is_too_large(LARGEST_FILE >> 20));
            }
            What::Workbook => self.workbook(path, bytes, &mut file),
            What::Project => self.project(path, tree, root, &mut file),
            What::Pdf if bytes.len() > MOST_BYTES => {
                refuse(&mut file, Code::FileTooLarge, words::is_too_large(MOST_BYTES >> 20));
            }
            What::Pdf => self.data(data::in_pdf(bytes), words::is_another_pdf, &mut file),
            What::Ofd => self.data(data::in_ofd(bytes), words::is_another_ofd, &mut file),
            What::Settings => file.refused = Some(words::is_settings().into()),
            What::Word => refuse(&mut file, Code::NoForm, words::is_a_word_document()),
            What::Rar => refuse(&mut file, Code::NoForm, words::is_a_rar()),
            What::Picture => refuse(&mut file, Code::NoForm, words::is_a_picture()),
            What::Archive | What::Other => file.refused = Some(words::is_no_form().into()),
        }
        file
    }

    fn workbook(&self, path: &Path, bytes: &[u8], file: &mut FileRead) {
        let forms = Forms { asked: self.asked, ..Forms::from(self.templates) };
        let filled = FilledWorkbook::read(path, bytes, forms);
        if filled.sheets.is_empty() {
            let found = filled.findings.sorted();
            file.refused = found.iter().min_by_key(|finding| finding.level).map(|finding| (&finding.message).into());
            file.findings = found.iter().map(|finding| found_of(finding, Place::default())).collect();
            file.refused.get_or_insert_with(|| words::is_no_form().into());
            return;
        }
        let text = Text {
            source: &filled.source,
            settings: self.settings,
            cells: Some(&filled.cells),
            sheets: &filled.sheets,
            pictures: &filled.pictures,
            has_lines: false,
        };
        self.forms(&text, filled.findings, file);
    }

    fn project(&self, path: &Path, tree: &dyn Files, root: Option<&Path>, file: &mut FileRead) {
        let source = match text(tree, path) {
            Ok(source) => source,
            Err(finding) => {
                file.refused = Some((&finding.message).into());
                file.findings.push(found_of(&finding, Place::default()));
                return;
            }
        };
        if is_of_the_office(&source) {
            file.refused = Some(words::is_for_a_collection().into());
            return;
        }
        let (settings, found) = self.settings_of_sender(path, tree, root);
        let text =
            Text { source: &source, settings: &settings, cells: None, sheets: &[], pictures: &[], has_lines: true };
        self.forms(&text, found, file);
    }

    /// The settings for a project file, with what is wrong with the sender's. Those have values
    /// for fields; what rules, fonts, units and forms the office goes by is for the office to
    /// say.
    fn settings_of_sender(&self, path: &Path, tree: &dyn Files, root: Option<&Path>) -> (Settings, Diagnostics) {
        let mut found = Diagnostics::new();
        let own = settings_of_folder(tree, &parent(path), root).into_iter().map(|own| {
            let mut wrong = Diagnostics::new();
            let settings = match own {
                Ok(source) => Settings::read(&source, self.templates, &mut wrong).values(),
                Err(finding) => {
                    wrong.push(finding);
                    Settings::default()
                }
            };
            // They stand in none of the lines of the project file.
            found.extend(wrong.errors().map(|error| Diagnostic {
                message: words::in_file(SETTINGS, error.message.clone()),
                labels: Vec::new(),
                ..error.clone()
            }));
            settings
        });
        let own: Vec<Settings> = own.collect();
        let mut settings = own.iter().rev().fold(self.settings.clone(), |above, own| own.clone().over(&above));
        settings.form.clone_from(&self.settings.form);
        (settings, found)
    }

    /// The project of data that a PDF or OFD carries.
    fn data(&self, data: Result<data::FormData, data::DataError>, refused: fn() -> Message, file: &mut FileRead) {
        let project = data.and_then(|data| data::project(&data, self.templates));
        match project {
            Ok(project) => {
                let source = Source::new("", &authoring::write(&project));
                let (cells, sheets, pictures, has_lines) = (None, &[][..], &[][..], false);
                let text = Text { source: &source, settings: self.settings, cells, sheets, pictures, has_lines };
                self.forms(&text, Diagnostics::new(), file);
            }
            Err(data::DataError(why)) => {
                let password = has_a_password();
                let is_locked = why.say(Language::Chinese).contains(password.say(Language::Chinese));
                match is_locked {
                    true => refuse(file, Code::CannotRead, words::document_has_a_password()),
                    false => refuse(file, Code::NoForm, refused()),
                }
            }
        }
    }

    /// Reads the projects of a text, and checks each.
    fn forms(&self, text: &Text<'_>, before: Diagnostics, file: &mut FileRead) {
        let Text { source, settings, .. } = *text;
        let mut found = Diagnostics::new();
        let mut read = read_file(source, settings, self.templates, &mut found);
        let mut found = self.checks.apply_to_file(&mut read, found);
        let ProjectFile { projects, documents, subjects } = read;
        let formats = [Format::Pdf, Format::Xlsx];
        for (_, project) in &projects {
            match self.fonts.of(self.files, project, settings) {
                Ok(set) => drop(fill(project, &set.fonts, &formats, None, self.checks, &mut found)),
                Err(error) => {
                    let finding = Diagnostic { help: error.help, ..Diagnostic::new(Code::CannotRead, error.what) };
                    found.push(finding.at(project.span.clone(), Message::default()));
                }
            }
        }
        let starts: Vec<usize> = subjects.iter().map(|(start, _)| *start).collect();
        let mut forms: Vec<FormRead> = (0..documents)
            .map(|number| {
                let project = projects.iter().find(|(known, _)| *known == number + 1).map(|(_, project)| project);
                let end = starts.get(number + 1).copied().unwrap_or(source.text.len());
                let own = source.text.get(starts.get(number).copied().unwrap_or(0)..end).unwrap_or_default();
                let own = own.trim_end().trim_end_matches("---");
                self.form(text, number, subjects.get(number).map(|(_, subject)| &**subject), project, own)
            })
            .collect();
        before.sorted().into_iter().chain(found.sorted()).for_each(|finding| {
            let label = finding.labels.first().map(|label| &label.place);
            let sheet = label.and_then(|place| place.file.sheet_name());
            let number = match (sheet, label.and_then(|place| place.range.as_ref())) {
                (Some(sheet), _) => text.sheets.iter().position(|known| known == sheet),
                // What settings say wrongly is wrong with all of them.
                (None, Some(_)) if label.is_some_and(|place| place.file != source.file) => None,
                (None, Some(range)) => Some(starts.iter().rposition(|start| *start <= range.start).unwrap_or(0)),
                (None, None) => None,
            };
            let finding = text.cells.map_or_else(|| finding.clone(), |cells| cells.finding(finding.clone()));
            let place = finding.labels.first().map(|label| text.place(&label.place)).unwrap_or_default();
            let found = found_of(&finding, place);
            match number.filter(|number| *number < forms.len()) {
                Some(number) => forms[number].findings.push(found),
                // No form is sound where the file is not.
                None if found.level == Level::Error && !forms.is_empty() => {
                    for form in forms.iter_mut().filter(|form| !form.findings.contains(&found)) {
                        form.findings.push(found.clone());
                    }
                }
                None => file.findings.push(found),
            }
        });
        if forms.is_empty() {
            file.refused =
                Some(file.findings.first().map_or_else(|| words::is_no_form().into(), |found| found.what.clone()));
        }
        file.forms = forms;
    }

    fn form(
        &self,
        text: &Text<'_>,
        number: usize,
        subject: Option<&Subject>,
        project: Option<&Project>,
        own: &str,
    ) -> FormRead {
        let outline = project.map(Outline::of);
        let place =
            |place: &TextPlace| text.place(&text.cells.map_or_else(|| place.clone(), |cells| cells.place(place)));
        let summary = project.and_then(|project| {
            let summary = self.templates.part(BookPart::Summary, project.year)?;
            Some(summary_values(summary, project))
        });
        let named =
            |of: fn(&Subject) -> &Option<String>| subject.and_then(|subject| of(subject).clone()).unwrap_or_default();
        let written = project.map_or_else(|| own.to_owned(), authoring::write);
        FormRead {
            sheet: text.sheets.get(number).cloned(),
            unit: outline
                .as_ref()
                .and_then(|outline| outline.unit.as_ref().map(|(unit, _)| unit.clone()))
                .unwrap_or_else(|| named(|subject| &subject.unit)),
            project: outline
                .as_ref()
                .map(|outline| outline.name.0.clone())
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| named(|subject| &subject.project)),
            year: outline.as_ref().map(|outline| outline.year),
            amount: outline.as_ref().and_then(|outline| outline.amount).map(Yuan),
            summary: summary.unwrap_or_default(),
            name_at: outline.as_ref().map(|outline| place(&outline.name.1)).unwrap_or_default(),
            unit_at: outline
                .as_ref()
                .and_then(|outline| outline.unit.as_ref().map(|(_, unit)| place(unit)))
                .unwrap_or_default(),
            outline: outline.as_ref().and_then(Outline::content),
            content: match project {
                Some(project) => Content::Data(Box::new(data::of(project))),
                None => Content::Text(written.clone()),
            },
            text: written,
            findings: Vec::new(),
        }
    }

    /// The files of an archive as it came; where there is too much in it, that is said of the
    /// archive, behind what was read.
    fn whole_archive(&self, bytes: &[u8]) -> Vec<FileRead> {
        let mut files = Vec::new();
        if bytes.len() > MOST_BYTES {
            files.push(refused(Code::FileTooLarge, words::is_too_large(MOST_BYTES >> 20)));
        } else if let Err(what) = self.archive("", bytes, 1, &mut Budget::default(), &mut files) {
            files.push(refused(Code::CannotRead, what));
        } else {
            return files;
        }
        let last = files.iter_mut().next_back().into_iter().flat_map(|file| &mut file.findings);
        last.for_each(|found| found.remedy = words::divide_the_archive().into());
        files
    }

    /// Reads the files of an archive, and of those in it.
    ///
    /// # Errors
    ///
    /// There is more in all of it than is read.
    fn archive(
        &self,
        above: &str,
        bytes: &[u8],
        depth: usize,
        budget: &mut Budget,
        out: &mut Vec<FileRead>,
    ) -> Result<(), Message> {
        let refused = |inside: &str, what: Message| FileRead {
            inside: inside.trim_end_matches('/').to_owned(),
            ..refused(Code::CannotRead, what)
        };
        if depth > DEEPEST {
            out.push(refused(above, words::archive_is_too_deep()));
            return Ok(());
        }
        let mut archive = match Archive::open(bytes, MOST_FILES) {
            Ok(archive) => archive,
            Err(Unread::TooMany) => return Err(words::archive_has_too_much(MOST_FILES)),
            Err(_) => {
                out.push(refused(above, words::archive_is_broken()));
                return Ok(());
            }
        };
        let names: Vec<(usize, String)> = archive.files().map(|(number, name)| (number, name.to_owned())).collect();
        let tree = settings_of(&mut archive, &names);
        for (number, name) in names.iter().filter(|(_, name)| !is_beside(Path::new(name))) {
            let inside = format!("{above}{name}");
            if budget.files >= MOST_FILES {
                return Err(words::archive_has_too_much(MOST_FILES));
            }
            budget.files += 1;
            let too_much = || Err(words::archive_is_too_large(MOST_UNPACKED >> 20));
            let read = archive.read(*number, MOST_BYTES as u64 + 1);
            match read {
                _ if unpack::is_used_up() => return too_much(),
                Err(Unread::Locked) => {
                    let mut file = refused(&inside, words::archive_has_a_password());
                    file.findings.iter_mut().for_each(|found| found.remedy = words::send_it_again().into());
                    out.push(file);
                }
                Err(_) => out.push(refused(&inside, words::archive_is_broken())),
                Ok(content) => match kind(Path::new(name), &content) {
                    What::Archive => self.archive(&format!("{inside}/"), &content, depth + 1, budget, out)?,
                    what => {
                        let read = self.file(Path::new(name), &content, what, &tree, None);
                        if unpack::is_used_up() {
                            return too_much();
                        }
                        budget.text += read.forms.iter().map(|form| form.text.len() as u64).sum::<u64>();
                        if budget.text > MOST_TEXT {
                            return Err(words::archive_has_too_many_forms(MOST_TEXT >> 20));
                        }
                        out.push(FileRead { inside, ..read });
                    }
                },
            }
        }
        Ok(())
    }
}

impl Text<'_> {
    /// A place as it is kept.
    fn place(&self, place: &TextPlace) -> Place {
        if let Some(sheet) = place.file.sheet_name() {
            let picture = self.pictures.source(&place.file);
            let cell = picture.and_then(|picture| picture.cell(place).map(str::to_owned));
            return Place { sheet: Some(sheet.to_owned()), cell, line: None };
        }
        let line = place.range.as_ref().filter(|_| self.has_lines && place.file == self.source.file);
        Place { line: line.map(|range| self.source.line_column(range.start).0), ..Place::default() }
    }
}

/// What was taken of an archive so far.
#[derive(Default)]
struct Budget {
    files: usize,
    /// The bytes of its projects.
    text: u64,
}

/// The texts of the settings for what is in a folder, the nearest first: those in `root`, since
/// what stands above the inbox is not the sender's.
pub(super) fn settings_of_folder(tree: &dyn Files, folder: &Path, root: Option<&Path>) -> Vec<TextRead> {
    let reach = Reach::new(tree, [root.unwrap_or(Path::new("."))]);
    let all = settings_files(tree, folder).into_iter();
    all.filter(|path| root.is_none_or(|root| path.starts_with(root))).map(|path| reach.text(&path)).collect()
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Workbook,
    Project,
    Pdf,
    Ofd,
    Archive,
    Settings,
    Word,
    Rar,
    Picture,
    Other,
}

fn kind(path: &Path, bytes: &[u8]) -> What {
    let has = |endings: &[&str]| endings.iter().any(|ending| has_ending(path, ending));
    let is_named = |name: &str| path.file_name().is_some_and(|own| own == name);
    match bytes {
        _ if is_named(SETTINGS) || is_named(INDICATORS) => What::Settings,
        [b'%', b'P', b'D', b'F', ..] => What::Pdf,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => match has(&["zip"]) {
            true => What::Archive,
            false => package(path, bytes),
        },
        [0xD0, 0xCF, 0x11, 0xE0, ..] if has(&["doc", "wps", "docx"]) => What::Word,
        [0xD0, 0xCF, 0x11, 0xE0, ..] if has(&["xls", "et", "xlsx", "xlsm"]) => What::Workbook,
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => What::Rar,
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => What::Picture,
        _ if is_yaml(path) => What::Project,
        _ if has(&["xlsx", "xlsm", "xls", "et", "ods", "csv"]) => What::Workbook,
        _ if has(&["pdf"]) => What::Pdf,
        _ if has(&["ofd"]) => What::Ofd,
        _ if has(&["zip"]) => What::Archive,
        _ => What::Other,
    }
}

/// What a package is that is not called an archive: by its name, or else by what is in it.
fn package(path: &Path, bytes: &[u8]) -> What {
    let has = |endings: &[&str]| endings.iter().any(|ending| has_ending(path, ending));
    let archive = Archive::open(bytes, MOST_FILES).ok();
    let holds = |wanted: &str| archive.iter().flat_map(Archive::files).any(|(_, name)| name.starts_with(wanted));
    match () {
        () if has(&["xlsx", "xlsm", "xlsb", "ods", "et", "ett"]) || holds("xl/workbook") => What::Workbook,
        () if has(&["ofd"]) || holds("OFD.xml") => What::Ofd,
        () if has(&["docx", "wps"]) || holds("word/") => What::Word,
        () => What::Archive,
    }
}

/// Whether a file is what programs put beside those that people make.
pub(super) fn is_beside(path: &Path) -> bool {
    let is_other = |name: &str| ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&name);
    let mut parts = path.components().filter_map(|part| part.as_os_str().to_str());
    is_hidden(path) || is_lock(path) || parts.any(is_other)
}

/// A file in an archive, by its path there, which may lead through further archives.
pub(super) fn member(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    let mut archive = Archive::open(bytes, MOST_FILES).ok()?;
    let way = |(number, name): (usize, &str)| {
        let rest = path.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| (number, rest.trim_start_matches('/').to_owned()))
    };
    let ways: Vec<(usize, String)> = archive.files().filter_map(way).collect();
    ways.into_iter().find_map(|(number, rest)| {
        let content = archive.read(number, MOST_BYTES as u64).ok()?;
        if rest.is_empty() { Some(content) } else { member(&content, &rest) }
    })
}

/// The project files and settings of an archive, as files of their own.
fn settings_of(archive: &mut Archive<'_>, names: &[(usize, String)]) -> Memory {
    let memory = Memory::new();
    let mut left = MOST_BYTES as u64;
    for (number, name) in names.iter().filter(|(_, name)| is_yaml(Path::new(name))) {
        if let Ok(content) = archive.read(*number, left) {
            left = left.saturating_sub(content.len() as u64);
            // What stands where a folder is named is not read.
            let _ = memory.write(Path::new(name), &content);
        }
    }
    memory
}

/// A file from which no form is taken, with the reason.
fn refused(code: Code, what: Message) -> FileRead {
    let mut file = FileRead::default();
    refuse(&mut file, code, what);
    file
}

/// Says of a file why no form is taken from it.
fn refuse(file: &mut FileRead, code: Code, what: Message) {
    file.refused = Some((&what).into());
    let (code, what) = (code.name().to_owned(), what.into());
    let remedy = Words::default();
    file.findings.push(Found { code, level: Level::Error, place: Place::default(), what, remedy });
}

fn found_of(finding: &Diagnostic, place: Place) -> Found {
    Found {
        code: finding.code.name().to_owned(),
        level: finding.level,
        place,
        what: (&finding.message).into(),
        remedy: finding.help.as_ref().map(Words::from).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::engine::discover::load_templates;

    #[test]
    fn an_inbox_is_unpacked_so_far() {
        let files = Memory::new();
        let templates = load_templates(&files, &[], None).unwrap();
        let (settings, checks) = (Settings::default(), CheckSettings::default());
        let reader = Reader {
            files: &files,
            inbox: Path::new(""),
            templates: &templates,
            asked: None,
            settings: &settings,
            checks: &checks,
            fonts: &FontCache::default(),
            left: AtomicU64::new(2_500),
        };
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.txt", SimpleFileOptions::default()).unwrap();
        writer.write_all(&[7; 1_000]).unwrap();
        let archive = writer.finish().unwrap().into_inner();
        let is_read = |name: &str, bytes: &[u8]| reader.item(Path::new(name), bytes).is_some();
        let read = [1, 2, 3, 4].map(|number| is_read(&format!("{number}.zip"), &archive));
        assert_eq!(read, [true, true, false, false]);
        // What needs no unpacking is read all the same.
        assert!(is_read("a.yaml", b"a: b"));
    }
}
