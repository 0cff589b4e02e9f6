//! What was done, for somebody to look through.

use super::lines::{Document, line_number};
use crate::messages::{self, Language, Message, roll as words};

/// What was done with a folder.
#[derive(Debug, Default)]
pub struct Record {
    /// What was done with its `jixiao.yaml`.
    pub settings: SettingsRecord,
    /// What was done with its projects, in the order of their files.
    pub projects: Vec<ProjectRecord>,
}

/// What was done with a `jixiao.yaml`.
#[derive(Debug, Default)]
pub struct SettingsRecord {
    /// Lines in which years were moved.
    pub years: Vec<Line>,
    /// Fields under other names.
    pub moved: Vec<(String, String)>,
    /// Fields that stay as comments.
    pub lost: Vec<String>,
    /// What somebody has to decide.
    pub decisions: Vec<Message>,
}

/// What was done with a project.
#[derive(Debug, Default)]
pub struct ProjectRecord {
    /// The number of its file among those of the folder.
    pub file: usize,
    /// What it is called now.
    pub name: String,
    /// The year and the form from which it comes.
    pub from: (u16, String),
    /// The year and the form to which it comes.
    pub to: (u16, String),
    /// Whether it goes on, so that its dates stay.
    pub continued: bool,
    /// Lines in which years were moved.
    pub years: Vec<Line>,
    /// Lines that name the old year still.
    pub left: Vec<Line>,
    /// Fields and categories that have other names.
    pub moved: Vec<(String, String)>,
    /// What the new form has besides.
    pub gained: Vec<String>,
    /// What stays as a comment.
    pub lost: Vec<String>,
    /// What has to be filled in.
    pub asked: Vec<String>,
    /// The field with last year's amount, and that amount.
    pub previous: Option<(String, String)>,
    /// Amounts that are still last year's.
    pub amounts: Vec<String>,
    /// What somebody has to decide.
    pub decisions: Vec<Message>,
}

/// A line of a project's file.
#[derive(Debug)]
pub struct Line {
    /// Its number in the new file, from 1.
    pub number: usize,
    /// What it said.
    pub old: String,
    /// What it says now, where that differs.
    pub new: Option<String>,
}

impl Record {
    /// How many values have to be filled in.
    pub fn asked(&self) -> usize {
        self.projects.iter().map(|project| project.asked.len()).sum()
    }

    /// How many things somebody has to decide.
    pub fn decisions(&self) -> usize {
        let projects: usize = self.projects.iter().map(|project| project.decisions.len()).sum();
        projects + self.settings.decisions.len()
    }

    /// What was done, in short.
    pub fn summary(&self, files: &[String], settings: &str, language: Language) -> String {
        let mut text = String::new();
        let mut add = |heading: &Message, lines: Vec<Message>| {
            text += &format!("{}\n", heading.say(language));
            text.extend(lines.iter().map(|line| format!("  {}\n", line.say(language))));
        };
        let own = self.settings.lines();
        if !own.is_empty() {
            add(&Message::verbatim(settings), own);
        }
        for project in &self.projects {
            let file = files.get(project.file).map_or("", String::as_str);
            add(&words::heading(file, &project.name), project.lines());
        }
        text
    }

    /// What was done, in Markdown; `files` are the names of the new files, and
    /// `settings` that of the new `jixiao.yaml`.
    pub fn page(&self, files: &[String], settings: &str, language: Language) -> String {
        let mut text = String::new();
        let own = self.settings.lines();
        if !own.is_empty() || !self.settings.years.is_empty() {
            text += &section(&Message::verbatim(settings), own, language);
            text += &diff(&self.settings.years, language);
        }
        for project in &self.projects {
            let file = files.get(project.file).map_or("", String::as_str);
            text += &section(&words::heading(file, &project.name), project.lines(), language);
            text += &diff(&project.years, language);
            text += &project.rest(language);
        }
        text
    }
}

fn section(heading: &Message, lines: Vec<Message>, language: Language) -> String {
    let mut text = format!("\n## {}\n\n", heading.say(language));
    text.extend(lines.iter().map(|line| format!("- {}\n", line.say(language))));
    text
}

/// Lines with years, as a difference.
fn diff(lines: &[Line], language: Language) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n\n```diff\n", words::years_moved().say(language));
    for line in lines {
        text += &format!("@@ {} @@\n-{}\n", line.number, line.old);
        text.extend(line.new.iter().map(|new| format!("+{new}\n")));
    }
    text + "```\n"
}

/// The lines of a text that are others in a text of as many lines.
pub(super) fn changed_lines(old: &str, new: &str) -> Vec<Line> {
    let pairs = old.lines().zip(new.lines()).enumerate().filter(|(_, (old, new))| old != new);
    let line = |(index, (old, new)): (usize, (&str, &str))| Line {
        number: index + 1,
        old: old.trim().to_owned(),
        new: Some(new.trim().to_owned()),
    };
    pairs.map(line).collect()
}

/// Numbers lines as they stand in the new file.
pub(super) fn number_lines<'l>(lines: impl Iterator<Item = &'l mut Line>, document: &Document) {
    let mut taken = Vec::new();
    let text = &document.text()[document.region.clone()];
    let first = line_number(document.text(), document.region.start);
    for line in lines {
        let wanted = line.new.as_ref().unwrap_or(&line.old);
        let free = || text.lines().map(str::trim).enumerate().filter(|(index, _)| !taken.contains(index));
        let same = free().find(|(_, known)| known.ends_with(wanted.as_str()));
        let found = same.or_else(|| free().find(|(_, known)| value(known) == value(wanted)));
        if let Some((index, _)) = found {
            taken.push(index);
            line.number = first + index;
        }
    }
}

/// What follows a key, which may have another name now.
fn value(line: &str) -> &str {
    line.split_once(": ").map_or(line, |(_, value)| value)
}

fn quoted(names: &[String]) -> Message {
    messages::list(names.iter().map(words::name))
}

fn pairs(moved: &[(String, String)]) -> Message {
    messages::list(moved.iter().map(|(from, to)| format!("{from} → {to}")))
}

impl SettingsRecord {
    fn lines(&self) -> Vec<Message> {
        let mut lines: Vec<Message> = self.decisions.iter().map(words::decide).collect();
        lines.extend((!self.moved.is_empty()).then(|| words::moved(pairs(&self.moved))));
        lines.extend((!self.lost.is_empty()).then(|| words::kept_as_comments(quoted(&self.lost))));
        lines
    }
}

impl ProjectRecord {
    /// What was done, in the order in which somebody wants to know.
    pub fn lines(&self) -> Vec<Message> {
        let mut lines = vec![words::from_to(self.from.0, &self.from.1, self.to.0, &self.to.1)];
        let mut list = |names: &[String], line: fn(Message) -> Message| {
            lines.extend((!names.is_empty()).then(|| line(quoted(names))));
        };
        list(&self.asked, words::asked);
        list(&self.gained, words::gained);
        list(&self.lost, words::kept_as_comments);
        list(&self.amounts, words::same_amounts);
        lines.splice(1..1, self.decisions.iter().map(words::decide));
        lines.extend(self.previous.iter().map(|(name, amount)| words::previous_amount(name, amount)));
        lines.extend((!self.moved.is_empty()).then(|| words::moved(pairs(&self.moved))));
        lines.extend(self.continued.then(words::continued));
        lines
    }

    /// The lines that name the old year still.
    fn rest(&self, language: Language) -> String {
        let mut text = String::new();
        if !self.left.is_empty() {
            text += &format!("\n{}\n\n```text\n", words::years_left(self.from.0).say(language));
            text.extend(self.left.iter().map(|line| format!("{}: {}\n", line.number, line.old)));
            text += "```\n";
        }
        text
    }
}
