//! What the worker asks: files are given and taken, a folder is open, and the page asks of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::engine::Error;
use jixiao::messages::Language;
use jixiao::page::{Answer, IfThere, Request, Session, StartRequest, make, refusal};
use jixiao::{Files, Format, Memory};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::archive;

/// What is asked. Paths go from the root of all.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Asked {
    /// The language of the page.
    Speak { language: String },
    /// The files of a folder are these, which come with it, and it is opened; no others are known.
    Open { folder: PathBuf, files: Vec<Given> },
    /// These files of the open folder are others now.
    Changed { files: Vec<Given> },
    /// These are the files of a folder that is not open.
    Beside { files: Vec<Given> },
    /// A folder is made, and opened.
    Begin { request: StartRequest, folder: PathBuf },
    /// The files of an archive, which comes with it, are those of a folder, which is opened.
    Unpack { folder: PathBuf },
    /// So many files of projects of the open folder are checked, from one on; the page shows all
    /// of them before.
    Look { from: usize, most: usize },
    /// Next year's folder is made of the open one: the one that is named, or one beside it.
    Roll { year: u16, target: Option<PathBuf> },
    /// The page asks of the open folder.
    Ask { request: Request },
    /// A workbook comes with it, to be imported.
    Import {
        name: String,
        #[serde(default)]
        there: IfThere,
    },
    /// A project's file in a format.
    Output { file: String, number: usize, format: String },
    /// A file of the book that was last bound.
    Book { number: usize },
    /// The notice to a unit whose forms were collected.
    Notice { unit: String },
    /// The open folder as an archive.
    Pack,
}

/// A file that is given, or taken away.
#[derive(Deserialize)]
struct Given {
    path: PathBuf,
    /// How many of the bytes that come with it are this file's; none where there is none.
    length: Option<usize>,
}

/// Files in memory, and the folder of them that is open.
pub struct Door {
    language: Language,
    files: Memory,
    /// The files as the page has them.
    known: BTreeMap<PathBuf, Arc<[u8]>>,
    open: Option<(PathBuf, Session)>,
}

impl Default for Door {
    fn default() -> Self {
        Self { language: Language::Chinese, files: Memory::new(), known: BTreeMap::new(), open: None }
    }
}

impl Door {
    /// Answers a message with one that has what has changed with it: its head says the files'
    /// lengths, and how often something has changed.
    pub fn answer(&mut self, message: &[u8]) -> Vec<u8> {
        let answer = match read(message) {
            Some((asked, bytes)) => self.act(asked, bytes),
            None => Ok(Answer::Nothing),
        };
        let (mut head, file) = match answer {
            Ok(Answer::Done(value)) => (json!({"status": "done", "answer": value}), Vec::new()),
            Ok(Answer::Conflict(value)) => (json!({"status": "conflict", "answer": value}), Vec::new()),
            Ok(Answer::File { name, kind, bytes }) => {
                (json!({"status": "file", "answer": {"name": name, "kind": kind}}), bytes)
            }
            Ok(Answer::Nothing) => (json!({"status": "nothing"}), Vec::new()),
            Err(error) => (json!({"status": "refused", "answer": refusal(&error, self.language)}), Vec::new()),
        };
        let (changed, mut bytes) = self.changed();
        head["changed"] = Value::Array(changed);
        head["folder"] = self.open.as_ref().map(|(folder, _)| json!(folder)).unwrap_or_default();
        head["version"] = self.open.as_ref().map_or(0, |(_, session)| session.version()).into();
        bytes.extend_from_slice(&file);
        write(&head, &bytes)
    }

    /// The files that are not as the page has them, and the bytes of them all.
    fn changed(&mut self) -> (Vec<Value>, Vec<u8>) {
        let (mut changed, mut bytes) = (Vec::new(), Vec::new());
        let now = self.files.all();
        let mut known = self.known.iter().peekable();
        for (path, file) in &now {
            let gone = std::iter::from_fn(|| known.next_if(|(before, _)| *before < path));
            changed.extend(gone.map(|(path, _)| json!({"path": path})));
            let before = known.next_if(|(before, _)| *before == path);
            if !before.is_some_and(|(_, before)| Arc::ptr_eq(before, file)) {
                changed.push(json!({"path": path, "length": file.len()}));
                bytes.extend_from_slice(file);
            }
        }
        changed.extend(known.map(|(path, _)| json!({"path": path})));
        self.known = now;
        (changed, bytes)
    }

    fn act(&mut self, asked: Asked, bytes: &[u8]) -> Result<Answer, Error> {
        match asked {
            Asked::Speak { language } => {
                self.language = Language::of(&language).unwrap_or(Language::English);
                Ok(Answer::Done(json!({})))
            }
            Asked::Open { folder, files } => {
                for path in self.files.all().into_keys() {
                    self.put(&path, None)?;
                }
                self.take(files, bytes)?;
                Ok(self.open(folder))
            }
            Asked::Changed { files } => {
                let paths = self.take(files, bytes)?;
                self.session(|session| {
                    session.changed_on_disk(&paths);
                    Ok(Answer::Done(json!({})))
                })
            }
            Asked::Beside { files } => {
                self.take(files, bytes)?;
                Ok(Answer::Done(json!({})))
            }
            Asked::Begin { request, folder } => {
                let files: Arc<dyn Files> = Arc::new(self.files.clone());
                let made = make(&files, &folder, &request, self.language)?;
                Ok(self.open(made))
            }
            Asked::Unpack { folder } => {
                let files = match archive::unpack(bytes) {
                    Ok(files) => files,
                    // What that means, the page says.
                    Err(why) => return Ok(Answer::Conflict(json!({"why": why}))),
                };
                for (path, bytes) in files {
                    let path = folder.join(path);
                    self.files.write(&path, &bytes).map_err(|error| Error::write(&path, error))?;
                }
                Ok(self.open(folder))
            }
            Asked::Look { from, most } => self.session(|session| {
                let has_more = session.look_in_parts(from, most);
                Ok(Answer::Done(json!({"has_more": has_more})))
            }),
            Asked::Roll { year, target } => self.session(|session| session.roll(year, target)),
            Asked::Ask { request } => self.session(|session| session.answer(request)),
            Asked::Import { name, there } => self.session(|session| session.import(&name, bytes.to_vec(), there)),
            Asked::Output { file, number, format } => match Format::of(&format) {
                Some(format) => self.session(|session| session.output(&file, number, format)),
                None => Ok(Answer::Nothing),
            },
            Asked::Book { number } => self.session(|session| session.book(number)),
            Asked::Notice { unit } => self.session(|session| session.notice(&unit)),
            Asked::Pack => {
                let Some((folder, _)) = &self.open else { return Ok(Answer::Nothing) };
                let bytes = archive::pack(&self.files.all(), folder).map_err(|error| Error::read(folder, error))?;
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                Ok(Answer::File { name: format!("{name}.zip"), kind: "application/zip", bytes })
            }
        }
    }

    fn session(&self, ask: impl FnOnce(&Session) -> Result<Answer, Error>) -> Result<Answer, Error> {
        self.open.as_ref().map_or(Ok(Answer::Nothing), |(_, session)| ask(session))
    }

    fn open(&mut self, folder: PathBuf) -> Answer {
        let before = self.open.take().map_or(0, |(_, session)| session.leave());
        let files = Arc::new(self.files.at(&folder));
        let session = Session::open(files, folder.display().to_string(), self.language, before + 1);
        session.glance();
        // From now on nobody waits for all of them.
        session.look_in_parts(0, 0);
        self.open = Some((folder, session));
        Answer::Done(json!({}))
    }

    /// Takes files that come with a message, as the page has them; gives their paths.
    fn take(&mut self, files: Vec<Given>, bytes: &[u8]) -> Result<BTreeSet<PathBuf>, Error> {
        let mut rest = bytes;
        for Given { path, length } in &files {
            let (own, others) = rest.split_at(length.unwrap_or(0).min(rest.len()));
            rest = others;
            self.put(path, length.is_some().then_some(own))?;
        }
        self.known = self.files.all();
        Ok(files.into_iter().map(|file| file.path).collect())
    }

    /// Has a file hold what the page has of it.
    fn put(&mut self, path: &Path, bytes: Option<&[u8]>) -> Result<(), Error> {
        match bytes {
            Some(bytes) => self.files.write(path, bytes).map_err(|error| Error::write(path, error))?,
            // What is not there need not go.
            None => drop(self.files.remove(path)),
        }
        Ok(())
    }
}

/// The head of a message and the bytes that belong to it.
fn read(message: &[u8]) -> Option<(Asked, &[u8])> {
    let (length, rest) = message.split_first_chunk()?;
    let (head, bytes) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((serde_json::from_slice(head).ok()?, bytes))
}

fn write(head: &Value, bytes: &[u8]) -> Vec<u8> {
    let head = head.to_string();
    let length = u32::try_from(head.len()).unwrap_or(0);
    [&length.to_le_bytes(), head.as_bytes(), bytes].concat()
}
