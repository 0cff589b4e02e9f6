//! What was done, for somebody to look through.

use crate::messages::{self, Language, Message};
use crate::roll::words;

/// The path of a field as it is shown.
pub(super) fn shown(path: &str) -> String {
    path.replace('.', "/")
}

/// What was done with a folder.
#[derive(Debug, Default)]
pub struct FolderRecord {
    /// What was done with its `jixiao.yaml`.
    pub settings: SettingsRecord,
    /// What was done with its projects, in the order of their files.
    pub projects: Vec<ProjectRecord>,
}

/// What was done with a `jixiao.yaml`.
#[derive(Debug, Default)]
pub struct SettingsRecord {
    /// Lines that were changed.
    pub changed: Vec<LineRecord>,
    /// Lines that were left as they are, at which somebody should look.
    pub left: Vec<LineRecord>,
    /// Fields under other names.
    pub moved: Vec<(String, String)>,
    /// Fields that stay as comments.
    pub lost: Vec<String>,
    /// What became of the line that names a form.
    pub form: Option<Message>,
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
    /// The year and the form to which it was moved.
    pub to: (u16, String),
    /// Whether it goes on, so that its dates stay.
    pub continued: bool,
    /// Whether it ran for several years and is over.
    pub ended: bool,
    /// Whether references were written out.
    pub expanded: bool,
    /// Lines that were changed.
    pub changed: Vec<LineRecord>,
    /// Lines that were left as they are, at which somebody should look.
    pub left: Vec<LineRecord>,
    /// Lines with indicators that keep last year's names, since others have those of
    /// this year.
    pub clashes: Vec<LineRecord>,
    /// The unit that was written behind numbers alone, since the new form counts in
    /// another one.
    pub units: Option<&'static str>,
    /// Fields and categories that have other names.
    pub moved: Vec<(String, String)>,
    /// What the new form has besides.
    pub gained: Vec<String>,
    /// What stays as a comment.
    pub lost: Vec<String>,
    /// What became of the line that names a form.
    pub form: Option<Message>,
    /// What has to be filled in.
    pub asked: Vec<String>,
    /// Columns that have to be filled in, and in how many places.
    pub columns: Vec<(String, usize)>,
    /// The field with last year's amount, and that amount.
    pub previous: Option<(String, String)>,
    /// Amounts that are still last year's.
    pub amounts: Vec<String>,
    /// What somebody has to decide.
    pub decisions: Vec<Message>,
}

impl ProjectRecord {
    /// All lines that it names.
    pub fn all_lines(&mut self) -> impl Iterator<Item = &mut LineRecord> {
        self.changed.iter_mut().chain(&mut self.left).chain(&mut self.clashes)
    }
}

/// A line of a project's file.
#[derive(Debug)]
pub struct LineRecord {
    /// Its number in the new file, from 1.
    pub number: usize,
    /// What it said.
    pub old: String,
    /// What it says now.
    pub new: String,
}

impl FolderRecord {
    /// How many values have to be filled in.
    pub fn asked(&self) -> usize {
        let columns = |project: &ProjectRecord| project.columns.iter().map(|(_, places)| places).sum::<usize>();
        self.projects.iter().map(|project| project.asked.len() + columns(project)).sum()
    }

    /// How many things somebody has to decide.
    pub fn decisions(&self) -> usize {
        let projects: usize = self.projects.iter().map(|project| project.decisions().len()).sum();
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
        let SettingsRecord { changed, left, .. } = &self.settings;
        if !own.is_empty() || !changed.is_empty() || !left.is_empty() {
            text += &section(&Message::verbatim(settings), own, language);
            text += &diff(changed, language);
            text += &list_left(left, language);
        }
        for project in &self.projects {
            let file = files.get(project.file).map_or("", String::as_str);
            text += &section(&words::heading(file, &project.name), project.lines(), language);
            text += &diff(&project.changed, language);
            text += &list_left(&project.left, language);
        }
        text
    }
}

fn section(heading: &Message, lines: Vec<Message>, language: Language) -> String {
    let mut text = format!("\n## {}\n", heading.say(language));
    text += if lines.is_empty() { "" } else { "\n" };
    text.extend(lines.iter().map(|line| format!("- {}\n", line.say(language))));
    text
}

/// Changed lines, as a difference.
fn diff(lines: &[LineRecord], language: Language) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n\n```diff\n", words::lines_changed().say(language));
    text.extend(lines.iter().map(|LineRecord { number, old, new }| format!("@@ {number} @@\n-{old}\n+{new}\n")));
    text + "```\n"
}

/// Lines at which somebody should look.
fn list_left(lines: &[LineRecord], language: Language) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n\n```text\n", words::lines_left().say(language));
    text.extend(lines.iter().map(|line| format!("{}: {}\n", line.number, line.new)));
    text + "```\n"
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
        lines.extend(self.form.clone());
        lines
    }
}

impl ProjectRecord {
    /// What was done, the most important first.
    pub fn lines(&self) -> Vec<Message> {
        let mut lines = vec![words::from_to(self.from.0, &self.from.1, self.to.0, &self.to.1)];
        let list = |names: &[String], line: fn(Message) -> Message| (!names.is_empty()).then(|| line(quoted(names)));
        lines.extend(list(&self.asked, words::asked));
        lines.extend(self.columns.iter().map(|(name, places)| words::asked_in_each(name, places)));
        lines.extend(list(&self.gained, words::gained));
        lines.extend(list(&self.lost, words::kept_as_comments));
        lines.extend(list(&self.amounts, words::same_amounts));
        lines.splice(1..1, self.decisions().iter().map(words::decide));
        lines.extend(self.previous.iter().map(|(name, amount)| words::previous_amount(name, amount)));
        lines.extend((!self.moved.is_empty()).then(|| words::moved(pairs(&self.moved))));
        lines.extend(self.form.clone());
        lines.extend(self.units.map(words::units_added));
        lines.extend(self.continued.then(words::continued));
        lines.extend(self.expanded.then(words::references_expanded));
        lines
    }

    /// What somebody has to decide.
    pub fn decisions(&self) -> Vec<Message> {
        let clashes = self.clashes.iter().map(|line| words::same_name(line.number, &line.new));
        self.ended.then(words::ended).into_iter().chain(clashes).chain(self.decisions.iter().cloned()).collect()
    }
}
