//! The third step, in the new form's terms: last year's amounts, what is asked
//! for, and the fields that are new.

use std::ops::Range;

use super::YEAR;
use super::lines::{Changes, Document, Lines, MARK, indented, is_flow, line, line_end, line_start, with_lines};
use super::plan::{Fate, Plan, accepts, field_at};
use super::report::ProjectRecord;
use crate::authoring::hint;
use crate::messages::{Language, Message, roll as words};
use crate::project::{FieldValue, Project, Settings};
use crate::source::{Entry, Value};
use crate::template::{Field, FieldId, Kind, Part};

/// What the third step needs besides the plan.
pub(super) struct Figures<'a> {
    /// What the new folder gives to its projects.
    pub settings: &'a Settings,
    /// The year, where no file of the new folder says it.
    pub year: Option<u16>,
    pub language: Language,
}

/// The text with one document's figures of the year before.
pub(super) fn fill_in(
    document: &Document,
    plan: &Plan<'_>,
    figures: &Figures<'_>,
    record: &mut ProjectRecord,
) -> String {
    let form = &plan.mapping.new;
    let mut writer = Writer {
        text: document.text(),
        entries: document.entries(),
        plan,
        figures,
        changes: Changes::default(),
        record,
        opened: Vec::new(),
        start: line_start(document.text(), document.node.span.range.start),
    };
    if let Some(year) = figures.year {
        writer.changes.insert(writer.start, format!("{YEAR}: {year}\n"));
    }
    for (index, field) in form.fields.iter().enumerate() {
        let id = FieldId(index);
        if !plan.asks_for(field) {
            continue;
        }
        if form.roles.previous == Some(id) {
            writer.previous(id);
        } else if form.roles.executed.contains(&id) {
            writer.ask(id, &words::to_fill_in(field.key(), plan.year - 1));
        } else {
            writer.computed_before(id);
            writer.new_field(id);
        }
    }
    writer.totals();
    writer.changes.apply(document.text())
}

struct Writer<'a> {
    text: &'a str,
    entries: Vec<(&'a Entry, Lines)>,
    plan: &'a Plan<'a>,
    figures: &'a Figures<'a>,
    changes: Changes,
    record: &'a mut ProjectRecord,
    /// Groups that were not there.
    opened: Vec<String>,
    /// Where its first entry starts.
    start: usize,
}

impl<'a> Writer<'a> {
    fn field(&self, id: FieldId) -> &'a Field {
        let plan: &'a Plan<'a> = self.plan;
        plan.mapping.new.field(id)
    }

    /// The entry of a field.
    fn find(&self, id: FieldId) -> Option<&'a Entry> {
        let field = self.field(id);
        self.entries.iter().find_map(|(entry, _)| {
            let entry: &'a Entry = entry;
            if accepts(field, &entry.key) {
                return Some(entry);
            }
            let Value::Mapping(below) = &entry.value.value else { return None };
            below.iter().find(|below| accepts(field, &format!("{}.{}", entry.key, below.key)))
        })
    }

    /// Last year's own amount is this year's of the year before.
    fn previous(&mut self, id: FieldId) {
        let plan = self.plan;
        let is_last_year = plan.project.year + 1 == plan.year;
        let amount = plan.mapping.old.roles.amount.filter(|_| is_last_year);
        let amount = amount.and_then(|amount| written(plan.project, amount));
        let Some(amount) = amount else {
            self.ask(id, &words::amount_to_fill_in(self.field(id).key(), plan.year - 1));
            return;
        };
        self.record.previous = Some((self.field(id).key().to_owned(), amount.trim_matches(['"', '\'']).to_owned()));
        match self.find(id) {
            Some(entry) => self.set(entry, &amount),
            None => self.insert(id, None, &amount, ""),
        }
    }

    /// What the author does not know yet, or only the author knows.
    fn ask(&mut self, id: FieldId, why: &Message) {
        self.record.asked.push(self.field(id).key().to_owned());
        match self.find(id) {
            Some(entry) => self.blank(entry, why),
            None => self.insert(id, Some(why), "", ""),
        }
    }

    /// A total of the old form that the new one does not compute.
    fn computed_before(&mut self, id: FieldId) {
        let mapping = self.plan.mapping;
        if self.find(id).is_some() || self.field(id).is_total() {
            return;
        }
        let old = (0..mapping.old.fields.len()).map(FieldId).find(|old| mapping.field(*old) == Some(id));
        let computed = old.filter(|old| mapping.old.field(*old).is_total());
        if let Some(amount) = computed.and_then(|old| written(self.plan.project, old)) {
            self.insert(id, None, &amount, "");
        }
    }

    /// A field that the old form did not have.
    fn new_field(&mut self, id: FieldId) {
        let (mapping, field) = (self.plan.mapping, self.field(id));
        if mapping.is_same_form() {
            return;
        }
        if let (Kind::Indicators(_), Some(entry)) = (&field.kind, self.find(id)) {
            self.new_categories(id, entry);
            return;
        }
        // A field that the author left out under its old name is no news.
        let mut fates = self.plan.fates.iter();
        let had = fates.any(|fate| matches!(fate, Fate::Keep(new) | Fate::Rewrite(new, _) if *new == id));
        let is_given = self.find(id).is_some() || self.figures.settings.gives(&field.path);
        if is_given || had || field.is_total() {
            return;
        }
        self.record.gained.push(field.path.replace('.', "/"));
        self.insert(id, None, "", &hint(&self.plan.mapping.new, field));
    }

    /// The categories that no form should lack and the old one did not have.
    fn new_categories(&mut self, id: FieldId, entry: &Entry) {
        let Kind::Indicators(framework) = &self.field(id).kind else { return };
        let Value::Mapping(written) = &entry.value.value else { return };
        let number = |entry: &Entry| {
            let name = framework.canonical(&entry.key);
            framework.categories.iter().position(|category| category.name == name)
        };
        let Some(lines) = self.entries.iter().find(|(known, _)| std::ptr::eq(*known, entry)) else { return };
        let inner = line_end(self.text, entry.key_span.range.end);
        let block = with_lines(self.text, &entry.value, inner..lines.1.end);
        for index in framework.expected.iter().copied() {
            let category = &framework.categories[index];
            if written.iter().any(|entry| number(entry) == Some(index)) {
                continue;
            }
            self.record.gained.push(category.name.clone());
            let below = category.subcategories.iter().map(|below| format!("  {below}:\n"));
            let text = format!("{}:\n{}", category.name, below.collect::<String>());
            if let Some((_, first)) = block.first() {
                let before = block.iter().rfind(|(entry, _)| number(entry).is_some_and(|known| known < index));
                let at = before.map_or(inner, |(_, lines)| lines.end);
                self.changes.insert(at, indented(&text, 0, first.indent));
            }
        }
    }

    /// Totals that were stated for parts that have changed: the program adds up.
    fn totals(&mut self) {
        let form = &self.plan.mapping.new;
        for (index, field) in form.fields.iter().enumerate() {
            let is_asked = |part: &Part| matches!(part, Part::Field(id) if form.roles.executed.contains(id));
            let Some(entry) = self.find(FieldId(index)).filter(|_| field.sum.iter().any(is_asked)) else { continue };
            if !matches!(entry.value.value, Value::Null) {
                let was = entry.value.span.text().to_owned();
                self.blank(entry, &words::total_is_computed(field.key(), was));
            }
        }
    }

    /// Puts a value in the place of another, or of none.
    fn set(&mut self, entry: &Entry, value: &str) {
        match entry.value.value {
            Value::Null => {
                let after = self.text[entry.key_span.range.end..].find(':').map_or(0, |colon| colon + 1);
                self.changes.insert(entry.key_span.range.end + after, format!(" {value}"));
            }
            _ => self.changes.replace(entry.value.span.range.clone(), value),
        }
    }

    /// Takes a value out, with a comment on the line above.
    fn blank(&mut self, entry: &Entry, why: &Message) {
        let start = line_start(self.text, entry.key_span.range.start);
        let indent: String = self.text[start..].chars().take_while(|c| *c == ' ').collect();
        self.changes
            .replace(self.asked_before(entry, start), format!("{indent}# {}\n", why.say(self.figures.language)));
        if matches!(entry.value.value, Value::Null) {
            return;
        }
        let value = &entry.value.span.range;
        let rest = self.text[value.end..].lines().next().unwrap_or_default();
        let colon = self.text[..value.start].trim_end_matches(' ').len();
        // Between brackets, a key wants a space after its colon.
        let from = if rest.trim_start().starts_with([',', '}']) { value.start } else { colon };
        self.changes.replace(from..value.end, "");
        // A comment that follows no value is taken for a slip unless it has a space.
        let sharp = rest.find('#').map(|at| value.end + at + 1);
        if let Some(sharp) = sharp.filter(|at| !self.text[*at..].starts_with([' ', '\n'])) {
            self.changes.insert(sharp, " ");
        }
    }

    /// The line above an entry that asks for it since the year before, or where one
    /// is to stand.
    fn asked_before(&self, entry: &Entry, start: usize) -> Range<usize> {
        // Between brackets, the line above may be about another key.
        let has_own_line = self.text[start..entry.key_span.range.start].trim_start_matches([' ', '-']).is_empty();
        let mut at = start;
        while at > 0 {
            let above = line_start(self.text, at - 1);
            let comment = line(self.text, above).trim_start();
            if !comment.starts_with('#') {
                break;
            }
            if comment.starts_with(MARK) && (has_own_line || comment.contains(&entry.key)) {
                return above..at;
            }
            at = above;
        }
        start..start
    }

    /// Writes a field after the one that the form has before it.
    fn insert(&mut self, id: FieldId, above: Option<&Message>, value: &str, hint: &str) {
        let path = &self.field(id).path;
        let (group, key) = path.rsplit_once('.').unwrap_or(("", path));
        let above = above.map(|why| format!("# {}\n", why.say(self.figures.language))).unwrap_or_default();
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        let lines = format!("{above}{key}:{value}{hint}\n");
        let known = self.entries.iter().find(|(entry, _)| entry.key == group);
        if let Some((entry, own)) = known.map(|(entry, lines)| (*entry, lines.clone())) {
            if is_flow(&entry.value) {
                self.changes.insert(own.start, above);
                self.changes.insert(entry.value.span.range.end - 1, format!(", {key}: {}", value.trim_start()));
            } else {
                self.insert_below(entry, &own, id, &lines);
            }
            return;
        }
        let at = self.before(id);
        if group.is_empty() {
            self.changes.insert(at, lines);
            return;
        }
        if !self.opened.iter().any(|opened| opened == group) {
            self.opened.push(group.to_owned());
            self.changes.insert(at, format!("{group}:\n"));
        }
        self.changes.insert(at, indented(&lines, 0, 2));
    }

    /// Writes a field into a group in block style.
    fn insert_below(&mut self, entry: &Entry, own: &Lines, id: FieldId, lines: &str) {
        let inner = line_end(self.text, entry.key_span.range.end)..own.end;
        let group = &entry.key;
        let block = with_lines(self.text, &entry.value, inner);
        let earlier = block.iter().rfind(|(below, _)| {
            field_at(&self.plan.mapping.new, &format!("{group}.{}", below.key)).is_some_and(|known| known < id)
        });
        let indent = block.first().map_or(own.indent + 2, |(_, lines)| lines.indent);
        let at = earlier.map_or(line_end(self.text, entry.key_span.range.end), |(_, lines)| lines.end);
        self.changes.insert(at, indented(lines, 0, indent));
    }

    /// Where a field that is not there belongs: after the last of those that the
    /// form has before it.
    fn before(&self, id: FieldId) -> usize {
        let form = &self.plan.mapping.new;
        let number = |entry: &Entry| {
            let below = form
                .fields
                .iter()
                .position(|field| field.path == entry.key || field.path.starts_with(&format!("{}.", entry.key)));
            below.filter(|below| *below < id.0)
        };
        let before = self.entries.iter().filter_map(|(entry, lines)| Some((number(entry)?, lines.end)));
        let year = self.entries.iter().find(|(entry, _)| entry.key == YEAR).map(|(_, lines)| lines.end);
        before.max_by_key(|(number, _)| *number).map(|(_, end)| end).or(year).unwrap_or(self.start)
    }
}

/// An amount as the author wrote it in the project's own file, or what was
/// computed or given elsewhere.
fn written(project: &Project, id: FieldId) -> Option<String> {
    let given = project.get(id)?;
    let own = given.span.as_ref().filter(|span| span.source.name == project.span.source.name);
    match (own, &given.value) {
        (Some(span), _) => Some(span.text().to_owned()),
        (None, FieldValue::Money(money)) => Some(money.to_decimal().normalize().to_string()),
        (None, FieldValue::Number(number)) => Some(number.normalize().to_string()),
        _ => None,
    }
}
