//! What can be done about what stands at a place of an open text: changes of it, and of the
//! settings beside it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::discover::SETTINGS;
use super::files::Files;
use super::open_text::{Is, OpenText};
use super::texts::text;
use super::words;
use crate::assist::{CandidateKind, Edit, Spot, edits, find};
use crate::diag::{Code, Diagnostic, FileId, Level, Source, fixed, nearest};
use crate::fields::{Step, place, with_suggested};
use crate::library::{Known, Query, Suggestion, suggest};
use crate::messages::Message;
use crate::project::{Project, TO_FILL_IN, keys};
use crate::source::Value;
use crate::source::edit::{Document, line_end, line_start};
use crate::source::set::{self, Change};
use crate::source::write::{Item, in_braces, key, write_items};
use crate::template::{Kind, Template};
use crate::value::{Money, MoneyUnit};

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it is called.
    pub title: Message,
    /// What kind of change it is.
    pub kind: ActionKind,
    /// The changes of each file; the first file may have to be made.
    pub changes: Vec<(FileId, Vec<Edit>)>,
    /// A file that is made, for the changes are in it.
    pub makes: Option<PathBuf>,
    /// The number of the finding that it mends.
    pub mends: Option<usize>,
    /// Whether there is no doubt about it.
    pub is_sure: bool,
    /// What is to be filled in then: in the text of a file after the change.
    pub then: Option<(FileId, String, Range<usize>)>,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    Fix,
    /// It mends all findings of a file about which there is no doubt.
    FixAll,
    /// It says the same in other words.
    Rewrite,
    /// It puts a text in order.
    Tidy,
}

impl Action {
    fn new(title: Message, kind: ActionKind, file: &FileId, edits: Vec<Edit>) -> Self {
        let changes = vec![(file.clone(), edits)];
        Self { title, kind, changes, makes: None, mends: None, is_sure: false, then: None }
    }

    fn mending(self, finding: usize) -> Self {
        Self { mends: Some(finding), ..self }
    }
}

impl OpenText<'_> {
    /// What can be done about the lines of a range, where these are all findings of the file.
    pub fn actions(&self, range: &Range<usize>, found: &[Diagnostic]) -> Vec<Action> {
        let text = &self.source.text;
        let at = |at: usize| at.min(text.len());
        let lines = line_start(text, at(range.start))..line_end(text, at(range.end.max(range.start)));
        let is_here = |finding: &Diagnostic| {
            finding.labels.first().filter(|label| label.place.file == self.source.file).is_some_and(|label| {
                let place = label.place.range.clone().unwrap_or(0..0);
                place.start < lines.end && place.end >= lines.start || place.start == lines.start
            })
        };
        let mut actions = Vec::new();
        let here: Vec<(usize, &Diagnostic)> =
            found.iter().enumerate().filter(|(_, finding)| is_here(finding)).collect();
        for (number, finding) in &here {
            actions.extend(self.fix(finding).map(|action| action.mending(*number)));
            actions.extend(self.remedies(finding).into_iter().map(|action| action.mending(*number)));
        }
        for (number, finding) in &here {
            let alike: Vec<Diagnostic> = found.iter().filter(|other| other.code == finding.code).cloned().collect();
            let is_first =
                here.iter().find(|(_, other)| other.code == finding.code).map(|(first, _)| first) == Some(number);
            if is_first && alike.iter().filter(|one| !one.fixes.is_empty()).count() > 1 {
                let title = words::fix_all_of(finding.code);
                actions.extend(self.fix_all(title, ActionKind::Fix, &alike).map(|action| action.mending(*number)));
            }
        }
        actions.extend(here.iter().filter_map(|(number, finding)| Some(self.waive(finding)?.mending(*number))));
        actions.extend(self.fix_all(words::fix_all(), ActionKind::FixAll, found));
        actions.extend(self.other_unit(range.start));
        actions.extend(self.formatted().map(|new| self.whole(words::put_in_order(), ActionKind::Tidy, &new)));
        actions
    }

    /// A change to a whole new text.
    fn whole(&self, title: Message, kind: ActionKind, new: &str) -> Action {
        Action::new(title, kind, &self.source.file, edits(&self.source.text, new))
    }

    /// What mends a finding beyond doubt.
    fn fix(&self, finding: &Diagnostic) -> Option<Action> {
        let mut changes: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for fix in &finding.fixes {
            if fix.place.file == self.source.file && fix.of != self.source.digest() {
                return None;
            }
            let edit = Edit { range: fix.place.range.clone()?, text: fix.text.clone() };
            changes.entry(fix.place.file.clone()).or_default().push(edit);
        }
        let (title, kind) = (words::fix(&finding.message), ActionKind::Fix);
        let action = Action::new(title, kind, &self.source.file, Vec::new());
        (!changes.is_empty()).then(|| Action { changes: changes.into_iter().collect(), is_sure: true, ..action })
    }

    /// What mends all findings about which there is no doubt, in this file.
    fn fix_all(&self, title: Message, kind: ActionKind, found: &[Diagnostic]) -> Option<Action> {
        let texts: &[Arc<Source>] = std::slice::from_ref(&self.source);
        let (_, text) = fixed(found, texts).0.into_iter().next()?;
        (text != self.source.text).then(|| Action { is_sure: true, ..self.whole(title, kind, &text) })
    }

    /// What may mend a finding, if that is what was meant.
    fn remedies(&self, finding: &Diagnostic) -> Vec<Action> {
        let Some(range) = finding.labels.first().and_then(|label| label.place.range.clone()) else { return Vec::new() };
        match finding.code {
            Code::UnknownKey | Code::UnknownCategory | Code::UnknownOption => self.near(&range).into_iter().collect(),
            Code::Settings => self.near_rule(&range).into_iter().collect(),
            Code::SeveralForms | Code::UnknownForm | Code::UnknownYear => self.forms(range.start),
            Code::CategoryMissing | Code::SubcategoryMissing => {
                self.insert_indicators(range.start, finding.code == Code::CategoryMissing).into_iter().collect()
            }
            Code::MissingField | Code::ExpectedMissing | Code::DateMissing => self.add_line(range.start, finding),
            _ => Vec::new(),
        }
    }

    /// The name that was most likely meant.
    fn near(&self, range: &Range<usize>) -> Option<Action> {
        let wrong = self.source.text.get(range.clone())?;
        let all = self.complete(range.end);
        let is_name = |kind: CandidateKind| matches!(kind, CandidateKind::Key | CandidateKind::Option);
        let names = all.iter().filter(|candidate| is_name(candidate.kind)).map(|candidate| candidate.label.as_str());
        let near = nearest(wrong, names)?;
        let in_flow = Spot::at(&self.source.text, range.end)?.in_braces;
        let text = if in_flow { in_braces(near) } else { key(near) };
        let edit = Edit { range: range.clone(), text };
        Some(Action::new(words::change_to(near), ActionKind::Fix, &self.source.file, vec![edit]))
    }

    /// The rule that was most likely meant.
    fn near_rule(&self, range: &Range<usize>) -> Option<Action> {
        let wrong = self.source.text.get(range.clone())?;
        let near = Code::near(wrong).filter(|_| Code::of(wrong).is_none())?;
        let edit = Edit { range: range.clone(), text: near.name().to_owned() };
        Some(Action::new(words::change_to(near), ActionKind::Fix, &self.source.file, vec![edit]))
    }

    fn document_at(&self, at: usize) -> Option<(usize, Document)> {
        let mut documents = Document::all(&self.source);
        let index = documents.iter().rposition(|document| document.region.start <= at)?;
        Some((index + 1, documents.swap_remove(index)))
    }

    /// The forms that may be meant.
    fn forms(&self, at: usize) -> Vec<Action> {
        let (Some((_, document)), Some(scope)) = (self.document_at(at), self.scope()) else { return Vec::new() };
        let current = self.project_at(at).map(|(_, project)| project.template.name.clone());
        let choose = |form: &Arc<Template>| {
            let way = [Step::Key(keys::FORM.to_owned())];
            let name = Change::Set(Item::Text(form.name.clone()));
            let text = set::change(&document, &way, &name, &|above, key| place(Some(form), above, key))?;
            Some(self.whole(words::choose_form(&form.name, &form.title), ActionKind::Fix, &text))
        };
        let others = scope.templates.iter().rev().filter(|form| Some(&form.name) != current.as_ref());
        others.filter_map(choose).collect()
    }

    /// The categories that are missing, with indicators that fit.
    fn insert_indicators(&self, at: usize, categories: bool) -> Option<Action> {
        let (number, document) = self.document_at(at)?;
        let (_, project) = self.project_at(at)?;
        let chosen = self.fitting(&project, categories);
        let text = with_suggested(&document, number, &project.template, &chosen.iter().collect::<Vec<_>>())?;
        let title = if categories { words::insert_categories() } else { words::insert_subcategories() };
        (!chosen.is_empty()).then(|| self.whole(title, ActionKind::Fix, &text))
    }

    /// One indicator for each category that is missing, or for each empty subcategory of those
    /// that are there.
    fn fitting(&self, project: &Project, categories: bool) -> Vec<Suggestion> {
        let Some(workspace) = self.workspace else { return Vec::new() };
        let Some(library) = workspace.known_library(self.source.file.path()) else { return Vec::new() };
        let others = workspace.neighbours(Some(&self.source.file));
        let others: Vec<&Known> = others.iter().flat_map(|all| all.iter()).map(|one| &one.known).collect();
        let all = suggest(&library, &project.template, Some(project), &others, &Query::default());
        let has = |category: &str, below: Option<&str>| {
            let (Some((id, framework)), ()) = (crate::library::framework(&project.template), ()) else { return false };
            let given = project.get(id).map(|given| &given.value);
            let Some(crate::project::FieldValue::Indicators(all)) = given else { return false };
            all.iter().any(|one| {
                let known = &framework.categories[one.category];
                known.name == category && below.is_none_or(|below| known.subcategories[one.subcategory] == below)
            })
        };
        let mut chosen: Vec<Suggestion> = Vec::new();
        for one in all {
            let is_wanted = match categories {
                true => one.is_missing && !chosen.iter().any(|known| known.category == one.category),
                false => {
                    has(&one.category, None)
                        && !has(&one.category, Some(&one.subcategory))
                        && !chosen.iter().any(|known| known.subcategory == one.subcategory)
                }
            };
            if is_wanted {
                chosen.push(one);
            }
        }
        chosen
    }

    /// A line for a field that is missing.
    fn add_line(&self, at: usize, finding: &Diagnostic) -> Vec<Action> {
        let (Some((_, document)), Some((_, project))) = (self.document_at(at), self.project_at(at)) else {
            return Vec::new();
        };
        let said = finding.message.say(crate::messages::Language::Chinese);
        let template = &project.template;
        let is_named =
            |path: &str, key: &str| said.contains(&format!("「{path}」")) || said.contains(&format!("「{key}」"));
        let missing = template.fields.iter().enumerate().filter(|(index, field)| {
            project.get(crate::template::FieldId(*index)).is_none() && is_named(&field.path, field.key())
        });
        let add = |(_, field): (usize, &crate::template::Field)| {
            let order = |above: &[Step], key: &str| place(Some(template), above, key);
            let way = crate::fields::steps(&field.path);
            let text = set::change(&document, &way, &Change::Set(Item::Blank), &order)?;
            Some(self.whole(words::add_line(&field.path), ActionKind::Fix, &text))
        };
        missing.filter_map(add).collect()
    }

    /// A waiver in the settings, whose reason is to be filled in.
    fn waive(&self, finding: &Diagnostic) -> Option<Action> {
        let stops = finding.level == Level::Error && finding.code.level() != Level::Error;
        let Is::Project(file) = self.is else { return None };
        if !finding.code.is_settable() || stops || finding.code == Code::UnusedWaiver {
            return None;
        }
        let (workspace, scope) = (self.workspace?, self.scope()?);
        let mut record = vec![("code".to_owned(), Item::Text(finding.code.name().to_owned()))];
        let name = finding.subject.as_ref().and_then(|subject| subject.project.clone());
        match name.filter(|name| !name.trim().is_empty()) {
            Some(name) => record.push(("project".to_owned(), Item::Text(name))),
            None => {
                let path = file.file.path().strip_prefix(&scope.folder).ok()?.to_str()?.to_owned();
                record.push(("path".to_owned(), Item::Text(path)));
            }
        }
        record.push(("reason".to_owned(), Item::Text(TO_FILL_IN.to_owned())));
        let item = Item::Record(record);
        let settings = match &scope.settings_file {
            Some(Ok(source)) => source.file.clone(),
            Some(Err(_)) => return None,
            None => scope.folder.join(SETTINGS).into(),
        };
        let makes = (!workspace.files.is_file(settings.path())).then(|| settings.path().to_owned());
        let source = match makes {
            Some(_) => Source::new(settings.clone(), ""),
            None => text(&*workspace.files, settings.path()).ok()?,
        };
        let new = match Document::first(&source) {
            Some(document) => {
                let way = ["checks", "waive"].map(|key| Step::Key(key.to_owned()));
                let known = find_list(&document, &["checks", "waive"]);
                let way: Vec<Step> = way.into_iter().chain([Step::Item(known)]).collect();
                set::change(&document, &way, &Change::Insert(item), &|_, _| 0)?
            }
            // There are comments alone.
            None if crate::source::parse(&source).is_ok() => {
                let waive = Item::Mapping(vec![("waive".to_owned(), Item::List(vec![item]))]);
                let separator = if source.text.is_empty() || source.text.ends_with('\n') { "" } else { "\n" };
                format!("{}{separator}{}", source.text, write_items(&[("checks".to_owned(), waive)]))
            }
            None => return None,
        };
        let changes = edits(&source.text, &new);
        // The reason is the last thing that was added.
        let added = changes.iter().map(|edit| edit.text.clone()).collect::<Vec<_>>().concat();
        let reason = format!("reason: {TO_FILL_IN}");
        let then = added.contains(&reason).then(|| new.rfind(&reason)).flatten().map(|start| {
            let end = start + reason.len();
            (settings.clone(), new.clone(), end - TO_FILL_IN.len()..end)
        });
        let title = words::waive(finding.code);
        Some(Action { makes, then, ..Action::new(title, ActionKind::Fix, &settings, changes) })
    }

    /// An amount in the other unit.
    fn other_unit(&self, at: usize) -> Option<Action> {
        let (document, project) = self.project_at(at)?;
        let found = find(&document.node, at)?;
        let (_, field, below) = found.field(&project.template)?;
        let column = below.last().and_then(|entry| field.kind.columns().iter().find(|column| column.path == entry.key));
        let kind = column.map_or(&field.kind, |column| &column.kind);
        let node = found.value.or_else(|| found.entry().map(|entry| &entry.value))?;
        let (Kind::Money(format), Value::Scalar { text, .. }) = (kind, &node.value) else { return None };
        let money = Money::parse_in(text, format.unit).ok()?;
        let in_units = money.to_decimal() / rust_decimal::Decimal::from(10_000);
        let is_large = text.contains('万') || text.contains('亿');
        let new = match (is_large, format.unit == MoneyUnit::default()) {
            (true, true) => money.to_decimal().normalize().to_string(),
            (true, false) => format!("{}元", money.to_decimal().normalize()),
            (false, _) => format!("{}万元", in_units.normalize()),
        };
        let same = Money::parse_in(&new, format.unit).is_ok_and(|other| other == money);
        let edit = Edit { range: node.span.range.clone(), text: new.clone() };
        let is_plain = node.span.text() == text;
        (same && is_plain && new != *text)
            .then(|| Action::new(words::write_as(&new), ActionKind::Rewrite, &self.source.file, vec![edit]))
    }
}

/// How many items a list of settings has.
fn find_list(document: &Document, way: &[&str]) -> usize {
    let mut node = &document.node;
    for key in way {
        let Some(below) = node.get(key) else { return 0 };
        node = below;
    }
    node.items().len()
}
