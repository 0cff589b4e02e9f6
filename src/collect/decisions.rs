//! The files that the office edits: answers to what is uncertain, and findings that it
//! strikes or adds.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::received::{Found, Place, Words};
use super::roster::{Roster, plain};
use super::words;
use crate::diag::{Code, Diagnostic, Level, Source};
use crate::messages::Message;
use crate::source::write::{Item, item_lines};
use crate::source::{self, Node, Spanned, Spans, Value, from_node};

/// Something that is uncertain.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Question {
    /// 单位, 重复 or 改名.
    pub 问: String,
    /// The unit as the form writes it.
    pub 写的: String,
    /// The unit of a project that came twice, or under another name.
    pub 单位: String,
    /// That project.
    pub 项目: String,
    /// What it may have been called before.
    pub 原来: String,
    /// The files that it is about.
    pub 文件: Vec<String>,
    /// The units that it may be.
    pub 可能: Vec<String>,
    /// In what the files differ.
    pub 不同: Vec<String>,
    /// What the office decided.
    pub 答: Option<String>,
}

/// What a question is about.
const UNIT: &str = "单位";
const TWICE: &str = "重复";
const RENAMED: &str = "改名";

/// The answer that a form is not taken.
const REFUSED: &str = "不收";

/// Whether a project is one of before under another name.
const YES: &str = "是";
const NO: &str = "不是";

impl Question {
    /// Of which unit a form is.
    pub(super) fn unit(written: &str, path: &str, near: Vec<String>) -> Self {
        let (written, file) = (written.trim().to_owned(), path.to_owned());
        Self { 问: UNIT.to_owned(), 写的: written, 文件: vec![file], 可能: near, ..Self::default() }
    }

    /// Which of several versions of a project counts.
    pub(super) fn twice(unit: &str, project: &str, files: Vec<String>, differ: Vec<String>) -> Self {
        let (unit, project) = (unit.to_owned(), project.to_owned());
        Self { 问: TWICE.to_owned(), 单位: unit, 项目: project, 文件: files, 不同: differ, ..Self::default() }
    }

    /// Whether a project is one of before under another name.
    pub(super) fn renamed(unit: &str, project: &str, before: &str, files: Vec<String>, differ: Vec<String>) -> Self {
        Self { 问: RENAMED.to_owned(), 原来: before.to_owned(), ..Self::twice(unit, project, files, differ) }
    }

    /// What is the same in questions that may be one.
    pub(super) fn key(&self) -> String {
        format!("{}\n{}\n{}", self.问, plain(&self.写的), plain(&self.项目))
    }

    fn is_about_unit(&self) -> bool {
        self.问 == UNIT
    }

    /// Whether it asks for the unit of a name, wherever that came; of one in the folder of a
    /// unit, in that folder; of a form that names none, in that file.
    fn is_of_form(&self, written: &str, path: &str, roster: &Roster) -> bool {
        let is_file = self.文件.iter().any(|file| file == path);
        let folder = || self.文件.first().and_then(|file| roster.folder(file));
        self.is_about_unit()
            && plain(&self.写的) == plain(written)
            && (is_file || !written.trim().is_empty() && roster.folder(path).is_none_or(|own| folder() == Some(own)))
    }

    /// Whether it is about a project of a unit.
    fn is_of_project(&self, unit: &str, project: &str, roster: &Roster) -> bool {
        plain(&self.项目) == plain(project) && roster.is_called(unit, &self.单位)
    }

    /// Whether another is asked in it, too.
    pub(super) fn covers(&self, other: &Self, roster: &Roster) -> bool {
        self.问 == other.问
            && match self.问.as_str() {
                UNIT => other.文件.iter().all(|file| self.is_of_form(&other.写的, file, roster)),
                RENAMED => {
                    self.is_of_project(&other.单位, &other.项目, roster) && plain(&self.原来) == plain(&other.原来)
                }
                _ => {
                    self.is_of_project(&other.单位, &other.项目, roster)
                        && other.文件.iter().all(|file| self.文件.contains(file))
                }
            }
    }

    fn answer(&self) -> Option<&str> {
        self.答.as_deref().map(str::trim).filter(|answer| !answer.is_empty())
    }

    fn item(&self) -> Item {
        let text = |text: &str| Item::Text(text.to_owned());
        let list = |all: &[String]| Item::List(all.iter().map(|one| text(one)).collect());
        let mut entries = vec![("问".to_owned(), text(&self.问))];
        match self.is_about_unit() {
            true => {
                entries.push(("写的".to_owned(), text(&self.写的)));
                entries.push(("文件".to_owned(), list(&self.文件)));
                entries.extend((!self.可能.is_empty()).then(|| ("可能".to_owned(), list(&self.可能))));
            }
            false => {
                entries.push(("单位".to_owned(), text(&self.单位)));
                entries.push(("项目".to_owned(), text(&self.项目)));
                entries.extend((!self.原来.is_empty()).then(|| ("原来".to_owned(), text(&self.原来))));
                entries.push(("文件".to_owned(), list(&self.文件)));
                entries.push(("不同".to_owned(), list(&self.不同)));
            }
        }
        entries.push(("答".to_owned(), Item::Blank));
        Item::Mapping(entries)
    }
}

/// What the office decided.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    all: Vec<Question>,
    by_key: HashMap<String, Vec<usize>>,
}

impl Answers {
    /// Reads the office's file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with its places.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let all: Vec<Question> = document::<Vec<Question>>(source)?.map(|(all, ..)| all).unwrap_or_default();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        all.iter().enumerate().for_each(|(number, one)| by_key.entry(one.key()).or_default().push(number));
        Ok(Self { all, by_key })
    }

    /// The questions that may be one that is asked.
    fn like(&self, asked: &Question) -> impl DoubleEndedIterator<Item = &Question> {
        let numbers = self.by_key.get(&asked.key()).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| self.all.get(*number))
    }

    /// What a form is that writes this name and came in this file.
    pub(super) fn unit(&self, written: &str, path: &str, roster: &Roster) -> Option<&str> {
        // An answer that the folder agrees with is one of the name.
        let agrees = |known: &Question| {
            let answered = known.answer().and_then(|answer| roster.named(answer));
            !written.trim().is_empty()
                && answered.zip(roster.folder(path)).is_some_and(|(unit, folder)| roster.is_folder_of(folder, unit))
        };
        let asked = Question::unit(written, path, Vec::new());
        let own = self.like(&asked).filter(|known| known.is_of_form(written, path, roster) || agrees(known));
        // The answer of the very file before that of the name.
        let mut all: Vec<&Question> = own.filter(|known| known.answer().is_some()).collect();
        all.sort_by_key(|known| !known.文件.iter().any(|file| file == path));
        all.first().and_then(|known| known.answer())
    }

    /// The version of a project that counts, of these.
    pub(super) fn version(&self, unit: &str, project: &str, versions: &[String], roster: &Roster) -> Option<&str> {
        let asked = Question::twice(unit, project, versions.to_vec(), Vec::new());
        let own = self.like(&asked).rev().filter(|known| known.covers(&asked, roster));
        own.filter_map(Question::answer).find(|answer| versions.iter().any(|version| is_version(version, answer)))
    }

    /// Whether a project is one of before under another name, where that was decided.
    pub(super) fn renamed(&self, unit: &str, project: &str, before: &str, roster: &Roster) -> Option<bool> {
        let asked = Question::renamed(unit, project, before, Vec::new(), Vec::new());
        let own = self.like(&asked).rev().filter(|known| known.covers(&asked, roster));
        own.filter_map(Question::answer).find_map(|answer| match answer {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        })
    }

    /// Whether a question is in the office's file.
    pub(super) fn knows(&self, question: &Question, roster: &Roster) -> bool {
        self.like(question).any(|known| known.covers(question, roster))
    }

    /// What is said of answers that are none.
    pub(super) fn unknown(&self, roster: &Roster) -> Vec<Message> {
        let is_one = |question: &&Question| {
            question.answer().is_none_or(|answer| match question.问.as_str() {
                UNIT => answer == REFUSED || roster.named(answer).is_some(),
                RENAMED => [YES, NO].contains(&answer),
                _ => question.文件.iter().any(|version| is_version(version, answer)),
            })
        };
        let wrong = self.all.iter().filter(|question| !is_one(question));
        let said = |question: &Question| {
            let about = if question.is_about_unit() { &question.写的 } else { &question.项目 };
            words::answer_is_unknown(about, question.answer().unwrap_or_default())
        };
        wrong.map(said).collect()
    }

    pub(super) fn is_refusal(&self, answer: &str) -> bool {
        answer == REFUSED
    }
}

/// Whether an answer names a version: all of its name, or its end.
pub(super) fn is_version(name: &str, answer: &str) -> bool {
    name == answer || name.strip_suffix(answer).is_some_and(|before| before.ends_with('/'))
}

/// The text of the office's file with further questions at its end; none where there are none.
pub fn questions_text(text: Option<&str>, new: &[Question]) -> Option<String> {
    if new.is_empty() {
        return None;
    }
    let mut text = text.map_or_else(|| words::QUESTIONS.to_owned(), str::to_owned);
    if !text.ends_with('\n') && !text.is_empty() {
        text.push('\n');
    }
    for question in new {
        text += "\n";
        text += &item_lines(&question.item(), 0);
    }
    Some(text)
}

/// Findings that the office strikes and adds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Edits {
    删去: Option<Vec<Strike>>,
    补充: Option<Vec<Added>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Strike {
    单位: Option<String>,
    项目: Option<String>,
    规则: Option<Spanned<String>>,
    位置: Option<String>,
    问题: Option<String>,
    理由: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    单位: String,
    项目: Option<String>,
    位置: Option<String>,
    问题: String,
    改法: Option<String>,
    级别: Option<Level>,
}

/// What the file has to begin with.
pub const NEW_EDITS: &str = words::EDITS;

impl Edits {
    /// Reads the office's file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with its places.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let Some((edits, spans, document)) = document::<Self>(source)? else { return Ok(Self::default()) };
        let says_nothing = |strike: &Strike| {
            strike.规则.is_none()
                && [&strike.单位, &strike.项目, &strike.位置, &strike.问题].into_iter().all(Option::is_none)
        };
        if edits.删去.iter().flatten().any(says_nothing) {
            let finding = Diagnostic::new(Code::Roster, words::strike_says_nothing()).help(words::see_the_manual());
            return Err(vec![finding.at(document.span.clone(), Message::default())]);
        }
        let rules = edits.删去.iter().flatten().filter_map(|strike| strike.规则.as_ref());
        let unknown = rules.filter(|rule| Code::of(&rule.value).is_none());
        let wrong = |rule: &Spanned<String>| {
            let finding = Diagnostic::new(Code::Roster, words::no_such_rule(&rule.value)).help(words::see_the_rules());
            finding.at(spans.of(rule), Message::default())
        };
        let wrong: Vec<Diagnostic> = unknown.map(wrong).collect();
        if wrong.is_empty() { Ok(edits) } else { Err(wrong) }
    }

    /// Why the office struck a finding, where it did.
    pub(super) fn struck(&self, unit: &str, project: &str, found: &Found, roster: &Roster) -> Option<&str> {
        let is = |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|wanted| plain(wanted) == plain(own));
        let at = found.place.name().zh;
        let is_place = |wanted: &String| {
            plain(wanted) == plain(&at) || found.place.cell.as_ref().is_some_and(|cell| plain(cell) == plain(wanted))
        };
        let own = self.删去.iter().flatten().find(|strike| {
            strike.单位.as_ref().is_none_or(|name| roster.is_called(unit, name))
                && is(&strike.项目, project)
                && strike.规则.as_ref().is_none_or(|rule| plain(&rule.value) == plain(&found.code))
                && strike.位置.as_ref().is_none_or(is_place)
                && strike
                    .问题
                    .as_ref()
                    .is_none_or(|words| found.what.zh.contains(words) || found.what.en.contains(words))
        });
        own.map(|strike| strike.理由.as_deref().unwrap_or_default())
    }

    /// What the office says of a project, or of a unit where it names no project.
    pub(super) fn added(&self, unit: &str, project: Option<&str>, roster: &Roster) -> Vec<Found> {
        let is = |added: &&Added| {
            added.项目.as_deref().map(plain) == project.map(plain) && roster.is_called(unit, &added.单位)
        };
        let own = self.补充.iter().flatten().filter(is);
        own.map(|added| Found {
            code: String::new(),
            level: added.级别.unwrap_or(Level::Warning),
            place: place(added.位置.as_deref().unwrap_or_default()),
            what: Words::verbatim(&added.问题),
            remedy: Words::verbatim(added.改法.as_deref().unwrap_or_default()),
        })
        .collect()
    }

    /// What was added for units that there are none of, or for projects that did not come;
    /// `has` says whether a unit has a project.
    pub(super) fn unplaced(&self, roster: &Roster, has: impl Fn(usize, &str) -> bool) -> Vec<Message> {
        let unplaced = |added: &Added| match (roster.named(&added.单位), &added.项目) {
            (None, _) => Some(words::added_to_nothing(&added.问题)),
            (Some(unit), Some(project)) if !has(unit, project) => {
                Some(words::added_to_no_project(&added.问题, &added.单位, project))
            }
            _ => None,
        };
        self.补充.iter().flatten().filter_map(unplaced).collect()
    }
}

/// A place as the office writes it: `申报表!D12`, `D12`, or any words.
fn place(written: &str) -> Place {
    let is_cell = |text: &str| {
        let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        digits > 0 && text[..digits].chars().all(|c| c.is_ascii_uppercase()) && text[digits..].parse::<u32>().is_ok()
    };
    match written.rsplit_once('!') {
        Some((sheet, cell)) if is_cell(cell) => {
            Place { sheet: Some(sheet.to_owned()), cell: Some(cell.to_owned()), line: None }
        }
        _ if is_cell(written) => Place { sheet: None, cell: Some(written.to_owned()), line: None },
        _ if written.is_empty() => Place::default(),
        _ => Place { sheet: Some(written.to_owned()), ..Place::default() },
    }
}

/// The one document of a file as a type; nothing where it holds nothing.
fn document<T: for<'de> Deserialize<'de>>(source: &Arc<Source>) -> Result<Option<(T, Spans, Node)>, Vec<Diagnostic>> {
    let documents = source::parse(source).map_err(|error| source::read_on(source, error).0)?;
    let Some(document) = documents.into_iter().find(|document| !matches!(document.value, Value::Null)) else {
        return Ok(None);
    };
    let value = from_node::<T>(&document).map_err(|error| {
        let finding = Diagnostic::new(Code::Roster, error.message).help(words::see_the_manual());
        vec![finding.at(error.span.unwrap_or_else(|| document.span.clone()), Message::default())]
    });
    value.map(|(value, spans)| Some((value, spans, document)))
}
